//! Hyphens that a font declares as soft ones.

use crate::repair::evidence::Evidence;
use crate::repair::model::{Edits, Rule, SURE, Scope, case};
use crate::repair::piece::Piece;

pub(super) const RULE: Rule = Rule {
    name: "hyphen-as-soft",
    about: "A soft hyphen is drawn only where a line ends; one that is drawn inside a line is a \
            hyphen.",
    triggers: "\u{AD}".as_bytes(),
    scope: Scope::Any,
    find,
    cases: &[
        case("a case\u{AD}control study", "a case-control study", "inside a line"),
        case("pre\u{AD} and postnatal", "pre- and postnatal", "a hanging hyphen"),
        case("multi\u{AD}\nple", "multi\u{AD}\nple", "at the end of a line"),
    ],
};

fn find(piece: &Piece<'_>, _evidence: &Evidence<'_>, edits: &mut Edits) {
    let text = piece.text;
    for (at, hyphen) in text.match_indices('\u{AD}') {
        let end = at + hyphen.len();
        if text[end..].chars().next().is_some_and(|c| c != '\n') {
            edits.replace(at..end, "-", SURE);
        }
    }
}
