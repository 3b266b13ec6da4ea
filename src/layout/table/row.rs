//! Rows: which lines go on the row above them.

use super::band::{Above, Band, ROUNDING, TIGHT, TWO_STEPS, all_begin, is_number, shapes};
use super::entry::Entry;
use super::fit;
use super::frame::Frame;
use super::head;
use super::key::{self, Keys};
use rustc_hash::FxHashMap;

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
    /// First row, and number of rows, of entries that are not in the row of their line.
    pub(super) places: FxHashMap<usize, (u32, u32)>,
}

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
    let ruled = frame.full_rules();
    let habits = Habits::of(frame, entries, &of_line, &ruled);
    let shapes = shapes(frame, entries);
    let mut plan = Plan { row_of: vec![0; lines], ..Plan::default() };
    let mut start = 0;
    while start < lines {
        let mut end = start + 1;
        while end < lines && !ruled[end] && end != habits.head {
            end += 1;
        }
        let band = Band { frame, entries, of_line: &of_line, shapes: &shapes, start, end };
        plan_band(&band, &habits, &mut plan);
        if end == habits.head {
            plan.header_rows = plan.first_line.len() as u32;
        }
        start = end;
    }
    plan.rows = plan.first_line.len() as u32;
    let row_of = |at: usize| {
        plan.places.get(&at).map_or(plan.row_of[entries[at].line as usize], |place| place.0)
    };
    plan.header_rows = head::rows(frame, entries, &row_of, plan.header_rows, plan.rows);
    plan
}

/// How the rows of a whole table are set.
struct Habits<'a> {
    /// The first line below its head.
    head: usize,
    /// The step of baselines that parts tight from loose lines, where there are two kinds.
    split: Option<f32>,
    /// Whether each row is ruled.
    ruled_rows: bool,
    /// Whether cells are drawn boxes, several rows of them.
    lattice: bool,
    /// Whether rows are taller than their first cells.
    few_stubs: bool,
    /// The columns that tell where rows begin.
    keys: Option<Keys<'a>>,
}

impl<'a> Habits<'a> {
    fn of(frame: &'a Frame, entries: &[Entry], of_line: &[Vec<usize>], ruled: &[bool]) -> Self {
        let lines = frame.text.lines.len();
        let head = frame.head(ruled);
        let split = two_steps(frame, ruled, head)
            .filter(|&split| !tight_lines_are_rows(frame, entries, of_line, split));
        let bands = ruled.iter().filter(|&&ruled| ruled).count();
        let has_stub = |&line: &usize| of_line[line].iter().any(|&at| entries[at].first == 0);
        let stubs = (head..lines).filter(has_stub).count();
        Self {
            head,
            split,
            ruled_rows: bands >= RULED_ROWS,
            lattice: frame.boxed() && bands >= 2,
            few_stubs: stubs as f32 <= TALL_STUBS * (lines - head) as f32,
            keys: key::find(frame, entries, of_line, head),
        }
    }
}

/// Groups the lines of a band into rows. In the head, lines are rows by what stands in them; between the
/// rules of a table whose rows are ruled, a band is one row, or rows that a rule below other cells or a
/// strip that is blank in all columns parts; elsewhere the columns tell that have a text a row, or the
/// text and its distances.
fn plan_band(band: &Band<'_>, habits: &Habits<'_>, plan: &mut Plan) {
    let ruled_rows = band.start >= habits.head && !band.has_rows();
    let single = ruled_rows && (habits.lattice || habits.ruled_rows && band.has_one_stub());
    let tall = ruled_rows && habits.ruled_rows && habits.few_stubs;
    let strip = band.blank_strip(habits.split);
    let mut above = Above { most: 0, line_of: vec![None; band.frame.columns()] };
    for line in band.start..band.end {
        let by_text = ruled_rows && line > band.start && band.begins_below_strip(line, strip);
        let begins = by_text
            || line == band.start
            || if line < habits.head {
                band.begins_in_head(line)
            } else if tall && !single {
                band.begins_tall(line)
            } else if single {
                habits.lattice && band.begins_below_part(line, &above.line_of)
            } else {
                let keys = habits.keys.as_ref();
                keys.and_then(|keys| keys.begins(line, band.line(line))).unwrap_or_else(|| {
                    let bare = ruled_rows && habits.ruled_rows && band.is_bare(line, above.most);
                    !bare && band.begins(line, habits.split) || band.is_complete(line)
                })
            };
        if begins {
            plan.first_line.push(line as u32);
            plan.begins_whole.push(by_text);
        }
        plan.row_of[line] = plan.first_line.len() as u32 - 1;
        above.add(line, band.line(line));
    }
    if band.start >= habits.head && !habits.lattice {
        fit_band(band, plan);
    }
}

/// Takes other rows for a band where its texts fit them better than those of its lines. Rows with a text in several
/// columns stay, and part what is above them from what is below.
fn fit_band(band: &Band<'_>, plan: &mut Plan) {
    let row_of = plan.row_of[band.start..band.end].to_vec();
    let first_line = plan.first_line.split_off(row_of[0] as usize);
    let begins_whole = plan.begins_whole.split_off(row_of[0] as usize);
    let row = |line: usize| row_of[line - band.start];
    let is_wide = |line: usize| band.line(line).any(|entry| !entry.is_single());
    let lines: Vec<usize> = (band.start..band.end).collect();
    let rows: Vec<(&[usize], bool)> = lines
        .chunk_by(|&a, &b| row(a) == row(b))
        .map(|own| (own, own.iter().any(|&line| is_wide(line))))
        .collect();
    for part in rows.chunk_by(|a, b| !a.1 && !b.1) {
        let (start, last) = (part[0].0[0], part[part.len() - 1].0);
        let end = last[last.len() - 1] + 1;
        let next = plan.first_line.len() as u32;
        let own = Band { start, end, ..*band };
        let fitted =
            if part[0].1 { None } else { fit::better(&own, &row_of[start - band.start..]) };
        if let Some(rows) = fitted {
            let mut first_line = vec![u32::MAX; rows.count as usize];
            for (entry, row, count) in rows.places {
                let line = &mut first_line[row as usize];
                *line = (*line).min(band.entries[entry].line);
                plan.places.insert(entry, (next + row, count));
            }
            // The rule above the band is above its first row.
            first_line[0] = start as u32;
            plan.first_line.extend(first_line);
            plan.begins_whole.resize(plan.first_line.len(), true);
        } else {
            let kept = (row(start) - row_of[0]) as usize..(row(end - 1) - row_of[0]) as usize + 1;
            plan.first_line.extend_from_slice(&first_line[kept.clone()]);
            plan.begins_whole.extend_from_slice(&begins_whole[kept]);
            for line in start..end {
                plan.row_of[line] = next + row(line) - row(start);
            }
        }
    }
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
