//! Which pages of a file are read.

use crate::error::Error;
use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

/// Pages by their numbers, such as `3-7,9` or `12-`; all where none is named. Two ways to name the same
/// pages are equal.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Choice(Vec<Range>);

/// Pages one behind the other, from 1, the last one included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Range {
    first: u32,
    /// To the end of the file where it is absent.
    last: Option<u32>,
}

impl Range {
    fn parse(text: &str) -> Option<Self> {
        let number = |text: &str| {
            let is_number = text.bytes().all(|byte| byte.is_ascii_digit());
            text.parse().ok().filter(|number: &u32| is_number && *number > 0)
        };
        let (first, last) = match text.split_once('-') {
            None => (number(text)?, Some(number(text)?)),
            Some((first, "")) => (number(first)?, None),
            Some((first, last)) => (number(first)?, Some(number(last)?)),
        };
        last.is_none_or(|last| first <= last).then_some(Self { first, last })
    }

    fn holds(self, page: u32) -> bool {
        self.first <= page && self.last.is_none_or(|last| page <= last)
    }

    /// Whether a range that begins no earlier goes on where this one ends, or before.
    fn meets(self, next: Self) -> bool {
        self.last.is_none_or(|last| next.first <= last.saturating_add(1))
    }
}

impl fmt::Display for Range {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.last {
            None => write!(f, "{}-", self.first),
            Some(last) if last == self.first => write!(f, "{last}"),
            Some(last) => write!(f, "{}-{last}", self.first),
        }
    }
}

impl FromStr for Choice {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        if text.is_empty() {
            return Ok(Self::default());
        }
        let wrong = |part: &str| {
            format!("{part:?} is no page or range of pages, from 1, such as 9, 3-7 or 12-")
        };
        let ranges =
            text.split(',').map(|part| Range::parse(part.trim()).ok_or_else(|| wrong(part)));
        ranges.collect::<Result<_, _>>().map(Self::of_ranges)
    }
}

impl TryFrom<String> for Choice {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        text.parse()
    }
}

impl From<Choice> for String {
    fn from(choice: Choice) -> Self {
        choice.to_string()
    }
}

impl fmt::Display for Choice {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, range) in self.0.iter().enumerate() {
            let comma = if at == 0 { "" } else { "," };
            write!(f, "{comma}{range}")?;
        }
        Ok(())
    }
}

impl Choice {
    fn of_ranges(mut ranges: Vec<Range>) -> Self {
        ranges.sort_unstable();
        let mut joined: Vec<Range> = Vec::new();
        for next in ranges {
            match joined.last_mut() {
                Some(range) if range.meets(next) => {
                    range.last = range.last.zip(next.last).map(|(one, other)| one.max(other));
                }
                _ => joined.push(next),
            }
        }
        Self(joined)
    }

    /// Whether a page is among them.
    pub fn holds(&self, page: u32) -> bool {
        self.0.is_empty() || self.0.iter().any(|range| range.holds(page))
    }

    /// Of a file with so many pages, those that are not read, if there are any: the ones that are not among
    /// these, and those behind the first `most` of them.
    ///
    /// # Errors
    /// The file has no page of a number that is named.
    pub(crate) fn left_out(&self, pages: u32, most: Option<u32>) -> Result<Option<Self>, Error> {
        let named = self.0.iter().flat_map(|range| [Some(range.first), range.last]);
        if let Some(page) = named.flatten().find(|page| *page > pages) {
            return Err(Error::NoSuchPage { page, pages });
        }
        let mut left = most.unwrap_or(u32::MAX);
        let mut left_out = Vec::new();
        for page in 1..=pages {
            if self.holds(page) && left > 0 {
                left -= 1;
            } else {
                left_out.push(Range { first: page, last: Some(page) });
            }
        }
        Ok((!left_out.is_empty()).then(|| Self::of_ranges(left_out)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn choice(text: &str) -> Choice {
        text.parse().unwrap()
    }

    #[test]
    fn pages_are_named_by_numbers_and_ranges() {
        for (text, canonical) in [
            ("3-7,9", "3-7,9"),
            ("9, 3-7", "3-7,9"),
            ("1,2,3", "1-3"),
            ("4-6,2-5", "2-6"),
            ("12-,14", "12-"),
            ("", ""),
        ] {
            assert_eq!(choice(text).to_string(), canonical, "{text}");
            assert_eq!(choice(canonical), choice(text), "{text}");
        }
        for text in ["0", "a", "7-3", "-3", "3--4", "1,,2", ",", "+1", "1-+2", "4294967296", "-"] {
            assert!(text.parse::<Choice>().is_err(), "{text}");
        }
    }

    #[test]
    fn what_is_left_out_is_the_rest() {
        for (text, most, left_out) in [
            ("", None, ""),
            ("", Some(3), "4-10"),
            ("3-7,9", None, "1-2,8,10"),
            ("3-7,9", Some(2), "1-2,5-10"),
            ("9-", Some(5), "1-8"),
            ("", Some(10), ""),
        ] {
            let found = choice(text).left_out(10, most).unwrap();
            let found = found.map(|pages| pages.to_string()).unwrap_or_default();
            assert_eq!(found, left_out, "{text} {most:?}");
        }
        for (text, page) in [("11", 11), ("8-12", 12), ("2,11-", 11)] {
            let error = choice(text).left_out(10, None).unwrap_err();
            assert_eq!(error, Error::NoSuchPage { page, pages: 10 }, "{text}");
        }
    }
}
