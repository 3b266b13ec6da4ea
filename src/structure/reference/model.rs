//! How a list is written, and the names that an entry begins with.

use crate::document::Name;

/// How names of a list are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Manner {
    /// `Muster AB, Probe C`.
    Plain,
    /// `Muster, A. B., Probe, C.`
    Comma,
    /// `A. B. Muster, C. Probe`.
    GivenFirst,
}

/// Every manner.
pub(super) const MANNERS: [Manner; 3] = [Manner::Plain, Manner::Comma, Manner::GivenFirst];

/// Names that an entry begins with.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Authors {
    pub(super) names: Vec<Name>,
    pub(super) et_al: bool,
    /// Whether they are editors.
    pub(super) edited: bool,
    /// Where what follows them begins, as an offset in bytes.
    pub(super) end: usize,
}

/// What most entries of a list do.
#[derive(Debug, Clone)]
pub(super) struct Habit {
    /// Manners of names, the commonest first.
    pub(super) manners: [Manner; 3],
    /// Whether words of journals' titles are shortened with a full stop.
    pub(super) dotted: bool,
    /// Whether a journal follows the authors, without a title between them.
    pub(super) untitled: bool,
}
