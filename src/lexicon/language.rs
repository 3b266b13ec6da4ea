//! The languages that the lexicon knows words of, and how scripts part words.

use unicode_script::{Script, UnicodeScript};

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

/// Whether a character is of a script that sets no blanks between words, or one of its marks of
/// punctuation.
pub(crate) fn sets_no_blanks(c: char) -> bool {
    // Below, there are only alphabets with blanks.
    if c < '\u{0E00}' {
        return false;
    }
    let of_east_asia = matches!(c, '\u{3001}'..='\u{303F}' | '\u{30FC}' | '\u{FF01}'..='\u{FF5E}');
    of_east_asia
        || matches!(
            c.script(),
            Script::Han
                | Script::Hiragana
                | Script::Katakana
                | Script::Bopomofo
                | Script::Thai
                | Script::Lao
                | Script::Khmer
                | Script::Myanmar
        )
}
