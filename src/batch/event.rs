//! What is told of a run.

use super::budget::Shortage;
use super::input::Input;
use super::prune::Pruned;
use super::record::{Record, Status};
use super::timing::Timings;
use std::path::PathBuf;
use std::time::Duration;

/// Something that happened in a run.
#[derive(Debug)]
#[non_exhaustive]
pub enum Event<'a> {
    /// The last run was cut off while it was at these files. One of them may have ended it, so that they
    /// are tried when all else is done, one by one.
    Unfinished {
        /// The files.
        inputs: &'a [&'a Input],
    },
    /// Fewer files are converted at once than were asked for, since the memory of the machine does not
    /// hold so many workers at their limit.
    Short(Shortage),
    /// A file has ended.
    Ended {
        /// How many have ended, this one included.
        done: usize,
        /// How many there are.
        total: usize,
        /// The file.
        input: &'a Input,
        /// What became of it.
        outcome: Outcome<'a>,
    },
    /// Outputs of earlier choices of options are still there, of files converted now.
    Left {
        /// Their paths below the output folder.
        outputs: &'a [String],
    },
    /// What nobody asks for any more was removed.
    Pruned(&'a Pruned),
}

/// What became of a file in a run.
#[derive(Debug, Clone, Copy)]
pub enum Outcome<'a> {
    /// It was converted, or failed.
    Tried(&'a Record),
    /// An earlier run converted it.
    UpToDate,
    /// It failed in an earlier run, for this reason, and would fail again.
    LeftOut(&'a str),
    /// It is due, but someone has edited this output of it: path below the output folder.
    Edited(&'a str),
}

/// What became of all files.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Summary {
    /// Files converted without loss.
    pub ok: usize,
    /// Files converted with something missing.
    pub partial: usize,
    /// Files not converted.
    pub failed: usize,
    /// Files that an earlier run had converted.
    pub up_to_date: usize,
    /// Those of them that are partial.
    pub up_to_date_partial: usize,
    /// Files that failed in an earlier run and were not tried again.
    pub left_out: usize,
    /// Files that were not converted anew, since what was written of them has been edited.
    pub edited: usize,
    /// Decisions about files that are none of these.
    pub decisions_beside: usize,
    /// Pages read of the files converted now.
    pub pages: u64,
    /// Wall-clock time of the run.
    pub time: Duration,
    /// Time of each room, of the files converted now.
    pub timings: Timings,
    /// The manifest.
    pub manifest: PathBuf,
}

impl Summary {
    pub(super) fn count(&mut self, outcome: Outcome<'_>) {
        match outcome {
            Outcome::Tried(record) => {
                match record.status {
                    Status::Ok => self.ok += 1,
                    Status::Partial => self.partial += 1,
                    Status::Failed => self.failed += 1,
                }
                self.pages += u64::from(record.pages_read());
                self.timings.append(&record.timings);
            }
            Outcome::UpToDate => self.up_to_date += 1,
            Outcome::LeftOut(_) => self.left_out += 1,
            Outcome::Edited(_) => self.edited += 1,
        }
    }

    /// How many files there were.
    pub fn files(&self) -> usize {
        self.ok + self.partial + self.failed + self.up_to_date + self.left_out + self.edited
    }

    /// Whether every file is converted without loss, now or earlier. One that was edited is.
    pub fn is_complete(&self) -> bool {
        self.files() == self.ok + self.up_to_date + self.edited && self.up_to_date_partial == 0
    }
}
