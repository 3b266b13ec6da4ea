//! Rows: which lines go on the row above them, and which cells cover several rows.

use super::entry::Entry;
use super::frame::{Cell, Frame, Grid};
use super::key;
use super::rule::Rule;
use std::ops::Range;

/// Which row each line is in.
#[derive(Debug, Default)]
pub(super) struct Plan {
    pub(super) row_of: Vec<u32>,
    pub(super) rows: u32,
    /// Rows of the head.
    pub(super) header_rows: u32,
    /// For each row its first line.
    pub(super) first_line: Vec<u32>,
    /// For each row whether all its cells begin there, since its text says so.
    pub(super) begins_whole: Vec<bool>,
}

/// Places are rounded by less than this, in points.
const ROUNDING: f32 = 0.5;
/// A step wider than a tight one by this, in ems, begins a row whatever stands there.
const LOOSE: f32 = 0.5;
/// Share of the values on each side that are left out where their spread is measured.
const OUTLIERS: f32 = 0.2;
/// Middles line up better than edges where they spread by less than this share of them.
const MUCH_BETTER: f32 = 0.5;
/// Steps of baselines up to this, in ems, are tight: lines of one cell.
const TIGHT: f32 = 1.5;
/// Steps fall into tight and loose ones where they differ by this factor.
const TWO_STEPS: f32 = 1.25;
/// Lines that go on hang this much further right, in ems.
const HANG: f32 = 0.4;
/// A rule parts rows where it covers this share of the table's width.
const FULL_RULE: f32 = 0.6;

/// Full rules from which on the rows of a table are ruled, each of them.
const RULED_ROWS: usize = 4;

/// Share of the lines with a first column up to which rows are taller than their first cells.
const TALL_STUBS: f32 = 0.6;

/// Groups lines into rows.
pub(super) fn plan(frame: &Frame, entries: &[Entry]) -> Plan {
    let lines = frame.text.lines.len();
    let mut of_line: Vec<Vec<usize>> = vec![Vec::new(); lines];
    for (at, entry) in entries.iter().enumerate() {
        of_line[entry.line as usize].push(at);
    }
    let ruled = full_rules(frame);
    let head = header_end(frame, &ruled);
    let split = two_steps(frame, &ruled, head)
        .filter(|&split| !tight_lines_are_rows(frame, entries, &of_line, split));
    let mut plan = Plan { row_of: vec![0; lines], ..Plan::default() };
    let bands = ruled.iter().filter(|&&ruled| ruled).count();
    let lattice = frame.boxed() && bands >= 2;
    let shapes = shapes(frame, entries);
    let stubs = (head..lines)
        .filter(|&line| of_line[line].iter().any(|&at| entries[at].first == 0))
        .count();
    let few_stubs = stubs as f32 <= TALL_STUBS * (lines - head) as f32;
    let keys = key::find(frame, entries, &of_line, head);
    let mut start = 0;
    while start < lines {
        let mut end = start + 1;
        while end < lines && !ruled[end] && end != head {
            end += 1;
        }
        let band = Band { frame, entries, of_line: &of_line, shapes: &shapes, start, end };
        let ruled_rows = start >= head && !band.has_rows();
        let single = ruled_rows && (lattice || bands >= RULED_ROWS && band.has_one_stub());
        let tall = ruled_rows && bands >= RULED_ROWS && few_stubs;
        let strip = band.blank_strip(split);
        let mut above = Above { most: 0, line_of: vec![None; frame.columns()] };
        for line in start..end {
            let by_text = ruled_rows && line > start && band.begins_below_strip(line, strip);
            let begins = by_text
                || line == start
                || if line < head {
                    band.begins_in_head(line)
                } else if tall && !single {
                    band.begins_tall(line)
                } else if single {
                    lattice && band.begins_below_part(line, &above.line_of)
                } else {
                    let told = keys.as_ref().and_then(|keys| keys.begins(line, band.line(line)));
                    told.unwrap_or_else(|| {
                        let bare =
                            ruled_rows && bands >= RULED_ROWS && band.is_bare(line, above.most);
                        !bare && band.begins(line, split) || band.is_complete(line)
                    })
                };
            if begins {
                plan.first_line.push(line as u32);
                plan.begins_whole.push(by_text);
            }
            plan.row_of[line] = plan.first_line.len() as u32 - 1;
            above.add(line, band.line(line));
        }
        if end == head {
            plan.header_rows = plan.first_line.len() as u32;
        }
        start = end;
    }
    plan.rows = plan.first_line.len() as u32;
    plan
}

