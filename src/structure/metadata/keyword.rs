//! Keywords, divided as they are printed.

use crate::text::Text;

/// What divides keywords; the first that is there does, and a comma where none is. A full stop
/// between blanks is a dot in the middle of the line, as some fonts draw it.
const SEPARATORS: &[&str] = &[";", "\u{37E}", "；", "؛", "•", "·", "|", " . "];

/// Commas of all scripts.
const COMMAS: &[char] = &[',', '，', '、', '،'];

/// The keywords of a passage; where nothing else divides them, each stands on its line.
pub(super) fn printed(text: &Text) -> Vec<String> {
    let printed = text.as_str();
    let is_divided =
        printed.contains(COMMAS) || SEPARATORS.iter().any(|separator| printed.contains(separator));
    if is_divided || text.original().lines().count() < 2 {
        return divided(printed);
    }
    text.original().lines().flat_map(divided).collect()
}

/// The keywords of a line.
pub(super) fn divided(text: &str) -> Vec<String> {
    let separator = SEPARATORS.iter().find(|separator| text.contains(**separator));
    let parts: Vec<&str> = match separator {
        Some(separator) => text.split(*separator).collect(),
        None => text.split(COMMAS).collect(),
    };
    let parts = parts.into_iter();
    parts
        .map(|keyword| keyword.trim().trim_end_matches('.').trim().to_owned())
        .filter(|keyword| !keyword.is_empty() && keyword.len() < 100)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::divided;

    #[test]
    fn keywords_are_divided_by_the_signs_of_their_script() {
        for line in [
            "salt, water",
            "salt; water",
            "salt\u{37E} water",
            "salt；water",
            "salt، water",
            "salt、water.",
        ] {
            assert_eq!(divided(line), ["salt", "water"], "{line}");
        }
    }
}
