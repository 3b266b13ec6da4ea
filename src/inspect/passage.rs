//! What a text of the body is called, and what gave that.

use crate::document::{Name, Node, QuotePart, Work};
use crate::reason::Reason;
use crate::text::Text;

/// The role of one of a node's texts.
pub(super) fn role(node: &Node, text: usize) -> &'static str {
    match node {
        Node::Title(_) => "title",
        Node::Byline(_) => "byline",
        Node::Affiliation(_) => "affiliation",
        Node::FrontNote(_) => "front note",
        Node::Heading { .. } => "heading",
        Node::Paragraph(_) => "paragraph",
        Node::Keywords(_) => "keywords",
        Node::ListItem(_) => "list item",
        Node::Quote(quote) if quote.part == QuotePart::Title => "heading",
        Node::Quote(_) => "quote",
        Node::Formula(_) => "formula",
        Node::Listing(_) => "code",
        Node::Table(table) => {
            let captions = usize::from(table.caption.is_some());
            match text.checked_sub(captions) {
                None => "caption",
                Some(behind) if behind < table.cells.len() => "cell",
                Some(_) => "table note",
            }
        }
        Node::Figure(_) => "caption",
        Node::Footnote(_) => "note",
        Node::Reference(_) => "reference",
    }
}

/// What an entry of the reference list says of its work: names and values.
pub(super) fn work(node: &Node) -> Vec<(&'static str, String)> {
    let Node::Reference(reference) = node else { return Vec::new() };
    let work: &Work = &reference.work;
    let names = |names: &[Name]| {
        let names: Vec<String> = names.iter().map(name).collect();
        Some(names.join("; ")).filter(|names| !names.is_empty())
    };
    let values = [
        ("authors", names(&work.authors)),
        ("editors", names(&work.editors)),
        ("title", work.title.clone()),
        ("in", work.container.clone()),
        ("publisher", work.publisher.clone()),
        ("place", work.place.clone()),
        ("year", work.year.map(|year| year.to_string())),
        ("volume", work.volume.clone()),
        ("issue", work.issue.clone()),
        ("pages", work.pages()),
        ("DOI", work.doi.clone()),
        ("PMID", work.pmid.clone()),
        ("PMCID", work.pmcid.clone()),
        ("address", work.url.clone()),
    ];
    values.into_iter().filter_map(|(name, value)| Some((name, value?))).collect()
}

fn name(name: &Name) -> String {
    match name {
        Name::Person { family, given, .. } => match given {
            Some(given) => format!("{family}, {given}"),
            None => family.clone(),
        },
        Name::Group(name) => name.clone(),
    }
}

/// Names of what gave it, each once.
pub(super) fn reasons(text: &Text) -> Vec<&'static str> {
    let mut names: Vec<&'static str> = Vec::new();
    for name in text.decisions().iter().map(|decision| Reason::name(decision.reason)) {
        if !names.contains(&name) {
            names.push(name);
        }
    }
    names
}
