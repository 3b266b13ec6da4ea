//! Paragraphs that the pages of a printed text tore apart.

use super::super::model::{Captioned, Role};
use super::super::name;
use super::super::sentence::{begins_inside, is_terminal, last_sign, stops_inside};
use super::draft::{Draft, absorb, next};
use crate::lexicon::small;
use crate::reason::Reason;
use crate::transcript::Kind;

/// Blocks that may stand between a paragraph and its rest: captions, tables, notes, what is no part of the article.
const MOST_BETWEEN: usize = 8;

/// A heading or a heavy line that goes on below has at least as many words: names of sections have fewer.
const FEWEST_IN_LINE: usize = 6;

/// Joins the first line of a paragraph that a tool took for a heading, since it begins with a heavy word, with the
/// rest: it stops inside a sentence, and what stands below it begins there.
pub(super) fn first_lines(drafts: &mut [Draft]) {
    for at in 0..drafts.len() {
        while let Some(below) = rest_of_line(drafts, at) {
            // A heading over two lines is one.
            let is_line = drafts[below].is_heading() && drafts[below].kind == drafts[at].kind;
            absorb(drafts, at, below, Reason::LowerCaseAfterOpenSentence);
            if !is_line || is_terminal(last_sign(drafts[at].text())) {
                drafts[at].kind = Kind::Paragraph;
                break;
            }
        }
    }
}

fn rest_of_line(drafts: &[Draft], at: usize) -> Option<usize> {
    let draft = &drafts[at];
    let set_apart = draft.is_heading() || draft.words.is_emphasised();
    let last = last_sign(draft.text());
    let is_cut = draft.is_text()
        && set_apart
        && draft.word_count() >= FEWEST_IN_LINE
        && !is_terminal(last)
        && last != ':';
    let below = next(drafts, at).filter(|_| is_cut)?;
    let other = &drafts[below];
    // Heavy lines below one another are a paragraph in heavy type.
    let is_heavy = || other.words.spans.iter().any(|(range, _)| range.start == 0);
    let goes_on =
        other.is_text() && begins_inside(other.text()) && (draft.is_heading() || !is_heavy());
    goes_on.then_some(below)
}

pub(super) fn paragraphs(drafts: &mut [Draft], body: usize) {
    mark_legends(drafts, body);
    for at in (body..drafts.len()).rev() {
        while let Some((rest, reason)) = rest_of(drafts, at) {
            absorb(drafts, at, rest, reason);
        }
    }
}

/// Takes what says what the panels (A), (B) of a figure show for its legend, which lost its label: sentences begin with
/// the names of the panels.
fn mark_legends(drafts: &mut [Draft], body: usize) {
    for draft in &mut drafts[body..] {
        let panels = ["(A)", "(B)"].map(|panel| begins_sentence(draft.text(), panel));
        let is_legend = matches!(panels, [Some(a), Some(b)] if a < b);
        if draft.is_text() && !draft.is_heading() && is_legend {
            let of = Captioned::Figure;
            let role = Role::Caption { of, label: String::new(), place: None };
            draft.assign(role, Reason::NamesItsPanels);
        }
    }
}

/// Where a sentence begins with these words.
fn begins_sentence(text: &str, words: &str) -> Option<usize> {
    let mut found = text.match_indices(words).map(|(at, _)| at);
    found.find(|at| matches!(text[..*at].trim_end().chars().next_back(), None | Some('.' | ';')))
}

fn is_prose(draft: &Draft) -> bool {
    draft.is_open() && draft.kind == Kind::Paragraph
}

/// The rest of a paragraph that ends inside a sentence.
fn rest_of(drafts: &[Draft], at: usize) -> Option<(usize, Reason)> {
    let draft = &drafts[at];
    let is_item = draft.is_open() && matches!(draft.kind, Kind::Item { .. });
    if !is_prose(draft) && !is_item {
        return None;
    }
    let text = draft.text().trim_end();
    let is_open = stops_inside(text);
    let waits = text.ends_with([',', '(', '['])
        || text.rsplit([' ', '\n']).next().is_some_and(small::leaves_open);
    let mut between = at + 1..drafts.len().min(at + 1 + MOST_BETWEEN);
    let rest = between.find(|&own| {
        let other = &drafts[own];
        let is_passed = other.absorbed
            || matches!(
                other.role,
                Some(
                    Role::Furniture(_)
                        | Role::Caption { .. }
                        | Role::TableNote(_)
                        | Role::Footnote { .. }
                )
            )
            || matches!(other.kind, Kind::Table(_) | Kind::Note(_));
        !is_passed
    })?;
    let other = &drafts[rest];
    if !is_prose(other) || draft.words.is_emphasised() != other.words.is_emphasised() {
        return None;
    }
    let goes_on = begins_inside(other.text());
    if text.ends_with('-') && goes_on {
        Some((rest, Reason::DividedWord))
    } else if waits && is_open {
        Some((rest, Reason::OpenSentence))
    } else if is_open && begins_with_number(other.text()) {
        Some((rest, Reason::NumberAfterOpenSentence))
    } else if goes_on && (is_open || !is_terminal(last_sign(text))) {
        Some((rest, Reason::LowerCaseAfterOpenSentence))
    } else {
        None
    }
}

/// Whether a text begins with a number, a citation or a remark in brackets, and numbers no item.
fn begins_with_number(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_digit() || matches!(c, '(' | '['))
        && super::super::list::mark_of(text).is_none()
        && name::number_depth(text).is_none()
}
