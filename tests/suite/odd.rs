//! PDFs that are damaged, or that show text in ways of their own: made here, converted whole.

use offprint::diagnostic::Code;
use offprint::document::{Document, TextLayer};
use offprint::{Converted, Options, convert, writer};

const SENTENCE: &str =
    "The samples were taken from all plots before the second harvest of the year";

/// A file of these objects, numbered from 1; the first is the catalog.
pub(crate) fn pdf(objects: &[String]) -> Vec<u8> {
    let mut file = String::from("%PDF-1.7\n");
    let mut table = format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1);
    for (index, object) in objects.iter().enumerate() {
        table.push_str(&format!("{:010} 00000 n \n", file.len()));
        file.push_str(&format!("{} 0 obj\n{object}\nendobj\n", index + 1));
    }
    let start = file.len();
    let size = objects.len() + 1;
    file.push_str(&format!(
        "{table}trailer<</Size {size}/Root 1 0 R>>\nstartxref\n{start}\n%%EOF\n"
    ));
    file.into_bytes()
}

pub(crate) fn stream(dictionary: &str, content: &str) -> String {
    format!("<<{dictionary}/Length {}>>stream\n{content}\nendstream", content.len())
}

/// Objects before the pages: the catalog, the root of the pages, a font.
pub(crate) fn front(kids: &str, count: usize, catalog: &str) -> Vec<String> {
    vec![
        format!("<</Type/Catalog/Pages 2 0 R{catalog}>>"),
        format!("<</Type/Pages/Count {count}/Kids[{kids}]>>"),
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>".to_owned(),
    ]
}

/// A page whose content is the object `content`, and what else its dictionary has.
fn page(content: usize, more: &str) -> String {
    format!(
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents {content} 0 R\
         /Resources<</Font<</F 3 0 R>>/XObject<</I 6 0 R>>>>{more}>>"
    )
}

/// One page with this content; further objects have the numbers from 6.
fn one_page(content: &str, page_entries: &str, more: &[String]) -> Converted {
    let mut objects = front("4 0 R", 1, "");
    objects.extend([page(5, page_entries), stream("", content)]);
    objects.extend_from_slice(more);
    read(&pdf(&objects))
}

fn read(bytes: &[u8]) -> Converted {
    convert(bytes.to_vec(), &Options::default()).unwrap()
}

/// Lines of the sentence as operators, from a height downwards.
fn lines(count: usize, top: usize) -> String {
    (0..count).map(|line| format!("1 0 0 1 50 {} Tm ({SENTENCE}) Tj\n", top - 14 * line)).collect()
}

fn text(document: &Document) -> String {
    let texts = document.body.iter().flat_map(|node| node.texts());
    texts.map(|text| text.as_str().to_owned()).collect::<Vec<_>>().join("\n")
}

fn codes(converted: &Converted) -> Vec<Code> {
    converted.diagnostics.iter().map(|own| own.code).collect()
}

fn message(converted: &Converted, code: Code) -> &str {
    let own = converted.diagnostics.iter().find(|own| own.code == code);
    own.map_or("", |own| &own.message)
}

#[test]
fn a_page_with_a_bad_token_is_read() {
    let bad = [
        "/X[1e9 2]",
        "/X (open",
        "/Rotate 0..1",
        &format!("/X{}", "[".repeat(2000)),
        "/PieceInfo<</A 1/B q}>>",
    ];
    for entry in bad {
        let mut objects = front("4 0 R 6 0 R 8 0 R", 3, "");
        let words = ["Nurses measured it twice", "Sequences were aligned", "Plots were weighed"];
        for (at, entry) in ["", entry, ""].into_iter().enumerate() {
            let number = 5 + 2 * at;
            let content = format!("BT /F 11 Tf 50 {} Td ({}) Tj ET", 500 - 100 * at, words[at]);
            objects.extend([page(number, entry), stream("", &content)]);
        }
        let converted = read(&pdf(&objects));
        let text = text(&converted.document);
        assert_eq!(converted.document.source.pages, 3, "{entry}");
        assert!(words.iter().all(|words| text.contains(words)), "{entry}: {text}");
        assert!(codes(&converted).contains(&Code::FileRepaired), "{entry}");
    }
}

