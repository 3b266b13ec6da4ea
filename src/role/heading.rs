//! Headings: chunks set apart by type, by number or by a name that sections have.

use super::draft::{Context, Draft, SMALLER};
use super::level;
use super::list::{self, mark_of};
use super::model::Role;
use super::name::{
    gathers_end_matter, is_end_matter, is_reference_name, is_salutation, is_section_name,
    is_statement, name_of, number_depth, number_length,
};
use super::run_in::is_supplement;
use super::sentence::{is_sentence, is_terminal, last_sign};
use crate::layout::Layout;
use crate::lexicon::language::{is_caseless, letter_count};
use crate::lexicon::person::is_particle_as_written;
use crate::reason::Reason;
use crate::tolerance::{is_same_size, quarters};
use std::collections::{BTreeMap, BTreeSet};

/// Headings have no more lines than this.
const MOST_LINES: usize = 4;
/// Headings have no more words than this.
const MOST_WORDS: usize = 30;
/// Headings with a number have no more words than this: the number says what they are.
const MOST_NUMBERED_WORDS: usize = 60;
/// Headings of posters that layout did not find have no more words than this: slogans have more.
const MOST_POSTER_WORDS: usize = 10;
/// A style is that of headings where it is the style of this many.
const FEWEST_ALIKE: usize = 2;
/// A heading that ends like a sentence, or has nothing but its number, has no more words than this.
const MOST_SENTENCE_WORDS: usize = 12;
/// A slanted heading without a number has no more words than this.
const MOST_SLANTED_WORDS: usize = 16;
/// A heading in small type and the text below it differ in size by less than this share.
const SAME_TEXT: f32 = 0.15;
/// Headings in small heavy type have no more lines than this.
const MOST_SMALL_LINES: usize = 2;
/// A heading stands no further above its text than this, in ems.
const RIGHT_ABOVE: f32 = 1.5;
/// Text below a heading in small heavy type has at least this many words.
const FEWEST_BELOW: usize = 12;
/// Text begins no further in or out than this below such a heading, in its ems.
const FURTHEST_IN: f32 = 4.0;
/// Lines of one heading are no further apart than this, in ems.
const NEXT_LINE: f32 = 0.45;
/// Their boxes overlap by no more than this, in ems: they reach from ascent to descent.
const LINES_OVERLAP: f32 = -0.6;
/// Type larger than the body by this factor is set apart.
const LARGER: f32 = 1.06;

/// Whether two chunks are set alike, as the lines of one heading are.
fn same_style(a: &Draft, b: &Draft) -> bool {
    let (x, y) = (a.chunk.style, b.chunk.style);
    a.run_in == b.run_in
        && is_same_size(x.size, y.size)
        && (x.capitals, x.bold, x.italic) == (y.capitals, y.bold, y.italic)
        && is_coloured(x.color) == is_coloured(y.color)
}

fn is_coloured(color: u32) -> bool {
    let [_, r, g, b] = color.to_be_bytes();
    r.max(g).max(b) - r.min(g).min(b) > 40
}

/// Finds headings among the open drafts and gives them levels.
pub(super) fn assign(drafts: &mut [Draft], context: &Context<'_>, layout: &Layout) {
    let list = drafts
        .iter()
        .rposition(|draft| draft.is_open() && is_reference_name(name_of(&draft.chunk.text)));
    let mut found: BTreeMap<usize, Reason> = BTreeMap::new();
    for at in 0..drafts.len() {
        // Entries of the reference list hold names and links in other type.
        let in_list = list.is_some_and(|list| {
            at > list
                && !drafts[at].run_in
                && !drafts[at].chunk.head
                && !is_section_name(name_of(&drafts[at].chunk.text))
                && !same_style(&drafts[at], &drafts[list])
        });
        if drafts[at].is_open()
            && !in_list
            && !drafts[at].reasons.contains(&Reason::MarkOfNote)
            && let Some(reason) = heading_by_type(drafts, at, context)
        {
            found.insert(at, reason);
        }
    }
    let end = list.unwrap_or(drafts.len());
    drop_items(drafts, &mut found);
    drop_inside_panels(drafts, &mut found);
    found.extend(like_others(drafts, end, &found, context));
    drop_items(drafts, &mut found);
    found.retain(|&at, _| !is_link(&drafts[at], layout));
    let mut headings: Vec<usize> = found.keys().copied().collect();
    join_lines(drafts, &mut headings);
    let levels = level::levels(drafts, &headings, context);
    for (at, level) in headings.into_iter().zip(levels) {
        if let Some(&reason) = found.get(&at) {
            drafts[at].assign(Role::Heading(level), reason);
        }
    }
}

