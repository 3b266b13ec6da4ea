//! Listings: lines of code, whose ends and indents are part of what they say.

use super::block::Item;
use super::draft::Draft;
use super::model::{BlockKind, BodyStyle};
use crate::geometry::Rect;
use crate::page::Font;
use crate::tolerance::{MAJORITY, is_one_row};
use std::ops::Range;

/// Fewer lines than this are names and addresses in a text.
const FEWEST_LINES: usize = 3;
/// Lines of one listing are no further apart than this, in ems: a blank line may stand between them.
const FARTHEST: f32 = 3.2;
/// A line had room for the first word of the next one where so much more is left behind it, in ems.
const ROOM: f32 = 1.0;
/// Columns of lines looked at beside a line at most, so that a hostile page stays linear.
const NEIGHBOURS: usize = 64;
/// Signs that hardly stand in prose.
const SIGNS: &[char] =
    &['(', ')', '{', '}', '[', ']', '=', ';', '<', '>', '#', '$', '|', '\\', '*', '+'];

/// Lines under one another in type of one width.
struct Run {
    items: Vec<u32>,
    lines: Vec<Line>,
    bbox: Rect,
    /// Of its last line.
    baseline: f32,
    em: f32,
}

struct Line {
    x1: f32,
    /// How wide its first word is.
    first: f32,
    /// Whether it has a sign of code.
    signed: bool,
}

/// Marks the items of each listing of a page.
///
/// A listing is set in type of one width where the text is not, its lines have signs of code, and most of them end
/// although the first word of the next one had room behind them: nobody broke them to fill a column.
pub(super) fn find(draft: &Draft, items: &mut [Item], fonts: &[Font], body: &BodyStyle) {
    let is_fixed = |font: Option<&Font>| font.is_some_and(|font| font.fixed_pitch);
    if is_fixed(fonts.get(body.font.0 as usize)) || !fonts.iter().any(|font| font.fixed_pitch) {
        return;
    }
    let mut order: Vec<u32> =
        (0..items.len() as u32).filter(|&at| is_upright_text(draft, &items[at as usize])).collect();
    let baseline = |at: u32| draft.segments[items[at as usize].segment as usize].baseline;
    order.sort_by(|&a, &b| {
        let along = items[a as usize].bbox.x0.total_cmp(&items[b as usize].bbox.x0);
        baseline(a).total_cmp(&baseline(b)).then(along)
    });
    let mut runs: Vec<Run> = Vec::new();
    let mut open: Vec<usize> = Vec::new();
    for at in order {
        let item = &items[at as usize];
        let near = open.len().saturating_sub(NEIGHBOURS);
        let own = (near..open.len()).rev().find(|&own| runs[open[own]].meets(draft, item));
        let fixed = glyphs(draft, item.words.clone()).all(|font| is_fixed(fonts.get(font)));
        match own {
            Some(own) if fixed => runs[open[own]].push(draft, items, at),
            Some(own) => drop(open.remove(own)),
            None if fixed => {
                open.push(runs.len());
                runs.push(Run::new(draft, items, at));
            }
            None => {}
        }
    }
    for (number, run) in (0..).zip(runs.iter().filter(|run| run.is_listing())) {
        run.items.iter().for_each(|&at| items[at as usize].kind = BlockKind::Listing(number));
    }
}

fn is_upright_text(draft: &Draft, item: &Item) -> bool {
    let segment = &draft.segments[item.segment as usize];
    item.kind == BlockKind::Text && segment.angle == 0 && !item.words.is_empty()
}

/// Indices of the fonts of the glyphs of some words.
fn glyphs(draft: &Draft, words: Range<u32>) -> impl Iterator<Item = usize> {
    let words = &draft.words[words.start as usize..words.end as usize];
    let glyphs = words.iter().flat_map(|word| word.glyphs.clone());
    glyphs.map(|at| draft.page.glyphs[draft.glyphs[at as usize] as usize].font.0 as usize)
}

impl Run {
    fn new(draft: &Draft, items: &[Item], at: u32) -> Self {
        let bbox = items[at as usize].bbox;
        let baseline = f32::NEG_INFINITY;
        let mut run = Self { items: Vec::new(), lines: Vec::new(), bbox, baseline, em: 0.0 };
        run.push(draft, items, at);
        run
    }

    /// Whether an item that stands no higher than its last line is beside that or the next one below.
    fn meets(&self, draft: &Draft, item: &Item) -> bool {
        let segment = &draft.segments[item.segment as usize];
        let em = self.em.max(segment.size);
        let below = segment.baseline - self.baseline;
        let beside = is_one_row(segment.baseline, self.baseline, em);
        let overlap = self.bbox.horizontal().overlap(item.bbox.horizontal()) > 0.0;
        below <= FARTHEST * em && (overlap || beside && item.bbox.x0 - self.bbox.x1 < FARTHEST * em)
    }

    /// Adds a line, or what stands behind a gap in its last one.
    fn push(&mut self, draft: &Draft, items: &[Item], at: u32) {
        let item = &items[at as usize];
        let segment = &draft.segments[item.segment as usize];
        let signed = draft.text(item.words.clone()).contains(SIGNS);
        let first = draft.words[item.words.start as usize].bbox.width();
        match self.lines.last_mut() {
            Some(last) if is_one_row(segment.baseline, self.baseline, segment.size) => {
                last.x1 = item.bbox.x1;
                last.signed |= signed;
            }
            _ => self.lines.push(Line { x1: item.bbox.x1, first, signed }),
        }
        self.items.push(at);
        self.bbox = self.bbox.union(item.bbox);
        self.baseline = segment.baseline;
        self.em = segment.size;
    }

    fn is_listing(&self) -> bool {
        let count = self.lines.len();
        let most = MAJORITY * count as f32;
        let signed = self.lines.iter().filter(|line| line.signed).count();
        let early = self
            .lines
            .windows(2)
            .filter(|pair| pair[0].x1 + pair[1].first + ROOM * self.em < self.bbox.x1);
        count >= FEWEST_LINES && signed as f32 > most && (early.count() + 1) as f32 > most
    }
}
