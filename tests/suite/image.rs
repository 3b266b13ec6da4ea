//! Images as files, drawn as their pages are.

use image::{DynamicImage, GrayImage, ImageFormat, Luma, Rgba, RgbaImage};
use offprint::diagnostic::Sink;
use offprint::pdf;
use offprint::provenance::PageNumber;
use offprint::raster::{self, Raster};
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

fn drawn(bytes: Vec<u8>) -> Raster {
    let file = pdf::open(bytes, &pdf::Options::default(), &mut Sink::default()).unwrap();
    raster::render(&file, PageNumber::from_index(0), 4.0, None).unwrap()
}

/// A JPEG with an EXIF segment that turns it.
fn turned(orientation: u8) -> Vec<u8> {
    let mut exif = b"Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0".to_vec();
    exif.extend([orientation, 0, 0, 0, 0, 0, 0]);
    let plain = encoded(&quarter(), ImageFormat::Jpeg);
    let length = (exif.len() as u16 + 2).to_be_bytes();
    [&plain[..2], &[0xFF, 0xE1], &length, &exif, &plain[2..]].concat()
}

#[test]
fn an_image_is_shown_as_exif_turns_it() {
    // Where the black quarter is: right, bottom.
    let cases = [
        (1, false, false),
        (2, true, false),
        (3, true, true),
        (4, false, true),
        (5, false, false),
        (6, true, false),
        (7, true, true),
        (8, false, true),
    ];
    for (orientation, right, bottom) in cases {
        let raster = drawn(turned(orientation));
        assert_eq!(raster.width > raster.height, orientation < 5, "{orientation}");
        let dark = |right: bool, bottom: bool| {
            let middle = |side: u32, far: bool| side * (1 + 2 * u32::from(far)) / 4;
            let at = middle(raster.height, bottom) * raster.width + middle(raster.width, right);
            raster.rgba[at as usize * 4] < 100
        };
        for (x, y) in [(false, false), (true, false), (false, true), (true, true)] {
            assert_eq!(dark(x, y), (x, y) == (right, bottom), "{orientation} {x} {y}");
        }
    }
}

#[test]
fn what_is_transparent_stands_on_white() {
    let image = RgbaImage::from_pixel(2, 2, Rgba([0, 0, 0, 0]));
    let bytes = encoded(&DynamicImage::ImageRgba8(image), ImageFormat::Png);
    assert!(drawn(bytes).rgba.iter().all(|&level| level > 250));
}
