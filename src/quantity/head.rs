//! Statistics in the cells of a table, whose names stand in its heads.

use super::statistic::{Kind, Statistic, statistics};
use super::symbol::Level;
use crate::lexicon::notice::is_note_mark;
use std::ops::Range;

/// A text with the bytes that are raised or lowered, sorted by their start.
#[derive(Debug, Clone)]
pub struct Marked {
    /// The text.
    pub text: String,
    /// Its scripts.
    pub scripts: Vec<(Range<usize>, Level)>,
}

impl Marked {
    /// Both texts with something between them.
    pub fn joined(&self, joint: &str, other: &Self) -> Self {
        let moved = self.text.len() + joint.len();
        let move_on = |(range, level): &(Range<usize>, Level)| {
            (range.start + moved..range.end + moved, *level)
        };
        let scripts = self.scripts.iter().cloned().chain(other.scripts.iter().map(move_on));
        Self { text: format!("{}{joint}{}", self.text, other.text), scripts: scripts.collect() }
    }

    /// It without blanks at its end and marks of notes. Figures that are raised are a mark behind a head and may be a
    /// power behind a number.
    fn without_marks(&self, is_head: bool) -> Self {
        let is_raised = |at: usize| {
            self.scripts.iter().any(|(own, level)| *level == Level::Raised && own.contains(&at))
        };
        let is_mark = |(at, c): &(usize, char)| {
            let is_raised = (is_head || c.is_alphabetic()) && is_raised(*at);
            is_raised || c.is_whitespace() || is_note_mark(*c)
        };
        let mut last = self.text.char_indices().rev().skip_while(is_mark);
        let end = last.next().map_or(0, |(at, c)| at + c.len_utf8());
        let scripts = self.scripts.iter().filter(|(range, _)| range.end <= end).cloned();
        Self { text: self.text[..end].to_owned(), scripts: scripts.collect() }
    }
}

/// What may name the statistics of the cells below or beside it.
#[derive(Debug)]
pub struct Head(Marked);

impl Head {
    /// Of a cell; nothing where it tells a statistic itself, which is not what it names.
    pub fn of(cell: &Marked) -> Option<Self> {
        let name = cell.without_marks(true);
        statistics(&name.text, &[]).is_empty().then_some(Self(name))
    }

    /// The p-value, ratio, difference or interval of a cell that it names: `OR (95% CI)` over `0.71 (0.55–0.92)`. The head
    /// is the name and nothing more, or for an effect has words before it that say what it is adjusted for, and the
    /// cell is the value and nothing more. Ranges are bytes of the cell; the name, which is not there, is an empty one.
    pub fn statistic(&self, cell: &Marked) -> Option<Statistic> {
        let value = cell.without_marks(false);
        let start = value.text.len() - value.text.trim_start().len();
        let has_sign = value.text[start..].starts_with(['<', '>', '=', '≤', '≥', '≈']);
        let joints: &[&str] = if has_sign { &[" "] } else { &[" = ", " "] };
        joints.iter().find_map(|joint| {
            let both = self.0.joined(joint, &value);
            let moved = self.0.text.len() + joint.len();
            let mut found = statistics(&both.text, &both.scripts);
            let own = found.pop().filter(|_| found.is_empty())?;
            let is_whole = own.range.end == both.text.len().max(moved + start + 1)
                && own.name.end <= self.0.text.len();
            (is_whole && is_named(&own, &both.text)).then(|| Statistic {
                range: start..own.range.end - moved,
                name: start..start,
                ..own
            })
        })
    }
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
