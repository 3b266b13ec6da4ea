//! Names of people.

use crate::document::Author;
use crate::text::{Style, Text};

/// Words that belong to the family name that follows them.
const PARTICLES: &[&str] = &[
    "de", "van", "von", "der", "den", "la", "le", "da", "di", "del", "dos", "du", "el", "ter",
    "ten", "bin",
];

/// The people of a byline: names between commas, `and` and raised marks.
pub(super) fn authors_of(text: &Text) -> Vec<Author> {
    let mut names = String::new();
    for segment in text.segments() {
        if segment.styles.contains(&&Style::Superscript) {
            names.push(',');
        } else {
            names.push_str(segment.text);
        }
    }
    // Institutions may stand in the same block, from the first line that names one.
    let is_address = |line: &str| {
        let lower = line.to_lowercase();
        ADDRESS_WORDS.iter().any(|word| lower.contains(word))
    };
    let original = text.original().lines().map(str::trim);
    if let Some(line) = original.clone().skip(1).find(|line| is_address(line)) {
        let start: String = line.chars().filter(|c| c.is_alphabetic()).take(12).collect();
        let end = names.char_indices().map(|(at, _)| at).find(|&at| {
            let rest = names[at..].chars().filter(|c| c.is_alphabetic());
            names[at..].starts_with(char::is_alphabetic) && rest.take(12).eq(start.chars())
        });
        names.truncate(end.unwrap_or(names.len()));
    }
    names
        .replace(" and ", ",")
        .replace(" & ", ",")
        .split([',', ';', '•', '·'])
        .filter_map(author_of)
        .collect()
}

/// Words of addresses, in lower case.
const ADDRESS_WORDS: &[&str] =
    &["department", "university", "institute", "hospital", "faculty", "school of", "college of"];

/// Degrees and titles that stand among names.
fn is_degree(word: &str) -> bool {
    let bare: String =
        word.chars().filter(|c| c.is_alphanumeric()).collect::<String>().to_lowercase();
    matches!(
        bare.as_str(),
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
        let names: Vec<(String, String)> =
            authors_of(&Text::plain("Anna B. Muster, MD, Jan van der Berg and Q. Li"))
                .into_iter()
                .map(|author| (author.given.unwrap_or_default(), author.family.unwrap_or_default()))
                .collect();
        let expected = [("Anna B.", "Muster"), ("Jan", "van der Berg"), ("Q.", "Li")];
        assert_eq!(names, expected.map(|(given, family)| (given.to_owned(), family.to_owned())));
    }
}
