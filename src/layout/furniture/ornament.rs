//! Rows of dots or strokes that are typed where a line could be drawn: between the rows of a table, below a
//! section.

use super::model::Verdict;
use crate::document::FurnitureKind;
use crate::layout::draft::{Draft, Segment};
use crate::reason::Reason;
use crate::tolerance::is_one_row;

/// Rows of signs have at least this many: fewer stand for what is left out.
const FEWEST: u32 = 20;

/// Signs of which lines are typed.
const SIGNS: [char; 9] = ['.', '·', '•', '…', '_', '-', '–', '—', '='];

/// The rows of a page: nothing stands beside them, as names and numbers of pages do beside leaders.
pub(in crate::layout) fn rows(draft: &Draft) -> impl Iterator<Item = usize> {
    let is_beside = |own: &Segment, other: &Segment| {
        !std::ptr::eq(own, other)
            && other.angle == own.angle
            && is_one_row(own.baseline, other.baseline, own.size.max(other.size))
            && !is_typed_line(draft, other)
    };
    (0..draft.segments.len()).filter(move |&at| {
        let own = &draft.segments[at];
        is_typed_line(draft, own) && !draft.segments.iter().any(|other| is_beside(own, other))
    })
}

fn is_typed_line(draft: &Draft, segment: &Segment) -> bool {
    if segment.angle != 0 || segment.glyphs < FEWEST {
        return false;
    }
    let words = &draft.words[segment.words.start as usize..segment.words.end as usize];
    let glyphs = words.iter().flat_map(|word| word.glyphs.clone());
    let mut signs = glyphs.map(|at| {
        let glyph = draft.glyphs[at as usize];
        draft.page.glyphs[glyph as usize].text.as_char()
    });
    let first = signs.next().flatten();
    first.is_some_and(|first| SIGNS.contains(&first)) && signs.all(|sign| sign == first)
}

/// Marks the rows.
pub(super) fn mark(draft: &Draft, kinds: &mut [Option<Verdict>]) {
    for at in rows(draft) {
        kinds[at] = Some((FurnitureKind::Ornament, Reason::TypedLine));
    }
}
