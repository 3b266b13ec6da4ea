//! Bylines: names and the marks at them.

use super::author::{author_of, group_of, group_start};
use super::flat::Flat;
use super::mark::{marks_in, symbol};
use crate::document::Author;
use crate::lexicon::{body, small};
use crate::role::{Passage, Role};
use std::ops::Range;

/// A name of a byline.
#[derive(Debug)]
pub(super) struct Named {
    /// Who it is.
    pub(super) author: Author,
    /// The marks at the name.
    pub(super) marks: Vec<String>,
    /// Where the name stands in the byline.
    pub(super) range: Range<usize>,
}

/// What a byline says.
#[derive(Debug, Default)]
pub(super) struct Byline {
    /// People in the order printed.
    pub(super) people: Vec<Named>,
    /// Groups for which they write.
    pub(super) groups: Vec<String>,
    /// Where the names end: institutions may follow in the same block.
    pub(super) end: usize,
}

/// What divides names, beside words.
const SEPARATORS: &[char] = &[',', ';', '•', '·', '∙', '⋅', '|', '&', '，', '、'];

/// A stretch of a byline.
#[derive(Debug)]
enum Piece {
    Name(Range<usize>),
    Marks(Vec<String>),
    /// Signs right before a name.
    Leading(Vec<String>),
}

/// Reads the names of a byline with their marks.
pub(super) fn read(flat: &Flat<'_>) -> Byline {
    let end = names_end(flat);
    let pieces = pieces(flat, end);
    let before = matches!(pieces.first(), Some(Piece::Marks(_)))
        && matches!(pieces.last(), Some(Piece::Name(_)));
    let mut parts: Vec<(Range<usize>, Vec<String>)> = Vec::new();
    let mut leading = Vec::new();
    for piece in pieces {
        match (piece, parts.last_mut()) {
            (Piece::Name(range), _) => parts.push((range, std::mem::take(&mut leading))),
            (Piece::Marks(marks), Some(last)) if !before => last.1.extend(marks),
            (Piece::Marks(marks) | Piece::Leading(marks), _) => leading.extend(marks),
        }
    }
    let mut byline = Byline { end, ..Byline::default() };
    for (mut range, marks) in parts {
        let text = &flat.as_str()[range.clone()];
        if let Some(at) = group_start(text) {
            byline.groups.extend(group_of(&text[at..]));
            range.end = range.start + at;
        }
        let name = flat.as_str()[range.clone()].replace('\n', " ");
        if let Some(group) = group_of(&name) {
            byline.groups.push(group);
        } else if let Some(author) = author_of(&name, !marks.is_empty()) {
            byline.people.push(Named { author, marks, range });
        } else if let Some(last) = byline.people.last_mut() {
            // A degree stands between a name and its mark.
            last.marks.extend(marks);
        }
    }
    turn_capitals(&mut byline.people);
    byline
}

/// Turns names round whose family name in capitals was taken for initials: those of other names of the
/// byline are longer.
fn turn_capitals(people: &mut [Named]) {
    /// Initials have fewer letters.
    const FEWEST_LETTERS: usize = 4;
    let capitals = |word: &str| !word.contains(char::is_lowercase) && !word.contains('.');
    let last = |own: &Named| own.author.name.rsplit(' ').next().unwrap_or_default().to_owned();
    let is_family = |own: &Named| {
        let (first, last) = (own.author.name.split(' ').next().unwrap_or_default(), last(own));
        capitals(&last) && last.chars().count() >= FEWEST_LETTERS && !capitals(first)
    };
    let all = people.iter().all(|own| capitals(&last(own)));
    if !all || !people.iter().any(is_family) {
        return;
    }
    for own in people.iter_mut() {
        if own.author.given.as_ref() == Some(&last(own)) {
            std::mem::swap(&mut own.author.given, &mut own.author.family);
        }
    }
}

/// The members of a group that signs a paper alone: a section with its name lists them.
pub(super) fn members(passages: &[Passage], group: &str) -> Vec<Named> {
    /// A list has at least as many names.
    const FEWEST: usize = 3;
    let acronym = group.split(['(', ')']).nth(1).unwrap_or(group);
    let heads = |passage: &Passage| {
        matches!(passage.role, Role::Heading(_))
            && group_of(passage.text.as_str()).is_some()
            && passage.text.as_str().contains(acronym)
    };
    let Some(heading) = passages.iter().position(heads) else { return Vec::new() };
    let Some(list) = passages.get(heading + 1) else { return Vec::new() };
    let flat = Flat::of(&list.text);
    let names = flat.as_str().matches(',').count() + 1;
    let found = read(&flat).people;
    if found.len() >= FEWEST && found.len() * 10 >= names * 9 { found } else { Vec::new() }
}

/// Where the names of a byline end: before the first line below that names an institution, or below the
/// only name that stands over one, whose own name may take several lines.
fn names_end(flat: &Flat<'_>) -> usize {
    let text = flat.as_str();
    let lines = flat.lines();
    let address = lines.iter().skip(1).find(|line| {
        let line = &text[(*line).clone()];
        body::names_site(line) && group_of(line).is_none()
    });
    let is_one_name = |line: &Range<usize>| {
        let name = text[line.clone()].trim();
        let joined = name.split_whitespace().any(small::is_and);
        !name.contains(SEPARATORS) && !joined && author_of(name, false).is_some()
    };
    match (address, lines.as_slice()) {
        (Some(_), [first, second, ..]) if is_one_name(first) => second.start,
        (Some(address), _) => address.start,
        (None, _) => text.len(),
    }
}

