//! The outermost rows of a page, and where the article begins and ends between them.

use super::model::{Edge, Rows, Verdict};
use super::number;
use crate::document::FurnitureKind;
use crate::layout::draft::{Draft, Segment};
use crate::layout::model::BodyStyle;
use crate::lexicon::label::label_of;
use crate::tolerance::{SAME_ROW, is_one_row, is_same_size};

/// Rows at the top and bottom of a page among which running heads and feet are looked for.
pub(super) const EDGE_ROWS: usize = 5;
/// A row of this many segments is of a table, unless one of them is a page number: furniture ends
/// before it.
const TABLE_ROW: usize = 4;
/// Segments of a row that stand under those of its neighbours are cells, if there are this many.
const GRID_COLUMNS: usize = 3;
/// Rows of a table are no further apart than those further in by this factor.
const SAME_PITCH: f32 = 1.3;
/// Cells of one column begin, end or are centred within this of one another, in points.
const SAME_EDGE: f32 = 2.0;
/// Heads stand in this upper share of a page, feet in as much of its lower end.
const HEAD_SHARE: f32 = 0.2;

/// The rows of a page that are not furniture yet.
pub(super) fn rows(draft: &Draft, kinds: &[Option<Verdict>]) -> Rows {
    let mut order: Vec<usize> = (0..draft.segments.len())
        .filter(|&at| draft.segments[at].angle == 0 && kinds[at].is_none())
        .collect();
    order.sort_by(|&a, &b| draft.segments[a].baseline.total_cmp(&draft.segments[b].baseline));
    let beside = |a: &usize, b: &usize| {
        let (a, b) = (&draft.segments[*a], &draft.segments[*b]);
        is_one_row(a.baseline, b.baseline, a.size.max(b.size))
    };
    order.chunk_by(beside).map(<[usize]>::to_vec).collect()
}

/// The rows from the edge of a page inwards.
pub(super) fn inwards(rows: &Rows, top: bool) -> impl Iterator<Item = &Vec<usize>> + Clone {
    let last = rows.len().saturating_sub(1);
    (0..rows.len()).map(move |at| &rows[if top { at } else { last - at }])
}

/// The segments of the outermost rows, up to the first row of a table or caption.
pub(super) fn segments(page: usize, draft: &Draft, rows: &Rows) -> Vec<Edge> {
    let mut edges = Vec::new();
    for top in [true, false] {
        let mut inner = inwards(rows, top);
        let mut depth = 0;
        while let Some(row) = inner.next().filter(|_| depth < EDGE_ROWS) {
            let own: Vec<Edge> =
                row.iter().map(|&segment| edge(page, draft, segment, (top, depth))).collect();
            let numbers = own.iter().filter(|edge| edge.number.is_some()).count();
            // Heads of tables stand at one height of several pages too.
            let of_table = own.len() >= TABLE_ROW && numbers != 1
                || is_of_grid(draft, row, inner.clone().take(2));
            if of_table || is_caption(draft, row) {
                break;
            }
            edges.extend(own);
            depth += 1;
        }
    }
    edges
}

fn edge(page: usize, draft: &Draft, at: usize, (top, depth): (bool, usize)) -> Edge {
    let segment = &draft.segments[at];
    let text = draft.text(segment.words.clone());
    let (key, numbers) = normalised(&text);
    let number = number::read(&text);
    let (baseline, size, font) = (segment.baseline, segment.size, segment.font);
    Edge { page, segment: at, top, depth, key, numbers, number, baseline, size, font }
}

/// Whether a row holds a caption: what stands further in is of the article.
pub(super) fn is_caption(draft: &Draft, row: &[usize]) -> bool {
    row.iter().any(|&at| {
        let text = draft.text(draft.segments[at].words.clone());
        label_of(&text).is_some_and(|label| label.set_off)
    })
}

