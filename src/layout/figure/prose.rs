//! Lines of text in what looks like a figure.

use super::super::block::Item;
use crate::geometry::Rect;
use crate::layout::draft::{Draft, Segment};
use crate::layout::model::{BlockKind, BodyStyle};
use crate::tolerance::{is_same_size, nearest_step, quarters};

/// Type larger than the body's by this factor is that of a title.
const DISPLAY: f32 = 1.4;
/// A line of prose in a box has at least this many words.
const PROSE_WORDS: usize = 5;
/// And type of at least this share of the body's size.
const PROSE_SIZE: f32 = 0.85;
/// A line of a title has at least this many words.
const TITLE_WORDS: usize = 3;

/// Whether an area holds lines of prose, or of a title that goes on outside of it: then it is a box
/// around text, no figure.
pub(super) fn is_most(draft: &Draft, items: &[Item], bbox: Rect, body: &BodyStyle) -> bool {
    let is_inside = |item: &Item| bbox.grown(1.0).contains(item.bbox.center());
    let title_size = |item: &Item| {
        let segment = &draft.segments[item.segment as usize];
        let large = segment.size >= DISPLAY * body.size && segment.words.len() >= TITLE_WORDS;
        large.then_some(quarters(segment.size))
    };
    let text = || items.iter().filter(|item| item.kind == BlockKind::Text);
    let outside: Vec<i32> = text().filter(|item| !is_inside(item)).filter_map(title_size).collect();
    let (mut prose, mut all) = (0, 0);
    for item in text().filter(|item| is_inside(item)) {
        let segment = &draft.segments[item.segment as usize];
        all += segment.glyphs;
        let goes_on = title_size(item).is_some_and(|size| outside.contains(&size));
        if goes_on || is_line(segment, body) {
            prose += segment.glyphs;
        }
    }
    all > 0 && prose * 2 > all
}

/// Whether a segment is as long and large as a line of prose.
fn is_line(segment: &Segment, body: &BodyStyle) -> bool {
    segment.size >= PROSE_SIZE * body.size && segment.words.len() >= PROSE_WORDS
}

/// Lines of a narrow column begin within this of one another, in points.
const EDGE_STEP: f32 = 4.0;
/// They follow each other by no more than this, in ems.
const LEADING: f32 = 1.6;
/// At least so many of them are a column of text.
const FEWEST_LINES: usize = 3;
/// They have at least this many words in the mean: labels have fewer.
const NARROW_WORDS: usize = 3;

/// Which items over a picture are text, not labels in it: lines of prose, and the lines of narrow
/// columns.
pub(super) fn on_picture(draft: &Draft, items: &[Item], bbox: Rect, body: &BodyStyle) -> Vec<bool> {
    let inside = |at: &usize| {
        let item = &items[*at];
        item.kind == BlockKind::Text && bbox.grown(1.0).contains(item.bbox.center())
    };
    let lines: Vec<usize> = (0..items.len()).filter(inside).collect();
    let columns = in_columns(draft, items, lines.clone(), NARROW_WORDS);
    let mut prose: Vec<bool> = columns.iter().map(Option::is_some).collect();
    for at in lines {
        prose[at] |= is_line(&draft.segments[items[at].segment as usize], body);
    }
    prose
}

/// For each item the narrow column that it is of, if it is one of these `lines`: lines below one another in
/// one size and from one edge on, with so many words in the mean.
pub(super) fn in_columns(
    draft: &Draft,
    items: &[Item],
    mut lines: Vec<usize>,
    words: usize,
) -> Vec<Option<Rect>> {
    let segment = |at: usize| &draft.segments[items[at].segment as usize];
    let edge = |at: usize| nearest_step(items[at].bbox.x0, EDGE_STEP);
    lines.sort_by(|&a, &b| {
        edge(a).cmp(&edge(b)).then(segment(a).baseline.total_cmp(&segment(b).baseline))
    });
    let follows = |a: &usize, b: &usize| {
        let (above, below) = (segment(*a), segment(*b));
        edge(*a) == edge(*b)
            && is_same_size(above.size, below.size)
            && below.baseline - above.baseline < LEADING * below.size
    };
    let is_column = |column: &&[usize]| {
        let all: usize = column.iter().map(|&at| segment(at).words.len()).sum();
        column.len() >= FEWEST_LINES && all >= words * column.len()
    };
    let mut found = vec![None; items.len()];
    for column in lines.chunk_by(follows).filter(is_column) {
        let bbox: Rect = column.iter().map(|&at| items[at].bbox).collect();
        column.iter().for_each(|&at| found[at] = Some(bbox));
    }
    found
}
