//! Blocks cut into chunks: what may be a paragraph, a heading, an entry or an item.

use crate::geometry::Rect;
use crate::layout::{Layout, Line, PageLayout, Script};
use crate::lexicon::label::label_of;
use crate::order::{Element, ElementKind, Flow};
use crate::page::{FontId, Glyph};
use std::ops::Range;

/// A first line is indented by at least this much, in ems.
const INDENT: f32 = 0.55;
/// A line indented by more than this, in ems, is set apart, not indented.
const DEEPEST_INDENT: f32 = 6.0;
/// A line ends early where it is shorter than its block by this much, in ems.
const SHORT: f32 = 1.6;
/// Lines reach the right margin when they end this close to it, in ems.
const FLUSH: f32 = 0.4;
/// Lines further apart than usual in their block by this factor begin a paragraph.
const EXTRA_LEADING: f32 = 1.14;

/// A part of a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct LinePart {
    /// Index of the page.
    pub(super) page: u32,
    /// Index of the line on its page.
    pub(super) line: u32,
    /// Words of the page.
    pub(super) words: Range<u32>,
}

/// Lines that are read in one go, and how they are set.
#[derive(Debug, Clone)]
pub(super) struct Chunk {
    pub(super) lines: Vec<LinePart>,
    /// The element it is a part of.
    pub(super) element: Element,
    /// What it reads as; `\n` between lines.
    pub(super) text: String,
    /// Area on the page of its first line.
    pub(super) bbox: Rect,
    pub(super) style: Style,
    /// The type style of its last line.
    pub(super) last_style: Style,
    /// Whether its first line is indented against the lines of its column.
    pub(super) indented: bool,
    /// Whether its last line reaches the right margin of its block.
    pub(super) full: bool,
    /// Whether it begins with the number of an item, without punctuation.
    pub(super) numbered: bool,
    /// Number of lines of the block it was cut from.
    pub(super) block_lines: u32,
    /// Whether it is the head of a panel or a part of a poster.
    pub(super) head: bool,
}

/// The type style of a line.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Style {
    pub(super) size: f32,
    pub(super) font: FontId,
    pub(super) bold: bool,
    pub(super) italic: bool,
    pub(super) capitals: bool,
    pub(super) color: u32,
}

impl Style {
    pub(super) fn of(line: &Line) -> Self {
        Self {
            size: line.size,
            font: line.font,
            bold: line.bold,
            italic: line.italic,
            capitals: line.capitals,
            color: line.color,
        }
    }

    /// Whether text of both styles may be one paragraph.
    pub(super) fn reads_on(&self, other: &Self) -> bool {
        let ratio = self.size.max(other.size) / self.size.min(other.size).max(0.1);
        ratio < 1.04 && self.bold == other.bold
    }
}

impl Chunk {
    pub(super) fn page(&self) -> u32 {
        self.lines.first().map_or(self.element.page, |part| part.page)
    }
}

/// Cuts all text blocks of a flow into chunks, in reading order. Elements other than text blocks
/// stand as chunks without lines.
pub(super) fn chunks(flow: &Flow) -> Vec<Chunk> {
    let mut out = Vec::new();
    for &element in &flow.sequence {
        let page = &flow.layout.pages[element.page as usize];
        match element.kind {
            ElementKind::Block(at) => {
                let block = &page.blocks[at as usize];
                for (lines, numbered) in cut_block(page, block.lines.clone(), flow.layout.poster) {
                    out.push(Chunk { numbered, ..chunk(&flow.layout, element, lines) });
                }
            }
            ElementKind::Furniture(at) => {
                let lines = page.blocks[at as usize].lines.clone();
                out.push(chunk(&flow.layout, element, lines));
            }
            ElementKind::Table(_) | ElementKind::Figure(_) => {
                let mut empty = chunk(&flow.layout, element, 0..0);
                empty.bbox = flow.bbox(element);
                out.push(empty);
            }
        }
    }
    out
}

