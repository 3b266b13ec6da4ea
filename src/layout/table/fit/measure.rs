//! What fits rows and what does not: the texts of each column of a band measured against rows.

use super::super::band::{Band, is_number};
use super::super::entry::Entry;
use std::ops::Range;

/// What a place off by less than this, in ems, counts for is nothing: baselines are set by eye.
pub(super) const NEAR: f32 = 0.22;
/// What a place without text counts.
const EMPTY: f32 = 0.3;
/// What a row counts that begins inside a text.
const INSIDE: f32 = 0.5;
/// What a text counts that goes on over the end of a row.
const OVER_END: f32 = 0.7;
/// Lines of one text are no further apart than this, in ems; each em more counts as one.
pub(super) const LINE_STEP: f32 = 1.5;

/// How the texts of a row stand in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Stand {
    /// Their first lines share a baseline.
    Top,
    /// Their middles share a height.
    Middle,
}

/// A row: the lines by which it is told.
#[derive(Debug, Clone, Copy)]
pub(super) struct Anchor {
    pub(super) top: f32,
    pub(super) bottom: f32,
    /// Whether the first column alone has text there: a title of rows, whose other places are no less filled for it.
    pub(super) title: bool,
}

impl Anchor {
    /// What a place without text counts in this row.
    pub(super) fn empty(&self) -> f32 {
        if self.title { 0.0 } else { EMPTY }
    }
}

/// What does not fit.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Count {
    /// Texts off their place, rows inside a text and texts that go on over the end of a row.
    pub(super) texts: f32,
    /// Places without text.
    pub(super) empty: f32,
}

impl Count {
    pub(super) fn all(self) -> f32 {
        self.texts + self.empty
    }
}

/// The columns of a band, each with the entries that stand in it alone.
pub(super) struct Columns<'a> {
    pub(super) band: &'a Band<'a>,
    pub(super) entries: Vec<Vec<usize>>,
    /// Type size of its largest line, in points.
    pub(super) size: f32,
    /// Whether each of many lines has a text of few words in every column, or each of few a single word in many columns:
    /// texts don't all go on at once, line by line.
    full: bool,
}

/// Lines from which on those with all columns are many.
const MANY_LINES: usize = 6;
/// And those from which on single words are, in at least so many columns.
const FEW_LINES: usize = 3;
const MANY_COLUMNS: usize = 4;
/// Words of a text are few up to this mean: lines of prose have more.
const FEW_WORDS: usize = 4;

impl<'a> Columns<'a> {
    pub(super) fn of(band: &'a Band<'a>) -> Self {
        let mut entries = vec![Vec::new(); band.frame.columns()];
        let mut size: f32 = 0.0;
        for line in band.start..band.end {
            size = size.max(band.frame.text.lines[line].size);
            for &at in &band.of_line[line] {
                entries[band.entries[at].first as usize].push(at);
            }
        }
        let filled = entries.iter().filter(|own: &&Vec<usize>| !own.is_empty()).count();
        let lines = band.start..band.end;
        let texts = entries.iter().flatten().map(|&at| &band.entries[at].tokens);
        let words: usize = texts.clone().map(Vec::len).sum();
        let full = filled > 1
            && (lines.len() >= MANY_LINES && words <= FEW_WORDS * texts.clone().count()
                || lines.len() >= FEW_LINES && filled >= MANY_COLUMNS && words == texts.count())
            && lines.into_iter().all(|line| band.of_line[line].len() == filled);
        Self { band, entries, size, full }
    }

    pub(super) fn entry(&self, at: usize) -> &Entry {
        &self.band.entries[at]
    }

    pub(super) fn baseline(&self, at: usize) -> f32 {
        self.band.frame.text.lines[self.entry(at).line as usize].baseline
    }

    /// How far off its place in some rows a text stands, in ems.
    pub(super) fn off(&self, text: &[usize], rows: &[Anchor], stand: Stand) -> f32 {
        let (top, bottom) = (self.baseline(text[0]), self.baseline(text[text.len() - 1]));
        let (first, last) = (rows[0], rows[rows.len() - 1]);
        let off = match stand {
            Stand::Top => top - first.top,
            Stand::Middle => f32::midpoint(top, bottom) - f32::midpoint(first.top, last.bottom),
        };
        let off = off.abs() / self.size.max(1.0);
        if off < NEAR { 0.0 } else { off }
    }

    /// Whether a text in some rows reaches into those above or below them.
    pub(super) fn overlaps(&self, text: &[usize], anchors: &[Anchor], rows: &Range<usize>) -> bool {
        let near = NEAR * self.size;
        let above =
            rows.start.checked_sub(1).map_or(f32::NEG_INFINITY, |above| anchors[above].bottom);
        let below = anchors.get(rows.end).map_or(f32::INFINITY, |below| below.top);
        self.baseline(text[0]) < above + near || self.baseline(text[text.len() - 1]) > below - near
    }

    /// How far apart the baselines of two entries are, in ems.
    pub(super) fn step(&self, upper: usize, lower: usize) -> f32 {
        (self.baseline(lower) - self.baseline(upper)) / self.size.max(1.0)
    }

    /// What two lines of one text in one row count.
    pub(super) fn inside(&self, upper: usize, lower: usize) -> f32 {
        let loose = (self.step(upper, lower) - LINE_STEP).max(0.0);
        loose + if self.begins(upper, lower) { INSIDE } else { 0.0 }
    }

    /// What two lines of one column in two rows count.
    pub(super) fn over_end(&self, upper: usize, lower: usize) -> f32 {
        if self.goes_on(upper, lower) { OVER_END } else { 0.0 }
    }

    /// Whether an entry begins a cell below another: a number below a number, or a word that found room above.
    pub(super) fn begins(&self, upper: usize, lower: usize) -> bool {
        let (upper, lower) = (self.entry(upper), self.entry(lower));
        let number = |entry: &Entry| is_number(self.band.frame, entry);
        !self.opens(upper)
            && !self.band.is_in_brackets(lower)
            && (self.full
                || number(lower) && number(upper)
                || self.band.first_char(lower).is_uppercase() && !self.band.wraps(upper, lower))
    }

    /// Whether an entry may begin a title of rows: it stands in the first column, and not as what goes on does.
    pub(super) fn begins_title(&self, at: usize) -> bool {
        let entry = self.entry(at);
        entry.first == 0 && !self.band.is_lower_case(entry) && !self.band.is_in_brackets(entry)
    }

    /// Whether an entry goes on another above it: inside a bracket, in brackets below what has none, or in small
    /// letters where the line above had no room.
    pub(super) fn goes_on(&self, upper: usize, lower: usize) -> bool {
        let (upper, lower) = (self.entry(upper), self.entry(lower));
        self.opens(upper)
            || self.band.goes_on_in_brackets(upper, lower)
            || !self.full && self.band.is_lower_case(lower) && self.band.wraps(upper, lower)
    }

    /// Whether a bracket is open at the end of an entry, or it ends with a sign that joins words.
    fn opens(&self, entry: &Entry) -> bool {
        // A sign alone is a text of its own.
        let is_sign = entry.tokens.len() == 1 && !self.band.first_char(entry).is_alphanumeric();
        !is_sign && "-–/±+".contains(self.band.last_char(entry))
            || self.band.open_brackets(entry) > 0
    }
}