/// What makes a draft a heading. The evidence is asked in this order, and the first that holds
/// decides:
///
/// 1. what was cut off a paragraph as its heading is one ([`super::run_in`]).
/// 2. long texts, formulas, statements, salutations, lists of people, columns of terms and introductions of lists are
///    none.
/// 3. layout knows the heads of a poster; slogans on it are none.
/// 4. the name of a section that stands alone in another font than the body.
/// 5. what begins in lower case is none.
/// 6. the name of a section on a line or two.
/// 7. formulas, addresses, labels of files, type of notes and sentences are none.
/// 8. type that is set apart: larger, heavy, in capitals or coloured.
/// 9. a font of its own over body text; fonts do not always say that they are heavy.
/// 10. slanted type, or a number, alone on its lines.
fn heading_by_type(drafts: &[Draft], at: usize, context: &Context<'_>) -> Option<Reason> {
    let draft = &drafts[at];
    let chunk = &draft.chunk;
    if draft.run_in {
        return Some(Reason::HeadingRunIn);
    }
    if draft.apart {
        return Some(Reason::HeadingOverItsParagraph);
    }
    let text = chunk.text.trim();
    let words = draft.word_count();
    if chunk.lines.len() > MOST_LINES || words > MOST_WORDS || words == 0 || chunk.bullet {
        return None;
    }
    let salutes = text.ends_with(',') && is_salutation(text);
    let statement = is_statement(text) && chunk.style.size <= LARGER * context.body.size;
    let other = statement || salutes || is_column(text) || lists_people(text);
    if !has_letters(text) || other || opens_list(drafts, at) {
        return None;
    }
    if chunk.head {
        return Some(Reason::HeadOfPanel);
    }
    if context.poster && (words > MOST_POSTER_WORDS || text.ends_with('.')) {
        return None;
    }
    // On the first page statements are notes beside the text.
    let heavier = |next: &Draft| {
        chunk.sheet > 0 && chunk.style.bold && next.is_open() && !next.chunk.style.bold
    };
    let name = name_of(text);
    let named = is_section_name(name)
        || gathers_end_matter(name)
        || is_end_matter(name) && drafts.get(at + 1).is_some_and(heavier);
    let single = chunk.lines.len() == 1 && chunk.block_lines == 1;
    if named && single && chunk.style.font != context.body.font {
        return Some(Reason::SectionNameInOtherFont);
    }
    if !begins_like_heading(text) {
        return None;
    }
    if named && chunk.lines.len() <= 2 {
        return Some(Reason::SectionName);
    }
    set_apart(drafts, at, context)
}

/// Whether a text, behind its number or a letter in brackets, begins with a letter that is not in lower case, or a
/// digit.
fn begins_like_heading(text: &str) -> bool {
    let mark = match text.split_once(' ') {
        Some((word, _)) if list::letter_of(word).is_some() => word.len() + 1,
        _ => number_length(text),
    };
    let first = text[mark..].chars().next();
    first.is_some_and(|c| c.is_numeric() || c.is_alphabetic() && !c.is_lowercase())
}

