//! The form in which names are compared, with the places of its bytes in the text.
//!
//! - Hyphens and dashes of any kind are one, and so are apostrophes, and blanks and line breaks of any number.
//! - A raised or lowered character, a ligature, a letter of mathematics reads as the plain ones that it stands for; a letter
//!   with an accent is one whether it is written as one character or as two, and another one than that without.
//! - A Greek letter is its English name, with a hyphen beside it within a name, whether a hyphen, a blank or nothing is
//!   printed there: `IFN-γ`, `IFNγ`, `IFN-gamma` and `IFN gamma` are one.
//! - A hyphen between a letter and a word of three letters or more is a blank: `T-cell` is `T cell`, but `PD-L1` is not
//!   `PD L1`, and `HIV-1` not `HIV 1`, for the 1 may count what follows.
//! - Nothing else is passed over: `CD-19` is not `CD19`.

use crate::lexicon::greek;
use crate::text::aligned_lower_case;
use std::ops::Range;
use unicode_normalization::char::decompose_compatible;

/// The longest name of a Greek letter.
const LONGEST_LETTER: usize = 7;

/// Letters behind a hyphen that are a word.
const LETTERS_OF_WORD: usize = 3;

/// A text as it is compared.
#[derive(Debug, Default)]
pub(super) struct Folded {
    /// With its capitals.
    pub(super) cased: String,
    /// In small letters, byte for byte as long.
    pub(super) small: String,
    /// For each byte, the byte of the text at which its character begins.
    starts: Vec<u32>,
}

impl Folded {
    /// That of a text.
    pub(super) fn of(text: &str) -> Self {
        let signs = signs(text);
        let mut folded = Self::default();
        folded.cased.reserve(text.len());
        folded.starts.reserve(text.len());
        let (mut at, mut is_behind_greek) = (0, false);
        while let Some(sign) = signs.get(at) {
            let greek = greek::name(sign.c);
            let length = greek.map(|_| 1).or_else(|| letter_name(&signs, at));
            let is_glued = at.checked_sub(1).is_some_and(|at| signs[at].c.is_alphanumeric());
            if is_glued && (length.is_some() || is_behind_greek && sign.c.is_alphanumeric()) {
                folded.push('-', sign.at);
            }
            match (greek, length) {
                (Some((name, is_capital)), _) => folded.push_name(name, is_capital, sign.at),
                (None, Some(length)) => {
                    signs[at..at + length].iter().for_each(|own| folded.push(own.c, own.at));
                }
                (None, None) if is_beside_greek(&signs, at, is_behind_greek) => {
                    folded.push('-', sign.at);
                }
                (None, None) if joins_word(&signs, at) => folded.push(' ', sign.at),
                (None, None) => folded.push(sign.c, sign.at),
            }
            (at, is_behind_greek) = (at + length.unwrap_or(1), length.is_some());
        }
        folded.small = aligned_lower_case(&folded.cased);
        folded
    }

    fn push(&mut self, c: char, at: u32) {
        self.cased.push(c);
        self.starts.resize(self.cased.len(), at);
    }

    fn push_name(&mut self, name: &str, is_capital: bool, at: u32) {
        let start = self.cased.len();
        self.cased.push_str(name);
        if is_capital && let Some(first) = self.cased.get_mut(start..start + 1) {
            first.make_ascii_uppercase();
        }
        self.starts.resize(self.cased.len(), at);
    }

    /// The bytes of the text that bytes of this form stand for; nothing where they begin or end inside of a character.
    pub(super) fn source(&self, text: &str, range: &Range<usize>) -> Option<Range<usize>> {
        let is_inside = |at: usize| {
            let before = at.checked_sub(1).and_then(|before| self.starts.get(before));
            before.is_some_and(|before| self.starts.get(at) == Some(before))
        };
        if is_inside(range.start) || is_inside(range.end) {
            return None;
        }
        let start = *self.starts.get(range.start)? as usize;
        let last = *self.starts.get(range.end.checked_sub(1)?)? as usize;
        let length = text.get(last..)?.chars().next()?.len_utf8();
        Some(start..last + length)
    }
}

/// A plain character and the byte of the text at which that one begins that it is from.
#[derive(Debug, Clone, Copy)]
struct Sign {
    c: char,
    at: u32,
}

/// The characters of a text without what is typography alone.
fn signs(text: &str) -> Vec<Sign> {
    let mut signs: Vec<Sign> = Vec::with_capacity(text.len());
    for (at, c) in text.char_indices() {
        // Offsets of a text fit into 32 bits.
        let at = at as u32;
        if c.is_whitespace() {
            if signs.last().is_some_and(|last| last.c != ' ') {
                signs.push(Sign { c: ' ', at });
            }
        } else if c.is_ascii() {
            signs.push(Sign { c, at });
        } else if !is_invisible(c) {
            match plain(c) {
                own if own.is_ascii() => signs.push(Sign { c: own, at }),
                own => decompose_compatible(own, |part| signs.push(Sign { c: plain(part), at })),
            }
        }
    }
    if signs.last().is_some_and(|last| last.c == ' ') {
        signs.pop();
    }
    signs
}

/// The soft hyphen, joiners and marks of no width.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{2060}' | '\u{FEFF}')
}

/// Hyphens, dashes and apostrophes as on a keyboard.
fn plain(c: char) -> char {
    match c {
        '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{FE63}' | '\u{FF0D}' => '-',
        '’' | '‘' | '‛' | '´' | 'ʼ' | '′' => '\'',
        c => c,
    }
}

