//! The authors that an entry begins with.

use super::entry::{Entry, ITALIC};
use super::group;
use super::token::{self, Token};
use crate::document::Name;
use crate::lexicon::{WordSet, person};

/// How names of a list are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Manner {
    /// `Muster AB, Probe C`.
    Plain,
    /// `Muster, A. B., Probe, C.`
    Comma,
    /// `A. B. Muster, C. Probe`.
    GivenFirst,
}

/// Every manner.
pub(super) const MANNERS: [Manner; 3] = [Manner::Plain, Manner::Comma, Manner::GivenFirst];

/// Names that an entry begins with.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Authors {
    pub(super) names: Vec<Name>,
    pub(super) et_al: bool,
    /// Whether they are editors.
    pub(super) edited: bool,
    /// Where what follows them begins, as an offset in bytes.
    pub(super) end: usize,
}

/// Most words of a family name.
const FAMILY_WORDS: usize = 5;
/// Most letters of plain initials.
const INITIALS: usize = 4;
/// Reads persons in that manner from the start of an entry. Names end where slanted type begins:
/// a journal or the title of a book.
pub(super) fn persons_of(entry: &Entry, manner: Manner) -> Option<Authors> {
    let letters = entry.text.char_indices().filter(|(_, c)| c.is_alphabetic());
    let mut slanted =
        letters.map(|(at, _)| (at, entry.mask.get(at).is_some_and(|m| m & ITALIC != 0)));
    if slanted.next().is_none_or(|(_, first)| first) {
        return persons(&entry.text, manner);
    }
    let limit = slanted.find(|&(at, own)| own && !is_in_et_al(&entry.text, at)).map(|(at, _)| at);
    persons(&entry.text[..limit.unwrap_or(entry.text.len())], manner)
}

/// Whether a letter is one of `et al`.
fn is_in_et_al(text: &str, at: usize) -> bool {
    let start = text[..at].rfind(' ').map_or(0, |blank| blank + 1);
    let word = text[start..].split([' ', '.', ',']).next().unwrap_or_default();
    matches!(word, "et" | "al" | "and" | "et\u{a0}al")
}

/// Reads persons in that manner from the start of a string.
pub(super) fn persons(text: &str, manner: Manner) -> Option<Authors> {
    let tokens = token::cut(text);
    let mut authors = Authors::default();
    let mut at = 0;
    let mut open = true;
    while open {
        if let Some(next) = et_al(&tokens, at) {
            authors.et_al = true;
            at = next;
            break;
        }
        let found = match manner {
            Manner::Plain => plain(&tokens, at),
            Manner::Comma => comma(&tokens, at),
            Manner::GivenFirst => given_first(&tokens, at),
        };
        let Some((name, next)) = found else {
            if !authors.names.is_empty()
                && let Some((name, next)) = group::in_list(&tokens, at)
            {
                authors.names.push(name);
                at = next;
            }
            break;
        };
        authors.names.push(name);
        (at, open) = separator(&tokens, next);
    }
    if let Some(next) = editors_mark(&tokens, at) {
        authors.edited = true;
        at = next;
    }
    // One name and a comma may be anything.
    let alone = authors.names.len() < 2 && open && !authors.et_al && !authors.edited;
    if authors.names.is_empty() || alone && manner != Manner::GivenFirst {
        return None;
    }
    authors.end = tokens.get(at).map_or(text.len(), |token| token.start);
    let is_stop = |c: char| matches!(c, '.' | ':' | ',' | ';' | ' ');
    let rest = &text[authors.end..];
    authors.end += rest.len() - rest.trim_start_matches(is_stop).len();
    Some(authors)
}

/// Behind what parts two names, and whether another name is to come.
fn separator(tokens: &[Token], at: usize) -> (usize, bool) {
    let mut next = at;
    let mut parted = false;
    while let Some(token) = tokens.get(next) {
        match token.word {
            "," | ";" | "&" | "and" | "…" | "..." | "." => parted = true,
            _ => break,
        }
        next += 1;
    }
    let follows = et_al(tokens, next).is_some();
    (next, parted || follows)
}

