//! What the file states about the paper, as far as its pages confirm it: templates and tools leave
//! the facts of other papers behind.

use super::author::initials_of;
use super::keyword;
use crate::pdf::Facts;
use crate::role::Passages;

/// Names are taken from the file when the pages confirm this share of them, in percent.
const CONFIRMED_SHARE: usize = 80;
/// A title of fewer words is too common to be confirmed by its words.
const TITLE_WORDS: usize = 4;
/// Pages on which facts are confirmed.
const FIRST_PAGES: usize = 2;

/// The words of the first pages in lower case, between blanks.
#[derive(Debug)]
pub(super) struct Printed(String);

impl Printed {
    pub(super) fn of(passages: &Passages) -> Self {
        let mut text = String::from(" ");
        for passage in &passages.passages {
            let first = passage.text.places().next();
            if first.is_some_and(|at| at.page.index() < FIRST_PAGES) {
                text.push_str(&words(passage.text.as_str()));
                text.push(' ');
            }
        }
        Self(text)
    }

    /// Whether a text stands on the first pages, whatever the marks between its words.
    fn has(&self, text: &str) -> bool {
        let words = words(text);
        !words.is_empty() && self.0.contains(&format!(" {words} "))
    }

    /// Whether a word stands there, marks after it or not.
    fn has_word(&self, word: &str) -> bool {
        let words = words(word);
        !words.is_empty() && self.0.contains(&words)
    }
}

/// Letters and digits of a text in lower case, one blank between words.
fn words(text: &str) -> String {
    let lower = text.to_lowercase();
    let parts = lower.split(|c: char| !c.is_alphanumeric()).filter(|part| !part.is_empty());
    parts.collect::<Vec<_>>().join(" ")
}

/// The names of authors that the file states, where the pages confirm them.
pub(super) fn authors(facts: &Facts, printed: &Printed) -> Vec<String> {
    let lists = [facts.xmp.authors.clone(), facts.info.author.iter().cloned().collect()];
    for list in lists {
        let names: Vec<String> = list
            .iter()
            .flat_map(|entry| {
                let separator = if entry.contains(';') { ';' } else { ',' };
                entry.split(separator).map(str::to_owned).collect::<Vec<_>>()
            })
            .flat_map(|part| {
                part.split(" and ").map(|name| name.trim().to_owned()).collect::<Vec<_>>()
            })
            .filter(|name| name.split_whitespace().count() >= 2)
            .collect();
        let family =
            |name: &str| name.split_whitespace().next_back().unwrap_or_default().to_owned();
        let known = names.iter().filter(|name| printed.has_word(&family(name))).count();
        // A single name is often the first of several.
        if names.len() > 1 && known * 100 >= names.len() * CONFIRMED_SHARE {
            return names;
        }
    }
    Vec::new()
}

/// The names of authors that the file states family name first, as references write them: `Muster Probe A`.
pub(super) fn inverted(facts: &Facts) -> Vec<String> {
    let names = facts.xmp.authors.iter().filter_map(|name| {
        let (family, given) = name.split_once(", ")?;
        (!given.contains(',')).then(|| format!("{} {}", family.trim(), initials_of(given)))
    });
    names.collect()
}

/// The title that the file states, where the pages have all of its words.
pub(super) fn title(facts: &Facts, printed: &Printed) -> Option<String> {
    let stated = facts.xmp.title.iter().chain(&facts.info.title);
    stated.map(|title| title.split_whitespace().collect::<Vec<_>>().join(" ")).find(|title| {
        let parts = words(title);
        let count = parts.split(' ').count();
        count >= TITLE_WORDS
            && (printed.has(title) || parts.split(' ').all(|word| printed.has(word)))
    })
}

/// The keywords that the file states, where the pages have them.
pub(super) fn keywords(facts: &Facts, printed: &Printed) -> Vec<String> {
    let lists = facts.info.keywords.iter().chain(&facts.xmp.keywords);
    for list in lists {
        let words = keyword::divided(list);
        let known = words.iter().filter(|word| printed.has(word)).count();
        if words.len() > 1 && known * 100 >= words.len() * CONFIRMED_SHARE {
            return words;
        }
    }
    Vec::new()
}

/// Whether the stated title is the printed one and more of it.
pub(super) fn completes(stated: &str, printed: &str) -> bool {
    let (stated, printed) = (words(stated), words(printed));
    stated.len() > printed.len() && stated.contains(&printed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_printed_is_confirmed() {
        let printed = Printed(format!(" {} ", words("Salt in Water. Anna Muster,1 Jan Probe2")));
        let mut facts = Facts::default();
        facts.info.author = Some("Anna Muster, Jan Probe".to_owned());
        facts.info.title = Some("Salt in water".to_owned());
        assert_eq!(authors(&facts, &printed), ["Anna Muster", "Jan Probe"]);
        facts.info.author = Some("Otto Other".to_owned());
        assert!(authors(&facts, &printed).is_empty());
        assert_eq!(title(&facts, &printed), None);
        assert!(completes("New salt in water", "salt in water"));
    }
}
