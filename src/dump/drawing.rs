//! The stages of a conversion on the sheets of its pages.

use super::canvas::Pen;
use super::kind::{Drawn, Kind};
use super::layer;
use super::notation::is_wanted;
use super::sheet::{PICTURE, Sheet, zoom};
use crate::Stage;
use crate::geometry::Rect;
use crate::page::{Pages, Size};
use crate::pdf::File;
use crate::provenance::PageNumber;
use crate::raster;
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use std::collections::BTreeMap;

/// The sheets of a document while its stages go by.
#[derive(Debug)]
pub(super) struct Drawing {
    kind: Kind,
    wanted: Option<PageNumber>,
    /// Pictures of the pages, as PNG in Base64.
    pictures: BTreeMap<PageNumber, String>,
    sheets: Vec<Sheet>,
}

impl Drawing {
    pub(super) fn new(kind: Kind, wanted: Option<PageNumber>) -> Self {
        Self { kind, wanted, pictures: BTreeMap::new(), sheets: Vec::new() }
    }

    /// Draws what a stage found, if the stage is not after the one that is asked for; of the document
    /// always the lines that were torn on the way to it.
    pub(super) fn observe(&mut self, stage: &Stage<'_>) {
        let kind = self.kind;
        match stage {
            Stage::Opened(file) => self.picture(file),
            Stage::Read(pages) => self.begin(pages),
            Stage::Analysed(layout) if kind >= Kind::Words => {
                for sheet in &mut self.sheets {
                    if let Some(page) = layout.pages.get(sheet.number.index()) {
                        sheet.note_layout(page);
                        layer::layout(kind, page, sheet);
                    }
                }
            }
            Stage::Arranged(flow) if kind >= Kind::Order => {
                self.sheets.iter_mut().for_each(|sheet| layer::order(kind, flow, sheet));
            }
            Stage::Assigned(passages) if kind == Kind::Role => {
                self.sheets.iter_mut().for_each(|sheet| layer::passages(passages, sheet));
            }
            Stage::Mended(passages) if kind == Kind::Repair => {
                for sheet in &mut self.sheets {
                    layer::passages(passages, sheet);
                    layer::edits(passages, sheet);
                }
            }
            Stage::Built(document) if kind >= Kind::Layout => {
                for sheet in &mut self.sheets {
                    if kind == Kind::Document {
                        layer::document(document, sheet);
                    }
                    layer::torn(document, sheet);
                }
            }
            _ => {}
        }
    }

    /// Draws the pages themselves.
    fn picture(&mut self, file: &File) {
        for number in (0..file.page_count()).map(PageNumber::from_index) {
            let Some(page) = file.page(number).filter(|_| is_wanted(self.wanted, number)) else {
                continue;
            };
            let (width, height) = page.render_dimensions();
            let zoom = zoom(Size { width, height });
            let picture = raster::render(file, number, zoom, None).and_then(raster::Raster::png);
            if let Some(png) = picture {
                self.pictures.insert(number, BASE64_STANDARD.encode(png));
            }
        }
    }

    fn begin(&mut self, pages: &Pages) {
        for (index, page) in pages.pages.iter().enumerate() {
            let number = PageNumber::from_index(index);
            if is_wanted(self.wanted, number) {
                let mut sheet = Sheet::new(number, page);
                if let Some(png) = self.pictures.remove(&number) {
                    let size = page.size;
                    let area = Rect::new(0.0, 0.0, size.width, size.height);
                    sheet.layer(PICTURE, Pen::line("#9e9e9e", 0.2), true).picture(area, &png);
                }
                layer::page(self.kind, page, &mut sheet);
                self.sheets.push(sheet);
            }
        }
    }

    /// The sheets as SVG.
    pub(super) fn finish(self) -> Vec<Drawn> {
        let kind = self.kind;
        self.sheets.iter().map(|sheet| Drawn { page: sheet.number, svg: sheet.svg(kind) }).collect()
    }
}
