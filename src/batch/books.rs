//! The files in which a run keeps its books.

use super::error::Error;
use super::shard::Shard;
use std::path::Path;

/// Name of the manifest in the output folder.
pub const MANIFEST: &str = "manifest.jsonl";

/// Ends of the names of all books.
const ENDS: [&str; 2] = [".jsonl", ".jsonl.part"];

/// The books of a run over all files, or over a shard of them.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Books(pub(super) Option<Shard>);

impl Books {
    /// Those of a run over a shard, or over all files.
    ///
    /// # Errors
    /// There are books of other shards, or of shards where all files are converted.
    pub(super) fn of_run(folder: &Path, shard: Option<Shard>) -> Result<Self, Error> {
        let count = |books: &Self| books.0.map(Shard::count);
        let own = Self(shard);
        let others = Self::of_shards(folder).iter().any(|books| count(books) != count(&own));
        if others { Err(Error::Unmerged(folder.to_owned())) } else { Ok(own) }
    }

    /// The manifest: a line for each file.
    pub(super) fn manifest(self) -> String {
        format!("{}{}", self.stem(), ENDS[0])
    }

    /// The journal: a line when a file begins and one when it has ended. It becomes the manifest
    /// when the run ends; a run that was cut off leaves it behind, and the next one reads it.
    pub(super) fn journal(self) -> String {
        format!("{}{}", self.stem(), ENDS[1])
    }

    /// The file that whoever writes to the folder holds a lock on.
    pub(super) fn lock(self) -> String {
        format!("{}.lock", self.stem())
    }

    fn stem(self) -> String {
        match self.0 {
            None => "manifest".to_owned(),
            Some(shard) => format!("manifest-{shard}"),
        }
    }

    /// Those of the shards that a folder has books of, in their order.
    pub(super) fn of_shards(folder: &Path) -> Vec<Self> {
        let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
        let mut found: Vec<Self> = entries
            .filter_map(|entry| {
                let name = entry.file_name();
                let stem = ENDS.iter().find_map(|end| name.to_str()?.strip_suffix(end))?;
                Some(Self(Some(stem.strip_prefix("manifest-")?.parse().ok()?)))
            })
            .collect();
        found.sort_unstable();
        found.dedup();
        found
    }

    /// All that a folder has, those of all files first.
    pub(super) fn of_folder(folder: &Path) -> Vec<Self> {
        std::iter::once(Self::default()).chain(Self::of_shards(folder)).collect()
    }
}
