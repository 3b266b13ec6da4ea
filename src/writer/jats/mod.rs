//! JATS 1.3, the archiving and interchange tag set (ANSI/NISO Z39.96-2021), as PubMed Central and publishers
//! exchange papers.
//!
//! What is printed keeps its words: a byline stands beside the names that were told from it, and an entry of the
//! reference list is a `mixed-citation` whose parts are marked where they stand. Text that is drawn inside figures
//! and furniture are left out.

mod back;
mod citation;
mod flow;
mod front;
mod inline;

use super::anchor::Anchors;
use super::model::{Mapping, Options, Writer, Written};
use super::outline::Outline;
use super::xml::{Tag, Tree};
use crate::diagnostic::Diagnostic;
use crate::document::Document;

/// The writer of JATS.
pub(super) const WRITER: Writer = Writer { name: "jats", extension: "jats.xml", write };

const PROLOGUE: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
    <!DOCTYPE article PUBLIC \"-//NLM//DTD JATS (Z39.96) Journal Archiving and Interchange DTD with MathML3 \
    v1.3 20210610//EN\" \"JATS-archivearticle1-3-mathml3.dtd\">\n";

fn write(document: &Document, _: &[Diagnostic], _: &Options) -> Written {
    let anchors = Anchors::of(document);
    let outline = Outline::of(document);
    let mut tree = Tree::under(PROLOGUE);
    let root = Tag::of("article")
        .with("xmlns:xlink", "http://www.w3.org/1999/xlink")
        .with("xmlns:ali", "http://www.niso.org/schemas/ali/1.0/")
        .with("dtd-version", "1.3")
        .with_some("xml:lang", document.metadata.language.as_deref());
    tree.open(root);
    tree.line();
    front::write(&mut tree, document, &outline, &anchors);
    let back = back::begins(&outline.text);
    let (body, rest) = outline.text.sections.split_at(back);
    flow::body(&mut tree, &outline.text, body, &anchors);
    back::write(&mut tree, &outline, rest, &anchors);
    tree.close();
    Written { text: tree.finish(), map: Vec::<Mapping>::new() }
}
