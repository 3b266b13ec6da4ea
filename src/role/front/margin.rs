//! Notes in the margin of the first page that go on in that of the second one.

use super::super::draft::{Draft, absorb};
use super::super::model::Role;
use super::super::sentence::{is_terminal, last_sign};
use crate::document::FurnitureKind;
use crate::reason::Reason;
use crate::tolerance::is_same_size;

/// Notes of a margin begin within this of one another, in ems.
const SAME_EDGE: f32 = 1.0;
/// A margin on the first page has at least this many notes.
const FEWEST_NOTES: usize = 3;

/// Takes what stands on the second page in the column and the type of the notes beside the title for
/// further notes.
pub(in crate::role) fn mark(drafts: &mut [Draft]) {
    let title = drafts.iter().position(|draft| draft.role == Some(Role::Title));
    let Some(title) = title.map(|title| drafts[title].chunk.bbox) else { return };
    let is_note = |draft: &Draft| {
        let role = draft.role.as_ref();
        let told = matches!(role, Some(Role::FrontNote | Role::Furniture(FurnitureKind::Imprint)));
        told && !draft.absorbed && draft.chunk.sheet == 0 && draft.chunk.bbox.x1 <= title.x0
    };
    let notes: Vec<usize> = (0..drafts.len()).filter(|&at| is_note(&drafts[at])).collect();
    let Some(&last) = notes.last().filter(|_| notes.len() >= FEWEST_NOTES) else { return };
    let (edge, size) = (drafts[last].chunk.bbox.x0, drafts[last].chunk.style.size);
    let goes_on = |draft: &Draft| {
        let bbox = draft.chunk.bbox;
        draft.is_open()
            && draft.chunk.sheet == 1
            && draft.chunk.text.contains(char::is_alphabetic)
            && (bbox.x0 - edge).abs() < SAME_EDGE * size
            && bbox.x1 <= title.x0
            && is_same_size(draft.chunk.style.size, size)
    };
    let further: Vec<usize> = (0..drafts.len()).filter(|&at| goes_on(&drafts[at])).collect();
    let mut before = lowest(drafts, &notes);
    for at in further {
        let small = drafts[at].chunk.text.starts_with(char::is_lowercase);
        let is_open = |before: usize| {
            let sign = last_sign(&drafts[before].chunk.text);
            small || sign == ';' || !is_terminal(sign)
        };
        if before.is_some_and(is_open) {
            before.into_iter().for_each(|before| absorb(drafts, before, at, Reason::OpenSentence));
        } else {
            drafts[at].assign(Role::FrontNote, Reason::MarginOfNotes);
            before = Some(at);
        }
    }
}

/// The lowest of these notes where nothing stands below it in its column.
fn lowest(drafts: &[Draft], notes: &[usize]) -> Option<usize> {
    let bottom = |at: &usize| drafts[*at].chunk.bbox.y1;
    let last = notes.iter().copied().max_by(|a, b| bottom(a).total_cmp(&bottom(b)))?;
    let own = &drafts[last].chunk;
    let is_below = |draft: &Draft| {
        draft.is_open()
            && draft.chunk.page() == own.page()
            && draft.chunk.bbox.y0 > own.bbox.y0
            && draft.chunk.bbox.horizontal().overlap(own.bbox.horizontal()) > 0.0
    };
    (!drafts.iter().any(is_below)).then_some(last)
}
