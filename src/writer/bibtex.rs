//! BibTeX: the reference list for LaTeX, with the signs that TeX knows escaped.

use super::csl::works;
use super::model::{Mapping, Options, Writer, Written};
use crate::diagnostic::Diagnostic;
use crate::document::{Document, Name, Work, WorkKind};
use std::fmt::Write;

/// The writer of BibTeX.
pub(super) const WRITER: Writer = Writer { name: "bibtex", extension: "bib", write };

fn write(document: &Document, _: &[Diagnostic], _: &Options) -> Written {
    let text = works(document).map(|(id, work)| entry(&id, work)).collect::<Vec<_>>().join("\n");
    Written { text, map: Vec::<Mapping>::new() }
}

fn entry(id: &str, work: &Work) -> String {
    let (kind, container) = match work.kind {
        WorkKind::Article => ("article", "journal"),
        WorkKind::Chapter => ("incollection", "booktitle"),
        WorkKind::Book => ("book", "series"),
        WorkKind::Webpage | WorkKind::Other => ("misc", "howpublished"),
    };
    let mut text = format!("@{kind}{{{id},\n");
    let fields = [
        ("author", people(&work.authors, work.et_al)),
        ("editor", people(&work.editors, false)),
        ("title", work.title.as_deref().map(kept_case)),
        (container, work.container.as_deref().map(escaped)),
        ("publisher", work.publisher.as_deref().map(escaped)),
        ("address", work.place.as_deref().map(escaped)),
        ("year", work.year.map(|year| year.to_string())),
        ("volume", work.volume.as_deref().map(escaped)),
        ("number", work.issue.as_deref().map(escaped)),
        ("pages", work.pages().map(|pages| escaped(&pages.replace('-', "--")))),
        ("doi", work.doi.clone()),
        ("pmid", work.pmid.clone()),
        ("pmcid", work.pmcid.clone()),
        ("url", work.url.clone()),
    ];
    for (key, value) in fields {
        if let Some(value) = value {
            // Writing to a string cannot fail.
            let _ = writeln!(text, "  {key} = {{{value}}},");
        }
    }
    text.push_str("}\n");
    text
}

fn people(names: &[Name], et_al: bool) -> Option<String> {
    let mut written: Vec<String> = names.iter().map(person).collect();
    if et_al {
        written.push("others".to_owned());
    }
    (!names.is_empty()).then(|| written.join(" and "))
}

fn person(name: &Name) -> String {
    match name {
        // Braces keep a name in one piece.
        Name::Group(name) => format!("{{{}}}", escaped(name)),
        Name::Person { family, given, suffix } => {
            let parts = [Some(family), suffix.as_ref(), given.as_ref()];
            parts.into_iter().flatten().map(|part| escaped(part)).collect::<Vec<_>>().join(", ")
        }
    }
}

/// A title whose capitals styles must leave alone: braces around each word that has one behind its
/// first letter.
fn kept_case(title: &str) -> String {
    let word = |word: &str| {
        let inner = word.chars().skip(1).any(char::is_uppercase);
        if inner { format!("{{{}}}", escaped(word)) } else { escaped(word) }
    };
    title.split(' ').map(word).collect::<Vec<_>>().join(" ")
}

/// A text with a backslash in front of the signs that TeX reads as its own.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' | '%' | '$' | '#' | '_' => out.extend(['\\', c]),
            '\\' => out.push_str("\\textbackslash "),
            '~' => out.push_str("\\textasciitilde "),
            '^' => out.push_str("\\textasciicircum "),
            // A brace that has no partner would end the field.
            '{' | '}' => {}
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entries_are_escaped_and_keep_their_capitals() {
        let person = |family: &str, given: &str| Name::Person {
            family: family.to_owned(),
            given: Some(given.to_owned()),
            suffix: None,
        };
        let work = Work {
            kind: WorkKind::Article,
            authors: vec![person("van der Berg", "A."), Name::Group("Salt Group".to_owned())],
            et_al: true,
            title: Some("Salt & DNA {in} 5% water".to_owned()),
            container: Some("J. Salt".to_owned()),
            year: Some(2011),
            page_first: Some("7".to_owned()),
            page_last: Some("12".to_owned()),
            ..Work::default()
        };
        let expected = "@article{ref-1,\n  author = {van der Berg, A. and {Salt Group} and others},\n  \
                        title = {Salt \\& {DNA} in 5\\% water},\n  journal = {J. Salt},\n  year = {2011},\n  \
                        pages = {7--12},\n}\n";
        assert_eq!(entry("ref-1", &work), expected);
    }
}
