//! What to do with each file, and where.

use super::name;
use super::searched::Searched;
use super::shard::Shard;
use crate::attachment::Formulas;
use crate::decision::{Decisions, Register};
use crate::digest;
use crate::writer::{self, Writer};
use crate::{Options, VERSION, second};
use serde::{Deserialize, Serialize};
use std::ffi::OsString;
use std::fmt;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

/// Reads the bytes of a file a second time, where the first reading came to nothing.
pub type SecondReading = Arc<dyn Fn(Vec<u8>) -> second::Reading + Send + Sync>;

/// What a user can do about a failure with this reason, in the words of the program in front of them.
pub type Advice = fn(reason: &str) -> Option<&'static str>;

/// What is written beside the formats.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Beside {
    /// Pixels an inch of the images of figures, in the folder `NAME.figures`; none are written
    /// where it is absent.
    pub figures: Option<f32>,
    /// Folder for tables, as `NAME/table-1.csv` and so on; where it is relative, below the output
    /// folder.
    #[serde(with = "name")]
    pub tables: Option<PathBuf>,
    /// How the tables write what a spreadsheet would run.
    pub csv_formulas: Formulas,
    /// Whether scans are written with invisible text, as `NAME.ocr.pdf`.
    pub ocr_pdf: bool,
    /// Whether a page that shows what came out beside the pages is written, in the folder `NAME.report`.
    pub report: bool,
}

/// Which files are tried again that an earlier run, of the same version and with the same options, did
/// not convert whole.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Retry {
    /// Those of which something else has changed: the file, a limit that it went beyond, a password
    /// that was missing, a disk that was full.
    #[default]
    None,
    /// All that failed.
    Failed,
    /// All that failed or are partial.
    Partial,
}

/// What is made of a file, as a worker is told.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Choices {
    /// Names of the formats to write.
    pub formats: Vec<String>,
    /// What to write beside them.
    pub beside: Beside,
    /// Choices for the conversion.
    pub options: Options,
}

/// Markdown, as the command line writes it.
impl Default for Choices {
    fn default() -> Self {
        let formats = vec![writer::markdown::WRITER.name.to_owned()];
        Self { formats, beside: Beside::default(), options: Options::default() }
    }
}

/// Where files are converted.
#[derive(Clone)]
pub enum Place {
    /// On threads of this process. Nothing ends a thread from outside: a file that hangs holds its
    /// thread, and one that overflows the stack or asks for all memory ends the process.
    Here {
        /// Reads a file that the first reading could not read.
        second: Option<SecondReading>,
    },
    /// In processes of a program that serves as a worker, one a thread: what ends one of them, or
    /// has it ended, costs the file that it was given.
    Apart(Workers),
}

/// A program that serves as a worker, and the limits that it is held to.
#[derive(Debug, Clone)]
pub struct Workers {
    /// A program that calls [`serve`](super::serve).
    pub program: PathBuf,
    /// Its arguments. Behind them it gets `--threads=N`, and `--memory-limit=BYTES` where there is
    /// such a limit, for [`confine`](super::confine).
    pub arguments: Vec<OsString>,
    /// What one of its processes may take.
    pub limits: Limits,
}

/// What a process may take for one file.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Limits {
    /// Wall-clock time, and as much again for each page that is read from its image. Who takes longer is
    /// killed.
    pub time: Option<Duration>,
    /// Memory in bytes.
    pub memory: Option<u64>,
}

/// What to do with each file.
#[derive(Clone)]
pub struct Job {
    /// Choices for the conversion.
    pub options: Options,
    /// What people decided about the files.
    pub decisions: Arc<Register>,
    /// Formats to write.
    pub writers: Vec<&'static Writer>,
    /// What to write beside them.
    pub beside: Beside,
    /// Where files are converted.
    pub place: Place,
    /// Files that are converted at once. Where there are fewer files, each has several threads.
    pub threads: usize,
    /// Whether to convert files that are up to date, and those that failed, and to write over what was
    /// edited.
    pub force: bool,
    /// Which files are tried again that were not converted whole.
    pub retry: Retry,
    /// The part of the files that is converted: it has books of its own.
    pub shard: Option<Shard>,
    /// Whether to remove what nobody asks for any more: where files were looked for.
    pub prune: Option<Searched>,
    /// Says what a user can do about a failure.
    pub advice: Option<Advice>,
}

#[cfg(test)]
impl Job {
    /// Markdown, in this process.
    pub(super) fn here(second: Option<SecondReading>) -> Self {
        Self {
            place: Place::Here { second },
            options: Options::default(),
            decisions: Arc::default(),
            writers: writer::WRITERS.iter().take(1).collect(),
            beside: Beside::default(),
            threads: 2,
            force: false,
            shard: None,
            prune: None,
            retry: Retry::Failed,
            advice: None,
        }
    }
}

impl fmt::Debug for Job {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Job").field("options", &self.options).finish_non_exhaustive()
    }
}

