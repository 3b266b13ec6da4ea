//! Texts with their styles and links.

use crate::text::Text;
use crate::writer::anchor::{Anchors, Lead};
use crate::writer::link;
use crate::writer::piece::{Piece, Styles, pieces};
use crate::writer::script::Level;
use crate::writer::xml::{Tag, Tree};

/// Writes a text, the one with that number among the texts of its node.
pub(super) fn write(tree: &mut Tree, text: &Text, place: (u32, u32), anchors: &Anchors) {
    write_styled(tree, text, anchors.leads(place.0, place.1), Styles::All);
}

/// Writes a title or heading.
pub(super) fn title(tree: &mut Tree, text: &Text, node: u32, anchors: &Anchors) {
    write_styled(tree, text, anchors.leads(node, 0), Styles::Italics);
}

fn write_styled(tree: &mut Tree, text: &Text, leads: &[Lead], styles: Styles) {
    let ranges: Vec<_> = leads.iter().map(|lead| lead.range.clone()).collect();
    let pieces = pieces(text, &ranges, styles);
    tree.stretches(pieces.iter().map(|piece| {
        let lead = piece.mark.and_then(|mark| leads.get(mark)).and_then(jump);
        let outer = lead.or_else(|| link::safe(piece.link?).map(link));
        (outer.into_iter().chain(tags(piece)).collect(), piece.text.as_str())
    }));
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
