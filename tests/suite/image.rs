//! Images as files, drawn as their pages are.

use super::odd::{front, pdf as pdf_of, stream};
use image::{DynamicImage, GrayImage, ImageFormat, Luma, Rgba, RgbaImage};
use offprint::diagnostic::Sink;
use offprint::document::TextLayer;
use offprint::geometry::{Point, Rect};
use offprint::limit::Limits;
use offprint::page::{Glyph, GlyphText, Page, Pages, Size, text_layer};
use offprint::pdf;
use offprint::provenance::PageNumber;
use offprint::qr;
use offprint::raster::{self, Raster};
use offprint::searchable::{self, Layer};
use offprint::{Options, page};
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
    let file = pdf::open(bytes, &pdf::Options::default(), &Limits::default(), &mut Sink::default())
        .unwrap();
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
        let levels = raster.grey().levels;
        assert_eq!(raster.width > raster.height, orientation < 5, "{orientation}");
        let dark = |right: bool, bottom: bool| {
            let middle = |side: u32, far: bool| side * (1 + 2 * u32::from(far)) / 4;
            let at = middle(raster.height, bottom) * raster.width + middle(raster.width, right);
            levels[at as usize] < 100
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
    assert!(drawn(bytes).grey().levels.iter().all(|&level| level > 250));
}

/// A QR code of version 2 that says `https://example.org/poster`.
const CODE: [&str; 25] = [
    "#######...#.#.#.#.#######",
    "#.....#..#..##.##.#.....#",
    "#.###.#.##.#....#.#.###.#",
    "#.###.#.##..###...#.###.#",
    "#.###.#.#.#.#...#.#.###.#",
    "#.....#.#....###..#.....#",
    "#######.#.#.#.#.#.#######",
    "........#..##.#.#........",
    "#.#####..#...#....#####..",
    "##.##...#...##...#.#...#.",
    ".#...####...#####..#.#.##",
    "####...#..#...###.##....#",
    "....#.#..#.#####.##.#.###",
    "##.#.#.##.#.#.#.#..#.#.#.",
    "#..#.###..#.#..#..####.##",
    "#.#.#...#.###..######...#",
    "#.###.###....##.#####.#..",
    "........####.#.##...##...",
    "#######...#..##.#.#.#.###",
    "#.....#.###...#.#...##...",
    "#.###.#.#...#########.#..",
    "#.###.#.####..##.##.#####",
    "#.###.#.#.#.##.#.....##.#",
    "#.....#..#....#.##.###..#",
    "#######.###..##..########",
];

#[test]
fn a_code_on_a_scan_is_read_where_it_stands() {
    // Modules of 6 pixels from 300 pixels right and 420 pixels down on.
    let dark = |x: u32, y: u32| {
        let module = |at: u32, from: u32| (at.checked_sub(from)? / 6).try_into().ok();
        let (Some(column), Some(row)) = (module(x, 300), module(y, 420)) else { return false };
        let (column, row): (usize, usize) = (column, row);
        CODE.get(row).and_then(|own| own.as_bytes().get(column)) == Some(&b'#')
    };
    let level = |x, y| Luma([if dark(x, y) { 20 } else { 240 }]);
    let image = DynamicImage::ImageLuma8(GrayImage::from_fn(800, 1000, level));
    let bytes = encoded(&image, ImageFormat::Png);
    let pages = offprint::read(bytes.clone(), &Options::default()).unwrap().pages;
    let limits = Limits::default();
    let file = pdf::open(bytes, &pdf::Options::default(), &limits, &mut Sink::default()).unwrap();
    let codes =
        |pages: &[Page]| qr::find(&file, false, &qr::candidates(pages, &qr::Options::default()));
    assert_eq!(codes(&pages.pages), [], "nobody has read the page");
    let read = Page { recognised: true, ..pages.pages[0].clone() };
    let codes = codes(&[read]);
    let [code] = &codes[..] else { panic!("{codes:?}") };
    assert_eq!((code.text.as_str(), code.at.page), ("https://example.org/poster", PageNumber(1)));
    let expected = [300.0, 420.0, 450.0, 570.0f32].map(|pixels| pixels * 0.842);
    let Rect { x0, y0, x1, y1 } = code.at.bbox;
    for (own, expected) in [x0, y0, x1, y1].into_iter().zip(expected) {
        // The place is right to a module.
        assert!((own - expected).abs() < 6.0 * 0.842, "{:?}", code.at.bbox);
    }
}

