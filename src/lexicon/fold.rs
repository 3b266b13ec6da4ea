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
        fold(text, |c| form.push(c))?;
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

/// A text of any length as it is compared.
pub(crate) fn folded(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    fold(text, |c| {
        out.push(c);
        Some(())
    });
    out
}

/// Whether two names are one, however they are printed.
pub(crate) fn is_same(a: &str, b: &str) -> bool {
    folded(a) == folded(b)
}

/// Hands over the characters of a text in ASCII as [`fold`] does, which most are.
fn fold_ascii(text: &[u8], mut take: impl FnMut(char) -> Option<()>) -> Option<()> {
    let (mut is_begun, mut is_apart) = (false, false);
    for byte in text {
        if matches!(byte, b'\t'..=b'\r' | b' ') {
            is_apart = is_begun;
            continue;
        }
        if is_apart {
            take(' ')?;
        }
        take(straight(char::from(byte.to_ascii_lowercase())))?;
        (is_begun, is_apart) = (true, false);
    }
    Some(())
}

/// Hands over the characters of a text as they are compared, until one is not taken.
fn fold(text: &str, mut take: impl FnMut(char) -> Option<()>) -> Option<()> {
    if text.is_ascii() {
        return fold_ascii(text.as_bytes(), take);
    }
    for (at, word) in text.split_whitespace().enumerate() {
        if at > 0 {
            take(' ')?;
        }
        for c in word.chars() {
            if c.is_ascii() {
                take(straight(c.to_ascii_lowercase()))?;
            } else {
                c.to_lowercase().try_for_each(|lower| take(straight(lower)))?;
            }
        }
    }
    Some(())
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
            assert_eq!(of(a), Some(folded(a).into_bytes()), "{a}");
            assert_eq!(of(a) == of(b), same, "{a} {b}");
        }
    }

    #[test]
    fn texts_in_ascii_are_compared_as_others_are() {
        for c in (0..=0x7F_u8).map(char::from) {
            let text = format!("{c}a{c}{c}B{c}");
            let ends = if c.is_whitespace() { " é" } else { "é" };
            assert_eq!(folded(&format!("{text}é")), folded(&text) + ends, "{text:?}");
        }
    }

    #[test]
    fn what_no_list_holds_has_no_short_form() {
        assert!(Folded::of(&"é".repeat(LONGEST / 2)).is_some());
        assert!(Folded::of(&"é".repeat(LONGEST / 2 + 1)).is_none());
    }
}
