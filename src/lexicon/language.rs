//! The languages that the lexicon knows words of.

/// A language of papers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Language {
    /// English.
    English,
    /// German.
    German,
    /// French.
    French,
    /// Spanish.
    Spanish,
    /// Portuguese.
    Portuguese,
    /// Italian.
    Italian,
    /// Dutch.
    Dutch,
    /// Polish.
    Polish,
    /// Danish and Norwegian.
    Danish,
    /// Swedish.
    Swedish,
    /// Arabic, in Latin letters.
    Arabic,
}
