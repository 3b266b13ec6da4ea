//! Ligatures as one character, and those that stand apart from their word.

use crate::lexicon::small;
use crate::quantity::word_before;
use crate::repair::evidence::Evidence;
use crate::repair::model::{Edits, LIKELY, Rule, Scope, case};
use crate::repair::piece::Piece;
use regex::Regex;
use std::cell::LazyCell;
use std::sync::LazyLock;
use wordnik_list::word_exists;

pub(super) const RULE: Rule = Rule {
    name: "ligature",
    about: "A character of a ligature is written as its letters. Letters of a ligature that stand alone between parts of a \
            word belong to it: no word of English is `fi` or `ff`.",
    triggers: b"\xEFf",
    scope: Scope::Any,
    find,
    cases: &[
        case("a ﬁne diﬀerence", "a fine difference", "characters"),
        case("a di ff erent speci fi city", "a different specificity", "letters that stand apart"),
        case("of fi nding", "of finding", "a whole word before it"),
        case("of in fl ation", "of inflation", "the beginning of a word that is one"),
        case("a fl ow, in fl ight", "a flow, in flight", "two words that are one, too"),
        case("hi fi and sci fi", "hi fi and sci fi", "a word in itself"),
        case("kienu jmorru fi ħdan il-grupp", "kienu jmorru fi ħdan il-grupp", "a word of Maltese"),
    ],
};

const CHARACTERS: &[(char, &str)] =
    &[('ﬀ', "ff"), ('ﬁ', "fi"), ('ﬂ', "fl"), ('ﬃ', "ffi"), ('ﬄ', "ffl"), ('ﬅ', "st"), ('ﬆ', "st")];

static APART: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"( )(ffi|ffl|ff|fi|fl)( )(\p{Ll}{2,})").ok());

fn find(piece: &Piece<'_>, evidence: &Evidence<'_>, edits: &mut Edits) {
    let text = piece.text;
    for (at, c) in text.char_indices() {
        if let Some((_, letters)) = CHARACTERS.iter().find(|(own, _)| *own == c) {
            edits.replace(at..at + c.len_utf8(), *letters, 1.0);
        }
    }
    let Some(pattern) = APART.as_ref() else { return };
    let is_english = LazyCell::new(|| is_english(text));
    for found in pattern.captures_iter(text) {
        let (Some(before), Some(letters), Some(after), Some(tail)) =
            (found.get(1), found.get(2), found.get(3), found.get(4))
        else {
            continue;
        };
        let head = word_before(text, before.start()).to_lowercase();
        if head.is_empty() {
            continue;
        }
        if matches!(head.as_str(), "hi" | "sci" | "wi") {
            continue;
        }
        let whole = format!("{head}{}{}", letters.as_str(), tail.as_str());
        // Behind a small word the ligature begins a new one, unless only both together are a word.
        let alone = format!("{}{}", letters.as_str(), tail.as_str());
        let is_known = |word: &str| evidence.count(word) > 0 || word_exists(word);
        if !is_known(&whole) && !is_known(&alone) && !*is_english {
            continue;
        }
        edits.replace(after.range(), "", LIKELY);
        let is_word = || evidence.count(&whole) > 0 || word_exists(&whole) && !word_exists(&alone);
        if !small::is_small(&head) || is_word() {
            edits.replace(before.range(), "", LIKELY);
        }
    }
}

/// Whether most words of a text are words of English: of other languages, `fi` may be a word.
fn is_english(text: &str) -> bool {
    /// Shorter ones are words of many languages.
    const LETTERS: usize = 3;
    let words = text.split(|c: char| !c.is_alphabetic());
    let words = words.filter(|word| word.chars().count() >= LETTERS);
    let known = words.clone().filter(|word| word_exists(&word.to_lowercase())).count();
    known * 2 > words.count()
}
