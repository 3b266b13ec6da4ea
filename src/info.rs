//! Side door: what a file is, without converting it.

use crate::document::TextLayer;
use crate::page::{Page, Pages, text_layer};
use crate::pdf::image::Format;
use crate::pdf::{Attachment, Facts, Info, OutlineItem, Xmp};
use serde::Serialize;
use std::collections::BTreeMap;

/// What a file is.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Description {
    /// PDF version; empty for an image.
    pub version: String,
    /// What the file is written in where it is an image: `PNG`, `JPEG`, `TIFF`, `WebP`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub image: Option<&'static str>,
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
pub fn describe(facts: &Facts, pages: &Pages) -> Description {
    Description {
        version: facts.version.clone(),
        image: facts.image.map(Format::name),
        encrypted: facts.encrypted,
        pages: pages.pages.len(),
        sizes: sizes(&pages.pages),
        glyphs: pages.pages.iter().map(|page| page.glyphs.len()).sum(),
        text_layer: text_layer::of_pages(&pages.pages),
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
