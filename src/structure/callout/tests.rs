use super::*;
use crate::document::{Caption, Figure, Name, Table, Work};
use crate::geometry::Rect;
use crate::provenance::{PageNumber, Provenance};
use crate::text::{Builder, Text};
use std::ops::Range;

/// An entry of the list with a number, and with family names and a year where it is cited by them.
fn entry(label: Option<&str>, names: &[&str], year: u16, text: &str) -> Node {
    let person =
        |family: &&str| Name::Person { family: (*family).to_owned(), given: None, suffix: None };
    let authors = names.iter().map(person).collect();
    let work = Work { authors, year: Some(year), ..Work::default() };
    let label = label.map(str::to_owned);
    Node::Reference(Reference { label, text: Text::plain(text), work: Box::new(work) })
}

fn numbered(count: u32) -> Vec<Node> {
    (1..=count).map(|number| entry(Some(&number.to_string()), &[], 2000, "An entry.")).collect()
}

fn paragraph(text: &str) -> Node {
    Node::Paragraph(Text::plain(text))
}

/// A paragraph in which what stands between bars is raised.
fn with_raised(marked: &str) -> Node {
    Node::Paragraph(Text::with_raised(marked))
}

/// The callouts of a file without links.
fn found(nodes: &[Node]) -> Vec<Callout> {
    find(nodes, &Jumps::default())
}

/// What is named in the first node, as printed, with the nodes that it names.
fn named(nodes: &[Node]) -> Vec<(String, Vec<u32>)> {
    let text = nodes[0].texts()[0].as_str().to_owned();
    let of_callout = |callout: Callout| {
        let Range { start, end } = callout.at.range;
        let targets = callout.items.into_iter().flat_map(|item| item.targets).collect();
        (text[start as usize..end as usize].to_owned(), targets)
    };
    found(nodes).into_iter().filter(|own| own.at.node == 0).map(of_callout).collect()
}

fn check(first: Node, rest: &[Node], expected: &[(&str, &[u32])]) {
    let mut nodes = vec![first];
    nodes.extend(rest.iter().cloned());
    let expected: Vec<(String, Vec<u32>)> =
        expected.iter().map(|(text, targets)| ((*text).to_owned(), targets.to_vec())).collect();
    assert_eq!(named(&nodes), expected);
}

#[test]
fn numbers_in_brackets_name_entries() {
    check(
        paragraph("Sand [1] moves [2–4, 6], wind [5]–[7] too [12], not [3.5] or f[1]."),
        &numbered(7),
        &[("[1]", &[1]), ("[2–4, 6]", &[2, 3, 4, 6]), ("[5]–[7]", &[5, 6, 7]), ("[1]", &[1])],
    );
}

#[test]
fn numbers_in_round_brackets_may_have_words_before_them() {
    check(
        paragraph("Sand (1,2) and dust (reviewed in 3–5) fall; see Equation (2), n = (4), f(3)."),
        &numbered(6),
        &[("(1,2)", &[1, 2]), ("(reviewed in 3–5)", &[3, 4, 5])],
    );
}

#[test]
fn numbers_behind_numbers_in_cells_are_values() {
    let texts = ["12 (3)", "4/15 (2)", "3.5% (1–4)", "P1 (3)", "Probe (2020) (2)", "(1)"];
    let cell = |text: &&str| crate::document::Cell {
        row: 0,
        column: 0,
        row_span: 1,
        column_span: 1,
        header: false,
        text: Text::plain(*text),
    };
    let table = Table { cells: texts.iter().map(cell).collect(), ..Table::default() };
    let mut nodes = vec![Node::Table(table), paragraph("Sand (1) and 12 (4) of dust (2).")];
    nodes.extend(numbered(4));
    let places: Vec<(u32, u32)> =
        found(&nodes).iter().map(|own| (own.at.node, own.at.text)).collect();
    assert_eq!(places, [(0, 3), (0, 4), (0, 5), (1, 0), (1, 0), (1, 0)]);
}

