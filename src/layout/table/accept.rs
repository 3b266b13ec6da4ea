//! Refuses grids that are no tables: prose in columns, figures, lists.

use super::area;
use super::frame::{Cell, Grid};
use super::rule::Rule;
use super::scene::{Piece, Scene};
use super::text::{self, Text};
use crate::geometry::Rect;
use crate::reason::Reason;

/// Share of an area under drawn things from which on it is a figure.
const DRAWN_SHARE: f32 = 0.3;
/// Share of an area that its ground covers.
const GROUND_SHARE: f32 = 0.95;
/// Boxes in fewer rows may be those of panels.
const LATTICE_ROWS: u32 = 3;
/// Share of the places of a grid that must hold text.
const FILLED_SHARE: f32 = 0.3;

/// What makes a grid a table: nothing where it is none. Grids with too few texts, of prose, of parts of
/// formulas or under drawn things are refused; between rules a label or short cells suffice, without
/// rules most cells must be numbers.
pub(super) fn is_table(scene: &Scene, grid: &Grid, area: Rect, ruled: bool) -> Option<Reason> {
    let places = (grid.rows * grid.columns) as f32;
    let filled: u32 = grid.cells.iter().map(|cell| cell.rows * cell.columns).sum();
    if (filled as f32) < FILLED_SHARE * places {
        return None;
    }
    let text = text::read(scene, grid.bbox);
    let labelled = has_label(scene, area);
    // Sentences in boxes of rows and columns, or between lines below a label, are cells.
    let rows = labelled && lines_across(scene, area) > LATTICE_ROWS as usize;
    let latticed = grid.boxed && grid.rows >= LATTICE_ROWS || rows;
    if area::is_prose(scene, &text) && !latticed || !labelled && !grid.boxed && is_stacked(&text) {
        return None;
    }
    let reason = if ruled {
        let evidence = [
            (grid.boxed && (labelled || has_short_cells(grid)), Reason::BoxesOfCells),
            (labelled, Reason::RulesAndLabel),
            (
                has_short_cells(grid)
                    && (has_values(scene, grid, FEW_NUMBERS) || names_rows(scene, grid)),
                Reason::RulesAndShortCells,
            ),
        ];
        evidence.into_iter().find_map(|(holds, reason)| holds.then_some(reason))
    } else {
        is_plain(scene, grid, labelled)
    };
    let drawn: f32 = scene
        .drawn
        .iter()
        .map(|bbox| bbox.intersection(area).area())
        // What lies under all of a table with a caption is its ground.
        .filter(|&shared| !(labelled && shared > GROUND_SHARE * area.area()))
        .sum();
    reason.filter(|_| drawn < DRAWN_SHARE * area.area())
}

/// How many lines go all across an area.
fn lines_across(scene: &Scene, area: Rect) -> usize {
    /// Lines are as wide as the area up to this share.
    const WIDTH: f32 = 0.95;
    let inside = |rule: &&Rule| {
        let shared = rule.to.min(area.x1) - rule.from.max(area.x0);
        !rule.shade
            && (area.y0 - 1.0..area.y1 + 1.0).contains(&rule.at)
            && shared > WIDTH * area.width()
    };
    scene.rules.across.iter().filter(inside).count()
}

/// Whether many lines stand closer to one another than lines of text can: parts of formulas.
fn is_stacked(text: &Text) -> bool {
    /// Steps of baselines below this, in ems, are no steps of lines.
    const STEP: f32 = 0.85;
    /// Share of the steps that are too small.
    const SHARE: f32 = 0.4;
    let steps = text.lines.len().saturating_sub(1);
    let small = text
        .lines
        .windows(2)
        .filter(|pair| pair[1].baseline - pair[0].baseline < STEP * pair[0].size.max(pair[1].size))
        .count();
    small > 0 && small as f32 >= SHARE * steps as f32
}

/// Height above and below an area in which a caption begins, in type sizes of the body.
const CAPTION_REACH: f32 = 10.0;

/// How far into the top of an area its label may stand, in type sizes of the body.
const INTO_TOP: f32 = 3.0;
/// And into its bottom.
const INTO_BOTTOM: f32 = 1.0;

/// Whether the label of a table stands at the top of an area, above or below it.
fn has_label(scene: &Scene, area: Rect) -> bool {
    let reach = CAPTION_REACH * scene.body;
    let near = |piece: &Piece| {
        piece.baseline < area.y0 + INTO_TOP * scene.body
            || piece.baseline > area.y1 - INTO_BOTTOM * scene.body
    };
    scene.between(area.y0 - reach, area.y1 + reach).iter().any(|piece| {
        scene.is_label(piece.tokens.start)
            && piece.bbox.horizontal().overlap(area.horizontal()) > 0.0
            && near(piece)
    })
}

