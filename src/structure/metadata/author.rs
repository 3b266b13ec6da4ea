//! Names of people.

use crate::document::Author;
use crate::text::Text;

/// Words that belong to the family name that follows them.
const PARTICLES: &[&str] = &[
    "de", "van", "von", "der", "den", "la", "le", "da", "di", "del", "dos", "du", "el", "ter",
    "ten", "bin",
];

/// Where the names of a byline end, as an offset of its original: institutions may stand in the same
/// block, from the first line that names one.
pub(super) fn byline_end(text: &Text) -> u32 {
    let original = text.original();
    let mut at = 0;
    for (index, line) in original.split('\n').enumerate() {
        let lower = line.to_lowercase();
        if index > 0 && ADDRESS_WORDS.iter().any(|word| lower.contains(word)) {
            break;
        }
        at += line.len() + 1;
    }
    u32::try_from(at).unwrap_or(u32::MAX)
}

/// Words of addresses, in lower case.
const ADDRESS_WORDS: &[&str] =
    &["department", "university", "institute", "hospital", "faculty", "school of", "college of"];

/// Degrees and titles that stand among names.
fn is_degree(word: &str) -> bool {
    let bare: String = word.chars().filter(|c| c.is_alphanumeric()).collect();
    let lower = bare.to_lowercase();
    // Ma, Do and Ba are family names; the degrees are written in capitals.
    let capitals = bare.chars().all(char::is_uppercase);
    if matches!(lower.as_str(), "ma" | "do" | "ba" | "bs") && !capitals {
        return false;
    }
    matches!(
        lower.as_str(),
        "md" | "phd"
            | "msc"
            | "bsc"
            | "mph"
            | "rn"
            | "dr"
            | "prof"
            | "professor"
            | "dvm"
            | "mbbs"
            | "ms"
            | "bs"
            | "ba"
            | "ma"
            | "dds"
            | "pharmd"
            | "frcp"
            | "facs"
            | "jr"
            | "sr"
            | "mbchb"
            | "drph"
            | "scd"
            | "dmd"
            | "do"
            | "mba"
    )
}

pub(super) fn author_of(part: &str) -> Option<Author> {
    let lower = part.to_lowercase();
    if ADDRESS_WORDS.iter().any(|word| lower.contains(word)) {
        return None;
    }
    let cleaned: String = part
        .chars()
        .map(|c| {
            if c.is_alphabetic() || matches!(c, '-' | '‐' | '\u{2011}' | '\'' | '’' | '.' | ' ')
            {
                c
            } else {
                ' '
            }
        })
        .collect();
    let words: Vec<&str> = cleaned
        .split_whitespace()
        .filter(|word| !is_degree(word))
        .skip_while(|word| matches!(*word, "and" | "by" | "By"))
        .collect();
    let upper = |word: &&str| word.chars().next().is_some_and(char::is_uppercase);
    if words.len() < 2
        || words.len() > 6
        || !(words.last().is_some_and(upper) || words.first().is_some_and(upper))
    {
        return None;
    }
    // `Muster A` and `Muster AB` are written family name first.
    let initials = |word: &str| word.chars().count() <= 3 && word.chars().all(char::is_uppercase);
    if let [family @ .., given] = words.as_slice()
        && initials(given)
        && !family.iter().any(|word| word.ends_with('.') || initials(word))
    {
        return Some(Author {
            name: words.join(" "),
            given: Some((*given).to_owned()),
            family: Some(family.join(" ")),
            ..Author::default()
        });
    }
    let mut family = words.len() - 1;
    while family > 1 && PARTICLES.contains(&words[family - 1].to_lowercase().as_str()) {
        family -= 1;
    }
    Some(Author {
        name: words.join(" "),
        given: Some(words[..family].join(" ")),
        family: Some(words[family..].join(" ")),
        ..Author::default()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_keep_their_particles() {
        let rows = [
            ("Anna B. Muster", "Anna B.", "Muster"),
            ("Jan van der Berg, MD", "Jan", "van der Berg"),
            ("Muster AB", "AB", "Muster"),
            ("Anna Ma", "Anna", "Ma"),
        ];
        for (text, given, family) in rows {
            let name = text.split(',').next().unwrap_or_default();
            let author = author_of(name).unwrap_or_default();
            assert_eq!(author.given.as_deref(), Some(given), "{text}");
            assert_eq!(author.family.as_deref(), Some(family), "{text}");
        }
        assert_eq!(author_of("MD, PhD"), None);
        assert_eq!(author_of("Sample University Seaside"), None);
    }

    #[test]
    fn bylines_end_before_institutions() {
        let text = Text::plain("A. Muster, B. Probe\nDepartment of Salt\nSeaside");
        assert_eq!(byline_end(&text), 20);
    }
}
