//! Printed lines whose words ended in different texts.
//!
//! What a reader sees as one line is one thing: its words stand on one baseline, in type of one size,
//! with blanks between them. Where two neighbours of such a line went to different texts although
//! nothing on the page parts them there, the line is torn: words stand where they were not written.
//! It is found without knowing what is right, from the page alone.

mod row;

use crate::document::{Fate, TornLine, TornPiece};
use crate::geometry::{Interval, Rect};
use crate::layout::{Line, PageLayout};
use crate::role::{Passage, Passages, Role};
use crate::text::Origin;
use crate::tolerance::is_same_size;
use row::{Beside, Row};
use std::ops::Range;

/// Stands for no passage.
const NOBODY: u32 = u32::MAX;

/// Baselines of the words of one printed line differ by less than this, in ems.
const ONE_BASELINE: f32 = 0.12;
/// A blank of a line is no wider than this, in ems, where nothing else says so.
const USUAL_BLANK: f32 = 1.0;
/// A blank of a line that another one right above or below goes over is no wider than this, in ems,
/// unless the line is as wide as that one.
const WIDEST_BLANK: f32 = 2.5;
/// Words that are drawn over one another by more than this, in ems, are of two lines.
const MOST_OVERLAP: f32 = -0.5;
/// Words that make a row language and not a formula, a row of numbers or the scale of a plot.
const FEWEST_WORDS: usize = 2;
/// A word of language has more letters than this.
const SHORT_WORD: usize = 2;
/// Lines of one text begin within this of one another, in ems.
const ONE_EDGE: f32 = 0.3;
/// A text stands beside another with this many lines at least.
const LINES_BESIDE: usize = 2;
/// Lines of a text are looked at this far above and below, in ems.
const REACH: f32 = 8.0;
/// Pieces near a line looked at at most, so that a hostile page stays linear.
const MOST_PIECES: usize = 200;
/// Drawn things of each kind looked at on one page at most: more of them are a drawing.
const MOST_DRAWN: usize = 1_000;
/// A box that is larger than this share of the page is its ground.
const GROUND: f32 = 0.6;

/// Words of one line that went to one text.
#[derive(Debug)]
struct Piece<'a> {
    line: &'a Line,
    /// Index of the line on its page.
    index: usize,
    words: Range<u32>,
    bbox: Rect,
    /// Index of the passage.
    owner: u32,
}

/// Torn lines of each page, from top to bottom.
pub(super) fn find(passages: &Passages, fate: &dyn Fn(&Role) -> Fate) -> Vec<Vec<TornLine>> {
    let owners = owners(passages);
    let pages = passages.layout.pages.iter().zip(&owners);
    pages
        .map(|(page, owners)| {
            let pieces = pieces(page, owners);
            torn_lines(page, &pieces, &passages.passages, fate)
        })
        .collect()
}

/// For each glyph that is read, by its place in the permutation of its page, the passage it is in.
fn owners(passages: &Passages) -> Vec<Vec<u32>> {
    let pages = passages.layout.pages.iter();
    let mut owners: Vec<Vec<u32>> = pages.map(|page| vec![NOBODY; page.reading.len()]).collect();
    for (index, passage) in (0..).zip(&passages.passages) {
        for run in passage.mark.runs().iter().chain(passage.text.runs()) {
            let Origin::Glyphs(at) = &run.origin else { continue };
            let Some(page) = owners.get_mut(at.page.index()) else { continue };
            let glyphs = at.glyphs.start as usize..at.glyphs.end as usize;
            if let Some(own) = page.get_mut(glyphs) {
                own.fill(index);
            }
        }
    }
    owners
}

/// The level lines of a page, each cut where the passage changes.
fn pieces<'a>(page: &'a PageLayout, owners: &[u32]) -> Vec<Piece<'a>> {
    let owner = |word: u32| {
        let first = page.words.get(word as usize).map(|word| word.glyphs.start as usize);
        first.and_then(|first| owners.get(first)).copied().unwrap_or(NOBODY)
    };
    let mut pieces: Vec<Piece<'a>> = Vec::new();
    for (index, line) in page.lines.iter().enumerate().filter(|(_, line)| line.angle == 0.0) {
        for word in line.words.clone() {
            let (owner, bbox) = (owner(word), page.words[word as usize].bbox);
            match pieces.last_mut() {
                Some(last) if last.index == index && last.owner == owner => {
                    last.words.end = word + 1;
                    last.bbox = last.bbox.union(bbox);
                }
                _ => pieces.push(Piece { line, index, words: word..word + 1, bbox, owner }),
            }
        }
    }
    pieces
}

