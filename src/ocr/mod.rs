//! A page without usable text to the same page with glyphs, read from its raster.
//!
//! The story of a page: it is drawn, [`image`] makes it grey and level, and an [`engine`] reads it: with
//! networks, [`detect`] finds lines of text and [`recognise`] reads them with the rough place of every
//! character, and [`orientation`] tells where the page has to be turned first; [`tesseract`] lists words,
//! which [`word`] makes such lines of. [`align`] lays the
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
mod line;
mod model;
mod orientation;
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
use crate::provenance::{PageNumber, Provenance};
use crate::raster::{self, Raster};
pub use engine::Engine;
use engine::Ready;
use glyph::Found;
use image::Gray;
pub use model::Models;
use orientation::Sight;
use serde::{Deserialize, Serialize};
use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::Arc;
pub use tesseract::Tesseract;

/// Choices for reading pages from their images.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
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
    #[serde(skip)]
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
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
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
    let judged: Vec<Judgement> = pages.pages.iter().map(Judgement::of).collect();
    let wanted = |judged: &Judgement| match options.pages {
        Which::Auto => judged.is_needed(),
        Which::Never => false,
        Which::Always => *judged != Judgement::Absent,
    };
    let engine = options.engine.as_ref().filter(|_| judged.iter().any(wanted));
    let ready = engine.and_then(|engine| match engine.ready() {
        Ok(ready) => Some((ready, options.dpi.unwrap_or_else(|| engine.dpi()) / POINTS_PER_INCH)),
        Err(reason) => {
            sink.note(Code::NeedsOcr, None, reason);
            None
        }
    });
    let Some((reader, scale)) = ready else {
        for (at, (page, judged)) in pages.pages.iter().zip(&judged).enumerate() {
            judged.note(page.size.whole(PageNumber::from_index(at)), false, sink);
        }
        return pages;
    };
    let fonts = glyph::add_fonts(&mut pages.fonts);
    // The networks use all threads themselves: pages are read one after the other.
    for (at, (page, judged)) in pages.pages.iter_mut().zip(&judged).enumerate() {
        let number = PageNumber::from_index(at);
        let whole = page.size.whole(number);
        if !wanted(judged) {
            judged.note(whole, false, sink);
            continue;
        }
        let drawn = || raster::render(file, number, scale, None);
        let raster = if page.undrawable { None } else { drawn() };
        let raster = raster.ok_or_else(|| "it cannot be drawn".to_owned());
        let width = page.size.width;
        let cache = options.cache.as_deref();
        let found = raster.and_then(|raster| found(&raster, width, reader, cache));
        judged.note(whole.clone(), found.is_ok(), sink);
        match found {
            Ok(found) => glyph::place(page, &found, fonts),
            Err(reason) => {
                let message = format!("the page could not be read from its image: {reason}");
                sink.note(Code::PageUnreadable, Some(whole), message);
            }
        }
        if let Some(tell) = &options.observer.0 {
            tell();
        }
    }
    pages
}

/// What the text of a page is worth.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Judgement {
    /// There is no page.
    Absent,
    /// It can be used.
    Usable,
    /// The page is an image without text.
    Missing,
    /// It was recognised by another program; the share of its words that are known.
    Recognised { known: f32, poor: bool },
    /// The fonts declare other characters than they draw.
    Garbled,
}

impl Judgement {
    fn of(page: &Page) -> Self {
        if page.absent {
            return Self::Absent;
        }
        let layer = text_layer::of_page(page);
        if layer == TextLayer::Scanned {
            return Self::Missing;
        }
        let legibility = Legibility::of(page);
        if layer == TextLayer::OcrLayer {
            return Self::Recognised { known: legibility.known(), poor: legibility.is_poor() };
        }
        if legibility.is_garbled() { Self::Garbled } else { Self::Usable }
    }

