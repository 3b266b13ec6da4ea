//! What stands on pages but is not of the article: running heads, page numbers, line numbers,
//! stamps. Found by repetition and by place among the rows of a page, not by fixed margins.

use super::draft::{Draft, Segment};
use super::model::BodyStyle;
use crate::document::FurnitureKind;
use crate::geometry::Rect;
use crate::lexicon::label::label_of;
use crate::reason::Reason;
use crate::tolerance::{SAME_ROW, is_one_row, is_same_size, nearest_step};
use rustc_hash::FxHashMap;

/// Rows at the top and bottom of a page among which running heads and feet are looked for.
const EDGE_ROWS: usize = 5;
/// A row of this many segments is of a table, unless one of them is a page number: furniture ends
/// before it.
const TABLE_ROW: usize = 4;
/// Heads of two pages stand at heights that differ by less than this, in points.
const SAME_HEIGHT: f32 = 8.0;
/// Page numbers of several pages stand at heights that differ by less than this, in points.
const NUMBER_HEIGHT: f32 = 32.0;
/// Heads stand in this upper share of a page, feet in as much of its lower end.
const HEAD_SHARE: f32 = 0.2;
/// Line numbers end, and lines stand, within this of one another, in points.
const EDGE_STEP: f32 = 4.0;
/// Line numbers stand in columns of at least this many.
const FEWEST_LINE_NUMBERS: usize = 8;
/// Rotated text this close to a side edge is a stamp, as a share of the page's width.
const EDGE_SHARE: f32 = 0.08;
/// Slanting text larger than this, in points, is a watermark.
const WATERMARK_SIZE: f32 = 20.0;
/// Pictures of a head or foot end within this of the page's edge, as a share of its height.
const BAND_SHARE: f32 = 0.15;
/// Pages with the same text at one height are counted up to this number.
const MOST_TWINS: usize = 24;
/// Segments at one height looked at in one direction at most, so that a hostile page stays linear.
const MOST_NEAR: usize = 256;
/// What stands under a head and is found on this many times fewer pages is of the article.
const RARER: usize = 4;
/// Pictures of the heads and feet of a page taken into account at most.
const MOST_PICTURES: usize = 200;

/// What furniture a segment is, and what tells so.
pub(super) type Verdict = (FurnitureKind, Reason);

/// What a segment at the edge of a page is known by.
#[derive(Debug)]
struct Edge {
    page: usize,
    segment: usize,
    top: bool,
    key: String,
    number: Option<i64>,
    baseline: f32,
}

/// For each page, for each segment, what furniture it is. Posters have none: what stands at their
/// edges are names of panels and labels of figures.
pub(super) fn find(drafts: &[Draft], body: &BodyStyle, poster: bool) -> Vec<Vec<Option<Verdict>>> {
    let mut kinds: Vec<Vec<Option<Verdict>>> =
        drafts.iter().map(|draft| vec![None; draft.segments.len()]).collect();
    if poster {
        return kinds;
    }
    for (draft, kinds) in drafts.iter().zip(&mut kinds) {
        mark_line_numbers(draft, kinds);
        mark_stamps(draft, kinds);
    }
    let edges: Vec<Edge> = drafts
        .iter()
        .enumerate()
        .flat_map(|(page, draft)| edge_segments(page, draft, &kinds[page]))
        .collect();
    mark_repeated(drafts.len(), &edges, &mut kinds);
    mark_page_numbers(drafts.len(), &edges, &mut kinds);
    for (draft, kinds) in drafts.iter().zip(&mut kinds) {
        spread_outwards(draft, body, kinds);
    }
    kinds
}

/// For each page, areas of images and drawn things of heads and feet: what another page has in the
/// same place, and what stands in the row of a running head or beyond it.
pub(super) fn pictures(drafts: &[Draft], kinds: &[Vec<Option<Verdict>>]) -> Vec<Vec<Rect>> {
    let in_band = |draft: &Draft| -> Vec<Rect> {
        let page = &draft.page;
        let (top, bottom) = (BAND_SHARE * page.size.height, (1.0 - BAND_SHARE) * page.size.height);
        let fills = page.fills.iter().map(|fill| &fill.bbox);
        let rulings = page.rulings.iter().map(|ruling| &ruling.bbox);
        let drawn = page.images.iter().chain(&page.drawings).chain(fills).chain(rulings);
        drawn.filter(|bbox| bbox.y1 < top || bbox.y0 > bottom).copied().collect()
    };
    let mut pages: Vec<Vec<Rect>> = drafts.iter().map(in_band).collect();
    let key = |bbox: &Rect| [bbox.x0, bbox.y0, bbox.x1, bbox.y1].map(|side| side.round() as i32);
    let mut found_on: FxHashMap<[i32; 4], (usize, bool)> = FxHashMap::default();
    for (page, areas) in pages.iter().enumerate() {
        for bbox in areas {
            let (first, repeated) = found_on.entry(key(bbox)).or_insert((page, false));
            *repeated |= *first != page;
        }
    }
    for (areas, (draft, kinds)) in pages.iter_mut().zip(drafts.iter().zip(kinds)) {
        let (head, foot) = edges_of_article(draft, kinds);
        areas.retain(|bbox| {
            let middle = bbox.center().y;
            let repeated = found_on.get(&key(bbox)).is_some_and(|(_, repeated)| *repeated);
            repeated || middle <= head || middle >= foot
        });
        areas.truncate(MOST_PICTURES);
    }
    pages
}

