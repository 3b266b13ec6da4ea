//! `BioC` JSON, as PubMed Central gives papers to programs that read `BioC`: a collection with one document of passages.
//!
//! Offsets are counted in characters (Unicode code points), one between two passages. Raised and lowered characters
//! stand behind a caret or an underscore, which an infon says. Text that is drawn inside figures and furniture are
//! left out.

mod annotation;
mod front;
mod passage;
mod types;

use super::anchor::Anchors;
use super::encoding;
use super::flat;
use super::model::{Options, Scripts, Writer, Written};
use crate::diagnostic::Diagnostic;
use crate::document::Document;
use std::collections::BTreeMap;
use types::Collection;

/// The writer of `BioC` JSON.
pub(super) const WRITER: Writer = Writer { name: "bioc", extension: "bioc.json", write };

fn write(document: &Document, _: &[Diagnostic], options: &Options) -> Written {
    let anchors = Anchors::of(document);
    let mut passages = passage::Passages::of(document, options.scripts, &anchors);
    let relations = annotation::annotate(document, &anchors, &mut passages);
    let metadata = &document.metadata;
    let mut infons = BTreeMap::new();
    for (key, value) in [("license", &metadata.license), ("doi", &metadata.doi)] {
        infons.extend(value.iter().map(|value| (key.to_owned(), value.clone())));
    }
    let document = types::Document {
        id: front::id(document),
        infons,
        passages: passages.all,
        annotations: Vec::new(),
        relations,
    };
    let about = [
        ("version", env!("CARGO_PKG_VERSION")),
        ("scripts", name(flat::notation(options.scripts))),
        ("offsets", "Unicode code points"),
    ];
    let collection = Collection {
        source: "offprint",
        date: "",
        key: "offprint.key",
        version: "1.0",
        infons: about.iter().map(|(key, value)| ((*key).into(), (*value).into())).collect(),
        documents: vec![document],
    };
    encoding::written(&collection, false)
}

/// How the notation of scripts is called on the command line.
fn name(scripts: Scripts) -> &'static str {
    match scripts {
        Scripts::Html => "html",
        Scripts::Unicode => "unicode",
        Scripts::Pandoc => "pandoc",
        Scripts::Caret => "caret",
        Scripts::Latex => "latex",
        Scripts::Plain => "plain",
    }
}
