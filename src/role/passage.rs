//! Lines to texts: words with their places, scripts, emphasis and links.

use super::chunk::LinePart;
use crate::layout::{Layout, PageLayout, Script, Word};
use crate::page::Glyph;
use crate::provenance::Provenance;
use crate::reason::Reason;
use crate::text::{Builder, Style, Text};
use crate::tolerance::{is_one_row, median};

/// Where most letters of a passage are heavy or slanted, that is its type, not an emphasis.
const OWN_TYPE_SHARE: f32 = 0.7;
/// Blanks between two words of a line of code at most.
const WIDEST_GAP: usize = 80;

/// The text of lines, `\n` between them. What joined lines is remembered where they begin.
pub(super) fn text_of(layout: &Layout, lines: &[LinePart], joints: &[(usize, Reason)]) -> Text {
    write(layout, (lines, joints), own_type(layout, lines), |_, _| true)
}

/// The text of a cell in a table whose cells are heavy and slanted as `usual` says: what is not is an emphasis.
pub(super) fn cell_of(layout: &Layout, lines: &[LinePart], usual: (bool, bool)) -> Text {
    write(layout, (lines, &[]), usual, |_, _| true)
}

/// Signs that mark notes on names.
const MARKS: &str = "*∗†‡§¶#‖☯✉";
/// The same, and the signs that stand behind marks.
const MARKS_AND_STOPS: &str = "*∗†‡§¶#‖☯✉,;.";

/// The text of lines with names. An icon between a name and its mark leaves a gap that is no blank.
pub(super) fn names_of(layout: &Layout, lines: &[LinePart], joints: &[(usize, Reason)]) -> Text {
    let of_mark = |page: &PageLayout, at: u32, signs: &str| {
        let glyph = &page.page.glyphs[page.reading[at as usize] as usize];
        let sign = glyph.text.as_char().is_some_and(|c| signs.contains(c));
        page.scripts[at as usize] == Script::Super || sign
    };
    let is_mark = |page: &PageLayout, word: &Word| {
        let mut glyphs = word.glyphs.clone();
        glyphs.next().is_some_and(|first| of_mark(page, first, MARKS))
            && glyphs.all(|at| of_mark(page, at, MARKS_AND_STOPS))
    };
    // No blank stands before a comma.
    let is_comma = |page: &PageLayout, word: &Word| {
        let first = page.page.glyphs[page.reading[word.glyphs.start as usize] as usize].text;
        first.as_char().is_some_and(|c| matches!(c, ',' | ';'))
    };
    let has_blank = |page: &PageLayout, word: &Word| !is_mark(page, word) && !is_comma(page, word);
    write(layout, (lines, joints), own_type(layout, lines), has_blank)
}

/// Lines of code, a text each: pieces of one row are one line, and as many blanks stand before a word as the gap has
/// room for, since all letters are equally wide.
pub(super) fn code_of(layout: &Layout, lines: &[LinePart]) -> Vec<Text> {
    let words = |part: &LinePart| {
        let page = &layout.pages[part.page as usize];
        &page.words[part.words.start as usize..part.words.end as usize]
    };
    let all = || lines.iter().flat_map(words);
    let edge = all().map(|word| word.bbox.x0).fold(f32::INFINITY, f32::min);
    let pitch = median(all().map(|word| word.bbox.width() / word.glyphs.len().max(1) as f32));
    let pitch = pitch.filter(|pitch| *pitch > 0.0);
    let blanks =
        |gap: f32| pitch.map_or(0, |pitch| ((gap / pitch).round() as usize).min(WIDEST_GAP));
    let line_of = |part: &LinePart| &layout.pages[part.page as usize].lines[part.line as usize];
    let rows = lines.chunk_by(|a, b| {
        let (a, b) = (line_of(a), line_of(b));
        is_one_row(a.baseline, b.baseline, a.size)
    });
    rows.map(|row| {
        let mut writer = TextWriter { builder: Builder::default(), layout, open: Open::default() };
        let mut end = None;
        for part in row {
            let page = &layout.pages[part.page as usize];
            for word in words(part) {
                let (start, fewest) = end.map_or((edge, 0), |end| (end, 1));
                let count = blanks(word.bbox.x0 - start).max(fewest);
                (0..count).for_each(|_| writer.builder.infer(' '));
                writer.push_word(page, word, false, false);
                end = Some(word.bbox.x1);
            }
            writer.close_link(page);
        }
        writer.builder.finish()
    })
    .collect()
}

