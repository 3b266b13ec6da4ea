//! Rows by one measure: how well the texts of each column fit rows that are given.
//!
//! A row is an anchor: the lines of the columns that have one text a row. The texts of every other column are
//! [dealt](mod@deal) out to the anchors, each at the top or in the middle of its row, or in the middle of several rows
//! that it covers. What does not fit is [counted](measure): texts off their place, places without text, rows inside a
//! text and texts that go on over the end of a row. The rows that count least are those of the table.

mod deal;
mod measure;

use super::band::Band;
use deal::Deal;
use measure::{Anchor, Columns, Count, LINE_STEP, Stand};

/// Texts times rows of one column at most: more are left as they are.
const MOST_PLACES: usize = 6_000;
/// Sets of columns that are tried at most.
const MOST_SETS: usize = 8;
/// Columns from which on texts may cover rows: beside a single one, rows can't be told from lines of its text.
const GROUP_COLUMNS: usize = 3;
/// Rows are taken where they count no more than this share of what the rows of the lines count, and less than
/// those by this.
const BETTER: f32 = 0.6;
const BETTER_BY: f32 = 1.0;

/// The rows of a band, and where its entries stand in them.
#[derive(Debug)]
pub(super) struct Rows {
    /// Number of rows.
    pub(super) count: u32,
    /// For each entry of the band its index, its first row in the band, and how many it covers.
    pub(super) places: Vec<(usize, u32, u32)>,
}

/// Finds rows that fit better than those in which each line of a band is told to be, `row_of`; nothing where there are
/// none. No text of the band stands in several columns.
pub(super) fn better(band: &Band<'_>, row_of: &[u32]) -> Option<Rows> {
    let columns = Columns::of(band);
    let row_of = &row_of[..band.end - band.start];
    let lines = count_of_lines(&columns, row_of);
    if lines.all() <= BETTER_BY {
        return None;
    }
    let mut best: Option<(f32, Rows)> = None;
    for anchors in candidates(&columns) {
        for stand in [Stand::Top, Stand::Middle] {
            let Some((count, rows)) = deal(&columns, &anchors, stand, lines.all()) else {
                continue;
            };
            let Some(gain) = gain(count, lines, stand) else { continue };
            if best.as_ref().is_none_or(|(known, _)| gain > *known) {
                best = Some((gain, rows));
            }
        }
    }
    best.map(|(_, rows)| rows)
}

/// How much less than others rows count, if it is much less. Where all texts stand at the top of their rows, places that
/// they fill more than the others are no gain: the first lines of texts under one another may as well be rows of a group.
fn gain(own: Count, other: Count, stand: Stand) -> Option<f32> {
    let (own, other) = match stand {
        Stand::Top => (own.texts + (own.empty - other.empty).max(0.0), other.texts),
        Stand::Middle => (own.all(), other.all()),
    };
    (own <= BETTER * other && other - own > BETTER_BY).then_some(other - own)
}

/// Lines of columns that may tell rows: those of the largest sets of columns that have a text on the same lines.
fn candidates(columns: &Columns<'_>) -> Vec<Vec<Anchor>> {
    let mut sets: Vec<(Vec<u32>, Vec<usize>)> = Vec::new();
    for (column, own) in columns.entries.iter().enumerate().filter(|(_, own)| !own.is_empty()) {
        let lines: Vec<u32> = own.iter().map(|&at| columns.entry(at).line).collect();
        match sets.iter_mut().find(|(other, _)| *other == lines) {
            Some((_, same)) => same.push(column),
            None => sets.push((lines, vec![column])),
        }
    }
    sets.sort_by_key(|(_, same)| std::cmp::Reverse(same.len()));
    sets.truncate(MOST_SETS);
    sets.iter().map(|(lines, same)| anchors(columns, lines.len(), same)).collect()
}

