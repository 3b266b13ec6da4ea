//! Compounds that lost their hyphen.

use crate::lexicon::compound;
use crate::repair::{Edits, Evidence, Piece, Rule, Scope, case};
use std::ops::Range;
use wordnik_list::word_exists;

pub(super) const RULE: Rule = Rule {
    name: "hyphen-lost",
    about: "A word that no list has and that the document writes with a hyphen elsewhere has one here; so does one that is \
            made of a word of the document and a second part, such as derived, which follows a hyphen elsewhere in it.",
    triggers: b"dcet",
    scope: Scope::Recognised,
    find,
    cases: &[
        case(
            "cordderived, but cord-derived",
            "cord-derived, but cord-derived",
            "the document has the compound",
        ),
        case(
            "hostderived and donor-derived of a host",
            "host-derived and donor-derived of a host",
            "it has the parts",
        ),
        case("hostderived", "hostderived", "no evidence"),
        case("unrelated, age-related, un", "unrelated, age-related, un", "a word"),
        case(
            "photomatched, a photo, age-matched",
            "photomatched, a photo, age-matched",
            "a combining form",
        ),
    ],
};

/// The first part of a compound has at least this many letters: with fewer it may be a prefix.
const SHORTEST: usize = 4;

/// No second part has fewer letters.
const SHORTEST_SECOND: usize = 5;

fn find(piece: &Piece<'_>, evidence: &Evidence<'_>, edits: &mut Edits) {
    let text = piece.text;
    for word in long_words(text) {
        let start = word.start;
        let word = &text[word];
        let Some(second) = compound::state_at_end(word) else { continue };
        let length = word.len() - second.len();
        let apart = !text[..start].ends_with(['-', '/', '.', '_']);
        if length < SHORTEST || !apart {
            continue;
        }
        let lower = word.to_ascii_lowercase();
        let first = &lower[..length];
        let whole = evidence.count(&format!("{first}-{second}")) > 0;
        // A first part that ends in an o is a combining form more often than a word.
        let parts =
            !first.ends_with('o') && evidence.count(first) > 0 && evidence.count_second(second) > 0;
        if (whole || parts && word_exists(first)) && !word_exists(&lower) {
            edits.replace(start + length..start + length, "-", if whole { 0.9 } else { 0.75 });
        }
    }
}

/// Runs of letters that are long enough to be two words.
fn long_words(text: &str) -> impl Iterator<Item = Range<usize>> {
    let mut bytes = text.bytes().enumerate();
    let mut start = 0;
    std::iter::from_fn(move || {
        for (at, byte) in bytes.by_ref() {
            if !byte.is_ascii_alphabetic() {
                let word = std::mem::replace(&mut start, at + 1)..at;
                if word.len() >= SHORTEST + SHORTEST_SECOND {
                    return Some(word);
                }
            }
        }
        let word = std::mem::replace(&mut start, text.len())..text.len();
        (word.len() >= SHORTEST + SHORTEST_SECOND).then_some(word)
    })
}
