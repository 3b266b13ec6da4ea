//! Large letters that stand beside the first lines of a paragraph, and the lines they begin.

use super::run::Run;
use crate::page::Page;
use crate::tolerance::{SAME_ROW, is_same_size, median};

/// A drop capital is larger than the lines beside it by this factor at least.
const LARGER: f32 = 1.6;
/// And by this factor at most.
const LARGEST: f32 = 9.0;
/// Lines beside it begin within this distance of it, in ems of theirs.
const BESIDE: f32 = 1.5;
/// They may begin this far over its edge, in ems of theirs: boxes of letters are wider than their ink.
const OVER: f32 = 0.3;
/// Its head is as high as that of the first of them within this, in ems of theirs.
const HEAD: f32 = 0.9;
/// Height of a capital, in ems of its type.
const CAPITAL: f32 = 0.7;
/// Lines under it begin as far left as it within this, in ems of theirs.
const SAME_EDGE: f32 = 0.6;
/// The first line under it follows within this distance of its foot, in ems of theirs.
const NEXT_LINE: f32 = 2.2;
/// Drop capitals of one page at most: more large letters are a drawing.
const MOST: usize = 32;

/// A drop capital and the line that it begins, as runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct DropCap {
    pub(super) letter: usize,
    pub(super) line: usize,
}

/// Finds the drop capitals among the runs of a page: a capital in large type with two lines or more
/// beside it, the first as high as its head, and a line under it that begins where it stands.
pub(super) fn find(page: &Page, selected: &[u32], runs: &[Run]) -> Vec<DropCap> {
    let Some(usual) = median(runs.iter().map(|run| run.size)) else { return Vec::new() };
    let is_letter = |run: &Run| {
        run.glyphs.len() == 1 && run.size > LARGER * usual && {
            let glyph = &page.glyphs[selected[run.glyphs.start as usize] as usize];
            glyph.text.as_char().is_some_and(char::is_uppercase)
        }
    };
    let letters = (0..runs.len()).filter(|&at| is_letter(&runs[at])).take(MOST);
    letters.filter_map(|letter| Some(DropCap { letter, line: line_of(runs, letter)? })).collect()
}

/// The first run of the line that a large letter begins.
fn line_of(runs: &[Run], letter: usize) -> Option<usize> {
    let cap = &runs[letter];
    let head = cap.baseline - CAPITAL * cap.size;
    let mut beside: Vec<usize> = (0..runs.len())
        .filter(|&at| {
            let run = &runs[at];
            let em = run.size;
            let larger = cap.size / em;
            (LARGER..LARGEST).contains(&larger)
                && (-OVER..BESIDE).contains(&((run.x0 - cap.x1) / em))
                && run.baseline > head
                && run.baseline < cap.baseline + SAME_ROW * em
        })
        .collect();
    beside.sort_by(|&a, &b| {
        runs[a].baseline.total_cmp(&runs[b].baseline).then(runs[a].x0.total_cmp(&runs[b].x0))
    });
    let first = *beside.first()?;
    let (line, em) = (&runs[first], runs[first].size);
    let second = beside.iter().any(|&at| {
        runs[at].baseline > line.baseline + SAME_ROW * em && is_same_size(runs[at].size, em)
    });
    let as_high = (line.baseline - CAPITAL * em - head).abs() < HEAD * em;
    let under = runs.iter().any(|run| {
        (run.x0 - cap.x0).abs() < SAME_EDGE * em
            && is_same_size(run.size, em)
            && (SAME_ROW..NEXT_LINE).contains(&((run.baseline - cap.baseline) / em))
    });
    (second && as_high && under).then_some(first)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn run((x0, x1, baseline, size): (f32, f32, f32, f32)) -> Run {
        Run { glyphs: 0..1, x0, x1, baseline, size, blank_before: false, blank_after: false }
    }

    #[test]
    fn a_drop_capital_begins_the_line_at_its_head() {
        let letter = (60.0, 80.0, 146.0, 36.0);
        let high = (60.0, 80.0, 146.0, 48.0);
        let first = (85.0, 275.0, 122.0, 10.0);
        let (second, third) = ((85.0, 281.0, 134.0, 10.0), (85.0, 277.0, 146.0, 10.0));
        let under = (60.0, 289.0, 158.0, 10.0);
        let cases = [
            (vec![letter, third, second, first, under], Some(3), "beside three lines"),
            (vec![letter, first, second, third], None, "nothing under it"),
            (vec![letter, third, under], None, "beside one line"),
            (vec![high, second, third, under], None, "higher than the lines"),
        ];
        for (rows, line, why) in cases {
            let runs: Vec<Run> = rows.into_iter().map(run).collect();
            assert_eq!(line_of(&runs, 0), line, "{why}");
        }
    }
}