/// The rows of some columns that have texts on the same lines: a line on which more texts go on than begin is of
/// the row above it.
fn anchors(columns: &Columns<'_>, lines: usize, same: &[usize]) -> Vec<Anchor> {
    let mut anchors: Vec<Anchor> = Vec::new();
    for line in 0..lines {
        let baseline = columns.baseline(columns.entries[same[0]][line]);
        let pairs = same.iter().map(|&column| &columns.entries[column]);
        let pairs = pairs.filter(|_| line > 0).map(|own| (own[line - 1], own[line]));
        let weights = pairs.map(|(upper, lower)| {
            i32::from(columns.goes_on(upper, lower)) - i32::from(columns.begins(upper, lower))
        });
        let goes_on = weights.sum::<i32>() > 0;
        match anchors.last_mut() {
            Some(last) if goes_on && baseline - last.bottom <= LINE_STEP * columns.size => {
                last.bottom = baseline;
            }
            _ => {
                let own = columns.entries[same[0]][line];
                let is_alone = columns.band.of_line[columns.entry(own).line as usize].len() == 1;
                let title = is_alone && columns.begins_title(own);
                anchors.push(Anchor { top: baseline, bottom: baseline, title });
            }
        }
    }
    anchors
}

/// What the rows of lines count.
fn count_of_lines(columns: &Columns<'_>, row_of: &[u32]) -> Count {
    let first = row_of.first().copied().unwrap_or(0);
    let row = |at: usize| row_of[columns.entry(at).line as usize - columns.band.start] - first;
    let rows = row_of.last().map_or(0, |last| last - first + 1) as usize;
    let none = Anchor { top: f32::INFINITY, bottom: f32::NEG_INFINITY, title: true };
    let mut anchors = vec![none; rows];
    for &at in columns.entries.iter().flatten() {
        let anchor = &mut anchors[row(at) as usize];
        // The columns come one after the other, and so do the lines of each.
        let is_first = anchor.top == f32::INFINITY;
        anchor.title &= columns.entry(at).first == 0 && (!is_first || columns.begins_title(at));
        anchor.top = anchor.top.min(columns.baseline(at));
        anchor.bottom = anchor.bottom.max(columns.baseline(at));
    }
    let mut count = Count::default();
    for own in columns.entries.iter().filter(|own| !own.is_empty()) {
        let mut empty: f32 = anchors.iter().map(Anchor::empty).sum();
        for text in own.chunk_by(|&a, &b| row(a) == row(b)) {
            empty -= anchors[row(text[0]) as usize].empty();
            let anchor = anchors[row(text[0]) as usize];
            let off = [Stand::Top, Stand::Middle].map(|stand| columns.off(text, &[anchor], stand));
            count.texts += off[0].min(off[1]);
        }
        count.empty += empty;
        for pair in own.windows(2) {
            count.texts += if row(pair[0]) == row(pair[1]) {
                columns.inside(pair[0], pair[1])
            } else {
                columns.over_end(pair[0], pair[1])
            };
        }
    }
    count
}

/// Deals all columns out to rows; nothing where one does not fit or they count `most` or more.
fn deal(
    columns: &Columns<'_>,
    anchors: &[Anchor],
    stand: Stand,
    most: f32,
) -> Option<(Count, Rows)> {
    let mut rows = Rows { count: u32::try_from(anchors.len()).ok()?, places: Vec::new() };
    let mut count = Count::default();
    let single: Vec<usize> = (0..anchors.len()).collect();
    let filled = columns.entries.iter().filter(|own| !own.is_empty()).count();
    // What covers several rows is named by a first column that covers them, too.
    let covers = stand == Stand::Middle && filled >= GROUP_COLUMNS;
    let mut group = if covers { vec![0; anchors.len()] } else { single.clone() };
    for (column, own) in columns.entries.iter().enumerate().filter(|(_, own)| !own.is_empty()) {
        if own.len() * anchors.len() > MOST_PLACES {
            return None;
        }
        let dealt = Deal { columns, own, anchors, stand, group: &group }.best(column == 0)?;
        if column == 0 {
            group.clone_from(&single);
            for text in &dealt.texts {
                group[text.first_row..text.first_row + text.rows].fill(text.first_row);
            }
        }
        count.texts += dealt.count.texts;
        count.empty += dealt.count.empty;
        if count.all() >= most {
            return None;
        }
        for text in dealt.texts {
            let place = |at: usize| (own[at], text.first_row as u32, text.rows as u32);
            rows.places.extend(text.entries.map(place));
        }
    }
    Some((count, rows))
}
