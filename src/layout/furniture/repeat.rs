//! Heads and feet that come again at one height of other pages.

use super::edge::{EDGE_ROWS, inwards, is_prose};
use super::model::{Edge, Rows, Verdict};
use crate::document::FurnitureKind;
use crate::layout::draft::Draft;
use crate::layout::model::BodyStyle;
use crate::page::Font;
use crate::reason::Reason;
use crate::tolerance::{MAJORITY, is_same_size};
use rustc_hash::FxHashMap;

/// Heads of two pages stand at heights that differ by less than this, in points.
const SAME_HEIGHT: f32 = 8.0;
/// Pages with the same text at one height are counted up to this number.
const MOST_TWINS: usize = 24;
/// Segments at one height looked at in one direction at most, so that a hostile page stays linear.
const MOST_NEAR: usize = 256;
/// What stands under a head and is found on this many times fewer pages is of the article.
const RARER: usize = 4;
/// In documents of more pages than this a short word may stand in one place of two by chance.
const FEW_PAGES: usize = 12;
/// A word is short up to this many characters.
const SHORT_KEY: usize = 8;
/// Heads and feet are set off from the article by more than this, in leadings.
const SET_OFF: f32 = 1.5;

/// Marks texts that stand at one height of several pages, and takes back those that are of the
/// article all the same.
pub(super) fn mark(
    drafts: &[Draft],
    rows: &[Rows],
    edges: &[Edge],
    body: &BodyStyle,
    fonts: &[Font],
    kinds: &mut [Vec<Option<Verdict>>],
) {
    let groups = groups(drafts.len(), edges, fonts);
    for edge in outermost(drafts.len(), &groups) {
        let verdict = (head_or_foot(edge.top), Reason::RepeatedAtOneHeight);
        kinds[edge.page][edge.segment] = Some(verdict);
    }
    for ((draft, rows), kinds) in drafts.iter().zip(rows).zip(kinds.iter_mut()) {
        for top in [true, false] {
            take_back(draft, rows, top, body, kinds);
        }
    }
    keep_full_pages(drafts, &groups, kinds);
}

fn head_or_foot(top: bool) -> FurnitureKind {
    if top { FurnitureKind::RunningHead } else { FurnitureKind::RunningFoot }
}

/// Segments with the same text at one height, each with the number of other pages that have it.
fn groups<'a>(pages: usize, edges: &'a [Edge], fonts: &[Font]) -> Vec<Vec<(&'a Edge, usize)>> {
    let mut by_key: FxHashMap<(&str, bool), Vec<&Edge>> = FxHashMap::default();
    for edge in edges.iter().filter(|edge| edge.key.len() > 1) {
        by_key.entry((&edge.key, edge.top)).or_default().push(edge);
    }
    let mut groups = Vec::new();
    for mut group in by_key.into_values() {
        group.sort_by(|a, b| a.baseline.total_cmp(&b.baseline));
        let mut repeated = Vec::new();
        for (at, edge) in group.iter().enumerate() {
            let near = |other: &&&Edge| (other.baseline - edge.baseline).abs() < SAME_HEIGHT;
            let after = group[at + 1..].iter().take_while(near).take(MOST_NEAR);
            let before = group[..at].iter().rev().take_while(near).take(MOST_NEAR);
            let needed = if pages > FEW_PAGES && edge.key.len() < SHORT_KEY { 2 } else { 1 };
            let twins = after.chain(before).filter(|other| are_twins(edge, other));
            let twins: Vec<_> = twins.take(MOST_TWINS).collect();
            // A title and its copy on a cover sheet are alike, too.
            let of_one_type = twins.iter().any(|other| are_of_one_type(edge, other, fonts));
            let twins = twins.len();
            if twins > needed || twins == needed && of_one_type {
                repeated.push((*edge, twins));
            }
        }
        groups.push(repeated);
    }
    groups
}

/// Whether two texts that are alike but for their numbers are one head on two pages: the numbers are
/// the same, or differ as the pages do. Rows of data are alike, too.
fn are_twins(edge: &Edge, other: &Edge) -> bool {
    let pages = other.page as i64 - edge.page as i64;
    let alike = |(a, b): (&i64, &i64)| a == b || b - a == pages;
    pages != 0 && edge.numbers.iter().zip(&other.numbers).all(alike)
}

