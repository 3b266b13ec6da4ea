//! What the ink of a line tells that its reading does not: where the baseline stands, how large the
//! type is, what is raised or lowered and what is bold.
//!
//! A recogniser reads 10⁸ as 108. Which letters reach how high over the baseline is known, so that
//! the letters that were read give the measure for the ones that stand off it.

use super::image::Gray;
use super::line::{Inked, LOW_HEIGHT, Line, TALL_HEIGHT, is_low, is_tall, stands};
use super::patch::{self, Patch};
use super::recognise::{Character, Reading};
use super::{align, blank, bold, script};
use crate::tolerance::median;
use std::collections::BTreeMap;

/// Where nothing else tells, letters descend by this share of a line's height.
const DESCENT: f32 = 0.3;
/// Lines are no closer than this, in ems.
const CLOSEST: f32 = 0.5;
/// Height of a line's box in font sizes, where no letter gives a measure.
pub(super) const BOX_HEIGHT: f32 = 1.45;
/// Letters whose feet are within this distance of the baseline stand on it, in heights of the box.
const ON_BASELINE: f32 = 0.12;
/// Sizes that differ by less than this share are one size.
const SAME_SIZE: f32 = 0.07;
/// A line rises or falls where it has this many letters at least.
const SLOPE_LETTERS: usize = 12;
/// It does so by this many pixels a pixel at most: pages were made level before.
const SLOPE: f32 = 0.02;
/// A character without ink is this wide, and any one at least, in font sizes.
const WITHOUT_INK: f32 = 0.3;
const LEAST_WIDTH: f32 = 0.16;

/// The ink of letters reaches up to this share of the way from the level of ink to white.
const LIGHTER: f32 = 0.25;

/// Measures lines that were read. `dark` is the level up to which a pixel is ink.
pub(super) fn measure(gray: &Gray, dark: u8, read: Vec<Reading>) -> Vec<Line> {
    // Thin strokes of small characters are lighter than others.
    let dark = dark + ((255 - dark) as f32 * LIGHTER) as u8;
    let mut lines: Vec<Line> = read.into_iter().map(|own| line(gray, dark, own)).collect();
    settle_neighbours(&mut lines);
    settle_sizes(&mut lines);
    blank::restore(&mut lines);
    lines.iter_mut().for_each(script::find);
    bold::find(&mut lines);
    lines
}

fn line(gray: &Gray, dark: u8, read: Reading) -> Line {
    let Reading { area, characters } = read;
    let height = area[3] - area[1];
    let patches = patch::find(gray, dark, area);
    let em = height / BOX_HEIGHT;
    let aligned = align::align(&characters, &patches, em);
    let mut inked: Vec<Inked> =
        characters.iter().zip(&aligned).map(|(own, patch)| inked(own, patch.as_ref())).collect();
    place_rest(&mut inked, &characters, em);
    straighten(&mut inked);
    let of = |test: fn(char) -> bool| {
        inked.iter().filter(move |own| own.has_ink() && test(own.character))
    };
    let baseline = median(of(stands).map(|own| own.bottom)).unwrap_or(area[3] - DESCENT * height);
    let on_line = |own: &&Inked| (own.bottom - baseline).abs() < ON_BASELINE * height;
    let tall: Vec<f32> = of(is_tall).filter(on_line).map(|own| baseline - own.top).collect();
    let low: Vec<f32> = of(is_low).filter(on_line).map(|own| baseline - own.top).collect();
    let by_tall = median(tall.iter().copied()).map(|height| height / TALL_HEIGHT);
    let by_low = median(low).map(|height| height / LOW_HEIGHT);
    let size = match (by_tall.filter(|_| tall.len() > 1), by_low.or(by_tall)) {
        (Some(size), _) | (None, Some(size)) => size,
        (None, None) => em,
    };
    Line { area, baseline, size: size.max(1.0), characters: inked }
}

fn inked(own: &Character, patch: Option<&Patch>) -> Inked {
    let read = Inked { character: own.character, certainty: own.certainty, ..Inked::default() };
    let Some(patch) = patch else { return read };
    let (area, edge) = patch.area_and_edge();
    let [x0, y0, x1, y1] = [patch.x0, patch.y0, patch.x1, patch.y1].map(|side| side as f32);
    Inked { x0, x1, top: y0, bottom: y1, area, edge, ..read }
}

/// Gives blanks and characters without ink their places between the others, and parts the places of
/// those that overlap: what stands in one place would be one character.
fn place_rest(inked: &mut [Inked], read: &[Character], em: f32) {
    let least = LEAST_WIDTH * em;
    let mut before = f32::NEG_INFINITY;
    for at in 0..inked.len() {
        let next = inked[at + 1..].iter().find(|own| own.has_ink());
        let after = next.map_or(f32::INFINITY, |own| own.x0);
        let own = &mut inked[at];
        let is_blank = own.character == ' ';
        if is_blank && before.is_finite() && after.is_finite() {
            (own.x0, own.x1) = (before, after.max(before));
        } else if !own.has_ink() {
            let half = WITHOUT_INK * em / 2.0;
            let x = read[at].x.clamp(before, after.max(before));
            (own.x0, own.x1) = ((x - half).max(before), (x + half).min(after).max(before));
        }
        if own.x0 < before {
            // Half of what is shared belongs to each, but the one before keeps some of its own.
            let middle = ((own.x0 + before) / 2.0).max(before - least);
            own.x0 = middle;
            if let Some(last) = at.checked_sub(1) {
                let last = &mut inked[last];
                last.x1 = middle.max(last.x0 + least / 2.0);
                let from = last.x1;
                inked[at].x0 = from;
            }
        }
        let own = &mut inked[at];
        if !is_blank {
            own.x1 = own.x1.max(own.x0 + least);
        }
        before = own.x1;
    }
}

