//! What of a page can be a table: its words and rules, turned so that the text is upright.

use super::super::block::Item;
use super::super::run::DESCENT;
use super::rule::{self, Rules};
use super::turn::Turn;
use crate::geometry::Rect;
use crate::layout::draft::{Draft, WordDraft};
use crate::layout::furniture::ornament;
use crate::layout::model::BodyStyle;
use crate::lexicon::label::label_of;
use crate::lexicon::roman;
use crate::lexicon::series::{Labelled, Series, series_of};
use crate::tolerance::{BODY_SIZE, MIDDLE};
use std::ops::Range;

/// Rules of a region of a poster are no further off its text than this, in ems.
const RULE_REACH: f32 = 1.5;

/// A word in the turned page.
#[derive(Debug, Clone)]
pub(super) struct Token {
    pub(super) bbox: Rect,
    /// The word of the draft.
    pub(super) word: u32,
    /// The piece it is a part of.
    pub(super) piece: u32,
    /// Its first character.
    pub(super) first: char,
    /// Its last character.
    pub(super) last: char,
    /// What the label of a table or box that begins with it names, such as `Table 3`.
    pub(super) label: Option<Labelled>,
}

/// An item in the turned page: words on one baseline.
#[derive(Debug, Clone)]
pub(super) struct Piece {
    /// Range of the scene's tokens.
    pub(super) tokens: Range<u32>,
    pub(super) bbox: Rect,
    pub(super) baseline: f32,
    pub(super) size: f32,
    /// Words further apart than this, in points, are in different chunks.
    pub(super) chunk_gap: f32,
    /// Index into the items.
    pub(super) item: u32,
}

impl Piece {
    /// The middle of its small letters.
    pub(super) fn middle(&self) -> f32 {
        self.baseline - MIDDLE * self.size
    }
}

/// The words and rules of a page that stand upright in one of its turns.
#[derive(Debug, Default)]
pub(super) struct Scene {
    pub(super) tokens: Vec<Token>,
    /// From top to bottom, from left to right.
    pub(super) pieces: Vec<Piece>,
    pub(super) rules: Rules,
    /// Areas of images and of drawn things.
    pub(super) drawn: Vec<Rect>,
    pub(super) width: f32,
    /// Type size of most of the document's text.
    pub(super) body: f32,
    /// Horizontal extents of the columns of justified prose, from left to right.
    pub(super) prose: Vec<(f32, f32)>,
}

/// Gathers a group of items that stand upright in this turn, and what is drawn beside them.
pub(super) fn build(
    draft: &Draft,
    items: &[Item],
    body: &BodyStyle,
    turn: Turn,
    group: &[u32],
) -> Scene {
    let width = turn.text_width();
    let mut scene = Scene { width, body: body.size, ..Scene::default() };
    let mut order: Vec<(Rect, u32)> =
        group.iter().map(|&at| (turn.apply(items[at as usize].bbox), at)).collect();
    order.sort_by(|a, b| {
        a.0.y1.total_cmp(&b.0.y1).then(a.0.x0.total_cmp(&b.0.x0)).then(a.1.cmp(&b.1))
    });
    for (bbox, at) in order {
        push_piece(&mut scene, draft, &items[at as usize], turn, bbox, at);
    }
    let by_place = |a: &Piece, b: &Piece| {
        a.baseline.total_cmp(&b.baseline).then(a.bbox.x0.total_cmp(&b.bbox.x0))
    };
    scene.pieces.sort_by(by_place);
    settle_ticks(&mut scene);
    scene.pieces.sort_by(by_place);
    for (at, piece) in scene.pieces.iter().enumerate() {
        for token in &mut scene.tokens[piece.tokens.start as usize..piece.tokens.end as usize] {
            token.piece = at as u32;
        }
    }
    scene.prose = prose(&scene);
    add_graphics(&mut scene, draft, turn);
    scene
}

/// Adds an item, which stands in `bbox` of the turned page, with its words.
fn push_piece(scene: &mut Scene, draft: &Draft, item: &Item, turn: Turn, bbox: Rect, at: u32) {
    let segment = &draft.segments[item.segment as usize];
    let start = scene.tokens.len() as u32;
    for word in item.words.clone() {
        scene.tokens.push(Token {
            bbox: turn.apply(draft.words[word as usize].bbox),
            word,
            piece: scene.pieces.len() as u32,
            first: edge_char(draft, word, false),
            last: edge_char(draft, word, true),
            label: (word == item.words.start).then(|| label(draft, item)).flatten(),
        });
    }
    let upright = turn.angle == 0;
    scene.pieces.push(Piece {
        tokens: start..scene.tokens.len() as u32,
        bbox,
        baseline: if upright { segment.baseline } else { bbox.y1 - DESCENT * segment.size },
        size: segment.size,
        chunk_gap: chunk_gap(draft, item, segment.size),
        item: at,
    });
}

