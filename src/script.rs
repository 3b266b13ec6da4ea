//! What raised and lowered characters mean, told from the text they stand in.

use crate::document::script::ScriptKind;
use crate::lexicon::month::is_recent_year;
use crate::quantity;
use std::ops::Range;

/// Symbols of the elements by their number, from 1.
const ELEMENTS: &str = "H He Li Be B C N O F Ne Na Mg Al Si P S Cl Ar K Ca Sc Ti V Cr Mn Fe Co Ni Cu \
    Zn Ga Ge As Se Br Kr Rb Sr Y Zr Nb Mo Tc Ru Rh Pd Ag Cd In Sn Sb Te I Xe Cs Ba La Ce Pr Nd Pm Sm \
    Eu Gd Tb Dy Ho Er Tm Yb Lu Hf Ta W Re Os Ir Pt Au Hg Tl Pb Bi Po At Rn Fr Ra Ac Th Pa U Np Pu Am \
    Cm Bk Cf Es Fm Md No Lr";

/// Letters and numbers longer than this are not read as the base of a power.
const LONGEST_BASE: usize = 8;

/// What the script in a range of bytes of a text is, where the text tells. A mark of an institution
/// reads like one of a note: only the part of the document tells them apart.
pub(crate) fn kind_of(text: &str, range: Range<usize>, raised: bool) -> Option<ScriptKind> {
    let (before, script, after) =
        (text.get(..range.start)?, text.get(range.clone())?.trim(), text.get(range.end..)?);
    if script.is_empty() {
        return None;
    }
    if !raised {
        return Some(ScriptKind::Index);
    }
    if matches!(script, "TM" | "SM" | "™" | "®" | "℠" | "(R)") {
        return Some(ScriptKind::TradeMark);
    }
    let last = before.chars().next_back().filter(|c| !c.is_whitespace());
    let on_digit = last.is_some_and(|c| c.is_ascii_digit());
    if on_digit && matches!(script, "st" | "nd" | "rd" | "th") {
        return Some(ScriptKind::Ordinal);
    }
    if is_isotope(last, script, after) {
        return Some(ScriptKind::Isotope);
    }
    let on_letter = last.is_some_and(|c| c.is_alphanumeric() || matches!(c, ')' | ']'));
    if on_letter && is_charge(script) {
        return Some(ScriptKind::Charge);
    }
    if on_letter && is_exponent(base_of(before), script) {
        return Some(ScriptKind::Exponent);
    }
    mark(before, script, after)
}

/// A citation or the mark of a note, where a script is a mark at all.
fn mark(before: &str, script: &str, after: &str) -> Option<ScriptKind> {
    let base = base_of(before);
    let is_single = base.chars().count() == 1 && base.chars().all(char::is_alphabetic);
    if is_note_mark(script) {
        // A single letter on a single letter may as well be a power.
        let unclear = is_single && script.chars().all(char::is_alphabetic);
        return (!unclear).then_some(ScriptKind::Footnote);
    }
    if !is_list_of_numbers(script) {
        return None;
    }
    let last = before.chars().next_back();
    if last.is_none_or(char::is_whitespace) {
        // A mark with nothing before it begins the note that it is the mark of, unless another
        // mark stands there.
        let follows = before.trim_end().ends_with(|c: char| c.is_ascii_digit());
        return Some(if follows { ScriptKind::Citation } else { ScriptKind::Footnote });
    }
    if number(script).is_none() {
        return Some(ScriptKind::Citation);
    }
    let is_number = base.chars().all(|c| c.is_ascii_digit() || c == '.') && !base.is_empty();
    let unclear = is_number && !is_recent_year(base)
        || is_single
        // The place of a part of a molecule stands so.
        || after.starts_with(']')
        || last.is_some_and(|c| matches!(c, '(' | '[' | '-' | '/' | '=' | '<' | '>'));
    (!unclear).then_some(ScriptKind::Citation)
}

/// Letters and digits right before a script.
fn base_of(before: &str) -> &str {
    let is_base = |c: &char| c.is_alphanumeric() || *c == '.';
    let length: usize =
        before.chars().rev().take_while(is_base).take(LONGEST_BASE + 1).map(char::len_utf8).sum();
    let base = before[before.len() - length..].trim_start_matches('.');
    // A full stop ends a sentence; what is raised behind it has no base.
    if base.ends_with('.') { "" } else { base }
}

/// Whether a number right before an element's symbol may be its mass number.
fn is_isotope(last: Option<char>, script: &str, after: &str) -> bool {
    let digits = script.trim_end_matches('m');
    let Some(mass) = number(digits) else { return false };
    if last.is_some_and(char::is_alphanumeric) {
        return false;
    }
    let length = after.bytes().take_while(u8::is_ascii_alphabetic).count();
    let symbol = &after[..length];
    let z = ELEMENTS.split_ascii_whitespace().position(|known| known == symbol);
    // Nuclei have from none to two neutrons a proton.
    z.is_some_and(|z| (z as u32 + 1..=3 * (z as u32 + 1)).contains(&mass))
}

fn is_charge(script: &str) -> bool {
    let signs =
        script.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '•' | '·' | '.'));
    let count = signs.chars().count();
    (1..=4).contains(&count) && signs.chars().all(|c| matches!(c, '+' | '-' | '−' | '–'))
}

