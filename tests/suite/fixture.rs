//! Pages written as text, through the stages, against snapshots.
//!
//! A fixture has one directive a line; `#` begins a comment:
//!
//! ```text
//! show STAGE...                  what is compared: layout, order, role, repair
//! font N NAME [bold] [italic] [fixed]  a font; N counts from 1
//! page WIDTH HEIGHT              a page; what follows stands on it
//! text X Y SIZE FONT WORDS       words from X on, on the baseline Y
//! lines X Y SIZE FONT LEADING    lines from X on, the first one on the baseline Y
//! leftward X Y SIZE FONT LEADING lines that begin at X and run to the left
//! downward X Y SIZE FONT LEADING lines that begin at Y and run down, the first one at X, the next left of it
//! | WORDS                        one of these lines
//! rule X0 Y0 X1 Y1               a drawn line
//! fill X0 Y0 X1 Y1               a filled box
//! image X0 Y0 X1 Y1              an image
//! ```
//!
//! In words, `^{...}` is raised and smaller, `_{...}` lowered and smaller.

use super::typeset::{Pen, ruling, set};
use super::way::{set_downward, set_leftward};
use offprint::diagnostic::Sink;
use offprint::document::Document;
use offprint::dump::{self, Kind};
use offprint::geometry::{Point, Rect};
use offprint::page::{Fill, Font, Page, Pages, Size};
use offprint::pdf::Facts;
use offprint::{Options, Stage, layout, order, page, repair, role, structure};
use std::path::PathBuf;
use std::str::SplitWhitespace;

macro_rules! fixtures {
    ($($name:ident,)+) => {
        const NAMES: &[&str] = &[$(stringify!($name),)+];
        $(#[test] fn $name() { compare(stringify!($name)); })+
    };
}

fixtures! {
    abstracts_in_two_languages,
    cells_in_the_middle_of_their_rows,
    citations_as_superscripts,
    columns_from_right_to_left,
    cover_before_the_article,
    head_and_foot_of_the_only_page,
    head_that_goes_on_below_its_rule,
    headings_at_one_height_of_columns,
    headings_with_letters_below_headings,
    heavy_words_before_paragraphs,
    keywords_between_raised_dots,
    label_of_a_caption_alone,
    labels_beside_the_title,
    letter_signed_below,
    levels_of_styles_of_nearly_one_size,
    line_numbers_in_the_margin,
    lines_of_code,
    lines_written_downwards,
    names_of_notes_in_small_type,
    notes_in_one_centred_block,
    notes_in_the_margin_over_two_pages,
    notes_with_letters_below_a_table,
    panels_of_a_poster,
    paper_in_chinese,
    paper_in_german,
    paper_in_russian,
    paper_in_thai,
    paragraph_over_a_page_break,
    references_with_hanging_indent,
    rows_of_a_table_at_one_height_of_pages,
    slides_that_build_up,
    table_with_three_lines,
    text_on_pictures,
    two_columns_under_a_title,
    works_below_no_heading,
}

#[test]
fn every_fixture_is_compared() {
    let entries = folder().read_dir().expect("the fixtures are there");
    let paths = entries.map(|entry| entry.expect("an entry").path());
    let mut found: Vec<_> =
        paths.filter_map(|path| path.file_stem()?.to_str().map(str::to_owned)).collect();
    found.sort();
    assert_eq!(found, NAMES);
}

/// What the pages of each fixture become.
pub(crate) fn documents() -> Vec<(String, Document)> {
    let document = |name: &&str| ((*name).to_owned(), document(name, &Options::default()));
    NAMES.iter().map(document).collect()
}

/// What the pages of a fixture become.
pub(crate) fn document(name: &str, options: &Options) -> Document {
    let path = folder().join(format!("{name}.txt"));
    let Fixture { pages, .. } = read(&std::fs::read_to_string(path).expect("a fixture"));
    let sink = &mut Sink::default();
    let layout = layout::analyse(page::set_upright(pages), &options.layout, sink);
    let passages = role::assign(order::arrange(layout, &options.order, sink));
    let mended = repair::apply(passages, &options.repair, &options.decisions, sink);
    structure::build(mended, &Facts::default(), &options.decisions, sink)
}

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures")
}