/// What sets a short text apart from the body, as headings are: rows 7 to 10 of
/// [`heading_by_type`].
fn set_apart(drafts: &[Draft], at: usize, context: &Context<'_>) -> Option<Reason> {
    let (chunk, body) = (&drafts[at].chunk, context.body);
    let text = chunk.text.trim();
    let words = drafts[at].word_count();
    let style = chunk.style;
    let numbered = number_depth(text).is_some();
    let larger = style.size > LARGER * body.size;
    let small = style.size < SMALLER * body.size;
    let formula = text.contains(['=', '≈', '≤', '≥', '−', '•']);
    if formula
        || text.contains('@')
        || is_supplement(text)
        || small && !heads_small_text(drafts, at) && !heads_body(drafts, at, context)
    {
        return None;
    }
    let alone = chunk.block_lines as usize == chunk.lines.len();
    // What ends in a colon in the type of the body introduces or explains.
    let explains = text.ends_with(':') && !(larger || style.bold || style.italic);
    let ends_sentence = text.ends_with(['.', ',', ';']) && !numbered || explains;
    let short = words <= MOST_SENTENCE_WORDS && !is_sentence(text);
    if ends_sentence && !(short && (larger || style.bold && alone)) || is_in_prose(drafts, at) {
        return None;
    }
    let by_style = [
        (larger, Reason::LargerType),
        (style.bold, Reason::HeavyType),
        (style.capitals && !text.contains(char::is_lowercase), Reason::Capitals),
        (is_coloured(style.color) && !is_coloured(context.color), Reason::ColouredType),
        (is_in_own_font(drafts, at, context), Reason::FontOfItsOwn),
    ];
    if let Some((_, reason)) = by_style.into_iter().find(|(holds, _)| *holds) {
        return Some(reason);
    }
    let single = chunk.lines.len() == 1;
    let short = words <= MOST_SLANTED_WORDS || numbered && alone;
    if style.italic && (alone || numbered || single) && short && has_word(text) {
        return Some(Reason::SlantedType);
    }
    let lone_number = numbered && alone && single && words <= MOST_SENTENCE_WORDS;
    (lone_number && style.font != body.font).then_some(Reason::NumberedLine)
}

/// Whether a draft is set like the paragraphs right above or below it: heavy type sets nothing apart
/// from prose in that type.
fn is_in_prose(drafts: &[Draft], at: usize) -> bool {
    let own = &drafts[at];
    let goes_on = |pair: &(&Draft, &Draft)| {
        let (upper, lower) = pair;
        let gap = lower.chunk.bbox.y0 - upper.chunk.bbox.y1;
        let is_near = upper.chunk.page() == lower.chunk.page()
            && (LINES_OVERLAP..RIGHT_ABOVE).contains(&(gap / own.chunk.style.size));
        is_near
            && [upper, lower].iter().all(|one| {
                let alike = one.chunk.style.font == own.chunk.style.font && same_style(own, one);
                one.is_open() && !one.run_in && alike
            })
    };
    let above = drafts[..=at].iter().rev().zip(drafts[..at].iter().rev());
    let above = above.map(|(lower, upper)| (upper, lower)).take_while(goes_on);
    let below = drafts[at..].iter().zip(&drafts[at + 1..]).take_while(goes_on);
    let words = above
        .map(|pair| pair.0.word_count())
        .sum::<usize>()
        .max(below.map(|pair| pair.1.word_count()).sum());
    words > MOST_WORDS
}

/// Drops what only its number or slant made a heading where the numbers before and behind it are
/// those of items: the numbers of one run are all of headings or none.
fn drop_items(drafts: &[Draft], found: &mut BTreeMap<usize, Reason>) {
    /// Drafts that may stand between two items of a list.
    const BETWEEN: usize = 4;
    let number = |at: usize| {
        let draft = &drafts[at];
        let word = draft.chunk.text.split_whitespace().next()?;
        (draft.is_open() && !draft.run_in).then(|| list::number_of(word)?.parse::<u32>().ok())?
    };
    let weak = |reason: &Reason| {
        matches!(reason, Reason::SlantedType | Reason::NumberedLine | Reason::StyleOfHeadings)
    };
    let is_item = |at: usize| {
        let own = number(at)?;
        let near = at.saturating_sub(BETWEEN)..(at + BETWEEN + 1).min(drafts.len());
        let beside = near.filter(|&other| {
            let next = if other < at { own.checked_sub(1) } else { own.checked_add(1) };
            other != at && next.is_some() && number(other) == next
        });
        let (headings, items): (Vec<usize>, Vec<usize>) =
            beside.partition(|other| found.contains_key(other));
        Some(headings.is_empty() && !items.is_empty())
    };
    let items: Vec<usize> = found
        .iter()
        .filter(|(at, reason)| weak(reason) && is_item(**at) == Some(true))
        .map(|(at, _)| *at)
        .collect();
    for at in items {
        found.remove(&at);
    }
}

/// Drops what only its weight or slant made a heading, and no capitals, where panels have heads: such lines are parts of the
/// text inside a panel.
fn drop_inside_panels(drafts: &[Draft], found: &mut BTreeMap<usize, Reason>) {
    /// Heads of panels at least: fewer may be anything that is set large.
    const FEWEST: usize = 3;
    if found.values().filter(|reason| **reason == Reason::HeadOfPanel).count() >= FEWEST {
        found.retain(|at, reason| {
            let capitals = drafts[*at].chunk.style.capitals;
            capitals || !matches!(reason, Reason::HeavyType | Reason::SlantedType)
        });
    }
}

