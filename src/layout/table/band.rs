//! Bands: lines between two full rules, and which of them begin a row.

use super::entry::Entry;
use super::frame::Frame;
use unicode_script::{Script, UnicodeScript};

/// Places are rounded by less than this, in points.
pub(super) const ROUNDING: f32 = 0.5;
/// A step wider than a tight one by this, in ems, begins a row whatever stands there.
const LOOSE: f32 = 0.5;
/// Share of the values on each side that are left out where their spread is measured.
const OUTLIERS: f32 = 0.2;
/// Middles line up better than edges where they spread by less than this share of them.
const MUCH_BETTER: f32 = 0.5;
/// Steps of baselines up to this, in ems, are tight: lines of one cell.
pub(super) const TIGHT: f32 = 1.5;
/// Steps fall into tight and loose ones where they differ by this factor.
pub(super) const TWO_STEPS: f32 = 1.25;
/// Lines that go on hang this much further right, in ems.
const HANG: f32 = 0.4;

/// Whether a line has a first column and others, and all entries begin like cells.
pub(super) fn all_begin(frame: &Frame, entries: &[Entry], line: &[usize]) -> bool {
    line.len() > 1
        && entries[line[0]].first == 0
        && line.iter().all(|&at| begins_cell(frame, &entries[at]))
}

/// Whether an entry begins with a capital or a figure.
fn begins_cell(frame: &Frame, entry: &Entry) -> bool {
    let first = frame.scene.first_char(entry.tokens.first().copied().unwrap_or_default());
    first.is_uppercase() || first.is_ascii_digit()
}

/// Whether an entry begins like a number.
pub(super) fn is_number(frame: &Frame, entry: &Entry) -> bool {
    let first_of = |at: usize| entry.tokens.get(at).map(|&token| frame.scene.first_char(token));
    let first = first_of(0).unwrap_or(' ');
    // A dash before a word is the mark of an item.
    let bullet = "-–—*".contains(first) && first_of(1).is_some_and(char::is_alphabetic);
    !bullet && (first.is_ascii_digit() || "+-−–—±<>≤≥(.$€£*".contains(first))
}

/// What stands above a line in its band.
pub(super) struct Above {
    /// Most entries of a line.
    pub(super) most: usize,
    /// For each column the last line with an entry that begins there.
    pub(super) line_of: Vec<Option<usize>>,
}

impl Above {
    pub(super) fn add<'e>(
        &mut self,
        line: usize,
        entries: impl Iterator<Item = &'e Entry> + Clone,
    ) {
        self.most = self.most.max(entries.clone().count());
        for entry in entries {
            self.line_of[entry.first as usize] = Some(line);
        }
    }
}

/// Lines between two full rules.
#[derive(Clone, Copy)]
pub(super) struct Band<'a> {
    pub(super) frame: &'a Frame<'a>,
    pub(super) entries: &'a [Entry],
    pub(super) of_line: &'a [Vec<usize>],
    pub(super) shapes: &'a [Shape],
    pub(super) start: usize,
    pub(super) end: usize,
}

