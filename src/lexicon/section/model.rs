//! What names of sections are names of.

use crate::lexicon::statement::Statement;

/// What a name is a name of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Section {
    /// A section that papers of all fields have.
    Common,
    /// A section of the highest level in papers of all fields.
    Top,
    /// The introduction.
    Introduction,
    /// The whole text behind the abstract.
    Text,
    /// The abstract, wherever it stands.
    Abstract,
    /// The abstract on the first pages, or a last section that sums up.
    Summary,
    /// A part of a structured abstract.
    AbstractPart,
    /// The keywords.
    Keywords,
    /// The reference list.
    References,
    /// A list of abbreviations.
    Abbreviations,
    /// End matter, which stands beside the sections of the text.
    EndMatter,
    /// A section that gathers end matter under it.
    Declarations,
    /// Thanks, among which funding is told.
    Thanks,
    /// A statement.
    Statement(Statement),
    /// A notice or an address, whose label belongs to its text.
    Notice,
    /// What is no statement and stands beside statements: before its name one ends.
    Aside,
}
