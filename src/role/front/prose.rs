//! What tells paragraphs of the body from notes on the first page.

/// A paragraph of the body has at least this many words.
pub(super) const PROSE_WORDS: usize = 45;

/// Whether a text reads like sentences: half of its words begin in lower case.
pub(super) fn is_prose(text: &str) -> bool {
    let words: Vec<&str> =
        text.split_whitespace().filter(|word| word.chars().any(char::is_alphabetic)).collect();
    let lower = words.iter().filter(|word| word.starts_with(char::is_lowercase)).count();
    lower * 2 >= words.len() && !text.contains('@')
}

/// Words with which notes on the first page begin, in lower case.
const NOTE_STARTS: &[&str] = &[
    "citation",
    "editor:",
    "academic editor",
    "edited by",
    "reviewed by",
    "received",
    "copyright",
    "©",
    "correspond",
    "address for correspondence",
    "address correspondence",
    "for correspondence",
    "to whom correspondence",
    "e-mail",
    "email",
    "competing interest",
    "conflict of interest",
    "conflicts of interest",
    "how to cite",
    "cite this",
    "to cite",
    "abbreviations",
    "article history",
    "article info",
    "article type",
    "(continued on",
    "(continued from",
    "continued on next",
    "supplementary information",
    "open access",
    "this is an open access",
    "this is an open-access",
    "this article is licensed",
    "full list of author",
    "submitted:",
    "accepted",
    "published",
    "author affiliations",
    "present address",
    "communicated by",
    "these authors contributed",
    "data availability statement",
    "orcid",
    "doi",
    "http",
    "tel",
];

/// Whether a text begins like a note about the publication or its authors.
pub(super) fn is_note_start(text: &str) -> bool {
    let start = text.trim_start_matches(|c: char| {
        c.is_whitespace()
            || c.is_ascii_digit()
            || matches!(c, '*' | '†' | '‡' | '§' | '¶' | '#' | '∗' | '"' | '✉')
    });
    let lower: String = start.chars().take(40).collect::<String>().to_lowercase();
    NOTE_STARTS.iter().any(|word| lower.starts_with(word))
}
