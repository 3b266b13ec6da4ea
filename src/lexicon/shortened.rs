//! Shortened words, behind whose full stop no sentence ends.

use super::WordSet;

/// Shortened English and Latin words of sentences and titles.
const WORDS: WordSet = WordSet::new(&["cf", "dr", "e.g", "i.e", "no", "st", "vs"]);

/// Those of sentences, which may end a title.
const OF_SENTENCES: WordSet = WordSet::new(&["al", "approx", "co", "corp", "drs", "eg", "etc", "fig", "inc", "ltd", "mr", "mrs", "ms", "nos", "nr", "prof", "ref", "resp"]);

/// Those of taxa, in Latin, which are in titles.
const OF_TAXA: WordSet = WordSet::new(&["nov", "sp", "spp", "subsp", "var"]);

/// Whether no sentence ends behind a word without its last full stop.
pub(crate) fn is_in_sentence(word: &str) -> bool {
    WORDS.contains(word) || OF_SENTENCES.contains(word)
}

/// Whether no title ends behind a word without its last full stop.
pub(crate) fn is_in_title(word: &str) -> bool {
    WORDS.contains(word) || OF_TAXA.contains(word)
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
            ("spp", false, true),
            ("salt", false, false),
        ] {
            assert_eq!((is_in_sentence(word), is_in_title(word)), (sentence, title), "{word}");
        }
    }
}
