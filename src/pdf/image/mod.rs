//! Images as files: bytes of a PNG, JPEG, TIFF or WebP to a PDF whose pages show one image each, so
//! that no other room has to know of them.

mod jpeg;
mod pixels;
mod sheet;
mod tag;
mod tiff;

use crate::error::Error;
use sheet::{Picture, Sheets};
use std::panic::{AssertUnwindSafe, catch_unwind};

/// What an image is written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// Portable Network Graphics (ISO/IEC 15948).
    Png,
    /// JPEG (ISO/IEC 10918-1).
    Jpeg,
    /// TIFF 6.0, of one page or of many, or BigTIFF.
    Tiff,
    /// WebP (RFC 9649).
    WebP,
}

impl Format {
    /// Its name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Png => "PNG",
            Self::Jpeg => "JPEG",
            Self::Tiff => "TIFF",
            Self::WebP => "WebP",
        }
    }

    /// What the first bytes of a file say.
    pub(super) fn of(bytes: &[u8]) -> Option<Self> {
        const TIFF: [&[u8]; 4] = [b"II*\0", b"MM\0*", b"II+\0", b"MM\0+"];
        if bytes.starts_with(b"\x89PNG\r\n\x1a\n") {
            Some(Self::Png)
        } else if bytes.starts_with(b"\xff\xd8\xff") {
            Some(Self::Jpeg)
        } else if TIFF.iter().any(|magic| bytes.starts_with(magic)) {
            Some(Self::Tiff)
        } else if bytes.starts_with(b"RIFF") && bytes.get(8..12) == Some(b"WEBP") {
            Some(Self::WebP)
        } else {
            None
        }
    }
}

/// A PDF of pages that show one image each: one page, or one for each image of a TIFF.
///
/// # Errors
/// The image is damaged or cut off, too large, or of a kind that is not read.
pub(super) fn wrapped(bytes: Vec<u8>, format: Format) -> Result<Vec<u8>, Error> {
    let wrap = || match format {
        Format::Png => single(png(&bytes)?),
        Format::WebP => single(webp(&bytes)?),
        Format::Jpeg => single(jpeg::picture(bytes)?),
        Format::Tiff => tiff::document(bytes),
    };
    catch_unwind(AssertUnwindSafe(wrap)).unwrap_or(Err(Error::DamagedImage))
}

fn single(picture: Picture) -> Result<Vec<u8>, Error> {
    let mut sheets = Sheets::default();
    sheets.add(picture);
    sheets.finish()
}

fn png(bytes: &[u8]) -> Result<Picture, Error> {
    let decoder = image::codecs::png::PngDecoder::new(std::io::Cursor::new(bytes));
    let (mut picture, exif) = pixels::picture(decoder.map_err(pixels::reason)?)?;
    picture.take(exif.as_deref());
    picture.resolution = png_resolution(bytes).or(picture.resolution);
    Ok(picture)
}

fn webp(bytes: &[u8]) -> Result<Picture, Error> {
    let decoder = image::codecs::webp::WebPDecoder::new(std::io::Cursor::new(bytes));
    let (mut picture, exif) = pixels::picture(decoder.map_err(pixels::reason)?)?;
    picture.take(exif.as_deref());
    Ok(picture)
}

/// Pixels an inch across and down, of the chunk `pHYs` (ISO/IEC 15948, 11.3.4.3).
fn png_resolution(bytes: &[u8]) -> Option<[f32; 2]> {
    const SIGNATURE: usize = 8;
    const INCHES_PER_METRE: f32 = 39.370_08;
    let number = |at: usize| Some(u32::from_be_bytes(bytes.get(at..at + 4)?.try_into().ok()?));
    let mut at = SIGNATURE;
    loop {
        let length = number(at)? as usize;
        let name = bytes.get(at + 4..at + 8)?;
        let data = at + 8;
        match name {
            b"pHYs" if length == 9 && bytes.get(data + 8) == Some(&1) => {
                let sides = [number(data)?, number(data + 4)?];
                return Some(sides.map(|per_metre| per_metre as f32 / INCHES_PER_METRE));
            }
            b"IDAT" => return None,
            _ => at = data.checked_add(length)?.checked_add(4)?,
        }
    }
}

#[cfg(test)]
mod tests;
