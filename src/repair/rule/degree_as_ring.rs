//! Rings and letters where a degree sign is meant.

use crate::repair::evidence::Evidence;
use crate::repair::model::{Edits, Rule, SURE, Scope, case};
use crate::repair::piece::Piece;
use regex::Regex;
use std::sync::LazyLock;

pub(super) const RULE: Rule = Rule {
    name: "degree-as-ring",
    about: "A ring, a small o or an ordinal sign between a number and the C of Celsius or the F of Fahrenheit is the degree \
            sign; so is a ring between a number and minutes of arc, a point of the compass, a dash or the end of a clause.",
    triggers: "◦º˚∘o".as_bytes(),
    scope: Scope::Any,
    find,
    cases: &[
        case("at 37 oC for", "at 37 °C for", "the letter"),
        case("at 37◦C", "at 37°C", "a ring operator"),
        case("4 ºC", "4 °C", "the ordinal sign"),
        case("5 oCare", "5 oCare", "a word"),
        case("44.6∘F–46.4∘F", "44.6°F–46.4°F", "Fahrenheit"),
        case("00∘02′23′′S, 45∘ N", "00°02′23′′S, 45° N", "angles"),
        case("an angle of 90∘, then", "an angle of 90°, then", "the end of a clause"),
        case("7∘ andar", "7∘ andar", "an ordinal number"),
        case("f ◦ g", "f ◦ g", "composition"),
    ],
};

static DEGREE: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(
        r"(?x) \d [\ \u{A0}\u{2009}]? ([oº˚∘◦ᵒ]) \ ? [CF] (?-u:\b)
        | \d ([˚∘◦]) (?: [\ \u{A0}]? (?: \d+ (?:\.\d+)? [′'’] | [NSEW] (?-u:\b) ) | [-–−,;)] | \.?$ )",
    )
    .ok()
});

fn find(piece: &Piece<'_>, _evidence: &Evidence<'_>, edits: &mut Edits) {
    let Some(pattern) = DEGREE.as_ref() else { return };
    for found in pattern.captures_iter(piece.text).filter_map(|found| found.get(1).or(found.get(2)))
    {
        if !piece.is_script(found.start()) {
            edits.replace(found.range(), "°", SURE);
        }
    }
}
