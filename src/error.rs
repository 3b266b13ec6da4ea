//! Why a file could not be converted at all.

use std::any::Any;
use std::cell::RefCell;
use std::fmt;
use std::panic::PanicHookInfo;

/// Why a file could not be converted at all.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Error {
    /// The input holds no byte.
    Empty,
    /// The input is neither a PDF nor an image of a kind that is read.
    NotAPdf,
    /// The text is not in UTF-8.
    NotAText,
    /// The PDF is broken beyond repair.
    Damaged,
    /// The PDF is encrypted and opens with no password that was given.
    Encrypted,
    /// The PDF is encrypted by a method that is not supported.
    UnsupportedEncryption,
    /// The PDF has no page.
    NoPages,
    /// The PDF or image has no page of a number that is asked for.
    NoSuchPage {
        /// The number.
        page: u32,
        /// How many pages there are.
        pages: u32,
    },
    /// The image is damaged, or ends too early.
    DamagedImage,
    /// The image has more pixels than are read.
    ImageTooLarge,
    /// The image is coded in a way that is not read.
    UnsupportedImage,
}

impl Error {
    /// The reason as manifests write it: one word of a closed list.
    pub fn reason(&self) -> &'static str {
        match self {
            Self::Empty => "empty",
            Self::NotAPdf => "not-a-pdf",
            Self::NotAText => "not-a-text",
            Self::Damaged => "damaged",
            Self::Encrypted => "encrypted",
            Self::UnsupportedEncryption => "unsupported-encryption",
            Self::NoPages => "no-pages",
            Self::NoSuchPage { .. } => "no-such-page",
            Self::DamagedImage => "damaged-image",
            Self::ImageTooLarge => "image-too-large",
            Self::UnsupportedImage => "unsupported-image",
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Self::NoSuchPage { page, pages } = self {
            let plural = if *pages == 1 { "" } else { "s" };
            return write!(f, "page {page} is asked for, and the file has {pages} page{plural}");
        }
        f.write_str(match self {
            Self::Empty => "the file is empty",
            Self::NotAPdf => "neither a PDF nor an image (PNG, JPEG, TIFF, WebP)",
            Self::NotAText => "the text is not in UTF-8; save it as UTF-8",
            Self::Damaged => "the PDF is damaged beyond repair; try to print it to a new PDF",
            Self::Encrypted => "the PDF is encrypted",
            Self::UnsupportedEncryption => "the PDF is encrypted by an unsupported method",
            Self::NoPages => "the PDF has no page",
            Self::NoSuchPage { .. } => "the file has no such page",
            Self::DamagedImage => "the image is damaged or cut off; copy it anew from its source",
            Self::ImageTooLarge => {
                "the image has more than 150 million pixels, or its pages together; make it smaller"
            }
            Self::UnsupportedImage => {
                "the image is coded in a way that is not read; save it as PNG"
            }
        })
    }
}

impl std::error::Error for Error {}

thread_local! {
    static LAST_PANIC: RefCell<Option<String>> = const { RefCell::new(None) };
}

/// Remembers what a panic said and where it rose, for the report on the file that caused it. A
/// program calls this in its panic hook instead of printing; without it, the place is not known.
pub fn remember_panic(info: &PanicHookInfo<'_>) {
    let mut message = payload_text(info.payload());
    if let Some(place) = info.location() {
        message = format!("{message} ({}:{})", place.file(), place.line());
    }
    LAST_PANIC.set(Some(message));
}

/// What a panic of this thread said, where it said something.
pub(crate) fn panic_message(payload: &(dyn Any + Send)) -> String {
    let text = payload_text(payload);
    // One that was caught earlier, or rose on another thread, tells nothing about this one.
    LAST_PANIC.take().filter(|panic| panic.starts_with(&text)).unwrap_or(text)
}

fn payload_text(payload: &dyn Any) -> String {
    let text = payload.downcast_ref::<&str>().map(|text| (*text).to_owned());
    let text = text.or_else(|| payload.downcast_ref::<String>().cloned());
    text.unwrap_or_else(|| "a panic without a message".to_owned())
}
