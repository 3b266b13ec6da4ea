//! What the ink of a line tells that its reading does not: where the baseline stands, how large the
//! type is, what is raised or lowered and what is bold.
//!
//! A recogniser reads 10⁸ as 108. Which letters reach how high over the baseline is known, so that
//! the letters that were read give the measure for the ones that stand off it.

use super::detect::Box;
use super::image::Gray;
use super::recognise::{Character, Reading};

/// Heights over the baseline, in font sizes: text faces differ by a tenth.
const TALL_HEIGHT: f32 = 0.69;
const LOW_HEIGHT: f32 = 0.47;
/// Height of a line's box in font sizes, where no letter gives a measure.
const BOX_HEIGHT: f32 = 1.45;
/// Sizes that differ by less than this share are one size.
const SAME_SIZE: f32 = 0.07;
/// A raised character ends this far over the baseline, in heights of tall letters.
const RISE: f32 = 0.22;
/// A lowered one ends this far under it.
const FALL: f32 = 0.12;
/// Both are lower than this share of tall letters.
const SCRIPT_HEIGHT: f32 = 0.86;
/// The middle of a raised sign stands this far over the baseline.
const SIGN_RISE: f32 = 0.5;
/// Sizes of scripts, in sizes of their line.
const SCRIPT_SIZE: [f32; 2] = [0.5, 0.8];
/// Strokes thicker than those of most words by this factor are bold.
const BOLD: f32 = 1.3;
/// Ink at the edge of a line's box that reaches into it by less than this share of its height is of
/// the neighbouring line.
const INTRUDER: f32 = 0.2;

/// A line of text, in pixels.
#[derive(Debug, Clone)]
pub(super) struct Line {
    pub(super) area: Box,
    pub(super) baseline: f32,
    pub(super) size: f32,
    pub(super) characters: Vec<Inked>,
}

/// A character with its ink.
#[derive(Debug, Clone, Copy)]
pub(super) struct Inked {
    pub(super) character: char,
    pub(super) x0: f32,
    pub(super) x1: f32,
    pub(super) certainty: f32,
    /// Baseline and size where it is raised or lowered.
    pub(super) script: Option<(f32, f32)>,
    pub(super) bold: bool,
    top: f32,
    bottom: f32,
    /// Width of its strokes; zero where there is no ink.
    stroke: f32,
}

/// Measures lines that were read. `dark` is the level up to which a pixel is ink.
pub(super) fn measure(gray: &Gray, dark: u8, read: Vec<Reading>) -> Vec<Line> {
    let mut lines: Vec<Line> = read.into_iter().map(|own| line(gray, dark, own)).collect();
    settle_sizes(&mut lines);
    for line in &mut lines {
        find_scripts(line);
    }
    find_bold(&mut lines);
    lines
}

fn line(gray: &Gray, dark: u8, read: Reading) -> Line {
    let Reading { area, characters } = read;
    let cuts = cuts(gray, dark, area, &characters);
    let inked: Vec<Inked> = characters
        .iter()
        .zip(cuts.windows(2))
        .map(|(own, cut)| inked(gray, dark, area, own, cut[0], cut[1]))
        .collect();
    let of = |test: fn(char) -> bool| {
        inked.iter().filter(move |own| own.bottom > own.top && test(own.character))
    };
    let baseline =
        median(of(stands).map(|own| own.bottom)).unwrap_or(area[3] - 0.3 * (area[3] - area[1]));
    let height = area[3] - area[1];
    let on_line = |own: &&Inked| (own.bottom - baseline).abs() < 0.12 * height;
    let tall: Vec<f32> = of(is_tall).filter(on_line).map(|own| baseline - own.top).collect();
    let low: Vec<f32> = of(is_low).filter(on_line).map(|own| baseline - own.top).collect();
    let by_tall = median(tall.iter().copied()).map(|height| height / TALL_HEIGHT);
    let by_low = median(low.into_iter()).map(|height| height / LOW_HEIGHT);
    let size = match (by_tall.filter(|_| tall.len() > 1), by_low.or(by_tall)) {
        (Some(size), _) | (None, Some(size)) => size,
        (None, None) => height / BOX_HEIGHT,
    };
    Line { area, baseline, size: size.max(1.0), characters: inked }
}

