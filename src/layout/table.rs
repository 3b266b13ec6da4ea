//! Table areas and their cells.

use super::block::Item;
use super::line::Draft;
use super::{BodyStyle, TableArea};

/// Finds table areas; items inside become parts of cells.
pub(super) fn find(_draft: &Draft, _items: &mut Vec<Item>, _body: &BodyStyle) -> Vec<TableArea> {
    Vec::new()
}