/// Whether an area of one column is a table: its caption stands right above it, and its type is
/// smaller than that of the text around it.
pub(super) fn is_single(scene: &Scene, grid: &Grid, area: Rect) -> bool {
    let drawn = scene.drawn.iter().any(|bbox| bbox.intersects(grid.bbox));
    !drawn
        && area::is_captioned(scene, area)
        && area::is_small(scene, &text::read(scene, grid.bbox))
}

/// Share of the places of a table without caption that must hold text.
const UNLABELLED_FILLED: f32 = 0.45;
/// Words of a cell of a table without caption on average at most.
const UNLABELLED_WORDS: f32 = 7.0;

/// The same for drawn boxes, however many words they hold.
const BOXES_FILLED: f32 = 0.9;

/// Whether a grid is well filled with short cells, or all its boxes are filled.
fn has_short_cells(grid: &Grid) -> bool {
    let places = (grid.rows * grid.columns) as f32;
    let filled: u32 = grid.cells.iter().map(|cell| cell.rows * cell.columns).sum();
    let words: usize = grid.cells.iter().map(|cell| cell.tokens.len()).sum();
    grid.boxed && filled as f32 >= BOXES_FILLED * places
        || filled as f32 >= UNLABELLED_FILLED * places
            && words as f32 <= UNLABELLED_WORDS * grid.cells.len() as f32
}

/// Rows of a table without rules at least.
const PLAIN_ROWS: u32 = 3;
/// Share of the places of a table without rules that must hold text.
const PLAIN_FILLED: f32 = 0.5;
/// Share of the cells beside the first column that must be numbers.
const NUMBERS: f32 = 0.5;
/// Words of a cell on average at most.
const WORDS: f32 = 5.0;

/// The same for a grid below a label whose columns are too many to be those of a page.
const LABELLED_COLUMNS: u32 = 5;
const LABELLED_NUMBERS: f32 = 0.25;
const LABELLED_WORDS: f32 = 10.0;

/// Share of the cells beside the first column that must be numbers where rules stand above and below:
/// mastheads and lists between rules have none.
const FEW_NUMBERS: f32 = 0.25;

/// Rows of a table of words at least: mastheads have fewer.
const FEWEST_NAMED: u32 = 4;
/// Share of the places of such a table that hold a cell of their own.
const NAMED: f32 = 0.9;

/// Whether the first column names what the others tell, row by row: nothing is empty or reaches over
/// several columns, and the names begin with letters, not with the numbers or bullets of items.
fn names_rows(scene: &Scene, grid: &Grid) -> bool {
    let single = grid.cells.iter().filter(|cell| cell.rows * cell.columns == 1);
    let stubs = single.clone().filter(|cell| cell.column == 0);
    let first = |cell: &Cell| cell.tokens.first().map(|&token| scene.first_char(token));
    let lettered = stubs.clone().filter(|cell| first(cell).is_some_and(char::is_alphabetic));
    grid.rows >= FEWEST_NAMED
        && single.count() as f32 >= NAMED * (grid.rows * grid.columns) as f32
        && lettered.count() as f32 >= NAMED * stubs.count() as f32
}

/// Whether this share of the cells beside the first column begins like values.
fn has_values(scene: &Scene, grid: &Grid, least: f32) -> bool {
    let values: Vec<bool> = grid
        .cells
        .iter()
        .filter(|cell| cell.column > 0 && !cell.tokens.is_empty())
        .map(|cell| is_value(scene.first_char(cell.tokens[0])) && !is_number_of_item(scene, cell))
        .collect();
    let numbers = values.iter().filter(|&&value| value).count();
    numbers as f32 >= least * values.len() as f32
}

/// Whether a cell holds the number of an item and nothing else: `1.`, `2)`.
fn is_number_of_item(scene: &Scene, cell: &Cell) -> bool {
    matches!(cell.tokens[..], [token] if matches!(scene.last_char(token), '.' | ')')
        && scene.first_char(token).is_ascii_digit())
}

/// What makes a grid without rules a table: it is full of short cells, most of them numbers.
fn is_plain(scene: &Scene, grid: &Grid, labelled: bool) -> Option<Reason> {
    let places = (grid.rows * grid.columns) as f32;
    let filled: u32 = grid.cells.iter().map(|cell| cell.rows * cell.columns).sum();
    if grid.rows < PLAIN_ROWS || (filled as f32) < PLAIN_FILLED * places {
        return None;
    }
    let words: usize = grid.cells.iter().map(|cell| cell.tokens.len()).sum();
    let (most_words, least_numbers) = if labelled && grid.columns >= LABELLED_COLUMNS {
        (LABELLED_WORDS, LABELLED_NUMBERS)
    } else {
        (WORDS, NUMBERS)
    };
    let short = words as f32 <= most_words * grid.cells.len() as f32;
    (short && has_values(scene, grid, least_numbers)).then_some(Reason::NumbersInColumns)
}

/// Whether a value may begin with a character.
fn is_value(first: char) -> bool {
    first.is_ascii_digit() || "+-−–—±<>≤≥(.$€£".contains(first)
}