/// A chunk of whole lines of one page.
pub(super) fn chunk(layout: &Layout, element: Element, lines: Range<u32>) -> Chunk {
    let page = &layout.pages[element.page as usize];
    let own = &page.lines[lines.start as usize..lines.end as usize];
    let parts = lines
        .clone()
        .zip(own)
        .map(|(line, own)| LinePart { page: element.page, line, words: own.words.clone() })
        .collect();
    let block = match element.kind {
        ElementKind::Block(at) | ElementKind::Furniture(at) => Some(&page.blocks[at as usize]),
        ElementKind::Table(_) | ElementKind::Figure(_) => None,
    };
    let block_bbox = block.map_or(Rect::NOTHING, |block| block.bbox);
    let block_lines = block.map_or(0, |block| block.lines.len() as u32);
    let style = own.first().map_or(
        Style {
            size: 0.0,
            font: FontId::default(),
            bold: false,
            italic: false,
            capitals: false,
            color: 0,
        },
        Style::of,
    );
    let em = style.size;
    let text = own.iter().map(|line| page.line_text(line)).collect::<Vec<_>>().join("\n");
    let hanging =
        own.len() > 1 && own[1..].iter().all(|line| line.bbox.x0 > own[0].bbox.x0 + INDENT * em);
    Chunk {
        lines: parts,
        element,
        text,
        bbox: own.iter().map(|line| line.bbox).collect(),
        style,
        last_style: own.last().map_or(style, Style::of),
        indented: own.first().is_some_and(|line| line.bbox.x0 > block_bbox.x0 + INDENT * em)
            && !hanging,
        full: own.last().is_some_and(|line| line.bbox.x1 > block_bbox.x1 - SHORT * em),
        numbered: false,
        block_lines,
        head: !own.is_empty() && own.iter().all(|line| line.head),
    }
}

/// Where the lines of a block stand, for deciding where a paragraph begins.
struct Margins {
    left: f32,
    right: f32,
    em: f32,
    justified: bool,
    /// Whether so few lines begin at the left margin that its lines may be centred.
    centred: bool,
    /// Lines after the first of an entry are indented, not the first.
    hanging: bool,
    leading: f32,
}

fn margins(page: &PageLayout, lines: &[Line]) -> Margins {
    let em = lines.iter().map(|line| line.size).fold(0.1, f32::max);
    let left = lines.iter().map(|line| line.bbox.x0).fold(f32::INFINITY, f32::min);
    let right = lines.iter().map(|line| line.bbox.x1).fold(f32::NEG_INFINITY, f32::max);
    let flush = lines.iter().filter(|line| line.bbox.x1 > right - FLUSH * em).count();
    let flush_left = lines.iter().filter(|line| line.bbox.x0 < left + FLUSH * em).count();
    let mut steps: Vec<f32> =
        lines.windows(2).map(|pair| pair[1].baseline - pair[0].baseline).collect();
    steps.sort_by(f32::total_cmp);
    let leading = steps.get(steps.len() / 4).copied().unwrap_or(em * 1.2);
    let mut margins = Margins {
        left,
        right,
        em,
        justified: flush * 10 >= lines.len() * 6,
        centred: flush_left * 2 <= lines.len(),
        hanging: false,
        leading,
    };
    margins.hanging = is_hanging(page, lines, &margins);
    margins
}

/// Whether the lines that stand out to the left begin entries: decided by whether the lines before
/// them end one, against the same for lines that are indented.
fn is_hanging(page: &PageLayout, lines: &[Line], margins: &Margins) -> bool {
    let indented = |line: &Line| line.bbox.x0 > margins.left + INDENT * margins.em;
    let (mut out, mut out_after_end, mut inside, mut inside_after_end) = (0, 0, 0, 0);
    for pair in lines.windows(2) {
        let ended = ends(page, &pair[0], margins);
        if indented(&pair[1]) {
            inside += 1;
            inside_after_end += u32::from(ended);
        } else {
            out += 1;
            out_after_end += u32::from(ended);
        }
    }
    if inside == 0 {
        return false;
    }
    if out == 0 {
        // One entry with all further lines indented.
        return !lines.first().is_some_and(indented);
    }
    // More lines end before a line that stands out than before one that is indented.
    let first_out = !lines.first().is_some_and(indented);
    first_out && out_after_end * inside > inside_after_end * out && out_after_end * 2 >= out
}

/// Whether a line may be the last of a paragraph: it ends a sentence or ends early.
fn ends(page: &PageLayout, line: &Line, margins: &Margins) -> bool {
    let short = line.bbox.x1 < margins.right - SHORT * margins.em;
    short || is_terminal(last_char(page, line))
}

fn last_char(page: &PageLayout, line: &Line) -> char {
    let mut text = String::new();
    if let Some(word) = page.line_words(line).last() {
        page.push_word(word, &mut text);
    }
    last_sign(&text)
}

/// The last character of a text before the numbers of citations, brackets and quotes that may
/// follow the stop of a sentence: `.` of `shown.6,7` and of `shown.12–14)`.
pub(super) fn last_sign(text: &str) -> char {
    let text = text.trim_end();
    let is_after_stop = |c: char| {
        c.is_numeric()
            || matches!(c, ')' | ']' | '"' | '”' | '’' | ',' | '-' | '–' | '\u{2010}'..='\u{2012}')
    };
    let inner = text.trim_end_matches(is_after_stop).chars().next_back();
    match (text.chars().next_back(), inner) {
        // A list of citations ends in a number, not in what separates them.
        (Some(last @ (',' | '-' | '–' | '\u{2010}'..='\u{2012}')), _) => last,
        (_, Some(inner)) => inner,
        (last, None) => last.unwrap_or(' '),
    }
}

