//! Where figures and tables stand: a page has them where there was room, a text without pages where
//! they are needed first.

use crate::document::Node;
use crate::document::callout::{Callout, CalloutForm};
use std::collections::BTreeMap;
use std::ops::Range;

/// A paragraph of fewer words may be a note on the figure or table above it.
const SHORT_PARAGRAPH: usize = 40;

/// Puts each figure and table behind the first paragraph of the text that names it; what the text
/// does not name, and what notes or a further part may stand behind, stays where it is. `text` are the nodes of the sections.
pub(super) fn settle(nodes: &mut Vec<Node>, callouts: &mut [Callout], text: Range<usize>) {
    let order = order(nodes, callouts, text);
    let mut places = vec![0; nodes.len()];
    (0..).zip(&order).for_each(|(place, &at)| places[at] = place);
    let mut old: Vec<Option<Node>> = std::mem::take(nodes).into_iter().map(Some).collect();
    nodes.extend(order.iter().filter_map(|&at| old[at].take()));
    for callout in callouts.iter_mut() {
        callout.at.node = places[callout.at.node as usize];
        let targets = callout.items.iter_mut().flat_map(|item| &mut item.targets);
        targets.for_each(|target| *target = places[*target as usize]);
    }
    callouts.sort_by_key(|own| (own.at.node, own.at.text, own.at.range.start));
}

/// The order of the nodes, each by its index. Callouts stand in the order of the texts.
fn order(nodes: &[Node], callouts: &[Callout], text: Range<usize>) -> Vec<usize> {
    let mut moved = vec![false; nodes.len()];
    let mut behind: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for callout in callouts {
        let at = callout.at.node as usize;
        let names = matches!(callout.form, CalloutForm::Figure | CalloutForm::Table);
        if !names || !text.contains(&at) || !is_prose(&nodes[at]) {
            continue;
        }
        for target in callout.items.iter().flat_map(|item| &item.targets) {
            let target = *target as usize;
            let is_whole = nodes.get(target + 1).is_none_or(begins_apart);
            let may_move = text.contains(&target) && is_whole;
            if may_move && !std::mem::replace(&mut moved[target], true) {
                behind.entry(end(nodes, at)).or_default().push(target);
            }
        }
    }
    let mut order = Vec::with_capacity(nodes.len());
    for at in (0..nodes.len()).filter(|&at| !moved[at]) {
        order.push(at);
        order.extend(behind.remove(&at).into_iter().flatten());
    }
    order
}

fn is_prose(node: &Node) -> bool {
    matches!(node, Node::Paragraph(_) | Node::ListItem(_))
}

/// Whether a node is surely no part of the figure or table that stands before it.
fn begins_apart(node: &Node) -> bool {
    match node {
        Node::Paragraph(text) => text.as_str().split_whitespace().count() >= SHORT_PARAGRAPH,
        Node::Figure(figure) => figure.caption.is_some(),
        Node::Table(table) => table.caption.is_some(),
        Node::Formula(_) => false,
        _ => true,
    }
}

fn is_float(node: &Node) -> bool {
    matches!(node, Node::Figure(_) | Node::Table(_))
}

/// The last node of the sentence and the list that reach over the end of a paragraph.
fn end(nodes: &[Node], at: usize) -> usize {
    let mut end = at;
    for (next, node) in nodes.iter().enumerate().skip(at + 1) {
        match node {
            node if is_float(node) => {}
            Node::ListItem(_) | Node::Formula(_) => end = next,
            Node::Paragraph(text) if text.as_str().starts_with(char::is_lowercase) => end = next,
            _ => break,
        }
    }
    end
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Caption, Figure, ListItem};
    use crate::structure::callout;
    use crate::text::Text;

    fn paragraph(text: &str) -> Node {
        Node::Paragraph(Text::plain(text))
    }

    fn figure(label: &str) -> Node {
        let caption = Caption { label: label.to_owned(), text: Text::plain("Salt.") };
        Node::Figure(Figure { caption: Some(caption), ..Figure::default() })
    }

    fn heading(text: &str) -> Node {
        Node::Heading { level: 1, text: Text::plain(text), kinds: Vec::new() }
    }

    fn item(text: &str) -> Node {
        Node::ListItem(ListItem { number: None, level: 0, text: Text::plain(text) })
    }

    /// What the nodes are after they were settled: the first words of texts, the labels of figures.
    fn settled(mut nodes: Vec<Node>) -> (Vec<String>, Vec<Callout>) {
        let mut callouts = callout::find(&nodes, &callout::Jumps::default());
        let all = 0..nodes.len();
        settle(&mut nodes, &mut callouts, all);
        let name = |node: &Node| match node {
            Node::Figure(figure) => figure.caption.as_ref().map(|caption| caption.label.clone()),
            node => node.texts()[0].as_str().split(' ').next().map(str::to_owned),
        };
        (nodes.iter().filter_map(name).collect(), callouts)
    }

    #[test]
    fn figures_stand_behind_the_paragraph_that_names_them_first() {
        let (names, callouts) = settled(vec![
            figure("Figure 2"),
            heading("Rivers"),
            paragraph("Rivers carry salt (Figure 1) and silt."),
            paragraph("Silt sinks, see Figure 2 and Figure 1."),
            figure("Figure 1"),
            figure("Figure 3"),
        ]);
        assert_eq!(names, ["Rivers", "Rivers", "Figure 1", "Silt", "Figure 2", "Figure 3"]);
        let targets: Vec<u32> = callouts.iter().map(|own| own.items[0].targets[0]).collect();
        assert_eq!(targets, [2, 4, 2]);
    }

    #[test]
    fn figures_stay_where_notes_may_stand_below_them() {
        let (names, _) = settled(vec![
            paragraph("Rivers carry salt (Figure 1) and silt."),
            heading("Silt"),
            figure("Figure 1"),
            paragraph("A, salt; B, silt."),
        ]);
        assert_eq!(names, ["Rivers", "Silt", "Figure 1", "A,"]);
    }

    #[test]
    fn figures_part_no_list_and_no_sentence() {
        let (names, _) = settled(vec![
            paragraph("There are (Figure 1):"),
            item("salt,"),
            figure("Figure 1"),
            item("silt,"),
            paragraph("which both sink."),
            heading("Water"),
        ]);
        assert_eq!(names, ["There", "salt,", "silt,", "which", "Figure 1", "Water"]);
    }
}
