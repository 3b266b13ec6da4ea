//! Where the text of a page comes from: type, recognised characters under a scan, or nowhere.

use super::legible::Legibility;
use super::model::{Glyph, Page, Visibility};
use crate::document::TextLayer;

/// Share of a page's area that an image must cover to be an image of the page: scans leave
/// margins, and the largest figures of papers take two thirds of a page.
const SCAN_COVER: f32 = 0.75;

/// Glyphs that a scanned page may have besides its image: a stamp or a page number.
const STAMP_GLYPHS: usize = 150;

/// What most pages are.
pub fn of_pages(pages: &[Page]) -> TextLayer {
    TextLayer::of_most(pages.iter().map(of_page))
}

/// Glyphs that cannot be seen are so many times those that can, where they are what was recognised in a
/// page of patches: a stamp or a page number may be set on it.
const PREVAILING: usize = 20;

/// Letters drawn as outlines at least, where a page without a glyph holds text: less may be a logo.
const FEWEST_OUTLINES: usize = 200;
/// Outlines that stand on one line at least.
const FEWEST_ON_LINE: usize = 8;
/// Height of letters, as a share of the page's height.
const LETTER_HEIGHT: std::ops::Range<f32> = 0.001..0.04;
/// Outlines on one line have bottoms this close, as a share of the page's height.
const SAME_BOTTOM: f32 = 0.0003;

/// What a page is: covered by an image or drawn without text, or with text that is not painted, or set.
pub fn of_page(page: &Page) -> TextLayer {
    if page.recognised {
        return TextLayer::Scanned;
    }
    // Strips of one scan do not overlap, so their areas add up.
    let covered: f32 = page.images.iter().map(|image| image.area()).sum();
    let is_hidden = |glyph: &&Glyph| glyph.visibility != Visibility::Visible && !glyph.is_blank();
    let hidden = page.glyphs.iter().filter(is_hidden).count();
    let is_covered = covered >= SCAN_COVER * page.size.width * page.size.height;
    let all = page.glyphs.iter().filter(|glyph| !glyph.is_blank()).count();
    if all == 0 && !is_covered && has_outlines(page) {
        return TextLayer::Scanned;
    }
    if hidden == 0 && !is_covered {
        return TextLayer::BornDigital;
    }
    if !is_covered {
        let of_patches = hidden > PREVAILING * (all - hidden) && is_recognised(page, hidden);
        return if of_patches { TextLayer::OcrLayer } else { TextLayer::BornDigital };
    }
    if all <= STAMP_GLYPHS {
        TextLayer::Scanned
    } else if hidden * 2 > all {
        TextLayer::OcrLayer
    } else {
        TextLayer::BornDigital
    }
}

/// Whether letters are drawn on a page as outlines: as high as letters, and many on one line, as the points of a plot
/// are not.
fn has_outlines(page: &Page) -> bool {
    let height = page.size.height;
    let mut bottoms: Vec<i32> = page
        .drawings
        .iter()
        .filter(|drawn| LETTER_HEIGHT.contains(&(drawn.height() / height)))
        .map(|drawn| (drawn.y1 / (SAME_BOTTOM * height)).round() as i32)
        .collect();
    bottoms.sort_unstable();
    let lines = bottoms.chunk_by(|a, b| a == b).map(<[i32]>::len);
    lines.filter(|count| *count >= FEWEST_ON_LINE).sum::<usize>() >= FEWEST_OUTLINES
}

/// Whether most of a page's text is in the colour of its ground: white under a scan.
pub fn is_in_white(page: &Page) -> bool {
    let letters = || page.glyphs.iter().filter(|glyph| !glyph.is_blank());
    let white = letters().filter(|glyph| glyph.visibility == Visibility::Camouflaged).count();
    white * 2 > letters().count()
}