/// What a conversion knows beside its file.
pub(super) struct Settings {
    pub(super) options: Options,
    pub(super) writers: Vec<&'static Writer>,
    pub(super) beside: Beside,
    pub(super) second: Option<SecondReading>,
    /// What people decided about files; none where those come with each file.
    pub(super) decisions: Arc<Register>,
    /// Stands for the options, and for no decisions.
    pub(super) fingerprint: String,
}

impl Settings {
    /// Those of a job.
    pub(super) fn of_job(job: &Job) -> Self {
        let second = match &job.place {
            Place::Here { second } => second.clone(),
            Place::Apart(_) => None,
        };
        let own = Self::new(job.options.clone(), job.writers.clone(), job.beside.clone(), second);
        Self { decisions: Arc::clone(&job.decisions), ..own }
    }

    /// Those of what a worker is told.
    ///
    /// # Errors
    /// A format is not known.
    pub(super) fn of_choices(
        choices: Choices,
        second: Option<SecondReading>,
    ) -> Result<Self, String> {
        let writer = |name: &String| {
            writer::by_name(name).ok_or_else(|| format!("no format has the name {name}"))
        };
        let writers = choices.formats.iter().map(writer).collect::<Result<_, _>>()?;
        Ok(Self::new(choices.options, writers, choices.beside, second))
    }

    /// As a worker is told.
    pub(super) fn choices(&self) -> Choices {
        Choices {
            formats: self.writers.iter().map(|writer| writer.name.to_owned()).collect(),
            beside: self.beside.clone(),
            options: self.options.clone(),
        }
    }

    fn new(
        options: Options,
        writers: Vec<&'static Writer>,
        beside: Beside,
        second: Option<SecondReading>,
    ) -> Self {
        let fingerprint = fingerprint(&options, &writers, &beside);
        Self { options, writers, beside, second, decisions: Arc::default(), fingerprint }
    }

    /// Stands for all that decides how the outputs of a file with these bytes look.
    pub(super) fn fingerprint_of(&self, sha256: Option<&str>) -> String {
        let decided = |sha256| Decisions::of(self.decisions.of(sha256), sha256);
        fingerprint_with(&self.fingerprint, &sha256.map(decided).unwrap_or_default())
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
    shortened(&facts)
}

/// The same with what was decided about a file of these bytes; where that is nothing, it is the same.
pub(super) fn fingerprint_with(fingerprint: &str, decisions: &Decisions) -> String {
    if decisions.is_empty() {
        fingerprint.to_owned()
    } else {
        shortened(&format!("{fingerprint} {decisions:?}"))
    }
}

fn shortened(facts: &str) -> String {
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

    #[test]
    fn decisions_of_a_file_are_in_its_fingerprint() {
        let line = |hash: char, value: &str| {
            let hash = String::from(hash).repeat(64);
            format!("{{\"sha256\":\"{hash}\",\"field\":\"title\",\"value\":\"{value}\"}}\n")
        };
        let of_first = |lines: &str| {
            let decisions = Arc::new(Register::read(lines).unwrap());
            let settings = Settings::of_job(&Job { decisions, ..Job::here(None) });
            settings.fingerprint_of(Some(&"a".repeat(64)))
        };
        let none = of_first("");
        assert_eq!(none, Settings::of_job(&Job::here(None)).fingerprint);
        assert_eq!(of_first(&line('b', "Salt")), none);
        let salt = of_first(&line('a', "Salt"));
        assert!(salt != none && salt != of_first(&line('a', "Sand")));
        assert_eq!(of_first(&(line('b', "Salt") + &line('a', "Sand") + &line('a', "Salt"))), salt);
    }

    #[test]
    fn a_worker_is_told_all_that_decides() {
        let mut options = Options::default();
        options.writer.scripts = crate::writer::Scripts::Pandoc;
        options.layout.word_gap = 0.1;
        options.repair.skip.push("micro-as-u".to_owned());
        options.ocr.dpi = Some(250.0);
        options.pdf.pages = "3-7,9".parse().unwrap();
        options.pdf.max_pages = Some(2);
        let beside = Beside {
            figures: Some(150.0),
            tables: Some(PathBuf::from("tables")),
            csv_formulas: Formulas::Escape,
            ocr_pdf: true,
            report: true,
        };
        let told = Settings::new(options, writer::WRITERS.iter().collect(), beside, None);
        let frame = serde_json::to_string(&told.choices()).unwrap();
        let heard = Settings::of_choices(serde_json::from_str(&frame).unwrap(), None).unwrap();
        assert_eq!(heard.fingerprint, told.fingerprint);
        assert_eq!(heard.options.pdf.pages, told.options.pdf.pages);
        let partial: Choices =
            serde_json::from_str(r#"{"options":{"writer":{"scripts":"latex"}}}"#).unwrap();
        assert_eq!(partial.formats, ["markdown"]);
        assert_eq!(partial.options.writer.scripts, crate::writer::Scripts::Latex);
        assert!(serde_json::from_str::<Choices>(r#"{"options":{"writers":{}}}"#).is_err());
    }
}
