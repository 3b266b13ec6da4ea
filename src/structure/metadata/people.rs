//! Authors with what marks, notes and links say of them.

use super::author::author_of;
use super::author::byline_end;
use crate::document::{Affiliation, Author, FurnitureKind};
use crate::role::{Passages, Role};
use crate::text::{Style, Text};

/// Marks of authors to whom letters go.
const LETTER_MARKS: &[&str] = &["*", "∗", "✉"];
/// A mark has no more characters than this.
const MARK_LENGTH: usize = 3;

/// The authors of all bylines and the institutions that their marks refer to.
pub(super) fn of(passages: &Passages) -> (Vec<Author>, Vec<Affiliation>) {
    let texts = |role: Role| {
        let own = passages.passages.iter().filter(move |passage| passage.role == role);
        own.map(|passage| &passage.text)
    };
    let mut people: Vec<(Author, Vec<String>)> = texts(Role::Byline).flat_map(named).collect();
    let mut affiliations: Vec<Affiliation> = Vec::new();
    for text in texts(Role::Affiliation) {
        for affiliation in institutions(text) {
            // An id means one institution.
            if affiliations.iter().all(|known| known.id != affiliation.id) {
                affiliations.push(affiliation);
            }
        }
    }
    let notes: Vec<&Text> = passages
        .passages
        .iter()
        .filter(|passage| {
            let first = passage.text.places().next().is_some_and(|at| at.page.index() == 0);
            first
                && matches!(
                    passage.role,
                    Role::FrontNote
                        | Role::Affiliation
                        | Role::Footnote { .. }
                        | Role::Furniture(FurnitureKind::Imprint)
                )
        })
        .map(|passage| &passage.text)
        .collect();
    let letters = notes.iter().any(|note| {
        let text = note.as_str().trim_start();
        LETTER_MARKS.iter().any(|mark| text.starts_with(mark))
            && (text.contains('@') || text.to_lowercase().contains("correspond"))
    });
    for (author, marks) in &mut people {
        let known = |mark: &&String| affiliations.iter().any(|own| own.id == **mark);
        author.affiliations = marks.iter().filter(known).cloned().collect();
        author.corresponding =
            letters && marks.iter().any(|mark| LETTER_MARKS.contains(&mark.as_str()));
    }
    let mut authors: Vec<Author> = people.into_iter().map(|(author, _)| author).collect();
    affiliations.retain(|own| authors.iter().any(|author| author.affiliations.contains(&own.id)));
    add_addresses(&mut authors, &notes);
    add_orcids(&mut authors, passages);
    (authors, affiliations)
}

/// The names of a byline, each with the marks after it.
fn named(text: &Text) -> Vec<(Author, Vec<String>)> {
    let mut parts: Vec<(String, Vec<String>)> = vec![Default::default()];
    let end = byline_end(text);
    for segment in text.segments() {
        if segment.original.start >= end {
            break;
        }
        if segment.styles.contains(&&Style::Superscript) {
            let marks = marks_of(segment.text);
            if let Some(part) = parts.last_mut() {
                part.1.extend(marks);
            }
            // Names that only a mark divides are two.
            parts.push(Default::default());
            continue;
        }
        let left = end.saturating_sub(segment.original.start) as usize;
        let own = if segment.original.end > end { segment.text.get(..left) } else { None };
        let cut = own
            .unwrap_or(segment.text)
            .replace(" and ", ",")
            .replace(" & ", ",")
            .replace('\n', " ");
        for (at, piece) in cut.split([',', ';', '•', '·']).enumerate() {
            if at > 0 {
                parts.push(Default::default());
            }
            let Some(part) = parts.last_mut() else { continue };
            for c in piece.chars() {
                if LETTER_MARKS.iter().any(|mark| mark.starts_with(c)) {
                    part.1.push(c.to_string());
                } else {
                    part.0.push(c);
                }
            }
        }
    }
    let mut out: Vec<(Author, Vec<String>)> = Vec::new();
    for (name, marks) in parts {
        match (author_of(&name), out.last_mut()) {
            (Some(author), _) => out.push((author, marks)),
            (None, Some(last)) => last.1.extend(marks),
            (None, None) => {}
        }
    }
    out
}

