//! What a code of a font reads as.

use super::encoding::{Encoding, keyed, mathematical_pi, private_char};
use crate::lexicon::greek;
use glyph_names::GLYPH_NAME_PAIRS;
use hayro_interpret::hayro_cmap::BfString;
use hayro_syntax::object::{Array, Dict, Name, Object};
use rustc_hash::FxHashMap;
use smol_str::SmolStr;
use std::sync::LazyLock;
use unicode_normalization::UnicodeNormalization;

/// First code that a numbered glyph name can mean by itself: below it are control codes.
const FIRST_PRINTABLE: u32 = 0x20;

/// How far Unicode is from glyph numbers in fonts that keep the order of the first TrueType fonts.
const TRUETYPE_ORDER: u32 = 29;

/// Names tell something together if there are at least this many.
const FEWEST_NAMES: usize = 6;
/// Names that say nothing are no longer than this.
const MOST_BARE: usize = 3;

/// What a glyph reads as.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Reading {
    /// One character.
    Char(char),
    /// Several.
    String(SmolStr),
    /// A control code that draws nothing.
    Nothing,
}

impl Reading {
    /// Its text.
    pub(super) fn text(&self) -> SmolStr {
        match self {
            Self::Char(c) => SmolStr::from_iter([*c]),
            Self::String(string) => string.clone(),
            Self::Nothing => SmolStr::default(),
        }
    }

    /// Characters that it counts as: even one that is nothing has to be looked at.
    pub(super) fn characters(&self) -> usize {
        match self {
            Self::Char(_) | Self::Nothing => 1,
            Self::String(string) => string.chars().count(),
        }
    }

    /// Bytes of its text.
    pub(super) fn bytes(&self) -> usize {
        match self {
            Self::Char(c) => c.len_utf8(),
            Self::String(string) => string.len(),
            Self::Nothing => 0,
        }
    }
}

/// The declared text of a glyph, if it is text, and whether something was added to what the file
/// declares.
///
/// Ligatures and contextual forms that Unicode keeps for compatibility are spelt out, private-use characters of known
/// fonts are replaced; nothing else is normalised.
pub(super) fn reading(declared: Option<BfString>, font: &str) -> Option<(Reading, bool)> {
    let mut text = String::new();
    let mut inferred = false;
    match declared? {
        BfString::Char(c) => push(c, font, &mut text, &mut inferred),
        BfString::String(s) => {
            let s = once_of_mathematical(&s);
            s.chars().for_each(|c| push(c, font, &mut text, &mut inferred));
        }
    }
    let mut chars = text.chars();
    match (chars.next(), chars.next()) {
        (None, _) => None,
        (Some(c), None) => Some((Reading::Char(c), inferred)),
        _ => Some((Reading::String(SmolStr::new(text)), inferred)),
    }
}

/// Whether a character says nothing of what a glyph is: one for what is not known, a private or a control one.
pub(super) fn says_nothing(c: char) -> bool {
    matches!(c, char::REPLACEMENT_CHARACTER | '\u{E000}'..='\u{F8FF}' | '\u{F0000}'..)
        || c.is_control()
}

/// One character of a mathematical alphabet where a file declares it several times for one glyph, as
/// word processors do that count its code units.
fn once_of_mathematical(text: &str) -> &str {
    let Some(c) = text.chars().next() else { return text };
    let same = matches!(c, '\u{1D400}'..='\u{1D7FF}') && text.chars().all(|other| other == c);
    if same { &text[..c.len_utf8()] } else { text }
}

