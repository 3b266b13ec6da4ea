//! What a caller may choose.

use crate::decision::Decisions;
use crate::entity::Vocabulary;
use crate::limit::Limits;
use crate::{layout, ocr, order, page, pdf, qr, repair, writer};
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// What a caller may choose, room by room. Roles and the building of the document leave no choice.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Options {
    /// How much of a file is read.
    pub limits: Limits,
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
    /// QR codes.
    pub qr: qr::Options,
    /// Repairs.
    pub repair: repair::Options,
    /// Notation of what is written.
    pub writer: writer::Options,
    /// The things that are looked for in the texts; as JSON, the text of their table.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lexicon: Option<Arc<Vocabulary>>,
    /// What a person decided about the file: who converts several files gives each its own.
    #[serde(skip)]
    pub decisions: Decisions,
}
