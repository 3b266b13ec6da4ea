//! Paragraphs that go on after a column, a page or a figure.

use super::draft::{Context, Draft, absorb};
use super::model::Role;
use super::sentence::{self, is_terminal, last_sign, stops_inside};
use crate::lexicon::small;
use crate::reason::Reason;
use crate::tolerance::is_same_size;

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
            Some((next, reason)) => absorb(drafts, at, next, reason),
            None => at += 1,
        }
    }
}

fn is_prose(draft: &Draft) -> bool {
    !draft.absorbed
        && matches!(draft.role, Some(Role::Paragraph | Role::Abstract | Role::ListItem { .. }))
}

/// The paragraph that goes on with this one: the next one, over figures, tables, notes, furniture
/// and front matter, but not over a heading; or a later one where a sentence plainly goes on there. Over
/// the heading of a box a sentence goes on at the head of the next page only.
fn rest_of(drafts: &[Draft], at: usize, context: &Context<'_>) -> Option<(usize, Reason)> {
    let first = &drafts[at];
    let full_page = first.chunk.lines.last().filter(|_| is_open(first) && first.chunk.full);
    let mut between = Between::default();
    let mut over_heading = false;
    for (offset, draft) in drafts[at + 1..].iter().enumerate().take(FARTHEST) {
        if draft.absorbed || draft.boxed != drafts[at].boxed {
            continue;
        }
        let next = at + 1 + offset;
        match &draft.role {
            Some(Role::Paragraph | Role::Abstract) if over_heading => {
                if full_page.is_some_and(|last| draft.chunk.page() > last.page) {
                    let reason = goes_on(first, draft, context).filter(|_| begins_inside(draft))?;
                    return Some((next, reason));
                }
                if may_go_on(draft) {
                    return None;
                }
            }
            Some(Role::Paragraph | Role::Abstract) => {
                // A single line may be the name of something.
                let filled = first.chunk.lines.len() > 1 || waits(first);
                let certain = is_open(first)
                    && filled
                    && begins_inside(draft)
                    && !is_address(&draft.chunk.text);
                if (between.paragraphs == 0 || certain)
                    && let Some(reason) = goes_on(first, draft, context)
                {
                    // What stands open nearer to it has it as its rest.
                    let own =
                        between.open.is_none_or(|open| goes_on(open, draft, context).is_none());
                    return own.then_some((next, reason));
                }
                if !is_open(first) || !between.pass(first, draft) {
                    return None;
                }
            }
            Some(Role::Heading(_)) if full_page.is_some() => over_heading = true,
            Some(Role::Heading(_) | Role::Reference { .. }) => return None,
            // No sentence of a panel runs on behind the items of its list.
            Some(Role::ListItem { .. }) if context.poster => return None,
            // A display formula stands in its sentence where it is printed.
            Some(Role::Listing { .. }) => return None,
            Some(Role::Formula) if draft.chunk.cut == Some(Reason::DisplayFormula) => return None,
            Some(Role::Formula | Role::ListItem { .. })
                if between.paragraphs == 0 && !is_open(first) =>
            {
                return None;
            }
            // What comes goes on with the item that is open, not with what stands before it.
            Some(Role::ListItem { .. }) if is_open(draft) => return None,
            Some(Role::ListItem { .. }) => between.paragraphs += 1,
            _ => {}
        }
    }
    None
}

/// What stands between a paragraph and what may be its rest.
#[derive(Default)]
struct Between<'a> {
    paragraphs: usize,
    /// How many of them are set in its size.
    alike: usize,
    /// The last one that is set in another size and stops inside a sentence.
    open: Option<&'a Draft>,
}

impl<'a> Between<'a> {
    /// Passes over a paragraph; false where nothing behind it may be the rest of the first.
    fn pass(&mut self, first: &Draft, draft: &'a Draft) -> bool {
        self.paragraphs += 1;
        // What is set in another size is of a float, however it ends.
        let is_alike = is_same_size(first.chunk.last_style.size, draft.chunk.style.size);
        self.alike += usize::from(is_alike);
        if may_go_on(draft) && !is_alike {
            self.open = Some(draft);
        }
        self.alike <= MOST_BETWEEN && !(is_alike && may_go_on(draft))
    }
}

/// Whether a text stops inside a sentence.
fn is_open(draft: &Draft) -> bool {
    stops_inside(&draft.chunk.text)
}

/// Whether a paragraph between two may be the one that goes on: it is of several lines and stops inside
/// a sentence.
fn may_go_on(draft: &Draft) -> bool {
    is_open(draft) && draft.chunk.lines.len() > 1
}

/// Whether a text stops after a comma, an opening bracket or a small word.
fn waits(draft: &Draft) -> bool {
    let text = draft.chunk.text.trim_end();
    text.ends_with([',', '(', '[']) || text.rsplit(' ').next().is_some_and(small::leaves_open)
}

/// Whether a text begins inside a sentence.
fn begins_inside(draft: &Draft) -> bool {
    sentence::begins_inside(&draft.chunk.text)
}

/// Whether a text is an electronic address and nothing else.
fn is_address(text: &str) -> bool {
    let host = text.trim().split_once('@').map(|(_, host)| host);
    host.is_some_and(|host| host.contains('.')) && text.split_whitespace().count() == 1
}

/// What tells that the second paragraph is the rest of the first. An electronic address belongs to what it
/// stands below. Else type and role must agree; then the evidence is asked in this order:
///
/// 1. a word that is divided.
/// 2. a sentence that stops after a comma or a small word goes on, wherever its rest stands.
/// 3. any other text that stops inside a sentence goes on in lower case, with a number, or below a full
///    line at the margin.
/// 4. behind a stop the next begins in lower case: what ended was no sentence.
/// 5. where paragraphs are indented, a full line that ends a sentence is followed by a line at the margin.
fn goes_on(first: &Draft, second: &Draft, context: &Context<'_>) -> Option<Reason> {
    let (a, b) = (&first.chunk, &second.chunk);
    if is_open(first) && is_address(&b.text) {
        return Some(Reason::AddressBelow);
    }
    if !a.last_style.reads_on(&b.style)
        || matches!(first.role, Some(Role::Abstract)) != matches!(second.role, Some(Role::Abstract))
    {
        return None;
    }
    // Texts of posters seldom go on in another panel.
    if context.poster && !(is_open(first) && begins_inside(second)) {
        return None;
    }
    let text = a.text.trim_end();
    let last = last_sign(text);
    let next = b.text.trim_start().chars().next().unwrap_or(' ');
    let ended = is_terminal(last) || text.ends_with(':');
    if text.ends_with('-') && next.is_lowercase() {
        return Some(Reason::DividedWord);
    }
    if !ended {
        let evidence = [
            (waits(first), Reason::OpenSentence),
            (next.is_lowercase(), Reason::LowerCaseAfterOpenSentence),
            (a.full && !b.indented, Reason::FullLineOfOpenSentence),
            (next.is_numeric(), Reason::NumberAfterOpenSentence),
        ];
        return evidence.into_iter().find_map(|(holds, reason)| holds.then_some(reason));
    }
    if begins_inside(second) && !text.ends_with([':', ';']) {
        return Some(Reason::LowerCaseAfterStop);
    }
    let item = matches!(first.role, Some(Role::ListItem { .. }));
    let unindented = context.indents
        && a.full
        && !b.indented
        && a.element != b.element
        && b.block_lines > 1
        && !text.ends_with(':')
        && !item;
    unindented.then_some(Reason::FullLineWithoutIndent)
}
