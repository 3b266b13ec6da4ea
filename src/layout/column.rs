//! Gutters: which wide gaps inside a row part columns, and which are only wide blanks.

use super::Options;
use super::draft::{Draft, Segment, WordDraft};
use crate::lexicon::label::is_label;
use crate::reason::Reason;
use crate::tolerance::{is_one_row, is_same_size, nearest_step};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// Rows are looked at this far above and below a gap, in ems, without text on both sides.
const REACH: f32 = 5.0;
/// Segments looked at for one gap in one direction at most, so that a hostile page stays linear.
const NEIGHBOURS: usize = 160;
/// Gaps wider than this part the row whatever stands above and below, in ems.
const WIDEST_BLANK: f32 = 3.0;
/// Type sizes of one line differ by no more than this factor across a wide blank.
const OTHER_SIZE: f32 = 1.25;
/// Pieces of one justified line differ in size by no more than this factor.
const LINE_SIZE: f32 = 1.1;
/// Pieces of fewer glyphs than this may be marks or symbols in type of another size.
const FEWEST_GLYPHS: u32 = 6;
/// A gutter that parts this many rows of a page is usual on it.
const USUAL_ROWS: usize = 8;
/// A usual gutter is wider than this, in ems.
const NARROWEST_USUAL: f32 = 1.0;
/// Entries of a list begin within this of one another, in points.
const EDGE_STEP: f32 = 6.0;
/// Two rows tell a gutter that is wider than this, in ems.
const WIDE_GUTTER: f32 = 1.8;
/// Gaps wider than this are no blanks of a justified line either, in ems.
const WIDEST_STRETCHED: f32 = 8.0;
/// Rows that a gutter needs where the line is justified: blanks of fewer lines stand above one another
/// by chance.
const STRETCHED_ROWS: usize = 6;
/// The same for gaps that are wider than any blank but those of justified lines.
const WIDE_STRETCHED_ROWS: usize = 3;
/// Lines of one column begin this close to one another, in ems: first lines stand in or out.
const DEEPEST_INDENT: f32 = 1.8;
/// Rows of a gutter through a justified line stand this close above one another, in ems.
const NEXT_ROW: f32 = 2.2;
/// The last line of a paragraph is no further below the line before it than this, in ems.
const LAST_LINE: f32 = 1.7;
/// Lines of one column end this close to one another where they are justified, in ems.
const FLUSH: f32 = 0.3;
/// What follows in a row does not reach further back over what stands before it, in ems.
const MOST_OVERLAP: f32 = -0.5;
/// A number, bullet or label this close to its item or caption is part of it, in ems.
const MARKER_GAP: f32 = 2.2;

/// A bullet this close to the text in its row is part of it, in ems: bullets are no column of text.
pub(super) const BULLET_GAP: f32 = 4.0;

/// Joins neighbouring segments of a row whose gap is no gutter.
pub(super) fn cut(draft: &mut Draft, options: &Options) {
    let mut by_baseline: Vec<u32> = (0..draft.segments.len() as u32)
        .filter(|&at| draft.segments[at as usize].angle == 0)
        .collect();
    by_baseline.sort_by(|&a, &b| {
        let (a, b) = (&draft.segments[a as usize], &draft.segments[b as usize]);
        a.baseline.total_cmp(&b.baseline).then(a.bbox.x0.total_cmp(&b.bbox.x0))
    });
    let mut rank = vec![0u32; draft.segments.len()];
    for (place, &at) in by_baseline.iter().enumerate() {
        rank[at as usize] = place as u32;
    }
    let mut seams = vec![Seam::OtherRow; draft.segments.len()];
    let numbers = bare_numbers(draft);
    let markers: Vec<bool> = (0..draft.segments.len())
        .map(|at| numbers[at] || is_marker(draft, &draft.segments[at]))
        .collect();
    // Where each line begins and ends, as far as its segments are joined.
    let mut ends: Vec<(f32, f32)> =
        draft.segments.iter().map(|segment| (segment.bbox.x0, segment.bbox.x1)).collect();
    for at in 1..draft.segments.len() {
        let joined_before = at > 1 && seams[at - 1] == Seam::Joined;
        let gap = Gap::new(&draft.segments, at, &markers, joined_before);
        let place = Place { by_baseline: &by_baseline, rank: rank[at] as usize, ends: &ends };
        seams[at] = seam(draft, &gap, &place, options);
        if seams[at] == Seam::Joined {
            ends[at] = (ends[at - 1].0, ends[at - 1].1.max(ends[at].1));
            ends[at - 1] = ends[at];
        }
    }
    part_at_usual_gutters(&draft.segments, &mut seams);
    let mut joined: Vec<Segment> = Vec::with_capacity(draft.segments.len());
    for (mut segment, seam) in draft.segments.drain(..).zip(seams) {
        match (joined.last_mut(), seam) {
            (Some(last), Seam::Joined) => absorb(last, &segment),
            (_, seam) => {
                segment.parted = if let Seam::Parted(reason) = seam { Some(reason) } else { None };
                joined.push(segment);
            }
        }
    }
    draft.segments = joined;
}

