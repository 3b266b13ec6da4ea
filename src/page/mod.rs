//! Content streams to glyphs, rulings, images and links, page by page.

mod content;
mod device;
mod encoding;
mod field;
mod font;
mod frame;
mod gauge;
pub mod legible;
mod letters;
mod likeness;
mod marked_letter;
mod model;
mod path;
mod reach;
mod read;
mod shape;
mod small_capital;
mod stem;
mod style;
pub mod text_layer;
mod turn;
mod unicode;
mod upright;
mod vertical;
mod visibility;

use crate::diagnostic::Sink;
use crate::document::Frame;
use crate::limit::Limits;
use crate::pdf::File;
pub use letters::Letters;
pub use model::{
    Decoding, Doubt, Fill, Font, FontId, Glyph, GlyphText, Jump, Link, Mark, Page, Pages, Ruling,
    Size, Square, Turn, Visibility,
};
use serde::{Deserialize, Serialize};
use std::time::Duration;

/// Choices for reading pages.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Options {
    /// Wall-clock time that the operations of one page may take; one that takes longer is read as far as
    /// it came. Pages that are not hostile take a second at most, so that limits by counts decide.
    pub time: Option<Duration>,
}

impl Default for Options {
    fn default() -> Self {
        Self { time: Some(Duration::from_secs(20)) }
    }
}

/// The pages that are there and asked for, as they are displayed.
pub fn frames(file: &File, limits: &Limits) -> Vec<Frame> {
    frame::of_file(file, limits)
}

/// Turns pages upright whose text runs up or down their side, and mirrors those whose text is written from
/// right to left.
pub fn set_upright(mut pages: Pages) -> Pages {
    pages.pages.iter_mut().for_each(Page::set_upright);
    pages
}

/// Reads every page that is there and asked for.
///
/// A page that cannot be interpreted to its end keeps what was read until then and is not
/// [`complete`](Page::complete).
pub fn read(file: &File, options: &Options, limits: &Limits, sink: &mut Sink) -> Pages {
    read::read(file, options, limits, sink)
}
