//! The abstract and the keywords.

use super::super::chunk::{Chunk, Style};
use super::super::draft::{Context, Draft};
use super::super::name::{is_abstract_part, is_section_name, name_of};
use super::label::{abstract_mark, keyword_mark, unspaced, unspaced_label};
use super::prose::{PROSE_WORDS, is_note_start, is_numbered, is_prose};
use crate::document::FurnitureKind;
use crate::lexicon::fold::is_same;
use crate::lexicon::notice::{Notice, notice_at_start};
use crate::lexicon::section::{Section, are_of_one_language, names};
use crate::order::ElementKind;
use crate::reason::Reason;
use crate::role::model::Role;
use crate::tolerance::{MAJORITY, is_same_size, median};

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
/// Paragraphs of an abstract begin no further out than this, in ems.
const FURTHEST_OUT: f32 = 2.5;
/// An abstract over several columns is wider than a column by this factor.
const WIDER: f32 = 1.4;
/// Keywords that stand one below the other are no further apart than this, in ems.
const NEXT_LINE: f32 = 1.2;
/// Their boxes overlap by no more than this, in ems.
const LINES_OVERLAP: f32 = 0.5;
/// Type is taken to be no smaller than this, in points, so that ratios are finite.
const SMALLEST_SIZE: f32 = 0.1;
/// An abstract has no more words than this.
const MOST_WORDS: usize = 1100;
/// A line of a list of keywords that stand one below the other has no more words than this.
const KEYWORD_WORDS: usize = 8;
/// Columns of text begin together when they differ by less than this, in ems.
const SAME_EDGE: f32 = 1.5;
/// Keywords below their label are indented by no more than this, in ems.
const KEYWORD_INDENT: f32 = 2.5;
/// An abstract without a heading is set in type that differs from the body by this factor.
const OTHER_SIZE: f32 = 1.03;

/// A line that is larger than the abstract's heading by this factor heads something else.
const LARGER_HEADING: f32 = 1.1;

/// Marks the keywords, and the paragraphs of an abstract under its name: whether there is one.
pub(super) fn mark_named(drafts: &mut [Draft], title: Option<usize>) -> bool {
    let from = title.map_or(0, |title| title + 1);
    mark_keywords(drafts);
    let late = |at: &usize| {
        let draft = &drafts[*at];
        draft.is_open()
            && draft.chunk.sheet < LAST_PAGE_OF_BOX
            && names(name_of(&unspaced(&draft.chunk.text)), Section::Abstract)
    };
    let heading = (from..drafts.len())
        .find(|&at| is_heading(&drafts[at]))
        .or_else(|| (from..drafts.len()).find(late));
    if let Some(heading) = heading {
        // The document writes a heading of its own where the printed one has its letters spaced out.
        let spaced = name_of(&drafts[heading].chunk.text).contains(char::is_whitespace);
        let role = if spaced { Role::Furniture(FurnitureKind::Imprint) } else { Role::Heading(1) };
        drafts[heading].assign(role, Reason::NameOfAbstract);
        if let Some(first) = first_below(drafts, heading) {
            let text = drafts[first].chunk.text.clone();
            if let Some(mark) = abstract_mark(&text) {
                drafts[first].mark = mark;
            }
            mark_from(drafts, first, Some(heading), Reason::BelowNameOfAbstract);
        }
        return true;
    }
    let run_in = (from..drafts.len())
        .find(|&at| is_candidate(&drafts[at]) && abstract_mark(&drafts[at].chunk.text).is_some());
    if let Some(first) = run_in {
        drafts[first].mark = abstract_mark(&drafts[first].chunk.text).unwrap_or(0);
        mark_from(drafts, first, None, Reason::BehindNameOfAbstract);
    }
    run_in.is_some()
}

/// Marks the paragraphs of an abstract that has no name, below the title of a first page.
pub(super) fn mark_unnamed(drafts: &mut [Draft], title: usize, context: &Context<'_>) {
    if let Some((first, reason)) = unnamed(drafts, title + 1, context) {
        mark_from(drafts, first, None, reason);
    }
}

fn is_candidate(draft: &Draft) -> bool {
    draft.is_open() && draft.chunk.sheet < LAST_PAGE
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
    let ratio = |a: Style, b: Style| a.size.max(b.size) / a.size.min(b.size).max(SMALLEST_SIZE);
    // Lines that begin with a part's title in smaller type count by it.
    let single = chunk.lines.len() == 1 && own.font == style.font;
    ratio(own, style).min(ratio(chunk.last_style, model.last_style))
        > if single { SAME_LINE } else { SAME_SIZE }
        || strict && (own.font != style.font || own.bold != style.bold)
}

