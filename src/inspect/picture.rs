//! Pictures of pages.

use super::model::Picture;
use crate::document::Document;
use crate::pdf::File;
use crate::raster;

/// Pictures of the pages of a document that was made of the file. A page that cannot be drawn has none.
pub fn pictures(file: &File, document: &Document) -> Vec<Picture> {
    let draw = |frame: &crate::document::Frame| {
        let page = frame.number;
        let account = document.accounts.iter().find(|account| account.page == page);
        let glyphs = account.map_or(0, |account| account.glyphs);
        let drawn = raster::view(file, page, glyphs)?;
        let name = format!("page-{}.{}", page.0, drawn.extension);
        Some(Picture { page, name, bytes: drawn.bytes })
    };
    document.pages.iter().filter_map(draw).collect()
}
