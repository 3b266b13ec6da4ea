//! A card of a paper: what it is, what it says and what it names, on a page of Markdown. All of it is in the paper's
//! own words; where the paper does not state its findings by themselves, neither does the card.

use super::markdown;
use super::model::{Citations, FrontMatter, Options, Writer, Written};
use super::sheet::Rendered;
use crate::diagnostic::Diagnostic;
use crate::document::statement::{Statement, StatementKind};
use crate::document::{Caption, Document, ListItem, Metadata, Node, Part, SectionKind};
use crate::lexicon::finding::heads_findings;
use crate::text::{Builder, Style, Text};
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// The writer of cards.
pub(super) const WRITER: Writer = Writer { name: "card", extension: "card.md", write };

fn write(document: &Document, _: &[Diagnostic], options: &Options) -> Written {
    let card = Document { body: body(document), ..Document::default() };
    let options = Options {
        front_matter: FrontMatter::None,
        citations: Citations::Print,
        page_marks: false,
        ..options.clone()
    };
    let Rendered { text, .. } = markdown::render(&card, &options);
    Written { text, map: Vec::new() }
}

/// The card as a short document.
fn body(document: &Document) -> Vec<Node> {
    let metadata = &document.metadata;
    let title = metadata.title.clone().unwrap_or_else(|| document.source.name());
    let mut card = vec![Node::Title(Text::plain(title))];
    let names = metadata.authors.iter().map(|author| author.name.as_str());
    let names: Vec<&str> = names.chain(metadata.groups.iter().map(String::as_str)).collect();
    if !names.is_empty() {
        card.push(Node::Paragraph(labelled("Authors:", &Text::plain(names.join(", ")))));
    }
    let facts = facts(metadata);
    if !facts.is_empty() {
        card.push(Node::Paragraph(Text::plain(facts.join(" · "))));
    }
    if !metadata.keywords.is_empty() {
        let keywords = Text::plain(metadata.keywords.join("; "));
        card.push(Node::Paragraph(labelled("Keywords:", &keywords)));
    }
    section(&mut card, "Abstract", summary(document));
    section(&mut card, "Key findings", findings(document));
    section(&mut card, "Identifiers", identifiers(document));
    section(&mut card, "Entities", entities(document));
    section(&mut card, "Statements", statements(document));
    let short = |own: &crate::document::abbreviation::Abbreviation| {
        item(labelled(&format!("{}:", own.short), &Text::plain(own.long.as_str())))
    };
    section(&mut card, "Abbreviations", document.abbreviations.iter().map(short).collect());
    section(
        &mut card,
        "Figures",
        captions(document, |node| match node {
            Node::Figure(figure) => figure.caption.as_ref(),
            _ => None,
        }),
    );
    section(
        &mut card,
        "Tables",
        captions(document, |node| match node {
            Node::Table(table) => table.caption.as_ref(),
            _ => None,
        }),
    );
    let count = document.body.iter().filter(|node| matches!(node, Node::Reference(_))).count();
    if count > 0 {
        let plural = if count == 1 { "" } else { "s" };
        let text = Text::plain(format!("{count} reference{plural}"));
        section(&mut card, "References", vec![Node::Paragraph(text)]);
    }
    card
}

/// Where the paper appeared, when, and what it is known by.
fn facts(metadata: &Metadata) -> Vec<String> {
    let mut place = metadata.journal.clone().unwrap_or_default();
    if let Some(volume) = metadata.volume.as_ref().filter(|_| !place.is_empty()) {
        place.push_str(&format!(" {volume}"));
        place.extend(metadata.issue.iter().map(|issue| format!("({issue})")));
        place.extend(metadata.page.iter().map(|page| format!(":{page}")));
    }
    let named = |label: &str, value: &Option<String>| {
        value.as_ref().map(|value| format!("{label} {value}"))
    };
    let facts = [
        metadata.article_type.clone(),
        Some(place).filter(|place| !place.is_empty()),
        metadata.date.clone(),
        named("DOI:", &metadata.doi),
        named("PMID:", &metadata.pmid),
        named("PMCID:", &metadata.pmcid),
        named("Licence:", &metadata.license),
    ];
    facts.into_iter().flatten().collect()
}

/// Adds a section that has something in it.
fn section(card: &mut Vec<Node>, name: &str, nodes: Vec<Node>) {
    if !nodes.is_empty() {
        card.push(heading(1, Text::plain(name)));
        card.extend(nodes);
    }
}

fn heading(level: u8, text: Text) -> Node {
    Node::Heading { level, text, kinds: Vec::new() }
}

fn item(text: Text) -> Node {
    Node::ListItem(ListItem { number: None, level: 0, text })
}

