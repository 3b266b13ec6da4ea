//! Sentences, and those that are statements without a name.

use crate::document::statement::StatementKind;
use crate::lexicon::{registry, shortened};
use std::ops::Range;

/// The sentences of a stretch of text, without the blanks around them.
pub(super) fn sentences(text: &str, range: &Range<usize>) -> Vec<Range<usize>> {
    let mut sentences = Vec::new();
    let mut start = range.start;
    let own = &text[range.clone()];
    for (at, c) in own.char_indices().filter(|(_, c)| matches!(c, '.' | '?' | '!' | ';')) {
        let end = range.start + at + c.len_utf8();
        if ends(text, start, end, range.end) {
            push(text, start..end, &mut sentences);
            start = end;
        }
    }
    push(text, start..range.end, &mut sentences);
    sentences
}

fn push(text: &str, range: Range<usize>, sentences: &mut Vec<Range<usize>>) {
    let own = &text[range.clone()];
    let start = range.start + own.len() - own.trim_start().len();
    let end = range.start + own.trim_end().len();
    if start < end {
        sentences.push(start..end);
    }
}

/// Whether a sentence ends with the sign before a place.
fn ends(text: &str, start: usize, end: usize, stop: usize) -> bool {
    let rest = &text[end..stop];
    let next = rest.trim_start();
    let glued = next.len() == rest.len();
    let sign = text[..end].chars().next_back();
    if sign == Some(';') || !next.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit()) {
        return false;
    }
    let before = &text[start..end - 1];
    let word = before.rsplit(|c: char| c.is_whitespace() || c == '(').next().unwrap_or_default();
    // A sentence may be set against the next one; a number or an initial is no sentence.
    let long = word.chars().filter(|c| c.is_alphabetic()).count() > 2 && !word.contains('.');
    if glued {
        return long && word.chars().all(char::is_lowercase) && next.len() > 1;
    }
    if before.ends_with([')', ']']) {
        return true;
    }
    let initial = word.chars().count() == 1 && word.starts_with(char::is_uppercase);
    let dotted =
        word.contains('.') && word.chars().count() <= 5 && !word.contains(char::is_numeric);
    !shortened::is_in_sentence(word) && !initial && !dotted
}

/// What a sentence is about that stands under no name. Among thanks and notes fewer words tell.
pub(super) fn kind(sentence: &str, is_note: bool) -> Option<StatementKind> {
    let lower = sentence.to_lowercase().replace('’', "'");
    let has = |words: &[&str]| words.iter().any(|word| lower.contains(word));
    let verb = has(MONEY_VERBS);
    if is_note && (verb || has(MONEY)) || verb && is_of_study(&lower) {
        return Some(StatementKind::Funding);
    }
    if is_no_conflict(&lower) {
        return Some(StatementKind::Conflicts);
    }
    let board = has(BOARDS);
    if board && has(&["approv", "exempt", "waive", "permission", "authorized", "authorised"]) {
        return Some(StatementKind::Ethics);
    }
    let registry = has(registry::NAMES) && has(&["registered", "registration"]);
    registry.then_some(StatementKind::Registration)
}

/// Words that tell of money among thanks and notes, beside the verbs below.
const MONEY: &[&str] = &[
    "supported in part",
    "supported with",
    "funded in part",
    "funding from",
    "funding by",
    "financial support",
    "grant from",
    "grants from",
    "grant number",
    "grant no",
    "granted by",
    "award from",
    "fellowship from",
    "scholarship from",
    "no funding",
    "self-funded",
    "grant support",
    "financially supported",
];

/// Verbs of sentences about money in which the study is the subject.
const MONEY_VERBS: &[&str] = &[
    "supported by",
    "supported in part by",
    "supported in part through",
    "funded by",
    "funded in part by",
    "financed by",
    "sponsored by",
    "supported through",
    "funded through",
    "received no funding",
    "no external funding",
];

/// Whether the subject of a sentence is the study itself.
fn is_of_study(lower: &str) -> bool {
    /// Words of a sentence among which its subject is.
    const FIRST_WORDS: usize = 4;
    let mut words = lower.split_whitespace();
    let first = words.next().unwrap_or_default();
    let own = words.take(FIRST_WORDS).any(|word| {
        matches!(
            word.trim_matches(|c: char| !c.is_alphanumeric()),
            "work"
                | "study"
                | "research"
                | "project"
                | "trial"
                | "paper"
                | "article"
                | "investigation"
                | "survey"
                | "program"
                | "programme"
        )
    });
    let verb = [" was ", " is ", " were ", " are ", " has been ", " have been ", " received "];
    matches!(first, "this" | "these" | "our" | "the" | "present")
        && own
        && verb.iter().any(|verb| lower.contains(verb))
        && (first != "the" || lower.contains(" grant") || lower.contains("fund"))
        && !lower.contains("supported by the result")
        && !lower.contains("supported by the find")
        && !lower.contains("supported by evidence")
}

/// Whether a sentence says that its authors have no interests that conflict.
fn is_no_conflict(lower: &str) -> bool {
    let interest = [
        "conflict of interest",
        "conflicts of interest",
        "competing interest",
        "conflict of interests",
        "competing financial interest",
        "financial conflict",
        "conflicting interest",
    ];
    let who = ["author", "we declare", "none declared", "nil"];
    interest.iter().any(|word| lower.contains(word))
        && who.iter().any(|word| lower.contains(word))
        && ["declare", "report", "have no", "has no", "disclose", "no conflict", "confirm", "none"]
            .iter()
            .any(|word| lower.contains(word))
}

/// Boards that approve of studies.
pub(super) const BOARDS: &[&str] = &[
    "ethics committee",
    "ethical committee",
    "ethics board",
    "review board",
    "ethics review",
    "ethics commission",
    "ethical review",
    "ethics council",
    "committee on ethics",
    "committee of ethics",
    "committee for ethics",
    "committee of bioethics",
    "bioethics committee",
    "ethics and research committee",
    "animal care and use",
    "animal ethics",
    "animal use committee",
    "animal experiment",
    "animal care committee",
    "research ethics",
    "medical ethics",
    "independent ethics",
    "institutional ethics",
    "helsinki committee",
    "ethical board",
];

#[cfg(test)]
mod unit {
    use super::*;

    #[test]
    fn sentences_end_where_they_do() {
        let text = "Sand by J. Doe (No. 5). The dunes et al. Fell. Ash (U.S. Board) is here.This Is (J.D.). So";
        let found: Vec<&str> =
            sentences(text, &(0..text.len())).into_iter().map(|own| &text[own]).collect();
        let expected = [
            "Sand by J. Doe (No. 5).",
            "The dunes et al. Fell.",
            "Ash (U.S. Board) is here.",
            "This Is (J.D.).",
            "So",
        ];
        assert_eq!(found, expected);
    }

    #[test]
    fn sentences_tell_what_they_are() {
        use StatementKind::{Conflicts, Ethics, Funding, Registration};
        let rows = [
            ("This work was supported by the Sand Fund.", false, Some(Funding)),
            ("Dunes are supported by sand.", false, None),
            ("Jane Doe was funded by the Sand Fund.", true, Some(Funding)),
            ("Jane Doe was funded by the Sand Fund.", false, None),
            ("This study is supported by the results of others.", false, None),
            ("The authors declare no conflict of interest.", false, Some(Conflicts)),
            ("It was approved by the ethics committee of Sandtown.", false, Some(Ethics)),
            ("The trial is registered with ClinicalTrials.gov.", false, Some(Registration)),
        ];
        for (text, note, expected) in rows {
            assert_eq!(kind(text, note), expected, "{text}");
        }
    }
}
