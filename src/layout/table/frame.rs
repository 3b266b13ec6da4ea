//! A table before and after its cells are made.

use super::column::Separator;
use super::rule::{Rule, Rules};
use super::scene::Scene;
use super::text::Text;
use crate::geometry::Rect;
use crate::tolerance::MAJORITY;

/// A cell with its words.
#[derive(Debug, Clone)]
pub(super) struct Cell {
    pub(super) row: u32,
    pub(super) rows: u32,
    pub(super) column: u32,
    pub(super) columns: u32,
    pub(super) header: bool,
    /// Tokens of the scene.
    pub(super) tokens: Vec<u32>,
}

/// A table with its cells in row-major order.
#[derive(Debug, Default)]
pub(super) struct Grid {
    pub(super) rows: u32,
    pub(super) columns: u32,
    /// Whether its cells are drawn boxes.
    pub(super) boxed: bool,
    pub(super) cells: Vec<Cell>,
    /// Its area without caption and notes.
    pub(super) bbox: Rect,
}

/// A rule below a line may stand this far above its baseline, in ems: underlined heads.
const INTO_UPPER: f32 = 0.2;
/// A rule above a line stands higher than this above its baseline, in ems: as high as small letters.
pub(super) const SMALL_LETTERS: f32 = 0.4;

/// A rule parts rows where it covers this share of the table's width.
pub(super) const FULL_RULE: f32 = 0.6;
/// Lines of a head at most.
const MOST_HEAD_LINES: usize = 8;

/// What is known of an area before its cells are made.
#[derive(Debug)]
pub(super) struct Frame<'a> {
    pub(super) scene: &'a Scene,
    pub(super) text: &'a Text,
    pub(super) separators: &'a [Separator],
    /// Rules inside the area.
    pub(super) rules: &'a Rules,
    pub(super) bbox: Rect,
}

impl Frame<'_> {
    /// Horizontal extent of a column: from separator to separator.
    pub(super) fn column(&self, at: usize) -> (f32, f32) {
        let from = if at == 0 { self.bbox.x0 } else { self.separators[at - 1].at };
        (from, self.separators.get(at).map_or(self.bbox.x1, |separator| separator.at))
    }

    /// Number of columns.
    pub(super) fn columns(&self) -> usize {
        self.separators.len() + 1
    }

    /// Whether most of the columns from `first` to `last` is covered by a rule.
    pub(super) fn covers(&self, rule: &Rule, first: usize, last: usize) -> bool {
        let (from, to) = (self.column(first).0, self.column(last).1);
        rule.to.min(to) - rule.from.max(from) > MAJORITY * (to - from)
    }

    /// Rules between the baselines of a line and of the line below it.
    pub(super) fn rules_between(&self, upper: usize, lower: usize) -> &[Rule] {
        let (upper, lower) = (&self.text.lines[upper], &self.text.lines[lower]);
        let top = upper.baseline - INTO_UPPER * upper.size;
        let bottom = lower.baseline - SMALL_LETTERS * lower.size;
        let from = self.rules.across.partition_point(|rule| rule.at < top);
        let to = self.rules.across.partition_point(|rule| rule.at <= bottom);
        &self.rules.across[from..to.max(from)]
    }

    /// Which lines have a full rule above them.
    pub(super) fn full_rules(&self) -> Vec<bool> {
        let is_full = |line: usize| {
            let rules = self.rules_between(line - 1, line);
            rules.iter().any(|rule| rule.length() >= FULL_RULE * self.bbox.width())
        };
        (0..self.text.lines.len()).map(|line| line > 0 && is_full(line)).collect()
    }

    /// The first line below the head: below the first full rule under text, if most text is below it. `ruled` tells
    /// which lines have a full rule above them.
    pub(super) fn head(&self, ruled: &[bool]) -> usize {
        let first = ruled.iter().position(|&ruled| ruled).unwrap_or(0);
        if first <= ruled.len().div_ceil(2) && first <= MOST_HEAD_LINES { first } else { 0 }
    }

    /// Whether the table's cells are drawn boxes.
    pub(super) fn boxed(&self) -> bool {
        let drawn = self.separators.iter().filter(|separator| separator.drawn).count();
        drawn > 0 && 2 * drawn >= self.separators.len()
    }
}
