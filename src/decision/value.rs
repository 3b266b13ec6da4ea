//! Bibliographic values that a person may correct.

use crate::lexicon::identifier::{doi_prefix, is_issn, pubmed_number, without_resolver};
use serde::{Deserialize, Serialize};
use std::fmt;

/// A bibliographic value, by its name in the JSON.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Field {
    /// Title.
    Title,
    /// Full names of the authors, in their order.
    Authors,
    /// Groups that sign with the authors.
    Groups,
    /// Keywords.
    Keywords,
    /// What kind of article it is.
    ArticleType,
    /// Publication date as ISO 8601, or the year or month of it.
    Date,
    /// When the paper was received, as a date.
    Received,
    /// When it was last revised, as a date.
    Revised,
    /// When it was accepted, as a date.
    Accepted,
    /// DOI.
    Doi,
    /// Number in PubMed.
    Pmid,
    /// Number in PubMed Central, with its letters.
    Pmcid,
    /// Journal title.
    Journal,
    /// ISSNs of the journal.
    Issn,
    /// Volume.
    Volume,
    /// Issue.
    Issue,
    /// Page range or article number.
    Page,
    /// Licence as the address of its text or an SPDX identifier.
    License,
    /// Who holds the copyright.
    Copyright,
    /// Editors.
    Editors,
    /// Language as BCP 47.
    Language,
}

/// What a person says a value is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged, try_from = "serde_json::Value")]
pub enum Value {
    /// There is none.
    None,
    /// One.
    One(String),
    /// Several, in their order.
    Many(Vec<String>),
}

impl Field {
    /// Its name in the JSON.
    pub fn name(self) -> &'static str {
        match self {
            Self::Title => "title",
            Self::Authors => "authors",
            Self::Groups => "groups",
            Self::Keywords => "keywords",
            Self::ArticleType => "article_type",
            Self::Date => "date",
            Self::Received => "received",
            Self::Revised => "revised",
            Self::Accepted => "accepted",
            Self::Doi => "doi",
            Self::Pmid => "pmid",
            Self::Pmcid => "pmcid",
            Self::Journal => "journal",
            Self::Issn => "issn",
            Self::Volume => "volume",
            Self::Issue => "issue",
            Self::Page => "page",
            Self::License => "license",
            Self::Copyright => "copyright",
            Self::Editors => "editors",
            Self::Language => "language",
        }
    }

    /// Whether it is a list.
    pub fn is_list(self) -> bool {
        matches!(self, Self::Authors | Self::Groups | Self::Keywords | Self::Issn | Self::Editors)
    }

    /// The value as it is kept.
    ///
    /// # Errors
    /// It is no value of this kind; the message says what is.
    pub(super) fn checked(self, value: Value) -> Result<Value, String> {
        match value {
            Value::None => Ok(Value::None),
            Value::One(text) if !self.is_list() => self.one(&text).map(Value::One),
            Value::Many(texts) if self.is_list() && texts.is_empty() => Ok(Value::None),
            Value::Many(texts) if self.is_list() => {
                texts.iter().map(|text| self.one(text)).collect::<Result<_, _>>().map(Value::Many)
            }
            Value::One(_) => {
                Err(format!("the value of `{self}` is a list of texts, or null for none"))
            }
            Value::Many(_) => Err(format!("the value of `{self}` is one text, or null for none")),
        }
    }

    fn one(self, text: &str) -> Result<String, String> {
        let text = text.trim();
        let wrong = |what: &str| Err(format!("`{text}` is no value of `{self}`, which is {what}"));
        if text.is_empty() || text.contains(char::is_control) {
            return wrong("a text of one line, or null for none");
        }
        let figures = |digits: &str| pubmed_number(digits) == Some(digits);
        match self {
            Self::Date | Self::Received | Self::Revised | Self::Accepted if !is_date(text) => {
                wrong("a date such as 2021-03-05, 2021-03 or 2021")
            }
            Self::Doi => match without_resolver(text) {
                doi if doi_prefix(doi).is_some() && !doi.contains(char::is_whitespace) => {
                    Ok(doi.to_lowercase())
                }
                _ => wrong("a DOI such as 10.5555/12345"),
            },
            Self::Pmid if !figures(text) => wrong("a number such as 12345678"),
            Self::Pmcid if !text.strip_prefix("PMC").is_some_and(figures) => {
                wrong("a number such as PMC1234567")
            }
            Self::Issn if !is_issn(text) => {
                wrong("an ISSN with its check digit, such as 1234-5679")
            }
            Self::Language if !is_tag(text) => wrong("a tag such as en or pt-BR"),
            _ => Ok(text.to_owned()),
        }
    }
}

