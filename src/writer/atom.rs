//! A character of a text with its styles.

use super::script::Level;
use std::ops::Range;

/// A character with what holds on it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Atom {
    /// The character.
    pub(super) ch: char,
    /// The bytes of the original it stands for.
    pub(super) original: Range<u32>,
    /// Index of the edit that put it there.
    pub(super) edit: Option<u32>,
    /// Whether it is raised or lowered.
    pub(super) level: Level,
    /// Whether it is bold.
    pub(super) bold: bool,
    /// Whether it is slanted.
    pub(super) italic: bool,
    /// Which link it belongs to.
    pub(super) link: Option<usize>,
}
