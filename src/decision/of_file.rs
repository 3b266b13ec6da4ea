//! The decisions about one file.

use super::key::Key;
use super::line::{About, Decision, Line, Verdict};
use super::value::{Field, Value};
use std::collections::BTreeMap;

/// What was decided about one file. Of several decisions about one thing the last one holds.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Decisions {
    edits: BTreeMap<Key, (Verdict, About)>,
    values: BTreeMap<Field, Value>,
}

impl Decisions {
    /// Those of these lines that are about the file with this hash.
    pub fn of(lines: &[Line], sha256: &str) -> Self {
        let mut own = Self::default();
        for line in lines.iter().filter(|line| line.sha256() == sha256) {
            match line.decision() {
                Decision::Edit { key, verdict, about } => {
                    own.edits.insert(*key, (*verdict, about.clone()));
                }
                Decision::Value { field, value } => {
                    own.values.insert(*field, value.clone());
                }
            }
        }
        own
    }

    /// Whether nothing was decided.
    pub fn is_empty(&self) -> bool {
        self.edits.is_empty() && self.values.is_empty()
    }

    /// What is to become of an edit.
    pub fn verdict(&self, key: Key) -> Option<Verdict> {
        self.edits.get(&key).map(|(verdict, _)| *verdict)
    }

    /// Whether a value was decided, by its name in the JSON.
    pub fn decides(&self, name: &str) -> bool {
        self.values.keys().any(|field| field.name() == name)
    }

    /// The values that were decided.
    pub fn values(&self) -> impl Iterator<Item = (Field, &Value)> {
        self.values.iter().map(|(field, value)| (*field, value))
    }

    /// The decisions about edits that are none of those that were met, in words.
    pub fn edits_beside(&self, is_met: impl Fn(Key) -> bool) -> Vec<String> {
        let left = self.edits.iter().filter(|(key, _)| !is_met(**key));
        left.map(|(key, (verdict, about))| format!("{verdict} edit {key}{about}")).collect()
    }
}
