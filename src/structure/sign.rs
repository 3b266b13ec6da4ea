//! Signs of faults in the texts of the body, which need no answer to be seen.

use crate::document::{Furniture, FurnitureKind, Node, Quality, SectionKind};
use crate::lexicon::language::ends_without_sign;
use crate::lexicon::notice::is_note_of_table;
use crate::reason::Reason;
use crate::text::Decision;
use std::collections::{BTreeMap, BTreeSet};

/// A paragraph has more words than this that are words: runs of several letters.
const FEWEST_WORDS: usize = 2;
/// Letters of a word; shorter runs are units, variables and marks.
const LETTERS: usize = 3;
/// Headings of more words than this are sentences, or several lines that do not belong together.
const LONG_HEADING: usize = 12;
/// A sentence among furniture has this many words at least: running heads are shorter.
const SENTENCE: usize = 12;

/// Counts the signs in the texts of the body. On posters texts are lists of points without stops, and
/// pieces of them are no sign of a fault.
pub(super) fn count(body: &[Node], poster: bool, quality: &mut Quality) {
    let mut headings: BTreeSet<String> = BTreeSet::new();
    let mut above = 0;
    let mut lists_terms = false;
    for (at, node) in body.iter().enumerate() {
        let before = at.checked_sub(1).and_then(|at| body.get(at));
        match node {
            Node::Paragraph(text) => {
                quality.texts += 1;
                let text = text.as_str();
                if is_debris(text) {
                    quality.debris += u32::from(!poster);
                    continue;
                }
                // A sentence goes over the formula or the list inside it.
                let whole = lists_terms || body.get(at + 1).is_some_and(holds_part_of_sentence);
                let open = is_open(text) && !whole;
                quality.open_ends += u32::from(open && !poster);
                let small = text.starts_with(char::is_lowercase);
                let goes_on = before.is_some_and(holds_part_of_sentence);
                quality.small_starts += u32::from(small && !goes_on);
            }
            Node::Heading { text, level, kinds } => {
                quality.texts += 1;
                lists_terms = kinds.contains(&SectionKind::Abbreviations);
                let text = text.as_str().to_lowercase();
                let long = text.split_whitespace().count() > LONG_HEADING;
                // Where a level is left out, a heading above was missed, or its level. One that the document
                // wrote itself was not found on the page.
                let deep = *level > above + 1;
                above = if is_written(node) { above } else { *level };
                // Parts of the abstract bear the names of sections.
                let again = !is_part_of_abstract(node) && !headings.insert(text);
                let odd = long || deep || again;
                let section = *level > 1 && !kinds.iter().any(|kind| kind.is_statement());
                let scant = section && body.get(at + 1).is_some_and(is_scant);
                quality.scant_sections += u32::from(scant);
                quality.odd_headings +=
                    u32::from(odd) + u32::from(heads_nothing(&body[..at], *level));
            }
            Node::Table(table) => quality.tables_without_cells += u32::from(table.cells.is_empty()),
            _ => {}
        }
    }
}

/// Whether a heading was not printed: nothing on a page decided that it is one.
fn is_written(heading: &Node) -> bool {
    matches!(heading, Node::Heading { text, .. } if text.decisions().is_empty())
}

fn is_part_of_abstract(heading: &Node) -> bool {
    let is_part = |decision: &Decision| decision.reason == Reason::NameOfPartOfAbstract;
    matches!(heading, Node::Heading { text, .. } if text.decisions().iter().any(is_part))
}

/// Whether a text is too short for the section of a section: cells of a table that was not found are.
fn is_scant(node: &Node) -> bool {
    /// Sections have at least this many words.
    const FEWEST_WORDS: usize = 12;
    matches!(node, Node::Paragraph(text) if text.as_str().split_whitespace().count() < FEWEST_WORDS)
}

/// Whether the section before a heading of this level has no text: then one of them is no heading.
fn heads_nothing(before: &[Node], level: u8) -> bool {
    let last = before.iter().rev().find(|node| !matches!(node, Node::Figure(_)));
    matches!(last, Some(Node::Heading { level: above, .. }) if level <= *above)
}

/// Counts texts among furniture that read as sentences, stand there once, and do not say what an
/// imprint says: what their place alone put there.
pub(super) fn sentences(furniture: &[Furniture]) -> u32 {
    let by_place = furniture.iter().filter(|piece| {
        let reasons = piece.text.decisions().iter().map(|decision| decision.reason);
        let of_publication = matches!(piece.kind, FurnitureKind::Imprint | FurnitureKind::Cover);
        !of_publication || reasons.clone().any(is_of_place)
    });
    let sentence = |text: &&str| {
        let words = text.split_whitespace();
        words.clone().count() >= SENTENCE && !is_open(text) && is_prose(text)
    };
    let mut times: BTreeMap<&str, u32> = BTreeMap::new();
    for text in by_place.map(|piece| piece.text.as_str()).filter(sentence) {
        *times.entry(text).or_default() += 1;
    }
    times.values().filter(|times| **times == 1).count() as u32
}

