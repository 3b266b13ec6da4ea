//! What people decided about edits.

use crate::decision::{Decisions, Key, Verdict};
use crate::diagnostic::{Code, Sink};
use crate::text::{Edit, Text};
use rustc_hash::FxHashSet;

/// Looks for the decisions about the edits of a document.
#[derive(Debug)]
pub(super) struct Judge<'a> {
    decisions: &'a Decisions,
    /// Edits that a decision is about.
    met: FxHashSet<Key>,
}

impl<'a> Judge<'a> {
    pub(super) fn new(decisions: &'a Decisions) -> Self {
        Self { decisions, met: FxHashSet::default() }
    }

    /// The edits of a text that are made, and those that a person rejected, which are noted.
    pub(super) fn part(
        &mut self,
        text: &Text,
        mut edits: Vec<Edit>,
        sink: &mut Sink,
    ) -> (Vec<Edit>, Vec<Edit>) {
        for edit in &mut edits {
            let found = edit.key.and_then(|key| Some((key, self.decisions.verdict(key)?)));
            if let Some((key, verdict)) = found {
                edit.verdict = Some(verdict);
                self.met.insert(key);
            }
        }
        let is_rejected = |edit: &Edit| edit.verdict == Some(Verdict::Rejected);
        let (rejected, made): (Vec<Edit>, Vec<Edit>) = edits.into_iter().partition(is_rejected);
        for edit in &rejected {
            let printed = &text.original()[edit.range.start as usize..edit.range.end as usize];
            let message = format!("{}: {printed:?} stays, not {:?}", edit.rule, edit.replacement);
            sink.note(Code::RepairRejected, text.provenance_of(&edit.range), message);
        }
        (made, rejected)
    }

    /// Notes the decisions that are about none of the edits.
    pub(super) fn finish(self, sink: &mut Sink) {
        for decision in self.decisions.edits_beside(|key| self.met.contains(&key)) {
            let message = format!("{decision}: no such repair is proposed; look at it anew");
            sink.note(Code::DecisionUnmatched, None, message);
        }
    }
}