/// Whether a row is one of a table: its cells stand under those of both rows further in, at one pitch.
fn is_of_grid<'a>(
    draft: &Draft,
    row: &[usize],
    mut inner: impl Iterator<Item = &'a Vec<usize>>,
) -> bool {
    let (Some(next), Some(further)) = (inner.next(), inner.next()) else { return false };
    let baseline =
        |row: &[usize]| row.first().map_or(0.0, |&segment| draft.segments[segment].baseline);
    let pitch = (baseline(row) - baseline(next)).abs();
    row.len() >= GRID_COLUMNS
        && pitch <= SAME_PITCH * (baseline(next) - baseline(further)).abs()
        && [next, further].iter().all(|inner| columns_shared(draft, row, inner) >= GRID_COLUMNS)
}

/// How many segments of a row stand under or over one of another row.
pub(super) fn columns_shared(draft: &Draft, row: &[usize], other: &[usize]) -> usize {
    let bbox = |at: &usize| draft.segments[*at].bbox;
    let meets = |at: &&usize| {
        let own = bbox(at);
        other.iter().map(bbox).any(|other| {
            let apart = [own.x0 - other.x0, own.x1 - other.x1, own.center().x - other.center().x];
            apart.iter().any(|apart| apart.abs() < SAME_EDGE)
        })
    };
    row.iter().filter(meets).count()
}

/// Letters in lower case, each number as `#`, and the numbers: running heads differ by page number
/// only.
fn normalised(text: &str) -> (String, Vec<i64>) {
    let mut key = String::with_capacity(text.len());
    let mut numbers: Vec<i64> = Vec::new();
    for c in text.chars() {
        if let Some(digit) = c.to_digit(10) {
            if !key.ends_with('#') {
                key.push('#');
                numbers.push(0);
            }
            if let Some(number) = numbers.last_mut() {
                *number = number.saturating_mul(10).saturating_add(i64::from(digit));
            }
        } else if !c.is_whitespace() {
            key.extend(c.to_lowercase());
        }
    }
    (key, numbers)
}

/// Whether a segment is a line of prose in the type of the body.
pub(super) fn is_prose(segment: &Segment, body: &BodyStyle) -> bool {
    /// Running heads in the type of the body have fewer words than this.
    const WORDS: usize = 8;
    segment.font == body.font
        && is_same_size(segment.size, body.size)
        && segment.words.len() >= WORDS
}

/// The lowest baseline of a head and the highest of a foot, with some tolerance: heights on the page
/// between which the article stands.
pub(super) fn edges_of_article(draft: &Draft, kinds: &[Option<Verdict>]) -> (f32, f32) {
    let height = draft.page.size.height;
    let edge = |kind: FurnitureKind, segment: &Segment| match kind {
        FurnitureKind::RunningHead => Some(true),
        FurnitureKind::RunningFoot => Some(false),
        FurnitureKind::PageNumber => Some(segment.baseline < height / 2.0),
        _ => None,
    };
    let (mut head, mut foot) = (f32::NEG_INFINITY, f32::INFINITY);
    for (segment, kind) in draft.segments.iter().zip(kinds.iter()) {
        let reach = SAME_ROW * segment.size;
        match kind.and_then(|(kind, _)| edge(kind, segment)) {
            Some(true) if segment.baseline < height * HEAD_SHARE => {
                head = head.max(segment.baseline + reach);
            }
            Some(false) if segment.baseline > height * (1.0 - HEAD_SHARE) => {
                foot = foot.min(segment.baseline - reach);
            }
            _ => {}
        }
    }
    (head, foot)
}

#[cfg(test)]
mod tests {
    use super::normalised;

    #[test]
    fn running_heads_differ_by_number_only() {
        let of = |text: &str| normalised(text);
        assert_eq!(of("Smith et al. Page 12").0, of("Smith et al.  Page 9").0);
        assert_ne!(of("Smith et al.").0, of("Jones et al.").0);
        assert_eq!(of("Vol. 12, 3–14").1, [12, 3, 14]);
    }
}
