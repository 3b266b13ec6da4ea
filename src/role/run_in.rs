//! Headings that run in: set apart by type at the beginning of a paragraph.

use super::chunk::{Chunk, LinePart, Style};
use super::draft::{Context, Draft, SMALLER};
use super::list::{self, is_bullet};
use super::model::Role;
use super::name::{
    gathers_end_matter, is_abstract_part, is_contribution, is_end_matter, is_notice,
    is_reference_name, is_section_name, name_of, number_depth,
};
use super::sentence::ends_open;
use crate::layout::{Layout, PageLayout, Script, Word};
use crate::lexicon::label::label_of;
use crate::lexicon::month::{is_recent_year, year};
use crate::page::FontId;
use crate::reason::{Reason, Subject};
use rustc_hash::FxHashMap;

/// Run-in headings have no more words than this.
const MOST_WORDS: usize = 30;
/// A type style begins a paragraph this often before it counts as that of headings.
const FEWEST: usize = 3;
/// Lines in a font of their own above a paragraph occur this often before they count as headings.
const FEWEST_ABOVE: usize = 2;
/// What follows a run-in heading has at least this many words.
const FEWEST_FOLLOWING: usize = 5;
/// Names that are not known have at least this many letters.
const FEWEST_LETTERS: usize = 4;
/// Headings that may have been cut into one chunk have no more lines together than this.
const MOST_LINES: usize = 4;

/// How the first words of a paragraph are set apart from the rest.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
struct Kind {
    bold: bool,
    italic: bool,
    /// The font that sets it apart where that is neither heavy nor slanted by its own account.
    font: Option<FontId>,
    /// Whether punctuation ends it.
    punctuated: bool,
    /// Whether it has its lines for itself, above the rest.
    above: bool,
    /// Whether it begins a note in small type, where others of its kind must be known names.
    small: bool,
}

impl Kind {
    fn fewest(&self) -> usize {
        match (self.above, self.font) {
            (true, None) => 1,
            (true, Some(_)) => FEWEST_ABOVE,
            (false, _) => FEWEST,
        }
    }
}

/// The first words of a draft that are set apart.
#[derive(Debug)]
struct Lead {
    kind: Kind,
    /// Number of words.
    words: usize,
    /// Whether the words name a part of an abstract.
    named: bool,
    /// Whether their number tells that they head a section.
    numbered: bool,
}

/// Splits run-in headings off their paragraphs.
pub(super) fn split(drafts: &mut Vec<Draft>, context: &Context<'_>, layout: &Layout) {
    part_abstracts(drafts, layout);
    part_headings(drafts, layout);
    // Entries of the reference list begin with names in heavy or slanted type.
    let end = drafts
        .iter()
        .rposition(|draft| draft.is_open() && is_reference_name(name_of(&draft.chunk.text)))
        .unwrap_or(drafts.len());
    let leads: Vec<Option<Lead>> = drafts
        .iter()
        .enumerate()
        .map(|(at, draft)| lead(draft, context, layout).filter(|lead| at < end || lead.named))
        .collect();
    let counts = counts(&leads);
    let is_usual = |kind: &Kind| {
        let is_enough = |(count, named): &_| *count >= kind.fewest() && (*named || !kind.small);
        counts.get(kind).is_some_and(is_enough)
    };
    let mut out: Vec<Draft> = Vec::with_capacity(drafts.len());
    for (draft, lead) in drafts.drain(..).zip(&leads) {
        match lead {
            Some(lead) if lead.kind.above && (lead.numbered || is_usual(&lead.kind)) => {
                let (mut heading, mut rest) = cut(draft, lead.words, layout);
                heading.apart = true;
                out.push(heading);
                // A heading may stand right below another one.
                let next = self::lead(&rest, context, layout);
                if let Some(lead) = next.filter(|next| next.kind.above) {
                    let (mut second, text) = cut(rest, lead.words, layout);
                    second.apart = true;
                    out.push(second);
                    rest = text;
                }
                out.push(rest);
            }
            // Items of posters begin with heavy words, and with names of sections, too.
            Some(lead)
                if (lead.named || lead.numbered || is_usual(&lead.kind))
                    && (!context.poster || draft.role == Some(Role::Abstract)) =>
            {
                let of_abstract = draft.role == Some(Role::Abstract);
                let (mut heading, mut rest) = cut(draft, lead.words, layout);
                if of_abstract {
                    heading.assign(Role::Heading(2), Reason::NameOfPartOfAbstract);
                }
                if rest.role.is_none() {
                    rest.assign(Role::Paragraph, Reason::TextOfHeading);
                }
                heading.run_in = true;
                out.push(heading);
                out.push(rest);
            }
            _ => out.push(draft),
        }
    }
    *drafts = out;
}