fn compare(name: &str) {
    let source = std::fs::read_to_string(folder().join(format!("{name}.txt"))).expect("a fixture");
    let fixture = read(&source);
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path("../snapshots");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| insta::assert_snapshot!(name, listing(fixture)));
}

/// What the stages make of the pages, as far as it is to be shown.
fn listing(fixture: Fixture) -> String {
    let Fixture { pages, show } = fixture;
    let options = Options::default();
    let sink = &mut Sink::default();
    let mut out = String::new();
    let mut observe = |stage: &Stage<'_>| {
        for kind in &show {
            if let Some(listing) = dump::of_stage(*kind, stage, None) {
                out.push_str(&format!("== {}\n{listing}", kind.name()));
            }
        }
    };
    let layout = layout::analyse(page::set_upright(pages), &options.layout, sink);
    observe(&Stage::Analysed(&layout));
    let flow = order::arrange(layout, &options.order, sink);
    observe(&Stage::Arranged(&flow));
    let passages = role::assign(flow);
    observe(&Stage::Assigned(&passages));
    let mended = repair::apply(passages, &options.repair, &options.decisions, sink);
    observe(&Stage::Mended(&mended));
    out
}

#[derive(Default)]
struct Fixture {
    pages: Pages,
    show: Vec<Kind>,
}

fn read(source: &str) -> Fixture {
    let mut fixture = Fixture::default();
    fixture.pages.fonts.push(Font::default());
    let (mut pen, mut leading, mut way) = (Pen::default(), 0.0, "lines");
    for line in source.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
        let (directive, rest) = line.split_once(' ').unwrap_or((line, ""));
        let words = &mut rest.split_whitespace();
        let pages = &mut fixture.pages.pages;
        match directive {
            "show" => fixture.show.extend(words.map(kind)),
            "font" => fixture.pages.fonts.push(font(words)),
            "page" => {
                let size = Size { width: number(words), height: number(words) };
                pages.push(Page { size, complete: true, ..Page::default() });
            }
            "text" => set(last(pages), read_pen(words), &words.collect::<Vec<_>>().join(" ")),
            "lines" | "leftward" | "downward" => {
                (pen, leading, way) = (read_pen(words), number(words), directive);
            }
            "|" => {
                let set = match way {
                    "leftward" => set_leftward,
                    "downward" => set_downward,
                    _ => set,
                };
                set(last(pages), pen, rest);
                match way {
                    "downward" => pen.at.x -= leading,
                    _ => pen.at.y += leading,
                }
            }
            "rule" => last(pages).rulings.push(ruling(area(words))),
            "fill" => last(pages).fills.push(Fill { bbox: area(words), color: 0x00dd_dddd }),
            "image" => last(pages).images.push(area(words)),
            _ => panic!("what is {directive}?"),
        }
    }
    fixture
}

fn last(pages: &mut [Page]) -> &mut Page {
    pages.last_mut().expect("a page comes first")
}

fn kind(name: &str) -> Kind {
    *Kind::ALL.iter().find(|kind| kind.name() == name).expect("a stage")
}

fn number(words: &mut SplitWhitespace<'_>) -> f32 {
    words.next().expect("a number").parse().expect("a number")
}

fn area(words: &mut SplitWhitespace<'_>) -> Rect {
    Rect::new(number(words), number(words), number(words), number(words))
}

fn font(words: &mut SplitWhitespace<'_>) -> Font {
    let _number = number(words);
    let name = words.next().expect("a name").to_owned();
    let flags: Vec<_> = words.collect();
    Font {
        name,
        bold: flags.contains(&"bold"),
        italic: flags.contains(&"italic"),
        fixed_pitch: flags.contains(&"fixed"),
        serif: true,
        ..Font::default()
    }
}

fn read_pen(words: &mut SplitWhitespace<'_>) -> Pen {
    let at = Point { x: number(words), y: number(words) };
    Pen { at, size: number(words), font: number(words) as u16 }
}
