//! The abstract and the keywords.

use super::super::Role;
use super::super::chunk::{Chunk, Style};
use super::super::draft::{Context, Draft};
use super::super::name::{is_abstract_part, is_section_name, name_of};
use super::{PROSE_WORDS, is_note_start, is_prose};
use crate::document::FurnitureKind;
use crate::lexicon::fold::is_same;
use crate::lexicon::section::{Section, label_length, names};
use crate::order::ElementKind;

/// An abstract without a heading has at least this many words in its first paragraph.
const OPENING_WORDS: usize = 25;
/// Abstracts end on this page, counted from 0, or before.
const LAST_PAGE: u32 = 2;
/// An abstract under its own name may stand in a box on this page, counted from 0, or before.
const LAST_PAGE_OF_BOX: u32 = 6;
/// Paragraphs of one abstract differ in type size by this factor at most.
const SAME_SIZE: f32 = 1.06;
/// A single line in the type of the abstract may differ in size by this factor.
const SAME_LINE: f32 = 1.15;
/// An abstract has no more words than this.
const MOST_WORDS: usize = 1100;
/// A line of a list of keywords that stand one below the other has no more words than this.
const KEYWORD_WORDS: usize = 8;
/// Columns of text begin together when they differ by less than this, in ems.
const SAME_EDGE: f32 = 1.5;
/// An abstract without a heading is set in type that differs from the body by this factor.
const OTHER_SIZE: f32 = 1.03;

/// A line that is larger than the abstract's heading by this factor heads something else.
const LARGER_HEADING: f32 = 1.1;

/// Marks the abstract's paragraphs and the keywords.
pub(super) fn mark(drafts: &mut [Draft], title: Option<usize>, context: &Context<'_>) {
    let from = title.map_or(0, |title| title + 1);
    mark_keywords(drafts, from);
    let late = |at: &usize| {
        let draft = &drafts[*at];
        draft.is_open()
            && draft.chunk.page() < LAST_PAGE_OF_BOX
            && names(name_of(&unspaced(&draft.chunk.text)), Section::Abstract)
    };
    let heading = (from..drafts.len())
        .find(|&at| is_heading(&drafts[at]))
        .or_else(|| (from..drafts.len()).find(late));
    if let Some(heading) = heading {
        // The document writes a heading of its own where the printed one has its letters spaced out.
        let spaced = name_of(&drafts[heading].chunk.text).contains(char::is_whitespace);
        drafts[heading].role =
            Some(if spaced { Role::Furniture(FurnitureKind::Imprint) } else { Role::Heading(1) });
        if let Some(first) = first_below(drafts, heading) {
            let text = drafts[first].chunk.text.clone();
            if let Some(mark) = abstract_mark(&text) {
                drafts[first].mark = mark;
            }
            mark_from(drafts, first, Some(heading));
        }
        return;
    }
    let run_in = (from..drafts.len())
        .find(|&at| is_candidate(&drafts[at]) && abstract_mark(&drafts[at].chunk.text).is_some());
    if let Some(first) = run_in {
        drafts[first].mark = abstract_mark(&drafts[first].chunk.text).unwrap_or(0);
        mark_from(drafts, first, None);
        return;
    }
    // The first text of a poster is any text.
    if title.is_some()
        && !context.poster
        && let Some(first) = unnamed(drafts, from, context)
    {
        mark_from(drafts, first, None);
    }
}

fn is_candidate(draft: &Draft) -> bool {
    draft.is_open() && draft.chunk.page() < LAST_PAGE
}

/// The text without the blanks between spaced-out letters: `A B S T R A C T`.
fn unspaced(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    let single = words.iter().filter(|word| word.chars().count() == 1).count();
    if words.len() > 3 && single * 10 >= words.len() * 8 { words.concat() } else { words.join(" ") }
}

fn is_heading(draft: &Draft) -> bool {
    let unspaced = unspaced(&draft.chunk.text);
    let name = name_of(&unspaced);
    is_candidate(draft) && (names(name, Section::Abstract) || names(name, Section::Summary))
}

