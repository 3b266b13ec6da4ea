//! Marks in a table's cells and caption, and the notes below it that they lead to.

use super::part::callout;
use crate::document::callout::{Callout, CalloutForm, CalloutItem};
use crate::document::{Node, Table};
use crate::structure::passage::{Passage, bytes};
use rustc_hash::FxHashMap;
use std::ops::Range;

/// Signs that mark notes.
pub(super) const SIGNS: &[char] = &['*', '∗', '†', '‡', '§', '¶', '#', '‖'];
/// A mark has at most this many characters: `***`, `12`.
pub(super) const LONGEST_MARK: usize = 3;

/// The marks of every table, table by table.
pub(super) fn find(passages: &[Passage<'_>]) -> Vec<Callout> {
    let mut found = Vec::new();
    for own in passages.chunk_by(|a, b| a.node == b.node) {
        let Some(Node::Table(table)) = own.first().and_then(|passage| passage.of) else { continue };
        let (texts, notes) = own.split_at(first_note(table).min(own.len()));
        let marks = marks_of(notes);
        if !marks.is_empty() {
            texts.iter().for_each(|text| marked(text, &marks, &mut found));
        }
    }
    found
}

/// Index of the first note among a table's texts.
fn first_note(table: &Table) -> usize {
    usize::from(table.caption.is_some()) + table.cells.len()
}

/// Marks that notes begin with, with the index of the note's text. A text may hold several notes.
fn marks_of<'a>(notes: &[Passage<'a>]) -> FxHashMap<&'a str, u32> {
    let mut marks = FxHashMap::default();
    for note in notes {
        let text = note.text;
        // Behind a word a raised number is its power.
        let begins = |run: &&Range<usize>| {
            let before = &text[..run.start];
            let ended = before.trim_end().chars().next_back().is_none_or(|c| ".;,:".contains(c));
            ended && before.chars().next_back().is_none_or(char::is_whitespace)
        };
        let raised = note.raised.iter().filter(begins).map(|run| text[run.clone()].trim());
        let signs = text.len() - text.trim_start_matches(SIGNS).len();
        for mark in raised.chain([&text[..signs]]).filter(|mark| is_mark(mark)) {
            marks.entry(mark).or_insert(note.index);
        }
    }
    marks
}

fn is_mark(mark: &str) -> bool {
    let count = mark.chars().count();
    let of = |test: fn(char) -> bool| mark.chars().all(test);
    (1..=LONGEST_MARK).contains(&count)
        && (of(|c| SIGNS.contains(&c))
            || of(|c| c.is_ascii_digit())
            || count == 1 && of(char::is_alphabetic))
}

/// The marks of a text: what is raised, and signs at its end.
fn marked(passage: &Passage<'_>, marks: &FxHashMap<&str, u32>, found: &mut Vec<Callout>) {
    let text = passage.text;
    let end = text.trim_end().len();
    let signs = text[..end].trim_end_matches(SIGNS).len()..end;
    let is_raised = |at: usize| passage.raised.iter().any(|run| run.contains(&at));
    let on_line = (!signs.is_empty() && !is_raised(signs.start)).then_some(signs);
    for run in passage.raised.iter().cloned().chain(on_line) {
        let parts = text[run.clone()].split([',', ';', ' ']);
        let mut at = run.start;
        let items: Option<Vec<CalloutItem>> = parts
            .map(|part| {
                let range = at..at + part.len();
                at = range.end + 1;
                (range, part)
            })
            .filter(|(_, part)| !part.is_empty())
            .map(|(range, part)| {
                let note = *marks.get(part)?;
                let (range, targets) = (bytes(range), vec![passage.node]);
                Some(CalloutItem { range, targets, note: Some(note), part: None })
            })
            .collect();
        if let Some(items) = items.filter(|items| !items.is_empty()) {
            found.push(callout(passage, run, CalloutForm::Note, items));
        }
    }
}
