//! What stands behind the text: thanks, statements, appendices, references, notes.

use super::flow;
use crate::document::SectionKind;
use crate::writer::anchor::Anchors;
use crate::writer::outline::{Outline, Section};
use crate::writer::xml::{Tag, Tree};

/// Which of the sections is the first one behind the text: that of the references, or the first of the end matter
/// that leads to it or to the end. Everything behind it is of the back, so that the order is that of the paper.
pub(super) fn begins(text: &Section<'_>) -> usize {
    let sections = &text.sections;
    let references = sections.iter().position(Section::has_references).unwrap_or(sections.len());
    let end_matter = sections[..references].iter().rev().take_while(|own| is_end_matter(own));
    references - end_matter.count()
}

fn is_end_matter(section: &Section<'_>) -> bool {
    section.kinds.iter().any(|kind| {
        kind.is_statement()
            || matches!(
                kind,
                SectionKind::Abbreviations
                    | SectionKind::Supplement
                    | SectionKind::Appendix
                    | SectionKind::References
            )
    })
}

/// Writes it, and the notes of pages last, as they are printed on pages of their own in the Markdown.
pub(super) fn write(
    tree: &mut Tree,
    outline: &Outline<'_>,
    sections: &[Section<'_>],
    anchors: &Anchors,
) {
    tree.open(Tag::of("back"));
    tree.line();
    flow::loose_references(tree, &outline.text, anchors);
    let is_appendix = |own: &Section<'_>| own.is(SectionKind::Appendix) && !own.has_references();
    for group in sections.chunk_by(|own, next| is_appendix(own) && is_appendix(next)) {
        let appendices = group.first().is_some_and(is_appendix);
        if appendices {
            tree.open(Tag::of("app-group"));
        }
        for own in group {
            if appendices {
                flow::element(tree, Tag::of("app"), own, anchors);
            } else if own.is(SectionKind::Acknowledgements) && !own.has_references() {
                flow::element(tree, Tag::of("ack"), own, anchors);
            } else {
                flow::section(tree, own, anchors);
            }
        }
        if appendices {
            tree.close();
        }
    }
    if !outline.notes.is_empty() {
        tree.open(Tag::of("fn-group"));
        outline.notes.iter().for_each(|note| flow::note(tree, *note, anchors));
        tree.close();
        tree.line();
    }
    tree.close();
    tree.line();
}
