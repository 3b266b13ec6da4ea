//! Where tables may be without rules: rows of short chunks whose gaps stand above one another.

use super::area::Area;
use super::scene::Scene;
use super::text::{self, Chunk, Text};
use crate::geometry::Rect;
use crate::tolerance::{MAJORITY, MIDDLE};
use std::ops::Range;

/// The upper half of a line's letters is above this, in ems.
const HALF_LINE: f32 = 0.5;
/// Rows beside rules share at least this share of the width with them.
const AS_WIDE: f32 = 0.6;
/// Baselines closer than this, in points, are one.
const SAME_BASELINE: f32 = 0.1;
/// Lines of prose are indented by no more than this, in ems.
const DEEPEST_INDENT: f32 = 3.0;
/// Prose over more than this share of its width ends a stack of rows.
const CUT_SHARE: f32 = 0.4;
/// Lines of a head are no further apart than this, in ems.
const HEAD_STEP: f32 = 1.6;
/// How far below its last baseline an area ends, in ems: less than where the next line begins.
const BELOW: f32 = 0.1;
/// A chunk of this many words is prose.
const PROSE_WORDS: usize = 8;
/// Chunks on one line from which on they are a row, however long one of them is.
const ROW_CHUNKS: usize = 5;
/// Rows further apart than this, in ems, are of two tables.
pub(super) const FARTHEST: f32 = 3.6;
/// Chunks of a row further apart than this, in ems, are not of one table.
const WIDEST_GAP: f32 = 26.0;
/// Gaps share this width at least, in ems, when they stand above one another.
const SHARED_GAP: f32 = 0.4;
/// Rows that make a table.
const FEWEST_ROWS: usize = 3;
/// A prose line this close above or below, in ems, makes a short line below its start its own.
const PARAGRAPH_STEP: f32 = 1.7;
/// Areas that grow on one page at most: each reads the strip above and below it.
const MOST_GROWN: usize = 32;
/// How far rows may reach beside the rules of their table, in type sizes of the body.
const BESIDE: f32 = 1.5;
/// Columns from which on rows are told from prose by what stands beside them.
const MANY_COLUMNS: usize = 4;
/// Tables under construction at one height at most.
const MOST_OPEN: usize = 24;

/// Neighbouring short chunks of one line.
#[derive(Debug, Clone)]
struct Fragment {
    chunks: Range<usize>,
    baseline: f32,
    size: f32,
    x0: f32,
    x1: f32,
}

/// Fragments under one another.
#[derive(Debug)]
struct Stack {
    rows: Vec<Fragment>,
    /// How many of the rows have many columns, while it is under construction.
    many_columned: usize,
    x0: f32,
    x1: f32,
    /// Baseline of the last line that belongs to it: a row, or one more line of a cell.
    reach: f32,
}

/// Finds the areas of rows that line up, outside the areas that are `taken`.
pub(super) fn find(scene: &Scene, taken: &[Rect]) -> Vec<Rect> {
    let page = Rect::new(f32::MIN, f32::MIN, f32::MAX, f32::MAX);
    let (text, prose, stacks) = stacks(scene, page, taken);
    let mut areas: Vec<Rect> = stacks
        .iter()
        .filter(|stack| stack.rows.len() >= FEWEST_ROWS)
        .map(|stack| area_of(&text, &prose, stack))
        .collect();
    areas.sort_by(|a, b| a.y0.total_cmp(&b.y0).then(a.x0.total_cmp(&b.x0)));
    areas
}

