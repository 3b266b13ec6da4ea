//! Labels of captions: `Figure 1`, `TABLE II.`, `Fig. S3 |`.

use crate::lexicon::roman;
use crate::text::aligned_lower_case;

/// What a label names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Labelled {
    /// A figure, scheme, chart.
    Figure,
    /// A table.
    Table,
    /// A box of text, a film: it has a caption and is neither drawn nor ruled.
    Other,
}

/// A label at the beginning of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Label {
    /// `Figure 1`: the word as printed, one blank, the number; the word alone where it has none.
    pub(crate) name: String,
    pub(crate) of: Labelled,
    /// Bytes of the name in the text.
    pub(crate) name_length: usize,
    /// Bytes it takes, with the punctuation and blanks after it.
    pub(crate) length: usize,
    /// Whether punctuation or a change of line sets it off from what follows.
    pub(crate) set_off: bool,
}

/// Words before the name, in lower case.
const PREFIXES: &[&str] = &[
    "supplementary",
    "supplemental",
    "supporting",
    "extended data",
    "additional",
    "appendix",
    "online",
    "web",
];

/// Words before a name that say that what it names goes on, in lower case. Where one begins another,
/// the longer stands first.
const REMARKS: &[&str] = &[
    "continued",
    "continuation of",
    "continuation",
    "cont.",
    "fortsetzung",
    "suite du",
    "suite",
    "continuación de la",
    "continuación",
    "continuação da",
    "continuação",
];

/// Words that name what has a caption, in lower case, without a full stop, in the languages of
/// journals. Where one begins another, the longer stands first.
const WORDS: &[(&str, Labelled)] = &[
    ("figure", Labelled::Figure),
    ("figura", Labelled::Figure),
    ("figur", Labelled::Figure),
    ("fig", Labelled::Figure),
    ("efigure", Labelled::Figure),
    ("abbildung", Labelled::Figure),
    ("abb", Labelled::Figure),
    ("scheme", Labelled::Figure),
    ("chart", Labelled::Figure),
    ("plate", Labelled::Figure),
    ("graph", Labelled::Figure),
    ("image", Labelled::Figure),
    ("box", Labelled::Other),
    ("video", Labelled::Other),
    ("movie", Labelled::Other),
    ("tableau", Labelled::Table),
    ("table", Labelled::Table),
    ("tabelle", Labelled::Table),
    ("tabella", Labelled::Table),
    ("tabela", Labelled::Table),
    ("tabla", Labelled::Table),
    ("cuadro", Labelled::Table),
    ("quadro", Labelled::Table),
    ("tab", Labelled::Table),
    ("etable", Labelled::Table),
];

/// Words that label the only figure or table of a paper without a number.
const UNNUMBERED: &[&str] = &["figure", "table"];

/// Characters of a text in which its label stands.
const HEAD: usize = 60;

/// The label that a text begins with, alone behind a remark that what it names goes on:
/// `Continued Table 1`.
pub(crate) fn label_of(text: &str) -> Option<Label> {
    let start = remark(text);
    if start == 0 {
        return plain_label(text);
    }
    let label = plain_label(&text[start..])?;
    let (name_length, length) = (start + label.name_length, start + label.length);
    label.set_off.then_some(Label { name_length, length, ..label })
}

/// Bytes of the remark at the beginning of a text that something goes on, with the blanks after it.
fn remark(text: &str) -> usize {
    let open = usize::from(text.starts_with('('));
    let words = &text[open..];
    let found = REMARKS.iter().find(|remark| {
        words.get(..remark.len()).is_some_and(|word| word.to_lowercase() == **remark)
    });
    let Some(found) = found else { return 0 };
    let rest = &words[found.len()..];
    let after = rest.trim_start_matches(|c: char| c.is_whitespace() || ").:,".contains(c));
    if words.starts_with(char::is_uppercase) && after.len() < rest.len() {
        text.len() - after.len()
    } else {
        0
    }
}

