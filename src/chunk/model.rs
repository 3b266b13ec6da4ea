//! Chunks, and what is asked of them.

use super::size::Measure;
use crate::document::Place;
use crate::provenance::PageNumber;
use crate::writer::schema_of;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Name of the schema: it has no address of its own, and its version grows when what was valid is no longer.
const SCHEMA_ID: &str = "urn:offprint:chunk:1";

/// Choices for chunks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Options {
    /// The most that headings and text of a chunk may have together.
    pub most: usize,
    /// What is counted.
    pub measure: Measure,
}

impl Default for Options {
    /// As much as most models for embeddings read at once (512 of their tokens).
    fn default() -> Self {
        Self { most: 300, measure: Measure::Words }
    }
}

/// A stretch of a paper that can be read by itself. What is not known, is empty or does not hold is absent. Offsets
/// count characters (Unicode code points); boxes are in points from the top left corner of the page as displayed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Chunk {
    /// Its name: of the file, by its SHA-256, and of the stretch of the Markdown.
    pub id: String,
    /// The document: the name of its file without the extension.
    pub doc: String,
    /// The title of the paper and the headings above it, from outside to inside; what goes beyond half of the limit
    /// is left out from the outside.
    pub headings: Vec<String>,
    /// The part of the paper that it belongs to, as `BioC` calls it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub section_type: Option<String>,
    /// Its Markdown, without the headings.
    pub text: String,
    /// Characters at the beginning of the text that stand in the chunk before, too: the head of a table.
    #[serde(default, skip_serializing_if = "is_none")]
    pub repeated: u32,
    /// Words or tokens of headings and text.
    pub size: u32,
    /// Ids of its passages, as in the JSON.
    pub passages: Vec<String>,
    /// The page that it begins on, from 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub page: Option<PageNumber>,
    /// Where it stands.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub boxes: Vec<Place>,
    /// The character of the Markdown at which it begins.
    pub md_start: u32,
    /// The first character of the Markdown behind it.
    pub md_end: u32,
}

// Serde passes fields by reference.
#[allow(clippy::trivially_copy_pass_by_ref)]
fn is_none(count: &u32) -> bool {
    *count == 0
}

/// The JSON Schema of a chunk, as it is checked in.
pub fn schema() -> String {
    schema_of::<Chunk>(SCHEMA_ID)
}
