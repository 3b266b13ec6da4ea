//! The title among what stands on the first page.

use super::super::chunk::Chunk;
use super::super::draft::{Context, Draft, absorb};
use super::super::name::{is_section_name, name_of};
use super::evidence::has_marks;
use super::prose::{
    FEWEST_PROSE, is_list_of_names, is_names, is_note_start, is_numbered, is_prose,
};
use crate::lexicon::imprint::{imprint_words, tells_of_publication};
use crate::lexicon::language::letter_count;
use crate::lexicon::notice::is_on_publication;
use crate::lexicon::section::{Section, names};
use crate::lexicon::{article, body};
use crate::reason::Reason;
use crate::tolerance::is_same_size;
use std::ops::Range;

/// The title stands in this upper share of its page, counted by chunks' tops.
const TITLE_SHARE: f32 = 0.7;
/// That of a poster stands higher: what is larger below it is a slogan.
const POSTER_TITLE_SHARE: f32 = 0.33;
/// How much a text of so few words counts as a title: names of journals and of kinds of article are large
/// and short.
const FULLNESS: [f32; 4] = [0.4, 0.4, 0.6, 0.8];
/// How much a text in nearly white counts as a title: it stands on a banner, as names of journals do.
const BANNER: f32 = 0.8;
/// All channels of a colour that is nearly white are at least this.
const LIGHT: u32 = 0xE0;
/// The title is larger than the body by this factor at least.
const TITLE_SIZE: f32 = 1.12;
/// Drafts after a title among which its byline is looked for.
const NEAR_TITLE: usize = 4;
/// The next line of a title or byline is no further away than this, in ems.
pub(super) const NEXT_LINE: f32 = 1.2;

/// Finds the title: the largest type in the upper part of the first page that reads like one.
pub(super) fn title(
    drafts: &mut [Draft],
    first_page: &[usize],
    context: &Context<'_>,
    page_height: f32,
) -> Option<Range<usize>> {
    let share = if context.poster { POSTER_TITLE_SHARE } else { TITLE_SHARE };
    let score = |draft: &Draft| {
        let words = draft.word_count();
        let size = draft.chunk.style.size;
        if size < TITLE_SIZE * context.body.size
            || draft.chunk.bbox.y0 > share * page_height
            || !may_be_title(draft)
        {
            return None;
        }
        // Names of journals and of kinds of article are large and short.
        let fullness = match words {
            0..=3 => FULLNESS[words],
            _ => 1.0,
        };
        let light = !context.poster && is_light(draft.chunk.style.color);
        let banner = if light { BANNER } else { 1.0 };
        Some(size * fullness * banner)
    };
    let scored: Vec<(f32, usize)> =
        first_page.iter().filter_map(|&at| Some((score(&drafts[at])?, at))).collect();
    let largest = scored.iter().max_by(|a, b| a.0.total_cmp(&b.0).then(b.1.cmp(&a.1)));
    let Some((_, largest)) = largest.copied() else {
        return above_names(drafts, first_page, context).map(|at| at..at + 1);
    };
    let below = below_banner(drafts, largest);
    let best = below.filter(|below| scored.iter().any(|(_, at)| at == below)).unwrap_or(largest);
    let mut first = best;
    let alike = |drafts: &[Draft], a: usize, b: usize| {
        let (a, b) = (&drafts[a].chunk, &drafts[b].chunk);
        // Behind a colon the title goes on in larger or smaller type.
        let size = a.style.size.min(b.style.size);
        let goes_on = a.text.trim_end().ends_with(':') && size >= TITLE_SIZE * context.body.size;
        (is_same_size(a.style.size, b.style.size) || goes_on)
            && (b.bbox.y0 - a.bbox.y1).abs() < NEXT_LINE * a.style.size
            && a.page() == b.page()
    };
    while first > 0 && drafts[first - 1].is_open() && alike(drafts, first - 1, first) {
        first -= 1;
    }
    let mut next = best + 1;
    while next < drafts.len() && drafts[next].is_open() && alike(drafts, next - 1, next) {
        next += 1;
    }
    for other in first + 1..next {
        absorb(drafts, first, other, Reason::LinesOfOneStyle);
    }
    (!is_inside_text(drafts, first, next)).then_some(first..next)
}

/// Whether a text has the length of a title and is nothing else.
fn may_be_title(draft: &Draft) -> bool {
    let text = &draft.chunk.text;
    letter_count(text) >= 8
        && draft.word_count() <= 60
        && !is_section_name(name_of(text))
        && !is_numbered(text)
        && !article::names_kind(text)
        && !has_address(text)
}

