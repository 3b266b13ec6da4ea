//! What to do with each file.

use crate::digest;
use crate::writer::Writer;
use crate::{Options, VERSION, second};
use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

/// Reads a file a second time, where the first reading came to nothing.
pub type SecondReading = Arc<dyn Fn(&Path) -> second::Reading + Send + Sync>;

/// What a user can do about a failure with this reason, in the words of the program in front of them.
pub type Advice = fn(reason: &str) -> Option<&'static str>;

/// What is written beside the formats.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Beside {
    /// Pixels an inch of the images of figures, in the folder `NAME.figures`; none are written
    /// where it is absent.
    pub figures: Option<f32>,
    /// Folder for tables, as `NAME/table-1.csv` and so on; where it is relative, below the output
    /// folder.
    pub tables: Option<PathBuf>,
    /// Whether scans are written with invisible text, as `NAME.ocr.pdf`.
    pub ocr_pdf: bool,
}

/// What to do with each file.
#[derive(Clone)]
pub struct Job {
    /// Choices for the conversion.
    pub options: Options,
    /// Formats to write.
    pub writers: Vec<&'static Writer>,
    /// What to write beside them.
    pub beside: Beside,
    /// Threads altogether.
    pub threads: usize,
    /// Wall-clock time for one file.
    pub time_limit: Option<Duration>,
    /// Whether to convert files that are up to date.
    pub force: bool,
    /// Reads a file that the first reading could not read.
    pub second: Option<SecondReading>,
    /// Says what a user can do about a failure.
    pub advice: Option<Advice>,
}

impl fmt::Debug for Job {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Job").field("options", &self.options).finish_non_exhaustive()
    }
}

/// What workers know.
pub(super) struct Settings {
    pub(super) options: Options,
    pub(super) writers: Vec<&'static Writer>,
    pub(super) beside: Beside,
    pub(super) second: Option<SecondReading>,
    pub(super) advice: Option<Advice>,
    pub(super) fingerprint: String,
    pub(super) folder: Option<PathBuf>,
}

impl Settings {
    pub(super) fn new(job: &Job, folder: Option<PathBuf>) -> Self {
        Self {
            options: job.options.clone(),
            writers: job.writers.clone(),
            beside: job.beside.clone(),
            second: job.second.clone(),
            advice: job.advice,
            fingerprint: fingerprint(&job.options, &job.writers, &job.beside),
            folder,
        }
    }
}

/// Digits of a fingerprint: two sets of options are not mistaken for each other.
const FINGERPRINT_DIGITS: usize = 16;

/// Stands for everything that decides how an output looks, but for the input and the version.
fn fingerprint(options: &Options, writers: &[&Writer], beside: &Beside) -> String {
    let mut options = options.clone();
    // A password decides whether a file opens, not how its output looks, and has no business in
    // a manifest, not even as a hash.
    options.pdf.password = None;
    // Nor has it to do with a folder of this machine what is read.
    options.ocr.cache = None;
    let names: Vec<_> = writers.iter().map(|writer| writer.name).collect();
    let facts = format!("{VERSION} {names:?} {options:?} {beside:?}");
    let mut digest = digest::sha256(&[facts.as_bytes()]);
    digest.truncate(FINGERPRINT_DIGITS);
    digest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_password_is_not_in_the_fingerprint() {
        let (mut with, without) = (Options::default(), Options::default());
        with.pdf.password = Some("secret".to_owned());
        let none = Beside::default();
        assert_eq!(fingerprint(&with, &[], &none), fingerprint(&without, &[], &none));
        with.writer.page_marks = true;
        assert_ne!(fingerprint(&with, &[], &none), fingerprint(&without, &[], &none));
    }
}
