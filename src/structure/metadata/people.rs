//! Authors with what marks, notes and links say of them.

use super::author::{is_short_for, lengthen_family, plain};
use super::byline::{self, Named};
use super::contact::{self, Letter};
use super::flat::Flat;
use super::institution::{
    About, Part, about, begins_with_marks, is_address, is_job, name_of, parts, with_notes,
    with_people,
};
use super::lone::{self, LoneMark, Side};
use super::mark::symbol;
use crate::document::{Affiliation, Author, FurnitureKind};
use crate::provenance::PageNumber;
use crate::role::{Passage, Passages, Role};
use crate::text::{Text, aligned_lower_case};
use std::collections::BTreeSet;

/// Notes beside the text that hold part of a list of institutions have no more words than this.
const ADDRESS_WORDS: usize = 60;
/// The label of a note has no more words than this.
const LABEL_WORDS: usize = 3;

/// Headings and first lines of lists of institutions, in lower case.
const LIST_LABELS: &[&str] = &[
    "author details",
    "author affiliations",
    "authors affiliations",
    "authors' affiliations",
    "authors’ affiliations",
    "author information",
    "affiliations",
];

/// The people of a paper.
#[derive(Debug, Default)]
pub(super) struct People {
    pub(super) authors: Vec<Author>,
    pub(super) affiliations: Vec<Affiliation>,
    /// Groups that sign with or instead of them.
    pub(super) groups: Vec<String>,
}

/// An institution and who works there.
#[derive(Debug)]
struct Institution {
    marks: Vec<String>,
    name: String,
    authors: Vec<usize>,
}

/// What the notes of a paper say of its authors.
#[derive(Debug, Default)]
struct Notes {
    /// Institutions behind marks.
    marked: Vec<Institution>,
    /// Institutions without marks where institutions are listed.
    listed: Vec<String>,
    /// Institutions without marks in other notes.
    other: Vec<String>,
    /// How to reach authors.
    letters: Vec<Letter>,
    /// Notes on equal contributions.
    equal: Vec<Part>,
}

/// The authors of all bylines and the institutions that their marks or names lead to.
pub(super) fn of(passages: &Passages, citations: &[&str]) -> People {
    let bylines: Vec<&Passage> =
        passages.passages.iter().filter(|passage| passage.role == Role::Byline).collect();
    let Some(page) = bylines.iter().find_map(|passage| page_of(&passage.text)) else {
        return People::default();
    };
    let lone = lone::marks(passages, page);
    let mut people: Vec<Named> = Vec::new();
    let mut groups = Vec::new();
    let mut flats = Vec::new();
    for passage in bylines {
        let mut flat = Flat::of(&passage.text);
        lone::insert(&mut flat, &lone, Side::Behind);
        let mut byline = byline::read(&flat);
        contact::add_links(&mut byline.people, &flat, &passages.layout);
        people.extend(byline.people);
        groups.extend(byline.groups);
        flats.push((flat, byline.end));
    }
    if let ([], [group]) = (people.as_slice(), groups.as_slice()) {
        people = byline::members(&passages.passages, group);
    }
    let known = known_marks(&people);
    let mut notes = Notes::default();
    for (flat, end) in &flats {
        notes.take(parts(flat, *end, &known), flat, [true; 2]);
    }
    notes.gather(passages, page, &lone, &known);
    let (mut authors, marks): (Vec<Author>, Vec<Vec<String>>) =
        people.into_iter().map(|named| (named.author, named.marks)).unzip();
    let found = located(&mut notes, passages, page, &authors, &marks);
    let affiliations = numbered(&mut authors, found);
    let addresses = contact::addresses(&notes.letters);
    authors.iter_mut().for_each(|author| lengthen_family(author, citations, &addresses));
    mark_authors(&mut authors, &marks, &notes);
    contact::add_addresses(&mut authors, &notes.letters);
    contact::add_printed_orcids(&mut authors, passages);
    People { authors, affiliations, groups }
}

fn page_of(text: &Text) -> Option<PageNumber> {
    text.places().next().map(|at| at.page)
}

/// The marks at names; letters that stand together may be several marks.
fn known_marks(people: &[Named]) -> BTreeSet<String> {
    let marks = people.iter().flat_map(|named| &named.marks);
    marks.flat_map(|mark| single_letters(mark).into_iter().chain([mark.clone()])).collect()
}

