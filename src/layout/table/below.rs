//! What goes on below the rules of a table in the columns of its head.

use super::align::FARTHEST;
use super::area::{self, Area};
use super::scene::Scene;
use super::text::{self, Chunk, Text, TextLine};
use crate::geometry::Rect;

/// Columns from which on lines in them are no columns of the page.
const COLUMNS: usize = 3;
/// Texts of a column begin this close to its head, in ems.
const SAME_LEFT: f32 = 0.7;
/// A chunk and the column behind it are at least this far apart, in ems.
const GAP: f32 = 0.5;

/// Lets areas below a caption that no rule closes reach over the lines below that stand in the columns of their head:
/// texts of several lines are no rows of short cells.
pub(super) fn grow(scene: &Scene, areas: &mut [Area]) {
    for at in 0..areas.len() {
        let own = areas[at];
        if own.closed || !area::is_captioned(scene, own.bbox) {
            continue;
        }
        let below = areas.iter().map(|area| area.bbox).filter(|other| {
            other.y0 > own.bbox.y1 && other.horizontal().overlap(own.bbox.horizontal()) > 0.0
        });
        let end = below.map(|other| other.y0).fold(f32::INFINITY, f32::min);
        if let Some(bottom) = bottom(scene, own.bbox, end) {
            areas[at].bbox.y1 = bottom;
        }
    }
}

/// Where the lines end that stand in the columns of a head, at the latest at `end`.
fn bottom(scene: &Scene, own: Rect, end: f32) -> Option<f32> {
    let head = text::read(scene, own);
    let first = head.lines.first()?;
    let lefts: Vec<f32> = head.line_chunks(first).iter().map(|chunk| chunk.x0).collect();
    if lefts.len() < COLUMNS {
        return None;
    }
    let strip = Rect::new(own.x0, own.y1, own.x1, end);
    let below = text::read(scene, strip);
    let mut last = head.lines.last()?;
    let mut bottom = None;
    for line in &below.lines {
        let step = (line.baseline - last.baseline) / line.size;
        if step > FARTHEST || !stands_in(&below, line, &lefts) {
            break;
        }
        (last, bottom) = (line, Some(line.bottom()));
    }
    bottom
}

/// Whether all chunks of a line begin where columns do, and end before the next.
fn stands_in(text: &Text, line: &TextLine, lefts: &[f32]) -> bool {
    let stands = |chunk: &Chunk| {
        let column = lefts.iter().position(|left| (chunk.x0 - left).abs() < SAME_LEFT * line.size);
        column.is_some_and(|column| {
            let next = lefts.get(column + 1);
            next.is_none_or(|next| chunk.x1 < next - GAP * line.size)
        })
    };
    text.line_chunks(line).iter().all(stands)
}
