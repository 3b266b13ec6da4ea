//! Exponents of units that lost their place above the line.

use crate::quantity::{follows_number, is_length, is_unit, word_before};
use crate::repair::{Edits, Evidence, Piece, Rule, Scope, case};
use regex::Regex;
use std::sync::LazyLock;

pub(super) const RULE: Rule = Rule {
    name: "unit-exponent-as-plain",
    about: "A 2 or 3 right after a unit of length that follows a number, a stroke or another unit is its exponent; so is a \
            negative number after a unit.",
    triggers: b"123",
    scope: Scope::Recognised,
    find,
    cases: &[
        case("5 mm2 and 3 cm3", "5 mm⟦2⟧ and 3 cm⟦3⟧", "areas and volumes"),
        case("140 mg/m2", "140 mg/m⟦2⟧", "after a stroke"),
        case("10 mmol m -2 s -1", "10 mmol m⟦-2⟧ s⟦-1⟧", "split"),
        case("5 mg kg-1", "5 mg kg⟦-1⟧", "glued"),
        case("the M2 and m2 receptors", "the M2 and m2 receptors", "names"),
        case("5 m⟦2⟧", "5 m⟦2⟧", "as it should be"),
        case("from 5 m -12 m", "from 5 m -12 m", "a number"),
    ],
};

static NEGATIVE: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(r"( ?)([-−–])([1-3])").ok());

fn find(piece: &Piece<'_>, _evidence: &Evidence<'_>, edits: &mut Edits) {
    let text = piece.text;
    for (at, digit) in text.match_indices(['2', '3']) {
        let unit = word_before(text, at);
        let end = at + digit.len();
        let squared = is_length(unit) && !piece.is_script(at) && ends(&text[end..]);
        if squared && follows_number(text, at - unit.len()) {
            edits.raise(at..end, digit, 0.9);
        }
    }
    let Some(negative) = NEGATIVE.as_ref() else { return };
    for found in negative.captures_iter(text) {
        let (Some(blank), Some(minus), Some(digit)) = (found.get(1), found.get(2), found.get(3))
        else {
            continue;
        };
        let unit = word_before(text, blank.start());
        if piece.is_script(minus.start()) || !is_unit(unit) || !ends(&text[digit.end()..]) {
            continue;
        }
        let start = blank.start() - unit.len();
        let apart = piece.before(start).is_none_or(|c| !c.is_alphanumeric() && c != '-');
        let counted = follows_number(text, start);
        // A single letter, or one glued to its number, may be a name.
        if apart && (counted || unit.len() > 1 && !blank.is_empty()) {
            edits.raise(blank.start()..digit.end(), &text[minus.start()..digit.end()], 0.9);
        }
    }
}

/// Whether a number can end before this.
fn ends(rest: &str) -> bool {
    let mut characters = rest.chars();
    match characters.next() {
        Some(c) if c.is_alphanumeric() => false,
        Some('.' | ',') => !characters.next().is_some_and(|c| c.is_ascii_digit()),
        Some('-' | '–') => !characters.next().is_some_and(char::is_alphanumeric),
        _ => true,
    }
}
