//! Lines to blocks: lines of one style under one another at a steady distance.

use super::Options;
use super::draft::Draft;
use super::furniture::Verdict;
use super::model::{BlockKind, BodyStyle};
use crate::geometry::Rect;
use crate::reason::Reason;
use crate::tolerance::SAME_ROW;
use std::ops::Range;

/// Lines further apart than this, in ems, are never one block.
const FARTHEST: f32 = 3.2;
/// Lines of one block have sizes that differ by no more than this factor.
const SIZE: f32 = 1.13;
/// Distances of baselines that differ by no more than this share are one rhythm.
const RHYTHM: f32 = 0.06;
/// Lines under one another overlap by at least this share of the narrower one.
const OVERLAP: f32 = 0.3;
/// A drawn line between two lines may reach this far into the box of the upper one, in ems: below its
/// baseline there is little ink.
const INTO_UPPER: f32 = 0.15;
/// And this far into that of the lower one.
const INTO_LOWER: f32 = 0.35;
/// It runs along more than this share of them.
const RULED_SHARE: f32 = 0.6;
/// Lines of one rhythm are no further apart than this, in ems.
const WIDEST_RHYTHM: f32 = 2.6;
/// Lines that end before the next one by more than this, in ems, are the last of their text.
const SHORT: f32 = 3.0;
/// Lines looked at below a line at most, so that a hostile page stays linear.
const NEIGHBOURS: usize = 64;

/// A line as the rooms of a page hand it on: words on one baseline and the area they are in.
#[derive(Debug, Clone)]
pub(super) struct Item {
    /// Range of the draft's words.
    pub(super) words: Range<u32>,
    pub(super) bbox: Rect,
    /// The segment it is, or is a part of.
    pub(super) segment: u32,
    pub(super) kind: BlockKind,
    /// What makes it furniture, where it is that.
    pub(super) reason: Option<Reason>,
    /// Whether it names what stands below it; known of posters only.
    pub(super) head: bool,
    /// Whether a bullet is drawn in front of it.
    pub(super) bullet: bool,
    /// What stands in one panel of a poster under one head has one number.
    pub(super) region: u32,
}

/// The segments of a page as items.
pub(super) fn items(draft: &Draft, furniture: &[Option<Verdict>]) -> Vec<Item> {
    draft
        .segments
        .iter()
        .zip(furniture)
        .enumerate()
        .map(|(at, (segment, verdict))| Item {
            words: segment.words.clone(),
            bbox: segment.bbox,
            segment: at as u32,
            kind: verdict.map_or(BlockKind::Text, |(kind, _)| BlockKind::Furniture(kind)),
            reason: verdict.map(|(_, reason)| reason),
            head: false,
            bullet: false,
            region: 0,
        })
        .collect()
}

/// Items that are one block.
#[derive(Debug)]
pub(super) struct Group {
    /// Indices of items from top to bottom.
    pub(super) items: Vec<u32>,
    /// What parts a block of text from what stands above it, or makes a block furniture.
    pub(super) reason: Option<Reason>,
}

/// Groups items into blocks: each of `formulas`, in their order, is one.
pub(super) fn group(
    draft: &Draft,
    items: &[Item],
    formulas: Vec<Vec<u32>>,
    body: &BodyStyle,
    options: &Options,
) -> Vec<Group> {
    let mut blocks = group_areas(draft, items);
    let mut taken = vec![false; items.len()];
    formulas.iter().flatten().for_each(|&at| taken[at as usize] = true);
    let mut text: Vec<u32> = (0..items.len() as u32)
        .filter(|&at| items[at as usize].kind == BlockKind::Text && !taken[at as usize])
        .collect();
    let baseline = |at: u32| draft.segments[items[at as usize].segment as usize].baseline;
    text.sort_by(|&a, &b| {
        baseline(a)
            .total_cmp(&baseline(b))
            .then(items[a as usize].bbox.x0.total_cmp(&items[b as usize].bbox.x0))
    });
    let below = neighbours(draft, items, &text, false);
    let reversed: Vec<u32> = text.iter().rev().copied().collect();
    let above = neighbours(draft, items, &reversed, true);
    let formula = |items| Group { items, reason: Some(Reason::DisplayFormula) };
    blocks.extend(formulas.into_iter().map(formula));
    for &first in &text {
        if taken[first as usize] {
            continue;
        }
        let seam = |pair: (u32, u32)| parted_by(draft, items, &below, &above, pair, body, options);
        let reason = match above[first as usize] {
            None => Reason::NothingAbove,
            Some(last) => seam((last, first)).unwrap_or(Reason::SeveralNeighbours),
        };
        let mut block = vec![first];
        taken[first as usize] = true;
        let mut last = first;
        while let Some(next) = below[last as usize] {
            if taken[next as usize] || seam((last, next)).is_some() {
                break;
            }
            taken[next as usize] = true;
            block.push(next);
            last = next;
        }
        blocks.push(Group { items: block, reason: Some(reason) });
    }
    blocks
}

/// Items of furniture, cells, figures and listings: one block for each piece, cell, figure and listing.
fn group_areas(draft: &Draft, items: &[Item]) -> Vec<Group> {
    let key = |item: &Item| match item.kind {
        BlockKind::Text | BlockKind::Furniture(_) => None,
        BlockKind::Cell { table, cell } => Some((0, table, cell)),
        BlockKind::Figure(figure) => Some((1, figure, 0)),
        BlockKind::Listing(listing) => Some((2, listing, 0)),
    };
    let mut areas: Vec<u32> =
        (0..items.len() as u32).filter(|&at| items[at as usize].kind != BlockKind::Text).collect();
    areas.sort_by(|&a, &b| {
        let (a, b) = (&items[a as usize], &items[b as usize]);
        let (own, other) = (reading_place(draft, a), reading_place(draft, b));
        key(a).cmp(&key(b)).then(own.0.total_cmp(&other.0)).then(own.1.total_cmp(&other.1))
    });
    let mut blocks: Vec<Group> = Vec::new();
    for at in areas {
        let item = &items[at as usize];
        match blocks.last_mut() {
            Some(last)
                if key(item).is_some() && key(&items[last.items[0] as usize]) == key(item) =>
            {
                last.items.push(at);
            }
            _ => blocks.push(Group { items: vec![at], reason: item.reason }),
        }
    }
    blocks
}

