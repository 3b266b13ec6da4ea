//! Citations in Pandoc's notation, and what Pandoc makes of them.

use super::{options, styled};
use offprint::document::callout::{Callout, CalloutForm, CalloutItem};
use offprint::document::{Document, Name, Node, Part, Reference, Stretch, Work};
use offprint::writer::{self, Citations, Options};
use std::io::Write;
use std::process::{Command, Stdio};

fn reference(family: &str, year: u16, title: &str) -> Node {
    let author = Name::Person { family: family.to_owned(), given: None, suffix: None };
    let work = Work {
        authors: vec![author],
        year: Some(year),
        title: Some(title.to_owned()),
        ..Work::default()
    };
    let text = styled(&format!("{family} ({year}) {title}."));
    Node::Reference(Reference { label: None, text, work: Box::new(work) })
}

/// A callout of the first node, as printed, with its items and the references they name.
fn callout(text: &str, form: CalloutForm, printed: &str, items: &[(&str, &[u32])]) -> Callout {
    let find = |part: &str, from: usize| {
        let start = from + text[from..].find(part).expect("the text has it");
        start..start + part.len()
    };
    let whole = find(printed, 0);
    let bytes = |range: std::ops::Range<usize>| range.start as u32..range.end as u32;
    let item = |(part, targets): &(&str, &[u32])| CalloutItem {
        range: bytes(find(part, whole.start)),
        targets: targets.to_vec(),
        note: None,
        part: None,
    };
    Callout {
        at: Stretch { part: Part::Body, node: 0, text: 0, range: bytes(whole.clone()) },
        form,
        items: items.iter().map(item).collect(),
    }
}

fn document() -> Document {
    let notation = "Sand⟨sup⟩1,2⟨/sup⟩ ⟨b⟩moves [3] far⟨/b⟩ (see Muster 2019, and Probe, 2020 \
                    for more), as Muster (2019) said [1](x).";
    let text = styled(notation);
    let string = text.as_str().to_owned();
    let callouts = vec![
        callout(&string, CalloutForm::Number, "1,2", &[("1", &[2]), ("2", &[3])]),
        callout(&string, CalloutForm::Number, "[3]", &[("3", &[4])]),
        callout(
            &string,
            CalloutForm::NameInBrackets,
            "(see Muster 2019, and Probe, 2020 for more)",
            &[("Muster 2019", &[2]), ("Probe, 2020", &[3])],
        ),
        callout(&string, CalloutForm::NameInSentence, "Muster (2019)", &[("Muster (2019)", &[2])]),
        callout(&string, CalloutForm::Number, "[1]", &[("1", &[2])]),
    ];
    let body = vec![
        Node::Paragraph(text),
        Node::Heading { level: 1, text: styled("References"), kinds: Vec::new() },
        reference("Muster", 2019, "On sand"),
        reference("Probe", 2020, "On dust"),
        reference("Sample", 2021, "On salt"),
    ];
    Document { body, callouts, ..Document::default() }
}

fn written() -> String {
    let options = Options { citations: Citations::Pandoc, ..options() };
    let writer = writer::by_name("markdown").expect("there is a writer of Markdown");
    (writer.write)(&document(), &[], &options).text
}

#[test]
fn citations_are_keys_of_the_references_in_the_front_matter() {
    let text = written();
    let (front, body) = text[4..].split_once("\n---\n").expect("there is front matter");
    for key in ["id: ref-1", "id: ref-2", "id: ref-3", "family: Sample"] {
        assert!(front.contains(key), "{key} in {front}");
    }
    assert_eq!(
        body.trim(),
        "Sand[@ref-1; @ref-2] **moves** [@ref-3] **far** [see @ref-1; @ref-2 for more], as @ref-1 \
         said [@ref-1]\\(x).\n\n## References\n\n::: {#refs}\n:::"
    );
}

#[test]
fn the_map_leads_from_keys_to_what_is_printed() {
    let options = Options { citations: Citations::Pandoc, ..options() };
    let writer = writer::by_name("markdown").expect("there is a writer of Markdown");
    let document = document();
    let written = (writer.write)(&document, &[], &options);
    let Node::Paragraph(text) = &document.body[0] else { panic!("a paragraph comes first") };
    let pairs: Vec<(&str, &str)> = written
        .map
        .iter()
        .filter(|own| own.node == 0)
        .map(|own| {
            let original = own.original.start as usize..own.original.end as usize;
            (&written.text[own.output.clone()], &text.original()[original])
        })
        .collect();
    assert!(pairs.contains(&("[@ref-3]", "[3]")), "{pairs:?}");
    assert!(pairs.contains(&("@ref-1", "Muster (2019)")), "{pairs:?}");
    assert!(
        pairs.contains(&("moves", "moves ")) || pairs.contains(&("moves", "moves")),
        "{pairs:?}"
    );
}

#[test]
fn pandoc_renders_the_paper_again() {
    let pandoc = Command::new("pandoc")
        .args(["--citeproc", "--to", "plain", "--wrap", "none"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn();
    // Where Pandoc is not installed there is nothing to compare with.
    let Ok(mut pandoc) = pandoc else { return };
    pandoc.stdin.take().unwrap().write_all(written().as_bytes()).unwrap();
    let output = pandoc.wait_with_output().unwrap();
    assert!(output.status.success());
    assert_eq!(String::from_utf8_lossy(&output.stderr), "");
    let plain = String::from_utf8(output.stdout).unwrap();
    for part in [
        "(Muster 2019; Probe 2020)",
        "(see Muster 2019; Probe 2020 for more)",
        "Muster (2019) said",
    ] {
        assert!(plain.contains(part), "{part} in {plain}");
    }
    let list = plain.split("References").nth(1).unwrap();
    for part in ["On Sand", "On Dust", "On Salt"] {
        assert!(list.to_lowercase().contains(&part.to_lowercase()), "{part} in {list}");
    }
}
