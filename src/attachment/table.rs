//! Tables as CSV, with all that CSV cannot say as JSON.

use super::model::Attachment;
use crate::document::{Cell, Document, Node, Place, Table};
use crate::geometry::Rect;
use crate::provenance::PageNumber;
use crate::writer::{Names, plain};
use serde::Serialize;

/// Between the names of a head over several rows.
const HEAD_SEPARATOR: &str = " / ";

/// A table as JSON.
#[derive(Serialize)]
struct Described<'a> {
    /// The CSV file.
    file: String,
    label: &'a str,
    caption: String,
    rows: u32,
    columns: u32,
    /// Rows at the top that name the columns.
    head_rows: u32,
    cells: Vec<DescribedCell>,
    notes: Vec<String>,
    places: &'a [Place],
}

/// A cell of it: its place in the grid, from 0, and on the page.
#[derive(Serialize)]
struct DescribedCell {
    row: u32,
    column: u32,
    row_span: u32,
    column_span: u32,
    header: bool,
    text: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    page: Option<PageNumber>,
    #[serde(skip_serializing_if = "Option::is_none")]
    bbox: Option<Rect>,
}

/// Each table as CSV: one row that names the columns, then one row for each row of the body; what
/// spans several places stands in each of them. `tables.json` has the cells as they are printed,
/// with their boxes. Raised and lowered characters are written with carets and low lines.
pub fn tables(document: &Document) -> Vec<Attachment> {
    let mut names = Names::default();
    let mut attachments = Vec::new();
    let mut described = Vec::new();
    for node in &document.body {
        let Node::Table(table) = node else { continue };
        if table.cells.is_empty() {
            continue;
        }
        let caption = table.caption.as_ref();
        let label = caption.map_or("", |caption| &caption.label);
        let file = format!("{}.csv", names.name(label));
        if let Some(bytes) = csv(table) {
            attachments.push(Attachment { name: file.clone(), bytes });
        }
        described.push(Described {
            file,
            label,
            caption: caption.map(|caption| plain(&caption.text)).unwrap_or_default(),
            rows: table.rows,
            columns: table.columns,
            head_rows: table.head_rows(),
            cells: table.cells.iter().map(describe).collect(),
            notes: table.notes.iter().map(plain).collect(),
            places: &table.at,
        });
    }
    if !described.is_empty()
        && let Ok(bytes) = serde_json::to_vec_pretty(&described)
    {
        attachments.push(Attachment { name: "tables.json".to_owned(), bytes });
    }
    attachments
}

fn describe(cell: &Cell) -> DescribedCell {
    let (page, bbox) = cell.text.place().unzip();
    DescribedCell {
        row: cell.row,
        column: cell.column,
        row_span: cell.row_span,
        column_span: cell.column_span,
        header: cell.header,
        text: plain(&cell.text),
        page,
        bbox: bbox.map(Rect::rounded),
    }
}

/// A table as CSV (RFC 4180) in UTF-8.
fn csv(table: &Table) -> Option<Vec<u8>> {
    let (rows, columns) = (table.rows as usize, table.columns as usize);
    let mut grid = vec![vec![String::new(); columns]; rows];
    for cell in &table.cells {
        let text = plain(&cell.text);
        let down = (cell.row as usize..rows).take(cell.row_span as usize);
        for row in down {
            let across = (cell.column as usize..columns).take(cell.column_span as usize);
            across.for_each(|column| grid[row][column].clone_from(&text));
        }
    }
    // A grid without a head has its first row as names, as in GFM.
    let heads = (table.head_rows() as usize).max(1).min(rows);
    let mut writer = csv::Writer::from_writer(Vec::new());
    let name = |column: usize| {
        let mut parts: Vec<&str> = grid[..heads].iter().map(|row| row[column].as_str()).collect();
        parts.retain(|part| !part.is_empty());
        parts.dedup();
        parts.join(HEAD_SEPARATOR)
    };
    writer.write_record((0..columns).map(name)).ok()?;
    for row in &grid[heads..] {
        writer.write_record(row).ok()?;
    }
    writer.into_inner().ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{Builder, Style, Text};

    fn cell(row: u32, column: u32, spans: (u32, u32), header: bool, text: &str) -> Cell {
        let text = Text::plain(text);
        Cell { row, column, row_span: spans.0, column_span: spans.1, header, text }
    }

    #[test]
    fn heads_are_joined_and_spans_filled() {
        let mut count = Builder::default();
        count.push_plain("109");
        count.style(2..3, Style::Superscript);
        let table = Table {
            rows: 3,
            columns: 3,
            cells: vec![
                cell(0, 0, (2, 1), true, "Group"),
                cell(0, 1, (1, 2), true, "Cells, all"),
                cell(1, 1, (1, 1), true, "n"),
                cell(1, 2, (1, 1), true, "%"),
                cell(2, 0, (1, 1), false, "A"),
                Cell { text: count.finish(), ..cell(2, 1, (1, 1), false, "") },
                cell(2, 2, (1, 1), false, "5.1"),
            ],
            ..Table::default()
        };
        let written = String::from_utf8(csv(&table).unwrap_or_default()).unwrap_or_default();
        assert_eq!(written, "Group,\"Cells, all / n\",\"Cells, all / %\"\nA,10^9,5.1\n");
    }
}
