//! What stands before the sections: title, authors, institutions, notes, abstract, keywords.

use super::super::front::label::{abstract_mark, keyword_mark};
use super::super::front::note::letters_of;
use super::super::front::prose::{
    PROSE_WORDS, is_list_of_names, is_names, is_note_start, is_prose,
};
use super::super::model::Role;
use super::super::name;
use super::super::sentence::{is_terminal, last_sign};
use super::draft::{Draft, absorb, next};
use super::part;
use crate::document::FurnitureKind;
use crate::lexicon::article::{names_badge, names_kind};
use crate::lexicon::body::names_site;
use crate::lexicon::imprint::{imprint_words, names_citation, tells_citation};
use crate::lexicon::month::is_recent_year;
use crate::lexicon::notice::{notice_at_start, tells_of_letters};
use crate::lexicon::section::{Section, names};
use crate::lexicon::{person, small};
use crate::reason::Reason;
use crate::transcript::{Block, Kind};

/// Blocks among which the title is looked for.
const FIRST: usize = 30;

/// Words of a title, at least and at most.
const TITLE_WORDS: std::ops::RangeInclusive<usize> = 3..=45;

/// An abstract without a name has at least as many words.
const ABSTRACT_WORDS: usize = 40;

/// Words that an abstract has seldom more of: what follows without a heading is the text.
const LONGEST_ABSTRACT: usize = 450;

/// A label has no more words.
const LABEL_WORDS: usize = 3;

/// Marks the front matter; where the sections begin.
pub(super) fn mark(drafts: &mut Vec<Draft>) -> usize {
    let end = first_section(drafts);
    let Some(title) = title(drafts, end) else {
        return end.min(without_front(drafts));
    };
    let (mut title, reason) = title;
    if reason != Reason::TitleInCitation {
        title = part_kind(drafts, title);
    }
    drafts[title].assign(Role::Title, reason);
    mark_notes(drafts, 0..title);
    let body = mark_below(drafts, title);
    if !drafts.iter().any(|draft| draft.role == Some(Role::Abstract)) {
        mark_late_abstract(drafts, body);
    }
    body
}

/// Bytes of the name of the abstract at the beginning of a block, which may be nothing else.
fn summary_mark(draft: &Draft) -> Option<usize> {
    let is_name =
        [Section::Abstract, Section::Summary].iter().any(|kind| names(draft.name(), *kind));
    if is_name { Some(draft.text().len()) } else { abstract_mark(draft.text()) }
}

/// Headings of one level right below one another, with no text between, are lines of one title.
fn join_title(drafts: &mut [Draft], title: usize) {
    /// No title has more lines.
    const MOST_LINES: usize = 4;
    for _ in 1..MOST_LINES {
        let Some(below) = next(drafts, title) else { return };
        let draft = &drafts[below];
        let is_line = draft.is_heading()
            && draft.kind == drafts[title].kind
            && draft.is_open()
            && !is_named(draft)
            && !are_several_names(draft)
            && !is_part_of_front(draft.name());
        if !is_line {
            return;
        }
        absorb(drafts, title, below, Reason::LinesOfOneStyle);
    }
}

/// Parts the kind of article from the title that it is glued to; where the title is then.
fn part_kind(drafts: &mut Vec<Draft>, title: usize) -> usize {
    let length = kind_length(drafts[title].text());
    if length == 0 {
        return title;
    }
    let (kind, rest) = drafts[title].words.split_at(length);
    drafts[title].words = rest;
    drafts.insert(title, Draft::new(Block { kind: Kind::Paragraph, words: kind }));
    title + 1
}

/// Bytes of the kind of article that is glued to the beginning of a title: `Case Report Closure of Gaps`.
fn kind_length(text: &str) -> usize {
    let mut ends = text.match_indices([' ', '\n']).map(|(at, _)| at);
    let is_kind = |end: &usize| {
        let (kind, rest) = text.split_at(*end);
        kind.contains([' ', '\n'])
            && kind.chars().all(|c| c.is_alphabetic() || c.is_whitespace())
            && names_kind(kind)
            && rest.trim_start().starts_with(char::is_uppercase)
            && rest.split_whitespace().count() >= *TITLE_WORDS.start()
            && !names_kind(rest)
    };
    ends.rfind(is_kind).map_or(0, |end| end + 1)
}

/// Whether letters are spaced out, as those of kinds of articles are: `R E V I E W Open Access`.
fn is_spaced_out(text: &str) -> bool {
    /// Fewer letters behind one another may be initials.
    const FEWEST: usize = 5;
    let single = |word: &str| word.chars().count() == 1 && word.chars().all(char::is_uppercase);
    text.split_whitespace().take_while(|word| single(word)).count() >= FEWEST
}

