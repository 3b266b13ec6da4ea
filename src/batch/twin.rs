//! Files of one run that have the same bytes: they are converted once.

use super::content;
use super::input::Input;
use super::thread;
use rayon::iter::{IntoParallelIterator, ParallelIterator};
use rustc_hash::{FxHashMap, FxHashSet};
use std::io;

/// What is known of a file and those with the same bytes.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Twin<'a> {
    /// SHA-256 of its bytes, hexadecimal, where it was needed to tell it from another file.
    pub(super) hash: Option<&'a str>,
    /// The first file that has its bytes, where it is not the first one itself.
    pub(super) first: Option<usize>,
    /// Whether another file with its bytes comes behind it.
    pub(super) is_followed: bool,
}

/// Which files of a run have the same bytes.
#[derive(Debug, Default)]
pub(super) struct Twins {
    /// SHA-256 of those that have the size of another one, hexadecimal.
    hashes: FxHashMap<usize, String>,
    /// The first file of each that is not the first one with its bytes.
    firsts: FxHashMap<usize, usize>,
    /// Files behind which another one with their bytes comes.
    followed: FxHashSet<usize>,
}

impl Twins {
    /// Finds them. Only files of one size are read for it. One that changes afterwards is told by the hash
    /// of what is converted.
    ///
    /// # Errors
    /// No thread can be started.
    pub(super) fn of(inputs: &[Input], threads: usize) -> io::Result<Self> {
        let mut by_size: FxHashMap<u64, Vec<usize>> = FxHashMap::default();
        for (task, input) in inputs.iter().enumerate() {
            if let Some(size) = size(input) {
                by_size.entry(size).or_default().push(task);
            }
        }
        let mut alike: Vec<usize> =
            by_size.into_values().filter(|tasks| tasks.len() > 1).flatten().collect();
        if alike.is_empty() {
            return Ok(Self::default());
        }
        // Members of an archive are read in their order.
        alike.sort_unstable();
        let hash = |task: usize| Some((task, content::sha256(&inputs[task])?));
        let hashed: Vec<(usize, String)> =
            thread::pool(threads)?.install(|| alike.into_par_iter().filter_map(hash).collect());
        let mut same: FxHashMap<&str, (usize, usize)> = FxHashMap::default();
        let mut twins = Self::default();
        for (task, hash) in &hashed {
            let (first, last) = same.entry(hash).or_insert((*task, *task));
            if first != task {
                twins.firsts.insert(*task, *first);
                twins.followed.insert(std::mem::replace(last, *task));
            }
        }
        twins.hashes = hashed.into_iter().collect();
        Ok(twins)
    }

    /// What is known of a file.
    pub(super) fn of_task(&self, task: usize) -> Twin<'_> {
        let hash = self.hashes.get(&task).map(String::as_str);
        Twin {
            hash,
            first: self.firsts.get(&task).copied(),
            is_followed: self.followed.contains(&task),
        }
    }

    /// Files in their order, but for those with the bytes of another one: they stand behind it.
    pub(super) fn groups(&self, tasks: &[usize]) -> Vec<Vec<usize>> {
        let mut groups: Vec<Vec<usize>> = Vec::new();
        let mut group_of: FxHashMap<usize, usize> = FxHashMap::default();
        for task in tasks {
            let first = self.firsts.get(task).copied().unwrap_or(*task);
            let group = *group_of.entry(first).or_insert(groups.len());
            match groups.get_mut(group) {
                Some(group) => group.push(*task),
                None => groups.push(vec![*task]),
            }
        }
        groups
    }
}

/// The size of a file, where it is known without reading it.
fn size(input: &Input) -> Option<u64> {
    match &input.bytes {
        Some(bytes) => Some(bytes.len() as u64),
        None => input.size.or_else(|| {
            let found = input.path.metadata().ok().filter(|found| found.is_file());
            found.map(|found| found.len())
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::digest;

    #[test]
    fn files_with_the_same_bytes_stand_together() {
        let folder = tempfile::tempdir().unwrap();
        let texts = ["same", "other", "size", "same", "none", "size", "same"];
        let mut inputs: Vec<Input> = Vec::new();
        for (number, text) in texts.iter().enumerate() {
            let path = folder.path().join(format!("{number}.pdf"));
            std::fs::write(&path, text).unwrap();
            inputs.push(Input::new(path, number.to_string()));
        }
        // What is not there, and what is here already.
        std::fs::remove_file(&inputs[4].path).unwrap();
        inputs[6].bytes = Some(b"same"[..].into());
        let twins = Twins::of(&inputs, 2).unwrap();
        let all: Vec<usize> = (0..inputs.len()).collect();
        assert_eq!(twins.groups(&all), [vec![0, 3, 6], vec![1], vec![2, 5], vec![4]]);
        assert_eq!(twins.groups(&[6, 1, 3]), [vec![6, 3], vec![1]]);
        let hash = digest::sha256(&[b"same"]);
        let hash = Some(hash.as_str());
        assert_eq!(twins.of_task(0), Twin { hash, first: None, is_followed: true });
        assert_eq!(twins.of_task(3), Twin { hash, first: Some(0), is_followed: true });
        assert_eq!(twins.of_task(6), Twin { hash, first: Some(0), is_followed: false });
        assert_eq!(twins.of_task(1), Twin::default(), "no other file has its size");
    }
}
