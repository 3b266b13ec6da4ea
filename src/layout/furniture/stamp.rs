//! Text turned along the sides of a page or across it: marks of archives, and watermarks.

use super::model::Verdict;
use crate::document::FurnitureKind;
use crate::layout::draft::Draft;
use crate::reason::Reason;
use crate::tolerance::MAJORITY;
use rustc_hash::FxHashMap;

/// Rotated text this close to a side edge is a stamp, as a share of the page's width.
const EDGE_SHARE: f32 = 0.08;
/// Slanting text larger than this, in points, is a watermark.
const WATERMARK_SIZE: f32 = 20.0;
/// Slanting text that stands this often on one page is a watermark in tiles.
const TILES: u32 = 3;

/// Marks turned text along the sides of an upright page, and slanting text across it.
pub(super) fn mark(draft: &Draft, kinds: &mut [Option<Verdict>]) {
    let width = draft.page.size.width;
    let rotated: u32 = draft.segments.iter().filter(|s| s.angle != 0).map(|s| s.glyphs).sum();
    let all: u32 = draft.segments.iter().map(|segment| segment.glyphs).sum();
    if rotated == 0 || rotated as f32 > MAJORITY * all as f32 {
        return;
    }
    let slanting = || draft.segments.iter().filter(|segment| segment.angle % 90 != 0);
    let mut tiles: FxHashMap<String, u32> = FxHashMap::default();
    for segment in slanting() {
        *tiles.entry(draft.text(segment.words.clone())).or_default() += 1;
    }
    for (segment, kind) in draft.segments.iter().zip(kinds) {
        let at_edge =
            segment.bbox.x1 < width * EDGE_SHARE || segment.bbox.x0 > width * (1.0 - EDGE_SHARE);
        let diagonal = segment.angle % 90 != 0;
        let tiled = || tiles.get(&draft.text(segment.words.clone())).is_some_and(|n| *n >= TILES);
        if segment.angle != 0 && at_edge {
            *kind = Some((FurnitureKind::Stamp, Reason::TurnedAtEdge));
        } else if diagonal && (segment.size > WATERMARK_SIZE || tiled()) {
            *kind = Some((FurnitureKind::Stamp, Reason::AcrossThePage));
        }
    }
}
