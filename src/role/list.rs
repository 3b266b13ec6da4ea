//! Items of lists: their bullets and numbers.

/// The number that a word is, where it is one as lists and references are numbered: `1.`, `(2)`,
/// `[3]`, `4)`. Returns it without punctuation.
pub(super) fn number_of(word: &str) -> Option<&str> {
    let (inner, closed) = if let Some(rest) = word.strip_prefix('[') {
        let inner = rest.trim_end_matches(['.', ':']).strip_suffix(']')?;
        (inner, true)
    } else if let Some(rest) = word.strip_prefix('(') {
        (rest.trim_end_matches(['.', ':']).strip_suffix(')')?, true)
    } else {
        let inner = word.trim_end_matches(['.', ')', ':']);
        (inner, inner.len() < word.len())
    };
    let digits = (1..=3).contains(&inner.len()) && inner.bytes().all(|b| b.is_ascii_digit());
    (closed && digits).then_some(inner)
}

/// The mark that an item of a list begins with: its number or letter, or `None` for a bullet.
/// The second part is the number of bytes that the mark takes, blanks after it included.
pub(super) fn mark_of(text: &str) -> Option<(Option<String>, usize)> {
    let first_end = text.find(char::is_whitespace)?;
    let first = &text[..first_end];
    let rest = text[first_end..].trim_start();
    let taken = text.len() - rest.len();
    if rest.is_empty() {
        return None;
    }
    let dash = first.chars().count() == 1 && first.starts_with(is_dash);
    if dash || is_bullet(first) {
        return Some((None, taken));
    }
    if let Some(number) = number_of(first) {
        return Some((Some(number.to_owned()), taken));
    }
    let letter = first.strip_prefix('(').and_then(|rest| rest.strip_suffix(')'))?;
    let short = letter.len() <= 4
        && (letter.len() == 1 || letter.bytes().all(|b| matches!(b, b'i' | b'v' | b'x')))
        && letter.bytes().all(|b| b.is_ascii_lowercase());
    short.then(|| (Some(letter.to_owned()), taken))
}

/// Whether a word is nothing but the bullet of a list: bullets are drawn from fonts of signs, whose
/// declared characters say little, so that any lone sign counts that no sentence begins with.
pub(super) fn is_bullet(word: &str) -> bool {
    let mut chars = word.chars();
    let (Some(c), None) = (chars.next(), chars.next()) else { return false };
    let in_sentences = matches!(
        c,
        '"' | '“'
            | '”'
            | '\''
            | '‘'
            | '’'
            | '('
            | '['
            | '{'
            | ')'
            | ']'
            | '}'
            | '«'
            | '»'
            | '.'
            | ','
            | ';'
            | ':'
            | '='
            | '+'
            | '<'
            | '>'
            | '±'
            | '×'
            | '%'
            | '≤'
            | '≥'
            | '≈'
            | '/'
            | '&'
            | '−'
            | '~'
            | '∼'
            | '?'
            | '!'
            | '…'
            | '$'
            | '€'
            | '£'
            | '°'
            | '\u{FFFD}'
            | '*'
            | '†'
            | '‡'
            | '§'
            | '¶'
            | '#'
            | '^'
            | '|'
            | '∑'
            | '∫'
            | '→'
    );
    !c.is_alphanumeric() && !in_sentences && !is_dash(c)
}

/// Whether a sign may be the dash that begins an item, or a dash inside a sentence.
pub(super) fn is_dash(c: char) -> bool {
    matches!(c, '-' | '–' | '—' | '‐' | '‒' | '―')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_items() {
        let rows = [
            ("1.", Some("1")),
            ("[12]", Some("12")),
            ("(3)", Some("3")),
            ("4)", Some("4")),
            ("12", None),
            ("3.5", None),
            ("2010.", None),
            ("Fig.", None),
        ];
        for (word, number) in rows {
            assert_eq!(number_of(word), number, "{word}");
        }
    }

    #[test]
    fn marks_of_items() {
        assert_eq!(mark_of("• First"), Some((None, 4)));
        assert_eq!(mark_of("(ii) second"), Some((Some("ii".to_owned()), 5)));
        assert_eq!(mark_of("1. Third"), Some((Some("1".to_owned()), 3)));
        assert_eq!(mark_of("(see below) no"), None);
    }
}
