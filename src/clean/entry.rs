//! Items of numbered lists that lost their place: glued to the one before, or without a number.

use super::{Change, Rule, Source, case};
use crate::lexicon::month::is_recent_year;
use crate::markdown::{Block, Kind};

pub(super) const GLUED: Rule = Rule {
    name: "entry-glued",
    about: "An entry of a reference list that stands in the line of the one before begins its own: it has the number that is \
            missing between its neighbours, begins with a capital letter, and both parts have a year.",
    find: glued,
    cases: &[
        case(
            "7. Roe J. One. J Biol. 2001;8:1. 8. Poe K. Two. J Biol. 2002;8:2.\n9. Doe L. Three. 2003.",
            "7. Roe J. One. J Biol. 2001;8:1.\n8. Poe K. Two. J Biol. 2002;8:2.\n9. Doe L. Three. 2003.",
            "8 stands in 7",
        ),
        case(
            "- 7. Roe J. One. 2001. 8. Poe K. Two. 2002.\n- 9. Doe L. Three. 2003.",
            "- 7. Roe J. One. 2001.\n- 8. Poe K. Two. 2002.\n- 9. Doe L. Three. 2003.",
            "in a list with bullets",
        ),
        case(
            "7. Roe J. One to 8. Vol 2001.\n8. Poe K. Two. 2002.",
            "7. Roe J. One to 8. Vol 2001.\n8. Poe K. Two. 2002.",
            "8 is there",
        ),
    ],
};

pub(super) const UNNUMBERED: Rule = Rule {
    name: "first-number-lost",
    about: "The first item of a list whose others are numbered 2, 3 and so on has the number 1.",
    find: unnumbered,
    cases: &[
        case(
            "- Roe J. One.\n- 2. Poe K. Two.\n- 3. Doe L. Three.",
            "- 1. Roe J. One.\n- 2. Poe K. Two.\n- 3. Doe L. Three.",
            "the first has none",
        ),
        case("- Roe J. One.\n- Poe K. Two.", "- Roe J. One.\n- Poe K. Two.", "none has one"),
        case(
            "- Roe J. One.\n- 2. Poe K. Two.",
            "- Roe J. One.\n- 2. Poe K. Two.",
            "one number may be a part of the text",
        ),
    ],
};

/// The number at the beginning of an item.
struct Label<'a> {
    /// The mark of the list: `- `, or nothing.
    bullet: &'a str,
    /// What stands before and after the number: `[` and `]`.
    around: (&'a str, &'a str),
    number: u32,
    /// Bytes of all of it, with the blank after it.
    length: usize,
}

/// The label of an item as it stands in the source.
fn label(item: &str) -> Option<Label<'_>> {
    let bullet = bullet(item);
    let rest = &item[bullet.len()..];
    let before = if rest.starts_with('[') { "[" } else { "" };
    let digits = &rest[before.len()..];
    let length =
        digits.find(|c: char| !c.is_ascii_digit()).filter(|length| (1..=3).contains(length))?;
    let after = match (before, digits[length..].chars().next()?) {
        ("[", ']') => "]",
        ("", '.') => ".",
        ("", ')') => ")",
        _ => return None,
    };
    let end = bullet.len() + before.len() + length + after.len();
    let blank = item[end..].starts_with(' ');
    blank.then_some(Label {
        bullet,
        around: (before, after),
        number: digits[..length].parse().ok()?,
        length: end + 1,
    })
}

fn bullet(item: &str) -> &str {
    if item.starts_with(['-', '*', '+']) && item[1..].starts_with(' ') { &item[..2] } else { "" }
}

fn glued(source: &Source<'_>, changes: &mut Vec<Change>) {
    let blocks = &source.parsed.blocks;
    for (index, block) in blocks.iter().enumerate() {
        let text = &source.text[block.source.clone()];
        if !matches!(block.kind, Kind::Item | Kind::Paragraph) {
            continue;
        }
        let Some(own) = label(text) else { continue };
        let number = |at: Option<usize>| {
            let block = blocks.get(at?)?;
            label(&source.text[block.source.clone()]).map(|label| label.number)
        };
        // At the end of the list what comes before must show that it is one.
        let expected = match number(Some(index + 1)) {
            Some(next) => next == own.number + 2,
            None => number(index.checked_sub(1)) == Some(own.number.wrapping_sub(1)),
        };
        if !expected {
            continue;
        }
        let (before, after) = own.around;
        let needle = format!(" {before}{}{after} ", own.number + 1);
        let mut places = text[own.length..].match_indices(&needle).map(|(at, _)| own.length + at);
        let (Some(at), None) = (places.next(), places.next()) else { continue };
        let entry = &text[at + needle.len()..];
        let begins = entry.starts_with(char::is_uppercase);
        if begins && has_year(&text[..at]) && has_year(entry) {
            let start = block.source.start + at;
            let gap = gap(source.text, blocks, index);
            let replacement = format!("{gap}{}", own.bullet);
            changes.push(GLUED.change(start..start + 1, replacement, 0.9));
        }
    }
}

/// What stands between items: a line break, or an empty line.
fn gap(text: &str, blocks: &[Block], index: usize) -> &'static str {
    let between =
        |a: usize, b: usize| text.get(blocks.get(a)?.source.end..blocks.get(b)?.source.start);
    let other = between(index, index + 1).or_else(|| between(index.checked_sub(1)?, index));
    let empty = other.is_none_or(|gap| gap.matches('\n').count() > 1);
    if empty || blocks[index].kind == Kind::Paragraph { "\n\n" } else { "\n" }
}

/// Whether a text has a number that may be a year.
fn has_year(text: &str) -> bool {
    text.split(|c: char| !c.is_ascii_digit()).any(is_recent_year)
}

fn unnumbered(source: &Source<'_>, changes: &mut Vec<Change>) {
    for items in source.parsed.blocks.windows(3) {
        let [first, second, third] = items else { continue };
        if items.iter().any(|item| item.kind != Kind::Item) {
            continue;
        }
        let text = |block: &Block| &source.text[block.source.clone()];
        let (Some(second), Some(third)) = (label(text(second)), label(text(third))) else {
            continue;
        };
        let bullet = bullet(text(first));
        let same = !bullet.is_empty() && second.bullet == bullet && third.bullet == bullet;
        if same && label(text(first)).is_none() && (second.number, third.number) == (2, 3) {
            let at = first.source.start + bullet.len();
            let (before, after) = second.around;
            let replacement = format!("{before}1{after} ");
            changes.push(UNNUMBERED.change(at..at, replacement, 0.9));
        }
    }
}
