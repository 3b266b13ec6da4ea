//! Patches of touching ink in a line of text: connected components of the binary image.

use super::detect::Box;
use super::image::Gray;

/// How far above and below a line's box its ink is looked for, in heights of the box: boxes cut
/// through what is raised and lowered.
const MARGIN: f32 = 0.12;
/// Ink that comes in from above or below by less than this share of the height is of a neighbour.
const INTRUDER: f32 = 0.22;
/// Patches above each other are one character where they share this much of the narrower one.
const ABOVE: f32 = 0.5;
/// They share this much of their height at most.
const LEVEL: f32 = 0.3;
/// Patches of fewer pixels are specks.
const SPECK: usize = 3;

/// Ink of one row: the row, the first column and the one behind the last.
pub(super) type Run = [usize; 3];

/// Ink that touches, or a letter and its dot, in pixels of the page.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Patch {
    pub(super) x0: usize,
    pub(super) y0: usize,
    pub(super) x1: usize,
    pub(super) y1: usize,
    pub(super) runs: Vec<Run>,
}

impl Patch {
    fn of(runs: Vec<Run>) -> Self {
        let mut own = Self { x0: usize::MAX, y0: usize::MAX, x1: 0, y1: 0, runs };
        for &[y, from, to] in &own.runs {
            (own.x0, own.x1) = (own.x0.min(from), own.x1.max(to));
            (own.y0, own.y1) = (own.y0.min(y), own.y1.max(y + 1));
        }
        own
    }

    fn pixels(&self) -> usize {
        self.runs.iter().map(|[_, from, to]| to - from).sum()
    }

    pub(super) fn width(&self) -> f32 {
        self.x1.saturating_sub(self.x0) as f32
    }

    pub(super) fn height(&self) -> f32 {
        self.y1.saturating_sub(self.y0) as f32
    }

    /// Its pixels, and the sides of pixels at its edge.
    pub(super) fn area_and_edge(&self) -> (f32, f32) {
        let mut runs = self.runs.clone();
        runs.sort_unstable();
        let area = self.pixels();
        let mut shared = 0;
        let mut above = 0;
        for &[y, from, to] in &runs {
            while runs[above][0] + 1 < y || runs[above][0] + 1 == y && runs[above][2] <= from {
                above += 1;
            }
            let touching = runs[above..].iter().take_while(|run| run[0] < y && run[1] < to);
            shared += touching.map(|run| run[2].min(to) - run[1].max(from)).sum::<usize>();
        }
        (area as f32, (2 * runs.len() + 2 * (area - shared)) as f32)
    }

    /// Takes in another patch.
    pub(super) fn absorb(&mut self, other: &Self) {
        let mut runs = std::mem::take(&mut self.runs);
        runs.extend(&other.runs);
        *self = Self::of(runs);
    }

    /// The parts left of a column and from it on; nothing for a part without ink.
    pub(super) fn split(self, at: usize) -> [Option<Self>; 2] {
        let part = |low: usize, high: usize| {
            let cut = self.runs.iter().map(|&[y, from, to]| [y, from.max(low), to.min(high)]);
            let runs: Vec<Run> = cut.filter(|[_, from, to]| from < to).collect();
            (!runs.is_empty()).then(|| Self::of(runs))
        };
        [part(0, at), part(at, usize::MAX)]
    }

    /// The column between two others with the least ink, of those the one nearest to the middle.
    pub(super) fn thinnest(&self, low: usize, high: usize) -> usize {
        let mut ink = vec![0usize; high.saturating_sub(low) + 1];
        for &[_, from, to] in &self.runs {
            for x in from.max(low)..to.min(high + 1) {
                ink[x - low] += 1;
            }
        }
        let middle = ink.len() / 2;
        let best = ink.iter().enumerate().min_by_key(|(at, ink)| (**ink, at.abs_diff(middle)));
        low + best.map_or(0, |(at, _)| at)
    }
}

/// The patches of a line, from left to right. `dark` is the level up to which a pixel is ink.
pub(super) fn find(gray: &Gray, dark: u8, area: Box) -> Vec<Patch> {
    let [x0, y0, x1, y1] = area;
    let margin = MARGIN * (y1 - y0);
    let [left, top, right, bottom] = gray.clamped([x0, y0 - margin, x1, y1 + margin]);
    let runs = runs(gray, dark, [left, top, right, bottom]);
    let parts = connected(&runs);
    let reach = INTRUDER * (y1 - y0) + margin;
    let is_own = |own: &Patch| {
        let from_above = own.y0 == top && ((own.y1 - top) as f32) < reach;
        let from_below = own.y1 == bottom && ((bottom - own.y0) as f32) < reach;
        let outside = own.y1 as f32 <= y0 + 1.0 || own.y0 as f32 >= y1 - 1.0;
        own.pixels() >= SPECK && !from_above && !from_below && !outside
    };
    let mut parts: Vec<Patch> = parts.into_iter().filter(is_own).collect();
    parts.sort_by_key(|own| (own.x0, own.y0));
    joined(parts)
}

