//! Deals the texts of one column out to rows, in the way that counts least.

use super::measure::{Anchor, Columns, Count, NEAR, Stand};
use std::ops::Range;

/// Texts further off their place than this, in ems, do not belong there: half a line is more.
const FARTHEST: f32 = 0.4;
/// What each further row counts that a text covers, and its square: groups of rows are alike.
const SPAN: f32 = 0.1;
const SPAN_SQUARE: f32 = 0.002;
/// Lines further apart than this, in ems, are of two texts.
const WIDEST_STEP: f32 = 2.2;
/// Lines of one text in one row, and rows that one text covers, at most.
const MOST_LINES: usize = 14;
const MOST_ROWS: usize = 40;
/// A column covers rows only where its texts cover this share of them all.
const COVERED: f32 = 0.75;

/// A text of a column in its rows.
#[derive(Debug, Clone)]
pub(super) struct Text {
    /// Its entries among those of the column.
    pub(super) entries: Range<usize>,
    pub(super) first_row: usize,
    /// How many rows it covers.
    pub(super) rows: usize,
}

/// A column dealt out to rows.
#[derive(Debug)]
pub(super) struct Dealt {
    pub(super) count: Count,
    pub(super) texts: Vec<Text>,
}

/// A column and the rows it is dealt out to.
#[derive(Clone, Copy)]
pub(super) struct Deal<'a> {
    pub(super) columns: &'a Columns<'a>,
    /// The entries of the column.
    pub(super) own: &'a [usize],
    pub(super) anchors: &'a [Anchor],
    pub(super) stand: Stand,
    /// For each row the group of rows that one text may cover.
    pub(super) group: &'a [usize],
}

/// The best way to a row and an entry: the last text on it, or the row without one.
#[derive(Clone, Copy)]
struct Step {
    count: Count,
    entries: usize,
    rows: usize,
}

/// The best ways to each row, and in it to each entry, that are known so far.
struct Ways {
    steps: Vec<Option<Step>>,
    width: usize,
}

impl Ways {
    fn get(&self, row: usize, entry: usize) -> Option<Step> {
        self.steps[row * self.width + entry]
    }

    fn reach(&mut self, row: usize, entry: usize, step: Step) {
        let known = &mut self.steps[row * self.width + entry];
        if known.is_none_or(|known| step.count.all() < known.count.all()) {
            *known = Some(step);
        }
    }
}

impl Deal<'_> {
    /// The best way to deal the column out, with texts that cover several rows where they are seen to. The first column
    /// is, since it names the rows.
    pub(super) fn best(self, names_rows: bool) -> Option<Dealt> {
        let single: Vec<usize> = (0..self.anchors.len()).collect();
        let plain = Deal { group: &single, ..self }.least();
        if self.group == single {
            return plain;
        }
        let covering = self.least().filter(|dealt| {
            let covered: usize = dealt.texts.iter().map(|text| text.rows).sum();
            covered as f32 >= COVERED * self.anchors.len() as f32
                && (!names_rows || self.is_in_middle(&dealt.texts))
        });
        match (plain, covering) {
            (Some(plain), Some(covering)) if covering.count.all() < plain.count.all() => {
                Some(covering)
            }
            (None, covering) => covering,
            (plain, _) => plain,
        }
    }

    /// Whether texts stand in the middle of the rows that they cover, not at the top of rows that go on below them: the
    /// first row has none on its line, or another stands between the lines.
    fn is_in_middle(self, texts: &[Text]) -> bool {
        let near = NEAR * self.columns.size;
        let top = |text: &Text| self.columns.baseline(self.own[text.entries.start]);
        let on_line = |text: &Text, anchor: &Anchor| (top(text) - anchor.top).abs() < near;
        let is_between = |text: &Text| !self.anchors.iter().any(|anchor| on_line(text, anchor));
        texts.first().is_some_and(|first| !on_line(first, &self.anchors[0]))
            || texts.iter().any(is_between)
    }

    /// The way that counts least, row by row and in each entry by entry.
    fn least(self) -> Option<Dealt> {
        let (rows, entries) = (self.anchors.len(), self.own.len());
        let width = entries + 1;
        let mut ways = Ways { steps: vec![None; width * (rows + 1)], width };
        ways.reach(0, 0, Step { count: Count::default(), entries: 0, rows: 0 });
        for row in 0..rows {
            for entry in 0..width {
                let Some(Step { count, .. }) = ways.get(row, entry) else { continue };
                let empty = Count { empty: count.empty + self.anchors[row].empty(), ..count };
                ways.reach(row + 1, entry, Step { count: empty, entries: 0, rows: 1 });
                self.go_on(row, entry, count, &mut ways);
            }
        }
        let count = ways.get(rows, entries)?.count;
        let (mut row, mut entry) = (rows, entries);
        let mut texts = Vec::new();
        while row > 0 {
            let Step { entries, rows, .. } = ways.get(row, entry)?;
            (row, entry) = (row - rows, entry - entries);
            if entries > 0 {
                texts.push(Text { entries: entry..entry + entries, first_row: row, rows });
            }
        }
        texts.reverse();
        Some(Dealt { count, texts })
    }

    /// Goes on from a row and an entry with every text that may begin there.
    fn go_on(self, row: usize, entry: usize, count: Count, ways: &mut Ways) {
        let Self { columns, own, anchors, .. } = self;
        let mut texts = count.texts;
        if entry > 0 && entry < own.len() {
            texts += columns.over_end(own[entry - 1], own[entry]);
        }
        for end in entry + 1..=own.len().min(entry + MOST_LINES) {
            if end - entry > 1 {
                let (upper, lower) = (own[end - 2], own[end - 1]);
                if columns.step(upper, lower) > WIDEST_STEP {
                    break;
                }
                texts += columns.inside(upper, lower);
            }
            let most = anchors.len().min(row + MOST_ROWS);
            let is_of_group = |last: &usize| self.group[last - 1] == self.group[row];
            for last in (row + 1..=most).take_while(is_of_group) {
                if let Some(place) = self.place(entry..end, row..last) {
                    let count = Count { texts: texts + place, ..count };
                    ways.reach(last, end, Step { count, entries: end - entry, rows: last - row });
                }
            }
        }
    }

    /// What the place of a text in some rows counts; nothing where it cannot stand there.
    fn place(self, text: Range<usize>, rows: Range<usize>) -> Option<f32> {
        // As many lines as rows are texts of one row each.
        if rows.len() > 1 && text.len() >= rows.len() {
            return None;
        }
        let text = &self.own[text];
        let off = self.columns.off(text, &self.anchors[rows.clone()], self.stand);
        if off > FARTHEST || self.columns.overlaps(text, self.anchors, &rows) {
            return None;
        }
        let further = (rows.len() - 1) as f32;
        Some(off + SPAN * further + SPAN_SQUARE * further * further)
    }
}
