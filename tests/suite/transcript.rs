//! Texts that other tools left: Markdown and plain text as documents.

use super::cli::{code, folder, json_lines, offprint, stderr, stdout};
use offprint::document::{Document, Node, TextLayer};
use offprint::{Options, convert_text};
use serde_json::Value;
use std::fs;

/// A paper as character recognition leaves it: a side column first, headings as plain lines, a page break inside a
/// sentence, statements in the middle of the reference list.
const PLAIN: &str = "\
Check for updates

OPEN ACCESS

*CORRESPONDENCE Ann Muster ann.muster@salt.example

RECEIVED 07 June 2021 ACCEPTED 15 July 2021 PUBLISHED 03 August 2021

CITATION

Muster A and Probe J (2021) Case Report: salt in the wells of Seaside after a dry summer. *Salt Res.* 9:2044. doi: 10.5555/salt.2021.2044

Case Report: salt in the wells of Seaside after a dry summer

Ann Muster^{1,2*} and Jan Probe²

¹Department of Salt, University of Seaside, Seaside, Norland, ²Institute of Wells, Hillside, Norland

Wells near the sea take up salt when the summer is dry, and those who drink from them seldom know of it. We present \
a well in which the salt rose within a month and fell again after the first rain of autumn. No other well in the town \
was found to have as much of it, although all of them were tested twice by the same people.

KEYWORDS

salt, wells, dry summers

Background

Salt is found in most wells near the sea (1, 2). In a wet year there is little of it, and nobody asks. When it is dry, \
the sea comes in below the town and

lifts the fresh water, so that pumps reach what is salt (3). The count was 4.2×10^5 /L.

The well and its town

A well of 12 m was tested in May, when it held 45 mg/m² of salt on its walls (Table 1). It was tested again in June, \
in July and after the rain, by the same two people and with the same glass.

TABLE 1 Salt in the well by month.

| Month | Salt (mg/L) |
|-------|-------------|
| May   | 64.20      |
| July  | 8.35       |

Discussion

The salt of the sea came into the well and left it again. That is what people of the town had always said, and what \
nobody had measured before (4).

References

1. Salzer P. Salt by the sea. J Salt. (2019) 12:41-8. doi: 10.5555/js.2019.1

2. Brunner W. Wells of the north. Wells. (2018) 2:1-9. doi: 10.5555/w.2018.2 3. Regen S. Rain after drought. Rain. (2017) 4:5-6.

Funding

This work was paid for by the town of Seaside.

4. Durst H. Who drinks from wells. Wells. (2020) 4:11-

19. doi: 10.5555/w.2020.4
";

/// The same kind of paper as a converter writes it.
const MARKDOWN: &str = "\
# Research Article Salt and the Sea

# A Study of Twelve Wells

## Eva Test, Otto Other and Ann Muster

*Department of Salt, University of Seaside, Norland* Correspondence should be addressed to Eva Test; eva@salt.example \
Received 3 March 2019; Accepted 9 June 2019 Academic Editor: Tom Stone Copyright © 2019 Eva Test et al. This is \
an open access article distributed under the Creative Commons Attribution License. The sea was measured at twelve \
places over a year, and wells beside it were measured on the same days by people who did not know of the sea. What \
they found is told here for the first time, with all numbers.

## 1. Introduction

All wells are salt [1].

![figure](one.png)

**Figure 1:** The twelve wells at which the sea was tasted on the same days over a whole year, each with its own taste

(black) and with that of the sea beside it (white).

## References

[1] P. Salzer, \"Salt,\" *Salt*, vol. 1, pp. 1-2, 2001. [2]W. Brunner, \"Wells,\" *Wells*, vol. 2, pp. 3-4, 2002.
";

fn read(text: &str) -> Document {
    convert_text(text.as_bytes(), &Options::default()).expect("a text").document
}

fn headings(document: &Document) -> Vec<String> {
    let of = |node: &Node| match node {
        Node::Heading { level, text, .. } => Some(format!("{level} {}", text.as_str())),
        _ => None,
    };
    document.body.iter().filter_map(of).collect()
}