/// A text behind a label in bold.
fn labelled(label: &str, text: &Text) -> Text {
    let mut builder = Builder::default();
    builder.push_plain(label);
    builder.style(0..builder.len(), Style::Bold);
    builder.push_plain(" ");
    for segment in text.segments() {
        let start = builder.len();
        builder.push_plain(&segment.text.replace('\n', " "));
        for style in segment.styles {
            builder.style(start..builder.len(), style.clone());
        }
    }
    builder.finish()
}

/// The abstract, with the names of its parts.
fn summary(document: &Document) -> Vec<Node> {
    let mut is_own = false;
    let mut nodes = Vec::new();
    for node in &document.body {
        match node {
            Node::Heading { level, kinds, .. } if *level == 1 => {
                is_own = kinds.contains(&SectionKind::Abstract);
            }
            Node::Heading { .. } | Node::Paragraph(_) | Node::ListItem(_) if is_own => {
                nodes.push(node.clone());
            }
            _ => {}
        }
    }
    nodes
}

/// What the paper itself says its findings are: sections of key points and the like, and its conclusion.
fn findings(document: &Document) -> Vec<Node> {
    let mut until: Option<u8> = None;
    let mut nodes = Vec::new();
    for node in &document.body {
        match node {
            Node::Heading { level, text, kinds } => {
                until = until.filter(|own| own < level);
                let is_conclusion = kinds.first() == Some(&SectionKind::Conclusion);
                if until.is_none() && (is_conclusion || heads_findings(text.as_str())) {
                    until = Some(*level);
                    nodes.push(heading(2, text.clone()));
                }
            }
            Node::Paragraph(_) | Node::ListItem(_) | Node::Quote(_) if until.is_some() => {
                nodes.push(node.clone());
            }
            _ => {}
        }
    }
    nodes
}

/// Identifiers of trials, data and materials, each once.
fn identifiers(document: &Document) -> Vec<Node> {
    let mut seen = std::collections::BTreeSet::new();
    let own = document.identifiers.iter();
    let own = own.filter(|own| seen.insert((own.scheme.clone(), own.value.clone())));
    own.map(|own| item(labelled(&format!("{}:", own.scheme), &Text::plain(own.value.as_str()))))
        .collect()
}

/// What the texts name of a lexicon: an item a type, the things that are named most often first.
fn entities(document: &Document) -> Vec<Node> {
    let mut kinds: BTreeMap<&str, BTreeMap<&str, (&str, u32)>> = BTreeMap::new();
    for entity in &document.entities {
        let things = kinds.entry(&entity.kind).or_default();
        things.entry(&entity.identifier).or_insert((&entity.term, 0)).1 += 1;
    }
    let kind = |(kind, things): (&str, BTreeMap<&str, (&str, u32)>)| {
        let mut things: Vec<_> = things.into_iter().collect();
        things.sort_by_key(|(identifier, (term, count))| (Reverse(*count), *term, *identifier));
        let told = |(identifier, (term, count)): (&str, (&str, u32))| {
            format!("{term} [{identifier}] ({count})")
        };
        let things: Vec<String> = things.into_iter().map(told).collect();
        item(labelled(&format!("{kind}:"), &Text::plain(things.join(", "))))
    };
    kinds.into_iter().map(kind).collect()
}

fn statements(document: &Document) -> Vec<Node> {
    let text_of = |statement: &Statement| {
        let at = statement.at.first()?;
        let text = match at.part {
            Part::Body => document.body.get(at.node as usize)?.text(at.text as usize)?,
            Part::Furniture => &document.furniture.get(at.node as usize)?.text,
        };
        let label = format!("{}:", name_of(statement.kind));
        let words = text.as_str().get(at.range.start as usize..at.range.end as usize)?;
        Some(item(labelled(&label, &Text::plain(words.trim()))))
    };
    document.statements.iter().filter_map(text_of).collect()
}

fn name_of(kind: StatementKind) -> &'static str {
    match kind {
        StatementKind::Funding => "Funding",
        StatementKind::Conflicts => "Conflicts of interest",
        StatementKind::Contributions => "Contributions",
        StatementKind::Ethics => "Ethics",
        StatementKind::Consent => "Consent",
        StatementKind::DataAvailability => "Data availability",
        StatementKind::CodeAvailability => "Code availability",
        StatementKind::Registration => "Registration",
    }
}

fn captions<'a>(document: &'a Document, of: fn(&'a Node) -> Option<&'a Caption>) -> Vec<Node> {
    let captions = document.body.iter().filter_map(of);
    let text = |own: &Caption| match own.label.as_str() {
        "" => own.text.clone(),
        label => labelled(&format!("{label}."), &own.text),
    };
    captions.map(|own| item(text(own))).collect()
}
