//! The manifests of shards as one.

use super::books::Books;
use super::earlier;
use super::error::Error;
use super::file::{sync_folder, write_atomically};
use super::lock;
use super::manifest;
use std::path::Path;

/// What came of a merge.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Merged {
    /// Manifests of shards, which are gone now.
    pub manifests: usize,
    /// Files that the manifest has a line for.
    pub files: usize,
}

/// Merges the manifests of the shards of a folder into its manifest, in the order of the files. Of several
/// lines of a file that of the last shard counts.
///
/// # Errors
/// There is none, a shard is not at its end, or a run writes to the folder.
pub fn merge(folder: &Path) -> Result<Merged, Error> {
    let shards = Books::of_shards(folder);
    if shards.is_empty() {
        let message = "there is no manifest of a shard in it".to_owned();
        return Err(Error::Manifest(folder.to_owned(), message));
    }
    let _lock = lock::take(folder, Books::default())?;
    let mut lines = earlier::read(folder, Books::default()).lines;
    for books in &shards {
        let past = earlier::read(folder, *books);
        if past.was_cut_off {
            let journal = books.journal();
            let message = format!("{journal} is of a shard that was cut off; run it again first");
            return Err(Error::Manifest(folder.to_owned(), message));
        }
        lines.extend(past.own().map(|line| (line.input().to_owned(), line.clone())));
    }
    let path = folder.join(Books::default().manifest());
    let texts: Vec<String> = lines.values().map(|line| line.line().to_owned()).collect();
    let write = || {
        write_atomically(&path, manifest::text_of(texts.iter()).as_bytes())?.sync_all()?;
        sync_folder(folder)?;
        shards.iter().try_for_each(|books| std::fs::remove_file(folder.join(books.manifest())))
    };
    write().map_err(|error| Error::Write(path.clone(), error))?;
    // A shard leaves what it was writing when it was killed: it could be that of another one.
    lock::clear_leftovers(folder);
    Ok(Merged { manifests: shards.len(), files: texts.len() })
}
