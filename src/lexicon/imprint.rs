//! Words inside notes about a publication: rights, publishers, citations.

use super::notice::unmeant;
use super::phrases::Phrases;
use std::sync::LazyLock;

/// Words that only stand in notes about the publication, by language. No more than 128.
const IMPRINT: &[&str] = &[
    "creative commons",
    "copyright",
    "©",
    "all rights reserved",
    "open access article",
    "open-access article",
    "permits unrestricted",
    "unrestricted use",
    "academic editor",
    "edited by",
    "reviewed by",
    "received:",
    RECEIVED,
    "accepted:",
    "published:",
    "published online",
    "citation:",
    "cite this article",
    "how to cite",
    "issn",
    "licensee",
    "publisher",
    "handling editor",
    "specialty section",
    "article history",
    "available online",
    "doi:",
    "doi.org",
    // German.
    "alle rechte vorbehalten",
    // French.
    "tous droits réservés",
    // Spanish.
    "todos los derechos reservados",
    // Portuguese.
    "todos os direitos reservados",
    // Italian.
    "tutti i diritti riservati",
    // Dutch.
    "alle rechten voorbehouden",
    // Polish.
    "wszelkie prawa zastrzeżone",
];

/// Words that the name of a company ends in.
const COMPANY: &[&str] =
    &["corporation", "publishers", "inc", "ltd", "limited", "llc", "gmbh", "verlag"];

/// Whether the name of a company ends in a word.
pub(crate) fn ends_company(word: &str) -> bool {
    let bare = word.trim_end_matches(['.', ',']);
    COMPANY.iter().any(|own| bare.eq_ignore_ascii_case(own))
}

/// How to cite a paper, in other languages than English.
const HOW_TO_CITE: &[&str] = &[
    // German.
    "zitierweise",
    // French.
    "citer cet article",
    // Spanish.
    "cómo citar",
    // Portuguese.
    "como citar",
    // Italian.
    "come citare",
];

/// How many of the words that only notes about the publication have stand in a text.
pub(crate) fn imprint_words(text: &str) -> u32 {
    static WORDS: LazyLock<Phrases<u32>> =
        LazyLock::new(|| Phrases::new(IMPRINT.iter().chain(HOW_TO_CITE).copied().zip(0..)));
    let bit = |at: u32| 1u128.checked_shl(at).unwrap_or(0);
    let told = WORDS.all_in(text).filter(|word| {
        IMPRINT.get(word.meaning as usize) != Some(&RECEIVED)
            || is_dated(text, word.start, word.end)
    });
    told.fold(0, |found, word| found | bit(word.meaning)).count_ones()
}

/// What patients do with treatments and papers with dates.
const RECEIVED: &str = "received ";

/// Whether a word begins a line, or a number or name of a month may follow it.
fn is_dated(text: &str, start: usize, end: usize) -> bool {
    let before = text[..start].trim_end_matches([' ', '(', '*']);
    let after = text[end..].trim_start();
    before.is_empty()
        || before.ends_with(['\n', '.', ';', ':', '|'])
        || after.starts_with(|c: char| c.is_ascii_digit() || c.is_uppercase())
}

/// Whether a text names a licence or an owner of rights.
pub(crate) fn names_rights(text: &str) -> bool {
    static WORDS: LazyLock<Phrases<()>> = LazyLock::new(|| unmeant(&["creative commons", "©"]));
    WORDS.any_in(text)
}

/// Whether a text says how to cite the paper.
pub(crate) fn tells_citation(text: &str) -> bool {
    const ENGLISH: &[&str] = &["cite this", "to cite", "citation:", "cite as", "reference:"];
    static WORDS: LazyLock<Phrases<()>> =
        LazyLock::new(|| Phrases::new(ENGLISH.iter().chain(HOW_TO_CITE).map(|words| (*words, ()))));
    WORDS.any_in(text)
}

/// Whether a text says where it stands or was taken from: an address, a volume, a download.
fn names_source(text: &str) -> bool {
    const SOURCE: &[&str] = &[
        "www.",
        "http://",
        "https://",
        "downloaded from",
        "downloaded by",
        "terms of use",
        "vol.",
        "volume ",
        "isbn",
        // French.
        "téléchargé depuis",
    ];
    static WORDS: LazyLock<Phrases<()>> = LazyLock::new(|| unmeant(SOURCE));
    WORDS.any_in(text)
}

/// Whether a text has words about publication or says where it was taken from.
pub(crate) fn tells_of_publication(text: &str) -> bool {
    imprint_words(text) > 0 || names_source(text)
}

/// Whether a text has words in English that numbers stand at which tell no place in a journal.
pub(crate) fn has_other_numbers(text: &str) -> bool {
    const OTHER: &[&str] = &["editorial", "erratum", "@", "tel.", "tel:", "fax", "phone"];
    static WORDS: LazyLock<Phrases<()>> = LazyLock::new(|| unmeant(OTHER));
    WORDS.any_in(text)
}

/// Whether a text may hold a reference to the paper itself.
pub(crate) fn names_citation(text: &str) -> bool {
    static WORDS: LazyLock<Phrases<()>> = LazyLock::new(|| unmeant(&["citation", "cite this"]));
    WORDS.any_in(text)
}

/// Whether a text has a sign of copyright that stands nowhere else.
pub(crate) fn names_copyright(text: &str) -> bool {
    static WORDS: LazyLock<Phrases<()>> = LazyLock::new(|| unmeant(&["copyright", "©"]));
    WORDS.any_in(text)
}

/// Signs and words of copyright, behind which its year stands.
const COPYRIGHT: &[&str] = &["©", "copyright", "(c) ", "the author(s)", "the authors"];

/// Where the first sign of copyright ends.
pub(crate) fn copyright_end(text: &str) -> Option<usize> {
    static SIGNS: LazyLock<Phrases<()>> = LazyLock::new(|| unmeant(COPYRIGHT));
    SIGNS.all_in(text).next().map(|found| found.end)
}

#[cfg(test)]
mod tests {
    use super::{copyright_end, imprint_words, names_rights, tells_citation};

    #[test]
    fn words_of_imprint_count_once() {
        let rows = [
            ("© The Authors. Copyright: all", 2),
            ("Received: 1 May, received: 2 May", 1),
            ("HOW TO CITE: Salt. doi:10.5555/1", 2),
            ("Salt in rivers", 0),
            ("All of them received salt", 0),
            ("Musterstadt, received 3 May", 1),
        ];
        for (text, expected) in rows {
            assert_eq!(imprint_words(text), expected, "{text}");
        }
        assert!(names_rights("a Creative Commons licence"));
        assert!(tells_citation("To cite: A. Muster"));
        assert_eq!(copyright_end("All © 2020"), Some(6));
    }
}
