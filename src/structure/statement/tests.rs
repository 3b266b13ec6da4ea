use super::*;
use crate::document::statement::{Role, StatementKind::*};
use crate::text::{Builder, Style, Text};
use proptest::prelude::*;

fn paragraph(text: &str) -> Node {
    Node::Paragraph(Text::plain(text))
}

fn heading(level: u8, text: &str) -> Node {
    Node::Heading { level, text: Text::plain(text), kinds: Vec::new() }
}

/// Kind and words of each stretch.
fn told(nodes: &[Node]) -> Vec<(StatementKind, String)> {
    let words = |at: &crate::document::Stretch| {
        let text = nodes[at.node as usize].texts()[at.text as usize].as_str();
        text[at.range.start as usize..at.range.end as usize].to_owned()
    };
    let found = find(nodes, &[], &[]);
    found.iter().flat_map(|own| own.at.iter().map(|at| (own.kind, words(at)))).collect()
}

fn check(nodes: &[Node], expected: &[(StatementKind, &str)]) {
    let told = told(nodes);
    let found: Vec<_> = told.iter().map(|(kind, text)| (*kind, text.as_str())).collect();
    assert_eq!(found, expected);
}

#[test]
fn statements_stand_under_headings() {
    check(
        &[
            heading(1, "Declarations"),
            heading(2, "Funding"),
            paragraph("None."),
            heading(2, "Competing interests"),
            paragraph("One."),
            paragraph("Two."),
            heading(1, "Sand"),
            paragraph("Three."),
        ],
        &[(Funding, "None."), (Conflicts, "One."), (Conflicts, "Two.")],
    );
}

#[test]
fn statements_stand_behind_labels() {
    let mut set_apart = Builder::default();
    set_apart.push_plain("Ethics approval");
    set_apart.style(0..set_apart.len(), Style::Bold);
    set_apart.push_plain(" It was waived.");
    check(
        &[
            paragraph("Funding: None. Competing interests: One. Provenance and peer review: Two."),
            Node::Paragraph(set_apart.finish()),
            paragraph("Sand: None."),
            paragraph("Funding The Sand Trust."),
        ],
        &[
            (Funding, "None."),
            (Conflicts, "One."),
            (Ethics, "It was waived."),
            (Funding, "The Sand Trust."),
        ],
    );
}

#[test]
fn statements_are_sentences_among_thanks_and_notes() {
    check(
        &[
            paragraph("We walked. This study was funded by the Sand Fund. It rained."),
            heading(1, "Acknowledgements"),
            paragraph("We thank Jane Doe. R.R. was supported by the Sand Fund."),
            Node::FrontNote(Text::plain("The authors have no conflicts of interest to disclose.")),
        ],
        &[
            (Funding, "This study was funded by the Sand Fund."),
            (Funding, "R.R. was supported by the Sand Fund."),
            (Conflicts, "The authors have no conflicts of interest to disclose."),
        ],
    );
}

/// Funder and number of each award of a statement.
fn awards(text: &str) -> Vec<(String, String)> {
    let found = find(&[heading(1, "Funding"), paragraph(text)], &[], &[]);
    let words = |named: &Option<crate::document::statement::Named>| {
        named.as_ref().map(|named| named.text.clone()).unwrap_or_default()
    };
    let awards = found.iter().flat_map(|own| &own.awards);
    awards.map(|award| (words(&award.funder), words(&award.number))).collect()
}

#[test]
fn grants_belong_to_funders() {
    let rows: &[(&str, &[(&str, &str)])] = &[
        (
            "This work was supported by the Sand Foundation (grant number 12345) and the Ministry of Dust and Ash.",
            &[("Sand Foundation", "12345"), ("Ministry of Dust and Ash", "")],
        ),
        (
            "It was supported by grant 54321 from the Dune Trust to Jane Doe.",
            &[("Dune Trust", "54321")],
        ),
        (
            "JD received AB0001C and AB0002C from the Sand Council, Sandland.",
            &[("Sand Council", "AB0001C"), ("Sand Council", "AB0002C")],
        ),
        (
            "Funded by the National Institutes of Sand under award numbers R01 GM00001, R01GM00002 in 2019.",
            &[
                ("National Institutes of Sand", "R01 GM00001"),
                ("National Institutes of Sand", "R01GM00002"),
            ],
        ),
        (
            "Supported by the Sand Fund (SFX) (P0001-B13 to I.T.) and CAPES.",
            &[("Sand Fund", "P0001-B13"), ("CAPES", "")],
        ),
        (
            "Supported by the Ministry of Dust and Ash (grant number: A00001), and by Qon under project number 00002.",
            &[("Ministry of Dust and Ash", "A00001"), ("Qon", "00002")],
        ),
        (
            "Sand Trust (0012/A), Dune Council, and the Ash Foundation.",
            &[("Sand Trust", "0012/A"), ("Dune Council", ""), ("Ash Foundation", "")],
        ),
        ("We are grateful to Sand University.", &[]),
        (
            "Funded by the Sand Union’s Horizon2020 research and Innovation programme under grant agreement No 000065.",
            &[("Sand Union’s Horizon2020 research and Innovation programme", "000065")],
        ),
        ("The funders had no role in the study.", &[]),
        ("This research received no external funding.", &[]),
    ];
    for (text, expected) in rows {
        let found = awards(text);
        let found: Vec<_> = found.iter().map(|(a, b)| (a.as_str(), b.as_str())).collect();
        assert_eq!(found, *expected, "{text}");
    }
}

