//! A decision as a line of a file.

use super::key::Key;
use super::value::{Field, Value};
use crate::provenance::PageNumber;
use schemars::JsonSchema;
use serde::{Deserialize, Deserializer, Serialize};
use std::fmt;

/// Digits of a hash of a file.
const HASH_DIGITS: usize = 64;

/// A decision of a person, and the file that it is about.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(try_from = "Raw", into = "Raw")]
pub struct Line {
    sha256: String,
    decision: Decision,
    /// Name of the file, for people.
    pub file: Option<String>,
    /// What a person has to say of it.
    pub note: Option<String>,
}

/// What was decided.
#[derive(Debug, Clone, PartialEq)]
pub enum Decision {
    /// What is to become of a repair.
    Edit {
        /// Which one.
        key: Key,
        /// What is to become of it.
        verdict: Verdict,
        /// What it is, for people.
        about: About,
    },
    /// What a bibliographic value is.
    Value {
        /// Which one.
        field: Field,
        /// What it is.
        value: Value,
    },
}

/// What is to become of a repair.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Verdict {
    /// It is right.
    Accepted,
    /// It is wrong: the text stays as it was printed.
    Rejected,
}

/// What a repair is, for people who read a line about it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct About {
    /// The page it stands on.
    pub page: Option<PageNumber>,
    /// The rule that made it.
    pub rule: Option<String>,
    /// What is printed.
    pub before: Option<String>,
    /// What it puts there.
    pub after: Option<String>,
}

impl Line {
    /// A decision about the file with this hash.
    ///
    /// # Errors
    /// It is no hash, or the value is no such value; the message says what is.
    pub fn new(sha256: &str, decision: Decision) -> Result<Self, String> {
        if sha256.len() != HASH_DIGITS || !sha256.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            return Err(format!(
                "`{sha256}` is no SHA-256 of a file, which has {HASH_DIGITS} hexadecimal digits, as in the manifest"
            ));
        }
        let decision = match decision {
            Decision::Value { field, value } => {
                Decision::Value { field, value: field.checked(value)? }
            }
            edit @ Decision::Edit { .. } => edit,
        };
        Ok(Self { sha256: sha256.to_ascii_lowercase(), decision, file: None, note: None })
    }

    /// SHA-256 of the bytes of the file that it is about, hexadecimal.
    pub fn sha256(&self) -> &str {
        &self.sha256
    }

    /// What was decided.
    pub fn decision(&self) -> &Decision {
        &self.decision
    }

    /// It as a line, without the line's end.
    pub fn written(&self) -> String {
        // Texts and numbers can always be written.
        serde_json::to_string(self).unwrap_or_default()
    }
}

impl fmt::Display for Verdict {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Accepted => "accepted",
            Self::Rejected => "rejected",
        })
    }
}

/// Characters of a text that are shown.
const MOST_SHOWN: usize = 40;

impl fmt::Display for About {
    /// ` (page 3, micro-as-u, "u" to "µ")`; nothing where nothing is known.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let shown = |text: &String| {
            let cut = text.char_indices().nth(MOST_SHOWN);
            cut.map_or_else(|| format!("{text:?}"), |(at, _)| format!("{:?}...", &text[..at]))
        };
        let change = match (&self.before, &self.after) {
            (Some(before), Some(after)) => Some(format!("{} to {}", shown(before), shown(after))),
            (before, after) => before.as_ref().or(after.as_ref()).map(shown),
        };
        let page = self.page.map(|page| format!("page {page}"));
        let known: Vec<String> = [page, self.rule.clone(), change].into_iter().flatten().collect();
        if known.is_empty() { Ok(()) } else { write!(f, " ({})", known.join(", ")) }
    }
}

