//! Blocks of the front matter that a tool wrote behind one another.

use super::super::front::prose::{FEWEST_PROSE, is_names, is_prose};
use super::draft::Draft;
use crate::lexicon::body::names_site;
use crate::lexicon::imprint::imprint_words;
use crate::lexicon::notice::{Notice, notice_at_start};
use crate::lexicon::small;
use crate::text::Style;
use crate::transcript::{Block, Kind, Words};

/// A label has no more words.
const LABEL_WORDS: usize = 3;

/// Parts what is set apart at the beginning of a block right below the title from the words behind it: names from
/// institutions, institutions from notes.
pub(super) fn set_apart(drafts: &mut Vec<Draft>, title: usize) {
    /// Names, institutions, notes.
    const BELOW: usize = 4;
    for at in title + 1..(title + 1 + BELOW).min(drafts.len()) {
        let draft = &drafts[at];
        let is_opening = |(range, style): &&(std::ops::Range<usize>, Style)| {
            range.start == 0 && matches!(style, Style::Bold | Style::Italic)
        };
        let end = draft.words.spans.iter().find(is_opening).map(|(range, _)| range.end);
        let Some(end) = end.filter(|_| draft.is_text() && !draft.is_heading()) else { continue };
        let (first, rest) = draft.words.split_at(end);
        let is_of_front = is_names(&first.text) || names_site(&first.text);
        if is_of_front && rest.text.split_whitespace().count() > LABEL_WORDS {
            drafts[at].words = first;
            drafts.insert(at + 1, Draft::new(Block { kind: Kind::Paragraph, words: rest }));
        }
    }
}

/// Parts notices that a tool wrote behind one another, and what stands behind the last of them: each begins behind a
/// sentence or a name, with words that notices begin with, and the last one ends with the last sentence that has
/// words of an imprint.
pub(super) fn notices(drafts: &mut Vec<Draft>, title: usize) {
    /// Names, institutions, notes, abstract.
    const BELOW: usize = 8;
    for at in title + 1..(title + 1 + BELOW).min(drafts.len()) {
        let draft = &drafts[at];
        if !draft.is_text() || draft.is_heading() {
            continue;
        }
        let mut cuts = notices_in(draft.text());
        let Some(&last) = cuts.last() else { continue };
        cuts.extend(end_of_notice(&draft.text()[last..]).map(|end| last + end));
        let words = std::mem::take(&mut drafts[at].words);
        let ends = cuts.iter().copied().skip(1).chain([words.text.len()]);
        let parts: Vec<Words> =
            cuts.iter().zip(ends).map(|(start, end)| words.part(*start..end)).collect();
        drafts[at].words = words.part(0..cuts[0]);
        let parts = parts.into_iter().filter(|part| !part.text.is_empty());
        let blocks = parts.map(|words| Draft::new(Block { kind: Kind::Paragraph, words }));
        drafts.splice(at + 1..at + 1, blocks);
    }
}

/// Where notices begin inside of a text.
fn notices_in(text: &str) -> Vec<usize> {
    let starts = text.match_indices([' ', '\n']).map(|(at, _)| at + 1);
    let begins = |start: &usize| {
        let (before, rest) = text.split_at(*start);
        let kind = notice_at_start(rest);
        let is_label = matches!(
            kind,
            Some(Notice::Letters | Notice::History | Notice::Editor | Notice::Copyright)
        );
        let word = before.trim_end().rsplit(' ').next().unwrap_or_default();
        is_label
            && rest.starts_with(|c: char| c.is_uppercase() || c == '©')
            && !small::is_preposition(word)
            && !word.ends_with(',')
    };
    starts.filter(begins).collect()
}

/// Where the last sentence with words of an imprint ends, if prose stands behind it.
fn end_of_notice(text: &str) -> Option<usize> {
    let ends: Vec<usize> = text.match_indices(". ").map(|(at, _)| at + 2).collect();
    let starts = std::iter::once(0).chain(ends.iter().copied());
    let sentences: Vec<(usize, usize)> = starts.zip(ends.iter().copied()).collect();
    let last = sentences.iter().rposition(|(start, end)| imprint_words(&text[*start..*end]) > 0)?;
    let end = sentences[last].1;
    let rest = &text[end..];
    (rest.split_whitespace().nth(FEWEST_PROSE).is_some() && is_prose(rest)).then_some(end)
}
