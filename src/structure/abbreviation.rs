//! Short forms that the paper defines.
//!
//! In sentences, by the algorithm of Schwartz and Hearst (2003): A simple algorithm for identifying
//! abbreviation definitions in biomedical text. Pacific Symposium on Biocomputing 8, 451–462,
//! <https://doi.org/10.1142/9789812776303_0042>. A short form in brackets stands for the words
//! before it in which its letters are found from the last to the first, the first of them at the
//! beginning of a word; or a short form stands before brackets that hold the words. What is added,
//! since a wrong definition is worse than none: words whose first letters make the short form go
//! before fewer words in which its letters are found; no long form begins with a particle or is
//! cut at a hyphen; a short form in small letters consists of the first letters of words.
//!
//! In lists under the name of abbreviations, by their signs: `SF: long form; ...`, `SF = long form`;
//! in tables of that name, by their columns.

use super::passage::{self, Passage, bytes};
use crate::document::abbreviation::{Abbreviation, Definition};
use crate::document::{Furniture, Node, Part, Stretch, Table};
use crate::lexicon::section::{self, Section};
use crate::lexicon::series::names_series_in_english;
use crate::lexicon::{roman, small};
use rustc_hash::FxHashMap;
use std::ops::Range;

/// A short form has no more characters than this.
const LONGEST_SHORT: usize = 10;

/// A short form has no more words than this.
const MOST_SHORT_WORDS: usize = 2;

/// Longest content of brackets that is looked at, in bytes.
const LONGEST_BRACKET: usize = 160;

/// Bytes before brackets that are looked at: twelve long words, or fifteen and their blanks.
const LONGEST_LONG: usize = 240;

/// A short form and its long form in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Pair {
    short: Range<usize>,
    long: Range<usize>,
}

/// Finds the definitions of a document. Each pair of forms stands once, with all its places.
pub(super) fn find(nodes: &[Node], furniture: &[Furniture]) -> Vec<Abbreviation> {
    let mut found: Vec<Abbreviation> = Vec::new();
    let mut known: FxHashMap<(String, String), usize> = FxHashMap::default();
    let mut in_list = false;
    for passage in passage::of_body(nodes).chain(passage::of_imprint(furniture)) {
        let (pairs, is_list) = match passage.of {
            Some(Node::Heading { .. }) => {
                in_list = is_list_name(passage.text);
                (in_brackets(&passage), false)
            }
            Some(Node::Byline(_) | Node::Affiliation(_)) => continue,
            _ => (in_brackets(&passage), in_list || has_list_name(passage.text)),
        };
        let listed = if is_list { list(passage.text) } else { Vec::new() };
        // What follows a list under its name is not of it.
        in_list &= !listed.is_empty() || !is_list;
        for pair in pairs.into_iter().chain(listed) {
            let place = Definition {
                short: passage.stretch(pair.short.clone()),
                long: passage.stretch(pair.long.clone()),
            };
            add(&passage.text[pair.short], &passage.text[pair.long], place, &mut found, &mut known);
        }
        if let Some(Node::Table(table)) = passage.of
            && passage.index == 0
            && (in_list || names_list(table))
        {
            for (short, long, place) in rows(table, passage.node) {
                add(short, long, place, &mut found, &mut known);
            }
        }
    }
    found
}

fn add(
    short: &str,
    long: &str,
    place: Definition,
    found: &mut Vec<Abbreviation>,
    known: &mut FxHashMap<(String, String), usize>,
) {
    let at = *known.entry((key(short), key(long))).or_insert_with(|| {
        let (short, long) = (short.to_owned(), long.to_owned());
        found.push(Abbreviation { short, long, places: Vec::new() });
        found.len() - 1
    });
    // Brackets and signs may tell the same in one text.
    let of_text = |own: &&Definition| {
        (own.short.part, own.short.node, own.short.text)
            == (place.short.part, place.short.node, place.short.text)
    };
    if !found[at].places.iter().rev().take_while(of_text).any(|own| *own == place) {
        found[at].places.push(place);
    }
}