fn single_letters(mark: &str) -> Vec<String> {
    let letters = mark.chars().count() > 1 && mark.chars().all(char::is_alphabetic);
    if letters { mark.chars().map(String::from).collect() } else { Vec::new() }
}

/// Where a list of institutions begins in a text, behind its label.
fn label_end(text: &str) -> Option<usize> {
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        if !line.starts_with(['a', 'A']) {
            // All of them begin so.
            at += line.len();
            continue;
        }
        let lower = aligned_lower_case(line);
        let label = LIST_LABELS.iter().find(|label| lower.starts_with(**label));
        if let Some(label) = label
            && !lower[label.len()..].starts_with(char::is_alphanumeric)
        {
            let rest = &text[at + label.len()..];
            return Some(text.len() - rest.trim_start_matches([':', '.', ' ', '\n']).len());
        }
        at += line.len();
    }
    None
}

impl Notes {
    /// Reads the notes of the byline's page, and those that follow a label on any page.
    fn gather(
        &mut self,
        passages: &Passages,
        page: PageNumber,
        lone: &[LoneMark],
        known: &BTreeSet<String>,
    ) {
        let mut after_label = false;
        let mut letter_label = false;
        let listed_below = lists_institutions(passages, page, known);
        for passage in &passages.passages {
            let text = &passage.text;
            if matches!(passage.role, Role::Heading(_)) {
                after_label = label_end(text.original()).is_some();
                letter_label = is_letter_label(text.as_str());
                continue;
            }
            let near = page_of(text).is_some_and(|own| own == page);
            let note = matches!(
                passage.role,
                Role::Affiliation
                    | Role::FrontNote
                    | Role::Footnote { .. }
                    | Role::Paragraph
                    | Role::Furniture(FurnitureKind::Imprint)
            );
            let label = if note { label_end(text.original()) } else { None };
            let asks = note && (letter_label || is_letter(text.as_str()));
            let here = near || after_label || label.is_some() || asks;
            let list = note && !here && is_list(passage, known);
            if !note || !here && !list {
                continue;
            }
            let mut flat = Flat::of(text);
            lone::insert(&mut flat, lone, Side::Before);
            let from = label_end(flat.as_str()).unwrap_or(0);
            let told = asks || list || after_label || label.is_some();
            let prose = passage.role == Role::Paragraph && !told;
            if prose && !begins_with_marks(&flat, from, known) {
                letter_label = is_letter_label(text.as_str());
                continue;
            }
            let own = parts(&flat, from, known);
            if letter_label {
                self.letters.push(Letter::of(
                    &Part { marks: vec![], text: text.as_str().to_owned() },
                    &flat,
                    true,
                ));
            }
            letter_label = is_letter_label(text.as_str());
            let listed = passage.role == Role::Affiliation || label.is_some() || after_label;
            let in_list = near && listed_below && is_note_at_foot(passage);
            self.take(own, &flat, [listed, in_list]);
        }
    }

    /// Takes over what the parts of a note say. Institutions may be listed in it, or in it and in the
    /// notes beside it, if they have marks.
    fn take(&mut self, parts: Vec<Part>, flat: &Flat<'_>, [listed, in_list]: [bool; 2]) {
        // Beside an institution stand others that are named by nothing but their place.
        let is_listed =
            |part: &Part| !part.marks.is_empty() && about(&part.text, false) == About::Institution;
        let list = listed || parts.iter().any(is_listed);
        // A star before a name with an address asks for letters, whether names have it or not.
        let starred =
            flat.as_str().trim_start().starts_with(|c| matches!(symbol(c), Some('*' | '✉')));
        for part in parts.into_iter().flat_map(with_notes) {
            let among = list || in_list && !is_job(&part.text);
            let kind = about(&part.text, if part.marks.is_empty() { listed } else { among });
            if part.text.contains('@') || kind == About::Letters {
                let asks = kind == About::Letters || starred;
                self.letters.push(Letter::of(&part, flat, asks));
            }
            match kind {
                About::Institution if !part.marks.is_empty() => {
                    let name = name_of(&part.text);
                    self.marked.push(Institution { marks: part.marks, name, authors: vec![] });
                }
                About::Institution if listed => self.listed.push(name_of(&part.text)),
                About::Institution if is_address(&part.text) => {
                    self.other.push(name_of(&part.text));
                }
                About::Equality => self.equal.push(part),
                About::Institution | About::Letters | About::Other => {}
            }
        }
    }
}

fn is_note_at_foot(passage: &Passage) -> bool {
    matches!(passage.role, Role::Footnote { .. })
}