/// The segments of the outermost rows.
fn edge_segments(page: usize, draft: &Draft, kinds: &[Option<Verdict>]) -> Vec<Edge> {
    let mut order: Vec<usize> = (0..draft.segments.len())
        .filter(|&at| draft.segments[at].angle == 0 && kinds[at].is_none())
        .collect();
    order.sort_by(|&a, &b| draft.segments[a].baseline.total_cmp(&draft.segments[b].baseline));
    let beside = |a: &usize, b: &usize| {
        let (a, b) = (&draft.segments[*a], &draft.segments[*b]);
        is_one_row(a.baseline, b.baseline, a.size.max(b.size))
    };
    let rows: Vec<&[usize]> = order.chunk_by(beside).collect();
    let mut edges = Vec::new();
    for top in [true, false] {
        let outermost: Vec<&[usize]> = if top {
            rows.iter().take(EDGE_ROWS).copied().collect()
        } else {
            rows.iter().rev().take(EDGE_ROWS).copied().collect()
        };
        for row in outermost {
            // A caption and what stands further in are of the article.
            let is_labelled = |&at: &usize| {
                let text = draft.text(draft.segments[at].words.clone());
                label_of(&text).is_some_and(|label| label.set_off)
            };
            if row.iter().any(is_labelled) {
                break;
            }
            let edge = |&at: &usize| {
                let segment = &draft.segments[at];
                let text = draft.text(segment.words.clone());
                Edge {
                    page,
                    segment: at,
                    top,
                    number: page_number(&text),
                    key: normalised(&text),
                    baseline: segment.baseline,
                }
            };
            let own: Vec<Edge> = row.iter().map(edge).collect();
            let numbers = own.iter().filter(|edge| edge.number.is_some()).count();
            if own.len() >= TABLE_ROW && numbers != 1 {
                // Heads of tables stand at one height of several pages too.
                break;
            }
            edges.extend(own);
        }
    }
    edges
}

/// Letters in lower case, each number as `#`: running heads differ by page number only.
fn normalised(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if c.is_numeric() {
            if !out.ends_with('#') {
                out.push('#');
            }
        } else if !c.is_whitespace() {
            out.extend(c.to_lowercase());
        }
    }
    out
}

/// The number of a page, where a text is nothing but that: `12`, `Page 3 of 10`, `- 4 -`, `e12`.
fn page_number(text: &str) -> Option<i64> {
    let lower = text.to_lowercase();
    let rest = lower.trim().trim_matches(['-', '–', '—', '|', '.', '[', ']', ' ']);
    let rest = rest.strip_prefix("page").or(rest.strip_prefix("p.")).unwrap_or(rest).trim();
    let digits: String =
        rest.trim_start_matches(['e', 's', 'r']).chars().take_while(char::is_ascii_digit).collect();
    let after = rest.trim_start_matches(['e', 's', 'r'])[digits.len()..].trim();
    let of_total = |prefix: &str| {
        after.strip_prefix(prefix).is_some_and(|total| total.trim().parse::<u32>().is_ok())
    };
    if digits.len() > 6 || !(after.is_empty() || of_total("of") || of_total("/")) {
        return None;
    }
    digits.parse().ok()
}

