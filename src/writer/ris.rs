//! RIS: the reference list for reference managers, one tag a line.

use super::csl::works;
use super::model::{Mapping, Options, Writer, Written};
use crate::diagnostic::Diagnostic;
use crate::document::{Document, Name, Work, WorkKind};
use std::fmt::Write;

/// The writer of RIS.
pub(super) const WRITER: Writer = Writer { name: "ris", extension: "ris", write };

fn write(document: &Document, _: &[Diagnostic], _: &Options) -> Written {
    let text = works(document).map(|(id, work)| record(&id, work)).collect();
    Written { text, map: Vec::<Mapping>::new() }
}

fn record(id: &str, work: &Work) -> String {
    let (kind, container) = match work.kind {
        WorkKind::Article => ("JOUR", "JO"),
        WorkKind::Chapter => ("CHAP", "T2"),
        WorkKind::Book => ("BOOK", "T2"),
        WorkKind::Webpage => ("ELEC", "T2"),
        WorkKind::Other => ("GEN", "T2"),
    };
    let mut lines: Vec<(&str, String)> = vec![("TY", kind.to_owned()), ("ID", id.to_owned())];
    lines.extend(work.authors.iter().map(|name| ("AU", person(name))));
    lines.extend(work.editors.iter().map(|name| ("ED", person(name))));
    let year = work.year.map(|year| year.to_string());
    let pmid = work.pmid.as_ref().map(|pmid| format!("PMID: {pmid}"));
    let fields = [
        ("TI", &work.title),
        (container, &work.container),
        ("PB", &work.publisher),
        ("CY", &work.place),
        ("PY", &year),
        ("VL", &work.volume),
        ("IS", &work.issue),
        ("SP", &work.page_first),
        ("EP", &work.page_last),
        ("DO", &work.doi),
        ("AN", &pmid),
        ("C2", &work.pmcid),
        ("UR", &work.url),
    ];
    lines.extend(fields.into_iter().filter_map(|(tag, value)| Some((tag, value.clone()?))));
    let mut text = String::new();
    for (tag, value) in lines {
        // Writing to a string cannot fail.
        let _ = writeln!(text, "{tag}  - {value}");
    }
    text.push_str("ER  - \n\n");
    text
}

fn person(name: &Name) -> String {
    match name {
        Name::Group(name) => name.clone(),
        Name::Person { family, given, suffix } => {
            let parts = [Some(family), given.as_ref(), suffix.as_ref()];
            parts.into_iter().flatten().cloned().collect::<Vec<_>>().join(", ")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn records_begin_with_their_type_and_end_with_a_mark() {
        let family = "Muster".to_owned();
        let work = Work {
            kind: WorkKind::Webpage,
            authors: vec![
                Name::Person {
                    family,
                    given: Some("A.".to_owned()),
                    suffix: Some("Jr".to_owned()),
                },
                Name::Group("Salt Group".to_owned()),
            ],
            title: Some("Of salt".to_owned()),
            pmid: Some("123".to_owned()),
            ..Work::default()
        };
        let expected = "TY  - ELEC\nID  - ref-1\nAU  - Muster, A., Jr\nAU  - Salt Group\nTI  - Of salt\n\
                        AN  - PMID: 123\nER  - \n\n";
        assert_eq!(record("ref-1", &work), expected);
    }
}
