//! Entries: what a line has in a column, or across several.

use super::frame::Frame;
use super::text::{Chunk, TextLine};
use crate::tolerance::MAJORITY;

/// Words that reach into a column by less than this share of their width do not stand in it.
const INTO_COLUMN: f32 = 0.1;
/// Words wider than this, in points, reach into a column like words of this width.
const WIDE_WORDS: f32 = 40.0;
/// A wall stands this close to the place where columns part, in points.
const SAME_WALL: f32 = 4.0;
/// A rule of this share of the width is one below the whole line.
const WHOLE: f32 = 0.9;
/// A chunk is cut at a separator where its words are further apart than this, in ems.
const CUT_GAP: f32 = 0.32;
/// How far a word may reach over a separator, in points.
const REACH: f32 = 0.3;

/// Words of one line in one column or across several.
#[derive(Debug, Clone)]
pub(super) struct Entry {
    pub(super) line: u32,
    pub(super) first: u32,
    pub(super) last: u32,
    pub(super) x0: f32,
    pub(super) x1: f32,
    /// Tokens of the scene.
    pub(super) tokens: Vec<u32>,
}

impl Entry {
    /// Whether it stands in one column.
    pub(super) fn is_single(&self) -> bool {
        self.first == self.last
    }
}

/// Assigns the chunks of all lines to columns, line by line.
pub(super) fn entries(frame: &Frame) -> Vec<Entry> {
    let mut entries: Vec<Entry> = Vec::new();
    for (number, line) in frame.text.lines.iter().enumerate() {
        let start = entries.len();
        for chunk in frame.text.line_chunks(line) {
            for tokens in cut(frame, line, chunk) {
                push(frame, number as u32, tokens, &mut entries, start);
            }
        }
    }
    if frame.boxed() {
        widen_to_walls(frame, &mut entries);
    } else {
        widen_over_parts(frame, &mut entries);
    }
    entries
}

/// Cuts a chunk at separators that go through gaps between its words.
fn cut<'a>(frame: &'a Frame, line: &TextLine, chunk: &Chunk) -> Vec<&'a [u32]> {
    let tokens = &frame.text.tokens[chunk.tokens.start as usize..chunk.tokens.end as usize];
    let crossed: Vec<f32> = frame
        .separators
        .iter()
        .map(|separator| separator.at)
        .filter(|&at| at > chunk.x0 + REACH && at < chunk.x1 - REACH)
        .collect();
    let gap_at = |from: usize, at: f32, least: f32| {
        (from..tokens.len()).find(|&k| {
            let (left, right) = (token(frame, tokens[k - 1]), token(frame, tokens[k]));
            left.1 <= at + REACH && right.0 >= at - REACH && right.0 - left.1 >= least
        })
    };
    // Blanks in all of several places don't come about by chance.
    let everywhere = crossed.len() > 1 && crossed.iter().all(|&at| gap_at(1, at, 0.0).is_some());
    let least = if everywhere { 0.0 } else { CUT_GAP * line.size };
    let mut pieces = Vec::new();
    let mut start = 0;
    for &at in &crossed {
        let gap = gap_at(start + 1, at, least);
        if let Some(k) = gap {
            pieces.push(&tokens[start..k]);
            start = k;
        }
    }
    if pieces.len() < crossed.len() && frame.text.line_chunks(line).len() < 2 {
        // One chunk alone in its line, not parted everywhere: a title across the columns.
        return vec![tokens];
    }
    pieces.push(&tokens[start..]);
    pieces
}

/// Horizontal extent of a token.
fn token(frame: &Frame, at: u32) -> (f32, f32) {
    let bbox = frame.scene.tokens[at as usize].bbox;
    (bbox.x0, bbox.x1)
}

fn push(frame: &Frame, line: u32, tokens: &[u32], entries: &mut Vec<Entry>, start: usize) {
    let x0 = tokens.iter().map(|&at| token(frame, at).0).fold(f32::INFINITY, f32::min);
    let x1 = tokens.iter().map(|&at| token(frame, at).1).fold(f32::NEG_INFINITY, f32::max);
    // Narrow words are shorter than the reach on both sides.
    let reach = REACH.min((x1 - x0).max(0.0) / 2.0);
    let (mut first, mut last) = (column_of(frame, x0 + reach), column_of(frame, x1 - reach));
    last = last.max(first);
    // A word that hardly reaches into a column does not stand in it.
    while first < last && overlap(frame, first, x0, x1) < INTO_COLUMN * (x1 - x0).min(WIDE_WORDS) {
        first += 1;
    }
    while first < last && overlap(frame, last, x0, x1) < INTO_COLUMN * (x1 - x0).min(WIDE_WORDS) {
        last -= 1;
    }
    if let Some(before) = entries[start..].last_mut()
        && before.last >= first as u32
    {
        if before.is_single() || before.last > first as u32 || first == last {
            before.tokens.extend_from_slice(tokens);
            before.x1 = before.x1.max(x1);
            before.last = before.last.max(last as u32);
            return;
        }
        first += 1;
    }
    entries.push(Entry {
        line,
        first: first as u32,
        last: last as u32,
        x0,
        x1,
        tokens: tokens.to_vec(),
    });
}

