//! Side door: the QR codes (ISO/IEC 18004) on posters and scanned pages.
//!
//! On a poster they are looked for where they can be: in square images, each by itself, and in clusters of
//! boxes. Drawing the whole page would take twenty times as long as reading it. Only a scan is drawn, and only one
//! that was read from its image: of a page that nobody reads, nobody gets the code.

mod grid;
mod ink;

use crate::document::{Place, QrCode, TextLayer};
use crate::geometry::Rect;
use crate::page::{Page, Square, Turn, text_layer};
use crate::pdf::File;
use crate::provenance::PageNumber;
use crate::raster::{self, Grey};
use grid::Grid;
use image::GrayImage;
use rustc_hash::FxHashSet;
use serde::{Deserialize, Serialize};
use std::panic::{AssertUnwindSafe, catch_unwind};

/// Choices for codes.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Options {
    /// Where codes are looked for.
    pub search: Search,
}

/// Where codes are looked for.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Search {
    /// On posters and on the first pages of scans that were read.
    #[default]
    Auto,
    /// Nowhere.
    Never,
}

/// Pages of a poster that are looked at.
const POSTER_PAGES: usize = 6;

/// Pages of a scan that are looked at: a code of a paper stands on its first page.
const SCANNED_PAGES: usize = 2;

/// Pixels of the longer side of the raster of a scan: on A4, a module of half a millimetre has three.
const RASTER_SIDE: f32 = 1800.0;

/// Pixels a point at most: what is printed finer than 300 an inch is no code for cameras.
const FINEST: f32 = 300.0 / 72.0;

/// Pixels of the longer side of an image in which a code is looked for, one after the other: the second is
/// for codes of many modules, where the first shows one that cannot be read.
const IMAGE_SIDES: [u32; 2] = [300, 1000];

/// Images of a page that are looked at.
const MOST_IMAGES: usize = 40;

/// A code has nothing between its light and its dark: levels nearer than this share of their difference to
/// one of them, and the share of pixels that have such.
const CLEAR: f32 = 0.25;
const CLEAR_SHARE: f32 = 0.75;

/// Around an image, as a share of its side: a code needs a margin, which the page often gives.
const MARGIN: f32 = 0.1;

/// Pages in which codes may be looked for.
#[derive(Debug)]
pub struct Candidates {
    /// Those that were read from their images: they may hold codes though the document is no poster.
    scanned: Vec<PageNumber>,
    /// What may be codes on the first pages, which are those of a poster.
    spots: Vec<Spots>,
}

/// What may be codes on a page.
#[derive(Debug)]
struct Spots {
    page: PageNumber,
    turn: Turn,
    squares: Vec<Square>,
    grids: Vec<Grid>,
}

/// What of the pages of a document may hold codes and can be drawn.
pub fn candidates(pages: &[Page], options: &Options) -> Candidates {
    let is_wanted = |page: &Page| options.search == Search::Auto && !page.undrawable;
    let numbered = pages.iter().enumerate().map(|(at, page)| (PageNumber::from_index(at), page));
    let wanted = |count| numbered.clone().take(count).filter(|(_, page)| is_wanted(page));
    let is_scanned = |page: &Page| text_layer::of_page(page) == TextLayer::Scanned;
    let scanned = numbered.clone().filter(|(_, page)| page.recognised).take(SCANNED_PAGES);
    let scanned = scanned.filter(|(_, page)| is_wanted(page)).map(|(number, _)| number);
    let spots = wanted(POSTER_PAGES).filter(|(_, page)| !is_scanned(page));
    let spots = spots.map(|(number, page)| Spots {
        page: number,
        turn: page.turn,
        squares: page.squares.clone(),
        grids: grid::find(page),
    });
    Candidates { scanned: scanned.collect(), spots: spots.collect() }
}

/// The codes of a poster, and of the first scanned pages of any document, by page and from the top down.
/// Pages of papers that were typeset have none that say what their text does not.
pub fn find(file: &File, is_poster: bool, candidates: &Candidates) -> Vec<QrCode> {
    let scanned = candidates.scanned.iter().flat_map(|page| on_scan(file, *page));
    let spots = candidates.spots.iter().filter(|_| is_poster).flat_map(|own| in_spots(file, own));
    let mut codes: Vec<QrCode> = scanned.chain(spots).collect();
    codes.sort_by(|a, b| {
        let (a, b) = (&a.at, &b.at);
        let rows = a.bbox.y0.total_cmp(&b.bbox.y0);
        a.page.cmp(&b.page).then(rows).then(a.bbox.x0.total_cmp(&b.bbox.x0))
    });
    codes
}

