//! Texts on the pages that say something about the publication.

use super::claim::{Note, Source};
use crate::document::FurnitureKind;
use crate::lexicon::imprint::tells_citation;
use crate::lexicon::notice::{Notice, notice_at_start};
use crate::role::{Passage, Passages, Role};

/// Notes in which dates and names are looked for have no more words than this.
const NOTE_WORDS: usize = 120;

/// Texts on the pages that say something about the publication.
#[derive(Debug, Default)]
pub(super) struct Notes<'a> {
    /// Running heads and feet of all pages.
    pub(super) running: Vec<&'a str>,
    /// Imprint of the first page.
    pub(super) imprint: Vec<&'a str>,
    /// Short texts of the first page: all of them if it has front matter, else those at its edges.
    pub(super) front: Vec<&'a str>,
    /// Imprint of the last page.
    pub(super) end: Vec<&'a str>,
    /// Those of them that are notes, with what kind of note they are: the most trusted first.
    pub(super) all: Vec<Note<'a>>,
}

/// Gathers the notes of a document.
pub(super) fn gather(passages: &Passages) -> Notes<'_> {
    let mut notes = Notes::default();
    let last = passages.layout.pages.len().saturating_sub(1);
    // Short texts of other pages name the journals of references, and places.
    let is_front =
        |passage: &Passage| matches!(passage.role, Role::Byline | Role::Abstract | Role::Keywords);
    let has_front = passages.passages.iter().any(is_front);
    let edges = edges(passages);
    for passage in &passages.passages {
        // Lines matter here, and only the text as printed has them.
        let text = passage.text.original();
        let Some(number) = passage.text.places().next().map(|at| at.page) else {
            continue;
        };
        let first = passages.is_first(number);
        let last = number.index() == last;
        let running = matches!(
            passage.role,
            Role::Furniture(FurnitureKind::RunningHead | FurnitureKind::RunningFoot)
        );
        match passage.role {
            _ if running => notes.running.push(text),
            Role::Furniture(FurnitureKind::Imprint) if first => notes.imprint.push(text),
            Role::Furniture(_) if last => notes.end.push(text),
            _ => {}
        }
        let short = text.split_whitespace().count() <= NOTE_WORDS;
        let named = matches!(
            passage.role,
            Role::Title | Role::Byline | Role::Reference { .. } | Role::Abstract
        );
        let furniture = matches!(passage.role, Role::Furniture(_));
        let tells = has_front || furniture || is_at_edge(passages, passage, edges);
        if tells && first && short && !named {
            notes.front.push(text);
        }
        let history = short && notice_at_start(text.trim_start()) == Some(Notice::History);
        let note = match passage.role {
            Role::Paragraph | Role::Furniture(_) if history => true,
            Role::Furniture(FurnitureKind::Cover) => tells_citation(text),
            Role::Furniture(_) => running || first || last,
            Role::FrontNote | Role::Footnote { .. } | Role::Affiliation => first,
            _ => false,
        };
        if note {
            let source = if running { Source::RunningHead } else { kind_of(text) };
            notes.all.push(Note { text, source, page: Some(number) });
        }
    }
    notes.all.sort_by_key(|note| note.source);
    notes
}

/// Upper edge of the highest text of the first page, and lower edge of the lowest.
fn edges(passages: &Passages) -> (f32, f32) {
    let extents = passages.passages.iter().map(|passage| extent(passages, passage));
    extents.fold((f32::INFINITY, f32::NEG_INFINITY), around)
}

/// Upper and lower edge of what stands of a text on the first page.
fn extent(passages: &Passages, passage: &Passage) -> (f32, f32) {
    let places = passage.text.places().filter(|at| passages.is_first(at.page));
    let edges = places.map(|at| (at.bbox.y0, at.bbox.y1));
    edges.fold((f32::INFINITY, f32::NEG_INFINITY), around)
}

fn around(a: (f32, f32), b: (f32, f32)) -> (f32, f32) {
    (a.0.min(b.0), a.1.max(b.1))
}

/// Whether a text is a running head that was not told from the text: short, above or below all others.
fn is_at_edge(passages: &Passages, passage: &Passage, (top, bottom): (f32, f32)) -> bool {
    /// Running heads have no more words than this.
    const MOST_WORDS: usize = 15;
    let few = passage.text.as_str().split_whitespace().count() <= MOST_WORDS;
    let (own_top, own_bottom) = extent(passages, passage);
    few && (own_top <= top || own_bottom >= bottom)
}

/// Whether a note says how to cite the paper, or is any other note.
fn kind_of(text: &str) -> Source {
    if tells_citation(text) { Source::Citation } else { Source::Imprint }
}
