//! Columns: where the gaps between chunks stand above one another.

use super::rule::Rule;
use super::text::{Text, TextLine};
use std::ops::Range;

/// Walls closer than this, in points, are one drawn twice.
const SAME_WALL: f32 = 3.0;
/// A chunk that reaches less than this over a place, in points, only touches it.
const TOUCH: f32 = 0.2;
/// A strip narrower than this, in points, is none.
const NO_WIDTH: f32 = 0.01;
/// Weights count gaps: half of one decides.
const HALF_A_GAP: f32 = 0.5;
/// Scores that differ by less than this are one: sums of weights are rounded.
const EQUAL: f32 = 0.01;
/// Columns of one table at most.
const MOST_COLUMNS: usize = 64;
/// What a chunk across a separator counts against the gaps that go through it.
const CROSSING: f32 = 1.0;
/// The same for a chunk that is alone in its line: a title of rows.
const ALONE: f32 = 0.15;
/// Share of the lines that a separator must part, of those with text on both sides.
const PARTED_SHARE: f32 = 0.5;
/// A line with this many gaps that no other line shares is set with wide blanks.
const RAGGED: usize = 3;
/// Lines closer than this, in ems, are of cells that stand side by side, in the middle of their row.
const HALF_STEP: f32 = 0.8;
/// Cells of two lines are further apart than this, in ems: a raised mark stands right beside its word.
const WORD_GAP: f32 = 0.4;
/// A vertical rule is a separator where it stands beside this share of the lines.
const RULED_SHARE: f32 = 0.4;

/// A place between two columns.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Separator {
    pub(super) at: f32,
    /// Whether a drawn line stands there.
    pub(super) drawn: bool,
}

/// A gap between two chunks of a line, or a chunk.
#[derive(Debug, Clone, Copy)]
struct Span {
    from: f32,
    to: f32,
    weight: f32,
    line: u32,
}

/// Finds the separators of the columns of a range of lines, from left to right.
pub(super) fn separators(text: &Text, lines: Range<usize>, down: &[Rule]) -> Vec<Separator> {
    let (mut gaps, chunks) = spans(text, lines.clone());
    let mut found = drawn(text, lines, down);
    gaps.retain(|gap| !found.iter().any(|s| s.at >= gap.from && s.at <= gap.to));
    for least in [2.0, 1.0] {
        while found.len() < MOST_COLUMNS {
            let Some(best) = best_place(&gaps, &chunks, least) else { break };
            found.push(Separator { at: best, drawn: false });
            gaps.retain(|gap| best < gap.from || best > gap.to);
        }
        drop_ragged(&mut gaps);
    }
    found.sort_by(|a, b| a.at.total_cmp(&b.at));
    found
}

/// Takes out the gaps of lines that share too few of them with others. Gaps are sorted by line.
fn drop_ragged(gaps: &mut Vec<Span>) {
    let mut kept = Vec::with_capacity(gaps.len());
    for own in gaps.chunk_by(|a, b| a.line == b.line) {
        if own.len() < RAGGED {
            kept.extend_from_slice(own);
        }
    }
    *gaps = kept;
}

/// Gaps between neighbouring chunks, and the chunks with what they count when crossed.
fn spans(text: &Text, lines: Range<usize>) -> (Vec<Span>, Vec<Span>) {
    let (mut gaps, mut covers) = (Vec::new(), Vec::new());
    let lines = &text.lines[lines];
    for (number, line) in (0u32..).zip(lines) {
        let chunks = text.line_chunks(line);
        let weight = if chunks.len() == 1 { ALONE } else { CROSSING };
        if let Some(above) = number.checked_sub(1) {
            gaps.extend(gaps_between(text, &lines[above as usize], line, number));
        }
        covers.extend(chunks.iter().map(|c| Span { from: c.x0, to: c.x1, weight, line: number }));
        gaps.extend(chunks.windows(2).filter(|pair| pair[1].x0 > pair[0].x1).map(|pair| Span {
            from: pair[0].x1,
            to: pair[1].x0,
            weight: 1.0,
            line: number,
        }));
    }
    (gaps, covers)
}

/// Gaps between the chunks of a line and those of the line half a step above it: cells in the middle of a row
/// share no line with cells of more lines beside them.
fn gaps_between(text: &Text, above: &TextLine, line: &TextLine, number: u32) -> Vec<Span> {
    if line.baseline - above.baseline > HALF_STEP * line.size.max(above.size) {
        return Vec::new();
    }
    let of = |line: &TextLine, own: bool| {
        text.line_chunks(line).iter().map(move |chunk| (chunk.x0, chunk.x1, own))
    };
    let mut chunks: Vec<(f32, f32, bool)> = of(above, false).chain(of(line, true)).collect();
    chunks.sort_by(|a, b| a.0.total_cmp(&b.0));
    if chunks.windows(2).any(|pair| pair[1].0 < pair[0].1) {
        return Vec::new();
    }
    chunks
        .windows(2)
        .filter(|pair| pair[0].2 != pair[1].2 && pair[1].0 - pair[0].1 > WORD_GAP * line.size)
        .map(|pair| Span { from: pair[0].1, to: pair[1].0, weight: 1.0, line: number })
        .collect()
}