/// The single marks of a raised group: `1,2*` are three.
fn marks_of(group: &str) -> Vec<String> {
    let mut marks = Vec::new();
    for part in group.split([',', ' ', ';', '\n']) {
        let mut mark = String::new();
        for c in part.chars() {
            if c.is_alphanumeric() {
                let letters = mark.chars().all(char::is_numeric) == c.is_numeric();
                if !mark.is_empty() && !letters {
                    marks.push(std::mem::take(&mut mark));
                }
                mark.push(c);
            } else {
                marks.extend((!mark.is_empty()).then(|| std::mem::take(&mut mark)));
                marks.push(c.to_string());
            }
        }
        marks.extend((!mark.is_empty()).then_some(mark));
    }
    marks
}

/// Institutions with the marks before them.
fn institutions(text: &Text) -> Vec<Affiliation> {
    let mut out: Vec<Affiliation> = Vec::new();
    for segment in text.segments() {
        let mark = segment.text.trim().trim_end_matches('.');
        let raised = segment.styles.contains(&&Style::Superscript);
        if raised && !mark.is_empty() && mark.chars().count() <= MARK_LENGTH {
            out.push(Affiliation { id: mark.to_owned(), name: String::new() });
        } else if let Some(last) = out.last_mut() {
            last.name.push_str(segment.text);
        } else if let Some((id, name)) = numbered(segment.text) {
            out.push(Affiliation { id, name });
        }
    }
    if out.len() == 1 {
        split_numbers(&mut out);
    }
    for affiliation in &mut out {
        let joined = affiliation.name.split_whitespace().collect::<Vec<_>>().join(" ");
        affiliation.name = joined.trim_matches([',', ';', ' ', '.']).to_owned();
    }
    out.retain(|affiliation| affiliation.name.chars().filter(|c| c.is_alphabetic()).count() > 3);
    out
}

/// Divides institutions that stand one after the other with their numbers between them.
fn split_numbers(list: &mut Vec<Affiliation>) {
    while let Some(last) = list.last_mut() {
        let Some(next) = last.id.parse::<u32>().ok().map(|number| (number + 1).to_string()) else {
            return;
        };
        let found = last.name.match_indices(&next).find(|(at, _)| {
            let before = last.name[..*at].trim_end();
            let after = last.name[at + next.len()..].trim_start_matches([' ', '.']);
            (before.ends_with([',', ';', '.']) || last.name[..*at].ends_with('\n'))
                && after.starts_with(char::is_uppercase)
        });
        let Some((at, _)) = found else { return };
        let rest = last.name[at + next.len()..].trim_start_matches([' ', '.']).to_owned();
        last.name.truncate(at);
        list.push(Affiliation { id: next, name: rest });
    }
}

/// A text that begins with a number, and the number.
fn numbered(text: &str) -> Option<(String, String)> {
    let text = text.trim_start();
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let rest = text[digits..].trim_start_matches(['.', ')', ' ']);
    ((1..MARK_LENGTH).contains(&digits) && rest.starts_with(char::is_alphabetic))
        .then(|| (text[..digits].to_owned(), rest.to_owned()))
}

