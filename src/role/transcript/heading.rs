//! Headings: those that notation makes, and those that a tool wrote as plain lines.

use super::super::model::Role;
use super::super::name;
use super::super::sentence::{is_sentence, is_terminal, last_sign};
use super::draft::{Draft, next};
use crate::reason::Reason;
use crate::transcript::Kind;

/// A plain line that is a heading has no more words than this.
const MOST_WORDS: usize = 12;

/// Prose below a plain line that is a heading has at least as many words.
const FEWEST_PROSE: usize = 12;

/// Lines that name a section, from which on a text is known to write its headings as plain lines.
const FEWEST_NAMED: usize = 2;

/// The deepest level.
const DEEPEST: u8 = 5;

pub(super) fn mark(drafts: &mut [Draft], body: usize) {
    let named: Vec<usize> = (body..drafts.len()).filter(|&at| is_named(drafts, at)).collect();
    let writes_plain_lines = named.len() >= FEWEST_NAMED;
    let top = top_level(drafts, body);
    for at in body..drafts.len() {
        let draft = &drafts[at];
        if !draft.is_text() {
            continue;
        }
        let depth = name::number_depth(draft.text()).map(|(depth, _)| depth);
        let (level, reason) = if let Kind::Heading(level) = draft.kind {
            // A tool that makes a sentence a heading took a paragraph for one.
            if is_sentence(draft.text()) {
                continue;
            }
            let written = level.saturating_sub(top) + 1;
            (depth.unwrap_or(written), Reason::WrittenAsHeading)
        } else if named.binary_search(&at).is_ok() {
            (depth.unwrap_or(1), Reason::SectionName)
        } else if draft.words.is_emphasised() && is_line_of_heading(drafts, at) {
            (depth.unwrap_or(2), Reason::HeavyType)
        } else if (writes_plain_lines || depth.is_some_and(|depth| depth > 1))
            && is_line_of_heading(drafts, at)
        {
            (depth.unwrap_or(1), Reason::LineOverProse)
        } else {
            continue;
        };
        drafts[at].assign(Role::Heading(level.clamp(1, DEEPEST)), reason);
    }
}

/// The highest level that notation gives to headings of the body.
fn top_level(drafts: &[Draft], body: usize) -> u8 {
    let level = |draft: &Draft| match draft.kind {
        Kind::Heading(level) if draft.is_open() => Some(level),
        _ => None,
    };
    drafts[body..].iter().filter_map(level).min().unwrap_or(1)
}

/// Whether a plain line is nothing but the name of a section.
fn is_named(drafts: &[Draft], at: usize) -> bool {
    let draft = &drafts[at];
    let own = draft.name();
    draft.is_text()
        && draft.kind == Kind::Paragraph
        && !own.is_empty()
        && (name::is_section_name(own)
            || name::is_end_matter(own)
            || name::is_notice(own)
            || name::is_reference_name(own)
            || crate::lexicon::section::statement(own).is_some()
                && draft.word_count() <= MOST_WORDS)
        && !last_sign(draft.text()).eq(&'.')
}

/// Whether a plain line stands between the end of one sentence and prose that begins with a capital, and is no
/// sentence itself.
fn is_line_of_heading(drafts: &[Draft], at: usize) -> bool {
    let draft = &drafts[at];
    let text = &draft.text()[name::number_length(draft.text())..];
    let words = text.split_whitespace().count();
    let is_line = (1..=MOST_WORDS).contains(&words)
        && !text.contains('\n')
        && text.starts_with(char::is_uppercase)
        && !text.ends_with(|c: char| is_terminal(c) && c != '?' && c != ':')
        && text.ends_with(|c: char| c.is_alphanumeric() || matches!(c, ')' | '?' | ':'))
        && text.matches(',').count() * 3 < words.max(3)
        && !text.contains(['=', '@', '|', '<']);
    let above = (0..at).rev().find(|&own| !drafts[own].absorbed).map(|own| &drafts[own]);
    let is_closed = above.is_none_or(|above| {
        above.role.is_some()
            || above.kind != Kind::Paragraph
            || is_terminal(last_sign(above.text()))
    });
    let below = next(drafts, at).map(|own| &drafts[own]);
    let is_over_prose = below.is_some_and(|below| {
        below.is_text()
            && (below.word_count() >= FEWEST_PROSE || below.is_heading())
            && below.text().starts_with(|c: char| !c.is_lowercase())
    });
    is_line && is_closed && is_over_prose
}