/// Adds the rules and drawn things of the page; of a poster those beside the text of the region,
/// without the grounds of panels and heads.
fn add_graphics(scene: &mut Scene, draft: &Draft, turn: Turn) {
    let area: Rect = scene.pieces.iter().map(|piece| turn.undo(piece.bbox)).collect();
    let reach = area.grown(RULE_REACH * scene.body);
    let is_own = |bbox: Rect| {
        draft.poster.as_ref().is_none_or(|poster| {
            !poster.is_ground(bbox) && bbox.y1 >= reach.y0 && bbox.y0 <= reach.y1
        })
    };
    scene.rules = rule::gather(&draft.page, turn, is_own);
    if turn.angle == 0 {
        let typed = ornament::rows(draft).map(|at| &draft.segments[at]);
        scene.rules.add_across(typed.map(|row| (row.baseline, row.bbox.x0, row.bbox.x1)));
    }
    let drawn = draft.page.images.iter().chain(&draft.page.drawings);
    scene.drawn = drawn.filter(|bbox| is_own(**bbox)).map(|&bbox| turn.apply(bbox)).collect();
}

/// Puts radical signs that stand alone, as ticks, on the baseline of their line: type of formulas
/// hangs them from their origin.
fn settle_ticks(scene: &mut Scene) {
    /// How far below its origin the baseline of a hanging sign is, in ems.
    const DROP: std::ops::Range<f32> = 0.45..0.85;
    /// Other words closer than this to its origin, in ems, stand on one line with it.
    const SAME_LINE: f32 = 0.2;
    let is_tick = |piece: &Piece| {
        piece.tokens.len() == 1 && {
            let token = &scene.tokens[piece.tokens.start as usize];
            token.first == '√' && token.last == '√'
        }
    };
    let settled: Vec<(usize, f32)> = (0..scene.pieces.len())
        .filter(|&at| is_tick(&scene.pieces[at]))
        .filter_map(|at| {
            let own = &scene.pieces[at];
            let near = |from: f32, to: f32| {
                scene
                    .between(own.baseline + from * own.size, own.baseline + to * own.size)
                    .iter()
                    .find(|other| !is_tick(other))
            };
            let alone = near(-SAME_LINE, SAME_LINE).is_none();
            alone.then(|| near(DROP.start, DROP.end)).flatten().map(|line| (at, line.baseline))
        })
        .collect();
    for (at, baseline) in settled {
        scene.pieces[at].baseline = baseline;
    }
}

/// Horizontal extents shared by many full lines: the columns of justified prose.
fn prose(scene: &Scene) -> Vec<(f32, f32)> {
    /// Ends of lines are compared in steps of this many points.
    const STEP: f32 = 3.0;
    /// Lines that make a column, and those that do when they are wide and in the body's type size.
    const FEWEST: usize = 5;
    const FEWEST_SURE: usize = 3;
    /// Words that make a line of prose.
    const WORDS: usize = 5;
    /// Columns from this share of the page's width on are of prose whatever their type size.
    const WIDE: f32 = 0.34;
    /// How far the second grid is shifted, in steps.
    const HALF_A_STEP: f32 = 0.5;
    // Two grids, half a step apart, so that ends beside the edge of a step meet in one of them.
    let mut ends: Vec<(bool, i32, i32, bool)> = Vec::new();
    for piece in scene.pieces.iter().filter(|piece| piece.tokens.len() >= WORDS) {
        let body = piece.size >= BODY_SIZE * scene.body;
        let wide = piece.bbox.width() >= WIDE * scene.width;
        if body || wide {
            for (grid, shift) in [(false, 0.0), (true, HALF_A_STEP)] {
                let place = |x: f32| (x / STEP + shift).floor() as i32;
                ends.push((grid, place(piece.bbox.x0), place(piece.bbox.x1), body && wide));
            }
        }
    }
    ends.sort_unstable();
    ends.chunk_by(|a, b| (a.0, a.1, a.2) == (b.0, b.1, b.2))
        .filter(|same| {
            let sure = same.iter().filter(|end| end.3).count();
            same.len() >= FEWEST || sure >= FEWEST_SURE
        })
        .map(|same| {
            let shift = if same[0].0 { 0.0 } else { HALF_A_STEP };
            ((same[0].1 as f32 + shift) * STEP, (same[0].2 as f32 + shift) * STEP)
        })
        .collect()
}

/// First or last character of a word; a letter where it can't be told.
fn edge_char(draft: &Draft, word: u32, last: bool) -> char {
    let glyphs = &draft.words[word as usize].glyphs;
    let at = if last { glyphs.end.saturating_sub(1) } else { glyphs.start };
    let glyph = draft.glyphs[at as usize];
    draft.page.glyphs[glyph as usize].text.as_char().unwrap_or('f')
}

