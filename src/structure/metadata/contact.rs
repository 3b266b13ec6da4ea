//! How to reach authors: addresses, ORCID iDs.

use super::author::{is_short_for, plain};
use super::byline::Named;
use super::flat::Flat;
use super::institution::Part;
use crate::document::Author;
use crate::layout::Layout;
use crate::lexicon::identifier::is_orcid;
use crate::role::Passages;
use crate::text::Style;

/// A link and a text are on one line where they share more than this of the height of the lower one.
const ONE_LINE: f32 = 0.5;
/// A link behind a name is no further from it than this, in points.
const LINK_GAP: f32 = 40.0;
/// An iD is no further behind its name than this, in bytes.
const ID_GAP: usize = 80;

/// A note with addresses.
#[derive(Debug)]
pub(super) struct Letter {
    /// The marks before it.
    pub(super) marks: Vec<String>,
    /// Whether it says to whom letters go.
    pub(super) asks: bool,
    text: String,
    addresses: Vec<String>,
}

impl Letter {
    /// The note in a part of a text. Addresses that a line end cuts are whole in their links.
    pub(super) fn of(part: &Part, flat: &Flat<'_>, asks: bool) -> Self {
        let linked = flat.links().iter().filter_map(|(range, target)| {
            let printed =
                flat.as_str()[range.clone()].split_whitespace().collect::<Vec<_>>().join(" ");
            let address = target.strip_prefix("mailto:")?.split('?').next()?;
            part.text.contains(&printed).then(|| address_in(address)).flatten()
        });
        let mut addresses: Vec<String> = linked.collect();
        for word in part.text.split(is_edge) {
            let Some(address) = address_in(word) else { continue };
            if !addresses.iter().any(|known| known.ends_with(&address)) {
                addresses.push(address);
            }
        }
        addresses.dedup();
        Self { marks: part.marks.clone(), asks, text: part.text.clone(), addresses }
    }

    /// Whether the note names an author, or says that letters go to somebody with these initials.
    pub(super) fn names(&self, author: &Author) -> bool {
        let words: Vec<&str> = self.text.split(is_edge).filter(|word| !word.is_empty()).collect();
        let addressed = words.windows(2).any(|pair| {
            matches!(pair[0], "to" | "and" | "or")
                && pair[1].contains('.')
                && is_short_for(pair[1], author)
        });
        // Addresses hold names, too, and one of several is not that to which letters go.
        let several = self.addresses.len() > 1;
        let is_name = |word: &&str| !(several && word.contains('@'));
        let words = self.text.split_whitespace().filter(is_name);
        let text = words.collect::<Vec<_>>().join(" ");
        addressed || plain(&text).contains(&plain(&author.name))
    }
}

fn is_edge(c: char) -> bool {
    c.is_whitespace() || matches!(c, '(' | ')' | ',' | ';' | '<' | '>' | ':' | '[' | ']')
}

/// The address that a word is.
fn address_in(word: &str) -> Option<String> {
    let word = word.trim().trim_matches(|c: char| matches!(c, '.' | '*' | '∗' | '"'));
    let (user, host) = word.split_once('@')?;
    let valid = |part: &str| part.chars().all(|c| c.is_alphanumeric() || "._-+'&/".contains(c));
    let whole = !user.is_empty() && host.contains('.') && valid(user) && valid(host);
    whole.then(|| word.to_owned())
}

/// All addresses of notes.
pub(super) fn addresses(letters: &[Letter]) -> Vec<String> {
    letters.iter().flat_map(|letter| letter.addresses.iter().cloned()).collect()
}

/// Gives addresses to authors: by initials behind them, by the names in them, by the name before
/// them; the only address of the notes goes to the only author to whom letters go.
pub(super) fn add_addresses(authors: &mut [Author], letters: &[Letter]) {
    for letter in letters {
        let mut from = 0;
        for address in &letter.addresses {
            let at = letter.text[from..].find(address.as_str()).map(|at| from + at);
            let (before, behind) = at.map_or(("", ""), |at| {
                (&letter.text[from..at], &letter.text[at + address.len()..])
            });
            let owner = by_initials(authors, behind)
                .or_else(|| by_label(authors, before))
                .or_else(|| by_user(authors, address))
                .or_else(|| by_name(authors, before));
            if let Some(owner) = owner {
                authors[owner].email.get_or_insert_with(|| address.clone());
            }
            from = at.map_or(from, |at| at + address.len());
        }
    }
    let asked: Vec<String> = {
        let asking: Vec<&Letter> = letters.iter().filter(|letter| letter.asks).collect();
        let mut all: Vec<String> =
            asking.iter().flat_map(|letter| letter.addresses.clone()).collect();
        all.sort_unstable();
        all.dedup();
        all
    };
    let taken =
        asked.iter().any(|own| authors.iter().any(|author| author.email.as_ref() == Some(own)));
    let mut writers = authors.iter_mut().filter(|author| author.corresponding);
    if let (Some(writer), None, [address], false) =
        (writers.next(), writers.next(), asked.as_slice(), taken)
    {
        writer.email.get_or_insert_with(|| address.clone());
    }
}

/// The author whose initials or short name stand in brackets at the beginning of a text.
fn by_initials(authors: &[Author], behind: &str) -> Option<usize> {
    let inside = behind.trim_start().strip_prefix('(')?.split(')').next()?;
    only(authors.iter().enumerate().filter(|(_, author)| is_short_for(inside, author)))
}

