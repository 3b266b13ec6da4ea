//! The Markdown parsed again has the document's blocks and words.

use super::{markdown, options};
use crate::sample::table_of;
use offprint::document::{Footnote, ListItem, Node, Quote, QuotePart};
use offprint::geometry::Rect;
use offprint::provenance::{PageNumber, Provenance};
use offprint::text::{Builder, Style, Text};
use offprint::writer::Written;
use proptest::prelude::*;
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

/// A block as both sides see it: what it is and its words.
type Block = (String, String);

/// Words made of letters and of all that Markdown reads. Capital letters come from here alone.
const WORDS: &str = r#"[A-Za-z0-9 *_<>\[\]#|~^$\\`&;()!.:+{}@é−/"'=-]{0,24}"#;

fn any_text() -> impl Strategy<Value = Text> {
    let spans = prop::collection::vec((0usize..24, 0usize..24, 0u8..5), 0..4);
    (WORDS, spans).prop_map(|(words, spans)| {
        // A letter on each side keeps blanks at the ends out of the comparison.
        let words = format!("{words}Z");
        let mut builder = Builder::default();
        builder
            .push(&words, Provenance { page: PageNumber(1), bbox: Rect::default(), glyphs: 0..1 });
        for (a, b, style) in spans {
            let (start, end) = (border(&words, a.min(b)), border(&words, a.max(b)));
            let style = match style {
                0 => Style::Superscript,
                1 => Style::Subscript,
                2 => Style::Bold,
                3 => Style::Italic,
                _ => Style::Link("https://example.org/".to_owned()),
            };
            builder.style(start..end, style);
        }
        builder.finish()
    })
}

fn border(words: &str, at: usize) -> u32 {
    let at = at.min(words.len());
    let inside = (0..=at).rev().find(|&at| words.is_char_boundary(at));
    inside.unwrap_or_default() as u32
}

fn any_table() -> impl Strategy<Value = Node> {
    (1u32..4, 1u32..4).prop_flat_map(|(rows, columns)| {
        let texts = prop::collection::vec(any_text(), (rows * columns) as usize);
        texts.prop_map(move |texts| table_of(columns, texts))
    })
}

fn any_quote() -> impl Strategy<Value = Node> {
    let part = prop_oneof![
        1 => Just(QuotePart::Title),
        2 => Just(QuotePart::Paragraph),
        1 => Just(QuotePart::Item(None)),
    ];
    (part, any_text()).prop_map(|(part, text)| Node::Quote(Quote { part, text }))
}

pub(super) fn any_node() -> impl Strategy<Value = Node> {
    let number = prop::option::of(1u32..12);
    prop_oneof![
        3 => any_text().prop_map(Node::Paragraph),
        1 => any_text().prop_map(Node::Title),
        1 => (1u8..7, any_text()).prop_map(|(level, text)| Node::Heading { level, text, kinds: Vec::new() }),
        1 => any_quote(),
        4 => (number, 0u8..3, any_text()).prop_map(|(number, level, text)| {
            Node::ListItem(ListItem { number: number.map(|n| n.to_string()), level, text })
        }),
        1 => any_table(),
        1 => any_text().prop_map(|text| Node::Footnote(Footnote { label: None, text })),
    ]
}

fn expected(body: &[Node]) -> Vec<Block> {
    let words = |text: &Text| text.as_str().trim().to_owned();
    let block = |kind: &str, text: &Text| (kind.to_owned(), words(text));
    let mut blocks = Vec::new();
    for node in body {
        match node {
            Node::Title(text) => blocks.push(block("h1", text)),
            Node::Heading { level, text, .. } => {
                blocks.push(block(&format!("h{}", (level + 1).min(6)), text));
            }
            Node::Paragraph(text) => blocks.push(block("p", text)),
            Node::Quote(quote) => match quote.part {
                QuotePart::Item(_) => blocks.push(block("item", &quote.text)),
                QuotePart::Title | QuotePart::Paragraph => blocks.push(block("quote", &quote.text)),
            },
            Node::ListItem(item) => blocks.push(block("item", &item.text)),
            Node::Footnote(note) => {
                let kind = if note.label.is_some() { "note" } else { "p" };
                blocks.push(block(kind, &note.text));
            }
            Node::Table(table) => {
                blocks.push((format!("table {}", table.columns), String::new()));
                blocks.extend(table.cells.iter().map(|cell| block("cell", &cell.text)));
            }
            other => panic!("{other:?} is not made here"),
        }
    }
    blocks
}

fn parsed(markdown: &str) -> Vec<Block> {
    let extensions = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_MATH;
    let mut blocks: Vec<Block> = Vec::new();
    let mut inside: Vec<&str> = Vec::new();
    for event in Parser::new_ext(markdown, extensions) {
        let mut open = |kind: String| blocks.push((kind, String::new()));
        match event {
            Event::Start(Tag::Heading { level, .. }) => open(level.to_string()),
            Event::Start(Tag::Paragraph) => match inside.last() {
                Some(&"item") => {}
                Some(kind) => open((*kind).to_owned()),
                None => open("p".to_owned()),
            },
            Event::Start(Tag::Item) => {
                open("item".to_owned());
                inside.push("item");
            }
            Event::Start(Tag::BlockQuote(_)) => inside.push("quote"),
            Event::Start(Tag::FootnoteDefinition(_)) => inside.push("note"),
            Event::Start(Tag::Table(columns)) => open(format!("table {}", columns.len())),
            Event::Start(Tag::TableCell) => open("cell".to_owned()),
            Event::End(TagEnd::Item | TagEnd::BlockQuote(_) | TagEnd::FootnoteDefinition) => {
                inside.pop();
            }
            Event::Text(words) => {
                blocks.last_mut().expect("words stand in a block").1.push_str(&words);
            }
            Event::InlineHtml(tag) => {
                assert!(["<sup>", "</sup>", "<sub>", "</sub>"].contains(&&*tag), "{tag}");
            }
            Event::Start(Tag::Emphasis | Tag::Strong | Tag::Link { .. } | Tag::List(_))
            | Event::Start(Tag::TableHead | Tag::TableRow)
            | Event::End(_) => {}
            other => panic!("{other:?} in {markdown}"),
        }
    }
    blocks
}

/// Where the map leaves the output's bytes to the writer itself.
fn unmapped(written: &Written) -> String {
    let mut rest = String::new();
    let mut at = 0;
    for mapping in &written.map {
        assert!(mapping.output.start >= at, "the map is sorted and no byte is mapped twice");
        rest.push_str(&written.text[at..mapping.output.start]);
        at = mapping.output.end;
    }
    rest.push_str(&written.text[at..]);
    rest
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    #[test]
    fn blocks_and_words_are_read_as_written(body in prop::collection::vec(any_node(), 0..6)) {
        let written = markdown(body.clone(), &options());
        prop_assert_eq!(parsed(&written.text), expected(&body), "{}", written.text);
    }

    #[test]
    fn map_covers_the_words(body in prop::collection::vec(any_node(), 0..6)) {
        let written = markdown(body.clone(), &options());
        let rest = unmapped(&written);
        prop_assert!(!rest.contains(|c: char| c.is_ascii_uppercase()), "{}", rest);
        for mapping in &written.map {
            let text = body[mapping.node].texts()[mapping.text];
            let original = &text.original()[mapping.original.start as usize..mapping.original.end as usize];
            let output = written.text[mapping.output.clone()].replace('\\', "");
            prop_assert_eq!(output, original.replace('\\', ""));
        }
    }
}
