//! Buttons: links that lie over several short lines.

use super::model::Verdict;
use crate::document::FurnitureKind;
use crate::geometry::Rect;
use crate::layout::draft::Draft;
use crate::reason::Reason;

/// A button has no more words than this.
const MOST_WORDS: usize = 5;
/// How far a button's lines may reach out of it, in points.
const MARGIN: f32 = 2.0;
/// A button is no wider than this share of its page.
const WIDTH: f32 = 0.3;

/// Marks the lines of buttons: a link in running text has an area for each line, and only what is pressed
/// has one over several.
pub(super) fn mark(draft: &Draft, kinds: &mut [Option<Verdict>]) {
    for link in &draft.page.links {
        if link.bbox.width() > WIDTH * draft.page.size.width {
            continue;
        }
        let area = link.bbox.grown(MARGIN);
        let is_of = |&at: &usize| lies_in(draft.segments[at].bbox, area);
        let lines: Vec<usize> = (0..draft.segments.len()).filter(is_of).collect();
        let segments = || lines.iter().map(|&at| &draft.segments[at]);
        let words: usize = segments().map(|line| line.words.len()).sum();
        let baselines: Vec<f32> = segments().map(|line| line.baseline).collect();
        if is_over_lines(&baselines) && words <= MOST_WORDS {
            for at in lines {
                kinds[at].get_or_insert((FurnitureKind::Stamp, Reason::LinkOverLines));
            }
        }
    }
}

fn lies_in(line: Rect, area: Rect) -> bool {
    line.x0 >= area.x0 && line.x1 <= area.x1 && line.y0 >= area.y0 && line.y1 <= area.y1
}

/// Whether two of the lines stand below each other.
fn is_over_lines(baselines: &[f32]) -> bool {
    baselines.windows(2).any(|pair| (pair[1] - pair[0]).abs() > MARGIN)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_of_a_button() {
        let button = Rect::new(400.0, 100.0, 460.0, 130.0);
        assert!(lies_in(Rect::new(420.0, 102.0, 455.0, 112.0), button));
        assert!(
            !lies_in(Rect::new(300.0, 102.0, 455.0, 112.0), button),
            "a line of text beside it"
        );
        assert!(is_over_lines(&[110.0, 122.0]));
        assert!(!is_over_lines(&[110.0, 110.5]), "two words of one line");
    }
}