/// How often leads are of a kind, and whether one of it is a known name.
fn counts(leads: &[Option<Lead>]) -> FxHashMap<Kind, (usize, bool)> {
    let mut counts: FxHashMap<Kind, (usize, bool)> = FxHashMap::default();
    for lead in leads.iter().flatten() {
        let (count, named) = counts.entry(lead.kind).or_default();
        *count += 1;
        *named |= lead.named;
    }
    counts
}

/// Cuts abstracts before the names of their parts that stand inside a paragraph: `... here. Methods:
/// We ...`.
fn part_abstracts(drafts: &mut Vec<Draft>, layout: &Layout) {
    let mut out: Vec<Draft> = Vec::with_capacity(drafts.len());
    for draft in drafts.drain(..) {
        if draft.role != Some(Role::Abstract) || draft.absorbed || draft.mark > 0 {
            out.push(draft);
            continue;
        }
        let mut rest = draft;
        let mut before = 0;
        for start in inner_parts(&rest, layout) {
            let (head, tail) = cut(rest, start - before, layout);
            out.push(head);
            rest = tail;
            before = start;
        }
        out.push(rest);
    }
    *drafts = out;
}

/// Places among a draft's words where a sentence has ended and the name of a part of an abstract
/// begins, closed by a colon or heavier than what follows it.
fn inner_parts(draft: &Draft, layout: &Layout) -> Vec<usize> {
    /// Names of parts have no more words than this.
    const MOST_NAME_WORDS: usize = 4;
    let all: Vec<(&PageLayout, &Word)> = words(&draft.chunk, layout).collect();
    let texts: Vec<String> = all
        .iter()
        .map(|(page, word)| {
            let mut text = String::new();
            page.push_word(word, &mut text);
            text
        })
        .collect();
    let is_heavy = |at: usize| {
        let word = all.get(at).and_then(|(page, word)| weight(page, word, layout));
        word.is_some_and(|(bold, _)| bold)
    };
    let begins = |at: &usize| {
        let heavy = is_heavy(*at) && !is_heavy(*at - 1);
        let upper = heavy || texts[*at].starts_with(char::is_uppercase);
        let closes =
            |at: usize| texts[at].ends_with(':') || heavy && is_heavy(at) && !is_heavy(at + 1);
        let end = (*at..texts.len()).take(MOST_NAME_WORDS).find(|&at| closes(at));
        let follows = end.is_some_and(|end| texts.len() > end + FEWEST_FOLLOWING);
        upper
            && texts[*at - 1].ends_with(['.', ')', ']', '?'])
            && follows
            && end.is_some_and(|end| is_abstract_part(name_of(&texts[*at..=end].join(" "))))
    };
    (1..texts.len()).filter(begins).collect()
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

/// The font of a word's first letter, by the name of the font.
fn font(page: &PageLayout, word: &Word, context: &Context<'_>) -> Option<FontId> {
    word.glyphs.clone().find_map(|at| {
        let glyph = &page.page.glyphs[page.reading[at as usize] as usize];
        let letter = glyph.text.as_char().is_none_or(char::is_alphanumeric)
            && page.scripts[at as usize] == Script::Base;
        letter.then(|| context.font(glyph.font))
    })
}

/// The words at the beginning that are set like the first one, and their text; `None` where there
/// are too many of them for a heading.
fn alike<T: PartialEq>(
    all: &[(&PageLayout, &Word)],
    kind: impl Fn(&PageLayout, &Word) -> Option<T>,
) -> Option<(usize, String)> {
    let first = all.iter().find_map(|(page, word)| kind(page, word))?;
    let mut text = String::new();
    for (count, (page, word)) in all.iter().enumerate() {
        if kind(page, word).is_some_and(|own| own != first) {
            return Some((count, text));
        }
        if count == MOST_WORDS {
            return None;
        }
        let mut own = String::new();
        page.push_word(word, &mut own);
        if count > 0 {
            // The bullet of an item says nothing about type.
            if is_bullet(&own) {
                return Some((count, text));
            }
            text.push(' ');
        }
        text.push_str(&own);
    }
    Some((all.len(), text))
}

fn lead(draft: &Draft, context: &Context<'_>, layout: &Layout) -> Option<Lead> {
    let is_text = draft.is_open() || draft.role == Some(Role::Abstract) && !draft.absorbed;
    if !is_text || draft.mark > 0 {
        return None;
    }
    let all: Vec<(&PageLayout, &Word)> = words(&draft.chunk, layout).collect();
    let first = all.iter().find_map(|(page, word)| weight(page, word, layout))?;
    if !(first.0 || first.1) {
        return numbered_lead(draft, &all, context, layout)
            .or_else(|| font_lead(draft, &all, context))
            .or_else(|| plain_label(draft, &all));
    }
    // A heavy heading may hold slanted words.
    let kind = |page: &PageLayout, word: &Word| {
        weight(page, word, layout).map(|own| (own.0, own.1 && !first.0))
    };
    let (count, text) = alike(&all, kind)?;
    let above = draft.fills_lines(count);
    let punctuated = text.ends_with(['.', ':', '—', '–', '?']);
    let name = name_of(&text);
    let named = is_abstract_part(name) || first.0 && (is_section_name(name) || is_end_matter(name));
    if draft.role == Some(Role::Abstract) && !first.0 && runs_on(&all, layout) {
        return None;
    }
    // Notes in small type begin with what they are about.
    let small = draft.chunk.style.size < SMALLER * context.body.size;
    let bare = first.0 && !text.ends_with([',', ';', '(']);
    // On the first page statements are notes beside the text.
    let beside = draft.chunk.sheet == 0 && is_end_matter(name);
    let is_note = is_notice(name) || beside && draft.role != Some(Role::Abstract);
    if is_note || !(punctuated || named || above || bare) {
        return plain_label(draft, &all);
    }
    // The paragraph may go on in the next column.
    let enough = all.len() >= count + FEWEST_FOLLOWING
        || punctuated && all.len() > count && ends_open(&draft.chunk.text);
    let above = above && !punctuated && !named;
    let italic = first.1 && !first.0;
    let small = small && !punctuated && !above;
    let kind = Kind { bold: first.0, italic, punctuated, above, small, font: None };
    let numbered = punctuated && number_depth(&text).is_some_and(|(depth, _)| depth > 1);
    let lead = Lead { kind, words: count, named, numbered };
    (enough && reads_as_heading(&text, &all[count..], named)).then_some(lead)
}

/// Whether slanted names of parts run on in one paragraph of an abstract: then it is no part by itself.
fn runs_on(all: &[(&PageLayout, &Word)], layout: &Layout) -> bool {
    let kind = |page: &PageLayout, word: &Word| weight(page, word, layout).map(|own| own.1);
    let slanted = |at: usize| all.get(at).and_then(|(page, word)| kind(page, word)) == Some(true);
    (1..all.len()).filter(|&at| slanted(at) && !slanted(at - 1)).any(|at| {
        let name = alike(&all[at..], kind);
        name.is_some_and(|(_, name)| name.ends_with('.') && is_abstract_part(name_of(&name)))
    })
}

/// The words behind the plain number or letter of a heading that has its lines for itself: they are heavy,
/// slanted or in a font of their own.
fn numbered_lead(
    draft: &Draft,
    all: &[(&PageLayout, &Word)],
    context: &Context<'_>,
    layout: &Layout,
) -> Option<Lead> {
    let number = list::mark_of(&draft.chunk.text).and_then(|(number, _)| number);
    let [_, words @ ..] = all else { return None };
    if number.is_none() || draft.role == Some(Role::Abstract) {
        return None;
    }
    let weight = |page: &PageLayout, word: &Word| weight(page, word, layout);
    let font = |page: &PageLayout, word: &Word| font(page, word, context);
    let (bold, italic) = words.iter().find_map(|(page, word)| weight(page, word))?;
    let of_body = words.iter().find_map(|(page, word)| font(page, word))
        == Some(context.font(context.body.font));
    let (count, text) = match (bold || italic, of_body) {
        (true, _) => alike(words, weight)?,
        (false, false) => alike(words, font)?,
        (false, true) => return None,
    };
    let punctuated = text.ends_with(['.', ':', ',', ';', '—', '–', '?']);
    let above = draft.fills_lines(count + 1) && words.len() >= count + FEWEST_FOLLOWING;
    let own = (!(bold || italic)).then(|| words.iter().find_map(|(page, word)| font(page, word)));
    let font = own.flatten();
    let kind = Kind { bold, italic, font, punctuated, above, small: false };
    (above && !punctuated && reads_as_heading(&text, &words[count..], false)).then_some(Lead {
        kind,
        words: count + 1,
        named: false,
        // Capitals behind a number need no others like them.
        numbered: !text.contains(char::is_lowercase),
    })
}

/// First words in a font of their own, where no font says that it is heavy or slanted.
fn font_lead(draft: &Draft, all: &[(&PageLayout, &Word)], context: &Context<'_>) -> Option<Lead> {
    if draft.role == Some(Role::Abstract) || is_entry(&draft.chunk.text) {
        return None;
    }
    let (count, text) = alike(all, |page, word| font(page, word, context))?;
    let rest = &all[count..];
    let own = all.iter().find_map(|(page, word)| font(page, word, context))?;
    let next = rest.iter().find_map(|(page, word)| font(page, word, context))?;
    let of_next =
        rest.iter().filter(|(page, word)| font(page, word, context) == Some(next)).count();
    if own == context.font(context.body.font) || of_next * 2 < rest.len() {
        return None;
    }
    let above = draft.fills_lines(count);
    let punctuated = text.ends_with(['.', ':', '—', '–', '?']);
    let enough = above || rest.len() >= FEWEST_FOLLOWING;
    if !enough || text.ends_with([',', ';']) || text.contains('=') {
        return None;
    }
    let kind = Kind { font: Some(own), punctuated, above, ..Kind::default() };
    let lead = Lead { kind, words: count, named: false, numbered: false };
    reads_as_heading(&text, rest, false).then_some(lead)
}

/// Whether a text is an entry of a numbered list of references by its number and the year at its end.
fn is_entry(text: &str) -> bool {
    let numbered = number_depth(text).is_some_and(|(depth, _)| depth == 1);
    let last = text.trim_end_matches(['.', ')']).rsplit(['(', ' ', '\n']).next();
    numbered && last.is_some_and(is_recent_year)
}

/// Whether the text of a lead begins like a heading and is no label, and what follows it begins like a
/// sentence.
fn reads_as_heading(text: &str, rest: &[(&PageLayout, &Word)], named: bool) -> bool {
    let mark = list::mark_of(text).map_or(0, |(_, length)| length);
    let begins = text[mark..].chars().find(|c| c.is_alphanumeric());
    let upper = begins.is_some_and(|c| c.is_uppercase() || c.is_numeric());
    let letters = named || text.chars().filter(|c| c.is_alphabetic()).count() >= FEWEST_LETTERS;
    // After the name of a contribution stand names of people.
    let contribution = text.ends_with(':')
        && is_contribution(name_of(text))
        && rest.iter().take(2).all(begins_anew);
    upper
        && letters
        && rest.first().is_some_and(|first| begins_anew(first) && !is_year_in_brackets(first))
        && !contribution
        && !is_supplement(text)
        && label_of(text).is_none()
}

/// Whether a word may be the first of a paragraph or item.
fn begins_anew((page, word): &(&PageLayout, &Word)) -> bool {
    let mut text = String::new();
    page.push_word(word, &mut text);
    if list::letter_of(&text).is_some() {
        return true;
    }
    match text.chars().find(|c| c.is_alphanumeric()) {
        Some(c) => !c.is_lowercase(),
        None => is_bullet(&text),
    }
}

/// Whether a word is a year in brackets: what stands before it is who wrote the work of that year.
fn is_year_in_brackets((page, word): &(&PageLayout, &Word)) -> bool {
    let mut text = String::new();
    page.push_word(word, &mut text);
    let inner = text.strip_prefix('(').and_then(|text| text.split_once(')'));
    inner.is_some_and(|(inner, _)| year(inner.trim_end_matches(char::is_alphabetic)).is_some())
}

/// Whether a text is the label of a file beside the paper: `S1 Data`.
pub(super) fn is_supplement(text: &str) -> bool {
    let number = text.split_whitespace().next().and_then(|word| word.strip_prefix('S'));
    let number = number.map(|number| number.trim_end_matches(['.', ':']));
    number.is_some_and(|number| !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit()))
}

