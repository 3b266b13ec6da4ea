//! Values of several parts that rows hold.

use super::column::row;
use crate::geometry::Rect;
use crate::provenance::PageNumber;

row! {
    /// An area of a page, in points from the top left corner of the page as displayed.
    Area {
        /// The page, from 1.
        page: i64,
        /// Left.
        x0: f32,
        /// Top.
        y0: f32,
        /// Right.
        x1: f32,
        /// Bottom.
        y1: f32,
    }
}

impl Area {
    pub(super) fn of(page: PageNumber, bbox: Rect) -> Self {
        Self { page: page.0.into(), x0: bbox.x0, y0: bbox.y0, x1: bbox.x1, y1: bbox.y1 }
    }
}
