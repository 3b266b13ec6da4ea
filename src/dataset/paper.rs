//! What has to be known of a paper for its rows.

use super::area::Area;
use super::column::row;
use crate::document::{Document, Node, Place};
use crate::geometry::Rect;
use crate::provenance::PageNumber;
use crate::writer::json::types::{Block, Content, Document as Contract, Stretch};
use crate::writer::jsonl::{Finder, Line};
use serde::Serialize;
use std::cell::RefCell;

/// A paper: the contract, and what the library makes of it.
pub(super) struct Paper<'a> {
    /// What it is known by in all tables.
    pub(super) id: &'a str,
    /// What the JSON says.
    pub(super) contract: &'a Contract,
    /// The document that the contract is read as.
    pub(super) document: &'a Document,
    /// Its passages, as JSONL has them.
    pub(super) lines: &'a [Line],
    /// Where stretches stand in these.
    finder: RefCell<Finder<'a>>,
}

row! {
    /// A stretch of a text.
    StretchRow {
        /// The passage; absent where the text is in none.
        passage_id: Option<String>,
        /// The first character of it in `passages.text`.
        text_start: Option<i64>,
        /// The first character behind it.
        text_end: Option<i64>,
        /// The text in the JSON: a JSON Pointer.
        json_pointer: String,
        /// The first character of it in that text.
        json_start: i64,
        /// The first character behind it.
        json_end: i64,
    }
}

/// A place on a page, as columns have it.
#[derive(Default)]
pub(super) struct Spot {
    pub(super) page: Option<i64>,
    pub(super) x0: Option<f32>,
    pub(super) y0: Option<f32>,
    pub(super) x1: Option<f32>,
    pub(super) y1: Option<f32>,
}

impl<'a> Paper<'a> {
    pub(super) fn of(
        id: &'a str,
        contract: &'a Contract,
        document: &'a Document,
        lines: &'a [Line],
    ) -> Self {
        Self { id, contract, document, lines, finder: RefCell::new(Finder::of(document)) }
    }

    /// The blocks of its body, as the JSON has them and as they are read.
    pub(super) fn blocks(&self) -> impl Iterator<Item = (&'a Block, &'a Node)> {
        self.contract.body.iter().zip(&self.document.body)
    }

    /// Where a stretch stands: in its passage, and in the JSON.
    pub(super) fn anchor(&self, own: &Stretch) -> StretchRow {
        let at = self.contract.stretch(own, &self.document.body);
        let found = at.and_then(|at| self.finder.borrow_mut().find(&at));
        StretchRow {
            text_start: found.as_ref().map(|spot| spot.range.start.into()),
            text_end: found.as_ref().map(|spot| spot.range.end.into()),
            passage_id: found.map(|spot| spot.id),
            json_pointer: own.passage.clone(),
            json_start: own.range.start.into(),
            json_end: own.range.end.into(),
        }
    }

    /// The words of a stretch, scripts with carets and low lines.
    pub(super) fn words(&self, own: &Stretch) -> Option<String> {
        let at = self.contract.stretch(own, &self.document.body)?;
        if let Some(found) = self.finder.borrow_mut().find(&at) {
            return Some(found.words);
        }
        let piece = self.document.furniture.get(at.node as usize)?;
        let range = at.range.start as usize..at.range.end as usize;
        piece.text.as_str().get(range).map(str::to_owned)
    }

    /// The id of what a pointer names: of a block of the body, or of a note of a table.
    pub(super) fn target(&self, pointer: &str) -> Option<String> {
        let (index, inside) = match pointer.strip_prefix("/body/")?.split_once('/') {
            Some((index, inside)) => (index, Some(inside)),
            None => (pointer.strip_prefix("/body/")?, None),
        };
        let id = &self.contract.body.get(index.parse::<usize>().ok()?)?.id;
        Some(inside.map_or_else(|| id.clone(), |inside| format!("{id}/{inside}")))
    }
}

impl Spot {
    /// That of a place.
    pub(super) fn of(place: Option<(PageNumber, Rect)>) -> Self {
        let Some((page, bbox)) = place else { return Self::default() };
        Self {
            page: Some(page.0.into()),
            x0: Some(bbox.x0),
            y0: Some(bbox.y0),
            x1: Some(bbox.x1),
            y1: Some(bbox.y1),
        }
    }
}

/// Places as a column has them.
pub(super) fn areas(places: &[Place]) -> Vec<Area> {
    places.iter().map(|place| Area::of(place.page, place.bbox)).collect()
}

/// The places of a text as a column has them.
pub(super) fn areas_of(content: &Content) -> Vec<Area> {
    content.places.iter().map(|place| Area::of(place.page, place.bbox)).collect()
}

/// The word of a closed list, as the JSON writes it.
pub(super) fn word(own: &impl Serialize) -> String {
    let value = serde_json::to_value(own).unwrap_or_default();
    value.as_str().unwrap_or_default().to_owned()
}
