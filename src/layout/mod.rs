//! Glyphs to words, lines and blocks.

use crate::diagnostic::Sink;
use crate::page::Pages;

/// Distances that decide what belongs together.
#[derive(Debug, Clone, Default)]
pub struct Options {}

/// Pages with their words, lines and blocks.
#[derive(Debug, Default)]
pub struct Layout {}

/// Finds words, lines and blocks of every page.
pub fn analyse(_pages: Pages, _options: &Options, _sink: &mut Sink) -> Layout {
    Layout::default()
}
