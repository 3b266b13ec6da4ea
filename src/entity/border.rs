//! Whether the words around a name let it be one of its own.
//!
//! - No letter or figure stands beside it on its line: `p5` is not in `p53`, `IL-2` not in `IL-2R`, `TNF` not in `TNFα`.
//!   One that is raised may stand there, as a callout or a charge: `CD19¹²`, `Ca²⁺`.
//! - A hyphen ends a name (`anti-CD19`, `CD19-directed`), but one with a single letter, a Greek letter, or a figure behind it
//!   makes another one: `TNF-α`, `HLA-B27`, `PD-L1`, `HIV-1`; and so does one with a single letter, a Greek letter or `non`
//!   before it: `N-MYC`, `β-actin`, `non-Hodgkin`; and `like` behind it: `insulin-like`.
//! - A name does not take in figures that are raised behind it: `IL-1` and a raised 7 are not `IL-17`.
//! - Nothing of an address of the web or of mail is a name.

use crate::lexicon::greek;
use crate::text::{Style, Text};
use std::ops::Range;
use unicode_normalization::char::is_combining_mark;

/// Bytes before a name, and behind it, in which an address is looked for.
const LONGEST_ADDRESS: usize = 200;

/// Characters of the longest part of a name that is looked at beside a hyphen.
const LONGEST_PART: usize = 8;

/// What an address of the web or of mail has, and a name has not.
const MARKS_OF_ADDRESS: [&str; 3] = ["://", "www.", "@"];

/// Where a character stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Level {
    Line,
    Raised,
    Lowered,
}

/// A text and what of it is raised or lowered.
pub(super) struct Surroundings<'a> {
    text: &'a str,
    scripts: Vec<(Range<usize>, Level)>,
}

impl<'a> Surroundings<'a> {
    /// Those in a text.
    pub(super) fn of(text: &'a Text) -> Self {
        let segments = text.segments().into_iter();
        let scripts = segments.filter_map(|segment| {
            let level = segment.styles.iter().find_map(|style| match style {
                Style::Superscript => Some(Level::Raised),
                Style::Subscript => Some(Level::Lowered),
                Style::Bold | Style::Italic | Style::Link(_) => None,
            })?;
            Some((segment.current, level))
        });
        Self { text: text.as_str(), scripts: scripts.collect() }
    }