/// Parts short chunks that hold two headings, one above the other.
fn part_headings(drafts: &mut Vec<Draft>, layout: &Layout) {
    let mut out: Vec<Draft> = Vec::with_capacity(drafts.len());
    for draft in drafts.drain(..) {
        let mut left = draft;
        while let Some(words) = second_heading(&left, layout) {
            let (first, second) = cut(left, words, layout);
            out.push(first);
            left = second;
        }
        out.push(left);
    }
    *drafts = out;
}

/// The number of words before the line at which a second heading begins: one with a number under
/// one with a number, one in small letters under one in capitals, or a statement under the name that gathers
/// statements.
fn second_heading(draft: &Draft, layout: &Layout) -> Option<usize> {
    let lines = &draft.chunk.lines;
    let whole = draft.chunk.block_lines as usize <= MOST_LINES;
    if !draft.is_open() || !whole || lines.len() < 2 {
        return None;
    }
    let style_of =
        |part: &LinePart| Style::of(&layout.pages[part.page as usize].lines[part.line as usize]);
    let first = style_of(&lines[0]);
    if lines.iter().any(|part| style_of(part).bold != first.bold) {
        return None;
    }
    let texts: Vec<&str> = draft.chunk.text.split('\n').collect();
    if texts.len() != lines.len() {
        return None;
    }
    let depth = |at: usize| number_depth(texts[at]).map(|(depth, _)| depth);
    let mut words = 0;
    for at in 1..lines.len() {
        words += lines[at - 1].words.len();
        let numbered = depth(0).is_some() && depth(at).is_some_and(|depth| depth > 1);
        let gathered = gathers_end_matter(name_of(&texts[..at].join(" ")))
            && is_end_matter(name_of(&texts[at..].join(" ")));
        let before = style_of(&lines[at - 1]);
        let lowered = first.bold
            && before.capitals
            && !style_of(&lines[at]).capitals
            && texts[at].chars().any(char::is_lowercase)
            && texts[at].starts_with(char::is_uppercase);
        if numbered || lowered || gathered {
            return Some(words);
        }
    }
    None
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
        if text.ends_with(':') && is_abstract_part(name_of(&text)) {
            let kind = Kind { punctuated: true, ..Kind::default() };
            let words = index + 1;
            return (all.len() > words).then_some(Lead {
                kind,
                words,
                named: true,
                numbered: false,
            });
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
    rest.reasons.retain(|reason| reason.subject() != Subject::Cut);
    rest.reasons.push(Reason::BehindItsHeading);
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

#[cfg(test)]
mod tests {
    use super::{ends_open, is_entry, is_supplement};

    #[test]
    fn entries_of_references_are_told_from_numbered_headings() {
        assert!(is_entry("12. A. Muster, Salt in rivers.\nSalt 20, 533–534 (2020)."));
        assert!(!is_entry("12. Salt in rivers. It dissolves."));
        assert!(!is_entry("Salt in rivers (2020)."));
    }

    #[test]
    fn files_beside_the_paper_are_no_headings() {
        assert!(is_supplement("S1 Data."));
        assert!(is_supplement("S12 Fig."));
        assert!(!is_supplement("Samples."));
        assert!(!is_supplement("S phase."));
    }

    #[test]
    fn texts_that_stop_inside_a_sentence() {
        for text in ["in", "one, two,", "infor-"] {
            assert!(ends_open(text), "{text}");
        }
        for text in ["The end.", "as follows:", "in 2001"] {
            assert!(!ends_open(text), "{text}");
        }
    }
}
