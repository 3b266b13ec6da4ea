//! LaTeX between dollar signs, in prose.

use crate::lexicon::greek;
use crate::repair::{Edits, Evidence, Piece, Rule, Scope, case};
use crate::text::Style;

pub(super) const RULE: Rule = Rule {
    name: "latex",
    about: "What stands between two dollar signs in one line and holds nothing but text, known signs, exponents and indices \
            is written as text. Formulas with anything else are left alone. Tildes after punctuation are ties where a \
            word has more than one.",
    triggers: b"$~",
    scope: Scope::Recognised,
    find,
    cases: &[
        case("7.8 $\\times 10^{6}$/kg", "7.8 ×10⟦6⟧/kg", "a power"),
        case("$Sci~Rep.~(2020)$", "Sci Rep. (2020)", "prose"),
        case("Ca $^{2+}$ ions", "Ca⟦2+⟧ ions", "a charge with a blank before it"),
        case("$\\mathrm{CO}_2$ and 5 $\\mu$g", "CO⟨2⟩ and 5 µg", "commands"),
        case("20 $^{9}/L$", "20⟦9⟧/L", "the rest of a power"),
        case("see Sci~Rep.~(2020).~10:1", "see Sci Rep. (2020). 10:1", "ties without dollar signs"),
        case("a word $\\,$ more", "a word more", "nothing but a space"),
        case("H~2~O and ~/a.~/b", "H~2~O and ~/a.~/b", "an index, paths"),
        case("cost $5 and $10", "cost $5 and $10", "money"),
        case("$\\frac{a}{b}$", "$\\frac{a}{b}$", "a formula"),
    ],
};

/// Commands and the characters they stand for, beside names of Greek letters.
const COMMANDS: &[(&str, &str)] = &[
    ("times", "×"),
    ("cdot", "·"),
    ("pm", "±"),
    ("mp", "∓"),
    ("mu", "µ"),
    ("varepsilon", "ε"),
    ("leq", "≤"),
    ("le", "≤"),
    ("geq", "≥"),
    ("ge", "≥"),
    ("neq", "≠"),
    ("approx", "≈"),
    ("sim", "~"),
    ("circ", "°"),
    ("degree", "°"),
    ("prime", "′"),
    ("rightarrow", "→"),
    ("to", "→"),
    ("infty", "∞"),
    ("ll", "≪"),
    ("gg", "≫"),
    ("%", "%"),
    ("&", "&"),
    ("#", "#"),
    ("_", "_"),
    ("$", "$"),
    (",", " "),
    (";", " "),
    (":", " "),
    (" ", " "),
    ("!", ""),
    ("quad", " "),
    ("ldots", "…"),
    ("dots", "…"),
    ("ast", "*"),
    ("dagger", "†"),
    ("ddagger", "‡"),
];

/// Commands that only say how their argument is set.
const SETTINGS: &[&str] = &[
    "mathrm",
    "mathit",
    "mathbf",
    "mathsf",
    "text",
    "textrm",
    "textit",
    "textbf",
    "rm",
    "it",
    "bf",
    "operatorname",
    "mbox",
];

/// No LaTeX in prose is longer, in bytes.
const LONGEST: usize = 400;

/// Text with one style, and the byte after the last one it stands for.
struct Part {
    text: String,
    style: Option<Style>,
    end: usize,
}

fn find(piece: &Piece<'_>, _evidence: &Evidence<'_>, edits: &mut Edits) {
    formulas(piece, edits);
    ties(piece.text, edits);
}

/// Ties between words: where they follow punctuation, they are no marks of an index.
fn ties(text: &str, edits: &mut Edits) {
    if !text.contains('~') {
        return;
    }
    let mut end = 0;
    for word in text.split_inclusive(char::is_whitespace) {
        let start = end;
        end += word.len();
        let between = |at: usize| {
            let next = word[at + 1..].chars().next();
            at > 0 && next.is_some_and(|c| c.is_alphanumeric() || c == '(')
        };
        let after = |at: usize| word[..at].ends_with(['.', ',', ':', ')', ';']);
        let ties = || word.match_indices('~').map(|(at, _)| at).filter(|&at| between(at));
        if word.contains(['$', '/']) && !word.contains("10.")
            || ties().filter(|&at| after(at)).count() < 2
        {
            continue;
        }
        for at in ties() {
            edits.replace(start + at..start + at + 1, " ", 0.8);
        }
    }
}

