//! Display formulas: mathematics that stands apart between the lines of a text.
//!
//! A formula is no line: numerators, bars, roots and limits stand above and below one another. Its
//! pieces are gathered around one that holds a relation or a large sign, stands in from the edge of
//! its column and has no words beside it, and are put in the order in which a formula is read: what
//! stands side by side from left to right, what stands above one another from top to bottom.

use super::block::Item;
use super::draft::Draft;
use super::model::BlockKind;
use crate::geometry::Rect;
use crate::lexicon::formula::is_function;
use crate::tolerance::MAJORITY;

/// Words of prose have at least this many letters; shorter ones may be names of variables.
const SHORTEST_WORD: usize = 3;
/// A line of a text has at least this many words of prose.
const PROSE_WORDS: usize = 4;
/// The edges of a column are those of the lines of text this near above and below, in ems.
const REACH: f32 = 14.0;
/// A formula stands in from the edge of its column by at least this much, in ems.
const INDENT: f32 = 1.0;
/// Pieces of one formula stand this close above one another, in ems.
const ABOVE: f32 = 0.7;
/// And this close beside one another, in ems.
const BESIDE: f32 = 1.0;
/// Rows of one formula stand this close above one another, in ems.
const NEXT_ROW: f32 = 1.1;
/// Rounds in which pieces of pieces are taken in.
const ROUNDS: usize = 6;
/// Pieces are no longer than this, in glyphs.
const LONGEST_PIECE: u32 = 60;
/// Lines looked at around a formula at most, so that a hostile page stays linear.
const NEIGHBOURS: usize = 80;
/// Type of a formula that is smaller than this share of its largest is that of scripts and limits.
const FULL_TYPE: f32 = 0.85;
/// Boxes overlap by this share of their height where their ink does not.
const INK: f32 = 0.25;
/// Parts inside parts of a formula are followed this deep.
const DEEPEST: usize = 12;

/// What a line tells of formulas.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// A line of a text.
    Prose,
    /// Words, too few for a line of a text.
    Words,
    /// No words.
    Piece,
    /// A relation or a large sign, and no words.
    Relation,
    /// The number of a formula: `(12)`.
    Number,
}

/// A line with what it tells.
#[derive(Debug, Clone, Copy)]
struct Line {
    item: usize,
    bbox: Rect,
    em: f32,
    kind: Kind,
}

/// The display formulas of a page: for each its words as items, in the order in which they are read.
pub(super) fn find(draft: &Draft, items: &mut Vec<Item>) -> Vec<Vec<u32>> {
    let mut lines: Vec<Line> = (0..items.len())
        .filter(|&at| items[at].kind == BlockKind::Text)
        .filter_map(|at| line_of(draft, items, at))
        .collect();
    if !lines.iter().any(|line| line.kind == Kind::Relation) {
        return Vec::new();
    }
    lines.sort_by(|a, b| a.bbox.y0.total_cmp(&b.bbox.y0).then(a.item.cmp(&b.item)));
    let mut taken = vec![false; lines.len()];
    let mut found = Vec::new();
    for seed in 0..lines.len() {
        let Some(column) = column_of_seed(&lines, seed).filter(|_| !taken[seed]) else { continue };
        let own = grow(&lines, &mut taken, seed, column);
        let parts = own.into_iter().flat_map(|at| words_of(draft, items, lines[at].item));
        found.push(parts.collect::<Vec<_>>());
    }
    found
        .into_iter()
        .map(|parts| {
            let mut order = Vec::with_capacity(parts.len());
            for row in rows(draft, items, parts) {
                read(items, row, true, 0, &mut order);
            }
            order
        })
        .collect()
}

fn line_of(draft: &Draft, items: &[Item], at: usize) -> Option<Line> {
    let item = &items[at];
    let segment = &draft.segments[item.segment as usize];
    if segment.angle != 0 || item.head {
        return None;
    }
    let text = draft.text(item.words.clone());
    let kind = kind_of(&text, segment.glyphs);
    Some(Line { item: at, bbox: item.bbox, em: segment.size, kind })
}

fn kind_of(text: &str, glyphs: u32) -> Kind {
    let words = text.split(|c: char| !c.is_alphabetic()).filter(|word| {
        word.len() >= SHORTEST_WORD
            && word.bytes().all(|b| b.is_ascii_alphabetic())
            && !is_function(word)
    });
    match words.count() {
        0 if is_number(text) => Kind::Number,
        0 if glyphs <= LONGEST_PIECE && text.contains(is_relation) => Kind::Relation,
        0 if glyphs <= LONGEST_PIECE => Kind::Piece,
        count if count >= PROSE_WORDS => Kind::Prose,
        _ => Kind::Words,
    }
}

