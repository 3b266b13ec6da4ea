//! Where the lines of a block stand.

use super::sentence::{is_terminal, last_sign};
use crate::layout::{Line, PageLayout};
use crate::tolerance::median;

/// A first line is indented by at least this much, in ems.
pub(super) const INDENT: f32 = 0.55;
/// A line ends early where it is shorter than its block by this much, in ems.
pub(super) const SHORT: f32 = 1.6;
/// Lines reach the right margin when they end this close to it, in ems.
pub(super) const FLUSH: f32 = 0.4;
/// Type is taken to be no smaller than this, in points, so that distances in ems are finite.
const SMALLEST_SIZE: f32 = 0.1;
/// Distance of baselines of a single line, in ems.
const USUAL_LEADING: f32 = 1.2;

/// Where the lines of a block stand, for deciding where a paragraph begins.
pub(super) struct Margins {
    pub(super) left: f32,
    pub(super) right: f32,
    pub(super) em: f32,
    pub(super) justified: bool,
    /// Whether so few lines begin at the left margin that its lines may be centred.
    pub(super) centred: bool,
    /// Lines after the first of an entry are indented, not the first.
    pub(super) hanging: bool,
    pub(super) leading: f32,
}

impl Margins {
    /// Whether its lines may be centred.
    pub(super) fn is_centred(&self) -> bool {
        self.centred && !self.justified
    }
}

/// Where most lines end can be told of at least this many.
const FEWEST_USUAL: usize = 5;

pub(super) fn margins(page: &PageLayout, lines: &[Line]) -> Margins {
    let em = lines.iter().map(|line| line.size).fold(SMALLEST_SIZE, f32::max);
    let left = lines.iter().map(|line| line.bbox.x0).fold(f32::INFINITY, f32::min);
    let widest = lines.iter().map(|line| line.bbox.x1).fold(f32::NEG_INFINITY, f32::max);
    // Where most lines end, a line that goes beyond is an overfull one.
    let usual = median(lines.iter().map(|line| line.bbox.x1)).unwrap_or(widest);
    let at_usual = lines.iter().filter(|line| (line.bbox.x1 - usual).abs() < FLUSH * em).count();
    let sure = lines.len() >= FEWEST_USUAL && at_usual * 10 >= lines.len() * 6;
    let right = if sure { usual } else { widest };
    let flush = lines.iter().filter(|line| line.bbox.x1 > right - FLUSH * em).count();
    let flush_left = lines.iter().filter(|line| line.bbox.x0 < left + FLUSH * em).count();
    let mut steps: Vec<f32> =
        lines.windows(2).map(|pair| pair[1].baseline - pair[0].baseline).collect();
    steps.sort_by(f32::total_cmp);
    let leading = steps.get(steps.len() / 4).copied().unwrap_or(em * USUAL_LEADING);
    let mut margins = Margins {
        left,
        right,
        em,
        justified: flush * 10 >= lines.len() * 6,
        centred: flush_left * 2 <= lines.len(),
        hanging: false,
        leading,
    };
    margins.hanging = is_hanging(page, lines, &margins);
    margins
}

/// Whether the lines that stand out to the left begin entries: decided by whether the lines before
/// them end one, against the same for lines that are indented.
fn is_hanging(page: &PageLayout, lines: &[Line], margins: &Margins) -> bool {
    let indented = |line: &Line| line.bbox.x0 > margins.left + INDENT * margins.em;
    let (mut out, mut out_after_end, mut inside, mut inside_after_end) = (0, 0, 0, 0);
    for pair in lines.windows(2) {
        let ended = ends(page, &pair[0], margins);
        if indented(&pair[1]) {
            inside += 1;
            inside_after_end += u32::from(ended);
        } else {
            out += 1;
            out_after_end += u32::from(ended);
        }
    }
    if inside == 0 {
        return false;
    }
    if out == 0 {
        // One entry with all further lines indented.
        return !lines.first().is_some_and(indented);
    }
    // More lines end before a line that stands out than before one that is indented.
    let first_out = !lines.first().is_some_and(indented);
    first_out && out_after_end * inside > inside_after_end * out && out_after_end * 2 >= out
}

/// Whether a line may be the last of a paragraph: it ends a sentence or ends early.
pub(super) fn ends(page: &PageLayout, line: &Line, margins: &Margins) -> bool {
    let short = line.bbox.x1 < margins.right - SHORT * margins.em;
    short || is_terminal(last_char(page, line))
}

pub(super) fn last_char(page: &PageLayout, line: &Line) -> char {
    let mut text = String::new();
    if let Some(word) = page.line_words(line).last() {
        page.push_word(word, &mut text);
    }
    last_sign(&text)
}