/// Marks the paragraphs of the abstract that begins at `first`.
fn mark_from(drafts: &mut [Draft], first: usize, heading: Option<usize>, reason: Reason) {
    let model = model_of(drafts, first, heading);
    let mut reading = Reading::new(model, heading.map(|at| &drafts[at].chunk));
    let last_page = LAST_PAGE.max(drafts[first].chunk.sheet + 1);
    let mut last = first;
    for (at, draft) in drafts.iter_mut().enumerate().skip(first) {
        if draft.chunk.sheet > last_page || reading.ends_at(draft) {
            break;
        }
        if !draft.is_open() {
            continue;
        }
        match reading.next(draft) {
            Next::End => break,
            Next::Beside => {}
            Next::PartTitle => draft.assign(Role::Heading(2), Reason::NameOfPartOfAbstract),
            Next::Paragraph => {
                last = at;
                draft.assign(Role::Abstract, reason);
            }
        }
    }
    let bottom = reading.bottom;
    go_on(drafts, last);
    mark_parts_beside(drafts, last, &reading.model, bottom, reason);
}

/// Marks the parts of an abstract that stand in the next column beside the others, in the same type.
fn mark_parts_beside(
    drafts: &mut [Draft],
    last: usize,
    model: &Chunk,
    bottom: f32,
    reason: Reason,
) {
    let em = model.style.size;
    let is_beside = |draft: &Draft| {
        let own = draft.chunk.bbox;
        draft.is_open()
            && draft.chunk.page() == model.page()
            && own.x0 > model.bbox.x1
            && own.y0 > model.bbox.y0 - em
            && own.y1 < bottom + em
            && !is_set_otherwise(&draft.chunk, model, false)
    };
    let mut beside = drafts[last + 1..].iter_mut().filter(|draft| is_beside(draft)).peekable();
    let goes_on = beside.peek().is_some_and(|first| part_at_start(&first.chunk.text).is_some());
    beside.take_while(|_| goes_on).for_each(|draft| draft.assign(Role::Abstract, reason));
}

/// The name of a part of an abstract that a text begins with: behind it stands a colon or a full stop, or a
/// sentence begins.
fn part_at_start(text: &str) -> Option<&str> {
    /// Names of parts have no more words than this.
    const MOST_WORDS: usize = 4;
    let ends = text.match_indices(char::is_whitespace).map(|(at, _)| at).take(MOST_WORDS);
    ends.into_iter().find_map(|end| {
        let begins = text[end..].trim_start().starts_with(char::is_uppercase);
        Some(name_of(&text[..end])).filter(|name| begins && is_abstract_part(name))
    })
}

/// What a draft is to the abstract before it.
enum Next {
    /// It is behind its end.
    End,
    /// It stands between its paragraphs and is none.
    Beside,
    /// The title of one of its parts.
    PartTitle,
    /// One of its paragraphs.
    Paragraph,
}

/// What is known of an abstract while its drafts are read.
struct Reading {
    /// The chunk that its paragraphs are set like.
    model: Chunk,
    /// Style of its heading.
    heading: Option<Style>,
    /// Where its heading stands on a page on which an abstract stands in a box of its own.
    box_top: Option<f32>,
    words: usize,
    /// Lower edge of its paragraphs on its first page.
    bottom: f32,
    /// The page of the last draft, where it was of a note between its paragraphs.
    in_note: Option<u32>,
    /// Titles of its parts.
    parts: Vec<(String, Style)>,
    /// The name that the first part begins with in its line.
    first_part: Option<String>,
}

impl Reading {
    fn new(model: Chunk, heading: Option<&Chunk>) -> Self {
        let boxed = heading.filter(|heading| heading.sheet >= LAST_PAGE);
        Self {
            heading: heading.map(|heading| heading.style),
            box_top: boxed.map(|heading| heading.bbox.y0),
            words: 0,
            bottom: model.bbox.y0,
            in_note: None,
            parts: Vec::new(),
            first_part: None,
            model,
        }
    }

    /// Whether the abstract has ended before a draft, whether or not the draft has a role.
    fn ends_at(&self, draft: &Draft) -> bool {
        let is_table = matches!(draft.chunk.element.kind, ElementKind::Table(_));
        let keywords = matches!(draft.role, Some(Role::Keywords));
        self.words > 0 && (is_table || keywords && stands_in(draft, &self.model))
    }

    /// What the next open draft is.
    fn next(&mut self, draft: &Draft) -> Next {
        if draft.chunk.head && self.words > 0 {
            return Next::End;
        }
        if self.is_on_page(draft) && !self.is_in_box(draft) && !stands_in(draft, &self.model) {
            let text = &draft.chunk.text;
            let prose = draft.word_count() >= PROSE_WORDS && is_prose(text);
            let body = prose || is_section_name(name_of(text));
            let below = self.words > 0 && body && draft.chunk.bbox.y0 > self.bottom;
            return if below { Next::End } else { Next::Beside };
        }
        match self.title(draft) {
            Some(next) => next,
            None => self.paragraph(draft),
        }
    }