impl fmt::Display for Field {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl fmt::Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::None => f.write_str("none"),
            Self::One(text) => f.write_str(text),
            Self::Many(texts) => f.write_str(&texts.join("; ")),
        }
    }
}

impl TryFrom<serde_json::Value> for Value {
    type Error = &'static str;

    fn try_from(value: serde_json::Value) -> Result<Self, Self::Error> {
        const WRONG: &str = "`value` is a text, a list of texts, or null for none";
        let text = |value| match value {
            serde_json::Value::String(text) => Ok(text),
            _ => Err(WRONG),
        };
        match value {
            serde_json::Value::Null => Ok(Self::None),
            serde_json::Value::Array(list) => {
                list.into_iter().map(text).collect::<Result<_, _>>().map(Self::Many)
            }
            value => text(value).map(Self::One),
        }
    }
}

/// Whether a text is a date as ISO 8601, or the year or month of one.
fn is_date(text: &str) -> bool {
    let parts: Vec<&str> = text.split('-').collect();
    let number = |at: usize, digits: usize| {
        let part = parts.get(at).filter(|part| part.len() == digits)?;
        part.bytes().all(|byte| byte.is_ascii_digit()).then(|| part.parse::<u16>().ok())?
    };
    let holds = |at: usize, most: u16| {
        parts.len() <= at || number(at, 2).is_some_and(|number| (1..=most).contains(&number))
    };
    parts.len() <= 3 && number(0, 4).is_some() && holds(1, 12) && holds(2, 31)
}

/// Whether a text has the form of a tag of BCP 47: parts of one to eight letters and figures.
fn is_tag(text: &str) -> bool {
    text.split('-').all(|part| {
        (1..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn one(field: Field, text: &str) -> Option<String> {
        match field.checked(Value::One(text.to_owned())) {
            Ok(Value::One(text)) => Some(text),
            _ => None,
        }
    }

    #[test]
    fn values_are_kept_in_one_form() {
        let rows = [
            (Field::Title, " Salt  and sand ", Some("Salt  and sand")),
            (Field::Title, "two\nlines", None),
            (Field::Title, " ", None),
            (Field::Doi, "https://doi.org/10.5555/ABC", Some("10.5555/abc")),
            (Field::Doi, "10.5555/a b", None),
            (Field::Doi, "abc", None),
            (Field::Date, "2021", Some("2021")),
            (Field::Received, "2021-03-05", Some("2021-03-05")),
            (Field::Date, "2021-13", None),
            (Field::Date, "2021-3", None),
            (Field::Date, "2021-03-05-06", None),
            (Field::Date, "March 2021", None),
            (Field::Pmid, "12345678", Some("12345678")),
            (Field::Pmid, "PMC1", None),
            (Field::Pmcid, "PMC1234567", Some("PMC1234567")),
            (Field::Pmcid, "1234567", None),
            (Field::Language, "pt-BR", Some("pt-BR")),
            (Field::Language, "Portuguese (Brazil)", None),
            (Field::Authors, "Marit Ellensvik", None),
        ];
        for (field, text, kept) in rows {
            assert_eq!(one(field, text).as_deref(), kept, "{field}: {text}");
        }
    }

    #[test]
    fn lists_are_lists() {
        let list = |texts: &[&str]| Value::Many(texts.iter().map(|&text| text.into()).collect());
        assert_eq!(Field::Authors.checked(list(&["A. Reed "])), Ok(list(&["A. Reed"])));
        assert_eq!(Field::Authors.checked(list(&[])), Ok(Value::None));
        assert!(Field::Title.checked(list(&["A"])).is_err());
        assert!(Field::Issn.checked(list(&["1234-5678"])).is_err());
        assert_eq!(Field::Issn.checked(list(&["1234-5679"])), Ok(list(&["1234-5679"])));
    }

    #[test]
    fn names_are_those_of_the_lines() {
        for field in [Field::Title, Field::ArticleType, Field::Pmcid, Field::License] {
            assert_eq!(serde_json::to_value(field).unwrap(), field.name());
        }
    }
}
