//! Rings and letters where a degree sign is meant.

use crate::repair::evidence::Evidence;
use crate::repair::model::{Edits, Rule, SURE, Scope, case};
use crate::repair::piece::Piece;
use regex::Regex;
use std::sync::LazyLock;

pub(super) const RULE: Rule = Rule {
    name: "degree-as-ring",
    about: "A ring, a small o or an ordinal sign between a number and the C of Celsius is the degree sign.",
    triggers: "◦º˚∘o".as_bytes(),
    scope: Scope::Any,
    find,
    cases: &[
        case("at 37 oC for", "at 37 °C for", "the letter"),
        case("at 37◦C", "at 37°C", "a ring operator"),
        case("4 ºC", "4 °C", "the ordinal sign"),
        case("5 oCare", "5 oCare", "a word"),
        case("f ◦ g", "f ◦ g", "composition"),
    ],
};

static DEGREE: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"\d[ \u{A0}\u{2009}]?([oº˚∘◦ᵒ]) ?C(?-u:\b)").ok());

fn find(piece: &Piece<'_>, _evidence: &Evidence<'_>, edits: &mut Edits) {
    let Some(pattern) = DEGREE.as_ref() else { return };
    for found in pattern.captures_iter(piece.text).filter_map(|found| found.get(1)) {
        if !piece.is_script(found.start()) {
            edits.replace(found.range(), "°", SURE);
        }
    }
}