/// Behind `et al.` that stands here.
fn et_al(tokens: &[Token], at: usize) -> Option<usize> {
    let word = |at: usize| tokens.get(at).map(|token| token.bare());
    match word(at)? {
        "et" if word(at + 1).is_some_and(|word| matches!(word, "al" | "alii")) => Some(at + 2),
        "etal" | "others" => Some(at + 1),
        _ => None,
    }
}

/// What editors are called behind their names.
const EDITORS: WordSet = WordSet::new(&["ed", "editor", "editors", "eds"]);

fn editors_mark(tokens: &[Token], at: usize) -> Option<usize> {
    let mut next = at;
    let mut seen = false;
    while let Some(token) = tokens.get(next) {
        match token.bare() {
            "(" | ")" | "," | "[" | "]" => {}
            word if EDITORS.contains(word) => seen = true,
            _ => break,
        }
        next += 1;
        if seen && !tokens.get(next).is_some_and(|token| matches!(token.word, ")" | "]")) {
            return Some(next);
        }
    }
    None
}

/// `Muster AB`.
fn plain(tokens: &[Token], start: usize) -> Option<(Name, usize)> {
    let mut at = start;
    loop {
        let token = tokens.get(at)?;
        if at > start && is_plain_initials(tokens, at) {
            break;
        }
        // A lower-case word in front is a part of the name: `an Lee`.
        let fine = is_name_word(token.word) || at == start && is_short_lower(token.word);
        if at - start >= FAMILY_WORDS || token.has_stop() || !fine {
            return None;
        }
        at += 1;
    }
    let (family, mut suffix) = family_and_suffix(&tokens[start..at]);
    let mut given = Vec::new();
    let mut stopped = false;
    while at < tokens.len() && !stopped && is_plain_initials(tokens, at) {
        given.push(tokens[at].bare());
        // A stop behind undotted initials ends the list.
        stopped = tokens[at].has_stop() && !is_dotted(tokens[at].word, true);
        at += 1;
    }
    // `Berg AB van der`: the particle belongs to the family name.
    let particles = at;
    let is_particle = |token: &Token| person::is_particle_as_written(token.bare());
    while !stopped && tokens.get(at).is_some_and(is_particle) {
        stopped = tokens[at].has_stop();
        at += 1;
    }
    let family = if at > particles {
        format!("{} {family}", join(&tokens[particles..at]).trim_end_matches('.'))
    } else {
        family
    };
    if !stopped && let Some(token) = tokens.get(at).filter(|token| person::is_suffix(token.bare()))
    {
        suffix = Some(token.bare().to_owned());
        stopped = token.has_stop() && !token.bare().starts_with(['J', 'S']);
        at += 1;
    }
    let ends = stopped
        || tokens.get(at).is_none_or(|token| {
            ends_name(token)
                || token.word == "["
                || tokens[at - 1].has_stop()
                || token.word.starts_with(|c: char| c.is_ascii_digit())
        });
    ends.then(|| (person(family, &given.join(" "), suffix), at))
}

/// A family name; what follows the name of a son stands apart.
fn family_and_suffix(tokens: &[Token]) -> (String, Option<String>) {
    match tokens {
        [family @ .., last] if !family.is_empty() && person::is_suffix(last.bare()) => {
            (join(family), Some(last.bare().to_owned()))
        }
        _ => (join(tokens), None),
    }
}