#[test]
fn pages_that_are_missing_are_named() {
    let mut objects = front("4 0 R 9 0 R 4 0 R 99 0 R", 4, "");
    objects.extend([page(5, ""), stream("", "BT /F 11 Tf 50 700 Td (Some words) Tj ET")]);
    let converted = read(&pdf(&objects));
    assert_eq!(message(&converted, Code::PageMissing), "pages 2, 4 of 4 cannot be read");
    let pages: Vec<u32> = converted
        .document
        .accounts
        .iter()
        .filter(|own| own.glyphs > 0)
        .map(|own| own.page.0)
        .collect();
    assert_eq!(pages, [1, 3]);
}

#[test]
fn a_count_that_is_too_large_says_that_pages_are_missing() {
    for (stated, code) in [(3, Code::PageMissing), (1, Code::PageCountWrong)] {
        let mut objects = front("4 0 R 4 0 R", stated, "");
        objects.extend([page(5, ""), stream("", "BT /F 11 Tf 50 700 Td (Some words) Tj ET")]);
        let converted = read(&pdf(&objects));
        assert_eq!(codes(&converted), [code], "{stated}");
        assert_eq!(converted.document.source.pages, 2);
    }
}

#[test]
fn content_that_is_not_there_is_told() {
    let mut objects = front("4 0 R", 1, "");
    objects.push(page(77, ""));
    assert_eq!(codes(&read(&pdf(&objects))), [Code::ContentMissing]);
    let part = stream("", "BT /F 11 Tf 50 700 Td (Some words) Tj ET");
    objects[3] = objects[3].replace("77 0 R", "[5 0 R 77 0 R]");
    objects.push(part);
    let converted = read(&pdf(&objects));
    assert_eq!(codes(&converted), [Code::ContentIncomplete]);
    assert_eq!(text(&converted.document), "Some words");
}

#[test]
fn forms_in_forms_are_read_and_told_where_they_end() {
    let nested = |depth: usize| {
        let form = |number: usize, content: &str| {
            let own = "/Type/XObject/Subtype/Form/BBox[0 0 612 792]";
            let resources = format!("/Resources<</Font<</F 3 0 R>>/XObject<</I {number} 0 R>>>>");
            stream(&format!("{own}{resources}"), content)
        };
        let mut forms: Vec<String> = (0..depth).map(|own| form(own + 7, "/I Do")).collect();
        forms.push(form(3, "BT /F 11 Tf 50 700 Td (Innermost words) Tj ET"));
        one_page("/I Do", "", &forms)
    };
    let shallow = nested(20);
    assert_eq!(text(&shallow.document), "Innermost words");
    assert_eq!(codes(&shallow), []);
    assert_eq!(codes(&nested(60)), [Code::ContentTooDeep]);
}

#[test]
fn values_and_notes_without_appearance_are_read() {
    let annotations = [
        "<</Type/Annot/Subtype/Widget/Parent 7 0 R/Rect[50 500 400 520]>>",
        "<</FT/Tx/V(A value of the field)/DA(/F 11 Tf 0 g)>>",
        "<</Type/Annot/Subtype/FreeText/Contents(A note on the page)/DA(/F 9 Tf)/Rect[50 400 300 440]>>",
        "<</Type/Annot/Subtype/Widget/FT/Ch/V(b)/Opt[[(a)(Apples)][(b)(Pears)]]/Rect[50 300 300 320]>>",
        "<</Type/Annot/Subtype/Widget/FT/Tx/V(Secret)/Ff 8192/Rect[50 200 300 220]>>",
        "<</Type/Annot/Subtype/FreeText/Contents(Unseen)/F 2/Rect[50 100 300 120]>>",
    ];
    let content = format!("BT /F 11 Tf {} ET", lines(3, 740));
    let annots = "/Annots[6 0 R 8 0 R 9 0 R 10 0 R 11 0 R]";
    let converted = one_page(&content, annots, &annotations.map(str::to_owned));
    let text = text(&converted.document);
    for value in ["A value of the field", "A note on the page", "Pears"] {
        assert!(text.contains(value), "{text}");
    }
    assert!(!text.contains("Secret") && !text.contains("Unseen"), "{text}");
    let told = message(&converted, Code::ValueWithoutAppearance);
    assert!(told.starts_with("3 values"), "{told}");
}

#[test]
fn slanted_text_keeps_its_blanks() {
    let diagonal = std::f64::consts::FRAC_1_SQRT_2;
    for (a, b) in [(diagonal, diagonal), (0.8, 0.6), (0.866, 0.5), (0.5, -0.866)] {
        let slant = format!("{a} {b} {} {a} 100 400 Tm (Filled with words that rise) Tj", -b);
        let converted =
            one_page(&format!("BT /F 14 Tf {slant} /F 11 Tf {} ET", lines(4, 740)), "", &[]);
        let text = text(&converted.document);
        assert!(text.contains("Filled with words that rise"), "{text}");
    }
}

