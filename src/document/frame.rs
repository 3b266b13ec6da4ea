//! A page as it is displayed and as its file has it.

use crate::provenance::PageNumber;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A page as it is displayed, and what of the file's page that is.
///
/// A place `(x, y)` of an unrotated page is `(left + x, top - y)` in the user space of the file, where
/// the crop box is `[left, bottom, right, top]`.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Frame {
    /// The page.
    pub number: PageNumber,
    /// Width as displayed, in points.
    pub width: f32,
    /// Height as displayed, in points.
    pub height: f32,
    /// What of the page is displayed: left, bottom, right and top edge in the user space of the file, in
    /// points, where y grows upwards (ISO 32000-2, 14.11.2). It is the crop box as far as it lies in the media box.
    pub crop_box: [f32; 4],
    /// By how many degrees it is turned clockwise to be displayed: 0, 90, 180 or 270.
    pub rotation: u16,
}