/// A paragraph on the first page, each character a glyph.
fn printed(text: &str) -> Node {
    let mut builder = Builder::default();
    let glyphs = 0..text.chars().count() as u32;
    builder.push(text, Provenance { page: PageNumber(1), bbox: Rect::default(), glyphs });
    Node::Paragraph(builder.finish())
}

#[test]
fn what_lies_on_links_is_cited() {
    // Numbers in round brackets name more of the entries, but those in square ones lie on links.
    let mut nodes = vec![printed("Sand [1] and [2], (1) to (4), see (3); dust 2.")];
    nodes.extend(numbered(4));
    // The place of the entry 2 is linked a second time, where nothing is read.
    let jumps = Jumps::at(&[(6, 0), (14, 1), (44, 1)]);
    let callouts = find(&nodes, &jumps);
    let read: Vec<_> =
        callouts.iter().map(|own| (own.at.range.clone(), own.items[0].targets.clone())).collect();
    assert_eq!(read, [(5..8, vec![1]), (13..16, vec![2]), (44..45, vec![2])]);
}

#[test]
fn places_that_name_several_things_name_none() {
    let mut nodes = vec![printed("Sand [1], [2] and [3–4], dust 1.")];
    nodes.extend(numbered(4));
    let jumps = Jumps::at(&[(6, 0), (11, 0), (30, 0)]);
    let read: Vec<_> = find(&nodes, &jumps).iter().map(|own| own.at.range.start).collect();
    assert_eq!(read, [5, 10, 18]);
}

#[test]
fn raised_numbers_name_entries_unless_they_are_powers() {
    check(
        with_raised("Sand moves.|1,3–5| It weighs 10|6| g, covers 4 cm|2| and falls|2|."),
        &numbered(6),
        &[("1,3–5", &[1, 3, 4, 5]), ("2", &[2])],
    );
}

#[test]
fn names_and_years_name_entries() {
    let entries = [
        entry(None, &["Muster"], 2019, "Muster A (2019a) Sand."),
        entry(None, &["Muster"], 2019, "Muster A (2019b) Dust."),
        entry(None, &["Probe", "Sample"], 2020, "Probe B, Sample C (2020) Salt."),
        entry(None, &["Sánchez", "Probe", "Muster"], 2018, "Sánchez D et al. (2018) Silt."),
        entry(None, &["van der Berg"], 2018, "Van der Berg E (2018) Clay."),
    ];
    check(
        paragraph(
            "Muster (2019a) found sand (e.g. Probe & Sample 2020; Sanchez et al., 2018). \
             In 2018 it rained (Muster, 2019a, b; Probe, 2020). As Van der Berg (2018) said.",
        ),
        &entries,
        &[
            ("Muster (2019a)", &[1]),
            ("(e.g. Probe & Sample 2020; Sanchez et al., 2018)", &[3, 4]),
            ("(Muster, 2019a, b; Probe, 2020)", &[1, 2, 3]),
            ("Van der Berg (2018)", &[5]),
        ],
    );
}

#[test]
fn what_two_entries_fit_names_neither() {
    let entries = [
        entry(None, &["Muster", "Probe"], 2019, "Muster A, Probe B (2019) Sand."),
        entry(None, &["Muster", "Sample"], 2019, "Muster A, Sample B (2019) Dust."),
    ];
    check(
        paragraph("It moves (Muster et al., 2019), and (Muster and Sample, 2019)."),
        &entries,
        &[("(Muster and Sample, 2019)", &[2])],
    );
}