fn column_of(frame: &Frame, x: f32) -> usize {
    frame.separators.partition_point(|separator| separator.at <= x)
}

fn overlap(frame: &Frame, column: usize, x0: f32, x1: f32) -> f32 {
    let (from, to) = frame.column(column);
    to.min(x1) - from.max(x0)
}

/// Widens entries to the drawn walls of their boxes.
fn widen_to_walls(frame: &Frame, entries: &mut [Entry]) {
    let wall = |line: u32, separator: usize| {
        let separator = frame.separators[separator];
        let line = &frame.text.lines[line as usize];
        let y = line.middle();
        !separator.drawn
            || frame.rules.down.iter().any(|rule| {
                (rule.at - separator.at).abs() < SAME_WALL && rule.from <= y && rule.to >= y
            })
    };
    for at in 0..entries.len() {
        let line = entries[at].line;
        let floor = match at.checked_sub(1).map(|before| &entries[before]) {
            Some(before) if before.line == line => before.last + 1,
            _ => 0,
        };
        let ceiling = match entries.get(at + 1) {
            Some(after) if after.line == line => after.first.saturating_sub(1),
            _ => frame.columns() as u32 - 1,
        };
        let entry = &mut entries[at];
        while entry.first > floor && !wall(line, entry.first as usize - 1) {
            entry.first -= 1;
        }
        while entry.last < ceiling && !wall(line, entry.last as usize) {
            entry.last += 1;
        }
    }
}

/// Widens entries over the columns that a rule below them joins.
fn widen_over_parts(frame: &Frame, entries: &mut [Entry]) {
    for at in 0..entries.len() {
        let Some((from, to)) = part_below(frame, entries, at) else { continue };
        let (floor, ceiling) = room(frame, entries, at);
        let entry = &mut entries[at];
        let covered = |column: u32| {
            let own = frame.column(column as usize);
            to.min(own.1) - from.max(own.0) > MAJORITY * (own.1 - own.0)
        };
        while entry.first > floor && covered(entry.first - 1) {
            entry.first -= 1;
        }
        while entry.last < ceiling && covered(entry.last + 1) {
            entry.last += 1;
        }
    }
}

/// Lines further down in which the rule below an entry is looked for: other heads have more lines.
const PART_REACH: usize = 2;

/// Whether two entries stand above one another.
fn overlaps(a: &Entry, b: &Entry) -> bool {
    a.x1.min(b.x1) > a.x0.max(b.x0)
}

/// Ends of the rule below an entry that is shorter than the table, where nothing stands between.
fn part_below(frame: &Frame, entries: &[Entry], at: usize) -> Option<(f32, f32)> {
    let entry = &entries[at];
    let middle = (entry.x0 + entry.x1) / 2.0;
    let width = frame.bbox.width();
    let last = (entry.line as usize + PART_REACH).min(frame.text.lines.len() - 1);
    for line in entry.line as usize..last {
        let mut below = entries[at + 1..].iter().take_while(|other| other.line as usize <= line);
        if below.any(|other| other.line > entry.line && overlaps(entry, other)) {
            return None;
        }
        let rules = frame.rules_between(line, line + 1);
        let part = rules
            .iter()
            .find(|rule| rule.length() < WHOLE * width && rule.from <= middle && rule.to >= middle);
        if part.is_some() || !rules.is_empty() {
            return part.map(|rule| (rule.from, rule.to));
        }
    }
    None
}

/// First and last column that an entry may cover: other entries of its row have theirs.
fn room(frame: &Frame, entries: &[Entry], at: usize) -> (u32, u32) {
    let entry = &entries[at];
    let (mut floor, mut ceiling) = (0, frame.columns() as u32 - 1);
    let top = (1..=entry.line as usize)
        .rev()
        .take(PART_REACH)
        .take_while(|&line| frame.rules_between(line - 1, line).is_empty())
        .last()
        .map_or(entry.line, |line| line as u32 - 1);
    let bottom = entry.line;
    let above = entries[..at].iter().rev().take_while(|other| other.line >= top);
    let beside = entries[at + 1..].iter().take_while(|other| other.line <= bottom);
    for other in above.chain(beside).filter(|other| !overlaps(entry, other)) {
        if other.x0 > entry.x0 && other.first > entry.last {
            ceiling = ceiling.min(other.first - 1);
        } else if other.x0 < entry.x0 && other.last < entry.first {
            floor = floor.max(other.last + 1);
        }
    }
    (floor.min(entry.first), ceiling.max(entry.last))
}
