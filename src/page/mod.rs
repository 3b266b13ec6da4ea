//! Content streams to glyphs, rulings, images and links, page by page.

mod device;
mod encoding;
mod field;
mod font;
pub mod legible;
mod letters;
mod likeness;
mod marked_letter;
mod model;
mod path;
mod read;
mod shape;
mod small_capital;
mod style;
pub mod text_layer;
mod turn;
mod unicode;
mod upright;
mod vertical;
mod visibility;

use crate::diagnostic::Sink;
use crate::pdf::File;
pub use letters::Letters;
pub use model::{
    Decoding, Doubt, Fill, Font, FontId, Glyph, GlyphText, Jump, Link, Mark, Page, Pages, Ruling,
    Size, Turn, Visibility,
};
use serde::{Deserialize, Serialize};

/// Choices for reading pages.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Options {
    /// Glyphs read on one page at most; what follows is reported and left out.
    pub glyph_limit: usize,
    /// Bytes of text read of all pages at most; what follows is reported and left out. A text counts its
    /// bytes in 32 bits, so that this has to be well below 4 GiB.
    pub text_limit: usize,
    /// Pages read at most.
    pub page_limit: usize,
    /// Painting operations (runs of glyphs, paths, images, clips) read on one page at most.
    pub operation_limit: usize,
}

impl Default for Options {
    fn default() -> Self {
        // A dense journal page has 8,000 glyphs, a poster 40,000, an atlas index 100,000.
        // A map or a scatter plot has 300,000 operations; forms that repeat each other have no end.
        // A book of 1,000 pages has 3 MB of text.
        Self {
            glyph_limit: 1_000_000,
            text_limit: 1 << 30,
            page_limit: 20_000,
            operation_limit: 5_000_000,
        }
    }
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
pub fn read(file: &File, options: &Options, sink: &mut Sink) -> Pages {
    read::read(file, options, sink)
}
