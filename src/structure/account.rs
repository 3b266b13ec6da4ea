//! What became of every glyph.

use super::torn;
use crate::diagnostic::{Code, Sink};
use crate::document::{Fate, PageAccount};
use crate::provenance::Provenance;
use crate::role::{Passages, Role};
use crate::text::{Origin, Text};
use std::collections::BTreeMap;

/// Counts fates page by page. Glyphs of a text count by its role, except those that an edit took
/// out; glyphs that were not read count by the reason.
pub(super) fn pages(passages: &Passages) -> Vec<PageAccount> {
    let mut accounts: Vec<PageAccount> = passages
        .layout
        .pages
        .iter()
        .map(|page| {
            let mut fates = BTreeMap::new();
            let unread = &page.unread;
            add(&mut fates, Fate::Hidden, unread.hidden_count());
            add(&mut fates, Fate::Duplicate, unread.duplicate);
            add(&mut fates, Fate::Blank, unread.blank);
            let (page, glyphs) = (page.number, page.page.glyphs.len() as u32);
            let hidden = unread.hidden.clone();
            PageAccount { page, glyphs, fates, hidden, torn_lines: Vec::new() }
        })
        .collect();
    for (account, torn_lines) in accounts.iter_mut().zip(torn::find(passages, &fate_of)) {
        account.torn_lines = torn_lines;
    }
    for passage in &passages.passages {
        let fate = fate_of(&passage.role);
        count(&mut accounts, &passage.mark, fate);
        count(&mut accounts, &passage.text, fate);
    }
    accounts
}

/// Notes what of the accounts speaks of faults.
pub(super) fn note(accounts: &[PageAccount], sink: &mut Sink) {
    for account in accounts {
        for line in &account.torn_lines {
            let [left, right] = &line.pieces;
            let message = format!(
                "{:?} and {:?} of one line stand in different texts",
                left.text, right.text
            );
            let at = Provenance { page: account.page, bbox: line.bbox, glyphs: 0..0 };
            sink.note(Code::TornLine, Some(at), message);
        }
    }
}

fn add(fates: &mut BTreeMap<Fate, u32>, fate: Fate, count: u32) {
    if count > 0 {
        *fates.entry(fate).or_default() += count;
    }
}

fn count(accounts: &mut [PageAccount], text: &Text, fate: Fate) {
    for run in text.runs() {
        let Origin::Glyphs(at) = &run.origin else { continue };
        let Some(account) = accounts.get_mut(at.page.index()) else { continue };
        let glyphs = at.glyphs.len() as u32;
        let removed = removed(text, &run.range).min(glyphs);
        add(&mut account.fates, Fate::RemovedByEdit, removed);
        add(&mut account.fates, fate, glyphs - removed);
    }
}

/// Characters of a run that edits take out without putting anything in their place.
fn removed(text: &Text, run: &std::ops::Range<u32>) -> u32 {
    let first = text.edits().partition_point(|edit| edit.range.end <= run.start);
    text.edits()[first..]
        .iter()
        .take_while(|edit| edit.range.start < run.end)
        .filter(|edit| edit.replacement.is_empty())
        .map(|edit| {
            let (start, end) = (edit.range.start.max(run.start), edit.range.end.min(run.end));
            let bytes = text.original().get(start as usize..end as usize).unwrap_or_default();
            bytes.chars().count() as u32
        })
        .sum()
}

fn fate_of(role: &Role) -> Fate {
    match role {
        Role::Furniture(_) => Fate::Furniture,
        Role::Caption { .. } => Fate::Caption,
        Role::Cell { .. } => Fate::Table,
        Role::TableNote(_) | Role::Footnote { .. } => Fate::Note,
        Role::FigureText(_) => Fate::Figure,
        Role::Title
        | Role::Byline
        | Role::Affiliation
        | Role::FrontNote
        | Role::Abstract
        | Role::Keywords
        | Role::Heading(_)
        | Role::Paragraph
        | Role::ListItem { .. }
        | Role::Formula
        | Role::Listing { .. }
        | Role::Quote(_)
        | Role::Reference { .. } => Fate::Body,
    }
}
