//! Where something stands on the pages.

use crate::geometry::Rect;
use crate::provenance::PageNumber;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// An area of a page.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Place {
    /// The page.
    pub page: PageNumber,
    /// The area on it, in points of the displayed page.
    pub bbox: Rect,
}

impl Place {
    /// It with the edges of its area as they are written.
    pub fn rounded(self) -> Self {
        Self { bbox: self.bbox.rounded(), ..self }
    }
}
