//! Groups as authors: institutions, committees, acronyms.

use super::author::{Authors, join};
use super::locator;
use super::token::{self, Token};
use crate::document::Name;
use crate::lexicon::{body, small};

/// Most words of the name of a group.
const GROUP_WORDS: usize = 16;

/// A group among persons: up to a full stop or a colon, with a word that groups are named by.
pub(super) fn in_list(tokens: &[Token], start: usize) -> Option<(Name, usize)> {
    let mut end = start;
    while let Some(token) = tokens.get(end) {
        if matches!(token.word, ":" | ";" | "," | "(") {
            break;
        }
        end += 1;
        if token.has_stop() {
            break;
        }
    }
    let own = tokens.get(start..end)?;
    let is_group =
        own.len() <= GROUP_WORDS && own.iter().any(|token| body::is_of_group(token.bare()));
    let words = join(own);
    let name =
        words.trim_end_matches('.').trim_start_matches("and ").trim_start_matches("on behalf of ");
    let upper = name.trim_start_matches("the ").starts_with(char::is_uppercase);
    (is_group && upper).then(|| (Name::Group(name.to_owned()), end))
}

/// Reads one or more groups from the start of an entry: institutions, committees, acronyms.
pub(super) fn read(text: &str) -> Option<Authors> {
    let mut authors = Authors::default();
    // `Committee on Salt, Academy of Seas. Title`.
    while let Some((end, next)) = sentence_end(&text[authors.end..]) {
        let own = &text[authors.end..authors.end + end];
        let rest = &text[authors.end + next..];
        // A capital word or more in front of a year in brackets is who, and not what.
        let dated = rest.starts_with('(') && locator::year_here(rest, 0).is_some();
        let named = |name: &str| is_group(name, dated).then(|| Name::Group(name.to_owned()));
        let Some(names) = own.split(';').map(|name| named(name.trim())).collect::<Option<Vec<_>>>()
        else {
            break;
        };
        authors.names.extend(names);
        let comma = text[authors.end + end..].starts_with(',');
        authors.end += next;
        if !comma {
            break;
        }
    }
    (!authors.names.is_empty()).then_some(authors)
}

/// Where the first sentence or the part in front of a year ends, and where the next one begins.
fn sentence_end(text: &str) -> Option<(usize, usize)> {
    let bytes = text.as_bytes();
    (0..bytes.len()).find_map(|at| match bytes[at] {
        // `U.S. Department` goes on.
        b'.' if bytes.get(at + 1) == Some(&b' ') && !(at >= 2 && bytes[at - 2] == b'.') => {
            Some((at, at + 2))
        }
        b',' | b':' if bytes.get(at + 1) == Some(&b' ') => Some((at, at + 2)),
        b' ' if bytes.get(at + 1) == Some(&b'(')
            && token::year(text.get(at + 2..at + 6).unwrap_or_default()).is_some() =>
        {
            Some((at, at + 1))
        }
        _ => None,
    })
}

/// Whether words name a group: each begins with a capital, but for those that join, and one is a
/// word that groups are named by; or an acronym alone.
fn is_group(name: &str, dated: bool) -> bool {
    let bare = |word: &str| word.trim_matches(|c: char| !c.is_alphanumeric()).to_owned();
    let words: Vec<String> = name.split(' ').map(bare).filter(|word| !word.is_empty()).collect();
    let joins = |word: &str| small::joins_names(word) || matches!(word, "against" | "or" | "to");
    let capital = |word: &String| joins(word) || word.starts_with(|c: char| c.is_uppercase());
    if words.is_empty() || words.len() > GROUP_WORDS || !words.iter().all(capital) {
        return false;
    }
    if dated {
        return true;
    }
    if let [only] = words.as_slice() {
        let upper = only.chars().filter(|c| c.is_uppercase()).count();
        return upper >= 2
            && only.chars().all(|c| c.is_alphabetic() || c == '-')
            && upper * 2 > only.len();
    }
    words.iter().any(|word| body::is_of_group(word))
}
