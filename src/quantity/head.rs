//! Statistics in the cells of a table, whose names stand in its heads.

use super::statistic::{Kind, Statistic, statistics};
use super::symbol::Level;
use std::ops::Range;

/// Marks of notes behind a head or a number.
const MARKS: &[char] = &['*', '∗', '†', '‡', '§', '¶', '#'];

/// A text with the bytes that are raised or lowered, sorted by their start.
#[derive(Debug, Clone, Copy)]
pub struct Marked<'a> {
    /// The text.
    pub text: &'a str,
    /// Its scripts.
    pub scripts: &'a [(Range<usize>, Level)],
}

impl Marked<'_> {
    /// Where it ends without blanks and marks of notes. Figures that are raised are a mark behind a head and may be a
    /// power behind a number.
    fn end(&self, is_head: bool) -> usize {
        let is_mark = |(at, c): &(usize, char)| {
            let is_raised = self
                .scripts
                .iter()
                .any(|(range, level)| *level == Level::Raised && range.contains(at));
            is_raised && (is_head || c.is_alphabetic()) || c.is_whitespace() || MARKS.contains(c)
        };
        let mut last = self.text.char_indices().rev().skip_while(is_mark);
        last.next().map_or(0, |(at, c)| at + c.len_utf8())
    }
}

/// The p-value, ratio, difference or interval of a cell that a head names: `OR (95% CI)` over
/// `0.71 (0.55–0.92)`. The head is the name and nothing more, or for an effect has words before it that say
/// what it is adjusted for, and the cell is the value and nothing more. Ranges are bytes of the cell; the name,
/// which is not there, is an empty one.
pub fn under(head: &Marked<'_>, cell: &Marked<'_>) -> Option<Statistic> {
    let name = head.text.get(..head.end(true))?;
    let start = cell.text.len() - cell.text.trim_start().len();
    let value = cell.text.get(start..cell.end(false))?;
    // What a head tells itself is not what it names.
    if !statistics(name, &[]).is_empty() {
        return None;
    }
    let has_sign = value.starts_with(['<', '>', '=', '≤', '≥', '≈']);
    let joints: &[&str] = if has_sign { &[" "] } else { &[" = ", " "] };
    joints.iter().find_map(|joint| {
        let text = format!("{name}{joint}{value}");
        let moved = name.len() + joint.len();
        let of_head = head.scripts.iter().filter(|(range, _)| range.end <= name.len()).cloned();
        let is_of_value =
            |range: &Range<usize>| range.start >= start && range.end <= start + value.len();
        let of_cell = cell.scripts.iter().filter(|(range, _)| is_of_value(range));
        let of_cell = of_cell
            .map(|(range, level)| (range.start - start + moved..range.end - start + moved, *level));
        let scripts: Vec<_> = of_head.chain(of_cell).collect();
        let mut found = statistics(&text, &scripts);
        let own = found.pop().filter(|_| found.is_empty())?;
        let is_whole = own.range.end == text.len().max(moved + 1) && own.name.end <= name.len();
        (is_whole && is_named(&own, &text)).then(|| Statistic {
            range: start..own.range.end - moved + start,
            name: start..start,
            ..own
        })
    })
}

/// Whether the words of a head are the name of a statistic that tables list.
fn is_named(own: &Statistic, text: &str) -> bool {
    let before = &text[..own.name.start];
    match own.kind {
        Kind::PValue | Kind::ConfidenceInterval => before.is_empty(),
        kind if kind.is_ratio() || kind == Kind::MeanDifference => {
            before.chars().all(|c| c.is_alphabetic() || matches!(c, ' ' | '-'))
        }
        _ => false,
    }
}