    fn is_on_page(&self, draft: &Draft) -> bool {
        draft.chunk.page() == self.model.page()
    }

    /// An abstract in a box of its own takes all columns of the box.
    fn is_in_box(&self, draft: &Draft) -> bool {
        self.box_top.is_some_and(|top| draft.chunk.bbox.y0 > top)
    }

    /// Whether a draft is set like the heading of the abstract, or larger.
    fn is_like_heading(&self, style: Style) -> bool {
        self.heading.is_some_and(|heading| {
            let alike = is_same_size(heading.size, style.size)
                && heading.bold == style.bold
                && heading.color == style.color
                && heading.font == style.font;
            alike || style.size > LARGER_HEADING * heading.size
        })
    }

    /// What a draft is that is a title, of a part of the abstract or of the section behind it.
    fn title(&mut self, draft: &Draft) -> Option<Next> {
        let style = draft.chunk.style;
        let name = name_of(&draft.chunk.text);
        let like_heading = self.is_like_heading(style);
        let line = draft.chunk.lines.len() == 1 && draft.word_count() <= 6;
        let section = is_section_name(name) && like_heading && self.words > 0;
        if line && is_abstract_part(name) && !names(name, Section::Introduction) && !section {
            if !is_next_part(&self.parts, name, style) {
                return Some(Next::End);
            }
            self.parts.push((name.to_owned(), style));
            return Some(Next::PartTitle);
        }
        let heads = draft.word_count() <= 12 && self.words > 0;
        let named = is_section_name(name) || ends_in_introduction(name);
        (heads && (named || like_heading)).then_some(Next::End)
    }

    /// What a draft is that is no title.
    fn paragraph(&mut self, draft: &Draft) -> Next {
        let chunk = &draft.chunk;
        let unnamed = self.heading.is_none() && self.words > 0;
        // Behind its name a part of the abstract may be heavier than the others.
        let part = part_at_start(&chunk.text);
        let unlike = is_set_otherwise(chunk, &self.model, unnamed && part.is_none());
        if let Some(part) = part {
            let first = self.first_part.get_or_insert_with(|| part.to_owned());
            // The parts of a translation follow.
            if !are_of_one_language(first, part, Section::AbstractPart) {
                return Next::End;
            }
        }
        let marked = draft.reasons.contains(&Reason::MarkOfNote);
        let noted = marked || is_note_start(&chunk.text);
        let letters = chunk.text.chars().filter(|c| c.is_alphabetic()).count();
        // A note goes on where the next chunk of its page begins in lower case.
        let note_goes_on =
            self.in_note == Some(chunk.page()) && chunk.text.starts_with(char::is_lowercase);
        let on_page = self.is_on_page(draft);
        if unlike || noted || note_goes_on || letters < 3 {
            let prose = draft.word_count() >= PROSE_WORDS;
            if on_page && self.words > 0 && prose && unlike && !noted {
                return Next::End;
            }
            // A remark of continuation is whole.
            let remark = notice_at_start(&chunk.text) == Some(Notice::Continuation);
            self.in_note = (!remark && (noted || note_goes_on)).then(|| chunk.page());
            return Next::Beside;
        }
        self.in_note = None;
        if !on_page && unnamed {
            return Next::End;
        }
        self.words += draft.word_count();
        if self.words > MOST_WORDS {
            return Next::End;
        }
        if on_page {
            self.bottom = self.bottom.max(chunk.bbox.y1);
        }
        Next::Paragraph
    }
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
                && first.bold == style.bold
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
    // A section that is named ends it.
    let is_section = |at: usize| {
        let chunk = &drafts[at].chunk;
        chunk.lines.len() == 1 && is_section_name(name_of(&chunk.text))
    };
    let limit = drafts.len().min(last + 24);
    let section = (last + 1..limit).find(|&at| is_section(at));
    let is_alike = |draft: &Draft| draft.is_open() && draft.chunk.style.reads_on(&own.style);
    let next = (last + 1..section.unwrap_or(limit)).find(|&at| {
        let draft = &drafts[at];
        is_alike(draft)
            && draft.chunk.text.starts_with(|c: char| c.is_lowercase() || c.is_numeric())
            && draft.word_count() > 2
    });
    let Some(next) = next else { return };
    drafts[next].assign(Role::Abstract, Reason::RestOfAbstract);
    // Where a section begins below it, what stands above that in its column is of the abstract, too.
    let column = drafts[next].chunk.clone();
    for draft in drafts[..section.unwrap_or(next)].iter_mut().skip(next + 1) {
        if is_alike(draft) && stands_in(draft, &column) {
            draft.assign(Role::Abstract, Reason::RestOfAbstract);
        }
    }
}

