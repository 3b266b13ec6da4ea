//! How long a text is.

use crate::lexicon::language::sets_no_blanks;
use tiktoken_rs::{cl100k_base_singleton, o200k_base_singleton};

/// What is counted of a text.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Measure {
    /// Words as a reader sees them; each letter of a script without blanks is one.
    #[default]
    Words,
    /// Tokens of a model.
    Tokens(Vocabulary),
}

/// Tokens that models read a text as, as far as `tiktoken-rs` carries them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Vocabulary {
    /// `cl100k_base`: of GPT-4 and the embeddings of its time.
    Cl100k,
    /// `o200k_base`: of GPT-4o and its successors.
    O200k,
}

impl Measure {
    /// How long a Markdown text is.
    pub fn of(self, text: &str) -> usize {
        match self {
            Self::Words => words(text),
            Self::Tokens(Vocabulary::Cl100k) => cl100k_base_singleton().count_ordinary(text),
            Self::Tokens(Vocabulary::O200k) => o200k_base_singleton().count_ordinary(text),
        }
    }
}

/// Number of words of a Markdown text. Tags are none; those of tables part words.
fn words(text: &str) -> usize {
    let mut count = 0;
    let mut inside = false;
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        if let Some(length) = tag(rest) {
            inside &= !is_of_table(&rest[..length]);
            rest = &rest[length..];
            continue;
        }
        if c.is_whitespace() {
            inside = false;
        } else if stands_alone(c) {
            count += 1;
            inside = false;
        } else if c.is_alphanumeric() && !inside {
            count += 1;
            inside = true;
        }
        rest = &rest[c.len_utf8()..];
    }
    count
}

/// Whether a character is a word by itself: a letter of a script that sets no blanks.
pub(super) fn stands_alone(c: char) -> bool {
    c.is_alphanumeric() && sets_no_blanks(c)
}

/// Length of the tag or comment that a text begins with.
pub(super) fn tag(text: &str) -> Option<usize> {
    let inner = text.strip_prefix('<')?;
    let opens = inner.starts_with(|c: char| c.is_ascii_alphabetic() || matches!(c, '/' | '!'));
    let end = inner.find('>').filter(|_| opens && !inner.starts_with("http"))?;
    Some(end + 2)
}

fn is_of_table(tag: &str) -> bool {
    let name = tag.trim_start_matches(['<', '/']);
    name.starts_with('t') || name.starts_with("!--")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tokens_are_those_of_the_vocabulary() {
        for vocabulary in [Vocabulary::Cl100k, Vocabulary::O200k] {
            let measure = Measure::Tokens(vocabulary);
            assert_eq!((measure.of("hello world"), measure.of("tiktoken is great!")), (2, 6));
        }
    }

    #[test]
    fn words_are_those_of_readers() {
        let cases = [
            ("", 0),
            ("10<sup>9</sup>/L of *E. coli* − 5", 5),
            ("| a | b c |\n| --- | --- |", 3),
            ("<tr><td rowspan=\"2\">a</td><td>b</td></tr>", 2),
            ("<!-- page 3 -->\n\na", 1),
            ("<https://doi.org/10.1/a>", 1),
            ("p < 0.05 and n > 3", 5),
            ("方法と結果 of it", 7),
        ];
        for (text, count) in cases {
            assert_eq!(words(text), count, "{text}");
        }
    }
}
