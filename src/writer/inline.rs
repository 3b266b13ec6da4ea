//! A text with its styles as inline Markdown or HTML.

use super::atom::{Atom, atoms, lift, runs, settle, trim};
use super::emphasis::{self, Stretch};
use super::escape::{self, Marks, Place, Survey, Touches};
use super::link;
use super::model::Scripts;
use super::script::{self, Level, Notation};
use super::sheet::Sheet;
use crate::text::Text;
use std::ops::Range;

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
    settle(&mut atoms);
    restrict(&mut atoms, manner);
    let links = settle_links(&mut atoms, &targets);
    settle_scripts(&mut atoms);
    let raised = raised(&mut atoms, manner);
    let stretches = emphasis::stretches(&atoms, !manner.html);
    let mut markup = Markup { stretches, raised, links };
    extend_formulas(&atoms, &mut markup);
    emit(sheet, &atoms, &markup, manner);
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
        (true, true) => ("<b>", "</b>"),
        (false, true) => ("<i>", "</i>"),
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
