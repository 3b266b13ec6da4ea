//! Side door: the QR codes (ISO/IEC 18004) on posters and scanned pages, found in their rasters, since
//! most are drawn as boxes and not as pictures.

use crate::document::{Place, QrCode, TextLayer};
use crate::geometry::Rect;
use crate::page::{Page, text_layer};
use crate::pdf::File;
use crate::provenance::PageNumber;
use crate::raster::{self, Raster};
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
    /// On posters and on the first pages of scans.
    #[default]
    Auto,
    /// Nowhere.
    Never,
}

/// Pages of a poster that are looked at.
const POSTER_PAGES: usize = 6;

/// Pages of a scan that are looked at: a code of a paper stands on its first page.
const SCANNED_PAGES: usize = 2;

/// Pixels of the longer side of the rasters in which codes are looked for, one after the other: on an A0
/// poster a module of a small code, of 1.2 mm, has four pixels in the first. The second is drawn only
/// where the first shows codes that cannot be read.
const RASTER_SIDES: [f32; 2] = [4000.0, 5600.0];

/// Pixels a point at most: what is printed finer than 300 an inch is no code for cameras.
const FINEST: f32 = 300.0 / 72.0;

/// Pages in which codes may be looked for.
#[derive(Debug)]
pub struct Candidates {
    /// Those that are images: they may hold codes though the document is no poster.
    scanned: Vec<PageNumber>,
    /// The first ones, which are those of a poster.
    first: Vec<PageNumber>,
}

/// The pages of a document that may hold codes and whose images can be drawn.
pub fn candidates(pages: &[Page]) -> Candidates {
    let numbered = pages.iter().enumerate().map(|(at, page)| (PageNumber::from_index(at), page));
    let is_scanned = |page: &Page| text_layer::of_page(page) == TextLayer::Scanned;
    let scanned = numbered.clone().filter(|(_, page)| is_scanned(page)).take(SCANNED_PAGES);
    let of = |(number, page): (PageNumber, &Page)| (!page.undrawable).then_some(number);
    Candidates {
        scanned: scanned.filter_map(of).collect(),
        first: numbered.take(POSTER_PAGES).filter_map(of).collect(),
    }
}

/// The codes of a poster, or of the first scanned pages of another document, by page and from the top
/// down. Pages of papers that were typeset have none that say what their text does not.
pub fn find(
    file: &File,
    is_poster: bool,
    candidates: &Candidates,
    options: &Options,
) -> Vec<QrCode> {
    if options.search == Search::Never {
        return Vec::new();
    }
    let wanted = if is_poster { &candidates.first } else { &candidates.scanned };
    wanted.iter().flat_map(|page| of_page(file, *page)).collect()
}

fn of_page(file: &File, page: PageNumber) -> Vec<QrCode> {
    let Some(size) = file.page(page).map(|page| page.render_dimensions()) else {
        return Vec::new();
    };
    let longest = size.0.max(size.1).max(1.0);
    let mut best = Vec::new();
    for side in RASTER_SIDES {
        let raster = raster::render(file, page, (side / longest).min(FINEST), None);
        let Some((found, unread)) = raster.and_then(|raster| decoded(&raster, page, size.0)) else {
            break;
        };
        if found.len() >= best.len() {
            best = found;
        }
        if unread == 0 {
            break;
        }
    }
    best.sort_by(|a, b| a.at.bbox.y0.total_cmp(&b.at.bbox.y0));
    best
}

/// The codes in a raster, and how many look like codes but cannot be read.
fn decoded(raster: &Raster, page: PageNumber, page_width: f32) -> Option<(Vec<QrCode>, usize)> {
    let (width, height) = (raster.width as usize, raster.height as usize);
    let level = |x: usize, y: usize| {
        let at = (y * width + x) * 4;
        let [r, g, b] = [raster.rgba[at], raster.rgba[at + 1], raster.rgba[at + 2]].map(u32::from);
        ((r * 299 + g * 587 + b * 114 + 500) / 1000) as u8
    };
    let scale = page_width / raster.width.max(1) as f32;
    catch_unwind(AssertUnwindSafe(|| {
        let mut image = rqrr::PreparedImage::prepare_from_greyscale(width, height, level);
        let grids = image.detect_grids();
        let count = grids.len();
        let codes = grids.iter().filter_map(|grid| {
            let text = grid.decode().ok()?.1.trim().to_owned();
            let corners =
                grid.bounds.iter().map(|own| (own.x as f32 * scale, own.y as f32 * scale));
            let area = corners.map(|(x, y)| Rect::new(x, y, x, y)).reduce(Rect::union)?;
            (!text.is_empty()).then_some(QrCode { text, at: Place { page, bbox: area } })
        });
        let codes: Vec<_> = codes.collect();
        let unread = count - codes.len();
        (codes, unread)
    }))
    .ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_that_are_not_to_be_drawn_are_left_out() {
        let page = |undrawable| Page { undrawable, ..Page::default() };
        let pages: Vec<Page> = [false, true, false].map(page).into_iter().collect();
        let first: Vec<usize> = candidates(&pages).first.iter().map(|own| own.index()).collect();
        assert_eq!(first, [0, 2]);
    }
}
