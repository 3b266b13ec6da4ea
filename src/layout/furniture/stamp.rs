//! Text turned along the sides of a page or across it: marks of archives, and watermarks.

use super::model::Verdict;
use crate::document::FurnitureKind;
use crate::layout::draft::Draft;
use crate::reason::Reason;
use rustc_hash::FxHashMap;
use std::collections::BTreeMap;

/// Turned text this close to the edge that it runs along is a stamp, as a share of the page's width or height.
const EDGE_SHARE: f32 = 0.08;
/// Slanting text larger than this, in points, is a watermark.
const WATERMARK_SIZE: f32 = 20.0;
/// Slanting text that stands this often on one page is a watermark in tiles.
const TILES: u32 = 3;

/// Marks text along the edges of a page that is turned otherwise than most of it, and slanting text across it.
pub(super) fn mark(draft: &Draft, kinds: &mut [Option<Verdict>]) {
    let size = draft.page.size;
    let mut glyphs: BTreeMap<i16, u32> = BTreeMap::new();
    for segment in &draft.segments {
        *glyphs.entry(segment.angle).or_default() += segment.glyphs;
    }
    let main = glyphs.iter().max_by_key(|(_, glyphs)| **glyphs).map_or(0, |(angle, _)| *angle);
    let slanting = || draft.segments.iter().filter(|segment| segment.angle % 90 != 0);
    let mut tiles: FxHashMap<String, u32> = FxHashMap::default();
    for segment in slanting() {
        *tiles.entry(draft.text(segment.words.clone())).or_default() += 1;
    }
    for (segment, kind) in draft.segments.iter().zip(kinds) {
        // Text upside down runs along the head or the foot.
        let (extent, across) = if segment.angle.abs() == 180 {
            (segment.bbox.vertical(), size.height)
        } else {
            (segment.bbox.horizontal(), size.width)
        };
        let at_edge =
            extent.end < across * EDGE_SHARE || extent.start > across * (1.0 - EDGE_SHARE);
        let diagonal = segment.angle % 90 != 0;
        let tiled = || tiles.get(&draft.text(segment.words.clone())).is_some_and(|n| *n >= TILES);
        if segment.angle != 0 && segment.angle != main && at_edge {
            *kind = Some((FurnitureKind::Stamp, Reason::TurnedAtEdge));
        } else if diagonal && (segment.size > WATERMARK_SIZE || tiled()) {
            *kind = Some((FurnitureKind::Stamp, Reason::AcrossThePage));
        }
    }
}
