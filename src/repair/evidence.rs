//! What a first pass over the document gathered for the rules.

use crate::lexicon::compound;
use crate::role::{Passages, Role};
use rustc_hash::FxHashMap;
use std::sync::OnceLock;

/// What the document says of itself: its own words. They are counted when a rule first asks.
#[derive(Debug, Default)]
pub struct Evidence<'a> {
    texts: Vec<&'a str>,
    words: OnceLock<Words>,
}

impl<'a> Evidence<'a> {
    /// Evidence from all passages.
    pub fn of(passages: &'a Passages) -> Self {
        let body = passages.passages.iter();
        let body = body.filter(|passage| !matches!(passage.role, Role::Furniture(_)));
        Self::of_texts(body.map(|passage| passage.text.original()))
    }

    /// Evidence from texts.
    pub fn of_texts(texts: impl Iterator<Item = &'a str>) -> Self {
        Self { texts: texts.collect(), words: OnceLock::new() }
    }

    fn words(&self) -> &Words {
        self.words.get_or_init(|| {
            let mut words = Words::default();
            self.texts.iter().for_each(|text| words.add(text));
            words.count_prefixes();
            words
        })
    }

    /// How often a word, in lower case, stands in the document other than broken at a line end.
    pub fn count(&self, word: &str) -> u32 {
        self.words().counts.get(word).copied().unwrap_or(0)
    }

    /// How often a word, in lower case, is the second part of a compound with a hyphen.
    pub fn count_second(&self, word: &str) -> u32 {
        self.words().seconds.get(word).copied().unwrap_or(0)
    }

    /// Whether the document sets a hyphen between a prefix and a word more often than not; but for `non`
    /// the word has to be one of its own.
    pub fn hyphenates(&self, prefix: &str, word: &str) -> bool {
        let used = self.words().prefixes.get(prefix).copied().unwrap_or_default();
        used.apart > used.together && (prefix == "non" || self.count(word) > 0)
    }

    /// Whether the document's fonts declare a plain hyphen as a soft one: then a soft hyphen says
    /// nothing about the word it stands in.
    pub fn has_soft_hyphens_in_lines(&self) -> bool {
        self.words().soft_hyphens > 0
    }
}

/// Shorter words, such as "none", begin with the letters of a prefix only.
const SHORTEST_REST: usize = 3;

/// The words of a document.
#[derive(Debug, Default)]
struct Words {
    counts: FxHashMap<String, u32>,
    /// What follows the last hyphen of compounds.
    seconds: FxHashMap<String, u32>,
    soft_hyphens: u32,
    /// The word that is being counted, in lower case.
    lower: String,
    prefixes: FxHashMap<&'static str, Prefixed>,
}

/// How often a prefix stands with a hyphen, and without.
#[derive(Debug, Clone, Copy, Default)]
struct Prefixed {
    apart: u32,
    together: u32,
}

impl Words {
    /// Counts words, in lower case, that stand whole inside a line; compounds count as one word
    /// and by their parts.
    fn add(&mut self, text: &str) {
        let mut broken = false;
        self.soft_hyphens += count_drawn(text);
        for line in text.split('\n') {
            let goes_on = line.ends_with(['-', '\u{2010}', '\u{AD}']);
            let mut tokens = line
                .split(|c: char| c.is_whitespace() || matches!(c, '/' | '(' | ')'))
                .filter(|token| !token.is_empty())
                .peekable();
            // The parts of a word broken at a line end are no words.
            if broken {
                tokens.next();
            }
            while let Some(token) = tokens.next() {
                if goes_on && tokens.peek().is_none() {
                    break;
                }
                self.count_word(token);
            }
            broken = goes_on;
        }
    }

    /// Counts the prefixes of all words.
    fn count_prefixes(&mut self) {
        for (word, count) in &self.counts {
            for prefix in compound::prefixes_of(word) {
                let used = self.prefixes.entry(prefix).or_default();
                let rest = &word[prefix.len()..];
                if rest.starts_with('-') {
                    used.apart += count;
                } else if rest.len() > SHORTEST_REST {
                    used.together += count;
                }
            }
        }
    }

    fn count_word(&mut self, token: &str) {
        let token = token.trim_matches(|c: char| !c.is_alphanumeric());
        if token.len() < 2 {
            return;
        }
        let mut lower = std::mem::take(&mut self.lower);
        lower.clear();
        for c in token.chars() {
            match c {
                '\u{2010}' | '\u{2011}' | '\u{AD}' => lower.push('-'),
                c if c.is_ascii() => lower.push(c.to_ascii_lowercase()),
                c => lower.extend(c.to_lowercase()),
            }
        }
        if let Some((_, second)) = lower.rsplit_once('-') {
            count(&mut self.seconds, second);
        }
        count(&mut self.counts, &lower);
        self.lower = lower;
    }
}

fn count(words: &mut FxHashMap<String, u32>, word: &str) {
    match words.get_mut(word) {
        Some(count) => *count += 1,
        None => {
            words.insert(word.to_owned(), 1);
        }
    }
}

/// Soft hyphens inside lines: those that are drawn are hyphens.
fn count_drawn(text: &str) -> u32 {
    let inside = |(at, hyphen): (usize, &str)| {
        text[at + hyphen.len()..].chars().next().is_some_and(char::is_alphanumeric)
    };
    text.match_indices('\u{AD}').filter(|found| inside(*found)).count() as u32
}
