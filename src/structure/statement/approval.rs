//! Boards that approved, and the numbers of their approvals.

use super::super::passage::Passage;
use super::sentence::{BOARDS, sentences};
use crate::document::statement::{Approval, Named};
use crate::lexicon::{WordSet, body, month, numbered, registry, small};
use crate::text::aligned_lower_case;
use std::ops::Range;

/// Bytes that the name of a board may have.
const LONGEST_NAME: usize = 200;

/// Words behind which the number of an approval stands, in lower case, beside those for a number.
const CUES: WordSet = WordSet::new(&[
    "approval",
    "authorization",
    "case",
    "file",
    "irb",
    "licence",
    "license",
    "permit",
    "protocol",
    "registration",
]);

/// The boards and numbers in a stretch of text.
pub(super) fn find(passage: &Passage<'_>, range: Range<usize>) -> Vec<Approval> {
    let mut approvals: Vec<Approval> = Vec::new();
    for own in sentences(passage.text, &range) {
        of_sentence(passage, &own, &mut approvals);
    }
    approvals
}

fn of_sentence(passage: &Passage<'_>, sentence: &Range<usize>, approvals: &mut Vec<Approval>) {
    let text = &passage.text[..sentence.end];
    let lower = aligned_lower_case(&text[sentence.clone()]);
    let refused =
        ["not required", "not necessary", "not needed", "did not require", "not applicable"];
    if refused.iter().any(|words| lower.contains(words)) {
        return;
    }
    let asked = ["approv", "permission", "exempt", "waive", "clearance", "authori"];
    if !asked.iter().any(|word| lower.contains(word)) {
        return;
    }
    let mut boards: Vec<Range<usize>> = Vec::new();
    for word in BOARDS {
        for (at, _) in lower.match_indices(word) {
            if let Some(own) = board(text, sentence, sentence.start + at, word.len())
                && !boards.iter().any(|old| old.start < own.end && own.start < old.end)
            {
                boards.push(own);
            }
        }
    }
    boards.sort_by_key(|range| range.start);
    let named = |range: &Range<usize>| Named {
        text: text[range.clone()].to_owned(),
        at: passage.stretch(range.clone()),
    };
    let mut numbers = numbers(text, sentence, &boards).into_iter().peekable();
    if boards.is_empty() {
        approvals.extend(numbers.map(|own| Approval { board: None, number: Some(named(&own)) }));
        return;
    }
    for (index, own) in boards.iter().enumerate() {
        let until = boards.get(index + 1).map_or(sentence.end, |next| next.start);
        let mut any = false;
        while let Some(number) = numbers.next_if(|number| number.start < until) {
            if own.contains(&number.start) {
                continue;
            }
            any = true;
            approvals.push(Approval { board: Some(named(own)), number: Some(named(&number)) });
        }
        if !any {
            approvals.push(Approval { board: Some(named(own)), number: None });
        }
    }
}

/// The name around a word that names a board: capitals and small words of names on both sides.
fn board(text: &str, sentence: &Range<usize>, at: usize, length: usize) -> Option<Range<usize>> {
    let is_of_name = |word: &str| {
        word.starts_with(char::is_uppercase)
            || small::joins_names(word)
            || body::is_of_board(word)
            || word == "at"
    };
    let stops = |c: char| c.is_whitespace() || "(),;:".contains(c);
    let mut start = at;
    loop {
        let before = &text[sentence.start..start];
        let bare = before.trim_end_matches(' ');
        let word = bare.rsplit(stops).next().unwrap_or_default();
        if word.is_empty() || !is_of_name(word) || at - start > LONGEST_NAME {
            break;
        }
        start = sentence.start + bare.len() - word.len();
    }
    let mut end = at + length;
    // The word may be the beginning of one: `animal experiment` of `animal experimentation`.
    end += text[end..].find(|c: char| !c.is_alphanumeric()).unwrap_or(text.len() - end);
    let own = end;
    loop {
        let rest = &text[end..];
        let bare = rest.trim_start_matches(' ');
        let word = &bare[..bare.find(stops).unwrap_or(bare.len())];
        let dotted = word.ends_with('.');
        if word.is_empty() || bare.len() == rest.len() || !is_of_name(word) {
            break;
        }
        // Another board may follow at once, and a day after a place.
        let next = bare[word.len()..].split_whitespace().next().unwrap_or_default();
        if word == "and" && end == own || word == "on" && !next.starts_with("Human") {
            break;
        }
        if end - at > LONGEST_NAME {
            break;
        }
        end += rest.len() - bare.len() + word.len();
        if dotted {
            break;
        }
    }
    let name = trim(text, start..end);
    let own = &text[name.clone()];
    if !body::names_board(own) {
        return None;
    }
    let capital = own.split_whitespace().any(|word| word.starts_with(char::is_uppercase));
    (capital && own.split_whitespace().count() > 1).then_some(name)
}

