//! Abbreviations that a paper defines.

use super::stretch::Stretch;

/// A short form and what the paper says it stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Abbreviation {
    /// The short form as printed first.
    pub short: String,
    /// The long form as printed first.
    pub long: String,
    /// The places where the paper says so, at least one, in the order of the texts.
    pub places: Vec<Definition>,
}

/// A place that says what a short form stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Definition {
    /// The short form.
    pub short: Stretch,
    /// The long form: in the same text, or in the cell beside it.
    pub long: Stretch,
}