fn push(c: char, font: &str, out: &mut String, inferred: &mut bool) {
    match c {
        '\u{FB00}' => out.push_str("ff"),
        '\u{FB01}' => out.push_str("fi"),
        '\u{FB02}' => out.push_str("fl"),
        '\u{FB03}' => out.push_str("ffi"),
        '\u{FB04}' => out.push_str("ffl"),
        '\u{FB05}' | '\u{FB06}' => out.push_str("st"),
        // Forms that Arabic letters take in words are shapes of the letters.
        '\u{FB50}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFC}' => out.extend(std::iter::once(c).nfkc()),
        // So are forms of marks in lines that are written downwards, and of ideographs as radicals, whose
        // glyph fonts share with the ideograph.
        '\u{FE10}'..='\u{FE19}' | '\u{FE30}'..='\u{FE44}' | '\u{FE47}' | '\u{FE48}' => {
            out.extend(std::iter::once(c).nfkc())
        }
        '\u{2F00}'..='\u{2FD5}' => out.extend(std::iter::once(c).nfkc()),
        '\t' | '\n' | '\r' => out.push(' '),
        '\0'..='\x1F' | '\u{FFFD}' => {}
        '\u{E000}'..='\u{F8FF}' => {
            let found = private_char(c, font);
            *inferred |= found.is_some();
            out.push(found.unwrap_or(c));
        }
        _ => {
            let found = keyed(c, font);
            *inferred |= found.is_some();
            out.push(found.unwrap_or(c));
        }
    }
}

/// The glyph names that a font's encoding gives to its codes (ISO 32000-2, 9.6.5).
#[derive(Debug, Default)]
pub(super) struct Names {
    names: FxHashMap<u32, SmolStr>,
    composite: bool,
}

impl Names {
    pub(super) fn new(dict: &Dict<'_>) -> Self {
        let composite = dict.get::<Name<'_>>(b"Subtype").is_some_and(|name| &*name == b"Type0");
        let mut names = FxHashMap::default();
        let encoding = dict.get::<Dict<'_>>(b"Encoding");
        if let Some(differences) = encoding.and_then(|e| e.get::<Array<'_>>(b"Differences")) {
            let mut code = 0_u32;
            for object in differences.iter::<Object<'_>>() {
                match object {
                    Object::Number(n) => code = u32::try_from(n.as_i64()).unwrap_or(0),
                    Object::Name(name) => {
                        names.insert(code, SmolStr::new(name.as_str()));
                        code = code.saturating_add(1);
                    }
                    _ => {}
                }
            }
        }
        Self { names, composite }
    }

    /// Whether the font's codes have several bytes.
    pub(super) fn is_composite(&self) -> bool {
        self.composite
    }

    /// A guess at a code for which the file declares nothing.
    pub(super) fn infer(&self, code: u32, font: &str) -> Option<char> {
        if self.composite {
            return None;
        }
        let encoding = Encoding::of(font);
        match self.names.get(&code) {
            Some(name) => {
                let numbered = || {
                    let (prefix, number) = numbered(name)?;
                    self.named(code, prefix, number, encoding)
                };
                standard(name).or_else(numbered).or_else(|| self.bare(code))
            }
            None => match encoding {
                Some(encoding) => encoding.char(code),
                None => char::from_u32(code).filter(|c| matches!(c, '!'..='~' | '\u{A1}'..='ÿ')),
            },
        }
    }

    fn named(
        &self,
        code: u32,
        prefix: &str,
        number: u32,
        encoding: Option<Encoding>,
    ) -> Option<char> {
        // Variants of letters are numbered: `Delta1`.
        if let Some(c) = greek::letter(prefix) {
            return Some(c);
        }
        if prefix == "C" {
            return match (encoding, number) {
                (Some(Encoding::TexSymbols), 138) => Some(']'),
                (Some(encoding), _) => encoding.char(number),
                (None, _) => char::from_u32(number).filter(|_| self.spells(prefix)),
            };
        }
        if prefix == "H" {
            return mathematical_pi(number);
        }
        let numbers = self.numbers(prefix);
        let first = numbers.iter().map(|(_, n)| *n).min().unwrap_or(0);
        // Glyphs counted off in the order of their codes say nothing about what they are.
        let offset = |(code, number): &(u32, u32)| i64::from(*code) - i64::from(*number);
        let shift = numbers.first().map_or(0, offset);
        let counted = first < FIRST_PRINTABLE && numbers.iter().all(|pair| offset(pair) == shift);
        if prefix.eq_ignore_ascii_case("g") && number != code {
            let printable = |c: &char| ('!'..='~').contains(c);
            let letter = char::from_u32(number + TRUETYPE_ORDER).filter(printable);
            return if counted { None } else { letter };
        }
        let alone = prefix.len() <= 2 && (number == code || first >= FIRST_PRINTABLE);
        char::from_u32(number)
            .filter(|c| alone && number >= FIRST_PRINTABLE && !c.is_control() && number < 0x100)
    }

    /// The character that a code is in ASCII, or the ligature that it is in TeX's fonts, where all names
    /// are letters that say nothing, as those of bitmaps are.
    fn bare(&self, code: u32) -> Option<char> {
        /// What TeX has below the blank (`OT1`).
        const LIGATURES: [char; 5] = ['\u{FB00}', '\u{FB01}', '\u{FB02}', '\u{FB03}', '\u{FB04}'];
        let says_nothing = |name: &SmolStr| {
            (2..=MOST_BARE).contains(&name.len())
                && name.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit())
        };
        // Letters and decimal numbers are names that count or say something.
        let undigited =
            self.names.values().filter(|name| !name.bytes().any(|b| b.is_ascii_digit())).count();
        let all = self.names.len() >= FEWEST_NAMES
            && undigited * 3 >= self.names.len()
            && self.names.values().all(says_nothing);
        let letter = match code {
            0x0B..=0x0F => LIGATURES.get(code as usize - 0x0B).copied(),
            _ => char::from_u32(code).filter(|c| matches!(c, ' '..='~')),
        };
        letter.filter(|_| all)
    }

    /// Whether the numbers behind a prefix are those of Latin characters: nearly all are printable, and
    /// many are letters.
    fn spells(&self, prefix: &str) -> bool {
        let numbers = self.numbers(prefix);
        let count = |is: fn(char) -> bool| {
            let chars = numbers.iter().filter_map(|(_, number)| char::from_u32(*number));
            chars.filter(|c| is(*c)).count()
        };
        let printable = count(|c| matches!(c, ' '..='~' | '\u{A1}'..='ÿ'));
        numbers.len() >= FEWEST_NAMES
            && printable * 10 >= numbers.len() * 9
            && count(|c| c.is_ascii_alphabetic()) * 2 >= numbers.len()
    }

    /// Codes and numbers of all names with this prefix.
    fn numbers(&self, prefix: &str) -> Vec<(u32, u32)> {
        let of_prefix = |(code, name): (&u32, &SmolStr)| {
            numbered(name).filter(|(p, _)| *p == prefix).map(|(_, number)| (*code, number))
        };
        self.names.iter().filter_map(of_prefix).collect()
    }
}

