//! What a paper says about its own making.
//!
//! Statements stand under headings, behind labels that run in, or are sentences among thanks and
//! notes. Funding, approval by a board, and registration are found by their sentences in the rest
//! of the text too, where these say of the study itself what they say.

mod approval;
mod award;
mod credit;
mod funder;
mod grant;
mod name;
mod sentence;
#[cfg(test)]
mod tests;

use super::passage::{self, Passage};
use crate::document::statement::{Statement, StatementKind};
use crate::document::{Author, Furniture, Node, Part};
pub(super) use name::{Meaning, bare as bare_name, meaning};
use std::ops::Range;

/// Texts under one heading that are of one statement.
const MOST_TEXTS: usize = 12;

/// Longest label that runs in, in bytes.
const LONGEST_LABEL: usize = 80;

/// Finds the statements of a document in the order of its texts.
pub(super) fn find(nodes: &[Node], furniture: &[Furniture], authors: &[Author]) -> Vec<Statement> {
    let mut finder = Finder { authors, found: Vec::new(), open: None, thanks: false };
    for passage in passage::of_body(nodes).chain(passage::of_imprint(furniture)) {
        match passage.of {
            Some(Node::Heading { level, .. }) => finder.heading(*level, passage.text),
            Some(Node::Paragraph(_) | Node::ListItem(_) | Node::Quote(_)) => {
                finder.text(&passage, false);
            }
            Some(Node::Footnote(_) | Node::FrontNote(_)) | None => {
                finder.close();
                finder.text(&passage, true);
            }
            Some(_) => {}
        }
    }
    finder.found
}

/// The statement under a heading.
#[derive(Debug)]
struct Open {
    kind: StatementKind,
    level: u8,
    /// Its index among those found, once a text was.
    at: Option<usize>,
}

struct Finder<'a> {
    authors: &'a [Author],
    found: Vec<Statement>,
    open: Option<Open>,
    /// Whether the text stands under thanks.
    thanks: bool,
}

impl Finder<'_> {
    fn close(&mut self) {
        self.open = None;
        self.thanks = false;
    }

    fn heading(&mut self, level: u8, text: &str) {
        let meaning = meaning(text);
        let inside = self.open.as_ref().is_some_and(|open| level > open.level);
        if inside && meaning.is_none() {
            return;
        }
        self.close();
        match meaning {
            Some(Meaning::Statement(kind)) => self.open = Some(Open { kind, level, at: None }),
            Some(Meaning::Thanks) => self.thanks = true,
            _ => {}
        }
    }

    /// Reads a text: pieces behind labels, and what stands before them.
    fn text(&mut self, passage: &Passage<'_>, is_note: bool) {
        for (label, range) in pieces(passage) {
            if passage.text[range.clone()].trim().is_empty() {
                // The label stands in a text of its own, above its statement.
                if let Some(Meaning::Statement(kind)) = label
                    && passage.part == Part::Body
                {
                    self.open = Some(Open { kind, level: u8::MAX, at: None });
                }
                continue;
            }
            match label {
                // In lists of who did what, funding is what one did.
                Some(Meaning::Statement(StatementKind::Funding))
                    if self
                        .open
                        .as_ref()
                        .is_some_and(|open| open.kind == StatementKind::Contributions)
                        && sentence::kind(&passage.text[range.clone()], true).is_none() =>
                {
                    self.extend(passage, range);
                }
                Some(Meaning::Statement(kind)) => {
                    self.push(passage, kind, range);
                }
                Some(Meaning::Thanks) => self.sentences(passage, &range, true),
                Some(Meaning::Other) => {}
                None if self.open.is_some() => self.extend(passage, range),
                None => self.sentences(passage, &range, is_note || self.thanks),
            }
        }
    }

    /// Adds a text to the statement under the heading.
    fn extend(&mut self, passage: &Passage<'_>, range: Range<usize>) {
        if name::is_notice(&passage.text[range.clone()]) {
            self.close();
        }
        let Some(open) = &self.open else { return };
        match open.at {
            None => {
                let kind = open.kind;
                let at = self.push(passage, kind, range);
                if let Some(open) = &mut self.open {
                    open.at = Some(at);
                }
            }
            Some(at) if self.found[at].at.len() < MOST_TEXTS => {
                let own = &mut self.found[at];
                own.at.push(passage.stretch(range.clone()));
                details(own, passage, range, self.authors);
            }
            Some(_) => {}
        }
    }

    fn push(&mut self, passage: &Passage<'_>, kind: StatementKind, range: Range<usize>) -> usize {
        let mut own = Statement {
            kind,
            at: vec![passage.stretch(range.clone())],
            awards: Vec::new(),
            contributions: Vec::new(),
            approvals: Vec::new(),
        };
        details(&mut own, passage, range, self.authors);
        self.found.push(own);
        self.found.len() - 1
    }

    /// Statements that are sentences without a name. Those of one kind that follow one another are
    /// one statement.
    fn sentences(&mut self, passage: &Passage<'_>, range: &Range<usize>, is_note: bool) {
        let mut last: Option<(StatementKind, Range<usize>)> = None;
        for own in sentence::sentences(passage.text, range) {
            let kind = sentence::kind(&passage.text[own.clone()], is_note);
            match (&mut last, kind) {
                (Some((before, range)), Some(kind)) if *before == kind => range.end = own.end,
                (_, kind) => {
                    if let Some((kind, range)) = last.take() {
                        self.push(passage, kind, range);
                    }
                    last = kind.map(|kind| (kind, own));
                }
            }
        }
        if let Some((kind, range)) = last {
            self.push(passage, kind, range);
        }
    }
}

