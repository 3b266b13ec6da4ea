//! Columns that tell where rows begin: in them every row has one line only.

use super::entry::Entry;
use super::frame::Frame;

/// Columns of a table from which on some of them tell rows.
const COLUMNS: usize = 5;
/// Lines with all columns at least, and the share of the lines that they are at most: other rows
/// than of one line are needed for the rest to be lines of cells.
const FULL_LINES: usize = 3;
const FULL_SHARE: f32 = 0.7;
/// Share of the entries of a key column that stand in such lines.
const ON_FULL: f32 = 0.85;
/// Share of the other lines that all have the same columns, two or more, from which on they are
/// rows of groups: cells don't all go on for as many lines.
const ALIKE: f32 = 0.8;
/// Key columns at least: one alone may be blank by chance.
const KEYS: usize = 2;

/// The columns beside the first in which every row has one line.
pub(super) struct Keys<'a> {
    frame: &'a Frame<'a>,
    columns: Vec<u32>,
}

/// Finds the key columns of the lines below a head; nothing where the first of them has not all.
pub(super) fn find<'a>(
    frame: &'a Frame<'a>,
    entries: &[Entry],
    of_line: &[Vec<usize>],
    head: usize,
) -> Option<Keys<'a>> {
    let columns = frame.columns();
    let is_full = |line: usize| of_line[line].len() == columns;
    let body = head..of_line.len();
    let full = body.clone().filter(|&line| is_full(line)).count();
    if columns < COLUMNS
        || full < FULL_LINES
        || full as f32 > FULL_SHARE * body.len() as f32
        || !body.clone().next().is_some_and(is_full)
        || are_alike(entries, body.clone().filter(|&line| !is_full(line)).map(|at| &of_line[at]))
    {
        return None;
    }
    let mut count = vec![(0u32, 0u32); columns];
    for line in body {
        for entry in of_line[line].iter().map(|&at| &entries[at]).filter(|own| own.is_single()) {
            let (on_full, all) = &mut count[entry.first as usize];
            *on_full += u32::from(is_full(line));
            *all += 1;
        }
    }
    let columns: Vec<u32> = (1..columns)
        .filter(|&at| count[at].0 as f32 >= ON_FULL * count[at].1 as f32)
        .map(|at| at as u32)
        .collect();
    (columns.len() >= KEYS).then_some(Keys { frame, columns })
}

/// Whether most lines have the same columns, two or more.
fn are_alike<'a>(entries: &[Entry], lines: impl Iterator<Item = &'a Vec<usize>>) -> bool {
    let mut sets: Vec<Vec<u32>> =
        lines.map(|line| line.iter().map(|&at| entries[at].first).collect()).collect();
    sets.sort();
    let same = sets.chunk_by(|a, b| a == b).filter(|same| same[0].len() > 1).map(<[_]>::len);
    same.max().is_some_and(|most| most as f32 >= ALIKE * sets.len() as f32)
}

impl Keys<'_> {
    /// Whether a line begins a row: it has all key columns; or goes on one: it has none of them,
    /// and no rule stands above it. Titles of rows, alone in their line, may do either.
    pub(super) fn begins<'e>(
        &self,
        line: usize,
        own: impl Iterator<Item = &'e Entry> + Clone,
    ) -> Option<bool> {
        let has = |column: u32| own.clone().any(|e| e.first <= column && column <= e.last);
        let keys = self.columns.iter().filter(|&&column| has(column)).count();
        if keys == self.columns.len() && own.clone().count() > keys {
            return Some(true);
        }
        let stub = own.clone().count() == 1 && own.clone().any(|entry| entry.first == 0);
        let whole = own.clone().all(Entry::is_single);
        let parted = line > 0 && !self.frame.rules_between(line - 1, line).is_empty();
        (keys == 0 && whole && !stub && !parted).then_some(false)
    }
}
