//! Signs made of ASCII characters.

use crate::repair::evidence::Evidence;
use crate::repair::model::{Edits, Rule, SURE, Scope, case};
use crate::repair::piece::Piece;
use regex::Regex;
use std::sync::LazyLock;

pub(super) const RULE: Rule = Rule {
    name: "sign-as-ascii",
    about: "A plus, a stroke and a minus between a value and a number are the sign ±; >= and <= before a number are ≥ and ≤.",
    triggers: b"+><",
    scope: Scope::Recognised,
    find,
    cases: &[
        case("5.2 +/- 0.3 mg", "5.2 ± 0.3 mg", "an uncertainty"),
        case("aged >=65 years", "aged ≥65 years", "at least"),
        case("p <= 0.05", "p ≤ 0.05", "at most"),
        case("CD4+/- cells", "CD4+/- cells", "a genotype"),
        case("a => b", "a => b", "an arrow"),
    ],
};

static PLUS_MINUS: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"[\w%)\](]( ?)(\+ ?/ ?[-−–])( ?)[\d.]").ok());
static COMPARISON: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"([<>])=( ?)[\d.−-]").ok());

fn find(piece: &Piece<'_>, _evidence: &Evidence<'_>, edits: &mut Edits) {
    let (Some(plus_minus), Some(comparison)) = (PLUS_MINUS.as_ref(), COMPARISON.as_ref()) else {
        return;
    };
    for found in plus_minus.captures_iter(piece.text) {
        if let Some(sign) = found.get(2) {
            edits.replace(sign.range(), "±", SURE);
        }
    }
    for found in comparison.captures_iter(piece.text) {
        let (Some(sign), Some(blank)) = (found.get(1), found.get(2)) else { continue };
        if piece.before(sign.start()).is_some_and(|c| matches!(c, '<' | '=' | '-')) {
            continue;
        }
        let replacement = if sign.as_str() == ">" { "≥" } else { "≤" };
        edits.replace(sign.start()..blank.start(), replacement, SURE);
    }
}
