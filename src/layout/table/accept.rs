//! Refuses grids that are no tables: prose in columns, figures, lists.

use super::area;
use super::grid::Grid;
use super::scene::Scene;
use super::text;
use crate::geometry::Rect;

/// Share of an area under drawn things from which on it is a figure.
const DRAWN_SHARE: f32 = 0.3;
/// Share of the places of a grid that must hold text.
const FILLED_SHARE: f32 = 0.3;

/// Whether a grid is a table.
pub(super) fn is_table(scene: &Scene, grid: &Grid, area: Rect) -> bool {
    let places = (grid.rows * grid.columns) as f32;
    let filled: u32 = grid.cells.iter().map(|cell| cell.rows * cell.columns).sum();
    if (filled as f32) < FILLED_SHARE * places {
        return false;
    }
    if area::is_prose(scene, &text::read(scene, area)) {
        return false;
    }
    let drawn: f32 = scene.drawn.iter().map(|bbox| bbox.intersection(area).area()).sum();
    drawn < DRAWN_SHARE * area.area()
}
