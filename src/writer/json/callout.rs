//! Callouts with offsets in characters.

use super::pointer;
use super::text::Characters;
use super::types::{Callout, CalloutItem};
use crate::document::Document;
use crate::document::callout as model;

/// The callouts as the contract has them.
pub(super) fn callouts(document: &Document) -> Vec<Callout> {
    let same_text =
        |a: &model::Callout, b: &model::Callout| (a.at.node, a.at.text) == (b.at.node, b.at.text);
    let of_text = |own: &[model::Callout]| {
        let at = &own[0].at;
        let (index, text) = (at.node as usize, at.text as usize);
        let node = &document.body[index];
        let texts = node.texts();
        let characters = Characters::of(texts[text].as_str());
        let target = |item: &model::CalloutItem, target: u32| match item.note {
            Some(note) => pointer(&document.body[target as usize], target as usize, note as usize),
            None => format!("/body/{target}"),
        };
        let item = |own: &model::CalloutItem| CalloutItem {
            range: characters.range(&own.range),
            targets: own.targets.iter().map(|&at| target(own, at)).collect(),
            part: own.part.clone(),
        };
        let callout = |own: &model::Callout| Callout {
            passage: pointer(node, index, text),
            range: characters.range(&own.at.range),
            form: own.form,
            items: own.items.iter().map(item).collect(),
        };
        own.iter().map(callout).collect::<Vec<_>>()
    };
    document.callouts.chunk_by(same_text).flat_map(of_text).collect()
}