#[test]
fn codes_on_a_poster_are_read_in_images_and_boxes() {
    const MODULE: usize = 4;
    const SIDE: usize = CODE.len() * MODULE;
    let is_dark = |column: usize, row: usize| CODE[row].as_bytes()[column] == b'#';
    // Levels as hexadecimal digits, row by row.
    let levels = |dark: &str, light: &str| {
        let pixel = |at: usize| {
            let (column, row) = (at % SIDE / MODULE, at / SIDE / MODULE);
            if is_dark(column, row) { dark } else { light }
        };
        format!("{}>", (0..SIDE * SIDE).map(pixel).collect::<String>())
    };
    let image = |more: &str, levels: &str| {
        let entries = format!(
            "/Type/XObject/Subtype/Image/Width {SIDE}/Height {SIDE}/BitsPerComponent 8\
             /ColorSpace/DeviceGray/Filter/ASCIIHexDecode{more}"
        );
        stream(&entries, levels)
    };
    let modules = (0..CODE.len()).flat_map(|row| (0..CODE.len()).map(move |column| (column, row)));
    let boxes: String = modules
        .filter(|(column, row)| is_dark(*column, *row))
        .map(|(column, row)| (400 + MODULE * column, 700 - MODULE * (row + 1)))
        .map(|(x, y)| format!("{x} {y} {MODULE} {MODULE} re f\n"))
        .collect();
    let content = format!(
        "BT /F 20 Tf 50 720 Td (A poster) Tj ET {boxes} q 100 0 0 100 50 600 cm /I Do Q \
         q 100 0 0 100 200 600 cm /J Do Q"
    );
    let mut objects = front("4 0 R", 1, "");
    let page = "<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 5 0 R\
                /Resources<</Font<</F 3 0 R>>/XObject<</I 6 0 R/J 7 0 R>>>>>>";
    objects.extend([page.to_owned(), stream("", &content), image("", &levels("14", "f0"))]);
    // Black all over, and seen through a mask.
    let black = "00".repeat(SIDE * SIDE) + ">";
    objects.extend([image("/SMask 8 0 R", &black), image("", &levels("ff", "00"))]);
    let bytes = pdf_of(&objects);
    let pages = offprint::read(bytes.clone(), &Options::default()).unwrap().pages;
    let limits = Limits::default();
    let file = pdf::open(bytes, &pdf::Options::default(), &limits, &mut Sink::default()).unwrap();
    let candidates = qr::candidates(&pages.pages, &qr::Options::default());
    let mut found = qr::find(&file, true, &candidates);
    found.sort_by(|a, b| a.at.bbox.x0.total_cmp(&b.at.bbox.x0));
    assert_eq!(found.len(), 3, "{found:?}");
    for (code, x) in found.iter().zip([50.0, 200.0, 400.0]) {
        assert_eq!(code.text, "https://example.org/poster");
        let Rect { x0, y0, x1, y1 } = code.at.bbox;
        for (own, expected) in [(x0, x), (y0, 92.0), (x1, x + 100.0), (y1, 192.0)] {
            assert!((own - expected).abs() < 6.0, "{:?}", code.at.bbox);
        }
    }
    assert!(qr::find(&file, false, &candidates).is_empty());
}

/// Words of ten letters in rows on a page, as they are recognised.
fn recognised(size: Size) -> Page {
    let mut page = Page { size, recognised: true, ..Page::default() };
    for row in 0..20u8 {
        for (column, c) in "Wiµ𝛼efghij".chars().enumerate() {
            let (x, y) = (30.0 + 6.0 * column as f32, 20.0 + 12.0 * f32::from(row));
            let area = Rect::new(x, y - 7.5, x + 6.0, y + 2.2);
            page.glyphs.push(Glyph::upright(c, area, Point { x, y }, 10.0));
        }
        page.glyphs.push(Glyph { text: GlyphText::character(' '), ..page.glyphs[0] });
    }
    page
}

#[test]
fn what_is_written_over_a_scan_is_read_where_it_stands() {
    for orientation in [1, 6] {
        let exif = turned(orientation);
        let whole = DynamicImage::ImageLuma8(GrayImage::from_pixel(800, 800, Luma([255])));
        let bytes = encoded(&whole, ImageFormat::Jpeg);
        // The EXIF segment of one image before another.
        let length = exif.len() - encoded(&quarter(), ImageFormat::Jpeg).len();
        let bytes = [&exif[..2 + length], &bytes[2..]].concat();
        let open = |bytes| {
            pdf::open(bytes, &pdf::Options::default(), &Limits::default(), &mut Sink::default())
                .unwrap()
        };
        let file = open(bytes);
        let own = recognised(Size { width: 842.0, height: 842.0 });
        let layer = Layer::of(&Pages { pages: vec![own.clone()], fonts: Vec::new() });
        let written = open(searchable::write(&file, &layer, None).unwrap());
        let read = page::read(
            &written,
            &page::Options::default(),
            &Limits::default(),
            &mut Sink::default(),
        );
        let read = &read.pages[0];
        assert_eq!(text_layer::of_page(read), TextLayer::OcrLayer);
        let text = |page: &Page| {
            let mut text = String::new();
            let marked = page.glyphs.iter().filter(|glyph| !glyph.is_blank());
            marked.for_each(|glyph| page.push_text(glyph, &mut text));
            text
        };
        assert_eq!(text(read), text(&own));
        let places = |page: &Page| -> Vec<Point> {
            let marked = page.glyphs.iter().filter(|glyph| !glyph.is_blank());
            marked.map(|glyph| glyph.origin).collect()
        };
        for (read, own) in places(read).into_iter().zip(places(&own)) {
            assert!(
                (read.x - own.x).abs() < 0.5 && (read.y - own.y).abs() < 0.1,
                "{read:?} {own:?}"
            );
        }
    }
}
