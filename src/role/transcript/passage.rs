//! Drafts to passages.

use super::super::model::{Captioned, Passage, Passages, Role, TableFrame};
use super::draft::Draft;
use crate::document::{Place, QuotePart};
use crate::geometry::Rect;
use crate::provenance::{PageNumber, Provenance};
use crate::reason::Reason;
use crate::text::Text;
use crate::transcript::{Grid, Kind};

/// The passages of a text whose sections begin at draft `body`. Rooms behind this one ask on which page a text
/// stands, and what stands above it: what comes before the sections has the first page, and each draft a line of its
/// own. The document forgets that.
pub(super) fn passages(drafts: Vec<Draft>, body: usize) -> Passages {
    let mut all = Passages { first_page: PageNumber::from_index(0), ..Passages::default() };
    for (at, draft) in drafts.into_iter().enumerate().filter(|(_, draft)| !draft.absorbed) {
        let page = PageNumber::from_index(usize::from(at >= body));
        let line = at as f32;
        let place = Provenance { page, bbox: Rect::new(0.0, line, 1.0, line + 1.0), glyphs: 0..0 };
        match draft.kind {
            Kind::Table(ref grid) if draft.role.is_none() => push_table(&mut all, grid, &place),
            Kind::Code if draft.role.is_none() => push_code(&mut all, &draft, &place),
            _ => all.passages.push(passage(draft, &place)),
        }
    }
    gather_tables(&mut all);
    all
}

fn passage(draft: Draft, place: &Provenance) -> Passage {
    let text = draft.words.to_text(place);
    let (mark, mut text) = if (1..=text.original().len()).contains(&draft.mark) {
        text.split_at(draft.mark as u32)
    } else {
        (Text::default(), text)
    };
    let joint = |at: usize| u32::try_from(at.saturating_sub(draft.mark)).unwrap_or(u32::MAX);
    for (at, reason) in &draft.joints {
        text.decide(joint(*at), *reason);
    }
    let (role, reason) = match (draft.role, draft.kind) {
        (Some(role), _) => (role, None),
        (None, Kind::Item { number, level }) => {
            let reason = if number.is_some() { Reason::ItemNumber } else { Reason::ItemBullet };
            (Role::ListItem { number: number.map(|own| own.to_string()), level }, Some(reason))
        }
        (None, Kind::Quote) => (Role::Quote(QuotePart::Paragraph), Some(Reason::InBox)),
        (None, Kind::Formula) => (Role::Formula, Some(Reason::SignsOfFormula)),
        (None, Kind::Note(label)) => {
            (Role::Footnote { label: Some(label) }, Some(Reason::MarkedNoteAtFoot))
        }
        (None, _) => (Role::Paragraph, Some(Reason::NothingElse)),
    };
    draft.reasons.into_iter().chain(reason).for_each(|reason| text.decide(0, reason));
    Passage { role, mark, text }
}

fn push_code(all: &mut Passages, draft: &Draft, place: &Provenance) {
    for (at, line) in draft.text().trim_end_matches('\n').split('\n').enumerate() {
        let mut builder = crate::text::Builder::default();
        builder.push(line, place.clone());
        let mut text = builder.finish();
        let first = at == 0;
        if first {
            text.decide(0, Reason::LinesOfCode);
        }
        all.passages.push(Passage { role: Role::Listing { first }, mark: Text::default(), text });
    }
}

fn push_table(all: &mut Passages, grid: &Grid, place: &Provenance) {
    let columns = grid.rows.iter().map(Vec::len).max().unwrap_or(0);
    let table = all.tables.len() as u32;
    all.tables.push(TableFrame {
        place: Place { page: place.page, bbox: place.bbox },
        further: Vec::new(),
        rows: grid.rows.len() as u32,
        columns: columns as u32,
        reasons: vec![Reason::WrittenAsTable],
    });
    for (row, cells) in grid.rows.iter().enumerate() {
        for (column, cell) in cells.iter().enumerate() {
            all.passages.push(Passage {
                role: Role::Cell {
                    table,
                    row: row as u32,
                    column: column as u32,
                    row_span: 1,
                    column_span: 1,
                    header: row < grid.head,
                },
                mark: Text::default(),
                text: cell.to_text(place),
            });
        }
    }
}

/// Brings the caption of each table to it, and its notes behind it: they stand together.
fn gather_tables(all: &mut Passages) {
    let table_of = |passage: &Passage| match passage.role {
        Role::Caption { of: Captioned::Table(table), .. } => table,
        Role::Cell { table, .. } | Role::TableNote(table) => Some(table),
        _ => None,
    };
    let own = std::mem::take(&mut all.passages);
    let mut parts: Vec<Vec<Passage>> = all.tables.iter().map(|_| Vec::new()).collect();
    let mut rest: Vec<(Option<usize>, Option<Passage>)> = Vec::with_capacity(own.len());
    for passage in own {
        match table_of(&passage).map(|table| table as usize).filter(|table| *table < parts.len()) {
            Some(table) => {
                if parts[table].is_empty() {
                    rest.push((Some(table), None));
                }
                parts[table].push(passage);
            }
            None => rest.push((None, Some(passage))),
        }
    }
    for (table, passage) in rest {
        if let Some(table) = table {
            let mut own = std::mem::take(&mut parts[table]);
            own.sort_by_key(|passage| match passage.role {
                Role::Caption { .. } => 0,
                Role::Cell { .. } => 1,
                _ => 2,
            });
            all.passages.extend(own);
        }
        all.passages.extend(passage);
    }
}