/// Whether a sign relates two sides of a formula, or is a large sign of one.
fn is_relation(c: char) -> bool {
    matches!(
        c,
        '=' | '≈'
            | '≠'
            | '≤'
            | '≥'
            | '≡'
            | '∝'
            | '∑'
            | '∏'
            | '∫'
            | '≃'
            | '≅'
            | '→'
            | '⇌'
    )
}

/// Whether a text is the number of a formula: `(3)`, `(2.1)`, `(A1)`, `[7]`.
fn is_number(text: &str) -> bool {
    /// Such numbers have no more signs than this in their brackets.
    const LONGEST: usize = 5;
    let inner = text
        .strip_prefix('(')
        .and_then(|rest| rest.strip_suffix(')'))
        .or_else(|| text.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')));
    inner.is_some_and(|inner| {
        (1..=LONGEST).contains(&inner.len())
            && inner.bytes().any(|b| b.is_ascii_digit())
            && inner.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'.' | b':' | b'-'))
    })
}

/// The column that a formula stands in, where a line is one that may begin with it: it holds a relation,
/// stands in from the edge of the lines of text around it, and no word stands beside it.
fn column_of_seed(lines: &[Line], at: usize) -> Option<Rect> {
    let own = &lines[at];
    if own.kind != Kind::Relation {
        return None;
    }
    let reach = REACH * own.em;
    let mut column = Rect::NOTHING;
    for other in near(lines, at) {
        let apart = (other.bbox.y0 - own.bbox.y1).max(own.bbox.y0 - other.bbox.y1);
        if apart > reach || other.bbox.horizontal().overlap(own.bbox.horizontal()) <= 0.0 {
            continue;
        }
        if other.kind == Kind::Prose {
            column = column.union(other.bbox);
        }
    }
    let stands_in = own.bbox.x0 > column.x0 + INDENT * own.em && own.bbox.x1 < column.x1 + own.em;
    let is_beside = |other: &&Line| {
        matches!(other.kind, Kind::Prose | Kind::Words)
            && in_row(own.bbox, other.bbox)
            && other.bbox.horizontal().overlap(column.horizontal()) > 0.0
    };
    let alone = near(lines, at).find(is_beside).is_none();
    (column.width() > 0.0 && stands_in && alone).then_some(column)
}

fn near(lines: &[Line], at: usize) -> impl Iterator<Item = &Line> {
    let from = at.saturating_sub(NEIGHBOURS);
    lines[from..lines.len().min(at + NEIGHBOURS)].iter()
}

fn in_row(a: Rect, b: Rect) -> bool {
    a.vertical().overlap(b.vertical()) > MAJORITY * a.height().min(b.height())
}

/// The lines of the formula around one.
fn grow(lines: &[Line], taken: &mut [bool], seed: usize, column: Rect) -> Vec<usize> {
    let mut own = vec![seed];
    let mut bbox = lines[seed].bbox;
    let em = lines[seed].em;
    taken[seed] = true;
    let range = seed.saturating_sub(NEIGHBOURS)..lines.len().min(seed + NEIGHBOURS);
    for _ in 0..ROUNDS {
        let before = own.len();
        for at in range.clone() {
            let line = &lines[at];
            let inside = column.horizontal().overlap(line.bbox.horizontal()) > 0.0;
            if taken[at] || !inside || !is_part(line, bbox, em, column) {
                continue;
            }
            taken[at] = true;
            own.push(at);
            // The number stands at the edge of the column: what is under it is no part.
            if line.kind != Kind::Number {
                bbox = bbox.union(line.bbox);
            }
        }
        if own.len() == before {
            break;
        }
    }
    own
}

/// Whether a line is a part of the formula that reaches so far.
fn is_part(line: &Line, formula: Rect, em: f32, column: Rect) -> bool {
    let apart = (line.bbox.y0 - formula.y1).max(formula.y0 - line.bbox.y1);
    let middle = line.bbox.center().y;
    let beside = (formula.y0..=formula.y1).contains(&middle);
    let at_edge = line.bbox.x0 < column.x0 + INDENT * em;
    match line.kind {
        Kind::Number => beside || in_row(line.bbox, formula),
        Kind::Relation => !at_edge && apart < NEXT_ROW * em,
        Kind::Piece => {
            let over = line.bbox.horizontal().overlap(formula.horizontal()) > -BESIDE * em;
            beside || over && !at_edge && apart < ABOVE * em
        }
        Kind::Prose | Kind::Words => false,
    }
}

