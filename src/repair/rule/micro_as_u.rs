//! The letter u where the unit prefix micro is meant.

use crate::quantity::takes_micro;
use crate::repair::{Edits, Evidence, Piece, Rule, Scope, case};
use regex::Regex;
use std::sync::LazyLock;

pub(super) const RULE: Rule = Rule {
    name: "micro-as-u",
    about: "A u between a number or a stroke and the symbol of a unit is the prefix micro; a blank between the prefix and \
            its unit is none, and neither is one between a stroke and the prefix.",
    triggers: "uµμ".as_bytes(),
    scope: Scope::Recognised,
    find,
    cases: &[
        case("5 ug/mL and 10 uL", "5 µg/mL and 10 µL", "a number before it"),
        case("3 ng/ul", "3 ng/µl", "a stroke before it"),
        case("5 µ g of DNA", "5 µg of DNA", "a blank in between"),
        case("95 cells/ µ l", "95 cells/µl", "a blank after the stroke"),
        case("about 5 um long", "about 5 µm long", "a length"),
        case("gum and ug", "gum and ug", "no number"),
    ],
};

/// The prefix behind a number or a stroke, the blanks that do not belong there, and a word.
static PREFIX: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"(?:[\d)][ \u{A0}\u{2009}]?|/( ?))([uµμ])( ?)(\p{L}+)").ok());

fn find(piece: &Piece<'_>, _evidence: &Evidence<'_>, edits: &mut Edits) {
    let Some(pattern) = PREFIX.as_ref() else { return };
    for found in pattern.captures_iter(piece.text) {
        let (Some(prefix), Some(blank), Some(unit)) = (found.get(2), found.get(3), found.get(4))
        else {
            continue;
        };
        if !takes_micro(unit.as_str()) {
            continue;
        }
        if prefix.as_str() == "u" {
            // A word may stand behind the letter, and the letters be a word.
            if blank.is_empty() && unit.as_str() != "s" {
                edits.replace(prefix.range(), "µ", 0.95);
            }
            continue;
        }
        for blank in [found.get(1), Some(blank)].into_iter().flatten() {
            if !blank.is_empty() {
                edits.replace(blank.range(), "", 0.95);
            }
        }
    }
}
