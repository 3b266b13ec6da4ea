//! A change of a text.

use super::style::Style;
use crate::decision::{Key, Verdict};
use std::ops::Range;

/// One change of a text, by a named rule.
#[derive(Debug, Clone, PartialEq)]
pub struct Edit {
    /// The rule that made it.
    pub rule: &'static str,
    /// What the rule goes by, in a sentence.
    pub reason: &'static str,
    /// The bytes of the original it replaces.
    pub range: Range<u32>,
    /// What it puts there.
    pub replacement: String,
    /// How that is set apart, beside the spans that reach over it.
    pub style: Option<Style>,
    /// How certain it is, in 0..=1.
    pub confidence: f32,
    /// What decisions of people know it by; absent where it is of no document.
    pub key: Option<Key>,
    /// What a person decided about it.
    pub verdict: Option<Verdict>,
}

impl Edit {
    /// It at another place.
    pub(super) fn moved(self, range: Range<u32>) -> Self {
        Self { range, ..self }
    }
}
