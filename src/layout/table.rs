//! Table areas and their cells.
//!
//! The story of a table: [`scene`] turns the page so that its text is upright and gathers words
//! and rules, [`area`] proposes where a table may be, [`text`] reads an area as lines and chunks,
//! [`column`] finds where columns part, [`entry`] assigns chunks to columns, [`row`] groups lines
//! into rows, [`grid`] makes cells, [`accept`] refuses what is no table, and [`place`] writes it
//! down.

mod accept;
mod area;
mod column;
mod entry;
mod grid;
mod place;
mod row;
mod rule;
mod scene;
mod text;

use super::block::Item;
use super::line::Draft;
use super::{BodyStyle, TableArea};
use scene::Turn;

/// Directions of text in which tables are looked for, in degrees clockwise.
const ANGLES: [i16; 3] = [0, -90, 90];

/// Finds table areas; items inside become parts of cells.
pub(super) fn find(draft: &Draft, items: &mut Vec<Item>, body: &BodyStyle) -> Vec<TableArea> {
    let mut tables = Vec::new();
    for angle in ANGLES {
        let turn = Turn::new(draft, angle);
        let scene = scene::build(draft, items, body, turn);
        if scene.pieces.len() < 4 {
            continue;
        }
        for area in area::ruled(&scene) {
            let Some(grid) = grid::build(&scene, area) else { continue };
            if !accept::is_table(&scene, &grid, area) {
                continue;
            }
            let number = tables.len() as u32;
            tables.push(place::place(draft, items, &scene, turn, &grid, number));
        }
    }
    tables
}
