//! Where the outputs of files go.

use super::input::Input;
use super::kind;
use rustc_hash::FxHashMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// A file that was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Candidate {
    /// The file.
    pub(super) path: PathBuf,
    /// Its path below what was named.
    pub(super) below: PathBuf,
    /// The archive that it stands in.
    pub(super) archive: Option<Archive>,
    /// Its bytes, where they are not read from its path.
    pub(super) bytes: Option<Arc<[u8]>>,
}

/// An archive that was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Archive {
    /// The file.
    pub(super) path: PathBuf,
    /// Its path below what was named.
    pub(super) below: PathBuf,
}

impl Candidate {
    /// A file.
    pub(super) fn file(path: PathBuf, below: PathBuf) -> Self {
        Self { path, below, archive: None, bytes: None }
    }

    /// A member of an archive.
    pub(super) fn member(archive: &Archive, name: &str) -> Self {
        let (path, below) = (archive.path.join(name), archive.below.join(name));
        Self { path, below, archive: Some(archive.clone()), bytes: None }
    }

    /// The file on the disk.
    pub(super) fn on_disk(&self) -> &Path {
        self.archive.as_ref().map_or(&self.path, |archive| &archive.path)
    }

    /// Its path without what says of it and its archive what they are.
    fn stem(&self) -> PathBuf {
        match &self.archive {
            Some(archive) => {
                let name = self.below.strip_prefix(&archive.below).unwrap_or(&self.below);
                kind::without_archive_end(&archive.below).join(name).with_extension("")
            }
            None if kind::is_archive(&self.below) => kind::without_archive_end(&self.below),
            None => self.below.with_extension(""),
        }
    }
}

/// Gives each file a place of its own for its outputs.
pub(super) fn inputs(found: Vec<Candidate>) -> Vec<Input> {
    let mut stems: Vec<PathBuf> = found.iter().map(Candidate::stem).collect();
    part_archives(&found, &mut stems);
    part_namesakes(&found, &mut stems);
    let placed = found.into_iter().zip(stems);
    placed.map(|(own, stem)| Input { path: own.path, stem, bytes: own.bytes }).collect()
}

/// Gives archives the end of their name back where a member has the stem of a file that is not in the
/// same archive: it was unpacked beside, say.
fn part_archives(found: &[Candidate], stems: &mut [PathBuf]) {
    let mut owners: FxHashMap<PathBuf, (Option<&Path>, bool)> = FxHashMap::default();
    for (own, stem) in found.iter().zip(stems.iter()) {
        let archive = own.archive.as_ref().map(|archive| archive.path.as_path());
        let (first, is_shared) = owners.entry(stem.clone()).or_insert((archive, false));
        *is_shared |= *first != archive;
    }
    for (own, stem) in found.iter().zip(stems.iter_mut()) {
        if own.archive.is_some() && owners.get(stem).is_some_and(|(_, is_shared)| *is_shared) {
            *stem = own.below.with_extension("");
        }
    }
}

/// Gives files the extension back where their stem is that of another one. Those with the usual
/// extension go without: what they write has the name that is looked for.
fn part_namesakes(found: &[Candidate], stems: &mut [PathBuf]) {
    let mut counts: FxHashMap<PathBuf, usize> = FxHashMap::default();
    for stem in stems.iter() {
        *counts.entry(stem.clone()).or_default() += 1;
    }
    for (own, stem) in found.iter().zip(stems.iter_mut()) {
        let is_shared = counts.get(stem).is_some_and(|&count| count > 1);
        let extension = own.below.extension().filter(|extension| *extension != "pdf" && is_shared);
        if let Some(extension) = extension {
            stem.as_mut_os_string().push(".");
            stem.as_mut_os_string().push(extension);
        }
    }
}
