//! Writes a grid down: items are split at cell boundaries and become parts of cells.

use super::super::block::Item;
use super::frame::Grid;
use super::scene::Scene;
use super::turn::Turn;
use crate::geometry::Rect;
use crate::layout::draft::Draft;
use crate::layout::model::{BlockKind, CellArea, TableArea};
use crate::reason::Reason;
use rustc_hash::FxHashMap;

/// Turns a grid into a table area and its words into parts of cells.
pub(super) fn place(
    draft: &Draft,
    items: &mut Vec<Item>,
    scene: &Scene,
    turn: Turn,
    grid: &Grid,
    reason: Reason,
    table: u32,
) -> TableArea {
    let mut owner: FxHashMap<u32, u32> = FxHashMap::default();
    let mut touched: Vec<u32> = Vec::new();
    let mut cells = Vec::with_capacity(grid.cells.len());
    for (number, cell) in grid.cells.iter().enumerate() {
        let mut bbox = Rect::NOTHING;
        for &at in &cell.tokens {
            let token = &scene.tokens[at as usize];
            bbox = bbox.union(token.bbox);
            owner.insert(token.word, number as u32);
            touched.push(scene.pieces[token.piece as usize].item);
        }
        cells.push(CellArea {
            row: cell.row,
            column: cell.column,
            row_span: cell.rows,
            column_span: cell.columns,
            header: cell.header,
            bbox: turn.undo(bbox),
        });
    }
    touched.sort_unstable();
    touched.dedup();
    for at in touched {
        split(draft, items, at as usize, table, &owner);
    }
    TableArea {
        bbox: cells.iter().map(|cell| cell.bbox).collect(),
        rows: grid.rows,
        columns: grid.columns,
        cells,
        reason,
    }
}

/// Cuts an item where its words change cells.
fn split(draft: &Draft, items: &mut Vec<Item>, at: usize, table: u32, owner: &FxHashMap<u32, u32>) {
    let whole = items[at].clone();
    let kind = |word: u32| match owner.get(&word) {
        Some(&cell) => BlockKind::Cell { table, cell },
        None => whole.kind,
    };
    let mut first = true;
    let mut start = whole.words.start;
    while start < whole.words.end {
        let own = kind(start);
        let mut end = start + 1;
        while end < whole.words.end && kind(end) == own {
            end += 1;
        }
        let bbox = draft.words[start as usize..end as usize].iter().map(|word| word.bbox).collect();
        let part = Item { words: start..end, bbox, kind: own, ..whole };
        if std::mem::take(&mut first) {
            items[at] = part;
        } else {
            items.push(part);
        }
        start = end;
    }
}
