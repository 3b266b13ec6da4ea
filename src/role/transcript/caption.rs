//! Captions, the tables that they name, and the notes below these.

use super::super::model::{Captioned, Role};
use super::super::sentence::{begins_inside, is_terminal, last_sign};
use super::draft::{Draft, absorb, next};
use crate::lexicon::label::{Label, label_of};
use crate::lexicon::notice::is_note_of_table;
use crate::lexicon::series::Labelled;
use crate::reason::Reason;
use crate::transcript::{Block, Kind, Words};

/// A note below a table has no more words than this.
const NOTE_WORDS: usize = 120;

/// Cells have seldom more words than this.
const LONG_CELL: usize = 8;

pub(super) fn mark(drafts: &mut Vec<Draft>) {
    part_rows(drafts);
    let tables: Vec<usize> = (0..drafts.len())
        .filter(|&at| matches!(drafts[at].kind, Kind::Table(_)) && drafts[at].is_open())
        .collect();
    let mut bound = vec![false; tables.len()];
    for at in 0..drafts.len() {
        let Some(label) = caption_label(&drafts[at]) else { continue };
        if label.length >= drafts[at].text().trim_end().len() {
            take_words(drafts, at);
        }
        take_rest(drafts, at);
        let of = match label.of {
            Labelled::Table => Captioned::Table(bind(drafts, at, &tables, &mut bound)),
            Labelled::Figure | Labelled::Other => Captioned::Figure,
        };
        let draft = &mut drafts[at];
        draft.mark = label.length.min(draft.words.text.len());
        let role = Role::Caption { of, label: label.name, place: None };
        draft.assign(role, Reason::LabelSetOff);
    }
    for (index, &table) in tables.iter().enumerate() {
        mark_notes(drafts, table, index as u32);
    }
}

/// Parts captions and notes from tables whose first or last row they are: words in cells of which the others are
/// empty.
fn part_rows(drafts: &mut Vec<Draft>) {
    let mut at = 0;
    while at < drafts.len() {
        let Kind::Table(grid) = &mut drafts[at].kind else {
            at += 1;
            continue;
        };
        let caption = grid.rows.first().and_then(|row| words_of_row(row, " | "));
        let is_caption =
            |words: &Words| label_of(&words.text).is_some_and(|label| label.of == Labelled::Table);
        let caption = caption.filter(|words| grid.rows.len() > 1 && is_caption(words));
        if caption.is_some() {
            grid.rows.remove(0);
        }
        let last = grid.rows.last().filter(|row| row.len() > 1 && grid.rows.len() > 2);
        let is_note = |words: &Words| {
            is_note_of_table(&words.text) || words.text.split_whitespace().count() > LONG_CELL
        };
        let alone = last.filter(|row| row.iter().filter(|cell| !cell.text.is_empty()).count() == 1);
        let note = alone.and_then(|row| words_of_row(row, " ")).filter(is_note);
        if note.is_some() {
            grid.rows.pop();
        }
        let draft = |words| Draft::new(Block { kind: Kind::Paragraph, words });
        if let Some(words) = note {
            let mut note = draft(words);
            note.is_note = true;
            drafts.insert(at + 1, note);
        }
        if let Some(words) = caption {
            drafts.insert(at, draft(words));
            at += 1;
        }
        at += 1;
    }
}

/// The words of a row.
fn words_of_row(row: &[Words], between: &str) -> Option<Words> {
    let mut all = Words::default();
    for cell in row.iter().filter(|cell| !cell.text.is_empty()) {
        if !all.text.is_empty() {
            all.push(between, &[]);
        }
        all.extend(cell);
    }
    (!all.text.is_empty()).then_some(all)
}

/// The label of a block that is a caption and not a sentence that begins with "Figure 1".
fn caption_label(draft: &Draft) -> Option<Label> {
    let is_own = draft.is_text() || draft.is_open() && matches!(draft.kind, Kind::Quote);
    let label = label_of(draft.text()).filter(|_| is_own)?;
    let rest = draft.text()[label.length.min(draft.text().len())..].trim_start();
    let sentence = rest.starts_with(|c: char| c.is_lowercase() || c == '(' || c == ',');
    (!sentence || label.set_off && rest.is_empty()).then_some(label)
}

/// A label alone has its words in the next block.
fn take_words(drafts: &mut [Draft], at: usize) {
    if let Some(behind) = next(drafts, at)
        && drafts[behind].is_text()
        && !drafts[behind].is_heading()
        && label_of(drafts[behind].text()).is_none()
    {
        absorb(drafts, at, behind, Reason::BelowCaption);
    }
}

/// A caption that stops inside a sentence goes on in the next block, if that begins inside one. A short one may have
/// no stop and be whole.
fn take_rest(drafts: &mut [Draft], at: usize) {
    /// A line that was broken has more characters.
    const SHORTEST: usize = 60;
    let text = drafts[at].text();
    let last = text.lines().last().unwrap_or_default();
    if last.chars().count() < SHORTEST || is_terminal(last_sign(text)) {
        return;
    }
    if let Some(behind) = next(drafts, at)
        && drafts[behind].is_text()
        && !drafts[behind].is_heading()
        && (begins_inside(drafts[behind].text()) || drafts[behind].text().starts_with('('))
    {
        absorb(drafts, at, behind, Reason::LowerCaseAfterOpenSentence);
    }
}

/// The table that a caption names: right below it, or else right above.
fn bind(drafts: &[Draft], at: usize, tables: &[usize], bound: &mut [bool]) -> Option<u32> {
    let below = next(drafts, at);
    let above = (0..at).rev().find(|&own| !drafts[own].absorbed);
    let index = [below, above]
        .into_iter()
        .flatten()
        .find_map(|near| tables.binary_search(&near).ok().filter(|index| !bound[*index]))?;
    bound[index] = true;
    u32::try_from(index).ok()
}

/// Notes stand right below the table and begin with a mark, or with what notes of tables begin with.
fn mark_notes(drafts: &mut [Draft], table: usize, index: u32) {
    let mut at = table;
    while let Some(below) = next(drafts, at) {
        let draft = &mut drafts[below];
        // The caption of a table may stand between it and its notes.
        let is_caption = matches!(draft.role, Some(Role::Caption { of: Captioned::Table(Some(own)), .. }) if own == index);
        if !is_caption {
            let text = draft.text();
            let is_raised = draft.words.spans.iter().any(|(range, style)| {
                range.start == 0 && *style == crate::text::Style::Superscript
            });
            let is_marked = text.starts_with(['*', '†', '‡', '§', '¶', '#']) || is_raised;
            let is_note = draft.is_note || is_marked || is_note_of_table(text);
            if !draft.is_text() || draft.is_heading() || !is_note || draft.word_count() > NOTE_WORDS
            {
                return;
            }
            draft.assign(Role::TableNote(index), Reason::SmallTypeBelowTable);
        }
        at = below;
    }
}