/// Whether two texts are set in one size of one font, which may be embedded twice.
fn are_of_one_type(edge: &Edge, other: &Edge, fonts: &[Font]) -> bool {
    let name = |edge: &Edge| fonts.get(edge.font.0 as usize).map(|font| font.name.as_str());
    is_same_size(edge.size, other.size) && (edge.font == other.font || name(edge) == name(other))
}

/// Those of the segments that repeat under which no text stands further out that does so far more
/// often: then they are labels of figures that happen to stand at one height.
fn outermost<'a>(pages: usize, groups: &[Vec<(&'a Edge, usize)>]) -> Vec<&'a Edge> {
    let mut most: Vec<[(f32, usize); 2]> = vec![[(0.0, 0); 2]; pages];
    for &(edge, twins) in groups.iter().flatten() {
        let own = &mut most[edge.page][usize::from(edge.top)];
        if twins > own.1 {
            *own = (edge.baseline, twins);
        }
    }
    let repeated = groups.iter().flatten().filter(|(edge, twins)| {
        let (baseline, head) = most[edge.page][usize::from(edge.top)];
        let further_out =
            if edge.top { baseline < edge.baseline } else { baseline > edge.baseline };
        !(further_out && twins * RARER <= head)
    });
    repeated.map(|(edge, _)| *edge).collect()
}

/// Takes back what stands further in than a line of the text, and, where all rows at the edge come
/// again as those of a form or a slide do, what no wide gap sets off from the rest.
fn take_back(
    draft: &Draft,
    rows: &Rows,
    top: bool,
    body: &BodyStyle,
    kinds: &mut [Option<Verdict>],
) {
    let is_repeated = |at: usize| kinds[at].is_some();
    let edge: Vec<&Vec<usize>> = inwards(rows, top).take(EDGE_ROWS).collect();
    let prose = edge.iter().position(|row| {
        row.iter().any(|&at| !is_repeated(at) && is_prose(&draft.segments[at], body))
    });
    let all =
        edge.len() == EDGE_ROWS && edge.iter().all(|row| row.iter().any(|&at| is_repeated(at)));
    let end = match prose {
        Some(prose) => prose,
        None if all => set_off_rows(draft, &edge, body),
        None => return,
    };
    for at in edge[end..].iter().flat_map(|row| row.iter()) {
        if kinds[*at].is_some_and(|(kind, _)| kind == head_or_foot(top)) {
            kinds[*at] = None;
        }
    }
}

/// How many of the outermost rows stand before a gap that is wider than between lines.
fn set_off_rows(draft: &Draft, edge: &[&Vec<usize>], body: &BodyStyle) -> usize {
    let row = |at: usize| edge[at].first().map(|&at| &draft.segments[at]);
    let is_set_off = |at: &usize| match (row(at - 1), row(*at)) {
        (Some(outer), Some(inner)) => {
            let leading = body.leading_of(outer.size.max(inner.size));
            (outer.baseline - inner.baseline).abs() > SET_OFF * leading
        }
        _ => false,
    };
    (1..edge.len()).find(is_set_off).unwrap_or(0)
}

/// Takes back what would leave most of its pages without their text: slides that build up repeat
/// what they say.
fn keep_full_pages(
    drafts: &[Draft],
    groups: &[Vec<(&Edge, usize)>],
    kinds: &mut [Vec<Option<Verdict>>],
) {
    let is_repeated = |kind: &Option<Verdict>| {
        kind.is_some_and(|(_, reason)| reason == Reason::RepeatedAtOneHeight)
    };
    let emptied: Vec<bool> = drafts
        .iter()
        .zip(kinds.iter())
        .map(|(draft, kinds)| {
            let all: u32 = draft.segments.iter().map(|segment| segment.glyphs).sum();
            let repeated = draft.segments.iter().zip(kinds).filter(|(_, kind)| is_repeated(kind));
            let repeated: u32 = repeated.map(|(segment, _)| segment.glyphs).sum();
            repeated as f32 > MAJORITY * all as f32
        })
        .collect();
    for group in groups {
        let marked =
            || group.iter().filter(|(edge, _)| is_repeated(&kinds[edge.page][edge.segment]));
        let empty = marked().filter(|(edge, _)| emptied[edge.page]).count();
        if empty as f32 <= MAJORITY * marked().count() as f32 {
            continue;
        }
        for (edge, _) in group {
            kinds[edge.page][edge.segment] = None;
        }
    }
}
