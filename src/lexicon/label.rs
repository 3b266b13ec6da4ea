//! Labels of captions: `Figure 1`, `TABLE II.`, `Fig. S3 |`.

use super::continuation::{is_remark, remark_length};
use super::language::is_caseless;
use super::phrases::Phrases;
use super::roman;
use super::series::{Form, Labelled, Series, series_at_start};
use std::sync::LazyLock;

/// A label at the beginning of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Label {
    /// `Figure 1`: the word as printed, one blank, the number; the word alone where it has none.
    pub(crate) name: String,
    /// What it names.
    pub(crate) of: Labelled,
    /// Bytes of the name in the text.
    pub(crate) name_length: usize,
    /// Bytes it takes, with the punctuation and blanks after it.
    pub(crate) length: usize,
    /// Whether punctuation or a change of line sets it off from what follows.
    pub(crate) set_off: bool,
}

/// Words before the name.
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

/// Whether a text is a label and nothing else: `Table 2.`
pub(crate) fn is_label(text: &str) -> bool {
    label_of(text).is_some_and(|label| label.length == text.len())
}

/// Bytes of the remark at the beginning of a text that something goes on, with the blanks after it.
fn remark(text: &str) -> usize {
    let open = usize::from(text.starts_with('('));
    let words = &text[open..];
    let Some(length) = remark_length(words) else { return 0 };
    let rest = &words[length..];
    let after = rest.trim_start_matches(|c: char| c.is_whitespace() || ").:,".contains(c));
    if words.starts_with(char::is_uppercase) && after.len() < rest.len() {
        text.len() - after.len()
    } else {
        0
    }
}

/// Bytes of the words before the name, with the blanks behind them.
fn prefix(text: &str) -> usize {
    static WORDS: LazyLock<Phrases<()>> =
        LazyLock::new(|| Phrases::new(PREFIXES.iter().map(|word| (*word, ()))));
    let Some((length, ())) = WORDS.at_start(text) else { return 0 };
    let name = text[length..].trim_start();
    if text[length..].starts_with(char::is_whitespace) { text.len() - name.len() } else { 0 }
}

/// The label that a text begins with, without a remark.
fn plain_label(text: &str) -> Option<Label> {
    let head = text.char_indices().nth(HEAD).map_or(text, |(end, _)| &text[..end]);
    let first = head.chars().next()?;
    let is_named = first.is_uppercase()
        || is_caseless(first)
        || first == 'e' && head[1..].starts_with(['F', 'T']);
    if !is_named {
        return None;
    }
    let start = prefix(head);
    let (length, series, form) = series_at_start(&head[start..])?;
    let word_end = start + length;
    if form == Form::Inflected || !form.leads(&head[start..word_end], &head[word_end..]) {
        return None;
    }
    let dot = head[word_end..].starts_with('.');
    let rest = &head[word_end + usize::from(dot)..];
    let blank = rest.starts_with(char::is_whitespace);
    let number_part = rest.trim_start();
    // `Figure-1` is set with a hyphen for a blank.
    let hyphened = number_part.strip_prefix('-');
    let number_part = hyphened
        .filter(|number| number.starts_with(|c: char| c.is_ascii_digit()))
        .unwrap_or(number_part);
    let length = number_part
        .find(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '–')))
        .unwrap_or(number_part.len());
    let number = number_part[..length].trim_end_matches(['.', '-', '–']);
    let printed = head[..word_end].split_whitespace().collect::<Vec<_>>().join(" ");
    if !is_number(number) || (!blank && !number.starts_with(|c: char| c.is_ascii_digit())) {
        let may_be_only = form == Form::Whole && matches!(series, Series::Figure | Series::Table);
        return may_be_only.then(|| unnumbered(text, word_end, series, printed)).flatten();
    }
    let end = head.len() - number_part.len() + number.len();
    let (length, set_off) = punctuation(text, end);
    let stop = if dot { "." } else { "" };
    let name = format!("{printed}{stop} {number}");
    Some(Label { name, of: series.labelled(), name_length: end, length, set_off })
}

/// The label of an only figure or table: its name set off by a full stop or colon, or alone on its line.
fn unnumbered(text: &str, end: usize, series: Series, name: String) -> Option<Label> {
    let after = &text[end..];
    let title = after.trim_start_matches(['.', ':', '|']);
    let is_set_off = title.len() < after.len() && title.starts_with(char::is_whitespace);
    let is_alone = title.is_empty() || title.starts_with('\n');
    let begins = title.is_empty() || title.trim_start().starts_with(char::is_uppercase);
    if !(is_set_off || is_alone) || !begins {
        return None;
    }
    let length = punctuation(text, end).0;
    let of = series.labelled();
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
        || punctuation.trim_matches(' ').contains(char::is_whitespace)
        || trimmed.starts_with('(') && is_remark(trimmed);
    (end + punctuation.len(), set_off)
}

/// Whether a word numbers a figure or table: `1`, `S2`, `A.1`, `II`, `2A`.
fn is_number(word: &str) -> bool {
    let digits = word.bytes().filter(u8::is_ascii_digit).count();
    let letters = word.bytes().filter(u8::is_ascii_alphabetic).count();
    let roman = word.bytes().all(|b| b.is_ascii_uppercase()) && roman::is_ordinal(word);
    // A chapter, a section and a number in it.
    let longest = if word.bytes().filter(|b| *b == b'.').count() == 2 { 8 } else { 6 };
    !word.is_empty() && word.len() <= longest && (digits > 0 && letters <= 2 || roman)
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
            ("Рис. 2. Соль", Some(("Рис. 2", true))),
            ("Πίνακας 1. Αλάτι", Some(("Πίνακας 1", true))),
            ("图1 盐的含量", Some(("图 1", false))),
            ("표 3. 소금", Some(("표 3", true))),
            ("الشكل 4: الملح", Some(("الشكل 4", true))),
            ("表明盐多", None),
            ("рис. 2 показывает", None),
            ("Table. Results by year", Some(("Table", true))),
            ("TABLE\nResults by year", Some(("TABLE", true))),
            ("Figure", Some(("Figure", true))),
            ("Figure\nshows", None),
            ("Figure 15.2.20 Salt in water", Some(("Figure 15.2.20", false))),
            ("Continued Table 1", Some(("Table 1", true))),
            ("(Continued) Table 1. Results", Some(("Table 1", true))),
            ("Continuation of Table 2:", Some(("Table 2", true))),
            ("Table 2 (continued)", Some(("Table 2", true))),
            ("Table 2 (controls)", Some(("Table 2", false))),
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