/// Whether the notes at the foot of the byline's page list institutions: behind a mark at a name
/// stands one that its words tell.
fn lists_institutions(passages: &Passages, page: PageNumber, known: &BTreeSet<String>) -> bool {
    passages.passages.iter().any(|passage| {
        is_note_at_foot(passage)
            && page_of(&passage.text).is_some_and(|own| own == page)
            && parts(&Flat::of(&passage.text), 0, known).iter().any(|part| {
                let counts = part.marks.iter().any(|mark| mark.chars().all(char::is_alphanumeric));
                counts && about(&part.text, false) == About::Institution
            })
    })
}

/// Whether a passage of another page is, or goes on with, a list of institutions: each behind its mark, and
/// nothing before them but whom to write to.
fn is_list(passage: &Passage, known: &BTreeSet<String>) -> bool {
    let note = is_note_at_foot(passage);
    if known.is_empty() || !note && passage.role != Role::Paragraph {
        return false;
    }
    let flat = Flat::of(&passage.text);
    let own = parts(&flat, 0, known);
    let list = match own.as_slice() {
        [first, list @ ..]
            if first.marks.is_empty() && about(&first.text, false) == About::Letters =>
        {
            list
        }
        whole => whole,
    };
    let numbered = |part: &Part| part.marks.iter().all(|mark| mark.parse::<u32>().is_ok());
    let is_institution = |part: &&Part| about(&part.text, false) == About::Institution;
    let told = list.iter().filter(is_institution).count();
    list.len() > 1
        && list.iter().all(|part| !part.marks.is_empty() && (note || numbered(part)))
        && if note { told == list.len() } else { told * 2 > list.len() }
}

/// Whether a text says to whom letters go, wherever it stands.
fn is_letter(text: &str) -> bool {
    text.contains('@')
        && text.split_whitespace().count() <= ADDRESS_WORDS
        && about(text, false) == About::Letters
}

/// Whether a text is only the label of a note on letters.
fn is_letter_label(text: &str) -> bool {
    text.split_whitespace().count() <= LABEL_WORDS
        && !text.contains('@')
        && about(text, false) == About::Letters
}

/// Institutions with their authors: by marks, else by names in brackets, else the one of all.
fn located(
    notes: &mut Notes,
    passages: &Passages,
    page: PageNumber,
    authors: &[Author],
    marks: &[Vec<String>],
) -> Vec<Institution> {
    let mut seen: BTreeSet<String> = BTreeSet::new();
    let mut found: Vec<Institution> = std::mem::take(&mut notes.marked);
    for own in &mut found {
        // A mark leads to one institution: the list may stand on the first page and at the end.
        own.marks.retain(|mark| seen.insert(mark.clone()));
    }
    for (at, marks) in marks.iter().enumerate() {
        for mark in marks {
            let letters = if seen.contains(mark) { Vec::new() } else { single_letters(mark) };
            for own in &mut found {
                let leads = own.marks.contains(mark)
                    || letters.iter().any(|letter| own.marks.contains(letter));
                if leads && !own.authors.contains(&at) {
                    own.authors.push(at);
                }
            }
        }
    }
    found.retain(|own| !own.authors.is_empty());
    if found.is_empty() {
        found = by_people(passages, page, authors);
    }
    if found.is_empty() {
        found = by_blocks(passages, authors);
    }
    let numbered = marks.iter().flatten().any(|mark| mark.chars().any(char::is_alphanumeric));
    if found.is_empty() && !numbered {
        let mut shared = std::mem::take(if notes.listed.is_empty() {
            &mut notes.other
        } else {
            &mut notes.listed
        });
        shared.dedup();
        if shared.len() == 1 || authors.len() == 1 {
            let all =
                |name| Institution { marks: vec![], name, authors: (0..authors.len()).collect() };
            found = shared.into_iter().map(all).collect();
        }
    }
    found
}

