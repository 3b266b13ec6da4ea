//! Files that ask for too much: each costs its page or a part of it, and says which limit that is.

use super::odd::{front, pdf, stream};
use offprint::diagnostic::{Code, Severity};
use offprint::limit::Limits;
use offprint::{Converted, Options, convert};
use std::time::{Duration, Instant};

const WORDS: &str = "Plain words of the second page stand here";

/// Two pages: one with this content and these resources, whose objects have the numbers from 8, and one of
/// plain words.
fn file(content: &str, resources: &str, more: &[String]) -> Vec<u8> {
    let mut objects = front("4 0 R 6 0 R", 2, "");
    let page = |content: usize, resources: &str| {
        format!(
            "<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents {content} 0 R\
             /Resources<</Font<</F 3 0 R/G 8 0 R>>{resources}>>>>"
        )
    };
    let plain = format!("BT /F 11 Tf 50 700 Td ({WORDS}) Tj ET");
    objects.extend([page(5, resources), stream("", content), page(7, ""), stream("", &plain)]);
    objects.extend_from_slice(more);
    // The second page has the same fonts, of which it uses one.
    pdf(&objects)
}

fn read(bytes: Vec<u8>, limits: Limits) -> Converted {
    let start = Instant::now();
    let converted = convert(bytes, &Options { limits, ..Options::default() }).unwrap();
    assert!(start.elapsed() < Duration::from_secs(10), "{:?}", start.elapsed());
    converted
}

fn text(converted: &Converted) -> String {
    let texts = converted.document.body.iter().flat_map(|node| node.texts());
    texts.map(|text| text.as_str().to_owned()).collect::<Vec<_>>().join("\n")
}

/// The message about what goes beyond a limit on the first page; the second one is whole.
#[track_caller]
fn told(converted: &Converted, limit: &str) -> String {
    let named = format!("(limit {limit})");
    let told: Vec<_> =
        converted.diagnostics.iter().filter(|own| own.message.contains(&named)).collect();
    let [told] = told[..] else { panic!("{limit}: {:?}", converted.diagnostics) };
    assert_eq!((told.code, told.severity), (Code::PageTooLarge, Severity::Loss));
    assert_eq!(told.at.as_ref().map(|at| at.page.0), Some(1));
    assert!(text(converted).contains(WORDS), "{limit}: the second page is lost");
    told.message.clone()
}

fn lines(count: usize) -> String {
    let line = |at| format!("BT /F 11 Tf 50 {} Td (Line {at} of the page) Tj ET\n", 740 - 14 * at);
    (0..count).map(line).collect()
}

#[test]
fn a_page_with_too_much_is_read_in_part() {
    let cases = [
        ("content_bytes", Limits { content_bytes: 500, ..Limits::default() }),
        ("glyphs", Limits { glyphs: 100, ..Limits::default() }),
        ("operations", Limits { operations: 10, ..Limits::default() }),
    ];
    for (name, limits) in cases {
        let converted = read(file(&lines(40), "", &[]), limits);
        told(&converted, name);
        let text = text(&converted);
        assert!(text.contains("Line 0 of") && !text.contains("Line 39 of"), "{name}: {text}");
    }
}

#[test]
fn forms_that_repeat_each_other_end() {
    // Each of eight forms paints the next one ten times.
    let form = |inner: &str, number: usize| {
        let entries = "/Type/XObject/Subtype/Form/BBox[0 0 612 792]";
        let resources = format!("/Resources<</XObject<</X {number} 0 R>>>>");
        stream(&format!("{entries}{resources}"), inner)
    };
    let mut forms: Vec<String> = (9..17).map(|next| form(&"/X Do ".repeat(10), next)).collect();
    forms.push(form("q 1 0 0 1 0 0 cm Q", 3));
    let limits = Limits { operations: 50_000, ..Limits::default() };
    let resources = "/XObject<</X 8 0 R>>";
    let converted = read(file(&format!("{}/X Do", lines(3)), resources, &forms), limits);
    assert!(told(&converted, "operations").contains("more than 50000 painting operations"));
    assert!(text(&converted).contains("Line 2 of the page"));
}

#[test]
fn pages_beyond_the_limit_are_left_out() {
    let limits = Limits { pages: 1, ..Limits::default() };
    let converted = read(file(&lines(3), "", &[]), limits);
    let told: Vec<_> = converted.diagnostics.iter().map(|own| own.message.as_str()).collect();
    assert_eq!(told, ["more than 1 pages of a file (limit pages): they are left out"]);
    assert!(!text(&converted).contains(WORDS));
}

