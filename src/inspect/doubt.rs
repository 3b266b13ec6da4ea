//! Which documents are looked at first, and what speaks against one.

use super::model::Row;
use crate::document::Quality;
use std::cmp::Ordering;

/// By doubt: what failed, then what is partial, then by quality from the lowest up; of the same quality, those with
/// more torn lines a page and more diagnostics a page first, then by name.
pub(super) fn compare(a: &Row, b: &Row) -> Ordering {
    let rank = |row: &Row| match row.status.as_str() {
        "failed" => 0,
        "partial" => 1,
        _ => 2,
    };
    let quality = |row: &Row| row.quality.as_ref().map_or(0.0, |own| own.figure);
    let torn = |row: &Row| a_page(row, row.quality.as_ref().map_or(0, |own| own.torn_lines));
    let noted = |row: &Row| a_page(row, row.diagnostics.values().sum());
    rank(a)
        .cmp(&rank(b))
        .then(quality(a).total_cmp(&quality(b)))
        .then(torn(b).total_cmp(&torn(a)))
        .then(noted(b).total_cmp(&noted(a)))
        .then(a.file.cmp(&b.file))
}

fn a_page(row: &Row, count: u32) -> f32 {
    count as f32 / row.pages.max(1) as f32
}

/// What speaks against a document, in words, the first of it first: `3 torn lines`.
pub(super) fn reasons(quality: &Quality) -> Vec<String> {
    let pages = |pages: &[crate::provenance::PageNumber]| pages.len() as u32;
    let missing = |numbers: &[u32]| numbers.len() as u32;
    let counts = [
        (pages(&quality.pages_unread), "page unread", "pages unread"),
        (pages(&quality.pages_without_body), "page without body", "pages without body"),
        (quality.glyphs_lost, "glyph lost", "glyphs lost"),
        (quality.glyphs_unknown, "glyph unknown", "glyphs unknown"),
        (quality.glyphs_inferred, "glyph inferred", "glyphs inferred"),
        (quality.torn_lines, "torn line", "torn lines"),
        (
            pages(&quality.pages_of_uncertain_order),
            "page of uncertain order",
            "pages of uncertain order",
        ),
        (quality.tables_without_cells, "table without cells", "tables without cells"),
        (quality.odd_headings, "odd heading", "odd headings"),
        (quality.scant_sections, "scant section", "scant sections"),
        (quality.open_ends, "open end", "open ends"),
        (quality.small_starts, "small start", "small starts"),
        (quality.furniture_sentences, "sentence in furniture", "sentences in furniture"),
        (quality.debris, "piece of debris", "pieces of debris"),
        (missing(&quality.figures_missing), "figure missing", "figures missing"),
        (missing(&quality.tables_missing), "table missing", "tables missing"),
        (missing(&quality.references_missing), "reference missing", "references missing"),
    ];
    let said = |(count, one, many): (u32, &str, &str)| match count {
        0 => None,
        1 => Some(format!("1 {one}")),
        count => Some(format!("{count} {many}")),
    };
    counts.into_iter().filter_map(said).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn failed_and_doubtful_documents_come_first() {
        let row = |file: &str, status: &str, figure: f32, torn_lines: u32| Row {
            file: file.to_owned(),
            status: status.to_owned(),
            quality: Some(Quality { figure, torn_lines, ..Quality::default() }),
            pages: 2,
            ..Row::default()
        };
        let mut rows = [
            row("e", "ok", 0.9, 0),
            row("d", "ok", 0.9, 3),
            row("c", "ok", 0.5, 0),
            row("b", "partial", 0.99, 0),
            row("a", "failed", 0.0, 0),
            row("f", "ok", 0.9, 0),
        ];
        rows.sort_by(compare);
        let order: String = rows.iter().map(|row| row.file.as_str()).collect();
        assert_eq!(order, "abcdef");
        assert_eq!(reasons(rows[3].quality.as_ref().unwrap()), ["3 torn lines"]);
    }
}