fn median(values: impl Iterator<Item = f32>) -> Option<f32> {
    let mut values: Vec<f32> = values.collect();
    values.sort_by(f32::total_cmp);
    values.get(values.len() / 2).copied()
}

/// Whether a character stands on the baseline.
fn stands(c: char) -> bool {
    c.is_alphanumeric() && !matches!(c, 'g' | 'j' | 'p' | 'q' | 'y' | 'Q' | 'J')
}

fn is_tall(c: char) -> bool {
    matches!(c, 'b' | 'd' | 'f' | 'h' | 'k' | 'l')
        || c.is_ascii_digit()
        || c.is_ascii_uppercase() && !matches!(c, 'Q' | 'J')
}

fn is_low(c: char) -> bool {
    matches!(c, 'a' | 'c' | 'e' | 'm' | 'n' | 'o' | 'r' | 's' | 'u' | 'v' | 'w' | 'x' | 'z')
}

/// Columns between the characters: where there is least ink between two middles.
fn cuts(gray: &Gray, dark: u8, area: Box, characters: &[Character]) -> Vec<usize> {
    let [left, top, right, bottom] = pixels(gray, area);
    let ink: Vec<u32> = (left..right)
        .map(|x| (top..bottom).map(|y| u32::from(gray.at(x, y) <= dark)).sum())
        .collect();
    let mut cuts = vec![left];
    for pair in characters.windows(2) {
        let (a, b) = (pair[0].x, pair[1].x);
        let (from, to) = (a + 0.25 * (b - a), b - 0.25 * (b - a));
        let last = cuts[cuts.len() - 1];
        let from = (from.round() as usize).clamp(last, right.max(last));
        let to = (to.round() as usize).clamp(from, right.max(from));
        let middle = (from + to) / 2;
        let best = (from..=to)
            .min_by_key(|&x| (ink.get(x - left).copied().unwrap_or(0), x.abs_diff(middle)))
            .unwrap_or(middle);
        cuts.push(best);
    }
    cuts.push(right);
    cuts
}

fn pixels(gray: &Gray, area: Box) -> [usize; 4] {
    let [x0, y0, x1, y1] = area.map(|side| side.round().max(0.0) as usize);
    let (x1, y1) = (x1.min(gray.width), y1.min(gray.height));
    [x0.min(x1), y0.min(y1), x1, y1]
}