/// Whether all words of a draft lie in links to the web: buttons and files beside the paper.
fn is_link(draft: &Draft, layout: &Layout) -> bool {
    let name = name_of(&draft.chunk.text);
    !is_section_name(name)
        && !is_end_matter(name)
        && draft.chunk.lines.iter().all(|part| {
            let page = &layout.pages[part.page as usize];
            let words = &page.words[part.words.start as usize..part.words.end as usize];
            words.iter().all(|word| {
                let center = word.bbox.center();
                let mut links = page.page.links.iter();
                links.any(|link| link.uri.starts_with("http") && link.bbox.contains(center))
            })
        })
}

/// Whether a text is mostly letters.
fn has_letters(text: &str) -> bool {
    let letters = letter_count(text);
    letters >= 3 && letters * 2 >= text.chars().filter(|c| !c.is_whitespace()).count()
}

/// Whether a text has a word: variables are slanted, too, and have few letters.
fn has_word(text: &str) -> bool {
    /// Variables with their indices have fewer letters in one run than this.
    const FEWEST_LETTERS: usize = 4;
    let runs = text.split(|c: char| !c.is_alphabetic());
    text.contains(is_caseless) || runs.into_iter().any(|run| run.chars().count() >= FEWEST_LETTERS)
}

/// Whether a text ends in a colon over the first item of a list.
fn opens_list(drafts: &[Draft], at: usize) -> bool {
    let text = drafts[at].chunk.text.trim();
    if !text.ends_with(':') {
        return false;
    }
    let over = drafts.get(at + 1).filter(|next| next.is_open() && !next.run_in);
    let number_in = |text: &str| text.split_whitespace().next().and_then(item_number);
    over.is_some_and(|next| {
        mark_of(&next.chunk.text).is_some() || number_in(&next.chunk.text) == Some(1)
    })
}

/// The number that a word is, with or without punctuation.
fn item_number(word: &str) -> Option<u32> {
    let digits = word.trim_matches(['(', ')', '.']);
    (digits.len() <= 2).then(|| digits.parse().ok()).flatten()
}

/// Whether a text is nothing but names of people: capitalised words, two to four between two commas, four times or more.
fn lists_people(text: &str) -> bool {
    const FEWEST: usize = 4;
    const WORDS: std::ops::RangeInclusive<usize> = 2..=4;
    let is_part = |word: &str| word.starts_with(char::is_uppercase) || is_particle_as_written(word);
    let is_name = |part: &str| {
        WORDS.contains(&part.split_whitespace().count()) && part.split_whitespace().all(is_part)
    };
    let parts: Vec<&str> = text.split(',').map(str::trim).collect();
    parts.len() >= FEWEST && parts.into_iter().all(is_name)
}

/// Whether lines hold a word each, as columns of terms do.
fn is_column(text: &str) -> bool {
    /// Headings of fewer lines may have a word in each.
    const FEWEST_LINES: usize = 3;
    text.lines().count() >= FEWEST_LINES
        && text.lines().all(|line| !line.trim().contains(char::is_whitespace))
}

/// Finds what the type of one line did not tell: lines set like headings that were found, and
/// lines whose numbers go on with the numbers of those.
fn like_others(
    drafts: &[Draft],
    end: usize,
    found: &BTreeMap<usize, Reason>,
    context: &Context<'_>,
) -> Vec<(usize, Reason)> {
    let key = |at: usize| {
        let style = drafts[at].chunk.style;
        (quarters(style.size), context.font(style.font), style.color, style.bold)
    };
    let mut styles: BTreeMap<_, usize> = BTreeMap::new();
    for &at in found.keys().filter(|&&at| !drafts[at].run_in) {
        *styles.entry(key(at)).or_default() += 1;
    }
    let first = found.keys().next().copied();
    let numbers: BTreeSet<&str> =
        found.keys().filter_map(|&at| number_of(&drafts[at].chunk.text)).collect();
    let reason = |at: usize| {
        let draft = &drafts[at];
        let before_first = draft.chunk.sheet == 0 && first.is_none_or(|first| at < first);
        if before_first || !may_be_like_others(drafts, at) {
            return None;
        }
        let (chunk, text) = (&draft.chunk, draft.chunk.text.trim());
        // Items of posters end without a stop.
        let begins = context.poster || begins_like_heading(text) || is_behind_end(drafts, at);
        let in_style = begins
            && text.starts_with(char::is_alphanumeric)
            && context.font(chunk.style.font) != context.font(context.body.font)
            && styles.get(&key(at)).is_some_and(|count| *count >= FEWEST_ALIKE)
            && (chunk.style.size >= SMALLER * context.body.size || heads_small_text(drafts, at))
            && chunk.lines.len() <= 2
            && draft.word_count() <= MOST_WORDS
            && !text.ends_with('.');
        if in_style {
            return Some(Reason::StyleOfHeadings);
        }
        let numbered = draft.word_count() <= MOST_NUMBERED_WORDS && goes_on(text, &numbers);
        numbered.then_some(Reason::NumberUnderOthers)
    };
    (0..end).filter(|at| !found.contains_key(at)).filter_map(|at| Some((at, reason(at)?))).collect()
}