/// Whether the caption or the first cell of a table names a list of abbreviations.
fn names_list(table: &Table) -> bool {
    let caption = table.caption.iter().flat_map(|own| [own.label.as_str(), own.text.as_str()]);
    let first = table.cells.first().map(|cell| cell.text.as_str());
    caption.chain(first).any(is_list_name)
}

/// The definitions of a table that is a list: a short form beside its long form.
fn rows(table: &Table, node: u32) -> Vec<(&str, &str, Definition)> {
    let before = usize::from(table.caption.is_some());
    let whole = |cell: usize| {
        let text = table.cells[cell].text.as_str();
        let stretch = Stretch {
            part: Part::Body,
            node,
            text: (before + cell) as u32,
            range: bytes(0..text.len()),
        };
        (text, stretch)
    };
    // Where the name stands over a column, the other columns tell of other things.
    let head = table.cells.first().filter(|cell| is_list_name(cell.text.as_str()));
    let over_one = head.is_some_and(|cell| cell.column + cell.column_span < table.columns);
    let pairs = (1..table.cells.len()).filter(|&at| {
        let (short, long) = (&table.cells[at - 1], &table.cells[at]);
        let beside = short.row == long.row && short.column + short.column_span == long.column;
        let own = short.column == 0 || short.column % 2 == 0 && !over_one;
        beside && own && is_listed(short.text.as_str(), long.text.as_str())
    });
    let definition = |at: usize| {
        let ((short, at_short), (long, at_long)) = (whole(at - 1), whole(at));
        (short, long, Definition { short: at_short, long: at_long })
    };
    pairs.map(definition).collect()
}

/// A form without case, plural and all that is no letter or figure.
fn key(form: &str) -> String {
    let letters = form.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase);
    let key: String = letters.collect();
    key.strip_suffix('s').unwrap_or(&key).to_owned()
}

/// The definitions in a text that brackets make.
fn in_brackets(passage: &Passage<'_>) -> Vec<Pair> {
    let text = passage.text;
    let mut pairs = Vec::new();
    let mut before = 0;
    for (open, _) in text.match_indices('(') {
        let Some(close) = closing(text, open).filter(|_| open >= before) else { continue };
        let inner = trimmed(text, open + 1..close);
        // A raised mark between the words and the brackets is of neither.
        let end = text[..open].trim_end().len();
        let mark = passage.raised.partition_point(|range| range.end < end);
        let mark = passage.raised.get(mark).filter(|range| range.end == end);
        let end = mark.map_or(end, |range| range.start).max(before);
        if let Some(pair) = bracketed_short(text, before..end, &inner) {
            pairs.push(pair);
            before = close;
        } else if let Some(pair) = bracketed_long(text, end, &inner) {
            pairs.push(pair);
        }
    }
    pairs
}

/// Where the brackets that open at a place close.
fn closing(text: &str, open: usize) -> Option<usize> {
    let mut depth = 0;
    for (at, b) in text.bytes().enumerate().skip(open).take(LONGEST_BRACKET) {
        match b {
            b'(' => depth += 1,
            b')' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return Some(at);
        }
    }
    None
}

/// A range without the blanks at its ends.
fn trimmed(text: &str, range: Range<usize>) -> Range<usize> {
    let own = &text[range.clone()];
    let start = range.start + own.len() - own.trim_start().len();
    start..start.max(range.start + own.trim_end().len())
}

/// `long form (SF)`, also with more behind it: `long form (SF; reference)`.
fn bracketed_short(text: &str, before: Range<usize>, inner: &Range<usize>) -> Option<Pair> {
    let content = &text[inner.clone()];
    let end = content.find([',', ';', '[']).unwrap_or(content.len());
    let short = trimmed(text, inner.start..inner.start + end);
    let short = without_quotes(text, short);
    let form = &text[short.clone()];
    if !is_short_form(form) {
        return None;
    }
    let candidate = before_bracket(text, before, form);
    let long = long_form(text, form, candidate)?;
    Some(Pair { short, long })
}