/// Cuts a byline at separators and marks.
fn pieces(flat: &Flat<'_>, end: usize) -> Vec<Piece> {
    let text = flat.as_str();
    let mut out = Vec::new();
    let mut from = 0;
    let mut at = 0;
    while at < end {
        let c = text[at..].chars().next().unwrap_or_default();
        let mark = mark_end(flat, at, end);
        let joint = joint_end(text, at);
        let next = mark.or(joint).unwrap_or(at + c.len_utf8());
        let cuts = mark.is_some() || joint.is_some();
        if cuts || SEPARATORS.contains(&c) {
            push_name(&mut out, text, from..at);
            from = next;
        }
        if mark.is_some() {
            let marks = marks_in(&text[at..next]);
            let leads = text[..at].trim_end().ends_with(SEPARATORS)
                && text[at..next].chars().all(|c| symbol(c).is_some())
                && text[next..].starts_with(char::is_uppercase);
            out.push(if leads { Piece::Leading(marks) } else { Piece::Marks(marks) });
        }
        at = next;
    }
    push_name(&mut out, text, from..end.max(from));
    out
}

fn push_name(out: &mut Vec<Piece>, text: &str, range: Range<usize>) {
    if text[range.clone()].chars().any(char::is_alphabetic) {
        out.push(Piece::Name(range));
    }
}

/// Where the group of marks that begins here ends. Names have no digits and no signs.
fn mark_end(flat: &Flat<'_>, at: usize, end: usize) -> Option<usize> {
    let text = flat.as_str();
    if let Some(raised) = flat.raised_at(at) {
        let inside_word = text[..raised.start].ends_with(char::is_alphabetic)
            && text[raised.end..].starts_with(char::is_lowercase);
        return (!inside_word).then_some(raised.end.min(end));
    }
    let is_mark = |c: char| c.is_ascii_digit() || symbol(c).is_some();
    if !text[at..].starts_with(is_mark) {
        return None;
    }
    let length = text[at..end]
        .find(|c: char| !is_mark(c) && !matches!(c, ',' | '-' | '–'))
        .unwrap_or(end - at);
    Some(at + text[at..at + length].trim_end_matches([',', '-', '–']).len())
}

/// Where the word ends that joins the last two names of a list, and begins here.
fn joint_end(text: &str, at: usize) -> Option<usize> {
    if at > 0 && !text[..at].ends_with(|c: char| c.is_whitespace() || c.is_ascii_digit()) {
        return None;
    }
    let word = text[at..].split_whitespace().next()?;
    // `e` and `y` join the family names of one person, too.
    // All of a byline may be in capitals.
    let own = word.to_lowercase();
    let joint = small::is_and(&own) && !matches!(&*own, "e" | "y") || own == "with";
    let whole = text[at..].starts_with(word) && joint;
    whole.then_some(at + word.len())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Text;

    /// Family names with their marks.
    fn names(marked: &str) -> Vec<(String, String)> {
        let source = Text::with_raised(marked);
        let byline = read(&Flat::of(&source));
        let people = byline.people.into_iter();
        people.map(|own| (own.author.family.unwrap_or_default(), own.marks.join(" "))).collect()
    }

    #[test]
    fn names_have_their_marks() {
        let rows: [(&str, &[(&str, &str)]); 10] = [
            ("Anna Muster|1|, *Jan Probe|2|", &[("Muster", "1"), ("Probe", "* 2")]),
            ("Anna LI, Jan MUSTER, Eva TAN", &[("LI", ""), ("MUSTER", ""), ("TAN", "")]),
            ("Anna Muster,|1| AND Jan Probe", &[("Muster", "1"), ("Probe", "")]),
            ("Anna Muster∙Jan Probe", &[("Muster", ""), ("Probe", "")]),
            ("Anna Muster|1,2|*, Jan Probe|3|", &[("Muster", "1 2 *"), ("Probe", "3")]),
            ("Anna Muster,|a| Jan Probe|b,c|", &[("Muster", "a"), ("Probe", "b c")]),
            ("|1|Anna Muster, |2|Jan Probe", &[("Muster", "1"), ("Probe", "2")]),
            ("Anna Muster, PhD|a,∗|, Jan Probe", &[("Muster", "a *"), ("Probe", "")]),
            (
                "Anna Muster,* Jan Probe,†† and Eva Test*",
                &[("Muster", "*"), ("Probe", "††"), ("Test", "*")],
            ),
            ("anna muster,|1| Jan Probe,|2|", &[("muster", "1"), ("Probe", "2")]),
        ];
        for (marked, wanted) in rows {
            let found = names(marked);
            let found: Vec<_> = found.iter().map(|(a, b)| (a.as_str(), b.as_str())).collect();
            assert_eq!(found, wanted, "{marked}");
        }
    }

    #[test]
    fn bylines_end_before_institutions() {
        let source = Text::with_raised(
            "A. Muster, B. Probe for the Salt Study Group\nDepartment of Salt\nSeaside",
        );
        let byline = read(&Flat::of(&source));
        assert_eq!(byline.end, 45);
        assert_eq!(byline.people.len(), 2);
        let source = Text::with_raised("Anna Muster\nSalt and Water\nDepartment of Salt");
        assert_eq!(read(&Flat::of(&source)).end, "Anna Muster\n".len());
    }
}
