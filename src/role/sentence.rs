//! How sentences end.

/// The last character of a text before the numbers of citations, brackets and quotes that may
/// follow the stop of a sentence: `.` of `shown.6,7` and of `shown.12–14)`.
pub(super) fn last_sign(text: &str) -> char {
    let text = text.trim_end();
    let is_after_stop = |c: char| {
        c.is_numeric()
            || matches!(c, ')' | ']' | '"' | '”' | '’' | ',' | '-' | '–' | '\u{2010}'..='\u{2012}')
    };
    let inner = text.trim_end_matches(is_after_stop).chars().next_back();
    match (text.chars().next_back(), inner) {
        // A list of citations ends in a number, not in what separates them.
        (Some(last @ (',' | '-' | '–' | '\u{2010}'..='\u{2012}')), _) => last,
        (_, Some(inner)) => inner,
        (last, None) => last.unwrap_or(' '),
    }
}

/// Whether a sentence or an item may end with this character.
pub(super) fn is_terminal(c: char) -> bool {
    matches!(c, '.' | '?' | '!' | ':' | ';' | '…')
}

#[cfg(test)]
mod tests {
    use super::last_sign;

    #[test]
    fn citations_after_a_sentence_do_not_hide_its_stop() {
        let rows = [
            ("as was shown.6,7", '.'),
            ("as was shown.1–3", '.'),
            ("as was shown.1-3", '.'),
            ("(see there.)", '.'),
            ("one of 12", ' '),
            ("one, two,", ','),
            ("a half-", '-'),
            ("shown here [6,7]. ", '.'),
            ("12", '2'),
        ];
        for (text, sign) in rows {
            assert_eq!(last_sign(text), sign, "{text}");
        }
    }
}
