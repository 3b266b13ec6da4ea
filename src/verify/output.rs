//! What reaches the output, page by page: the words of the document and those that were left out.

use super::word::{plain_text, words};
use crate::diagnostic::{Diagnostic, Severity};
use crate::document::{Document, Node, TornLine};
use crate::page::{Page, Pages, Visibility};
use crate::provenance::PageNumber;
use crate::text::{Origin, Text};
use crate::{Converted, Error, Options, Stage};
use std::collections::BTreeMap;

/// The words of a page by what became of them.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct PageOutput {
    /// In the article.
    pub body: Vec<String>,
    /// In running heads, imprint and the like.
    pub furniture: Vec<String>,
    /// Drawn inside figures.
    pub figures: Vec<String>,
    /// Not to be seen by a reader of the page.
    pub hidden: Vec<String>,
    /// Whether something is drawn on the page, be it text or not.
    pub inked: bool,
    /// What of it is known to be missing from the output.
    pub losses: Vec<String>,
    /// Printed lines whose words ended in different texts.
    pub torn_lines: Vec<TornLine>,
}

/// Converts a file and sorts its words by page and by what became of them.
///
/// # Errors
/// See [`Error`].
pub fn output(bytes: Vec<u8>, options: &Options) -> Result<Vec<PageOutput>, Error> {
    let mut pages: Vec<PageOutput> = Vec::new();
    let converted = crate::convert_observed(bytes, options, &mut |stage| {
        if let Stage::Read(read) = stage {
            pages = unseen(read);
        }
    })?;
    let Converted { document, diagnostics } = converted;
    fill(&document, &mut pages);
    note(&diagnostics, &mut pages);
    Ok(pages)
}

fn unseen(pages: &Pages) -> Vec<PageOutput> {
    let page = |page: &Page| PageOutput {
        hidden: words(&plain_text(page, |glyph| glyph.visibility != Visibility::Visible)),
        inked: page.glyphs.iter().any(|glyph| glyph.visibility == Visibility::Visible)
            || !(page.images.is_empty() && page.drawings.is_empty() && page.fills.is_empty()),
        ..PageOutput::default()
    };
    pages.pages.iter().map(page).collect()
}

fn fill(document: &Document, pages: &mut [PageOutput]) {
    let mut texts: Vec<[String; 3]> = vec![<[String; 3]>::default(); pages.len()];
    let mut add = |of: usize, text: &Text, label: Option<&str>| {
        let pieces = by_page(text);
        let first = pieces.keys().next().copied();
        for (page, words) in pieces {
            let Some(own) = texts.get_mut(page.index()).map(|own| &mut own[of]) else { continue };
            own.push_str(label.filter(|_| Some(page) == first).unwrap_or_default());
            own.push(' ');
            own.push_str(&words);
            own.push('\n');
        }
    };
    for node in &document.body {
        let mut label = label(node);
        node.texts().into_iter().for_each(|text| add(0, text, label.take()));
        if let Node::Figure(figure) = node {
            figure.texts.iter().for_each(|text| add(2, text, None));
        }
    }
    document.furniture.iter().for_each(|piece| add(1, &piece.text, None));
    for (page, [body, furniture, figures]) in pages.iter_mut().zip(&texts) {
        page.body = words(body);
        page.furniture = words(furniture);
        page.figures = words(figures);
    }
    for account in &document.accounts {
        if let Some(page) = pages.get_mut(account.page.index()) {
            page.torn_lines.clone_from(&account.torn_lines);
        }
    }
}

/// What is printed before the first text of a node and is no part of it.
fn label(node: &Node) -> Option<&str> {
    match node {
        Node::ListItem(item) => item.number.as_deref(),
        Node::Footnote(note) => note.label.as_deref(),
        Node::Reference(reference) => reference.label.as_deref(),
        Node::Table(table) => table.caption.as_ref().map(|caption| caption.label.as_str()),
        Node::Figure(figure) => figure.caption.as_ref().map(|caption| caption.label.as_str()),
        _ => None,
    }
}

/// What a text now reads as, by the pages that it came from.
fn by_page(text: &Text) -> BTreeMap<PageNumber, String> {
    let mut starts: Vec<(u32, PageNumber)> = Vec::new();
    for run in text.runs() {
        if let Origin::Glyphs(at) = &run.origin
            && starts.last().is_none_or(|(_, page)| *page != at.page)
        {
            starts.push((run.range.start, at.page));
        }
    }
    let mut pages: BTreeMap<PageNumber, String> = BTreeMap::new();
    for segment in text.segments() {
        let (start, end) = (segment.original.start, segment.original.end);
        let mut rest = segment.text;
        let mut at = starts.partition_point(|(from, _)| *from <= start).max(1) - 1;
        while let Some((_, page)) = starts.get(at) {
            // What an edit put there stands whole where it begins; else bytes are those of the original.
            let next = starts.get(at + 1).map(|(next, _)| *next);
            let next = next.filter(|next| segment.edit.is_none() && *next < end);
            let taken = segment.text.len() - rest.len();
            let length = next.map(|next| (next - start) as usize - taken);
            let (own, left) = length.and_then(|at| rest.split_at_checked(at)).unwrap_or((rest, ""));
            pages.entry(*page).or_default().push_str(own);
            rest = left;
            if next.is_none() {
                break;
            }
            at += 1;
        }
    }
    pages
}

fn note(diagnostics: &[Diagnostic], pages: &mut [PageOutput]) {
    for diagnostic in diagnostics.iter().filter(|own| own.severity == Severity::Loss) {
        let page = diagnostic.at.as_ref().map_or(0, |at| at.page.index());
        if let Some(page) = pages.get_mut(page) {
            page.losses.push(format!("{}: {}", diagnostic.code, diagnostic.message));
        }
    }
}
