//! One file from its bytes to its outputs as text.

use super::content;
use super::file::Unread;
use super::input::Input;
use super::job::{Settings, fingerprint_with};
use super::kind;
use super::name;
use super::record::{Name, Output, Record, Status};
use super::rescue;
use super::stranger;
use super::timing::Clock;
use crate::attachment::{self, Attachment};
use crate::decision::{Decisions, Line};
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::digest;
use crate::document::{Document, PageAccount};
use crate::error::panic_message;
use crate::inspect;
use crate::ocr::Observer;
use crate::pdf;
use crate::provenance::PageNumber;
use crate::searchable::Layer;
use crate::second::Reading;
use crate::{Converted, Error, Options, Paper, Stage};
use std::collections::BTreeSet;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// What came of a file.
#[derive(Debug)]
pub(super) struct Product {
    /// What became of it.
    pub(super) record: Record,
    /// Its outputs.
    pub(super) outputs: Vec<Rendered>,
}

/// An output that is not yet written.
#[derive(Debug)]
pub(super) struct Rendered {
    /// Path below the output folder.
    pub(super) path: PathBuf,
    /// What to write.
    pub(super) bytes: Vec<u8>,
}

/// What is told of a conversion while it goes on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Sign {
    /// The bytes of the file are read, and have this SHA-256.
    Read(String),
    /// A page was read from its image: the time limit begins anew.
    Alive,
}

/// Hears what is told.
pub(super) type Listener = Arc<dyn Fn(Sign) + Send + Sync>;

/// A file to convert.
pub(super) struct Task<'a> {
    /// Where it is read from, and where its outputs go.
    pub(super) input: &'a Input,
    /// Its bytes, where they are not read from its path.
    pub(super) bytes: Option<Vec<u8>>,
    /// Whether the next file has the same bytes.
    pub(super) is_followed: bool,
    /// What people decided about it.
    pub(super) decisions: &'a [Line],
}

/// What was made of the file before, where the next one has the same bytes.
pub(super) type Kept = Option<Box<Made>>;

/// What was made of bytes, whatever the file is called that has them.
pub(super) struct Made {
    sha256: String,
    /// Whether they were read as a text.
    is_text: bool,
    /// All of a line that the bytes decide.
    record: Record,
    converted: Option<Converted>,
    paper: Option<Paper>,
    layer: Option<Layer>,
}

/// Converts one file; where it has the same bytes as the one before, what was kept of that is written once
/// more. A panic costs this file only.
pub(super) fn convert(
    task: Task<'_>,
    settings: &Settings,
    listener: &Listener,
    kept: &mut Kept,
) -> Product {
    let (input, is_followed) = (task.input, task.is_followed);
    let before = kept.take();
    let process = || process(task, settings, listener, before);
    let mut record = Record::blank(&input.path, &settings.fingerprint);
    match catch_unwind(AssertUnwindSafe(process)) {
        Ok(Ok((product, made))) => {
            *kept = is_followed.then_some(made);
            return product;
        }
        Ok(Err(unread)) => {
            let (reason, detail) = unread.told();
            record.fail(reason, detail);
        }
        Err(payload) => record.fail("panic", panic_message(payload.as_ref())),
    }
    Product { record, outputs: Vec::new() }
}

fn process(
    task: Task<'_>,
    settings: &Settings,
    listener: &Listener,
    before: Kept,
) -> Result<(Product, Box<Made>), Unread> {
    let Task { input, bytes, decisions, .. } = task;
    let is_given = bytes.is_some();
    let bytes = bytes.map_or_else(|| content::read_told(&input.path), Ok)?;
    let sha256 = digest::sha256(&[&bytes]);
    listener(Sign::Read(sha256.clone()));
    let mut clock = Clock::start();
    let decisions = Decisions::of(decisions, &sha256);
    let fingerprint = fingerprint_with(&settings.fingerprint, &decisions);
    let is_text = kind::is_text(&input.path) && !is_pdf(&bytes);
    let is_same = |before: &Made| {
        (&before.sha256, before.is_text) == (&sha256, is_text)
            && before.record.options == fingerprint
    };
    let mut made = match before.filter(|before| is_same(before)) {
        Some(made) => made,
        None if is_text => {
            let source = Source { bytes, sha256, decisions };
            Box::new(make_of_text(source, fingerprint, settings, &mut clock))
        }
        None => {
            // What is read from its path is not held twice for what is seldom asked for.
            let held = (is_given && settings.second.is_some()).then(|| bytes.clone());
            let again = || held.clone().or_else(|| content::read_told(&input.path).ok());
            let source = Source { bytes, sha256, decisions };
            Box::new(make(source, fingerprint, &again, settings, listener, &mut clock))
        }
    };
    let mut record = made.record.clone();
    record.input = name::text_of(&input.path);
    let outputs = made.outputs(input, settings, &mut clock);
    record.timings = clock.timings;
    record.outputs = outputs.iter().map(|own| Output::of(&own.path, &own.bytes)).collect();
    Ok((Product { record, outputs }, made))
}

