//! Any text, whatever its parts are taken for, is built into a document and written in every format.

#![cfg_attr(fuzzing, no_main)]

use offprint::Options;
use offprint::decision::Decisions;
use offprint::diagnostic::Sink;
use offprint::document::{FurnitureKind, Place};
use offprint::geometry::Rect;
use offprint::pdf::Facts;
use offprint::provenance::{PageNumber, Provenance};
use offprint::role::{Captioned, Passage, Passages, Role};
use offprint::structure;
use offprint::text::{Builder, Text};
use offprint::writer::WRITERS;

/// What a part of the text may be taken for.
fn roles() -> Vec<Role> {
    let place = Place { page: PageNumber(1), bbox: Rect::NOTHING };
    vec![
        Role::Furniture(FurnitureKind::RunningHead),
        Role::Furniture(FurnitureKind::Imprint),
        Role::Title,
        Role::Byline,
        Role::Affiliation,
        Role::FrontNote,
        Role::Abstract,
        Role::Keywords,
        Role::Heading(1),
        Role::Paragraph,
        Role::ListItem { number: None, level: 0 },
        Role::Caption { of: Captioned::Figure, label: "Figure 1".to_owned(), place: Some(place) },
        Role::Caption { of: Captioned::Table(None), label: "Table 1".to_owned(), place: None },
        Role::FigureText(place),
        Role::Footnote { label: Some("a".to_owned()) },
        Role::Reference { label: None },
    ]
}

fn text(string: &str, page: u32) -> Text {
    let mut builder = Builder::default();
    let at = Provenance { page: PageNumber(page), bbox: Rect::NOTHING, glyphs: 0..0 };
    builder.push(string, at);
    builder.finish()
}

fn run(data: &[u8]) {
    let Ok(string) = std::str::from_utf8(data) else { return };
    let parts: Vec<&str> = string.split("\n\n").collect();
    let mut passages = Passages::default();
    for page in 1..=2 {
        for role in roles() {
            passages.passages.extend(parts.iter().map(|part| Passage {
                role: role.clone(),
                mark: Text::default(),
                text: text(part, page),
            }));
        }
    }
    let document =
        structure::build(passages, &Facts::default(), &Decisions::default(), &mut Sink::default());
    for writer in WRITERS {
        let _ = (writer.write)(&document, &[], &Options::default().writer);
    }
}

offprint_fuzz::target!(run);
