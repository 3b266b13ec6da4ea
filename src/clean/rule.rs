//! What a rule about sources is, what it sees and what it proposes.

use crate::markdown::Parsed;
use crate::repair::{self, Case};
use crate::writer::Scripts;
use std::ops::Range;

/// A rule that is about the source and not about the text of a passage: where its blocks begin and
/// end, and how it is written down.
#[derive(Debug)]
pub struct Rule {
    /// The artefact, as a noun phrase.
    pub name: &'static str,
    /// What it is and how the rule tells it from a source that is right.
    pub about: &'static str,
    /// Proposes changes that do not overlap, in order.
    pub(super) find: fn(&Source<'_>, &mut Vec<Change>),
    /// What it must do, and what it must leave alone.
    pub cases: &'static [Case],
}

impl Rule {
    /// A change that it proposes.
    pub(super) fn change(
        &self,
        range: Range<usize>,
        replacement: impl Into<String>,
        confidence: f32,
    ) -> Change {
        let reason = repair::first_sentence(self.about);
        Change { rule: self.name, reason, range, replacement: replacement.into(), confidence }
    }
}

/// A row of a rule's table.
pub(super) const fn case(before: &'static str, after: &'static str, why: &'static str) -> Case {
    Case { before, after, why }
}

/// A source as its rules see it.
pub(super) struct Source<'a> {
    pub(super) text: &'a str,
    pub(super) parsed: &'a Parsed,
    pub(super) scripts: Scripts,
}

/// A change to the source.
#[derive(Debug)]
pub(super) struct Change {
    pub(super) rule: &'static str,
    pub(super) reason: &'static str,
    pub(super) range: Range<usize>,
    pub(super) replacement: String,
    pub(super) confidence: f32,
}
