//! What was changed in a text, change by change, so that each can be taken back.

use crate::decision::{Key, Verdict};
use crate::geometry::Rect;
use crate::provenance::PageNumber;
use serde::{Deserialize, Serialize};
use std::ops::Range;

/// One change.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Entry {
    /// The rule that made it.
    pub rule: String,
    /// What the rule goes by.
    pub reason: String,
    /// What stood there.
    pub before: String,
    /// What stands there now.
    pub after: String,
    /// How certain it is, in 0..=1.
    pub confidence: f32,
    /// Which reading of the text it was made in, from 1.
    pub pass: u8,
    /// Where it stood: bytes of the text before this reading.
    pub source: Range<usize>,
    /// Where it stands: bytes of the text after this reading.
    pub output: Range<usize>,
    /// The page it stands on, where the text is from pages.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub page: Option<PageNumber>,
    /// The area on that page, in points from its top left corner.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub bbox: Option<Rect>,
    /// What decisions of people know it by, where the text is of a document.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub key: Option<Key>,
    /// What a person decided about it.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub decision: Option<Verdict>,
}

impl Entry {
    /// It as one line of JSON, without the line's end.
    pub fn line(&self) -> String {
        // Numbers, strings and lists of them can always be written.
        serde_json::to_string(self).unwrap_or_default()
    }
}

/// Takes changes back, those of the last reading first.
///
/// # Errors
/// The text is not the one that the ledger belongs to.
pub fn revert(text: &str, ledger: &[Entry]) -> Result<String, String> {
    let mut out = text.to_owned();
    for entries in ledger.chunk_by(|a, b| a.pass == b.pass).rev() {
        out = revert_pass(&out, entries)?;
    }
    Ok(out)
}

fn revert_pass(text: &str, ledger: &[Entry]) -> Result<String, String> {
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    for entry in ledger {
        let found = text.get(entry.output.clone());
        if found != Some(&entry.after) || entry.output.start < at {
            return Err(format!(
                "at byte {} stands {:?}, not {:?}: the ledger is of another text",
                entry.output.start,
                found.unwrap_or_default(),
                entry.after
            ));
        }
        out.push_str(&text[at..entry.output.start]);
        out.push_str(&entry.before);
        at = entry.output.end;
    }
    out.push_str(&text[at..]);
    Ok(out)
}
