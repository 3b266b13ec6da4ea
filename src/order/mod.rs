//! Blocks to reading order.

use crate::diagnostic::Sink;
use crate::layout::Layout;

/// Choices for ordering.
#[derive(Debug, Clone, Default)]
pub struct Options {}

/// The blocks of all pages in the order they are read.
#[derive(Debug, Default)]
pub struct Flow {}

/// Arranges blocks.
pub fn arrange(_layout: Layout, _options: &Options, _sink: &mut Sink) -> Flow {
    Flow::default()
}