/// What can be told from the words of a statement.
fn details(own: &mut Statement, passage: &Passage<'_>, range: Range<usize>, authors: &[Author]) {
    match own.kind {
        StatementKind::Funding => own.awards.extend(award::find(passage, range)),
        StatementKind::Contributions => {
            credit::find(passage, range, authors, &mut own.contributions);
        }
        StatementKind::Ethics => own.approvals.extend(approval::find(passage, range)),
        _ => {}
    }
}

/// The pieces of a text: each label that is known with the words behind it, and the words before
/// the first label.
fn pieces(passage: &Passage<'_>) -> Vec<(Option<Meaning>, Range<usize>)> {
    let text = passage.text;
    let mut cuts: Vec<(usize, usize, Option<Meaning>)> = vec![(0, 0, None)];
    let starts = sentence::sentences(text, &(0..text.len()));
    for start in starts.into_iter().map(|own| own.start) {
        let Some((meaning, end)) = label(passage, start) else { continue };
        if start < cuts.last().map_or(0, |last| last.1) {
            continue;
        }
        if start == 0 {
            cuts.clear();
        }
        cuts.push((start, end, Some(meaning)));
    }
    let mut pieces = Vec::with_capacity(cuts.len());
    for (index, (_, from, meaning)) in cuts.iter().enumerate() {
        let end = cuts.get(index + 1).map_or(text.len(), |next| next.0);
        let own = &text[*from..end];
        let start = from + own.len() - own.trim_start().len();
        let end = start.max(from + own.trim_end().len());
        if start < end || meaning.is_some() {
            pieces.push((*meaning, start..end));
        }
    }
    pieces
}

/// The label at the beginning of a sentence, and where it ends.
fn label(passage: &Passage<'_>, start: usize) -> Option<(Meaning, usize)> {
    let text = passage.text;
    let most = text.floor_char_boundary(start + LONGEST_LABEL);
    let own = &text[start..most];
    if let Some(colon) = own.find(':')
        && let Some(meaning) = meaning(&own[..colon])
    {
        return Some((meaning, start + colon + 1));
    }
    if start > 0 {
        return None;
    }
    // A label without a colon is set apart, or is all there is.
    if passage.set_apart > 0
        && passage.set_apart <= most
        && let Some(meaning) = meaning(&text[..passage.set_apart])
    {
        return Some((meaning, passage.set_apart));
    }
    // In an abstract in parts the name of one may be set like its text, which begins with a capital.
    if let Some((first, rest)) = text.split_once(' ')
        && rest.starts_with(char::is_uppercase)
        && let Some(meaning @ Meaning::Statement(StatementKind::Funding)) = meaning(first)
    {
        return Some((meaning, first.len()));
    }
    let whole = text.len() <= LONGEST_LABEL && passage.part == Part::Body;
    whole.then(|| meaning(text)).flatten().map(|meaning| (meaning, text.len()))
}