/// The bytes of a file and what is known of them.
struct Source {
    bytes: Vec<u8>,
    sha256: String,
    decisions: Decisions,
}

/// Makes a document of bytes, which `again` gives once more.
fn make(
    source: Source,
    fingerprint: String,
    again: &dyn Fn() -> Option<Vec<u8>>,
    settings: &Settings,
    listener: &Listener,
    clock: &mut Clock,
) -> Made {
    let Source { bytes, sha256, decisions } = source;
    let mut record = Record::blank(Path::new(""), &fingerprint);
    record.sha256 = Some(sha256.clone());
    let stranger = stranger::describe(&bytes);
    let mut options = Options { decisions, ..settings.options.clone() };
    let alive = Arc::clone(listener);
    options.ocr.observer = Observer::of(move || alive(Sign::Alive));
    let mut layer = None;
    let paper = crate::open(bytes, &options);
    let converted = paper.as_ref().map_err(Clone::clone).map(|paper| {
        paper.convert_observed(&mut |stage| {
            clock.sees(&stage);
            if let Stage::Read(pages) = stage {
                let is_asked_for = settings.beside.ocr_pdf;
                layer = is_asked_for.then(|| Layer::of(pages)).filter(|layer| !layer.is_empty());
            }
        })
    });
    let second = settings.second.as_deref();
    let second = second.map(|second| move || again().map(second).unwrap_or_default());
    let mut converted = settle(converted, second, &options.pdf, &mut record);
    if let Some(converted) = &mut converted {
        if paper.is_err() {
            rescue::note_decisions(converted, &options.decisions);
        }
        if converted.diagnostics.iter().any(|own| own.code == Code::PageFromSecondReading) {
            crate::find_entities(&mut converted.document, &options);
        }
        converted.document.source.sha256.clone_from(&sha256);
        describe(converted, &mut record);
        clock.ends("second");
    }
    if let (Some(stranger), Some("not-a-pdf")) = (stranger, record.reason.as_deref()) {
        record.detail = Some(stranger);
    }
    Made { sha256, is_text: false, record, converted, paper: paper.ok(), layer }
}

/// Whether bytes are those of a PDF, whatever their file is called.
fn is_pdf(bytes: &[u8]) -> bool {
    /// Bytes that may stand before the mark of a PDF.
    const BEFORE: usize = 1024;
    let head = &bytes[..bytes.len().min(BEFORE)];
    memchr::memmem::find(head, b"%PDF-").is_some()
}

/// Makes a document of a text that another tool left.
fn make_of_text(
    source: Source,
    fingerprint: String,
    settings: &Settings,
    clock: &mut Clock,
) -> Made {
    let Source { bytes, sha256, decisions } = source;
    let mut record = Record::blank(Path::new(""), &fingerprint);
    record.sha256 = Some(sha256.clone());
    let options = Options { decisions, ..settings.options.clone() };
    let mut converted = match crate::convert_text(&bytes, &options) {
        Ok(converted) => Some(converted),
        Err(error) => {
            record.fail(error.reason(), error.to_string());
            None
        }
    };
    clock.ends("text");
    if let Some(converted) = &mut converted {
        converted.document.source.sha256.clone_from(&sha256);
        describe(converted, &mut record);
    }
    Made { sha256, is_text: true, record, converted, paper: None, layer: None }
}

