//! The characters of a text with their styles.

use super::script::{self, Level};
use crate::text::{Style, Text};
use std::ops::Range;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// A character with what holds on it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Atom {
    /// The character.
    pub(super) ch: char,
    /// The byte of the text as it now reads at which it begins.
    pub(super) at: u32,
    /// The bytes of the original it stands for.
    pub(super) original: Range<u32>,
    /// Index of the edit that put it there.
    pub(super) edit: Option<u32>,
    /// Whether it is raised or lowered.
    pub(super) level: Level,
    /// Whether it is bold.
    pub(super) bold: bool,
    /// Whether it is slanted.
    pub(super) italic: bool,
    /// Which link it belongs to.
    pub(super) link: Option<usize>,
}

/// The characters of a text, in NFC, each kind of white space but the no-break one as a blank.
pub(super) fn atoms(text: &Text) -> (Vec<Atom>, Vec<&str>) {
    let mut atoms: Vec<Atom> = Vec::with_capacity(text.as_str().len());
    let mut targets: Vec<&str> = Vec::new();
    for segment in text.segments() {
        let mut pattern = Atom {
            ch: ' ',
            // Offsets of a text fit into 32 bits.
            at: segment.current.start as u32,
            original: segment.original.clone(),
            edit: segment.edit,
            level: Level::Line,
            bold: false,
            italic: false,
            link: None,
        };
        for style in &segment.styles {
            match style {
                Style::Superscript => pattern.level = Level::Raised,
                Style::Subscript => pattern.level = Level::Lowered,
                Style::Bold => pattern.bold = true,
                Style::Italic => pattern.italic = true,
                Style::Link(target) => {
                    let known = targets.iter().position(|known| known == target);
                    pattern.link = Some(known.unwrap_or_else(|| {
                        targets.push(target);
                        targets.len() - 1
                    }));
                }
            }
        }
        let original =
            &text.original()[segment.original.start as usize..segment.original.end as usize];
        let as_printed = original.len() == segment.text.len();
        push_atoms(&mut atoms, segment.text, &pattern, as_printed);
    }
    (compose(atoms), targets)
}

fn push_atoms(atoms: &mut Vec<Atom>, string: &str, pattern: &Atom, as_printed: bool) {
    for (at, c) in string.char_indices() {
        let mut atom = pattern.clone();
        let is_break = c.is_control() || matches!(c, '\u{2028}' | '\u{2029}');
        atom.ch = if is_break { ' ' } else { c };
        atom.at += at as u32;
        if as_printed {
            let start = pattern.original.start + at as u32;
            atom.original = start..start + c.len_utf8() as u32;
        }
        atoms.push(atom);
    }
}

/// Composes each base character with the marks that follow it.
fn compose(atoms: Vec<Atom>) -> Vec<Atom> {
    let string: String = atoms.iter().map(|atom| atom.ch).collect();
    if unicode_normalization::is_nfc(&string) {
        return atoms;
    }
    let mut composed: Vec<Atom> = Vec::with_capacity(atoms.len());
    let mut at = 0;
    while at < atoms.len() {
        let mut end = at + 1;
        while end < atoms.len() && joins(atoms[end].ch) {
            end += 1;
        }
        let cluster: String = atoms[at..end].iter().map(|atom| atom.ch).collect();
        let mut pattern = atoms[at].clone();
        pattern.original.end = pattern.original.end.max(atoms[end - 1].original.end);
        composed.extend(cluster.nfc().map(|ch| Atom { ch, ..pattern.clone() }));
        at = end;
    }
    composed
}

/// Whether a character may compose with the one before it: marks, and the later jamo of Hangul.
fn joins(c: char) -> bool {
    is_combining_mark(c) || matches!(c, '\u{1160}'..='\u{11FF}')
}

/// Takes away the blanks at both ends.
pub(super) fn trim(atoms: &mut Vec<Atom>) {
    let end = atoms.iter().rposition(|atom| atom.ch != ' ').map_or(0, |at| at + 1);
    atoms.truncate(end);
    let start = atoms.iter().position(|atom| atom.ch != ' ').unwrap_or(0);
    atoms.drain(..start);
}

/// Takes raised and lowered characters for what they are, so that one file has one notation.
pub(super) fn lift(atoms: &mut [Atom]) {
    let mut before = Level::Line;
    for atom in atoms {
        if let Some((plain, level)) = script::on_line(atom.ch, before) {
            (atom.ch, atom.level) = (plain, level);
        }
        before = atom.level;
    }
}

/// Gives signs of relation and blanks the styles of what they belong to, in this order, since blanks stand beside both.
pub(super) fn settle(atoms: &mut [Atom]) {
    settle_relations(atoms);
    settle_blanks(atoms);
}

/// Gives blanks the style that both neighbours have, and no other.
fn settle_blanks(atoms: &mut [Atom]) {
    let mut at = 0;
    while at < atoms.len() {
        let end = at + atoms[at..].iter().take_while(|atom| atom.ch.is_whitespace()).count();
        if end == at {
            at += 1;
            continue;
        }
        let left = at.checked_sub(1).map(|i| atoms[i].clone());
        let right = atoms.get(end).cloned();
        for atom in &mut atoms[at..end] {
            let both = |test: fn(&Atom) -> bool| {
                left.as_ref().is_some_and(test) && right.as_ref().is_some_and(test)
            };
            atom.bold = both(|atom| atom.bold);
            atom.italic = both(|atom| atom.italic);
            let same_level = left.as_ref().map(|atom| atom.level) == Some(atom.level)
                && right.as_ref().map(|atom| atom.level) == Some(atom.level);
            atom.level = if same_level { atom.level } else { Level::Line };
            let link = left.as_ref().and_then(|atom| atom.link);
            atom.link = link.filter(|_| right.as_ref().and_then(|atom| atom.link) == link);
        }
        at = end;
    }
}

/// Sets signs of relation before a number in the style of its first figure: the slant of a letter before them ends with
/// the letter, and bold values are bold from their sign on.
fn settle_relations(atoms: &mut [Atom]) {
    /// Blanks and signs before a figure, at most.
    const MOST_BEFORE: usize = 6;
    for at in 0..atoms.len() {
        if !matches!(atoms[at].ch, '<' | '>' | '=' | '≤' | '≥' | '≈') {
            continue;
        }
        let lead = |atom: &&Atom| {
            atom.ch.is_whitespace() || matches!(atom.ch, '<' | '>' | '=' | '-' | '−' | '+' | '.')
        };
        let number = at + 1 + atoms[at + 1..].iter().take(MOST_BEFORE).take_while(lead).count();
        let is_figure = |atom: &&Atom| atom.ch.is_ascii_digit() && atom.level == Level::Line;
        let Some(figure) = atoms.get(number).filter(is_figure) else { continue };
        let (bold, italic) = (figure.bold, figure.italic);
        for atom in &mut atoms[at..number] {
            (atom.bold, atom.italic) = (bold, italic);
        }
    }
}

/// Maximal runs of atoms with an equal property.
pub(super) fn runs<T: PartialEq>(
    atoms: &[Atom],
    property: impl Fn(&Atom) -> T,
) -> Vec<Range<usize>> {
    let mut runs: Vec<Range<usize>> = Vec::new();
    for (at, atom) in atoms.iter().enumerate() {
        match runs.last_mut() {
            Some(last) if property(&atoms[at - 1]) == property(atom) => last.end = at + 1,
            _ => runs.push(at..at + 1),
        }
    }
    runs
}
