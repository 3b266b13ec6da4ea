//! What a first pass over the document gathered for the rules.

use crate::role::{Passages, Role};
use rustc_hash::FxHashMap;

/// What a first pass over the document gathered: its own words.
#[derive(Debug, Default)]
pub struct Evidence {
    words: FxHashMap<String, u32>,
}

impl Evidence {
    /// Gathers from all passages.
    pub fn gather(passages: &Passages) -> Self {
        let mut evidence = Self::default();
        for passage in &passages.passages {
            if !matches!(passage.role, Role::Furniture(_)) {
                evidence.add(passage.text.original());
            }
        }
        evidence
    }

    /// Gathers from one text.
    pub fn of_text(text: &str) -> Self {
        let mut evidence = Self::default();
        evidence.add(text);
        evidence
    }

    /// Counts words, in lower case, that stand whole inside a line; compounds count as one word
    /// and by their parts.
    fn add(&mut self, text: &str) {
        let mut broken = false;
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

    fn count_word(&mut self, token: &str) {
        let token = token.trim_matches(|c: char| !c.is_alphanumeric());
        if token.len() < 2 {
            return;
        }
        let lower = token.to_lowercase().replace(['\u{2010}', '\u{2011}'], "-");
        *self.words.entry(lower).or_default() += 1;
    }

    /// How often a word, in lower case, stands in the document other than broken at a line end.
    pub fn count(&self, word: &str) -> u32 {
        self.words.get(word).copied().unwrap_or(0)
    }
}
