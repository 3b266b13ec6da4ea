//! Where the outputs of files go.

use super::archive::Member;
use super::input::Input;
use super::kind;
use super::name;
use super::shard::Shard;
use crate::digest;
use rustc_hash::{FxHashMap, FxHashSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// How outputs lie below the output folder.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Layout {
    /// As the files lie below what was named.
    #[default]
    Mirror,
    /// All in one folder. Files of one name have eight digits of the hash of their path behind it.
    Flat,
    /// The same in 256 folders, named after two digits of the hash of the path: it is known before the
    /// file is read, and stays when the file changes.
    Sharded,
}

/// Digits of the name of a folder of [`Layout::Sharded`].
const FOLDER_DIGITS: usize = 2;

/// Digits that tell files of one name apart.
const NAME_DIGITS: usize = 8;

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
    /// Its size in bytes, where an archive says it.
    pub(super) size: Option<u64>,
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
        Self { path, below, archive: None, bytes: None, size: None }
    }

    /// A member of an archive.
    pub(super) fn member(archive: &Archive, member: &Member) -> Self {
        let (path, below) = (archive.path.join(&member.name), archive.below.join(&member.name));
        let size = Some(member.size);
        Self { path, below, archive: Some(archive.clone()), bytes: None, size }
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

/// Gives each file a place of its own for its outputs, and leaves out those of other shards. A place
/// does not depend on the shard, so that no two shards write the same file.
pub(super) fn inputs(found: Vec<Candidate>, layout: Layout, shard: Option<Shard>) -> Vec<Input> {
    let mut stems: Vec<PathBuf> = found.iter().map(Candidate::stem).collect();
    part_archives(&found, &mut stems);
    part_namesakes(&found, &mut stems);
    match layout {
        Layout::Mirror => {}
        Layout::Flat => flatten(&found, &mut stems, 0),
        Layout::Sharded => flatten(&found, &mut stems, FOLDER_DIGITS),
    }
    let placed = found.into_iter().zip(stems);
    let own = placed.filter(|(own, _)| shard.is_none_or(|shard| shard.holds(&own.below)));
    let input = |(own, stem): (Candidate, PathBuf)| Input {
        path: own.path,
        stem,
        bytes: own.bytes,
        size: own.size,
    };
    own.map(input).collect()
}

/// Puts all files into one folder, or into folders named after so many digits of their hash. Whether a
/// file of the same name was found decides whether a name has the hash behind it, and only that.
fn flatten(found: &[Candidate], stems: &mut [PathBuf], digits: usize) {
    let hash = |own: &Candidate| digest::sha256(&[name::text_of(&own.below).as_bytes()]);
    for (own, stem) in found.iter().zip(stems.iter_mut()) {
        let name = stem.file_name().unwrap_or_default();
        *stem = Path::new(&hash(own)[..digits]).join(name);
    }
    let shared = shared(stems);
    for (own, stem) in found.iter().zip(stems.iter_mut()) {
        if shared.contains(stem) {
            stem.as_mut_os_string().push("-");
            stem.as_mut_os_string().push(&hash(own)[..NAME_DIGITS]);
        }
    }
}

/// The stems that several files have.
fn shared(stems: &[PathBuf]) -> FxHashSet<PathBuf> {
    let mut seen = FxHashSet::default();
    stems.iter().filter(|stem| !seen.insert(*stem)).cloned().collect()
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
    let shared = shared(stems);
    for (own, stem) in found.iter().zip(stems.iter_mut()) {
        let is_shared = shared.contains(stem);
        let extension = own.below.extension().filter(|extension| *extension != "pdf" && is_shared);
        if let Some(extension) = extension {
            stem.as_mut_os_string().push(".");
            stem.as_mut_os_string().push(extension);
        }
    }
}
