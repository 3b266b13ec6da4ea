//! Labels of abstracts and keywords.

use crate::lexicon::language::word_count;
use crate::lexicon::section::{Section, label_length};

/// The text without the blanks between spaced-out letters: `A B S T R A C T`.
pub(super) fn unspaced(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    let single = words.iter().filter(|word| word.chars().count() == 1).count();
    if words.len() > 3 && single * 10 >= words.len() * 8 { words.concat() } else { words.join(" ") }
}

/// A text whose label is spaced out, without the blanks.
pub(super) fn unspaced_label(text: &str) -> String {
    let unspaced = unspaced(text);
    if unspaced.len() < text.len() && !unspaced.contains(' ') { unspaced } else { text.to_owned() }
}

/// Bytes of the label of a keyword line.
pub(in crate::role) fn keyword_mark(text: &str) -> Option<usize> {
    let rest = text.get(label_length(text, Section::Keywords)?..)?;
    let trimmed = rest.trim_start_matches(is_label_end);
    let punctuation = rest.len() > trimmed.len();
    (punctuation || trimmed.is_empty()).then_some(text.len() - trimmed.len())
}

fn is_label_end(c: char) -> bool {
    c.is_whitespace() || matches!(c, ':' | '.' | '—' | '–' | '-' | '：')
}

/// Bytes of the word "Abstract" where an abstract runs in after it.
pub(in crate::role) fn abstract_mark(text: &str) -> Option<usize> {
    let label =
        label_length(text, Section::Abstract).or_else(|| label_length(text, Section::Summary));
    let rest = text.get(label?..)?;
    let trimmed = rest.trim_start_matches(is_label_end);
    // No sentence goes on with a capital after its first word.
    let begins = trimmed.chars().next().is_some_and(|c| !c.is_lowercase());
    let set_off = rest.len() > trimmed.len()
        && (begins || rest.starts_with([':', '.', '—', '–', '\n', '：']));
    (set_off && word_count(trimmed) > 10).then_some(text.len() - trimmed.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_of_abstracts() {
        let long = "Salt was dissolved in water and the water was boiled until none was left";
        for (text, length) in [
            (format!("Abstract {long}"), Some(9)),
            (format!("ABSTRACT: {long}"), Some(10)),
            (format!("Summary.—{long}"), Some(11)),
            (
                "Abstract art is not what this paper is about, nor is it of any use to it".into(),
                None,
            ),
        ] {
            assert_eq!(abstract_mark(&text), length, "{text}");
        }
    }

    #[test]
    fn letters_may_be_spaced_out() {
        assert_eq!(unspaced("A B S T R A C T"), "ABSTRACT");
        assert_eq!(unspaced("A test of salt"), "A test of salt");
    }

    #[test]
    fn labels_of_keywords() {
        assert_eq!(keyword_mark("Keywords: salt, water"), Some(10));
        assert_eq!(keyword_mark("KEY WORDS"), Some(9));
        assert_eq!(keyword_mark("关键词：盐；水"), Some(12));
        assert_eq!(keyword_mark("Ключевые слова: соль"), Some(29));
        assert_eq!(keyword_mark("Keywordless papers"), None);
    }
}
