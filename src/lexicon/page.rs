//! Words that stand before the number of a page.

/// The word for a page and its short forms, by language. Longer ones come before their beginnings.
const PAGE: &[&str] = &[
    // English.
    "page", "pp.", "p.",    // German.
    "seite", // French has the English word. Spanish and Portuguese.
    "página", "pág.", // Italian and Dutch.
    "pagina", "pag.", // Polish and Czech.
    "strona", "strana", "str.",
];

/// A text in small letters without the word for a page that it begins with.
pub(crate) fn without_word_of_page(text: &str) -> &str {
    PAGE.iter().find_map(|word| text.strip_prefix(word)).unwrap_or(text).trim_start()
}

#[cfg(test)]
mod tests {
    use super::without_word_of_page;

    #[test]
    fn words_of_pages_are_taken_away() {
        let rows =
            [("page 3", "3"), ("seite 12", "12"), ("p.4", "4"), ("strana 37", "37"), ("12", "12")];
        for (text, rest) in rows {
            assert_eq!(without_word_of_page(text), rest, "{text}");
        }
    }
}
