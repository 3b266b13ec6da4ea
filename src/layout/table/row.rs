//! Rows: which lines go on the row above them, and which cells cover several rows.

use super::entry::Entry;
use super::frame::{Frame, Grid};
use super::key;

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
        for line in start..end {
            let by_text = ruled_rows && line > start && band.begins_below_strip(line, split);
            let begins = by_text
                || line == start
                || if line < head {
                    band.begins_in_head(line)
                } else if tall && !single {
                    band.begins_tall(line)
                } else if single {
                    lattice && band.begins_below_part(line)
                } else {
                    let told = keys.as_ref().and_then(|keys| keys.begins(line, band.line(line)));
                    told.unwrap_or_else(|| {
                        let bare = ruled_rows && bands >= RULED_ROWS && band.is_bare(line);
                        !bare && band.begins(line, split) || band.is_complete(line)
                    })
                };
            if begins {
                plan.first_line.push(line as u32);
                plan.begins_whole.push(by_text);
            }
            plan.row_of[line] = plan.first_line.len() as u32 - 1;
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
            let need = BLANK * own.size + token(first).bbox.width() + 0.5;
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

    /// Whether a line begins one of several rows between two rules: below a strip that is blank in
    /// all columns, with a first column and others, all of which begin like cells.
    fn begins_below_strip(&self, line: usize, split: Option<f32>) -> bool {
        let tightest = (self.start + 1..self.end).map(|at| self.step(at)).fold(TIGHT, f32::min);
        let strip = split.unwrap_or(TIGHT).max(TIGHT).max(TWO_STEPS * tightest);
        self.step(line) > strip && all_begin(self.frame, self.entries, &self.of_line[line])
    }

    /// Whether a line begins one of several rows that share their first cell: a rule parts other
    /// columns from the line above, and what stands below it begins like a cell. Lines of a first
    /// cell may each have a shade of their own.
    fn begins_below_part(&self, line: usize) -> bool {
        let covers = |upper: usize, column: u32| {
            let at = column as usize;
            let parts = self.frame.rules_between(upper, line);
            parts.iter().any(|part| self.frame.covers(part, at, at))
        };
        // Lines of the first cell may stand between.
        let above = |column: u32| {
            (self.start..line).rev().find(|&at| self.line(at).any(|own| own.first == column))
        };
        !covers(line - 1, 0)
            && self
                .line(line)
                .filter(|own| own.first > 0 && begins_cell(self.frame, own))
                .any(|own| above(own.first).is_some_and(|upper| covers(upper, own.first)))
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

    /// Whether a line has several entries, but at most half as many as one above it in its band:
    /// between rules, such lines go on.
    fn is_bare(&self, line: usize) -> bool {
        let most = (self.start..line).map(|at| self.of_line[at].len()).max().unwrap_or_default();
        let own = self.of_line[line].len();
        own > 1 && 2 * own <= most && self.step(line) <= TIGHT
    }

    /// Whether a line of the body begins a row.
    fn begins(&self, line: usize, split: Option<f32>) -> bool {
        let step = self.step(line);
        let partly_ruled = !self.frame.rules_between(line - 1, line).is_empty();
        if step > TIGHT + 0.5 || partly_ruled || self.joins_columns(line) {
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
        let need = BLANK * size + word + 0.5;
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
        if values.is_empty() { 0.0 } else { at(0.8) - at(0.2) }
    };
    edges
        .iter()
        .map(|edges| Shape {
            right: edges.iter().map(|edge| edge.1).fold(f32::NEG_INFINITY, f32::max),
            width: edges.iter().map(|edge| edge.1 - edge.0).fold(0.0, f32::max),
            centred: spread(&mut edges.iter().map(|edge| (edge.0 + edge.1) / 2.0))
                < 0.5 * spread(&mut edges.iter().map(|edge| edge.0)),
        })
        .collect()
}

/// Lets cells cover rows that no rule parts from them: in drawn boxes, and in the head.
pub(super) fn span_rows(frame: &Frame, plan: &Plan, grid: &mut Grid) {
    let lattice = frame.boxed();
    let mut row = 0;
    while row + 1 < plan.rows {
        let lower = plan.first_line[row as usize + 1] as usize;
        let in_head = row + 1 < plan.header_rows;
        if (lattice || in_head) && !plan.begins_whole[row as usize + 1] {
            let rules = frame.rules_between(lower - 1, lower);
            join_rows(frame, grid, row, in_head, rules);
        }
        row += 1;
    }
}

fn join_rows(frame: &Frame, grid: &mut Grid, row: u32, in_head: bool, rules: &[super::rule::Rule]) {
    if rules.is_empty() && !in_head {
        return;
    }
    let columns = grid.columns;
    let mut column = 0;
    while column < columns {
        let own = column;
        column += 1;
        if rules.iter().any(|rule| frame.covers(rule, own as usize, own as usize)) {
            continue;
        }
        let find = |row: u32, last: bool| {
            grid.cells.iter().position(|cell| {
                let end = cell.row + cell.rows;
                (if last { end == row + 1 } else { cell.row == row })
                    && cell.column <= own
                    && own < cell.column + cell.columns
            })
        };
        match (find(row, true), find(row + 1, false)) {
            (Some(upper), Some(lower)) => {
                let same = grid.cells[upper].column == grid.cells[lower].column
                    && grid.cells[upper].columns == grid.cells[lower].columns;
                if same && (!in_head || !rules.is_empty()) {
                    let tokens = std::mem::take(&mut grid.cells[lower].tokens);
                    let rows = grid.cells[lower].rows;
                    grid.cells[upper].tokens.extend(tokens);
                    grid.cells[upper].rows += rows;
                    grid.cells.remove(lower);
                }
            }
            (Some(upper), None) if grid.cells[upper].columns == 1 => {
                grid.cells[upper].rows += 1;
            }
            (None, Some(lower)) if grid.cells[lower].columns == 1 => {
                grid.cells[lower].row -= 1;
                grid.cells[lower].rows += 1;
            }
            _ => {}
        }
    }
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
