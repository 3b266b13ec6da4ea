//! Places in the text that name another part of the paper: a figure, a table, an entry of the
//! reference list.

use super::stretch::Stretch;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::ops::Range;

/// A place in the text that names other parts of the paper.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Callout {
    /// Where it stands, with the brackets around it.
    pub at: Stretch,
    /// What it names and how it is written.
    pub form: CalloutForm,
    /// Its parts in the order printed, at least one: `4–7` and `9` of `[4–7, 9]`.
    pub items: Vec<CalloutItem>,
}

/// What a callout names and how it is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum CalloutForm {
    /// Figures: `Fig. 2A, C`.
    Figure,
    /// Tables: `Tables 1–3`.
    Table,
    /// References by number, in brackets or raised: `[4–7, 9]`.
    Number,
    /// References by names and years in brackets: `(Muster et al., 2019; Probe, 2020)`.
    NameInBrackets,
    /// A reference as part of a sentence: `Muster et al. (2019)`.
    NameInSentence,
    /// Notes of the page, or of the table it stands in: a raised `1`, `a`, `*`.
    Note,
}

/// A part of a callout.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CalloutItem {
    /// Bytes of the text as it now reads.
    pub range: Range<u32>,
    /// Indices of the nodes it names, at least one, in the order of their numbers.
    pub targets: Vec<u32>,
    /// The note that is meant: its index among the texts of the target, a table.
    pub note: Option<u32>,
    /// The part of a figure that is meant, as printed: `A, C`.
    pub part: Option<String>,
}
