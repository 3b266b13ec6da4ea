//! Numbers of pages.

use super::Verdict;
use super::edge::Edge;
use crate::document::FurnitureKind;
use crate::lexicon::page::without_word_of_page;
use crate::lexicon::roman;
use crate::reason::Reason;
use rustc_hash::FxHashMap;

/// Page numbers of several pages stand at heights that differ by less than this, in points.
const NUMBER_HEIGHT: f32 = 32.0;
/// Numbers at one height looked at in one direction at most, so that a hostile page stays linear.
const MOST_NEAR: usize = 256;
/// Numbers that grow over this many other pages do not do so by chance.
const SURE_TWINS: usize = 2;
/// Page numbers have no more digits than this: identifiers have.
const MOST_DIGITS: usize = 6;

/// The number of a page, where a text is nothing but that: `12`, `Page 3 of 10`, `- 4 -`, `e12`, `xvii`.
pub(super) fn read(text: &str) -> Option<i64> {
    let lower = text.to_lowercase();
    let rest = lower.trim().trim_matches(['-', '–', '—', '|', '.', '[', ']', ' ']);
    let rest = without_word_of_page(rest).trim_start_matches([':', ' ']);
    // Numerals of one sign are letters of lists and labels, too.
    if rest.len() > 1 && text.chars().any(char::is_lowercase) && rest == lower.trim() {
        if let Some(number) = roman::read(rest) {
            return Some(i64::from(number));
        }
    }
    let rest = rest.trim_start_matches(['e', 's', 'r', 'o']);
    let digits: String = rest.chars().take_while(char::is_ascii_digit).collect();
    let after = rest[digits.len()..].trim();
    let of_total = |prefix: &str| {
        after.strip_prefix(prefix).is_some_and(|total| total.trim().parse::<u32>().is_ok())
    };
    let whole = after.is_empty() || of_total("of") || of_total("/");
    if digits.len() > MOST_DIGITS || !whole {
        return None;
    }
    digits.parse().ok()
}

/// Marks numbers at one height that grow from page to page as the pages do. On two pages they may by
/// chance: then a word says that they are of pages, or they share their row with other furniture only,
/// unless that is the outermost one.
pub(super) fn mark(edges: &[Edge], kinds: &mut [Vec<Option<Verdict>>]) {
    let mut offsets: FxHashMap<(i64, bool), Vec<&Edge>> = FxHashMap::default();
    // Segments that are not furniture, by page, edge and row.
    let mut open: FxHashMap<(usize, bool, usize), usize> = FxHashMap::default();
    for edge in edges {
        if kinds[edge.page][edge.segment].is_none() {
            *open.entry((edge.page, edge.top, edge.depth)).or_default() += 1;
        }
        if let Some(number) = edge.number {
            offsets.entry((number - edge.page as i64, edge.top)).or_default().push(edge);
        }
    }
    for group in offsets.values_mut() {
        group.sort_by(|a, b| a.baseline.total_cmp(&b.baseline));
        for (at, edge) in group.iter().enumerate() {
            let near = |other: &&&Edge| (other.baseline - edge.baseline).abs() < NUMBER_HEIGHT;
            let after = group[at + 1..].iter().take_while(near).take(MOST_NEAR);
            let before = group[..at].iter().rev().take_while(near).take(MOST_NEAR);
            let twins = after.chain(before).filter(|other| other.page != edge.page).count();
            let beside = open.get(&(edge.page, edge.top, edge.depth)).copied().unwrap_or(0);
            let told = edge.key.contains(char::is_alphabetic);
            let alone = beside <= 1 || edge.depth == 0;
            if twins >= SURE_TWINS || twins > 0 && (alone || told) {
                let verdict = (FurnitureKind::PageNumber, Reason::NumberGrowsWithPages);
                kinds[edge.page][edge.segment] = Some(verdict);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::read;

    #[test]
    fn page_numbers_are_told_from_other_text() {
        let rows = [
            ("12", Some(12)),
            ("Page 3 of 10", Some(3)),
            ("Page: 1", Some(1)),
            ("– 4 –", Some(4)),
            ("e105", Some(105)),
            ("3 / 12", Some(3)),
            ("xvii", Some(17)),
            ("2.1", None),
            ("i", None),
            ("MIX", None),
            ("12 patients", None),
            ("Smith", None),
        ];
        for (text, number) in rows {
            assert_eq!(read(text), number, "{text}");
        }
    }
}
