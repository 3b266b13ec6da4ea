//! Names of people and of groups.

use crate::document::Author;
use crate::lexicon::language::letter_count;
use crate::lexicon::{body, person, small};

/// A name has no more words than this: initials count as words.
const MOST_WORDS: usize = 8;

/// Words before the name of a group, in lower case.
const FOR_GROUP: &[&str] = &["on behalf of ", "for the ", "and the ", "the "];

fn is_degree(word: &str) -> bool {
    let bare: String = word.chars().filter(|c| c.is_alphanumeric()).collect();
    // Names such as `Ma` and `Do` have one capital, initials a point behind each.
    let capitals = word.chars().filter(|c| c.is_uppercase()).count() >= 2;
    let initials = word.ends_with('.') && word.matches('.').count() == bare.len();
    person::is_title(&bare) || person::is_degree(&bare) && capitals && !(initials && bare.len() < 3)
}

/// The name of a group that takes part in a byline.
pub(super) fn group_of(part: &str) -> Option<String> {
    let name = part.split_whitespace().collect::<Vec<_>>().join(" ");
    let start = FOR_GROUP.iter().fold(0, |start, words| {
        let end = start + words.len();
        let stands = name.get(start..end).is_some_and(|head| head.eq_ignore_ascii_case(words));
        if stands { end } else { start }
    });
    let name = name[start..].trim_end_matches(|c: char| !c.is_alphanumeric() && c != ')');
    let words: Vec<&str> = name.split_whitespace().collect();
    let names_team =
        |word: &&str| body::is_of_team(word.trim_matches(|c: char| !c.is_alphabetic()));
    let group = words.iter().any(names_team);
    (group && words.len() >= 2).then(|| name.to_owned())
}

/// Where a group begins for which the person named before it writes.
pub(super) fn group_start(part: &str) -> Option<usize> {
    [" on behalf of ", " for the "].iter().find_map(|words| part.find(words))
}

/// A name with a blank between a given name and a family name in capitals.
fn unglued(part: &str) -> String {
    let chars: Vec<char> = part.chars().collect();
    let mut out = String::with_capacity(part.len());
    for (at, c) in chars.iter().enumerate() {
        let behind =
            chars.get(at..at + 3).is_some_and(|next| next.iter().all(|c| c.is_uppercase()));
        if behind && at > 1 && chars[at - 2..at].iter().all(|c| c.is_lowercase()) {
            out.push(' ');
        }
        out.push(*c);
    }
    out
}

/// The person that a part of a byline names. Fonts without capitals are read in lower case: then
/// only a mark tells that it is a name.
pub(super) fn author_of(part: &str, marked: bool) -> Option<Author> {
    if body::names_site(part) {
        return None;
    }
    let cleaned: String = unglued(part)
        .chars()
        .map(|c| {
            let own = c.is_alphabetic()
                || matches!(c, '-' | '‐' | '‑' | '\'' | '’' | '.' | ' ')
                || unicode_normalization::char::is_combining_mark(c);
            if own { c } else { ' ' }
        })
        .collect();
    let words: Vec<&str> = cleaned
        .split_whitespace()
        .filter(|word| !is_degree(word) && word.chars().any(char::is_alphabetic))
        // A full stop ends the list, not the name; initials keep theirs.
        .map(|word| {
            if word.len() > 3 && word.matches('.').count() == 1 {
                word.trim_end_matches('.')
            } else {
                word
            }
        })
        .skip_while(|word| small::is_and(word) || matches!(*word, "by" | "By"))
        .collect();
    let upper = |word: &&str| word.chars().next().is_some_and(char::is_uppercase);
    let named = words.last().is_some_and(upper) || words.first().is_some_and(upper);
    if words.len() < 2 || words.len() > MOST_WORDS || !(named || marked && words.len() <= 3) {
        return None;
    }
    let mut author = divided(&words);
    let last = part.split_whitespace().next_back().unwrap_or_default();
    if let Some(suffix) = Some(last.trim_matches(['.', ','])).filter(|last| person::is_suffix(last))
    {
        author.name = format!("{} {suffix}", author.name);
    }
    Some(author)
}

