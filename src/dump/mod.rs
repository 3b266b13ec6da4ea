//! Any stage's result as stable text or as a drawing: for eyes, for `offprint dump`, for snapshots.
//!
//! A listing has one thing a line, each line beginning with what it is and its index; coordinates
//! have one decimal. A drawing is an SVG of one page, with a layer for each kind of thing.

mod canvas;
mod document;
mod drawing;
mod kind;
mod layer;
mod listing;
mod notation;
mod passage;
mod sheet;

use crate::error::Error;
use crate::provenance::PageNumber;
use crate::{Options, Stage};
use drawing::Drawing;
pub use kind::{Drawn, Kind};

/// Converts a PDF and lists the result of one stage, of one page or of all.
///
/// # Errors
/// See [`Error`].
pub fn text(
    bytes: Vec<u8>,
    options: &Options,
    kind: Kind,
    page: Option<PageNumber>,
) -> Result<String, Error> {
    let mut out = String::new();
    crate::convert_observed(bytes, options, &mut |stage| {
        if let Some(listing) = of_stage(kind, &stage, page) {
            out = listing;
        }
    })?;
    Ok(out)
}

/// Converts a PDF and draws the result of one stage, of one page or of all.
///
/// Layers of the stages before are there, too, but hidden where they would crowd the page. A click
/// on an entry of the legend shows or hides its layer.
///
/// # Errors
/// See [`Error`].
pub fn svg(
    bytes: Vec<u8>,
    options: &Options,
    kind: Kind,
    page: Option<PageNumber>,
) -> Result<Vec<Drawn>, Error> {
    let mut drawing = Drawing::new(kind, page);
    crate::convert_observed(bytes, options, &mut |stage| drawing.observe(&stage))?;
    Ok(drawing.finish())
}

/// The listing of a stage's result, where the stage is the one that `kind` shows.
pub fn of_stage(kind: Kind, stage: &Stage<'_>, page: Option<PageNumber>) -> Option<String> {
    let mut out = String::new();
    match (kind, stage) {
        (Kind::Facts, Stage::Opened(file)) => listing::facts(file.facts(), &mut out),
        (Kind::Fonts, Stage::Read(pages)) => listing::fonts(pages, &mut out),
        (Kind::Page, Stage::Read(pages)) => listing::pages(pages, page, &mut out),
        (Kind::Words, Stage::Analysed(layout)) => listing::words(layout, page, &mut out),
        (Kind::Layout, Stage::Analysed(layout)) => listing::layout(layout, page, &mut out),
        (Kind::Order, Stage::Arranged(flow)) => listing::order(flow, page, &mut out),
        (Kind::Role, Stage::Assigned(passages)) => passage::roles(passages, page, &mut out),
        (Kind::Repair, Stage::Mended(passages)) => passage::repairs(passages, page, &mut out),
        (Kind::Document, Stage::Built(document)) => document::tree(document, page, &mut out),
        _ => return None,
    }
    Some(out)
}
