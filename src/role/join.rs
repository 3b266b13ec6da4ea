//! Paragraphs that go on after a column, a page or a figure.

use super::Role;
use super::chunk::is_terminal;
use super::draft::{Context, Draft, absorb};

/// Drafts looked at after a paragraph's end at most, to find where it goes on.
const FARTHEST: usize = 24;

/// Joins each paragraph with the one that goes on with it.
pub(super) fn paragraphs(drafts: &mut [Draft], context: &Context<'_>) {
    let mut at = 0;
    while at < drafts.len() {
        if !is_prose(&drafts[at]) {
            at += 1;
            continue;
        }
        match next_prose(drafts, at) {
            Some(next) if goes_on(&drafts[at], &drafts[next], context) => absorb(drafts, at, next),
            _ => at += 1,
        }
    }
}

fn is_prose(draft: &Draft) -> bool {
    !draft.absorbed
        && matches!(draft.role, Some(Role::Paragraph | Role::Abstract | Role::ListItem { .. }))
}

/// The next paragraph, over figures, tables, notes and furniture, but not over a heading.
fn next_prose(drafts: &[Draft], at: usize) -> Option<usize> {
    for (offset, draft) in drafts[at + 1..].iter().enumerate().take(FARTHEST) {
        if draft.absorbed {
            continue;
        }
        match &draft.role {
            Some(Role::Paragraph | Role::Abstract) => return Some(at + 1 + offset),
            Some(
                Role::Furniture(_)
                | Role::Caption { .. }
                | Role::Cell { .. }
                | Role::TableNote(_)
                | Role::Footnote { .. }
                | Role::FigureText(_),
            )
            | None => {}
            Some(_) => return None,
        }
    }
    None
}

/// Whether the second paragraph is the rest of the first.
fn goes_on(first: &Draft, second: &Draft, context: &Context<'_>) -> bool {
    let (a, b) = (&first.chunk, &second.chunk);
    if !a.style.reads_on(&b.style)
        || matches!(first.role, Some(Role::Abstract)) != matches!(second.role, Some(Role::Abstract))
    {
        return false;
    }
    let text = a.text.trim_end();
    let last = text
        .trim_end_matches(|c: char| matches!(c, ')' | ']' | '"' | '”' | '’') || c.is_numeric())
        .chars()
        .next_back()
        .or(text.chars().next_back())
        .unwrap_or('.');
    let next = b.text.trim_start().chars().next().unwrap_or(' ');
    let ended = is_terminal(last) && !text.ends_with(':') || text.ends_with(':');
    if text.ends_with('-') && next.is_lowercase() {
        return true;
    }
    if !ended {
        // A sentence that stops after a comma or a small word goes on, wherever its rest stands.
        let open = last == ',' || text.rsplit(' ').next().is_some_and(is_small_word);
        return open || next.is_lowercase() || a.full && !b.indented || next.is_numeric();
    }
    if next.is_lowercase() && !text.ends_with(':') && !text.ends_with(';') {
        return true;
    }
    let same_place = a.element == b.element;
    context.indents
        && a.full
        && !b.indented
        && !same_place
        && b.block_lines > 1
        && !text.ends_with(':')
        && !matches!(first.role, Some(Role::ListItem { .. }))
}

/// Words after which no sentence ends.
fn is_small_word(word: &str) -> bool {
    matches!(
        word,
        "the"
            | "a"
            | "an"
            | "of"
            | "and"
            | "or"
            | "in"
            | "to"
            | "for"
            | "with"
            | "by"
            | "was"
            | "were"
            | "is"
            | "are"
            | "that"
            | "which"
            | "from"
            | "at"
            | "on"
            | "as"
            | "not"
            | "be"
            | "their"
            | "its"
            | "than"
    )
}
