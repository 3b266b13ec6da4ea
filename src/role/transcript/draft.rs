//! A block whose role is being found.

use super::super::model::Role;
use super::super::name;
use crate::lexicon::language::word_count;
use crate::reason::Reason;
use crate::transcript::{Block, Kind, Words};

/// A block whose role is being found.
#[derive(Debug, Clone)]
pub(super) struct Draft {
    /// What its notation says of it.
    pub(super) kind: Kind,
    /// Its words.
    pub(super) words: Words,
    /// What it is; nothing yet where it is open.
    pub(super) role: Option<Role>,
    /// What gave that.
    pub(super) reasons: Vec<Reason>,
    /// Bytes of what marks its role: a label, a number.
    pub(super) mark: usize,
    /// Where other blocks were joined to it, and what tells that.
    pub(super) joints: Vec<(usize, Reason)>,
    /// Whether it was a row of the table above it and is a note.
    pub(super) is_note: bool,
    /// Whether its words stand in another block now.
    pub(super) absorbed: bool,
}

impl Draft {
    pub(super) fn new(block: Block) -> Self {
        let Block { kind, words } = block;
        Self {
            kind,
            words,
            role: None,
            reasons: Vec::new(),
            mark: 0,
            joints: Vec::new(),
            is_note: false,
            absorbed: false,
        }
    }

    pub(super) fn text(&self) -> &str {
        &self.words.text
    }

    /// Its words without the number and the punctuation of a heading.
    pub(super) fn name(&self) -> &str {
        name::name_of(self.text())
    }

    pub(super) fn assign(&mut self, role: Role, reason: Reason) {
        self.role = Some(role);
        self.reasons.push(reason);
    }

    /// Whether nothing has been decided about it.
    pub(super) fn is_open(&self) -> bool {
        self.role.is_none() && !self.absorbed
    }

    /// Whether it is words whose role is open and of which notation says nothing, or that they are a heading.
    pub(super) fn is_text(&self) -> bool {
        self.is_open() && matches!(self.kind, Kind::Paragraph | Kind::Heading(_))
    }

    pub(super) fn is_heading(&self) -> bool {
        matches!(self.kind, Kind::Heading(_))
    }

    pub(super) fn word_count(&self) -> usize {
        word_count(self.text())
    }

    /// Takes the words of another block in behind its own.
    pub(super) fn absorb(&mut self, other: &mut Self, reason: Reason) {
        self.joints.push((self.words.text.len() + 1, reason));
        self.words.append(&other.words);
        other.absorbed = true;
    }
}

/// Has a block take in one behind it.
pub(super) fn absorb(drafts: &mut [Draft], at: usize, other: usize, reason: Reason) {
    if let Some((before, behind)) = drafts.split_at_mut_checked(other)
        && let (Some(first), Some(second)) = (before.get_mut(at), behind.first_mut())
    {
        first.absorb(second, reason);
    }
}

/// The next block behind this one that is not absorbed and is no furniture.
pub(super) fn next(drafts: &[Draft], at: usize) -> Option<usize> {
    let is_seen =
        |draft: &Draft| !draft.absorbed && !matches!(draft.role, Some(Role::Furniture(_)));
    (at + 1..drafts.len()).find(|&at| is_seen(&drafts[at]))
}
