//! Pictures that are taken out of a file as they are.

use lopdf::{Document, Object, Stream, dictionary};
use offprint::diagnostic::Sink;
use offprint::geometry::Rect;
use offprint::limit::Limits;
use offprint::pdf::{self, File};
use offprint::provenance::PageNumber;
use offprint::raster::jpeg;

/// A page of 200 by 200 points with a picture of three channels, and the operators around it.
fn page(before: &str, after: &str) -> File {
    let mut jpeg = vec![0xFF, 0xD8, 0xFF, 0xC0, 0, 17, 8, 0, 100, 0, 100, 3];
    jpeg.extend([1, 0x11, 0, 2, 0x11, 0, 3, 0x11, 0, 0xFF, 0xD9]);
    let mut document = Document::with_version("1.7");
    let image = document.add_object(Stream::new(
        dictionary! {
            "Type" => "XObject", "Subtype" => "Image", "Width" => 100, "Height" => 100,
            "ColorSpace" => "DeviceRGB", "BitsPerComponent" => 8, "Filter" => "DCTDecode",
        },
        jpeg,
    ));
    let content = format!("{before} q 100 0 0 100 50 50 cm /Im0 Do Q {after}");
    let content = document.add_object(Stream::new(dictionary! {}, content.into_bytes()));
    let pages = document.new_object_id();
    let page = document.add_object(dictionary! {
        "Type" => "Page", "Parent" => pages, "Contents" => content,
        "MediaBox" => vec![0.into(), 0.into(), 200.into(), 200.into()],
        "Resources" => dictionary! { "XObject" => dictionary! { "Im0" => image } },
    });
    let tree = dictionary! { "Type" => "Pages", "Kids" => vec![page.into()], "Count" => 1 };
    document.objects.insert(pages, Object::Dictionary(tree));
    let root = document.add_object(dictionary! { "Type" => "Catalog", "Pages" => pages });
    document.trailer.set("Root", root);
    let mut bytes = Vec::new();
    document.save_to(&mut bytes).unwrap();
    pdf::open(bytes, &pdf::Options::default(), &Limits::default(), &mut Sink::default()).unwrap()
}

#[test]
fn a_picture_is_taken_as_it_is_where_it_fills_the_area_alone() {
    let first = PageNumber::from_index(0);
    let area = Rect::new(50.0, 50.0, 150.0, 150.0);
    let found =
        |before: &str, after: &str, area: Rect| jpeg(&page(before, after), first, area).is_some();
    assert!(found("", "", area));
    assert!(found("0 0 200 200 re f", "10 10 20 20 re f", area), "ground and neighbour");
    assert!(!found("", "90 90 20 20 re f", area), "painted over");
    assert!(!found("", "", Rect::new(50.0, 50.0, 190.0, 150.0)), "part of the area");
    assert!(!found("0 1 -1 0 200 0 cm", "", area), "turned");
}