/// Grows areas that no rules close over the rows that line up with what is inside.
pub(super) fn grow(scene: &Scene, areas: &mut [Area]) {
    let closed: Vec<Rect> = areas.iter().filter(|area| area.closed).map(|area| area.bbox).collect();
    let open: Vec<usize> =
        (0..areas.len()).filter(|&at| !areas[at].closed).take(MOST_GROWN).collect();
    for at in open {
        let own = areas[at].bbox;
        let mut bbox = own;
        let beside = BESIDE * scene.body;
        let strip = Rect::new(own.x0 - beside, f32::MIN, own.x1 + beside, f32::MAX);
        let (_, _, stacks) = stacks(scene, strip, &closed);
        for stack in &stacks {
            let top = stack.rows[0].baseline - HALF_LINE * stack.rows[0].size;
            let bottom = stack.reach.max(stack.rows[stack.rows.len() - 1].baseline);
            let shared = stack.x1.min(own.x1) - stack.x0.max(own.x0);
            let inside = stack
                .rows
                .iter()
                .any(|row| row.baseline > own.y0 && row.baseline - HALF_LINE * row.size < own.y1);
            if !inside || shared < AS_WIDE * (stack.x1 - stack.x0) || shared < AS_WIDE * own.width()
            {
                continue;
            }
            let size = stack.rows[0].size;
            bbox = bbox.union(Rect::new(stack.x0, top, stack.x1, bottom + MIDDLE * size));
        }
        let free = areas.iter().enumerate().all(|(other, area)| {
            other == at || !area.bbox.intersects(bbox) || area.bbox.intersects(own)
        });
        if free {
            areas[at].bbox = bbox;
        }
    }
}

/// Rows of a strip of the page that line up, outside the areas that are `taken`.
fn stacks(scene: &Scene, strip: Rect, taken: &[Rect]) -> (Text, Vec<bool>, Vec<Stack>) {
    let text = text::read(scene, strip);
    let prose = prose_chunks(scene, &text);
    let mut open: Vec<Stack> = Vec::new();
    let mut done: Vec<Stack> = Vec::new();
    for line in &text.lines {
        let y = line.middle();
        let chunks = line.chunks.start as usize..line.chunks.end as usize;
        let is_taken = |at: usize| {
            let chunk = &text.chunks[at];
            taken.iter().any(|area| {
                area.y0 <= y && y <= area.y1 && area.x0 <= chunk.x1 && chunk.x0 <= area.x1
            })
        };
        let blocked: Vec<bool> = chunks.clone().map(|at| prose[at] || is_taken(at)).collect();
        // A line of a cell may have as many words as one of prose, but does not fill a column.
        let outside: Vec<bool> = chunks
            .clone()
            .map(|at| is_taken(at) || scene.fills_column(text.chunks[at].x0, text.chunks[at].x1))
            .collect();
        close(&text, &mut open, &mut done, &chunks, &blocked, line.baseline);
        for fragment in fragments(&text, line, chunks, &blocked) {
            let room = open.len() < MOST_OPEN;
            match open.iter_mut().find(|stack| fits(&text, stack, &fragment)) {
                Some(stack) => {
                    stack.x0 = stack.x0.min(fragment.x0);
                    stack.x1 = stack.x1.max(fragment.x1);
                    stack.reach = fragment.baseline;
                    stack.many_columned += usize::from(fragment.chunks.len() >= MANY_COLUMNS);
                    stack.rows.push(fragment);
                }
                None if room => open.push(Stack {
                    x0: fragment.x0,
                    x1: fragment.x1,
                    reach: fragment.baseline,
                    many_columned: usize::from(fragment.chunks.len() >= MANY_COLUMNS),
                    rows: vec![fragment],
                }),
                None => {}
            }
        }
        for stack in &mut open {
            if goes_on(&text, stack, line, &outside) {
                stack.reach = line.baseline;
            }
        }
    }
    done.extend(open);
    let done = join(scene, &text, done);
    (text, prose, done)
}

/// Columns whose gaps all stand above one another from which on rows are of one table however high
/// their cells are.
const SAME_COLUMNS: usize = 5;

