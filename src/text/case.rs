//! Lower case whose places are those of the text it was made from.

/// A text in lower case, byte for byte as long as it was: offsets found in it hold in the text.
///
/// [`str::to_lowercase`] gives no such offsets: `İ` grows by a byte, `ẞ` and the signs of kelvin,
/// ohm and angstrom shrink. Here, letters whose small form has another length stay as they are.
#[must_use]
pub fn aligned_lower_case(text: &str) -> String {
    text.chars().map(aligned_lower).collect()
}

fn aligned_lower(c: char) -> char {
    let mut lower = c.to_lowercase();
    match (lower.next(), lower.next()) {
        (Some(small), None) if small.len_utf8() == c.len_utf8() => small,
        _ => c,
    }
}

#[cfg(test)]
mod tests {
    use super::aligned_lower_case;

    #[test]
    fn places_hold_in_the_text() {
        let rows = [
            ("COMITÉ d’Éthique", "comité d’éthique"),
            ("İ volé ẞ", "İ volé ẞ"),
            ("\u{212A} \u{2126} \u{212B} ı", "\u{212A} \u{2126} \u{212B} ı"),
            ("ΟΔΟΣ", "οδοσ"),
        ];
        for (text, lower) in rows {
            assert_eq!(aligned_lower_case(text), lower);
        }
    }

    #[test]
    fn every_letter_keeps_its_length() {
        for c in '\0'..=char::MAX {
            assert_eq!(super::aligned_lower(c).len_utf8(), c.len_utf8(), "{c:?}");
        }
    }
}