/// How far apart words of one chunk may be: blanks are as wide as letters where all are.
fn chunk_gap(draft: &Draft, item: &Item, size: f32) -> f32 {
    // In ems; the second one where all letters are equally wide.
    const GAP: f32 = 0.5;
    const WIDE_GAP: f32 = 0.85;
    /// Width of a letter in ems where all are equally wide.
    const PITCH: std::ops::RangeInclusive<f32> = 0.585..=0.615;
    let words = &draft.words[item.words.start as usize..item.words.end as usize];
    let pitch = |word: &WordDraft| {
        word.bbox.width().max(word.bbox.height()) / (word.glyphs.len() as f32 * size)
    };
    let fixed = words.iter().all(|word| PITCH.contains(&pitch(word)));
    size * if fixed { WIDE_GAP } else { GAP }
}

/// What the label of a table or box names that an item begins with.
fn label(draft: &Draft, item: &Item) -> Option<Labelled> {
    numbered_label(draft, item).or_else(|| {
        // An only table has no number.
        let label = label_of(&draft.text(item.words.clone()))?;
        (label.of == Labelled::Table && label.set_off).then_some(label.of)
    })
}

/// What an item names that begins with the name of a table or box, then a number.
fn numbered_label(draft: &Draft, item: &Item) -> Option<Labelled> {
    let first = item.words.start;
    let name = draft.text(first..first + 1);
    let name = name.trim_end_matches(['.', ':']);
    let number = match name.find(|c: char| c.is_ascii_digit()) {
        // Thin spaces are no gaps: `Table1`.
        Some(at) => return named(&name[..at]),
        None if first + 1 < item.words.end => draft.text(first + 1..first + 2),
        None => return None,
    };
    let end = number.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(number.len());
    let number = &number[..end];
    let digits = number.trim_start_matches(|c: char| c.is_ascii_uppercase());
    let roman = digits.is_empty() && roman::is_ordinal(number);
    let is_number = number.len() <= 4
        && number.len() - digits.len() <= 2
        && (roman || digits.starts_with(|c: char| c.is_ascii_digit()));
    named(name).filter(|_| is_number)
}

/// What a word names that tables, and boxes with tables in them, are called.
fn named(word: &str) -> Option<Labelled> {
    let (series, _) = series_of(word.trim_end_matches('.'))?;
    let is_box = series == Series::Box;
    let holds_table = is_box || series.labelled() == Labelled::Table;
    (word.starts_with(char::is_uppercase) && holds_table).then(|| series.labelled())
}

impl Scene {
    /// Whether a token begins the label of a table.
    pub(super) fn is_label(&self, token: u32) -> bool {
        self.label(token).is_some()
    }

    /// Whether a token begins the label of what is called a table, not a box.
    pub(super) fn is_table_label(&self, token: u32) -> bool {
        self.label(token) == Some(Labelled::Table)
    }

    fn label(&self, token: u32) -> Option<Labelled> {
        self.tokens.get(token as usize).and_then(|token| token.label)
    }

    /// Whether an extent fills a column of prose.
    pub(super) fn fills_column(&self, x0: f32, x1: f32) -> bool {
        /// Ends may differ by this many points.
        const NEAR: f32 = 3.0;
        self.prose
            .iter()
            .any(|column| (column.0 - x0).abs() <= NEAR && (column.1 - x1).abs() <= NEAR)
    }

    /// Last character of a token.
    pub(super) fn last_char(&self, token: u32) -> char {
        self.tokens.get(token as usize).map_or(' ', |token| token.last)
    }

    /// First character of a token.
    pub(super) fn first_char(&self, token: u32) -> char {
        self.tokens.get(token as usize).map_or(' ', |token| token.first)
    }

    /// Pieces whose baseline is between two heights, from top to bottom.
    pub(super) fn between(&self, top: f32, bottom: f32) -> &[Piece] {
        let from = self.pieces.partition_point(|piece| piece.baseline < top);
        let to = self.pieces.partition_point(|piece| piece.baseline <= bottom);
        &self.pieces[from..to.max(from)]
    }

    /// Words of a piece.
    pub(super) fn words(&self, piece: &Piece) -> &[Token] {
        &self.tokens[piece.tokens.start as usize..piece.tokens.end as usize]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ticks_stand_on_the_line_below_their_origin() {
        let mut scene = Scene { body: 10.0, ..Scene::default() };
        for (baseline, text) in [(40.0, 'A'), (43.6, '√'), (50.0, 'B'), (60.0, '√'), (60.0, 'C')]
        {
            let at = scene.tokens.len() as u32;
            let bbox = Rect::new(0.0, baseline - 8.0, 5.0, baseline + 2.0);
            let token = Token { bbox, word: at, piece: at, first: text, last: text, label: None };
            scene.tokens.push(token);
            let tokens = at..at + 1;
            let piece = Piece { tokens, bbox, baseline, size: 10.0, chunk_gap: 5.0, item: at };
            scene.pieces.push(piece);
        }
        settle_ticks(&mut scene);
        let baselines: Vec<f32> = scene.pieces.iter().map(|piece| piece.baseline).collect();
        assert_eq!(baselines, [40.0, 50.0, 50.0, 60.0, 60.0]);
    }
}