/// Given and family names of the words of a name.
fn divided(words: &[&str]) -> Author {
    let initials = |word: &str| {
        let letters = word.chars().filter(|c| *c != '.').count();
        let dotted = word.ends_with('.') && word.matches('.').count() == letters;
        letters <= 3 && word.chars().all(|c| c.is_uppercase() || dotted && c == '.')
    };
    // `Muster A`, `Muster AB` and `Muster A.B.` are written family name first.
    if let [family @ .., given] = words
        && initials(given)
        && !family.iter().any(|word| word.ends_with('.') || initials(word))
    {
        return author(words, given, &family.join(" "));
    }
    // So are names in Chinese, Japanese and Korean signs.
    if let [family, given] = words
        && words.iter().all(|word| letter_count(word) > word.chars().count())
    {
        return author(words, given, family);
    }
    let particle = |word: &str| {
        // A double name may end in a particle: `Muster-van Probe`.
        let last = word.rsplit(['-', '‐', '‑']).next().unwrap_or_default();
        person::is_particle(last)
            || person::is_small_particle(last)
            || person::is_large_particle(word)
    };
    let mut family = words.len() - 1;
    while family > 1 && particle(words[family - 1]) {
        family -= 1;
    }
    author(words, &words[..family].join(" "), &words[family..].join(" "))
}

fn author(words: &[&str], given: &str, family: &str) -> Author {
    Author {
        name: words.join(" "),
        given: Some(given.to_owned()),
        family: Some(family.to_owned()),
        ..Author::default()
    }
}

/// Moves words from the given to the family name where a text says that the family name is longer:
/// a reference to the paper writes it whole before initials, an address joins its words.
pub(super) fn lengthen_family(author: &mut Author, citations: &[&str], addresses: &[String]) {
    let words: Vec<String> = author.name.split_whitespace().map(str::to_owned).collect();
    let own = author.family.as_deref().map_or(0, |family| family.split_whitespace().count());
    let found = (own + 1..words.len()).rev().find(|count| {
        let (given, family) = words.split_at(words.len() - count);
        let initials = initials_of(&given.join(" "));
        let cited = format!("{} {initials}", family.join(" "));
        let joined = family.concat().to_lowercase();
        let first = given.first().and_then(|word| word.chars().next()).unwrap_or_default();
        !initials.is_empty()
            && !family[0].ends_with('.')
            && (citations.iter().any(|text| stands_in(&cited, text))
                || addresses.iter().any(|address| is_user(address, &joined, first)))
    });
    if let Some(count) = found {
        let (given, family) = words.split_at(words.len() - count);
        author.given = Some(given.join(" "));
        author.family = Some(family.join(" "));
    }
}

/// A text without accents and other marks.
fn unaccented(text: &str) -> String {
    use unicode_normalization::UnicodeNormalization;
    text.nfd().filter(|c| !unicode_normalization::char::is_combining_mark(*c)).collect()
}

/// Whether words stand in a text as whole words, with or without their accents.
fn stands_in(words: &str, text: &str) -> bool {
    let (words, text) = (&*unaccented(words), &*unaccented(text));
    text.match_indices(words).any(|(at, _)| {
        let edge = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric());
        edge(text[..at].chars().next_back()) && edge(text[at + words.len()..].chars().next())
    })
}

/// Whether an address is that of a given name or its first letter, and a family name in one word.
fn is_user(address: &str, family: &str, first: char) -> bool {
    let user = address.split('@').next().unwrap_or_default().to_lowercase();
    let family = plain(family);
    let given =
        user.strip_suffix(family.as_str()).map(|given| given.trim_end_matches(['.', '_', '-']));
    family.len() > 5
        && given.is_some_and(|given| {
            given.len() < user.len() - family.len()
                && given.starts_with(|c| first.to_lowercase().next() == Some(c))
        })
}