fn runs(gray: &Gray, dark: u8, [left, top, right, bottom]: [usize; 4]) -> Vec<Run> {
    let mut runs = Vec::new();
    for y in top..bottom {
        let mut from = None;
        for x in left..=right {
            let ink = x < right && gray.at(x, y) <= dark;
            match (ink, from) {
                (true, None) => from = Some(x),
                (false, Some(start)) => {
                    runs.push([y, start, x]);
                    from = None;
                }
                _ => {}
            }
        }
    }
    runs
}

/// Runs that touch those of the next row, corners too, as patches. Runs are sorted by rows.
fn connected(runs: &[Run]) -> Vec<Patch> {
    let mut parent: Vec<usize> = (0..runs.len()).collect();
    fn root(parent: &mut [usize], mut at: usize) -> usize {
        while parent[at] != at {
            parent[at] = parent[parent[at]];
            at = parent[at];
        }
        at
    }
    let mut above = 0;
    for own in 0..runs.len() {
        let [y, from, to] = runs[own];
        while runs[above][0] + 1 < y || runs[above][0] + 1 == y && runs[above][2] < from {
            above += 1;
        }
        for (other, &[row, start, _]) in runs.iter().enumerate().take(own).skip(above) {
            if row == y || start > to {
                break;
            }
            let (a, b) = (root(&mut parent, own), root(&mut parent, other));
            parent[a.max(b)] = a.min(b);
        }
    }
    let mut parts: Vec<Vec<Run>> = vec![Vec::new(); runs.len()];
    for (own, run) in runs.iter().enumerate() {
        parts[root(&mut parent, own)].push(*run);
    }
    parts.into_iter().filter(|runs| !runs.is_empty()).map(Patch::of).collect()
}

/// Joins dots, accents and strokes with what they stand over, and what stands within a ring.
fn joined(parts: Vec<Patch>) -> Vec<Patch> {
    let mut out: Vec<Patch> = Vec::with_capacity(parts.len());
    for part in parts {
        let partner = out.iter_mut().rev().take(3).find(|own| belongs(own, &part));
        match partner {
            Some(own) => own.absorb(&part),
            None => out.push(part),
        }
    }
    out.sort_by_key(|own| own.x0 + own.x1);
    out
}

fn belongs(own: &Patch, other: &Patch) -> bool {
    let shared =
        |a0: usize, a1: usize, b0: usize, b1: usize| a1.min(b1).saturating_sub(a0.max(b0)) as f32;
    let wide = shared(own.x0, own.x1, other.x0, other.x1);
    let high = shared(own.y0, own.y1, other.y0, other.y1);
    let (width, height) = (own.width().min(other.width()), own.height().min(other.height()));
    let within =
        own.x0 <= other.x0 && other.x1 <= own.x1 && own.y0 <= other.y0 && other.y1 <= own.y1;
    within || wide >= ABOVE * width && high <= LEVEL * height
}

#[cfg(test)]
mod tests {
    use super::*;

    fn gray(rows: &[&str]) -> Gray {
        let pixels = rows.concat().bytes().map(|own| if own == b'#' { 0 } else { 255 }).collect();
        Gray { width: rows[0].len(), height: rows.len(), pixels }
    }

    #[test]
    fn dots_join_letters_and_neighbours_stay_out() {
        let gray = gray(&[
            "..............##",
            "................",
            "..##............",
            "..##.......####.",
            "...........#..#.",
            "..##..##...####.",
            "..##..##........",
            "..##..######....",
            "..##..##..##....",
            "..##..######....",
            "................",
            "................",
        ]);
        let found = find(&gray, 127, [0.0, 2.0, 16.0, 11.0]);
        let boxes: Vec<_> = found.iter().map(|own| [own.x0, own.y0, own.x1, own.y1]).collect();
        assert_eq!(boxes, [[2, 2, 4, 10], [6, 5, 12, 10], [11, 3, 15, 6]]);
        assert_eq!(found[1].thinnest(6, 10), 8);
        let [left, right] = found[1].clone().split(8);
        assert_eq!((left.unwrap().x1, right.unwrap().y0), (8, 7));
    }
}