fn references(document: &Document) -> Vec<(String, Option<String>)> {
    let of = |node: &Node| match node {
        Node::Reference(own) => {
            Some((own.label.clone().unwrap_or_default(), own.work.title.clone()))
        }
        _ => None,
    };
    document.body.iter().filter_map(of).collect()
}

#[test]
fn a_plain_text_is_a_paper() {
    let document = read(PLAIN);
    let metadata = &document.metadata;
    let title = "Case Report: salt in the wells of Seaside after a dry summer";
    assert_eq!(metadata.title.as_deref(), Some(title));
    let names: Vec<_> = metadata.authors.iter().map(|own| own.family.as_deref().unwrap()).collect();
    assert_eq!(names, ["Muster", "Probe"]);
    assert_eq!(metadata.affiliations.len(), 2);
    assert_eq!(metadata.doi.as_deref(), Some("10.5555/salt.2021.2044"));
    assert_eq!(metadata.journal.as_deref(), Some("Salt Res"));
    assert_eq!(metadata.keywords, ["salt", "wells", "dry summers"]);
    assert!(metadata.summary[0].starts_with("Wells near the sea take up salt"));
    assert_eq!(
        headings(&document),
        [
            "1 Abstract",
            "1 Background",
            "1 The well and its town",
            "1 Discussion",
            "1 Funding",
            "1 References"
        ]
    );
    let texts: Vec<&str> = document
        .body
        .iter()
        .filter_map(
            |node| if let Node::Paragraph(text) = node { Some(text.as_str()) } else { None },
        )
        .collect();
    let torn = texts.iter().find(|text| text.contains("below the town and")).unwrap();
    assert!(torn.contains("below the town and lifts the fresh water"), "{torn}");
    let table = document.body.iter().find_map(|node| match node {
        Node::Table(table) => Some(table),
        _ => None,
    });
    let table = table.expect("a table");
    assert_eq!((table.rows, table.columns, table.cells.len()), (3, 2, 6));
    assert_eq!(table.caption.as_ref().unwrap().label, "TABLE 1");
    let found = references(&document);
    let labels: Vec<_> = found.iter().map(|(label, _)| label.as_str()).collect();
    assert_eq!(labels, ["1", "2", "3", "4"], "{found:?}");
    assert_eq!(found[2].1.as_deref(), Some("Rain after drought"));
    let last = document.body.iter().rev().find_map(|node| node.texts().first().copied());
    assert!(last.unwrap().as_str().ends_with("19. doi: 10.5555/w.2020.4"), "{last:?}");
    assert!(document.callouts.len() >= 4, "{:?}", document.callouts);
}

#[test]
fn markdown_of_a_converter_is_a_paper() {
    let document = read(MARKDOWN);
    let metadata = &document.metadata;
    assert_eq!(metadata.title.as_deref(), Some("Salt and the Sea A Study of Twelve Wells"));
    let names: Vec<_> = metadata.authors.iter().map(|own| own.name.as_str()).collect();
    assert_eq!(names, ["Eva Test", "Otto Other", "Ann Muster"]);
    assert!(metadata.summary[0].starts_with("The sea was measured"), "{:?}", metadata.summary);
    assert_eq!(headings(&document), ["1 Abstract", "1 1. Introduction", "1 References"]);
    assert_eq!(references(&document).len(), 2);
    let figure = document.body.iter().find_map(|node| match node {
        Node::Figure(figure) => figure.caption.as_ref(),
        _ => None,
    });
    assert_eq!(figure.unwrap().label, "Figure 1");
    assert!(figure.unwrap().text.as_str().ends_with("(white)."), "{figure:?}");
}

#[test]
fn first_lines_that_a_tool_took_for_headings_go_on_below() {
    let document = read(
        "# Salt in the Wells of Saltby with\n\n# a Look at Twelve of Them\n\n\
         Ada Lund1, Jan Moor1, Eva Test2\n\n1 University of Saltby, Norland\n\n\
         ## Abstract Background: Wells are salty where no rain reaches the\n\n\
         ground below them for years.\n\n\
         ## Methods: Water was taken from each of the twelve wells of the\n\n\
         village and dried in the sun.\n\n\
         **Results: Salt was found in all of the wells that are deeper than**\n\nten metres.\n\n\
         # Introduction\n\nThe sea stood here once, and its salt is in the chalk of the hills.\n",
    );
    let title = document.metadata.title.as_deref();
    assert_eq!(title, Some("Salt in the Wells of Saltby with a Look at Twelve of Them"));
    let summary = document.metadata.summary.join(" ");
    for part in ["no rain reaches the ground", "of the village and dried", "deeper than ten metres"]
    {
        assert!(summary.contains(part), "{part}: {summary}");
    }
    assert!(!headings(&document).iter().any(|own| own.contains(':')), "{:?}", headings(&document));
}

