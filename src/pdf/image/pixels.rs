//! A decoded image as the samples that a page can show.

use super::sheet::{Data, Picture};
use crate::error::Error;
use flate2::Compression;
use flate2::write::ZlibEncoder;
use image::{DynamicImage, ImageDecoder, ImageError, Limits};
use std::io::Write;

/// Pixels of one image at most: an A0 poster scanned at 300 dpi has 140 million, which take 420 MB.
const PIXEL_LIMIT: u64 = 150_000_000;

/// Bytes that a decoder may ask for at once: the largest image with four channels.
const DECODER_LIMIT: u64 = 4 * PIXEL_LIMIT;

/// The image that a decoder gives, and its EXIF where it has some.
pub(super) fn picture(decoder: impl ImageDecoder) -> Result<(Picture, Option<Vec<u8>>), Error> {
    let (width, height) = decoder.dimensions();
    let (image, exif) = decoded(decoder)?;
    let data = samples(image)?;
    Ok((Picture { width, height, data, resolution: None, orientation: 1 }, exif))
}

/// Decodes an image, and its EXIF where it has some.
pub(super) fn decoded(
    mut decoder: impl ImageDecoder,
) -> Result<(DynamicImage, Option<Vec<u8>>), Error> {
    let (width, height) = decoder.dimensions();
    within_limit(width, height)?;
    let mut limits = Limits::no_limits();
    limits.max_alloc = Some(DECODER_LIMIT);
    decoder.set_limits(limits).map_err(reason)?;
    // What cannot be read of the tags says nothing about the pixels.
    let exif = decoder.exif_metadata().ok().flatten();
    let image = DynamicImage::from_decoder(decoder).map_err(reason)?;
    Ok((image, exif))
}

/// # Errors
/// The image has no pixel, or too many.
fn within_limit(width: u32, height: u32) -> Result<(), Error> {
    match u64::from(width) * u64::from(height) {
        0 => Err(Error::DamagedImage),
        pixels if pixels > PIXEL_LIMIT => Err(Error::ImageTooLarge),
        _ => Ok(()),
    }
}

/// Why an image could not be decoded.
pub(super) fn reason(error: ImageError) -> Error {
    match error {
        ImageError::Limits(_) => Error::ImageTooLarge,
        ImageError::Unsupported(_) => Error::UnsupportedImage,
        _ => Error::DamagedImage,
    }
}

/// The samples, eight bits each, on white where the image is transparent.
pub(super) fn samples(image: DynamicImage) -> Result<Data, Error> {
    let gray = !image.color().has_color();
    let bytes = match image {
        DynamicImage::ImageLuma8(image) => image.into_raw(),
        DynamicImage::ImageRgb8(image) => image.into_raw(),
        image if image.color().has_alpha() && gray => {
            image.to_luma_alpha8().pixels().map(|own| on_white(own.0[0], own.0[1])).collect()
        }
        image if image.color().has_alpha() => {
            let image = image.to_rgba8();
            let colours = image.pixels().map(|own| own.0);
            colours.flat_map(|[r, g, b, a]| [r, g, b].map(|level| on_white(level, a))).collect()
        }
        image if gray => image.to_luma8().into_raw(),
        image => image.to_rgb8().into_raw(),
    };
    // Samples are read once or twice: what counts is the time to pack them.
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::fast());
    let packed = encoder.write_all(&bytes).and_then(|()| encoder.finish());
    Ok(Data::Samples { packed: packed.map_err(|_| Error::DamagedImage)?, gray })
}

fn on_white(level: u8, opacity: u8) -> u8 {
    let (level, opacity) = (u32::from(level), u32::from(opacity));
    ((level * opacity + 255 * (255 - opacity) + 127) / 255) as u8
}
