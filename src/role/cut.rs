//! Where paragraphs, entries and items begin inside a block.

use super::list::{is_bullet, is_dash, is_unread, number_of};
use super::margin::{FLUSH, INDENT, Margins, SHORT, last_char, margins};
use super::marked_note::{begins_raised, marked_notes};
use super::name::{is_identifier, is_section_name, name_of, number_depth};
use super::sentence::{is_terminal, leaves_open};
use crate::layout::{Block, BlockKind, Line, PageLayout, Script};
use crate::lexicon::label::label_of;
use crate::lexicon::language::ends_without_sign;
use crate::lexicon::notice::{Notice, is_on_publication, notice_at_start};
use crate::lexicon::section::{Section, names};
use crate::lexicon::shortened::is_in_sentence;
use crate::page::Glyph;
use crate::reason::Reason;
use crate::tolerance::is_same_size;
use std::ops::Range;

/// A line indented by more than this, in ems, is set apart, not indented.
const DEEPEST_INDENT: f32 = 6.0;
/// Lines further apart than usual in their block by this factor begin a paragraph.
const EXTRA_LEADING: f32 = 1.14;
/// Lines with about a blank line between them are further apart than usual by this factor.
const BLANK_LEADING: f32 = 1.6;
/// Entries of a block of hanging lines are further apart than its lines by this factor.
const HANGING_LEADING: f32 = 1.1;
/// Lines whose type sizes differ by more than this factor are never of one paragraph.
const OTHER_SIZE: f32 = 1.1;
/// A note stands this close below its table or the note before, in ems.
pub(super) const NOTE_DISTANCE: f32 = 2.2;
/// A line stands further in than the one before by at least this much, in ems.
const STEP_IN: f32 = 0.3;
/// A centred line has this share of the space on its left on its right at least.
const CENTRED: f32 = 0.8;
/// In ragged type a line ends early where this share of the width is empty behind it.
const MUCH_SHORTER: f32 = 0.25;

/// Lines of a block that stand together.
pub(super) struct Piece {
    pub(super) lines: Range<u32>,
    /// What they begin apart by from the lines before them.
    pub(super) cut: Reason,
}

/// What a page is in its document.
#[derive(Debug, Clone, Copy)]
pub(super) struct Sheet {
    /// Whether the article begins on it.
    pub(super) first: bool,
    /// Whether it is of a poster.
    pub(super) poster: bool,
}

