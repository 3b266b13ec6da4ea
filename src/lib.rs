//! Converts PDFs of scientific papers and posters into structured documents.
//!
//! Data flows one way, one room after the other:
//!
//! 1. [`pdf`] opens the bytes as objects and reads the document's facts.
//! 2. [`page`] interprets them into [`Glyph`](page::Glyph)s and graphics.
//! 3. [`layout`] groups glyphs into words, lines, blocks and table areas.
//! 4. [`order`] puts the blocks of all pages into reading order.
//! 5. [`role`] says what each block is and joins them into passages.
//! 6. [`repair`] mends the artefacts in their text.
//! 7. [`structure`] builds the [`Document`].
//! 8. [`writer`] renders it.
//!
//! A text that another tool left, read by [`transcript`], goes through the same rooms from [`role`] on.
//!
//! Beside it, [`qr`] reads the codes on posters and scans, and [`entity`] finds the things of a vocabulary in the texts of
//! the document.

#![forbid(unsafe_code)]

pub mod decision;
pub mod diagnostic;
mod digest;
pub mod document;
pub mod entity;
pub mod error;
pub mod geometry;
pub mod ledger;
mod lexicon;
pub mod limit;
pub mod options;
pub mod provenance;
pub mod quantity;
pub mod raster;
pub mod reason;
mod script;
pub mod text;
mod tolerance;

// The corridor. Blank lines keep rustfmt from sorting it.

pub mod pdf;

pub mod page;

pub mod ocr;

pub mod layout;

pub mod order;

pub mod role;

pub mod repair;

pub mod structure;

pub mod writer;

pub mod qr;

pub mod searchable;

pub mod second;

pub mod markdown;

pub mod transcript;

pub mod attachment;
pub mod clean;

pub mod excerpt;

pub mod chunk;

pub mod measurement;

pub mod info;

pub mod inspect;

pub mod verify;

pub mod batch;

#[cfg(feature = "arrow")]
pub mod dataset;

pub mod dump;

pub use crate::error::Error;
pub use crate::options::Options;

use crate::attachment::Attachment;
use crate::diagnostic::{Diagnostic, Sink};
use crate::document::{Document, QrCode, TextLayer};

/// Version of this library.
pub const VERSION: &str = env!("CARGO_PKG_VERSION");

/// A document and what was noticed on the way to it.
#[derive(Debug)]
pub struct Converted {
    /// The document.
    pub document: Document,
    /// What was noticed, in page order.
    pub diagnostics: Vec<Diagnostic>,
}

