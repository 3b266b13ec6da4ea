//! Drawn lines in an image: long thin runs of ink that lie flat or stand.

use super::image::Gray;
use super::line::Line;

/// Where all small letters have ink above the baseline, in ems: what is drawn there is no rule.
const LETTERS: std::ops::Range<f32> = 0.05..0.4;
/// A run is part of a drawn line from this length on, in pixels at 200 an inch: longer than the
/// strokes of letters.
const SHORTEST: usize = 90;
/// Breaks in a drawn line that printing and scanning make, in pixels.
const GAP: usize = 3;
/// A drawn line is no thicker than this, in pixels.
const THICKEST: usize = 9;

/// A drawn line, in pixels.
#[derive(Debug, Clone, Copy)]
pub(super) struct Rule {
    pub(super) x0: f32,
    pub(super) y0: f32,
    pub(super) x1: f32,
    pub(super) y1: f32,
    pub(super) horizontal: bool,
}

/// A rule as it grows from row to row: along is the direction it runs in.
#[derive(Debug, Clone, Copy)]
struct Growing {
    from: usize,
    to: usize,
    first: usize,
    last: usize,
}

/// Finds the drawn lines of an image that do not run through text.
pub(super) fn find(gray: &Gray, dark: u8, lines: &[Line]) -> Vec<Rule> {
    let is_ink = |x: usize, y: usize| gray.at(x, y) <= dark;
    let flat = grow(gray.height, gray.width, |row, along| is_ink(along, row));
    let standing = grow(gray.width, gray.height, is_ink);
    let rule = |own: &Growing, horizontal: bool| {
        let [from, to, first, last] =
            [own.from, own.to, own.first, own.last + 1].map(|side| side as f32);
        let (x0, x1, y0, y1) =
            if horizontal { (from, to, first, last) } else { (first, last, from, to) };
        Rule { x0, y0, x1, y1, horizontal }
    };
    let through_text = |own: &Rule| {
        lines.iter().any(|line| {
            let (top, bottom) = (
                line.baseline - LETTERS.end * line.size,
                line.baseline - LETTERS.start * line.size,
            );
            own.horizontal
                && own.y0 > top
                && own.y1 < bottom
                && own.x0 < line.area[2]
                && own.x1 > line.area[0]
        })
    };
    let flat = flat.iter().map(|own| rule(own, true));
    let standing = standing.iter().map(|own| rule(own, false));
    flat.chain(standing).filter(|own| !through_text(own)).collect()
}

/// Long runs, row by row, joined with those of the rows before.
fn grow(rows: usize, length: usize, is_ink: impl Fn(usize, usize) -> bool) -> Vec<Growing> {
    let mut open: Vec<Growing> = Vec::new();
    let mut closed = Vec::new();
    for row in 0..rows {
        let runs = runs(length, |along| is_ink(row, along));
        for (from, to) in runs {
            let near = |own: &&mut Growing| {
                own.last + 2 > row && from <= own.to + GAP && to + GAP >= own.from
            };
            match open.iter_mut().find(near) {
                Some(own) => {
                    own.from = own.from.min(from);
                    own.to = own.to.max(to);
                    own.last = row;
                }
                None => open.push(Growing { from, to, first: row, last: row }),
            }
        }
        open.retain(|own| {
            let goes_on = own.last + 2 > row;
            if !goes_on {
                closed.push(*own);
            }
            goes_on
        });
    }
    closed.extend(open);
    closed.retain(|own| own.last + 1 - own.first <= THICKEST);
    closed
}

/// Runs of ink of a row that are long enough, short breaks included.
fn runs(length: usize, is_ink: impl Fn(usize) -> bool) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < length {
        if !is_ink(at) {
            at += 1;
            continue;
        }
        let (start, mut end, mut gap) = (at, at + 1, 0);
        at += 1;
        while at < length && gap <= GAP {
            if is_ink(at) {
                (end, gap) = (at + 1, 0);
            } else {
                gap += 1;
            }
            at += 1;
        }
        if end - start >= SHORTEST {
            found.push((start, end));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_thin_runs_are_rules() {
        let (width, height) = (300usize, 120usize);
        let mut gray = Gray { width, height, pixels: vec![255; width * height] };
        for x in 20..280 {
            // A line that steps down once, as a scanned one does, with a break.
            let y = if x < 150 { 40 } else { 41 };
            if x != 100 {
                gray.pixels[y * width + x] = 0;
            }
        }
        for y in 5..115 {
            gray.pixels[y * width + 10] = 0;
        }
        for at in 60..90 {
            gray.pixels[at * width + 30..at * width + 200].fill(0);
        }
        let rules = find(&gray, 127, &[]);
        assert_eq!(rules.len(), 2, "{rules:?}");
        assert!(rules[0].horizontal && (rules[0].x0, rules[0].x1) == (20.0, 280.0));
        assert!(!rules[1].horizontal && (rules[1].y0, rules[1].y1) == (5.0, 115.0));
    }
}