fn without_quotes(text: &str, range: Range<usize>) -> Range<usize> {
    let own = &text[range.clone()];
    let quotes = ['“', '”', '"', '‘', '’', '\'', '«', '»'];
    let start = range.start + own.len() - own.trim_start_matches(quotes).len();
    start..start.max(range.start + own.trim_end_matches(quotes).len())
}

/// The words before brackets in which the long form is looked for.
fn before_bracket(text: &str, before: Range<usize>, short: &str) -> Range<usize> {
    let letters = short.chars().filter(|c| c.is_alphanumeric()).count();
    let most = (letters + 5).min(letters * 2);
    let floor = before.end.saturating_sub(LONGEST_LONG);
    let floor = text.floor_char_boundary(floor).max(before.start);
    let end = without_quotes(text, trimmed(text, floor..before.end)).end;
    let mut start = end;
    let mut words = 0;
    for (at, c) in text[floor..end].char_indices().rev() {
        let at = floor + at;
        // A sentence does not define what the next one says.
        let is_end = matches!(c, ';' | '(' | ')' | '[' | ']')
            || matches!(c, '.' | '?' | '!' | ':') && text[at + c.len_utf8()..].starts_with(' ');
        if is_end {
            break;
        }
        if c.is_whitespace() {
            words += 1;
            if words == most {
                break;
            }
        }
        start = at;
    }
    trimmed(text, start..end)
}

/// `SF (long form)`.
fn bracketed_long(text: &str, before: usize, inner: &Range<usize>) -> Option<Pair> {
    let end = text[..before].trim_end().len();
    let breaks = |c: char| c.is_whitespace() || matches!(c, '(' | '[' | '/' | '“' | '"');
    let start = text[..end]
        .rfind(breaks)
        .map_or(0, |at| at + text[at..].chars().next().map_or(1, char::len_utf8));
    let form = &text[start..end];
    let capitals = form.chars().filter(|c| c.is_uppercase()).count();
    if !is_short_form(form) || capitals < 2 {
        return None;
    }
    let content = &text[inner.clone()];
    let stop = content.find([';', '=', '[', '(']).unwrap_or(content.len());
    // An address may stand behind the words, or the words are an enumeration.
    let first = content[..stop].find(',').unwrap_or(stop);
    [first, stop].into_iter().find_map(|stop| {
        let candidate = trimmed(text, inner.start..inner.start + stop);
        let own = &text[candidate.clone()];
        if own.split_whitespace().count() < 2 || own.contains(". ") {
            return None;
        }
        let long = long_form(text, form, candidate.clone())?;
        // What stands in the brackets is the long form and nothing else.
        let lead = text[candidate.start..long.start].trim().to_lowercase();
        let whole = lead.is_empty() || matches!(lead.as_str(), "the" | "a" | "an" | "for");
        whole.then_some(Pair { short: start..end, long })
    })
}

/// Whether a string may be a short form.
fn is_short_form(form: &str) -> bool {
    let count = form.chars().count();
    let letters = form.chars().filter(|c| c.is_alphabetic()).count();
    let words = form.split_whitespace().count();
    let lower = form.to_lowercase();
    (2..=LONGEST_SHORT).contains(&count)
        && words <= MOST_SHORT_WORDS
        && letters >= 2
        && form.starts_with(char::is_alphanumeric)
        && !form.ends_with(['-', '–', '.'])
        && !is_name(form)
        && !form.contains(['=', '<', '>', '%', '±', '≥', '≤', '@', '*'])
        && !roman::is_ordinal(form)
        && !is_label(&lower)
}

/// Whether a form is written as a name is: a capital, and many small letters.
fn is_name(form: &str) -> bool {
    /// Short forms in one word with one capital are shorter than this.
    const NAME_LETTERS: usize = 5;
    let mut letters = form.chars();
    letters.next().is_some_and(char::is_uppercase)
        && letters.all(char::is_lowercase)
        && form.chars().count() >= NAME_LETTERS
}