/// The label that a text begins with, without a remark.
fn plain_label(text: &str) -> Option<Label> {
    let head: String = text.chars().take(HEAD).collect();
    let lower = aligned_lower_case(&head);
    let first = head.chars().next()?;
    let is_named = first.is_uppercase() || first == 'e' && head[1..].starts_with(['F', 'T']);
    if !is_named {
        return None;
    }
    let prefix = PREFIXES
        .iter()
        .find_map(|prefix| {
            let rest = lower.strip_prefix(prefix)?;
            rest.starts_with(char::is_whitespace).then(|| lower.len() - rest.trim_start().len())
        })
        .unwrap_or(0);
    let (word, of) = *WORDS.iter().find(|(word, _)| lower[prefix..].starts_with(word))?;
    let word_end = prefix + word.len();
    let dot = head[word_end..].starts_with('.');
    let rest = &head[word_end + usize::from(dot)..];
    let blank = rest.starts_with(char::is_whitespace);
    let number_part = rest.trim_start();
    let number: String = number_part
        .chars()
        .take_while(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '–'))
        .collect();
    let number = number.trim_end_matches(['.', '-', '–']);
    let printed = head[..word_end].split_whitespace().collect::<Vec<_>>().join(" ");
    if !is_number(number) || (!blank && !number.starts_with(|c: char| c.is_ascii_digit())) {
        return unnumbered(text, word_end, word, of, printed);
    }
    let end = head.len() - number_part.len() + number.len();
    let (length, set_off) = punctuation(text, end);
    let stop = if dot { "." } else { "" };
    Some(Label { name: format!("{printed}{stop} {number}"), of, name_length: end, length, set_off })
}

/// The label of an only figure or table: its name set off by a full stop or colon.
fn unnumbered(text: &str, end: usize, word: &str, of: Labelled, name: String) -> Option<Label> {
    let after = &text[end..];
    let title = after.strip_prefix(['.', ':', '|'])?;
    let begins = title.trim_start().starts_with(char::is_uppercase);
    if !UNNUMBERED.contains(&word) || !title.starts_with(char::is_whitespace) || !begins {
        return None;
    }
    let length = punctuation(text, end).0;
    Some(Label { name, of, name_length: end, length, set_off: true })
}

/// Where the punctuation and blanks after a label end, and whether they set it off.
fn punctuation(text: &str, end: usize) -> (usize, bool) {
    let after = &text[end..];
    let trimmed = after.trim_start_matches(|c: char| {
        c.is_whitespace() || matches!(c, '.' | ':' | '|' | '–' | '—' | '-' | '│' | ')')
    });
    let punctuation = &after[..after.len() - trimmed.len()];
    let set_off = trimmed.is_empty()
        || punctuation.contains(['.', ':', '|', '–', '—', '\n', '│', ')'])
        || punctuation.contains(" -")
        || punctuation.trim_matches(' ').contains(char::is_whitespace);
    (end + punctuation.len(), set_off)
}

/// Whether a word numbers a figure or table: `1`, `S2`, `A.1`, `II`, `2A`.
fn is_number(word: &str) -> bool {
    let digits = word.bytes().filter(u8::is_ascii_digit).count();
    let letters = word.bytes().filter(u8::is_ascii_alphabetic).count();
    let roman = word.bytes().all(|b| b.is_ascii_uppercase()) && roman::is_ordinal(word);
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
            ("Figure 2 - A: The course", Some(("Figure 2", true))),
            ("Supplementary Fig. 4: The course", Some(("Supplementary Fig. 4", true))),
            ("Abbildung 3: Der Verlauf", Some(("Abbildung 3", true))),
            ("eTable 2. Results", Some(("eTable 2", true))),
            ("Table. Results by year", Some(("Table", true))),
            ("Continued Table 1", Some(("Table 1", true))),
            ("(Continued) Table 1. Results", Some(("Table 1", true))),
            ("Continuation of Table 2:", Some(("Table 2", true))),
            ("Continued Table 1 shows", None),
            ("Continued tables", None),
            ("Table lamps were used", None),
            ("Figures are listed", None),
            ("Table of contents", None),
            ("figure 2 shows", None),
            ("Tables were merged", None),
            ("Figurative speech", None),
        ];
        for (text, expected) in rows {
            let found = label_of(text);
            let found = found.as_ref().map(|label| (label.name.as_str(), label.set_off));
            assert_eq!(found, expected, "{text}");
        }
    }
}
