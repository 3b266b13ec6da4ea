//! Marks in the text and the footnotes of their page that they lead to.

use super::note::{LONGEST_MARK, SIGNS};
use super::part::{callout, item};
use crate::document::callout::{Callout, CalloutForm};
use crate::document::{Footnote, Node};
use crate::provenance::PageNumber;
use crate::structure::passage::{self, Passage};
use crate::text::{Offsets, Text};
use rustc_hash::FxHashMap;
use std::collections::BTreeSet;
use std::ops::Range;

/// Raised numbers in the text that lead to no note where the paper does not cite by them: powers.
const CHANCE_NUMBERS: usize = 3;

/// Where a note stands that may be a footnote.
#[derive(Debug, Clone, Copy)]
enum Home {
    /// A node.
    Page(usize),
    /// Below a table: its node, and the note's place among its notes.
    Table(usize, usize),
}

/// Parts the marks of footnotes from their words where the text of their page leads to them. A note
/// right below a table is a footnote where the text and not the table leads to it. In papers that
/// cite by raised numbers a number leads to no note.
pub(in crate::structure) fn part_marks(nodes: &mut Vec<Node>) {
    let (mut notes, homes) = candidates(nodes);
    if notes.is_empty() {
        return;
    }
    let passages: Vec<Passage<'_>> = of_text(nodes).collect();
    let is_number = |mark: &str| mark.bytes().all(|byte| byte.is_ascii_digit());
    let raised =
        passages.iter().flat_map(|own| own.raised.iter().map(|run| &own.text[run.clone()]));
    let numbers: BTreeSet<&str> = raised.map(str::trim).filter(|mark| is_number(mark)).collect();
    let numbered = notes.keys().filter(|(_, mark)| is_number(mark)).count();
    let cites = numbers.len() > numbered + CHANCE_NUMBERS;
    notes.retain(|(_, mark), _| !(cites && is_number(mark)));
    let called: BTreeSet<u32> =
        passages.iter().flat_map(|own| calls(nodes, own, &notes)).map(|(_, note)| note).collect();
    // From the last to the first, so that places among the notes of a table hold.
    let mut lifted = Vec::new();
    for home in called.iter().rev().filter_map(|&at| homes.get(at as usize)) {
        match *home {
            Home::Page(at) => {
                if let Some(Node::Footnote(note)) = nodes.get_mut(at) {
                    *note = parted(std::mem::take(&mut note.text));
                }
            }
            Home::Table(at, place) => {
                if let Some(Node::Table(table)) = nodes.get_mut(at) {
                    lifted.push(Node::Footnote(parted(table.notes.remove(place))));
                }
            }
        }
    }
    nodes.extend(lifted.into_iter().rev());
}

/// Notes that begin with a mark, by their page and mark: each one's number, and where they stand.
fn candidates(nodes: &[Node]) -> (FxHashMap<(PageNumber, String), u32>, Vec<Home>) {
    let mut notes = FxHashMap::default();
    let mut homes = Vec::new();
    let mut add = |text: &Text, home: Home| {
        if let (Some(mark), Some(page)) = (leading_mark(text), page_of(text)) {
            notes.entry((page, mark.to_owned())).or_insert(homes.len() as u32);
            homes.push(home);
        }
    };
    for (at, node) in nodes.iter().enumerate() {
        match node {
            Node::Footnote(Footnote { label: None, text }) => add(text, Home::Page(at)),
            Node::Table(table) => {
                let caption = table.caption.iter().map(|caption| &caption.text);
                let own: Vec<&Text> =
                    caption.chain(table.cells.iter().map(|cell| &cell.text)).collect();
                let leads = |mark: &str| own.iter().any(|text| leads_to(text, mark));
                for (place, note) in table.notes.iter().enumerate() {
                    if leading_mark(note).is_some_and(|mark| !leads(mark)) {
                        add(note, Home::Table(at, place));
                    }
                }
            }
            _ => {}
        }
    }
    (notes, homes)
}

/// Whether a text of a table leads to a note: a sign at its end, or what is raised and no power.
fn leads_to(text: &Text, mark: &str) -> bool {
    /// Signs of quantities and units have no more letters than this.
    const UNIT_LETTERS: usize = 2;
    let words = text.as_str();
    let is_power = |at: usize| {
        let letters = words[..at].chars().rev().take_while(|c| c.is_alphabetic()).count();
        (1..=UNIT_LETTERS).contains(&letters) && mark.bytes().all(|byte| byte.is_ascii_digit())
    };
    let mut raised = text.raised().into_iter();
    mark.starts_with(SIGNS) && words.trim_end().ends_with(mark)
        || raised.any(|run| words[run.clone()].contains(mark) && !is_power(run.start))
}

/// A footnote whose mark is parted from its words.
fn parted(text: Text) -> Footnote {
    let mark = leading_mark(&text).unwrap_or_default().to_owned();
    let length = text.as_str().len();
    let words = text.as_str()[mark.len()..].trim_start().len();
    let at = Offsets::of(&text).original(&(length - words..length)).start;
    Footnote { label: Some(mark), text: text.split_at(at).1 }
}

