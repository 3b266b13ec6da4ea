//! Where a text stands in the JSON.

use crate::document::Node;

/// The JSON Pointer (RFC 6901) of one of a node's texts, see [`Node::texts`], in what the JSON writer
/// writes.
pub fn pointer(node: &Node, index: usize, text: usize) -> String {
    let inside = inside(node, text);
    let is_content = inside.starts_with("/notes") || inside.starts_with("/lines");
    let content = if is_content { "" } else { "/content" };
    format!("/body/{index}{inside}{content}")
}

/// Which of its node's texts a text is: nothing where there is but one.
pub(super) fn inside(node: &Node, text: usize) -> String {
    let caption = match node {
        Node::Table(table) => table.caption.as_ref(),
        Node::Figure(figure) => figure.caption.as_ref(),
        _ => None,
    };
    let behind = text.saturating_sub(usize::from(caption.is_some()));
    match node {
        _ if caption.is_some() && text == 0 => "/caption".to_owned(),
        Node::Table(table) if behind < table.cells.len() => format!("/cells/{behind}"),
        Node::Table(table) => format!("/notes/{}", behind - table.cells.len()),
        Node::Listing(_) => format!("/lines/{text}"),
        _ => String::new(),
    }
}
