//! Blocks cut into chunks: what may be a paragraph, a heading, an entry or an item.

use crate::geometry::Rect;
use crate::layout::{Block, Layout, Line, PageLayout, Script};
use crate::lexicon::label::label_of;
use crate::order::{Element, ElementKind, Flow};
use crate::page::{FontId, Glyph};
use crate::reason::Reason;
use crate::tolerance::is_same_size;
use std::ops::Range;

/// A first line is indented by at least this much, in ems.
const INDENT: f32 = 0.55;
/// A line indented by more than this, in ems, is set apart, not indented.
const DEEPEST_INDENT: f32 = 6.0;
/// A line ends early where it is shorter than its block by this much, in ems.
const SHORT: f32 = 1.6;
/// Type is taken to be no smaller than this, in points, so that distances in ems are finite.
const SMALLEST_SIZE: f32 = 0.1;
/// Distance of baselines of a single line, in ems.
const USUAL_LEADING: f32 = 1.2;
/// Lines reach the right margin when they end this close to it, in ems.
const FLUSH: f32 = 0.4;
/// Lines further apart than usual in their block by this factor begin a paragraph.
const EXTRA_LEADING: f32 = 1.14;
/// Entries of a block of hanging lines are further apart than its lines by this factor.
const HANGING_LEADING: f32 = 1.1;
/// Lines whose type sizes differ by more than this factor are never of one paragraph.
const OTHER_SIZE: f32 = 1.1;
/// A line stands further in than the one before by at least this much, in ems.
const STEP_IN: f32 = 0.3;
/// A centred line has this share of the space on its left on its right at least.
const CENTRED: f32 = 0.8;
/// In ragged type a line ends early where this share of the width is empty behind it.
const MUCH_SHORTER: f32 = 0.25;

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
    /// What it begins apart by from the lines before it; `None` for what has no lines.
    pub(super) cut: Option<Reason>,
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
        is_same_size(self.size, other.size) && self.bold == other.bold
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
                for piece in cut_block(page, block, flow.layout.poster) {
                    let numbered = piece.cut == Reason::CountedItem;
                    let cut = Some(piece.cut);
                    out.push(Chunk { numbered, cut, ..chunk(&flow.layout, element, piece.lines) });
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
        cut: None,
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
    let em = lines.iter().map(|line| line.size).fold(SMALLEST_SIZE, f32::max);
    let left = lines.iter().map(|line| line.bbox.x0).fold(f32::INFINITY, f32::min);
    let right = lines.iter().map(|line| line.bbox.x1).fold(f32::NEG_INFINITY, f32::max);
    let flush = lines.iter().filter(|line| line.bbox.x1 > right - FLUSH * em).count();
    let flush_left = lines.iter().filter(|line| line.bbox.x0 < left + FLUSH * em).count();
    let mut steps: Vec<f32> =
        lines.windows(2).map(|pair| pair[1].baseline - pair[0].baseline).collect();
    steps.sort_by(f32::total_cmp);
    let leading = steps.get(steps.len() / 4).copied().unwrap_or(em * USUAL_LEADING);
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

/// Lines of a block that stand together.
struct Piece {
    lines: Range<u32>,
    /// What they begin apart by from the lines before them.
    cut: Reason,
}

fn cut_block(page: &PageLayout, block: &Block, poster: bool) -> Vec<Piece> {
    let range = block.lines.clone();
    let lines = page.block_lines(block);
    let margins = margins(page, lines);
    let items = numbered_items(page, lines);
    let texts: Vec<String> = lines.iter().map(|line| page.line_text(line)).collect();
    let cut_before = |at: usize| {
        if items.binary_search(&at).is_ok() {
            return Some(Reason::CountedItem);
        }
        if at == 0 {
            return block.reason.or(Some(Reason::NothingAbove));
        }
        let banner = || poster.then(|| begins_of_banner(page, lines, &texts, at)).flatten();
        begins(page, lines, &texts, at, &margins).or_else(banner)
    };
    let cuts: Vec<(usize, Reason)> =
        (0..lines.len()).filter_map(|at| Some((at, cut_before(at)?))).collect();
    let ends = cuts.iter().skip(1).map(|(at, _)| *at).chain([lines.len()]);
    let piece = |((start, cut), end): (&(usize, Reason), usize)| Piece {
        lines: range.start + *start as u32..range.start + end as u32,
        cut: *cut,
    };
    cuts.iter().zip(ends).map(piece).collect()
}

/// What a line of a poster's banner begins apart by: names, institutions and addresses stand in it at
/// one distance.
fn begins_of_banner(
    page: &PageLayout,
    lines: &[Line],
    texts: &[String],
    at: usize,
) -> Option<Reason> {
    let text = &texts[at];
    let raised = page.line_words(&lines[at]).first().is_some_and(|word| {
        let first = word.glyphs.start as usize;
        page.scripts.get(first).is_some_and(|script| *script == Script::Super)
    });
    let numbered = text.starts_with(['¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹']);
    if raised || numbered {
        return Some(Reason::MarkOfInstitution);
    }
    (text.contains('@') && !texts[at - 1].contains('@')).then_some(Reason::FirstAddress)
}

/// A line and the one before it in its block, with what tells whether a paragraph ends between them.
struct Seam<'a> {
    page: &'a PageLayout,
    margins: &'a Margins,
    before: &'a Line,
    line: &'a Line,
    /// What the two read as, the line before first.
    texts: [&'a str; 2],
    /// Whether the line before ends early.
    short: bool,
    /// Whether the line before ends a sentence or an item.
    ended: bool,
    /// How far the line stands in from the left margin, in ems.
    indent: f32,
    /// The same of the line before.
    indent_before: f32,
    /// The first word of the line.
    first: String,
}

/// What a line of a block begins apart by: it is the first one of a paragraph, entry or item. The
/// evidence is asked in this order, and the first that holds decides:
///
/// 1. type: another size or style than the line before, where that has ended. The heading of a
///    paragraph that runs in may fill most of a line: where the type changes inside a line, it says
///    nothing about the line's end.
/// 2. names: a line under the name of a section, an identifier under a caption.
/// 3. items: a bullet.
/// 4. in a block of hanging lines the place at the margin, and nothing else.
/// 5. distance: more than the usual leading below a line that has ended.
/// 6. numbers: those of headings, of items and of bare lists, below a line that has ended.
/// 7. an indented line.
/// 8. a line at the margin below one that ends early, where lines are justified, or far too early.
fn begins(
    page: &PageLayout,
    lines: &[Line],
    texts: &[String],
    at: usize,
    margins: &Margins,
) -> Option<Reason> {
    let (before, line) = (&lines[at - 1], &lines[at]);
    let seam = Seam {
        page,
        margins,
        before,
        line,
        texts: [&texts[at - 1], &texts[at]],
        short: before.bbox.x1 < margins.right - SHORT * margins.em,
        ended: is_terminal(last_char(page, before)),
        indent: (line.bbox.x0 - margins.left) / margins.em,
        indent_before: (before.bbox.x0 - margins.left) / margins.em,
        first: first_word(page, line),
    };
    let of_caption = || label_of(&texts[0]).is_some();
    if let Some(reason) = seam.by_type().or_else(|| seam.by_name(of_caption)) {
        return Some(reason);
    }
    if begins_bullet(page, before, line, &seam.first, margins) {
        return Some(Reason::Bullet);
    }
    if margins.hanging {
        return seam.by_hanging();
    }
    seam.by_distance().or_else(|| seam.by_number()).or_else(|| seam.by_place())
}

impl Seam<'_> {
    /// Whether a paragraph may end with the line before.
    fn may_end(&self) -> bool {
        self.short || self.ended
    }

    fn by_type(&self) -> Option<Reason> {
        let (before, line) = (self.before, self.line);
        if is_set_on(self.page, before, line) {
            return None;
        }
        if line.size.max(before.size) > OTHER_SIZE * line.size.min(before.size) {
            return Some(Reason::OtherSize);
        }
        (self.may_end() && is_set_otherwise(before, line)).then_some(Reason::OtherType)
    }

    fn by_name(&self, of_caption: impl Fn() -> bool) -> Option<Reason> {
        let [before, line] = self.texts;
        if self.may_end() && super::name::is_identifier(line) && of_caption() {
            return Some(Reason::IdentifierBelowCaption);
        }
        super::name::is_section_name(&super::name::name_of(before))
            .then_some(Reason::BelowSectionName)
    }

    fn by_hanging(&self) -> Option<Reason> {
        let step = self.line.baseline - self.before.baseline;
        let apart = self.may_end() || step > HANGING_LEADING * self.margins.leading;
        (self.indent < INDENT && apart).then_some(Reason::OutOfHangingLines)
    }

    fn by_distance(&self) -> Option<Reason> {
        let step = self.line.baseline - self.before.baseline;
        let wide = step > EXTRA_LEADING * self.margins.leading;
        (wide && self.may_end()).then_some(Reason::ExtraLeading)
    }

    fn by_number(&self) -> Option<Reason> {
        let depth = || super::name::number_depth(self.texts[1]);
        let numbered = self.first.starts_with(|c: char| c.is_ascii_digit());
        if self.short && numbered && depth().is_some_and(|(depth, _)| depth > 1) {
            return Some(Reason::NumberOfDepth);
        }
        if is_lone_dash(&self.first) && self.may_end() {
            return Some(Reason::LoneDash);
        }
        if self.ended && begins_with_bare_number(self.page, self.line) {
            return Some(Reason::BareNumber);
        }
        let out = self.indent_before + STEP_IN >= self.indent;
        let item = super::list::number_of(&self.first).is_some();
        (item && self.may_end() && out).then_some(Reason::NumberOfItem)
    }

    fn by_place(&self) -> Option<Reason> {
        let margins = self.margins;
        if (INDENT..DEEPEST_INDENT).contains(&self.indent)
            && self.indent_before < self.indent - STEP_IN
        {
            // Centred lines are indented too, but on both sides.
            let right = margins.right - self.line.bbox.x1;
            let left = self.line.bbox.x0 - margins.left;
            let centred = right > CENTRED * left && margins.centred && !margins.justified;
            return (self.may_end() && !centred).then_some(Reason::IndentedLine);
        }
        let upper = self.first.chars().find(|c| c.is_alphanumeric());
        let upper = upper.is_some_and(|c| !c.is_lowercase());
        let width = margins.right - margins.left;
        let much_shorter = self.before.bbox.x1 < margins.right - MUCH_SHORTER * width;
        let early = if margins.justified { self.short } else { much_shorter };
        (self.ended && upper && early && self.indent < INDENT).then_some(Reason::ShortLineBefore)
    }
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
    !is_same_size(a.size, b.size)
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
    let alike = |a: &Glyph, b: &Glyph| a.font == b.font && is_same_size(a.size, b.size);
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
