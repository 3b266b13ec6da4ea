//! What the writers write.

mod case;
mod citation;
mod format;
mod front_matter;
mod property;
mod snapshot;

use offprint::document::{Document, Node};
use offprint::geometry::Rect;
use offprint::provenance::{PageNumber, Provenance};
use offprint::text::{Builder, Style, Text};
use offprint::writer::{self, FrontMatter, Options, Written};

/// A text in the notation of these tests: `⟨b⟩`, `⟨i⟩`, `⟨sup⟩`, `⟨sub⟩` and `⟨a TARGET⟩` open a
/// style, the same with a slash close it.
fn styled(notation: &str) -> Text {
    let mut builder = Builder::default();
    let mut open: Vec<(u32, Style)> = Vec::new();
    for piece in notation.split_inclusive('⟩') {
        let (words, tag) = piece.split_once('⟨').unwrap_or((piece, ""));
        let start = builder.len();
        let glyphs = start..start + words.chars().count() as u32;
        builder.push(
            words,
            Provenance { page: PageNumber(1), bbox: Rect::new(10.0, 20.0, 30.0, 32.0), glyphs },
        );
        let style = match tag.trim_end_matches('⟩') {
            "" => continue,
            "b" => Style::Bold,
            "i" => Style::Italic,
            "sup" => Style::Superscript,
            "sub" => Style::Subscript,
            tag if tag.starts_with("a ") => Style::Link(tag[2..].to_owned()),
            _ => {
                let (start, style) = open.pop().expect("a style is closed that is open");
                builder.style(start..builder.len(), style);
                continue;
            }
        };
        open.push((builder.len(), style));
    }
    builder.finish()
}

fn options() -> Options {
    Options { front_matter: FrontMatter::None, ..Options::default() }
}

fn markdown(body: Vec<Node>, options: &Options) -> Written {
    let document = Document { body, ..Document::default() };
    let writer = writer::by_name("markdown").expect("there is a writer of Markdown");
    (writer.write)(&document, &[], options)
}

fn paragraph(notation: &str, options: &Options) -> String {
    markdown(vec![Node::Paragraph(styled(notation))], options).text.trim_end().to_owned()
}