/// Marks texts that stand at one height of several pages, unless a text further out does so far more
/// often: then they are labels of figures that happen to stand at one height.
fn mark_repeated(pages: usize, edges: &[Edge], kinds: &mut [Vec<Option<Verdict>>]) {
    let mut by_key: FxHashMap<(&str, bool), Vec<&Edge>> = FxHashMap::default();
    for edge in edges.iter().filter(|edge| edge.key.len() > 1) {
        by_key.entry((&edge.key, edge.top)).or_default().push(edge);
    }
    let mut repeated: Vec<(&Edge, usize)> = Vec::new();
    for group in by_key.values_mut() {
        group.sort_by(|a, b| a.baseline.total_cmp(&b.baseline));
        for (at, edge) in group.iter().enumerate() {
            let near = |other: &&&Edge| (other.baseline - edge.baseline).abs() < SAME_HEIGHT;
            let after = group[at + 1..].iter().take_while(near).take(MOST_NEAR);
            let before = group[..at].iter().rev().take_while(near).take(MOST_NEAR);
            // In a long document a word may stand in one place on two pages by chance.
            let needed = if pages > 12 && edge.key.len() < 8 { 2 } else { 1 };
            let twins = after.chain(before).filter(|other| other.page != edge.page);
            let twins = twins.take(MOST_TWINS).count();
            if twins >= needed {
                repeated.push((edge, twins));
            }
        }
    }
    let mut most: Vec<[(f32, usize); 2]> = vec![[(0.0, 0); 2]; kinds.len()];
    for &(edge, twins) in &repeated {
        let own = &mut most[edge.page][usize::from(edge.top)];
        if twins > own.1 {
            *own = (edge.baseline, twins);
        }
    }
    for (edge, twins) in repeated {
        let (baseline, head) = most[edge.page][usize::from(edge.top)];
        let further_out =
            if edge.top { baseline < edge.baseline } else { baseline > edge.baseline };
        if !(further_out && twins * RARER <= head) {
            let verdict = (head_or_foot(edge.top), Reason::RepeatedAtOneHeight);
            kinds[edge.page][edge.segment] = Some(verdict);
        }
    }
}

fn head_or_foot(top: bool) -> FurnitureKind {
    if top { FurnitureKind::RunningHead } else { FurnitureKind::RunningFoot }
}

/// Marks numbers at one height that grow from page to page as the pages do.
fn mark_page_numbers(pages: usize, edges: &[Edge], kinds: &mut [Vec<Option<Verdict>>]) {
    let mut offsets: FxHashMap<(i64, bool), Vec<&Edge>> = FxHashMap::default();
    for edge in edges {
        if let Some(number) = edge.number {
            offsets.entry((number - edge.page as i64, edge.top)).or_default().push(edge);
        }
    }
    for group in offsets.values_mut() {
        group.sort_by(|a, b| a.baseline.total_cmp(&b.baseline));
        for (at, edge) in group.iter().enumerate() {
            let near = |other: &&&Edge| (other.baseline - edge.baseline).abs() < NUMBER_HEIGHT;
            let after = group[at + 1..].iter().take_while(near).take(MOST_NEAR);
            let before = group[..at].iter().rev().take_while(near).take(MOST_NEAR);
            let twin = after.chain(before).any(|other| other.page != edge.page);
            let reason = if twin { Reason::NumberGrowsWithPages } else { Reason::NumberOnOnlyPage };
            if twin || pages == 1 {
                kinds[edge.page][edge.segment] = Some((FurnitureKind::PageNumber, reason));
            }
        }
    }
}

/// What stands in the row of a page number or running head, or beyond it, is furniture too,
/// but for lines of prose in the type of the body: they may begin a page as high as its head.
fn spread_outwards(draft: &Draft, body: &BodyStyle, kinds: &mut [Option<Verdict>]) {
    let (head, foot) = edges_of_article(draft, kinds);
    for (segment, kind) in draft.segments.iter().zip(kinds.iter_mut()) {
        if kind.is_none() && segment.angle == 0 && !is_prose(segment, body) {
            if segment.baseline <= head {
                *kind = Some((FurnitureKind::RunningHead, Reason::BeyondFurniture));
            } else if segment.baseline >= foot {
                *kind = Some((FurnitureKind::RunningFoot, Reason::BeyondFurniture));
            }
        }
    }
}

/// Whether a segment is a line of prose in the type of the body.
fn is_prose(segment: &Segment, body: &BodyStyle) -> bool {
    /// Running heads in the type of the body have fewer words than this.
    const WORDS: usize = 8;
    segment.font == body.font
        && is_same_size(segment.size, body.size)
        && segment.words.len() >= WORDS
}

