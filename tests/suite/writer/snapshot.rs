//! One document with a node of every kind, as each writer writes it, and the JSON's schema.

use super::styled;
use offprint::diagnostic::{Code, Sink};
use offprint::document::abbreviation::{Abbreviation, Definition};
use offprint::document::entity::{Entity, EntitySource};
use offprint::document::identifier::{Identifier, IdentifierKind};
use offprint::document::statement::{Award, Named, Statement, StatementKind};
use offprint::document::{
    Affiliation, Author, Caption, Cell, Conference, Document, Figure, Footnote, Formula, Furniture,
    FurnitureKind, ListItem, Metadata, Name, Node, Part, Place, Quote, QuotePart, Reference,
    Source, Stretch, Table, Work, WorkKind,
};
use offprint::geometry::Rect;
use offprint::provenance::PageNumber;
use offprint::reason::Reason;
use offprint::text::{Edit, Text};
use offprint::writer::{self, Options};
use std::ops::Range;

fn work() -> Work {
    let family = "Roe".to_owned();
    Work {
        kind: WorkKind::Article,
        authors: vec![
            Name::Person { family, given: Some("R".to_owned()), suffix: None },
            Name::Group("Salt Group".to_owned()),
        ],
        container: Some("J. X".to_owned()),
        year: Some(2020),
        page_first: Some("7".to_owned()),
        page_last: Some("9".to_owned()),
        ..Work::default()
    }
}

fn mended() -> Text {
    let mut text = styled("A micro-\nscopic dose of 10⟨sup⟩-9⟨/sup⟩ ug.");
    let edit = |rule, range, replacement: &str| Edit {
        rule,
        reason: "a test",
        range,
        replacement: replacement.to_owned(),
        style: None,
        confidence: 0.75,
        key: None,
        verdict: None,
    };
    let unit = text.original().find("ug").expect("the unit is there") as u32;
    text.apply([edit("hyphen-at-line-end", 7..9, ""), edit("micro-as-u", unit..unit + 1, "µ")]);
    text
}

fn caption(label: &str, words: &str) -> Option<Caption> {
    Some(Caption { label: label.to_owned(), text: styled(words) })
}

fn quote(part: QuotePart, words: &str) -> Node {
    Node::Quote(Quote { part, text: styled(words) })
}

fn table() -> Table {
    let cell = |row, column, column_span, header, words: &str| Cell {
        row,
        column,
        row_span: 1,
        column_span,
        header,
        text: styled(words),
    };
    Table {
        caption: caption("Table 1", "Doses."),
        rows: 2,
        columns: 2,
        cells: vec![
            cell(0, 0, 2, true, "Dose < 5"),
            cell(1, 0, 1, false, "⟨i⟩a⟨/i⟩"),
            cell(1, 1, 1, false, "10⟨sup⟩9⟨/sup⟩"),
        ],
        notes: vec![styled("* Per litre.")],
        at: vec![Place { page: PageNumber(2), bbox: Rect::new(1.0, 2.0, 3.0, 4.0) }],
        reasons: vec![Reason::RulesAndLabel],
        doi: None,
    }
}