/// A text in lower case without accents and other marks.
pub(super) fn plain(text: &str) -> String {
    use unicode_normalization::UnicodeNormalization;
    text.nfkd().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// The first letters of names: of each word, and of the parts of double names.
pub(super) fn initials_of(name: &str) -> String {
    name.split(|c: char| c.is_whitespace() || matches!(c, '-' | '‐' | '‑' | '.'))
        .filter_map(|word| word.chars().find(|c| c.is_alphabetic()))
        .flat_map(char::to_uppercase)
        .collect()
}

/// Whether a short form means this person: `A. B. Muster`, `Prof A B Muster PhD`, `A.B.M.`.
pub(super) fn is_short_for(short: &str, author: &Author) -> bool {
    let words: Vec<&str> = short.split_whitespace().filter(|word| !is_degree(word)).collect();
    let family = author.family.as_deref().unwrap_or(&author.name);
    let letters = |text: &str| initials_of(text).chars().collect::<Vec<char>>();
    if let [single] = words.as_slice() {
        let capitals =
            single.chars().all(|c| c.is_uppercase() || matches!(c, '.' | '-' | '‐' | '‑'));
        let small = |word: &&str| !person::is_particle(word);
        let all = letters(&author.name);
        let without: Vec<&str> = author.name.split_whitespace().filter(small).collect();
        let own: Vec<char> = single.chars().filter(|c| c.is_alphabetic()).collect();
        return capitals && own.len() > 1 && (own == all || own == letters(&without.join(" ")));
    }
    let Some(given) = words.join(" ").strip_suffix(family).map(letters) else { return false };
    let own = letters(author.given.as_deref().unwrap_or_default());
    !given.is_empty() && !own.is_empty() && (own.starts_with(&given) || given.starts_with(&own))
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
            ("Muster-Probe A.B.", "A.B.", "Muster-Probe"),
            ("J. M. A. N. van den Berg", "J. M. A. N.", "van den Berg"),
            ("Anna Ma", "Anna", "Ma"),
            ("AnnaMUSTER", "Anna", "MUSTER"),
            ("E. Muster-de Probe", "E.", "Muster-de Probe"),
        ];
        for (text, given, family) in rows {
            let name = text.split(',').next().unwrap_or_default();
            let author = author_of(name, false).unwrap_or_default();
            assert_eq!(author.given.as_deref(), Some(given), "{text}");
            assert_eq!(author.family.as_deref(), Some(family), "{text}");
        }
        assert_eq!(author_of("MD, PhD", false), None);
        assert_eq!(author_of("anna muster", false), None);
        assert_eq!(author_of("Sample University Seaside", false), None);
    }

    #[test]
    fn family_names_come_first_in_signs() {
        for (text, given, family) in [("中村 恭之", "恭之", "中村"), ("김 바다", "바다", "김")]
        {
            let author = author_of(text, true).unwrap_or_default();
            assert_eq!(author.given.as_deref(), Some(given), "{text}");
            assert_eq!(author.family.as_deref(), Some(family), "{text}");
        }
    }

    #[test]
    fn groups_are_no_people() {
        assert_eq!(
            group_of("on behalf of the Salt Study Group*").as_deref(),
            Some("Salt Study Group")
        );
        assert_eq!(group_of("Anna Muster"), None);
    }

    #[test]
    fn family_names_grow_by_evidence() {
        let mut author = author_of("Anna Maria Muster Probe", false).unwrap_or_default();
        lengthen_family(&mut author, &["Cite: Muster Probe AM, Test J (2011)"], &[]);
        assert_eq!(author.family.as_deref(), Some("Muster Probe"));
        let mut author = author_of("A. Muster Probe", false).unwrap_or_default();
        lengthen_family(&mut author, &[], &["a.musterprobe@salt.example".to_owned()]);
        assert_eq!(author.family.as_deref(), Some("Muster Probe"));
    }

    #[test]
    fn short_forms_mean_people() {
        let author = author_of("Anna-Maria van Muster", false).unwrap_or_default();
        for short in ["A. van Muster", "Prof A M van Muster PhD", "A.-M.v.M.", "A.M.M.", "AMVM"] {
            let known = is_short_for(short, &author);
            assert_eq!(known, short != "A.-M.v.M.", "{short}");
        }
        assert!(!is_short_for("B. van Muster", &author));
    }
}
