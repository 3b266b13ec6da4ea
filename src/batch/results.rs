//! What runs left of inputs: lines of the manifest, and outputs that are as they were written.

use super::books::Books;
use super::earlier::{self, Past};
use super::error::Error;
use super::input::Input;
use super::lock::{self, Lock};
use super::record::{Record, Status};
use super::shard::Shard;
use super::{name, plan};
use crate::digest;
use crate::writer::Writer;
use std::path::{Path, PathBuf};

/// What runs left in a folder, which no run writes to meanwhile.
#[derive(Debug)]
pub struct Results {
    folder: PathBuf,
    past: Past,
    shard: Option<Shard>,
    _lock: Lock,
}

/// What became of an output.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reread {
    /// Nothing was written, since the file failed.
    Failed,
    /// It is as it was written.
    Text(String),
    /// It is not there, or no run wrote it.
    Missing,
    /// It is not what was written.
    Edited,
}

/// Reads what the runs over all files, or over a shard of them, left in a folder.
///
/// # Errors
/// A run writes to the folder, or it has books of other shards.
pub fn results(folder: &Path, shard: Option<Shard>) -> Result<Results, Error> {
    let books = Books::of_run(folder, shard)?;
    let lock = lock::take(folder, books)?;
    let past = earlier::read(folder, books);
    Ok(Results { folder: folder.to_owned(), past, shard, _lock: lock })
}

impl Results {
    /// The line of an input.
    ///
    /// # Errors
    /// There is none, or this version cannot read it.
    pub fn record(&self, input: &Input) -> Result<Record, Error> {
        let wrong = |message: String| {
            let message = format!("the line of {}: {message}", input.path.display());
            Error::Manifest(self.folder.clone(), message)
        };
        let line = self.past.of(input).ok_or_else(|| wrong("there is none".to_owned()))?;
        serde_json::from_str(line.line()).map_err(|error| wrong(error.to_string()))
    }

    /// What was written of an input in a format, by its line.
    pub fn output(&self, input: &Input, record: &Record, writer: &Writer) -> Reread {
        if record.status == Status::Failed {
            return Reread::Failed;
        }
        let path = plan::output(&input.stem, writer);
        let named = name::text_of(&path);
        let written = record.outputs.iter().find(|own| own.path == named);
        let bytes = std::fs::read(self.folder.join(path));
        match (written, bytes) {
            (Some(written), Ok(bytes)) if digest::sha256(&[&bytes]) == written.sha256 => {
                String::from_utf8(bytes).map_or(Reread::Edited, Reread::Text)
            }
            (Some(_), Ok(_)) => Reread::Edited,
            _ => Reread::Missing,
        }
    }

    /// Removes what a run that was killed left half-written in a folder. Beside a shard it may be that of another one,
    /// which goes on.
    pub fn clear_leftovers(&self, folder: &Path) {
        if self.shard.is_none() {
            lock::clear_leftovers_in(folder);
        }
    }
}

impl Input {
    /// What its outputs are named by: their path below the output folder without extension, with `/` between folders.
    pub fn name(&self) -> String {
        name::text_of(&self.stem)
    }
}
