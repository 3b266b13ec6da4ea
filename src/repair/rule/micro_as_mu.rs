//! The Greek letter mu where the unit prefix micro is meant.

use crate::quantity::takes_micro;
use crate::repair::{Edits, Evidence, Piece, Rule, Scope, case};

pub(super) const RULE: Rule = Rule {
    name: "micro-as-mu",
    about: "U+03BC right before the symbol of a unit is the prefix micro, U+00B5: one search finds \
            all. Elsewhere it is the letter.",
    triggers: "μ".as_bytes(),
    scope: Scope::Any,
    find,
    cases: &[
        case("5 \u{3BC}g/mL", "5 \u{B5}g/mL", "microgram"),
        case("10 \u{3BC}M and 3 \u{3BC}m.", "10 \u{B5}M and 3 \u{B5}m.", "micromolar, micrometre"),
        case("the \u{3BC} opioid receptor", "the \u{3BC} opioid receptor", "the letter"),
        case("\u{3BC}-opioid", "\u{3BC}-opioid", "a name"),
    ],
};

fn find(piece: &Piece<'_>, _evidence: &Evidence<'_>, edits: &mut Edits) {
    let text = piece.text;
    for (at, mu) in text.match_indices('\u{3BC}') {
        let rest = &text[at + mu.len()..];
        let unit = rest.split(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
        if takes_micro(unit) {
            edits.replace(at..at + mu.len(), "\u{B5}", 0.98);
        }
    }
}
