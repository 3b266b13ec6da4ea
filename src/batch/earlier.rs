//! What earlier runs wrote into a folder, and what of it still holds.

use super::books::{Books, MANIFEST};
use super::content;
use super::error::Error;
use super::input::Input;
use super::job::{Job, Limits, Place, Retry, Settings};
use super::name;
use super::plan;
use super::record::{Output, Record, Status};
use rustc_hash::{FxHashMap, FxHashSet};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// A line that an earlier run wrote.
#[derive(Debug, Clone)]
pub(super) struct Earlier {
    line: String,
    facts: Facts,
}

#[derive(Debug, Clone, Deserialize)]
struct Facts {
    input: String,
    sha256: Option<String>,
    status: Status,
    reason: Option<String>,
    limit: Option<f64>,
    #[serde(default)]
    outputs: Vec<Output>,
    #[serde(default)]
    left: Vec<Output>,
    version: String,
    options: String,
}

/// Why a file is to be converted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cause {
    /// No earlier run has met it.
    New,
    /// Every file is.
    Forced,
    /// Another version has converted it.
    OtherVersion,
    /// It was converted with other options or decisions, or to other formats.
    OtherOptions,
    /// It has other bytes now.
    FileChanged,
    /// What was written of it is no longer there, or has other bytes.
    OutputChanged,
    /// It was not converted whole, and may be now, or that is asked for.
    TriedAgain,
}

impl Cause {
    /// One word of a closed list.
    pub fn name(self) -> &'static str {
        match self {
            Self::New => "new",
            Self::Forced => "forced",
            Self::OtherVersion => "other-version",
            Self::OtherOptions => "other-options",
            Self::FileChanged => "file-changed",
            Self::OutputChanged => "output-changed",
            Self::TriedAgain => "tried-again",
        }
    }
}

/// What is to be done with an input, by what an earlier run made of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Standing {
    /// It is to be converted.
    Due(Cause),
    /// It is converted, and what was written is still there.
    UpToDate,
    /// It failed, and would fail again.
    LeftOut,
    /// It is due, but someone has edited what would be written over: the output of this number.
    Edited(usize),
}

/// What decides whether an earlier result still holds, beside the file itself.
pub(super) struct Terms<'a> {
    pub(super) settings: &'a Settings,
    pub(super) place: &'a Place,
    pub(super) retry: Retry,
    pub(super) force: bool,
    pub(super) folder: &'a Path,
}

impl<'a> Terms<'a> {
    /// Those of a job.
    pub(super) fn of(job: &'a Job, settings: &'a Settings, folder: &'a Path) -> Self {
        Self { settings, place: &job.place, retry: job.retry, force: job.force, folder }
    }
}

/// The reason of a file at the place of whose outputs something stands that no run is known to have written.
pub(super) const IN_THE_WAY: &str = "in-the-way";

/// Reasons of failures that lie in the machine, not in the file, or in an archive, whose bytes are not
/// compared.
const PASSING: [&str; 7] = [
    "unreadable",
    "not-written",
    IN_THE_WAY,
    "damaged-archive",
    "unsupported-archive",
    "too-many-members",
    "no-document",
];

impl Earlier {
    pub(super) fn parse(line: &str) -> Option<Self> {
        let facts = serde_json::from_str(line).ok()?;
        Some(Self { line: line.to_owned(), facts })
    }

    pub(super) fn line(&self) -> &str {
        &self.line
    }

    pub(super) fn input(&self) -> &str {
        &self.facts.input
    }

    pub(super) fn status(&self) -> Status {
        self.facts.status
    }

    pub(super) fn reason(&self) -> &str {
        self.facts.reason.as_deref().unwrap_or_default()
    }

    /// SHA-256 of the bytes that the line is about.
    pub(super) fn sha256(&self) -> Option<&str> {
        self.facts.sha256.as_deref()
    }

    /// Whether the line is about these bytes.
    pub(super) fn is_of(&self, sha256: Option<&str>) -> bool {
        self.facts.sha256.as_deref() == sha256
    }

    /// What was written, as the line names it.
    pub(super) fn outputs(&self) -> impl Iterator<Item = &str> {
        self.facts.outputs.iter().map(|output| output.path.as_str())
    }

    /// What was written.
    pub(super) fn written(&self) -> impl Iterator<Item = &Output> {
        self.facts.outputs.iter()
    }

    /// What earlier choices of options wrote.
    pub(super) fn left(&self) -> impl Iterator<Item = &Output> {
        self.facts.left.iter()
    }