#[test]
fn figures_and_tables_are_named_by_their_labels() {
    let caption =
        |label: &str| Some(Caption { label: label.to_owned(), text: Text::plain("A caption.") });
    let figure =
        |label: &str| Node::Figure(Figure { caption: caption(label), ..Figure::default() });
    let table = |label: &str| Node::Table(Table { caption: caption(label), ..Table::default() });
    let nodes = [
        figure("FIGURE 1"),
        figure("Fig. 2"),
        figure("Figure 3"),
        table("Table 1"),
        table("Table S2"),
        table("TABLE II"),
    ];
    let first = paragraph(
        "See Figs. 1 and 3, Figure 2A, C and (Fig. 1–3); Table 1, Table S2 and Table II, \
         Figure-1 and Figures 2(a)–2(c), \
         but no Supplementary Table 1, Figure 9 or table of contents.",
    );
    let mut all = vec![first];
    all.extend(nodes);
    let found = found(&all);
    let parts: Vec<_> =
        found.iter().flat_map(|own| &own.items).map(|item| item.part.clone()).collect();
    assert!(parts.contains(&Some("A, C".to_owned())), "{parts:?}");
    let named: Vec<(String, Vec<u32>)> = named(&all);
    let expected: [(&str, &[u32]); 8] = [
        ("Figs. 1 and 3", &[1, 3]),
        ("Figure 2A, C", &[2]),
        ("Fig. 1–3", &[1, 2, 3]),
        ("Table 1", &[4]),
        ("Table S2", &[5]),
        ("Table II", &[6]),
        ("Figure-1", &[1]),
        ("Figures 2(a)–2(c)", &[2, 2]),
    ];
    let expected = expected.map(|(text, targets)| (text.to_owned(), targets.to_vec()));
    assert_eq!(named, expected);
}

#[test]
fn figures_and_tables_have_labels_in_many_languages() {
    let caption =
        |label: &str| Some(Caption { label: label.to_owned(), text: Text::plain("A caption.") });
    let figure =
        |label: &str| Node::Figure(Figure { caption: caption(label), ..Figure::default() });
    let table = |label: &str| Node::Table(Table { caption: caption(label), ..Table::default() });
    let first = paragraph(
        "Siehe Abbildungen 1 und 2, Abb. 2b; tablas 1 y 2 y Cuadro 1; jak na rycinie 1; \
         Extended Data Fig. 1 but no box 2.",
    );
    let all = [
        first,
        figure("Abb. 1"),
        figure("Abbildung 2"),
        table("Tabla 1"),
        table("Tabla 2"),
        table("Cuadro 1"),
        figure("Extended Data Fig. 1"),
    ];
    let expected: [(&str, &[u32]); 6] = [
        ("Abbildungen 1 und 2", &[1, 2]),
        ("Abb. 2b", &[2]),
        ("tablas 1 y 2", &[3, 4]),
        ("Cuadro 1", &[5]),
        ("rycinie 1", &[1]),
        ("Fig. 1", &[6]),
    ];
    let expected = expected.map(|(text, targets)| (text.to_owned(), targets.to_vec()));
    assert_eq!(named(&all), expected);
}

#[test]
fn marks_of_a_table_lead_to_its_notes() {
    let cell = |column: u32, marked: &str| crate::document::Cell {
        row: 0,
        column,
        row_span: 1,
        column_span: 1,
        header: false,
        text: Text::with_raised(marked),
    };
    let table = Table {
        caption: Some(Caption { label: "Table 1".to_owned(), text: Text::with_raised("Sand.|a|") }),
        cells: vec![cell(0, "10|9| g"), cell(1, "4.5|a,b|"), cell(2, "7.1*"), cell(3, "8|c|")],
        notes: vec![
            Text::with_raised("|a| By weight. |b| By volume."),
            Text::with_raised("* p < 0.05"),
        ],
        ..Table::default()
    };
    let found = found(&[Node::Table(table)]);
    let notes: Vec<(u32, Vec<Option<u32>>)> = found
        .iter()
        .map(|own| (own.at.text, own.items.iter().map(|item| item.note).collect()))
        .collect();
    assert_eq!(notes, [(0, vec![Some(5)]), (2, vec![Some(5), Some(5)]), (3, vec![Some(6)])]);
}