/// Whether the text before a draft has ended: what begins in lower case does not go on there.
fn is_behind_end(drafts: &[Draft], at: usize) -> bool {
    let before = drafts[..at].iter().rfind(|draft| !draft.absorbed);
    // Points that lead over a row end nothing.
    before.is_some_and(|before| {
        has_letters(&before.chunk.text) && is_terminal(last_sign(&before.chunk.text))
    })
}

/// Whether nothing in the text of a draft speaks against its being a heading like others.
fn may_be_like_others(drafts: &[Draft], at: usize) -> bool {
    let draft = &drafts[at];
    let chunk = &draft.chunk;
    let text = chunk.text.trim();
    // The text below it in its block may be set in other type.
    let set_off = |next: &Draft| {
        matches!(next.chunk.cut, Some(Reason::OtherType | Reason::OtherSize))
            && next.chunk.element == chunk.element
    };
    let alone = chunk.lines.len() == 1
        || chunk.block_lines as usize == chunk.lines.len()
        || drafts.get(at + 1).is_some_and(set_off);
    draft.is_open()
        && alone
        && chunk.lines.len() <= MOST_LINES
        && has_letters(text)
        && (has_word(text) || !chunk.style.italic)
        && !is_statement(text)
        && !opens_list(drafts, at)
        && mark_of(text).is_none_or(|(number, _)| number.is_some())
        && !text.ends_with([',', ';', '-'])
        && !text.contains(['=', '@'])
}

/// The number of a heading, without the punctuation after it.
fn number_of(text: &str) -> Option<&str> {
    number_depth(text.trim())?;
    text.split_whitespace().next().map(|word| word.trim_end_matches(['.', ')', ':']))
}

/// Whether a text has a number of some depth under one of these numbers: `2.2.1` under `2.2`.
fn goes_on(text: &str, numbers: &BTreeSet<&str>) -> bool {
    let begins = text[number_length(text)..].starts_with(char::is_uppercase);
    let Some((above, _)) = number_of(text).and_then(|number| number.rsplit_once('.')) else {
        return false;
    };
    begins && numbers.contains(above)
}

/// Whether a short line in small type is set apart from text of the same size right after it.
fn heads_small_text(drafts: &[Draft], at: usize) -> bool {
    let chunk = &drafts[at].chunk;
    let Some(next) = drafts.get(at + 1).filter(|next| next.is_open()) else { return false };
    // What is below may begin with a raised number: `1Institute of Salt`.
    let text = next.chunk.text.trim();
    let begins = text.trim_start_matches(|c: char| c.is_numeric());
    chunk.sheet > 0
        && chunk.lines.len() == 1
        && (chunk.style.bold && !next.chunk.style.bold || chunk.style.font != next.chunk.style.font)
        && (chunk.style.size - next.chunk.style.size).abs() < SAME_TEXT * chunk.style.size
        && next.word_count() >= 6
        && !chunk.text.trim_end().ends_with([',', ';', '.', ')'])
        && begins.starts_with(char::is_uppercase)
}