    /// What would be written over although someone has edited it: the number of the output.
    fn edited(&self, input: &Input, terms: &Terms<'_>) -> Option<usize> {
        let Settings { writers, beside, .. } = terms.settings;
        self.written().chain(self.left()).position(|output| {
            let path = name::path_of(&output.path);
            plan::is_output(&path, &input.stem, writers, beside) && output.is_edited(terms.folder)
        })
    }

    /// The path of the output of a number, as the line names it.
    pub(super) fn output(&self, number: usize) -> &str {
        let mut all = self.written().chain(self.left());
        all.nth(number).map_or("", |output| output.path.as_str())
    }

    /// What is to be done with an input that the line is about. Outputs are compared with what was
    /// written: whoever emptied one gets it anew.
    fn standing(&self, input: &Input, hash: Option<&str>, terms: &Terms<'_>) -> Standing {
        let facts = &self.facts;
        let is_tried_again = match facts.status {
            Status::Failed => terms.retry != Retry::None || self.may_end_otherwise(terms),
            Status::Partial => terms.retry == Retry::Partial,
            Status::Ok => false,
        };
        if facts.version != crate::VERSION {
            Standing::Due(Cause::OtherVersion)
        } else if facts.options != terms.settings.fingerprint_of(facts.sha256.as_deref()) {
            Standing::Due(Cause::OtherOptions)
        } else if is_tried_again {
            Standing::Due(Cause::TriedAgain)
        } else if facts.status != Status::Failed && !self.is_whole(input, terms) {
            Standing::Due(Cause::OutputChanged)
        } else if !self.is_of_the_bytes_of(input, hash) {
            Standing::Due(Cause::FileChanged)
        } else if facts.status == Status::Failed {
            Standing::LeftOut
        } else {
            Standing::UpToDate
        }
    }

    /// Whether a failure was due to something that is no longer so.
    fn may_end_otherwise(&self, terms: &Terms<'_>) -> bool {
        let exceeds = |limit: Option<f64>| match (limit, self.facts.limit) {
            (Some(now), Some(then)) => now > then,
            _ => true,
        };
        let limits = match terms.place {
            Place::Here { .. } => Limits::default(),
            Place::Apart(workers) => workers.limits,
        };
        match self.reason() {
            "over-time" => exceeds(limits.time.map(|limit| limit.as_secs_f64())),
            // A limit of memory is far below the numbers that have no exact value.
            "over-memory" => exceeds(limits.memory.map(|limit| limit as f64)),
            "encrypted" => terms.settings.options.pdf.password.is_some(),
            reason => PASSING.contains(&reason),
        }
    }

    /// Whether all that is to be written was, and is still there.
    fn is_whole(&self, input: &Input, terms: &Terms<'_>) -> bool {
        let mut planned = terms.settings.writers.iter().map(|writer| {
            let path = name::text_of(&plan::output(&input.stem, writer));
            self.outputs().any(|own| own == path)
        });
        planned.all(|is_written| is_written)
            && self.facts.outputs.iter().all(|output| output.is_whole(terms.folder))
    }

    /// Whether an input has the bytes that the line is about; `hash` is theirs where it is known.
    fn is_of_the_bytes_of(&self, input: &Input, hash: Option<&str>) -> bool {
        let Some(sha256) = self.facts.sha256.as_deref() else { return false };
        match hash {
            Some(hash) => hash == sha256,
            None => content::sha256(input).is_some_and(|hash| hash == sha256),
        }
    }
}

/// What earlier runs left in a folder.
#[derive(Debug, Default)]
pub(super) struct Past {
    /// Lines by input.
    pub(super) lines: BTreeMap<String, Earlier>,
    /// Those of them that stand in the manifest of all files, where a shard has books of its own.
    merged: BTreeMap<String, Earlier>,
    /// Inputs that were begun when the last run was cut off: one of them may have ended it.
    pub(super) unfinished: BTreeSet<String>,
    /// Whether the last run was cut off.
    pub(super) was_cut_off: bool,
}

impl Past {
    /// The line about an input.
    pub(super) fn of(&self, input: &Input) -> Option<&Earlier> {
        self.lines.get(&name::text_of(&input.path))
    }

    /// Files that were converted by this version and are none of these inputs, by the hash of their bytes and
    /// the fingerprint of the options.
    pub(super) fn elsewhere(&self, inputs: &[Input]) -> FxHashMap<(&str, &str), &str> {
        let own: FxHashSet<String> = inputs.iter().map(|own| name::text_of(&own.path)).collect();
        let mut elsewhere = FxHashMap::default();
        // Of several the first one counts.
        for line in self.lines.values().rev() {
            let facts = &line.facts;
            let holds = facts.version == crate::VERSION && facts.status != Status::Failed;
            if let (Some(sha256), true) = (&facts.sha256, holds && !own.contains(&facts.input)) {
                let key = (sha256.as_str(), facts.options.as_str());
                elsewhere.insert(key, facts.input.as_str());
            }
        }
        elsewhere
    }