/// Joins stacks of many columns that stand below one another and have the same columns.
fn join(scene: &Scene, text: &Text, mut stacks: Vec<Stack>) -> Vec<Stack> {
    stacks.sort_by(|a, b| {
        a.rows[0].baseline.total_cmp(&b.rows[0].baseline).then(a.x0.total_cmp(&b.x0))
    });
    let mut joined: Vec<Stack> = Vec::with_capacity(stacks.len());
    for stack in stacks {
        // Rows whose words touch stand between, as stacks of their own.
        let upper = joined
            .iter_mut()
            .rev()
            .take(MOST_OPEN)
            .find(|upper| has_same_columns(scene, text, upper, &stack));
        match upper {
            Some(upper) => {
                upper.x0 = upper.x0.min(stack.x0);
                upper.x1 = upper.x1.max(stack.x1);
                upper.reach = stack.reach;
                upper.rows.extend(stack.rows);
            }
            None => joined.push(stack),
        }
    }
    joined
}

/// Whether a stack has the columns of the one above it, and neither a caption nor a line as wide as
/// a column of prose stands between.
fn has_same_columns(scene: &Scene, text: &Text, upper: &Stack, lower: &Stack) -> bool {
    /// Blanks between rows higher than this, in ems, part tables.
    const BLANK: f32 = 8.0;
    /// Rows of each that are compared: words of two columns may touch in some of them.
    const ROWS: usize = 4;
    let full = |row: &&Fragment| row.chunks.len() >= SAME_COLUMNS;
    let same = |a: &Fragment, b: &Fragment| {
        a.chunks.len() == b.chunks.len() && common_gaps(text, a, b) + 1 == a.chunks.len()
    };
    let above = || upper.rows.iter().rev().filter(full).take(ROWS);
    let below = || lower.rows.iter().filter(full).take(ROWS);
    let (Some(last), Some(first)) = (above().next(), below().next()) else { return false };
    if !above().any(|a| below().any(|b| same(a, b))) {
        return false;
    }
    let from = text.lines.partition_point(|line| line.baseline <= last.baseline + SAME_BASELINE);
    let to = text.lines.partition_point(|line| line.baseline < first.baseline - SAME_BASELINE);
    let parts = |line: &text::TextLine| {
        text.line_chunks(line).iter().any(|chunk| {
            let label = scene.is_label(text.chunk_tokens(chunk)[0]);
            let beside = chunk.x1 < upper.x0 || chunk.x0 > upper.x1;
            label || !beside && scene.fills_column(chunk.x0, chunk.x1)
        })
    };
    let mut reach = upper.reach;
    let mut blank: f32 = 0.0;
    for line in text.lines[from..to.max(from)].iter().filter(|line| line.baseline > upper.reach) {
        blank = blank.max(line.baseline - reach);
        reach = line.baseline;
    }
    blank.max(first.baseline - reach) < BLANK * first.size
        && !text.lines[from..to.max(from)].iter().any(parts)
}

/// Which chunks are lines of prose, or the short first or last lines of its paragraphs.
fn prose_chunks(scene: &Scene, text: &Text) -> Vec<bool> {
    let mut long = vec![false; text.chunks.len()];
    for line in &text.lines {
        let range = line.chunks.start as usize..line.chunks.end as usize;
        // Among several chunks on one line a long one is a cell.
        let is_row = range.len() >= ROW_CHUNKS;
        for at in range {
            let chunk = &text.chunks[at];
            let words = chunk.tokens.len();
            long[at] = words >= PROSE_WORDS && !is_row
                || words >= 4 && scene.fills_column(chunk.x0, chunk.x1);
        }
    }
    let mut prose = long.clone();
    for pair in text.lines.windows(2) {
        let [upper, lower] = pair else { continue };
        if lower.baseline - upper.baseline > PARAGRAPH_STEP * lower.size.max(upper.size) {
            continue;
        }
        for (own, other) in [(upper, lower), (lower, upper)] {
            let range = own.chunks.start as usize..own.chunks.end as usize;
            for (chunk, prose) in text.chunks[range.clone()].iter().zip(&mut prose[range]) {
                let near = other.chunks.start as usize..other.chunks.end as usize;
                *prose |= near.into_iter().any(|k| {
                    let host = &text.chunks[k];
                    long[k]
                        && host.x0 <= chunk.x0 + 2.0
                        && chunk.x0 < host.x0 + DEEPEST_INDENT * own.size
                        && chunk.x1 <= host.x1 + 2.0
                });
            }
        }
    }
    prose
}