/// Whether a sentence or an item may end with this character.
pub(super) fn is_terminal(c: char) -> bool {
    matches!(c, '.' | '?' | '!' | ':' | ';' | '…')
}

/// Ranges of lines, and whether each is an item with a bare number.
fn cut_block(page: &PageLayout, range: Range<u32>, poster: bool) -> Vec<(Range<u32>, bool)> {
    let lines = &page.lines[range.start as usize..range.end as usize];
    if lines.len() < 2 {
        return vec![(range, false)];
    }
    let margins = margins(page, lines);
    let items = numbered_items(page, lines);
    let mut cuts = vec![0];
    cuts.extend(
        (1..lines.len())
            .filter(|at| items.binary_search(at).is_ok() || begins(page, lines, *at, &margins))
            .chain((1..lines.len()).filter(|&at| poster && begins_of_banner(page, lines, at))),
    );
    cuts.push(lines.len());
    cuts.sort_unstable();
    cuts.dedup();
    cuts.windows(2)
        .map(|pair| {
            let own = range.start + pair[0] as u32..range.start + pair[1] as u32;
            (own, items.binary_search(&pair[0]).is_ok())
        })
        .collect()
}

/// Whether a line of a poster begins with the mark of an institution, or is the first one with an
/// address: banners have names, institutions and addresses at one distance.
fn begins_of_banner(page: &PageLayout, lines: &[Line], at: usize) -> bool {
    let text = |at: usize| page.line_text(&lines[at]);
    let own = text(at);
    let raised = page.line_words(&lines[at]).first().is_some_and(|word| {
        let first = word.glyphs.start as usize;
        page.scripts.get(first).is_some_and(|script| *script == Script::Super)
    });
    let numbered = own.starts_with(['¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹']);
    raised || numbered || own.contains('@') && !text(at - 1).contains('@')
}

/// Whether a line begins a paragraph, entry or item.
fn begins(page: &PageLayout, lines: &[Line], at: usize, margins: &Margins) -> bool {
    let (before, line) = (&lines[at - 1], &lines[at]);
    let em = margins.em;
    let indent = (line.bbox.x0 - margins.left) / em;
    let short = before.bbox.x1 < margins.right - SHORT * em;
    let ended = is_terminal(last_char(page, before));
    // A heading that runs in may fill most of a line; the type changes inside that line.
    let goes_on = is_set_on(page, before, line);
    if line.size.max(before.size) > 1.1 * line.size.min(before.size) && !goes_on {
        return true;
    }
    if (short || ended) && is_set_otherwise(before, line) && !goes_on {
        return true;
    }
    let is_caption = || label_of(&page.line_text(&lines[0])).is_some();
    if (short || ended) && super::name::is_identifier(&page.line_text(line)) && is_caption() {
        return true;
    }
    if super::name::is_section_name(super::name::name_of(&page.line_text(before))) {
        return true;
    }
    let first = first_word(page, line);
    if begins_bullet(page, before, line, &first, margins) {
        return true;
    }
    if margins.hanging {
        return indent < INDENT
            && (ended || short || line.baseline - before.baseline > 1.1 * margins.leading);
    }
    if line.baseline - before.baseline > EXTRA_LEADING * margins.leading && (ended || short) {
        return true;
    }
    let deep = |line: &Line| {
        super::name::number_depth(&page.line_text(line)).is_some_and(|(depth, _)| depth > 1)
    };
    if short && first.starts_with(|c: char| c.is_ascii_digit()) && deep(line) {
        return true;
    }
    let before_indent = (before.bbox.x0 - margins.left) / em;
    if is_lone_dash(&first) && (ended || short) {
        return true;
    }
    if ended && begins_with_bare_number(page, line) {
        return true;
    }
    if super::list::number_of(&first).is_some() && (ended || short) && before_indent + 0.3 >= indent
    {
        return true;
    }
    if (INDENT..DEEPEST_INDENT).contains(&indent) && before_indent < indent - 0.3 {
        // Centred lines are indented too, but on both sides.
        let centred = margins.right - line.bbox.x1 > 0.8 * (line.bbox.x0 - margins.left)
            && margins.centred
            && !margins.justified;
        return (ended || short) && !centred;
    }
    let upper = first.chars().find(|c| c.is_alphanumeric()).is_some_and(|c| !c.is_lowercase());
    let much_shorter = before.bbox.x1 < margins.right - 0.25 * (margins.right - margins.left);
    let alone = ended && upper && if margins.justified { short } else { much_shorter };
    alone && indent < INDENT
}