impl Made {
    /// What is written of a file with these bytes.
    fn outputs(&mut self, input: &Input, settings: &Settings, clock: &mut Clock) -> Vec<Rendered> {
        let Self { converted: Some(converted), paper, layer, .. } = self else { return Vec::new() };
        let name = input.path.file_name().map(|name| name.to_string_lossy().into_owned());
        converted.document.source.file = name;
        let (paper, layer) = (paper.as_ref(), layer.as_ref());
        let beside = beside_outputs(paper, layer, &mut converted.document, input, settings);
        clock.ends("beside");
        let report = report(paper, converted, input, settings);
        clock.ends("report");
        let mut outputs = render(converted, input, settings);
        clock.ends("writer");
        outputs.extend(beside);
        outputs.extend(report);
        outputs
    }
}

/// Decides the status, with the second reading where the first one came to nothing.
fn settle(
    converted: Result<Converted, Error>,
    mut second: Option<impl FnMut() -> Reading>,
    asked: &pdf::Options,
    record: &mut Record,
) -> Option<Converted> {
    match converted {
        Ok(mut converted) => {
            if let Some(second) = &mut second {
                rescue::fill_pages(&mut converted, second);
            }
            let loss = converted.diagnostics.iter().find(|d| d.severity == Severity::Loss);
            if let Some(loss) = loss {
                if nothing_was_read(&converted) {
                    record.fail(NO_PAGE_READ, loss.message.clone());
                    return None;
                }
                record.status = Status::Partial;
                record.reason = Some(loss.code.name().into());
                record.detail = Some(loss.message.clone());
            }
            Some(converted)
        }
        Err(error) => {
            let rescued = match &mut second {
                Some(second) if error == Error::Damaged => rescue::whole(&second(), asked),
                _ => None,
            };
            if rescued.is_some() {
                record.status = Status::Partial;
                record.reason = Some(error.reason().into());
                record.detail = Some("only the plain text of pages could be read".to_owned());
            } else {
                record.fail(error.reason(), error.to_string());
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
    let unread =
        [Code::PageUnreadable, Code::PageTooLarge, Code::ContentMissing, Code::ContentTooDeep];
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
    record.pages_left_out = document.source.pages_left_out;
    record.kind = Some(document.source.kind);
    record.text_layer = Some(document.source.text_layer);
    for Diagnostic { code, .. } in &converted.diagnostics {
        *record.diagnostics.entry(Name::Borrowed(code.name())).or_default() += 1;
    }
    for text in document.body.iter().flat_map(|node| node.texts()) {
        for edit in text.edits() {
            *record.repairs.entry(Name::Borrowed(edit.rule)).or_default() += 1;
        }
    }
    let reasons = document.reasons().into_iter();
    record.reasons = reasons.map(|(reason, count)| (reason.name().into(), count)).collect();
    record.quality = Some(document.quality.clone());
}

/// What is written beside the formats: the scan with what was read of it, figures, and tables. A file
/// that could not be opened, but was rescued, has tables only.
fn beside_outputs(
    paper: Option<&Paper>,
    layer: Option<&Layer>,
    document: &mut Document,
    input: &Input,
    settings: &Settings,
) -> Vec<Rendered> {
    let scan = paper.zip(layer).and_then(|(paper, layer)| paper.searchable(layer));
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
        add(folder.join(&input.stem), attachment::tables(document, settings.beside.csv_formulas));
    }
    rendered
}

/// The page that shows what came out beside the pages, where it is asked for. A file that could not be opened, but
/// was rescued, has no pictures.
fn report(
    paper: Option<&Paper>,
    converted: &Converted,
    input: &Input,
    settings: &Settings,
) -> Vec<Rendered> {
    if !settings.beside.report {
        return Vec::new();
    }
    let Converted { document, diagnostics } = converted;
    let folder = super::plan::report(&input.stem);
    let pictures = paper.map(|paper| paper.pictures(document)).unwrap_or_default();
    let root = "../".repeat(folder.components().count());
    let files = inspect::document(document, diagnostics, pictures, &root).into_iter();
    files.map(|own| Rendered { path: folder.join(own.name), bytes: own.bytes }).collect()
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