/// Objects from 8 on, each of which leads to the next one.
fn chain(link: &dyn Fn(usize) -> String, last: &str) -> Vec<String> {
    const LINKS: usize = 3_000;
    let links = (9..9 + LINKS).map(link);
    links.chain([last.to_owned()]).collect()
}

#[test]
fn what_nests_too_deeply_costs_its_page() {
    let patterns = chain(&|next| format!("[/Pattern {next} 0 R]"), "/DeviceRGB");
    let stitched = |next| {
        format!("<</FunctionType 3/Domain[0 1]/Functions[{next} 0 R]/Bounds[]/Encode[0 1]>>")
    };
    let functions = chain(&stitched, "<</FunctionType 2/Domain[0 1]/N 1/C0[0 0 0 0]/C1[0 0 0 1]>>");
    let code = format!("{}0 0 0 4 -1 roll{}", "{".repeat(200_000), "}".repeat(200_000));
    let code = stream("/FunctionType 4/Domain[0 1]/Range[0 1 0 1 0 1 0 1]", &code);
    let separation = "/ColorSpace<</S[/Separation/Black/DeviceCMYK 8 0 R]>>";
    let cases = [
        ("/ColorSpace<</S 8 0 R>>", patterns),
        (separation, functions.clone()),
        ("/ColorSpace<</S[/Indexed 8 0 R 255(abc)]>>", vec!["8 0 R".to_owned()]),
        (separation, vec![code.clone()]),
        ("/ExtGState<</E<</TR 8 0 R>>>>", vec![code.clone()]),
        ("/Shading<</H<</ShadingType 1/ColorSpace/DeviceGray/Function 8 0 R>>>>", functions),
        (
            "/XObject<</X 9 0 R>>",
            vec![code, form_with("/ColorSpace<</S[/Separation/A/DeviceCMYK 8 0 R]>>")],
        ),
    ];
    for (at, (resources, objects)) in cases.iter().enumerate() {
        let content = format!("/S cs 1 scn /E gs /H sh /X Do {}", lines(3));
        let converted = read(file(&content, resources, objects), Limits::default());
        if at == 2 {
            // One that holds itself has an end.
            let is_told = converted.diagnostics.iter().any(|own| own.message.contains("(limit"));
            assert!(!is_told && text(&converted).contains(WORDS), "{:?}", converted.diagnostics);
        } else {
            told(&converted, "depth");
        }
    }
}

fn form_with(resources: &str) -> String {
    let entries = format!("/Type/XObject/Subtype/Form/BBox[0 0 612 792]/Resources<<{resources}>>");
    stream(&entries, "/S cs 1 scn 0 0 10 10 re f")
}

#[test]
fn real_colour_spaces_are_not_too_deep() {
    let function =
        "<</FunctionType 3/Domain[0 1]/Functions[9 0 R 9 0 R]/Bounds[.5]/Encode[0 1 0 1]>>";
    let inner = "<</FunctionType 2/Domain[0 1]/N 1/C0[0 0 0 0]/C1[0 0 0 1]>>";
    let resources = "/ColorSpace<</S[/Separation/Black/DeviceCMYK 8 0 R]>>";
    let content = format!("/S cs 1 scn {}", lines(3));
    let objects = [function.to_owned(), inner.to_owned()];
    let converted = read(file(&content, resources, &objects), Limits::default());
    assert!(converted.diagnostics.is_empty(), "{:?}", converted.diagnostics);
}

#[test]
fn widths_of_all_codes_there_could_be_cost_their_page() {
    let font = |widths: &str| {
        format!(
            "<</Type/Font/Subtype/Type0/BaseFont/X/Encoding/Identity-H/DescendantFonts[<</Type/Font\
             /Subtype/CIDFontType2/BaseFont/X/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)\
             /Supplement 0>>{widths}>>]>>"
        )
    };
    let content = format!("BT /G 11 Tf 50 100 Td <00410042> Tj ET {}", lines(3));
    for widths in
        ["/W[0 4294967295 500]", "/W[1[2 3]0 900000 1 0 900000 1]", "/W2[0 9999999 1 2 3]"]
    {
        let mut objects = front("4 0 R", 1, "");
        let page = "<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 5 0 R\
                    /Resources<</Font<</F 3 0 R/G 6 0 R>>>>>>";
        objects.extend([page.to_owned(), stream("", &content), font(widths)]);
        let converted = read(pdf(&objects), Limits::default());
        let [told] = &converted.diagnostics[..] else { panic!("{:?}", converted.diagnostics) };
        assert!(told.message.contains("(limit widths)"), "{widths}: {}", told.message);
        let few = pdf(&[&objects[..5], &[font("/W[1[2 3]7 9 500 10 65535 3]")]].concat());
        assert!(text(&read(few, Limits::default())).contains("Line 2 of the page"));
    }
}

