//! Side door: what a file is, without converting it.

use crate::document::TextLayer;
use crate::page::{Page, Pages, Visibility};
use crate::pdf::{Attachment, Facts, Info, OutlineItem, Xmp};
use serde::Serialize;
use std::collections::BTreeMap;

/// Share of a page's area that an image must cover to be an image of the page: scans leave
/// margins, and the largest figures of papers take two thirds of a page.
const SCAN_COVER: f32 = 0.75;

/// Glyphs that a scanned page may have besides its image: a stamp or a page number.
const STAMP_GLYPHS: usize = 150;

/// What a file is.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Inspection {
    /// PDF version.
    pub version: String,
    /// Whether it is encrypted.
    pub encrypted: bool,
    /// Number of pages.
    pub pages: usize,
    /// Sizes of pages as displayed, in points, each with the number of pages that have it.
    pub sizes: Vec<PageSize>,
    /// Glyphs on all pages, blanks included.
    pub glyphs: usize,
    /// Where its text seems to come from.
    pub text_layer: TextLayer,
    /// Natural language as the file states it.
    pub language: Option<String>,
    /// Document information dictionary.
    pub info: Info,
    /// XMP metadata.
    pub xmp: Xmp,
    /// Bookmarks.
    pub outline: Vec<OutlineItem>,
    /// Page labels, one a page; empty where the file has none.
    pub page_labels: Vec<String>,
    /// Embedded files.
    pub attachments: Vec<Attachment>,
    /// Whether its content is tagged with a structure tree.
    pub tagged: bool,
    /// Links to targets outside the document.
    pub links: usize,
    /// Fonts that are used, by name.
    pub fonts: Vec<FontUse>,
}

/// A size that pages have.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct PageSize {
    /// Width in points.
    pub width: f32,
    /// Height in points.
    pub height: f32,
    /// Number of pages.
    pub pages: usize,
}

/// A font and how much it is used.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FontUse {
    /// PostScript name without the subset tag; empty where it is unknown.
    pub name: String,
    /// Glyphs set in it.
    pub glyphs: usize,
}

/// Sums up what a file states about itself and what its pages hold.
pub fn describe(facts: &Facts, pages: &Pages) -> Inspection {
    Inspection {
        version: facts.version.clone(),
        encrypted: facts.encrypted,
        pages: pages.pages.len(),
        sizes: sizes(&pages.pages),
        glyphs: pages.pages.iter().map(|page| page.glyphs.len()).sum(),
        text_layer: text_layer(&pages.pages),
        language: facts.language.clone(),
        info: facts.info.clone(),
        xmp: facts.xmp.clone(),
        outline: facts.outline.clone(),
        page_labels: facts.page_labels.clone(),
        attachments: facts.attachments.clone(),
        tagged: !facts.roles.is_empty(),
        links: facts.links.len(),
        fonts: fonts(pages),
    }
}

fn sizes(pages: &[Page]) -> Vec<PageSize> {
    let mut sizes: Vec<PageSize> = Vec::new();
    for page in pages {
        let (width, height) = (page.size.width, page.size.height);
        match sizes.iter_mut().find(|size| size.width == width && size.height == height) {
            Some(size) => size.pages += 1,
            None => sizes.push(PageSize { width, height, pages: 1 }),
        }
    }
    sizes.sort_by_key(|size| std::cmp::Reverse(size.pages));
    sizes
}

fn fonts(pages: &Pages) -> Vec<FontUse> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for glyph in pages.pages.iter().flat_map(|page| &page.glyphs) {
        let font = pages.fonts.get(usize::from(glyph.font.0));
        *counts.entry(font.map_or("", |font| &font.name)).or_default() += 1;
    }
    let fonts = counts.into_iter().map(|(name, glyphs)| FontUse { name: name.to_owned(), glyphs });
    let mut fonts: Vec<_> = fonts.collect();
    fonts.sort_by_key(|font| std::cmp::Reverse(font.glyphs));
    fonts
}

/// A guess: what most pages are.
fn text_layer(pages: &[Page]) -> TextLayer {
    let (mut scanned, mut with_layer) = (0, 0);
    for page in pages.iter().filter(|page| is_covered(page)) {
        let hidden =
            page.glyphs.iter().filter(|g| !g.is_blank() && g.visibility != Visibility::Visible);
        let hidden = hidden.count();
        let letters = page.glyphs.iter().filter(|glyph| !glyph.is_blank()).count();
        if letters <= STAMP_GLYPHS {
            scanned += 1;
        } else if hidden * 2 > letters {
            with_layer += 1;
        }
    }
    if (scanned + with_layer) * 2 <= pages.len() {
        TextLayer::BornDigital
    } else if with_layer >= scanned {
        TextLayer::OcrLayer
    } else {
        TextLayer::Scanned
    }
}

fn is_covered(page: &Page) -> bool {
    // Strips of one scan do not overlap, so their areas add up.
    let covered: f32 = page.images.iter().map(|image| image.area()).sum();
    covered >= SCAN_COVER * page.size.width * page.size.height
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geometry::{Point, Rect};
    use crate::page::{Decoding, FontId, Glyph, GlyphText, Size};

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
            assert_eq!(text_layer(&[page.clone(), page]), expected);
        }
        let cover_sheet = [page(900, Visible, false), page(0, Visible, true)];
        assert_eq!(text_layer(&cover_sheet), BornDigital);
    }
}