/// The result of one stage, shown to an observer before the next stage takes it.
#[derive(Debug)]
#[non_exhaustive]
pub enum Stage<'a> {
    /// The file is open.
    Opened(&'a pdf::File),
    /// Pages are interpreted; those that are images have no text yet.
    Interpreted(&'a page::Pages),
    /// Pages are read.
    Read(&'a page::Pages),
    /// Words, lines and blocks are found.
    Analysed(&'a layout::Layout),
    /// QR codes are read.
    Decoded(&'a [QrCode]),
    /// Blocks are in reading order.
    Arranged(&'a order::Flow),
    /// Passages have roles.
    Assigned(&'a role::Passages),
    /// Passages are mended.
    Mended(&'a role::Passages),
    /// The document is built.
    Built(&'a Document),
}

/// The pages of a PDF before anything is made of them.
#[derive(Debug)]
pub struct Reading {
    /// What the file states about itself.
    pub facts: pdf::Facts,
    /// Its pages.
    pub pages: page::Pages,
    /// What was noticed, in page order.
    pub diagnostics: Vec<Diagnostic>,
}

/// An open file: what can be made of it, as often as it is asked for.
#[derive(Debug)]
pub struct Paper {
    file: pdf::File,
    options: Options,
    /// What was noticed when it was opened.
    noted: Sink,
}

/// Opens a PDF or an image.
///
/// # Errors
/// See [`Error`].
pub fn open(bytes: Vec<u8>, options: &Options) -> Result<Paper, Error> {
    let mut noted = Sink::default();
    let file = pdf::open(bytes, &options.pdf, &options.limits, &mut noted)?;
    Ok(Paper { file, options: options.clone(), noted })
}

/// Converts one text that another tool left: Markdown or plain text in UTF-8. It has no pages, so that nothing in
/// the document has a place, and [`TextLayer::Transcript`] says so.
///
/// # Errors
/// It is empty, or not in UTF-8.
pub fn convert_text(bytes: &[u8], options: &Options) -> Result<Converted, Error> {
    let text = std::str::from_utf8(bytes).map_err(|_| Error::NotAText)?;
    if text.trim().is_empty() {
        return Err(Error::Empty);
    }
    let mut sink = Sink::default();
    let passages = role::transcribe(transcript::read(text));
    let mended = repair::apply(passages, &options.repair, &options.decisions, &mut sink);
    let facts = pdf::Facts::default();
    let mut document = structure::build(mended, &facts, &options.decisions, &mut sink);
    document.forget_places();
    document.source.text_layer = TextLayer::Transcript;
    find_entities(&mut document, options);
    sink.forget_places();
    Ok(Converted { document, diagnostics: sink.into_diagnostics() })
}

/// Finds the things of the vocabulary in the texts as they stand now, if there is a vocabulary.
fn find_entities(document: &mut Document, options: &Options) {
    if let Some(vocabulary) = &options.lexicon {
        document.entities = entity::find(document, vocabulary);
    }
}

/// Reads the pages of one PDF and stops there.
///
/// # Errors
/// See [`Error`].
pub fn read(bytes: Vec<u8>, options: &Options) -> Result<Reading, Error> {
    Ok(open(bytes, options)?.read())
}

/// Converts one PDF.
///
/// Only opening can fail. From then on a stage that meets something it does not understand does
/// what it can and says so in the diagnostics.
///
/// # Errors
/// See [`Error`].
pub fn convert(bytes: Vec<u8>, options: &Options) -> Result<Converted, Error> {
    Ok(open(bytes, options)?.convert())
}

/// Converts one PDF and shows each stage's result to `observe`.
///
/// # Errors
/// See [`Error`].
pub fn convert_observed(
    bytes: Vec<u8>,
    options: &Options,
    observe: &mut dyn FnMut(Stage<'_>),
) -> Result<Converted, Error> {
    Ok(open(bytes, options)?.convert_observed(observe))
}

impl Paper {
    /// Reads the pages and stops there.
    pub fn read(&self) -> Reading {
        let mut sink = self.noted.clone();
        let pages = page::read(&self.file, &self.options.page, &self.options.limits, &mut sink);
        let pages = ocr::read(&self.file, pages, &self.options.ocr, &mut sink);
        let pages = page::set_upright(pages);
        let facts = self.file.facts().clone();
        Reading { facts, pages, diagnostics: sink.into_diagnostics() }
    }

    /// Makes a document of it.
    pub fn convert(&self) -> Converted {
        self.convert_observed(&mut |_| {})
    }

    /// Makes a document of it and shows each stage's result to `observe`.
    pub fn convert_observed(&self, observe: &mut dyn FnMut(Stage<'_>)) -> Converted {
        let (file, options) = (&self.file, &self.options);
        let mut sink = self.noted.clone();
        observe(Stage::Opened(file));
        let pages = page::read(file, &options.page, &options.limits, &mut sink);
        observe(Stage::Interpreted(&pages));
        let pages = page::set_upright(ocr::read(file, pages, &options.ocr, &mut sink));
        observe(Stage::Read(&pages));
        let turns: Vec<page::Turn> = pages.pages.iter().map(|page| page.turn).collect();
        let noted = sink.count();
        let candidates = qr::candidates(&pages.pages, &options.qr);
        let layout = layout::analyse(pages, &options.layout, &mut sink);
        observe(Stage::Analysed(&layout));
        let codes = qr::find(file, layout.poster, &candidates);
        observe(Stage::Decoded(&codes));
        let flow = order::arrange(layout, &options.order, &mut sink);
        observe(Stage::Arranged(&flow));
        let passages = role::assign(flow);
        observe(Stage::Assigned(&passages));
        let mended = repair::apply(passages, &options.repair, &options.decisions, &mut sink);
        observe(Stage::Mended(&mended));
        let mut document = structure::build(mended, file.facts(), &options.decisions, &mut sink);
        // From opening to here, pages that lie turned or askew are upright and level.
        let back = |page: provenance::PageNumber, area| {
            turns.get(page.index()).map_or(area, |turn| turn.area_back(area))
        };
        document.move_places(&back);
        sink.move_places(noted, |at| at.bbox = back(at.page, at.bbox));
        document.metadata.qr_codes = codes;
        document.pages = page::frames(file, &options.limits);
        document.source.pages_left_out = file.pages_left_out();
        find_entities(&mut document, options);
        observe(Stage::Built(&document));
        Converted { document, diagnostics: sink.into_diagnostics() }
    }

    /// Writes the PDF or image with what was read of its pages as invisible text over them; nothing
    /// where it cannot be written anew.
    pub fn searchable(&self, layer: &searchable::Layer) -> Option<Vec<u8>> {
        searchable::write(&self.file, layer, self.options.pdf.password.as_deref())
    }

    /// Pictures of its pages for the report on a document that was made of it.
    pub fn pictures(&self, document: &Document) -> Vec<inspect::Picture> {
        inspect::pictures(&self.file, document)
    }

    /// Draws the figures of a document that was made of it, at `dpi` pixels an inch, and remembers
    /// in the document which file in `folder` shows each.
    pub fn figures(&self, document: &mut Document, folder: &str, dpi: f32) -> Vec<Attachment> {
        attachment::figures(&self.file, document, folder, dpi)
    }
}