/// Marks an abstract that stands behind other sections, as in summaries of papers, to the next heading.
fn mark_late_abstract(drafts: &mut [Draft], body: usize) {
    let is_name =
        |draft: &Draft| draft.is_text() && summary_mark(draft) == Some(draft.text().len());
    let Some(name) = (body..drafts.len()).find(|&at| is_name(&drafts[at])) else { return };
    mark_abstract(&mut drafts[name], usize::MAX);
    let below = drafts[name + 1..].iter_mut().skip_while(|draft| draft.absorbed);
    for draft in below.take_while(|draft| draft.is_text() && !is_section(draft, false)) {
        draft.assign(Role::Abstract, Reason::BelowNameOfAbstract);
    }
}

/// Where the text begins of a paper without a title: notes before it are no sections.
fn without_front(drafts: &[Draft]) -> usize {
    drafts.iter().position(|draft| draft.is_text() && !is_note(draft.text())).unwrap_or(0)
}

/// The first block that can only be a section. The kind of an article, which may have the name of one, stands above
/// its title.
fn first_section(drafts: &[Draft]) -> usize {
    let is_section = |at: &usize| {
        let draft = &drafts[*at];
        let is_kind = draft.is_heading()
            && names_kind(draft.text())
            && next(drafts, *at).is_some_and(|below| drafts[below].is_heading());
        draft.is_text() && is_named(draft) && !is_part_of_front(draft.name()) && !is_kind
    };
    (0..drafts.len()).find(is_section).unwrap_or(drafts.len())
}

/// Whether a name is one of what stands before the sections.
fn is_part_of_front(name: &str) -> bool {
    [Section::Abstract, Section::Summary, Section::Keywords].iter().any(|kind| names(name, *kind))
}

/// The title: the block for which most speaks, of several the first one. No text of the paper stands above it.
fn title(drafts: &mut [Draft], end: usize) -> Option<(usize, Reason)> {
    let cites = |draft: &&Draft| tells_citation(draft.text()) || names_citation(draft.text());
    let cited: String = drafts.iter().filter(cites).map(|draft| letters_of(draft.text())).collect();
    let level = |draft: &Draft| match draft.kind {
        Kind::Heading(level) => Some(level),
        _ => None,
    };
    let top = drafts[..end].iter().filter_map(level).min();
    let mut best: Option<(u32, usize, Reason)> = None;
    for at in 0..end.min(FIRST) {
        if is_text_of_paper(&drafts[at]) {
            break;
        }
        if drafts[at].is_heading() && leaves_open(drafts[at].text()) {
            join_title(drafts, at);
        }
        if !may_be_title(&drafts[at]) {
            continue;
        }
        join_title(drafts, at);
        let draft = &drafts[at];
        let heading = draft.is_heading();
        let is_top = heading && level(draft) == top;
        let is_cited =
            draft.word_count() > LABEL_WORDS && cited.contains(&letters_of(draft.text()));
        let below = next(drafts, at).map(|below| &drafts[below]);
        let above_one = below.is_some_and(is_byline);
        let above_several = below.is_some_and(are_several_names);
        let weight = [(heading, 2), (is_top, 1), (is_cited, 3), (above_one, 1), (above_several, 2)];
        let weight: u32 = weight.iter().filter(|(is, _)| *is).map(|(_, weight)| weight).sum();
        let reason = match (is_cited, heading) {
            (true, _) => Reason::TitleInCitation,
            (_, true) => Reason::WrittenAsHeading,
            _ => Reason::AboveNames,
        };
        if weight > best.map_or(1, |(best, ..)| best) {
            best = Some((weight, at, reason));
        }
    }
    best.map(|(_, at, reason)| (at, reason))
}

/// Whether a block is prose, and says nothing about the publication.
fn is_text_of_paper(draft: &Draft) -> bool {
    let text = draft.text();
    draft.is_text()
        && !draft.is_heading()
        && draft.word_count() >= PROSE_WORDS
        && is_prose(text)
        && !is_note(text)
        && imprint_words(text) == 0
}

/// Whether a text stops behind a small word that another one follows.
fn leaves_open(text: &str) -> bool {
    text.rsplit(char::is_whitespace).next().is_some_and(small::leaves_open)
}

fn may_be_title(draft: &Draft) -> bool {
    let text = draft.text();
    draft.is_text()
        && TITLE_WORDS.contains(&draft.word_count())
        && !text.ends_with('.')
        && !leaves_open(text)
        && !is_note(text)
        && !names_badge(text)
        && !names_kind(text)
        && !is_spaced_out(text)
        && !is_part_of_front(draft.name())
        && keyword_mark(text).is_none()
}

/// Whether a text is a note about the publication or its authors. Prose may have a word or two of an imprint.
fn is_note(text: &str) -> bool {
    let is_long = text.split_whitespace().nth(PROSE_WORDS).is_some();
    let words = imprint_words(text);
    is_note_start(text) || !is_long && tells_of_letters(text) || words > if is_long { 2 } else { 1 }
}

