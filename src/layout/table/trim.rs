//! Captions and notes inside the frame of a table are not part of it.

use super::frame::SMALL_LETTERS;
use super::scene::Scene;
use super::text::{self, Text, TextLine};
use crate::geometry::Rect;

/// A rule along this share of an area is one of the whole table.
const FULL_RULE: f32 = 0.8;
/// Walls that end above a line reach no further into it than this, in ems.
const INTO_LINE: f32 = 0.5;
/// A line of a caption or note has this many words at least.
const WORDS: usize = 8;
/// Its first line is wider than this share of the table.
const WIDTH: f32 = 0.5;
/// A caption or note has no more lines than this share of the area, and this many at least.
const LINE_SHARE: f32 = 0.5;

/// More lines than that are notes where this share of them is long, below this many rows.
const MOSTLY_LONG: f32 = 0.7;
const FEWEST_ROWS: usize = 4;

/// Takes a caption off the top of an area and notes off its bottom.
pub(super) fn titles(scene: &Scene, area: Rect) -> Rect {
    let text = text::read(scene, area);
    let mut trimmed = area;
    let most = (text.lines.len() as f32 * LINE_SHARE) as usize;
    let labelled = text.lines.iter().take(most.min(3)).position(|line| {
        text.line_chunks(line)
            .first()
            .and_then(|chunk| text.chunk_tokens(chunk).first())
            .is_some_and(|&token| scene.is_label(token))
    });
    if let Some(first) = labelled {
        let own = &text.lines[first];
        let end = text.lines[first + 1..]
            .iter()
            .position(|line| text.line_chunks(line).len() > 1 || is_ruled(scene, area, own, line))
            .map(|at| first + 1 + at);
        if let Some(end) = end.filter(|&end| end <= most) {
            trimmed.y0 = text.lines[end].baseline - text.lines[end].size;
        }
    }
    let end = bottom_label(scene, &text);
    if let Some(last) = end.checked_sub(1).filter(|_| end < text.lines.len()) {
        trimmed.y1 = text.lines[last].bottom();
    }
    let lines = &text.lines[..end];
    let notes =
        lines.iter().rposition(|line| !is_note_line(&text, line)).map_or(0, |last| last + 1);
    // The first of them must look like a note: other lines may be titles of rows that end the page,
    // or lines of a cell.
    let begin = (notes..end).find(|&at| {
        let parted = at > 0 && is_ruled(scene, area, &lines[at - 1], &lines[at])
            || is_below_walls(scene, area, &lines[at]);
        begins_notes(scene, &text, &lines[at], area, parted)
    });
    let Some(begin) = begin.filter(|&begin| begin > 0) else { return trimmed };
    let count = end - begin;
    let long = lines[begin..].iter().filter(|line| is_long(&text, line, area)).count();
    if count <= most.max(2) || long as f32 >= MOSTLY_LONG * count as f32 && begin >= FEWEST_ROWS {
        trimmed.y1 = lines[begin - 1].bottom();
    }
    trimmed
}

/// The line of the lower half that begins with the label of a table: a caption below its table.
fn bottom_label(scene: &Scene, text: &Text) -> usize {
    let count = text.lines.len();
    let labelled = |line: &TextLine| match text.line_chunks(line) {
        [chunk] => text.chunk_tokens(chunk).first().is_some_and(|&token| scene.is_label(token)),
        _ => false,
    };
    let from = count.div_ceil(2);
    text.lines[from..].iter().position(labelled).map_or(count, |at| from + at)
}

/// Whether a full rule stands between two lines.
fn is_ruled(scene: &Scene, area: Rect, upper: &TextLine, lower: &TextLine) -> bool {
    let across = &scene.rules.across;
    let from = across.partition_point(|rule| rule.at < upper.baseline);
    across[from..]
        .iter()
        .take_while(|rule| rule.at < lower.baseline - SMALL_LETTERS * lower.size)
        .any(|rule| rule.to.min(area.x1) - rule.from.max(area.x0) > FULL_RULE * area.width())
}

/// Whether all vertical rules of an area end above a line.
fn is_below_walls(scene: &Scene, area: Rect, line: &TextLine) -> bool {
    /// Walls that tell where a table ends.
    const FEWEST: usize = 2;
    let top = line.baseline - line.size;
    let mut walls = 0;
    for wall in &scene.rules.down {
        let inside = wall.at >= area.x0 && wall.at <= area.x1 && wall.from < area.y1;
        if inside && wall.to > area.y0 {
            if wall.to > top + INTO_LINE * line.size {
                return false;
            }
            walls += 1;
        }
    }
    walls >= FEWEST
}

/// Whether a line of one chunk begins notes: at the left edge of the table, and long, or of several
/// words below a full rule, or behind a mark of notes.
fn begins_notes(scene: &Scene, text: &Text, line: &TextLine, area: Rect, parted: bool) -> bool {
    /// How far from the left edge of the table it begins at most, in ems.
    const INDENT: f32 = 2.0;
    /// Words of a note below a rule at least, and the share of the table's width it fills.
    const RULED_WORDS: usize = 6;
    const RULED_WIDTH: f32 = 0.28;
    /// Words behind a mark at least.
    const MARKED_WORDS: usize = 3;
    let left = text.chunks.iter().map(|chunk| chunk.x0).fold(f32::INFINITY, f32::min);
    text.line_chunks(line).first().is_some_and(|chunk| {
        let words = chunk.tokens.len();
        let mark = scene.first_char(text.chunk_tokens(chunk)[0]);
        let wide = chunk.width() > RULED_WIDTH * area.width();
        let below_rule = parted && words >= RULED_WORDS && wide;
        let marked = words >= MARKED_WORDS && "*†‡§¶#".contains(mark);
        chunk.x0 <= left + INDENT * line.size && (is_long(text, line, area) || below_rule || marked)
    })
}

/// Whether a line is one chunk.
fn is_note_line(text: &Text, line: &TextLine) -> bool {
    text.line_chunks(line).len() == 1
}

fn is_long(text: &Text, line: &TextLine, area: Rect) -> bool {
    text.line_chunks(line)
        .iter()
        .any(|chunk| chunk.tokens.len() >= WORDS && chunk.width() > WIDTH * area.width())
}