fn in_spots(file: &File, spots: &Spots) -> Vec<QrCode> {
    let mut codes = Vec::new();
    for Grid { grey, area } in &spots.grids {
        let (found, _) = decoded(grey, *area, spots.page);
        codes.extend(found.into_iter().map(|code| QrCode {
            at: Place { bbox: spots.turn.area_back(code.at.bbox), ..code.at },
            ..code
        }));
    }
    // What is drawn over and over is looked at once, unless it is a code.
    let mut others = FxHashSet::default();
    for Square { bbox, object, side } in spots.squares.iter().take(MOST_IMAGES) {
        if others.contains(object) {
            continue;
        }
        let before = codes.len();
        let own = *side;
        for side in IMAGE_SIDES {
            let grey = raster::grey(file, spots.page, *object, side);
            let Some(grey) = grey.filter(is_clear) else { break };
            let around = bbox.grown(bbox.width().max(bbox.height()) * MARGIN);
            let (found, unread) = decoded(&framed(&grey), around, spots.page);
            codes.extend(found);
            // One that is not larger looks the same again.
            if unread == 0 || own <= side {
                break;
            }
        }
        if codes.len() == before {
            others.insert(*object);
        }
    }
    codes
}

/// Whether the levels of an image are those of two inks.
fn is_clear(grey: &Grey) -> bool {
    let (Some(dark), Some(light)) = (grey.levels.iter().min(), grey.levels.iter().max()) else {
        return false;
    };
    let near = f32::from(light - dark) * CLEAR;
    let is_near =
        |level: &&u8| f32::from(**level - dark) <= near || f32::from(light - **level) <= near;
    let clear = grey.levels.iter().filter(is_near).count();
    light > dark && clear as f32 >= CLEAR_SHARE * grey.levels.len() as f32
}

/// An image with a margin around it.
fn framed(grey: &Grey) -> Grey {
    let margin = (grey.width.max(grey.height) as f32 * MARGIN).round() as usize;
    let width = grey.width + 2 * margin;
    let blank = std::iter::repeat_n(u8::MAX, margin * width);
    let mut levels: Vec<u8> = blank.clone().collect();
    for row in grey.levels.chunks(grey.width.max(1)) {
        levels.extend(std::iter::repeat_n(u8::MAX, margin));
        levels.extend(row);
        levels.extend(std::iter::repeat_n(u8::MAX, margin));
    }
    levels.extend(blank);
    Grey { width, height: grey.height + 2 * margin, levels }
}

fn on_scan(file: &File, page: PageNumber) -> Vec<QrCode> {
    let Some((width, height)) = file.page(page).map(|page| page.render_dimensions()) else {
        return Vec::new();
    };
    let scale = (RASTER_SIDE / width.max(height).max(1.0)).min(FINEST);
    let Some(raster) = raster::render(file, page, scale, None) else { return Vec::new() };
    decoded(&raster.grey(), Rect::new(0.0, 0.0, width, height), page).0
}

/// The codes in an area as it looks, and how many look like codes but cannot be read.
fn decoded(grey: &Grey, area: Rect, page: PageNumber) -> (Vec<QrCode>, usize) {
    let Grey { width, height, .. } = grey;
    let (across, down) =
        (area.width() / (*width).max(1) as f32, area.height() / (*height).max(1) as f32);
    let sides = u32::try_from(*width).ok().zip(u32::try_from(*height).ok());
    let image =
        sides.and_then(|(width, height)| GrayImage::from_raw(width, height, ink::dark(grey)));
    let Some(image) = image else { return (Vec::new(), 0) };
    let found = catch_unwind(AssertUnwindSafe(|| {
        let mut image = rqrr::PreparedImage::without_preparation(image);
        let grids = image.detect_grids();
        let codes = grids.iter().filter_map(|grid| {
            let text = grid.decode().ok()?.1.trim().to_owned();
            let corners = grid
                .bounds
                .iter()
                .map(|own| (area.x0 + own.x as f32 * across, area.y0 + own.y as f32 * down));
            let bbox = corners.map(|(x, y)| Rect::new(x, y, x, y)).reduce(Rect::union)?;
            (!text.is_empty()).then_some(QrCode { text, at: Place { page, bbox } })
        });
        let codes: Vec<_> = codes.collect();
        let unread = grids.len() - codes.len();
        (codes, unread)
    }));
    found.unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_that_are_not_to_be_drawn_are_left_out() {
        let page = |undrawable| Page { undrawable, recognised: true, ..Page::default() };
        let pages: Vec<Page> = [false, true, false].map(page).into_iter().collect();
        let scanned = |search| candidates(&pages, &Options { search }).scanned;
        assert_eq!(scanned(Search::Auto), [PageNumber(1)]);
        assert!(scanned(Search::Never).is_empty());
    }

    #[test]
    fn codes_have_two_inks() {
        let clear = |levels: &[u8]| {
            is_clear(&Grey { width: levels.len(), height: 1, levels: levels.to_vec() })
        };
        assert!(clear(&[0, 10, 250, 255, 240, 128]));
        assert!(!clear(&[0, 100, 150, 255, 120]));
        assert!(!clear(&[7, 7]) && !clear(&[]));
        let grey = Grey { width: 10, height: 10, levels: vec![0; 100] };
        let framed = framed(&grey);
        assert_eq!((framed.width, framed.height, framed.levels.len()), (12, 12, 144));
        assert_eq!((framed.levels[0], framed.levels[13]), (255, 0));
    }
}