/// The first paragraph below a heading and in its column, wherever it comes in reading order.
fn first_below(drafts: &[Draft], heading: usize) -> Option<usize> {
    let own = drafts[heading].chunk.clone();
    let page = own.page();
    let under = |at: &usize| {
        let draft = &drafts[*at];
        let chunk = &draft.chunk;
        let em = chunk.style.size;
        draft.is_open()
            && (chunk.page() == page
                && chunk.bbox.y0 > own.bbox.y0 - em
                && chunk.bbox.x0 < own.bbox.x1 + em
                && chunk.bbox.x1 > own.bbox.x0
                || chunk.page() == page + 1)
    };
    let mut below = (heading + 1..drafts.len()).filter(under);
    let first = below.next()?;
    // A part's title may stand on a line of its own above the first paragraph.
    if is_part_title(&drafts[first]) || drafts[first].word_count() >= 8 {
        return Some(first);
    }
    below.find(|&at| drafts[at].word_count() >= 8)
}

fn is_part_title(draft: &Draft) -> bool {
    draft.chunk.lines.len() == 1 && is_abstract_part(name_of(&draft.chunk.text))
}

/// The chunk that shows type and column of the abstract that begins at `first`.
fn model_of(drafts: &[Draft], first: usize, heading: Option<usize>) -> Chunk {
    // Type and column are those of the first paragraph, not of the title of its first part.
    let size = drafts[first].chunk.style.size;
    let model = (first..drafts.len().min(first + 4))
        .filter(|&at| drafts[at].is_open() && !is_part_title(&drafts[at]))
        .filter(|&at| drafts[at].chunk.bbox.y0 - drafts[first].chunk.bbox.y1 < 2.0 * size)
        .filter(|&at| at == first || stands_in(&drafts[at], &drafts[first].chunk))
        .max_by_key(|&at| (drafts[at].chunk.lines.len().min(2), std::cmp::Reverse(at)))
        .unwrap_or(first);
    let mut model = drafts[model].chunk.clone();
    if let Some(heading) =
        heading.map(|at| &drafts[at].chunk).filter(|own| own.page() == model.page())
    {
        // The first line begins after the title of the first part.
        model.bbox.x0 = model.bbox.x0.min(heading.bbox.x0);
    }
    model
}

/// Whether a chunk is set in other type than the abstract.
fn is_set_otherwise(chunk: &Chunk, model: &Chunk, strict: bool) -> bool {
    let (own, style) = (chunk.style, model.style);
    let ratio = |a: Style, b: Style| a.size.max(b.size) / a.size.min(b.size).max(0.1);
    // Lines that begin with a part's title in smaller type count by it.
    let single = chunk.lines.len() == 1 && own.font == style.font;
    ratio(own, style).min(ratio(chunk.last_style, model.last_style))
        > if single { SAME_LINE } else { SAME_SIZE }
        || strict && (own.font != style.font || own.bold != style.bold)
}

/// Marks the paragraphs of the abstract that begins at `first`.
fn mark_from(drafts: &mut [Draft], first: usize, heading: Option<usize>) {
    let model = model_of(drafts, first, heading);
    let heading_style = heading.map(|at| drafts[at].chunk.style);
    let (mut words, mut bottom, mut last) = (0, model.bbox.y0, first);
    let mut in_note = false;
    let mut parts: Vec<(String, Style)> = Vec::new();
    // Roles are set while the list is read.
    #[allow(clippy::needless_range_loop)]
    let last_page = LAST_PAGE.max(drafts[first].chunk.page() + 1);
    for at in first..drafts.len() {
        let draft = &drafts[at];
        if draft.chunk.page() > last_page
            || matches!(draft.chunk.element.kind, ElementKind::Table(_)) && words > 0
        {
            break;
        }
        if matches!(draft.role, Some(Role::Keywords)) && words > 0 && stands_in(draft, &model) {
            break;
        }
        if !draft.is_open() {
            continue;
        }
        if draft.chunk.head && words > 0 {
            break;
        }
        let style = draft.chunk.style;
        let name = name_of(&draft.chunk.text);
        let own_page = draft.chunk.page() == model.page();
        let like_heading = heading_style.is_some_and(|heading| {
            let alike = (heading.size - style.size).abs() < 0.04 * style.size
                && heading.bold == style.bold
                && heading.color == style.color
                && heading.font == style.font;
            alike || style.size > LARGER_HEADING * heading.size
        });
        let line = draft.chunk.lines.len() == 1 && draft.word_count() <= 6;
        // An abstract in a box of its own takes all columns of the box.
        let in_box = heading.is_some_and(|at| {
            let own = &drafts[at].chunk;
            own.page() >= LAST_PAGE && draft.chunk.bbox.y0 > own.bbox.y0
        });
        if own_page && !in_box && !stands_in(draft, &model) {
            let prose = draft.word_count() >= PROSE_WORDS && is_prose(&draft.chunk.text);
            if words > 0 && prose && draft.chunk.bbox.y0 > bottom {
                break;
            }
            continue;
        }
        let section = is_section_name(name) && like_heading && words > 0;
        if line && is_abstract_part(name) && !names(name, Section::Introduction) && !section {
            if !is_next_part(&parts, name, style) {
                break;
            }
            parts.push((name.to_owned(), style));
            drafts[at].role = Some(Role::Heading(2));
            continue;
        }
        let heads = draft.word_count() <= 12 && words > 0;
        if heads && (is_section_name(name) || ends_in_introduction(name) || like_heading) {
            break;
        }
        let unlike = is_set_otherwise(&draft.chunk, &model, heading.is_none() && words > 0);
        let noted = is_note_start(&draft.chunk.text);
        let letters = draft.chunk.text.chars().filter(|c| c.is_alphabetic()).count();
        // A note goes on where the next chunk begins in lower case.
        let note_goes_on = in_note && draft.chunk.text.starts_with(char::is_lowercase);
        if unlike || noted || note_goes_on || letters < 3 {
            if own_page && words > 0 && draft.word_count() >= PROSE_WORDS && unlike && !noted {
                break;
            }
            in_note = noted || note_goes_on;
            continue;
        }
        in_note = false;
        if !own_page && words > 0 && heading.is_none() {
            break;
        }
        words += draft.word_count();
        if words > MOST_WORDS {
            break;
        }
        bottom = if own_page { bottom.max(draft.chunk.bbox.y1) } else { bottom };
        last = at;
        drafts[at].role = Some(Role::Abstract);
    }
    go_on(drafts, last);
}

