//! Images made here, opened as files.

use super::*;
use crate::diagnostic::Sink;
use crate::limit::Limits;
use crate::pdf::{File, Options, open};
use ::image::{DynamicImage, GrayImage, ImageFormat, Luma};
use std::io::Cursor;

/// White with one black quarter at the top left, 40 by 20 pixels.
fn quarter() -> DynamicImage {
    let level = |x, y| Luma([if x < 20 && y < 10 { 0 } else { 255 }]);
    DynamicImage::ImageLuma8(GrayImage::from_fn(40, 20, level))
}

fn encoded(image: &DynamicImage, format: ImageFormat) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    image.write_to(&mut bytes, format).unwrap();
    bytes.into_inner()
}

fn opened(bytes: Vec<u8>) -> Result<File, Error> {
    open(bytes, &Options::default(), &Limits::default(), &mut Sink::default())
}

/// Sizes of the pages in points, rounded.
fn sizes(file: &File) -> Vec<(i32, i32)> {
    let sizes = file.pdf.pages().iter().map(|page| page.render_dimensions());
    sizes.map(|(width, height)| (width.round() as i32, height.round() as i32)).collect()
}

const FORMATS: [(ImageFormat, Format); 4] = [
    (ImageFormat::Png, Format::Png),
    (ImageFormat::Jpeg, Format::Jpeg),
    (ImageFormat::Tiff, Format::Tiff),
    (ImageFormat::WebP, Format::WebP),
];

#[test]
fn images_open_as_a_page_each() {
    let colours = [quarter(), DynamicImage::ImageRgb8(quarter().to_rgb8())];
    for (format, own) in FORMATS {
        for image in &colours {
            let image = if format == ImageFormat::WebP { &colours[1] } else { image };
            let file = opened(encoded(image, format)).unwrap();
            assert_eq!(file.facts().image, Some(own));
            // At 80 pixels an inch.
            assert_eq!(sizes(&file), [(36, 18)], "{format:?}");
        }
    }
}

#[test]
fn what_is_cut_off_is_an_error() {
    for (format, _) in FORMATS {
        let whole = encoded(&DynamicImage::ImageRgb8(quarter().to_rgb8()), format);
        for length in [5, 20, whole.len() / 2, whole.len() - 2] {
            let error = opened(whole[..length].to_vec()).err();
            let expected = [Error::DamagedImage, Error::NotAPdf, Error::UnsupportedImage];
            let is_lossless_tail = error.is_none() && format == ImageFormat::Png;
            let known = error.is_some_and(|error| expected.contains(&error));
            assert!(known || is_lossless_tail, "{format:?} {length}");
        }
    }
}

#[test]
fn too_many_pixels_are_refused_before_they_are_read() {
    let mut bytes = encoded(&quarter(), ImageFormat::Png);
    let header = [&60_000u32.to_be_bytes()[..], &60_000u32.to_be_bytes(), &bytes[24..29]].concat();
    let mut check = flate2::Crc::new();
    check.update(&[b"IHDR", &header[..]].concat());
    bytes.splice(16..33, [&header[..], &check.sum().to_be_bytes()].concat());
    assert_eq!(opened(bytes).err(), Some(Error::ImageTooLarge));
}

/// A TIFF directory of one grey strip of 40 by 20 pixels, turned, at 100 by 200 pixels an inch.
fn directory(at: u32, pixels_at: u32, orientation: u32, kind: u32, next: u32) -> Vec<u8> {
    let ratios = at + 2 + 13 * 12 + 4;
    let entries: [(u16, u16, u32); 13] = [
        (254, 4, kind),
        (256, 4, 40),
        (257, 4, 20),
        (258, 3, 8),
        (259, 3, 1),
        (262, 3, 1),
        (273, 4, pixels_at),
        (274, 3, orientation),
        (277, 3, 1),
        (278, 4, 20),
        (279, 4, 800),
        (282, 5, ratios),
        (283, 5, ratios + 8),
    ];
    let mut bytes = (entries.len() as u16).to_le_bytes().to_vec();
    for (tag, kind, value) in entries {
        bytes.extend(tag.to_le_bytes());
        bytes.extend(kind.to_le_bytes());
        bytes.extend(1u32.to_le_bytes());
        bytes.extend(value.to_le_bytes());
    }
    bytes.extend(next.to_le_bytes());
    for number in [100u32, 1, 400, 2] {
        bytes.extend(number.to_le_bytes());
    }
    bytes
}