/// The character of a name of the Adobe Glyph List, or of one that gives its code (`uni2212`, `u1D465`);
/// what stands behind a point is a variant.
fn standard(name: &str) -> Option<char> {
    static NAMES: LazyLock<FxHashMap<&str, char>> =
        LazyLock::new(|| GLYPH_NAME_PAIRS.iter().map(|(c, name)| (*name, *c)).collect());
    let base = name.split('.').next().filter(|base| !base.is_empty())?;
    let code = |digits: &str| {
        let hexadecimal = (4..=6).contains(&digits.len())
            && digits.bytes().all(|b| b.is_ascii_digit() || (b'A'..=b'F').contains(&b));
        let code = hexadecimal.then(|| u32::from_str_radix(digits, 16).ok()).flatten()?;
        char::from_u32(code).filter(|c| !c.is_control())
    };
    let coded = || code(base.strip_prefix("uni").or_else(|| base.strip_prefix('u'))?);
    NAMES.get(base).copied().or_else(coded)
}

/// A glyph name as its letters and the decimal number after them.
fn numbered(name: &str) -> Option<(&str, u32)> {
    let digits = name.trim_start_matches(|c: char| !c.is_ascii_digit());
    let prefix = &name[..name.len() - digits.len()];
    let number = digits.parse().ok().filter(|_| digits.len() <= 5)?;
    prefix.bytes().all(|b| b.is_ascii_alphabetic()).then_some((prefix, number))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(pairs: &[(u32, &str)]) -> Names {
        let names = pairs.iter().map(|(code, name)| (*code, SmolStr::new(name))).collect();
        Names { names, composite: false }
    }

    #[test]
    fn numbered_names() {
        assert_eq!(numbered("C210"), Some(("C", 210)));
        assert_eq!(numbered("gid00045"), Some(("gid", 45)));
        assert_eq!(numbered("a"), None);
        assert_eq!(numbered("a1b"), None);
        assert_eq!(numbered("g123456"), None);
    }

    #[test]
    fn inferred_characters() {
        let of = |code, name, font| names(&[(code, name)]).infer(code, font);
        for (code, name, font, expected) in [
            (1, "C0", "AdvP4C4E74", Some('−')),
            (1, "C138", "AdvP4C4E74", Some(']')),
            (1, "C18", "AdvP4C4E46", Some('(')),
            (1, "C65", "Unknown", None),
            (3, "H11005", "Universal-GreekwithMathPi", Some('=')),
            (49, "Delta1", "RMTMI", Some('Δ')),
            (97, "a97", "", Some('a')),
            (65, "G065", "", Some('A')),
            (1, "G01", "", None),
            (7, "gid00046", "SourceSansRoman-Bold", None),
        ] {
            assert_eq!(of(code, name, font), expected, "{name} in {font}");
        }
    }

    #[test]
    fn truetype_order_and_counted_glyphs() {
        let order = names(&[(1, "g36"), (2, "g3"), (3, "g72")]);
        assert_eq!(order.infer(1, ""), Some('A'));
        assert_eq!(order.infer(3, ""), Some('e'));
        let counted = names(&[(1, "G0"), (2, "G1"), (3, "G2"), (49, "G48")]);
        assert_eq!(counted.infer(49, ""), None);
    }

    #[test]
    fn names_of_the_glyph_list() {
        let rows = [
            ("minus", Some('−')),
            ("Eacute.sc", Some('É')),
            ("uni2264", Some('≤')),
            ("u1D465", Some('𝑥')),
            ("uni0003", None),
            (".notdef", None),
            ("g12", None),
        ];
        for (name, expected) in rows {
            assert_eq!(standard(name), expected, "{name}");
        }
    }

    #[test]
    fn names_that_tell_together() {
        let spelt: Vec<(u32, &str)> =
            [(1, "C83"), (2, "C99"), (3, "C104"), (4, "C111"), (5, "C108"), (6, "C46")].into();
        assert_eq!(names(&spelt).infer(2, "AdvOpti"), Some('c'));
        let bare = [(11, "AB"), (65, "BT"), (98, "CQ"), (99, "CR"), (100, "CS"), (101, "CT")];
        assert_eq!(names(&bare).infer(98, ""), Some('b'));
        assert_eq!(names(&bare).infer(11, ""), Some('\u{FB00}'));
        assert_eq!(names(&bare[..3]).infer(98, ""), None);
    }

    #[test]
    fn codes_without_names() {
        assert_eq!(names(&[]).infer(20, "TeX_CM_Maths_Symbols"), Some('≤'));
        assert_eq!(names(&[]).infer(65, "Garamond"), Some('A'));
        assert_eq!(names(&[]).infer(7, "Garamond"), None);
    }

    #[test]
    fn declared_text() {
        let of = |s: &str, font| reading(Some(BfString::String(s.to_owned())), font);
        assert_eq!(of("\u{FB03}", ""), Some((Reading::String("ffi".into()), false)));
        assert_eq!(of("𝑅𝑅𝑅𝑅", ""), Some((Reading::Char('𝑅'), false)));
        assert_eq!(of("²", ""), Some((Reading::Char('²'), false)));
        assert_eq!(of("\u{2}", ""), None);
        assert_eq!(of("\u{F06D}", "SymbolMT"), Some((Reading::Char('μ'), true)));
        assert_eq!(of("\u{E0FF}", "X"), Some((Reading::Char('\u{E0FF}'), false)));
    }
}
