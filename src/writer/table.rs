//! Tables: as pipes where the grid is plain, as HTML where cells span.

use super::citation::Notation;
use super::escape::Place;
use super::inline::{Emphasis, Manner};
use super::model::Tables;
use super::sheet::Sheet;
use crate::document::{Cell, Table};

/// Writes the grid. The sheet stands at the text of the first cell.
pub(super) fn write(sheet: &mut Sheet, table: &Table, notation: &Notation<'_>) {
    let heads = table.head_rows();
    let is_plain = table.cells.iter().all(|cell| cell.row_span <= 1 && cell.column_span <= 1);
    let html = match notation.options.tables {
        Tables::Auto => !is_plain || heads > 1,
        Tables::Gfm => false,
        Tables::Html => true,
    };
    if html {
        write_html(sheet, table, heads, notation);
    } else {
        write_pipes(sheet, table, notation);
    }
}

fn manner(notation: &Notation<'_>, html: bool) -> Manner {
    Manner {
        place: Place::Cell,
        emphasis: Emphasis::Italic,
        links: true,
        html,
        scripts: notation.options.scripts,
    }
}

/// GFM needs one row as head: the first one, whether it is marked as such or not, so that the
/// grid keeps its size.
fn write_pipes(sheet: &mut Sheet, table: &Table, notation: &Notation<'_>) {
    let mut cells = table.cells.iter().peekable();
    for row in 0..table.rows {
        if row > 0 {
            sheet.mark("\n");
        }
        sheet.mark("|");
        for column in 0..table.columns {
            sheet.mark(" ");
            if cells.peek().is_some_and(|cell| (cell.row, cell.column) == (row, column))
                && let Some(cell) = cells.next()
            {
                notation.write(sheet, &cell.text, manner(notation, false));
                sheet.next_text();
            }
            sheet.mark(" |");
        }
        if row == 0 {
            sheet.mark("\n|");
            (0..table.columns).for_each(|_| sheet.mark(" --- |"));
        }
    }
}

fn write_html(sheet: &mut Sheet, table: &Table, heads: u32, notation: &Notation<'_>) {
    // A cell may not reach from the head into the body: then there is one body of rows.
    let crosses = |cell: &Cell| cell.row < heads && cell.row.saturating_add(cell.row_span) > heads;
    let heads = if table.cells.iter().any(crosses) { 0 } else { heads };
    // The last row each column is covered to by a cell that began in an earlier row.
    let mut covered_to = vec![0u32; table.columns as usize];
    let mut cells = table.cells.iter().peekable();
    sheet.mark("<table>\n");
    for row in 0..table.rows {
        if row == 0 && heads > 0 {
            sheet.mark("<thead>\n");
        } else if row == heads {
            sheet.mark("<tbody>\n");
        }
        sheet.mark("<tr>");
        let mut column = 0;
        while column < table.columns {
            if covered_to[column as usize] > row {
                column += 1;
            } else if cells.peek().is_some_and(|cell| (cell.row, cell.column) == (row, column))
                && let Some(cell) = cells.next()
            {
                write_html_cell(sheet, cell, notation);
                let end = column.saturating_add(cell.column_span.max(1)).min(table.columns);
                let bottom = row.saturating_add(cell.row_span.max(1));
                covered_to[column as usize..end as usize].fill(bottom);
                column = end;
            } else {
                sheet.mark(if row < heads { "<th></th>" } else { "<td></td>" });
                column += 1;
            }
        }
        sheet.mark("</tr>\n");
        if row + 1 == heads {
            sheet.mark("</thead>\n");
        }
    }
    sheet.mark(if heads < table.rows { "</tbody>\n</table>" } else { "</table>" });
}

fn write_html_cell(sheet: &mut Sheet, cell: &Cell, notation: &Notation<'_>) {
    let tag = if cell.header { "th" } else { "td" };
    sheet.mark(&format!("<{tag}"));
    if cell.row_span > 1 {
        sheet.mark(&format!(" rowspan=\"{}\"", cell.row_span));
    }
    if cell.column_span > 1 {
        sheet.mark(&format!(" colspan=\"{}\"", cell.column_span));
    }
    sheet.mark(">");
    notation.write(sheet, &cell.text, manner(notation, true));
    sheet.next_text();
    sheet.mark(&format!("</{tag}>"));
}