/// How far down and how far along its line an item stands for who reads it upright.
fn reading_place(draft: &Draft, item: &Item) -> (f32, f32) {
    let segment = &draft.segments[item.segment as usize];
    match segment.angle {
        90 => (-segment.bbox.x0, item.bbox.y0),
        -90 => (segment.bbox.x1, -item.bbox.y1),
        _ => (segment.baseline, item.bbox.x0),
    }
}

/// For each item the only one that stands next to it in the direction of `order`.
fn neighbours(draft: &Draft, items: &[Item], order: &[u32], upwards: bool) -> Vec<Option<u32>> {
    let mut found = vec![None; items.len()];
    for (place, &at) in order.iter().enumerate() {
        let item = &items[at as usize];
        let own = &draft.segments[item.segment as usize];
        if own.angle != 0 {
            continue;
        }
        let mut nearest: Option<(u32, f32)> = None;
        for &other in order[place + 1..].iter().take(NEIGHBOURS) {
            let candidate = &items[other as usize];
            let segment = &draft.segments[candidate.segment as usize];
            let step = (segment.baseline - own.baseline) * if upwards { -1.0 } else { 1.0 };
            let em = own.size.max(segment.size);
            if step > FARTHEST * em {
                break;
            }
            if let Some((_, first)) = nearest
                && step > first + SAME_ROW * em
            {
                break;
            }
            let overlap = item.bbox.horizontal().overlap(candidate.bbox.horizontal());
            let narrow = item.bbox.width().min(candidate.bbox.width());
            if step < SAME_ROW * em.min(own.size)
                || overlap < OVERLAP * narrow
                || segment.angle != 0
            {
                continue;
            }
            if nearest.is_some() {
                nearest = None;
                break;
            }
            nearest = Some((other, step));
        }
        found[at as usize] = nearest.map(|(other, _)| other);
    }
    found
}

/// What parts the second line of a pair from the first: nothing where they are of one block.
fn parted_by(
    draft: &Draft,
    items: &[Item],
    below: &[Option<u32>],
    above: &[Option<u32>],
    pair: (u32, u32),
    body: &BodyStyle,
    options: &Options,
) -> Option<Reason> {
    if below[pair.0 as usize] != Some(pair.1) || above[pair.1 as usize] != Some(pair.0) {
        return Some(Reason::SeveralNeighbours);
    }
    let segment = |at: u32| &draft.segments[items[at as usize].segment as usize];
    let (upper, lower) = (segment(pair.0), segment(pair.1));
    if upper.size.max(lower.size) > SIZE * upper.size.min(lower.size) {
        return Some(Reason::OtherSize);
    }
    // Where the weight changes inside a full line and not between the two, it parts nothing.
    let right = |at: u32| items[at as usize].bbox.x1;
    let full = right(pair.0) > right(pair.1) - SHORT * upper.size;
    let set_on = upper.bold_end == lower.bold_start && (full || upper.bold && lower.bold_start);
    if upper.bold != lower.bold && !set_on {
        return Some(Reason::OtherWeight);
    }
    // Two headings, one below the other.
    let both_bold = upper.bold && lower.bold;
    if both_bold && upper.capitals != lower.capitals && upper.font != lower.font {
        return Some(Reason::OtherType);
    }
    if is_cut(draft, items, pair) {
        return Some(Reason::DrawnLine);
    }
    if is_parted(&items[pair.0 as usize], &items[pair.1 as usize]) {
        return Some(Reason::OtherPanel);
    }
    let step = lower.baseline - upper.baseline;
    if step <= options.leading_jump * body.leading_of(upper.size) {
        return None;
    }
    let same = |other: f32| (other - step).abs() <= RHYTHM * step;
    let before = above[pair.0 as usize].map(|at| upper.baseline - segment(at).baseline);
    let after = below[pair.1 as usize].map(|at| segment(at).baseline - lower.baseline);
    let rhythm = before.is_some_and(same) || after.is_some_and(same);
    (step >= WIDEST_RHYTHM * upper.size || !rhythm).then_some(Reason::WiderLeading)
}

/// Whether two lines of a poster stand in different regions: those of one head do not.
fn is_parted(upper: &Item, lower: &Item) -> bool {
    upper.head != lower.head || !upper.head && upper.region != lower.region
}

/// Whether a drawn line parts the two.
fn is_cut(draft: &Draft, items: &[Item], pair: (u32, u32)) -> bool {
    let (upper, lower) = (items[pair.0 as usize].bbox, items[pair.1 as usize].bbox);
    let size = draft.segments[items[pair.0 as usize].segment as usize].size;
    let (top, bottom) = (upper.y1 - INTO_UPPER * size, lower.y0 + INTO_LOWER * size);
    let width = upper.width().max(lower.width());
    let first = draft.rulings.partition_point(|ruling| ruling.bbox.y1 < top);
    draft.rulings[first..].iter().take_while(|ruling| ruling.bbox.y0 < bottom).any(|ruling| {
        ruling.horizontal
            && ruling.bbox.y0 >= top
            && ruling.bbox.y1 <= bottom
            && ruling.bbox.horizontal().overlap(upper.horizontal()) > RULED_SHARE * width
    })
}