/// The highest long text of a page with an abstract, where it is no smaller than the text and names with marks
/// stand right below it: the title of a paper that sets it in the size of its text.
fn above_names(drafts: &[Draft], first_page: &[usize], context: &Context<'_>) -> Option<usize> {
    /// Titles have at least this many words: journals and kinds of article have fewer.
    const FEWEST_WORDS: usize = 4;
    let is_before = |at: &&usize| {
        let draft = &drafts[**at];
        draft.word_count() < FEWEST_WORDS || is_banner(draft.chunk.text.trim())
    };
    let mut texts = first_page.iter().skip_while(is_before);
    let (first, below) = (*texts.next()?, *texts.next()?);
    let (title, people) = (&drafts[first], drafts[below].chunk.text.trim());
    let is_abstract = |&at: &usize| names(name_of(&drafts[at].chunk.text), Section::Abstract);
    let holds = may_be_title(title)
        && title.chunk.style.size >= context.body.size
        && is_names(people)
        && has_marks(people)
        && !body::names_site(people)
        && first_page.iter().any(is_abstract);
    holds.then_some(first)
}

/// What stands right above a list of names with marks, below words on the publication or the kind of
/// article: the largest type above those is the name of a journal or of an archive, since nothing of the
/// sort parts a title from its names.
fn below_banner(drafts: &[Draft], largest: usize) -> Option<usize> {
    let open = |at: &usize| drafts[*at].is_open() && drafts[*at].chunk.sheet == 0;
    let between: Vec<usize> = (largest + 1..drafts.len()).filter(open).collect();
    let names = between.iter().position(|&at| {
        let text = drafts[at].chunk.text.trim();
        is_list_of_names(text) && is_names(text) && !body::names_site(text)
    })?;
    let (&last, before) = between[..names].split_last()?;
    before.iter().any(|&at| is_banner(drafts[at].chunk.text.trim())).then_some(last)
}

/// Whether a text is about the publication or the kind of article.
pub(super) fn is_banner(text: &str) -> bool {
    imprint_words(text) > 0
        || is_on_publication(text)
        || tells_of_publication(text)
        || article::names_badge(text)
        || article::names_kind(text)
}

/// Whether a colour is nearly that of paper.
fn is_light(color: u32) -> bool {
    (0..3).all(|channel| (color >> (8 * channel)) & 0xFF >= LIGHT)
}

/// Whether what has the largest type is a heading in running text: sentences in the type of the text
/// stand above it, and no list of names follows.
fn is_inside_text(drafts: &[Draft], title: usize, next: usize) -> bool {
    let top = drafts[title].chunk.bbox.y0;
    let is_text = |draft: &&Draft| {
        let text = draft.chunk.text.trim();
        draft.is_open()
            && draft.chunk.sheet == 0
            && draft.chunk.bbox.y1 <= top
            && draft.word_count() >= FEWEST_PROSE
            && is_prose(text)
            && !is_note_start(text)
            && imprint_words(text) == 0
    };
    let is_byline = |draft: &&Draft| is_list_of_names(draft.chunk.text.trim());
    drafts[..title].iter().any(|draft| is_text(&draft))
        && !drafts[next..].iter().take(NEAR_TITLE).any(|draft| is_byline(&draft))
}

/// Whether a text has an e-mail address.
fn has_address(text: &str) -> bool {
    text.split_whitespace()
        .filter_map(|word| word.split_once('@'))
        .any(|(_, host)| host.trim_end_matches('.').contains('.'))
}

/// Bytes of the badge or the kind of article that is glued to the beginning of a title.
pub(super) fn badge_length(title: &Chunk) -> usize {
    let (first, last) = (title.style, title.last_style);
    let text = title.text.as_str();
    if let Some((kind, rest)) = text.split_once(':')
        && first.color != last.color
        && article::names_kind(kind)
    {
        return text.len() - rest.trim_start().len();
    }
    badge_of_words(text)
}

/// The same where only its words tell.
fn badge_of_words(text: &str) -> usize {
    if let Some((line, rest)) = text.split_once('\n')
        && article::names_kind(line)
        && !article::names_kind(rest)
    {
        return line.len() + 1;
    }
    // A badge is written in capitals or in small letters, the title in both.
    let mut length = 0;
    for word in text.split_inclusive(char::is_whitespace) {
        let letters = || word.chars().filter(|c| c.is_alphabetic());
        let even = letters().all(char::is_uppercase) || letters().all(char::is_lowercase);
        if !even || letters().count() < 2 || !article::names_kind(word) {
            break;
        }
        length += word.len();
    }
    let title = &text[length..];
    let whole = title.starts_with(char::is_uppercase) && title.chars().any(char::is_lowercase);
    if whole { length } else { 0 }
}
