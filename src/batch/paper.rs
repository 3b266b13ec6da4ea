//! One file from its bytes to its outputs as text.

use super::file::{self, LARGEST, Unread};
use super::job::Settings;
use super::manifest::{Earlier, Record, Status, slashed};
use super::rescue;
use super::timing::{Clock, Timings};
use super::walk::Input;
use super::worker::Pulse;
use crate::attachment::{self, Attachment};
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::digest;
use crate::document::{Document, PageAccount};
use crate::ocr::Observer;
use crate::provenance::PageNumber;
use crate::searchable::Layer;
use crate::{Converted, Error, Paper, Stage, VERSION};
use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::sync::Arc;

/// What came of a file.
#[derive(Debug)]
pub(super) enum Product {
    /// An earlier run made it, in the same way from the same bytes.
    UpToDate,
    /// It was converted, or it failed.
    Fresh(Box<Record>, Vec<Rendered>),
}

/// An output that is not yet written.
#[derive(Debug)]
pub(super) struct Rendered {
    /// Path below the output folder.
    pub(super) path: PathBuf,
    /// What to write.
    pub(super) bytes: Vec<u8>,
}

/// Converts one file, unless an earlier run has done so.
pub(super) fn process(
    input: &Input,
    settings: &Settings,
    earlier: Option<&Earlier>,
    pulse: &Pulse,
) -> Product {
    let mut record = blank_record(input, &settings.fingerprint);
    let bytes = match file::read(&input.path, LARGEST) {
        Ok(bytes) => bytes,
        Err(unread) => {
            let (reason, detail) = unread_reason(&unread);
            fail(&mut record, reason, detail);
            return Product::Fresh(Box::new(record), Vec::new());
        }
    };
    let sha256 = digest::sha256(&[&bytes]);
    if let (Some(earlier), Some(folder)) = (earlier, &settings.folder)
        && earlier.is_current(&sha256, &settings.fingerprint, folder)
    {
        return Product::UpToDate;
    }
    record.sha256 = Some(sha256.clone());
    let beside = &settings.beside;
    let mut options = settings.options.clone();
    let pulse = Arc::clone(pulse);
    options.ocr.observer = Observer::of(move || pulse());
    let mut clock = Clock::start();
    let mut layer = None;
    let paper = crate::open(bytes, &options);
    let converted = paper.as_ref().map_err(Clone::clone).map(|paper| {
        paper.convert_observed(&mut |stage| {
            clock.sees(&stage);
            if let Stage::Read(pages) = stage {
                layer = beside.ocr_pdf.then(|| Layer::of(pages)).filter(|layer| !layer.is_empty());
            }
        })
    });
    let rendered = match settle(converted, input, settings, &mut record) {
        Some(mut converted) => {
            let source = &mut converted.document.source;
            source.sha256 = sha256;
            source.file = input.path.file_name().map(|name| name.to_string_lossy().into_owned());
            describe(&converted, &mut record);
            clock.ends("second");
            let beside =
                beside_outputs(paper.ok(), layer, &mut converted.document, input, settings);
            clock.ends("beside");
            let mut rendered = render(&converted, input, settings);
            clock.ends("writer");
            rendered.extend(beside);
            rendered
        }
        None => Vec::new(),
    };
    record.timings = clock.timings;
    record.outputs = rendered.iter().map(|output| slashed(&output.path)).collect();
    Product::Fresh(Box::new(record), rendered)
}

/// A record of a file of which nothing is known yet.
pub(super) fn blank_record(input: &Input, fingerprint: &str) -> Record {
    Record {
        input: slashed(&input.path),
        sha256: None,
        status: Status::Ok,
        reason: None,
        detail: None,
        outputs: Vec::new(),
        pages: 0,
        kind: None,
        text_layer: None,
        diagnostics: BTreeMap::new(),
        repairs: BTreeMap::new(),
        reasons: BTreeMap::new(),
        quality: None,
        ms: 0,
        timings: Timings::default(),
        version: VERSION,
        options: fingerprint.to_owned(),
    }
}

/// Says in a record that the file failed and nothing was written.
pub(super) fn fail(record: &mut Record, reason: &'static str, detail: impl Into<String>) {
    record.status = Status::Failed;
    record.reason = Some(reason);
    record.detail = Some(detail.into());
    record.outputs.clear();
}

fn unread_reason(unread: &Unread) -> (&'static str, String) {
    match unread {
        Unread::TooLarge(size) => {
            let (size, limit) = (size >> 20, LARGEST >> 20);
            let advice = "split it, or make its images smaller";
            ("too-large", format!("the file has {size} MiB, the limit is {limit} MiB; {advice}"))
        }
        Unread::Io(error) => ("unreadable", format!("the file cannot be read: {error}")),
    }
}

