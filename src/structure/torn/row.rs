//! Rows of words, and what those above and below say about a gap.

use crate::geometry::{Interval, Rect};

/// Rows are looked at this far above and below a gap, in ems, from one to the next.
const REACH: f32 = 6.0;
/// Rows looked at in one direction at most.
const MOST_ROWS: usize = 40;
/// Words of one row looked at in one direction at most, so that a hostile page stays linear.
const MOST_WORDS: usize = 100;
/// A gutter is wider than this, in ems.
const NARROWEST: f32 = 0.5;
/// Places of one edge differ by less than this, in ems.
const ONE_EDGE: f32 = 0.3;
/// Text flanks a gap that it is no further away from than this, in ems.
const FLANK: f32 = 12.0;
/// Rows with one edge that make a gutter, the one with the gap among them: more than chance lays one
/// below the other.
const ROWS_OF_GUTTER: usize = 3;
/// A row right above or below is no further away than this, in ems.
const NEXT_ROW: f32 = 2.2;
/// Baselines of one row differ by less than this, in ems.
const ONE_ROW: f32 = 0.3;
/// Words of a line are no further apart than this, in ems.
const WIDEST_BLANK: f32 = 1.5;
/// Lines of one column end within this of one another, in ems.
const FLUSH: f32 = 0.6;

/// Where this many rows of a page begin, or go on behind a gap, a column begins.
const ROWS_OF_COLUMN: usize = 6;
/// A gap behind which a column may begin is wider than this, in ems.
const COLUMN_GAP: f32 = 0.8;
/// A first line is indented by no more than this, in ems.
const DEEPEST_INDENT: f32 = 3.0;
/// Words go over a gap where they reach this far beyond it on both sides, in ems.
const OVER: f32 = 1.0;

/// Words on one baseline.
#[derive(Debug)]
pub(super) struct Row {
    baseline: f32,
    size: f32,
    /// From left to right.
    words: Vec<Interval>,
    /// Length of the longest of them.
    longest: f32,
}

/// Indices of what stands in one row, from top to bottom: what `place` gives are baseline and type size.
pub(super) fn groups<T>(
    things: &[T],
    place: impl Fn(&T) -> (f32, f32),
    tolerance: f32,
) -> Vec<Vec<usize>> {
    let mut order: Vec<usize> = (0..things.len()).collect();
    let baseline = |at: usize| place(&things[at]).0;
    order.sort_by(|&a, &b| baseline(a).total_cmp(&baseline(b)));
    let mut groups: Vec<Vec<usize>> = Vec::new();
    for at in order {
        let (y, size) = place(&things[at]);
        match groups.last_mut() {
            Some(group)
                if group.first().is_some_and(|&first| y - baseline(first) < tolerance * size) =>
            {
                group.push(at);
            }
            _ => groups.push(vec![at]),
        }
    }
    groups
}

/// Rows of lines, given as baseline, type size and words.
pub(super) fn rows(lines: Vec<(f32, f32, Vec<Interval>)>) -> Vec<Row> {
    let groups = groups(&lines, |(baseline, size, _)| (*baseline, *size), ONE_ROW);
    let row = |group: Vec<usize>| {
        let own = || group.iter().filter_map(|&at| lines.get(at));
        let mut words: Vec<Interval> =
            own().flat_map(|(_, _, words)| words.iter().copied()).collect();
        words.sort_by(|a, b| a.start.total_cmp(&b.start));
        let longest = words.iter().map(|word| word.length()).fold(0.0, f32::max);
        Row {
            longest,
            baseline: own().map(|(baseline, ..)| *baseline).fold(f32::INFINITY, f32::min),
            size: own().map(|(_, size, _)| *size).fold(0.0, f32::max),
            words,
        }
    };
    groups.into_iter().map(row).collect()
}

/// Where rows begin, or go on behind a gap, from left to right.
pub(super) fn starts(rows: &[Row]) -> Vec<f32> {
    let mut starts: Vec<f32> = Vec::new();
    for row in rows {
        let mut end = f32::NEG_INFINITY;
        for word in &row.words {
            if word.start - end > COLUMN_GAP * row.size {
                starts.push(word.start);
            }
            end = end.max(word.end);
        }
    }
    starts.sort_by(f32::total_cmp);
    starts
}

/// Whether a column of the page begins at the end of a gap, or a little before it.
pub(super) fn is_column_start(starts: &[f32], gap: Interval, em: f32) -> bool {
    let from = (gap.start + ONE_EDGE * em).max(gap.end - DEEPEST_INDENT * em);
    let near = |place: f32| {
        let first = starts.partition_point(|start| *start <= place - ONE_EDGE * em);
        let end = starts.partition_point(|start| *start < place + ONE_EDGE * em);
        end - first >= ROWS_OF_COLUMN
    };
    let first = starts.partition_point(|start| *start < from);
    starts[first..].iter().take_while(|start| **start < gap.end + ONE_EDGE * em).any(|&at| near(at))
}

/// What stands above and below a gap of a row.
#[derive(Debug, Default)]
pub(super) struct Beside {
    /// Where text ends left of what is left of the gap, and begins right of it, row by row.
    edges: Vec<(Option<f32>, Option<f32>)>,
    own: (f32, f32),
    /// What the rows right above and below are over the gap, where they have words in it.
    crossing: Vec<Interval>,
    em: f32,
}

