//! The page of all documents of a folder: from the lines of its manifest.

use super::earlier::records;
use super::error::Error;
use super::file::write;
use super::name;
use super::record::Record;
use crate::decision::Register;
use crate::inspect::{self, CARD, Card, INDEX, Row};
use std::io;
use std::path::{Path, PathBuf};

/// Writes the page of all documents that the manifest of a folder names, and what their pages share: the path of that
/// page. What was `decided` before is saved again with what is decided there.
///
/// # Errors
/// There is no manifest, a file cannot be written, or a page that is no report's stands where this one goes.
pub fn write_site(folder: &Path, decided: &Register) -> Result<PathBuf, Error> {
    let index = folder.join(INDEX);
    if std::fs::read(&index).is_ok_and(|own| !own.is_empty() && !inspect::is_own(&own)) {
        let told =
            "it is there, and is not the page of a report; move it away, or choose another folder";
        return Err(Error::Write(index, io::Error::new(io::ErrorKind::AlreadyExists, told)));
    }
    let rows = records(folder)?.into_iter().map(|record| row(record, folder)).collect();
    let lines: Vec<String> = decided.lines().map(|line| line.written()).collect();
    for file in inspect::site(rows, &lines) {
        let path = folder.join(&file.name);
        // What is the same is left as it is: a browser may have it open.
        if std::fs::read(&path).is_ok_and(|own| own == file.bytes) {
            continue;
        }
        write(&path, &file.bytes).map_err(|error| Error::Write(path, error))?;
    }
    Ok(index)
}

fn row(record: Record, folder: &Path) -> Row {
    let end = format!(".report/{INDEX}");
    let page = record.outputs.iter().find(|own| own.path.ends_with(&end));
    let page = page.map(|own| name::path_of(&own.path));
    let card =
        page.as_ref().and_then(|page| std::fs::read(folder.join(page).with_file_name(CARD)).ok());
    let card: Option<Card> = card.and_then(|bytes| serde_json::from_slice(&bytes).ok());
    let counts = |counts: std::collections::BTreeMap<super::record::Name, u32>| {
        counts.into_iter().map(|(name, count)| (name.into_owned(), count)).collect()
    };
    let kind = record.kind.and_then(|kind| serde_json::to_value(kind).ok());
    Row {
        pages: record.pages_read(),
        status: record.status.name().to_owned(),
        file: record.input,
        page: page.map(|page| page.as_os_str().as_encoded_bytes().to_vec()),
        reason: record.reason.map(super::record::Name::into_owned),
        detail: record.detail,
        kind: kind.and_then(|kind| kind.as_str().map(str::to_owned)),
        card: card.unwrap_or_default(),
        quality: record.quality,
        repairs: counts(record.repairs),
        diagnostics: counts(record.diagnostics),
        ms: record.ms,
    }
}
