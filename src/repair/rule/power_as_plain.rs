//! Powers of ten whose exponent lost its place above the line.

use super::power_as_caret::blank_before_punctuation;
use crate::quantity::is_unit;
use crate::repair::evidence::Evidence;
use crate::repair::model::{Edits, LIKELY, Rule, SURE, Scope, case};
use crate::repair::piece::Piece;
use regex::Regex;
use std::sync::LazyLock;

pub(super) const RULE: Rule = Rule {
    name: "power-as-plain",
    about: "After a sign of multiplication, the digits that follow a ten are its exponent: a factor of 106 or 10 6 is \
            written by nobody. What comes before the sign must be a mantissa, not a length.",
    triggers: "×·✕xX".as_bytes(),
    scope: Scope::Recognised,
    find,
    cases: &[
        case("7.8 × 106 cells", "7.8 × 10⟦6⟧ cells", "glued"),
        case("2 × 10-8 M", "2 × 10⟦-8⟧ M", "negative"),
        case("5 × 10 -5 and", "5 × 10⟦-5⟧ and", "split"),
        case("3 × 10 9 /L", "3 × 10⟦9⟧/L", "split, before a stroke"),
        case("x10 ³/µL", "x10³/µL", "a blank before a raised exponent"),
        case("×10³ /µL", "×10³/µL", "a blank after it"),
        case("2.3× 108-3.7×10⟦8⟧", "2.3× 10⟦8⟧-3.7×10⟦8⟧", "a range"),
        case(
            "3× 108CFU/mL, 3 × 108th",
            "3× 10⟦8⟧CFU/mL, 3 × 108th",
            "before a unit without a blank",
        ),
        case("21.4×109/L", "21.4×10⟦9⟧/L", "before a stroke"),
        case("a field of 30 × 105 mm", "a field of 30 × 105 mm", "a length"),
        case("4 × 100 m", "4 × 100 m", "no exponent is 0"),
        case("5 × 10⟦5⟧", "5 × 10⟦5⟧", "as it should be"),
        case("2 × 10 mg", "2 × 10 mg", "ten"),
        case("2 × 10 - 5", "2 × 10 - 5", "a difference"),
    ],
};

static POWER: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"([×✕·xX]) ?10( ?)(?:([-−–])(\d{1,2})|(\d{1,2}))").ok());
static SPLIT: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"[×✕·xX] ?10( *)[⁺⁻]?[⁰¹²³⁴⁵⁶⁷⁸⁹]+( ?)").ok());

fn find(piece: &Piece<'_>, _evidence: &Evidence<'_>, edits: &mut Edits) {
    let (Some(power), Some(split)) = (POWER.as_ref(), SPLIT.as_ref()) else { return };
    let text = piece.text;
    for found in power.captures_iter(text) {
        let (Some(whole), Some(sign), Some(blank)) = (found.get(0), found.get(1), found.get(2))
        else {
            continue;
        };
        let digits = found.get(4).or(found.get(5));
        let Some(digits) = digits.filter(|digits| !digits.as_str().starts_with('0')) else {
            continue;
        };
        let negative = found.get(3).is_some();
        let start = found.get(3).map_or(digits.start(), |minus| minus.start());
        if piece.is_script(start) || !ends(&text[whole.end()..]) {
            continue;
        }
        let latin = matches!(sign.as_str(), "x" | "X");
        let mantissa = mantissa(&text[..sign.start()]);
        let small = mantissa.is_some_and(|value| value < 10.0);
        let decimal = text[..sign.start()].trim_end().ends_with(|c: char| c.is_ascii_digit())
            && mantissa_text(&text[..sign.start()]).contains(['.', ',']);
        let counted = text[whole.end()..].trim_start().starts_with('/') || negative || decimal;
        let alone = mantissa.is_none() && !latin;
        if latin && mantissa.is_none() || !(small || counted || alone) {
            continue;
        }
        let exponent: i32 = digits.as_str().parse().unwrap_or(0);
        if exponent > 18 {
            continue;
        }
        let minus = found.get(3).map_or("", |minus| minus.as_str());
        let end = whole.end() + blank_before_punctuation(&text[whole.end()..]);
        edits.raise(blank.start()..end, format!("{minus}{}", digits.as_str()), LIKELY);
    }
    for found in split.captures_iter(text) {
        let Some((blank, after)) = found.get(1).zip(found.get(2)) else { continue };
        if !blank.is_empty() {
            edits.replace(blank.range(), "", SURE);
        }
        if blank_before_punctuation(&text[after.start()..]) > 0 {
            edits.replace(after.range(), "", LIKELY);
        }
    }
}

/// Whether a number can end before this.
fn ends(rest: &str) -> bool {
    let mut characters = rest.chars();
    match characters.next() {
        Some(c) if c.is_ascii_digit() => false,
        // A unit may stand right behind it.
        Some(c) if c.is_alphanumeric() => {
            let end = rest.find(|c: char| !c.is_alphabetic()).unwrap_or(rest.len());
            is_unit(&rest[..end])
        }
        Some('.' | ',') => !characters.next().is_some_and(|c| c.is_ascii_digit()),
        // The number after a dash is the other end of a range where it is a power too.
        Some('-' | '–' | '−') => {
            let number =
                characters.as_str().trim_start_matches(|c: char| c.is_ascii_digit() || c == '.');
            number.len() == characters.as_str().len()
                || number.trim_start().starts_with(['×', 'x', '·'])
        }
        _ => true,
    }
}

/// The number that a text ends with, as printed.
fn mantissa_text(text: &str) -> &str {
    let text = text.trim_end();
    let start = text
        .char_indices()
        .rev()
        .take_while(|(_, c)| c.is_ascii_digit() || matches!(c, '.' | ',' | '·'))
        .last()
        .map_or(text.len(), |(at, _)| at);
    &text[start..]
}

fn mantissa(text: &str) -> Option<f64> {
    mantissa_text(text).replace([',', '·'], ".").parse().ok()
}