/// Whether every word begins with a capital, but for what joins names.
fn are_all_names(text: &str) -> bool {
    let mut words =
        text.split_whitespace().map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()));
    !text.contains(':')
        && words.all(|word| {
            !word.starts_with(char::is_lowercase)
                || word.chars().count() == 1
                || small::is_and(word)
                || person::is_particle_as_written(word)
        })
}

/// Whether names of several people stand in a text, by what parts them or by their marks.
fn are_several_names(draft: &Draft) -> bool {
    let text = draft.text();
    let parted = text.contains([',', ';', '&']) || text.split_whitespace().any(small::is_and);
    is_byline(draft) && (is_list_of_names(text) || parted)
}

/// The bytes of a label before names: `Authors:`.
fn label_of_names(text: &str) -> usize {
    let label = text.split_once(':').filter(|(label, _)| {
        let word = label.trim().trim_end_matches(['s', '(', ')']);
        ["author", "by"].iter().any(|own| word.eq_ignore_ascii_case(own))
    });
    label.map_or(0, |(label, rest)| label.len() + 1 + rest.len() - rest.trim_start().len())
}

fn is_byline(draft: &Draft) -> bool {
    let text = &draft.text()[label_of_names(draft.text())..];
    let named = is_names(text) && text.split_whitespace().count() >= 2 && are_all_names(text);
    let dated = text.split(|c: char| !c.is_ascii_digit()).any(is_recent_year);
    draft.is_text()
        && (is_list_of_names(text) || named && !text.ends_with('.'))
        && !dated
        && !names_site(text)
        && !is_note(text)
        && !names_kind(text)
        && keyword_mark(text).is_none()
        && !is_part_of_front(draft.name())
        && !name::is_section_name(draft.name())
}

/// Marks notes among blocks, each with the text that its label leads to.
fn mark_notes(drafts: &mut [Draft], range: std::ops::Range<usize>) {
    for at in range.clone() {
        if drafts[at].is_text() {
            take_labelled(drafts, at, range.end);
            mark_note(&mut drafts[at], Reason::BeforeTitle);
        }
    }
}

/// A label alone has its text in the next block.
fn take_labelled(drafts: &mut [Draft], at: usize, end: usize) {
    let is_label = |draft: &Draft| {
        draft.word_count() <= LABEL_WORDS && notice_at_start(draft.text()).is_some()
    };
    if is_label(&drafts[at])
        && let Some(below) = next(drafts, at).filter(|&below| below < end)
        && drafts[below].is_text()
        && notice_at_start(drafts[below].text()).is_none()
    {
        absorb(drafts, at, below, Reason::BelowSectionName);
    }
}

/// Marks a note; `place` says where it stands.
fn mark_note(draft: &mut Draft, place: Reason) {
    let text = draft.text();
    let is_address = text.contains('@') && draft.word_count() < FIRST;
    let (role, reason) = if tells_of_letters(text) || is_address {
        (Role::FrontNote, Reason::Address)
    } else if names_site(text) && notice_at_start(text).is_none() {
        // It may be where the authors work, or who publishes.
        (Role::FrontNote, Reason::WordOfInstitution)
    } else {
        (Role::Furniture(FurnitureKind::Imprint), place)
    };
    draft.assign(role, reason);
}

/// What has been seen below the title.
#[derive(Default)]
struct Seen {
    byline: bool,
    summary: bool,
    /// Whether the abstract goes on: a heading or a label opened it.
    in_summary: bool,
    /// Words of the abstract.
    words: usize,
}

/// Marks what stands between the title and the first section; where that begins.
fn mark_below(drafts: &mut Vec<Draft>, title: usize) -> usize {
    let mut seen = Seen::default();
    let mut at = title;
    part::set_apart(drafts, title);
    part::notices(drafts, title);
    while let Some(own) = next(drafts, at) {
        // An asterisk that marks a note looks like a bullet.
        let is_item = matches!(drafts[own].kind, Kind::Item { number: None, .. });
        if is_item && drafts[own].is_open() && is_note(drafts[own].text()) {
            mark_note(&mut drafts[own], Reason::ImprintBelowTitle);
        }
        if !drafts[own].is_open() || !drafts[own].is_text() {
            // An item or a table is of a section, unless the abstract holds it.
            if drafts[own].is_open() && !seen.in_summary {
                return own;
            }
            at = own;
            continue;
        }
        if !mark_next(drafts, own, &mut seen) {
            return own;
        }
        at = own;
    }
    drafts.len()
}

