//! Chunks on their way to passages.

use super::chunk::Chunk;
use super::model::Role;
use crate::layout::BodyStyle;
use crate::lexicon::language::word_count;
use crate::order::ElementKind;
use crate::page::FontId;
use crate::reason::{Reason, Subject};

/// Type smaller than the body by this factor is that of notes, not of headings.
pub(super) const SMALLER: f32 = 0.9;

/// A chunk and what is known of it so far.
#[derive(Debug, Clone)]
pub(super) struct Draft {
    pub(super) chunk: Chunk,
    pub(super) role: Option<Role>,
    /// What gave its role, and what it begins apart by.
    pub(super) reasons: Vec<Reason>,
    /// The lines at which parts that were joined to it begin, and what joined them.
    pub(super) joints: Vec<(usize, Reason)>,
    /// Bytes of the text that are the mark of the role (label, number, bullet), not its words.
    pub(super) mark: usize,
    /// Whether it goes on in the draft before it.
    pub(super) absorbed: bool,
    /// Whether it is a heading that runs in.
    pub(super) run_in: bool,
    /// Whether it is a heading that stood in one block with the paragraph below it.
    pub(super) apart: bool,
    /// The page of the boxes in one of which it stands.
    pub(super) boxed: Option<u32>,
}

impl Draft {
    /// Whether its first words, so many of them, fill whole lines.
    pub(super) fn fills_lines(&self, count: usize) -> bool {
        let mut words = 0;
        for part in &self.chunk.lines {
            words += part.words.len();
            if words >= count {
                return words == count;
            }
        }
        false
    }

    pub(super) fn new(chunk: Chunk) -> Self {
        let reasons = chunk.cut.into_iter().collect();
        Self {
            chunk,
            role: None,
            reasons,
            joints: Vec::new(),
            mark: 0,
            absorbed: false,
            run_in: false,
            apart: false,
            boxed: None,
        }
    }

    /// Gives it a role, in place of the one it had.
    pub(super) fn assign(&mut self, role: Role, reason: Reason) {
        self.reasons.retain(|reason| reason.subject() == Subject::Cut);
        self.reasons.push(reason);
        self.role = Some(role);
    }

    /// Whether it is text whose role is not known yet.
    pub(super) fn is_open(&self) -> bool {
        self.role.is_none()
            && !self.absorbed
            && matches!(self.chunk.element.kind, ElementKind::Block(_))
    }

    pub(super) fn word_count(&self) -> usize {
        word_count(&self.chunk.text)
    }

    /// Takes the lines of the draft that follows it.
    pub(super) fn absorb(&mut self, other: &mut Self, reason: Reason) {
        let lines = self.chunk.lines.len();
        self.joints.push((lines, reason));
        self.joints.extend(other.joints.drain(..).map(|(line, reason)| (lines + line, reason)));
        self.chunk.lines.append(&mut other.chunk.lines);
        self.chunk.text.push('\n');
        self.chunk.text.push_str(&other.chunk.text);
        if self.chunk.element.page == other.chunk.element.page {
            self.chunk.bbox = self.chunk.bbox.union(other.chunk.bbox);
        }
        self.chunk.full = other.chunk.full;
        self.chunk.last_style = other.chunk.last_style;
        other.absorbed = true;
    }
}

/// What is known of the whole document when roles are assigned.
#[derive(Debug)]
pub(super) struct Context<'a> {
    pub(super) body: &'a BodyStyle,
    /// For each font the first one of the same name: fonts are often embedded more than once.
    pub(super) fonts: Vec<FontId>,
    /// Colour of most of the text, 0xRRGGBB.
    pub(super) color: u32,
    /// Whether first lines of paragraphs are indented.
    pub(super) indents: bool,
    /// Whether the document is a poster.
    pub(super) poster: bool,
    /// How many pages it has.
    pub(super) pages: usize,
}

impl Context<'_> {
    /// The first font of the same name.
    pub(super) fn font(&self, font: FontId) -> FontId {
        self.fonts.get(font.0 as usize).copied().unwrap_or(font)
    }
}

/// Absorbs draft `second` into draft `first` of a list; `first` stands before `second`.
pub(super) fn absorb(drafts: &mut [Draft], first: usize, second: usize, reason: Reason) {
    let (head, tail) = drafts.split_at_mut(second);
    head[first].absorb(&mut tail[0], reason);
}
