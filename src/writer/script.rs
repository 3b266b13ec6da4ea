//! Raised and lowered characters in the notation that was asked for.

use super::model::Scripts;
use crate::text::{Style, Text};

/// Whether a character stands on the line, above it or below it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Level {
    /// On the line.
    #[default]
    Line,
    /// Raised.
    Raised,
    /// Lowered.
    Lowered,
}

/// Characters that have a raised form, then their forms, one for one. Dashes share a form; the
/// first of them is what the form stands for.
const RAISED: (&str, &str) = (
    "0123456789+\u{2212}-\u{2013}=()abcdefghijklmnoprstuvwxyz",
    "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁻⁼⁽⁾ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻ",
);

/// Characters that have a lowered form, then their forms, one for one.
const LOWERED: (&str, &str) =
    ("0123456789+\u{2212}-\u{2013}=()aehijklmnoprstuvx", "₀₁₂₃₄₅₆₇₈₉₊₋₋₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓ");

fn pairs(table: (&'static str, &'static str)) -> impl Iterator<Item = (char, char)> {
    table.0.chars().zip(table.1.chars())
}

/// What a raised or lowered character stands for behind one at a level. The letters among the phonetic
/// signs (`kʰ`) are scripts only behind another raised character.
pub(super) fn on_line(c: char, before: Level) -> Option<(char, Level)> {
    if c.is_ascii() {
        return None;
    }
    let phonetic = matches!(c, '\u{2B0}'..='\u{2B8}' | '\u{2E0}'..='\u{2E4}');
    let raised = !phonetic || before == Level::Raised;
    let look = |(plain, forms)| pairs((plain, forms)).find(|pair| pair.1 == c).map(|pair| pair.0);
    let lowered = || look(LOWERED).filter(|plain| !plain.is_alphabetic());
    look(RAISED)
        .filter(|_| raised)
        .map(|plain| (plain, Level::Raised))
        .or_else(|| lowered().map(|plain| (plain, Level::Lowered)))
}

/// The form of a character at a level.
pub(super) fn form(c: char, level: Level) -> Option<char> {
    let table = match level {
        Level::Line => return Some(c),
        Level::Raised => RAISED,
        Level::Lowered => LOWERED,
    };
    pairs(table).find(|&(plain, _)| plain == c).map(|pair| pair.1)
}

/// The notation in which a run of characters is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Notation {
    /// Between tags.
    Tags,
    /// As characters of their own.
    Forms,
    /// Between carets or tildes.
    Pandoc,
    /// After a caret or an underscore; in braces if the flag is set.
    Caret(bool),
    /// As a formula.
    Formula,
    /// As if it stood on the line.
    Bare,
}

/// How a run of characters at one level is written. `next` is what follows it.
pub(super) fn notation(
    run: &[char],
    level: Level,
    next: Option<char>,
    asked: Scripts,
    in_html: bool,
) -> Notation {
    match asked {
        Scripts::Html => Notation::Tags,
        Scripts::Unicode if run.iter().all(|&c| form(c, level).is_some()) => Notation::Forms,
        Scripts::Unicode => Notation::Tags,
        Scripts::Pandoc | Scripts::Latex if in_html => Notation::Tags,
        Scripts::Pandoc => Notation::Pandoc,
        Scripts::Caret => Notation::Caret(run.len() > 1),
        // Pandoc reads no formula that ends right before a digit.
        Scripts::Latex if next.is_some_and(|c| c.is_ascii_digit()) => Notation::Tags,
        Scripts::Latex => Notation::Formula,
        Scripts::Plain => Notation::Bare,
    }
}

/// What stands before and after a run in a notation.
pub(super) fn marks(notation: Notation, level: Level) -> (&'static str, &'static str) {
    let raised = level == Level::Raised;
    match notation {
        Notation::Tags if raised => ("<sup>", "</sup>"),
        Notation::Tags => ("<sub>", "</sub>"),
        Notation::Pandoc if raised => ("^", "^"),
        Notation::Pandoc => ("~", "~"),
        Notation::Caret(false) if raised => ("^", ""),
        Notation::Caret(false) => ("_", ""),
        Notation::Caret(true) if raised => ("^{", "}"),
        Notation::Caret(true) => ("_{", "}"),
        Notation::Formula if raised => ("^{", "}"),
        Notation::Formula => ("_{", "}"),
        Notation::Forms | Notation::Bare => ("", ""),
    }
}

/// The marks of every notation that has some.
pub(super) fn every_mark() -> impl Iterator<Item = (&'static str, &'static str)> {
    const NOTATIONS: &[Notation] = &[
        Notation::Tags,
        Notation::Pandoc,
        Notation::Caret(true),
        Notation::Caret(false),
        Notation::Formula,
    ];
    let of =
        |notation: &Notation| [marks(*notation, Level::Raised), marks(*notation, Level::Lowered)];
    NOTATIONS.iter().flat_map(of)
}

/// A character inside a formula.
pub(super) fn in_formula(c: char) -> String {
    match c {
        '%' | '&' | '#' | '_' | '$' | '{' | '}' => format!("\\{c}"),
        '\\' => "\\backslash ".to_owned(),
        '^' => "\\wedge ".to_owned(),
        '~' => "\\sim ".to_owned(),
        '*' => "\\ast ".to_owned(),
        '<' => "\\lt ".to_owned(),
        '`' => "\\text{\\textasciigrave}".to_owned(),
        ' ' => "\\ ".to_owned(),
        c if c.is_alphabetic() => format!("\\mathrm{{{c}}}"),
        c => c.to_string(),
    }
}

/// A run at one level in the notation that was asked for, outside tables and formulas.
pub(super) fn written(run: &str, level: Level, asked: Scripts) -> String {
    let characters: Vec<char> = run.chars().collect();
    let notation = notation(&characters, level, None, asked, false);
    let (before, after) = marks(notation, level);
    let inside: String = match notation {
        Notation::Forms => characters.iter().filter_map(|&c| form(c, level)).collect(),
        Notation::Formula => characters.iter().map(|&c| in_formula(c)).collect(),
        _ => run.to_owned(),
    };
    if notation == Notation::Formula {
        return format!("${before}{inside}{after}$");
    }
    format!("{before}{inside}{after}")
}

/// A text on one line, with carets before raised characters and underscores before lowered ones.
pub fn plain(text: &Text) -> String {
    let mut out = String::new();
    for segment in text.segments() {
        match segment.styles.iter().find(|s| matches!(s, Style::Superscript | Style::Subscript)) {
            Some(style) => {
                let raised = matches!(style, Style::Superscript);
                out.push_str(&script_run(segment.text, raised, Scripts::Caret));
            }
            None => out.push_str(segment.text),
        }
    }
    out.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A raised run of characters in the notation that was asked for; a lowered one where `raised` is
/// not set.
pub fn script_run(run: &str, raised: bool, scripts: Scripts) -> String {
    let level = if raised { Level::Raised } else { Level::Lowered };
    written(run, level, scripts)
}

/// What a run of raised or lowered characters such as `⁻⁹` or `₂` reads as on the line, and whether
/// it is raised; `None` where a character is neither or the run is mixed.
pub fn plain_run(run: &str) -> Option<(String, bool)> {
    let read: Vec<(char, Level)> =
        run.chars().map(|c| on_line(c, Level::Line)).collect::<Option<_>>()?;
    let (_, level) = *read.first()?;
    let same = read.iter().all(|(_, own)| *own == level);
    same.then(|| (read.into_iter().map(|(c, _)| c).collect(), level == Level::Raised))
}