    /// Whether the page has to be read from its image.
    fn is_needed(&self) -> bool {
        match self {
            Self::Absent | Self::Usable => false,
            Self::Missing | Self::Garbled => true,
            Self::Recognised { poor, .. } => *poor,
        }
    }

    /// Says what became of text that was judged.
    fn note(self, at: Provenance, is_read: bool, sink: &mut Sink) {
        let (code, message) = match self {
            Self::Absent | Self::Usable | Self::Missing => return,
            Self::Recognised { known, .. } => {
                let fate = if is_read { "read anew" } else { "kept" };
                let known = known * 100.0;
                let message =
                    format!("the recognised text is {fate}: {known:.0} % of its words are known");
                (Code::TextLayerJudged, message)
            }
            Self::Garbled if is_read => {
                let message = "the text is read from the image: the fonts declare other characters";
                (Code::TextLayerJudged, message.to_owned())
            }
            Self::Garbled => {
                let message =
                    "the text is no language: the fonts declare other characters than they draw";
                (Code::NeedsOcr, message.to_owned())
            }
        };
        sink.note(code, Some(at), message);
    }
}

/// What is found in the raster of a page that is `width` points wide.
fn found(
    raster: &Raster,
    width: f32,
    reader: Ready<'_>,
    cache: Option<&Path>,
) -> Result<Found, String> {
    let dpi = raster.width as f32 / width * POINTS_PER_INCH;
    let mut quarters = 0;
    let (mut gray, mut skew) = Gray::of(raster).levelled();
    let mut sight = kept(&gray, reader, cache, || reader.see(raster, &gray, dpi))?;
    if let Sight::Turned { quarters: by } = sight {
        quarters = by;
        (gray, skew) = Gray::of(raster).quarter_turned(by).levelled();
        sight = kept(&gray, reader, cache, || reader.read(&gray, dpi).map(Sight::Upright))?;
    }
    // A page is turned once: what would turn it on is read as it is.
    let read = match sight {
        Sight::Upright(read) => read,
        Sight::Turned { .. } => reader.read(&gray, dpi)?,
    };
    let dark = gray.threshold();
    let lines = ink::measure(&gray, dark, read);
    let rules = rule::find(&gray, dark, &lines);
    Ok(Found { width: gray.width, quarters, skew, lines, rules })
}

/// What was seen in an image before, or is seen now.
fn kept(
    gray: &Gray,
    reader: Ready<'_>,
    cache: Option<&Path>,
    see: impl Fn() -> Result<Sight, String>,
) -> Result<Sight, String> {
    let file = cache.map(|folder| cache::file(folder, &reader.name(), gray));
    if let Some(known) = file.as_deref().and_then(cache::load) {
        return Ok(known);
    }
    let seen = see()?;
    if let Some(file) = &file {
        cache::store(file, &seen);
    }
    Ok(seen)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn noted(judged: Judgement, is_read: bool) -> Vec<(Code, String)> {
        let mut sink = Sink::default();
        judged.note(Page::default().size.whole(PageNumber(1)), is_read, &mut sink);
        sink.into_diagnostics().into_iter().map(|own| (own.code, own.message)).collect()
    }

    #[test]
    fn notes_say_what_became_of_the_text() {
        let good = Judgement::Recognised { known: 0.93, poor: false };
        assert!(!good.is_needed());
        let read = "the recognised text is read anew: 93 % of its words are known";
        assert_eq!(noted(good, true), [(Code::TextLayerJudged, read.to_owned())]);
        let kept = "the recognised text is kept: 93 % of its words are known";
        assert_eq!(noted(good, false), [(Code::TextLayerJudged, kept.to_owned())]);
        assert_eq!(noted(Judgement::Garbled, false)[0].0, Code::NeedsOcr);
        assert_eq!(noted(Judgement::Garbled, true)[0].0, Code::TextLayerJudged);
        assert_eq!(noted(Judgement::Missing, true), []);
    }
}
