//! Pages as they are displayed.

use crate::document::Frame;
use crate::limit::Limits;
use crate::pdf::File;
use crate::provenance::PageNumber;
use hayro_syntax::page::{Page, Rotation};

/// The pages that are there and asked for, as they are displayed.
pub(super) fn of_file(file: &File, limits: &Limits) -> Vec<Frame> {
    let most = usize::try_from(limits.pages).unwrap_or(usize::MAX);
    let numbers = (0..file.page_count().min(most)).map(PageNumber::from_index);
    numbers.filter_map(|number| Some(frame(number, file.page(number)?))).collect()
}

fn frame(number: PageNumber, page: &Page<'_>) -> Frame {
    let (width, height) = page.render_dimensions();
    let (across, up) = page.base_dimensions();
    let corner = page.intersected_crop_box();
    let (left, bottom) = (corner.x0 as f32, corner.y0 as f32);
    let rotation = match page.rotation() {
        Rotation::None => 0,
        Rotation::Horizontal => 90,
        Rotation::Flipped => 180,
        Rotation::FlippedHorizontal => 270,
    };
    Frame { number, width, height, crop_box: [left, bottom, left + across, bottom + up], rotation }
}