/// Institutions that are followed by the names or initials of those who work there.
fn by_people(passages: &Passages, page: PageNumber, authors: &[Author]) -> Vec<Institution> {
    let mut text = String::new();
    let mut starts = Vec::new();
    for passage in &passages.passages {
        let own = passage.text.as_str();
        let short = own.split_whitespace().count() <= ADDRESS_WORDS;
        let note = match passage.role {
            Role::Affiliation | Role::FrontNote | Role::Footnote { .. } => true,
            // Columns beside the text are read as paragraphs.
            Role::Paragraph | Role::Furniture(FurnitureKind::Imprint) => short,
            _ => false,
        };
        let near = page_of(&passage.text)
            .is_some_and(|own| (page.index()..=page.index() + 1).contains(&own.index()));
        if !note || !near || own.contains(['©', '@']) {
            continue;
        }
        starts.push(text.len());
        text.push_str(&own[label_end(own).unwrap_or(0)..]);
        text.push(' ');
    }
    let short_names = |inside: &str| -> Vec<Option<usize>> {
        let names = inside.split([',', ';']).flat_map(|part| part.split(" and "));
        let whom = |short: &str| authors.iter().position(|author| is_short_for(short, author));
        names.map(|short| whom(short.trim())).collect()
    };
    let people = |inside: &str| {
        let found = short_names(inside);
        let known = found.iter().flatten().count();
        (known * 2 > found.len()).then(|| found.into_iter().flatten().collect())
    };
    let found = with_people(&text, &starts, people).into_iter();
    found.map(|(name, authors)| Institution { marks: vec![], name, authors }).collect()
}

/// Institutions that stand below the names of those who work there, where each block of names has
/// its own.
fn by_blocks(passages: &Passages, authors: &[Author]) -> Vec<Institution> {
    let mut blocks: Vec<(Vec<usize>, Vec<String>)> = Vec::new();
    let mut next = 0;
    for passage in &passages.passages {
        let text = passage.text.as_str();
        match (&passage.role, blocks.last_mut()) {
            (Role::Byline, _) => {
                let flat = Flat::of(&passage.text);
                let count = byline::read(&flat).people.len();
                blocks.push(((next..next + count).collect(), Vec::new()));
                next += count;
            }
            (Role::Affiliation, Some((_, names))) if about(text, true) == About::Institution => {
                names.push(name_of(text));
            }
            _ => {}
        }
    }
    let whole = next == authors.len() && blocks.iter().all(|(_, names)| !names.is_empty());
    if blocks.len() < 2 || !whole {
        return Vec::new();
    }
    let institutions = blocks
        .into_iter()
        .flat_map(|(authors, names)| names.into_iter().map(move |name| (name, authors.clone())));
    institutions.map(|(name, authors)| Institution { marks: vec![], name, authors }).collect()
}

/// Gives institutions their ids, and authors the ids of theirs. A printed mark is the id where each
/// institution has a number or letter of its own.
fn numbered(authors: &mut [Author], found: Vec<Institution>) -> Vec<Affiliation> {
    let id = |own: &Institution| own.marks.first().cloned().unwrap_or_default();
    let ids: BTreeSet<String> = found.iter().map(id).collect();
    let plain = |id: &String| !id.is_empty() && id.chars().all(char::is_alphanumeric);
    let printed = ids.len() == found.len() && ids.iter().all(plain);
    let mut affiliations = Vec::new();
    for (at, own) in found.into_iter().enumerate() {
        let id = if printed { id(&own) } else { (at + 1).to_string() };
        for author in own.authors {
            if let Some(author) = authors.get_mut(author) {
                author.affiliations.push(id.clone());
            }
        }
        affiliations.push(Affiliation { id, name: own.name });
    }
    // Some stand at the foot of the first page, the others at the end of the paper.
    if printed {
        affiliations.sort_by_key(|own| own.id.parse::<u32>().unwrap_or_default());
    }
    affiliations
}

