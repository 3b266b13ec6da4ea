//! Chunks: none too long, none too short, none without headings, no word lost and none twice.

use super::sample::{samples, table_of};
use offprint::chunk::{Chunk, Measure, Options, Vocabulary, chunks};
use offprint::document::{Document, Node, Source};
use offprint::text::Text;
use offprint::writer::json::{self, types};
use offprint::writer::{self, Scripts, Tables};
use proptest::prelude::*;

/// Words without notation.
fn words(markdown: &str) -> Vec<String> {
    let mut plain = String::new();
    let mut rest = markdown;
    while let Some((before, behind)) = rest.split_once('<') {
        plain.push_str(before);
        match behind.split_once('>').filter(|_| behind.starts_with(|c: char| "/!st".contains(c))) {
            Some((tag, behind)) => {
                plain.push_str(if tag.trim_start_matches('/').starts_with('s') { "" } else { " " });
                rest = behind;
            }
            None => {
                plain.push(' ');
                rest = behind;
            }
        }
    }
    plain.push_str(rest);
    let words = plain.split_whitespace();
    let words = words.map(|word| word.chars().filter(|c| c.is_alphanumeric()).collect::<String>());
    // Scripts without blanks are cut between any two letters.
    let without_blanks = |c: char| c >= '\u{2E80}' || ('\u{E00}'..'\u{1100}').contains(&c);
    words
        .filter(|word| !word.is_empty())
        .flat_map(|word| match word.contains(without_blanks) {
            true => word.chars().map(String::from).collect(),
            false => vec![word],
        })
        .collect()
}

fn context(chunk: &Chunk) -> String {
    format!("{}\n\n{}", chunk.headings.join("\n"), chunk.text)
}

/// What of the Markdown the chunks must hold: all but front matter, title and headings.
fn expected(contract: &types::Document) -> Vec<String> {
    let (document, notation) = (contract.document(), contract.notation());
    let none = writer::Options { front_matter: writer::FrontMatter::None, ..notation };
    let writer = writer::by_name("markdown").expect("a writer");
    let markdown = (writer.write)(&document, &[], &none).text;
    words(&markdown)
}

fn check(contract: &types::Document, options: &Options) {
    let found = chunks(contract, options);
    for (at, own) in found.iter().enumerate() {
        let size = options.measure.of(&context(own));
        assert_eq!(size, own.size as usize);
        assert!(size <= options.most, "{size} of {}: {own:?}", options.most);
        assert!(own.headings.iter().any(|heading| !heading.trim().is_empty()), "{own:?}");
        let ends_section = found.get(at + 1).is_none_or(|next| parted(contract, own, next));
        assert!(size * 3 >= options.most || ends_section, "{size} of {}: {own:?}", options.most);
    }
    let headings = |node: &Node| match node {
        Node::Title(text) | Node::Heading { text, .. } => words(text.as_str()),
        _ => Vec::new(),
    };
    // Headings are counted apart: one that nothing stands below is a chunk.
    let printed: usize = contract.document().body.iter().map(|node| headings(node).len()).sum();
    let mut all: Vec<String> = Vec::new();
    for own in &found {
        let text: String = own.text.chars().skip(own.repeated as usize).collect();
        all.extend(words(&text));
    }
    let expected = expected(contract);
    assert!(all.len() + printed >= expected.len(), "{} {} {}", all.len(), printed, expected.len());
    // The words of the chunks are those of the Markdown in its order, with nothing left out but headings.
    let mut rest = expected.iter();
    let mut left_out = 0;
    for word in &all {
        loop {
            match rest.next() {
                Some(next) if next == word => break,
                Some(_) => left_out += 1,
                None => panic!("{word} stands twice, or nowhere in the Markdown"),
            }
        }
    }
    left_out += rest.count();
    assert!(left_out <= printed, "{left_out} words are in no chunk, {printed} in headings");
}

/// Whether a heading stands between two chunks.
fn parted(contract: &types::Document, own: &Chunk, next: &Chunk) -> bool {
    let at = |id: &str| contract.body.iter().position(|block| block.id == id).expect("an id");
    let (last, first) = (own.passages.last().expect("a passage"), &next.passages[0]);
    contract.body[at(last)..=at(first)].iter().any(|block| {
        matches!(block.kind, types::BlockKind::Heading { .. } | types::BlockKind::Title { .. })
    })
}

#[test]
fn chunks_of_papers_keep_their_limits() {
    for sample in samples() {
        for notation in [
            writer::Options::default(),
            writer::Options {
                tables: Tables::Html,
                page_marks: true,
                ..writer::Options::default()
            },
        ] {
            let contract = json::contract(&sample.document, &sample.diagnostics, &notation);
            for most in [40, 100, 300] {
                check(&contract, &Options { most, measure: Measure::Words });
            }
        }
    }
}

#[test]
fn chunks_of_tokens_keep_their_limits() {
    let samples = samples();
    for sample in samples.iter().filter(|sample| sample.name.ends_with("report.pdf")) {
        let notation = writer::Options::default();
        let contract = json::contract(&sample.document, &sample.diagnostics, &notation);
        for vocabulary in [Vocabulary::Cl100k, Vocabulary::O200k] {
            check(&contract, &Options { most: 256, measure: Measure::Tokens(vocabulary) });
        }
    }
}

#[test]
fn chunks_are_stretches_of_the_markdown() {
    for sample in samples() {
        let options = writer::Options::default();
        let contract = json::contract(&sample.document, &sample.diagnostics, &options);
        let writer = writer::by_name("markdown").expect("a writer");
        let markdown = (writer.write)(&sample.document, &[], &options).text;
        for own in chunks(&contract, &Options::default()) {
            let range = own.md_start as usize..own.md_end as usize;
            let stretch: String = markdown.chars().skip(range.start).take(range.len()).collect();
            assert!(own.text.contains(&stretch), "{own:?}");
            assert!(own.page.is_some() || !sample.name.ends_with(".pdf"), "{own:?}");
        }
    }
}

fn document(body: Vec<Node>) -> types::Document {
    let source = Source { file: Some("a.pdf".to_owned()), ..Source::default() };
    let document = Document { body, source, ..Document::default() };
    let options = writer::Options { scripts: Scripts::Html, ..writer::Options::default() };
    json::contract(&document, &[], &options)
}

fn any_words(most: usize) -> impl Strategy<Value = Text> {
    let word = "[a-z]{1,6}[.]?";
    prop::collection::vec(word, 1..most).prop_map(|words| {
        let mut text = String::new();
        let mut ended = true;
        for word in words {
            let first = if ended { word.to_uppercase() } else { word.clone() };
            ended = word.ends_with('.');
            if !text.is_empty() {
                text.push(' ');
            }
            text.push_str(&first);
        }
        Text::plain(text)
    })
}

fn any_table() -> impl Strategy<Value = Node> {
    (1u32..12, 1u32..4).prop_flat_map(|(rows, columns)| {
        let texts = prop::collection::vec(any_words(4), (rows * columns) as usize);
        texts.prop_map(move |texts| table_of(columns, texts))
    })
}

fn any_node() -> impl Strategy<Value = Node> {
    prop_oneof![
        4 => any_words(60).prop_map(Node::Paragraph),
        2 => any_table(),
        1 => (1u8..4, any_words(4)).prop_map(|(level, text)| Node::Heading { level, text, kinds: Vec::new() }),
        1 => any_words(5).prop_map(Node::Title),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn chunks_of_any_paper_keep_their_limits(
        body in prop::collection::vec(any_node(), 0..8),
        most in 20usize..60,
    ) {
        check(&document(body), &Options { most, measure: Measure::Words });
    }
}
