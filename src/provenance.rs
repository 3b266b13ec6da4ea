//! Where in the PDF something came from.

use crate::geometry::Rect;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::ops::Range;

/// A page, counted from 1.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
pub struct PageNumber(pub u32);

impl Default for PageNumber {
    fn default() -> Self {
        Self(1)
    }
}

impl PageNumber {
    /// The page at a zero-based index.
    pub fn from_index(index: usize) -> Self {
        Self(u32::try_from(index).unwrap_or(u32::MAX - 1) + 1)
    }

    /// Its zero-based index.
    pub fn index(self) -> usize {
        self.0.saturating_sub(1) as usize
    }
}

impl std::fmt::Display for PageNumber {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}

/// A place on a page and the glyphs that stand there.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Provenance {
    /// The page.
    pub page: PageNumber,
    /// The area on it, in points of the displayed page.
    pub bbox: Rect,
    /// Positions in that page's reading permutation of its glyphs.
    pub glyphs: Range<u32>,
}
