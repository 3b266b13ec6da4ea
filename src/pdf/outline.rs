//! Bookmarks, destinations and page labels.

use super::index::PageIndex;
use super::model::OutlineItem;
use super::string::text_string;
use super::tree;
use crate::lexicon::roman;
use crate::provenance::PageNumber;
use hayro_syntax::object::{Dict, MaybeRef, Name, Number, Object, String as PdfString};
use rustc_hash::{FxHashMap, FxHashSet};

/// Bookmarks read at most: a book with an index in its bookmarks has 10,000.
const ITEM_LIMIT: usize = 50_000;

/// Depth of bookmarks read at most.
const DEPTH_LIMIT: u8 = 32;

/// Bookmarks in order (ISO 32000-2, 12.3.3).
pub(super) fn items(catalog: &Dict<'_>, pages: &PageIndex) -> Vec<OutlineItem> {
    let Some(root) = catalog.get::<Dict<'_>>(b"Outlines") else { return Vec::new() };
    let mut destinations = Destinations { catalog: catalog.clone(), named: None };
    let mut found = Vec::new();
    let mut seen = FxHashSet::default();
    let mut visits: Vec<(Dict<'_>, u8)> =
        root.get::<Dict<'_>>(b"First").into_iter().map(|d| (d, 1)).collect();
    while let Some((item, level)) = visits.pop() {
        let address = item.data().as_ptr() as usize;
        if found.len() >= ITEM_LIMIT || !seen.insert(address) {
            continue;
        }
        let title = item.get::<PdfString<'_>>(b"Title").map(|t| text_string(t.as_bytes()));
        let title = title.unwrap_or_default();
        let title = title.split_whitespace().collect::<Vec<_>>().join(" ");
        if !title.is_empty() {
            let page = destinations.page_of(&item, pages);
            found.push(OutlineItem { level, title, page });
        }
        // What is pushed last comes next: first the children, then the next sibling.
        if let Some(next) = item.get::<Dict<'_>>(b"Next") {
            visits.push((next, level));
        }
        if level < DEPTH_LIMIT
            && let Some(first) = item.get::<Dict<'_>>(b"First")
        {
            visits.push((first, level + 1));
        }
    }
    found
}

/// What a bookmark or a link leads to inside the document, by its destination or its action (12.3.2, 12.6.4.2).
fn destination<'a>(item: &Dict<'a>) -> Option<Object<'a>> {
    let action = || {
        let action = item.get::<Dict<'_>>(b"A")?;
        let is_inside = action.get::<Name<'_>>(b"S").is_none_or(|kind| &*kind == b"GoTo");
        action.get::<Object<'_>>(b"D").filter(|_| is_inside)
    };
    item.get::<Object<'_>>(b"Dest").or_else(action)
}

/// What tells a place inside the document from others: its name, or its page and the area there as written.
pub(super) fn place_of(link: &Dict<'_>) -> Option<Vec<u8>> {
    match destination(link)? {
        Object::Array(array) => Some(array.data().to_vec()),
        Object::Name(name) => Some(name.to_vec()),
        Object::String(name) => Some(name.as_bytes().to_vec()),
        _ => None,
    }
}

/// Destinations of a document; the named ones are gathered when the first name is asked for.
struct Destinations<'a> {
    catalog: Dict<'a>,
    named: Option<FxHashMap<Vec<u8>, Object<'a>>>,
}

impl<'a> Destinations<'a> {
    /// The page that a bookmark leads to.
    fn page_of(&mut self, item: &Dict<'a>, pages: &PageIndex) -> Option<PageNumber> {
        self.page(destination(item)?, pages, true)
    }

    fn page(
        &mut self,
        destination: Object<'a>,
        pages: &PageIndex,
        follow: bool,
    ) -> Option<PageNumber> {
        match destination {
            Object::Array(array) => match array.raw_iter().next()? {
                MaybeRef::Ref(page) => pages.find(page),
                MaybeRef::NotRef(Object::Number(index)) => {
                    usize::try_from(index.as_i64()).ok().map(PageNumber::from_index)
                }
                MaybeRef::NotRef(_) => None,
            },
            Object::Dict(dict) if follow => {
                let inner = dict.get::<Object<'_>>(b"D")?;
                self.page(inner, pages, false)
            }
            Object::Name(name) if follow => self.named_page(&name, pages),
            Object::String(name) if follow => self.named_page(&name, pages),
            _ => None,
        }
    }