impl Band<'_> {
    pub(super) fn line(&self, line: usize) -> impl Iterator<Item = &Entry> + Clone {
        self.of_line[line].iter().map(|&at| &self.entries[at])
    }

    fn stub(&self, line: usize) -> Option<&Entry> {
        self.line(line).find(|entry| entry.first == 0)
    }

    fn step(&self, line: usize) -> f32 {
        let (upper, lower) = (&self.frame.text.lines[line - 1], &self.frame.text.lines[line]);
        (lower.baseline - upper.baseline) / lower.size.max(upper.size)
    }

    pub(super) fn first_char(&self, entry: &Entry) -> char {
        let token = entry.tokens.first().copied().unwrap_or_default();
        self.frame.scene.first_char(token)
    }

    pub(super) fn last_char(&self, entry: &Entry) -> char {
        let token = entry.tokens.last().copied().unwrap_or_default();
        self.frame.scene.last_char(token)
    }

    /// Whether a line of the head begins a row: below a rule or below a cell across its columns. Heads of other columns
    /// may stand in lines of their own half-way between.
    pub(super) fn begins_in_head(&self, line: usize) -> bool {
        self.line(line).any(|own| {
            self.above(line, own).is_some_and(|upper| {
                let rules = self.frame.rules_between(upper.line as usize, line);
                let (first, last) = (own.first as usize, own.last as usize);
                rules.iter().any(|rule| self.frame.covers(rule, first, last))
                    || self.spans(upper, line)
            })
        })
    }

    /// Whether an entry stands across several of a line below it, and right above them.
    fn spans(&self, upper: &Entry, line: usize) -> bool {
        let is_below = |own: &&Entry| {
            own.first >= upper.first
                && own.last <= upper.last
                && (own.first, own.last) != (upper.first, upper.last)
                && self.above(line, own).is_some_and(|above| above.line == upper.line)
        };
        !upper.is_single() && self.line(line).filter(is_below).count() >= 2
    }

    /// The entry right above one of a line, in any of its columns.
    fn above(&self, line: usize, own: &Entry) -> Option<&Entry> {
        let shares = |upper: &&Entry| upper.first <= own.last && own.first <= upper.last;
        (self.start..line).rev().find_map(|upper| self.line(upper).find(shares))
    }

    /// Whether no more than one line has a first column.
    pub(super) fn has_one_stub(&self) -> bool {
        (self.start..self.end).filter(|&line| self.stub(line).is_some()).count() <= 1
    }

    /// Whether a boxed band holds several rows: in most of its lines a number is below a number. One in brackets
    /// belongs to that above it.
    pub(super) fn has_rows(&self) -> bool {
        let numbers = |line: usize| {
            self.line(line).filter(|entry| entry.first > 0 && is_number(self.frame, entry))
        };
        let is_row = |line: usize| {
            numbers(line).any(|own| {
                numbers(line - 1)
                    .any(|upper| upper.first == own.first && !self.goes_on_in_brackets(upper, own))
            })
        };
        let stacked = (self.start + 1..self.end).filter(|&line| is_row(line)).count();
        stacked > 0 && 2 * stacked >= self.end - self.start - 1
    }

    /// Whether a line begins a row of a band in which rows are taller than their first cells: all
    /// columns begin there, and not all did in the line above.
    pub(super) fn begins_tall(&self, line: usize) -> bool {
        let full = |line: usize| self.of_line[line].len() == self.frame.columns();
        full(line)
            && !full(line - 1)
            && all_begin(self.frame, self.entries, &self.of_line[line])
            && self.stub(line - 1).is_some()
    }

    /// Steps of baselines above this, in ems, leave a strip that is blank in all columns.
    pub(super) fn blank_strip(&self, split: Option<f32>) -> f32 {
        let tightest = (self.start + 1..self.end).map(|at| self.step(at)).fold(TIGHT, f32::min);
        split.unwrap_or(TIGHT).max(TIGHT).max(TWO_STEPS * tightest)
    }

    /// Whether a line begins one of several rows between two rules: below a blank strip, with a
    /// first column and others, all of which begin like cells.
    pub(super) fn begins_below_strip(&self, line: usize, strip: f32) -> bool {
        self.step(line) > strip && all_begin(self.frame, self.entries, &self.of_line[line])
    }

    /// Whether a line begins one of several rows that share their first cell: a rule parts other
    /// columns from the line above, and what stands below it begins like a cell. Lines of a first
    /// cell may each have a shade of their own. `above` has for each column the last line with an
    /// entry there.
    pub(super) fn begins_below_part(&self, line: usize, above: &[Option<usize>]) -> bool {
        let covers = |upper: usize, column: u32| {
            let at = column as usize;
            let parts = self.frame.rules_between(upper, line);
            parts.iter().any(|part| self.frame.covers(part, at, at))
        };
        !covers(line - 1, 0)
            && self
                .line(line)
                .filter(|own| own.first > 0 && begins_cell(self.frame, own))
                // Lines of the first cell may stand between.
                .any(|own| above[own.first as usize].is_some_and(|upper| covers(upper, own.first)))
    }

    /// Whether a line has an entry in each of many columns, a number among them: lines that go on
    /// have some of them only.
    pub(super) fn is_complete(&self, line: usize) -> bool {
        /// Columns that don't all wrap at once.
        const COLUMNS: usize = 4;
        let entries = &self.of_line[line];
        entries.len() >= COLUMNS
            && entries.len() == self.frame.columns()
            && self.stub(line).is_some_and(|stub| !self.first_char(stub).is_lowercase())
            && self.line(line).any(|own| own.first > 0 && is_number(self.frame, own))
    }

    /// Whether a line has several entries, but at most half of the `most` that one above it in its
    /// band has: between rules, such lines go on.
    pub(super) fn is_bare(&self, line: usize, most: usize) -> bool {
        let own = self.of_line[line].len();
        own > 1 && 2 * own <= most && self.step(line) <= TIGHT
    }

    /// Whether a line of the body begins a row.
    pub(super) fn begins(&self, line: usize, split: Option<f32>) -> bool {
        let step = self.step(line);
        let partly_ruled = !self.frame.rules_between(line - 1, line).is_empty();
        if step > TIGHT + LOOSE || partly_ruled || self.joins_columns(line) {
            return true;
        }
        if let Some(split) = split {
            return step > split;
        }
        let alone = self.line(line).count() == 1;
        let above_alone = self.line(line - 1).count() == 1;
        let Some(stub) = self.stub(line) else {
            // Cells that all begin anew, as wide apart as rows are, share their first cell.
            let loose = step > TIGHT && !alone;
            if loose && self.line(line).all(|own| begins_cell(self.frame, own)) {
                return true;
            }
            return !self.line(line).all(|own| self.goes_on(line, own));
        };
        let Some(upper) = self.stub(line - 1) else { return true };
        let first = self.first_char(stub);
        let lower_case = first.is_lowercase();
        let hangs =
            !self.shapes[0].centred && stub.x0 > upper.x0 + HANG * self.frame.text.lines[line].size;
        let wraps = self.wraps(upper, stub);
        if alone {
            return !(lower_case || wraps && hangs && self.last_char(upper) != ':');
        }
        if above_alone && self.stub(line - 1).is_some() {
            return !(lower_case && wraps);
        }
        let inside = !first.is_uppercase() && !first.is_ascii_digit() || hangs;
        !(inside && wraps && self.line(line).all(|own| own.first == 0 || self.goes_on(line, own)))
    }

    /// Whether an entry of a line stands below several of the line above: it goes on none of them.
    fn joins_columns(&self, line: usize) -> bool {
        self.line(line).filter(|own| !own.is_single()).any(|own| {
            let inside = |upper: &&Entry| upper.first >= own.first && upper.last <= own.last;
            self.line(line - 1).filter(inside).count() > 1
        })
    }

    /// Whether an entry goes on the one above it in its column.
    fn goes_on(&self, line: usize, own: &Entry) -> bool {
        let above =
            self.line(line - 1).find(|upper| (upper.first, upper.last) == (own.first, own.last));
        above.is_some_and(|upper| {
            let number = is_number(self.frame, own);
            // What hangs below several words goes on them.
            let hangs = !self.shapes[own.first as usize].centred
                && upper.tokens.len() > 1
                && own.x0 > upper.x0 + HANG * self.frame.text.lines[line].size;
            if hangs && own.is_single() {
                return true;
            }
            // Lines of one cell are not set as wide apart as rows are, unless a word found no room.
            let loose = self.step(line) > TIGHT && !self.first_char(own).is_lowercase();
            if loose && !number {
                return self.wraps(upper, own);
            }
            !number
                || self.goes_on_in_brackets(upper, own)
                || !is_number(self.frame, upper) && self.wraps(upper, own)
        })
    }

    /// Whether an entry begins with a bracket.
    pub(super) fn is_in_brackets(&self, entry: &Entry) -> bool {
        matches!(self.first_char(entry), '(' | '[')
    }

    /// Whether an entry in brackets stands below one that is not: it belongs to what it is about.
    pub(super) fn goes_on_in_brackets(&self, upper: &Entry, own: &Entry) -> bool {
        self.is_in_brackets(own) && !self.is_in_brackets(upper)
    }

    /// Whether an entry begins with a word in small letters, not with a code such as `h2` or a prefix such as `α-`.
    pub(super) fn is_lower_case(&self, entry: &Entry) -> bool {
        let Some(&first) = entry.tokens.first() else { return false };
        let scene = self.frame.scene;
        let c = scene.first_char(first);
        c.is_lowercase() && c.script() != Script::Greek && !scene.last_char(first).is_ascii_digit()
    }

    /// Brackets that an entry opens and does not close, by the first and last signs of its words.
    pub(super) fn open_brackets(&self, entry: &Entry) -> i32 {
        let scene = self.frame.scene;
        let opened =
            entry.tokens.iter().filter(|&&token| matches!(scene.first_char(token), '(' | '['));
        let closed =
            entry.tokens.iter().filter(|&&token| matches!(scene.last_char(token), ')' | ']'));
        opened.count() as i32 - closed.count() as i32
    }

    /// Whether the first word of an entry had no room behind the entry above it.
    pub(super) fn wraps(&self, upper: &Entry, own: &Entry) -> bool {
        /// Width of a blank, in ems.
        const BLANK: f32 = 0.25;
        let word = own
            .tokens
            .first()
            .map_or(0.0, |&token| self.frame.scene.tokens[token as usize].bbox.width());
        let size = self.frame.text.lines[own.line as usize].size;
        let shape = &self.shapes[own.first as usize];
        let need = BLANK * size + word + ROUNDING;
        if shape.centred {
            upper.x1 - upper.x0 + need > shape.width
        } else {
            upper.x1 + need > shape.right
        }
    }
}