/// The text of lines, with blanks before the words that have one. Heavy and slanted letters are no emphasis where they
/// are the rule.
fn write(
    layout: &Layout,
    (lines, joints): (&[LinePart], &[(usize, Reason)]),
    (bold, italic): (bool, bool),
    has_blank: impl Fn(&PageLayout, &Word) -> bool,
) -> Text {
    let mut writer = TextWriter { builder: Builder::default(), layout, open: Open::default() };
    let mut coming = joints.iter().peekable();
    let mut joined: Vec<(u32, Reason)> = Vec::new();
    for (index, part) in lines.iter().enumerate() {
        if index > 0 {
            writer.builder.infer('\n');
        }
        while let Some((_, reason)) = coming.next_if(|(line, _)| *line <= index) {
            joined.push((writer.builder.len(), *reason));
        }
        let page = &layout.pages[part.page as usize];
        let words = &page.words[part.words.start as usize..part.words.end as usize];
        for (index, word) in words.iter().enumerate() {
            let behind_name =
                writer.builder.as_str().ends_with(|c: char| c.is_alphanumeric() || c == '.');
            if index > 0 && word.underscore {
                writer.builder.infer('_');
            } else if index > 0 && (has_blank(page, word) || !behind_name) {
                writer.builder.infer(' ');
            }
            writer.push_word(page, word, !bold, !italic);
        }
        writer.close_link(page);
    }
    writer.close_all();
    let mut text = writer.builder.finish();
    joined.into_iter().for_each(|(at, reason)| text.decide(at, reason));
    text
}

/// Whether heavy and slanted letters are the rule in these lines.
pub(super) fn own_type<'a>(
    layout: &Layout,
    lines: impl IntoIterator<Item = &'a LinePart>,
) -> (bool, bool) {
    let (mut all, mut bold, mut italic) = (0u32, 0u32, 0u32);
    for part in lines {
        let page = &layout.pages[part.page as usize];
        for word in &page.words[part.words.start as usize..part.words.end as usize] {
            for glyph in glyphs(page, word) {
                let Some(font) = layout.fonts.get(glyph.font.0 as usize) else { continue };
                all += 1;
                bold += u32::from(font.bold);
                italic += u32::from(font.italic);
            }
        }
    }
    let most = all as f32 * OWN_TYPE_SHARE;
    (bold as f32 > most, italic as f32 > most)
}

fn glyphs<'a>(page: &'a PageLayout, word: &Word) -> impl Iterator<Item = &'a Glyph> {
    page.reading[word.glyphs.start as usize..word.glyphs.end as usize]
        .iter()
        .map(|&index| &page.page.glyphs[index as usize])
}

/// Where styles that have not ended began, and where their last glyph ended.
#[derive(Debug, Default)]
struct Open {
    bold: Option<(u32, u32)>,
    italic: Option<(u32, u32)>,
    link: Option<(u32, u32, u32)>,
    script: Option<(u32, u32, Script)>,
    /// The script with which the last word ended, and where.
    ended: Option<(u32, Script)>,
}

struct TextWriter<'a> {
    builder: Builder,
    layout: &'a Layout,
    open: Open,
}