/// Which lines have a full rule above them.
fn full_rules(frame: &Frame) -> Vec<bool> {
    let is_full = |line: usize| {
        let rules = frame.rules_between(line - 1, line);
        rules.iter().any(|rule| rule.length() >= FULL_RULE * frame.bbox.width())
    };
    (0..frame.text.lines.len()).map(|line| line > 0 && is_full(line)).collect()
}

/// Groups the lines of a table of one column into rows: each begins below a rule, further down than
/// lines are apart, further left than the line above, or where the line above had room for its
/// first word.
pub(super) fn plan_single(frame: &Frame) -> Plan {
    /// A line further left by this much, in ems, begins an item of a list.
    const OUTDENT: f32 = 0.4;
    /// Width of a blank, in ems.
    const BLANK: f32 = 0.25;
    let text = frame.text;
    let token = |at: u32| &frame.scene.tokens[at as usize];
    let ends = |line: usize| {
        let chunks = text.line_chunks(&text.lines[line]);
        (chunks[0].x0, chunks[chunks.len() - 1].x1)
    };
    let right = (0..text.lines.len()).map(|line| ends(line).1).fold(f32::MIN, f32::max);
    let split = two_steps(frame, &vec![false; text.lines.len()], 0).unwrap_or(TIGHT);
    let mut plan = Plan::default();
    for line in 0..text.lines.len() {
        let begins = line == 0 || {
            let (own, upper) = (&text.lines[line], &text.lines[line - 1]);
            let first = text.chunk_tokens(&text.line_chunks(own)[0])[0];
            let need = BLANK * own.size + token(first).bbox.width() + ROUNDING;
            !frame.rules_between(line - 1, line).is_empty()
                || own.baseline - upper.baseline > split * own.size
                || ends(line).0 < ends(line - 1).0 - OUTDENT * own.size
                || ends(line - 1).1 + need < right
        };
        if begins {
            plan.first_line.push(line as u32);
            plan.begins_whole.push(true);
        }
        plan.row_of.push(plan.first_line.len() as u32 - 1);
    }
    plan.rows = plan.first_line.len() as u32;
    plan
}

/// The first line below the head: below the first full rule under text, if most text is below it.
fn header_end(frame: &Frame, ruled: &[bool]) -> usize {
    let lines = frame.text.lines.len();
    let first = ruled.iter().position(|&ruled| ruled).unwrap_or(0);
    if first > 0 && first <= lines.div_ceil(2) && first <= 8 { first } else { 0 }
}

/// The step of baselines that parts tight from loose lines of the body, where there are two kinds.
fn two_steps(frame: &Frame, ruled: &[bool], head: usize) -> Option<f32> {
    let lines = &frame.text.lines;
    let mut steps: Vec<f32> = (head.max(1)..lines.len())
        .filter(|&line| !ruled[line] && line != head)
        .map(|line| (lines[line].baseline - lines[line - 1].baseline) / lines[line].size)
        .collect();
    steps.sort_by(f32::total_cmp);
    let few = (steps.len() / 8).max(1);
    if steps.len() < 2 * few + 1 {
        return None;
    }
    (few..=steps.len() - few)
        .filter(|&at| {
            at < steps.len() && steps[at - 1] < TIGHT && steps[at] > TWO_STEPS * steps[at - 1]
        })
        .max_by(|&a, &b| (steps[a] / steps[a - 1]).total_cmp(&(steps[b] / steps[b - 1])))
        .map(|at| (steps[at] + steps[at - 1]) / 2.0)
}

/// Share of the tight lines that look like rows from which on all of them are rows.
const STACKED_ROWS: f32 = 0.2;

