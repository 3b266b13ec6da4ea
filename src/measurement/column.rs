//! Statistics in cells that the heads of columns, or the first cells of rows, name.

use super::script::scripts_of;
use crate::document::{Cell, Table};
use crate::quantity::{Head, Marked, Statistic, StatisticKind};
use std::collections::BTreeMap;

/// A statistic of a cell, and its name as the head has it.
#[derive(Debug)]
pub(super) struct Named {
    pub(super) statistic: Statistic,
    pub(super) name: String,
}

/// A cell with its place among those of its table, and its text with scripts.
#[derive(Debug)]
struct Entry<'a> {
    index: usize,
    cell: &'a Cell,
    marked: Marked,
}

impl<'a> Entry<'a> {
    fn of((index, cell): (usize, &'a Cell)) -> Self {
        let text = cell.text.as_str().to_owned();
        Self { index, cell, marked: Marked { text, scripts: scripts_of(&cell.text) } }
    }
}

/// What a head makes of the cells below or beside it.
struct Line {
    found: Vec<(usize, Named)>,
    /// Whether it is sure to name a statistic.
    is_sure: bool,
}

/// The statistics of a table that its heads name, by the index of their cell.
pub(super) fn named(table: &Table) -> BTreeMap<usize, Named> {
    let entries: Vec<Entry<'_>> = table.cells.iter().enumerate().map(Entry::of).collect();
    let mut columns: BTreeMap<u32, Vec<&Entry<'_>>> = BTreeMap::new();
    for entry in entries.iter().filter(|entry| entry.cell.column_span == 1) {
        columns.entry(entry.cell.column).or_default().push(entry);
    }
    let mut lines: Vec<Line> = columns.values().filter_map(|column| in_column(column)).collect();
    let body: Vec<&Entry<'_>> = entries.iter().filter(|entry| !entry.cell.header).collect();
    for row in body.chunk_by(|a, b| a.cell.row == b.cell.row) {
        if let [head, values @ ..] = row
            && head.cell.column == 0
        {
            lines.extend(read(&head.marked, values));
        }
    }
    // P is phosphorus or a pressure, too, in a table where nothing else tells of tests.
    if !lines.iter().any(|line| line.is_sure) {
        return BTreeMap::new();
    }
    lines.into_iter().flat_map(|line| line.found).collect()
}

/// Reads a column by the lowest of its heads, or that with the one above it: `OR` over `(95% CI)`.
fn in_column(column: &[&Entry<'_>]) -> Option<Line> {
    let heads = column.iter().take_while(|entry| entry.cell.header).count();
    let (heads, values) = column.split_at(heads);
    let last = heads.last()?;
    let own = read(&last.marked, values);
    own.or_else(|| {
        let above = heads.len().checked_sub(2).and_then(|at| heads.get(at))?;
        read(&above.marked.joined(" ", &last.marked), values)
    })
}

/// Reads cells by their head; nothing where it does not name most of those with figures.
fn read(cell: &Marked, values: &[&Entry<'_>]) -> Option<Line> {
    let head = Head::of(cell)?;
    let has_figure = |entry: &&&Entry<'_>| entry.marked.text.contains(|c: char| c.is_ascii_digit());
    let named = |entry: &&Entry<'_>| {
        let statistic = head.statistic(&entry.marked)?;
        Some((entry.index, Named { statistic, name: cell.text.trim().to_owned() }))
    };
    let found: Vec<(usize, Named)> = values.iter().filter_map(named).collect();
    if found.is_empty() || found.len() * 2 < values.iter().filter(has_figure).count() {
        return None;
    }
    let is_sure = found.iter().any(|(_, own)| {
        own.statistic.kind != StatisticKind::PValue
            || own.statistic.comparator.is_some()
            || own.name.to_lowercase().contains("val")
    });
    Some(Line { found, is_sure })
}