fn body() -> Vec<Node> {
    let item = |number: Option<&str>, level, words: &str| {
        let number = number.map(str::to_owned);
        Node::ListItem(ListItem { number, level, text: styled(words) })
    };
    let label = |label: &str| Some(label.to_owned());
    vec![
        Node::Title(styled("Doses of ⟨i⟩X⟨/i⟩")),
        Node::Byline(styled("Jane Doe⟨sup⟩1,*⟨/sup⟩")),
        Node::Affiliation(styled("⟨sup⟩1⟨/sup⟩Institute, Town")),
        Node::FrontNote(styled("⟨b⟩Received:⟨/b⟩ 1 May 2021")),
        Node::Heading { level: 1, text: styled("Abstract"), kinds: Vec::new() },
        Node::Paragraph(mended()),
        Node::Keywords(styled("dose, ⟨i⟩X⟨/i⟩")),
        Node::Heading { level: 2, text: styled("1.1 Methods"), kinds: Vec::new() },
        Node::Listing(vec![styled("set a = `1`;"), styled("  print(a);")]),
        item(None, 0, "first"),
        item(Some("1"), 1, "inner"),
        item(None, 0, "second"),
        quote(QuotePart::Title, "Key ⟨b⟩words⟨/b⟩."),
        quote(QuotePart::Paragraph, "Quoted words."),
        quote(QuotePart::Item(None), "salt"),
        quote(QuotePart::Item(Some("2".into())), "silt"),
        Node::Formula(Formula {
            text: styled("⟨i⟩E⟨/i⟩ = ⟨i⟩mc⟨/i⟩⟨sup⟩2⟨/sup⟩"),
            image: Some("a.figures/formula-1.png".into()),
        }),
        Node::Table(table()),
        Node::Figure(Figure {
            caption: caption("Figure 1", "The ⟨b⟩device⟨/b⟩."),
            at: Some(Place { page: PageNumber(2), bbox: Rect::new(5.0, 6.0, 7.0, 8.0) }),
            texts: vec![styled("axis")],
            image: Some("a.figures/fig-1.png".into()),
            reason: Some(Reason::AboveItsCaption),
            doi: Some("10.5555/a.g001".into()),
        }),
        Node::Footnote(Footnote { label: label("a"), text: styled("A note.") }),
        Node::Heading { level: 1, text: styled("References"), kinds: Vec::new() },
        Node::Reference(Reference {
            label: label("1"),
            text: styled("Roe R. ⟨i⟩J. X⟨/i⟩ 2020."),
            work: Box::new(work()),
        }),
        Node::Reference(Reference {
            label: label("2"),
            text: styled("See ⟨a https://x.org⟩there⟨/a⟩."),
            work: Box::new(Work { doi: Some("10.5555/a<b>".into()), ..Work::default() }),
        }),
    ]
}

/// A stretch of the quotation.
fn quoted(range: Range<u32>) -> Stretch {
    Stretch { part: Part::Body, node: 11, text: 0, range }
}

fn statement() -> Statement {
    let funder = Named { text: "Quoted".to_owned(), at: quoted(0..6) };
    Statement {
        kind: StatementKind::Funding,
        at: vec![quoted(0..13)],
        awards: vec![Award { funder: Some(funder), number: None }],
        contributions: Vec::new(),
        approvals: Vec::new(),
    }
}

pub(super) fn document() -> Document {
    Document {
        metadata: Metadata {
            title: Some("Doses of X".to_owned()),
            authors: vec![Author { name: "Jane Doe".to_owned(), ..Author::default() }],
            summary: vec!["One.".to_owned(), "Two.".to_owned()],
            date: Some("2021-05".to_owned()),
            ..Metadata::default()
        },
        body: body(),
        statements: vec![statement()],
        identifiers: vec![Identifier {
            at: Stretch { part: Part::Furniture, node: 0, text: 0, range: 0..4 },
            kind: IdentifierKind::Registration,
            scheme: "ClinicalTrials.gov".into(),
            value: "NCT00000001".to_owned(),
            curie: Some("clinicaltrials:NCT00000001".to_owned()),
        }],
        abbreviations: vec![Abbreviation {
            short: "X".to_owned(),
            long: "Quoted".to_owned(),
            places: vec![Definition { short: quoted(7..12), long: quoted(0..6) }],
        }],
        entities: vec![Entity {
            at: quoted(0..6),
            term: "quotation".into(),
            identifier: "Q:1".into(),
            kind: "speech".into(),
            source: EntitySource::Definition,
        }],
        furniture: vec![Furniture { kind: FurnitureKind::RunningHead, text: styled("J. X") }],
        source: Source { file: Some("x.pdf".to_owned()), pages: 2, ..Source::default() },
        ..Document::default()
    }
}

