//! What of a text is raised or lowered.

use crate::quantity::Level;
use crate::text::{Style, Text};
use std::ops::Range;

/// The bytes of a text as it now reads that are raised or lowered, in order.
pub(super) fn scripts_of(text: &Text) -> Vec<(Range<usize>, Level)> {
    let segments = text.segments().into_iter();
    let scripts = segments.filter_map(|segment| {
        let level = segment.styles.iter().find_map(|style| level(style))?;
        Some((segment.current, level))
    });
    scripts.collect()
}

/// Where a style sets characters.
pub(super) fn level(style: &Style) -> Option<Level> {
    match style {
        Style::Superscript => Some(Level::Raised),
        Style::Subscript => Some(Level::Lowered),
        Style::Bold | Style::Italic | Style::Link(_) => None,
    }
}
