//! Tables: as pipes where the grid is plain, as HTML where cells span.

use super::citation::Notation;
use super::escape::Place;
use super::grid::{self, grid};
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
        write_html(sheet, table, notation);
    } else {
        write_pipes(sheet, table, notation);
    }
}

/// Heads are heavy as they are.
fn manner(notation: &Notation<'_>, html: bool, head: bool) -> Manner {
    Manner {
        place: Place::Cell,
        emphasis: if head { Emphasis::Italic } else { Emphasis::Full },
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
                notation.write(sheet, &cell.text, manner(notation, false, row == 0 || cell.header));
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

fn write_html(sheet: &mut Sheet, table: &Table, notation: &Notation<'_>) {
    let grid = grid(table);
    sheet.mark("<table>\n");
    for (row, places) in grid.rows.iter().enumerate() {
        if row == 0 && grid.heads > 0 {
            sheet.mark("<thead>\n");
        } else if row == grid.heads {
            sheet.mark("<tbody>\n");
        }
        sheet.mark("<tr>");
        for place in places {
            match place.cell {
                Some((_, cell)) => write_html_cell(sheet, cell, place, notation),
                None => sheet.mark(if row < grid.heads { "<th></th>" } else { "<td></td>" }),
            }
        }
        sheet.mark("</tr>\n");
        if row + 1 == grid.heads {
            sheet.mark("</thead>\n");
        }
    }
    let has_body = grid.heads < grid.rows.len();
    sheet.mark(if has_body { "</tbody>\n</table>" } else { "</table>" });
}

fn write_html_cell(
    sheet: &mut Sheet,
    cell: &Cell,
    place: &grid::Place<'_>,
    notation: &Notation<'_>,
) {
    let tag = if cell.header { "th" } else { "td" };
    sheet.mark(&format!("<{tag}"));
    if place.rows > 1 {
        sheet.mark(&format!(" rowspan=\"{}\"", place.rows));
    }
    if place.columns > 1 {
        sheet.mark(&format!(" colspan=\"{}\"", place.columns));
    }
    sheet.mark(">");
    notation.write(sheet, &cell.text, manner(notation, true, cell.header));
    sheet.next_text();
    sheet.mark(&format!("</{tag}>"));
}