impl Beside {
    pub(super) fn of(rows: &[Row], baseline: f32, gap: Interval, em: f32) -> Self {
        let mut beside = Self { own: (gap.start, gap.end), em, ..Self::default() };
        let at = rows.partition_point(|row| row.baseline < baseline - ONE_ROW * em);
        let below = rows.partition_point(|row| row.baseline <= baseline + ONE_ROW * em);
        beside.walk(rows[..at].iter().rev(), baseline, gap);
        beside.walk(rows[below..].iter(), baseline, gap);
        let next = |row: &&Row| (row.baseline - baseline).abs() < NEXT_ROW * em;
        let (above, below) = (rows[..at].iter().rev(), rows[below..].iter());
        let next = above.take_while(next).chain(below.take_while(next));
        beside.crossing.extend(next.filter_map(|row| row.stretch(gap)));
        beside
    }

    fn walk<'a>(&mut self, rows: impl Iterator<Item = &'a Row>, baseline: f32, gap: Interval) {
        let (mut gap, mut last, em) = (gap, baseline, self.em);
        for row in rows.take(MOST_ROWS) {
            if (row.baseline - last).abs() > REACH * em {
                return;
            }
            let near: Vec<Interval> = row.near(gap, em);
            if near.is_empty() {
                continue;
            }
            for word in &near {
                if word.overlap(gap) <= 0.0 {
                    continue;
                }
                let (before, after) = (word.start - gap.start, gap.end - word.end);
                if before >= after {
                    gap.end = word.start;
                } else {
                    gap.start = word.end;
                }
            }
            if gap.length() < NARROWEST * em {
                return;
            }
            last = row.baseline;
            let ends = near.iter().filter(|word| word.end <= gap.start + ONE_EDGE * em);
            let begins = near.iter().filter(|word| word.start >= gap.end - ONE_EDGE * em);
            let end = ends.map(|word| word.end).max_by(f32::total_cmp);
            let begin = begins.map(|word| word.start).min_by(f32::total_cmp);
            self.edges.push((end, begin));
        }
    }

    /// Whether rows above and below leave the gap open and have an edge of text at it in common.
    pub(super) fn is_gutter(&self) -> bool {
        let both = self.edges.iter().filter_map(|(end, begin)| Some(((*end)?, (*begin)?)));
        let both: Vec<(f32, f32)> = both.chain([self.own]).collect();
        let ends: Vec<f32> = both.iter().map(|(end, _)| *end).collect();
        let begins: Vec<f32> = both.iter().map(|(_, begin)| *begin).collect();
        [ends, begins].iter().any(|places| {
            places.iter().any(|place| {
                let near = |other: &&f32| (**other - place).abs() < ONE_EDGE * self.em;
                places.iter().filter(near).count() >= ROWS_OF_GUTTER
            })
        })
    }

    /// Whether a line right above or below goes over the gap.
    pub(super) fn is_crossed(&self) -> bool {
        let over = OVER * self.em;
        let crosses =
            |line: &Interval| line.start < self.own.0 - over && line.end > self.own.1 + over;
        self.crossing.iter().any(crosses)
    }

    /// Whether a line right above or below goes over the gap and is as wide as these words are.
    pub(super) fn is_as_wide(&self, words: Rect) -> bool {
        let em = self.em;
        self.crossing.iter().any(|line| {
            (line.end - words.x1).abs() < FLUSH * em
                && (line.start - words.x0).abs() < DEEPEST_INDENT * em
        })
    }
}

impl Row {
    /// The first of its words that may reach over a place.
    fn first_over(&self, place: f32) -> usize {
        self.words.partition_point(|word| word.start < place - self.longest)
    }

    /// Its words near a gap.
    fn near(&self, gap: Interval, em: f32) -> Vec<Interval> {
        let reach = Interval { start: gap.start - FLANK * em, end: gap.end + FLANK * em };
        self.words[self.first_over(reach.start)..]
            .iter()
            .copied()
            .take_while(|word| word.start < reach.end)
            .filter(|word| word.overlap(reach) > 0.0)
            .take(MOST_WORDS)
            .collect()
    }

    /// What its words that stand over a gap reach over, with those that follow without a wide blank.
    fn stretch(&self, gap: Interval) -> Option<Interval> {
        let first = self.first_over(gap.start);
        let near = self.words[first..].iter().take_while(|word| word.start < gap.end);
        let over = first + near.take(MOST_WORDS).position(|word| word.overlap(gap) > 0.0)?;
        let words = over.saturating_sub(MOST_WORDS)..self.words.len().min(over + MOST_WORDS);
        let wide = |pair: &[Interval]| pair[1].start - pair[0].end > WIDEST_BLANK * self.size;
        let before = &self.words[words.start..=over];
        let from = before.windows(2).rposition(wide).map_or(words.start, |at| words.start + at + 1);
        let to = self.words[over..words.end].windows(2).position(wide);
        let to = to.map_or(words.end - 1, |at| over + at);
        let end =
            self.words[from..=to].iter().map(|word| word.end).fold(f32::NEG_INFINITY, f32::max);
        Some(Interval { start: self.words[from].start, end })
    }
}
