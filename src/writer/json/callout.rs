//! Callouts with offsets in characters.

use super::mention::Texts;
use super::types::{Callout, CalloutItem, Stretch};
use crate::document::callout as model;
use crate::document::{Document, Stretch as Address};
use crate::writer::pointer::pointer;

/// The callouts as the contract has them.
pub(super) fn callouts(document: &Document) -> Vec<Callout> {
    let mut texts = Texts::of(document);
    let target = |item: &model::CalloutItem, target: u32| match item.note {
        Some(note) => pointer(&document.body[target as usize], target as usize, note as usize),
        None => format!("/body/{target}"),
    };
    let callout = |own: &model::Callout| {
        let Stretch { passage, range } = texts.stretch(&own.at);
        let item = |item: &model::CalloutItem| CalloutItem {
            range: texts.stretch(&Address { range: item.range.clone(), ..own.at.clone() }).range,
            targets: item.targets.iter().map(|&at| target(item, at)).collect(),
            part: item.part.clone(),
        };
        let items = own.items.iter().map(item).collect();
        Callout { passage, range, form: own.form, items }
    };
    document.callouts.iter().map(callout).collect()
}
