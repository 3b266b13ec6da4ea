//! The letter u where the unit prefix micro is meant.

use crate::repair::evidence::Evidence;
use crate::repair::model::{Edits, Rule, Scope, case};
use crate::repair::piece::Piece;
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

static LETTER: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"(?:[\d)][ \u{A0}\u{2009}]?|/ ?)(u)(?:g|L|l|M|m|mol|F|V|A|W|Ci|IU|Sv|Gy|N)(?-u:\b)")
        .ok()
});
static BLANK: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(
        r"(?:[\d)][ \u{A0}\u{2009}]?|/( ?))[µμ]( ?)(?:g|L|l|M|m|mol|F|V|A|W|Ci|Sv|Gy|N)(?-u:\b)",
    )
    .ok()
});

fn find(piece: &Piece<'_>, _evidence: &Evidence<'_>, edits: &mut Edits) {
    let (Some(letter), Some(blank)) = (LETTER.as_ref(), BLANK.as_ref()) else { return };
    for found in letter.captures_iter(piece.text).filter_map(|found| found.get(1)) {
        edits.replace(found.range(), "µ", 0.95);
    }
    let blanks = blank.captures_iter(piece.text).flat_map(|found| [found.get(1), found.get(2)]);
    for found in blanks.flatten().filter(|found| !found.is_empty()) {
        edits.replace(found.range(), "", 0.95);
    }
}
