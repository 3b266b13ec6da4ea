//! Where the text of a page comes from: type, recognised characters under a scan, or nowhere.

use super::model::{Page, Visibility};
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

/// What a page is: covered by an image without text, or with text that is not painted, or set.
pub fn of_page(page: &Page) -> TextLayer {
    if page.recognised {
        return TextLayer::Scanned;
    }
    // Strips of one scan do not overlap, so their areas add up.
    let covered: f32 = page.images.iter().map(|image| image.area()).sum();
    if covered < SCAN_COVER * page.size.width * page.size.height {
        return TextLayer::BornDigital;
    }
    let letters = page.glyphs.iter().filter(|glyph| !glyph.is_blank());
    let (mut all, mut hidden) = (0, 0);
    for glyph in letters {
        all += 1;
        hidden += usize::from(glyph.visibility != Visibility::Visible);
    }
    if all <= STAMP_GLYPHS {
        TextLayer::Scanned
    } else if hidden * 2 > all {
        TextLayer::OcrLayer
    } else {
        TextLayer::BornDigital
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geometry::{Point, Rect};
    use crate::page::model::{Decoding, FontId, Glyph, GlyphText, Size};

    fn page(glyphs: usize, visibility: Visibility, covered: bool) -> Page {
        let area = Rect { x0: 0.0, y0: 0.0, x1: 600.0, y1: 800.0 };
        let glyph = Glyph {
            bbox: area,
            origin: Point { x: 0.0, y: 0.0 },
            size: 10.0,
            angle: 0.0,
            color: 0,
            text: GlyphText::character('a'),
            mark: Glyph::UNMARKED,
            font: FontId(0),
            decoding: Decoding::Declared,
            visibility,
        };
        Page {
            size: Size { width: 600.0, height: 800.0 },
            glyphs: vec![glyph; glyphs],
            images: if covered { vec![area] } else { Vec::new() },
            ..Page::default()
        }
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
