//! Drawn lines and the edges of filled boxes as long, merged rules.

use super::turn::Turn;
use crate::geometry::Rect;
use crate::page::Page;

/// Lines at heights that differ by no more than this, in points, are one rule.
const SAME: f32 = 1.2;
/// Pieces of a rule have gaps no wider than this, in points: cell borders are drawn cell by cell.
const JOIN: f32 = 1.5;
/// Shorter rules, in points, are the corners of boxes.
const SHORTEST: f32 = 4.0;
/// Rules taken into account on one page at most: a hatched drawing has tens of thousands.
const MOST: usize = 6_000;
/// A shaded band is at least this high, in points.
const BAND_HEIGHT: f32 = 5.0;
/// A shaded band or cell is at least this wide, in points.
const BAND_WIDTH: f32 = 12.0;
/// A box higher than this share of the page is a ground, not the shade of rows.
const GROUND_SHARE: f32 = 0.85;
/// Grey level from which on a shade can't be told from paper.
const PAPER: u32 = 0xFE;

/// A rule: `at` is its place across, `from` and `to` are its ends along.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Rule {
    pub(super) at: f32,
    pub(super) from: f32,
    pub(super) to: f32,
    /// Whether it is the edge of a shade rather than a line.
    pub(super) shade: bool,
}

impl Rule {
    /// Length in points.
    pub(super) fn length(&self) -> f32 {
        self.to - self.from
    }
}

/// The rules of a page.
#[derive(Debug, Default)]
pub(super) struct Rules {
    /// Horizontal, from top to bottom.
    pub(super) across: Vec<Rule>,
    /// Vertical, from left to right.
    pub(super) down: Vec<Rule>,
}

impl Rules {
    /// Adds lines across, each by its height and its two ends.
    pub(super) fn add_across(&mut self, lines: impl Iterator<Item = (f32, f32, f32)>) {
        self.across.extend(lines.map(|(at, from, to)| Rule { at, from, to, shade: false }));
        self.across = merge(std::mem::take(&mut self.across));
    }
}

/// Gathers and merges those rules of a page whose boxes, on the page as it is, pass a test.
pub(super) fn gather(page: &Page, turn: Turn, is_own: impl Fn(Rect) -> bool) -> Rules {
    let mut rules = Rules::default();
    for ruling in page.rulings.iter().take(MOST).filter(|ruling| is_own(ruling.bbox)) {
        let bbox = turn.apply(ruling.bbox);
        let center = bbox.center();
        if bbox.width() >= bbox.height() {
            rules.across.push(Rule { at: center.y, from: bbox.x0, to: bbox.x1, shade: false });
        } else {
            rules.down.push(Rule { at: center.x, from: bbox.y0, to: bbox.y1, shade: false });
        }
    }
    let ground = page.size.width.max(page.size.height) * GROUND_SHARE;
    for fill in page.fills.iter().take(MOST).filter(|fill| is_own(fill.bbox)) {
        let bbox = turn.apply(fill.bbox);
        if is_band(bbox, fill.color, ground) {
            for at in [bbox.y0, bbox.y1] {
                rules.across.push(Rule { at, from: bbox.x0, to: bbox.x1, shade: true });
            }
        }
    }
    for side in [&mut rules.across, &mut rules.down] {
        *side = merge(std::mem::take(side));
        side.retain(|rule| rule.length() >= SHORTEST);
    }
    rules
}

fn is_band(bbox: Rect, color: u32, ground: f32) -> bool {
    let paper = (0..3).all(|channel| (color >> (8 * channel)) & 0xFF >= PAPER);
    !paper && bbox.height() >= BAND_HEIGHT && bbox.width() >= BAND_WIDTH && bbox.height() < ground
}

/// Joins pieces of one line; a drawn line outweighs the edge of a shade.
fn merge(mut rules: Vec<Rule>) -> Vec<Rule> {
    rules.sort_by(|a, b| a.at.total_cmp(&b.at).then(a.from.total_cmp(&b.from)));
    let mut merged: Vec<Rule> = Vec::with_capacity(rules.len());
    let mut row: Vec<Rule> = Vec::new();
    let mut first = f32::NEG_INFINITY;
    for rule in rules {
        if rule.at - first > SAME {
            join(&mut row, &mut merged);
            first = rule.at;
        }
        row.push(rule);
    }
    join(&mut row, &mut merged);
    merged
}

fn join(row: &mut Vec<Rule>, merged: &mut Vec<Rule>) {
    row.sort_by(|a, b| a.from.total_cmp(&b.from).then(a.to.total_cmp(&b.to)));
    let start = merged.len();
    for rule in row.drain(..) {
        match merged[start..].last_mut() {
            Some(last) if rule.from <= last.to + JOIN => {
                last.to = last.to.max(rule.to);
                last.shade &= rule.shade;
            }
            _ => merged.push(rule),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rule(at: f32, from: f32, to: f32) -> Rule {
        Rule { at, from, to, shade: false }
    }

    #[test]
    fn pieces_of_a_line_become_one_rule() {
        let cases = [
            (vec![rule(10.0, 0.0, 50.0), rule(10.2, 50.5, 90.0)], 1, "cell by cell"),
            (vec![rule(10.0, 0.0, 50.0), rule(10.0, 56.0, 90.0)], 2, "rules under two spans"),
            (vec![rule(10.0, 0.0, 50.0), rule(13.0, 0.0, 50.0)], 2, "a double rule"),
            (vec![rule(10.0, 0.0, 50.0), rule(10.0, 0.0, 50.0)], 1, "drawn twice"),
        ];
        for (rules, expected, why) in cases {
            assert_eq!(merge(rules).len(), expected, "{why}");
        }
    }
}
