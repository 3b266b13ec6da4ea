//! JPEG files, which a page shows as they are.

use super::pixels;
use super::sheet::{Data, Picture};
use crate::error::Error;
use image::ImageDecoder;
use image::codecs::jpeg::JpegDecoder;
use std::io::Cursor;

/// What the segments of a file say (ISO/IEC 10918-1, annex B).
#[derive(Debug, Default, PartialEq)]
struct Header {
    components: u8,
    /// Pixels an inch across and down, of the JFIF segment (ISO/IEC 10918-5).
    resolution: Option<[f32; 2]>,
    /// Whether the image goes on to its end.
    complete: bool,
}

/// The image of a file.
///
/// # Errors
/// It is damaged or cut off, too large, or coded in a way that is not read.
pub(super) fn picture(file: Vec<u8>) -> Result<Picture, Error> {
    let header = header(&file).ok_or(Error::DamagedImage)?;
    if !header.complete {
        return Err(Error::DamagedImage);
    }
    let decoder = JpegDecoder::new(Cursor::new(&file)).map_err(pixels::reason)?;
    let (width, height) = decoder.dimensions();
    // Only what was decoded to its end is known to be an image.
    let (image, exif) = pixels::decoded(decoder)?;
    let data = match header.components {
        1 | 3 => Data::Jpeg { file, gray: header.components == 1 },
        // Four components come inverted from some programs and not from others.
        _ => pixels::samples(image)?,
    };
    let mut picture = Picture { width, height, data, resolution: None, orientation: 1 };
    picture.take(exif.as_deref());
    picture.resolution = picture.resolution.or(header.resolution);
    Ok(picture)
}

/// Reads the segments; nothing where they are not those of a JPEG.
fn header(bytes: &[u8]) -> Option<Header> {
    const START_OF_SCAN: u8 = 0xDA;
    const END_OF_IMAGE: u8 = 0xD9;
    let mut found = Header::default();
    let mut at = 2;
    loop {
        let Some(marker) = next_marker(bytes, &mut at) else { return Some(found) };
        match marker {
            END_OF_IMAGE => {
                found.complete = true;
                return Some(found);
            }
            // Markers that stand alone: TEM, and restarts within a scan.
            0x01 | 0xD0..=0xD7 => continue,
            _ => {}
        }
        let Some(length) = bytes.get(at..at + 2) else { return Some(found) };
        let length = usize::from(u16::from_be_bytes([length[0], length[1]]));
        let data = bytes.get(at + 2..at.checked_add(length)?).unwrap_or_default();
        match marker {
            0xE0 if data.starts_with(b"JFIF\0") => found.resolution = density(data),
            // Frames: all of C0 to CF but tables (C4, CC) and extensions (C8).
            0xC0..=0xCF if !matches!(marker, 0xC4 | 0xC8 | 0xCC) => {
                found.components = *data.get(5)?;
            }
            _ => {}
        }
        at += length;
        if marker == START_OF_SCAN && found.components == 0 {
            return None;
        }
    }
}

/// The code of the next marker, and `at` behind it. Coded data has no marker in it: a byte FF is
/// followed by 00 there.
fn next_marker(bytes: &[u8], at: &mut usize) -> Option<u8> {
    loop {
        let found = bytes.get(*at..)?.iter().position(|&byte| byte == 0xFF)?;
        *at += found + 1;
        match *bytes.get(*at)? {
            0x00 => *at += 1,
            0xFF => {}
            marker => {
                *at += 1;
                return Some(marker);
            }
        }
    }
}

fn density(jfif: &[u8]) -> Option<[f32; 2]> {
    let side = |at: usize| {
        let bytes = jfif.get(at..at + 2)?;
        Some(f32::from(u16::from_be_bytes([bytes[0], bytes[1]])))
    };
    let inch = match jfif.get(7)? {
        1 => 1.0,
        2 => 2.54,
        _ => return None,
    };
    Some([side(8)? * inch, side(10)? * inch])
}
