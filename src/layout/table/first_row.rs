//! The first row of a table with a rule below each row and none above the first.

use super::scene::Scene;
use super::text::{self, Text, TextLine};
use crate::geometry::Rect;

/// Rows of a table have at least this many pieces here: fewer line up with what they do not belong to.
const FEWEST_CHUNKS: usize = 3;
/// Pieces of one column begin within this of one another, in points.
const SAME_EDGE: f32 = 2.0;
/// The first row stands no further from the second than this one from the third, by this factor.
const SAME_PITCH: f32 = 1.2;
/// How far above and below the first rule rows are looked for, in type sizes of the body.
const REACH: f32 = 4.0;

/// An area with the row above its first rule, where that row is like the two below: as many pieces that
/// begin at the same places at the same pitch, and a rule between those two as well.
pub(super) fn with_row_above(scene: &Scene, area: Rect) -> Rect {
    let reach = REACH * scene.body;
    let strip = Rect::new(area.x0 - 1.0, area.y0 - reach, area.x1 + 1.0, area.y0 + reach);
    let text = text::read(scene, strip);
    let split = text.lines.partition_point(|line| line.middle() < area.y0);
    let (above, below) = text.lines.split_at(split);
    let (Some(row), [second, third, ..]) = (above.last(), below) else { return area };
    let pitch = third.baseline - second.baseline;
    let ruled = scene.rules.across.iter().any(|rule| {
        second.baseline < rule.at
            && rule.at < third.baseline
            && rule.to - rule.from > area.width() / 2.0
    });
    let alike = second.baseline - row.baseline <= SAME_PITCH * pitch
        && [second, third].iter().all(|other| is_like(&text, row, other));
    if ruled && alike { Rect { y0: row.baseline - row.size, ..area } } else { area }
}

/// Whether two rows have as many pieces that begin at the same places.
fn is_like(text: &Text, a: &TextLine, b: &TextLine) -> bool {
    let (a, b) = (text.line_chunks(a), text.line_chunks(b));
    a.len() >= FEWEST_CHUNKS
        && a.len() == b.len()
        && a.iter().zip(b).all(|(a, b)| (a.x0 - b.x0).abs() < SAME_EDGE)
}
