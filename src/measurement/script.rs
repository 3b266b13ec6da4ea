//! What of a text is raised or lowered.

use crate::quantity::Level;
use crate::text::{Style, Text};
use std::ops::Range;

/// The bytes of a text as it now reads that are raised or lowered, in order.
pub(super) fn scripts_of(text: &Text) -> Vec<(Range<usize>, Level)> {
    let (mut scripts, mut at) = (Vec::new(), 0);
    for segment in text.segments() {
        let current = at..at + segment.text.len();
        at = current.end;
        if let Some(level) = segment.styles.iter().find_map(|style| level(style)) {
            scripts.push((current, level));
        }
    }
    scripts
}

/// Where a style sets characters.
pub(super) fn level(style: &Style) -> Option<Level> {
    match style {
        Style::Superscript => Some(Level::Raised),
        Style::Subscript => Some(Level::Lowered),
        Style::Bold | Style::Italic | Style::Link(_) => None,
    }
}
