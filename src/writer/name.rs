//! Names of the parts of a document, and of files that belong to them.

use crate::document::{Caption, Node};
use rustc_hash::{FxHashMap, FxHashSet};

/// Names made from labels, each given once.
#[derive(Debug, Default)]
pub struct Names {
    taken: FxHashSet<String>,
    /// For each slug the number that the next name with it is tried with.
    next: FxHashMap<String, u32>,
}

impl Names {
    /// `fig-2a` for `Figure 2a`, `unnumbered-1` for what has no label.
    pub fn name(&mut self, label: &str) -> String {
        self.slug(&slug(label))
    }

    fn slug(&mut self, slug: &str) -> String {
        let numbered = |number: u32| match number {
            _ if slug.is_empty() => format!("unnumbered-{number}"),
            1 => slug.to_owned(),
            number => format!("{slug}-{number}"),
        };
        let next = self.next.entry(slug.to_owned()).or_insert(1);
        let free = (*next..).find(|number| !self.taken.contains(&numbered(*number)));
        *next = free.unwrap_or(*next);
        let name = numbered(*next);
        self.taken.insert(name.clone());
        name
    }
}

/// The words of a label in lower case with hyphens between them.
fn slug(label: &str) -> String {
    let words = label.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let words: Vec<String> = words.map(str::to_lowercase).collect();
    words.join("-").replace("figure", "fig")
}

/// A name for each node of a body, no two of them alike: by its place among those of its kind, or by its label.
pub(super) fn ids(body: &[Node]) -> Vec<String> {
    let mut names = Names::default();
    let mut counts: FxHashMap<&str, u32> = FxHashMap::default();
    let id = |node: &Node| {
        let (kind, caption) = match node {
            Node::Table(table) => ("table", table.caption.as_ref()),
            Node::Figure(figure) => ("fig", figure.caption.as_ref()),
            node => (kind(node), None),
        };
        let label = caption.map(|Caption { label, .. }| slug(label)).unwrap_or_default();
        // A label without a number is that of several. Names in XML begin with a letter.
        if label.contains('-') {
            let named = label.starts_with(char::is_alphabetic);
            return names.slug(&if named { label } else { format!("{kind}-{label}") });
        }
        if matches!(node, Node::Table(_) | Node::Figure(_)) {
            return names.slug(&format!("{kind}-unnumbered"));
        }
        let count = counts.entry(kind).or_default();
        *count += 1;
        names.slug(&format!("{kind}-{count}"))
    };
    body.iter().map(id).collect()
}

/// What stands before the number of a node's name.
fn kind(node: &Node) -> &'static str {
    match node {
        Node::Title(_) => "title",
        Node::Byline(_) => "byline",
        Node::Affiliation(_) => "aff",
        Node::FrontNote(_) => "front-note",
        Node::Heading { .. } => "sec",
        Node::Paragraph(_) => "p",
        Node::Keywords(_) => "keywords",
        Node::ListItem(_) => "item",
        Node::Quote(_) => "quote",
        Node::Formula(_) => "formula",
        Node::Listing(_) => "listing",
        Node::Table(_) => "table",
        Node::Figure(_) => "fig",
        Node::Footnote(_) => "note",
        Node::Reference(_) => "ref",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Figure;
    use crate::text::Text;

    #[test]
    fn names_are_made_of_labels_and_given_once() {
        let mut names = Names::default();
        let given: Vec<String> = ["Figure 1", "Fig. S2", "Figure 1", "", "", "Схема 3"]
            .into_iter()
            .map(|label| names.name(label))
            .collect();
        assert_eq!(
            given,
            ["fig-1", "fig-s2", "fig-1-2", "unnumbered-1", "unnumbered-2", "схема-3"]
        );
    }

    #[test]
    fn nodes_are_named_by_kind_and_number_or_by_label() {
        let figure = |label: &str| {
            let caption = Caption { label: label.to_owned(), text: Text::default() };
            Node::Figure(Figure { caption: Some(caption), ..Figure::default() })
        };
        let paragraph = || Node::Paragraph(Text::plain("a"));
        let body = [
            paragraph(),
            figure(""),
            figure("Figure 2"),
            figure("P 2"),
            paragraph(),
            figure("Figure"),
            figure("Figure 2"),
        ];
        let expected =
            ["p-1", "fig-unnumbered", "fig-2", "p-2", "p-2-2", "fig-unnumbered-2", "fig-2-2"];
        assert_eq!(ids(&body), expected);
    }
}