    /// Lines that stand in the books of this run.
    pub(super) fn own(&self) -> impl Iterator<Item = &Earlier> {
        let is_own = |line: &&Earlier| {
            self.merged.get(line.input()).is_none_or(|merged| merged.line != line.line)
        };
        self.lines.values().filter(is_own)
    }

    /// Reads books into it.
    fn add(&mut self, folder: &Path, books: Books) {
        for (name, is_journal) in [(books.manifest(), false), (books.journal(), true)] {
            // A folder without them is new; a line that was cut off is not a line.
            let Ok(bytes) = std::fs::read(folder.join(name)) else { continue };
            self.was_cut_off |= is_journal;
            let text = String::from_utf8_lossy(&bytes);
            for line in text.lines() {
                if let Some(line) = Earlier::parse(line) {
                    self.unfinished.remove(&line.facts.input);
                    self.lines.insert(line.facts.input.clone(), line);
                } else if let Ok(Begun { begun }) = serde_json::from_str(line) {
                    self.unfinished.insert(begun);
                }
            }
        }
    }

    /// What is to be done with an input; `hash` is that of its bytes where it is known.
    pub(super) fn standing(
        &self,
        input: &Input,
        hash: Option<&str>,
        terms: &Terms<'_>,
    ) -> Standing {
        match self.of(input) {
            None => Standing::Due(Cause::New),
            Some(_) if terms.force => Standing::Due(Cause::Forced),
            Some(line) => match line.standing(input, hash, terms) {
                // What a run was at when it was cut off may be written, and not yet in its line.
                due @ Standing::Due(_) if !self.unfinished.contains(line.input()) => {
                    line.edited(input, terms).map_or(due, Standing::Edited)
                }
                standing => standing,
            },
        }
    }
}

/// A line that says that the conversion of an input begins.
#[derive(Serialize, Deserialize)]
pub(super) struct Begun {
    pub(super) begun: String,
}

/// Reads what earlier runs left in a folder for a run with these books. A shard goes on from what was
/// merged, too.
pub(super) fn read(folder: &Path, books: Books) -> Past {
    let mut past = Past::default();
    if books != Books::default() {
        past.add(folder, Books::default());
        past = Past { merged: past.lines.clone(), lines: past.lines, ..Past::default() };
    }
    past.add(folder, books);
    past
}

/// Reads what all runs left in a folder.
fn read_all(folder: &Path) -> Past {
    let mut past = Past::default();
    Books::of_folder(folder).into_iter().for_each(|books| past.add(folder, books));
    past
}

/// The manifest of a folder, with what a run that goes on or was cut off has added to it, by input.
///
/// # Errors
/// There is none, or it has a line that this version cannot read.
pub fn records(folder: &Path) -> Result<Vec<Record>, Error> {
    let wrong = |message: String| Error::Manifest(folder.to_owned(), message);
    let is_there = |books: &Books| {
        [books.manifest(), books.journal()].iter().any(|name| folder.join(name).is_file())
    };
    if !Books::of_folder(folder).iter().any(is_there) {
        return Err(wrong(format!("there is no {MANIFEST} in it")));
    }
    let lines = read_all(folder).lines.into_values();
    let parse = |line: Earlier| {
        let unread = |error| format!("the line of {} cannot be read: {error}", line.facts.input);
        serde_json::from_str(&line.line).map_err(|error| wrong(unread(error)))
    };
    lines.map(parse).collect()
}

/// Those of the inputs whose bytes had one of these hashes when a run in the folder met them.
pub fn met(inputs: &[Input], folder: &Path, hashes: &BTreeSet<String>) -> Vec<Input> {
    let past = read_all(folder);
    let is_met = |input: &&Input| {
        past.of(input).and_then(Earlier::sha256).is_some_and(|own| hashes.contains(own))
    };
    inputs.iter().filter(is_met).cloned().collect()
}

/// What earlier runs wrote into a folder: paths below it.
pub(super) fn written(folder: &Path) -> BTreeSet<PathBuf> {
    let lines = read_all(folder).lines.into_values();
    let outputs = lines.flat_map(|line| line.facts.outputs.into_iter().chain(line.facts.left));
    let outputs = outputs.map(|output| name::path_of(&output.path));
    let books = Books::of_folder(folder).into_iter();
    let books = books.flat_map(|books| [books.manifest(), books.journal(), books.lock()]);
    outputs.chain(books.map(PathBuf::from)).collect()
}