fn is_lone_dash(word: &str) -> bool {
    word.chars().count() == 1 && word.starts_with(super::list::is_dash)
}

/// Whether a line begins with the bullet or dash of an item, its word `first`.
fn begins_bullet(
    page: &PageLayout,
    before: &Line,
    line: &Line,
    first: &str,
    margins: &Margins,
) -> bool {
    let bullet = super::list::is_bullet(first);
    let at_margin = line.bbox.x0 < margins.left + INDENT * margins.em;
    bullet && (!margins.hanging || at_margin)
        || (bullet || is_lone_dash(first)) && is_next_item(page, before, line, first)
}

/// Whether a line with a bullet stands where items of a list do: further out than the line before,
/// or under the same bullet.
fn is_next_item(page: &PageLayout, before: &Line, line: &Line, bullet: &str) -> bool {
    let step = before.bbox.x0 - line.bbox.x0;
    step > FLUSH * line.size
        || step.abs() <= FLUSH * line.size && first_word(page, before) == bullet
}

/// Lines that begin the items of a list numbered without punctuation: their numbers count up, and
/// the lines between them stand further in.
fn numbered_items(page: &PageLayout, lines: &[Line]) -> Vec<usize> {
    /// Fewer numbers at the beginning of lines count up by chance.
    const FEWEST: usize = 3;
    let mut items: Vec<usize> = Vec::new();
    let mut last = 0u32;
    for (at, line) in lines.iter().enumerate() {
        let number = if begins_with_bare_number(page, line) {
            first_word(page, line).parse::<u32>().ok()
        } else {
            None
        };
        let left = items.first().map_or(line.bbox.x0, |&first| lines[first].bbox.x0);
        let beside = (left - line.bbox.x0).abs() < FLUSH * line.size;
        match number {
            Some(number) if beside && (items.is_empty() || number == last + 1) => {
                items.push(at);
                last = number;
            }
            // After the last item anything may stand.
            _ if !items.is_empty() && line.bbox.x0 < left + FLUSH * line.size => break,
            _ => {}
        }
    }
    if items.len() >= FEWEST { items } else { Vec::new() }
}

/// Whether a line begins with a small number and a capital, as items without punctuation do.
fn begins_with_bare_number(page: &PageLayout, line: &Line) -> bool {
    let mut text = String::new();
    for word in page.line_words(line).iter().take(2) {
        page.push_word(word, &mut text);
        text.push(' ');
    }
    let mut words = text.split(' ');
    let number = words.next().is_some_and(|word| {
        (1..=2).contains(&word.len()) && word.bytes().all(|b| b.is_ascii_digit())
    });
    number && words.next().and_then(|word| word.chars().next()).is_some_and(char::is_uppercase)
}

/// Whether two lines are set in different type.
fn is_set_otherwise(a: &Line, b: &Line) -> bool {
    a.size.max(b.size) > 1.03 * a.size.min(b.size)
        || a.italic != b.italic
        || a.capitals != b.capitals
        || a.bold != b.bold
        || a.color != b.color && a.font != b.font
}

/// Whether type changes inside one of two lines, and not between them.
fn is_set_on(page: &PageLayout, before: &Line, line: &Line) -> bool {
    let ends = |line: &Line| {
        let words = page.line_words(line);
        let mut letters = words.iter().flat_map(|word| word.glyphs.clone()).filter_map(|at| {
            let glyph = &page.page.glyphs[page.reading[at as usize] as usize];
            let letter = glyph.text.as_char().is_none_or(char::is_alphanumeric);
            (letter && page.scripts[at as usize] == Script::Base).then_some(glyph)
        });
        let first = letters.next()?;
        Some((first, letters.next_back().unwrap_or(first)))
    };
    let alike = |a: &Glyph, b: &Glyph| {
        a.font == b.font && (a.size - b.size).abs() <= 0.03 * a.size.max(b.size)
    };
    match (ends(before), ends(line)) {
        (Some((a, b)), Some((c, d))) => alike(b, c) && !(alike(a, b) && alike(c, d)),
        _ => false,
    }
}

fn first_word(page: &PageLayout, line: &Line) -> String {
    let mut text = String::new();
    if let Some(word) = page.line_words(line).first() {
        page.push_word(word, &mut text);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::last_sign;

    #[test]
    fn citations_after_a_sentence_do_not_hide_its_stop() {
        let rows = [
            ("as was shown.6,7", '.'),
            ("as was shown.1–3", '.'),
            ("as was shown.1-3", '.'),
            ("(see there.)", '.'),
            ("one of 12", ' '),
            ("one, two,", ','),
            ("a half-", '-'),
            ("shown here [6,7]. ", '.'),
            ("12", '2'),
        ];
        for (text, sign) in rows {
            assert_eq!(last_sign(text), sign, "{text}");
        }
    }
}
