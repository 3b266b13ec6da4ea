//! Powers written with a caret.

use crate::repair::evidence::Evidence;
use crate::repair::model::{Edits, LIKELY, Rule, SURE, Scope, case};
use crate::repair::piece::Piece;
use crate::text::Style;
use regex::Regex;
use std::sync::LazyLock;

pub(super) const RULE: Rule = Rule {
    name: "power-as-caret",
    about: "A caret after a letter, digit or bracket, and a small number or a charge after it, stand for an exponent; so does \
            what stands in braces after a caret, and an index after a low line. A blank that stands between the exponent \
            and punctuation or a stroke goes with the caret.",
    triggers: b"^_",
    scope: Scope::Recognised,
    find,
    cases: &[
        case("9.5 × 10^-8 ) and", "9.5 × 10⟦-8⟧) and", "a negative exponent"),
        case("10^9 /L", "10⟦9⟧/L", "before a stroke"),
        case("2 m^{2} and Ca^2+", "2 m⟦2⟧ and Ca⟦2+⟧", "braces, a charge"),
        case("Roe^{1,2*} and IC_{50}", "Roe⟦1,2*⟧ and IC⟨50⟩", "marks and an index in braces"),
        case("the text ^12 has a note", "the text ^12 has a note", "a mark of a note"),
        case("x^y", "x^y", "a formula"),
    ],
};

static EXPONENT: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"\^(?:\{ ?([-−–+]?\d{1,3}|\d?[-−–+])[ ]?\}|([-−–+]?\d{1,3}|\d?[-−–+]))([-−–+])?")
        .ok()
});

/// What the pattern above reads in braces.
static EXPONENT_IN_BRACES: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"^(?:[-−–+]?\d{1,3}|\d?[-−–+])$").ok());
/// Marks and indices in braces: short, and nothing that a formula has.
static GROUP: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"([\^_])\{ ?([\p{L}\d,+*†‡§¶# .–-]{1,12}?) ?\}").ok());

fn find(piece: &Piece<'_>, _evidence: &Evidence<'_>, edits: &mut Edits) {
    let (Some(pattern), Some(group)) = (EXPONENT.as_ref(), GROUP.as_ref()) else { return };
    for found in group.captures_iter(piece.text) {
        let (Some(whole), Some(mark), Some(inner)) = (found.get(0), found.get(1), found.get(2))
        else {
            continue;
        };
        let raised = mark.as_str() == "^";
        if raised && EXPONENT_IN_BRACES.as_ref().is_some_and(|own| own.is_match(inner.as_str())) {
            continue;
        }
        if piece
            .before(whole.start())
            .is_some_and(|c| c.is_alphanumeric() || matches!(c, ')' | ']'))
        {
            let style = if raised { Style::Superscript } else { Style::Subscript };
            edits.style(whole.range(), inner.as_str(), Some(style), LIKELY);
        }
    }
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
        edits.raise(whole.start()..end, after, SURE);
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
