//! Bytes of a PDF or an image to an open file and the facts it states about itself.

mod census;
mod choice;
mod date;
mod facts;
pub mod image;
mod index;
mod mend;
mod model;
mod outline;
mod stream;
mod string;
mod tags;
mod tree;
mod xmp;

pub use choice::Choice;
pub use model::{Attachment, Facts, Info, Jump, Link, OutlineItem, StructureRole, Xmp};
pub(crate) use string::text_string;

use self::census::Census;
use self::image::Format;

use crate::diagnostic::{Code, Sink};
use crate::error::Error;
use crate::limit::Limits;
use crate::provenance::PageNumber;
use hayro_syntax::page::Page;
use hayro_syntax::{DecryptionError, LoadPdfError, Pdf};
use serde::{Deserialize, Serialize};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

/// Choices for opening.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Options {
    /// Password of an encrypted file; the empty password is always tried.
    pub password: Option<String>,
    /// Pages that are read; the others keep their numbers.
    pub pages: Choice,
    /// Pages that are read at most, the first ones of these.
    pub max_pages: Option<u32>,
}

/// An open PDF, or an image as one.
pub struct File {
    pdf: Pdf,
    bytes: Arc<Vec<u8>>,
    /// Which page of the engine each page is; nothing for one that is missing or left out.
    order: Vec<Option<usize>>,
    /// Pages that are left out, since they were not asked for.
    left_out: u32,
    facts: Facts,
}

impl File {
    /// What the file states about itself.
    pub fn facts(&self) -> &Facts {
        &self.facts
    }

    /// The PDF as it was opened: of an image, and of a damaged file, the one that was made of it.
    pub(crate) fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// How many pages there are, up to the last one that can be read.
    pub(crate) fn page_count(&self) -> usize {
        self.order.len()
    }

    /// How many pages are left out, since they were not asked for.
    pub(crate) fn pages_left_out(&self) -> u32 {
        self.left_out
    }

    /// A page of the engine, for the rooms that read pages or draw them; nothing where it is missing or
    /// left out.
    pub(crate) fn page(&self, number: PageNumber) -> Option<&Page<'_>> {
        self.pdf.pages().get((*self.order.get(number.index())?)?)
    }
}

impl std::fmt::Debug for File {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("File").field("pages", &self.page_count()).finish_non_exhaustive()
    }
}

/// Bytes at the start of a file in which its header is looked for: mail headers and the like may
/// stand before it.
const HEADER_REACH: usize = 1024;

/// Opens a PDF, or an image (PNG, JPEG, TIFF, WebP, told by its first bytes) as a PDF that shows it.
///
/// A file whose structure is damaged is opened through a reconstruction of its objects, if there is
/// one; the sink then holds [`Code::FileRepaired`].
///
/// # Errors
/// See [`Error`]: the file is empty, neither a PDF nor an image, damaged beyond repair, encrypted, or
/// has no page, or none of a number that is asked for.
pub fn open(
    bytes: Vec<u8>,
    options: &Options,
    limits: &Limits,
    sink: &mut Sink,
) -> Result<File, Error> {
    if bytes.is_empty() {
        return Err(Error::Empty);
    }
    let mut file = match Format::of(&bytes) {
        Some(format) => open_image(bytes, format)?,
        None => open_pdf(bytes, options, limits, sink)?,
    };
    leave_out(&mut file, options, sink)?;
    Ok(file)
}

/// Leaves out the pages that are not asked for.
fn leave_out(file: &mut File, options: &Options, sink: &mut Sink) -> Result<(), Error> {
    let pages = u32::try_from(file.page_count()).unwrap_or(u32::MAX);
    let Some(left_out) = options.pages.left_out(pages, options.max_pages)? else { return Ok(()) };
    for (number, page) in (1..).zip(&mut file.order) {
        if left_out.holds(number) {
            *page = None;
            file.left_out += 1;
        }
    }
    let message = format!("of {pages} pages, these were not asked for: {left_out}");
    sink.note(Code::PageLeftOut, None, message);
    Ok(())
}