fn is_of_place(reason: Reason) -> bool {
    matches!(reason, Reason::BeforeTitle | Reason::BannerAboveTitle | Reason::BeyondFurniture)
}

/// Whether most words are in lower case, as in a sentence.
pub(super) fn is_prose(text: &str) -> bool {
    let words = text.split_whitespace();
    let small = words.clone().filter(|word| word.starts_with(char::is_lowercase)).count();
    small * 2 > words.count()
}

fn holds_part_of_sentence(node: &Node) -> bool {
    matches!(node, Node::Formula(_) | Node::ListItem(_))
}

fn is_debris(text: &str) -> bool {
    let words = text.split(|c: char| !c.is_alphabetic());
    words.filter(|word| word.chars().count() >= LETTERS).count() < FEWEST_WORDS
}

/// Whether a text stops without the end of a sentence. Numbers of sources, brackets and quotes may
/// follow the stop; addresses, salutations, notes of tables and scripts without stops have none.
fn is_open(text: &str) -> bool {
    /// A salutation has no more words than this.
    const SALUTATION: usize = 3;
    let words = text.split_whitespace();
    let address =
        words.clone().next_back().is_some_and(|word| word.contains("://") || word.contains('@'));
    let salutes = text.ends_with(',') && words.count() <= SALUTATION;
    if address || salutes || is_note_of_table(text) {
        return false;
    }
    let behind_stop = |c: char| {
        c.is_numeric()
            || c.is_whitespace()
            || matches!(c, '\'' | '"' | '”' | '’' | ')' | '»' | ']' | '†' | '‡' | ',' | '-' | '–')
    };
    let last = text.trim_end_matches(behind_stop).chars().next_back();
    !last.is_some_and(|c| {
        ends_without_sign(c) || matches!(c, '.' | '!' | '?' | ':' | ';' | '…' | '。' | '؟' | '।')
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Formula;
    use crate::text::Text;

    fn paragraph(text: &str) -> Node {
        Node::Paragraph(Text::plain(text))
    }

    fn counted(body: &[Node]) -> [u32; 6] {
        let mut quality = Quality::default();
        count(body, false, &mut quality);
        let Quality {
            texts, open_ends, small_starts, debris, odd_headings, scant_sections, ..
        } = quality;
        [texts, open_ends, small_starts, debris, odd_headings, scant_sections]
    }

    #[test]
    fn signs_are_counted() {
        let printed = |text: &str| {
            let mut text = Text::plain(text);
            text.decide(0, Reason::SectionName);
            text
        };
        let heading =
            |text: &str| Node::Heading { level: 1, text: printed(text), kinds: Vec::new() };
        let long = "What was seen when all of the lamps in both of the halls burnt";
        let body = [
            heading("Results"),
            paragraph("The lamps burnt as long as there was oil in them.12,13"),
            paragraph("They went out when the"),
            paragraph("keeper of the house came home (at ten)."),
            paragraph("× 10 ="),
            heading("results"),
            heading(long),
            Node::Heading { level: 3, text: printed("Oil"), kinds: Vec::new() },
            paragraph("None was left."),
        ];
        // One heading stands a second time, one has no text, one is long, one leaves out a level.
        assert_eq!(counted(&body), [9, 1, 1, 1, 4, 1]);
    }

    #[test]
    fn texts_that_stop_inside_a_sentence() {
        for text in ["The lamps were lit at", "They had oil (and wicks)"] {
            assert!(is_open(text), "{text}");
        }
        for text in [
            "Dear keeper,",
            "Lamps: https://lamps.example/1",
            "ตะเกียง",
            "ตะเกียง 3",
            "All burnt.3,4",
            "Note: N, number",
        ] {
            assert!(!is_open(text), "{text}");
        }
    }

    #[test]
    fn a_sentence_goes_over_its_formula() {
        let body = [
            paragraph("The light of each lamp is given by"),
            Node::Formula(Formula { text: Text::plain("L = a + b"), image: None }),
            paragraph("where the first part is that of the wick."),
        ];
        assert_eq!(counted(&body), [2, 0, 0, 0, 0, 0]);
    }

    #[test]
    fn sentences_among_furniture() {
        let sentence = "The keeper of the house came home at ten and put out all lamps.";
        let piece =
            |text: &str| Furniture { kind: FurnitureKind::RunningHead, text: Text::plain(text) };
        assert_eq!(sentences(&[piece(sentence), piece("Lamps of the House")]), 1);
        assert_eq!(sentences(&[piece(sentence), piece(sentence)]), 0);
    }
}
