//! The parts of a collection, with the keys that readers of `BioC` look for even where they hold nothing.

use serde::Serialize;
use std::collections::BTreeMap;

/// What is said of a part, by name.
pub(super) type Infons = BTreeMap<String, String>;

/// A collection.
#[derive(Debug, Serialize)]
pub(super) struct Collection {
    pub(super) source: &'static str,
    /// When it was made: nothing, so that the same paper gives the same bytes.
    pub(super) date: &'static str,
    pub(super) key: &'static str,
    pub(super) version: &'static str,
    pub(super) infons: Infons,
    pub(super) documents: Vec<Document>,
}

/// A document.
#[derive(Debug, Serialize)]
pub(super) struct Document {
    pub(super) id: String,
    pub(super) infons: Infons,
    pub(super) passages: Vec<Passage>,
    pub(super) annotations: Vec<Annotation>,
    pub(super) relations: Vec<Relation>,
}

/// A passage.
#[derive(Debug, Default, Serialize)]
pub(super) struct Passage {
    /// Number of its first character in the document.
    pub(super) offset: u32,
    pub(super) infons: Infons,
    pub(super) text: String,
    pub(super) sentences: [u8; 0],
    pub(super) annotations: Vec<Annotation>,
    pub(super) relations: [u8; 0],
}

/// A stretch of a passage and what it is.
#[derive(Debug, Serialize)]
pub(super) struct Annotation {
    pub(super) id: String,
    pub(super) infons: Infons,
    pub(super) text: String,
    pub(super) locations: [Location; 1],
}

/// Where an annotation stands.
#[derive(Debug, Serialize)]
pub(super) struct Location {
    /// Number of its first character in the document.
    pub(super) offset: u32,
    /// Number of its characters.
    pub(super) length: u32,
}

/// What several annotations are to each other.
#[derive(Debug, Serialize)]
pub(super) struct Relation {
    pub(super) id: String,
    pub(super) infons: Infons,
    pub(super) nodes: Vec<Member>,
}

/// An annotation in a relation.
#[derive(Debug, Serialize)]
pub(super) struct Member {
    pub(super) refid: String,
    pub(super) role: &'static str,
}
