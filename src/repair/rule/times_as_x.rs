//! The letter x where a sign of multiplication is meant.

use crate::repair::evidence::Evidence;
use crate::repair::model::{Edits, Rule, SURE, Scope, case};
use crate::repair::piece::{Piece, is_script_character};
use regex::Regex;
use std::sync::LazyLock;

pub(super) const RULE: Rule = Rule {
    name: "times-as-x",
    about: "An x between a number and a power of ten is the sign ×.",
    triggers: b"xX",
    scope: Scope::Recognised,
    find,
    cases: &[
        case("5 x 10⟦6⟧ cells", "5 × 10⟦6⟧ cells", "a power"),
        case("5x10^6", "5×10^6", "a caret"),
        case("2.5 x 10-8", "2.5 × 10-8", "an exponent that lost its place"),
        case("7.8 x 106/kg", "7.8 × 106/kg", "before a stroke"),
        case("x10⁹/L", "×10⁹/L", "in the head of a table"),
        case("2 x 10 mL", "2 x 10 mL", "twice ten"),
        case("matrix 10-5", "matrix 10-5", "a word"),
    ],
};

static SIGN: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(
        r"(?:^|[\d\s(,\[]) ?([xX]) ?10 ?(\^|[-−–]\d|[⁺⁻⁰¹²³⁴⁵⁶⁷⁸⁹]|\d{1,2}(?-u:\b) ?/|\d{1,2})",
    )
    .ok()
});

fn find(piece: &Piece<'_>, _evidence: &Evidence<'_>, edits: &mut Edits) {
    let Some(pattern) = SIGN.as_ref() else { return };
    for found in pattern.captures_iter(piece.text) {
        let (Some(sign), Some(after)) = (found.get(1), found.get(2)) else { continue };
        let first = piece.after(after.start()).unwrap_or(' ');
        let plain = first.is_ascii_digit() && !piece.is_script(after.start());
        // Plain digits are an exponent only where a stroke follows.
        if plain && !after.as_str().ends_with('/') {
            continue;
        }
        if !plain && !piece.is_script(after.start()) && is_script_character(first) {
            continue;
        }
        edits.replace(sign.range(), "×", SURE);
    }
}