    fn before(&self, at: usize) -> &'a str {
        self.text.get(..at).unwrap_or_default()
    }

    fn behind(&self, at: usize) -> &'a str {
        self.text.get(at..).unwrap_or_default()
    }

    /// The level of the character that begins at a byte.
    fn level(&self, at: usize, c: char) -> Level {
        match c {
            '¹' | '²' | '³' | '\u{2070}'..='\u{207F}' => return Level::Raised,
            '\u{2080}'..='\u{209C}' => return Level::Lowered,
            _ => {}
        }
        let own = self.scripts.partition_point(|(range, _)| range.end <= at);
        let own = self.scripts.get(own).filter(|(range, _)| range.contains(&at));
        own.map_or(Level::Line, |(_, level)| *level)
    }

    fn last(&self, before: usize) -> Option<(char, Level)> {
        let c = self.before(before).chars().next_back()?;
        Some((c, self.level(before - c.len_utf8(), c)))
    }

    fn first(&self, at: usize) -> Option<(char, Level)> {
        let c = self.behind(at).chars().next()?;
        Some((c, self.level(at, c)))
    }

    /// Whether bytes of the text can be a name of their own.
    pub(super) fn allow(&self, range: &Range<usize>) -> bool {
        self.may_begin(range.start)
            && self.may_end(range.end)
            && !self.takes_in_raised_figures(range)
            && !self.is_of_address(range)
    }

    /// The end with an `s` of the plural, if one stands there.
    pub(super) fn end_of_plural(&self, end: usize) -> usize {
        let is_one = self.first(end) == Some(('s', Level::Line))
            && self
                .first(end + 1)
                .is_none_or(|(c, level)| !is_of_word(c) || level == Level::Raised);
        if is_one { end + 1 } else { end }
    }

    fn may_begin(&self, at: usize) -> bool {
        let (Some((before, level)), Some((_, own))) = (self.last(at), self.first(at)) else {
            return true;
        };
        let is_raised_beside = level == Level::Raised && own != Level::Raised;
        if is_of_word(before) {
            return is_raised_beside;
        }
        if !is_hyphen(before) || is_raised_beside {
            return before != '_';
        }
        let text = self.before(at - before.len_utf8());
        let start = text.char_indices().rev().take_while(|(_, c)| is_of_word(*c));
        let Some((start, _)) = start.take(LONGEST_PART).last() else { return true };
        let part = &text[start..];
        !(is_single_letter(part) || is_letter_name(part) || part.eq_ignore_ascii_case("non"))
    }

    fn may_end(&self, at: usize) -> bool {
        let (Some((next, level)), Some((last, own))) = (self.first(at), self.last(at)) else {
            return true;
        };
        if is_of_word(next) {
            return level == Level::Raised && (own != Level::Raised || !is_of_word(last));
        }
        if !is_hyphen(next) || level == Level::Raised {
            return next != '_';
        }
        let part = self.behind(at + next.len_utf8());
        let length = part.chars().take(LONGEST_PART).take_while(|c| is_of_word(*c));
        let part = &part[..length.map(char::len_utf8).sum()];
        let mut characters = part.chars();
        let Some(first) = characters.next() else { return true };
        let is_numbered = first.is_alphabetic() && characters.all(|c| c.is_ascii_digit());
        let is_other = is_numbered || is_letter_name(part) || part.eq_ignore_ascii_case("like");
        !(first.is_numeric() || is_greek(first) || is_other)
    }

    /// Whether raised figures that are no charge stand in a name behind its beginning.
    fn takes_in_raised_figures(&self, range: &Range<usize>) -> bool {
        let Some(name) = self.text.get(range.clone()) else { return true };
        let mut run: Option<String> = None;
        let mut is_begun = false;
        for (at, c) in name.char_indices() {
            if self.level(range.start + at, c) == Level::Raised {
                if is_begun {
                    run.get_or_insert_default().push(c);
                }
            } else if run.take().is_some_and(|run| is_callout(&run)) {
                return true;
            } else {
                is_begun = true;
            }
        }
        run.is_some_and(|run| is_callout(&run))
    }

    fn is_of_address(&self, range: &Range<usize>) -> bool {
        let is_near = |(count, _): &(usize, char)| *count < LONGEST_ADDRESS;
        let before = self.before(range.start).chars().rev().enumerate().take_while(is_near);
        let before = before.map(|(_, c)| c).take_while(|c| !c.is_whitespace());
        let start = range.start - before.map(char::len_utf8).sum::<usize>();
        let behind = self.behind(range.end).chars().enumerate().take_while(is_near);
        let behind = behind.map(|(_, c)| c).take_while(|c| !c.is_whitespace());
        let end = range.end + behind.map(char::len_utf8).sum::<usize>();
        let around = self.text.get(start..end).unwrap_or_default();
        MARKS_OF_ADDRESS.iter().any(|mark| around.contains(mark))
    }
}

/// Whether what is raised is figures, and no charge: `12`, `3,4`, `5–7`.
fn is_callout(raised: &str) -> bool {
    raised.chars().any(char::is_numeric)
        && !raised.chars().any(char::is_alphabetic)
        && !raised.ends_with(|c| matches!(c, '+' | '\u{207A}' | '\u{207B}') || is_hyphen(c))
}

fn is_of_word(c: char) -> bool {
    c.is_alphanumeric() || is_combining_mark(c)
}

/// A dash of the width of an em parts sentences, not names.
fn is_hyphen(c: char) -> bool {
    matches!(c, '-' | '\u{2010}'..='\u{2013}' | '\u{2212}' | '\u{FE63}' | '\u{FF0D}')
}

