//! Lines and separators to rows and cells.

use super::column::{self, Separator};
use super::entry::{self, Entry};
use super::row;
use super::rule::{Rule, Rules};
use super::scene::Scene;
use super::text::{self, Text};
use super::trim;
use crate::geometry::Rect;

/// A cell with its words.
#[derive(Debug, Clone)]
pub(super) struct Cell {
    pub(super) row: u32,
    pub(super) rows: u32,
    pub(super) column: u32,
    pub(super) columns: u32,
    pub(super) header: bool,
    /// Tokens of the scene.
    pub(super) tokens: Vec<u32>,
}

/// A table with its cells in row-major order.
#[derive(Debug, Default)]
pub(super) struct Grid {
    pub(super) rows: u32,
    pub(super) columns: u32,
    pub(super) cells: Vec<Cell>,
}

/// What is known of an area before its cells are made.
#[derive(Debug)]
pub(super) struct Frame<'a> {
    pub(super) scene: &'a Scene,
    pub(super) text: &'a Text,
    pub(super) separators: &'a [Separator],
    /// Rules inside the area.
    pub(super) rules: &'a Rules,
    pub(super) bbox: Rect,
}

impl Frame<'_> {
    /// Horizontal extent of a column: from separator to separator.
    pub(super) fn column(&self, at: usize) -> (f32, f32) {
        let from = if at == 0 { self.bbox.x0 } else { self.separators[at - 1].at };
        (from, self.separators.get(at).map_or(self.bbox.x1, |separator| separator.at))
    }

    /// Number of columns.
    pub(super) fn columns(&self) -> usize {
        self.separators.len() + 1
    }

    /// Whether most of the columns from `first` to `last` is covered by a rule.
    pub(super) fn covers(&self, rule: &Rule, first: usize, last: usize) -> bool {
        let (from, to) = (self.column(first).0, self.column(last).1);
        rule.to.min(to) - rule.from.max(from) > 0.5 * (to - from)
    }

    /// Rules between the baselines of a line and of the line below it.
    pub(super) fn rules_between(&self, upper: usize, lower: usize) -> &[Rule] {
        let (upper, lower) = (&self.text.lines[upper], &self.text.lines[lower]);
        let top = upper.baseline - 0.2 * upper.size;
        let bottom = lower.baseline - 0.4 * lower.size;
        let from = self.rules.across.partition_point(|rule| rule.at < top);
        let to = self.rules.across.partition_point(|rule| rule.at <= bottom);
        &self.rules.across[from..to.max(from)]
    }

    /// Whether the table's cells are drawn boxes.
    pub(super) fn boxed(&self) -> bool {
        let drawn = self.separators.iter().filter(|separator| separator.drawn).count();
        drawn > 0 && 2 * drawn >= self.separators.len()
    }
}

/// Finds the cells of an area; nothing where it has fewer than two rows or columns.
pub(super) fn build(scene: &Scene, bbox: Rect) -> Option<Grid> {
    let bbox = trim::titles(scene, bbox);
    let text = text::read(scene, bbox);
    if text.lines.len() < 2 {
        return None;
    }
    let rules = inside(&scene.rules, bbox);
    let separators = column::separators(&text, 0..text.lines.len(), &rules.down);
    if separators.is_empty() {
        return None;
    }
    let frame = Frame { scene, text: &text, separators: &separators, rules: &rules, bbox };
    let entries = entry::entries(&frame);
    let plan = row::plan(&frame, &entries);
    let grid = cells(&frame, entries, &plan);
    (grid.rows >= 2 && grid.columns >= 2).then_some(grid)
}

/// The rules inside an area.
fn inside(rules: &Rules, bbox: Rect) -> Rules {
    /// How far a rule may stand outside, in points.
    const OUTSIDE: f32 = 3.0;
    let near = bbox.grown(OUTSIDE);
    let across = rules
        .across
        .iter()
        .filter(|rule| rule.at >= near.y0 && rule.at <= near.y1)
        .filter(|rule| rule.to > bbox.x0 && rule.from < bbox.x1)
        .copied()
        .collect();
    let down = rules
        .down
        .iter()
        .filter(|rule| rule.at >= near.x0 && rule.at <= near.x1)
        .filter(|rule| rule.to > bbox.y0 && rule.from < bbox.y1)
        .copied()
        .collect();
    Rules { across, down }
}

/// Gathers entries of one row and column into cells and closes ranks over empty columns.
fn cells(frame: &Frame, entries: Vec<Entry>, plan: &row::Plan) -> Grid {
    let mut cells: Vec<Cell> = Vec::new();
    for entry in entries {
        let row = plan.row_of[entry.line as usize];
        cells.push(Cell {
            row,
            rows: 1,
            column: entry.first,
            columns: entry.last - entry.first + 1,
            header: row < plan.header_rows,
            tokens: entry.tokens,
        });
    }
    cells.sort_by_key(|cell| (cell.row, cell.column));
    let mut merged: Vec<Cell> = Vec::with_capacity(cells.len());
    for cell in cells {
        match merged.last_mut() {
            Some(last) if last.row == cell.row && last.column + last.columns > cell.column => {
                let end = (last.column + last.columns).max(cell.column + cell.columns);
                last.columns = end - last.column;
                last.tokens.extend(cell.tokens);
            }
            _ => merged.push(cell),
        }
    }
    let mut grid = Grid { rows: plan.rows, columns: frame.columns() as u32, cells: merged };
    row::span_rows(frame, plan, &mut grid);
    grid.cells.sort_by_key(|cell| (cell.row, cell.column));
    drop_empty(&mut grid);
    grid
}

/// Takes out columns in which no cell begins.
fn drop_empty(grid: &mut Grid) {
    let mut used = vec![false; grid.columns as usize];
    for cell in &grid.cells {
        used[cell.column as usize] = true;
    }
    let number: Vec<u32> = used
        .iter()
        .scan(0, |count, &used| {
            let own = *count;
            *count += u32::from(used);
            Some(own)
        })
        .collect();
    let total = used.iter().filter(|&&used| used).count() as u32;
    for cell in &mut grid.cells {
        let end = (cell.column + cell.columns) as usize;
        cell.column = number[cell.column as usize];
        let last = number.get(end).copied().unwrap_or(total);
        cell.columns = (last - cell.column).max(1);
    }
    grid.columns = total;
}