#[test]
fn a_card_says_what_a_paper_is_in_its_own_words() {
    let text = PLAIN.replace(
        "Discussion\n",
        "Key points\n\nThe salt rose within a month and was gone after the first rain of autumn, in one well only.\n\nDiscussion\n",
    );
    let document = read(&text);
    let card = offprint::writer::by_name("card").expect("a writer");
    let card = (card.write)(&document, &[], &Options::default().writer).text;
    let expected = "\
# Case Report: salt in the wells of Seaside after a dry summer

**Authors:** Ann Muster, Jan Probe

Salt Res 9:2044 · 2021-08-03 · DOI: 10.5555/salt.2021.2044

**Keywords:** salt; wells; dry summers

## Abstract

Wells near the sea take up salt when the summer is dry, and those who drink from them seldom know of it. We present \
a well in which the salt rose within a month and fell again after the first rain of autumn. No other well in the town \
was found to have as much of it, although all of them were tested twice by the same people.

## Key findings

### Key points

The salt rose within a month and was gone after the first rain of autumn, in one well only.

## Statements

- **Funding:** This work was paid for by the town of Seaside.

## Tables

- **TABLE 1.** Salt in the well by month.

## References

4 references
";
    assert_eq!(card, expected);
    let without = (offprint::writer::by_name("card").unwrap().write)(
        &read(PLAIN),
        &[],
        &Options::default().writer,
    );
    assert!(!without.text.contains("Key findings"), "nothing is made up: {}", without.text);
}

#[test]
fn nothing_has_a_place_and_the_document_says_so() {
    for text in [PLAIN, MARKDOWN] {
        let document = read(text);
        assert_eq!(document.source.text_layer, TextLayer::Transcript);
        assert_eq!((document.source.pages, document.pages.len()), (0, 0));
        let texts = document.body.iter().flat_map(|node| node.texts());
        assert_eq!(texts.filter(|text| text.place().is_some()).count(), 0);
        assert!(document.metadata.evidence.values().all(|own| own.page.is_none()));
        assert!(document.quality.figure > 0.9, "{:?}", document.quality);
    }
}

#[test]
fn every_word_is_in_the_article_or_in_furniture() {
    for text in [PLAIN, MARKDOWN] {
        let document = read(text);
        let mut all = String::new();
        let mut add = |text: &str| all.extend(text.chars().filter(|c| c.is_alphanumeric()));
        document.furniture.iter().for_each(|own| add(own.text.original()));
        for node in &document.body {
            node.texts().iter().for_each(|text| add(text.original()));
            if let Node::Figure(own) = node {
                own.caption.iter().for_each(|caption| add(&caption.label));
            }
            if let Node::Table(own) = node {
                own.caption.iter().for_each(|caption| add(&caption.label));
            }
        }
        for word in text.split(|c: char| !c.is_alphabetic()).filter(|word| word.len() > 2) {
            let is_notation = matches!(word, "png" | "one");
            assert!(is_notation || all.contains(word), "{word}");
        }
    }
}

#[test]
fn an_abstract_may_stand_behind_other_sections() {
    let text = "# Salt in the Sea\n\n**Authors:** Ann Muster, Jan Probe\n\n\
        SEA · DOI: 10.5555/salt.1 · Journal of Salt · 2021-07-03\n\n## TL;DR\n\nThe sea is salt.\n\n\
        ## Abstract\n\nWe tasted the sea at twelve places over a year, and it was salt at all of them.\n\n\
        ## References\n\n12 references in the paper\n";
    let metadata = read(text).metadata;
    assert_eq!(metadata.journal.as_deref(), Some("Journal of Salt"));
    assert_eq!(metadata.authors.len(), 2);
    assert!(metadata.summary[0].starts_with("We tasted the sea"), "{:?}", metadata.summary);
}

