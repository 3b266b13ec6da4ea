//! What notes of the publisher say beside dates and rights: ISSN, numbers in PubMed, editors, kind.

use super::author::author_of;
use super::claim::{Claim, Note, Source};
use crate::document::FurnitureKind;
use crate::lexicon::article;
use crate::lexicon::identifier::{is_issn, pubmed_number};
use crate::pdf::Facts;
use crate::role::{Passages, Role};
use crate::text::aligned_lower_case;

/// The ISSNs that the file states and that are printed beside their label, each once.
pub(super) fn issns(notes: &[Note<'_>], facts: &Facts) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    let stated = facts.xmp.issn.iter().map(String::as_str);
    let printed = notes.iter().map(|note| note.text).filter(|text| {
        let lower = text.to_lowercase();
        lower.contains("issn") || lower.contains("©")
    });
    for text in stated.chain(printed) {
        for word in text.split(|c: char| !c.is_ascii_alphanumeric() && c != '-') {
            if is_issn(word) && !found.iter().any(|known| known == word) {
                found.push(word.to_owned());
            }
        }
    }
    found
}

/// Numbers in PubMed of papers with a label have at least so many figures: years have four.
const FEWEST_FIGURES: usize = 5;

/// The number behind a label, as `PMID: 1234`.
pub(super) fn labelled_number(notes: &[Note<'_>], label: &str) -> Vec<Claim> {
    let found = notes.iter().filter_map(|note| {
        let at = note.text.find(label)? + label.len();
        let rest = note.text[at..].trim_start_matches([':', ' ', '\u{a0}']);
        let value = pubmed_number(rest).filter(|number| number.len() >= FEWEST_FIGURES)?.to_owned();
        Some(Claim { value, source: note.source, page: note.page })
    });
    found.collect()
}

/// Labels of editors, in lower case.
const EDITOR_LABELS: &[&str] = &[
    "academic editor",
    "handling editor",
    "section editor",
    "associate editor",
    "guest editor",
    "edited by",
    "editor",
];

/// The editors of the paper: names behind a label, or in the note below it.
pub(super) fn editors(notes: &[Note<'_>]) -> Vec<String> {
    let mut found = Vec::new();
    for (at, note) in notes.iter().enumerate() {
        let Some(rest) = behind_label(note.text) else { continue };
        let below = notes.get(at + 1).map(|note| note.text).unwrap_or_default();
        let names = if rest.is_empty() { below } else { rest };
        for line in names.lines() {
            let part = line.split([',', ';', '(']).next().unwrap_or_default();
            let Some(author) = author_of(part, false) else { break };
            if !found.contains(&author.name) {
                found.push(author.name);
            }
            // Other lines are of the address where the first one has one.
            if line.contains(',') {
                break;
            }
        }
    }
    found
}

/// What stands behind the label of an editor at the beginning of a text.
fn behind_label(text: &str) -> Option<&str> {
    let lower = aligned_lower_case(text);
    let label = EDITOR_LABELS.iter().find(|label| lower.starts_with(**label))?;
    let rest = text[label.len()..].trim_start_matches('s');
    let marked = rest.starts_with(':')
        || rest.starts_with(' ') && rest.trim_start().starts_with(char::is_uppercase);
    marked.then(|| rest.trim_start_matches([':', ' ', '\n']))
}

/// Claims to the kind of article: a note of the first page that is nothing but its name.
pub(super) fn kinds(passages: &Passages) -> Vec<Claim> {
    let notes = passages.passages.iter().filter(|passage| {
        matches!(
            passage.role,
            Role::FrontNote | Role::Furniture(FurnitureKind::Imprint | FurnitureKind::RunningHead)
        )
    });
    let kinds = notes.filter(|passage| {
        let text = passage.text.as_str();
        article::names_kind(text) && !article::names_badge(text)
    });
    let first = kinds.filter_map(|passage| {
        let page = passage.text.places().next()?.page;
        passages.is_first(page).then(|| Claim {
            value: passage.text.as_str().split_whitespace().collect::<Vec<_>>().join(" "),
            source: Source::Imprint,
            page: Some(page),
        })
    });
    first.take(1).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn editors_follow_their_label() {
        let note = |text| Note { text, source: Source::Imprint, page: None };
        let rows: [(&[&str], &[&str]); 4] = [
            (&["Academic Editor: Anna Muster"], &["Anna Muster"]),
            (&["Edited by:", "Jan Probe, Salt Institute, Seaside"], &["Jan Probe"]),
            (&["Editor Eva B. Test, University of Salt"], &["Eva B. Test"]),
            (&["Editorial board of salt"], &[]),
        ];
        for (texts, wanted) in rows {
            let notes: Vec<Note<'_>> = texts.iter().map(|text| note(*text)).collect();
            assert_eq!(editors(&notes), wanted, "{texts:?}");
        }
    }
}
