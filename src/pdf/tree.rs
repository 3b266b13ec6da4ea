//! Name trees and number trees (ISO 32000-2, 7.9.6 and 7.9.7).

use hayro_syntax::object::{Array, Dict, Object};

/// Nodes of a tree that are visited at most; a tree that refers to itself has no end.
const NODE_LIMIT: usize = 50_000;

/// Entries of a tree that are read at most.
const ENTRY_LIMIT: usize = 500_000;

/// The entries of a tree: keys with their values. `leaf` is `Names` or `Nums`.
pub(super) fn entries<'a>(root: &Dict<'a>, leaf: &str) -> Vec<(Object<'a>, Object<'a>)> {
    let mut found = Vec::new();
    let mut nodes = vec![root.clone()];
    let mut visited = 0;
    while let Some(node) = nodes.pop() {
        visited += 1;
        if visited > NODE_LIMIT || found.len() > ENTRY_LIMIT {
            break;
        }
        if let Some(leaves) = node.get::<Array<'_>>(leaf) {
            let mut items = leaves.iter::<Object<'_>>();
            while let (Some(key), Some(value)) = (items.next(), items.next()) {
                found.push((key, value));
            }
        }
        if let Some(kids) = node.get::<Array<'_>>(b"Kids") {
            let kids: Vec<Dict<'_>> = kids.iter::<Dict<'_>>().take(NODE_LIMIT).collect();
            nodes.extend(kids.into_iter().rev());
        }
    }
    found
}