/// What is between a segment and the one before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Seam {
    /// They do not stand in one row.
    OtherRow,
    /// A wide blank, or none.
    Joined,
    /// A border of columns or texts.
    Parted(Reason),
}

/// Whether two segments stand in one row.
fn are_in_row(left: &Segment, right: &Segment) -> bool {
    is_one_row(left.baseline, right.baseline, left.size.max(right.size))
}

/// The gap between a segment and the one before it.
struct Gap<'a> {
    left: &'a Segment,
    right: &'a Segment,
    /// Index of the segment on the right.
    at: usize,
    /// Where what stands on the right ends: the entry, where it is the marker of one.
    end: f32,
    /// Whether the marker of an item stands on the left.
    marker: bool,
    /// The type size, and the width of the gap.
    em: f32,
    width: f32,
}

impl<'a> Gap<'a> {
    fn new(segments: &'a [Segment], at: usize, markers: &[bool], joined_before: bool) -> Self {
        let (left, right) = (&segments[at - 1], &segments[at]);
        let entry = segments.get(at + 1).filter(|next| markers[at] && are_in_row(right, next));
        Self {
            left,
            right,
            at,
            end: entry.map_or(right.bbox.x1, |entry| entry.bbox.x1.max(right.bbox.x1)),
            marker: markers[at - 1] && !joined_before,
            em: left.size.max(right.size),
            width: right.bbox.x0 - left.bbox.x1,
        }
    }

    fn is_behind_stop(&self, draft: &Draft) -> bool {
        draft.text(self.left.words.clone()).ends_with('.')
    }
}

/// Where a gap stands among the segments of its page.
#[derive(Clone, Copy)]
struct Place<'a> {
    /// Segments from top to bottom.
    by_baseline: &'a [u32],
    /// The place of the segment behind the gap in them.
    rank: usize,
    /// For each segment where its line begins and ends, as far as that is known: for lines above, both;
    /// a line's last two segments know it.
    ends: &'a [(f32, f32)],
}

