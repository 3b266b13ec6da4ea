//! What the parts of a report are made of.

use crate::document::{Document, Quality};
use crate::provenance::PageNumber;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The file of a document that a [`Card`] is written to, beside its page.
pub const CARD: &str = "card.json";

/// A page as a file that browsers show.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picture {
    /// The page.
    pub page: PageNumber,
    /// Name of the file, beside the page of the document.
    pub name: String,
    /// What it holds.
    pub bytes: Vec<u8>,
}

/// What the list of all documents says of one, beside what the manifest says.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Card {
    /// Its title.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// Names of its authors.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub authors: Vec<String>,
    /// Its language as BCP 47.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
}

impl Card {
    /// That of a document.
    pub fn of(document: &Document) -> Self {
        let metadata = &document.metadata;
        Self {
            title: metadata.title.clone(),
            authors: metadata.authors.iter().map(|author| author.name.clone()).collect(),
            language: metadata.language.clone(),
        }
    }
}

/// A document in the list of all.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Row {
    /// Path of its file as it was found.
    pub file: String,
    /// Path of its page below the folder of the report, `/` between folders; nothing where it has none.
    pub page: Option<Vec<u8>>,
    /// `ok`, `partial` or `failed`.
    pub status: String,
    /// Why it is not ok.
    pub reason: Option<String>,
    /// What exactly happened.
    pub detail: Option<String>,
    /// What kind of document it is.
    pub kind: Option<String>,
    /// What it says of itself.
    pub card: Card,
    /// Number of pages that were read.
    pub pages: u32,
    /// How far it can be trusted.
    pub quality: Option<Quality>,
    /// Number of repairs by rule.
    pub repairs: BTreeMap<String, u32>,
    /// Number of diagnostics by code.
    pub diagnostics: BTreeMap<String, u32>,
    /// Wall-clock time in milliseconds.
    pub ms: u64,
}
