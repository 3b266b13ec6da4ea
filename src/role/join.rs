//! Paragraphs that go on after a column, a page or a figure.

use super::Role;
use super::chunk::{is_terminal, last_sign};
use super::draft::{Context, Draft, absorb};
use crate::lexicon::small;

/// Drafts looked at after a paragraph's end at most, to find where it goes on.
const FARTHEST: usize = 80;
/// Paragraphs that may stand between the halves of a sentence: parts of boxes and floats whose role
/// is not known.
const MOST_BETWEEN: usize = 4;

/// Joins each paragraph with the one that goes on with it.
pub(super) fn paragraphs(drafts: &mut [Draft], context: &Context<'_>) {
    let mut at = 0;
    while at < drafts.len() {
        if !is_prose(&drafts[at]) {
            at += 1;
            continue;
        }
        match rest_of(drafts, at, context) {
            Some(next) => absorb(drafts, at, next),
            None => at += 1,
        }
    }
}

fn is_prose(draft: &Draft) -> bool {
    !draft.absorbed
        && matches!(draft.role, Some(Role::Paragraph | Role::Abstract | Role::ListItem { .. }))
}

/// The paragraph that goes on with this one: the next one, over figures, tables, notes, furniture
/// and front matter, but not over a heading; or a later one where a sentence plainly goes on there.
fn rest_of(drafts: &[Draft], at: usize, context: &Context<'_>) -> Option<usize> {
    let mut between = 0;
    for (offset, draft) in drafts[at + 1..].iter().enumerate().take(FARTHEST) {
        if draft.absorbed {
            continue;
        }
        match &draft.role {
            Some(Role::Paragraph | Role::Abstract) => {
                let next = at + 1 + offset;
                let certain = is_open(&drafts[at]) && begins_inside(draft);
                if (between == 0 || certain) && goes_on(&drafts[at], draft, context) {
                    return Some(next);
                }
                between += 1;
                if between > MOST_BETWEEN || !is_open(&drafts[at]) {
                    return None;
                }
            }
            Some(Role::Heading(_) | Role::Reference { .. }) => return None,
            Some(Role::Formula | Role::ListItem { .. })
                if between == 0 && !is_open(&drafts[at]) =>
            {
                return None;
            }
            _ => {}
        }
    }
    None
}

/// Whether a text stops inside a sentence.
fn is_open(draft: &Draft) -> bool {
    let last = draft.chunk.text.trim_end().chars().next_back().unwrap_or('.');
    last.is_alphabetic() || matches!(last, ',' | '-')
}

/// Whether a text begins inside a sentence.
fn begins_inside(draft: &Draft) -> bool {
    draft.chunk.text.trim_start().chars().next().is_some_and(char::is_lowercase)
}

/// Whether the second paragraph is the rest of the first.
fn goes_on(first: &Draft, second: &Draft, context: &Context<'_>) -> bool {
    let (a, b) = (&first.chunk, &second.chunk);
    if !a.last_style.reads_on(&b.style)
        || matches!(first.role, Some(Role::Abstract)) != matches!(second.role, Some(Role::Abstract))
    {
        return false;
    }
    // Texts of posters seldom go on in another panel.
    if context.poster && !(is_open(first) && begins_inside(second)) {
        return false;
    }
    let text = a.text.trim_end();
    let last = last_sign(text);
    let next = b.text.trim_start().chars().next().unwrap_or(' ');
    let ended = is_terminal(last) && !text.ends_with(':') || text.ends_with(':');
    if text.ends_with('-') && next.is_lowercase() {
        return true;
    }
    if !ended {
        // A sentence that stops after a comma or a small word goes on, wherever its rest stands.
        let open = last == ',' || text.rsplit(' ').next().is_some_and(small::leaves_open);
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
