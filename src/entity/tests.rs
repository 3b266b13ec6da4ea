//! What is found in the texts of a paper.

use super::find::find;
use super::vocabulary::Vocabulary;
use crate::document::abbreviation::Abbreviation;
use crate::document::entity::EntitySource;
use crate::document::{Cell, Document, Node, Reference, Table};
use crate::text::Text;

const TABLE: &str = "\
CD19\t930\tgene\tB4
IFN-γ\t3458\tgene\tinterferon gamma
TNF\t7124\tgene\ttumor necrosis factor
TNF-α\t7124a\tgene
IL-2\t3558\tgene
IL-2 receptor\t3559\tgene
MET\t4233\tgene
acute lymphoblastic leukemia\tD1\tdisease\tALL
leukemia\tD2\tdisease
programmed cell death 1\t5133\tgene\tPD-1
Ph+\tP\tmarker
SARS-CoV-2\tS\tspecies
mouse\t10090\tspecies\tmice
";

/// Short forms with their long ones.
type Pairs<'a> = &'a [(&'a str, &'a str)];

fn vocabulary(table: &str) -> Vocabulary {
    Vocabulary::read(table.as_bytes()).expect("a table")
}

fn abbreviation((short, long): &(&str, &str)) -> Abbreviation {
    Abbreviation { short: (*short).to_owned(), long: (*long).to_owned(), places: Vec::new() }
}

/// What is found in nodes, as the words and the identifier.
fn named(table: &str, body: Vec<Node>, defined: Pairs<'_>) -> Vec<String> {
    let abbreviations = defined.iter().map(abbreviation).collect();
    let document = Document { body, abbreviations, ..Document::default() };
    let found = find(&document, &vocabulary(table));
    let told = found.iter().map(|entity| {
        let text = document.body[entity.at.node as usize].text(entity.at.text as usize);
        let range = entity.at.range.start as usize..entity.at.range.end as usize;
        let words = &text.expect("the text").as_str()[range];
        let sign = if entity.source == EntitySource::Definition { "!" } else { "" };
        format!("{words}={}{sign}", entity.identifier)
    });
    told.collect()
}

fn in_paragraph(marked: &str, defined: Pairs<'_>) -> Vec<String> {
    named(TABLE, vec![Node::Paragraph(Text::with_raised(marked))], defined)
}

#[test]
fn the_first_and_longest_name_counts() {
    let rows: [(&str, &[&str]); 15] = [
        ("anti-CD19 and CD19-directed, CD19|12|.", &["CD19=930"; 3]),
        ("IL-2 receptors, IL-2R, IL-21, IL-2", &["IL-2 receptors=3559", "IL-2=3558"]),
        ("TNF-α, TNFα, TNF alpha", &["TNF-α=7124a", "TNFα=7124a", "TNF alpha=7124a"]),
        ("TNF-β, TNF", &["TNF=7124"]),
        ("IFNγ\u{2011}producing", &["IFNγ=3458"]),
        ("Interferon-γ", &["Interferon-γ=3458"]),
        (
            "Acute lymphoblastic\u{A0} leukemias and leukemia",
            &["Acute lymphoblastic\u{A0} leukemias=D1", "leukemia=D2"],
        ),
        ("lymphoblastic leukemia", &["leukemia=D2"]),
        ("all ALL patients met MET", &["MET=4233"]),
        ("ALL, acute lymphoblastic leukemia", &["ALL=D1", "acute lymphoblastic leukemia=D1"]),
        ("Ph|+|, Ph⁺ and Ph+", &["Ph+=P", "Ph⁺=P", "Ph+=P"]),
        ("IL-2|7|", &["IL-2=3558"]),
        ("Mice, MICE, mices", &["Mice=10090", "mices=10090"]),
        ("see www.leukemia.org", &[]),
        ("", &[]),
    ];
    for (text, expected) in rows {
        assert_eq!(in_paragraph(text, &[]), expected, "{text}");
    }
}

