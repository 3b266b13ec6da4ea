//! The form in which words and names are compared.

/// Bytes that the longest word or name of a list may have.
pub(super) const LONGEST: usize = 72;

/// A word or name as it is compared: in small letters, with one blank between words and straight
/// apostrophes. It stands on the stack, since most words of a document are asked about.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Folded {
    bytes: [u8; LONGEST],
    length: usize,
}

impl Folded {
    /// Nothing where a text is longer than whatever a list may hold.
    pub(crate) fn of(text: &str) -> Option<Self> {
        let mut form = Self { bytes: [0; LONGEST], length: 0 };
        for word in text.split_whitespace() {
            if form.length > 0 {
                form.push(' ')?;
            }
            for c in word.chars() {
                if c.is_ascii() {
                    form.push(straight(c.to_ascii_lowercase()))?;
                } else {
                    c.to_lowercase().try_for_each(|lower| form.push(straight(lower)))?;
                }
            }
        }
        Some(form)
    }

    pub(crate) fn as_bytes(&self) -> &[u8] {
        &self.bytes[..self.length]
    }

    fn push(&mut self, c: char) -> Option<()> {
        let end = self.length + c.len_utf8();
        c.encode_utf8(self.bytes.get_mut(self.length..end)?);
        self.length = end;
        Some(())
    }
}

/// The characters of a text of any length as they are compared.
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
    use super::{Folded, LONGEST, folded, is_same};

    #[test]
    fn names_are_the_same_in_any_print() {
        for (a, b, same) in [
            ("Author’s\nNOTE ", "author's note", true),
            ("RÉSUMÉ", "résumé", true),
            ("Results", "Result", false),
            ("", "  ", true),
        ] {
            assert_eq!(is_same(a, b), same, "{a} {b}");
            let of = |text| Folded::of(text).map(|form| form.as_bytes().to_vec());
            assert_eq!(of(a), Some(folded(a).collect::<String>().into_bytes()), "{a}");
            assert_eq!(of(a) == of(b), same, "{a} {b}");
        }
    }

    #[test]
    fn what_no_list_holds_has_no_short_form() {
        assert!(Folded::of(&"é".repeat(LONGEST / 2)).is_some());
        assert!(Folded::of(&"é".repeat(LONGEST / 2 + 1)).is_none());
    }
}