/// Closes stacks that are too far above, or cut off by prose.
fn close(
    text: &Text,
    open: &mut Vec<Stack>,
    done: &mut Vec<Stack>,
    chunks: &Range<usize>,
    blocked: &[bool],
    baseline: f32,
) {
    let mut at = 0;
    while at < open.len() {
        let stack = &open[at];
        let far = stack.rows.last().is_none_or(|row| baseline - stack.reach > FARTHEST * row.size);
        let cut = chunks.clone().zip(blocked).any(|(at, &blocked)| {
            let chunk = &text.chunks[at];
            blocked
                && chunk.x1.min(stack.x1) - chunk.x0.max(stack.x0)
                    > CUT_SHARE * (stack.x1 - stack.x0)
        });
        if far || cut {
            done.push(open.swap_remove(at));
        } else {
            at += 1;
        }
    }
}

/// Whether a line is one more line of a cell of a stack of several columns: short, inside it, and
/// right below its last line.
fn goes_on(text: &Text, stack: &Stack, line: &text::TextLine, outside: &[bool]) -> bool {
    /// A line of a cell is narrower than this share of its table.
    const WIDTH: f32 = 0.4;
    let wide = stack.many_columned >= FEWEST_ROWS;
    let close = line.baseline - stack.reach < PARAGRAPH_STEP * line.size;
    let chunks = text.line_chunks(line);
    let mut inside = chunks
        .iter()
        .zip(outside)
        .filter(|(chunk, _)| chunk.x0 > stack.x0 - 2.0 && chunk.x1 < stack.x1 + 2.0)
        .peekable();
    wide && close
        && inside.peek().is_some()
        && inside.all(|(chunk, outside)| !outside && chunk.width() < WIDTH * (stack.x1 - stack.x0))
}

/// Runs of at least two neighbouring chunks that are not blocked.
fn fragments(
    text: &Text,
    line: &text::TextLine,
    chunks: Range<usize>,
    blocked: &[bool],
) -> Vec<Fragment> {
    let mut found = Vec::new();
    let mut start = chunks.start;
    for at in chunks.clone() {
        let next = at + 1;
        let ends = next == chunks.end
            || blocked[at - chunks.start]
            || blocked[next - chunks.start]
            || text.chunks[next].x0 - text.chunks[at].x1 > WIDEST_GAP * line.size;
        if ends {
            if next - start >= 2 {
                found.push(Fragment {
                    chunks: start..next,
                    baseline: line.baseline,
                    size: line.size,
                    x0: text.chunks[start].x0,
                    x1: text.chunks[at].x1,
                });
            }
            start = next;
        }
    }
    found
}

/// Whether a fragment goes on a stack: it is as wide, and gaps stand above one another.
fn fits(text: &Text, stack: &Stack, fragment: &Fragment) -> bool {
    let shared = stack.x1.min(fragment.x1) - stack.x0.max(fragment.x0);
    if shared < MAJORITY * (stack.x1 - stack.x0).min(fragment.x1 - fragment.x0) {
        return false;
    }
    stack.rows.iter().rev().take(2).any(|row| aligned(text, row, fragment))
}

/// Whether at least half of the gaps of two rows stand above one another.
fn aligned(text: &Text, a: &Fragment, b: &Fragment) -> bool {
    2 * common_gaps(text, a, b) >= a.chunks.len().min(b.chunks.len()) - 1
}

