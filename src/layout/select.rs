//! Which glyphs of a page are read.

use super::model::Unread;
use crate::document::TextLayer;
use crate::page::text_layer;
use crate::page::{Glyph, Page, Visibility};
use crate::reason::Reason;
use rustc_hash::FxHashMap;

/// Two equal glyphs closer than this, in ems, are one glyph drawn twice: letters that truly stand
/// side by side are at least as far apart as a full stop is wide.
const DUPLICATE_DISTANCE: f32 = 0.12;

/// Side of the cells in which equal glyphs are looked up, in ems: wider than the distance of duplicates.
const CELL: f32 = 0.25;
/// Glyphs whose sizes differ by this share are two.
const OTHER_SIZE: f32 = 0.1;

/// Indices of the glyphs to read, in content order, and how many are not.
pub(super) fn select(page: &Page) -> (Vec<u32>, Unread) {
    let mut unread = Unread::default();
    let mut seen: FxHashMap<(u32, i32, i32), Vec<u32>> = FxHashMap::default();
    let mut selected = Vec::with_capacity(page.glyphs.len());
    // The text of a scan is what was recognised and laid under its image, unpainted or in white.
    let recognised = text_layer::of_page(page) == TextLayer::OcrLayer;
    let in_white = recognised && text_layer::is_in_white(page);
    for (index, glyph) in page.glyphs.iter().enumerate() {
        let index = index as u32;
        let hidden_by = match glyph.visibility {
            Visibility::Visible => None,
            Visibility::Invisible => (!recognised).then_some(Reason::Unpainted),
            Visibility::Covered => (!recognised).then_some(Reason::PaintedOver),
            Visibility::Clipped => Some(Reason::ClippedAway),
            Visibility::Camouflaged => (!in_white).then_some(Reason::ColourOfTheGround),
            Visibility::Tiny => Some(Reason::TooSmall),
        };
        if let Some(reason) = hidden_by {
            unread.hide(index, reason);
        } else if glyph.is_blank() {
            unread.blank += 1;
            selected.push(index);
        } else if !(glyph.size.is_finite() && glyph.size > 0.0 && glyph.origin.x.is_finite()) {
            unread.hide(index, Reason::Unpainted);
        } else if is_duplicate(page, glyph, &mut seen, index) {
            unread.duplicate += 1;
        } else {
            selected.push(index);
        }
    }
    (selected, unread)
}

/// Whether an equal glyph stands in the same place; remembers the glyph where not.
fn is_duplicate(
    page: &Page,
    glyph: &Glyph,
    seen: &mut FxHashMap<(u32, i32, i32), Vec<u32>>,
    index: u32,
) -> bool {
    let reach = DUPLICATE_DISTANCE * glyph.size;
    // One cell is wider than the reach, so that an equal glyph is in this cell or one next to it.
    let cell = glyph.size.max(1.0) * CELL;
    let key = u32::from(glyph.text.as_char().unwrap_or('\u{FFFF}'));
    let (column, row) = ((glyph.origin.x / cell) as i32, (glyph.origin.y / cell) as i32);
    for dx in -1..=1 {
        for dy in -1..=1 {
            let near = seen.get(&(key, column + dx, row + dy));
            let hit = near.into_iter().flatten().any(|&other| {
                let other = &page.glyphs[other as usize];
                (other.origin.x - glyph.origin.x).abs() < reach
                    && (other.origin.y - glyph.origin.y).abs() < reach
                    && (other.size / glyph.size - 1.0).abs() < OTHER_SIZE
                    && (other.angle - glyph.angle).abs() < 1.0
            });
            if hit {
                return true;
            }
        }
    }
    let places = seen.entry((key, column, row)).or_default();
    // A cell holds few places that are further apart than the reach: the list stays short.
    places.push(index);
    false
}