fn written(name: &str, options: &Options) -> String {
    let mut sink = Sink::default();
    sink.note(Code::HiddenText, None, "3 glyphs");
    let writer = writer::by_name(name).expect("there is such a writer");
    (writer.write)(&document(), &sink.into_diagnostics(), options).text
}

fn check(name: &str, text: &str) {
    // The version of the program is no part of what is written about the document.
    let text = text.replace(env!("CARGO_PKG_VERSION"), "VERSION");
    insta::with_settings!({ snapshot_path => "../../snapshots", prepend_module_to_snapshot => false, omit_expression => true }, {
        insta::assert_snapshot!(name, text);
    });
}

#[test]
fn every_node_as_markdown() {
    check(
        "writer-markdown",
        &written("markdown", &Options { page_marks: true, ..Options::default() }),
    );
}

#[test]
fn every_node_as_json() {
    check("writer-json", &written("json", &Options { json_pretty: true, ..Options::default() }));
}

#[test]
fn every_node_as_passages() {
    check("writer-jsonl", &written("jsonl", &Options::default()));
}

#[test]
fn every_node_in_the_source_map() {
    check("writer-source-map", &written("source-map", &Options::default()));
}

#[test]
fn every_node_as_jats() {
    check("writer-jats", &written("jats", &Options::default()));
}

#[test]
fn every_node_as_bioc() {
    check("writer-bioc", &pretty(&written("bioc", &Options::default())));
}

#[test]
fn every_node_as_docling() {
    check("writer-docling", &pretty(&written("docling", &Options::default())));
}

#[test]
fn every_node_as_html() {
    check("writer-html", &written("html", &Options::default()));
}

fn pretty(json: &str) -> String {
    let value: serde_json::Value = serde_json::from_str(json).expect("JSON");
    serde_json::to_string_pretty(&value).expect("JSON")
}

/// A poster by a person and a group.
fn poster() -> Document {
    let named = |text: &str| Some(Named { text: text.to_owned(), at: quoted(0..6) });
    let award = |funder: &str, number| Award { funder: named(funder), number };
    let mut document = document();
    document.metadata.authors = vec![
        Author {
            name: "Jane van Doe".to_owned(),
            given: Some("Jane".to_owned()),
            family: Some("van Doe".to_owned()),
            orcid: Some("0000-0002-1825-0097".to_owned()),
            affiliations: vec!["1".to_owned()],
            ..Author::default()
        },
        Author { name: "Plato".to_owned(), ..Author::default() },
    ];
    let institute = Affiliation { id: "1".to_owned(), name: "Institute, Town".to_owned() };
    document.metadata.affiliations = vec![institute];
    document.metadata.groups = vec!["Salt Group".to_owned()];
    document.metadata.keywords = vec!["dose".to_owned()];
    document.metadata.conference = Some(Conference {
        name: "Salt Conference 2021".to_owned(),
        year: "2021".to_owned(),
        printed: "Salt Conference 2021, Town".to_owned(),
    });
    document.metadata.doi = Some("10.5555/poster".to_owned());
    document.metadata.license = Some("CC-BY-4.0".to_owned());
    document.statements[0].awards =
        vec![award("Salt Fund", named("S-1")), award("Salt Fund", named("S-1"))];
    document
}

#[test]
fn a_poster_as_poster_json() {
    let writer = writer::by_name("poster-json").expect("there is such a writer");
    let poster = (writer.write)(&poster(), &[], &Options::default()).text;
    check("writer-poster", &poster);
    let empty = (writer.write)(&Document::default(), &[], &Options::default()).text;
    let empty: serde_json::Value = serde_json::from_str(&empty).expect("JSON");
    assert_eq!(
        empty.as_object().map(|fields| fields.len()),
        Some(1),
        "what is not known has no key"
    );
}
