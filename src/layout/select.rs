//! Which glyphs of a page are read.

use super::model::Unread;
use crate::document::TextLayer;
use crate::page::text_layer;
use crate::page::{Glyph, Page, Visibility};
use crate::reason::Reason;
use rustc_hash::{FxBuildHasher, FxHashMap};

/// Two equal glyphs closer than this, in ems, are one glyph drawn twice: letters that truly stand
/// side by side are at least as far apart as a full stop is wide.
const DUPLICATE_DISTANCE: f32 = 0.12;

/// Side of the cells in which equal glyphs are looked up, in ems: so large that most are looked up in one cell, and
/// so small that it holds few equal ones.
const CELL: f32 = 1.0;
/// Glyphs whose sizes differ by this share are two.
const OTHER_SIZE: f32 = 0.1;

/// Indices of the glyphs to read, in content order, and how many are not.
pub(super) fn select(page: &Page) -> (Vec<u32>, Unread) {
    let mut unread = Unread::default();
    let mut seen = Seen::of(page);
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
        } else if seen.is_duplicate(page, glyph, index) {
            unread.duplicate += 1;
        } else {
            selected.push(index);
        }
    }
    (selected, unread)
}

/// Where glyphs stand that are read, by character and cell of the page.
#[derive(Debug)]
struct Seen {
    /// The last glyph of each cell.
    last: FxHashMap<(u32, i32, i32), u32>,
    /// For each glyph of the page the one before it in its cell, or itself.
    before: Vec<u32>,
}

impl Seen {
    fn of(page: &Page) -> Self {
        let glyphs = page.glyphs.len();
        let last = FxHashMap::with_capacity_and_hasher(glyphs, FxBuildHasher);
        Self { last, before: (0..glyphs as u32).collect() }
    }

    /// Whether an equal glyph stands in the same place; remembers the glyph where not.
    fn is_duplicate(&mut self, page: &Page, glyph: &Glyph, index: u32) -> bool {
        let reach = DUPLICATE_DISTANCE * glyph.size;
        let side = glyph.size.max(1.0) * CELL;
        let key = u32::from(glyph.text.as_char().unwrap_or('\u{FFFF}'));
        let cell = |place: f32| (place / side) as i32;
        let cells = |place: f32| cell(place - reach)..=cell(place + reach);
        let is_same = |other: u32| {
            let other = &page.glyphs[other as usize];
            (other.origin.x - glyph.origin.x).abs() < reach
                && (other.origin.y - glyph.origin.y).abs() < reach
                && (other.size / glyph.size - 1.0).abs() < OTHER_SIZE
                && (other.angle - glyph.angle).abs() < 1.0
        };
        for column in cells(glyph.origin.x) {
            for row in cells(glyph.origin.y) {
                let mut next = self.last.get(&(key, column, row)).copied();
                // A cell holds few places that are further apart than the reach: the chain stays short.
                while let Some(other) = next {
                    if is_same(other) {
                        return true;
                    }
                    next = Some(self.before[other as usize]).filter(|before| *before != other);
                }
            }
        }
        let own = (key, cell(glyph.origin.x), cell(glyph.origin.y));
        if let Some(last) = self.last.insert(own, index) {
            self.before[index as usize] = last;
        }
        false
    }
}
