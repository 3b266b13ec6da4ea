//! Words and phrases that are looked for inside a text.

use aho_corasick::{AhoCorasick, AhoCorasickKind, Anchored, Input, MatchKind, StartKind};

/// Words and phrases in lower case, each with what it means. All of them are looked for in one scan.
#[derive(Debug)]
pub(crate) struct Phrases<T> {
    /// `None` where there are no phrases, or too many to be looked for.
    automaton: Option<AhoCorasick>,
    /// What each pattern of the automaton means.
    meanings: Vec<T>,
}

impl<T: Copy> Phrases<T> {
    /// These phrases in lower case, each with its meaning.
    pub(crate) fn new(phrases: impl IntoIterator<Item = (&'static str, T)>) -> Self {
        let mut patterns: Vec<String> = Vec::new();
        let mut meanings = Vec::new();
        for (phrase, meaning) in phrases {
            patterns.push(phrase.to_owned());
            meanings.push(meaning);
            // The automaton folds the case of ASCII letters only.
            let upper =
                |c: char| if c.is_ascii() { c } else { c.to_uppercase().next().unwrap_or(c) };
            let capitals: String = phrase.chars().map(upper).collect();
            let rest = phrase.chars().skip(1);
            let capital: String = phrase.chars().take(1).map(upper).chain(rest).collect();
            let mut forms = vec![capital, capitals];
            forms.dedup();
            for form in forms.into_iter().filter(|form| form != phrase) {
                patterns.push(form);
                meanings.push(meaning);
            }
        }
        let automaton = AhoCorasick::builder()
            .ascii_case_insensitive(true)
            .match_kind(MatchKind::Standard)
            .start_kind(StartKind::Both)
            .kind(Some(AhoCorasickKind::ContiguousNFA))
            .build(patterns);
        Self { automaton: automaton.ok().filter(|_| !meanings.is_empty()), meanings }
    }

    /// The meaning of a text that is one of the phrases.
    pub(crate) fn whole(&self, text: &str) -> Option<T> {
        let longest = self.at_start(text)?;
        (longest.0 == text.len()).then_some(longest.1)
    }

    /// The longest phrase that a text begins with: its length in bytes and its meaning.
    pub(crate) fn at_start(&self, text: &str) -> Option<(usize, T)> {
        let found = self.search(Input::new(text).anchored(Anchored::Yes));
        // A phrase that ends another one counts as found with it, although it begins later.
        let begins = found.filter(|found| found.start == 0);
        begins.map(|found| (found.end, found.meaning)).max_by_key(|(end, _)| *end)
    }

    /// Whether one of the phrases stands anywhere in a text.
    pub(crate) fn any_in(&self, text: &str) -> bool {
        self.automaton.as_ref().is_some_and(|automaton| automaton.is_match(text))
    }

    /// All places of phrases in a text, also those that overlap, by where they end.
    pub(crate) fn all_in<'t>(&'t self, text: &'t str) -> impl Iterator<Item = Found<T>> + 't {
        self.search(Input::new(text))
    }

    fn search<'t>(&'t self, input: Input<'t>) -> impl Iterator<Item = Found<T>> + 't {
        let mut state = aho_corasick::automaton::OverlappingState::start();
        std::iter::from_fn(move || {
            let automaton = self.automaton.as_ref()?;
            automaton.try_find_overlapping(input.clone(), &mut state).ok()?;
            let found = state.get_match()?;
            let pattern = found.pattern().as_usize();
            let meaning = *self.meanings.get(pattern)?;
            Some(Found { start: found.start(), end: found.end(), meaning })
        })
    }
}

/// A phrase in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Found<T> {
    /// Byte at which it begins.
    pub(crate) start: usize,
    /// Byte after its last one.
    pub(crate) end: usize,
    /// What it means.
    pub(crate) meaning: T,
}

#[cfg(test)]
mod tests {
    use super::Phrases;

    #[test]
    fn phrases_are_found_whole_at_the_start_and_inside() {
        let phrases =
            Phrases::new([("résumé", 1), ("art", 2), ("article history", 3), ("article", 4)]);
        assert_eq!(phrases.whole("RÉSUMÉ"), Some(1));
        let phrases_of_others = Phrases::new([("рис", 1)]);
        for form in ["рис", "Рис", "РИС"] {
            assert_eq!(phrases_of_others.whole(form), Some(1), "{form}");
        }
        assert_eq!(phrases.whole("résumé "), None);
        assert_eq!(phrases.at_start("Article history: received"), Some((15, 3)));
        assert_eq!(phrases.at_start("an article"), None);
        let inside: Vec<_> = phrases.all_in("An Article.").map(|found| found.meaning).collect();
        assert_eq!(inside, [2, 4]);
        assert!(!phrases.any_in("nothing"));
        assert_eq!(Phrases::<u8>::new([]).whole(""), None);
    }
}
