//! Shortened words, behind whose full stop no sentence ends.

use super::word_set::WordSet;

/// Shortened English and Latin words of sentences and titles.
const WORDS: WordSet = WordSet::new(&["cf", "e.g", "i.e", "no", "vs"]);

/// Shortened words before names, of sentences and titles, in English.
const BEFORE_NAMES: WordSet = WordSet::new(&["dr", "st"]);

/// Those of sentences, which may end a title.
const OF_SENTENCES: WordSet = WordSet::new(&[
    "al", "approx", "co", "corp", "drs", "eg", "etc", "fig", "inc", "ltd", "mr", "mrs", "ms",
    "nos", "nr", "prof", "ref", "resp",
]);

/// Those of taxa, in Latin, which are in titles.
const OF_TAXA: WordSet = WordSet::new(&["nov", "sp", "spp", "subsp", "var"]);

/// Whether no sentence ends behind a word without its last full stop.
pub(crate) fn is_in_sentence(word: &str) -> bool {
    [WORDS, BEFORE_NAMES, OF_SENTENCES].iter().any(|words| words.contains(word))
}

/// Whether no title ends behind a word, as it is written, without its last full stop: `No` is the
/// answer to one.
pub(crate) fn is_in_title(word: &str) -> bool {
    [WORDS, OF_TAXA].iter().any(|words| words.contains_as_written(word))
        || BEFORE_NAMES.contains(word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_and_titles_have_short_words() {
        for (word, sentence, title) in [
            ("e.g", true, true),
            ("St", true, true),
            ("etc", true, false),
            ("No", true, false),
            ("spp", false, true),
            ("salt", false, false),
        ] {
            assert_eq!((is_in_sentence(word), is_in_title(word)), (sentence, title), "{word}");
        }
    }
}
