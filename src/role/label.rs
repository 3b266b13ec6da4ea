//! Labels of captions: `Figure 1`, `TABLE II.`, `Fig. S3 |`.

use super::Captioned;

/// A label at the beginning of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Label {
    /// `Figure 1`: the word as printed, one blank, the number.
    pub(super) name: String,
    pub(super) of: Captioned,
    /// Bytes it takes, with the punctuation and blanks after it.
    pub(super) length: usize,
    /// Whether punctuation or a change of line sets it off from what follows.
    pub(super) set_off: bool,
}

/// Words that name what has a caption, in lower case, without a full stop.
const WORDS: &[(&str, bool)] = &[
    ("supplementary figure", false),
    ("supplementary table", true),
    ("supplemental figure", false),
    ("supplemental table", true),
    ("extended data figure", false),
    ("extended data fig", false),
    ("extended data table", true),
    ("figure", false),
    ("fig", false),
    ("scheme", false),
    ("chart", false),
    ("plate", false),
    ("box", false),
    ("table", true),
    ("tab", true),
    ("video", false),
    ("movie", false),
];

/// The label that a text begins with.
pub(super) fn label_of(text: &str) -> Option<Label> {
    let head: String = text.chars().take(60).collect();
    let lower = head.to_lowercase();
    // Lower case of some letters is longer: byte offsets hold for plain text only.
    if lower.len() != head.len() {
        return None;
    }
    let (word, is_table) = *WORDS.iter().find(|(word, _)| lower.starts_with(word))?;
    let starts_upper = head.chars().next().is_some_and(char::is_uppercase);
    let mut rest = &head[word.len()..];
    if let Some(after) = rest.strip_prefix('.') {
        rest = after;
    }
    let blank = rest.starts_with(char::is_whitespace);
    let number_part = rest.trim_start();
    let number: String = number_part
        .chars()
        .take_while(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '–'))
        .collect();
    let number = number.trim_end_matches(['.', '-', '–']);
    if !starts_upper
        || !is_number(number)
        || (!blank && !number.starts_with(|c: char| c.is_ascii_digit()))
    {
        return None;
    }
    let end = head.len() - number_part.len() + number.len();
    let after = &text[end..];
    let trimmed = after.trim_start_matches(|c: char| {
        c.is_whitespace() || matches!(c, '.' | ':' | '|' | '–' | '—' | '-' | '│' | ')')
    });
    let punctuation = &after[..after.len() - trimmed.len()];
    let set_off = trimmed.is_empty()
        || punctuation.contains(['.', ':', '|', '–', '—', '\n', '│'])
        || punctuation.trim_matches(' ').contains(char::is_whitespace);
    let printed = text[..word.len()].trim();
    let dot = if text[word.len()..].starts_with('.') { "." } else { "" };
    let of = if is_table { Captioned::Table(None) } else { Captioned::Figure };
    Some(Label {
        name: format!("{printed}{dot} {number}"),
        of,
        length: end + punctuation.len(),
        set_off,
    })
}

/// Whether a word numbers a figure or table: `1`, `S2`, `A.1`, `II`, `2A`.
fn is_number(word: &str) -> bool {
    let digits = word.bytes().filter(u8::is_ascii_digit).count();
    let letters = word.bytes().filter(u8::is_ascii_alphabetic).count();
    let roman = word.bytes().all(|b| matches!(b, b'I' | b'V' | b'X'));
    !word.is_empty() && word.len() <= 6 && (digits > 0 && letters <= 2 || roman)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_are_told_from_sentences() {
        let rows = [
            ("Figure 1. The course", Some(("Figure 1", true))),
            ("Fig. 2 The course", Some(("Fig. 2", false))),
            ("TABLE II Results", Some(("TABLE II", false))),
            ("Table 3 | Results", Some(("Table 3", true))),
            ("Table S1: Results", Some(("Table S1", true))),
            ("Figure 1\nThe course", Some(("Figure 1", true))),
            ("Figures are listed", None),
            ("Table of contents", None),
            ("figure 2 shows", None),
        ];
        for (text, expected) in rows {
            let found = label_of(text);
            let found = found.as_ref().map(|label| (label.name.as_str(), label.set_off));
            assert_eq!(found, expected, "{text}");
        }
    }
}