fn inked(gray: &Gray, dark: u8, area: Box, own: &Character, from: usize, to: usize) -> Inked {
    let [_, top, _, bottom] = pixels(gray, area);
    let is_ink = |x: usize, y: usize| gray.at(x, y) <= dark;
    let rows: Vec<bool> = (top..bottom).map(|y| (from..to).any(|x| is_ink(x, y))).collect();
    let reach = (INTRUDER * rows.len() as f32) as usize;
    let intruder = |run: usize| if run <= reach { run } else { 0 };
    let above = intruder(rows.iter().take_while(|ink| **ink).count());
    let below = intruder(rows.iter().rev().take_while(|ink| **ink).count());
    let inner = &rows[above..(rows.len() - below).max(above)];
    let first = inner.iter().position(|ink| *ink).map(|at| at + above);
    let last = inner.iter().rposition(|ink| *ink).map(|at| at + above + 1);
    let (first, last) = (first.unwrap_or(0), last.unwrap_or(0));
    let columns: Vec<usize> =
        (from..to).filter(|&x| (top + first..top + last).any(|y| is_ink(x, y))).collect();
    let (x0, x1) = match (columns.first(), columns.last()) {
        (Some(&x0), Some(&x1)) => (x0 as f32, x1 as f32 + 1.0),
        _ => (from as f32, to as f32),
    };
    let runs = (top + first..top + last).flat_map(|y| {
        let mut runs = Vec::new();
        let mut length = 0u32;
        for x in from..=to {
            if x < to && is_ink(x, y) {
                length += 1;
            } else if length > 0 {
                runs.push(length as f32);
                length = 0;
            }
        }
        runs
    });
    let stroke = median(runs).unwrap_or(0.0);
    Inked {
        character: own.character,
        x0,
        x1,
        certainty: own.certainty,
        script: None,
        bold: false,
        top: (top + first) as f32,
        bottom: (top + last) as f32,
        stroke,
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

/// Finds what is raised or lowered in a line.
fn find_scripts(line: &mut Line) {
    let tall = TALL_HEIGHT * line.size;
    let baseline = line.baseline;
    for own in line.characters.iter_mut().filter(|own| own.bottom > own.top) {
        if !stands(own.character) {
            continue;
        }
        let height = own.bottom - own.top;
        let rise = baseline - own.bottom;
        let expected = if is_low(own.character) { LOW_HEIGHT } else { TALL_HEIGHT };
        let small = height < SCRIPT_HEIGHT * tall;
        // A low letter that is lowered is lower than others of its kind.
        let shrunk = height < SCRIPT_HEIGHT * expected * line.size;
        if small && rise > RISE * tall || shrunk && -rise > FALL * tall {
            let [least, most] = SCRIPT_SIZE.map(|share| share * line.size);
            own.script = Some((own.bottom, (height / expected).clamp(least, most)));
        }
    }
    settle_signs(line, tall);
    drop_letters_in_words(line);
}

/// Letters are raised or lowered at the end of a word: inside of one their ink was cut badly.
fn drop_letters_in_words(line: &mut Line) {
    for word in line.characters.split_mut(|own| own.character == ' ') {
        let mut at_end = true;
        for own in word.iter_mut().rev() {
            let is_mark = !own.character.is_alphanumeric();
            if own.script.is_some() && own.character.is_alphabetic() && !at_end {
                own.script = None;
            }
            at_end &= own.script.is_some() || is_mark;
        }
        // A word of which all is off the line was measured badly, too.
        if word.iter().all(|own| own.script.is_some() || !own.character.is_alphanumeric())
            && word.iter().any(|own| own.character.is_alphabetic())
        {
            word.iter_mut().for_each(|own| own.script = None);
        }
    }
}

/// Signs beside raised or lowered characters stand off the line with them, where their ink does.
fn settle_signs(line: &mut Line, tall: f32) {
    let count = line.characters.len();
    for pass in 0..2 {
        for step in 0..count {
            let at = if pass == 0 { step } else { count - 1 - step };
            let own = line.characters[at];
            let is_sign =
                matches!(own.character, '+' | '-' | '−' | '–' | ',' | '.' | '(' | ')' | '[' | ']');
            if !is_sign || own.script.is_some() || own.bottom <= own.top {
                continue;
            }
            let beside = if pass == 0 { at.checked_sub(1) } else { Some(at + 1) };
            let Some(script) =
                beside.and_then(|beside| line.characters.get(beside)).and_then(|own| own.script)
            else {
                continue;
            };
            let middle = line.baseline - (own.top + own.bottom) / 2.0;
            let rise = line.baseline - own.bottom;
            let raised = script.0 < line.baseline;
            let fits = match own.character {
                ',' | '.' => rise > 0.05 * tall,
                '+' | '-' | '−' | '–' => middle > SIGN_RISE * tall,
                _ => rise > 0.5 * RISE * tall,
            };
            if raised == fits {
                line.characters[at].script = Some(script);
            }
        }
    }
}

/// Words with thicker strokes than most of their size are bold.
fn find_bold(lines: &mut [Line]) {
    let weight = |own: &Inked, size: f32| {
        let letter = own.character.is_alphabetic() && own.stroke > 0.0;
        letter.then_some(own.stroke / size)
    };
    let all = lines
        .iter()
        .flat_map(|line| line.characters.iter().filter_map(|own| weight(own, line.size)));
    let Some(usual) = median(all) else { return };
    for line in lines {
        let size = line.size;
        for word in line.characters.split_mut(|own| own.character == ' ') {
            let letters = word.iter().filter_map(|own| weight(own, size));
            let own = median(letters).unwrap_or(0.0);
            let bold = word.len() > 1 && own > BOLD * usual;
            word.iter_mut().for_each(|own| own.bold = bold);
        }
    }
}
