//! What the text says about the paper's other parts: figures and tables by their labels, entries of
//! the reference list by their numbers or by names and years, notes of a page or a table by their
//! marks.
//!
//! Papers cite in one way: in square or round brackets, with raised numbers, or by names and years.
//! Each way is read, and the one by which most entries are found is taken.

mod display;
mod foot;
mod jump;
mod name;
mod note;
mod number;
mod part;
#[cfg(test)]
mod tests;

use super::passage::{self, Passage};
use crate::document::callout::Callout;
use crate::document::{Node, Reference};
pub(super) use foot::part_marks;
pub(super) use jump::Jumps;
use jump::OnLinks;
use std::collections::BTreeSet;

/// A way of citing is that of the paper where it names at least this share of the entries.
const CITED_SHARE: f32 = 0.15;

/// Finds the callouts of a document, in the order of its texts.
pub(super) fn find(nodes: &[Node], jumps: &Jumps) -> Vec<Callout> {
    let passages: Vec<Passage<'_>> = passage::of_article(nodes).collect();
    let on_links = jumps.on(&passages);
    let mut callouts = display::find(nodes, &passages);
    callouts.extend(foot::find(nodes));
    callouts.extend(note::find(&passages));
    callouts.extend(citations(nodes, &passages, &on_links));
    callouts.extend(on_links.unread(&passages, &callouts));
    callouts.sort_by_key(|own| (own.at.node, own.at.text, own.at.range.start));
    // Where two are read in one place, the one that begins first holds.
    let mut kept: Vec<Callout> = Vec::with_capacity(callouts.len());
    for callout in callouts {
        let free = kept.last().is_none_or(|last| {
            let same = (last.at.node, last.at.text) == (callout.at.node, callout.at.text);
            !same || last.at.range.end <= callout.at.range.start
        });
        if free {
            kept.push(callout);
        }
    }
    kept
}

/// Citations in the way in which the paper cites.
fn citations(nodes: &[Node], passages: &[Passage<'_>], on_links: &OnLinks) -> Vec<Callout> {
    let entries: Vec<(u32, &Reference)> = (0..)
        .zip(nodes)
        .filter_map(|(at, node)| match node {
            Node::Reference(reference) => Some((at, reference)),
            _ => None,
        })
        .collect();
    let mut ways: Vec<Vec<Callout>> = vec![name::find(&entries, passages)];
    ways.extend(number::WAYS.map(|way| number::find(&entries, passages, way)));
    let cited = |way: &Vec<Callout>| {
        let items = way.iter().flat_map(|callout| &callout.items);
        items.flat_map(|item| &item.targets).collect::<BTreeSet<_>>().len()
    };
    // What lies on links is cited without doubt.
    let weight = |way: &Vec<Callout>| cited(way) + on_links.count(way);
    let best = ways.into_iter().max_by_key(weight).unwrap_or_default();
    let enough = cited(&best) as f32 >= CITED_SHARE * entries.len() as f32;
    if enough { best } else { Vec::new() }
}
