//! Numbers that count the lines of a manuscript, in one or both of its margins.
//!
//! They are found before rows are cut at gutters, so that no number gets into the sentence beside it.

use super::model::Verdict;
use crate::document::FurnitureKind;
use crate::layout::draft::{Draft, Segment};
use crate::reason::Reason;
use crate::tolerance::{is_one_row, median, nearest_step};
use rustc_hash::FxHashMap;

/// Line numbers end within this of one another, in points.
const EDGE_STEP: f32 = 4.0;
/// They have no more digits than this.
const MOST_DIGITS: u32 = 5;
/// Line numbers stand in columns of at least this many.
const FEWEST: usize = 8;
/// On pages after one that has them they stand in columns of at least this many.
const FEWEST_ON_OTHER_PAGES: usize = 2;
/// Share of them, out of ten, that grow by one step.
const STEADY: usize = 9;
/// Lines are numbered one by one, or each fifth or tenth.
const STEPS: [i64; 3] = [1, 5, 10];
/// Lines with a number have at least this many words in one piece in the middle: cells of a table
/// have fewer.
const WORDS_BESIDE: f32 = 4.0;
/// Share of the numbers that stand outside of all text of their rows; running heads lower it.
const OUTSIDE: f32 = 0.9;
/// Segments near a number looked at at most, so that a hostile page stays linear.
const MOST_NEAR: usize = 200;
/// Share of lines that have a number; display formulas and tables lower it.
const NUMBERED: f32 = 0.6;
/// Share of the height of the page's text along which they stand.
const ALONG: f32 = 0.5;

/// One number, by its height on the page.
#[derive(Debug, Clone, Copy)]
struct Number {
    baseline: f32,
    value: i64,
    segment: usize,
}

/// Tells the segments of each page that are line numbers.
pub(in crate::layout) fn find(drafts: &mut [Draft]) {
    let columns: Vec<FxHashMap<i32, Vec<Number>>> = drafts.iter().map(columns).collect();
    let mut edges: Vec<i32> = Vec::new();
    let mut found: Vec<Vec<(i32, usize)>> = vec![Vec::new(); drafts.len()];
    for ((draft, columns), found) in drafts.iter().zip(&columns).zip(&mut found) {
        for (edge, column) in columns {
            if column.len() >= FEWEST && counts_lines(draft, column) {
                edges.push(*edge);
                found.extend(column.iter().map(|number| (*edge, number.segment)));
            }
        }
    }
    for ((draft, columns), found) in drafts.iter_mut().zip(&columns).zip(&mut found) {
        for (edge, column) in columns {
            let known = edges.iter().any(|other| (other - edge).abs() <= 1);
            let counted = found.iter().any(|(own, _)| own == edge);
            if known
                && !counted
                && column.len() >= FEWEST_ON_OTHER_PAGES
                && is_beside(draft, column)
            {
                found.extend(column.iter().map(|number| (*edge, number.segment)));
            }
        }
        for &(_, segment) in &*found {
            draft.segments[segment].line_number = true;
        }
    }
}

/// Makes the segments that were found furniture.
pub(super) fn mark(draft: &Draft, kinds: &mut [Option<Verdict>]) {
    for (segment, kind) in draft.segments.iter().zip(kinds) {
        if segment.line_number {
            *kind = Some((FurnitureKind::LineNumber, Reason::CountsLines));
        }
    }
}

/// Whole numbers of a page by where they end, from top to bottom, where they grow by one step.
fn columns(draft: &Draft) -> FxHashMap<i32, Vec<Number>> {
    let mut columns: FxHashMap<i32, Vec<Number>> = FxHashMap::default();
    for (at, segment) in draft.segments.iter().enumerate() {
        if segment.angle != 0 || segment.glyphs > MOST_DIGITS || segment.words.len() != 1 {
            continue;
        }
        if let Ok(value) = draft.text(segment.words.clone()).parse::<i64>() {
            let number = Number { baseline: segment.baseline, value, segment: at };
            columns.entry(nearest_step(segment.bbox.x1, EDGE_STEP)).or_default().push(number);
        }
    }
    columns.retain(|_, column| {
        column.sort_by(|a, b| a.baseline.total_cmp(&b.baseline));
        step(column).is_some()
    });
    columns
}

/// The step by which nearly all numbers of a column grow.
fn step(column: &[Number]) -> Option<i64> {
    let pairs = column.len().saturating_sub(1);
    let of_step =
        |step: i64| column.windows(2).filter(|pair| pair[1].value - pair[0].value == step).count();
    let steady = |step: &i64| pairs > 0 && of_step(*step) * 10 >= pairs * STEADY;
    STEPS.into_iter().find(steady)
}

/// Whether the numbers count lines: entries of a list have lines without, and those of a table have
/// text above or below.
fn counts_lines(draft: &Draft, column: &[Number]) -> bool {
    let (Some(first), Some(last)) = (column.first(), column.last()) else { return false };
    let mut baselines: Vec<i32> = draft
        .segments
        .iter()
        .filter(|segment| {
            segment.angle == 0
                && segment.glyphs > MOST_DIGITS
                && segment.baseline > first.baseline - 1.0
                && segment.baseline < last.baseline + 1.0
        })
        .map(|segment| nearest_step(segment.baseline, EDGE_STEP))
        .collect();
    baselines.sort_unstable();
    baselines.dedup();
    let numbered =
        column.len() as f32 * step(column).unwrap_or(1) as f32 / baselines.len().max(1) as f32;
    let (top, bottom) = draft
        .segments
        .iter()
        .filter(|segment| segment.angle == 0)
        .fold((f32::MAX, f32::MIN), |(top, bottom), segment| {
            (top.min(segment.baseline), bottom.max(segment.baseline))
        });
    numbered > NUMBERED
        && last.baseline - first.baseline >= ALONG * (bottom - top)
        && is_beside(draft, column)
}

/// Whether a segment is upright and no number of the length of a line number.
fn is_text(segment: &Segment) -> bool {
    segment.angle == 0 && !(segment.words.len() == 1 && segment.glyphs <= MOST_DIGITS)
}

/// Whether the numbers stand in the margin beside lines of text: outside of all that their rows hold
/// but other numbers, with lines of several words beside them.
fn is_beside(draft: &Draft, column: &[Number]) -> bool {
    let (mut left, mut right) = (0, 0);
    let mut words = Vec::with_capacity(column.len());
    let mut texts: Vec<&Segment> =
        draft.segments.iter().filter(|segment| is_text(segment)).collect();
    texts.sort_by(|a, b| a.baseline.total_cmp(&b.baseline));
    for number in column {
        let own = &draft.segments[number.segment];
        let first = texts.partition_point(|other| other.baseline < own.baseline - own.size);
        let near = |other: &&&Segment| other.baseline <= own.baseline + own.size;
        let beside =
            |other: &&&Segment| is_one_row(other.baseline, own.baseline, other.size.max(own.size));
        let row = || texts[first..].iter().take_while(near).take(MOST_NEAR).filter(beside);
        words.push(row().map(|other| other.words.len()).max().unwrap_or(0) as f32);
        left += usize::from(row().all(|other| own.bbox.x1 <= other.bbox.x0));
        right += usize::from(row().all(|other| own.bbox.x0 >= other.bbox.x1));
    }
    left.max(right) as f32 >= OUTSIDE * column.len() as f32
        && median(words).is_some_and(|words| words >= WORDS_BESIDE)
}