/// Whether a bracket names a part of the paper, or is a word that stands in brackets.
fn is_label(lower: &str) -> bool {
    const WORDS: &[&str] = &[
        "eq", "eqs", "ref", "refs", "see", "and", "or", "but", "not", "the", "yes", "no", "left",
        "right", "top", "bottom", "black", "white", "red", "blue", "green", "grey", "gray", "eg",
        "ie", "usa", "uk", "us", "male", "female", "men", "women", "mean", "median", "total",
        "both", "all", "only", "data", "year", "years", "day", "days", "also", "such", "with",
        "from", "inc", "ltd", "version",
    ];
    let first = lower.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    names_series_in_english(first) || WORDS.contains(&first)
}

/// The long form at the end of a range: the words whose first letters make the short form, or else
/// the fewest words in which its letters are found from the last to the first.
fn long_form(text: &str, short: &str, candidate: Range<usize>) -> Option<Range<usize>> {
    let own = &text[candidate.clone()];
    let letters: Vec<char> = short.chars().filter(|c| c.is_alphanumeric()).collect();
    let first = *letters.first()?;
    let (start, by_initials) = match initials(own, &letters) {
        Some(start) => (start, true),
        None => (scattered(own, &letters)?, false),
    };
    // A word with a hyphen is taken whole.
    let start = own[..start]
        .rfind(|c: char| c.is_whitespace() || c == '/')
        .map_or(0, |at| at + own[at..].chars().next().map_or(1, char::len_utf8));
    let start = start + own[start..].find(char::is_alphanumeric)?;
    let long = &own[start..];
    let count = letters.len();
    let words = long.split(|c: char| c.is_whitespace() || c == '-').filter(|w| !w.is_empty());
    let repeats = long.split_whitespace().any(|word| word.trim_matches(['(', ')', ',']) == short);
    let small = !short.chars().any(char::is_uppercase);
    let fits = long.chars().count() > short.chars().count()
        && words.count() <= (count + 5).min(count * 2)
        && !repeats
        && (!small || by_initials)
        && long.contains(char::is_alphabetic)
        && !long.contains(['@', '=', '~', '"', '“', '”'])
        && begins_alike(long, first);
    fits.then(|| candidate.start + start..candidate.end)
}

/// Where the words at the end begin whose first letters are the letters, with particles between
/// them.
fn initials(own: &str, letters: &[char]) -> Option<usize> {
    let plural = letters.len() > 2 && letters.last() == Some(&'s');
    let letters = if plural { &letters[..letters.len() - 1] } else { letters };
    let mut words: Vec<(usize, char, bool)> = Vec::new();
    let mut start = None;
    for (at, c) in own.char_indices().chain([(own.len(), ' ')]) {
        match (c.is_alphanumeric(), start) {
            (true, None) => start = Some((at, c)),
            (false, Some((from, initial))) => {
                words.push((from, initial, is_particle(&own[from..at])));
                start = None;
            }
            _ => {}
        }
    }
    // Particles count as words of the short form in some (`ITT`), and not in others.
    [false, true].into_iter().find_map(|counted| {
        let mut left = letters.iter().rev();
        let mut letter = left.next()?;
        for &(at, initial, particle) in words.iter().rev() {
            if particle && !counted {
                continue;
            }
            if !same(initial, *letter) {
                if particle {
                    continue;
                }
                return None;
            }
            match left.next() {
                Some(next) => letter = next,
                None => return (!particle).then_some(at),
            }
        }
        None
    })
}

/// Where the fewest words begin in which the letters are found from the last to the first.
fn scattered(own: &str, letters: &[char]) -> Option<usize> {
    let (first, rest) = letters.split_first()?;
    let mut left = own.char_indices().rev();
    for letter in rest.iter().rev() {
        left.find(|(_, c)| same(*c, *letter))?;
    }
    let begins = |at: usize| {
        let word = own[at..].split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
        begins_word(own, at) && !is_particle(word)
    };
    left.find(|(at, c)| same(*c, *first) && begins(*at)).map(|(at, _)| at)
}

