//! What the files of furniture share.

use crate::document::FurnitureKind;
use crate::page::FontId;
use crate::reason::Reason;

/// What furniture a segment is, and what tells so.
pub(in crate::layout) type Verdict = (FurnitureKind, Reason);

/// Upright segments of a page by rows, from top to bottom.
pub(super) type Rows = Vec<Vec<usize>>;

/// What a segment at the edge of a page is known by.
#[derive(Debug)]
pub(super) struct Edge {
    pub(super) page: usize,
    pub(super) segment: usize,
    pub(super) top: bool,
    /// Number of its row, from the outermost one on.
    pub(super) depth: usize,
    /// Its letters in lower case, with `#` for each number.
    pub(super) key: String,
    /// Those numbers.
    pub(super) numbers: Vec<i64>,
    /// The number of a page, where it is nothing but that.
    pub(super) number: Option<i64>,
    pub(super) baseline: f32,
    /// Type size, in points.
    pub(super) size: f32,
    pub(super) font: FontId,
}