/// Marks authors to whom letters go, and those who contributed equally.
fn mark_authors(authors: &mut [Author], marks: &[Vec<String>], notes: &Notes) {
    for note in &notes.equal {
        let text = plain(&note.text);
        for (author, own) in authors.iter_mut().zip(marks) {
            author.equal_contributor |= own.iter().any(|mark| note.marks.contains(mark))
                || text.contains(&plain(&author.name));
        }
    }
    let asking = || notes.letters.iter().filter(|letter| letter.asks);
    let leads =
        |letter: &Letter, own: &[String]| own.iter().any(|mark| letter.marks.contains(mark));
    // Where marks lead to whom letters go, a list of addresses names the others, too.
    let by_mark = asking().any(|letter| marks.iter().any(|own| leads(letter, own)));
    for letter in asking() {
        for (author, own) in authors.iter_mut().zip(marks) {
            author.corresponding |= leads(letter, own) || !by_mark && letter.names(author);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geometry::Rect;

    fn passages(rows: &[(Role, &str)]) -> Passages {
        let passage = |(role, marked): &(Role, &str)| Passage {
            role: role.clone(),
            mark: Text::default(),
            text: placed(marked),
        };
        let passages = rows.iter().map(passage).collect();
        Passages { passages, ..Passages::default() }
    }

    /// The text on the first page in which what stands between bars is raised.
    fn placed(marked: &str) -> Text {
        let mut builder = crate::text::Builder::default();
        for (at, part) in marked.split('|').enumerate() {
            let start = builder.len();
            let bbox = Rect { x0: 0.0, y0: 0.0, x1: 1.0, y1: 1.0 };
            let page = PageNumber::from_index(0);
            builder.push(part, crate::provenance::Provenance { page, bbox, glyphs: 0..1 });
            if at % 2 == 1 {
                builder.style(start..builder.len(), crate::text::Style::Superscript);
            }
        }
        builder.finish()
    }

    /// Family names with the names of their institutions.
    fn links(rows: &[(Role, &str)]) -> Vec<String> {
        let people = of(&passages(rows), &[]);
        let name = |id: &String| {
            let own = people.affiliations.iter().find(|own| own.id == *id);
            own.map(|own| own.name.clone()).unwrap_or_default()
        };
        let of_author = |author: &Author| {
            let names: Vec<String> = author.affiliations.iter().map(name).collect();
            format!("{}: {}", author.family.clone().unwrap_or_default(), names.join(" + "))
        };
        people.authors.iter().map(of_author).collect()
    }

    #[test]
    fn marks_lead_to_institutions() {
        let footnote = || Role::Footnote { label: None };
        type Row<'a> = (&'a [(Role, &'a str)], &'a [&'a str]);
        let rows: [Row<'_>; 6] = [
            (
                &[
                    (Role::Byline, "Anna Muster|1,2|, Jan Probe|2,*|"),
                    (Role::Affiliation, "1 Salt Institute, Seaside, 2 Water School, Hilltop"),
                ],
                &[
                    "Muster: Salt Institute, Seaside + Water School, Hilltop",
                    "Probe: Water School, Hilltop",
                ],
            ),
            (
                &[
                    (Role::Byline, "Anna Muster,* Jan Probe†"),
                    (footnote(), "*Salt Institute, Seaside; and †Water School, Hilltop"),
                ],
                &["Muster: Salt Institute, Seaside", "Probe: Water School, Hilltop"],
            ),
            (
                &[
                    (Role::Byline, "Anna Muster, Jan Probe"),
                    (
                        Role::FrontNote,
                        "Salt Institute, Seaside (A. Muster); Water School (A. Muster, J. Probe)",
                    ),
                ],
                &["Muster: Salt Institute, Seaside + Water School", "Probe: Water School"],
            ),
            (
                &[
                    (Role::Byline, "Anna Muster, Jan Probe"),
                    (Role::Affiliation, "Salt Institute, Seaside"),
                ],
                &["Muster: Salt Institute, Seaside", "Probe: Salt Institute, Seaside"],
            ),
            (
                &[
                    (Role::Byline, "Anna Muster"),
                    (Role::Affiliation, "Salt Institute, Seaside"),
                    (Role::Byline, "Jan Probe"),
                    (Role::Affiliation, "Water School, Hilltop"),
                ],
                &["Muster: Salt Institute, Seaside", "Probe: Water School, Hilltop"],
            ),
            (
                &[(Role::Byline, "Anna Muster|3|"), (Role::Affiliation, "Salt Institute, Seaside")],
                &["Muster: "],
            ),
        ];
        for (rows, wanted) in rows {
            assert_eq!(links(rows), wanted);
        }
    }

    #[test]
    fn notes_tell_of_authors() {
        let people = of(
            &passages(&[
                (Role::Byline, "Anna Muster|1,†|, Jan Probe|1,†,*|"),
                (Role::Affiliation, "|1|Salt Institute, Seaside; muster@salt.example"),
                (Role::FrontNote, "* Correspondence: jp@salt.example"),
                (Role::FrontNote, "†These authors contributed equally."),
            ]),
            &[],
        );
        let emails: Vec<_> = people.authors.iter().map(|own| own.email.as_deref()).collect();
        assert_eq!(emails, [Some("muster@salt.example"), Some("jp@salt.example")]);
        assert!(people.authors.iter().all(|own| own.equal_contributor));
        assert!(people.authors[1].corresponding && !people.authors[0].corresponding);
    }
}
