//! A text with its styles as inline Markdown or HTML.

use super::atom::Atom;
use super::emphasis::{self, Stretch};
use super::escape::{self, Marks, Place, Survey, Touches};
use super::link;
use super::model::Scripts;
use super::script::{self, Level, Notation};
use super::sheet::Sheet;
use crate::text::{Style, Text};
use std::ops::Range;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// What of a text's styles is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Emphasis {
    /// None.
    None,
    /// Italics alone.
    Italic,
    /// Bold and italics.
    Full,
}

/// How a text is written in its place.
#[derive(Debug, Clone, Copy)]
pub(super) struct Manner {
    /// Where it stands.
    pub(super) place: Place,
    /// What of its styles is written.
    pub(super) emphasis: Emphasis,
    /// Whether its links are.
    pub(super) links: bool,
    /// Whether it stands inside HTML.
    pub(super) html: bool,
    /// How scripts are written.
    pub(super) scripts: Scripts,
}

/// A run of characters that are raised or lowered.
#[derive(Debug)]
struct Raised {
    range: Range<usize>,
    level: Level,
    notation: Notation,
    /// Where its formula begins: the number it is a power of belongs to it.
    formula_start: usize,
    /// Whether its formula goes on with another run.
    goes_on: bool,
    /// Whether its formula is the one of the run before.
    continues: bool,
}

/// A run of characters that are a link, with its target.
type Linked = (Range<usize>, String);

/// Everything that is written between the characters of a text.
struct Markup {
    stretches: Vec<Stretch>,
    raised: Vec<Raised>,
    links: Vec<Linked>,
}

/// Writes a text.
pub(super) fn write(sheet: &mut Sheet, text: &Text, manner: Manner) {
    let (mut atoms, targets) = atoms(text);
    trim(&mut atoms);
    if !matches!(manner.scripts, Scripts::Unicode | Scripts::Plain) {
        lift(&mut atoms);
    }
    settle_blanks(&mut atoms);
    restrict(&mut atoms, manner);
    let links = settle_links(&mut atoms, &targets);
    settle_scripts(&mut atoms);
    let raised = raised(&mut atoms, manner);
    let stretches = emphasis::stretches(&atoms, !manner.html);
    let mut markup = Markup { stretches, raised, links };
    extend_formulas(&atoms, &mut markup);
    emit(sheet, &atoms, &markup, manner);
}