/// Whether the word at `at` is the initials of a given name without stops: `AB`, `J-M`; where the
/// type has small capitals, `ab` in front of punctuation.
fn is_plain_initials(tokens: &[Token], at: usize) -> bool {
    let token = &tokens[at];
    let bare = token.bare();
    if is_dotted(token.word, true) || has_inner_particle(bare) {
        return true;
    }
    if person::is_particle_as_written(bare) {
        return false;
    }
    let letters = bare.chars().filter(|c| *c != '-').count();
    if letters == 0 || letters > INITIALS || !bare.chars().all(|c| c.is_alphabetic() || c == '-') {
        return false;
    }
    let upper = bare.chars().filter(|c| c.is_uppercase()).count();
    let behind = tokens.get(at + 1).map(|token| token.word);
    if upper == letters {
        return !person::is_suffix(bare) || letters == 1;
    }
    // `Yu`, `Ya.` and the like stand for one letter of another alphabet, `ab` for small capitals.
    let is_end = token.has_stop() || matches!(behind, Some("," | ";"));
    let spaced = at > 0 && tokens[at - 1].word != ",";
    is_end && spaced && letters <= 2 && upper == 0 && !matches!(bare, "al" | "et" | "in" | "of")
}

/// `Muster, A. B.`
fn comma(tokens: &[Token], start: usize) -> Option<(Name, usize)> {
    let mut at = start;
    while tokens.get(at)?.word != "," {
        let token = &tokens[at];
        let saint = token.bare() == "St";
        if at - start >= FAMILY_WORDS || token.has_stop() && !saint || !is_name_word(token.word) {
            return None;
        }
        at += 1;
    }
    if at == start {
        return None;
    }
    let family = join(&tokens[start..at]);
    at += 1;
    let mut suffix = None;
    if tokens.get(at).is_some_and(|token| person::is_suffix(token.bare()) && token.bare().len() > 1)
        && tokens.get(at + 1).is_some_and(|token| token.word == ",")
    {
        suffix = Some(tokens[at].bare().to_owned());
        at += 2;
    }
    let first = at;
    let mut full = false;
    while let Some(token) = tokens.get(at) {
        let is_initials = is_dotted(token.word, false) || is_upper_initials(tokens, at);
        let is_lower = !token.word.contains(char::is_uppercase);
        let joins =
            at > first && is_lower && person::is_of_family(token.word) && token.word.len() > 1;
        let is_full = (at == first || full) && !token.has_stop() && is_given(token.word);
        if !(is_initials || joins || is_full) {
            break;
        }
        if is_full && !is_initials && !is_full_given(tokens, at) {
            break;
        }
        full |= is_full && !is_initials;
        at += 1;
    }
    if at == first {
        return None;
    }
    let given = join(&tokens[first..at]);
    if suffix.is_none()
        && tokens.get(at).is_some_and(|token| token.word == ",")
        && tokens
            .get(at + 1)
            .is_some_and(|token| person::is_suffix(token.bare()) && token.bare().len() > 1)
    {
        suffix = Some(tokens[at + 1].bare().to_owned());
        at += 2;
    }
    Some((person(family, &given, suffix), at))
}

/// Whether a given name that is written in full is followed by what parts names: without that it
/// may be the first word of a title.
fn is_full_given(tokens: &[Token], at: usize) -> bool {
    let mut next = at + 1;
    while tokens.get(next).is_some_and(|token| is_dotted(token.word, false)) {
        next += 1;
    }
    match tokens.get(next).map(|token| token.word) {
        Some(";" | "&" | "and") => true,
        Some("(") => tokens.get(next + 1).is_some_and(|token| token::year(token.word).is_some()),
        _ => false,
    }
}

fn is_upper_initials(tokens: &[Token], at: usize) -> bool {
    let bare = tokens[at].bare();
    let letters = bare.chars().filter(|c| *c != '-').count();
    let is_upper = bare.chars().all(|c| c.is_uppercase() || c == '-');
    (1..=3).contains(&letters)
        && is_upper
        && (tokens[at].has_stop()
            || tokens.get(at + 1).is_none_or(ends_name)
            || letters == 1
                && tokens.get(at + 1).is_some_and(|token| token.bare().chars().count() == 1))
}

