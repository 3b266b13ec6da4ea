//! Names of footnotes.

use crate::document::Node;
use std::collections::{BTreeMap, BTreeSet};

/// A name for each footnote with a mark that no other has, by the index of its node: the mark as
/// printed, else a number.
pub(super) fn names(nodes: &[Node]) -> BTreeMap<u32, String> {
    let mut names = BTreeMap::new();
    let mut taken: BTreeSet<String> = BTreeSet::new();
    // For each mark the number that the next note with it is tried with.
    let mut next_of: BTreeMap<String, u32> = BTreeMap::new();
    for (at, node) in (0..).zip(nodes) {
        let Node::Footnote(note) = node else { continue };
        let Some(label) = &note.label else { continue };
        let is_name = |c: char| c.is_alphanumeric() || matches!(c, '†' | '‡' | '§' | '¶');
        let label = Some(label.trim()).filter(|l| !l.is_empty() && l.chars().all(is_name));
        // Names are compared without regard to case, as Markdown does.
        let mark = label.map(str::to_lowercase);
        let numbered = |number: u32| match &mark {
            Some(mark) if number == 1 => mark.clone(),
            Some(mark) => format!("{mark}-{number}"),
            None => format!("note-{number}"),
        };
        let next = next_of.entry(mark.clone().unwrap_or_default()).or_insert(1);
        let free = (*next..).find(|number| !taken.contains(&numbered(*number)));
        *next = free.unwrap_or(*next);
        let name = numbered(*next);
        taken.insert(name.clone());
        names.insert(at, name);
    }
    names
}