fn is_exponent(base: &str, script: &str) -> bool {
    let unsigned = script.trim_start_matches(['-', '−', '–', '+']);
    if unsigned.is_empty() {
        return false;
    }
    let signed = unsigned.len() < script.len();
    let is_number = unsigned.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | '/' | '·'));
    if signed && is_number {
        return true;
    }
    let is_letter = base.chars().count() == 1 && base.chars().all(char::is_alphabetic);
    // The sign between a number and its power may be written as a letter.
    let is_ten = base.rsplit(['x', 'X']).next() == Some("10");
    is_number && is_ten
        || takes_power(base) && matches!(script, "2" | "3" | "4")
        || is_letter && matches!(script, "2" | "3")
}

/// Whether a word is a unit of length or time, which stands in powers without a sign.
fn takes_power(unit: &str) -> bool {
    // Behind a number alone these are words.
    let word = matches!(unit, "in" | "pm" | "yd");
    word || quantity::is_length(unit) || quantity::is_time(unit)
}

/// Whether a script is `a`, `a,b`, `*`, `1,2†` or the like: not numbers alone.
fn is_note_mark(script: &str) -> bool {
    const SIGNS: &str = "*∗†‡§¶‖#";
    let is_mark = |part: &str| {
        let word = part.trim_end_matches(|c| SIGNS.contains(c));
        let is_letter = word.len() == 1 && word.bytes().all(|b| b.is_ascii_lowercase());
        word.is_empty() || is_letter || number(word).is_some()
    };
    script.split([',', ' ']).filter(|part| !part.is_empty()).all(is_mark)
        && script.contains(|c: char| c.is_ascii_lowercase() || SIGNS.contains(c))
}

/// Whether a script is `12`, `3,5–7`, `[4]` or the like.
fn is_list_of_numbers(script: &str) -> bool {
    let inner = script.trim_start_matches(['[', '(']).trim_end_matches([']', ')']);
    let mut parts =
        inner.split([',', ';', '-', '–', '−', ' ']).filter(|part| !part.is_empty()).peekable();
    parts.peek().is_some() && parts.all(|part| number(part).is_some())
}

/// A whole number of up to three digits.
fn number(digits: &str) -> Option<u32> {
    let is_number = (1..=3).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit());
    digits.parse().ok().filter(|_| is_number)
}

#[cfg(test)]
mod tests {
    use super::ScriptKind::*;
    use super::*;

    /// The kind of the script between the bars, which are not part of the text.
    fn kind(marked: &str, raised: bool) -> Option<ScriptKind> {
        let parts: Vec<&str> = marked.split('|').collect();
        let start = parts[0].len();
        kind_of(&parts.concat(), start..start + parts[1].len(), raised)
    }

    #[test]
    fn raised_by_kind() {
        for (marked, expected) in [
            ("about 10|9|/L", Some(Exponent)),
            ("4×10|−3|", Some(Exponent)),
            ("2.5x10|6| spores", Some(Exponent)),
            ("a 3 cm|2| leaf", Some(Exponent)),
            ("5 m s|−1|", Some(Exponent)),
            ("χ|2| test", Some(Exponent)),
            ("Ca|2+| ions", Some(Charge)),
            ("CD4|+| cells", Some(Charge)),
            ("[NO3]|−|", Some(Charge)),
            ("with |18|F-labelled", Some(Isotope)),
            ("[|13|C]urea", Some(Isotope)),
            ("|99m|Tc scan", Some(Isotope)),
            ("shown before.|3,5–7| Then", Some(Citation)),
            ("as others did|12|", Some(Citation)),
            ("in leaves|[4]|.", Some(Citation)),
            ("since 2004|7| they", Some(Citation)),
            ("in day 4.|7| They", Some(Citation)),
            ("shown.7 |8|", Some(Citation)),
            ("factor B|7,8|", Some(Citation)),
            ("|2|In all plots", Some(Footnote)),
            ("weight|a| of", Some(Footnote)),
            ("weight|a,b| of", Some(Footnote)),
            ("Doe|1,2†|", Some(Footnote)),
            ("p < 0.05|∗∗|", Some(Footnote)),
            ("the 5|th| edition", Some(Ordinal)),
            ("Gadget|TM| kit", Some(TradeMark)),
        ] {
            assert_eq!(kind(marked, true), expected, "{marked}");
        }
    }

    #[test]
    fn unclear_ones_have_no_kind() {
        for marked in [
            "of 0.58|12|",
            "[Gly|5|]-peptide",
            "e|n| grows",
            "A|T|",
            "vitamin K|12|",
            "10|x+1|",
            "so | | on",
        ] {
            assert_eq!(kind(marked, true), None, "{marked}");
        }
    }

    #[test]
    fn lowered_are_indices() {
        assert_eq!(kind("CO|2| flux", false), Some(Index));
        assert_eq!(kind("IC|50|", false), Some(Index));
    }

    #[test]
    fn ranges_outside_of_the_text_are_nothing() {
        assert_eq!(kind_of("µg", 1..2, true), None);
        assert_eq!(kind_of("g", 1..9, true), None);
    }
}
