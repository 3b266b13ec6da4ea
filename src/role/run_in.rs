//! Headings that run in: set apart by type at the beginning of a paragraph.

use super::Role;
use super::chunk::{Chunk, LinePart, Style};
use super::draft::Draft;
use super::front::is_abstract_part;
use super::name::{is_reference_name, is_section_name, name_of};
use crate::layout::{Layout, PageLayout, Script, Word};

/// Run-in headings have no more words than this.
const MOST_WORDS: usize = 30;
/// A type style begins a paragraph this often before it counts as that of headings.
const FEWEST: usize = 3;
/// What follows a run-in heading has at least this many words.
const FEWEST_FOLLOWING: usize = 5;

/// How the first words of a paragraph are set apart from the rest.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Kind {
    bold: bool,
    italic: bool,
    /// Whether punctuation ends it.
    punctuated: bool,
}

/// The first words of a draft that are set apart.
#[derive(Debug)]
struct Lead {
    kind: Kind,
    /// Number of words.
    words: usize,
    /// Whether the words name a part of an abstract.
    named: bool,
}

/// Splits run-in headings off their paragraphs.
pub(super) fn split(drafts: &mut Vec<Draft>, layout: &Layout) {
    // Entries of the reference list begin with names in heavy or slanted type.
    let end = drafts
        .iter()
        .rposition(|draft| draft.is_open() && is_reference_name(&name_of(&draft.chunk.text)))
        .unwrap_or(drafts.len());
    let leads: Vec<Option<Lead>> = drafts
        .iter()
        .enumerate()
        .map(|(at, draft)| lead(draft, layout).filter(|lead| at < end || lead.named))
        .collect();
    let count = |kind: Kind| {
        let own = |lead: &&Lead| lead.kind == kind;
        leads.iter().flatten().filter(own).count()
    };
    let mut out: Vec<Draft> = Vec::with_capacity(drafts.len());
    for (draft, lead) in drafts.drain(..).zip(&leads) {
        match lead {
            Some(lead) if lead.named || count(lead.kind) >= FEWEST => {
                let level = if draft.role == Some(Role::Abstract) { Some(2) } else { None };
                let (mut heading, mut rest) = cut(draft, lead.words, layout);
                heading.role = level.map(Role::Heading);
                rest.role.get_or_insert(Role::Paragraph);
                heading.run_in = true;
                out.push(heading);
                out.push(rest);
            }
            _ => out.push(draft),
        }
    }
    *drafts = out;
}

/// The words of a draft in order, with the page they stand on.
fn words<'a>(
    chunk: &'a Chunk,
    layout: &'a Layout,
) -> impl Iterator<Item = (&'a PageLayout, &'a Word)> {
    chunk.lines.iter().flat_map(|part| {
        let page = &layout.pages[part.page as usize];
        let words = &page.words[part.words.start as usize..part.words.end as usize];
        words.iter().map(move |word| (page, word))
    })
}

/// Whether a word's letters are heavy and slanted; `None` where it has no letters.
fn weight(page: &PageLayout, word: &Word, layout: &Layout) -> Option<(bool, bool)> {
    let (mut letters, mut bold, mut italic) = (0, 0, 0);
    for at in word.glyphs.clone() {
        let glyph = &page.page.glyphs[page.reading[at as usize] as usize];
        let letter = glyph.text.as_char().is_none_or(char::is_alphanumeric);
        if !letter || page.scripts[at as usize] != Script::Base {
            continue;
        }
        let font = layout.fonts.get(glyph.font.0 as usize);
        letters += 1;
        bold += i32::from(font.is_some_and(|font| font.bold));
        italic += i32::from(font.is_some_and(|font| font.italic));
    }
    (letters > 0).then_some((bold * 2 > letters, italic * 2 > letters))
}

