//! The form in which words and names are compared.

/// The characters of a text as they are compared: in small letters, with one blank between words and
/// straight apostrophes.
pub(crate) fn folded(text: &str) -> impl Iterator<Item = char> {
    text.split_whitespace().enumerate().flat_map(|(at, word)| {
        let blank = (at > 0).then_some(' ');
        blank.into_iter().chain(word.chars().flat_map(char::to_lowercase).map(straight))
    })
}

/// Whether two names are one, however they are printed.
pub(crate) fn is_same(a: &str, b: &str) -> bool {
    folded(a).eq(folded(b))
}

fn straight(c: char) -> char {
    if matches!(c, '’' | '‘' | '`') { '\'' } else { c }
}

#[cfg(test)]
mod tests {
    use super::is_same;

    #[test]
    fn names_are_the_same_in_any_print() {
        for (a, b, same) in [
            ("Author’s\nNOTE ", "author's note", true),
            ("RÉSUMÉ", "résumé", true),
            ("Results", "Result", false),
            ("", "  ", true),
        ] {
            assert_eq!(is_same(a, b), same, "{a} {b}");
        }
    }
}