/// The author whose initials stand before a colon at the end of a text: `AM: a.muster@salt.example`.
fn by_label(authors: &[Author], before: &str) -> Option<usize> {
    let label = before.trim_end().strip_suffix(':')?.rsplit(char::is_whitespace).next()?;
    only(authors.iter().enumerate().filter(|(_, author)| is_short_for(label, author)))
}

/// The author whose family name the address holds; where several have it, the one whose given
/// name begins it, too.
fn by_user(authors: &[Author], address: &str) -> Option<usize> {
    let user = plain(address.split('@').next().unwrap_or_default());
    let holds = |author: &Author| {
        let family = plain(author.family.as_deref().unwrap_or(&author.name));
        family.chars().count() > 2 && user.contains(&family)
    };
    let given = |author: &Author| {
        let given = plain(author.given.as_deref().unwrap_or_default());
        given.chars().next().is_some_and(|first| user.starts_with(first))
    };
    let named = || authors.iter().enumerate().filter(|(_, author)| holds(author));
    only(named()).or_else(|| only(named().filter(|(_, author)| given(author))))
}

/// The author whose name stands last in a text.
fn by_name(authors: &[Author], before: &str) -> Option<usize> {
    let found = authors
        .iter()
        .enumerate()
        .filter_map(|(at, author)| Some((before.rfind(&author.name)?, at)));
    found.max().map(|(_, at)| at)
}

fn only<'a>(mut found: impl Iterator<Item = (usize, &'a Author)>) -> Option<usize> {
    match (found.next(), found.next()) {
        (Some((at, _)), None) => Some(at),
        _ => None,
    }
}

/// Gives authors the iDs and addresses of links on or behind their names.
pub(super) fn add_links(people: &mut [Named], flat: &Flat<'_>, layout: &Layout) {
    let mut places = Vec::new();
    for (at, named) in people.iter().enumerate() {
        let words = flat
            .words()
            .into_iter()
            .filter(|word| word.start < named.range.end && word.end > named.range.start);
        places.extend(words.filter_map(|word| Some((at, flat.place_of(&word)?))));
    }
    let Some((_, (page, _))) = places.first() else { return };
    let Some(page) = layout.pages.get(page.index()) else { return };
    for link in &page.page.links {
        let nearest = places.iter().filter_map(|(at, (_, area))| {
            let overlap = link.bbox.vertical().overlap(area.vertical());
            let level = overlap > ONE_LINE * link.bbox.height().min(area.height());
            let gap = (link.bbox.x0 - area.x1).max(area.x0 - link.bbox.x1).max(0.0);
            let behind = link.bbox.center().x > area.x0;
            (level && behind && gap < LINK_GAP).then_some((gap, *at))
        });
        let Some((_, at)) = nearest.min_by(|a, b| a.0.total_cmp(&b.0)) else { continue };
        let author = &mut people[at].author;
        if let Some((_, id)) = orcid_in(&link.uri) {
            author.orcid.get_or_insert(id);
        }
        if let Some(address) = link.uri.strip_prefix("mailto:").and_then(address_in) {
            author.email.get_or_insert(address);
        }
    }
}

/// Gives authors the iDs that are printed behind their names, or linked there.
pub(super) fn add_printed_orcids(authors: &mut [Author], passages: &Passages) {
    for passage in &passages.passages {
        let mut text = String::new();
        for segment in passage.text.segments() {
            text.push_str(segment.text);
            let linked = segment.styles.iter().find_map(|style| match style {
                Style::Link(target) => orcid_in(target),
                _ => None,
            });
            // What is printed on a link may be cut by a line end.
            if let Some((_, id)) = linked {
                text.push_str(&format!(" https://orcid.org/{id} "));
            }
        }
        let mut from = 0;
        while let Some((at, id)) = orcid_in(&text[from..]) {
            let before = &text[..from + at];
            let near = authors.iter_mut().filter_map(|author| {
                let end = before.rfind(&author.name)? + author.name.len();
                (before.len() - end <= ID_GAP).then_some((end, author))
            });
            if let Some((_, owner)) = near.max_by_key(|(end, _)| *end) {
                owner.orcid.get_or_insert(id.clone());
            }
            from += at + id.len();
        }
    }
}

/// The first ORCID iD behind its address in a text, and where it begins.
fn orcid_in(text: &str) -> Option<(usize, String)> {
    let mut from = 0;
    loop {
        let start = from + text[from..].find("orcid.org/")? + "orcid.org/".len();
        if let Some(id) = text.get(start..start + 19).filter(|id| is_orcid(id)) {
            return Some((start, id.to_owned()));
        }
        from = start;
    }
}

#[cfg(test)]
mod tests {
    use super::super::author::author_of;
    use super::*;

    #[test]
    fn ids_check_themselves() {
        // The iD that ORCID itself gives as its example.
        let found = orcid_in("https://orcid.org/0000-0002-1825-0097");
        assert_eq!(found.map(|(_, id)| id).as_deref(), Some("0000-0002-1825-0097"));
        assert_eq!(orcid_in("https://orcid.org/0000-0002-1825-0098"), None);
        assert_eq!(orcid_in("https://orcid.org/register"), None);
    }

    #[test]
    fn addresses_find_their_authors() {
        let authors: Vec<Author> = ["Anna Muster", "Bert Muster", "Eva Test"]
            .into_iter()
            .filter_map(|name| author_of(name, false))
            .collect();
        assert_eq!(by_user(&authors, "b.muster@salt.example"), Some(1));
        assert_eq!(by_user(&authors, "muster@salt.example"), None);
        assert_eq!(by_initials(&authors, " (E.T.); other"), Some(2));
        assert_eq!(by_name(&authors, "Bert Muster, then Eva Test, "), Some(2));
    }
}