/// A name without small words and signs at its ends.
fn trim(text: &str, range: Range<usize>) -> Range<usize> {
    let joint = |word: &str| {
        // `IN` may be the short form of a place.
        let capital = word.starts_with(char::is_uppercase);
        small::is_preposition(word) && !capital
            || matches!(word, "and" | "the" | "The" | "de" | "la" | "our")
    };
    let (mut start, mut end) = (range.start, range.end);
    loop {
        let own = text[start..end].trim_end_matches([' ', '.', ',']);
        end = start + own.len();
        let last = own.rsplit(' ').next().unwrap_or_default();
        if last.is_empty() || !joint(last) {
            break;
        }
        end -= last.len();
    }
    loop {
        let own = text[start..end].trim_start();
        start = end - own.len();
        let first = own.split(' ').next().unwrap_or_default();
        if first.is_empty() || !joint(first) {
            break;
        }
        start += first.len();
    }
    start..end
}

/// Numbers behind words that say what they are, or in brackets behind a board.
fn numbers(text: &str, sentence: &Range<usize>, boards: &[Range<usize>]) -> Vec<Range<usize>> {
    let own = &text[sentence.clone()];
    let breaks = |c: char| c.is_whitespace() || ",;()[]".contains(c);
    let mut found: Vec<Range<usize>> = Vec::new();
    let mut start = 0;
    for (at, c) in own.char_indices().chain([(own.len(), ' ')]) {
        if !breaks(c) {
            continue;
        }
        let raw = own[start..at].trim_end_matches(['.', ':', '’', '”', '"']);
        let word = raw.rsplit([':', '#', '“', '"']).next().unwrap_or_default();
        let from = start + raw.len() - word.len();
        let glued = &own[start..from];
        let before = own[..start].trim_end_matches([' ', '(', '[']);
        start = at + c.len_utf8();
        if !is_number(word) {
            continue;
        }
        let cue = if glued.contains(char::is_alphabetic) { glued } else { before };
        let cue = cue.trim_end_matches([':', '.', '#', ' ', ',']);
        let cue = cue.rsplit(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
        let range = sentence.start + from..sentence.start + from + word.len();
        let listed = found.last().is_some_and(|last| {
            matches!(text[last.end..range.start].trim(), "," | "and" | "&" | ", and")
        });
        let bracketed = boards.iter().any(|board| {
            let between = text.get(board.end..range.start).map(str::trim);
            matches!(between, Some("(" | "[")) || between.is_some_and(is_short_and_bracket)
        });
        if numbered::is_number(cue) || CUES.contains(cue) || listed || bracketed {
            found.push(range);
        }
    }
    found
}

/// Whether a text is a short form in brackets, behind which others open: `(SF) (`.
fn is_short_and_bracket(between: &str) -> bool {
    let inner = between.strip_prefix('(').and_then(|rest| rest.strip_suffix('('));
    let short = inner.and_then(|inner| inner.trim().strip_suffix(')'));
    short.is_some_and(|short| short.chars().all(|c| c.is_uppercase() || c == '-'))
}

/// Whether a word can be the number of an approval.
fn is_number(word: &str) -> bool {
    let digits = word.chars().filter(char::is_ascii_digit).count();
    let signs = |c: char| c.is_alphanumeric() || "/-–_.".contains(c);
    digits >= 2
        && word.len() >= 3
        && !month::is_recent_year(word)
        && word.chars().all(signs)
        && !registry::numbers(word)
        && !word.starts_with("10.")
}