#[test]
fn texts_are_a_batch_like_any_other() {
    let texts: Vec<(String, String)> = (0..20)
        .map(|at| (format!("texts/{at}.md"), PLAIN.replace("Seaside", &format!("Seaside{at}"))))
        .collect();
    let mut files: Vec<(&str, Vec<u8>)> =
        texts.iter().map(|(name, text)| (name.as_str(), text.clone().into_bytes())).collect();
    files.push(("texts/latin.txt", b"M\xfcller".to_vec()));
    files.push(("texts/empty.txt", b" \n".to_vec()));
    let folder = folder(&files);
    let arguments = ["convert", "texts", "-o", "out", "--format", "markdown,json", "--json"];
    let output = offprint(&folder, &arguments);
    assert_eq!(code(&output), 1, "{}", stderr(&output));
    let lines = json_lines(&stdout(&output));
    let summary = lines.last().unwrap();
    assert_eq!((&summary["ok"], &summary["failed"]), (&20.into(), &2.into()), "{summary}");
    let manifest = fs::read_to_string(folder.path().join("out/manifest.jsonl")).unwrap();
    assert!(manifest.contains("\"not-a-text\"") && manifest.contains("\"empty\""), "{manifest}");
    let json = fs::read_to_string(folder.path().join("out/3.json")).unwrap();
    let json: Value = serde_json::from_str(&json).unwrap();
    assert_eq!(json["source"]["text_layer"], "transcript");
    let output = offprint(&folder, &arguments);
    assert!(stdout(&output).contains("\"up_to_date\":20"), "{}", stdout(&output));
    let twice = offprint(&folder, &["convert", "texts/0.md", "-o", "texts", "--force"]);
    assert_eq!(code(&twice), 2, "{}", stderr(&twice));
    assert!(stderr(&twice).contains("written over itself"), "{}", stderr(&twice));
    let kept = fs::read_to_string(folder.path().join("texts/0.md")).unwrap();
    assert_eq!(kept, texts[0].1);
}

#[test]
fn a_report_shows_a_text_without_pages() {
    let folder = folder(&[("a.md", PLAIN.as_bytes().to_vec())]);
    let output = offprint(&folder, &["inspect", "a.md", "-o", "report"]);
    assert_eq!(code(&output), 0, "{}", stderr(&output));
    let page = fs::read_to_string(folder.path().join("report/a.report/index.html")).unwrap();
    assert!(page.contains("Wells near the sea"));
}

#[test]
fn what_was_taken_out_before_raised_characters_has_its_place() {
    let folder = folder(&[("a.md", b"$ ^.$\n".to_vec())]);
    let output = offprint(&folder, &["convert", "a.md", "-o", "out", "--ledger"]);
    assert_eq!(code(&output), 0, "{}", stderr(&output));
    let ledger = fs::read_to_string(folder.path().join("out/a.ledger.jsonl")).unwrap();
    let lines: Vec<Value> =
        ledger.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let before: Vec<&str> = lines.iter().filter_map(|line| line["before"].as_str()).collect();
    assert_eq!(before, ["$ ", "^.$"]);
    assert_eq!(lines[0]["source"]["end"], lines[1]["source"]["start"]);
    assert_eq!(lines[0]["output"]["end"], lines[1]["output"]["start"]);
}

proptest::proptest! {
    #[test]
    fn any_text_is_read(pieces in proptest::collection::vec(
        "(#{0,3} ?|- |[0-9]{1,2}\\. |\\[[0-9]\\] ?|\\| |> )?(Abstract|Keywords:|References|Figure 1|Table 2\\.|\\(A\\) \\(B\\)|[A-Za-zé²^_{}$*<>|.,;:() ]{0,30})\n{1,2}", 0..25,
    )) {
        let text = pieces.concat();
        if let Ok(converted) = convert_text(text.as_bytes(), &Options::default()) {
            for writer in offprint::writer::WRITERS {
                let _ = (writer.write)(&converted.document, &converted.diagnostics, &Options::default().writer);
            }
        }
    }
}