#[test]
fn text_along_the_side_of_a_page_is_read_as_on_a_page_that_is_turned() {
    for (matrix, across) in [("0 1 -1 0", 1), ("0 -1 1 0", -1)] {
        let lines: String = (0..12)
            .map(|line| {
                let x = if across > 0 { 100 + 14 * line } else { 500 - 14 * line };
                let y = if across > 0 { 60 } else { 730 };
                format!("{matrix} {x} {y} Tm ({SENTENCE}) Tj\n")
            })
            .collect();
        let converted = one_page(&format!("BT /F 11 Tf {lines} ET"), "", &[]);
        assert_eq!(converted.document.body.len(), 1, "{}", text(&converted.document));
        let place = converted.document.body[0].texts()[0].places().next().unwrap();
        assert!(place.bbox.height() > place.bbox.width(), "{place:?}");
    }
}

#[test]
fn tiny_text_is_hidden_and_can_be_asked_for() {
    let tiny = "1 0 0 1 50 300 Tm /F 0.5 Tf (tiny words for machines) Tj";
    let white = "1 g 1 0 0 1 50 200 Tm /F 11 Tf (white words) Tj";
    let converted = one_page(&format!("BT /F 11 Tf {} {tiny} {white} ET", lines(3, 740)), "", &[]);
    let text = text(&converted.document);
    assert!(text.contains(SENTENCE) && !text.contains("tiny") && !text.contains("white"), "{text}");
    let hidden = converted.document.hidden.iter();
    let hidden: Vec<_> = hidden.map(|own| (own.text.as_str(), own.reason.name())).collect();
    let expected =
        [("tiny words for machines", "too-small"), ("white words", "colour-of-the-ground")];
    assert_eq!(hidden, expected);
    let json = writer::by_name("json").unwrap();
    let written = |hidden: bool| {
        let options = writer::Options { hidden, ..writer::Options::default() };
        (json.write)(&converted.document, &converted.diagnostics, &options).text
    };
    assert!(written(true).contains("tiny words for machines"));
    assert!(!written(false).contains("tiny words for machines"));
}

#[test]
fn white_words_on_a_dark_ground_are_seen() {
    let bar = "0 0 0.4 rg 40 390 400 40 re f 1 g";
    let content = format!(
        "BT /F 11 Tf {} ET {bar} BT /F 14 Tf 50 400 Td (White words on a bar) Tj ET",
        lines(3, 740)
    );
    let converted = one_page(&content, "", &[]);
    assert!(text(&converted.document).contains("White words on a bar"));
    let same = content.replace("f 1 g", "f 0 0 0.4 rg");
    assert!(!text(&one_page(&same, "", &[]).document).contains("White words on a bar"));
}

#[test]
fn what_was_recognised_of_patches_is_read() {
    let image = stream(
        "/Type/XObject/Subtype/Image/Width 8/Height 1/BitsPerComponent 1/ColorSpace/DeviceGray",
        "\u{55}",
    );
    let patches: String =
        (0..6).map(|at| format!("q 400 0 0 12 50 {} cm /I Do Q\n", 738 - 14 * at)).collect();
    for paint in ["3 Tr", "1 g"] {
        let content = format!("BT /F 11 Tf {paint} {} ET {patches}", lines(6, 740));
        let converted = one_page(&content, "", std::slice::from_ref(&image));
        assert!(text(&converted.document).contains(SENTENCE), "{paint}");
        assert_eq!(converted.document.source.text_layer, TextLayer::OcrLayer, "{paint}");
        let bare = one_page(&content.replace(&patches, ""), "", &[]);
        assert_eq!(text(&bare.document), "", "{paint}: there is nothing to be recognised");
        assert!(!bare.document.hidden.is_empty());
    }
}

#[test]
fn pixels_of_images_are_counted_as_often_as_they_are_drawn() {
    let image = "/Type/XObject/Subtype/Image/Width 40000/Height 30000/BitsPerComponent 8\
                 /ColorSpace/DeviceGray";
    let content = "q 600 0 0 700 0 0 cm /I Do Q q 100 0 0 100 0 0 cm /I Do Q";
    let mut objects = front("4 0 R", 1, "");
    objects.extend([page(5, ""), stream("", content), stream(image, "0")]);
    let reading = offprint::read(pdf(&objects), &Options::default()).unwrap();
    assert_eq!(reading.pages.pages[0].image_pixels, 2 * 40_000 * 30_000);
}