fn open_pdf(
    mut bytes: Vec<u8>,
    options: &Options,
    limits: &Limits,
    sink: &mut Sink,
) -> Result<File, Error> {
    stream::cut(&mut bytes, limits, sink);
    let has_header = find(&bytes[..bytes.len().min(HEADER_REACH)], b"%PDF-");
    let password = options.password.as_deref().unwrap_or_default();
    let mut bytes = Arc::new(bytes);
    let mut pdf = match load(Arc::clone(&bytes), password) {
        Ok(pdf) => pdf,
        Err(Error::Damaged) if !has_header && !find(&bytes, b" obj") => return Err(Error::NotAPdf),
        Err(error @ (Error::Damaged | Error::UnsupportedEncryption)) => {
            let (pdf, anew) = rewritten(&bytes, password).ok_or(error)?;
            bytes = anew;
            sink.note(
                Code::FileRepaired,
                None,
                "the file was opened after its objects were rewritten",
            );
            pdf
        }
        Err(error) => return Err(error),
    };
    if !mend::has_table(&bytes) {
        let message =
            "the objects of the file were searched for, since it does not say where they are";
        sink.note(Code::FileRepaired, None, message);
    }
    let mut census = Census::take(&pdf);
    if let Some((anew, own, mended)) = mended(&bytes, password, &census) {
        (pdf, bytes, census) = (anew, own, mended);
        let message = "entries of the page tree that cannot be read were left out";
        sink.note(Code::FileRepaired, None, message);
    }
    if pdf.pages().is_empty() {
        return Err(Error::NoPages);
    }
    count(&census, sink);
    let order = census.order;
    let facts = catch_unwind(AssertUnwindSafe(|| facts::read(&pdf, &order, limits)));
    let (facts, unread) = facts.unwrap_or_else(|_| {
        let message = "the facts of the document could not be read".to_owned();
        (Facts::default(), Some(message))
    });
    unread.into_iter().for_each(|message| sink.note(Code::FactsUnreadable, None, message));
    Ok(File { pdf, bytes, order, left_out: 0, facts })
}

/// Says which pages are missing.
fn count(census: &Census, sink: &mut Sink) {
    if census.is_unlisted() {
        let message =
            "the list of pages cannot be read: pages were searched for, some may be missing";
        sink.note(Code::PageMissing, None, message);
    } else if let Some(missing) = census.missing() {
        sink.note(Code::PageMissing, None, missing);
    }
    if let Some(stated) = census.understated() {
        let message = format!("the file has {} pages and states {stated}", census.order.len());
        sink.note(Code::PageCountWrong, None, message);
    }
}

/// The file without the bad tokens that hide parts of its page tree, if it has more pages then.
fn mended(bytes: &[u8], password: &str, census: &Census) -> Option<(Pdf, Arc<Vec<u8>>, Census)> {
    if census.broken.is_empty() {
        return None;
    }
    let bytes = Arc::new(mend::blanked(bytes, &census.broken)?);
    let pdf = load(Arc::clone(&bytes), password).ok()?;
    let mended = Census::take(&pdf);
    (mended.broken.len() < census.broken.len()).then_some((pdf, bytes, mended))
}

fn open_image(bytes: Vec<u8>, format: Format) -> Result<File, Error> {
    let bytes = Arc::new(image::wrapped(bytes, format)?);
    let pdf = load(Arc::clone(&bytes), "").map_err(|_| Error::DamagedImage)?;
    let order = (0..pdf.pages().len()).map(Some).collect();
    let facts = Facts { image: Some(format), ..Facts::default() };
    Ok(File { pdf, bytes, order, left_out: 0, facts })
}

fn find(bytes: &[u8], pattern: &[u8]) -> bool {
    bytes.windows(pattern.len()).any(|window| window == pattern)
}

/// Opens the file with the page engine; a password that is given and wrong does not keep out of a
/// file that opens without one.
fn load(bytes: Arc<Vec<u8>>, password: &str) -> Result<Pdf, Error> {
    let open = |password: &str| {
        let bytes = Arc::clone(&bytes);
        let opened = catch_unwind(AssertUnwindSafe(|| Pdf::new_with_password(bytes, password)));
        opened.unwrap_or(Err(LoadPdfError::Invalid)).map_err(reason)
    };
    match open(password) {
        Err(Error::Encrypted) if !password.is_empty() => open(""),
        other => other,
    }
}

/// The file after `lopdf` has read what it can of its objects and written them anew.
fn rewritten(bytes: &[u8], password: &str) -> Option<(Pdf, Arc<Vec<u8>>)> {
    let saved = catch_unwind(AssertUnwindSafe(|| {
        let options = lopdf::LoadOptions::with_password(password);
        let mut document = lopdf::Document::load_mem_with_options(bytes, options)
            .or_else(|_| lopdf::Document::load_mem(bytes))
            .ok()?;
        if document.get_pages().is_empty() {
            return None;
        }
        let mut saved = Vec::new();
        document.save_to(&mut saved).ok()?;
        Some(saved)
    }));
    let saved = Arc::new(saved.ok()??);
    Some((load(Arc::clone(&saved), "").ok()?, saved))
}

fn reason(error: LoadPdfError) -> Error {
    match error {
        LoadPdfError::Decryption(DecryptionError::PasswordProtected) => Error::Encrypted,
        LoadPdfError::Decryption(_) => Error::UnsupportedEncryption,
        LoadPdfError::Invalid => Error::Damaged,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn error(bytes: &[u8]) -> Option<Error> {
        open(bytes.to_vec(), &Options::default(), &Limits::default(), &mut Sink::default()).err()
    }

    #[test]
    fn what_is_not_a_pdf() {
        assert_eq!(error(b""), Some(Error::Empty));
        assert_eq!(error(b"<html>404</html>"), Some(Error::NotAPdf));
        assert_eq!(error(b"%PDF-1.4\n%%EOF"), Some(Error::Damaged));
    }
}