/// Whether a draft stands in the column of the model.
fn stands_in(draft: &Draft, model: &Chunk) -> bool {
    let (own, model) = (draft.chunk.bbox, model.bbox);
    let common = own.x1.min(model.x1) - own.x0.max(model.x0);
    let em = draft.chunk.style.size;
    common > 0.0
        && common >= MAJORITY * (own.x1 - own.x0).min(model.x1 - model.x0)
        && own.x0 > model.x0 - FURTHEST_OUT * em
}

/// The first paragraph of an abstract without a heading: prose before the first section that is
/// set in type of its own, over more than a column, or that keywords follow.
pub(super) fn unnamed(
    drafts: &[Draft],
    from: usize,
    context: &Context<'_>,
) -> Option<(usize, Reason)> {
    // The first text of a poster is any text.
    if context.poster {
        return None;
    }
    let first = (from..drafts.len()).find(|&at| {
        let draft = &drafts[at];
        draft.chunk.sheet > 0 || draft.is_open() && is_opening(draft)
    })?;
    let draft = &drafts[first];
    if draft.chunk.sheet > 0 {
        return None;
    }
    let before_heading = drafts[from..first]
        .iter()
        .any(|draft| draft.is_open() && is_section_name(name_of(&draft.chunk.text)));
    if before_heading || draft.chunk.text.trim_start().starts_with("To the Editor") {
        return None;
    }
    let style = draft.chunk.style;
    let size =
        style.size.max(context.body.size) / style.size.min(context.body.size).max(SMALLEST_SIZE);
    let set_apart = size > OTHER_SIZE
        || style.bold
        || style.italic
        || style.font != context.body.font
        || draft.chunk.cut == Some(Reason::OtherPanel);
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
    let widths = prose.map(|other| other.chunk.bbox.x1 - other.chunk.bbox.x0);
    let usual = median(widths).unwrap_or(f32::INFINITY);
    let wide = draft.chunk.bbox.x1 - draft.chunk.bbox.x0 > WIDER * usual;
    let evidence =
        [(followed, Reason::BeforeKeywords), (set_apart || wide, Reason::OpeningSetApart)];
    evidence.into_iter().find_map(|(holds, reason)| holds.then_some((first, reason)))
}

/// Whether a draft reads like the beginning of a text, not of an address or a note.
fn is_opening(draft: &Draft) -> bool {
    let named_part = part_at_start(&draft.chunk.text).is_some();
    let fewest = if named_part { OPENING_WORDS / 2 } else { OPENING_WORDS };
    draft.word_count() >= fewest
        && !draft.chunk.text.starts_with(char::is_lowercase)
        && !is_numbered(&draft.chunk.text)
        && (named_part || is_prose(&draft.chunk.text))
        && !is_note_start(&draft.chunk.text)
}

/// Marks keywords beside or below their label.
fn mark_keywords(drafts: &mut [Draft]) {
    let Some(at) = (0..drafts.len()).find(|&at| {
        drafts[at].is_open()
            && drafts[at].chunk.sheet <= LAST_PAGE
            && keyword_mark(&unspaced_label(&drafts[at].chunk.text)).is_some()
    }) else {
        return;
    };
    let text = drafts[at].chunk.text.clone();
    let mark = keyword_mark(&text).unwrap_or(text.len());
    if text.trim_end().len() > mark {
        drafts[at].assign(Role::Keywords, Reason::BehindNameOfKeywords);
        drafts[at].mark = mark;
        return;
    }
    drafts[at].assign(Role::Furniture(FurnitureKind::Imprint), Reason::NameOfKeywords);
    let label = drafts[at].chunk.clone();
    let mut bottom = label.bbox.y1;
    let mut found = false;
    for next in at + 1..drafts.len().min(at + 8) {
        let own = &drafts[next].chunk;
        let em = own.style.size;
        let near = own.page() == label.page()
            && (-SAME_EDGE * em..KEYWORD_INDENT * em).contains(&(own.bbox.x0 - label.bbox.x0))
            && own.bbox.y0 - bottom < NEXT_LINE * em
            && own.bbox.y0 > bottom - LINES_OVERLAP * em;
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
        drafts[next].assign(Role::Keywords, Reason::BelowNameOfKeywords);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_of_abstracts_begin_with_their_names() {
        for (text, part) in [
            ("Background: Salt dissolves", true),
            ("Results Simulation showed", true),
            ("MATERIALS AND METHODS: Salt was", true),
            ("Results of the trial", false),
            ("Salt: Water", false),
        ] {
            assert_eq!(part_at_start(text).is_some(), part, "{text}");
        }
    }
}