/// What is between a segment and the one before it in its row. In this order: line numbers, gaps too wide
/// for a blank, type and panels of another text part the row; on posters a gap like the others of the row
/// is a blank; the marker of an item is part of it; else the rows above and below tell whether a
/// gutter goes through: more of them where all blanks of the line are as wide.
fn seam(draft: &Draft, gap: &Gap<'_>, place: &Place<'_>, options: &Options) -> Seam {
    let Gap { left, right, em, width, .. } = *gap;
    let follows = left.angle == right.angle && left.words.end == right.words.start;
    if !follows || !are_in_row(left, right) || width <= MOST_OVERLAP * em {
        return Seam::OtherRow;
    }
    if left.line_number != right.line_number {
        return Seam::Parted(Reason::CountsLines);
    }
    // A line is of one size.
    let justified = left.angle == 0
        && !is_larger(left, right, LINE_SIZE)
        && in_justified_line(draft, gap, place);
    let wide = width > WIDEST_BLANK * em;
    if gap.marker && width < BULLET_GAP * em && heads_item(draft, left, right) {
        return Seam::Joined;
    }
    if wide && !justified {
        return Seam::Parted(Reason::WideGap);
    }
    if is_set_apart(left, right) {
        return Seam::Parted(Reason::TypeBeside);
    }
    if in_other_panel(draft, left, right) {
        return Seam::Parted(Reason::OtherPanel);
    }
    let needed = match width / em {
        _ if justified && wide => WIDE_STRETCHED_ROWS,
        _ if justified => STRETCHED_ROWS,
        w if w > WIDE_GUTTER => 2,
        w if w > NARROWEST_USUAL => 3.min(options.gutter_rows),
        _ => options.gutter_rows,
    };
    let reach = if justified { NEXT_ROW } else { REACH };
    let row = || &draft.segments[row_of(&draft.segments, gap.at, WIDEST_BLANK)];
    let stretched = || draft.poster.is_some() && !wide && is_stretched(draft, row(), width);
    let joined = stretched()
        || gap.marker && width < MARKER_GAP * em
        || left.angle == 0 && gutter_rows(draft, place, gap, reach, options) < needed;
    if joined { Seam::Joined } else { Seam::Parted(Reason::Gutter) }
}

/// Whether a lone bullet stands in front of text: cells that hold nothing but a bullet stand in front
/// of others, or of short entries.
fn heads_item(draft: &Draft, left: &Segment, right: &Segment) -> bool {
    let text = draft.text(left.words.clone());
    let mut chars = text.chars();
    chars.next().is_some_and(is_bullet)
        && chars.next().is_none()
        && right.glyphs >= FEWEST_GLYPHS
        && !in_other_panel(draft, left, right)
}

/// Parts rows at a gutter that parts many rows of the page: at the head or foot of a column too few
/// rows stand above and below to see it.
fn part_at_usual_gutters(segments: &[Segment], seams: &mut [Seam]) {
    let in_row = |at: usize| {
        let (left, right) = (&segments[at - 1], &segments[at]);
        let em = left.size.max(right.size);
        let gap = right.bbox.x0 - left.bbox.x1;
        let upright = left.angle == 0 && right.angle == 0;
        let wide = gap > NARROWEST_USUAL * em;
        (upright && are_in_row(left, right) && wide).then_some((left.bbox.x1, right.bbox.x0))
    };
    let mut usual: BTreeMap<i32, (usize, f32)> = BTreeMap::new();
    for at in (1..segments.len()).filter(|&at| seams[at] != Seam::Joined) {
        if let Some((from, to)) = in_row(at) {
            let (rows, end) = usual.entry(to.round() as i32).or_insert((0, f32::NEG_INFINITY));
            *rows += 1;
            *end = end.max(from);
        }
    }
    usual.retain(|_, (rows, _)| *rows >= USUAL_ROWS);
    let margins = margins(segments, seams);
    let joined = seams.iter_mut().enumerate().skip(1).filter(|(_, seam)| **seam == Seam::Joined);
    for (at, seam) in joined {
        let Some((from, to)) = in_row(at) else { continue };
        let key = to.round() as i32;
        let is_usual = usual.get(&key).is_some_and(|(_, end)| from <= end + 1.0);
        if is_usual || margins.contains(&key) && is_long(&segments[at - 1]) {
            *seam = Seam::Parted(Reason::UsualGutter);
        }
    }
}

/// Where many long lines begin that stand alone in their row: lines of two columns don't share their baselines.
fn margins(segments: &[Segment], seams: &[Seam]) -> BTreeSet<i32> {
    let mut lines: BTreeMap<i32, usize> = BTreeMap::new();
    for (at, segment) in segments.iter().enumerate() {
        if seams[at] == Seam::OtherRow && segment.angle == 0 && is_long(segment) {
            *lines.entry(segment.bbox.x0.round() as i32).or_default() += 1;
        }
    }
    lines.into_iter().filter(|(_, lines)| *lines >= USUAL_ROWS).map(|(at, _)| at).collect()
}

