//! A page without usable text to the same page with glyphs, read from its raster.
//!
//! The story of a page: it is drawn, [`image`] makes it grey and level, and an [`engine`] reads it: with
//! networks, [`detect`] finds lines of text and [`recognise`] reads them with the rough place of every
//! character; [`tesseract`] lists words, which [`word`] makes such lines of. [`align`] lays the
//! characters on the [`patch`]es of ink, and [`ink`] measures these: where baselines stand and how
//! large the type is, what is raised or lowered ([`script`]), what is [`bold`], and where a [`blank`]
//! was not read. [`glyph`] makes glyphs of it, so that columns, roles, tables and repairs are the same
//! rooms as for other pages.

mod align;
mod blank;
mod bold;
mod cache;
mod child;
mod detect;
mod engine;
mod glyph;
mod image;
mod ink;
mod model;
mod patch;
mod recognise;
mod rule;
mod script;
pub mod store;
mod tesseract;
mod word;

use crate::diagnostic::{Code, Sink};
use crate::document::TextLayer;
use crate::page::legible::Legibility;
use crate::page::{Page, Pages, text_layer};
use crate::pdf::File;
use crate::provenance::PageNumber;
use crate::raster;
pub use engine::Engine;
use engine::Ready;
use image::Gray;
pub use model::Models;
use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::Arc;
pub use tesseract::Tesseract;

/// Choices for reading pages from their images.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// What reads; nothing where no engine is installed.
    pub engine: Option<Engine>,
    /// Which pages are read.
    pub pages: Which,
    /// Pixels an inch of the raster; where absent, what the engine reads best.
    pub dpi: Option<f32>,
    /// Folder in which what was read is kept.
    pub cache: Option<PathBuf>,
    /// Who is told of each page that was read.
    pub observer: Observer,
}

/// Is told of each page that was read: reading one takes seconds.
#[derive(Clone, Default)]
pub struct Observer(Option<Arc<dyn Fn() + Send + Sync>>);

impl Observer {
    /// Calls a function after each page.
    pub fn of(tell: impl Fn() + Send + Sync + 'static) -> Self {
        Self(Some(Arc::new(tell)))
    }
}

impl fmt::Debug for Observer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Observer")
    }
}

/// Which pages are read from their images.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Which {
    /// Those that are images without text, or whose text cannot be used.
    #[default]
    Auto,
    /// None.
    Never,
    /// All.
    Always,
}

/// Points of an inch.
const POINTS_PER_INCH: f32 = 72.0;

/// Reads the pages that have no usable text from their images.
pub fn read(file: &File, mut pages: Pages, options: &Options, sink: &mut Sink) -> Pages {
    let can_read = options.engine.is_some() && options.pages != Which::Never;
    let wanted: Vec<usize> = (0..pages.pages.len())
        .filter(|&at| {
            let needed = is_needed(&pages.pages[at], PageNumber::from_index(at), can_read, sink);
            match options.pages {
                Which::Auto => needed,
                Which::Never => false,
                Which::Always => true,
            }
        })
        .collect();
    let Some(engine) = options.engine.as_ref().filter(|_| !wanted.is_empty()) else {
        return pages;
    };
    let reader = match engine.ready() {
        Ok(reader) => reader,
        Err(reason) => {
            sink.note(Code::NeedsOcr, None, reason);
            return pages;
        }
    };
    let fonts = glyph::add_fonts(&mut pages.fonts);
    // The networks use all threads themselves: pages are read one after the other.
    let scale = options.dpi.unwrap_or_else(|| engine.dpi()) / POINTS_PER_INCH;
    for at in wanted {
        let raster = raster::render(file, PageNumber::from_index(at), scale, None);
        let raster = raster.ok_or_else(|| "it cannot be drawn".to_owned());
        let width = pages.pages[at].size.width;
        match raster.and_then(|raster| page(&raster, width, reader, options.cache.as_deref())) {
            Ok(found) => glyph::place(&mut pages.pages[at], &found, fonts),
            Err(reason) => {
                let at_page = pages.pages[at].size.whole(PageNumber::from_index(at));
                let message = format!("the page could not be read from its image: {reason}");
                sink.note(Code::PageUnreadable, Some(at_page), message);
            }
        }
        if let Some(tell) = &options.observer.0 {
            tell();
        }
    }
    pages
}

/// Whether a page has to be read from its image; says why where it has text.
fn is_needed(page: &Page, number: PageNumber, can_read: bool, sink: &mut Sink) -> bool {
    let layer = text_layer::of_page(page);
    if layer == TextLayer::Scanned {
        return true;
    }
    let legibility = Legibility::of(page);
    let at = Some(page.size.whole(number));
    let known = legibility.known() * 100.0;
    if layer == TextLayer::OcrLayer {
        let poor = legibility.is_poor();
        let fate = if poor && can_read { "read anew" } else { "kept" };
        let message = format!("the recognised text is {fate}: {known:.0} % of its words are known");
        sink.note(Code::TextLayerJudged, at, message);
        return poor;
    }
    let garbled = legibility.is_garbled();
    if garbled && can_read {
        let message = "the text is read from the image: the fonts declare other characters";
        sink.note(Code::TextLayerJudged, at, message);
    } else if garbled {
        let message = "the text is no language: the fonts declare other characters than they draw";
        sink.note(Code::NeedsOcr, at, message);
    }
    garbled
}

/// What was found in the raster of a page, in its pixels after it was made level.
struct Found {
    width: usize,
    lines: Vec<ink::Line>,
    rules: Vec<rule::Rule>,
}

/// What is found in the raster of a page that is `width` points wide.
fn page(
    raster: &raster::Raster,
    width: f32,
    reader: Ready<'_>,
    cache: Option<&Path>,
) -> Result<Found, String> {
    let gray = Gray::of(raster).levelled();
    let kept = cache.map(|folder| cache::file(folder, &reader.name(), &gray));
    let read = match kept.as_deref().and_then(cache::load) {
        Some(read) => read,
        None => {
            let read = reader.read(&gray, raster.width as f32 / width * POINTS_PER_INCH)?;
            if let Some(file) = &kept {
                cache::store(file, &read);
            }
            read
        }
    };
    let dark = gray.threshold();
    let lines = ink::measure(&gray, dark, read);
    let rules = rule::find(&gray, dark, &lines);
    Ok(Found { width: gray.width, lines, rules })
}
