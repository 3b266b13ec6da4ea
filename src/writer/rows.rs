//! The grid of a table as the elements that HTML and JATS share.

use super::grid::{Place, grid};
use super::xml::{Tag, Tree};
use crate::document::{Cell, Table};

/// Writes the grid, if it has rows. `write_text` writes the text of a cell, of which it is told the number in the
/// table.
pub(super) fn write(
    tree: &mut Tree,
    table: &Table,
    write_text: &mut dyn FnMut(&mut Tree, u32, &Cell),
) {
    let grid = grid(table);
    let (heads, body) = grid.rows.split_at(grid.heads);
    // A table has a body, even if all its rows are heads.
    let parts = match (heads.is_empty(), body.is_empty()) {
        (true, true) => return,
        (false, false) => vec![("thead", heads), ("tbody", body)],
        (false, true) => vec![("tbody", heads)],
        (true, false) => vec![("tbody", body)],
    };
    tree.open(Tag::of("table"));
    for (name, rows) in parts {
        tree.open(Tag::of(name));
        for row in rows {
            tree.open(Tag::of("tr"));
            row.iter().for_each(|place| write_cell(tree, place, name == "thead", write_text));
            tree.close();
        }
        tree.close();
    }
    tree.close();
}

fn write_cell(
    tree: &mut Tree,
    place: &Place<'_>,
    in_head: bool,
    write_text: &mut dyn FnMut(&mut Tree, u32, &Cell),
) {
    let is_head = place.cell.map_or(in_head, |(_, cell)| cell.header);
    let span = |count: u32| (count > 1).then(|| count.to_string());
    let tag = Tag::of(if is_head { "th" } else { "td" })
        .with_some("rowspan", span(place.rows))
        .with_some("colspan", span(place.columns));
    tree.open(tag);
    if let Some((number, cell)) = place.cell {
        write_text(tree, number as u32, cell);
    }
    tree.close();
}