/// How the text of a column stands.
#[derive(Debug, Clone, Copy)]
pub(super) struct Shape {
    /// Its right edge.
    right: f32,
    /// Width of its widest entry.
    width: f32,
    /// Whether middles line up better than left edges do.
    centred: bool,
}

/// The shape of the text of each column.
pub(super) fn shapes(frame: &Frame, entries: &[Entry]) -> Vec<Shape> {
    let mut edges: Vec<Vec<(f32, f32)>> = vec![Vec::new(); frame.columns()];
    for entry in entries.iter().filter(|entry| entry.is_single()) {
        edges[entry.first as usize].push((entry.x0, entry.x1));
    }
    let spread = |values: &mut dyn Iterator<Item = f32>| {
        let mut values: Vec<f32> = values.collect();
        values.sort_by(f32::total_cmp);
        let at = |share: f32| values[((values.len() - 1) as f32 * share) as usize];
        if values.is_empty() { 0.0 } else { at(1.0 - OUTLIERS) - at(OUTLIERS) }
    };
    edges
        .iter()
        .map(|edges| Shape {
            right: edges.iter().map(|edge| edge.1).fold(f32::NEG_INFINITY, f32::max),
            width: edges.iter().map(|edge| edge.1 - edge.0).fold(0.0, f32::max),
            centred: spread(&mut edges.iter().map(|edge| (edge.0 + edge.1) / 2.0))
                < MUCH_BETTER * spread(&mut edges.iter().map(|edge| edge.0)),
        })
        .collect()
}