#[test]
fn a_tiff_has_a_page_for_each_image_that_is_no_copy() {
    let mut bytes = b"II*\0\x08\0\0\0".to_vec();
    let length = directory(0, 0, 1, 0, 0).len() as u32;
    let pixels_at = 8 + 3 * length;
    // The last one leads back to the first.
    for (index, (orientation, kind, next)) in
        [(1, 0, 8 + length), (6, 1, 8 + 2 * length), (6, 2, 8)].into_iter().enumerate()
    {
        let at = 8 + index as u32 * length;
        bytes.extend(directory(at, pixels_at, orientation, kind, next));
    }
    bytes.extend(quarter().into_bytes());
    let file = opened(bytes.clone()).unwrap();
    assert_eq!(sizes(&file), [(29, 7), (7, 29)]);
    bytes.truncate(bytes.len() - 10);
    assert_eq!(opened(bytes).err(), Some(Error::DamagedImage));
}

#[test]
fn the_size_of_a_page_follows_the_resolution() {
    let picture = |width, height, resolution| {
        let data = sheet::Data::Samples { packed: Vec::new(), gray: true };
        Picture { width, height, data, resolution, orientation: 1 }
    };
    let cases = [
        ((2480, 3508), Some([300.0, 300.0]), (595, 842)),
        ((1728, 1077), Some([204.0, 98.0]), (610, 791)),
        ((1600, 2200), None, (612, 842)),
        ((1600, 2200), Some([72.0, 72.0]), (612, 842)),
        ((1600, 2200), Some([300.0, 7.0]), (612, 842)),
        ((4000, 3000), None, (1440, 1080)),
        ((10_000, 14_000), None, (2407, 3370)),
    ];
    for ((width, height), resolution, expected) in cases {
        let mut sheets = Sheets::default();
        sheets.add(picture(width, height, resolution));
        let file = opened_pdf(sheets.finish().unwrap());
        assert_eq!(sizes(&file), [expected], "{width} {height} {resolution:?}");
    }
}

fn opened_pdf(bytes: Vec<u8>) -> File {
    opened(bytes).unwrap()
}

#[test]
fn the_resolution_of_a_png_is_read() {
    let plain = encoded(&quarter(), ImageFormat::Png);
    let per_metre = 11_811u32.to_be_bytes();
    let data = [b"pHYs", &per_metre[..], &per_metre, &[1]].concat();
    let mut check = flate2::Crc::new();
    check.update(&data);
    let chunk = [&9u32.to_be_bytes()[..], &data, &check.sum().to_be_bytes()].concat();
    let with = [&plain[..33], &chunk, &plain[33..]].concat();
    let [x, y] = png_resolution(&with).unwrap();
    assert!((x - 300.0).abs() < 0.1 && x == y);
    assert!(png_resolution(&plain).is_none());
    assert_eq!(sizes(&opened(with).unwrap()), [(10, 5)]);
}

proptest::proptest! {
    #[test]
    fn damaged_images_never_panic(
        format in 0usize..4,
        at in 0usize..400,
        byte in proptest::num::u8::ANY,
    ) {
        let image = DynamicImage::ImageRgb8(quarter().to_rgb8());
        let mut bytes = encoded(&image, FORMATS[format].0);
        let at = at % bytes.len();
        bytes[at] = byte;
        let _ = opened(bytes);
    }
}
