//! Texts with their styles and links.

use super::marking::{self, Marking};
use crate::text::Text;
use crate::writer::anchor::Lead;
use crate::writer::link;
use crate::writer::piece::{Piece, Styles, pieces};
use crate::writer::script::Level;
use crate::writer::xml::{Tag, Tree};

/// Writes a text, the one with that number among the texts of its node.
pub(super) fn write(tree: &mut Tree, text: &Text, place: (u32, u32), marking: &Marking<'_>) {
    write_styled(tree, text, place, marking, Styles::All);
}

/// Writes a title or heading.
pub(super) fn title(tree: &mut Tree, text: &Text, node: u32, marking: &Marking<'_>) {
    write_styled(tree, text, (node, 0), marking, Styles::Italics);
}

/// Writes a line of code, every blank of which counts.
pub(super) fn line(tree: &mut Tree, text: &Text, place: (u32, u32), marking: &Marking<'_>) {
    let passage = marking.open(tree, place);
    tree.text(text.as_str());
    passage.into_iter().for_each(|_| tree.close());
}

fn write_styled(
    tree: &mut Tree,
    text: &Text,
    place: (u32, u32),
    marking: &Marking<'_>,
    styles: Styles,
) {
    let leads = marking.anchors.leads(place.0, place.1);
    let ranges: Vec<_> = leads.iter().map(|lead| lead.range.clone()).collect();
    let pieces = pieces(text, &ranges, styles);
    let passage = marking.open(tree, place);
    let first = passage.unwrap_or_default();
    let edits = if passage.is_some() { marking::edits(text) } else { Vec::new() };
    let parts = pieces.iter().flat_map(|piece| marking::parts(piece, &edits));
    let parts: Vec<_> = parts.collect();
    tree.stretches(parts.iter().map(|(piece, edit, words)| {
        let lead = piece.mark.and_then(|mark| leads.get(mark)).and_then(jump);
        let outer = lead.or_else(|| link::safe(piece.link?).map(link));
        let edit = edit.map(|edit| marking::tag(first + edit));
        (outer.into_iter().chain(edit).chain(tags(piece)).collect(), *words)
    }));
    passage.into_iter().for_each(|_| tree.close());
}

/// A link to the first of the parts that a place leads to.
fn jump(lead: &Lead) -> Option<Tag> {
    lead.targets.first().map(|target| link(format!("#{target}")))
}

/// A link to an address that is known to be safe.
pub(super) fn link(address: String) -> Tag {
    Tag::of("a").with("href", address)
}

fn tags(piece: &Piece<'_>) -> impl Iterator<Item = Tag> {
    let script = match piece.level {
        Level::Line => None,
        Level::Raised => Some("sup"),
        Level::Lowered => Some("sub"),
    };
    let styles = [piece.bold.then_some("b"), piece.italic.then_some("i"), script];
    styles.into_iter().flatten().map(Tag::of)
}
