//! Table areas and their cells.
//!
//! The story of a table: the page takes a [`turn`] after which its text is upright, [`scene`] gathers words
//! and rules, [`area`] and [`align`] propose where a table may be, which may go on [`below`] its head, [`text`]
//! reads an area as lines and chunks, [`trim`] takes captions and notes off it, [`mod@column`] finds where columns
//! part, [`entry`] assigns chunks to columns, [`row`] groups lines into rows [`band`] by band, which [`key`] columns
//! tell, unless the texts [`fit`] others better, and says where the [`head`] ends, [`grid`] makes cells, some of which
//! [`span`] rows, [`accept`] refuses what is no table, and [`place`] writes it down.

mod accept;
mod align;
mod area;
mod band;
mod below;
mod column;
mod entry;
mod first_row;
mod fit;
mod frame;
mod grid;
mod head;
mod key;
mod place;
mod row;
mod rule;
mod scene;
mod span;
mod text;
mod trim;
mod turn;

use super::block::Item;
use super::draft::Draft;
use super::model::{BlockKind, BodyStyle, TableArea};
use crate::geometry::Rect;
use crate::reason::Reason;
use frame::Grid;
use scene::Scene;
use std::collections::BTreeMap;
use turn::Turn;

/// Directions of text in which tables are looked for, in degrees clockwise.
const ANGLES: [i16; 3] = [0, -90, 90];
/// Fewer pieces of text than this are no table.
const FEWEST_PIECES: usize = 4;

/// Finds table areas; items inside become parts of cells.
pub(super) fn find(draft: &Draft, items: &mut Vec<Item>, body: &BodyStyle) -> Vec<TableArea> {
    let mut tables = Vec::new();
    // What is cut off items for cells stays in their region and in their direction.
    let mut groups: BTreeMap<(usize, u32), Vec<u32>> = BTreeMap::new();
    for (at, item) in (0..).zip(items.iter()).filter(|(_, item)| item.kind == BlockKind::Text) {
        let angle = draft.segments[item.segment as usize].angle;
        if let Some(turn) = ANGLES.iter().position(|own| *own == angle) {
            groups.entry((turn, item.region)).or_default().push(at);
        }
    }
    for ((turn, _), group) in &groups {
        if group.len() >= FEWEST_PIECES {
            find_in(draft, items, body, Turn::new(draft, ANGLES[*turn]), group, &mut tables);
        }
    }
    tables
}

/// Finds the tables among the items of one region, all of one direction.
fn find_in(
    draft: &Draft,
    items: &mut Vec<Item>,
    body: &BodyStyle,
    turn: Turn,
    group: &[u32],
    tables: &mut Vec<TableArea>,
) {
    let scene = scene::build(draft, items, body, turn, group);
    let mut taken: Vec<Rect> = Vec::new();
    for ruled in [true, false] {
        let areas = if ruled { ruled_areas(&scene) } else { align::find(&scene, &taken) };
        for area in areas {
            if taken.iter().any(|other| other.intersects(area)) {
                continue;
            }
            let Some((grid, reason)) = read(&scene, area, ruled) else { continue };
            taken.push(area);
            let number = tables.len() as u32;
            tables.push(place::place(draft, items, &scene, turn, &grid, reason, number));
        }
    }
}

/// Reads an area as a table, if it is one, and says what makes it one.
fn read(scene: &Scene, area: Rect, ruled: bool) -> Option<(Grid, Reason)> {
    match grid::build(scene, area) {
        Some(grid) => {
            let reason = accept::is_table(scene, &grid, area, ruled)?;
            Some((grid, reason))
        }
        None if ruled => grid::build_single(scene, area)
            .filter(|grid| accept::is_single(scene, grid, area))
            .map(|grid| (grid, Reason::SingleColumnBelowCaption)),
        None => None,
    }
}

/// Areas between rules, with the rows beside them that belong to them.
fn ruled_areas(scene: &Scene) -> Vec<Rect> {
    let mut areas = area::ruled(scene);
    align::grow(scene, &mut areas);
    below::grow(scene, &mut areas);
    areas.iter().map(|area| first_row::with_row_above(scene, area.bbox)).collect()
}
