//! Powers written with a caret.

use crate::repair::{Edits, Evidence, Piece, Rule, Scope, case};
use regex::Regex;
use std::sync::LazyLock;

pub(super) const RULE: Rule = Rule {
    name: "power-as-caret",
    about: "A caret after a letter, digit or bracket, and a small number or a charge after it, stand for an exponent. A blank \
            that stands between the exponent and punctuation or a stroke goes with the caret.",
    triggers: b"^",
    scope: Scope::Recognised,
    find,
    cases: &[
        case("9.5 × 10^-8 ) and", "9.5 × 10⟦−8⟧) and", "a negative exponent"),
        case("10^9 /L", "10⟦9⟧/L", "before a stroke"),
        case("2 m^{2} and Ca^2+", "2 m⟦2⟧ and Ca⟦2+⟧", "braces, a charge"),
        case("the text ^12 has a note", "the text ^12 has a note", "a mark of a note"),
        case("x^y", "x^y", "a formula"),
    ],
};

static EXPONENT: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"\^(?:\{ ?([-−–+]?\d{1,3}|\d?[-−–+])[ ]?\}|([-−–+]?\d{1,3}|\d?[-−–+]))([-−–+])?")
        .ok()
});

fn find(piece: &Piece<'_>, _evidence: &Evidence, edits: &mut Edits) {
    let Some(pattern) = EXPONENT.as_ref() else { return };
    for found in pattern.captures_iter(piece.text) {
        let Some((whole, exponent)) = found.get(0).zip(found.get(1).or(found.get(2))) else {
            continue;
        };
        let base = piece.before(whole.start());
        let next = piece.after(whole.end());
        if !base.is_some_and(|c| c.is_alphanumeric() || matches!(c, ')' | ']'))
            || next.is_some_and(char::is_alphanumeric)
        {
            continue;
        }
        let charge = found.get(3).map_or("", |sign| sign.as_str());
        let after = exponent.as_str().to_owned() + charge;
        let end = whole.end() + blank_before_punctuation(&piece.text[whole.end()..]);
        edits.raise(whole.start()..end, after.replace(['-', '–'], "−"), 0.95);
    }
}

/// Bytes of a blank that stands before punctuation, a stroke or another blank.
pub(super) fn blank_before_punctuation(rest: &str) -> usize {
    let mut characters = rest.chars();
    let blank = characters.next() == Some(' ');
    let next = characters.next();
    let closing = next.is_some_and(|c| matches!(c, ' ' | ',' | '.' | ';' | ':' | ')' | ']' | '/'));
    usize::from(blank && closing)
}