/// How many of the gaps of a row stand above gaps of another.
fn common_gaps(text: &Text, a: &Fragment, b: &Fragment) -> usize {
    let least = SHARED_GAP * a.size.min(b.size);
    let gaps = |f: &Fragment| -> Vec<(f32, f32)> {
        text.chunks[f.chunks.clone()].windows(2).map(|pair| (pair[0].x1, pair[1].x0)).collect()
    };
    let (upper, lower) = (gaps(a), gaps(b));
    let shared = |g: &(f32, f32), other: &[(f32, f32)]| {
        other.iter().any(|h| g.1.min(h.1) - g.0.max(h.0) >= least)
    };
    upper.iter().filter(|g| shared(g, &lower)).count()
}

/// The area of a stack, with the heads above its columns.
fn area_of(text: &Text, prose: &[bool], stack: &Stack) -> Rect {
    let (first, last) = (&stack.rows[0], &stack.rows[stack.rows.len() - 1]);
    let (mut x0, mut x1) = (stack.x0, stack.x1);
    let mut top = first.baseline - first.size;
    let mut below = first.baseline;
    let above = text.lines.partition_point(|line| line.baseline < first.baseline - SAME_BASELINE);
    for line in text.lines[..above].iter().rev().take(3) {
        if below - line.baseline > HEAD_STEP * line.size {
            break;
        }
        let range = line.chunks.start as usize..line.chunks.end as usize;
        let over: Vec<(usize, &Chunk)> = range
            .map(|at| (at, &text.chunks[at]))
            .filter(|(_, chunk)| chunk.x1 > x0 && chunk.x0 < x1)
            .collect();
        let is_head = !over.is_empty()
            && over.iter().all(|(at, chunk)| {
                !prose[*at] && chunk.x0 > x0 + 2.0 * line.size && chunk.x1 < x1 + 2.0 * line.size
            });
        if !is_head {
            break;
        }
        for (_, chunk) in over {
            x0 = x0.min(chunk.x0);
            x1 = x1.max(chunk.x1);
        }
        below = line.baseline;
        top = line.baseline - line.size;
    }
    Rect::new(x0 - 1.0, top, x1 + 1.0, stack.reach.max(last.baseline) + BELOW * last.size)
}

#[cfg(test)]
mod tests {
    use super::super::scene::{Piece, Token};
    use super::*;
    use crate::lexicon::series::Labelled;

    /// A scene of lines of 10 points; each word is 10 wide.
    fn scene(lines: &[(f32, &[f32], bool)]) -> Scene {
        let mut scene = Scene { width: 400.0, body: 10.0, ..Scene::default() };
        for &(baseline, words, label) in lines {
            for &x0 in words {
                let at = scene.tokens.len() as u32;
                let bbox = Rect::new(x0, baseline - 8.0, x0 + 10.0, baseline + 2.0);
                let (piece, tokens) = (at, at..at + 1);
                let label = label.then_some(Labelled::Table);
                scene.tokens.push(Token { bbox, word: at, piece, first: 'a', last: 'a', label });
                let chunk_gap = 5.0;
                let piece = Piece { tokens, bbox, baseline, size: 10.0, chunk_gap, item: at };
                scene.pieces.push(piece);
            }
        }
        scene
    }

    #[test]
    fn rows_with_the_same_columns_are_one_area_over_high_cells() {
        let row: &[f32] = &[0.0, 50.0, 100.0, 150.0, 200.0];
        let few: &[f32] = &[0.0, 50.0];
        let cases = [
            (row, false, 40.0, 1, "a strip of three lines"),
            (row, true, 40.0, 2, "a caption between"),
            (row, false, 90.0, 2, "nothing for long"),
            (few, false, 40.0, 2, "columns as a page may have"),
        ];
        for (cells, label, blank, expected, why) in cases {
            let mut lines: Vec<(f32, &[f32], bool)> = Vec::new();
            for at in 0..4 {
                lines.push((12.0 * at as f32, cells, false));
            }
            let middle: &[f32] = &[50.0];
            lines.push((36.0 + blank, middle, label));
            for at in 0..4 {
                lines.push((36.0 + 1.5 * blank + 12.0 * at as f32, cells, false));
            }
            assert_eq!(find(&scene(&lines), &[]).len(), expected, "{why}");
        }
    }
}
