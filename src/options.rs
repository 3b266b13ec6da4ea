//! What a caller may choose.

use crate::{layout, ocr, order, page, pdf, repair, role, structure, writer};

/// What a caller may choose, room by room.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// Opening.
    pub pdf: pdf::Options,
    /// Reading pages.
    pub page: page::Options,
    /// Reading pages from their images.
    pub ocr: ocr::Options,
    /// Words, lines, blocks, tables.
    pub layout: layout::Options,
    /// Reading order.
    pub order: order::Options,
    /// Roles.
    pub role: role::Options,
    /// Repairs.
    pub repair: repair::Options,
    /// Building the document.
    pub structure: structure::Options,
    /// Notation of what is written.
    pub writer: writer::Options,
}