fn torn_lines(
    page: &PageLayout,
    pieces: &[Piece<'_>],
    passages: &[Passage],
    fate: &dyn Fn(&Role) -> Fate,
) -> Vec<TornLine> {
    let lines: Vec<(f32, f32, Vec<Interval>)> = page
        .lines
        .iter()
        .filter(|line| line.angle == 0.0)
        .map(|line| {
            let words = page.line_words(line).iter().map(|word| word.bbox.horizontal());
            (line.baseline, line.size, words.collect())
        })
        .collect();
    let rows = row::rows(lines);
    let mut by_baseline: Vec<&Piece<'_>> = pieces.iter().collect();
    by_baseline.sort_by(|a, b| a.line.baseline.total_cmp(&b.line.baseline));
    let scene = Scene { page, by_baseline, starts: row::starts(&rows), rows };
    let mut torn: Vec<TornLine> = Vec::new();
    for row in row::groups(pieces, |piece| (piece.line.baseline, piece.line.size), ONE_BASELINE) {
        let mut row: Vec<&Piece<'_>> = row.into_iter().map(|at| &pieces[at]).collect();
        row.sort_by(|a, b| a.bbox.x0.total_cmp(&b.bbox.x0));
        for pair in row.windows(2) {
            let [left, right] = pair else { continue };
            let roles = (passages.get(left.owner as usize), passages.get(right.owner as usize));
            let (Some(first), Some(second)) = roles else { continue };
            if scene.is_torn(left, right, (&first.role, &second.role)) {
                let piece = |piece: &Piece<'_>, role: &Role| TornPiece {
                    text: text(page, piece),
                    fate: fate(role),
                };
                torn.push(TornLine {
                    bbox: left.bbox.union(right.bbox),
                    pieces: [piece(left, &first.role), piece(right, &second.role)],
                });
            }
        }
    }
    torn
}

fn text(page: &PageLayout, piece: &Piece<'_>) -> String {
    let mut text = String::new();
    for word in &page.words[piece.words.start as usize..piece.words.end as usize] {
        if !text.is_empty() {
            text.push(' ');
        }
        page.push_word(word, &mut text);
    }
    text
}

/// A page as it is printed, and where its words went.
struct Scene<'a> {
    page: &'a PageLayout,
    /// From top to bottom.
    by_baseline: Vec<&'a Piece<'a>>,
    rows: Vec<Row>,
    /// Where rows begin, or go on behind a gap.
    starts: Vec<f32>,
}

impl Scene<'_> {
    /// Whether two neighbours of a row are parts of one printed line that went to different texts.
    /// Nothing may part them: no gutter, no box, no line, no style of a heading that runs in. What is
    /// more than a usual blank apart is one line only where a line right above or below goes over the
    /// gap, and where that is as wide as both together; a bullet and its item are always one.
    fn is_torn(&self, left: &Piece<'_>, right: &Piece<'_>, roles: (&Role, &Role)) -> bool {
        let em = left.line.size.max(right.line.size);
        let gap = Interval { start: left.bbox.x1, end: right.bbox.x0 };
        let one_line = left.index != right.index
            && left.owner != right.owner
            && is_same_size(left.line.size, right.line.size)
            && gap.length() > MOST_OVERLAP * em;
        if !one_line || !is_text(roles) || is_run_in(left, right, roles) {
            return false;
        }
        let texts = [text(self.page, left), text(self.page, right)];
        if is_bullet(&texts[0]) && gap.length() < WIDEST_BLANK * em {
            return !is_parted(self.page, left.bbox, right.bbox);
        }
        // In this order, since most neighbours of rows stand in two columns.
        if row::is_column_start(&self.starts, gap, em) || !is_language(&texts) {
            return false;
        }
        let beside = Beside::of(&self.rows, left.line.baseline, gap, em);
        let close = gap.length() < USUAL_BLANK * em
            || gap.length() < WIDEST_BLANK * em && beside.is_crossed();
        (close || beside.is_as_wide(left.bbox.union(right.bbox)))
            && !beside.is_gutter()
            && !self.stand_side_by_side(left, right, em)
            && !is_parted(self.page, left.bbox, right.bbox)
    }

    /// Whether the texts of two pieces stand side by side: several lines of the right one begin at one
    /// place, and no line of the left one reaches there.
    fn stand_side_by_side(&self, left: &Piece<'_>, right: &Piece<'_>, em: f32) -> bool {
        let y = left.line.baseline;
        let (top, bottom) = (y - REACH * em, y + REACH * em);
        let first = self.by_baseline.partition_point(|piece| piece.line.baseline <= top);
        let near = self.by_baseline[first..].iter().take(MOST_PIECES);
        let near = near.take_while(|piece| piece.line.baseline < bottom);
        let lines = |owner: u32| near.clone().filter(move |piece| piece.owner == owner);
        let edge = right.bbox.x0;
        let aligned = |piece: &&&Piece<'_>| (piece.bbox.x0 - edge).abs() < ONE_EDGE * em;
        lines(right.owner).filter(aligned).count() >= LINES_BESIDE
            && lines(right.owner).all(|piece| piece.bbox.x0 > left.bbox.x1)
            && lines(left.owner).count() >= LINES_BESIDE
            && lines(left.owner).all(|piece| piece.bbox.x1 < edge)
    }
}