/// A line as it is written.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields, expecting = "a decision as a JSON object")]
struct Raw {
    sha256: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    file: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    edit: Option<Key>,
    #[serde(skip_serializing_if = "Option::is_none")]
    decision: Option<Verdict>,
    #[serde(skip_serializing_if = "Option::is_none")]
    page: Option<PageNumber>,
    #[serde(skip_serializing_if = "Option::is_none")]
    rule: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    before: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    after: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    field: Option<Field>,
    #[serde(default, deserialize_with = "present", skip_serializing_if = "Option::is_none")]
    value: Option<Value>,
    #[serde(skip_serializing_if = "Option::is_none")]
    note: Option<String>,
}

/// A value that is there, even where it is null.
fn present<'de, D: Deserializer<'de>>(from: D) -> Result<Option<Value>, D::Error> {
    Value::deserialize(from).map(Some)
}

impl TryFrom<Raw> for Line {
    type Error = String;

    fn try_from(raw: Raw) -> Result<Self, String> {
        let Raw { page, rule, before, after, .. } = raw;
        let about = About { page, rule, before, after };
        let decision = match (raw.edit, raw.field) {
            (Some(_), Some(_)) => {
                return Err("it has `edit` and `field`: make two lines of it".to_owned());
            }
            (None, None) => {
                return Err(
                    "it has neither `edit`, the key of a repair, nor `field`, the name of a value"
                        .to_owned(),
                );
            }
            (Some(_), None) if raw.value.is_some() => {
                return Err("`value` goes with `field`, not with `edit`".to_owned());
            }
            (Some(key), None) => {
                let missing =
                    || "an `edit` needs `decision`: \"accepted\" or \"rejected\"".to_owned();
                Decision::Edit { key, verdict: raw.decision.ok_or_else(missing)?, about }
            }
            (None, Some(_)) if raw.decision.is_some() || about != About::default() => {
                let message = "`decision`, `page`, `rule`, `before` and `after` go with `edit`, not with `field`";
                return Err(message.to_owned());
            }
            (None, Some(field)) => {
                let missing = || format!("`{field}` needs `value`: what it is, or null for none");
                Decision::Value { field, value: raw.value.ok_or_else(missing)? }
            }
        };
        Ok(Self { file: raw.file, note: raw.note, ..Self::new(&raw.sha256, decision)? })
    }
}

impl From<Line> for Raw {
    fn from(line: Line) -> Self {
        let Line { sha256, decision, file, note } = line;
        let (edit, field) = match decision {
            Decision::Edit { key, verdict, about } => (Some((key, verdict, about)), None),
            Decision::Value { field, value } => (None, Some((field, value))),
        };
        let (field, value) = field.unzip();
        let (key, decision, About { page, rule, before, after }) = match edit {
            Some((key, verdict, about)) => (Some(key), Some(verdict), about),
            None => (None, None, About::default()),
        };
        Self { sha256, file, edit: key, decision, page, rule, before, after, field, value, note }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_read_as_it_is_written() {
        let hash = "0a".repeat(32);
        let rest = [
            r#""edit":"3f9a1c0b7d2e4a55","decision":"rejected""#,
            r#""file":"a.pdf","edit":"3f9a1c0b7d2e4a55","decision":"accepted","page":3,"rule":"x","before":"u\n","after":"µ""#,
            r#""field":"title","value":"Salt","note":"from the cover""#,
            r#""field":"authors","value":["A. Reed","B. Sand"]"#,
            r#""field":"doi","value":null"#,
        ];
        for rest in rest {
            let text = format!(r#"{{"sha256":"{hash}",{rest}}}"#);
            let line: Line = serde_json::from_str(&text).unwrap();
            assert_eq!(line.written(), text);
        }
    }

    #[test]
    fn what_a_repair_is_is_said_shortly() {
        let about = About {
            page: Some(PageNumber(3)),
            before: Some("u".repeat(50)),
            after: Some(String::new()),
            ..About::default()
        };
        assert_eq!(about.to_string(), format!(" (page 3, \"{}\"... to \"\")", "u".repeat(40)));
        assert_eq!(About::default().to_string(), "");
    }
}
