//! TIFF files: an image a page.

use super::pixels;
use super::sheet::Sheets;
use super::tag::{Directory, Tags};
use crate::error::Error;
use image::codecs::tiff::TiffDecoder;
use std::collections::BTreeSet;
use std::io::Cursor;

/// Images of one file at most: a scanned book.
const IMAGE_LIMIT: usize = 2000;

/// Bytes that the packed pages of one file may take: as many as a file may have.
const BYTE_LIMIT: usize = 1 << 30;

/// Pixels of all images of one file at most: 400 pages of A4 at 300 dpi.
const PIXELS_LIMIT: u64 = 3_500_000_000;

/// A page for each image, but for small copies and masks.
///
/// # Errors
/// An image is damaged or cut off, too large, or coded in a way that is not read.
pub(super) fn document(mut bytes: Vec<u8>) -> Result<Vec<u8>, Error> {
    let directories = directories(&bytes)?;
    let mut sheets = Sheets::default();
    let mut pixels = 0;
    for (offset, directory) in directories {
        point_to(&mut bytes, offset).ok_or(Error::DamagedImage)?;
        let decoder = TiffDecoder::new(Cursor::new(&bytes)).map_err(pixels::reason)?;
        let (mut picture, _) = pixels::picture(decoder)?;
        picture.orientation = directory.orientation;
        picture.resolution = directory.resolution;
        pixels += u64::from(picture.width) * u64::from(picture.height);
        sheets.add(picture);
        if pixels > PIXELS_LIMIT || sheets.len() > BYTE_LIMIT {
            return Err(Error::ImageTooLarge);
        }
    }
    sheets.finish()
}

/// The images in order with the offsets of their directories.
fn directories(bytes: &[u8]) -> Result<Vec<(u64, Directory)>, Error> {
    let tags = Tags::of(bytes).ok_or(Error::DamagedImage)?;
    let mut seen = BTreeSet::new();
    let mut found = Vec::new();
    let mut offset = tags.first().filter(|&offset| offset > 0).ok_or(Error::DamagedImage)?;
    // A chain may lead back into itself: each directory counts once.
    while offset > 0 && seen.insert(offset) {
        let directory = tags.directory(offset).ok_or(Error::DamagedImage)?;
        let next = directory.next.ok_or(Error::DamagedImage)?;
        found.push((offset, directory));
        offset = next;
        if seen.len() > IMAGE_LIMIT {
            return Err(Error::ImageTooLarge);
        }
    }
    let primary = found.iter().filter(|(_, own)| !own.secondary).count();
    found.retain(|(_, own)| primary == 0 || !own.secondary);
    Ok(found)
}

/// Makes a directory the first one of the file: the decoder reads that one only.
fn point_to(bytes: &mut [u8], offset: u64) -> Option<()> {
    let tags = Tags::of(bytes)?;
    let (at, width) = tags.start();
    let written = tags.written(offset);
    bytes.get_mut(at..at + width)?.copy_from_slice(&written);
    Some(())
}
