//! A text cut where anything changes that holds on it, for notations that nest elements.

use super::atom::{Atom, atoms, lift, runs, settle, trim};
use super::script::Level;
use crate::text::Text;
use std::ops::Range;

/// What of the styles of a text is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Styles {
    /// Bold and italics.
    All,
    /// Italics, unless the whole text is slanted: titles and headings, which are heavy as a whole.
    Italics,
}

/// A stretch of a text on which all that holds is constant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Piece<'a> {
    /// Its characters, in NFC and without line breaks.
    pub(super) text: String,
    /// Bytes of the text as it now reads at which its characters begin, one each.
    pub(super) places: Vec<u32>,
    /// Whether it is raised or lowered.
    pub(super) level: Level,
    /// Whether it is bold.
    pub(super) bold: bool,
    /// Whether it is slanted.
    pub(super) italic: bool,
    /// Target of the link it belongs to, as the file states it.
    pub(super) link: Option<&'a str>,
    /// Which of the marks it lies in.
    pub(super) mark: Option<usize>,
}

/// The pieces of a text without the blanks at its ends. `marks` are bytes of it as it now reads, in order and
/// without overlaps.
pub(super) fn pieces<'a>(text: &'a Text, marks: &[Range<u32>], styles: Styles) -> Vec<Piece<'a>> {
    let (mut atoms, targets) = atoms(text);
    trim(&mut atoms);
    lift(&mut atoms);
    settle(&mut atoms);
    settle_styles(&mut atoms, styles);
    let mark_of = |atom: &Atom| {
        let at = marks.partition_point(|mark| mark.end <= atom.at);
        marks.get(at).filter(|mark| mark.start <= atom.at).map(|_| at)
    };
    let constant = |atom: &Atom| (atom.level, atom.bold, atom.italic, atom.link, mark_of(atom));
    let piece = |range: Range<usize>| {
        let own = &atoms[range];
        let first = own.first()?;
        Some(Piece {
            text: own.iter().map(|atom| atom.ch).collect(),
            places: own.iter().map(|atom| atom.at).collect(),
            level: first.level,
            bold: first.bold,
            italic: first.italic,
            link: first.link.and_then(|link| targets.get(link).copied()),
            mark: mark_of(first),
        })
    };
    runs(&atoms, constant).into_iter().filter_map(piece).collect()
}

/// The weight and the slant of signs alone say nothing.
fn settle_styles(atoms: &mut [Atom], styles: Styles) {
    let all_slanted = atoms.iter().all(|atom| atom.italic || atom.ch.is_whitespace());
    for atom in atoms.iter_mut().filter(|_| styles == Styles::Italics) {
        atom.bold = false;
        atom.italic &= !all_slanted;
    }
    let has_word = |atoms: &[Atom]| atoms.iter().any(|atom| atom.ch.is_alphanumeric());
    for range in runs(atoms, |atom| atom.bold) {
        let keep = has_word(&atoms[range.clone()]);
        atoms[range].iter_mut().for_each(|atom| atom.bold &= keep);
    }
    for range in runs(atoms, |atom| atom.italic) {
        let keep = has_word(&atoms[range.clone()]);
        atoms[range].iter_mut().for_each(|atom| atom.italic &= keep);
    }
}
