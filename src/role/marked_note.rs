//! Notes with marks that stand in the lines of one block.

use super::margin::{Margins, ends};
use crate::layout::{Line, PageLayout, Script};
use crate::lexicon::notice::{is_note_mark, is_on_publication};
use crate::reason::Reason;

/// Whether the first character of a line is raised.
pub(super) fn begins_raised(page: &PageLayout, line: &Line) -> bool {
    page.line_words(line).first().is_some_and(|word| {
        let first = word.glyphs.start as usize;
        page.scripts.get(first).is_some_and(|script| *script == Script::Super)
    })
}

/// Whether a word inside of a line begins with a raised mark and goes on with a capital: notes run in.
fn has_mark_inside(page: &PageLayout, line: &Line) -> bool {
    page.line_words(line).iter().skip(1).any(|word| {
        if page.scripts.get(word.glyphs.start as usize) != Some(&Script::Super) {
            return false;
        }
        let mut text = String::new();
        page.push_word(word, &mut text);
        let name = text.trim_start_matches(|c: char| c.is_numeric() || c.is_lowercase());
        name.len() < text.len() && name.starts_with(char::is_uppercase)
    })
}

/// Lines of a block that begin apart since they are notes with marks, or on the first page stand below
/// them: marks lead to notes, of which each has another one, and no sentence is broken before raised
/// characters twice. Behind the first page only signs and single letters are such marks, since numbers cite,
/// and in justified lines each note but the first stands below a line that has ended.
pub(super) fn marked_notes(
    page: &PageLayout,
    lines: &[Line],
    texts: &[String],
    (margins, on_first_page): (&Margins, bool),
) -> Vec<(usize, Reason)> {
    /// A single line may begin with an isotope.
    const FEWEST: usize = 2;
    // A note begins as a sentence does, or with what a sign stands for: `*p < 0.05`.
    let begins_note = |text: &str| {
        let mut chars = text.chars();
        let first = chars.next();
        let value = first == Some('p') && chars.next().is_some_and(|c| !c.is_alphabetic());
        first.is_some_and(|c| c.is_uppercase() || c == '(') || value || text.starts_with("http")
    };
    let mark = |at: usize| {
        let text = texts[at].trim_start();
        let letter = text.strip_prefix(char::is_lowercase).filter(|_| !on_first_page);
        let raised = begins_raised(page, &lines[at]) && (on_first_page || letter.is_some());
        let name = letter.unwrap_or(text).trim_start_matches(|c: char| {
            let goes_on = on_first_page && raised && (c.is_numeric() || c.is_lowercase());
            is_note_mark(c) || c.is_whitespace() || goes_on
        });
        let free = at == 0 || !margins.justified || ends(page, &lines[at - 1], margins);
        let marked = (raised || text.starts_with(is_note_mark)) && begins_note(name) && free;
        marked.then(|| text[..text.len() - name.len()].trim_end())
    };
    let marked: Vec<(usize, &str)> =
        (0..lines.len()).filter_map(|at| Some((at, mark(at)?))).collect();
    let distinct =
        (1..marked.len()).all(|at| marked[..at].iter().all(|(_, own)| *own != marked[at].1));
    let run_in = lines.iter().any(|line| has_mark_inside(page, line));
    if marked.len() < FEWEST || !distinct || run_in {
        return Vec::new();
    }
    let last = marked.last().map_or(0, |(at, _)| *at);
    let below = (last + 1..lines.len()).find(|&at| on_first_page && is_on_publication(&texts[at]));
    let notes = marked.into_iter().map(|(at, _)| (at, Reason::MarkOfNote));
    notes.chain(below.map(|at| (at, Reason::BelowMarkedNotes))).collect()
}
