//! Names of the parts of a document inside one file, and the places of its texts that lead to them.

use super::name;
use crate::document::callout::{Callout, CalloutForm, CalloutItem};
use crate::document::{Document, Node};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// A place of a text that leads to parts of the document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Lead {
    /// Bytes of the text as it now reads.
    pub(super) range: Range<u32>,
    /// What it leads to.
    pub(super) form: CalloutForm,
    /// Names of the parts, at least one, in the order of their numbers.
    pub(super) targets: Vec<String>,
}

/// Names of nodes, and what leads to them.
#[derive(Debug, Default)]
pub(super) struct Anchors {
    names: BTreeMap<u32, String>,
    leads: BTreeMap<(u32, u32), Vec<Lead>>,
}

impl Anchors {
    /// Those of a document, named as in its JSON.
    pub(super) fn of(document: &Document) -> Self {
        let mut anchors = Self::default();
        for (at, (node, id)) in (0..).zip(document.body.iter().zip(name::ids(&document.body))) {
            let is_named = matches!(
                node,
                Node::Heading { .. }
                    | Node::Formula(_)
                    | Node::Listing(_)
                    | Node::Table(_)
                    | Node::Figure(_)
                    | Node::Footnote(_)
                    | Node::Reference(_)
            );
            if is_named {
                anchors.names.insert(at, id);
            }
        }
        for callout in &document.callouts {
            anchors.add(document, callout);
        }
        for leads in anchors.leads.values_mut() {
            leads.sort_by_key(|lead| (lead.range.start, lead.range.end));
            let mut end = 0;
            leads.retain(|lead| {
                let apart = lead.range.start >= end;
                end = if apart { lead.range.end } else { end };
                apart
            });
        }
        anchors
    }

    fn add(&mut self, document: &Document, callout: &Callout) {
        for item in &callout.items {
            let targets = self.targets(document, item);
            if !targets.is_empty() && !item.range.is_empty() {
                let lead = Lead { range: item.range.clone(), form: callout.form, targets };
                self.leads.entry((callout.at.node, callout.at.text)).or_default().push(lead);
            }
        }
    }

    fn targets(&self, document: &Document, item: &CalloutItem) -> Vec<String> {
        let name = |target: &u32| {
            let name = self.names.get(target)?;
            let Some(note) = item.note else { return Some(name.clone()) };
            let Node::Table(table) = document.body.get(*target as usize)? else { return None };
            let texts = usize::from(table.caption.is_some()) + table.cells.len();
            let note = (note as usize).checked_sub(texts).filter(|at| *at < table.notes.len())?;
            Some(of_table_note(name, note))
        };
        let mut seen = BTreeSet::new();
        item.targets.iter().filter_map(name).filter(|name| seen.insert(name.clone())).collect()
    }

    /// The name of a node that has one.
    pub(super) fn name(&self, node: u32) -> Option<&str> {
        self.names.get(&node).map(String::as_str)
    }

    /// All that lead somewhere, by node and text, in order.
    pub(super) fn all_leads(&self) -> impl Iterator<Item = ((u32, u32), &[Lead])> {
        self.leads.iter().map(|(place, leads)| (*place, leads.as_slice()))
    }

    /// What leads from a text of a node, in order and without overlaps.
    pub(super) fn leads(&self, node: u32, text: u32) -> &[Lead] {
        self.leads.get(&(node, text)).map_or(&[], Vec::as_slice)
    }
}

/// The name of a note below a table, by its place among the notes.
pub(super) fn of_table_note(table: &str, note: usize) -> String {
    format!("{table}-note-{}", note + 1)
}
