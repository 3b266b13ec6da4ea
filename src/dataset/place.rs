//! Where tables may be written.

use super::sheet::CREATED_BY;
use super::tables::{path_of, schemas};
use crate::batch::Shard;
use parquet::file::reader::{FileReader, SerializedFileReader};
use std::fs::File;
use std::path::{Path, PathBuf};

/// Says why tables may not be written into a folder: a file that is no table of this program stands where one of them
/// goes, or the tables there are of other shards, so that papers would be in them twice.
///
/// # Errors
/// They may not: the message says why.
pub fn check(folder: &Path, shard: Option<Shard>) -> Result<(), String> {
    let advice = "move it away, or choose another folder";
    for table in schemas() {
        let path = path_of(folder, table.name, shard);
        if path.exists() && !is_own(&path) {
            return Err(format!(
                "{} is there, and is no table of offprint; {advice}",
                path.display()
            ));
        }
        if let Some(other) = of_other_shards(folder, table.name, shard) {
            let whose = "is a table of other shards, or of all files";
            return Err(format!("{} {whose}; {advice}", other.display()));
        }
    }
    Ok(())
}

/// Whether a file is a table that this program wrote.
fn is_own(path: &Path) -> bool {
    let reader = File::open(path).ok().and_then(|file| SerializedFileReader::new(file).ok());
    let created_by =
        reader.and_then(|own| own.metadata().file_metadata().created_by().map(str::to_owned));
    created_by.is_some_and(|own| own.starts_with(CREATED_BY))
}

/// A file of a table that holds another part of the files than one of as many shards.
fn of_other_shards(folder: &Path, table: &str, shard: Option<Shard>) -> Option<PathBuf> {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.path()).collect();
    paths.sort_unstable();
    let is_other = |path: &PathBuf| {
        let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
        let behind = name.strip_suffix(".parquet").and_then(|stem| stem.strip_prefix(table));
        match behind {
            Some("") => shard.is_some(),
            Some(behind) => {
                let other = behind.strip_prefix('-').and_then(|own| own.parse::<Shard>().ok());
                other.is_some_and(|other| Some(other.count()) != shard.map(Shard::count))
            }
            None => false,
        }
    };
    paths.into_iter().find(is_other)
}