/// Whether pieces of a row are language: of several words, or of one without the signs of formulas. A
/// piece of signs alone, or the number of a formula, is none.
fn is_language(texts: &[String; 2]) -> bool {
    let letters = |c: char| !c.is_alphabetic();
    let words = texts.iter().flat_map(|text| text.split(letters));
    let words = words.filter(|word| word.chars().count() > SHORT_WORD).count();
    let plain = |c: char| {
        c.is_ascii_alphanumeric()
            || matches!(
                c,
                ' ' | '.' | ',' | ';' | ':' | '(' | ')' | '[' | ']' | '%' | '/' | '-' | '–'
            )
            || matches!(c, '=' | '−')
    };
    if texts.iter().any(|text| !text.contains(char::is_alphanumeric) || is_formula_number(text)) {
        return false;
    }
    words >= FEWEST_WORDS || words > 0 && texts.iter().all(|text| text.chars().all(plain))
}

/// Whether a piece is a short number in brackets: that of a formula, or a mark beside the text. A year
/// has more digits.
fn is_formula_number(text: &str) -> bool {
    let inner = text.strip_prefix('(').and_then(|text| text.strip_suffix(')'));
    inner.is_some_and(|own| (1..=3).contains(&own.len()) && own.chars().all(|c| c.is_ascii_digit()))
}

/// Whether a piece is a bullet alone.
fn is_bullet(text: &str) -> bool {
    let mut signs = text.chars();
    matches!(
        signs.next(),
        Some('•' | '◦' | '▪' | '■' | '□' | '●' | '○' | '‣' | '·' | 'o' | '\u{F0B7}')
    ) && signs.next().is_none()
}

/// Whether both are text of the page, and one of them at least of the article.
fn is_text(roles: (&Role, &Role)) -> bool {
    let drawn = |role: &Role| matches!(role, Role::Cell { .. } | Role::FigureText(_));
    let furniture = |role: &Role| matches!(role, Role::Furniture(_));
    !(drawn(roles.0) || drawn(roles.1) || furniture(roles.0) && furniture(roles.1))
}

/// Whether the left piece is a heading that runs in: set otherwise than the text that follows it.
fn is_run_in(left: &Piece<'_>, right: &Piece<'_>, roles: (&Role, &Role)) -> bool {
    let (a, b) = (left.line, right.line);
    let other_type =
        (a.font, a.bold, a.italic, a.capitals) != (b.font, b.bold, b.italic, b.capitals);
    matches!(roles.0, Role::Heading(_)) && left.owner + 1 == right.owner && other_type
}

/// Whether something that is drawn parts two pieces: a line between them, or a box around one.
fn is_parted(page: &PageLayout, left: Rect, right: Rect) -> bool {
    let (x0, x1) = (left.x1.min(right.x0), left.x1.max(right.x0));
    let middle = left.union(right).center().y;
    let ruled = page.page.rulings.iter().take(MOST_DRAWN).any(|ruling| {
        let x = ruling.bbox.center().x;
        let (y0, y1) = (ruling.bbox.y0, ruling.bbox.y1);
        !ruling.horizontal && x >= x0 && x <= x1 && y0 <= middle && y1 >= middle
    });
    let ground = GROUND * page.page.size.width * page.page.size.height;
    let fills = page.page.fills.iter().take(MOST_DRAWN).map(|fill| fill.bbox);
    let areas = page.figures.iter().map(|figure| figure.bbox);
    let areas = areas.chain(page.tables.iter().map(|table| table.bbox));
    let mut areas = areas.chain(fills).chain(page.panels.iter().copied());
    let of_one = |area: Rect| area.contains(left.center()) != area.contains(right.center());
    ruled || areas.any(|area| area.area() < ground && of_one(area))
}

#[cfg(test)]
mod tests;
