//! Names of people: particles, suffixes, degrees and titles.

use super::fold::Folded;
use super::language::Language;
use super::word_set::WordSet;

/// Particles that begin a family name, in whatever case, by language: `van der Berg`, `De Luca`.
const PARTICLES: &[(Language, WordSet)] = &[
    (Language::German, WordSet::new(&["den", "der", "von"])),
    (Language::French, WordSet::new(&["d'", "de", "des", "du", "la"])),
    (Language::Spanish, WordSet::new(&["de", "del", "el", "la", "las", "los"])),
    (Language::Portuguese, WordSet::new(&["da", "das", "de", "do", "dos"])),
    (Language::Italian, WordSet::new(&["da", "dalla", "de", "degli", "del", "della", "di"])),
    (
        Language::Dutch,
        WordSet::new(&["'t", "de", "den", "der", "het", "te", "ten", "ter", "van", "’t"]),
    ),
    (Language::Danish, WordSet::new(&["af"])),
    (Language::Swedish, WordSet::new(&["av"])),
    (Language::Arabic, WordSet::new(&["bin", "ibn"])),
];

/// Particles that are written small: `op den Berg`. Written large they are given
/// names and family names of their own.
const SMALL_PARTICLES: WordSet =
    WordSet::new(&["al", "le", "lo", "op", "st", "t", "vom", "zu", "zur"]);

/// Particles that are written large behind given names: `Eva Al Probe`. Alone they are given names.
const LARGE_PARTICLES: WordSet = WordSet::new(&["abu", "al"]);

/// What joins family names of Spanish and Portuguese, and begins those of Dutch, but is another word
/// or an initial as often.
const FAMILY_JOINTS: WordSet = WordSet::new(&["e", "in", "y"]);

/// Suffixes of names, of English and Portuguese.
const SUFFIXES: WordSet = WordSet::new(&["2nd", "3rd", "filho", "junior"]);

/// Shortened suffixes of names, of English; in capitals they are initials.
const SHORT_SUFFIXES: WordSet = WordSet::new(&["jr", "sr"]);

/// Suffixes that are numerals, in any language.
const NUMERALS: WordSet = WordSet::new(&["ii", "iii", "iv"]);

/// Titles before names, in English and German.
const TITLES: WordSet = WordSet::new(&["dr", "prof", "professor"]);

/// Degrees and memberships behind names, without their points, in English.
const DEGREES: WordSet = WordSet::new(&[
    "ba", "bds", "bpharm", "bs", "bsc", "bsn", "cph", "dds", "dmd", "dnp", "do", "dphil", "drph",
    "dsc", "dvm", "edd", "facs", "fcps", "fracp", "frcp", "frcpc", "ma", "mba", "mbbch", "mbbs",
    "mbchb", "md", "mds", "meng", "mhs", "mph", "mphil", "mrcp", "ms", "msc", "msn", "pharmd",
    "phd", "rn", "scd",
]);

/// Whether a word is a particle that a family name begins with, in whatever case.
pub(crate) fn is_particle(word: &str) -> bool {
    let is_one = |word| PARTICLES.iter().any(|(_, particles)| particles.contains_folded(&word));
    Folded::of(word).is_some_and(is_one)
}

/// Whether a word, as it is written, is a particle in small letters that a family name begins with.
pub(crate) fn is_particle_as_written(word: &str) -> bool {
    PARTICLES.iter().any(|(_, particles)| particles.contains_as_written(word))
}

/// Whether a word, as it is written, is a particle that only small letters tell from a name.
pub(crate) fn is_small_particle(word: &str) -> bool {
    SMALL_PARTICLES.contains_as_written(word)
}

/// Whether a word behind given names, as it is written, is a particle in large letters.
pub(crate) fn is_large_particle(word: &str) -> bool {
    word.starts_with(char::is_uppercase) && LARGE_PARTICLES.contains(word)
}

/// Whether a word begins or joins the parts of a family name, in whatever case.
pub(crate) fn is_of_family(word: &str) -> bool {
    is_particle(word) || SMALL_PARTICLES.contains(word) || FAMILY_JOINTS.contains(word)
}

/// Whether a word, as it is written, is the suffix of a name: `Jr`, `III`.
pub(crate) fn is_suffix(word: &str) -> bool {
    let capitals = !word.contains(char::is_lowercase) && word.starts_with(char::is_uppercase);
    let words = || SUFFIXES.contains(word) || SHORT_SUFFIXES.contains(word);
    if capitals { NUMERALS.contains(word) } else { words() }
}

/// Whether a word without its points is a title or a suffix, which stand among names in any case.
pub(crate) fn is_title(word: &str) -> bool {
    TITLES.contains(word) || SHORT_SUFFIXES.contains(word)
}

/// Whether a word without its points is a degree, or a numeral behind a name.
pub(crate) fn is_degree(word: &str) -> bool {
    DEGREES.contains(word) || NUMERALS.contains(word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn particles_are_told_by_their_case() {
        // Particle in any case, as it is written, only in small letters, part of a family name.
        let rows = [
            ("van", [true, true, false, true]),
            ("De", [true, false, false, true]),
            ("op", [false, false, true, true]),
            ("Le", [false, false, false, true]),
            ("y", [false, false, false, true]),
            ("’t", [true, true, false, true]),
            ("Berg", [false; 4]),
            ("", [false; 4]),
        ];
        for (word, expected) in rows {
            let found = [
                is_particle(word),
                is_particle_as_written(word),
                is_small_particle(word),
                is_of_family(word),
            ];
            assert_eq!(found, expected, "{word}");
        }
    }

    #[test]
    fn suffixes_titles_and_degrees() {
        let rows = [
            ("Jr", true, true, false),
            ("JR", false, true, false),
            ("III", true, false, true),
            ("iii", false, false, true),
            ("Filho", true, false, false),
            ("2nd", true, false, false),
            ("Prof", false, true, false),
            ("MPhil", false, false, true),
            ("Ma", false, false, true),
            ("Muster", false, false, false),
        ];
        for (word, suffix, title, degree) in rows {
            let found = (is_suffix(word), is_title(word), is_degree(word));
            assert_eq!(found, (suffix, title, degree), "{word}");
        }
    }
}
