//! What a rule is and what it proposes.

use super::evidence::Evidence;
use super::piece::Piece;
use crate::text::Style;
use std::ops::Range;

/// A rule: what it mends, where it may act, and what it must do.
#[derive(Debug)]
pub struct Rule {
    /// The artefact, as a noun phrase.
    pub name: &'static str,
    /// What it is and how the rule tells it from text that is right.
    pub about: &'static str,
    /// A text that holds none of these bytes holds none of these artefacts.
    pub triggers: &'static [u8],
    /// Where texts have such artefacts.
    pub scope: Scope,
    /// Proposes edits to a text as printed.
    pub find: fn(&Piece<'_>, &Evidence<'_>, &mut Edits),
    /// What it must do, and what it must leave alone.
    pub cases: &'static [Case],
}

/// Where texts have an artefact.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scope {
    /// Wherever they come from.
    Any,
    /// Where another program or character recognition wrote them: what a typesetter printed so is
    /// meant so.
    Recognised,
}

/// A text before and after a rule. What is raised is written `⟦9⟧`, what is lowered
/// `⟨2⟩`.
#[derive(Debug)]
pub struct Case {
    /// As printed.
    pub before: &'static str,
    /// As it should read, with `\n` where the rule leaves a line break alone.
    pub after: &'static str,
    /// Why.
    pub why: &'static str,
}

/// A row of a rule's table.
pub(super) const fn case(before: &'static str, after: &'static str, why: &'static str) -> Case {
    Case { before, after, why }
}

/// Confidence of an edit where the text can mean nothing else, as a word that stands whole elsewhere in
/// the document.
pub const CERTAIN: f32 = 0.99;
/// Confidence of an edit where what is printed is no word and no quantity, and what is proposed is.
pub const SURE: f32 = 0.95;
/// Confidence of an edit where both readings exist and the words around it decide.
pub const LIKELY: f32 = 0.9;
/// Confidence of an edit where only what is usual decides.
pub const POSSIBLE: f32 = 0.8;

/// Edits proposed by one rule.
#[derive(Debug, Default)]
pub struct Edits(pub(super) Vec<Proposal>);

/// An edit that a rule proposes.
#[derive(Debug)]
pub(super) struct Proposal {
    pub(super) range: Range<usize>,
    pub(super) replacement: String,
    pub(super) style: Option<Style>,
    pub(super) confidence: f32,
}

impl Edits {
    /// Proposes to put `replacement` in place of `range`, with a confidence in 0..=1.
    pub fn replace(
        &mut self,
        range: Range<usize>,
        replacement: impl Into<String>,
        confidence: f32,
    ) {
        self.style(range, replacement, None, confidence);
    }

    /// Proposes to put `replacement` in place of `range`, raised.
    pub fn raise(&mut self, range: Range<usize>, replacement: impl Into<String>, confidence: f32) {
        self.style(range, replacement, Some(Style::Superscript), confidence);
    }

    /// Proposes to put `replacement` in place of `range`, set apart from the text around it.
    pub fn style(
        &mut self,
        range: Range<usize>,
        replacement: impl Into<String>,
        style: Option<Style>,
        confidence: f32,
    ) {
        self.0.push(Proposal { range, replacement: replacement.into(), style, confidence });
    }
}
