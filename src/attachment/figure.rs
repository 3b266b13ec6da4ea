//! Figures and formulas as images.

use super::model::Attachment;
use crate::document::{Document, Figure, Formula, Node, Place};
use crate::pdf::File;
use crate::raster;
use crate::writer::Names;

/// Lines at the edge of a figure are as thick as this, in points, and drawn half outside its area.
const MARGIN: f32 = 2.0;
/// Points of an inch.
const POINTS_PER_INCH: f32 = 72.0;

/// The area of each figure and display formula as an image: the one in the file where a figure is
/// nothing else, or else drawn as PNG at `dpi` pixels an inch. The document remembers which file in
/// `folder` shows it. What cannot be drawn is left out.
pub fn figures(file: &File, document: &mut Document, folder: &str, dpi: f32) -> Vec<Attachment> {
    let mut names = Names::default();
    let mut attachments = Vec::new();
    for node in &mut document.body {
        let (at, label, shown) = match node {
            Node::Figure(Figure { at, caption, image, .. }) => {
                (*at, caption.as_ref().map_or("", |caption| caption.label.as_str()), image)
            }
            Node::Formula(Formula { text, image }) => {
                let at = text.place().map(|(page, bbox)| Place { page, bbox });
                (at, FORMULA, image)
            }
            _ => continue,
        };
        let Some((bytes, extension)) = at.and_then(|at| self::image(file, at, dpi)) else {
            continue;
        };
        let name = format!("{}.{extension}", names.name(label));
        *shown = Some(format!("{folder}/{name}"));
        attachments.push(Attachment { name, bytes });
    }
    attachments
}

/// What a formula is called in the name of its file.
const FORMULA: &str = "formula";

/// An area as an image, and the extension of its file's name.
fn image(file: &File, at: Place, dpi: f32) -> Option<(Vec<u8>, &'static str)> {
    if let Some(bytes) = raster::jpeg(file, at.page, at.bbox) {
        return Some((bytes, "jpg"));
    }
    let area = at.bbox.grown(MARGIN);
    let bytes = raster::render(file, at.page, dpi / POINTS_PER_INCH, Some(area))?.png()?;
    Some((bytes, "png"))
}