/// Whether a heading is that of an introduction, however it begins.
fn ends_in_introduction(name: &str) -> bool {
    let last = name.rsplit(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
    names(last, Section::Introduction)
}

/// Whether a title goes on with the parts of an abstract: they are set alike and none comes twice.
fn is_next_part(parts: &[(String, Style)], name: &str, style: Style) -> bool {
    parts.iter().all(|(other, _)| !is_same(other, name))
        && parts.first().is_none_or(|(_, first)| {
            first.size.max(style.size) <= SAME_LINE * first.size.min(style.size)
        })
}

/// Marks the rest of an abstract whose last sentence goes on at the top of the next column.
fn go_on(drafts: &mut [Draft], last: usize) {
    let own = drafts[last].chunk.clone();
    let text = own.text.trim_end();
    let ended =
        text.ends_with(['.', '?', '!', ')', ']', ':', ';']) || text.ends_with(char::is_numeric);
    if drafts[last].role != Some(Role::Abstract) || ended {
        return;
    }
    let next = (last + 1..drafts.len().min(last + 24)).find(|&at| {
        let draft = &drafts[at];
        draft.is_open()
            && draft.chunk.style.reads_on(&own.style)
            && draft.chunk.text.starts_with(char::is_lowercase)
            && draft.word_count() > 2
    });
    if let Some(next) = next {
        drafts[next].role = Some(Role::Abstract);
    }
}

/// Whether a draft stands in the column of the model.
fn stands_in(draft: &Draft, model: &Chunk) -> bool {
    let (own, model) = (draft.chunk.bbox, model.bbox);
    let common = own.x1.min(model.x1) - own.x0.max(model.x0);
    let em = draft.chunk.style.size;
    common > 0.0
        && common >= 0.5 * (own.x1 - own.x0).min(model.x1 - model.x0)
        && own.x0 > model.x0 - 2.5 * em
}

/// The first paragraph of an abstract without a heading: prose before the first section that is
/// set in type of its own, over more than a column, or that keywords follow.
fn unnamed(drafts: &[Draft], from: usize, context: &Context<'_>) -> Option<usize> {
    let first = (from..drafts.len()).find(|&at| {
        let draft = &drafts[at];
        draft.chunk.page() > 0 || draft.is_open() && is_opening(draft)
    })?;
    let draft = &drafts[first];
    if draft.chunk.page() > 0 {
        return None;
    }
    let before_heading = drafts[from..first]
        .iter()
        .any(|draft| draft.is_open() && is_section_name(name_of(&draft.chunk.text)));
    if before_heading || draft.chunk.text.trim_start().starts_with("To the Editor") {
        return None;
    }
    let style = draft.chunk.style;
    let size = style.size.max(context.body.size) / style.size.min(context.body.size).max(0.1);
    let set_apart =
        size > OTHER_SIZE || style.bold || style.italic || style.font != context.body.font;
    let next = drafts[first + 1..]
        .iter()
        .find(|next| !matches!(next.role, Some(Role::Furniture(_))) && !next.absorbed);
    let followed = next.is_some_and(|next| {
        next.role == Some(Role::Keywords)
            || next.is_open() && {
                let name = name_of(&next.chunk.text);
                names(name, Section::Introduction) || names(name, Section::Text)
            }
    });
    let prose = drafts.iter().filter(|other| other.is_open() && other.word_count() >= PROSE_WORDS);
    let mut widths: Vec<f32> =
        prose.map(|other| other.chunk.bbox.x1 - other.chunk.bbox.x0).collect();
    widths.sort_by(f32::total_cmp);
    let usual = widths.get(widths.len() / 2).copied().unwrap_or(f32::INFINITY);
    let wide = draft.chunk.bbox.x1 - draft.chunk.bbox.x0 > 1.4 * usual;
    (set_apart || followed || wide).then_some(first)
}

/// Whether a draft reads like the beginning of a text, not of an address or a note.
fn is_opening(draft: &Draft) -> bool {
    draft.word_count() >= OPENING_WORDS
        && is_prose(&draft.chunk.text)
        && !is_note_start(&draft.chunk.text)
}

/// Marks keywords beside or below their label.
fn mark_keywords(drafts: &mut [Draft], from: usize) {
    let Some(at) = (from..drafts.len()).find(|&at| {
        drafts[at].is_open()
            && drafts[at].chunk.page() <= LAST_PAGE
            && keyword_mark(&unspaced_label(&drafts[at].chunk.text)).is_some()
    }) else {
        return;
    };
    let text = drafts[at].chunk.text.clone();
    let mark = keyword_mark(&text).unwrap_or(text.len());
    if text.trim_end().len() > mark {
        drafts[at].role = Some(Role::Keywords);
        drafts[at].mark = mark;
        return;
    }
    drafts[at].role = Some(Role::Furniture(FurnitureKind::Imprint));
    let label = drafts[at].chunk.clone();
    let mut bottom = label.bbox.y1;
    let mut found = false;
    for next in at + 1..drafts.len().min(at + 8) {
        let own = &drafts[next].chunk;
        let em = own.style.size;
        let near = own.page() == label.page()
            && (own.bbox.x0 - label.bbox.x0).abs() < SAME_EDGE * em
            && own.bbox.y0 - bottom < 1.2 * em
            && own.bbox.y0 > bottom - 0.5 * em;
        let short =
            own.text.lines().all(|line| line.split_whitespace().count() <= KEYWORD_WORDS) || !found;
        if !drafts[next].is_open() || !near || !short || is_note_start(&own.text) {
            if found || drafts[next].chunk.page() != label.page() {
                return;
            }
            continue;
        }
        bottom = own.bbox.y1;
        found = true;
        drafts[next].role = Some(Role::Keywords);
    }
}

/// A text whose label is spaced out, without the blanks.
fn unspaced_label(text: &str) -> String {
    let unspaced = unspaced(text);
    if unspaced.len() < text.len() && !unspaced.contains(' ') { unspaced } else { text.to_owned() }
}

/// Bytes of the label of a keyword line.
fn keyword_mark(text: &str) -> Option<usize> {
    let rest = text.get(label_length(text, Section::Keywords)?..)?;
    let trimmed = rest.trim_start_matches(is_label_end);
    let punctuation = rest.len() > trimmed.len();
    (punctuation || trimmed.is_empty()).then_some(text.len() - trimmed.len())
}

fn is_label_end(c: char) -> bool {
    c.is_whitespace() || matches!(c, ':' | '.' | '—' | '–' | '-')
}

/// Bytes of the word "Abstract" where an abstract runs in after it.
fn abstract_mark(text: &str) -> Option<usize> {
    let label =
        label_length(text, Section::Abstract).or_else(|| label_length(text, Section::Summary));
    let rest = text.get(label?..)?;
    let trimmed = rest.trim_start_matches(is_label_end);
    // No sentence goes on with a capital after its first word.
    let begins = trimmed.chars().next().is_some_and(|c| !c.is_lowercase());
    let set_off =
        rest.len() > trimmed.len() && (begins || rest.starts_with([':', '.', '—', '–', '\n']));
    (set_off && trimmed.split_whitespace().count() > 10).then_some(text.len() - trimmed.len())
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
        assert_eq!(keyword_mark("Keywordless papers"), None);
    }
}