/// The places that lead to footnotes.
pub(super) fn find(nodes: &[Node]) -> Vec<Callout> {
    let mut notes: FxHashMap<(PageNumber, String), u32> = FxHashMap::default();
    for (at, node) in (0..).zip(nodes) {
        if let Node::Footnote(Footnote { label: Some(label), text }) = node
            && let Some(page) = page_of(text)
        {
            notes.insert((page, label.clone()), at);
        }
    }
    let mut found = Vec::new();
    if !notes.is_empty() {
        for passage in of_text(nodes) {
            let leads = calls(nodes, &passage, &notes);
            found.extend(leads.into_iter().map(|(run, note)| {
                let items = vec![item(run.clone(), vec![note])];
                callout(&passage, run, CalloutForm::Note, items)
            }));
        }
    }
    found
}

/// Paragraphs and items: what has footnotes.
fn of_text(nodes: &[Node]) -> impl Iterator<Item = Passage<'_>> {
    passage::of_article(nodes).filter(|passage| {
        matches!(passage.of, Some(Node::Paragraph(_) | Node::ListItem(_) | Node::Quote(_)))
    })
}

/// The raised runs of a text that are marks of notes of their page, and the notes.
fn calls(
    nodes: &[Node],
    passage: &Passage<'_>,
    notes: &FxHashMap<(PageNumber, String), u32>,
) -> Vec<(Range<usize>, u32)> {
    let texts = nodes[passage.node as usize].texts();
    let Some(text) = texts.get(passage.index as usize) else { return Vec::new() };
    let own = |run: &Range<usize>| {
        let mark = passage.text[run.clone()].trim();
        // A raised number behind a figure or a unit is its power.
        let before = passage.text[..run.start].chars().next_back()?;
        let free = !before.is_numeric() && (mark.len() > 1 || !before.is_whitespace());
        let known = notes.keys().any(|(_, other)| other == mark);
        let page = || text.place_of(&Offsets::of(text).original(run)).map(|(page, _)| page);
        let note = *notes.get(&((free && known).then(page)??, mark.to_owned()))?;
        Some((run.clone(), note))
    };
    passage.raised.iter().filter_map(own).collect()
}

fn page_of(text: &Text) -> Option<PageNumber> {
    text.places().next().map(|at| at.page)
}

/// The mark that a note begins with: what is raised there, or signs.
fn leading_mark(text: &Text) -> Option<&str> {
    let words = text.as_str();
    let raised = text.raised().into_iter().next().filter(|run| run.start == 0);
    let signs = words.len() - words.trim_start_matches(SIGNS).len();
    let mark = &words[..raised.map_or(signs, |run| run.end)];
    let is_whole = mark.chars().all(|c| c.is_alphanumeric() || SIGNS.contains(&c));
    ((1..=LONGEST_MARK).contains(&mark.chars().count()) && is_whole).then_some(mark)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Caption, Table};
    use crate::geometry::Rect;
    use crate::provenance::Provenance;
    use crate::text::{Builder, Style};

    /// A text of a page; `^` stands before a raised character.
    fn text(page: u32, words: &str) -> Text {
        let mut builder = Builder::default();
        let at = Provenance { page: PageNumber(page), bbox: Rect::default(), glyphs: 0..1 };
        let mut raised = false;
        for c in words.chars() {
            if c == '^' {
                raised = true;
                continue;
            }
            let start = builder.len();
            builder.push(&c.to_string(), at.clone());
            if std::mem::take(&mut raised) {
                builder.style(start..builder.len(), Style::Superscript);
            }
        }
        builder.finish()
    }

    fn note(page: u32, words: &str) -> Node {
        Node::Footnote(Footnote { label: None, text: text(page, words) })
    }

    #[test]
    fn marks_lead_to_notes_of_their_page() {
        let mut nodes = vec![
            Node::Paragraph(text(1, "Salt^1 and 10^1 grains*.")),
            Node::Paragraph(text(2, "Silt^1 sinks.")),
            note(1, "^1Sea salt."),
            note(3, "^1No one asks."),
        ];
        part_marks(&mut nodes);
        let labels: Vec<Option<&str>> = nodes
            .iter()
            .filter_map(|node| match node {
                Node::Footnote(note) => Some(note.label.as_deref()),
                _ => None,
            })
            .collect();
        assert_eq!(labels, [Some("1"), None]);
        assert_eq!(nodes[2].texts()[0].as_str(), "Sea salt.");
        let found = find(&nodes);
        assert_eq!(found.len(), 1);
        assert_eq!((found[0].at.range.clone(), found[0].items[0].targets[0]), (4..5, 2));
    }

    #[test]
    fn notes_below_a_table_may_be_of_the_page() {
        let table = Table {
            caption: Some(Caption { label: "Table 1".to_owned(), text: text(1, "Salt, R^2.") }),
            notes: vec![text(1, "^2Sea salt."), text(1, "All dry.")],
            ..Table::default()
        };
        let called = Node::Paragraph(text(1, "Rivers carry salt.^2"));
        let mut nodes = vec![called, Node::Table(table)];
        part_marks(&mut nodes);
        assert_eq!(nodes[1].texts().len(), 2);
        assert!(matches!(&nodes[2], Node::Footnote(note) if note.text.as_str() == "Sea salt."));
    }

    #[test]
    fn raised_numbers_that_cite_lead_to_no_notes() {
        let mut nodes = vec![
            Node::Paragraph(text(1, "Salt^1, silt^2, sand^3, clay^4, mud^5.")),
            note(1, "^1Institute of Salt."),
        ];
        part_marks(&mut nodes);
        assert!(find(&nodes).is_empty());
    }
}