/// Marks one block; false where the sections begin with it.
fn mark_next(drafts: &mut [Draft], at: usize, seen: &mut Seen) -> bool {
    let text = drafts[at].text().to_owned();
    if let Some(mark) = keyword_mark(&text) {
        mark_keywords(drafts, at, mark);
        seen.in_summary = false;
        return true;
    }
    if let Some(mark) = summary_mark(&drafts[at]).filter(|_| !seen.summary) {
        (seen.summary, seen.in_summary) = (true, true);
        mark_abstract(&mut drafts[at], mark);
        return true;
    }
    let is_part = name::is_abstract_part(drafts[at].name());
    if seen.in_summary
        && seen.words < LONGEST_ABSTRACT
        && (is_part && keywords_follow(drafts, at) || !is_section(&drafts[at], false))
    {
        let role = if is_part { Role::Heading(2) } else { Role::Abstract };
        let reason =
            if is_part { Reason::NameOfPartOfAbstract } else { Reason::BelowNameOfAbstract };
        seen.words += drafts[at].word_count();
        drafts[at].assign(role, reason);
        return true;
    }
    // Tools write names as headings, too.
    let may_be_names = !seen.byline && is_byline(&drafts[at]);
    if !may_be_names && is_section(&drafts[at], !seen.byline) {
        return false;
    }
    mark_plain(drafts, at, seen)
}

fn mark_plain(drafts: &mut [Draft], at: usize, seen: &mut Seen) -> bool {
    let draft = &drafts[at];
    let text = draft.text();
    let prose = is_prose(text) && draft.word_count() >= ABSTRACT_WORDS;
    if !seen.byline && is_byline(draft) {
        seen.byline = true;
        let mark = label_of_names(text);
        let reason =
            if is_list_of_names(text) { Reason::ListOfNames } else { Reason::CapitalisedWords };
        drafts[at].mark = mark;
        drafts[at].assign(Role::Byline, reason);
    } else if is_note(text) || notice_at_start(text).is_some() {
        let end = drafts.len();
        take_labelled(drafts, at, end);
        mark_note(&mut drafts[at], Reason::ImprintBelowTitle);
    } else if !prose && names_site(text) {
        drafts[at].assign(Role::Affiliation, Reason::WordOfInstitution);
    } else if seen.summary && goes_on(drafts, at) {
        drafts[at].assign(Role::Abstract, Reason::RestOfAbstract);
    } else if prose && !seen.summary && (seen.byline || keywords_follow(drafts, at)) {
        (seen.summary, seen.in_summary) = (true, false);
        drafts[at].assign(Role::Abstract, Reason::BeforeKeywords);
    } else if prose || seen.summary || draft.word_count() > ABSTRACT_WORDS {
        return false;
    } else {
        mark_note(&mut drafts[at], Reason::ImprintBelowTitle);
    }
    true
}

/// Whether the abstract right above stops inside a sentence.
fn goes_on(drafts: &[Draft], at: usize) -> bool {
    let above = drafts[..at].iter().rev().find(|draft| !draft.absorbed);
    above.is_some_and(|above| {
        above.role == Some(Role::Abstract) && !is_terminal(last_sign(above.text()))
    })
}

/// Whether a block heads a section of the text. What notation makes a heading before names were seen may be more of
/// the front matter.
fn is_section(draft: &Draft, is_early: bool) -> bool {
    let is_front = is_early && (names_kind(draft.text()) || is_spaced_out(draft.text()));
    (draft.is_heading() && !is_front || is_named(draft)) && !is_part_of_front(draft.name())
}

/// Whether a block is the name of a section.
fn is_named(draft: &Draft) -> bool {
    let own = draft.name();
    name::is_section_name(own) || name::is_reference_name(own) || name::is_end_matter(own)
}

/// Whether the name of the keywords stands near below.
fn keywords_follow(drafts: &[Draft], at: usize) -> bool {
    /// Parts of an abstract, each with its name, and notes.
    const NEAR: usize = 14;
    let near = drafts[at..].iter().take(NEAR).filter(|draft| draft.is_text());
    near.into_iter().any(|draft| keyword_mark(draft.text()).is_some())
}

fn mark_keywords(drafts: &mut [Draft], at: usize, mark: usize) {
    if mark < drafts[at].text().len() {
        drafts[at].mark = mark;
        drafts[at].assign(Role::Keywords, Reason::BehindNameOfKeywords);
        return;
    }
    drafts[at].assign(Role::Furniture(FurnitureKind::Imprint), Reason::NameOfKeywords);
    if let Some(below) = next(drafts, at)
        && drafts[below].is_text()
        && !is_section(&drafts[below], false)
    {
        drafts[below].assign(Role::Keywords, Reason::BelowNameOfKeywords);
    }
}

fn mark_abstract(draft: &mut Draft, mark: usize) {
    if mark < draft.text().len() {
        draft.mark = mark;
        draft.assign(Role::Abstract, Reason::BehindNameOfAbstract);
    } else {
        draft.assign(Role::Heading(1), Reason::NameOfAbstract);
    }
}
