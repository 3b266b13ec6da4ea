//! Where a text stands in what is written.

use crate::document::Node;

/// The JSON Pointer (RFC 6901) of one of a node's texts, see [`Node::texts`], in what this writer
/// writes.
pub fn pointer(node: &Node, index: usize, text: usize) -> String {
    let base = format!("/body/{index}");
    let caption = match node {
        Node::Table(table) => table.caption.as_ref(),
        Node::Figure(figure) => figure.caption.as_ref(),
        _ => None,
    };
    let behind = text.saturating_sub(usize::from(caption.is_some()));
    match node {
        _ if caption.is_some() && text == 0 => format!("{base}/caption/content"),
        Node::Table(table) if behind < table.cells.len() => {
            format!("{base}/cells/{behind}/content")
        }
        Node::Table(table) => format!("{base}/notes/{}", behind - table.cells.len()),
        _ => format!("{base}/content"),
    }
}