/// The words of an item as items of their own.
fn words_of(draft: &Draft, items: &mut Vec<Item>, at: usize) -> Vec<u32> {
    let whole = items[at].clone();
    let mut parts = Vec::with_capacity(whole.words.len());
    for word in whole.words.clone() {
        let bbox = draft.words[word as usize].bbox;
        let part = Item { words: word..word + 1, bbox, ..whole.clone() };
        if word == whole.words.start {
            items[at] = part;
            parts.push(at as u32);
        } else {
            items.push(part);
            parts.push(items.len() as u32 - 1);
        }
    }
    parts
}

/// The rows of a formula of several relations: each has one in full type. What has none, as a numerator,
/// is of the row nearest to it.
fn rows(draft: &Draft, items: &[Item], parts: Vec<u32>) -> Vec<Vec<u32>> {
    let size = |at: u32| draft.segments[items[at as usize].segment as usize].size;
    let largest = parts.iter().map(|&at| size(at)).fold(0.0, f32::max);
    let relates = |&at: &u32| {
        size(at) > FULL_TYPE * largest
            && draft.text(items[at as usize].words.clone()).contains(is_relation)
    };
    let mut rows: Vec<(Rect, Vec<u32>)> = Vec::new();
    for &at in parts.iter().filter(|at| relates(at)) {
        let bbox = items[at as usize].bbox;
        match rows.iter_mut().find(|(row, _)| in_row(*row, bbox)) {
            Some((row, own)) => {
                *row = row.union(bbox);
                own.push(at);
            }
            None => rows.push((bbox, vec![at])),
        }
    }
    if rows.len() < 2 {
        return vec![parts];
    }
    rows.sort_by(|a, b| a.0.y0.total_cmp(&b.0.y0));
    for &at in parts.iter().filter(|at| !relates(at)) {
        let middle = items[at as usize].bbox.center().y;
        let apart = |row: &Rect| (row.center().y - middle).abs();
        let nearest = rows.iter_mut().min_by(|a, b| apart(&a.0).total_cmp(&apart(&b.0)));
        nearest.into_iter().for_each(|(_, own)| own.push(at));
    }
    rows.into_iter().map(|(_, own)| own).collect()
}

/// Puts parts in the order in which they are read: cut where they stand side by side, then where they
/// stand above one another, and so on.
fn read(items: &[Item], mut parts: Vec<u32>, across: bool, depth: usize, out: &mut Vec<u32>) {
    let extent = |at: u32| {
        let bbox = items[at as usize].bbox;
        if across { bbox.horizontal() } else { bbox.vertical() }
    };
    parts.sort_by(|&a, &b| extent(a).start.total_cmp(&extent(b).start).then(a.cmp(&b)));
    if depth > DEEPEST {
        out.extend(parts);
        return;
    }
    let mut groups: Vec<Vec<u32>> = Vec::new();
    let mut end = f32::NEG_INFINITY;
    for at in parts {
        let own = extent(at);
        // Boxes of lines reach above and below their ink.
        let slack = if across { 0.0 } else { INK * (own.end - own.start) };
        match groups.last_mut() {
            Some(group) if own.start < end - slack => group.push(at),
            _ => groups.push(vec![at]),
        }
        end = end.max(own.end);
    }
    // What can be cut neither way is read from left to right.
    let depth = if groups.len() == 1 && !across { DEEPEST } else { depth };
    for group in groups {
        match group.len() {
            0 | 1 => out.extend(group),
            _ => read(items, group, !across, depth + 1, out),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_tell_of_formulas() {
        let rows = [
            ("The lamps burnt as long as there was oil", Kind::Prose),
            ("where the", Kind::Words),
            ("F = V P dC", Kind::Relation),
            ("∑", Kind::Relation),
            ("exp(−kt)", Kind::Piece),
            ("2", Kind::Piece),
            ("(3)", Kind::Number),
            ("(A2.1)", Kind::Number),
            ("(ab)", Kind::Piece),
        ];
        for (text, expected) in rows {
            assert_eq!(kind_of(text, text.chars().count() as u32), expected, "{text}");
        }
    }
}
