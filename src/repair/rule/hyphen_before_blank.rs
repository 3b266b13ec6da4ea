//! Words and compounds broken by a hyphen and a blank inside a line.

use crate::lexicon::{compound, small};
use crate::quantity::word_before;
use crate::repair::evidence::Evidence;
use crate::repair::model::{Edits, LIKELY, Rule, Scope, case};
use crate::repair::piece::Piece;
use wordnik_list::word_exists;

pub(super) const RULE: Rule = Rule {
    name: "hyphen-before-blank",
    about: "A hyphen and a blank inside a line are left from the end of an earlier line, where the document has the word or the \
            compound elsewhere, or where a part of it stands in compounds only; a hyphen that hangs before a conjunction \
            stays.",
    triggers: b"-",
    scope: Scope::Any,
    find,
    cases: &[
        case("the handi- cap of it", "the handicap of it", "the second half is a word by chance"),
        case(
            "self- limiting, virus- derived",
            "self-limiting, virus-derived",
            "parts of compounds",
        ),
        case("low-cost and low- cost", "low-cost and low-cost", "the document has the compound"),
        case("a non- invasive test", "a non-invasive test", "a prefix"),
        case("pre- and post- operative", "pre- and post-operative", "a hanging hyphen"),
        case(
            "pre- to postoperative",
            "pre- to postoperative",
            "a hanging hyphen before a preposition",
        ),
        case("the range- would be", "the range- would be", "a dash"),
        case("group A- positive", "group A- positive", "a sign behind a letter"),
        case("10- fold, CI- complete", "10- fold, CI- complete", "figures and capitals"),
    ],
};

/// Parts of words have at least this many letters.
const SHORTEST_PART: usize = 2;
/// What is no word by itself, but half of one, has at least this many.
const SHORTEST_HALF: usize = 3;

fn find(piece: &Piece<'_>, evidence: &Evidence<'_>, edits: &mut Edits) {
    let text = piece.text;
    for (at, _) in text.match_indices("- ") {
        let head = word_before(text, at);
        let after = word_after(&text[at + 2..]);
        let is_word =
            |word: &str| word.len() >= SHORTEST_PART && word.chars().all(char::is_lowercase);
        if !is_word(head) || !is_word(after) || small::hangs_before(after) {
            continue;
        }
        let (whole, apart) = (format!("{head}{after}"), format!("{head}-{after}"));
        let (wholes, compounds) = (evidence.count(&whole), evidence.count(&apart));
        let prefixed = compound::is_prefix(head) && word_exists(after);
        let half = head.len() >= SHORTEST_HALF && !word_exists(head) && word_exists(&whole);
        let in_compounds = compound::is_end(after) || compound::is_head(head) || prefixed;
        if wholes > compounds || compounds == 0 && half && !prefixed {
            edits.replace(at..at + 2, "", LIKELY);
        } else if compounds > 0 || in_compounds {
            edits.replace(at + 1..at + 2, "", LIKELY);
        }
    }
}

/// The letters behind a place.
fn word_after(text: &str) -> &str {
    &text[..text.len() - text.trim_start_matches(char::is_alphabetic).len()]
}
