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
    // A row of bullets is an ornament.
    if rest.split_whitespace().all(is_bullet) {
        return None;
    }
    let dash = first.chars().count() == 1 && first.starts_with(is_dash);
    if dash || is_bullet(first) {
        return Some((None, taken));
    }
    if let Some(number) = number_of(first) {
        return Some((Some(number.to_owned()), taken));
    }
    letter_of(first).map(|letter| (Some(letter.to_owned()), taken))
}

/// The letter or small roman number that a word is, in brackets: `(b)`, `(iv)`.
pub(super) fn letter_of(word: &str) -> Option<&str> {
    let letter = word.strip_prefix('(').and_then(|rest| rest.strip_suffix(')'))?;
    let short = letter.len() <= 4
        && (letter.len() == 1 || letter.bytes().all(|b| matches!(b, b'i' | b'v' | b'x')))
        && letter.bytes().all(|b| b.is_ascii_lowercase());
    short.then_some(letter)
}

/// An item further right than another by this much, in ems, stands inside it.
const DEEPER: f32 = 0.8;
/// Items at one depth are set as far right as one another within this, in ems.
const ALIGNED: f32 = 0.5;
/// An item further right than another by more than this, in ems, stands in another column.
const OTHER_COLUMN: f32 = 8.0;

/// Where an item of a list stands, and what marks it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Item {
    /// Index of its page.
    pub(super) page: u32,
    /// Left and upper edge, in points.
    pub(super) at: (f32, f32),
    /// Type size, in points.
    pub(super) em: f32,
    /// The bullet; `1` for numbers, `a` for letters.
    pub(super) sign: char,
}

impl Item {
    /// Whether an item goes on below this one in the same column.
    fn is_above(&self, other: &Self) -> bool {
        self.page == other.page
            && self.at.1 < other.at.1
            && (other.at.0 - self.at.0).abs() < OTHER_COLUMN * self.em
    }
}

/// What marks an item that begins with this number, or with this text where it has no number.
pub(super) fn sign_of(number: Option<&str>, text: &str) -> char {
    match number {
        Some(number) if number.starts_with(|c: char| c.is_ascii_digit()) => '1',
        Some(_) => 'a',
        None => text.trim_start().chars().next().unwrap_or(' '),
    }
}

/// The depth of each item of one list, from 0: an item set further right under another, with
/// another mark, stands inside it. In a new column only the mark tells.
pub(super) fn depths(items: &[Item]) -> Vec<u8> {
    let mut open: Vec<Item> = Vec::new();
    items
        .iter()
        .map(|item| {
            let last = open.last().copied();
            let below = last.is_some_and(|last| last.is_above(item));
            let aligned = |other: &Item| {
                other.sign == item.sign
                    && (!below || (other.at.0 - item.at.0).abs() < ALIGNED * item.em)
            };
            let inside = last.is_some_and(|last| {
                below && item.sign != last.sign && item.at.0 > last.at.0 + DEEPER * item.em
            });
            let place = match open.iter().rposition(aligned) {
                Some(place) => place,
                None if inside => open.len(),
                None => 0,
            };
            open.truncate(place);
            open.push(*item);
            u8::try_from(place).unwrap_or(u8::MAX)
        })
        .collect()
}

/// Signs that sentences begin with, stand alone in or are marked by: no bullets.
const SIGNS_OF_SENTENCES: &str = "\"“”'‘’([{)]}«».,;:=+<>±×%≤≥≈/&−~∼?!…$€£°\u{FFFD}*†‡§¶#^|∑∫→✉☎";

/// Whether a word is nothing but the bullet of a list: bullets are drawn from fonts of signs, whose
/// declared characters say little, so that any lone sign counts that no sentence begins with.
pub(super) fn is_bullet(word: &str) -> bool {
    let mut chars = word.chars();
    let (Some(c), None) = (chars.next(), chars.next()) else { return false };
    !c.is_alphanumeric() && !SIGNS_OF_SENTENCES.contains(c) && !is_dash(c)
}

/// Whether a word is one sign that cannot be read.
pub(super) fn is_unread(word: &str) -> bool {
    word == "\u{FFFD}"
}

/// The length of the sign, blanks behind it included, where a text has one that cannot be read in front.
pub(super) fn unread_mark(text: &str) -> Option<usize> {
    let (first, rest) = text.split_once(char::is_whitespace)?;
    let rest = rest.trim_start();
    (is_unread(first) && rest.starts_with(char::is_alphanumeric)).then(|| text.len() - rest.len())
}

/// Whether a sign may be the dash that begins an item, or a dash inside a sentence.
pub(super) fn is_dash(c: char) -> bool {
    matches!(c, '-' | '–' | '—' | '‐' | '‒' | '―')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_that_cannot_be_read_stand_in_front_of_words() {
        assert_eq!(unread_mark("\u{FFFD} Take a core"), Some(4));
        assert_eq!(unread_mark("\u{FFFD} (2020) all of it"), None);
        assert_eq!(unread_mark("Take a \u{FFFD} core"), None);
    }

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
    fn items_further_right_with_another_mark_stand_inside() {
        let item = |page, x, y, sign| Item { page, at: (x, y), em: 10.0, sign };
        let items = [
            item(0, 50.0, 100.0, '•'),
            item(0, 62.0, 112.0, '–'),
            item(0, 62.0, 124.0, '–'),
            item(0, 50.0, 136.0, '•'),
            item(0, 62.0, 148.0, '–'),
            item(1, 300.0, 50.0, '–'),
            item(1, 290.0, 62.0, '•'),
        ];
        assert_eq!(depths(&items), [0, 1, 1, 0, 1, 1, 0]);
    }

    #[test]
    fn items_with_one_mark_are_one_list() {
        let item = |x, y| Item { page: 0, at: (x, y), em: 10.0, sign: '1' };
        assert_eq!(depths(&[item(50.0, 100.0), item(62.0, 112.0), item(50.0, 124.0)]), [0, 0, 0]);
    }

    #[test]
    fn marks_of_items() {
        assert_eq!(mark_of("• First"), Some((None, 4)));
        assert_eq!(mark_of("(ii) second"), Some((Some("ii".to_owned()), 5)));
        assert_eq!(mark_of("1. Third"), Some((Some("1".to_owned()), 3)));
        assert_eq!(mark_of("(see below) no"), None);
        assert_eq!(mark_of("■ ■ ■"), None);
    }
}
