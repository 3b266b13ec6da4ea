//! Which stretches of a text can be set in bold or italics.
//!
//! `CommonMark` reads `*` as the start or end of emphasis by what stands on both sides of it
//! ("flanking"). A stretch whose ends it would not read is made shorter until it would, or
//! left out: the words matter more than their slant.

use super::atom::Atom;
use super::script::Level;
use std::ops::Range;

/// A stretch of atoms that is set apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Stretch {
    /// The atoms.
    pub(super) range: Range<usize>,
    /// Bold if set, else italics.
    pub(super) bold: bool,
}

/// What `CommonMark` takes a neighbour of a mark for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Side {
    Blank,
    Punctuation,
    Word,
    /// A sign that versions of the standard disagree about.
    Sign,
}

/// The stretches that can be written, properly nested, in the order in which they open.
/// `by_flanking` says whether the marks are read by what stands beside them.
pub(super) fn stretches(atoms: &[Atom], by_flanking: bool) -> Vec<Stretch> {
    let bold = runs(atoms, |_, atom| atom.bold);
    let italic = runs(atoms, |_, atom| atom.italic);
    let mut found: Vec<Stretch> =
        bold.iter().cloned().map(|range| Stretch { range, bold: true }).collect();
    let cuts: Vec<usize> = bold.iter().flat_map(|range| [range.start, range.end]).collect();
    for range in italic {
        found.extend(cut(range, &cuts).map(|range| Stretch { range, bold: false }));
    }
    for stretch in &mut found {
        stretch.range = fit(atoms, stretch.range.clone(), by_flanking);
    }
    // The slant of punctuation says nothing.
    let has_word =
        |range: &Range<usize>| atoms[range.clone()].iter().any(|atom| atom.ch.is_alphanumeric());
    found.retain(|stretch| has_word(&stretch.range));
    found.sort_by_key(|stretch| {
        (stretch.range.start, std::cmp::Reverse(stretch.range.end), !stretch.bold)
    });
    if by_flanking {
        drop_misread(atoms, &mut found);
    }
    found
}

/// Maximal runs of atoms of a kind; the border of a link always ends one.
fn runs(atoms: &[Atom], wanted: impl Fn(usize, &Atom) -> bool) -> Vec<Range<usize>> {
    let mut runs: Vec<Range<usize>> = Vec::new();
    for (at, atom) in atoms.iter().enumerate() {
        if !wanted(at, atom) {
            continue;
        }
        match runs.last_mut() {
            Some(last) if last.end == at && atoms[at - 1].link == atom.link => last.end = at + 1,
            _ => runs.push(at..at + 1),
        }
    }
    runs
}

fn cut(range: Range<usize>, cuts: &[usize]) -> impl Iterator<Item = Range<usize>> {
    let from = cuts.partition_point(|&at| at <= range.start);
    let to = cuts.partition_point(|&at| at < range.end);
    let mut borders = vec![range.start];
    borders.extend(&cuts[from..to.max(from)]);
    borders.push(range.end);
    (1..borders.len()).map(move |i| borders[i - 1]..borders[i])
}

/// The longest stretch inside `range` whose marks are read as such.
fn fit(atoms: &[Atom], range: Range<usize>, by_flanking: bool) -> Range<usize> {
    let (mut start, mut end) = (range.start, range.end);
    while start < end && !opens(atoms, start, by_flanking) {
        start += 1;
    }
    while start < end && !closes(atoms, end, by_flanking) {
        end -= 1;
    }
    start..end
}

/// Whether a mark at `at` is read as an opening one. It stands inside of a link that opens there.
fn opens(atoms: &[Atom], at: usize, by_flanking: bool) -> bool {
    let (before, after) = (at.checked_sub(1).map(|i| &atoms[i]), atoms.get(at));
    !splits_script(atoms, at) && flanks(side(after), outer_side(before, after), by_flanking)
}

/// Whether a mark at `at` is read as a closing one. It stands inside of a link that closes there.
fn closes(atoms: &[Atom], at: usize, by_flanking: bool) -> bool {
    let (before, after) = (at.checked_sub(1).map(|i| &atoms[i]), atoms.get(at));
    !splits_script(atoms, at) && flanks(side(before), outer_side(after, before), by_flanking)
}

fn flanks(inner: Side, outer: Side, by_flanking: bool) -> bool {
    match inner {
        Side::Blank => false,
        _ if !by_flanking => true,
        Side::Word => true,
        Side::Punctuation | Side::Sign => matches!(outer, Side::Blank | Side::Punctuation),
    }
}

fn splits_script(atoms: &[Atom], at: usize) -> bool {
    at > 0
        && at < atoms.len()
        && atoms[at].level != Level::Line
        && atoms[at].level == atoms[at - 1].level
        && atoms[at].link == atoms[at - 1].link
}

/// What stands beside the mark outside of the stretch: a bracket where a link begins or ends.
fn outer_side(outer: Option<&Atom>, inner: Option<&Atom>) -> Side {
    let link = |atom: Option<&Atom>| atom.and_then(|atom| atom.link);
    if link(outer) == link(inner) { side(outer) } else { Side::Punctuation }
}

/// What a character is to the mark beside it. The ends of a text count as blanks.
fn side(atom: Option<&Atom>) -> Side {
    let Some(atom) = atom else { return Side::Blank };
    match atom.ch {
        c if c.is_whitespace() => Side::Blank,
        _ if atom.level != Level::Line => Side::Punctuation,
        c if c.is_alphanumeric() => Side::Word,
        c if c.is_ascii_punctuation() || is_general_punctuation(c) => Side::Punctuation,
        _ => Side::Sign,
    }
}

fn is_general_punctuation(c: char) -> bool {
    matches!(c, '\u{2010}'..='\u{2027}' | '\u{2030}'..='\u{2043}' | '¡' | '§' | '¶' | '·' | '¿' | '«' | '»')
}

/// Drops a stretch whose opening mark would be read otherwise: as one row with the mark of another
/// that closes there, or as the end of another that is open there.
fn drop_misread(atoms: &[Atom], found: &mut Vec<Stretch>) {
    let mut kept: Vec<Stretch> = Vec::with_capacity(found.len());
    // Where the kept stretches end that could matter to those that follow.
    let mut ends: Vec<usize> = Vec::new();
    for stretch in found.drain(..) {
        let start = stretch.range.start;
        ends.retain(|&end| end >= start);
        let before = start.checked_sub(1).map(|i| &atoms[i]);
        let in_row = before.is_some_and(|before| before.link == atoms[start].link);
        let touches = in_row && ends.contains(&start);
        let is_inside = kept.last().is_some_and(|last| last.range.start < start)
            && ends.iter().any(|&end| end > start);
        let could_close = match side(before) {
            Side::Blank => false,
            Side::Punctuation => side(Some(&atoms[start])) != Side::Word,
            Side::Word | Side::Sign => true,
        };
        let is_misread = touches || (is_inside && could_close);
        if !is_misread {
            ends.push(stretch.range.end);
            kept.push(stretch);
        }
    }
    *found = kept;
}
