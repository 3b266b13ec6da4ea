//! How sentences end.

/// The last character of a text before the numbers of citations, brackets and quotes that may
/// follow the stop of a sentence: `.` of `shown.6,7` and of `shown.12–14)`.
pub(super) fn last_sign(text: &str) -> char {
    let text = text.trim_end();
    let is_after_stop = |c: char| {
        c.is_numeric()
            || matches!(c, ')' | ']' | '"' | '”' | '’' | ',' | '-' | '–' | '\u{2010}'..='\u{2012}')
            || matches!(c, '»' | '」' | '』' | '）' | '】')
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
        // Arabic, Chinese and Japanese, and Indian ones.
        || matches!(c, '؟' | '؛' | '۔' | '。' | '．' | '？' | '！' | '：' | '；' | '।')
}

/// A sentence has at least this many words: titles may be shorter and end in a short form.
const SENTENCE_WORDS: usize = 7;

/// Whether a text reads like a sentence to its stop: names and titles have capitals.
pub(super) fn is_sentence(text: &str) -> bool {
    let words = || text.split_whitespace().filter(|word| word.chars().any(char::is_alphabetic));
    let small = words().filter(|word| word.starts_with(char::is_lowercase)).count();
    last_sign(text) == '.' && words().count() >= SENTENCE_WORDS && small * 2 > words().count()
}

/// Whether a bracket is open at the end of a line: nothing begins below it.
pub(super) fn leaves_open(line: &str) -> bool {
    let depth = |depth: usize, c: char| match c {
        '(' | '[' => depth + 1,
        ')' | ']' => depth.saturating_sub(1),
        _ => depth,
    };
    line.chars().fold(0, depth) > 0
}

/// Whether a text stops inside a sentence.
pub(super) fn ends_open(text: &str) -> bool {
    text.trim_end().ends_with(|c: char| c.is_alphabetic() || matches!(c, ',' | '-'))
}

/// Whether a text begins inside a sentence: with a small letter, but neither with a name as `mRNA` nor with the
/// number of an item.
pub(super) fn begins_inside(text: &str) -> bool {
    /// The mark of an item has no more characters.
    const MOST_MARK: usize = 4;
    let word = text.split_whitespace().next().unwrap_or_default();
    let numbers = word.len() <= MOST_MARK && word.ends_with(['.', ')']);
    word.starts_with(char::is_lowercase) && !word.contains(char::is_uppercase) && !numbers
}

/// Whether a text stops inside a sentence or a bracket.
pub(super) fn stops_inside(text: &str) -> bool {
    text.trim_end().ends_with(|c: char| c.is_alphabetic() || matches!(c, ',' | '-' | '(' | '['))
}

#[cfg(test)]
mod tests {
    use super::{is_sentence, last_sign, leaves_open};

    #[test]
    fn brackets_are_closed_in_turn() {
        let rows = [
            ("Geneva; 2020. [Seen:", true),
            ("Geneva; 2020. [Seen: 4 Feb (UTC)].", false),
            ("a) one of the items.", false),
        ];
        for (line, open) in rows {
            assert_eq!(leaves_open(line), open, "{line}");
        }
    }

    #[test]
    fn sentences_are_told_from_names() {
        let rows = [
            ("The steps of the whole procedure are as follows.", true),
            ("Smith A.A., Jones A.N., Miller O.V., Baker E.N., Cook M.A.", false),
            ("Effects of light on the growth of seeds", false),
            ("Analysis of variance.", false),
        ];
        for (text, expected) in rows {
            assert_eq!(is_sentence(text), expected, "{text}");
        }
    }

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
