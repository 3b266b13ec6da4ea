//! The source map: which stretch of the Markdown stands where on which page.

use super::characters::Characters;
use super::encoding;
use super::model::{Mapping, Options, Writer, Written};
use super::name;
use super::sheet::{Passage, Rendered};
use super::stretch::stretches;
use super::{markdown, pointer};
use crate::diagnostic::Diagnostic;
use crate::digest;
use crate::document::{Document, Frame};
use crate::geometry::Rect;
use crate::provenance::PageNumber;
use crate::text::{Offsets, Text};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::ops::Range;

/// The writer of the map that belongs to the Markdown with the same options.
pub const WRITER: Writer = Writer { name: "source-map", extension: "md.map.json", write };

/// Name of the contract.
pub const SCHEMA: &str = "offprint/source-map";

/// Version of the contract: it grows when what was valid is no longer.
pub const VERSION: u32 = 1;

/// Name of the schema: it has no address of its own, and goes with the version of the contract.
const SCHEMA_ID: &str = "urn:offprint:source-map:1";

/// Characters before and behind a quote that are told with it.
const CONTEXT: usize = 32;

/// Where the Markdown of a document stands on its pages.
///
/// It belongs to the Markdown of the same document with the same options: `markdown` says which that is.
/// Boxes are in points from the top left corner of the page as displayed, which is its crop box, y
/// downwards: `[left, top, right, bottom]`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct SourceMap {
    /// Always `offprint/source-map`.
    pub schema: String,
    /// Version of the contract.
    pub version: u32,
    /// The file that the pages are of.
    pub source: MappedFile,
    /// The Markdown.
    pub markdown: MappedMarkdown,
    /// The pages as they are displayed, but for those that are missing or were not asked for.
    pub pages: Vec<Frame>,
    /// Stretches of the Markdown in its order. A text that goes on in another column or on another page is
    /// several of them. What is between them is the writer's own: marks, labels, front matter.
    pub ranges: Vec<MappedRange>,
}

/// A file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct MappedFile {
    /// Its name without its folder.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub file: Option<String>,
    /// SHA-256 of its bytes, hexadecimal.
    pub sha256: String,
}

/// A Markdown text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct MappedMarkdown {
    /// SHA-256 of its bytes, hexadecimal.
    pub sha256: String,
    /// Its length in bytes of UTF-8.
    pub bytes: usize,
    /// Its length in characters (Unicode code points).
    pub characters: u32,
}

/// A stretch of the Markdown and where it stands: words with the marks of their styles. Quote, prefix and suffix are
/// those of a `TextQuoteSelector` of the Web Annotation Data Model.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct MappedRange {
    /// The passage: the id of its block in the JSON, and for texts of tables and captions which one of the block.
    pub id: String,
    /// Bytes of the Markdown in UTF-8.
    pub bytes: Range<usize>,
    /// Characters of the Markdown.
    pub characters: Range<u32>,
    /// The page, from 1.
    pub page: PageNumber,
    /// The area on it.
    pub bbox: Rect,
    /// The words as they read, without notation.
    pub exact: String,
    /// The words before them.
    pub prefix: String,
    /// The words behind them.
    pub suffix: String,
}

fn write(document: &Document, _: &[Diagnostic], options: &Options) -> Written {
    let rendered = markdown::render(document, options);
    encoding::written(&map(document, &rendered), false)
}

/// The JSON Schema of what this writer writes, as it is checked in.
pub fn schema() -> String {
    encoding::schema_of::<SourceMap>(SCHEMA_ID)
}

/// The map of the Markdown that a document became.
pub fn map(document: &Document, rendered: &Rendered) -> SourceMap {
    let characters = Characters::of(&rendered.text);
    let ids = name::ids(&document.body);
    let mut found = Words::default();
    for passage in &rendered.passages {
        let (node, own) = (passage.node as usize, passage.text as usize);
        let (Some(node), Some(id)) = (document.body.get(node), ids.get(node)) else { continue };
        let Some(text) = node.text(own) else { continue };
        found.add(&format!("{id}{}", pointer::inside(node, own)), text, passage, rendered);
    }
    let source = &document.source;
    SourceMap {
        schema: SCHEMA.to_owned(),
        version: VERSION,
        source: MappedFile { file: source.file.clone(), sha256: source.sha256.clone() },
        markdown: MappedMarkdown {
            sha256: digest::sha256(&[rendered.text.as_bytes()]),
            bytes: rendered.text.len(),
            characters: characters.at(rendered.text.len()),
        },
        pages: document.pages.clone(),
        ranges: found.ranges(&characters),
    }
}

/// The words of a document and the stretches of them that have a place.
#[derive(Default)]
struct Words {
    /// All texts, a blank between them.
    all: String,
    found: Vec<Found>,
}

/// A stretch of words with a place.
struct Found {
    id: String,
    /// Bytes of the Markdown.
    output: Range<usize>,
    /// Bytes of all words.
    words: Range<usize>,
    page: PageNumber,
    bbox: Rect,
}

impl Words {
    fn add(&mut self, id: &str, text: &Text, passage: &Passage, rendered: &Rendered) {
        let places = stretches(text);
        let own = rendered.map.get(passage.map.clone()).unwrap_or_default();
        let offsets = Offsets::of(text);
        let start = self.all.len();
        self.all.push_str(text.as_str());
        self.all.push(' ');
        let index = |mapping: &Mapping| {
            let behind = places.partition_point(|own| own.original.start <= mapping.original.start);
            behind.saturating_sub(1)
        };
        let rows: Vec<&[Mapping]> = own.chunk_by(|a, b| index(a) == index(b)).collect();
        let original_end = text.original().len() as u32;
        for (at, row) in rows.iter().enumerate() {
            let (Some(first), Some(last)) = (row.first(), row.last()) else { continue };
            let Some(place) = places.get(index(first)) else { continue };
            let begins = if at == 0 { passage.output.start } else { first.output.start };
            let ends = if at + 1 == rows.len() { passage.output.end } else { last.output.end };
            // What is not written, such as the stop of a heading, stands in no row.
            let printed = first.original.start..last.original.end.min(original_end);
            let words = offsets.current(&printed);
            let string = &text.as_str()[words.clone()];
            let lead = string.len() - string.trim_start().len();
            let words = words.start + lead..words.start + lead.max(string.trim_end().len());
            self.found.push(Found {
                id: id.to_owned(),
                output: begins..ends,
                words: start + words.start..start + words.end,
                page: place.page,
                bbox: place.bbox.rounded(),
            });
        }
    }

    fn ranges(self, characters: &Characters<'_>) -> Vec<MappedRange> {
        let all = &self.all;
        let before = |end: usize| {
            let start = all[..end].char_indices().rev().take(CONTEXT).last();
            &all[start.map_or(end, |(start, _)| start)..end]
        };
        let behind = |start: usize| {
            let end = all[start..].char_indices().nth(CONTEXT);
            &all[start..end.map_or(all.len(), |(length, _)| start + length)]
        };
        let range = |own: Found| MappedRange {
            characters: characters.at(own.output.start)..characters.at(own.output.end),
            prefix: before(own.words.start).to_owned(),
            suffix: behind(own.words.end).to_owned(),
            exact: all[own.words].to_owned(),
            id: own.id,
            bytes: own.output,
            page: own.page,
            bbox: own.bbox,
        };
        self.found.into_iter().map(range).collect()
    }
}