/// Whether the hidden text of a page that shows none is what was recognised of its ink: a scan may be
/// kept in patches, as stencils and as outlines, which do not cover the page. Without ink there is
/// nothing that could have been recognised, and text outside the page or its clip was not.
fn is_recognised(page: &Page, hidden: usize) -> bool {
    let is_within = |glyph: &&Glyph| {
        !glyph.is_blank()
            && matches!(
                glyph.visibility,
                Visibility::Invisible | Visibility::Camouflaged | Visibility::Covered
            )
    };
    let within = page.glyphs.iter().filter(is_within).count();
    let ink = !page.images.is_empty() || !page.drawings.is_empty();
    ink && within * 2 > hidden && Legibility::of(page).is_language()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geometry::{Point, Rect};
    use crate::page::model::{Glyph, GlyphText, Size};

    fn page(glyphs: usize, visibility: Visibility, covered: bool) -> Page {
        let area = Rect { x0: 0.0, y0: 0.0, x1: 600.0, y1: 800.0 };
        let origin = Point { x: 0.0, y: 0.0 };
        let glyph = Glyph { visibility, ..Glyph::upright('a', area, origin, 10.0) };
        Page {
            size: Size { width: 600.0, height: 800.0 },
            glyphs: vec![glyph; glyphs],
            images: if covered { vec![area] } else { Vec::new() },
            ..Page::default()
        }
    }

    /// A page with so many lines of a sentence, and what else is drawn on it.
    fn written(lines: usize, visibility: Visibility) -> Page {
        let sentence =
            "The samples were taken from all plots before the second harvest of the year.";
        let mut page = page(0, visibility, false);
        let model = self::page(1, visibility, true).glyphs[0];
        for line in 0..lines {
            for (at, c) in sentence.chars().enumerate() {
                let (x, y) = (50.0 + 5.0 * at as f32, 60.0 + 14.0 * line as f32);
                page.glyphs.push(Glyph {
                    bbox: Rect::new(x, y - 8.0, x + 5.0, y + 2.0),
                    origin: Point { x, y },
                    text: GlyphText::character(c),
                    ..model
                });
            }
        }
        page
    }

    #[test]
    fn patches_stencils_and_outlines_are_scans_too() {
        use TextLayer::{BornDigital, OcrLayer};
        use Visibility::{Camouflaged, Clipped, Invisible, Visible};
        let strip = Rect::new(50.0, 50.0, 300.0, 64.0);
        let with = |mut page: Page, image: bool, outline: bool| {
            page.images.extend(image.then_some(strip));
            page.drawings.extend(outline.then_some(strip));
            page
        };
        let cases = [
            (with(written(3, Invisible), true, false), OcrLayer),
            (with(written(3, Invisible), false, true), OcrLayer),
            (with(written(3, Camouflaged), true, false), OcrLayer),
            (with(written(3, Invisible), false, false), BornDigital),
            (with(written(3, Clipped), true, false), BornDigital),
            (with(written(3, Visible), true, false), BornDigital),
            (with(page(300, Invisible, false), true, false), BornDigital),
        ];
        for (index, (page, expected)) in cases.into_iter().enumerate() {
            assert_eq!(of_page(&page), expected, "{index}");
        }
        assert!(is_in_white(&written(1, Camouflaged)) && !is_in_white(&written(1, Invisible)));
    }

    #[test]
    fn letters_drawn_as_outlines_are_no_text() {
        let drawn = |rows: usize, step: f32| {
            let mut page = page(0, Visibility::Visible, false);
            for row in 0..rows {
                for letter in 0..60 {
                    let (x, y) = (50.0 + 8.0 * letter as f32, 60.0 + 14.0 * row as f32);
                    let y = y + step * letter as f32;
                    page.drawings.push(Rect::new(x, y, x + 5.0, y + 7.0));
                }
            }
            page
        };
        assert_eq!(of_page(&drawn(10, 0.0)), TextLayer::Scanned);
        assert_eq!(of_page(&drawn(2, 0.0)), TextLayer::BornDigital);
        assert_eq!(of_page(&drawn(10, 1.0)), TextLayer::BornDigital);
        let set = Page { drawings: drawn(10, 0.0).drawings, ..written(3, Visibility::Visible) };
        assert_eq!(of_page(&set), TextLayer::BornDigital);
    }

    #[test]
    fn text_layers() {
        use TextLayer::{BornDigital, OcrLayer, Scanned};
        use Visibility::{Invisible, Visible};
        let cases = [
            (page(3000, Visible, false), BornDigital),
            (page(3000, Visible, true), BornDigital),
            (page(0, Visible, false), BornDigital),
            (page(3000, Invisible, true), OcrLayer),
            (page(20, Visible, true), Scanned),
        ];
        for (page, expected) in cases {
            assert_eq!(of_pages(&[page.clone(), page]), expected);
        }
        let cover_sheet = [page(900, Visible, false), page(0, Visible, true)];
        assert_eq!(of_pages(&cover_sheet), BornDigital);
    }
}