/// Whether heavy lines in another typeface, which may look as large at fewer points, stand right above the
/// text of the body.
fn heads_body(drafts: &[Draft], at: usize, context: &Context<'_>) -> bool {
    let chunk = &drafts[at].chunk;
    let Some(next) = drafts.get(at + 1).filter(|next| next.is_open()) else { return false };
    let below = next.chunk.page() == chunk.page()
        && (0.0..RIGHT_ABOVE * chunk.style.size).contains(&(next.chunk.bbox.y0 - chunk.bbox.y1));
    chunk.style.bold
        && chunk.lines.len() <= MOST_SMALL_LINES
        && chunk.block_lines as usize == chunk.lines.len()
        && below
        && !next.chunk.style.bold
        && is_same_size(next.chunk.style.size, context.body.size)
        && next.word_count() >= FEWEST_BELOW
        && (next.chunk.bbox.x0 - chunk.bbox.x0).abs() < FURTHEST_IN * chunk.style.size
}

/// Whether a short line stands in a font of its own over body text: fonts do not always say that
/// they are heavy.
fn is_in_own_font(drafts: &[Draft], at: usize, context: &Context<'_>) -> bool {
    let chunk = &drafts[at].chunk;
    let text = chunk.text.trim();
    let Some(next) = drafts.get(at + 1).filter(|next| next.is_open()) else { return false };
    let below = next.chunk.page() == chunk.page()
        && next.chunk.bbox.y0 - chunk.bbox.y1 < RIGHT_ABOVE * chunk.style.size
        && next.chunk.bbox.y0 > chunk.bbox.y0;
    let body = context.font(context.body.font);
    let numbered = number_depth(text).is_some_and(|(depth, _)| depth > 1);
    context.font(chunk.style.font) != body
        && context.font(next.chunk.style.font) == body
        && (below || next.chunk.page() != chunk.page())
        && chunk.lines.len() <= 2
        && (drafts[at].word_count() <= 14 || numbered)
        && text.chars().next().is_some_and(|c| c.is_uppercase() || c.is_numeric())
        && !text.ends_with(['.', ',', ':', ';'])
        && !text.contains('=')
        && next.chunk.text.trim().chars().next().is_some_and(|c| !c.is_lowercase())
}

/// Joins headings over two lines that were cut into two chunks.
fn join_lines(drafts: &mut [Draft], headings: &mut Vec<usize>) {
    let mut kept: Vec<usize> = Vec::new();
    for &at in headings.iter() {
        if let Some(&last) = kept.last()
            && at == last + 1
            && !drafts[at].run_in
            && !drafts[last].run_in
        {
            let (a, b) = (&drafts[last].chunk, &drafts[at].chunk);
            let gap = b.bbox.y0 - a.bbox.y1;
            let close = a.page() == b.page()
                && gap < NEXT_LINE * a.style.size
                && gap > LINES_OVERLAP * a.style.size;
            let named = is_section_name(name_of(&a.text)) || is_section_name(name_of(&b.text));
            let numbered = number_depth(b.text.trim()).is_some();
            if close && same_style(&drafts[last], &drafts[at]) && !named && !numbered {
                super::draft::absorb(drafts, last, at, Reason::LinesOfOneStyle);
                continue;
            }
        }
        kept.push(at);
    }
    *headings = kept;
}

#[cfg(test)]
mod tests {
    use super::{goes_on, is_column, item_number, lists_people};
    use std::collections::BTreeSet;

    #[test]
    fn columns_of_terms_are_no_headings() {
        assert!(is_column("ABC\nDEF-1\nG"));
        assert!(!is_column("Materials\nand methods"));
        assert!(!is_column("One\nTwo\nthree words here"));
    }

    #[test]
    fn numbers_of_items() {
        let rows =
            [("1", Some(1)), ("(2)", Some(2)), ("3.", Some(3)), ("Ten", None), ("2010", None)];
        for (word, number) in rows {
            assert_eq!(item_number(word), number, "{word}");
        }
    }

    #[test]
    fn lists_of_people_are_no_headings() {
        assert!(lists_people("Ada Lund, Marit Ellensvik, Jan van Beek, O. P. Moor"));
        assert!(!lists_people("Water, Salt, Wells, Wood"));
        assert!(!lists_people("Depth of Wells, Taste of Water, Origin of Salt, and Others"));
        assert!(!lists_people("Ada Lund, Marit Ellensvik"));
    }

    #[test]
    fn numbers_go_on_under_those_of_headings() {
        let numbers = BTreeSet::from(["2", "2.1"]);
        assert!(goes_on("2.1.1. Samples", &numbers));
        assert!(goes_on("2.2 Assays", &numbers));
        assert!(!goes_on("3.1 Assays", &numbers));
        assert!(!goes_on("2.5 ml of water", &numbers));
        assert!(!goes_on("Samples", &numbers));
    }
}
