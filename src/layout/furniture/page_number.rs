//! Numbers of pages that grow as the pages do.

use super::model::{Edge, Verdict};
use crate::document::FurnitureKind;
use crate::reason::Reason;
use rustc_hash::FxHashMap;

/// Page numbers of several pages stand at heights that differ by less than this, in points.
const NUMBER_HEIGHT: f32 = 32.0;
/// Numbers at one height looked at in one direction at most, so that a hostile page stays linear.
const MOST_NEAR: usize = 256;
/// Numbers that grow over this many other pages do not do so by chance.
const SURE_TWINS: usize = 2;

/// Marks numbers at one height that grow from page to page as the pages do. On two pages they may by
/// chance: then a word says that they are of pages, or they share their row with other furniture only,
/// unless that is the outermost one.
pub(super) fn mark(edges: &[Edge], kinds: &mut [Vec<Option<Verdict>>]) {
    let mut offsets: FxHashMap<(i64, bool), Vec<&Edge>> = FxHashMap::default();
    // Segments that are not furniture, by page, edge and row.
    let mut open: FxHashMap<(usize, bool, usize), usize> = FxHashMap::default();
    for edge in edges {
        if kinds[edge.page][edge.segment].is_none() {
            *open.entry((edge.page, edge.top, edge.depth)).or_default() += 1;
        }
        if let Some(number) = edge.number {
            offsets.entry((number - edge.page as i64, edge.top)).or_default().push(edge);
        }
    }
    let mut counted: FxHashMap<i64, usize> = FxHashMap::default();
    for (&(offset, _), group) in &mut offsets {
        group.sort_by(|a, b| a.baseline.total_cmp(&b.baseline));
        for (at, edge) in group.iter().enumerate() {
            let near = |other: &&&Edge| (other.baseline - edge.baseline).abs() < NUMBER_HEIGHT;
            let after = group[at + 1..].iter().take_while(near).take(MOST_NEAR);
            let before = group[..at].iter().rev().take_while(near).take(MOST_NEAR);
            let twins = after.chain(before).filter(|other| other.page != edge.page).count();
            let beside = open.get(&(edge.page, edge.top, edge.depth)).copied().unwrap_or(0);
            let told = edge.key.contains(char::is_alphabetic);
            let alone = beside <= 1 || edge.depth == 0;
            if twins >= SURE_TWINS || twins > 0 && (alone || told) {
                let verdict = (FurnitureKind::PageNumber, Reason::NumberGrowsWithPages);
                kinds[edge.page][edge.segment] = Some(verdict);
                *counted.entry(offset).or_default() += 1;
            }
        }
    }
    // The number of a first page may stand at its foot while the others stand in heads.
    for edge in edges.iter().filter(|edge| edge.depth == 0) {
        let offset = edge.number.map(|number| number - edge.page as i64);
        let counted = offset.and_then(|offset| counted.get(&offset)).copied().unwrap_or(0);
        if counted >= SURE_TWINS && kinds[edge.page][edge.segment].is_none() {
            let verdict = (FurnitureKind::PageNumber, Reason::NumberGrowsWithPages);
            kinds[edge.page][edge.segment] = Some(verdict);
        }
    }
}
