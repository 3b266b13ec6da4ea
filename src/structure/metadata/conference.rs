//! The conference that a poster was shown at.

use super::claim::{Claim, Source, only};
use crate::document::Conference;
use crate::lexicon::conference::names_conference;
use crate::lexicon::month::is_recent_year;
use crate::role::{Passage, Passages, Role};

/// A line that names a conference has no more words than this: sentences speak of them.
const MOST_WORDS: usize = 20;

/// The conference named by the one line of a poster that has the name of a conference and a year.
pub(super) fn of(passages: &Passages) -> Option<(Conference, Claim)> {
    let named = passages.passages.iter().filter_map(|passage| {
        let text = line(passage)?;
        let page = passage.text.places().next()?.page;
        let claim = Claim { value: text.clone(), source: Source::Page, page: Some(page) };
        Some((read(&text)?, claim))
    });
    only(named, |a, b| a.0 == b.0)
}

fn line(passage: &Passage) -> Option<String> {
    let of_poster = !matches!(
        passage.role,
        Role::Title | Role::Heading(_) | Role::Reference { .. } | Role::Abstract
    );
    let text = passage.text.as_str().split_whitespace().collect::<Vec<_>>().join(" ");
    (of_poster && text.split(' ').count() <= MOST_WORDS).then_some(text)
}

/// Reads a line such as `Conference on Salt, Saltville, 3–5 May 2021`.
fn read(text: &str) -> Option<Conference> {
    let mut numbers = text.split(|c: char| !c.is_ascii_digit());
    let year = numbers.find(|number| is_recent_year(number))?.to_owned();
    let name =
        text.split([',', ';', '|', '•']).map(str::trim).find(|part| names_conference(part))?;
    Some(Conference { name: name.to_owned(), year, printed: text.to_owned() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn conferences_are_named_with_a_year() {
        let found = read("Conference on Salt, Saltville, 3–5 May 2021").unwrap();
        assert_eq!((found.name.as_str(), found.year.as_str()), ("Conference on Salt", "2021"));
        assert_eq!(read("Conference on Salt, Saltville"), None);
        assert_eq!(read("Salt was mined here until 1921."), None);
    }
}
