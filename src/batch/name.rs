//! Paths as text that stands for one path only: in manifests, and in the frames of workers.
//!
//! On systems whose names are bytes, a name need not be UTF-8. A byte that is none is written as
//! U+FFFD and its two hexadecimal digits, and U+FFFD itself twice, so that two names are never one.

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::borrow::Cow;
use std::path::{Path, PathBuf};

/// Stands before what could not be written as text.
const MARK: char = char::REPLACEMENT_CHARACTER;

/// A path as text, with `/` between folders.
pub(super) fn text_of(path: &Path) -> String {
    let text = in_characters(path);
    if std::path::MAIN_SEPARATOR == '/' {
        text.into_owned()
    } else {
        text.replace(std::path::MAIN_SEPARATOR, "/")
    }
}

#[cfg(unix)]
fn in_characters(path: &Path) -> Cow<'_, str> {
    use std::fmt::Write;
    use std::os::unix::ffi::OsStrExt;
    match path.to_str() {
        Some(text) if !text.contains(MARK) => return Cow::Borrowed(text),
        _ => {}
    }
    let mut text = String::new();
    for chunk in path.as_os_str().as_bytes().utf8_chunks() {
        for character in chunk.valid().chars() {
            text.push(character);
            if character == MARK {
                text.push(MARK);
            }
        }
        for byte in chunk.invalid() {
            // A string takes all that is written to it.
            let _ = write!(text, "{MARK}{byte:02x}");
        }
    }
    Cow::Owned(text)
}

#[cfg(not(unix))]
fn in_characters(path: &Path) -> Cow<'_, str> {
    path.to_string_lossy()
}

/// The path that a text stands for.
#[cfg(unix)]
pub(super) fn path_of(text: &str) -> PathBuf {
    use std::ffi::OsString;
    use std::os::unix::ffi::OsStringExt;
    let mut bytes = Vec::with_capacity(text.len());
    let mut pieces = text.split(MARK);
    bytes.extend(pieces.next().unwrap_or_default().bytes());
    let mut is_literal = false;
    for piece in pieces {
        let digits = piece.get(..2).and_then(|digits| u8::from_str_radix(digits, 16).ok());
        match digits.filter(|_| !is_literal) {
            Some(byte) => {
                bytes.push(byte);
                bytes.extend(piece[2..].bytes());
            }
            // Two marks are one character, and what follows the second of them is text.
            None if piece.is_empty() && !is_literal => is_literal = true,
            None => {
                bytes.extend(MARK.encode_utf8(&mut [0; 4]).bytes());
                bytes.extend(piece.bytes());
                is_literal = false;
            }
        }
    }
    PathBuf::from(OsString::from_vec(bytes))
}

/// The path that a text stands for.
#[cfg(not(unix))]
pub(super) fn path_of(text: &str) -> PathBuf {
    PathBuf::from(text)
}

/// Writes a path that may be absent as text, or null.
pub(super) fn serialize<S: Serializer>(
    path: &Option<PathBuf>,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    path.as_deref().map(text_of).serialize(serializer)
}

/// Reads it.
pub(super) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Option<PathBuf>, D::Error> {
    Ok(Option::<String>::deserialize(from)?.map(|text| path_of(&text)))
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;

    #[test]
    fn no_two_paths_are_one_text() {
        let paths: &[&[u8]] = &[
            b"a/b.pdf",
            b"a\xffb.pdf",
            b"a\xfeb.pdf",
            b"\xff\xfe",
            "a\u{FFFD}b.pdf".as_bytes(),
            "\u{FFFD}ff".as_bytes(),
            "\u{FFFD}\u{FFFD}41".as_bytes(),
            b"\xef\xbf\xbd\xef\xbf",
            "Müller".as_bytes(),
        ];
        let texts: std::collections::BTreeSet<String> = paths
            .iter()
            .map(|bytes| {
                let path = Path::new(OsStr::from_bytes(bytes));
                let text = text_of(path);
                assert_eq!(path_of(&text), path, "{text:?}");
                text
            })
            .collect();
        assert_eq!(texts.len(), paths.len());
        assert_eq!(text_of(Path::new(OsStr::from_bytes(b"a\xff"))), "a\u{FFFD}ff");
    }
}
