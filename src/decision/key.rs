//! What an edit is known by.

use crate::digest;
use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

/// Hexadecimal digits of a key: edits of one file are not mistaken for each other.
const DIGITS: usize = 16;

/// What an edit of a document is known by: 16 hexadecimal digits of a hash of its page, its rule, what it puts in place of
/// what, and the printed words around it in their line. What changes elsewhere in the document leaves it as it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Key(u64);

impl Key {
    /// That of what these parts tell.
    pub(crate) fn of(parts: &[&str]) -> Self {
        let parts: Vec<&[u8]> = parts.iter().flat_map(|part| [part.as_bytes(), b"\0"]).collect();
        // The digits of a hash are a number.
        let digits = &digest::sha256(&parts)[..DIGITS];
        Self(u64::from_str_radix(digits, 16).unwrap_or_default())
    }
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:0width$x}", self.0, width = DIGITS)
    }
}

impl FromStr for Key {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let is_key = text.len() == DIGITS && text.bytes().all(|byte| byte.is_ascii_hexdigit());
        let number = u64::from_str_radix(text, 16).ok().filter(|_| is_key);
        let wrong = || {
            format!(
                "`{text}` is no key of an edit, which has {DIGITS} hexadecimal digits, as `key` in the JSON"
            )
        };
        number.map(Self).ok_or_else(wrong)
    }
}

impl TryFrom<String> for Key {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        text.parse()
    }
}

impl From<Key> for String {
    fn from(key: Key) -> Self {
        key.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::Key;

    #[test]
    fn a_key_is_read_as_it_is_written() {
        let key = Key::of(&["1", "rule", "a"]);
        assert_eq!(key.to_string().parse(), Ok(key));
        assert_eq!("00000000000000ff".parse::<Key>().unwrap().to_string(), "00000000000000ff");
        for wrong in ["", "ff", "+000000000000000", "00000000000000fg", "00000000000000ff0"] {
            assert!(wrong.parse::<Key>().is_err(), "{wrong}");
        }
    }

    #[test]
    fn parts_are_told_apart() {
        assert_ne!(Key::of(&["a", "bc"]), Key::of(&["ab", "c"]));
        assert_ne!(Key::of(&["a", ""]), Key::of(&["a"]));
    }
}
