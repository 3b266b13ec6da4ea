//! Passages to a document.

use crate::diagnostic::Sink;
use crate::document::Document;
use crate::pdf::Facts;
use crate::role::Passages;

/// Choices for building the document.
#[derive(Debug, Clone, Default)]
pub struct Options {}

/// Builds the document.
pub fn build(
    _passages: Passages,
    _facts: &Facts,
    _options: &Options,
    _sink: &mut Sink,
) -> Document {
    Document::default()
}
