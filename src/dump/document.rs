//! The document as a short tree.

use super::notation::{Area, is_wanted, line, put};
use super::passage::{areas, edits, is_on, place};
use crate::document::{Document, Metadata, Node, Table};
use crate::provenance::PageNumber;
use crate::text::Text;

/// Lists metadata, nodes under their headings, furniture and the accounts of glyphs.
pub(super) fn tree(document: &Document, wanted: Option<PageNumber>, out: &mut String) {
    let source = &document.source;
    let (kind, layer) = (source.kind, source.text_layer);
    line!(out, "source pages {} kind {kind:?} text-layer {layer:?}", source.pages);
    metadata(&document.metadata, out);
    let mut depth = 0;
    for (index, node) in document.body.iter().enumerate() {
        if let Node::Heading { level, .. } = node {
            depth = usize::from(level.saturating_sub(1));
        }
        if node.texts().iter().any(|text| is_on(text, wanted)) || node.texts().is_empty() {
            put!(out, "{:indent$}node {index} ", "", indent = 2 * depth);
            node_lines(node, 2 * depth + 2, out);
        }
        if let Node::Heading { level, .. } = node {
            depth = usize::from(*level);
        }
    }
    for (index, furniture) in document.furniture.iter().enumerate() {
        if is_on(&furniture.text, wanted) {
            let text = furniture.text.as_str();
            line!(out, "furniture {index} {:?} {text:?}", furniture.kind);
        }
    }
    for account in document.accounts.iter().filter(|account| is_wanted(wanted, account.page)) {
        put!(out, "account p{} glyphs {}", account.page, account.glyphs);
        account.fates.iter().for_each(|(fate, count)| put!(out, " {} {count}", fate.name()));
        out.push('\n');
        for torn in &account.torn_lines {
            put!(out, "torn-line p{} {}", account.page, Area(torn.bbox));
            for piece in &torn.pieces {
                put!(out, " {} {:?}", piece.fate.name(), piece.text);
            }
            out.push('\n');
        }
    }
}

fn metadata(metadata: &Metadata, out: &mut String) {
    let single = [
        ("title", &metadata.title),
        ("date", &metadata.date),
        ("doi", &metadata.doi),
        ("journal", &metadata.journal),
        ("volume", &metadata.volume),
        ("issue", &metadata.issue),
        ("page", &metadata.page),
        ("license", &metadata.license),
        ("language", &metadata.language),
    ];
    for (name, value) in single {
        value.iter().for_each(|value| line!(out, "{name} {value:?}"));
    }
    for author in &metadata.authors {
        line!(out, "author {author:?}");
    }
    for affiliation in &metadata.affiliations {
        line!(out, "affiliation {:?} {:?}", affiliation.id, affiliation.name);
    }
    metadata.summary.iter().for_each(|text| line!(out, "abstract {text:?}"));
    metadata.keywords.iter().for_each(|keyword| line!(out, "keyword {keyword:?}"));
}

fn node_lines(node: &Node, indent: usize, out: &mut String) {
    put!(out, "{}", node_name(node));
    match node {
        Node::Table(table) => table_lines(table, indent, out),
        Node::Figure(figure) => {
            figure.at.iter().for_each(|at| put!(out, " {}", place(at)));
            match &figure.caption {
                Some(caption) => text_lines(&caption.text, indent, out),
                None => out.push('\n'),
            }
            for text in &figure.texts {
                line!(out, "{:indent$}text {:?}", "", text.as_str());
            }
        }
        Node::Listing(lines) => {
            out.push('\n');
            lines.iter().for_each(|text| line!(out, "{:indent$}line {:?}", "", text.as_str()));
        }
        node => match node.texts().first() {
            Some(text) => text_lines(text, indent, out),
            None => out.push('\n'),
        },
    }
}

fn text_lines(text: &Text, indent: usize, out: &mut String) {
    areas(text).iter().for_each(|at| put!(out, " {}", place(at)));
    line!(out, " {:?}", text.as_str());
    let mut changes = String::new();
    edits(text, &mut changes);
    changes.lines().for_each(|change| line!(out, "{:indent$}{}", "", change.trim_start()));
}

fn table_lines(table: &Table, indent: usize, out: &mut String) {
    table.at.iter().for_each(|at| put!(out, " {}", place(at)));
    line!(out, " rows {} columns {}", table.rows, table.columns);
    if let Some(caption) = &table.caption {
        line!(out, "{:indent$}caption {:?}", "", caption.text.as_str());
    }
    for cell in &table.cells {
        put!(out, "{:indent$}cell row {} column {}", "", cell.row, cell.column);
        if (cell.row_span, cell.column_span) != (1, 1) {
            put!(out, " span {} {}", cell.row_span, cell.column_span);
        }
        let head = if cell.header { " header" } else { "" };
        line!(out, "{head} {:?}", cell.text.as_str());
    }
    table.notes.iter().for_each(|note| line!(out, "{:indent$}note {:?}", "", note.as_str()));
}

/// What a node is, in a few words.
pub(super) fn node_name(node: &Node) -> String {
    let named = |name: &str, label: Option<&String>| match label {
        Some(label) => format!("{name} {label:?}"),
        None => name.to_owned(),
    };
    match node {
        Node::Title(_) => "title".to_owned(),
        Node::Byline(_) => "byline".to_owned(),
        Node::Affiliation(_) => "affiliation".to_owned(),
        Node::FrontNote(_) => "front-note".to_owned(),
        Node::Heading { level, .. } => format!("heading {level}"),
        Node::Paragraph(_) => "paragraph".to_owned(),
        Node::Keywords(_) => "keywords".to_owned(),
        Node::ListItem(item) => named(&format!("list-item {}", item.level), item.number.as_ref()),
        Node::Quote(_) => "quote".to_owned(),
        Node::Formula(_) => "formula".to_owned(),
        Node::Listing(_) => "listing".to_owned(),
        Node::Table(table) => named("table", table.caption.as_ref().map(|caption| &caption.label)),
        Node::Figure(figure) => {
            named("figure", figure.caption.as_ref().map(|caption| &caption.label))
        }
        Node::Footnote(note) => named("footnote", note.label.as_ref()),
        Node::Reference(reference) => named("reference", reference.label.as_ref()),
    }
}
