//! Words and what is known of them.

use crate::decision::Verdict;
use crate::document::script::ScriptKind;
use crate::geometry::Rect;
use crate::provenance::PageNumber;
use crate::reason::Reason;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::ops::Range;

/// Words with their styles, their edits and their places.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Content {
    /// As it reads.
    pub text: String,
    /// As it was printed, a blank between lines; absent where nothing was changed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub original: Option<String>,
    /// Characters of the original at which its lines begin, but for the first line.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub lines: Vec<u32>,
    /// What is set apart in it, sorted by start.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub spans: Vec<Span>,
    /// What was changed in it, sorted by place.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub edits: Vec<Edit>,
    /// What a rule would have changed in it, and a person rejected: it is not changed. Sorted by place.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub rejected: Vec<Edit>,
    /// What gave its role, where it begins and where it was joined.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub decisions: Vec<Decision>,
    /// Where it stands: lines below each other on one page are one place.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub places: Vec<Place>,
    /// Where its words stand, if that was asked for.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub words: Vec<Word>,
    /// The character of the Markdown at which it begins, marks of its styles among it; absent where it is not
    /// in the Markdown.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub md_start: Option<u32>,
    /// The first character of the Markdown behind it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub md_end: Option<u32>,
}

/// A decision about a text.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Decision {
    /// What gave it.
    pub reason: Reason,
    /// The character of the original at which it was made; absent where it concerns the whole text.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub at: Option<u32>,
}

/// A stretch of text that is set apart.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Span {
    /// How.
    pub style: StyleName,
    /// What a raised or lowered stretch is; absent where the text does not tell.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub kind: Option<ScriptKind>,
    /// Where a link leads.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub target: Option<String>,
    /// Characters of the text.
    pub range: Range<u32>,
}

/// How a stretch of text is set apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum StyleName {
    /// Raised and smaller.
    Superscript,
    /// Lowered and smaller.
    Subscript,
    /// Heavier than the text around it.
    Bold,
    /// Slanted.
    Italic,
    /// Linked to a target outside the document.
    Link,
}

/// One change of a text, by a named rule.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Edit {
    /// The rule that made it.
    pub rule: String,
    /// What the rule goes by.
    pub reason: String,
    /// Characters of the original it replaces.
    pub original: Range<u32>,
    /// What stood there.
    pub before: String,
    /// What it puts there.
    pub after: String,
    /// How certain it is, from 0 to 1.
    pub confidence: f32,
    /// What decisions of people know it by: `edit` in a line of a file of decisions.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub key: Option<String>,
    /// What a person decided about it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub decision: Option<Verdict>,
}

/// A stretch of a text on a page.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Place {
    /// The page, from 1.
    pub page: PageNumber,
    /// The area on it.
    pub bbox: Rect,
    /// The character of the text at which it begins; absent for the first place.
    #[serde(default, skip_serializing_if = "is_first")]
    pub start: u32,
}

// Serde passes fields by reference.
#[allow(clippy::trivially_copy_pass_by_ref)]
fn is_first(start: &u32) -> bool {
    *start == 0
}

/// A word of a text on a page, or the part of it that stands on one line.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Word {
    /// Characters of the text.
    pub range: Range<u32>,
    /// The page, from 1.
    pub page: PageNumber,
    /// The area on it.
    pub bbox: Rect,
}
