//! Why a PDF could not be converted at all.

use std::any::Any;
use std::fmt;

/// Why a PDF could not be converted at all.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Error {
    /// The input holds no byte.
    Empty,
    /// The input is not a PDF.
    NotAPdf,
    /// The PDF is broken beyond repair.
    Damaged,
    /// The PDF is encrypted and opens with no password that was given.
    Encrypted,
    /// The PDF is encrypted by a method that is not supported.
    UnsupportedEncryption,
    /// The PDF has no page.
    NoPages,
}

impl Error {
    /// The reason as manifests write it: one word of a closed list.
    pub fn reason(&self) -> &'static str {
        match self {
            Self::Empty => "empty",
            Self::NotAPdf => "not-a-pdf",
            Self::Damaged => "damaged",
            Self::Encrypted => "encrypted",
            Self::UnsupportedEncryption => "unsupported-encryption",
            Self::NoPages => "no-pages",
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Empty => "the file is empty",
            Self::NotAPdf => "not a PDF: no %PDF header and no PDF objects",
            Self::Damaged => "the PDF is damaged beyond repair; try to print it to a new PDF",
            Self::Encrypted => "the PDF is encrypted; give its password with --password",
            Self::UnsupportedEncryption => "the PDF is encrypted by an unsupported method",
            Self::NoPages => "the PDF has no page",
        })
    }
}

impl std::error::Error for Error {}

/// What a panic said, where it said something.
pub(crate) fn panic_message(payload: &(dyn Any + Send)) -> String {
    let text = payload
        .downcast_ref::<&str>()
        .map(|text| (*text).to_owned())
        .or_else(|| payload.downcast_ref::<String>().cloned());
    text.unwrap_or_else(|| "a panic without a message".to_owned())
}
