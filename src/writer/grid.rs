//! The grid of a table as rows of cells, as HTML and its kin have it.

use crate::document::{Cell, Table};

/// The rows of a table.
#[derive(Debug)]
pub(super) struct Grid<'a> {
    /// All rows from the top down, each with a cell of its own at least.
    pub(super) rows: Vec<Vec<Place<'a>>>,
    /// How many of them are the head. A cell that reaches from the head into the body makes them none.
    pub(super) heads: usize,
}

/// A place of a row that no cell of an earlier row covers.
#[derive(Debug)]
pub(super) struct Place<'a> {
    /// The cell that begins here and its number in the table; none where the place is empty.
    pub(super) cell: Option<(usize, &'a Cell)>,
    /// How many rows it covers.
    pub(super) rows: u32,
    /// How many columns it covers.
    pub(super) columns: u32,
}

/// The rows of a table. One that cells of earlier rows cover altogether is left out, and they cover a row less.
pub(super) fn grid(table: &Table) -> Grid<'_> {
    let mut rows = Vec::with_capacity(table.rows as usize);
    // The last row each column is covered to by a cell that began in an earlier row.
    let mut covered_to = vec![0u32; table.columns as usize];
    let mut cells = table.cells.iter().enumerate().peekable();
    for row in 0..table.rows {
        let mut places = Vec::new();
        let mut column = 0;
        while column < table.columns {
            if covered_to[column as usize] > row {
                column += 1;
            } else if let Some((at, cell)) =
                cells.next_if(|(_, cell)| (cell.row, cell.column) == (row, column))
            {
                let end = column.saturating_add(cell.column_span.max(1)).min(table.columns);
                let bottom = row.saturating_add(cell.row_span.max(1)).min(table.rows);
                covered_to[column as usize..end as usize].fill(bottom);
                let (rows, columns) = (bottom - row, end - column);
                places.push(Place { cell: Some((at, cell)), rows, columns });
                column = end;
            } else {
                places.push(Place { cell: None, rows: 1, columns: 1 });
                column += 1;
            }
        }
        rows.push(places);
    }
    let heads = heads(table);
    without_covered(rows, heads)
}

/// Rows of the head, unless a cell reaches from it into the body: then there is one body of rows.
fn heads(table: &Table) -> usize {
    let heads = table.head_rows();
    let crosses = |cell: &Cell| cell.row < heads && cell.row.saturating_add(cell.row_span) > heads;
    if table.cells.iter().any(crosses) { 0 } else { heads as usize }
}

fn without_covered(mut rows: Vec<Vec<Place<'_>>>, heads: usize) -> Grid<'_> {
    let kept: Vec<bool> = rows.iter().map(|places| !places.is_empty()).collect();
    let count = |from: usize, to: usize| kept[from..to].iter().filter(|kept| **kept).count();
    for (row, places) in rows.iter_mut().enumerate() {
        for place in places {
            let end = row.saturating_add(place.rows as usize).min(kept.len());
            place.rows = count(row, end) as u32;
        }
    }
    let heads = count(0, heads.min(kept.len()));
    rows.retain(|places| !places.is_empty());
    Grid { rows, heads }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Text;

    #[test]
    fn rows_that_are_covered_altogether_are_left_out() {
        let cell = |row, column, row_span, header| Cell {
            row,
            column,
            row_span,
            column_span: 1,
            header,
            text: Text::default(),
        };
        let cells = vec![cell(0, 0, 2, true), cell(0, 1, 2, true), cell(2, 1, 9, false)];
        let table = Table { rows: 3, columns: 2, cells, ..Table::default() };
        let grid = grid(&table);
        let sizes: Vec<Vec<(bool, u32, u32)>> = grid
            .rows
            .iter()
            .map(|row| row.iter().map(|own| (own.cell.is_some(), own.rows, own.columns)).collect())
            .collect();
        assert_eq!(sizes, [vec![(true, 1, 1), (true, 1, 1)], vec![(false, 1, 1), (true, 1, 1)]]);
    }
}