impl TextWriter<'_> {
    fn push_word(&mut self, page: &PageLayout, word: &Word, mark_bold: bool, mark_italic: bool) {
        let start = self.builder.len();
        let mut text = String::with_capacity(word.glyphs.len());
        let link = page
            .page
            .links
            .iter()
            .position(|link| link.bbox.contains(word.bbox.center()))
            .map(|at| at as u32);
        for at in word.glyphs.clone() {
            let glyph = &page.page.glyphs[page.reading[at as usize] as usize];
            let from = start + text.len() as u32;
            page.page.push_text(glyph, &mut text);
            let to = start + text.len() as u32;
            let font = self.layout.fonts.get(glyph.font.0 as usize);
            // A script is set like the letter it belongs to, so that the two are not parted by marks.
            let script = page.scripts[at as usize] != Script::Base && from > start;
            let bold = mark_bold && font.is_some_and(|font| font.bold)
                || script && self.open.bold.is_some();
            let italic = mark_italic && font.is_some_and(|font| font.italic)
                || script && self.open.italic.is_some();
            extend(&mut self.builder, &mut self.open.bold, bold, from, to, Style::Bold);
            extend(&mut self.builder, &mut self.open.italic, italic, from, to, Style::Italic);
            if from == start {
                self.read_on(page.scripts[at as usize], start, &text);
            }
            self.extend_script(page.scripts[at as usize], from, to);
        }
        self.extend_link(page, link, start, start + text.len() as u32);
        let at = Provenance { page: page.number, bbox: word.bbox, glyphs: word.glyphs.clone() };
        self.builder.push(&text, at);
        self.open.ended = self.open.script.map(|(_, to, script)| (to, script));
        self.close_script();
    }

    /// Sets the blank before a word in the script of both words where one script goes on over it.
    fn read_on(&mut self, script: Script, start: u32, word: &str) {
        let Some((end, own)) = self.open.ended.take() else { return };
        let last = self.builder.as_str().get(..end as usize).and_then(|text| text.chars().last());
        if own == script && goes_on(last, word.chars().next()) {
            self.builder.style(end..start, style_of(script));
        }
    }

    fn extend_script(&mut self, script: Script, from: u32, to: u32) {
        match &mut self.open.script {
            Some((_, end, own)) if *own == script => *end = to,
            _ => {
                self.close_script();
                if script != Script::Base {
                    self.open.script = Some((from, to, script));
                }
            }
        }
    }

    fn close_script(&mut self) {
        if let Some((from, to, script)) = self.open.script.take() {
            self.builder.style(from..to, style_of(script));
        }
    }

    fn extend_link(&mut self, page: &PageLayout, link: Option<u32>, from: u32, to: u32) {
        match (&mut self.open.link, link) {
            (Some((_, end, own)), Some(link)) if *own == link => *end = to,
            (_, link) => {
                self.close_link(page);
                self.open.link = link.map(|link| (from, to, link));
            }
        }
    }

    fn close_link(&mut self, page: &PageLayout) {
        if let Some((from, to, link)) = self.open.link.take()
            && let Some(link) = page.page.links.get(link as usize)
        {
            let text = &self.builder.as_str()[from as usize..to as usize];
            let (start, end) = number_in(text);
            let range = from + start as u32..from + end as u32;
            self.builder.style(range, Style::Link(link.uri.clone()));
        }
    }

    fn close_all(&mut self) {
        extend(&mut self.builder, &mut self.open.bold, false, 0, 0, Style::Bold);
        extend(&mut self.builder, &mut self.open.italic, false, 0, 0, Style::Italic);
    }
}

/// Where the words of a link stand in the text of its area, which takes in the signs around the number of
/// a trial or a record: `(NCT00833885).`
fn number_in(text: &str) -> (usize, usize) {
    let is_sign = |c: char| ".,;:()[]".contains(c);
    let start = text.len() - text.trim_start_matches(is_sign).len();
    let end = text.trim_end_matches(is_sign).len();
    let number = text.get(start..end).is_some_and(|core| {
        core.contains(|c: char| c.is_ascii_digit()) && core.chars().all(char::is_alphanumeric)
    });
    if number { (start, end) } else { (0, text.len()) }
}

fn style_of(script: Script) -> Style {
    if script == Script::Super { Style::Superscript } else { Style::Subscript }
}

/// Whether a script goes on after a blank: a list of marks, a sum, words. Two numbers side by side
/// are two scripts: the power of a unit, and the number of a source.
fn goes_on(last: Option<char>, next: Option<char>) -> bool {
    let joins = |c: char| {
        matches!(c, ',' | ';' | '-' | '–' | '−' | '+' | '=' | '±' | '×' | '·' | '/' | '&')
    };
    let (Some(last), Some(next)) = (last, next) else { return false };
    joins(last)
        || matches!(last, '(' | '[')
        || joins(next)
        || matches!(next, ')' | ']')
        || last.is_alphabetic() && next.is_alphabetic()
}

/// Goes on with a style, begins it, or ends it after its last glyph.
fn extend(
    builder: &mut Builder,
    open: &mut Option<(u32, u32)>,
    on: bool,
    from: u32,
    to: u32,
    style: Style,
) {
    match (open.as_mut(), on) {
        (Some((_, end)), true) => *end = to,
        (None, true) => *open = Some((from, to)),
        (Some((start, end)), false) => {
            builder.style(*start..*end, style);
            *open = None;
        }
        (None, false) => {}
    }
}
