use super::*;
use crate::text::Text;
use proptest::prelude::*;

/// Scheme and value of what is found in a paragraph.
fn named(text: &str) -> Vec<(String, String)> {
    let nodes = [Node::Paragraph(Text::plain(text))];
    find(&nodes, &[], Some("10.5555/own.1"))
        .into_iter()
        .map(|own| (own.scheme.into_owned(), own.value))
        .collect()
}

fn check(rows: &[(&str, &[(&str, &str)])]) {
    for (text, expected) in rows {
        let found = named(text);
        let found: Vec<_> =
            found.iter().map(|(scheme, value)| (scheme.as_str(), value.as_str())).collect();
        assert_eq!(found, *expected, "{text}");
    }
}

#[test]
fn registrations() {
    check(&[
        (
            "(NCT00000001, NCT 00000002)",
            &[("ClinicalTrials.gov", "NCT00000001"), ("ClinicalTrials.gov", "NCT00000002")],
        ),
        ("NCT99999999 and NCT0000001", &[]),
        (
            "as No.ChiCTR2000000001 or ChiCTR-IOR-15000001",
            &[("ChiCTR", "ChiCTR2000000001"), ("ChiCTR", "ChiCTR-IOR-15000001")],
        ),
        (
            "EudraCT: 2017–000001-17; order 2017-000001-17",
            &[("EudraCT", "2017-000001-17"), ("EudraCT", "2017-000001-17")],
        ),
        ("order 2017-000001-17", &[]),
        ("PROSPERO (CRD42020000001)", &[("PROSPERO", "CRD42020000001")]),
        ("CTRI/2018/04/000001 CTRI/2018/14/000001", &[("CTRI", "CTRI/2018/04/000001")]),
        ("the Dutch trial register (NTR1234), NTR12345", &[("NTR", "NTR1234")]),
        (
            "UMIN000000001, jRCTs000000001, DRKS00000001",
            &[("UMIN-CTR", "UMIN000000001"), ("jRCT", "jRCTs000000001"), ("DRKS", "DRKS00000001")],
        ),
    ]);
}

#[test]
fn records() {
    check(&[
        (
            "in GEO (GSE00001) and PRJNA000001",
            &[("GEO", "GSE00001"), ("BioProject", "PRJNA000001")],
        ),
        (
            "GenBank accession numbers AB000001.1, AB000002 and AB000003",
            &[("GenBank", "AB000001.1"), ("GenBank", "AB000002"), ("GenBank", "AB000003")],
        ),
        ("the strain AB000001", &[]),
        (
            "PDB: 1ABC, 2XYZ and 3QQQ; PDB broth 10 mL, 4DEF",
            &[("PDB", "1ABC"), ("PDB", "2XYZ"), ("PDB", "3QQQ")],
        ),
        ("PDB 2019 and PDB ID 1A2B)", &[("PDB", "1A2B")]),
        ("rs0001, rs1234567, NM_000001.2", &[("dbSNP", "rs1234567"), ("RefSeq", "NM_000001.2")]),
        (
            "UniProt P12345, Q9Y261; P12346 is no one",
            &[("UniProt", "P12345"), ("UniProt", "Q9Y261"), ("UniProt", "P12346")],
        ),
        (
            "phs000001.v1.p1 and EGAS00000000001",
            &[("dbGaP", "phs000001.v1.p1"), ("EGA", "EGAS00000000001")],
        ),
        ("process (GO: 0000001)", &[("Gene Ontology", "GO:0000001")]),
        (
            "E-MTAB-0001, PXD000001, CCDC 1000001–1000002",
            &[
                ("ArrayExpress", "E-MTAB-0001"),
                ("ProteomeXchange", "PXD000001"),
                ("CCDC", "1000001"),
                ("CCDC", "1000002"),
            ],
        ),
    ]);
}

#[test]
fn materials_works_and_people() {
    check(&[
        (
            "(RRID:AB_000001; RRID: CVCL_0001)",
            &[("RRID", "RRID:AB_000001"), ("RRID", "RRID:CVCL_0001")],
        ),
        (
            "CVCL_0001, ATCC 00001 and ATCC® CRL-0001™",
            &[("Cellosaurus", "CVCL_0001"), ("ATCC", "00001"), ("ATCC", "CRL-0001")],
        ),
        ("Addgene plasmid #00001; Addgene (00002)", &[("Addgene", "00001"), ("Addgene", "00002")]),
        (
            "see https://doi.org/10.5555/data.7. Fig. at 10.5555/own.1.g001",
            &[("DOI", "10.5555/data.7")],
        ),
        ("arXiv:2000.00001v2", &[("arXiv", "2000.00001v2")]),
        (
            "https://orcid.org/0000-0002-1825-0097 0000-0002-1825-0091",
            &[("ORCID", "0000-0002-1825-0097")],
        ),
    ]);
}

#[test]
fn compact_forms_and_places() {
    let text = "á (NCT 00000001)";
    let found = find(&[Node::Paragraph(Text::plain(text))], &[], None);
    assert_eq!(found[0].curie.as_deref(), Some("clinicaltrials:NCT00000001"));
    assert_eq!(
        &text[found[0].at.range.start as usize..found[0].at.range.end as usize],
        "NCT 00000001"
    );
}

proptest! {
    #[test]
    fn ranges_are_in_order_and_on_characters(pieces in prop::collection::vec(
        prop::sample::select(vec![
            "NCT", "0", "00000001", "PDB", "1ABC", " ", ", ", " and ", "é", "–", "-", "GenBank", "AB000001", "rs", "123", "RRID:",
            "AB_1", "ATCC", "®", "10.5555/", "x)", "accession", "(", "GO:", "0000001", "\u{a0}", "CTRI/2018/04/", ".", "#", "doi:",
        ]),
        0..40,
    )) {
        let text = pieces.concat();
        let mut end = 0;
        let found = find(&[Node::Paragraph(Text::plain(text.clone()))], &[], None);
        for own in found.iter().filter(|own| own.scheme != "DOI") {
            let range = own.at.range.start as usize..own.at.range.end as usize;
            prop_assert!(range.start >= end && range.start < range.end);
            prop_assert!(text.get(range.clone()).is_some());
            end = range.end;
        }
    }

    #[test]
    fn any_text_is_read(text in "\\PC{0,200}") {
        find(&[Node::Paragraph(Text::plain(text))], &[], None);
    }
}