fn is_greek(c: char) -> bool {
    c == 'µ' || greek::name(c).is_some()
}

fn is_single_letter(part: &str) -> bool {
    let mut characters = part.chars();
    characters.next().is_some_and(char::is_alphabetic) && characters.next().is_none()
}

/// Whether a part of a name begins with the name of a Greek letter: `alpha`, `beta1`.
fn is_letter_name(part: &str) -> bool {
    let name = part.trim_end_matches(|c: char| !c.is_ascii_lowercase());
    greek::letter(name).is_some()
}

#[cfg(test)]
mod tests {
    use super::Surroundings;
    use crate::text::Text;

    #[test]
    fn names_have_borders() {
        // The text with raised stretches between bars, and the name, which stands in it once without them.
        let rows = [
            ("anti-CD19", "CD19", true),
            ("CD19-directed", "CD19", true),
            ("CD19-CD22", "CD19", true),
            ("CD3-CD19", "CD19", true),
            ("(CD19)", "CD19", true),
            ("CD19+CD20", "CD19", true),
            ("CD19/CD20", "CD20", true),
            ("aCD19", "CD19", false),
            ("CD19_1", "CD19", false),
            ("IL-2R", "IL-2", false),
            ("IL-21", "IL-2", false),
            ("IL-2-dependent", "IL-2", true),
            ("p53", "p5", false),
            ("TNF-α", "TNF", false),
            ("TNF\u{2013}α", "TNF", false),
            ("TNFα", "TNF", false),
            ("TNF-alpha", "TNF", false),
            ("TNF-alphabet", "TNF", true),
            ("TNF-a", "TNF", false),
            ("TNF-R1", "TNF", false),
            ("PD-L1", "PD", false),
            ("HIV-1", "HIV", false),
            ("HLA-DR", "HLA", true),
            ("TNF—a cytokine", "TNF", true),
            ("N-MYC", "MYC", false),
            ("β-actin", "actin", false),
            ("beta-actin", "actin", false),
            ("non-Hodgkin lymphoma", "Hodgkin lymphoma", false),
            ("insulin-like factor", "insulin", false),
            ("- CD19", "CD19", true),
            ("CD19|12|", "CD19", true),
            ("CD19|12|,", "CD1912", false),
            ("IL-1|7|", "IL-17", false),
            ("IL-1|7|", "IL-1", true),
            ("CD4|+|", "CD4", true),
            ("CD4|+|", "CD4+", true),
            ("Ca|2+|", "Ca2+", true),
            ("Ca|2+|", "Ca2", false),
            ("Ph|+12|", "Ph+", true),
            ("CD4|−|CD8", "CD8", true),
            ("|99m|Tc", "99mTc", true),
            ("|18|F-FDG", "F-FDG", true),
            ("CD19¹²", "CD19", true),
            ("H₂O", "H", false),
            ("café", "caf", false),
            ("cafe\u{301}", "cafe", false),
            ("see https://x.org/cancer/1", "cancer", false),
            ("a@cancer.org", "cancer", false),
            ("Crohn's", "Crohn", true),
        ];
        for (marked, name, expected) in rows {
            let text = Text::with_raised(marked);
            let start = text.as_str().find(name).unwrap_or_else(|| panic!("{name}"));
            let found = Surroundings::of(&text).allow(&(start..start + name.len()));
            assert_eq!(found, expected, "{marked} {name}");
        }
    }

    #[test]
    fn an_s_of_the_plural_ends_a_word() {
        for (marked, expected) in [("cells", 5), ("cell", 4), ("cellsize", 4), ("cells|1|", 5)] {
            let text = Text::with_raised(marked);
            assert_eq!(Surroundings::of(&text).end_of_plural(4), expected, "{marked}");
        }
    }

    proptest::proptest! {
        #[test]
        fn any_text_has_borders(text in "\\PC{0,20}", start in 0..30_usize, length in 0..30_usize) {
            let text = Text::plain(text);
            Surroundings::of(&text).allow(&(start..start + length));
        }
    }
}