/// `A. B. Muster`.
fn given_first(tokens: &[Token], start: usize) -> Option<(Name, usize)> {
    let mut at = start;
    while tokens.get(at).is_some_and(|token| is_dotted(token.word, false)) {
        at += 1;
    }
    if at == start {
        return None;
    }
    let given = join(&tokens[start..at]);
    let first = at;
    while let Some(token) = tokens.get(at) {
        if token.bare() == "et" && et_al(tokens, at).is_some() || token.word == "and" {
            break;
        }
        if at - first >= FAMILY_WORDS || !is_name_word(token.word) {
            break;
        }
        at += 1;
        if token.has_stop() {
            break;
        }
    }
    if at == first || tokens[first].bare().chars().count() < 2 {
        return None;
    }
    let mut end = at;
    let mut suffix = None;
    if at - first > 1 && person::is_suffix(tokens[at - 1].bare()) {
        suffix = Some(tokens[at - 1].bare().to_owned());
        end -= 1;
    }
    let ends = tokens[at - 1].has_stop() || tokens.get(at).is_none_or(|token| ends_name(token));
    let family = join(&tokens[first..end]);
    ends.then(|| (person(family.trim_end_matches('.').to_owned(), &given, suffix), at))
}

/// Whether a name is whole in front of this.
fn ends_name(token: &Token) -> bool {
    matches!(token.word, "," | ";" | ":" | "and" | "&" | "(" | "“" | "\"" | "‘")
        || token.bare() == "et"
}

fn person(family: String, given: &str, suffix: Option<String>) -> Name {
    let given = given.trim();
    Name::Person { family, given: (!given.is_empty()).then(|| given.to_owned()), suffix }
}

pub(super) fn join(tokens: &[Token]) -> String {
    let words: Vec<&str> = tokens.iter().map(|token| token.word).collect();
    words.join(" ")
}

/// A word of a family name: with a capital, or one that joins its parts.
fn is_name_word(word: &str) -> bool {
    let fine = |c: char| {
        c.is_alphabetic() || matches!(c, '-' | '\'' | '’' | '‘' | '`' | '´' | '.' | '–' | 'ʼ')
    };
    let particle = person::is_of_family(word);
    let mut letters = word.chars().filter(|c| c.is_alphabetic());
    let capital = word.chars().any(char::is_uppercase);
    letters.next().is_some() && word.chars().all(fine) && (particle || capital)
}

fn is_short_lower(word: &str) -> bool {
    word.len() <= 3
        && word.chars().all(char::is_lowercase)
        && !matches!(word, "and" | "et" | "al" | "the" | "for")
}

/// Initials with the particle of a middle name between them: `MdQ`, `SdeC`.
fn has_inner_particle(bare: &str) -> bool {
    let inner = bare.trim_start_matches(char::is_uppercase);
    let inner = inner.trim_end_matches(char::is_uppercase);
    let upper = bare.len() - inner.len();
    (2..=3).contains(&upper)
        && bare.starts_with(char::is_uppercase)
        && bare.ends_with(char::is_uppercase)
        && (person::is_particle_as_written(inner) || matches!(inner, "d" | "v" | "vd"))
}

/// A given name in full.
fn is_given(word: &str) -> bool {
    word.starts_with(char::is_uppercase)
        && word.chars().count() > 1
        && word.chars().all(|c| c.is_alphabetic() || matches!(c, '-' | '’' | '\''))
}

/// Initials with their stops: `A.`, `A.B.`, `J.-M.`, `A.-b.`, `Yu.`; `several` asks for two or more.
fn is_dotted(word: &str, several: bool) -> bool {
    let parts: Vec<&str> = word.trim_end_matches('.').split('.').collect();
    let is_part = |part: &&str| {
        let letters = part.trim_start_matches(['-', '–', '’', '\'']);
        let count = letters.chars().count();
        (count == 1
            || count == 2 && !letters.chars().all(char::is_uppercase)
            || letters.contains('-'))
            && letters.chars().count() <= 3
            && letters.chars().all(|c| c.is_alphabetic() || c == '-')
            && letters.starts_with(char::is_uppercase)
    };
    let enough = if several { parts.len() > 1 } else { word.ends_with('.') || parts.len() > 1 };
    enough && parts.iter().all(is_part)
}