/// Cuts a block before each line that begins something.
pub(super) fn pieces(page: &PageLayout, block: &Block, sheet: Sheet) -> Vec<Piece> {
    let range = block.lines.clone();
    if matches!(block.kind, BlockKind::Listing(_)) {
        return vec![Piece { lines: range, cut: Reason::LinesOfCode }];
    }
    if block.reason == Some(Reason::DisplayFormula) {
        return vec![Piece { lines: range, cut: Reason::DisplayFormula }];
    }
    let lines = page.block_lines(block);
    let margins = margins(page, lines);
    let items = numbered_items(page, lines);
    let texts: Vec<String> = lines.iter().map(|line| page.line_text(line)).collect();
    // The notes of the first page are of several kinds.
    let notes = if margins.justified && sheet.first {
        Vec::new()
    } else {
        marked_notes(page, lines, &texts, (&margins, sheet.first))
    };
    // Lines that stand further in than the numbers go on with their item.
    let in_item = |at: usize| match (items.first(), items.last()) {
        (Some(&first), Some(&last)) => {
            (first..last).contains(&at)
                && lines[at].bbox.x0 > lines[first].bbox.x0 + FLUSH * lines[at].size
        }
        _ => false,
    };
    let cut_before = |at: usize| {
        if items.binary_search(&at).is_ok() {
            return Some(Reason::CountedItem);
        }
        if let Some((_, reason)) = notes.iter().find(|(note, _)| *note == at) {
            return Some(*reason);
        }
        if at == 0 {
            return block.reason.or(Some(Reason::NothingAbove));
        }
        let banner = || sheet.poster.then(|| begins_of_banner(page, lines, &texts, at)).flatten();
        let begins = begins(page, lines, &texts, at, (&margins, sheet)).or_else(banner);
        begins.filter(|reason| *reason != Reason::IndentedLine || !in_item(at))
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
    let raised = begins_raised(page, &lines[at]);
    let numbered = text.starts_with(['¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹']);
    if raised || numbered {
        return Some(Reason::MarkOfInstitution);
    }
    (text.contains('@') && !texts[at - 1].contains('@')).then_some(Reason::FirstAddress)
}

/// A line and the one before it in its block, with what tells whether a paragraph ends between them.
struct Seam<'a> {
    page: &'a PageLayout,
    /// Whether the article begins on the page.
    on_first_page: bool,
    margins: &'a Margins,
    before: &'a Line,
    line: &'a Line,
    /// What the two read as, the line before first.
    texts: [&'a str; 2],
    /// The lines of the block above.
    above: &'a [String],
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
/// 2. names: a line under the name of a section, an identifier under a caption or a note to a table, the label of a
///    caption.
/// 3. items: a bullet, written or drawn.
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
    (margins, sheet): (&Margins, Sheet),
) -> Option<Reason> {
    let (before, line) = (&lines[at - 1], &lines[at]);
    let seam = Seam {
        page,
        on_first_page: sheet.first,
        margins,
        before,
        line,
        texts: [&texts[at - 1], &texts[at]],
        above: &texts[..at],
        short: before.bbox.x1 < margins.right - SHORT * margins.em,
        ended: ends_sentence(last_char(page, before)) && !leaves_open(&texts[at - 1]),
        indent: (line.bbox.x0 - margins.left) / margins.em,
        indent_before: (before.bbox.x0 - margins.left) / margins.em,
        first: first_word(page, line),
    };
    let of_float = || label_of(&texts[0]).is_some() || is_below_table(page, &lines[0]);
    if let Some(reason) = seam.by_type().or_else(|| seam.by_name(of_float)) {
        return Some(reason);
    }
    if line.bullet || begins_bullet(&seam) || is_unread_bullet(texts, at) {
        return Some(Reason::Bullet);
    }
    if margins.hanging {
        return seam.by_hanging();
    }
    seam.by_distance().or_else(|| seam.by_number()).or_else(|| seam.by_place())
}

/// Whether a line stands right below a table: a note to it, most likely.
fn is_below_table(page: &PageLayout, line: &Line) -> bool {
    page.tables.iter().any(|table| {
        let gap = line.bbox.y0 - table.bbox.y1;
        (-line.size..NOTE_DISTANCE * line.size).contains(&gap)
            && line.bbox.horizontal().overlap(table.bbox.horizontal()) > 0.0
    })
}

/// Whether a sentence may end with this character.
fn ends_sentence(c: char) -> bool {
    is_terminal(c) || ends_without_sign(c)
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
        // A clause in italics may end before one in upright type: the sentence goes on.
        let clause = !self.short
            && self.texts[0].trim_end().ends_with(';')
            && self.first.starts_with(char::is_lowercase);
        // A short line in another colour heads what begins below it in a capital.
        let coloured = self.short
            && before.color != line.color
            && self.texts[0].trim_end().ends_with(char::is_alphanumeric)
            && self.first.starts_with(char::is_uppercase);
        (coloured || self.may_end() && !clause && is_set_otherwise(before, line))
            .then_some(Reason::OtherType)
    }

    fn by_name(&self, of_float: impl Fn() -> bool) -> Option<Reason> {
        let [before, line] = self.texts;
        if self.may_end() && is_identifier(line) && of_float() {
            return Some(Reason::IdentifierBelowCaption);
        }
        // Labels in the type of the text around them are those of a list.
        if self.may_end()
            && label_of(line).is_some_and(|label| label.set_off)
            && !is_in_one_type(self.page, self.before, self.line)
        {
            return Some(Reason::LabelOfCaption);
        }
        let label = line.split_once(':').map(|(label, _)| name_of(label));
        let lists = label.is_some_and(|label| names(label, Section::Abbreviations));
        if self.may_end() && lists {
            return Some(Reason::NameOfAbbreviations);
        }
        if self.may_end() && label.is_some_and(|label| names(label, Section::Keywords)) {
            return Some(Reason::NameOfKeywords);
        }
        if self.begins_note() {
            return Some(Reason::NameOfNote);
        }
        is_section_name(name_of(before)).then_some(Reason::BelowSectionName)
    }

    /// Whether a line of the first page begins with the name of a note and a colon: `Received: 1 May`.
    fn begins_note(&self) -> bool {
        /// Names of notes have no more words than this.
        const MOST_WORDS: usize = 4;
        let text = self.texts[1];
        let named = text.split_once(':').is_some_and(|(name, _)| {
            name.starts_with(char::is_uppercase) && name.split_whitespace().count() <= MOST_WORDS
        });
        let notice = notice_at_start(text);
        let dated = notice == Some(Notice::History) && text.contains(|c: char| c.is_ascii_digit());
        self.on_first_page
            && (self.may_end() || self.margins.is_centred())
            && (notice == Some(Notice::List)
                || dated
                || named && (is_on_publication(text) || notice == Some(Notice::Letters)))
    }

    fn by_hanging(&self) -> Option<Reason> {
        let step = self.line.baseline - self.before.baseline;
        let apart = self.may_end() || step > HANGING_LEADING * self.margins.leading;
        (self.indent < INDENT && apart).then_some(Reason::OutOfHangingLines)
    }

    fn by_distance(&self) -> Option<Reason> {
        let step = self.line.baseline - self.before.baseline;
        let wide = step > EXTRA_LEADING * self.margins.leading;
        // Of centred lines no margin tells whether they end.
        let apart = self.margins.is_centred() && step > BLANK_LEADING * self.margins.leading;
        (wide && self.may_end() || apart).then_some(Reason::ExtraLeading)
    }

    fn by_number(&self) -> Option<Reason> {
        let depth = || number_depth(self.texts[1]);
        let numbered = self.first.starts_with(|c: char| c.is_ascii_digit());
        if leaves_open(self.texts[0]) {
            return None;
        }
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
        let item = number_of(&self.first).is_some();
        // A number in brackets cites, unless a sentence or another item stands before it.
        let is_bracket = |text: &String| text.starts_with('[');
        let cites = is_bracket(&self.first) && !self.ended && !self.above.iter().any(is_bracket);
        (item && out && (self.short && !cites || self.ended && self.is_free()))
            .then_some(Reason::NumberOfItem)
    }

    /// Whether the number that the line begins with stands for itself behind a full line: one in
    /// brackets may cite or count inside the sentence, and one behind a shortened word belongs to it.
    fn is_free(&self) -> bool {
        let last = self.texts[0].rsplit(char::is_whitespace).next().unwrap_or_default();
        let shortened = is_in_sentence(last.trim_matches(|c: char| !c.is_alphanumeric()));
        !self.first.starts_with(['(', '[']) && !shortened
    }

    fn by_place(&self) -> Option<Reason> {
        let margins = self.margins;
        if (INDENT..DEEPEST_INDENT).contains(&self.indent)
            && self.indent_before < self.indent - STEP_IN
        {
            // Centred lines are indented too, but on both sides.
            let right = margins.right - self.line.bbox.x1;
            let left = self.line.bbox.x0 - margins.left;
            let centred = right > CENTRED * left && margins.is_centred();
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
    word.chars().count() == 1 && word.starts_with(is_dash)
}

/// Whether a line begins with the bullet or dash of an item. Below an item, any bullet begins one inside it.
fn begins_bullet(seam: &Seam<'_>) -> bool {
    let Seam { page, margins, before, line, first, above, .. } = seam;
    let bullet = is_bullet(first);
    let at_margin = line.bbox.x0 < margins.left + INDENT * margins.em;
    let in_list = || above.iter().any(|text| begins_with(text, is_bullet));
    bullet && (!margins.hanging || at_margin || in_list())
        || (bullet || is_lone_dash(first)) && is_next_item(page, before, line, first)
}

/// Whether a line begins with a sign that cannot be read, as others of its block do: bullets are signs of fonts that
/// often do not say what they are.
fn is_unread_bullet(texts: &[String], at: usize) -> bool {
    const FEWEST: usize = 2;
    let begins = |text: &&String| begins_with(text, is_unread);
    begins(&&texts[at]) && texts.iter().filter(begins).count() >= FEWEST
}

/// Whether the first word of a text, with others behind it, is of some kind.
fn begins_with(text: &str, is_kind: impl Fn(&str) -> bool) -> bool {
    text.trim_start().split_once(char::is_whitespace).is_some_and(|(first, _)| is_kind(first))
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
    match (letters_at_ends(page, before), letters_at_ends(page, line)) {
        (Some((a, b)), Some((c, d))) => is_alike(b, c) && !(is_alike(a, b) && is_alike(c, d)),
        _ => false,
    }
}

/// Whether a line begins in the type in which the line before it ends.
fn is_in_one_type(page: &PageLayout, before: &Line, line: &Line) -> bool {
    match (letters_at_ends(page, before), letters_at_ends(page, line)) {
        (Some((_, last)), Some((first, _))) => is_alike(last, first),
        _ => true,
    }
}

/// The first and last letters or digits of a line that are not raised or lowered.
fn letters_at_ends<'a>(page: &'a PageLayout, line: &Line) -> Option<(&'a Glyph, &'a Glyph)> {
    let words = page.line_words(line);
    let mut letters = words.iter().flat_map(|word| word.glyphs.clone()).filter_map(|at| {
        let glyph = &page.page.glyphs[page.reading[at as usize] as usize];
        let letter = glyph.text.as_char().is_none_or(char::is_alphanumeric);
        (letter && page.scripts[at as usize] == Script::Base).then_some(glyph)
    });
    let first = letters.next()?;
    Some((first, letters.next_back().unwrap_or(first)))
}

fn is_alike(a: &Glyph, b: &Glyph) -> bool {
    a.font == b.font && is_same_size(a.size, b.size)
}

fn first_word(page: &PageLayout, line: &Line) -> String {
    let mut text = String::new();
    if let Some(word) = page.line_words(line).first() {
        page.push_word(word, &mut text);
    }
    text
}
