//! JSON Pointers as the places that they name.

use super::super::types::{Document, Stretch};
use super::text::Bytes;
use crate::document::{Node, Part, Stretch as Address};
use std::ops::Range;

/// The text that a pointer names: its list, its node there, its index among the node's texts.
fn text_at(pointer: &str, body: &[Node]) -> Option<(Part, u32, u32)> {
    let mut steps = pointer.strip_prefix('/')?.split('/');
    let part = match steps.next()? {
        "body" => Part::Body,
        "furniture" => return Some((Part::Furniture, steps.next()?.parse().ok()?, 0)),
        _ => return None,
    };
    let index: u32 = steps.next()?.parse().ok()?;
    let node = body.get(index as usize)?;
    let mut number = || steps.next()?.parse::<u32>().ok();
    let (first, cells) = match node {
        Node::Table(table) => (u32::from(table.caption.is_some()), table.cells.len() as u32),
        _ => (0, 0),
    };
    let text = match pointer.split('/').nth(3)? {
        "content" | "caption" => 0,
        "cells" => {
            number();
            first + number()?
        }
        "lines" => {
            number();
            number()?
        }
        "notes" => {
            number();
            first + cells + number()?
        }
        _ => return None,
    };
    Some((part, index, text))
}

/// The node that a pointer names, and which of its texts, if it names one.
pub(super) fn target(pointer: &str, body: &[Node]) -> Option<(u32, Option<u32>)> {
    let rest = pointer.strip_prefix("/body/")?;
    if let Ok(index) = rest.parse() {
        return Some((index, None));
    }
    let (_, node, text) = text_at(pointer, body)?;
    Some((node, Some(text)))
}

/// A stretch of a text of the body.
pub(super) fn of_body(passage: &str, range: &Range<u32>, body: &[Node]) -> Option<Address> {
    let (part, node, text) = text_at(passage, body)?;
    let own = body.get(node as usize)?.text(text as usize)?;
    let range = Bytes::of(own.as_str()).range(range);
    (part == Part::Body).then_some(Address { part, node, text, range })
}

/// A stretch of a text of the document.
pub(super) fn stretch(document: &Document, body: &[Node], own: &Stretch) -> Option<Address> {
    if let (Part::Furniture, node, text) = text_at(&own.passage, body)? {
        let words = &document.furniture.get(node as usize)?.content.text;
        let range = Bytes::of(words).range(&own.range);
        return Some(Address { part: Part::Furniture, node, text, range });
    }
    of_body(&own.passage, &own.range, body)
}
