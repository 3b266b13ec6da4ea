//! The list of all documents in one compact file: columns, not rows.

use super::address;
use super::doubt;
use super::model::Row;
use super::tally::{Named, Tally};
use serde::Serialize;

/// Columns of as many values as there are documents, in the order of doubt.
#[derive(Debug, Serialize)]
struct Columns<'a> {
    files: Vec<&'a str>,
    /// Addresses of their pages below the report; empty where there is none.
    pages_of: Vec<String>,
    titles: Vec<&'a str>,
    authors: Vec<String>,
    status: Named,
    kind: Named,
    language: Named,
    /// Why a document is not ok, and what speaks against it.
    why: Vec<String>,
    pages: Vec<u32>,
    /// In thousandths; -1 where there is none.
    quality: Vec<i32>,
    torn: Vec<u32>,
    repairs: Tally,
    diagnostics: Tally,
    ms: Vec<u64>,
}

/// The file that has them: a program that does nothing but name them. Rows are in the order of doubt.
pub(super) fn file(rows: &[Row]) -> String {
    let strings = |value: fn(&Row) -> Option<&str>| rows.iter().map(value);
    let authors = |row: &Row| row.card.authors.join("; ");
    let columns = Columns {
        files: rows.iter().map(|row| row.file.as_str()).collect(),
        pages_of: rows
            .iter()
            .map(|row| row.page.as_deref().map(address::of).unwrap_or_default())
            .collect(),
        titles: rows.iter().map(|row| row.card.title.as_deref().unwrap_or_default()).collect(),
        authors: rows.iter().map(authors).collect(),
        status: Named::of(strings(|row| Some(&row.status))),
        kind: Named::of(strings(|row| row.kind.as_deref())),
        language: Named::of(strings(|row| row.card.language.as_deref())),
        why: rows.iter().map(why).collect(),
        pages: rows.iter().map(|row| row.pages).collect(),
        quality: rows.iter().map(quality).collect(),
        torn: rows.iter().map(|row| row.quality.as_ref().map_or(0, |own| own.torn_lines)).collect(),
        repairs: Tally::of(rows.iter().map(|row| &row.repairs)),
        diagnostics: Tally::of(rows.iter().map(|row| &row.diagnostics)),
        ms: rows.iter().map(|row| row.ms).collect(),
    };
    let json = serde_json::to_string(&columns).unwrap_or_else(|_| "{}".to_owned());
    format!("\"use strict\";\nconst DOCUMENTS = {json};\n")
}

fn quality(row: &Row) -> i32 {
    row.quality.as_ref().map_or(-1, |own| (own.figure * 1000.0).round() as i32)
}

/// Why a document is not ok, in the words of the manifest, and then what speaks against it.
fn why(row: &Row) -> String {
    let told = row.reason.as_ref().map(|reason| match &row.detail {
        Some(detail) => format!("{reason}: {detail}"),
        None => reason.clone(),
    });
    let doubts = row.quality.as_ref().map(doubt::reasons).unwrap_or_default();
    told.into_iter().chain(doubts).collect::<Vec<_>>().join(", ")
}
