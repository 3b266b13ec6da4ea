//! Passages and edits as elements, for who shows the article beside its pages.

use crate::document::{Document, Place};
use crate::text::{Edit, Text};
use crate::writer::anchor::Anchors;
use crate::writer::piece::Piece;
use crate::writer::stretch::{Stretch, stretches};
use crate::writer::xml::{Tag, Tree};
use crate::writer::{name, pointer};
use std::cell::RefCell;
use std::collections::BTreeSet;
use std::ops::Range;

/// An article as HTML, and what is marked in it.
#[derive(Debug)]
pub struct MarkedText {
    /// The element `article`.
    pub html: String,
    /// The passages that are in it, in the order of the body.
    pub passages: Vec<MarkedPassage>,
}

/// A text of the body that is in the article.
#[derive(Debug, Clone, PartialEq)]
pub struct MarkedPassage {
    /// Its name: the id of its block in the JSON, and for texts of tables and captions which one of the block.
    pub id: String,
    /// Index of the node in the body.
    pub node: usize,
    /// Index of the text among the node's texts.
    pub text: usize,
    /// Where it stands, one place for what stands together on a page.
    pub places: Vec<Place>,
}

/// What is marked, and where callouts lead to.
pub(super) struct Marking<'a> {
    pub(super) anchors: &'a Anchors,
    /// By node and text; nothing where nothing is marked.
    passages: Option<Vec<Vec<Marked>>>,
    /// Nodes and texts that were written.
    written: RefCell<BTreeSet<(u32, u32)>>,
}

/// A text that may be marked.
struct Marked {
    passage: MarkedPassage,
    /// How many edits the texts before it have.
    edits_before: usize,
}

impl<'a> Marking<'a> {
    /// Nothing is marked.
    pub(super) fn none(anchors: &'a Anchors) -> Self {
        Self { anchors, passages: None, written: RefCell::default() }
    }

    /// All passages and edits of a document are.
    pub(super) fn of(document: &Document, anchors: &'a Anchors) -> Self {
        let mut edits_before = 0;
        let mut passages = Vec::with_capacity(document.body.len());
        for (at, (node, id)) in document.body.iter().zip(name::ids(&document.body)).enumerate() {
            let mark = |(number, text): (usize, &Text)| {
                let id = format!("{id}{}", pointer::inside(node, number));
                let places = stretches(text).iter().map(Stretch::place).collect();
                let passage = MarkedPassage { id, node: at, text: number, places };
                let marked = Marked { passage, edits_before };
                edits_before += text.edits().len();
                marked
            };
            passages.push(node.texts().into_iter().enumerate().map(mark).collect());
        }
        Self { anchors, passages: Some(passages), written: RefCell::default() }
    }

    /// The name of a node that has one.
    pub(super) fn name(&self, node: u32) -> Option<&str> {
        self.anchors.name(node)
    }

    /// Whether files beside the article are shown in it.
    pub(super) fn shows_images(&self) -> bool {
        self.passages.is_none()
    }

    /// Opens the element of a passage, where passages are marked: how many edits stand before it.
    pub(super) fn open(&self, tree: &mut Tree, place: (u32, u32)) -> Option<usize> {
        let node = self.passages.as_ref()?.get(place.0 as usize)?;
        let own = node.get(place.1 as usize)?;
        self.written.borrow_mut().insert(place);
        tree.open(Tag::of("span").with("data-passage", own.passage.id.as_str()));
        Some(own.edits_before)
    }

    /// The passages that were written.
    pub(super) fn into_passages(self) -> Vec<MarkedPassage> {
        let written = self.written.into_inner();
        let passages = self.passages.into_iter().flatten().flatten();
        let is_written =
            |own: &Marked| written.contains(&(own.passage.node as u32, own.passage.text as u32));
        passages.filter(is_written).map(|own| own.passage).collect()
    }
}

/// The element of an edit by its number.
pub(super) fn tag(number: usize) -> Tag {
    Tag::of("ins").with("data-edit", number.to_string())
}