/// Takes the rise or fall of a line out of the tops and bottoms of its characters (Sen 1968).
fn straighten(inked: &mut [Inked]) {
    let feet: Vec<(f32, f32)> = inked
        .iter()
        .filter(|own| own.has_ink() && stands(own.character))
        .map(|own| ((own.x0 + own.x1) / 2.0, own.bottom))
        .collect();
    let half = feet.len() / 2;
    if feet.len() < SLOPE_LETTERS {
        return;
    }
    let slopes = feet.iter().zip(&feet[half..]).map(|(a, b)| (b.1 - a.1) / (b.0 - a.0).max(1.0));
    let slope = mean_of_middle(slopes.collect()).clamp(-SLOPE, SLOPE);
    let middle = (feet[0].0 + feet[feet.len() - 1].0) / 2.0;
    for own in inked.iter_mut().filter(|own| own.has_ink()) {
        let by = slope * ((own.x0 + own.x1) / 2.0 - middle);
        own.top -= by;
        own.bottom -= by;
    }
}

/// The mean of the middle half of values: pixels are whole, so that a median jumps.
fn mean_of_middle(mut values: Vec<f32>) -> f32 {
    values.sort_by(f32::total_cmp);
    let middle = &values[values.len() / 4..(values.len() * 3).div_ceil(4)];
    middle.iter().sum::<f32>() / middle.len().max(1) as f32
}

/// Lines of one paragraph, which begin together close below one another and none of which reaches
/// further than the one above it, have the size of most of them.
fn settle_neighbours(lines: &mut [Line]) {
    /// Lines begin and end together within this, in sizes.
    const FLUSH: f32 = 0.8;
    /// They follow one another within this, in sizes.
    const STEP: f32 = 1.35;
    /// Sizes of one paragraph are measured with errors up to this share.
    const ERROR: f32 = 0.2;
    /// Lines of other columns that may stand between two of one, in the order of their heights.
    const BETWEEN: usize = 6;
    let mut order: Vec<usize> = (0..lines.len()).collect();
    order.sort_by(|&a, &b| lines[a].baseline.total_cmp(&lines[b].baseline));
    let follows = |upper: &Line, lower: &Line| {
        let size = upper.size.max(lower.size);
        let near = |a: f32, b: f32| (a - b).abs() < FLUSH * size;
        near(upper.area[0], lower.area[0])
            && lower.area[2] < upper.area[2] + FLUSH * size
            && (CLOSEST * size..STEP * size).contains(&(lower.baseline - upper.baseline))
            && size < (1.0 + ERROR) * upper.size.min(lower.size)
    };
    let mut first: Vec<usize> = (0..lines.len()).collect();
    for (place, &at) in order.iter().enumerate() {
        let mut below = order[place + 1..].iter().take(BETWEEN);
        if let Some(&next) = below.find(|&&next| follows(&lines[at], &lines[next])) {
            first[next] = first[at];
        }
    }
    let mut paragraphs: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (at, &first) in first.iter().enumerate() {
        paragraphs.entry(first).or_default().push(at);
    }
    for own in paragraphs.into_values().filter(|own| own.len() > 2) {
        if let Some(size) = median(own.iter().map(|&at| lines[at].size)) {
            own.iter().for_each(|&at| lines[at].size = size);
        }
    }
}

/// Lines of nearly one size have one size.
fn settle_sizes(lines: &mut [Line]) {
    let mut order: Vec<usize> = (0..lines.len()).collect();
    order.sort_by(|&a, &b| lines[a].size.total_cmp(&lines[b].size));
    let mut from = 0;
    while from < order.len() {
        // From the smallest size on, as far as one group reaches; sizes weigh by their letters.
        let limit = lines[order[from]].size * (1.0 + 2.0 * SAME_SIZE);
        let to = from + order[from..].iter().take_while(|&&at| lines[at].size <= limit).count();
        let weight = |at: usize| lines[at].characters.len();
        let all: usize = order[from..to].iter().map(|&at| weight(at)).sum();
        let mut seen = 0;
        let middle = order[from..to].iter().find(|&&at| {
            seen += weight(at);
            seen * 2 >= all
        });
        let size = middle.map_or(1.0, |&at| lines[at].size);
        for &at in &order[from..to] {
            lines[at].size = size;
        }
        from = to.max(from + 1);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_of_one_paragraph_have_one_size() {
        let line = |x1: f32, baseline: f32, size: f32| Line {
            area: [50.0, baseline - size, x1, baseline],
            baseline,
            size,
            characters: Vec::new(),
        };
        let mut lines = vec![
            line(300.0, 60.0, 18.0),
            line(500.0, 100.0, 10.0),
            line(501.0, 112.0, 11.5),
            line(499.0, 124.0, 10.2),
            line(500.0, 136.0, 10.1),
            line(220.0, 148.0, 11.0),
        ];
        settle_neighbours(&mut lines);
        let sizes: Vec<f32> = lines.iter().map(|line| line.size).collect();
        assert_eq!(sizes, [18.0, 10.2, 10.2, 10.2, 10.2, 10.2]);
    }
}