/// How many characters from here are the name of a Greek letter. It stands behind no small letter and before none, and only
/// behind what is no letter it may begin with a capital: `kappaB`, `TGFbeta1`, `Gamma`.
fn letter_name(signs: &[Sign], at: usize) -> Option<usize> {
    let before = at.checked_sub(1).map(|before| signs[before].c);
    let first = signs[at].c;
    let begins = match before {
        Some(c) if c.is_alphabetic() => c.is_uppercase() && first.is_ascii_lowercase(),
        _ => first.is_ascii_alphabetic(),
    };
    if !begins {
        return None;
    }
    let rest = signs[at + 1..].iter().take(LONGEST_LETTER);
    let length = 1 + rest.take_while(|own| own.c.is_ascii_lowercase()).count();
    if length > LONGEST_LETTER {
        return None;
    }
    let name: String = signs[at..at + length].iter().map(|own| own.c).collect();
    greek::letter(&name).map(|_| length)
}

/// Whether a hyphen or blank stands beside a Greek letter or its name, within a name. A blank before or behind a figure
/// may part a name from a number.
fn is_beside_greek(signs: &[Sign], at: usize, is_behind_greek: bool) -> bool {
    let is_part: fn(char) -> bool = match signs[at].c {
        '-' => char::is_alphanumeric,
        ' ' => char::is_alphabetic,
        _ => return false,
    };
    let (Some(before), Some(next)) = (at.checked_sub(1), signs.get(at + 1)) else { return false };
    let is_before_greek = || greek::name(next.c).is_some() || letter_name(signs, at + 1).is_some();
    is_part(signs[before].c) && is_part(next.c) && (is_behind_greek || is_before_greek())
}

/// Whether a hyphen stands between a letter and a word.
fn joins_word(signs: &[Sign], at: usize) -> bool {
    let is_letter = |own: &Sign| own.c.is_alphabetic();
    signs[at].c == '-'
        && at.checked_sub(1).is_some_and(|before| is_letter(&signs[before]))
        && signs.get(at + 1..=at + LETTERS_OF_WORD).is_some_and(|own| own.iter().all(is_letter))
}

#[cfg(test)]
mod tests {
    use super::Folded;

    #[test]
    fn names_are_one_in_any_print() {
        let rows = [
            ("IFN-γ", "IFNγ", true),
            ("IFN-γ", "IFN\u{2011}gamma", true),
            ("IFN-γ", "IFN gamma", true),
            ("IFN-γ", "IFNgamma", true),
            ("IFN-γ", "IFN-α", false),
            ("TGF-β1", "TGF-beta1", true),
            ("TGF-β1", "TGFβ-1", true),
            ("TGF-β1", "TGF-β 1", false),
            ("NF-κB", "NF-kappaB", true),
            ("NF-κB", "NF kappa B", true),
            ("β-catenin", "beta catenin", true),
            ("µ", "μ", true),
            ("Δ", "delta", false),
            ("Ph⁺", "Ph+", true),
            ("H₂O", "H2O", true),
            ("CD4⁻", "CD4−", true),
            ("ﬁbrin", "fibrin", true),
            ("Parkinson’s disease", "Parkinson's\n  disease", true),
            ("T‑cell", "T cell", true),
            ("graft-versus-host", "graft versus host", true),
            ("PD-L1", "PD L1", false),
            ("HIV-1", "HIV 1", false),
            ("CD-19", "CD19", false),
            ("Sjögren", "Sjo\u{308}gren", true),
            ("Sjögren", "Sjogren", false),
            ("pro\u{AD}tein", "protein", true),
            ("alphabet", "α-bet", false),
            ("theta", "θ", true),
            (" a  b ", "a b", true),
        ];
        for (a, b, same) in rows {
            assert_eq!(Folded::of(a).cased == Folded::of(b).cased, same, "{a} {b}");
        }
    }

    #[test]
    fn places_are_those_of_the_text() {
        let text = "  é ﬁ\u{A0}\n TNF-α–mediated IFNγ² ";
        let folded = Folded::of(text);
        let rows = [
            ("fi", Some("ﬁ")),
            ("tnf-alpha", Some("TNF-α")),
            ("tnf", Some("TNF")),
            ("alph", None),
            ("i tnf", None),
            ("fi tnf", Some("ﬁ\u{A0}\n TNF")),
            ("mediated ifn-gamma", Some("mediated IFNγ")),
            ("ifn-gamma-2", Some("IFNγ²")),
            ("e", None),
        ];
        for (part, expected) in rows {
            let start = folded.small.find(part).unwrap_or_else(|| panic!("{part}: {folded:?}"));
            let range = folded.source(text, &(start..start + part.len()));
            assert_eq!(range.map(|range| &text[range]), expected, "{part}");
        }
        assert_eq!(folded.source(text, &(0..0)), None);
        assert_eq!(folded.source(text, &(0..1000)), None);
    }

    proptest::proptest! {
        #[test]
        fn every_character_has_its_place(text in "\\PC{0,40}") {
            let folded = Folded::of(&text);
            proptest::prop_assert_eq!(folded.cased.len(), folded.small.len());
            proptest::prop_assert_eq!(folded.cased.len(), folded.starts.len());
            proptest::prop_assert!(folded.starts.is_sorted());
            proptest::prop_assert!(folded.starts.iter().all(|at| text.is_char_boundary(*at as usize)));
        }
    }
}
