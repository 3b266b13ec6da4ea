//! Boxes of papers: what stands in one is set as a block of its own.

use super::draft::Draft;
use super::model::Role;
use super::name::{is_end_matter, is_reference_name, name_of};
use crate::document::QuotePart;
use crate::layout::Layout;
use crate::reason::Reason;
use std::collections::BTreeMap;

/// A box holds a paragraph of at least this many words.
const PARAGRAPH_WORDS: usize = 12;

/// Says of each text of a paper whether it stands in a box, and on which page. Sections of the front and end matter stand in
/// boxes, too, and are sections nevertheless; so are captions.
pub(super) fn find(drafts: &mut [Draft], layout: &Layout) {
    if layout.poster {
        return;
    }
    let mut groups: BTreeMap<(u32, usize), Vec<usize>> = BTreeMap::new();
    for (at, draft) in drafts.iter().enumerate() {
        let page = draft.chunk.page();
        let center = draft.chunk.bbox.center();
        let panels = layout.pages.get(page as usize).map_or(&[][..], |page| &page.panels);
        if let Some(panel) = panels.iter().position(|panel| panel.contains(center)) {
            groups.entry((page, panel)).or_default().push(at);
        }
    }
    groups.retain(|_, own| {
        let mut parts = own.iter().map(|&at| &drafts[at]).filter(|draft| !draft.absorbed);
        parts.clone().all(is_of_box) && parts.any(has_words)
    });
    let titled = |&(page, _): &(u32, usize)| {
        let of_page = groups.range((page, 0)..(page + 1, 0)).flat_map(|(_, own)| own);
        of_page.into_iter().any(|&at| matches!(drafts[at].role, Some(Role::Heading(_))))
    };
    // On the first page the abstract stands in a box without a title.
    let found: Vec<(u32, Vec<usize>)> = groups
        .iter()
        .filter(|(key, _)| key.0 > 0 || titled(key))
        .map(|(key, own)| (key.0, own.clone()))
        .collect();
    for (page, own) in found {
        if let Some(first) = own.iter().copied().find(|&at| is_text(&drafts[at])) {
            mark_title(&mut drafts[first]);
        }
        own.iter().for_each(|&at| drafts[at].boxed = Some(page));
    }
}

/// Whether a draft is a paragraph or an item of some words.
fn has_words(draft: &Draft) -> bool {
    let is_text = matches!(draft.role, Some(Role::Paragraph | Role::ListItem { .. }));
    is_text && draft.word_count() >= PARAGRAPH_WORDS
}

fn is_text(draft: &Draft) -> bool {
    !draft.absorbed && !matches!(draft.role, Some(Role::Furniture(_)))
}

/// Takes the first text of a box for its title where that is a few words and no sentence.
fn mark_title(draft: &mut Draft) {
    /// Titles of boxes have no more words than this.
    const MOST_WORDS: usize = 10;
    let ends = draft.chunk.text.trim_end().ends_with(['.', ',', ';', '!']);
    if draft.role == Some(Role::Paragraph) && draft.word_count() <= MOST_WORDS && !ends {
        draft.assign(Role::Heading(2), Reason::FirstWordsOfBox);
    }
}

fn is_of_box(draft: &Draft) -> bool {
    match &draft.role {
        Some(Role::Heading(_)) => {
            let name = name_of(&draft.chunk.text);
            !is_end_matter(name) && !is_reference_name(name)
        }
        Some(Role::Paragraph | Role::ListItem { .. } | Role::Furniture(_)) => true,
        _ => false,
    }
}

/// Gives what stands in boxes its role there.
pub(super) fn assign(drafts: &mut [Draft]) {
    for draft in drafts.iter_mut().filter(|draft| draft.boxed.is_some()) {
        let part = match &draft.role {
            Some(Role::Heading(_)) => QuotePart::Title,
            Some(Role::Paragraph) => QuotePart::Paragraph,
            Some(Role::ListItem { number, .. }) => QuotePart::Item(number.clone()),
            _ => continue,
        };
        draft.role = Some(Role::Quote(part));
        draft.reasons.push(Reason::InBox);
    }
}