#[test]
fn a_code_that_reads_as_a_book_is_cut() {
    let map = format!(
        "/CIDInit /ProcSet findresource begin begincmap 1 begincodespacerange <00> <FF> \
         endcodespacerange 1 beginbfchar <41> <{}> endbfchar endcmap",
        "0061".repeat(50_000)
    );
    let font = "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/ToUnicode 9 0 R>>";
    let content = format!("{} BT /G 1 Tf 10 50 Td ({}) Tj ET", lines(3), "A".repeat(500));
    let converted =
        read(file(&content, "", &[font.to_owned(), stream("", &map)]), Limits::default());
    told(&converted, "glyphs");
    assert!(text(&converted).contains("Line 2 of the page"));
}

#[test]
fn a_structure_tree_is_read_as_deep_as_real_ones() {
    let elements = chain(&|next| format!("<</S/P/K {next} 0 R>>"), "<</S/P/K 0/Pg 4 0 R>>");
    let mut objects = front("4 0 R", 1, "/StructTreeRoot<</K 8 0 R>>");
    let page = "<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 5 0 R\
                /Resources<</Font<</F 3 0 R>>>>>>";
    objects.extend([page.to_owned(), stream("", &lines(3)), "null".to_owned(), "null".to_owned()]);
    objects.extend(elements);
    let converted = read(pdf(&objects), Limits::default());
    let [told] = &converted.diagnostics[..] else { panic!("{:?}", converted.diagnostics) };
    assert_eq!((told.code, told.severity), (Code::FactsUnreadable, Severity::Note));
    assert!(told.message.ends_with("(limit depth)"), "{}", told.message);
}

#[test]
fn a_stream_that_gives_too_much_is_read_in_part() {
    let mut packed = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::best());
    let content = format!("{}{}", lines(3), " ".repeat(8 << 20));
    std::io::Write::write_all(&mut packed, content.as_bytes()).unwrap();
    let packed = packed.finish().unwrap();
    let mut objects = front("4 0 R", 1, "");
    let page = "<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 5 0 R\
                /Resources<</Font<</F 3 0 R>>>>>>";
    objects.push(page.to_owned());
    let mut bytes = pdf(&objects);
    let head = format!("5 0 obj\n<</Filter/FlateDecode/Length {}>>stream\n", packed.len());
    bytes.extend([head.as_bytes(), &packed, b"\nendstream\nendobj\n"].concat());
    // The table of the objects does not know the last one: they are searched for.
    let at = bytes.windows(9).position(|own| own == b"startxref").unwrap();
    bytes[at..at + 9].fill(b' ');
    let limits = Limits { stream_bytes: 1 << 20, ..Limits::default() };
    let converted = read(bytes.clone(), limits);
    let codes: Vec<Code> = converted.diagnostics.iter().map(|own| own.code).collect();
    assert_eq!(codes, [Code::StreamCutOff, Code::FileRepaired]);
    assert!(converted.diagnostics[0].message.contains("(limit stream_bytes)"));
    assert!(text(&converted).contains("Line 2 of the page"));
    let whole = read(bytes, Limits::default());
    assert_eq!(whole.diagnostics.len(), 1);
    assert_eq!(text(&whole), text(&converted));
}

#[test]
fn a_page_that_takes_too_long_is_read_in_part() {
    let mut options = Options::default();
    options.page.time = Some(Duration::ZERO);
    let converted = convert(file(&lines(45).repeat(3), "", &[]), &options).unwrap();
    let told: Vec<_> =
        converted.diagnostics.iter().filter(|own| own.code == Code::PageTooLarge).collect();
    assert_eq!(told.len(), 1, "{:?}", converted.diagnostics);
    assert!(told[0].message.contains("longer than 0 s"), "{}", told[0].message);
    let text = text(&converted);
    assert!(text.contains("Line 0 of the page") && text.contains(WORDS), "{text}");
}