/// Which bytes of a text as it now reads show which of its edits, in order and without overlaps. Where an edit
/// took something away, that is the word around the place.
pub(super) fn edits(text: &Text) -> Vec<(Range<usize>, usize)> {
    let current = text.as_str();
    let mut shown: Vec<(Range<usize>, usize)> = Vec::new();
    let places = places(text.edits());
    for (number, place) in places.iter().enumerate() {
        let from = shown.last().map_or(0, |(last, _)| last.end).min(place.start);
        let to = places.get(number + 1).map_or(current.len(), |next| next.start).max(place.end);
        let range = if place.is_empty() {
            word_around(current, place.start, from..to)
        } else {
            place.clone()
        };
        if !range.is_empty() && current.get(range.clone()).is_some() {
            shown.push((range, number));
        }
    }
    shown
}

/// Where edits stand in the text as it now reads: a line break that none of them touched is a blank there, which
/// is as long.
fn places(edits: &[Edit]) -> Vec<Range<usize>> {
    let (mut printed, mut at) = (0, 0);
    let place = |edit: &Edit| {
        let start = at + (edit.range.start as usize).saturating_sub(printed);
        (printed, at) = (edit.range.end as usize, start + edit.replacement.len());
        start..at
    };
    edits.iter().map(place).collect()
}

/// The letters around a place within bounds, or else a character beside it.
fn word_around(text: &str, at: usize, bounds: Range<usize>) -> Range<usize> {
    let (Some(before), Some(behind)) = (text.get(bounds.start..at), text.get(at..bounds.end))
    else {
        return at..at;
    };
    let of_word = |c: &char| c.is_alphanumeric();
    let length = |c: char| c.len_utf8();
    let left: usize = before.chars().rev().take_while(of_word).map(length).sum();
    let right: usize = behind.chars().take_while(of_word).map(length).sum();
    if left + right > 0 {
        return at - left..at + right;
    }
    let beside = before.chars().next_back().map_or(0, length);
    at - beside..at
}

/// A piece cut where edits begin and end.
pub(super) fn parts<'a>(
    piece: &'a Piece<'a>,
    edits: &[(Range<usize>, usize)],
) -> Vec<(&'a Piece<'a>, Option<usize>, &'a str)> {
    let edit_at = |place: u32| {
        let place = place as usize;
        let at = edits.partition_point(|(range, _)| range.end <= place);
        edits.get(at).filter(|(range, _)| range.start <= place).map(|(_, number)| *number)
    };
    let mut parts = Vec::new();
    let (mut start, mut now) = (0, None);
    for ((at, _), place) in piece.text.char_indices().zip(&piece.places) {
        let edit = edit_at(*place);
        if edit != now && at > start {
            parts.push((piece, now, &piece.text[start..at]));
            start = at;
        }
        now = edit;
    }
    parts.push((piece, now, &piece.text[start..]));
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    fn edited(text: &str, edits: &[(Range<u32>, &str)]) -> Text {
        let mut text = Text::plain(text);
        text.apply(edits.iter().map(|(range, replacement)| Edit {
            rule: "test",
            reason: "a test",
            range: range.clone(),
            replacement: (*replacement).to_owned(),
            style: None,
            confidence: 1.0,
            key: None,
            verdict: None,
        }));
        text
    }

    #[test]
    fn edits_show_what_they_put_there_or_the_word_around() {
        type Case<'a> = (&'a str, &'a [(Range<u32>, &'a str)], &'a [&'a str]);
        let cases: &[Case<'_>] = &[
            ("an exam-\nple of it", &[(7..9, "")], &["example"]),
            ("5 um", &[(2..3, "µ")], &["µ"]),
            ("a-\nb-\nc", &[(1..3, ""), (4..6, "")], &["ab", "c"]),
            ("(-\n)", &[(1..3, "")], &["("]),
            ("-\n", &[(0..2, "")], &[]),
        ];
        for (text, edits, expected) in cases {
            let text = edited(text, edits);
            let shown = super::edits(&text);
            let shown: Vec<&str> =
                shown.iter().map(|(range, _)| &text.as_str()[range.clone()]).collect();
            assert_eq!(&shown, expected, "{text:?}");
        }
    }
}
