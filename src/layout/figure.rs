//! Figure areas: what is drawn or pictured rather than written.

use super::block::Item;
use super::line::Draft;
use super::{BlockKind, BodyStyle, FigureArea};
use crate::geometry::Rect;

/// Drawn things closer than this, in points, belong to one figure.
const NEAR: f32 = 9.0;
/// Areas smaller than this on a side, in points, are icons, rules or bullets.
const SMALLEST: f32 = 40.0;
/// An area that covers more of the page than this is its ground, not a figure.
const LARGEST_SHARE: f32 = 0.9;
/// Drawn things taken into account on one page at most; plots of more points are drawn by area.
const MOST_DRAWINGS: usize = 20_000;

/// Finds figure areas; items inside become text of the figure.
pub(super) fn find(draft: &Draft, items: &mut [Item], body: &BodyStyle) -> Vec<FigureArea> {
    let page = &draft.page;
    let ground = page.size.width * page.size.height;
    let mut parts: Vec<(Rect, bool)> = page
        .images
        .iter()
        .map(|&bbox| (bbox, true))
        .chain(page.drawings.iter().take(MOST_DRAWINGS).map(|&bbox| (bbox, false)))
        .map(|(bbox, image)| {
            (bbox.intersection(Rect::new(0.0, 0.0, page.size.width, page.size.height)), image)
        })
        .filter(|(bbox, _)| {
            bbox.width() >= 0.0 && bbox.height() >= 0.0 && bbox.area() < LARGEST_SHARE * ground
        })
        .collect();
    parts.sort_by(|a, b| a.0.y0.total_cmp(&b.0.y0).then(a.0.x0.total_cmp(&b.0.x0)));
    let areas = merge(parts);
    let mut figures: Vec<FigureArea> = Vec::new();
    for (bbox, image) in areas {
        if bbox.width() < SMALLEST || bbox.height() < SMALLEST {
            continue;
        }
        if !image && is_prose(draft, items, bbox, body) {
            continue;
        }
        let number = figures.len() as u32;
        figures.push(FigureArea { bbox });
        for item in items.iter_mut().filter(|item| item.kind == BlockKind::Text) {
            if bbox.grown(1.0).contains(item.bbox.center()) {
                item.kind = BlockKind::Figure(number);
            }
        }
    }
    figures
}

/// Joins boxes that touch or nearly touch, in one sweep from top to bottom.
fn merge(parts: Vec<(Rect, bool)>) -> Vec<(Rect, bool)> {
    let mut open: Vec<(Rect, bool)> = Vec::new();
    let mut closed = Vec::new();
    for (mut bbox, mut image) in parts {
        let mut still_open = Vec::with_capacity(open.len() + 1);
        for (other, other_image) in open {
            if other.y1 + NEAR < bbox.y0 {
                closed.push((other, other_image));
            } else if other.grown(NEAR).intersects(bbox.grown(0.01)) {
                bbox = bbox.union(other);
                image |= other_image;
            } else {
                still_open.push((other, other_image));
            }
        }
        still_open.push((bbox, image));
        open = still_open;
    }
    closed.extend(open);
    closed.sort_by(|a, b| a.0.y0.total_cmp(&b.0.y0).then(a.0.x0.total_cmp(&b.0.x0)));
    closed
}

/// Whether an area holds lines of prose: then it is a box around text, not a figure.
fn is_prose(draft: &Draft, items: &[Item], bbox: Rect, body: &BodyStyle) -> bool {
    let inside = items.iter().filter(|item| {
        item.kind == BlockKind::Text && bbox.grown(1.0).contains(item.bbox.center())
    });
    let (mut prose, mut all) = (0, 0);
    for item in inside {
        let segment = &draft.segments[item.segment as usize];
        all += segment.glyphs;
        if segment.size >= 0.85 * body.size && segment.words.len() >= 5 {
            prose += segment.glyphs;
        }
    }
    all > 0 && prose * 2 > all
}
