//! The words drawn among the graphics of a figure: axis labels, legends, panel letters, boxes.

use super::super::block::Item;
use super::prose;
use super::scene::{Caption, Scene, State};
use crate::geometry::Rect;
use crate::layout::draft::Draft;
use crate::layout::model::{BlockKind, BodyStyle};
use crate::tolerance::{BODY_SIZE, MAJORITY};

/// Rounds in which labels of labels are taken in.
const ROUNDS: usize = 4;
/// A label stands this close beside its figure, in ems.
const BESIDE: f32 = 2.5;
/// A label stands this close above its figure, in ems.
const ABOVE: f32 = 1.2;
/// A label beside or above a figure has no more words than this.
const LABEL_WORDS: usize = 8;
/// Lines below one another with this many words in the mean are a paragraph, such as the caption of a
/// part, no labels.
const PARAGRAPH_WORDS: usize = 5;
/// A figure that grows covers no more than this share of other texts.
const COVERED: f32 = 0.05;

/// Takes the words of a figure into it; the area it has with them.
pub(super) fn take(
    draft: &Draft,
    items: &mut [Item],
    scene: &Scene,
    mut bbox: Rect,
    caption: &Caption,
    body: &BodyStyle,
    number: u32,
) -> Rect {
    let closed_above = scene.is_below_table(bbox);
    let paragraphs = paragraphs(draft, items);
    for _ in 0..ROUNDS {
        let before = bbox;
        for (at, item) in items.iter_mut().enumerate() {
            if item.kind != BlockKind::Text
                || scene.states[at] != State::Loose
                || scene.is_parted(item.bbox.center(), caption.bbox.center())
            {
                continue;
            }
            let grown = bbox.union(item.bbox);
            let beside = || {
                paragraphs[at].is_none()
                    && (is_between(before, caption.bbox, item.bbox)
                        || is_label(draft, item, before, body, closed_above))
                    && is_free(scene, grown, bbox)
            };
            if is_inside(before, paragraphs[at].unwrap_or(item.bbox)) || beside() {
                item.kind = BlockKind::Figure(number);
                bbox = grown;
            }
        }
        if bbox == before {
            break;
        }
    }
    bbox
}

/// For each item the paragraph that it is a line of: one whose first line a drawing reaches is not
/// in it.
pub(super) fn paragraphs(draft: &Draft, items: &[Item]) -> Vec<Option<Rect>> {
    let texts = (0..items.len()).filter(|&at| items[at].kind == BlockKind::Text).collect();
    prose::in_columns(draft, items, texts, PARAGRAPH_WORDS)
}

/// Whether an item, or the paragraph it is of, stands in an area.
pub(super) fn is_inside(area: Rect, item: Rect) -> bool {
    area.grown(2.0).contains(item.center())
}

/// Whether an item stands between an area and its caption.
fn is_between(area: Rect, caption: Rect, item: Rect) -> bool {
    let (y0, y1) = if caption.center().y > area.center().y {
        (area.y1, caption.y0)
    } else {
        (caption.y1, area.y0)
    };
    let across = area.union(caption).horizontal();
    let middle = item.center();
    middle.y > y0 && middle.y < y1 && item.horizontal().overlap(across) > MAJORITY * item.width()
}

/// Whether an item labels an area from the side or from above.
fn is_label(draft: &Draft, item: &Item, area: Rect, body: &BodyStyle, closed_above: bool) -> bool {
    let segment = &draft.segments[item.segment as usize];
    let em = segment.size;
    let of_body = segment.font == body.font && segment.size > BODY_SIZE * body.size;
    if item.words.len() > LABEL_WORDS || of_body && item.words.len() > 2 {
        return false;
    }
    let middle = item.bbox.center();
    let across = (area.x0 - item.bbox.x1).max(item.bbox.x0 - area.x1);
    let row = middle.y > area.y0 - em && middle.y < area.y1 + em;
    let above = area.y0 - item.bbox.y1;
    let column = item.bbox.horizontal().overlap(area.horizontal()) > MAJORITY * item.bbox.width();
    let on_top = column && above > -em && above < ABOVE * em;
    let row = row && (!closed_above || middle.y > area.y0);
    row && across < BESIDE * em || on_top && !of_body && !closed_above
}

/// Whether an area may grow without reaching over prose or captions that it did not reach before.
fn is_free(scene: &Scene, grown: Rect, before: Rect) -> bool {
    let covered = |area: Rect, bbox: Rect| area.intersection(bbox).area();
    let captions = scene.captions.iter().map(|caption| caption.bbox);
    scene
        .prose
        .iter()
        .copied()
        .chain(captions)
        .all(|bbox| covered(grown, bbox) <= covered(before, bbox) + COVERED * bbox.area())
}