/// Whether a word is one with which no name begins.
fn is_particle(word: &str) -> bool {
    small::is_particle(word) || small::is_and(word) || matches!(word, "using" | "via")
}

/// Whether a long form begins with a letter of the short form; behind a hyphen it would be cut.
fn begins_alike(long: &str, first: char) -> bool {
    long.chars().next().is_some_and(|c| same(c, first))
}

fn same(a: char, b: char) -> bool {
    a == b || a.to_lowercase().eq(b.to_lowercase())
}

fn begins_word(text: &str, at: usize) -> bool {
    !text[..at].ends_with(char::is_alphanumeric)
}

/// Whether a heading is that of a list of abbreviations.
fn is_list_name(heading: &str) -> bool {
    let name: String = heading.chars().filter(|c| c.is_alphabetic() || c.is_whitespace()).collect();
    section::names(&name, Section::Abbreviations)
}

/// Whether a text begins with the name of such a list.
fn has_list_name(text: &str) -> bool {
    text.split_once(':').is_some_and(|(name, _)| is_list_name(name))
}

/// The definitions in a list: parts between semicolons, full stops or commas, each of which holds
/// a colon, an equals sign or a dash between the two forms.
fn list(text: &str) -> Vec<Pair> {
    let start = if has_list_name(text) { text.find(':').map_or(0, |at| at + 1) } else { 0 };
    let signs = [" = ", "=", ": ", ":", " – ", " — ", ", "];
    let count = |sign: &&str| text[start..].matches(*sign).count();
    let Some(sign) = signs.iter().find(|sign| count(sign) > 0) else { return Vec::new() };
    let ends = if text[start..].contains("; ") { ';' } else { ',' };
    let mut pairs = Vec::new();
    let mut from = start;
    while from < text.len() {
        let length = text[from..].find(ends).unwrap_or(text.len() - from);
        let item = trimmed(text, from..from + length);
        from += length + 1;
        item_pairs(text, item, sign, &mut pairs);
    }
    pairs
}

/// The definitions in an item of a list. Nothing but the next short form may part it from the one
/// before: `SF: long form TF: other long form`.
fn item_pairs(text: &str, item: Range<usize>, sign: &str, pairs: &mut Vec<Pair>) {
    let signs: Vec<usize> =
        text[item.clone()].match_indices(sign).map(|(at, _)| item.start + at).collect();
    let last_word = |end: usize| {
        let own = &text[item.start..end];
        item.start + own.trim_end().rfind(' ').map_or(0, |at| at + 1)
    };
    for (index, &at) in signs.iter().enumerate() {
        let start = if index == 0 { item.start } else { last_word(at) };
        let short = trimmed(text, start..at);
        let end = signs.get(index + 1).map_or(item.end, |&next| last_word(next));
        let long = trimmed(text, (at + sign.len()).min(end)..end);
        let tail = text[long.clone()].trim_end_matches('.').len();
        let long = long.start..long.start + tail;
        if is_listed(&text[short.clone()], &text[long.clone()]) {
            pairs.push(Pair { short, long });
        }
    }
}