/// Decides the status, with the second reading where the first one came to nothing.
fn settle(
    converted: Result<Converted, Error>,
    input: &Input,
    settings: &Settings,
    record: &mut Record,
) -> Option<Converted> {
    let second = settings.second.as_deref();
    match converted {
        Ok(mut converted) => {
            if let Some(second) = second {
                rescue::fill_pages(&mut converted, &mut || second(&input.path));
            }
            let loss = converted.diagnostics.iter().find(|d| d.severity == Severity::Loss);
            if let Some(loss) = loss {
                if nothing_was_read(&converted) {
                    fail(record, NO_PAGE_READ, loss.message.clone());
                    return None;
                }
                record.status = Status::Partial;
                record.reason = Some(loss.code.name());
                record.detail = Some(loss.message.clone());
            }
            Some(converted)
        }
        Err(error) => {
            let rescued = match second {
                Some(second) if error == Error::Damaged => rescue::whole(&second(&input.path)),
                _ => None,
            };
            if rescued.is_some() {
                record.status = Status::Partial;
                record.reason = Some(error.reason());
                record.detail = Some("only the plain text of pages could be read".to_owned());
            } else {
                fail(record, error.reason(), error.to_string());
            }
            rescued
        }
    }
}

/// The reason of a file of which there is nothing to write.
pub(super) const NO_PAGE_READ: &str = "no-page-read";

/// Whether no page could be read: neither a glyph of it, nor, by the second reading, its words. A page
/// without text whose image was not read has been seen, and so has one without any content.
fn nothing_was_read(converted: &Converted) -> bool {
    let unread = [Code::PageUnreadable, Code::ContentMissing, Code::ContentTooDeep];
    let unread = converted.diagnostics.iter().filter(|own| unread.contains(&own.code));
    let unread: BTreeSet<PageNumber> =
        unread.filter_map(|own| own.at.as_ref()).map(|at| at.page).collect();
    let document = &converted.document;
    let missed = |account: &PageAccount| account.glyphs == 0 && unread.contains(&account.page);
    document.body.is_empty()
        && !document.accounts.is_empty()
        && document.accounts.iter().all(missed)
}

fn describe(converted: &Converted, record: &mut Record) {
    let document = &converted.document;
    record.pages = document.source.pages;
    record.kind = Some(document.source.kind);
    record.text_layer = Some(document.source.text_layer);
    for Diagnostic { code, .. } in &converted.diagnostics {
        *record.diagnostics.entry(code.name()).or_default() += 1;
    }
    for text in document.body.iter().flat_map(|node| node.texts()) {
        for edit in text.edits() {
            *record.repairs.entry(edit.rule).or_default() += 1;
        }
    }
    let reasons = document.reasons().into_iter();
    record.reasons = reasons.map(|(reason, count)| (reason.name(), count)).collect();
    record.quality = Some(document.quality.clone());
}

/// What is written beside the formats: the scan with what was read of it, figures, and tables. A file
/// that could not be opened, but was rescued, has tables only.
fn beside_outputs(
    paper: Option<Paper>,
    layer: Option<Layer>,
    document: &mut Document,
    input: &Input,
    settings: &Settings,
) -> Vec<Rendered> {
    let scan = paper.as_ref().zip(layer).and_then(|(paper, layer)| paper.searchable(&layer));
    let path = super::plan::searchable(&input.stem);
    let mut rendered: Vec<Rendered> =
        scan.map(|bytes| Rendered { path, bytes }).into_iter().collect();
    let mut add = |folder: PathBuf, attachments: Vec<Attachment>| {
        let attachments = attachments.into_iter();
        rendered.extend(
            attachments.map(|own| Rendered { path: folder.join(own.name), bytes: own.bytes }),
        );
    };
    if let (Some(paper), Some(dpi)) = (paper, settings.beside.figures) {
        let folder = super::plan::figures(&input.stem);
        let name = folder.file_name().unwrap_or_default().to_string_lossy().into_owned();
        add(folder, paper.figures(document, &name, dpi));
    }
    if let Some(folder) = &settings.beside.tables {
        add(folder.join(&input.stem), attachment::tables(document));
    }
    rendered
}

fn render(converted: &Converted, input: &Input, settings: &Settings) -> Vec<Rendered> {
    let Converted { document, diagnostics } = converted;
    let options = &settings.options.writer;
    let writers = settings.writers.iter();
    let outputs = writers.map(|writer| Rendered {
        path: super::plan::output(&input.stem, writer),
        bytes: (writer.write)(document, diagnostics, options).text.into_bytes(),
    });
    outputs.collect()
}