/// The characters of a text, in NFC, each kind of white space but the no-break one as a blank.
fn atoms(text: &Text) -> (Vec<Atom>, Vec<&str>) {
    let mut atoms: Vec<Atom> = Vec::with_capacity(text.as_str().len());
    let mut targets: Vec<&str> = Vec::new();
    for segment in text.segments() {
        let mut pattern = Atom {
            ch: ' ',
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
        if as_printed {
            // Offsets of a text fit into 32 bits, so those of its pieces do.
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

fn trim(atoms: &mut Vec<Atom>) {
    let end = atoms.iter().rposition(|atom| atom.ch != ' ').map_or(0, |at| at + 1);
    atoms.truncate(end);
    let start = atoms.iter().position(|atom| atom.ch != ' ').unwrap_or(0);
    atoms.drain(..start);
}

/// Takes raised and lowered characters for what they are, so that one file has one notation.
fn lift(atoms: &mut [Atom]) {
    let mut before = Level::Line;
    for atom in atoms {
        if let Some((plain, level)) = script::on_line(atom.ch, before) {
            (atom.ch, atom.level) = (plain, level);
        }
        before = atom.level;
    }
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

fn restrict(atoms: &mut [Atom], manner: Manner) {
    for atom in atoms {
        atom.bold &= manner.emphasis == Emphasis::Full;
        atom.italic &= manner.emphasis != Emphasis::None;
        atom.link = atom.link.filter(|_| manner.links);
    }
}

/// Keeps the links that are worth writing.
fn settle_links(atoms: &mut [Atom], targets: &[&str]) -> Vec<Linked> {
    let mut links = Vec::new();
    for range in runs(atoms, |atom| atom.link) {
        let Some(link) = atoms[range.start].link else { continue };
        let words: String = atoms[range.clone()].iter().map(|atom| atom.ch).collect();
        match link::target(targets[link], &words) {
            Some(target) => links.push((range, target)),
            None => atoms[range].iter_mut().for_each(|atom| atom.link = None),
        }
    }
    links
}

/// Maximal runs of atoms with an equal property.
fn runs<T: PartialEq>(atoms: &[Atom], property: impl Fn(&Atom) -> T) -> Vec<Range<usize>> {
    let mut runs: Vec<Range<usize>> = Vec::new();
    for (at, atom) in atoms.iter().enumerate() {
        match runs.last_mut() {
            Some(last) if property(&atoms[at - 1]) == property(atom) => last.end = at + 1,
            _ => runs.push(at..at + 1),
        }
    }
    runs
}

/// Sets a script in the emphasis of what it stands at: a bold mark on a plain word would need
/// marks that Markdown does not read.
fn settle_scripts(atoms: &mut [Atom]) {
    for range in runs(atoms, |atom| (atom.level, atom.link)) {
        if atoms[range.start].level == Level::Line {
            continue;
        }
        let uniform = |atoms: &[Atom], test: fn(&Atom) -> bool| {
            let own = atoms[range.clone()].iter().all(test);
            let before = range.start.checked_sub(1).is_some_and(|i| test(&atoms[i]));
            own && (before || atoms.get(range.end).is_some_and(test))
        };
        let bold = uniform(atoms, |atom| atom.bold);
        let italic = uniform(atoms, |atom| atom.italic);
        for atom in &mut atoms[range.clone()] {
            (atom.bold, atom.italic) = (bold, italic);
        }
    }
}

/// The runs that stand off the line; those that need no marks are put on it.
fn raised(atoms: &mut [Atom], manner: Manner) -> Vec<Raised> {
    let mut found: Vec<Raised> = Vec::new();
    for range in runs(atoms, |atom| (atom.level, atom.link)) {
        let level = atoms[range.start].level;
        if level == Level::Line {
            continue;
        }
        let chars: Vec<char> = atoms[range.clone()].iter().map(|atom| atom.ch).collect();
        let next = atoms.get(range.end).map(|atom| atom.ch);
        let notation = script::notation(&chars, level, next, manner.scripts, manner.html);
        if matches!(notation, Notation::Forms | Notation::Bare) {
            for atom in &mut atoms[range] {
                let form = script::form(atom.ch, level).filter(|_| notation == Notation::Forms);
                atom.ch = form.unwrap_or(atom.ch);
                atom.level = Level::Line;
            }
            continue;
        }
        let continues = found.last_mut().is_some_and(|last| {
            last.goes_on = last.notation == Notation::Formula
                && notation == Notation::Formula
                && last.range.end == range.start
                && atoms[range.start - 1].link == atoms[range.start].link;
            last.goes_on
        });
        let formula_start = range.start;
        found.push(Raised { range, level, notation, formula_start, goes_on: false, continues });
    }
    found
}

/// Takes the number before a power into its formula, where no other mark stands between.
fn extend_formulas(atoms: &[Atom], markup: &mut Markup) {
    for raised in &mut markup.raised {
        if raised.notation != Notation::Formula || raised.continues {
            continue;
        }
        let end = raised.range.start;
        let is_base = |atom: &Atom| {
            atom.level == Level::Line
                && atom.link == atoms[end].link
                && (atom.ch.is_ascii_digit() || atom.ch == '.')
        };
        let digits = atoms[..end].iter().rev().take_while(|atom| is_base(atom)).count();
        let start = end - digits;
        let is_number = digits > 0
            && atoms[start].ch.is_ascii_digit()
            && atoms[end - 1].ch.is_ascii_digit()
            && !start.checked_sub(1).is_some_and(|i| atoms[i].ch.is_alphanumeric());
        let crossed = markup.stretches.iter().any(|stretch| {
            (start..=end).contains(&stretch.range.start)
                || (start + 1..=end).contains(&stretch.range.end)
        });
        if is_number && !crossed {
            raised.formula_start = start;
        }
    }
}

/// Marks at the borders between characters, each list in the order in which it is written.
#[derive(Default, Clone)]
struct Border {
    closing: String,
    opening: String,
    opens_link: bool,
    in_formula: bool,
}

fn emit(sheet: &mut Sheet, atoms: &[Atom], markup: &Markup, manner: Manner) {
    let borders = borders(atoms.len(), markup, manner.html);
    let chars: Vec<char> = atoms.iter().map(|atom| atom.ch).collect();
    let survey = escape::survey(&chars);
    for (at, atom) in atoms.iter().enumerate() {
        sheet.mark(&borders[at].closing);
        sheet.mark(&borders[at].opening);
        if borders[at].in_formula {
            sheet.copy(&script::in_formula(atom.ch), &atom.original, atom.edit);
            continue;
        }
        let mut buffer = [0; 4];
        let plain = &*atom.ch.encode_utf8(&mut buffer);
        if manner.html {
            sheet.copy(escape::html(atom.ch).unwrap_or(plain), &atom.original, atom.edit);
            continue;
        }
        let touches = Touches {
            before: borders[at].has_mark(),
            after: borders[at + 1].has_mark(),
            in_link: atom.link.is_some(),
            link_follows: borders[at + 1].opens_link,
        };
        if needs_backslash(&chars, at, survey, manner, atom, touches) {
            sheet.copy(&format!("\\{plain}"), &atom.original, atom.edit);
        } else {
            sheet.copy(plain, &atom.original, atom.edit);
        }
    }
    sheet.mark(&borders[atoms.len()].closing);
}

fn needs_backslash(
    chars: &[char],
    at: usize,
    survey: Survey,
    manner: Manner,
    atom: &Atom,
    touches: Touches,
) -> bool {
    let marks = Marks {
        carets_and_tildes: manner.scripts == Scripts::Pandoc,
        dollars: manner.scripts == Scripts::Latex,
    };
    // A blank would end a script in Pandoc's notation.
    let blank_in_script =
        atom.ch == ' ' && atom.level != Level::Line && manner.scripts == Scripts::Pandoc;
    blank_in_script || escape::needs_backslash(chars, at, survey, manner.place, marks, touches)
}

impl Border {
    fn has_mark(&self) -> bool {
        !self.closing.is_empty() || !self.opening.is_empty()
    }
}

/// From outside to inside: link, emphasis, script.
fn borders(length: usize, markup: &Markup, html: bool) -> Vec<Border> {
    let mut borders = vec![Border::default(); length + 1];
    for raised in &markup.raised {
        let (_, closing) = script::marks(raised.notation, raised.level);
        let border = &mut borders[raised.range.end];
        border.closing.push_str(closing);
        if raised.notation == Notation::Formula && !raised.goes_on {
            border.closing.push('$');
        }
    }
    let mut inner_first: Vec<&Stretch> = markup.stretches.iter().rev().collect();
    inner_first.sort_by_key(|stretch| std::cmp::Reverse(stretch.range.start));
    for stretch in inner_first {
        borders[stretch.range.end].closing.push_str(emphasis_marks(stretch.bold, html).1);
    }
    for (range, target) in &markup.links {
        let (opening, closing) = link_marks(target, html);
        borders[range.end].closing.push_str(&closing);
        borders[range.start].opening.push_str(&opening);
        borders[range.start].opens_link = true;
    }
    for stretch in &markup.stretches {
        borders[stretch.range.start].opening.push_str(emphasis_marks(stretch.bold, html).0);
    }
    for raised in &markup.raised {
        if raised.notation == Notation::Formula {
            if !raised.continues {
                borders[raised.formula_start].opening.push('$');
            }
            borders[raised.formula_start..raised.range.end]
                .iter_mut()
                .for_each(|border| border.in_formula = true);
        }
        borders[raised.range.start]
            .opening
            .push_str(script::marks(raised.notation, raised.level).0);
    }
    borders
}

fn emphasis_marks(bold: bool, html: bool) -> (&'static str, &'static str) {
    match (bold, html) {
        (true, false) => ("**", "**"),
        (false, false) => ("*", "*"),
        (true, true) => ("<strong>", "</strong>"),
        (false, true) => ("<em>", "</em>"),
    }
}

fn link_marks(target: &str, html: bool) -> (String, String) {
    if html {
        let target = target.replace('&', "&amp;");
        (format!("<a href=\"{target}\">"), "</a>".to_owned())
    } else {
        ("[".to_owned(), format!("]({target})"))
    }
}