/// The lowest baseline of a head and the highest of a foot, with some tolerance: heights on the page
/// between which the article stands.
fn edges_of_article(draft: &Draft, kinds: &[Option<Verdict>]) -> (f32, f32) {
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

/// Marks columns of whole numbers that grow by one step: the numbers of a manuscript's lines.
fn mark_line_numbers(draft: &Draft, kinds: &mut [Option<Verdict>]) {
    let mut columns: FxHashMap<i32, Vec<(f32, i64, usize)>> = FxHashMap::default();
    for (at, segment) in draft.segments.iter().enumerate() {
        if segment.angle != 0 || segment.glyphs > 5 || segment.words.len() != 1 {
            continue;
        }
        if let Ok(number) = draft.text(segment.words.clone()).parse::<i64>() {
            let edge = nearest_step(segment.bbox.x1, EDGE_STEP);
            columns.entry(edge).or_default().push((segment.baseline, number, at));
        }
    }
    for column in columns.values_mut() {
        column.sort_by(|a, b| a.0.total_cmp(&b.0));
        let steps = column.windows(2).filter(|pair| (pair[1].1 - pair[0].1) == 1).count();
        let fives = column.windows(2).filter(|pair| (pair[1].1 - pair[0].1) == 5).count();
        let counted = steps.max(fives) * 10 >= column.len().saturating_sub(1) * 9;
        if column.len() >= FEWEST_LINE_NUMBERS
            && counted
            && counts_lines(draft, column, if steps >= fives { 1 } else { 5 })
        {
            for (_, _, at) in column {
                kinds[*at] = Some((FurnitureKind::LineNumber, Reason::CountsLines));
            }
        }
    }
}

/// Whether the numbers count lines, each or every fifth one: entries of a list have lines without,
/// and those of a table have text above or below.
fn counts_lines(draft: &Draft, column: &[(f32, i64, usize)], step: i64) -> bool {
    /// Share of lines that have a number; display formulas and tables lower it.
    const NUMBERED: f32 = 0.6;
    /// Share of the height of the page's text along which they stand.
    const ALONG: f32 = 0.5;
    let (Some(first), Some(last)) = (column.first(), column.last()) else { return false };
    let mut baselines: Vec<i32> = draft
        .segments
        .iter()
        .filter(|segment| {
            segment.angle == 0
                && segment.glyphs > 5
                && segment.baseline > first.0 - 1.0
                && segment.baseline < last.0 + 1.0
        })
        .map(|segment| nearest_step(segment.baseline, EDGE_STEP))
        .collect();
    baselines.sort_unstable();
    baselines.dedup();
    let numbered = column.len() as f32 * step as f32 / baselines.len().max(1) as f32;
    let (top, bottom) = draft
        .segments
        .iter()
        .filter(|segment| segment.angle == 0)
        .fold((f32::MAX, f32::MIN), |(top, bottom), segment| {
            (top.min(segment.baseline), bottom.max(segment.baseline))
        });
    numbered > NUMBERED && last.0 - first.0 >= ALONG * (bottom - top)
}

/// Marks rotated text along the sides of an upright page.
fn mark_stamps(draft: &Draft, kinds: &mut [Option<Verdict>]) {
    let width = draft.page.size.width;
    let rotated: u32 = draft.segments.iter().filter(|s| s.angle != 0).map(|s| s.glyphs).sum();
    let all: u32 = draft.segments.iter().map(|segment| segment.glyphs).sum();
    if rotated * 2 > all {
        return;
    }
    for (segment, kind) in draft.segments.iter().zip(kinds) {
        let at_edge =
            segment.bbox.x1 < width * EDGE_SHARE || segment.bbox.x0 > width * (1.0 - EDGE_SHARE);
        let diagonal = segment.angle % 90 != 0;
        if segment.angle != 0 && at_edge {
            *kind = Some((FurnitureKind::Stamp, Reason::TurnedAtEdge));
        } else if diagonal && segment.size > WATERMARK_SIZE {
            *kind = Some((FurnitureKind::Stamp, Reason::AcrossThePage));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Draft, Rect, normalised, page_number, pictures};
    use crate::page::Page;

    #[test]
    fn pictures_of_running_heads_are_those_that_repeat() {
        let page = |images: &[Rect]| {
            let mut page = Page::default();
            page.size.height = 800.0;
            page.images = images.to_vec();
            Draft { page, ..Draft::default() }
        };
        let logo = Rect::new(40.0, 20.0, 140.0, 50.0);
        let figure = Rect::new(40.0, 60.0, 500.0, 300.0);
        let other = Rect::new(40.0, 52.0, 140.0, 90.0);
        let drafts = [page(&[logo, figure]), page(&[figure, other]), page(&[logo])];
        let none = vec![vec![]; drafts.len()];
        assert_eq!(pictures(&drafts, &none), [vec![logo], vec![], vec![logo]]);
    }

    #[test]
    fn page_numbers_are_told_from_other_text() {
        let rows = [
            ("12", Some(12)),
            ("Page 3 of 10", Some(3)),
            ("– 4 –", Some(4)),
            ("e105", Some(105)),
            ("3 / 12", Some(3)),
            ("2.1", None),
            ("12 patients", None),
            ("Smith", None),
        ];
        for (text, number) in rows {
            assert_eq!(page_number(text), number, "{text}");
        }
    }

    #[test]
    fn running_heads_differ_by_number_only() {
        assert_eq!(normalised("Smith et al. Page 12"), normalised("Smith et al.  Page 9"));
        assert_ne!(normalised("Smith et al."), normalised("Jones et al."));
    }
}
