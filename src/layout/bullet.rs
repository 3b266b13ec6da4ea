//! Bullets that are drawn, not written: small balls, squares and ticks in front of the items of a list.

use super::block::Item;
use super::draft::Draft;
use super::model::{BlockKind, BodyStyle};
use crate::geometry::Rect;
use crate::tolerance::BODY_SIZE;
use rustc_hash::FxHashMap;
use std::ops::Range;

/// Width and height of bullets, in ems of the line behind them.
const SIZE: Range<f32> = 0.2..1.3;
/// Width of a bullet in its heights.
const ASPECT: Range<f32> = 0.7..1.4;
/// A bullet stands this far in front of its line, in ems.
const GAP: Range<f32> = 0.0..2.5;
/// Lists of fewer bullets in one column may be anything that is drawn.
const FEWEST: usize = 3;
/// Bullets of one column have edges and widths this close, in points.
const SAME: f32 = 1.0;
/// Drawn things looked at on one page at most, and beside one line.
const MOST_DRAWN: usize = 20_000;
const MOST_BESIDE: usize = 400;

/// Marks the lines of text in front of which bullets are drawn: alike, one below the other. Smaller type
/// than the body's explains the signs of a figure.
pub(super) fn mark(draft: &Draft, items: &mut [Item], body: &BodyStyle) {
    let page = &draft.page;
    let fills = page.fills.iter().map(|fill| &fill.bbox);
    let drawn = page.images.iter().chain(&page.drawings).chain(fills).take(MOST_DRAWN);
    let mut drawn: Vec<Rect> = drawn.filter(|bbox| is_square(**bbox)).copied().collect();
    drawn.sort_by(|a, b| a.center().y.total_cmp(&b.center().y));
    let mut columns: FxHashMap<(i32, i32), Vec<usize>> = FxHashMap::default();
    for (at, item) in items.iter().enumerate().filter(|(_, item)| item.kind == BlockKind::Text) {
        let segment = &draft.segments[item.segment as usize];
        if segment.angle == 0
            && segment.size >= BODY_SIZE * body.size
            && let Some(bullet) = bullet_of(&drawn, item.bbox, segment.size)
        {
            let key = ((bullet.x0 / SAME).round() as i32, (bullet.width() / SAME).round() as i32);
            columns.entry(key).or_default().push(at);
        }
    }
    for at in columns.into_values().filter(|column| column.len() >= FEWEST).flatten() {
        items[at].bullet = true;
    }
}

fn is_square(bbox: Rect) -> bool {
    bbox.height() > 0.0 && ASPECT.contains(&(bbox.width() / bbox.height()))
}

/// The largest of the things drawn in front of a line that may be its bullet. `drawn` stands in the order of its
/// centres, from top to bottom.
fn bullet_of(drawn: &[Rect], line: Rect, em: f32) -> Option<Rect> {
    let first = drawn.partition_point(|bbox| bbox.center().y < line.y0);
    drawn[first..]
        .iter()
        .take(MOST_BESIDE)
        .take_while(|bbox| bbox.center().y <= line.y1)
        .filter(|bbox| {
            SIZE.contains(&(bbox.height() / em)) && GAP.contains(&((line.x0 - bbox.x1) / em))
        })
        .max_by(|a, b| a.area().total_cmp(&b.area()))
        .copied()
}

#[cfg(test)]
mod tests {
    use super::super::block::items;
    use super::super::poster::tests::segment;
    use super::*;
    use crate::page::Page;

    fn marked(bullets: &[Rect], body: f32) -> Vec<bool> {
        let segments = (0..4).map(|row| segment(100.0, 100.0 + 40.0 * row as f32, 700.0));
        let page = Page { drawings: bullets.to_vec(), ..Page::default() };
        let draft = Draft { page, segments: segments.collect(), ..Draft::default() };
        let mut items = items(&draft, &[None; 4]);
        mark(&draft, &mut items, &BodyStyle { size: body, ..BodyStyle::default() });
        items.iter().map(|item| item.bullet).collect()
    }

    #[test]
    fn balls_of_one_size_below_one_another_are_bullets() {
        let ball = |row: usize, x: f32, size: f32| {
            let y = 85.0 + 40.0 * row as f32;
            Rect::new(x, y, x + size, y + size)
        };
        let balls = [ball(0, 70.0, 12.0), ball(1, 70.0, 12.0), ball(3, 70.0, 12.0)];
        assert_eq!(marked(&balls, 30.0), [true, true, false, true]);
        assert_eq!(marked(&balls, 40.0), [false; 4]);
        assert_eq!(marked(&balls[..2], 30.0), [false; 4]);
        let apart = [ball(0, 70.0, 12.0), ball(1, 60.0, 12.0), ball(3, 50.0, 12.0)];
        assert_eq!(marked(&apart, 30.0), [false; 4]);
        let pictures = [0, 1, 3].map(|row| ball(row, 10.0, 50.0));
        assert_eq!(marked(&pictures, 30.0), [false; 4]);
    }
}