/// Whether the two sides of a list's item are a short and a long form.
fn is_listed(short: &str, long: &str) -> bool {
    let count = short.chars().count();
    (1..=LONGEST_SHORT * 2).contains(&count)
        && short.split_whitespace().count() <= MOST_SHORT_WORDS
        && short.contains(char::is_alphabetic)
        && short.starts_with(char::is_alphanumeric)
        && !is_name(short)
        && long.chars().count() > count
        && long.len() <= LONGEST_LONG
        && long.starts_with(char::is_alphanumeric)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Cell;
    use crate::text::Text;
    use proptest::prelude::*;

    fn bracketed(text: &str) -> Vec<Pair> {
        let nodes = [Node::Paragraph(Text::plain(text))];
        passage::of_body(&nodes).flat_map(|passage| in_brackets(&passage)).collect()
    }

    fn check(rows: &[(&str, &[(&str, &str)])], find: fn(&str) -> Vec<Pair>) {
        for (text, expected) in rows {
            let pairs = find(text);
            let found: Vec<_> =
                pairs.iter().map(|p| (&text[p.short.clone()], &text[p.long.clone()])).collect();
            assert_eq!(found, *expected, "{text}");
        }
    }

    #[test]
    fn short_forms_in_brackets() {
        check(
            &[
                ("the mean grain size (MGS) fell", &[("MGS", "mean grain size")]),
                ("of wet-sand test (WST; ref. 4)", &[("WST", "wet-sand test")]),
                ("sand dunes (SDs) and dust", &[("SDs", "sand dunes")]),
                (
                    "heart rate of stones (HRS), (n = 5), (II), (Fig. 2)",
                    &[("HRS", "heart rate of stones")],
                ),
                ("some dust. Grain (DG) fell", &[]),
                ("non-small grains of dust (SGD)", &[]),
                ("beats per minute (bpm), the sand (and)", &[("bpm", "beats per minute")]),
                ("ash mass (in grams)", &[]),
                ("interleukin-6 (IL-6)", &[("IL-6", "interleukin-6")]),
                ("of personal sand equipment (PSE)", &[("PSE", "personal sand equipment")]),
                ("pale paper petals (PPP)", &[("PPP", "pale paper petals")]),
                ("than sandy dust (TSD), sand kits of quartz (Sandkit)", &[]),
                ("cells (T.K.@x.org), sand (SA: 0001)", &[]),
            ],
            bracketed,
        );
    }

    #[test]
    fn long_forms_in_brackets() {
        check(
            &[
                ("by MGS (mean grain size).", &[("MGS", "mean grain size")]),
                ("by MGS (the mean grain size).", &[("MGS", "mean grain size")]),
                ("by MGS (see mean grain size).", &[]),
                ("by MGS (Germany)", &[]),
                ("by SE (SandCorp. 2017. East Town)", &[]),
            ],
            bracketed,
        );
    }

    #[test]
    fn lists() {
        check(
            &[
                (
                    "Abbreviations: MGS = mean grain size, SD = sand dune.",
                    &[("MGS", "mean grain size"), ("SD", "sand dune")],
                ),
                (
                    "MGS: Mean grain size; WST: Wet, sandy test",
                    &[("MGS", "Mean grain size"), ("WST", "Wet, sandy test")],
                ),
                ("There are none.", &[]),
                (
                    "MGS: Mean grain size WST: Wet sand test",
                    &[("MGS", "Mean grain size"), ("WST", "Wet sand test")],
                ),
            ],
            list,
        );
    }

    #[test]
    fn tables() {
        let cell = |row, column, column_span, text: &str| Cell {
            row,
            column,
            row_span: 1,
            column_span,
            header: false,
            text: Text::plain(text),
        };
        let cells = vec![
            cell(0, 0, 2, "Abbreviations"),
            cell(1, 0, 1, "MGS"),
            cell(1, 1, 1, "Mean grain size"),
            cell(2, 1, 1, "Wet sand test"),
        ];
        let table = Table { rows: 3, columns: 2, cells, ..Table::default() };
        let found = find(&[Node::Table(table)], &[]);
        let found: Vec<_> =
            found.iter().map(|own| (own.short.as_str(), own.long.as_str())).collect();
        assert_eq!(found, [("MGS", "Mean grain size")]);
    }

    proptest! {
        #[test]
        fn any_text_is_read(text in "[A-Za-zéÅİ0-9 .,;:=()\\[\\]“”–/-]{0,200}") {
            for pair in bracketed(&text).into_iter().chain(list(&text)) {
                prop_assert!(text.get(pair.short.clone()).is_some_and(|own| !own.is_empty()));
                prop_assert!(text.get(pair.long.clone()).is_some_and(|own| !own.is_empty()));
            }
        }
    }
}
