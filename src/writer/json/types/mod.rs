//! The types of the published contract.
//!
//! They stand apart from the model, so that the model can change without breaking who reads the
//! JSON. Offsets count characters (Unicode scalar values), as strings do in Python.

mod block;
mod content;
mod mention;

pub use super::metadata::{Affiliation, Author, Evidence, Metadata};
pub use block::{
    Block, BlockKind, Caption, Cell, Figure, Footnote, Furniture, ListItem, Panel, Reference, Table,
};
pub use content::{Content, Decision, Edit, Place, Span, StyleName, Word};
pub use mention::{
    Abbreviation, Approval, Award, Callout, CalloutItem, Contribution, Definition, Entity,
    Identifier, Named, Statement, Stretch, Thing,
};

use crate::diagnostic::Diagnostic;
use crate::document::{Frame, HiddenText, Kind, PageAccount, Quality, TextLayer};
use crate::writer::model::{Citations, FrontMatter, Scripts, Tables};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Name of the contract.
pub const SCHEMA: &str = "offprint/document";

/// Version of the contract: it grows when what was valid is no longer.
pub const VERSION: u32 = 1;

/// A paper, poster or other document.
///
/// What is not known, is empty or does not hold is absent: values, lists without items, flags that are
/// not set, spans of one row or column. Fields that are `required` are always there, and may be empty lists.
///
/// Offsets and ranges count characters (Unicode code points) from 0, and an end is the first one behind.
/// Boxes are in points from the top left corner of the page as displayed, which is its crop box, y
/// downwards: `[left, top, right, bottom]`. `pages` has the crop box and the rotation, for those who work in the user
/// space of the file.
///
/// Ids and JSON Pointers (RFC 6901) name parts of the document. The same file, read by the same version with the same
/// options, gives the same ids.
///
/// `version` grows when what was valid before is no longer. Within a version, fields and values of closed lists
/// (types of blocks, kinds, styles, reasons, codes) may be added: pass over what you do not know.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Document {
    /// Always `offprint/document`.
    pub schema: String,
    /// Version of the contract.
    pub version: u32,
    /// What wrote it.
    pub generator: Generator,
    /// The file it was read from.
    pub source: Source,
    /// Its pages as they are displayed, but for those that are missing or were not asked for.
    pub pages: Vec<Frame>,
    /// The Markdown that belongs to it.
    pub markdown: Markdown,
    /// Bibliographic facts.
    pub metadata: Metadata,
    /// The content in the order a person reads it.
    pub body: Vec<Block>,
    /// Places in the body that name its figures, tables and references, in the order of the texts.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub callouts: Vec<Callout>,
    /// What the paper says about its own making: who paid, who did what, who approved.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub statements: Vec<Statement>,
    /// Identifiers of trials, data, materials, works and people in the texts, in their order,
    /// but those of the reference list.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub identifiers: Vec<Identifier>,
    /// Short forms that the paper defines, in the order of their first definitions.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub abbreviations: Vec<Abbreviation>,
    /// Things of the lexicon that the texts name, one an occurrence, in the order of the texts.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub entities: Vec<Entity>,
    /// Running heads, page numbers, stamps and the like.
    pub furniture: Vec<Furniture>,
    /// What a reader of the pages cannot see, where it was asked for: it is in none of the texts.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub hidden: Option<Vec<HiddenText>>,
    /// What became of every glyph of every page.
    pub accounts: Vec<PageAccount>,
    /// How far the text can be trusted, and why not further.
    pub quality: Quality,
    /// What was noticed on the way.
    pub diagnostics: Vec<Diagnostic>,
}

/// The Markdown of the same document with the same options, whether it was written or not: what
/// `md_start` and `md_end` are offsets of. This document gives the same Markdown again, byte for byte.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Markdown {
    /// SHA-256 of its bytes, hexadecimal.
    pub sha256: String,
    /// Its length in bytes of UTF-8.
    pub bytes: u64,
    /// Its length in characters.
    pub characters: u64,
    /// How raised and lowered characters are written in it.
    pub scripts: Scripts,
    /// How tables are written in it.
    pub tables: Tables,
    /// How much front matter it has.
    pub front_matter: FrontMatter,
    /// How citations are written in it.
    pub citations: Citations,
    /// Whether it marks where pages begin.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub page_marks: bool,
}

/// The program that wrote the file.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Generator {
    /// Its name.
    pub name: String,
    /// Its version.
    pub version: String,
}

/// Facts about the file a document was read from.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Source {
    /// Name of the file without its folder.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub file: Option<String>,
    /// SHA-256 of its bytes, hexadecimal.
    pub sha256: String,
    /// Number of pages.
    pub pages: u32,
    /// What kind of document it is.
    pub kind: Kind,
    /// Where its text comes from.
    pub text_layer: TextLayer,
}
