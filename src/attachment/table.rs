//! Tables as CSV, with all that CSV cannot say as JSON.

use super::model::Attachment;
use crate::document::{Cell, Document, Node, Place, Table};
use crate::geometry::Rect;
use crate::provenance::PageNumber;
use crate::writer::{Names, plain};
use serde::{Deserialize, Serialize};

/// Between the names of a head over several rows.
const HEAD_SEPARATOR: &str = " / ";

/// How cells are written in CSV that a spreadsheet would run as a formula.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Formulas {
    /// As they are printed.
    #[default]
    Keep,
    /// Behind an apostrophe, as OWASP has it ("CSV Injection").
    Escape,
}

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
/// with their boxes, whatever is done with `formulas` in CSV. Raised and lowered characters are written with
/// carets and low lines.
pub fn tables(document: &Document, formulas: Formulas) -> Vec<Attachment> {
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
        if let Some(bytes) = csv(table, formulas) {
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
fn csv(table: &Table, formulas: Formulas) -> Option<Vec<u8>> {
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
    let written = |text: &str| match formulas {
        Formulas::Escape if is_formula(text) => format!("'{text}"),
        Formulas::Escape | Formulas::Keep => text.to_owned(),
    };
    writer.write_record((0..columns).map(|column| written(&name(column)))).ok()?;
    for row in &grid[heads..] {
        writer.write_record(row.iter().map(|text| written(text))).ok()?;
    }
    writer.into_inner().ok()
}

/// Whether a spreadsheet would run a cell: it begins as a formula does, and is neither a number nor a sign alone.
fn is_formula(text: &str) -> bool {
    /// With those of full width, which some spreadsheets take for the same.
    const BEGINNINGS: [char; 10] = ['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠'];
    const SIGNS: [char; 2] = ['+', '-'];
    let Some(rest) = text.strip_prefix(BEGINNINGS) else { return false };
    let number = rest.strip_suffix('%').unwrap_or(rest).trim_end();
    let is_number = number.replace(',', "").parse::<f64>().is_ok()
        && number.starts_with(|first: char| first.is_ascii_digit() || first == '.');
    !(text.starts_with(SIGNS) && (rest.is_empty() || is_number))
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
        assert_eq!(
            written(&table, Formulas::Escape),
            "Group,\"Cells, all / n\",\"Cells, all / %\"\nA,10^9,5.1\n"
        );
    }

    fn written(table: &Table, formulas: Formulas) -> String {
        String::from_utf8(csv(table, formulas).unwrap_or_default()).unwrap_or_default()
    }

    #[test]
    fn formulas_are_escaped_where_that_is_asked_for_and_numbers_never() {
        for (text, is_formula) in [
            ("=HYPERLINK(0)", true),
            ("+1+1", true),
            ("-2-3", true),
            ("-cmd|' /C calc'!A0", true),
            ("@SUM(A1)", true),
            ("＝1", true),
            ("-0.5 (-0.7)", true),
            ("+inf", true),
            ("-0.5", false),
            ("+3", false),
            ("-.5", false),
            ("-1,234.5 %", false),
            ("-1e-5", false),
            ("-", false),
            ("−2−3", false),
            ("a=b", false),
            ("", false),
        ] {
            let table = Table {
                rows: 2,
                columns: 1,
                cells: vec![cell(0, 0, (1, 1), true, text), cell(1, 0, (1, 1), false, text)],
                ..Table::default()
            };
            let mark = if is_formula { "'" } else { "" };
            for (formulas, mark) in [(Formulas::Keep, ""), (Formulas::Escape, mark)] {
                let bytes = written(&table, formulas).into_bytes();
                let mut builder = csv::ReaderBuilder::new();
                let mut parsed = builder.has_headers(false).from_reader(bytes.as_slice());
                let expected = format!("{mark}{text}");
                for row in parsed.records() {
                    assert_eq!(row.unwrap().get(0), Some(expected.as_str()), "{text}");
                }
            }
        }
    }
}