/// Gives addresses to the authors whose family names they hold; the only address of the notes goes
/// to the only author to whom letters go.
fn add_addresses(authors: &mut [Author], notes: &[&Text]) {
    let mut addresses: Vec<String> = Vec::new();
    for note in notes {
        for word in note.as_str().split(|c: char| {
            c.is_whitespace() || matches!(c, '(' | ')' | ',' | ';' | '<' | '>' | ':')
        }) {
            let word = word.trim_matches('.');
            let valid = word
                .split_once('@')
                .is_some_and(|(user, host)| !user.is_empty() && host.contains('.'));
            if valid && !addresses.iter().any(|known| known == word) {
                addresses.push(word.to_owned());
            }
        }
    }
    for address in &addresses {
        let user = address.split('@').next().unwrap_or_default().to_lowercase();
        let holds = |author: &Author| {
            let family = author.family.as_deref().unwrap_or_default().to_lowercase();
            family.chars().count() > 2 && user.contains(&family)
        };
        let mut owners = authors.iter_mut().filter(|author| holds(author));
        if let (Some(owner), None) = (owners.next(), owners.next()) {
            owner.email.get_or_insert_with(|| address.clone());
        }
    }
    let mut writers = authors.iter_mut().filter(|author| author.corresponding);
    if let (Some(writer), None, [address]) = (writers.next(), writers.next(), addresses.as_slice())
    {
        writer.email.get_or_insert_with(|| address.clone());
    }
}

/// Gives ORCID iDs to authors: from links on their names, and from addresses printed after them.
fn add_orcids(authors: &mut [Author], passages: &Passages) {
    for passage in &passages.passages {
        let text = passage.text.as_str();
        let on_name = passage.role == Role::Byline;
        if on_name {
            for segment in passage.text.segments() {
                let target = segment.styles.iter().find_map(|style| match style {
                    Style::Link(target) => orcid_in(target),
                    _ => None,
                });
                let owner = authors.iter_mut().find(|author| author.name == segment.text.trim());
                if let (Some((_, orcid)), Some(owner)) = (target, owner) {
                    owner.orcid.get_or_insert(orcid);
                }
            }
        }
        let mut from = 0;
        while let Some((at, orcid)) = orcid_in(&text[from..]) {
            let before = &text[from..from + at];
            let owner = authors
                .iter_mut()
                .filter_map(|author| before.rfind(&author.name).map(|at| (at, author)))
                .max_by_key(|(at, _)| *at);
            if let Some((_, owner)) = owner {
                owner.orcid.get_or_insert(orcid.clone());
            }
            from += at + orcid.len();
        }
    }
}

/// The first ORCID iD in a text and where it begins: four groups of four digits, the last of which
/// may end in X.
fn orcid_in(text: &str) -> Option<(usize, String)> {
    let is_id = |id: &str| {
        id.bytes().enumerate().all(|(at, b)| match at {
            4 | 9 | 14 => b == b'-',
            18 => b.is_ascii_digit() || b == b'X',
            _ => b.is_ascii_digit(),
        })
    };
    let start = text.find("orcid.org/").map(|at| at + "orcid.org/".len())?;
    let id = text.get(start..start + 19)?;
    is_id(id).then(|| (start, id.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_taken_apart() {
        assert_eq!(marks_of("1,2*"), ["1", "2", "*"]);
        assert_eq!(marks_of("a,∗"), ["a", "∗"]);
        assert_eq!(marks_of("12a"), ["12", "a"]);
    }

    #[test]
    fn institutions_have_their_numbers() {
        let found = institutions(&Text::plain("2 Salt Institute, Seaside."));
        assert_eq!(found, [Affiliation { id: "2".into(), name: "Salt Institute, Seaside".into() }]);
        let row = institutions(&Text::plain("1 Salt Institute, Seaside, 2 Water School, Hilltop"));
        let ids: Vec<&str> = row.iter().map(|own| own.id.as_str()).collect();
        assert_eq!(ids, ["1", "2"]);
        assert_eq!(row[0].name, "Salt Institute, Seaside");
    }

    #[test]
    fn ids_have_sixteen_digits() {
        let found = orcid_in("https://orcid.org/0000-0001-2345-678X");
        assert_eq!(found.map(|(_, id)| id).as_deref(), Some("0000-0001-2345-678X"));
        assert_eq!(orcid_in("https://orcid.org/register"), None);
    }
}