/// Whether a segment is as long as a line of a column of text.
fn is_long(segment: &Segment) -> bool {
    /// Lines of a column of text are longer than this, in ems.
    const LONG: f32 = 12.0;
    segment.bbox.width() > LONG * segment.size
}

/// The segments of a row around one whose gaps are no wider than this, in ems.
fn row_of(segments: &[Segment], at: usize, widest: f32) -> Range<usize> {
    /// Segments looked at on each side at most.
    const NEAREST: usize = 40;
    let follows = |at: usize| {
        let (left, right) = (&segments[at - 1], &segments[at]);
        let gap = right.bbox.x0 - left.bbox.x1;
        let em = left.size.max(right.size);
        are_in_row(left, right) && (0.0..widest * em).contains(&gap)
    };
    let near = at.saturating_sub(NEAREST)..segments.len().min(at + NEAREST);
    let first = (near.start + 1..=at).rev().find(|&at| !follows(at)).unwrap_or(near.start);
    let last = (at + 1..near.end).find(|&next| !follows(next)).unwrap_or(near.end);
    first..last
}

/// Whether a gap is as wide as the others between these segments of a row: justified lines have wide
/// blanks in narrow columns.
fn is_stretched(draft: &Draft, row: &[Segment], gap: f32) -> bool {
    /// A gutter is wider than the blanks of its row by this factor.
    const WIDER: f32 = 1.5;
    /// Blanks that tell how wide those of a row are.
    const FEWEST: usize = 2;
    let [first, .., last] = row else { return false };
    let words = first.words.start as usize..last.words.end as usize;
    let between = |pair: &[WordDraft]| pair[1].bbox.x0 - pair[0].bbox.x1;
    let mut gaps: Vec<f32> = draft.words[words].windows(2).map(between).collect();
    gaps.sort_by(f32::total_cmp);
    gaps.len() >= FEWEST && gap < WIDER * gaps[(gaps.len() - 1) / 2]
}

/// Whether a gap is a blank of a justified line: the line begins and ends where a line near by does
/// that runs over the gap, and all its blanks are as wide. The last line of a paragraph may end before
/// the line right above it.
fn in_justified_line(draft: &Draft, gap: &Gap<'_>, place: &Place<'_>) -> bool {
    if gap.width > WIDEST_STRETCHED * gap.em {
        return false;
    }
    let row = &draft.segments[row_of(&draft.segments, gap.at, WIDEST_STRETCHED)];
    let close = |a: f32, b: f32| (a - b).abs() < FLUSH * gap.em;
    let wide = gap.width > WIDEST_BLANK * gap.em;
    let between = |at: u32| {
        let line = &draft.segments[at as usize];
        let (x0, x1) = place.ends[at as usize];
        let margin = FLUSH * gap.em;
        let (left, right) = (gap.left.bbox, gap.right.bbox);
        let runs_over = x0 < (left.x0 + margin).max(left.x1 - gap.em)
            && x1 > (right.x1 - margin).min(right.x0 + gap.em)
            && is_same_size(line.size, gap.left.size);
        let step = (gap.left.baseline - line.baseline) / gap.em;
        let may_be_last = !wide && (0.0..LAST_LINE).contains(&step);
        let first =
            row.iter().position(|piece| (piece.bbox.x0 - x0).abs() < DEEPEST_INDENT * gap.em)?;
        let last = row
            .iter()
            .rposition(|piece| close(piece.bbox.x1, x1) || may_be_last && piece.bbox.x1 < x1)?;
        (runs_over && first < last).then(|| &row[first..=last])
    };
    let step = |at: u32| (draft.segments[at as usize].baseline - gap.left.baseline).abs();
    let near = |&&at: &&u32| step(at) < REACH * gap.em;
    let (above, below) = place.by_baseline.split_at(place.rank);
    let up = above.iter().rev().take(NEIGHBOURS).take_while(near);
    let down = below.iter().take(NEIGHBOURS).take_while(near);
    let next = |&&at: &&u32| step(at) < LAST_LINE * gap.em && between(at).is_some();
    let words = |pieces: &[Segment]| pieces.iter().map(|piece| piece.words.len()).sum::<usize>();
    // The only blank of a line tells nothing, but the lines right above and below it do: the one below
    // may be the last of its paragraph.
    if up.clone().find_map(|&at| between(at)).is_some_and(|pieces| words(pieces) == 2) {
        let is_last = |&&at: &&u32| {
            let line = &draft.segments[at as usize].bbox;
            let begins = (line.x0 - gap.left.bbox.x0).abs() < FLUSH * gap.em;
            step(at) < LAST_LINE * gap.em && begins && line.x1 > gap.left.bbox.x1
        };
        return up.clone().any(|at| next(&at)) && down.clone().any(|at| next(&at) || is_last(&at));
    }
    let mut lines = up.chain(down).filter_map(|&at| between(at));
    // Behind a sentence some set two blanks.
    let blanks = if gap.is_behind_stop(draft) { 2.0 } else { 1.0 };
    lines.any(|between| is_stretched(draft, between, gap.width / blanks))
}

