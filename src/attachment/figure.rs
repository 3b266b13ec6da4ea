//! Figures as images.

use super::{Attachment, Names};
use crate::document::{Document, Node};
use crate::pdf::File;
use crate::raster;

/// Lines at the edge of a figure are as thick as this, in points, and drawn half outside its area.
const MARGIN: f32 = 2.0;
/// Points of an inch.
const POINTS_PER_INCH: f32 = 72.0;

/// Draws the area of each figure, at `dpi` pixels an inch, as PNG, and remembers in the document
/// which file in `folder` shows it. What cannot be drawn is left out.
pub fn figures(file: &File, document: &mut Document, folder: &str, dpi: f32) -> Vec<Attachment> {
    let mut names = Names::default();
    let mut attachments = Vec::new();
    for node in &mut document.body {
        let Node::Figure(figure) = node else { continue };
        let Some(at) = figure.at else { continue };
        let drawn =
            raster::render(file, at.page, dpi / POINTS_PER_INCH, Some(at.bbox.grown(MARGIN)));
        let Some(bytes) = drawn.and_then(raster::Raster::png) else { continue };
        let label = figure.caption.as_ref().map_or("", |caption| &caption.label);
        let name = format!("{}.png", names.name(label));
        figure.image = Some(format!("{folder}/{name}"));
        attachments.push(Attachment { name, bytes });
    }
    attachments
}
