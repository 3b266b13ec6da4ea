//! Texts with their styles, links and cross-references.

use crate::document::callout::CalloutForm;
use crate::text::Text;
use crate::writer::anchor::{Anchors, Lead};
use crate::writer::link;
use crate::writer::piece::{Piece, Styles, pieces};
use crate::writer::script::Level;
use crate::writer::xml::{Tag, Tree};

/// Writes a text, the one with that number among the texts of its node.
pub(super) fn write(tree: &mut Tree, text: &Text, place: (u32, u32), anchors: &Anchors) {
    let leads = anchors.leads(place.0, place.1);
    write_marked(tree, text, leads, Styles::All);
}

/// Writes a title or heading.
pub(super) fn title(tree: &mut Tree, text: &Text, node: u32, anchors: &Anchors) {
    write_marked(tree, text, anchors.leads(node, 0), Styles::Italics);
}

/// Writes a text to which nothing of the paper is tied.
pub(super) fn plain(tree: &mut Tree, text: &Text) {
    write_marked(tree, text, &[], Styles::All);
}

fn write_marked(tree: &mut Tree, text: &Text, leads: &[Lead], styles: Styles) {
    let ranges: Vec<_> = leads.iter().map(|lead| lead.range.clone()).collect();
    let pieces = pieces(text, &ranges, styles);
    tree.stretches(pieces.iter().map(|piece| {
        let tags = match piece.mark.and_then(|mark| leads.get(mark)) {
            // Brackets and commas between raised numbers stay in one element with them.
            Some(lead) => {
                let inner = std::iter::once(reference(lead)).chain(emphasis(piece));
                script(piece).into_iter().chain(inner).collect()
            }
            None => piece.link.and_then(linked).into_iter().chain(tags(piece)).collect(),
        };
        (tags, piece.text.as_str())
    }));
}

/// The elements of the styles of a piece, its script the innermost.
pub(super) fn tags(piece: &Piece<'_>) -> impl Iterator<Item = Tag> {
    emphasis(piece).chain(script(piece))
}

fn emphasis(piece: &Piece<'_>) -> impl Iterator<Item = Tag> {
    let styles = [piece.bold.then_some("bold"), piece.italic.then_some("italic")];
    styles.into_iter().flatten().map(Tag::of)
}

fn script(piece: &Piece<'_>) -> Option<Tag> {
    match piece.level {
        Level::Line => None,
        Level::Raised => Some(Tag::of("sup")),
        Level::Lowered => Some(Tag::of("sub")),
    }
}

/// The element of a link.
pub(super) fn linked(target: &str) -> Option<Tag> {
    let address = link::safe(target)?;
    let tag = if address.starts_with("http") {
        Tag::of("ext-link").with("ext-link-type", "uri")
    } else {
        Tag::of("email")
    };
    Some(tag.with("xlink:href", address))
}

fn reference(lead: &Lead) -> Tag {
    let of_table = |target: &String| target.starts_with("table");
    let kind = match lead.form {
        CalloutForm::Figure => "fig",
        CalloutForm::Table => "table",
        CalloutForm::Number | CalloutForm::NameInBrackets | CalloutForm::NameInSentence => "bibr",
        CalloutForm::Note if lead.targets.iter().all(of_table) => "table-fn",
        CalloutForm::Note => "fn",
    };
    Tag::of("xref").with("ref-type", kind).with("rid", lead.targets.join(" "))
}