/// Whether two pieces of a row stand in different panels of a poster.
fn in_other_panel(draft: &Draft, left: &Segment, right: &Segment) -> bool {
    let places = (left.bbox.center(), right.bbox.center());
    draft.poster.as_ref().is_some_and(|poster| poster.parts(places.0, places.1))
}

/// Whether two pieces of a row are of different texts by their type: a heading beside a note in the
/// margin.
fn is_set_apart(left: &Segment, right: &Segment) -> bool {
    is_larger(left, right, OTHER_SIZE)
}

/// Whether one of two pieces, which both are no marks, is set larger by more than a factor in a font of its own.
fn is_larger(left: &Segment, right: &Segment, factor: f32) -> bool {
    left.size.max(right.size) > factor * left.size.min(right.size)
        && left.glyphs.min(right.glyphs) >= FEWEST_GLYPHS
        && left.font != right.font
}

fn absorb(last: &mut Segment, segment: &Segment) {
    if segment.glyphs > last.glyphs {
        last.size = segment.size;
        last.baseline = segment.baseline;
        last.font = segment.font;
        last.capitals = segment.capitals;
    }
    last.bold &= segment.bold;
    last.bold_end = segment.bold_end;
    last.italic &= segment.italic;
    last.words.end = segment.words.end;
    last.bbox = last.bbox.union(segment.bbox);
    last.glyphs += segment.glyphs;
}

/// Which segments are numbers without punctuation that count up in front of long lines, as those of
/// a reference list do.
fn bare_numbers(draft: &Draft) -> Vec<bool> {
    /// Entries after a number are at least this long, in glyphs: cells of tables are shorter.
    const FEWEST_GLYPHS: u32 = 25;
    /// Lists of single-line entries are no longer than this.
    const MOST_SINGLE_LINES: usize = 12;
    let segments = &draft.segments;
    let mut columns: BTreeMap<i32, Vec<(f32, u32, usize)>> = BTreeMap::new();
    for (at, pair) in segments.windows(2).enumerate() {
        let (left, right) = (&pair[0], &pair[1]);
        let near = right.bbox.x0 - left.bbox.x1 < MARKER_GAP * right.size;
        if left.angle != 0 || left.glyphs > 3 || right.glyphs < FEWEST_GLYPHS || !near {
            continue;
        }
        if !is_one_row(left.baseline, right.baseline, right.size) {
            continue;
        }
        if let Ok(number) = draft.text(left.words.clone()).parse::<u32>() {
            // The entries' lines begin at one place wherever their numbers do.
            let edge = nearest_step(right.bbox.x0, EDGE_STEP);
            columns.entry(edge).or_default().push((left.baseline, number, at));
        }
    }
    let mut lines: BTreeMap<i32, usize> = BTreeMap::new();
    for segment in segments.iter().filter(|segment| segment.glyphs >= FEWEST_GLYPHS) {
        *lines.entry(nearest_step(segment.bbox.x0, EDGE_STEP)).or_default() += 1;
    }
    let mut found = vec![false; segments.len()];
    for (edge, column) in &mut columns {
        column.sort_by(|a, b| a.0.total_cmp(&b.0));
        // Where all lines have a number, the numbers are the lines', not the entries'.
        let all = lines.get(edge).copied().unwrap_or(0);
        if column.len() >= MOST_SINGLE_LINES && column.len() * 10 > all * 8 {
            continue;
        }
        for pair in column.windows(2) {
            if pair[1].1 == pair[0].1 + 1 {
                found[pair[0].2] = true;
                found[pair[1].2] = true;
            }
        }
    }
    found
}