    fn named_page(&mut self, name: &[u8], pages: &PageIndex) -> Option<PageNumber> {
        let catalog = &self.catalog;
        let named = self.named.get_or_insert_with(|| gather(catalog));
        let inner = match named.get(name)?.clone() {
            Object::Dict(dict) => dict.get::<Object<'_>>(b"D")?,
            other => other,
        };
        self.page(inner, pages, false)
    }
}

fn gather<'a>(catalog: &Dict<'a>) -> FxHashMap<Vec<u8>, Object<'a>> {
    let mut named = FxHashMap::default();
    let names = catalog.get::<Dict<'_>>(b"Names");
    if let Some(root) = names.and_then(|names| names.get::<Dict<'_>>(b"Dests")) {
        for (key, value) in tree::entries(&root, "Names") {
            if let Object::String(key) = key {
                named.insert(key.as_bytes().to_vec(), value);
            }
        }
    }
    if let Some(old) = catalog.get::<Dict<'_>>(b"Dests") {
        for key in old.keys() {
            if let Some(value) = old.get::<Object<'_>>(&*key) {
                named.insert(key.to_vec(), value);
            }
        }
    }
    named
}

/// Page labels, one a page (12.4.2); none where the document has no labels.
pub(super) fn labels(catalog: &Dict<'_>, pages: usize) -> Vec<String> {
    let Some(root) = catalog.get::<Dict<'_>>(b"PageLabels") else { return Vec::new() };
    let mut ranges: Vec<(usize, Dict<'_>)> = tree::entries(&root, "Nums")
        .into_iter()
        .filter_map(|(key, value)| Some((index_of(&key)?, value.into_dict()?)))
        .collect();
    ranges.sort_by_key(|(start, _)| *start);
    let mut labels = vec![String::new(); pages];
    for (index, (start, range)) in ranges.iter().enumerate() {
        let end = ranges.get(index + 1).map_or(pages, |(next, _)| *next).min(pages);
        let prefix = range.get::<PdfString<'_>>(b"P").map(|p| text_string(p.as_bytes()));
        let prefix = prefix.unwrap_or_default();
        let style = range.get::<Name<'_>>(b"S");
        let first = range.get::<Number>(b"St").map_or(1, |n| n.as_i64());
        for at in *start..end {
            let number = first.saturating_add(i64::try_from(at - start).unwrap_or(0));
            let number = u32::try_from(number).unwrap_or(0);
            let digits = style.as_ref().map(|s| numeral(s.as_str(), number)).unwrap_or_default();
            if let Some(label) = labels.get_mut(at) {
                *label = format!("{prefix}{digits}");
            }
        }
    }
    if labels.iter().all(String::is_empty) { Vec::new() } else { labels }
}

fn index_of(key: &Object<'_>) -> Option<usize> {
    match key {
        Object::Number(number) => usize::try_from(number.as_i64()).ok(),
        _ => None,
    }
}

/// Largest number that is written in letters or Roman numerals.
const NUMERAL_LIMIT: u32 = 5_000;

/// A number in the style of a page label: `D`, `R`, `r`, `A`, `a`.
fn numeral(style: &str, number: u32) -> String {
    match style {
        _ if number == 0 || number > NUMERAL_LIMIT => number.to_string(),
        "R" => roman::write(number),
        "r" => roman::write(number).to_lowercase(),
        "A" => letters(number),
        "a" => letters(number).to_lowercase(),
        _ => number.to_string(),
    }
}

/// `A` to `Z`, then `AA` to `ZZ` and so on (12.4.2).
fn letters(number: u32) -> String {
    let letter = char::from(b'A' + u8::try_from((number - 1) % 26).unwrap_or(0));
    std::iter::repeat_n(letter, ((number - 1) / 26 + 1) as usize).collect()
}

#[cfg(test)]
mod tests {
    use super::numeral;

    #[test]
    fn numerals() {
        for (style, number, expected) in [
            ("D", 12, "12"),
            ("r", 4, "iv"),
            ("R", 1994, "MCMXCIV"),
            ("A", 27, "AA"),
            ("a", 3, "c"),
            ("r", 0, "0"),
        ] {
            assert_eq!(numeral(style, number), expected);
        }
    }
}
