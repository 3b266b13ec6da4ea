//! Headings: chunks set apart by type, by number or by a name that sections have.

use super::Role;
use super::draft::{Context, Draft};
use super::level;
use super::list::mark_of;
use super::name::{
    is_end_matter, is_reference_name, is_section_name, name_of, number_depth, number_length,
};
use crate::layout::Layout;
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
/// Type larger than the body by this factor is set apart.
const LARGER: f32 = 1.06;
/// Type smaller than the body by this factor is that of notes, not of headings.
const SMALLER: f32 = 0.9;

/// Whether two chunks are set alike, as the lines of one heading are.
fn same_style(a: &Draft, b: &Draft) -> bool {
    let (x, y) = (a.chunk.style, b.chunk.style);
    a.run_in == b.run_in
        && (x.size - y.size).abs() < 0.04 * x.size.max(y.size)
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
    let mut headings: Vec<usize> = Vec::new();
    for at in 0..drafts.len() {
        // Entries of the reference list hold names and links in other type.
        let in_list = list.is_some_and(|list| {
            at > list
                && !drafts[at].run_in
                && !is_section_name(name_of(&drafts[at].chunk.text))
                && !same_style(&drafts[at], &drafts[list])
        });
        if drafts[at].is_open() && !in_list && is_heading(drafts, at, context) {
            headings.push(at);
        }
    }
    let end = list.unwrap_or(drafts.len());
    headings.extend(like_others(drafts, end, &headings, context));
    headings.sort_unstable();
    headings.dedup();
    headings.retain(|&at| !is_link(&drafts[at], layout));
    join_lines(drafts, &mut headings);
    let levels = level::levels(drafts, &headings, context);
    for (&at, level) in headings.iter().zip(levels) {
        drafts[at].role = Some(Role::Heading(level));
    }
}

fn is_heading(drafts: &[Draft], at: usize, context: &Context<'_>) -> bool {
    let draft = &drafts[at];
    let chunk = &draft.chunk;
    if draft.run_in || draft.apart {
        return true;
    }
    let text = chunk.text.trim();
    let words = draft.word_count();
    if chunk.lines.len() > MOST_LINES || words > MOST_WORDS || words == 0 {
        return false;
    }
    if !has_letters(text) || is_statement(text) || is_column(text) || opens_list(drafts, at) {
        return false;
    }
    if chunk.head {
        return true;
    }
    if context.poster && (words > MOST_POSTER_WORDS || text.ends_with('.')) {
        return false;
    }
    let name = name_of(text);
    let single = chunk.lines.len() == 1 && chunk.block_lines == 1;
    if is_section_name(name) && single && chunk.style.font != context.body.font {
        return true;
    }
    let numbered = number_depth(text).is_some();
    let begins = text[number_length(text)..].chars().next();
    if !begins.is_some_and(|c| {
        c.is_uppercase() || c.is_numeric() || !c.is_lowercase() && c.is_alphabetic()
    }) {
        return false;
    }
    if is_section_name(name) && chunk.lines.len() <= 2 {
        return true;
    }
    let ends_sentence = text.ends_with(['.', ',', ';']) && !numbered;
    let style = chunk.style;
    let body = context.body;
    let larger = style.size > LARGER * body.size;
    let smaller = style.size < SMALLER * body.size;
    let coloured = is_coloured(style.color) && !is_coloured(context.color);
    let set_apart = larger || style.bold || style.capitals || coloured;
    let slanted = style.italic;
    if text.contains('@') || smaller && !heads_small_text(drafts, at) {
        return false;
    }
    let alone = chunk.block_lines as usize == chunk.lines.len();
    if ends_sentence && !(larger || style.bold && alone && words <= 12) {
        return false;
    }
    if set_apart {
        return true;
    }
    if is_in_own_font(drafts, at, context) {
        return true;
    }
    slanted && (alone || numbered || chunk.lines.len() == 1) && (words <= 16 || numbered && alone)
        || numbered && alone && chunk.lines.len() == 1 && words <= 12 && style.font != body.font
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
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    letters >= 3 && letters * 2 >= text.chars().filter(|c| !c.is_whitespace()).count()
}

