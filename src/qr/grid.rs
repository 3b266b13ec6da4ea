//! Codes that are drawn as boxes: clusters of small ones, drawn anew as levels of grey.

use crate::geometry::Rect;
use crate::page::{Fill, Page};
use crate::raster::Grey;
use crate::tolerance::median;
use rustc_hash::FxHashMap;

/// Boxes of a code at least: the smallest ones have 200 dark modules, some of them in one box.
const FEWEST: usize = 60;

/// Sides of a module, in points.
const SMALLEST: f32 = 0.5;
const LARGEST: f32 = 30.0;

/// Modules that boxes of one code are apart at most: the margin of a code has four.
const REACH: f32 = 3.0;

/// Modules of a side of a code (ISO/IEC 18004).
const MODULES: std::ops::RangeInclusive<f32> = 15.0..=180.0;

/// How much longer one side of a code may look than the other: where an outer column has no dark module,
/// its boxes end earlier.
const SQUARE: f32 = 1.12;

/// Pixels of a module, and modules around the code.
const SCALE: f32 = 4.0;
const MARGIN: f32 = 4.0;

/// A box larger than this many times the code is the ground of something else.
const GROUND: f32 = 2.0;

/// Levels up to this are dark.
const DARK: u32 = 128;

/// A cluster of boxes as it looks.
#[derive(Debug)]
pub(super) struct Grid {
    pub(super) grey: Grey,
    /// Its area with its margin, in points.
    pub(super) area: Rect,
}

/// The clusters of boxes on a page that may be codes.
pub(super) fn find(page: &Page) -> Vec<Grid> {
    let is_module = |fill: &&Fill| {
        let (width, height) = (fill.bbox.width(), fill.bbox.height());
        (SMALLEST..=LARGEST).contains(&width.min(height)) && is_dark(fill.color)
    };
    let boxes: Vec<Rect> = page.fills.iter().filter(is_module).map(|fill| fill.bbox).collect();
    if boxes.len() < FEWEST {
        return Vec::new();
    }
    clusters(&boxes).into_iter().filter_map(|(area, module)| drawn(page, area, module)).collect()
}

fn is_dark(color: u32) -> bool {
    let [_, r, g, b] = color.to_be_bytes().map(u32::from);
    (r * 299 + g * 587 + b * 114) / 1000 <= DARK
}

/// Areas of boxes that stand close to each other and are about square, with the side of a module.
fn clusters(boxes: &[Rect]) -> Vec<(Rect, f32)> {
    let module = |bbox: &Rect| bbox.width().min(bbox.height());
    let Some(cell) = median(boxes.iter().map(module)).map(|side| side * REACH) else {
        return Vec::new();
    };
    let cell_of = |bbox: &Rect| {
        let middle = bbox.center();
        ((middle.x / cell).floor() as i32, (middle.y / cell).floor() as i32)
    };
    let mut cells: FxHashMap<(i32, i32), Vec<usize>> = FxHashMap::default();
    for (at, bbox) in boxes.iter().enumerate() {
        cells.entry(cell_of(bbox)).or_default().push(at);
    }
    let mut found = Vec::new();
    // In the order of the boxes, so that the result is always the same.
    for bbox in boxes {
        let mut members = Vec::new();
        let mut left = vec![cell_of(bbox)];
        while let Some(at) = left.pop() {
            let Some(own) = cells.remove(&at) else { continue };
            members.extend(own);
            let around = (-1..=1).flat_map(|x| (-1..=1).map(move |y| (x, y)));
            left.extend(around.map(|(x, y)| (at.0.saturating_add(x), at.1.saturating_add(y))));
        }
        if members.len() < FEWEST {
            continue;
        }
        let members = members.into_iter().map(|at| boxes[at]);
        let (Some(area), Some(side)) =
            (members.clone().reduce(Rect::union), median(members.map(|own| module(&own))))
        else {
            continue;
        };
        let (long, short) = (area.width().max(area.height()), area.width().min(area.height()));
        if long <= short * SQUARE && MODULES.contains(&(long / side)) {
            found.push((area, side));
        }
    }
    found
}

/// The boxes in an area as they look one over the other.
fn drawn(page: &Page, area: Rect, module: f32) -> Option<Grid> {
    let margin = MARGIN * module;
    let whole = Rect::new(area.x0 - margin, area.y0 - margin, area.x1 + margin, area.y1 + margin);
    let pixels = |points: f32| (points / module * SCALE).round().max(0.0) as usize;
    let (width, height) = (pixels(whole.width()), pixels(whole.height()));
    let mut grey = Grey { width, height, levels: vec![u8::MAX; width.checked_mul(height)?] };
    let rulings = page.rulings.iter().map(|own| (own.bbox, own.color));
    let boxes = page.fills.iter().map(|own| (own.bbox, own.color)).chain(rulings);
    for (bbox, color) in boxes {
        let within = bbox.intersection(whole);
        if within.is_empty() || bbox.area() > GROUND * whole.area() {
            continue;
        }
        let level = if is_dark(color) { 0 } else { u8::MAX };
        let columns = pixels(within.x0 - whole.x0)..pixels(within.x1 - whole.x0).min(width);
        for row in pixels(within.y0 - whole.y0)..pixels(within.y1 - whole.y0).min(height) {
            grey.levels[row * width..][..width][columns.clone()].fill(level);
        }
    }
    Some(Grid { grey, area: whole })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::Size;

    #[test]
    fn clusters_of_boxes_are_drawn_and_others_are_not() {
        let size = Size { width: 1000.0, height: 1000.0 };
        let mut page = Page { size, ..Page::default() };
        let mut fill = |x: f32, y: f32, color: u32| {
            page.fills.push(Fill { bbox: Rect::new(x, y, x + 5.0, y + 5.0), color });
        };
        for at in 0..21 * 21_u16 {
            let (x, y) = (f32::from(at % 21), f32::from(at / 21));
            // A chessboard; a row of boxes far longer than high; a white board.
            fill(100.0 + 5.0 * x, 200.0 + 5.0 * y, if at % 2 == 0 { 0 } else { 0xFF_FFFF });
            fill(5.0 * f32::from(at % 190), 600.0, 0);
            fill(500.0 + 5.0 * x, 800.0 + 5.0 * y, 0xFF_FFFF);
        }
        let [grid] = &find(&page)[..] else { panic!("{:?}", find(&page).len()) };
        assert_eq!(grid.area, Rect::new(80.0, 180.0, 225.0, 325.0));
        let level =
            |x: usize, y: usize| grid.grey.levels[(y * 4 + 18) * grid.grey.width + x * 4 + 18];
        assert_eq!((grid.grey.width, grid.grey.height), (29 * 4, 29 * 4));
        assert_eq!([level(0, 0), level(1, 0), level(0, 1), level(2, 0)], [0, 255, 255, 0]);
        page.fills.truncate(100);
        assert!(find(&page).is_empty());
    }
}
