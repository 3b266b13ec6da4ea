//! Areas of pages as the programs of a report know them.

use crate::document::Place;
use crate::geometry::Rect;
use crate::provenance::PageNumber;

/// A page and an area on it: its number, left, top, right and bottom edge in points of the displayed page.
pub(super) type Box = (u32, f32, f32, f32, f32);

/// An area with its page, in tenths of a point: finer than a screen.
pub(super) fn boxed(page: PageNumber, area: Rect) -> Box {
    let [x0, y0, x1, y1] = <[f32; 4]>::from(area)
        .map(|edge| if edge.is_finite() { (edge * 10.0).round() / 10.0 } else { 0.0 });
    (page.0, x0, y0, x1, y1)
}

/// The area of a place with its page.
pub(super) fn of_place(place: &Place) -> Box {
    boxed(place.page, place.bbox)
}