/// Whether tight lines are rows of groups: many have a number under a number, or begin all over.
fn tight_lines_are_rows(
    frame: &Frame,
    entries: &[Entry],
    of_line: &[Vec<usize>],
    split: f32,
) -> bool {
    let lines = &frame.text.lines;
    let numbers = |line: usize| {
        of_line[line]
            .iter()
            .map(|&at| &entries[at])
            .filter(|entry| entry.first > 0 && is_number(frame, entry))
            .map(|entry| entry.first)
    };
    let (mut tight, mut stacked) = (0u32, 0u32);
    for line in 1..lines.len() {
        if (lines[line].baseline - lines[line - 1].baseline) / lines[line].size <= split {
            tight += 1;
            // What goes on has fewer entries than what it goes on.
            let wide = 2 * of_line[line].len() > of_line[line - 1].len();
            let under_number =
                wide && numbers(line).any(|own| numbers(line - 1).any(|up| up == own));
            stacked += u32::from(under_number || all_begin(frame, entries, &of_line[line]));
        }
    }
    stacked as f32 > STACKED_ROWS * tight as f32
}

/// Whether a line has a first column and others, and all entries begin like cells.
fn all_begin(frame: &Frame, entries: &[Entry], line: &[usize]) -> bool {
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
fn is_number(frame: &Frame, entry: &Entry) -> bool {
    let first_of = |at: usize| entry.tokens.get(at).map(|&token| frame.scene.first_char(token));
    let first = first_of(0).unwrap_or(' ');
    // A dash before a word is the mark of an item.
    let bullet = "-–—*".contains(first) && first_of(1).is_some_and(char::is_alphabetic);
    !bullet && (first.is_ascii_digit() || "+-−–—±<>≤≥(.$€£*".contains(first))
}

/// What stands above a line in its band.
struct Above {
    /// Most entries of a line.
    most: usize,
    /// For each column the last line with an entry that begins there.
    line_of: Vec<Option<usize>>,
}

impl Above {
    fn add<'e>(&mut self, line: usize, entries: impl Iterator<Item = &'e Entry> + Clone) {
        self.most = self.most.max(entries.clone().count());
        for entry in entries {
            self.line_of[entry.first as usize] = Some(line);
        }
    }
}

/// Lines between two full rules.
struct Band<'a> {
    frame: &'a Frame<'a>,
    entries: &'a [Entry],
    of_line: &'a [Vec<usize>],
    shapes: &'a [Shape],
    start: usize,
    end: usize,
}

