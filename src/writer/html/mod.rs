//! HTML: one file that a browser shows as it is, with scripts, tables, and links from callouts to what they name.
//!
//! All text is escaped in one place. A link leads to the web, to a DOI, to a person or inside the file, and the
//! policy of the file allows nothing but its own style and images beside it. Text that is drawn inside figures and
//! furniture are left out.

mod flow;
mod inline;
mod marking;

use super::anchor::Anchors;
use super::model::{FrontMatter, Mapping, Options, Writer, Written};
use super::outline::Outline;
use super::xml::{Tag, Tree};
use crate::diagnostic::Diagnostic;
use crate::document::{Document, Metadata};
use marking::Marking;
pub use marking::{MarkedPassage, MarkedText};

/// The writer of HTML.
pub(super) const WRITER: Writer = Writer { name: "html", extension: "html", write };

const STYLE: &str = include_str!("style.css");

/// What a browser may load: no program, nothing of another place.
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; img-src 'self' file: data:; \
    base-uri 'none'; form-action 'none'";

fn write(document: &Document, _: &[Diagnostic], options: &Options) -> Written {
    let anchors = Anchors::of(document);
    let outline = Outline::of(document);
    let mut tree = Tree::under("<!DOCTYPE html>\n");
    let language = document.metadata.language.as_deref();
    tree.open(Tag::of("html").with_some("lang", language));
    tree.line();
    head(&mut tree, &document.metadata, options);
    tree.open(Tag::of("body"));
    tree.line();
    tree.open(Tag::of("article"));
    tree.line();
    flow::write(&mut tree, &outline, &Marking::none(&anchors));
    Written { text: tree.finish(), map: Vec::<Mapping>::new() }
}

/// The article alone, with its passages and edits marked, without images: to be shown beside its pages.
///
/// Every passage is an element with its id as `data-passage`. What an edit put there, or what stands around the
/// place where it took something away, is an `ins` whose `data-edit` counts the edits of all passages in their order.
pub fn marked(document: &Document) -> MarkedText {
    let anchors = Anchors::of(document);
    let marking = Marking::of(document, &anchors);
    let mut tree = Tree::under("");
    tree.open(Tag::of("article").with_some("lang", document.metadata.language.as_deref()));
    tree.line();
    flow::write(&mut tree, &Outline::of(document), &marking);
    MarkedText { html: tree.finish(), passages: marking.into_passages() }
}

fn head(tree: &mut Tree, metadata: &Metadata, options: &Options) {
    tree.open(Tag::of("head"));
    tree.line();
    let metas = [
        Tag::of("meta").with("charset", "utf-8"),
        Tag::of("meta").with("http-equiv", "Content-Security-Policy").with("content", POLICY),
        Tag::of("meta").with("name", "viewport").with("content", "width=device-width"),
    ];
    for meta in metas {
        tree.empty(meta);
        tree.line();
    }
    tree.leaf(Tag::of("title"), metadata.title.as_deref().unwrap_or("Untitled"));
    tree.line();
    if options.front_matter != FrontMatter::None {
        facts(tree, metadata);
    }
    tree.open(Tag::of("style"));
    tree.raw(STYLE);
    tree.close();
    tree.line();
    tree.close();
    tree.line();
}

/// The names that libraries of literature look for in a page.
fn facts(tree: &mut Tree, metadata: &Metadata) {
    let authors = metadata.authors.iter().map(|author| ("citation_author", Some(&author.name)));
    let keywords = metadata.keywords.iter().map(|keyword| ("citation_keywords", Some(keyword)));
    let facts = [
        ("citation_title", metadata.title.as_ref()),
        ("citation_publication_date", metadata.date.as_ref()),
        ("citation_journal_title", metadata.journal.as_ref()),
        ("citation_volume", metadata.volume.as_ref()),
        ("citation_issue", metadata.issue.as_ref()),
        ("citation_firstpage", metadata.page.as_ref()),
        ("citation_doi", metadata.doi.as_ref()),
        ("citation_pmid", metadata.pmid.as_ref()),
        ("citation_language", metadata.language.as_ref()),
    ];
    for (name, value) in facts.into_iter().chain(authors).chain(keywords) {
        if let Some(value) = value {
            tree.empty(Tag::of("meta").with("name", name).with("content", value));
            tree.line();
        }
    }
}
