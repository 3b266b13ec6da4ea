//! JSON: the whole document, as the published contract has it.

mod callout;
mod maker;
mod mention;
mod metadata;
mod read;
mod text;
pub mod types;

use self::maker::Maker;
use self::metadata::metadata;
use self::types::{Document, Generator, Markdown, SCHEMA, Source, VERSION};
use super::characters::Characters;
use super::markdown;
use super::model::{Options, Writer, Written};
use super::sheet::Rendered;
use super::{encoding, name};
use crate::diagnostic::Diagnostic;
use crate::digest;
use crate::document as model;

/// The writer of JSON.
pub const WRITER: Writer = Writer { name: "json", extension: "json", write };

/// Name of the schema: it has no address of its own, and goes with the version of the contract.
const SCHEMA_ID: &str = "urn:offprint:document:1";

fn write(document: &model::Document, diagnostics: &[Diagnostic], options: &Options) -> Written {
    encoding::written(&contract(document, diagnostics, options), options.json_pretty)
}

impl Document {
    /// As JSON with a line break behind it: on one line, or over several ones for people.
    pub fn written(&self, pretty: bool) -> String {
        encoding::json(self, pretty)
    }
}

/// The JSON Schema of what this writer writes, as it is checked in.
pub fn schema() -> String {
    encoding::schema_of::<Document>(SCHEMA_ID)
}

/// The document as the contract has it.
pub fn contract(
    document: &model::Document,
    diagnostics: &[Diagnostic],
    options: &Options,
) -> Document {
    let rendered = markdown::render(document, options);
    let maker = Maker::of(&rendered, options);
    let blocks = (0..).zip(name::ids(&document.body)).zip(&document.body);
    let furniture = document.furniture.iter();
    Document {
        schema: SCHEMA.to_owned(),
        version: VERSION,
        generator: Generator {
            name: env!("CARGO_PKG_NAME").to_owned(),
            version: env!("CARGO_PKG_VERSION").to_owned(),
        },
        source: source(&document.source),
        pages: document.pages.clone(),
        markdown: self::markdown_of(&rendered, options),
        metadata: metadata(&document.metadata),
        body: blocks.map(|((at, id), node)| maker.block(at, id, node)).collect(),
        callouts: callout::callouts(document),
        statements: mention::statements(document),
        identifiers: mention::identifiers(document),
        abbreviations: mention::abbreviations(document),
        entities: mention::entities(document),
        furniture: furniture.map(|furniture| maker.furniture(furniture)).collect(),
        hidden: options.hidden.then(|| document.hidden.clone()),
        accounts: document.accounts.clone(),
        quality: document.quality.clone(),
        diagnostics: diagnostics.to_vec(),
    }
}

fn markdown_of(rendered: &Rendered, options: &Options) -> Markdown {
    let text = &rendered.text;
    Markdown {
        sha256: digest::sha256(&[text.as_bytes()]),
        bytes: text.len() as u64,
        characters: Characters::of(text).at(text.len()).into(),
        scripts: options.scripts,
        tables: options.tables,
        front_matter: options.front_matter,
        citations: options.citations,
        page_marks: options.page_marks,
    }
}

fn source(source: &model::Source) -> Source {
    Source {
        file: source.file.clone(),
        sha256: source.sha256.clone(),
        pages: source.pages,
        kind: source.kind,
        text_layer: source.text_layer,
    }
}