/// Whether a segment is the number or bullet of a list item or reference, or the label of a caption.
fn is_marker(draft: &Draft, segment: &Segment) -> bool {
    let text = || draft.text(segment.words.clone());
    match segment.words.len() {
        1 => segment.glyphs <= 6 && is_marker_text(&text()),
        2 => is_label(&text()),
        _ => false,
    }
}

/// Whether a sign stands in front of the items of lists and nowhere else; one that cannot be read, alone in front of
/// text, is such a sign, too.
pub(super) fn is_bullet(c: char) -> bool {
    matches!(c, '\u{25A0}'..='\u{25FF}') || "•‣➢➤✓✔❑❒◻❖\u{FFFD}".contains(c)
}

/// Whether a text is the number or bullet of a list item or reference.
pub(super) fn is_marker_text(text: &str) -> bool {
    let mut chars = text.chars();
    match (chars.next(), chars.as_str()) {
        (Some(c), "") if is_bullet(c) || matches!(c, '·' | '–' | '—' | '-' | '*' | '✉') => {
            true
        }
        (Some('[' | '('), rest) => {
            let inner = rest.trim_end_matches([']', ')', '.']);
            inner.len() < rest.len()
                && (1..=4).contains(&inner.len())
                && inner.chars().all(|c| c.is_ascii_alphanumeric())
        }
        (Some(_), _) => {
            let inner = text.trim_end_matches(['.', ')', ':']);
            inner.len() < text.len()
                && (inner.len() <= 3 && inner.chars().all(|c| c.is_ascii_digit())
                    || inner.len() == 1 && inner.chars().all(|c| c.is_ascii_alphabetic()))
        }
        (None, _) => false,
    }
}

/// The rows that a gap goes through, its own and those above and below that stand within this reach
/// of one another, in ems.
fn gutter_rows(
    draft: &Draft,
    place: &Place<'_>,
    gap: &Gap<'_>,
    reach: f32,
    options: &Options,
) -> usize {
    let up = place.by_baseline[..place.rank].iter().rev();
    let down = place.by_baseline[place.rank..].iter();
    let limits = (options.gutter_width * gap.em, reach * gap.em);
    1 + flanked_rows(draft, up, gap, limits) + flanked_rows(draft, down, gap, limits)
}