/// Vertical rules beside enough of the lines.
fn drawn(text: &Text, lines: Range<usize>, down: &[Rule]) -> Vec<Separator> {
    let lines = &text.lines[lines];
    let mut found: Vec<Separator> = Vec::new();
    let (left, right) = extent(text);
    let mut at = f32::NEG_INFINITY;
    let mut beside = 0;
    let mut close = |at: f32, beside: usize| {
        if beside as f32 >= RULED_SHARE * lines.len() as f32
            && beside > 0
            && at > left
            && at < right
            && found.len() < MOST_COLUMNS
        {
            found.push(Separator { at, drawn: true });
        }
    };
    for rule in down {
        let own = lines
            .iter()
            .filter(|line| {
                let y = line.middle();
                rule.from <= y && rule.to >= y
            })
            .count();
        if rule.at - at > SAME_WALL {
            close(at, beside);
            (at, beside) = (rule.at, 0);
        }
        beside += own;
    }
    close(at, beside);
    found
}

fn extent(text: &Text) -> (f32, f32) {
    text.chunks.iter().fold((f32::INFINITY, f32::NEG_INFINITY), |(a, b), chunk| {
        let middle = (chunk.x0 + chunk.x1) / 2.0;
        (a.min(middle), b.max(middle))
    })
}

/// The place that most gaps share and fewest chunks cover: the middle of where it is best.
fn best_place(gaps: &[Span], covers: &[Span], least: f32) -> Option<f32> {
    let mut events: Vec<(f32, f32, f32)> = Vec::with_capacity(2 * (gaps.len() + covers.len()));
    for gap in gaps {
        events.push((gap.from, gap.weight, 0.0));
        events.push((gap.to, -gap.weight, 0.0));
    }
    for cover in covers {
        // A chunk that only touches the place with its edge does not cover it.
        events.push((cover.from + TOUCH, 0.0, cover.weight));
        events.push((cover.to - TOUCH, 0.0, -cover.weight));
    }
    events.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.total_cmp(&b.1)));
    let (mut open, mut crossed) = (0.0, 0.0);
    let mut best: Option<(f32, f32, f32)> = None;
    for (index, event) in events.iter().enumerate() {
        open += event.1;
        crossed += event.2;
        let Some(next) = events.get(index + 1) else { break };
        let width = next.0 - event.0;
        if width <= NO_WIDTH || open < HALF_A_GAP || open < PARTED_SHARE * (open + crossed) {
            continue;
        }
        let score = open - crossed;
        let better = best.is_none_or(|(old, from, to)| {
            score > old + EQUAL || (score > old - EQUAL && width > to - from)
        });
        if better {
            best = Some((score, event.0, next.0));
        }
    }
    best.filter(|(score, ..)| *score > least - HALF_A_GAP).map(|(_, from, to)| (from + to) / 2.0)
}

#[cfg(test)]
mod tests {
    use super::super::text::Chunk;
    use super::*;

    fn text(lines: &[&[(f32, f32)]]) -> Text {
        let mut text = Text::default();
        for (number, line) in lines.iter().enumerate() {
            let first = text.chunks.len() as u32;
            for &(x0, x1) in *line {
                let token = text.tokens.len() as u32;
                text.tokens.push(token);
                text.chunks.push(Chunk { tokens: token..token + 1, x0, x1 });
            }
            let baseline = 12.0 * number as f32;
            let chunks = first..text.chunks.len() as u32;
            text.lines.push(TextLine { chunks, baseline, size: 10.0 });
        }
        text
    }

    #[test]
    fn columns_part_where_gaps_stand_above_one_another() {
        type Lines<'a> = &'a [&'a [(f32, f32)]];
        let row: &[(f32, f32)] = &[(0.0, 40.0), (60.0, 80.0), (100.0, 120.0)];
        let cases: [(Lines, usize, &str); 5] = [
            (&[row, row, row], 2, "plain columns"),
            (&[&[(0.0, 40.0), (60.0, 120.0)], row, row, row], 2, "a head across two columns"),
            (&[row, &[(0.0, 110.0)], row], 2, "a title of rows"),
            (&[row, &[(0.0, 40.0), (100.0, 120.0)], row], 2, "an empty cell"),
            (&[&[(0.0, 120.0)], &[(0.0, 118.0)]], 0, "lines of prose"),
        ];
        for (lines, expected, why) in cases {
            let text = text(lines);
            let found = separators(&text, 0..text.lines.len(), &[]);
            assert_eq!(found.len(), expected, "{why}: {found:?}");
        }
    }
}
