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
    /// Russian.
    Russian,
    /// Ukrainian.
    Ukrainian,
    /// Greek.
    Greek,
    /// Chinese.
    Chinese,
    /// Japanese.
    Japanese,
    /// Korean.
    Korean,
    /// Arabic; its names of people in Latin letters.
    Arabic,
    /// Persian.
    Persian,
    /// Hebrew.
    Hebrew,
}

/// Whether a character may be of a script that is written from right to left: those below are of
/// alphabets that are surely written from left to right.
pub(crate) fn may_run_leftward(c: char) -> bool {
    c >= '\u{0590}'
}

/// Whether a character is a letter of a script that has no capitals.
pub(crate) fn is_caseless(c: char) -> bool {
    may_run_leftward(c) && c.is_alphabetic() && !c.is_lowercase() && !c.is_uppercase()
}

/// Whether a character is of a script that is also written downwards, or one of its marks.
pub(crate) fn is_ideographic(c: char) -> bool {
    c >= '\u{2E80}' && sets_no_blanks(c)
}

/// Letters that a sign of a word or syllable stands for.
pub(super) const LETTERS_OF_SIGN: usize = 3;

/// Letters of a text, and as many for signs of words and syllables as those stand for.
pub(crate) fn letter_count(text: &str) -> usize {
    let letters = |c: char| match c {
        _ if !c.is_alphabetic() => 0,
        '\u{AC00}'..='\u{D7A3}' => LETTERS_OF_SIGN,
        _ if is_ideographic(c) => LETTERS_OF_SIGN,
        _ => 1,
    };
    text.chars().map(letters).sum()
}

/// Whether a character is of a script in which sentences end without a sign: Thai and Lao.
pub(crate) fn ends_without_sign(c: char) -> bool {
    matches!(c, '\u{0E01}'..='\u{0EFF}')
}

/// Words of a text as far as its script tells: parted by blanks, or as long as those usually are.
pub(crate) fn word_count(text: &str) -> usize {
    /// Signs of a usual word in scripts that set no blanks.
    const SIGNS_OF_WORD: usize = 2;
    if text.is_ascii() {
        let is_blank = |byte: u8| matches!(byte, b'\t'..=b'\r' | b' ');
        let begins = |pair: &&[u8]| is_blank(pair[0]) && !is_blank(pair[1]);
        let first = text.bytes().next().is_some_and(|byte| !is_blank(byte));
        return usize::from(first) + text.as_bytes().windows(2).filter(begins).count();
    }
    let words = text.split_whitespace().count();
    words + text.chars().filter(|c| sets_no_blanks(*c)).count() / SIGNS_OF_WORD
}

/// Whether a character is of a script that sets no blanks between words, or one of its marks of
/// punctuation.
pub(crate) fn sets_no_blanks(c: char) -> bool {
    // Below, there are only alphabets with blanks, and then signs.
    if matches!(c, ..'\u{0E00}' | '\u{2000}'..='\u{2E7F}') {
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