/// Counts the rows in one direction that leave the gap open and have text beside it: those of the
/// side that has fewer, since the lines of two columns need not stand on common baselines. Only text
/// above or below what stands beside the gap flanks it: that of the next column does not.
fn flanked_rows<'a>(
    draft: &Draft,
    neighbours: impl Iterator<Item = &'a u32>,
    gap: &Gap<'_>,
    (narrowest, reach): (f32, f32),
) -> usize {
    let (em, baseline) = (gap.em, gap.left.baseline);
    let (mut x0, mut x1) = (gap.left.bbox.x1, gap.right.bbox.x0);
    // Number of rows and baseline of the last one, on the left and on the right of the gap.
    let mut sides = [(0usize, baseline); 2];
    for &at in neighbours.take(NEIGHBOURS) {
        let segment = &draft.segments[at as usize];
        let y = segment.baseline;
        if is_one_row(y, baseline, em) {
            continue;
        }
        if sides.iter().any(|(_, last)| (y - last).abs() > reach) {
            break;
        }
        let bbox = segment.bbox;
        if bbox.x0 < x1 && bbox.x1 > x0 {
            // The text reaches into the gap: what is left of the gap must still be wide.
            let (before, after) = (bbox.x0 - x0, x1 - bbox.x1);
            if before >= after {
                x1 = bbox.x0;
            } else {
                x0 = bbox.x1;
            }
            if x1 - x0 < narrowest {
                break;
            }
        }
        let beside =
            [bbox.x1 <= x0 && bbox.x1 > gap.left.bbox.x0, bbox.x0 >= x1 && bbox.x0 < gap.end];
        for ((rows, last), beside) in sides.iter_mut().zip(beside) {
            if beside && !is_one_row(y, *last, em) {
                *rows += 1;
                *last = y;
            }
        }
    }
    sides[0].0.min(sides[1].0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geometry::Rect;

    /// Rows of segments, each given as the ends of its words.
    type Rows<'a> = &'a [&'a [&'a [(f32, f32)]]];

    /// Rows of segments of 10 points, each given as the ends of its words, at distances of 12 points.
    fn draft(rows: Rows<'_>) -> Draft {
        let mut draft = Draft::default();
        for (row, segments) in (0u8..).zip(rows) {
            let baseline = 12.0 * f32::from(row);
            for words in *segments {
                let first = draft.words.len() as u32;
                let boxes =
                    words.iter().map(|&(x0, x1)| Rect::new(x0, baseline - 7.0, x1, baseline + 2.0));
                draft.words.extend(boxes.map(|bbox| WordDraft { glyphs: 0..0, bbox }));
                let words = first..draft.words.len() as u32;
                let bbox = draft.words[first as usize..].iter().map(|word| word.bbox).collect();
                draft.segments.push(Segment {
                    words,
                    bbox,
                    baseline,
                    size: 10.0,
                    glyphs: 20,
                    ..Segment::default()
                });
            }
        }
        draft
    }

    #[test]
    fn blanks_of_justified_lines_are_no_gutters() {
        let full: &[&[(f32, f32)]] = &[&[(0.0, 200.0)]];
        let stretched: &[&[(f32, f32)]] =
            &[&[(0.0, 30.0)], &[(55.0, 85.0)], &[(110.0, 140.0)], &[(165.0, 200.0)]];
        let last: &[&[(f32, f32)]] = &[&[(0.0, 30.0)], &[(55.0, 85.0)], &[(110.0, 140.0)]];
        let columns: &[&[(f32, f32)]] =
            &[&[(0.0, 40.0), (43.0, 90.0)], &[(115.0, 150.0), (153.0, 200.0)]];
        let cases: [(Rows<'_>, usize, &str); 4] = [
            (&[full, stretched, stretched, full], 4, "two stretched lines"),
            (&[full, stretched, stretched, last], 4, "the last line of a paragraph"),
            (&[full, columns, columns, columns, full], 8, "columns"),
            (&[stretched, stretched, stretched, stretched], 16, "cells without a line around them"),
        ];
        for (rows, segments, why) in cases {
            let mut draft = draft(rows);
            cut(&mut draft, &Options::default());
            assert_eq!(draft.segments.len(), segments, "{why}");
        }
    }

    #[test]
    fn markers_are_told_from_words_and_cells() {
        for marker in ["•", "1.", "12)", "[3]", "(iv)", "[12].", "–", "a."] {
            assert!(is_marker_text(marker), "{marker}");
        }
        for other in ["12", "3.5", "Fig.", "et", "(n)x", "1,000.", ""] {
            assert!(!is_marker_text(other), "{other}");
        }
    }
}