fn lead(draft: &Draft, layout: &Layout) -> Option<Lead> {
    let is_text = draft.is_open() || draft.role == Some(Role::Abstract) && !draft.absorbed;
    if !is_text || draft.mark > 0 {
        return None;
    }
    let all: Vec<(&PageLayout, &Word)> = words(&draft.chunk, layout).collect();
    let own = (draft.chunk.style.bold && draft.chunk.lines.len() > 1, false);
    let first = all.iter().find_map(|(page, word)| weight(page, word, layout))?;
    let apart = (first.0 && !own.0) || first.1;
    let mut count = 0;
    let mut text = String::new();
    if apart {
        for (page, word) in &all {
            if weight(page, word, layout).is_some_and(|weight| weight != first) {
                break;
            }
            if count > 0 {
                text.push(' ');
            }
            page.push_word(word, &mut text);
            count += 1;
            if count > MOST_WORDS {
                return None;
            }
        }
    }
    let punctuated = text.ends_with(['.', ':', '—', '–', '?']);
    let name = name_of(&text);
    let named = apart && (is_abstract_part(&name) || first.0 && is_section_name(&name));
    if count == 0 || !(punctuated || named) {
        return plain_label(draft, &all);
    }
    let begins = text.chars().find(|c| c.is_alphanumeric());
    let enough = all.len() >= count + FEWEST_FOLLOWING;
    let upper = begins.is_some_and(|c| c.is_uppercase() || c.is_numeric());
    let letters = text.chars().filter(|c| c.is_alphabetic()).count() >= 4;
    let next_upper = all.get(count).is_some_and(|(page, word)| {
        let mut next = String::new();
        page.push_word(word, &mut next);
        next.chars().find(|c| c.is_alphanumeric()).is_some_and(|c| !c.is_lowercase())
    });
    let kind = Kind { bold: first.0, italic: first.1, punctuated };
    (enough && upper && letters && next_upper).then_some(Lead { kind, words: count, named })
}

/// A part of a structured abstract whose name is set like its text: `METHODS: We ...`.
fn plain_label(draft: &Draft, all: &[(&PageLayout, &Word)]) -> Option<Lead> {
    if draft.role != Some(Role::Abstract) {
        return None;
    }
    let mut text = String::new();
    for (index, (page, word)) in all.iter().enumerate().take(5) {
        if index > 0 {
            text.push(' ');
        }
        page.push_word(word, &mut text);
        if text.ends_with(':') && is_abstract_part(&name_of(&text)) {
            let kind = Kind { bold: false, italic: false, punctuated: true };
            let words = index + 1;
            return (all.len() > words).then_some(Lead { kind, words, named: true });
        }
    }
    None
}

/// Cuts the first words off a draft.
fn cut(draft: Draft, count: usize, layout: &Layout) -> (Draft, Draft) {
    let mut left = count;
    let (mut head, mut tail): (Vec<LinePart>, Vec<LinePart>) = (Vec::new(), Vec::new());
    for part in &draft.chunk.lines {
        let own = part.words.len().min(left);
        left -= own;
        let middle = part.words.start + own as u32;
        if own > 0 {
            head.push(LinePart { words: part.words.start..middle, ..part.clone() });
        }
        if middle < part.words.end {
            tail.push(LinePart { words: middle..part.words.end, ..part.clone() });
        }
    }
    let mut heading = draft.clone();
    heading.chunk = with_lines(&draft.chunk, head, layout);
    let mut rest = draft;
    rest.chunk = with_lines(&rest.chunk, tail, layout);
    rest.chunk.indented = true;
    (heading, rest)
}

fn with_lines(chunk: &Chunk, lines: Vec<LinePart>, layout: &Layout) -> Chunk {
    let mut text = String::new();
    let mut last = None;
    for part in &lines {
        let page = &layout.pages[part.page as usize];
        for word in &page.words[part.words.start as usize..part.words.end as usize] {
            if let Some(last) = last {
                text.push(if last == part.line { ' ' } else { '\n' });
            }
            page.push_word(word, &mut text);
            last = Some(part.line);
        }
    }
    let style = lines.first().map_or(chunk.style, |part| {
        let page = &layout.pages[part.page as usize];
        let line = &page.lines[part.line as usize];
        let words = &page.words[part.words.start as usize..part.words.end as usize];
        let weight = words.iter().find_map(|word| weight(page, word, layout));
        let (bold, italic) = weight.unwrap_or((line.bold, line.italic));
        let font = words.iter().flat_map(|word| word.glyphs.clone()).find_map(|at| {
            let glyph = &page.page.glyphs[page.reading[at as usize] as usize];
            let letter = glyph.text.as_char().is_none_or(char::is_alphabetic);
            letter.then_some(glyph.font)
        });
        Style { bold, italic, font: font.unwrap_or(line.font), ..Style::of(line) }
    });
    Chunk { lines, text, style, ..chunk.clone() }
}
