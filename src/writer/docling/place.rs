//! Where texts stand on the pages.

use super::types::{Bbox, Place};
use crate::document;
use crate::geometry::Rect;
use crate::provenance::{PageNumber, Provenance};
use crate::text::{Offsets, Origin, Text};
use crate::writer::flat::Flat;
use std::ops::Range;

/// An area with the bytes of the original that stand in it.
struct Area {
    page: PageNumber,
    bbox: Rect,
    /// What was added last.
    last: Rect,
    bytes: Range<u32>,
}

/// The places of a stretch of a text: one for each page and column. Characters are counted from `before`.
pub(super) fn of_stretch(
    (text, offsets): (&Text, &Offsets),
    bytes: &Range<u32>,
    flat: &Flat,
    before: u32,
) -> Vec<Place> {
    let original = offsets.original(&(bytes.start as usize..bytes.end as usize));
    let mut areas: Vec<Area> = Vec::new();
    let first = text.runs().partition_point(|run| run.range.end <= original.start);
    let runs = text.runs()[first..].iter().take_while(|run| run.range.start < original.end);
    for run in runs {
        if let Origin::Glyphs(at) = &run.origin
            && at.bbox.is_finite()
        {
            add(&mut areas, at, &run.range);
        }
    }
    let place = |area: Area| {
        let current = offsets.current(&area.bytes);
        let start = bytes.start.max(current.start as u32);
        let end = bytes.end.min(current.end as u32);
        let found = flat.find(&(start..end.max(start)))?;
        let characters = found.characters;
        let charspan = [before + characters.start, before + characters.end];
        Some(Place { page_no: area.page.0, bbox: bbox(area.bbox), charspan })
    };
    areas.into_iter().filter_map(place).collect()
}

/// A line that stands higher than the one before it by its own height begins another column.
fn add(areas: &mut Vec<Area>, at: &Provenance, range: &Range<u32>) {
    let goes_on = |area: &&mut Area| {
        area.page == at.page && at.bbox.y0 > area.last.y0 - area.last.height().max(at.bbox.height())
    };
    match areas.last_mut().filter(goes_on) {
        Some(area) => {
            (area.bbox, area.last) = (area.bbox.union(at.bbox), at.bbox);
            area.bytes.end = range.end;
        }
        None => {
            areas.push(Area { page: at.page, bbox: at.bbox, last: at.bbox, bytes: range.clone() })
        }
    }
}

/// The area of a picture or a table.
pub(super) fn of_area(place: &document::Place) -> Option<Place> {
    let area = Place { page_no: place.page.0, bbox: bbox(place.bbox), charspan: [0, 0] };
    place.bbox.is_finite().then_some(area)
}

/// The area of a cell.
pub(super) fn of_cell(text: &Text) -> Option<Bbox> {
    text.place().map(|(_, area)| area).filter(|area| area.is_finite()).map(bbox)
}

fn bbox(area: Rect) -> Bbox {
    let area = area.rounded();
    Bbox { l: area.x0, t: area.y0, r: area.x1, b: area.y1, coord_origin: "TOPLEFT" }
}