#[test]
fn the_paper_says_what_its_short_forms_are() {
    let rows: [(&str, Pairs<'_>, &[&str]); 15] = [
        ("ALL", &[("ALL", "acute lymphoblastic leukemia")], &["ALL=D1!"]),
        ("ALL", &[("ALL", "acute lymphoblastic leukaemias")], &["ALL=D1!"]),
        ("ALL, leukemia", &[("ALL", "anterolateral ligament")], &["leukemia=D2"]),
        ("LK, LKs, lk, LK-1", &[("LK", "leukemia")], &["LK=D2!", "LKs=D2!"]),
        ("LK", &[("LKs", "leukemias")], &["LK=D2!"]),
        ("PD-1", &[("PD-1", "programmed cell death protein 1")], &["PD-1=5133!"]),
        ("PD-1", &[("PD-1", "pandemic duration")], &[]),
        ("MET", &[("MET", "metabolic equivalent of task")], &[]),
        ("CD19", &[("CD19", "cluster of differentiation 19")], &["CD19=930"]),
        ("SARS-CoV-2", &[("SARS-CoV-2", "severe syndrome coronavirus 2")], &["SARS-CoV-2=S"]),
        ("ICP-TNF", &[("ICP-TNF", "induced plasma")], &[]),
        ("MET-TKI", &[("MET-TKI", "MET inhibitor")], &["MET=4233"]),
        ("TNF-RAs", &[("TNF-RA", "tumor necrosis factor antagonist")], &["TNF=7124"]),
        ("LK", &[("LK", "leukemia"), ("LK", "mouse")], &[]),
        ("LK", &[("LK", "leukemia"), ("LK", "left kidney")], &["LK=D2!"]),
    ];
    for (text, defined, expected) in rows {
        assert_eq!(in_paragraph(text, defined), expected, "{text} {defined:?}");
    }
}

#[test]
fn texts_of_the_paper_itself_are_searched() {
    let text = || Text::plain("CD19");
    let cell = Cell { row: 0, column: 0, row_span: 1, column_span: 1, header: false, text: text() };
    let table = Table { cells: vec![cell], notes: vec![text()], ..Table::default() };
    let body = vec![
        Node::Title(text()),
        Node::Byline(text()),
        Node::Table(table),
        Node::Listing(vec![text()]),
        Node::Reference(Reference { label: None, text: text(), work: Box::default() }),
    ];
    assert_eq!(named(TABLE, body, &[]), ["CD19=930"; 3]);
}

#[test]
fn headings_in_capitals_tell_no_case() {
    let heading = |text: &str| {
        let node = Node::Heading { level: 1, text: Text::plain(text), kinds: Vec::new() };
        named(TABLE, vec![node], &[])
    };
    assert_eq!(heading("ALL MICE MET CD19"), ["MICE=10090", "CD19=930"]);
    assert_eq!(heading("MET"), ["MET=4233"]);
}

#[test]
fn a_large_vocabulary_is_read_fast_and_a_text_in_one_pass() {
    /// Far more than it takes, and far less than a search name by name would take.
    const SECONDS: u64 = 20;
    let started = std::time::Instant::now();
    let line = |at: u32| format!("protein kinase {at} homologue\tG{at}\tgene\tPKH{at}|PK-H-{at}\n");
    let table: String = (0..100_000).map(line).collect();
    let sentence = "We saw PKH4711 beside protein kinase 99999 homologue and its kin. ";
    let text = sentence.repeat(20_000);
    let found = named(&table, vec![Node::Paragraph(Text::plain(text))], &[]);
    assert_eq!(found.len(), 40_000);
    assert_eq!(found[..2], ["PKH4711=G4711", "protein kinase 99999 homologue=G99999"]);
    assert!(started.elapsed().as_secs() < SECONDS, "{:?}", started.elapsed());
}

#[test]
fn names_within_names_cost_no_more_than_their_limit() {
    let table: String = (2..400).map(|at| format!("{}\t{at}\tx\n", "a".repeat(at))).collect();
    let text = "a".repeat(100_000);
    assert!(named(&table, vec![Node::Paragraph(Text::plain(text))], &[]).is_empty());
}

proptest::proptest! {
    #[test]
    fn names_lie_in_their_text_and_beside_each_other(
        words in proptest::collection::vec("(CD19|TNF|-|α| |leukemia|s|[|]|\\+|é|ﬁ|Ph)", 0..20),
    ) {
        let marked = words.concat();
        let marked = if marked.matches('|').count() % 2 == 0 { marked } else { marked + "|" };
        let text = Text::with_raised(&marked);
        let document = Document { body: vec![Node::Paragraph(text)], ..Document::default() };
        let found = find(&document, &vocabulary(TABLE));
        let text = document.body[0].text(0).expect("the text").as_str();
        let mut end = 0;
        for entity in found {
            let range = entity.at.range.start as usize..entity.at.range.end as usize;
            proptest::prop_assert!(end <= range.start && range.start < range.end);
            proptest::prop_assert!(text.get(range.clone()).is_some());
            end = range.end;
        }
    }
}