fn formulas(piece: &Piece<'_>, edits: &mut Edits) {
    let text = piece.text;
    let mut at = 0;
    while let Some(start) = text[at..].find('$').map(|found| at + found) {
        at = start + 1;
        let doubled = text[at..].starts_with('$') || piece.before(start) == Some('\\');
        let Some(length) = text[at..].find('$').filter(|length| *length <= LONGEST) else {
            continue;
        };
        let inside = &text[at..at + length];
        let plain = !inside.contains(['\\', '^', '_', '{', '~']);
        if doubled || plain || inside.contains('\n') {
            at += if doubled { 1 } else { 0 };
            continue;
        }
        let Some(mut parts) = parse(inside, at) else { continue };
        at += length + 1;
        // A charge or an exponent follows what it belongs to; a space alone says nothing.
        if parts.iter().all(|part| part.text.trim().is_empty()) {
            parts.iter_mut().for_each(|part| part.text.clear());
        }
        let leads = parts.first().is_some_and(|part| part.style.is_some() || part.text.is_empty());
        let blank = leads && piece.before(start) == Some(' ');
        let mut from = if blank { start - 1 } else { start };
        let last = parts.len().saturating_sub(1);
        for (index, part) in parts.into_iter().enumerate() {
            let end = if index == last { at } else { part.end };
            edits.style(from..end, part.text, part.style, 0.9);
            from = end;
        }
    }
}

/// The text that LaTeX stands for; `None` where it is more than text. `base` is the place of the
/// first byte.
fn parse(latex: &str, base: usize) -> Option<Vec<Part>> {
    let mut parts: Vec<Part> = Vec::new();
    let mut at = 0;
    let mut depth = 0;
    while let Some(c) = latex[at..].chars().next() {
        at += c.len_utf8();
        let (text, style) = match c {
            '^' | '_' => {
                let argument = argument(&latex[at..])?;
                at += argument.len();
                let inner = argument.trim_start_matches('{').trim_end_matches('}');
                let plain: String = parse(inner, 0)?
                    .into_iter()
                    .map(|part| part.style.is_none().then_some(part.text))
                    .collect::<Option<_>>()?;
                // A raised ring is a degree sign.
                let style = match (c, plain.trim()) {
                    ('^', "°") => None,
                    ('^', _) => Some(Style::Superscript),
                    _ => Some(Style::Subscript),
                };
                (plain.trim().to_owned(), style)
            }
            '\\' => {
                let (name, length) = command(&latex[at..]);
                at += length;
                if SETTINGS.contains(&name) {
                    continue;
                }
                let meant = COMMANDS.iter().find(|(own, _)| *own == name);
                let meant = match meant {
                    Some((_, meant)) => (*meant).to_owned(),
                    None => greek::letter(name)?.to_string(),
                };
                (meant, None)
            }
            '{' => {
                depth += 1;
                continue;
            }
            '}' if depth > 0 => {
                depth -= 1;
                continue;
            }
            '}' => return None,
            '~' => (" ".to_owned(), None),
            c => (c.to_string(), None),
        };
        match parts.last_mut() {
            Some(last) if last.style == style => {
                last.text.push_str(&text);
                last.end = base + at;
            }
            _ => parts.push(Part { text, style, end: base + at }),
        }
    }
    (depth == 0 && !parts.is_empty()).then_some(parts)
}

/// A group in braces, a command, or one character.
fn argument(rest: &str) -> Option<&str> {
    let first = rest.chars().next()?;
    match first {
        '{' => {
            let mut depth = 0;
            for (at, c) in rest.char_indices() {
                depth += i32::from(c == '{') - i32::from(c == '}');
                if depth == 0 {
                    return Some(&rest[..=at]);
                }
            }
            None
        }
        '\\' => {
            let (_, length) = command(&rest[1..]);
            Some(&rest[..1 + length])
        }
        c => Some(&rest[..c.len_utf8()]),
    }
}

/// The name of a command and the bytes it takes with the blank after it.
fn command(rest: &str) -> (&str, usize) {
    let letters = rest.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(rest.len());
    if letters == 0 {
        let length = rest.chars().next().map_or(0, char::len_utf8);
        return (&rest[..length], length);
    }
    let blank = usize::from(rest[letters..].starts_with(' '));
    (&rest[..letters], letters + blank)
}
