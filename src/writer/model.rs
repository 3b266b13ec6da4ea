//! Writers, what is asked of them and what they make.

use crate::diagnostic::Diagnostic;
use crate::document::Document;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::ops::Range;

/// An output format.
#[derive(Debug)]
pub struct Writer {
    /// The name a user gives.
    pub name: &'static str,
    /// The extension of the files it writes.
    pub extension: &'static str,
    /// Renders a document.
    pub write: fn(&Document, &[Diagnostic], &Options) -> Written,
}

/// What a writer made.
#[derive(Debug, Default)]
pub struct Written {
    /// The output.
    pub text: String,
    /// Which bytes of the output stand for which text of the document, sorted by output.
    pub map: Vec<Mapping>,
}

/// A stretch of output that is a stretch of a text of the document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mapping {
    /// Bytes of the output.
    pub output: Range<usize>,
    /// Index of the node in the document's body.
    pub node: usize,
    /// Index of the text among the node's texts.
    pub text: usize,
    /// Bytes of that text's original.
    pub original: Range<u32>,
    /// Index of the edit of that text that put it there.
    pub edit: Option<u32>,
}

/// Notation of what is written.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Options {
    /// How raised and lowered characters are written.
    pub scripts: Scripts,
    /// How tables are written.
    pub tables: Tables,
    /// How much front matter is written.
    pub front_matter: FrontMatter,
    /// How citations are written.
    pub citations: Citations,
    /// Whether `<!-- page N -->` marks the place where a page begins.
    pub page_marks: bool,
    /// Whether the JSON holds what a reader of the pages cannot see.
    pub hidden: bool,
    /// Whether the JSON has the place of each word.
    pub word_boxes: bool,
    /// Whether the JSON is written over several lines, for people.
    pub json_pretty: bool,
}

/// How raised and lowered characters are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Scripts {
    /// `10<sup>9</sup>`.
    #[default]
    Html,
    /// `10⁹` where every character has a raised form, else as HTML.
    Unicode,
    /// `10^9^`, `H~2~O`.
    Pandoc,
    /// `10^9`, `H_2O`; braces around more than one character.
    Caret,
    /// `$10^{9}$`.
    Latex,
    /// `109`.
    Plain,
}

/// How tables are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Tables {
    /// GFM where the grid is plain, HTML where cells span.
    #[default]
    Auto,
    /// GFM always: text of a spanning cell stands in its first place.
    Gfm,
    /// HTML always.
    Html,
}

/// How much front matter is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum FrontMatter {
    /// None.
    None,
    /// All but the references.
    #[default]
    Basic,
    /// All.
    Full,
}

/// How citations are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Citations {
    /// As printed.
    #[default]
    Print,
    /// `[@ref-1]`, which `pandoc --citeproc` renders again. The references stand in the front
    /// matter, and in place of the printed list is that which Pandoc makes.
    Pandoc,
}