/// Whether a text is a statement with its label (`Funding: none`), not the heading of one.
fn is_statement(text: &str) -> bool {
    text.split_once(':')
        .is_some_and(|(label, rest)| !rest.trim().is_empty() && is_end_matter(name_of(label)))
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
    headings: &[usize],
    context: &Context<'_>,
) -> Vec<usize> {
    let key = |at: usize| {
        let style = drafts[at].chunk.style;
        ((style.size * 4.0).round() as u32, context.font(style.font), style.color, style.bold)
    };
    let mut styles: BTreeMap<_, usize> = BTreeMap::new();
    for &at in headings.iter().filter(|&&at| !drafts[at].run_in) {
        *styles.entry(key(at)).or_default() += 1;
    }
    let numbers: BTreeSet<&str> =
        headings.iter().filter_map(|&at| number_of(&drafts[at].chunk.text)).collect();
    (0..end)
        .filter(|&at| {
            let draft = &drafts[at];
            let chunk = &draft.chunk;
            let text = chunk.text.trim();
            let alone = chunk.lines.len() == 1 || chunk.block_lines as usize == chunk.lines.len();
            if !draft.is_open()
                || !alone
                || chunk.lines.len() > MOST_LINES
                || chunk.page() == 0 && headings.first().is_none_or(|&first| at < first)
                || !has_letters(text)
                || is_statement(text)
                || opens_list(drafts, at)
                || mark_of(text).is_some_and(|(number, _)| number.is_none())
                || text.ends_with([',', ';', '-'])
                || text.contains(['=', '@'])
            {
                return false;
            }
            let in_style = context.font(chunk.style.font) != context.font(context.body.font)
                && styles.get(&key(at)).is_some_and(|count| *count >= FEWEST_ALIKE)
                && chunk.style.size >= SMALLER * context.body.size
                && chunk.lines.len() <= 2
                && draft.word_count() <= MOST_WORDS
                && !text.ends_with('.');
            in_style || draft.word_count() <= MOST_NUMBERED_WORDS && goes_on(text, &numbers)
        })
        .collect()
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
    chunk.page() > 0
        && chunk.lines.len() == 1
        && (chunk.style.bold && !next.chunk.style.bold || chunk.style.font != next.chunk.style.font)
        && (chunk.style.size - next.chunk.style.size).abs() < 0.15 * chunk.style.size
        && next.word_count() >= 6
        && !chunk.text.trim_end().ends_with([',', ';', '.', ')'])
        && next.chunk.text.trim().chars().next().is_some_and(char::is_uppercase)
}

/// Whether a short line stands in a font of its own over body text: fonts do not always say that
/// they are heavy.
fn is_in_own_font(drafts: &[Draft], at: usize, context: &Context<'_>) -> bool {
    let chunk = &drafts[at].chunk;
    let text = chunk.text.trim();
    let Some(next) = drafts.get(at + 1).filter(|next| next.is_open()) else { return false };
    let below = next.chunk.page() == chunk.page()
        && next.chunk.bbox.y0 - chunk.bbox.y1 < 1.5 * chunk.style.size
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
            let close =
                a.page() == b.page() && gap < 0.45 * a.style.size && gap > -0.6 * a.style.size;
            let named = is_section_name(name_of(&a.text)) || is_section_name(name_of(&b.text));
            let numbered = number_depth(b.text.trim()).is_some();
            if close && same_style(&drafts[last], &drafts[at]) && !named && !numbered {
                super::draft::absorb(drafts, last, at);
                continue;
            }
        }
        kept.push(at);
    }
    *headings = kept;
}

#[cfg(test)]
mod tests {
    use super::{goes_on, is_column, is_statement, item_number};
    use std::collections::BTreeSet;

    #[test]
    fn statements_hold_their_label() {
        assert!(is_statement("Conflict of interest: None"));
        assert!(is_statement("Funding: Nil"));
        assert!(!is_statement("Conflict of interest:"));
        assert!(!is_statement("Vaccines: an outlook"));
    }

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
    fn numbers_go_on_under_those_of_headings() {
        let numbers = BTreeSet::from(["2", "2.1"]);
        assert!(goes_on("2.1.1. Samples", &numbers));
        assert!(goes_on("2.2 Assays", &numbers));
        assert!(!goes_on("3.1 Assays", &numbers));
        assert!(!goes_on("2.5 ml of water", &numbers));
        assert!(!goes_on("Samples", &numbers));
    }
}