#[test]
fn roles_belong_to_authors() {
    let author = |name: &str| Author { name: name.to_owned(), ..Author::default() };
    let authors = [author("Jane Doe"), author("Rosa Roe-Ray")];
    let rows = [
        "Conceptualization, J.D.; software and validation, J.D. and R.R.-R.",
        "JD: Conceptualization, Software, Validation; RRR: Validation, software.",
        "Jane Doe: Conceptualization, Software, Validation. Rosa Roe-Ray: Software, Validation.",
    ];
    for text in rows {
        let nodes = [heading(1, "Author contributions"), paragraph(text)];
        let found = find(&nodes, &[], &authors);
        let mut did: Vec<(Option<u32>, Vec<Role>)> =
            found[0].contributions.iter().map(|own| (own.author, own.roles.clone())).collect();
        for (_, roles) in &mut did {
            roles.sort();
        }
        let all = vec![Role::Conceptualization, Role::Software, Role::Validation];
        assert_eq!(did, [(Some(0), all.clone()), (Some(1), all[1..].to_vec())], "{text}");
    }
}

#[test]
fn boards_approve_under_numbers() {
    let rows: &[(&str, &[(&str, &str)])] = &[
        (
            "The study was approved by the Ethics Committee of Sandtown University (approval number: 2020/12-A) in 2020.",
            &[("Ethics Committee of Sandtown University", "2020/12-A")],
        ),
        (
            "Approval was obtained from our institutional review board (IRB No. 1234).",
            &[("", "1234")],
        ),
        (
            "The Dune Research Ethics Committee approved it.",
            &[("Dune Research Ethics Committee", "")],
        ),
    ];
    for (text, expected) in rows {
        let found = find(&[heading(1, "Ethics"), paragraph(text)], &[], &[]);
        let words = |named: &Option<crate::document::statement::Named>| {
            named.as_ref().map(|named| named.text.clone()).unwrap_or_default()
        };
        let found: Vec<_> =
            found[0].approvals.iter().map(|own| (words(&own.board), words(&own.number))).collect();
        let found: Vec<_> = found.iter().map(|(a, b)| (a.as_str(), b.as_str())).collect();
        assert_eq!(found, *expected, "{text}");
    }
}

proptest! {
    #[test]
    fn any_text_is_read(pieces in prop::collection::vec(
        prop::sample::select(vec![
            "Funding: ", "supported by ", "the ", "Sand Fund", " (", ")", "R01", " ", "GM00001", ", ", " and ", ". ", "é", "İ", "–",
            "approved by ", "Ethics Committee", " of ", "No. ", "12-A", "from ", "J.D.", "Jane Doe", "software", "validation", ": ", ";", "#",
            "\u{a0}", "Ethics", "grant ", "“", "no conflict of interest", "authors",
        ]),
        0..30,
    )) {
        let text = pieces.concat();
        let author = Author { name: "Jane Doe".to_owned(), ..Author::default() };
        for name in ["Funding", "Ethics", "Author contributions", "Acknowledgements"] {
            let nodes = [heading(1, name), paragraph(&text)];
            for own in find(&nodes, &[], std::slice::from_ref(&author)) {
                for at in own.at {
                    prop_assert!(text.get(at.range.start as usize..at.range.end as usize).is_some());
                }
            }
        }
    }

    #[test]
    fn any_characters_are_read(text in "\\PC{0,120}") {
        find(&[heading(1, "Funding"), paragraph(&text)], &[], &[]);
        find(&[heading(1, "Ethics"), paragraph(&text)], &[], &[]);
    }
}