impl Band<'_> {
    fn line(&self, line: usize) -> impl Iterator<Item = &Entry> + Clone {
        self.of_line[line].iter().map(|&at| &self.entries[at])
    }

    fn stub(&self, line: usize) -> Option<&Entry> {
        self.line(line).find(|entry| entry.first == 0)
    }

    fn step(&self, line: usize) -> f32 {
        let (upper, lower) = (&self.frame.text.lines[line - 1], &self.frame.text.lines[line]);
        (lower.baseline - upper.baseline) / lower.size.max(upper.size)
    }

    fn first_char(&self, entry: &Entry) -> char {
        let token = entry.tokens.first().copied().unwrap_or_default();
        self.frame.scene.first_char(token)
    }

    fn last_char(&self, entry: &Entry) -> char {
        let token = entry.tokens.last().copied().unwrap_or_default();
        self.frame.scene.last_char(token)
    }

    /// Whether a line of the head begins a row: below a rule or below a cell across its columns.
    fn begins_in_head(&self, line: usize) -> bool {
        let ruled = !self.frame.rules_between(line - 1, line).is_empty();
        ruled
            || self.line(line - 1).any(|upper| {
                !upper.is_single()
                    && self
                        .line(line)
                        .filter(|lower| lower.first >= upper.first && lower.last <= upper.last)
                        .filter(|lower| (lower.first, lower.last) != (upper.first, upper.last))
                        .count()
                        >= 2
            })
    }

    /// Whether no more than one line has a first column.
    fn has_one_stub(&self) -> bool {
        (self.start..self.end).filter(|&line| self.stub(line).is_some()).count() <= 1
    }

    /// Whether a boxed band holds several rows: in most of its lines a number is below a number.
    fn has_rows(&self) -> bool {
        let numbers = |line: usize| {
            self.line(line)
                .filter(|entry| entry.first > 0 && is_number(self.frame, entry))
                .map(|entry| entry.first)
        };
        let stacked = (self.start + 1..self.end)
            .filter(|&line| numbers(line).any(|own| numbers(line - 1).any(|up| up == own)))
            .count();
        stacked > 0 && 2 * stacked >= self.end - self.start - 1
    }

    /// Whether a line begins a row of a band in which rows are taller than their first cells: all
    /// columns begin there, and not all did in the line above.
    fn begins_tall(&self, line: usize) -> bool {
        let full = |line: usize| self.of_line[line].len() == self.frame.columns();
        full(line)
            && !full(line - 1)
            && all_begin(self.frame, self.entries, &self.of_line[line])
            && self.stub(line - 1).is_some()
    }

    /// Steps of baselines above this, in ems, leave a strip that is blank in all columns.
    fn blank_strip(&self, split: Option<f32>) -> f32 {
        let tightest = (self.start + 1..self.end).map(|at| self.step(at)).fold(TIGHT, f32::min);
        split.unwrap_or(TIGHT).max(TIGHT).max(TWO_STEPS * tightest)
    }

    /// Whether a line begins one of several rows between two rules: below a blank strip, with a
    /// first column and others, all of which begin like cells.
    fn begins_below_strip(&self, line: usize, strip: f32) -> bool {
        self.step(line) > strip && all_begin(self.frame, self.entries, &self.of_line[line])
    }

    /// Whether a line begins one of several rows that share their first cell: a rule parts other
    /// columns from the line above, and what stands below it begins like a cell. Lines of a first
    /// cell may each have a shade of their own. `above` has for each column the last line with an
    /// entry there.
    fn begins_below_part(&self, line: usize, above: &[Option<usize>]) -> bool {
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
    fn is_complete(&self, line: usize) -> bool {
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
    fn is_bare(&self, line: usize, most: usize) -> bool {
        let own = self.of_line[line].len();
        own > 1 && 2 * own <= most && self.step(line) <= TIGHT
    }

    /// Whether a line of the body begins a row.
    fn begins(&self, line: usize, split: Option<f32>) -> bool {
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
            // A number in brackets goes on the number it is about.
            let bracket = |entry: &Entry| matches!(self.first_char(entry), '(' | '[');
            // Lines of one cell are not set as wide apart as rows are, unless a word found no room.
            let loose = self.step(line) > TIGHT && !self.first_char(own).is_lowercase();
            if loose && !number {
                return self.wraps(upper, own);
            }
            !number
                || bracket(own) && !bracket(upper)
                || !is_number(self.frame, upper) && self.wraps(upper, own)
        })
    }

    /// Whether the first word of an entry had no room behind the entry above it.
    fn wraps(&self, upper: &Entry, own: &Entry) -> bool {
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
struct Shape {
    /// Its right edge.
    right: f32,
    /// Width of its widest entry.
    width: f32,
    /// Whether middles line up better than left edges do.
    centred: bool,
}

/// The shape of the text of each column.
fn shapes(frame: &Frame, entries: &[Entry]) -> Vec<Shape> {
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

/// Lets cells cover rows that no rule parts from them: in drawn boxes, and in the head. Before, each
/// cell has one row; they stand in row-major order.
pub(super) fn span_rows(frame: &Frame, plan: &Plan, grid: &mut Grid) {
    let lattice = frame.boxed();
    let columns = grid.columns as usize;
    let rows: Vec<Range<usize>> = rows_of_cells(&grid.cells, plan.rows);
    let mut upper = vec![None; columns];
    for (row, own) in (0..).zip(&rows) {
        let lower = by_column(&grid.cells, own.clone(), columns);
        let in_head = row < plan.header_rows;
        let line = plan.first_line[row as usize] as usize;
        let joins = row > 0 && (lattice || in_head) && !plan.begins_whole[row as usize];
        let rules: &[Rule] = if joins { frame.rules_between(line - 1, line) } else { &[] };
        upper = if joins && (in_head || !rules.is_empty()) {
            join_rows(frame, grid, upper, lower, rules)
        } else {
            lower
        };
    }
    grid.cells.retain(|cell| cell.rows > 0);
}

/// For each row the range of its cells.
fn rows_of_cells(cells: &[Cell], rows: u32) -> Vec<Range<usize>> {
    let mut end = 0;
    let mut next = |row| {
        let start = end;
        end = start + cells[start..].iter().take_while(|cell| cell.row == row).count();
        start..end
    };
    (0..rows).map(&mut next).collect()
}

/// For each column the cell among some that stands in it.
fn by_column(cells: &[Cell], own: Range<usize>, columns: usize) -> Vec<Option<usize>> {
    let mut found = vec![None; columns];
    for at in own {
        let cell = &cells[at];
        let covered = cell.column as usize..(cell.column + cell.columns) as usize;
        found[covered].fill(Some(at));
    }
    found
}

/// Joins cells that end above a row, one a column, with those that begin in it; returns the cells
/// that end in it. What is joined to the cell above it is left with no row.
fn join_rows(
    frame: &Frame,
    grid: &mut Grid,
    mut upper: Vec<Option<usize>>,
    lower: Vec<Option<usize>>,
    rules: &[Rule],
) -> Vec<Option<usize>> {
    let mut ending = lower;
    for column in 0..upper.len() {
        if rules.iter().any(|rule| frame.covers(rule, column, column)) {
            continue;
        }
        match (upper[column], ending[column]) {
            (Some(above), Some(below)) => {
                let (first, count) = (grid.cells[above].column, grid.cells[above].columns);
                let same = (first, count) == (grid.cells[below].column, grid.cells[below].columns);
                if same && !rules.is_empty() {
                    let tokens = std::mem::take(&mut grid.cells[below].tokens);
                    grid.cells[above].tokens.extend(tokens);
                    grid.cells[above].rows += 1;
                    grid.cells[below].rows = 0;
                    let covered = first as usize..(first + count) as usize;
                    upper[covered.clone()].fill(None);
                    ending[covered].fill(Some(above));
                }
            }
            (Some(above), None) if grid.cells[above].columns == 1 => {
                grid.cells[above].rows += 1;
                ending[column] = Some(above);
            }
            (None, Some(below)) if grid.cells[below].columns == 1 => {
                grid.cells[below].row -= 1;
                grid.cells[below].rows += 1;
            }
            _ => {}
        }
    }
    ending
}

/// Share of the body's rows below rules up to which a rule says more than where a row ends.
const SPARSE_RULES: f32 = 0.6;

/// Lets titles of rows cover all columns where full rules part them from the rows above and below:
/// where other rows have no such rules, or the title reaches into the next column.
pub(super) fn span_titles(frame: &Frame, plan: &Plan, grid: &mut Grid) {
    let full_rule = |line: usize| {
        line > 0
            && frame
                .rules_between(line - 1, line)
                .iter()
                .any(|rule| !rule.shade && rule.length() >= FULL_RULE * frame.bbox.width())
    };
    let ruled: Vec<bool> = plan.first_line.iter().map(|&line| full_rule(line as usize)).collect();
    let body = ruled.get(plan.header_rows as usize..).unwrap_or_default();
    let below = body.iter().filter(|&&ruled| ruled).count();
    let sparse = below as f32 <= SPARSE_RULES * body.len() as f32;
    let mut count = vec![0u32; grid.rows as usize];
    for cell in &grid.cells {
        for row in cell.row..(cell.row + cell.rows).min(grid.rows) {
            count[row as usize] += 1;
        }
    }
    // A title above the heads of all columns.
    let first = plan.header_rows > 0
        && count[0] == 1
        && grid.cells.iter().filter(|cell| cell.row == 1).count() == grid.columns as usize
        && grid.cells.iter().any(|cell| cell.row == 0 && cell.column == 0 && cell.rows == 1);
    for cell in &mut grid.cells {
        let row = cell.row as usize;
        let alone = count[row] == 1 && cell.column == 0 && cell.rows == 1 && !cell.header;
        let parted = ruled[row] && ruled.get(row + 1).is_some_and(|&ruled| ruled);
        if alone && parted && (sparse || cell.columns > 1) || first && row == 0 {
            cell.columns = grid.columns;
        }
    }
}
