//! Underscores that are drawn as lines: typesetting by TeX has no such letter in its old fonts.

use super::draft::{Draft, Segment};
use crate::geometry::Rect;

/// Underscores stand no further above or below the baseline than this, in ems.
const BELOW: std::ops::Range<f32> = -0.06..0.3;

/// A line fills the gap between two words from this share of it on.
const FILLED: f32 = 0.6;

/// Lines reach into the boxes of letters by no more than this, in points.
const REACH: f32 = 1.0;

/// Drawn lines right under the baseline of a segment.
pub(super) fn strokes(draft: &Draft, segment: &Segment) -> Vec<Rect> {
    if segment.angle != 0 {
        return Vec::new();
    }
    let em = segment.size.max(1.0);
    let (top, bottom) = (segment.baseline + BELOW.start * em, segment.baseline + BELOW.end * em);
    let first = draft.rulings.partition_point(|ruling| ruling.bbox.y1 < top);
    let near = draft.rulings[first..].iter().take_while(|ruling| ruling.bbox.y0 < bottom);
    let level = near.filter(|ruling| ruling.horizontal).map(|ruling| ruling.bbox);
    level.filter(|bbox| (top..bottom).contains(&bbox.center().y)).collect()
}

/// Whether one of the strokes fills most of the gap between two words, and no word is underlined.
pub(super) fn joins(strokes: &[Rect], left: Rect, right: Rect) -> bool {
    let underlines = |stroke: &Rect| {
        [left, right].iter().any(|word| stroke.horizontal().overlap(word.horizontal()) > REACH)
    };
    let fills = |stroke: &Rect| {
        let inside = stroke.x0 > left.x1 - REACH && stroke.x1 < right.x0 + REACH;
        inside && stroke.width() > FILLED * (right.x0 - left.x1)
    };
    strokes.iter().any(fills) && !strokes.iter().any(underlines)
}
