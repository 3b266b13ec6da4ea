//! Cells that cover several rows or columns.

use super::frame::{Cell, FULL_RULE, Frame, Grid};
use super::row::Plan;
use super::rule::Rule;
use std::ops::Range;

/// Lets cells cover rows that no rule parts from them: in drawn boxes, and in the head. Before, each
/// cell has one row; they stand in row-major order.
pub(super) fn span_rows(frame: &Frame, plan: &Plan, grid: &mut Grid) {
    let lattice = frame.boxed();
    let columns = grid.columns as usize;
    let rows: Vec<Range<usize>> = rows_of_cells(&grid.cells, plan.rows);
    let mut upper = vec![None; columns];
    for (row, own) in (0..).zip(&rows) {
        let lower = by_column(&grid.cells, own.clone(), columns);
        let in_head = row < plan.header_rows;
        let line = plan.first_line[row as usize] as usize;
        let joins = row > 0 && (lattice || in_head) && !plan.begins_whole[row as usize];
        let rules: &[Rule] = if joins {
            // What parts two rows may stand above a text that is half-way between them.
            frame.rules_between(plan.first_line[row as usize - 1] as usize, line)
        } else {
            &[]
        };
        upper = if joins && (in_head || !rules.is_empty()) {
            join_rows(frame, grid, upper, lower, rules)
        } else {
            lower
        };
    }
    grid.cells.retain(|cell| cell.rows > 0);
}

/// For each row the range of its cells.
fn rows_of_cells(cells: &[Cell], rows: u32) -> Vec<Range<usize>> {
    let mut end = 0;
    let mut next = |row| {
        let start = end;
        end = start + cells[start..].iter().take_while(|cell| cell.row == row).count();
        start..end
    };
    (0..rows).map(&mut next).collect()
}

/// For each column the cell among some that stands in it.
fn by_column(cells: &[Cell], own: Range<usize>, columns: usize) -> Vec<Option<usize>> {
    let mut found = vec![None; columns];
    for at in own {
        let cell = &cells[at];
        let covered = cell.column as usize..(cell.column + cell.columns) as usize;
        found[covered].fill(Some(at));
    }
    found
}

/// Joins cells that end above a row, one a column, with those that begin in it; returns the cells
/// that end in it. What is joined to the cell above it is left with no row.
fn join_rows(
    frame: &Frame,
    grid: &mut Grid,
    mut upper: Vec<Option<usize>>,
    lower: Vec<Option<usize>>,
    rules: &[Rule],
) -> Vec<Option<usize>> {
    let mut ending = lower;
    for column in 0..upper.len() {
        if rules.iter().any(|rule| frame.covers(rule, column, column)) {
            continue;
        }
        match (upper[column], ending[column]) {
            (Some(above), Some(below)) => {
                let (first, count) = (grid.cells[above].column, grid.cells[above].columns);
                let same = (first, count) == (grid.cells[below].column, grid.cells[below].columns);
                if same && !rules.is_empty() {
                    let tokens = std::mem::take(&mut grid.cells[below].tokens);
                    grid.cells[above].tokens.extend(tokens);
                    grid.cells[above].rows += 1;
                    grid.cells[below].rows = 0;
                    let covered = first as usize..(first + count) as usize;
                    upper[covered.clone()].fill(None);
                    ending[covered].fill(Some(above));
                }
            }
            (Some(above), None) if grid.cells[above].columns == 1 => {
                grid.cells[above].rows += 1;
                ending[column] = Some(above);
            }
            (None, Some(below)) if grid.cells[below].columns == 1 => {
                grid.cells[below].row -= 1;
                grid.cells[below].rows += 1;
            }
            _ => {}
        }
    }
    ending
}

/// Share of the body's rows below rules up to which a rule says more than where a row ends.
const SPARSE_RULES: f32 = 0.6;

/// Lets titles of rows cover all columns where full rules part them from the rows above and below:
/// where other rows have no such rules, or the title reaches into the next column.
pub(super) fn span_titles(frame: &Frame, plan: &Plan, grid: &mut Grid) {
    let full_rule = |line: usize| {
        line > 0
            && frame
                .rules_between(line - 1, line)
                .iter()
                .any(|rule| !rule.shade && rule.length() >= FULL_RULE * frame.bbox.width())
    };
    let ruled: Vec<bool> = plan.first_line.iter().map(|&line| full_rule(line as usize)).collect();
    let body = ruled.get(plan.header_rows as usize..).unwrap_or_default();
    let below = body.iter().filter(|&&ruled| ruled).count();
    let sparse = below as f32 <= SPARSE_RULES * body.len() as f32;
    let mut count = vec![0u32; grid.rows as usize];
    for cell in &grid.cells {
        for row in cell.row..(cell.row + cell.rows).min(grid.rows) {
            count[row as usize] += 1;
        }
    }
    // A title above the heads of all columns.
    let first = plan.header_rows > 0
        && count[0] == 1
        && grid.cells.iter().filter(|cell| cell.row == 1).count() == grid.columns as usize
        && grid.cells.iter().any(|cell| cell.row == 0 && cell.column == 0 && cell.rows == 1);
    for cell in &mut grid.cells {
        let row = cell.row as usize;
        let alone = count[row] == 1 && cell.column == 0 && cell.rows == 1 && !cell.header;
        let parted = ruled[row] && ruled.get(row + 1).is_some_and(|&ruled| ruled);
        if alone && parted && (sparse || cell.columns > 1) || first && row == 0 {
            cell.columns = grid.columns;
        }
    }
}
