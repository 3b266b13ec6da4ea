//! Boxes of papers: prose on a ground or in a frame of its own. A box is read in one go, whatever
//! columns and paragraphs of the page it stands between.

use super::block::Item;
use super::draft::Draft;
use super::model::{BlockKind, BodyStyle, FigureArea, TableArea};
use super::poster;
use crate::geometry::Rect;

/// Share of the page that a box covers.
const BOX_SHARE: std::ops::Range<f32> = 0.012..0.6;
/// Boxes are at least this wide, in ems.
const NARROWEST: f32 = 10.0;
/// A box holds at least this many lines.
const FEWEST_LINES: usize = 4;
/// And this many glyphs a line: labels of drawings are shorter.
const PROSE_GLYPHS: u32 = 18;
/// What holds more of a page's glyphs than this is its ground.
const GROUND_SHARE: f32 = 0.6;
/// On the first page type larger than the body by this factor is that of the title.
const TITLE_SIZE: f32 = 1.3;
/// Lines reach out of their box by no more than this, in ems.
const MARGIN: f32 = 0.6;
/// Boxes with edges this close are one, and so are a box and the bar of its title, in points.
const SAME_EDGE: f32 = 4.0;
/// Bars of titles are no higher than this, in ems.
const BAR_HEIGHT: f32 = 4.0;
/// A colour with all its parts above this is that of paper.
const PAPER: u32 = 0xF9;
/// Boxes looked at on one page at most.
const MOST_BOXES: usize = 200;

/// Finds the boxes of a page, smaller ones first, and gives each line the number of its own.
pub(super) fn find(
    draft: &Draft,
    items: &mut [Item],
    first_page: bool,
    areas: (&[TableArea], &[FigureArea]),
    body: &BodyStyle,
) -> Vec<Rect> {
    let em = body.size;
    let mut boxes: Vec<Rect> = Vec::new();
    for bbox in candidates(draft, em) {
        let drawn =
            areas.0.iter().map(|table| table.bbox).chain(areas.1.iter().map(|own| own.bbox));
        let is_text = !drawn.into_iter().any(|area| area.intersection(bbox).area() > 0.0);
        let is_new = !boxes.iter().any(|other| is_same(*other, bbox));
        if is_text && is_new && holds_prose(draft, items, bbox, first_page, em) {
            boxes.push(bbox);
        }
    }
    boxes.sort_by(|a, b| a.area().total_cmp(&b.area()));
    for item in items {
        let own = boxes.iter().position(|bbox| bbox.contains(item.bbox.center()));
        item.region = own.map_or(0, |own| own as u32 + 1);
    }
    boxes
}

/// Grounds and frames of the size of boxes, with the bars of titles right above them; larger ones
/// first.
fn candidates(draft: &Draft, em: f32) -> Vec<Rect> {
    let page = &draft.page;
    let paper = page.size.width * page.size.height;
    let is_tinted =
        |color: u32| [color >> 16, color >> 8, color].iter().any(|part| part & 0xFF < PAPER);
    let fills: Vec<Rect> =
        page.fills.iter().filter(|fill| is_tinted(fill.color)).map(|fill| fill.bbox).collect();
    let is_box =
        |bbox: &Rect| BOX_SHARE.contains(&(bbox.area() / paper)) && bbox.width() > NARROWEST * em;
    let drawn = fills.iter().chain(&page.drawings).copied().chain(poster::frames(
        page,
        std::iter::empty(),
        poster::MEET,
    ));
    let mut boxes: Vec<Rect> = drawn.filter(is_box).take(MOST_BOXES).collect();
    for bbox in &mut boxes {
        let is_bar = |bar: &&Rect| {
            bar.height() < BAR_HEIGHT * em
                && (bar.x0 - bbox.x0).abs() < SAME_EDGE
                && (bar.x1 - bbox.x1).abs() < SAME_EDGE
                && (bar.y1 - bbox.y0).abs() < SAME_EDGE
        };
        if let Some(bar) = fills.iter().find(is_bar) {
            *bbox = bbox.union(*bar);
        }
    }
    boxes.sort_by(|a, b| b.area().total_cmp(&a.area()));
    boxes
}

fn is_same(a: Rect, b: Rect) -> bool {
    [a.x0 - b.x0, a.y0 - b.y0, a.x1 - b.x1, a.y1 - b.y1].iter().all(|side| side.abs() < SAME_EDGE)
}

/// Whether whole lines of prose stand in a box, and not most of the page or its title.
fn holds_prose(draft: &Draft, items: &[Item], bbox: Rect, first_page: bool, em: f32) -> bool {
    let (mut lines, mut inside, mut all) = (0, 0, 0);
    for item in items.iter().filter(|item| item.kind == BlockKind::Text) {
        let segment = &draft.segments[item.segment as usize];
        all += segment.glyphs;
        if !bbox.contains(item.bbox.center()) {
            continue;
        }
        let torn = item.bbox.x0 < bbox.x0 - MARGIN * em || item.bbox.x1 > bbox.x1 + MARGIN * em;
        if torn || first_page && segment.size > TITLE_SIZE * em {
            return false;
        }
        lines += 1;
        inside += segment.glyphs;
    }
    lines >= FEWEST_LINES
        && inside >= PROSE_GLYPHS * lines as u32
        && (inside as f32) < GROUND_SHARE * all as f32
}
