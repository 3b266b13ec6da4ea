//! What reads as the number of a page.

use crate::lexicon::page::without_word_of_page;
use crate::lexicon::roman;

/// Page numbers have no more digits than this: identifiers have.
const MOST_DIGITS: usize = 6;

/// The number of a page, where a text is nothing but that: `12`, `Page 3 of 10`, `- 4 -`, `e12`, `xvii`.
pub(super) fn read(text: &str) -> Option<i64> {
    let lower = text.to_lowercase();
    let rest = lower.trim().trim_matches(['-', '–', '—', '|', '.', '[', ']', ' ']);
    let rest = without_word_of_page(rest).trim_start_matches([':', ' ']);
    // Numerals of one sign are letters of lists and labels, too.
    let whole = rest.len() > 1 && text.chars().any(char::is_lowercase) && rest == lower.trim();
    if let Some(number) = roman::read(rest).filter(|_| whole) {
        return Some(i64::from(number));
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
