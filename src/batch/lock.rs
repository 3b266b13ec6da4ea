//! One run at a time writes to a folder, and clears what a run before it left half-written.

use super::error::Error;
use super::file::TEMPORARY;
use std::fs::{File, OpenOptions, TryLockError};
use std::io::{self, Read, Seek, Write};
use std::path::{Path, PathBuf};
use walkdir::WalkDir;

/// Name of the file that whoever writes to a folder holds a lock on. It has the number of its process.
const LOCK: &str = "manifest.lock";

/// The right to write to a folder, until it is dropped or the process ends in whatever way.
#[derive(Debug)]
pub(super) struct Lock {
    path: PathBuf,
    /// Holds the lock; nothing on file systems that know none.
    _file: File,
}

/// Takes the lock of a folder.
///
/// # Errors
/// Another process holds it, or its file cannot be written.
pub(super) fn take(folder: &Path) -> Result<Lock, Error> {
    let path = folder.join(LOCK);
    let wrong = |error| Error::Write(path.clone(), error);
    loop {
        let mut options = OpenOptions::new();
        options.read(true).write(true).create(true).truncate(false);
        let mut file = options.open(&path).map_err(wrong)?;
        match file.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => {
                let mut holder = String::new();
                // Who holds it may be about to write its number.
                let _ = file.read_to_string(&mut holder);
                return Err(Error::Busy { folder: folder.to_owned(), holder: holder.parse().ok() });
            }
            // Some network file systems have no locks: there nobody is kept out.
            Err(TryLockError::Error(error)) if error.kind() == io::ErrorKind::Unsupported => {}
            Err(TryLockError::Error(error)) => return Err(wrong(error)),
        }
        // Who held it may have removed its file in between: then this is a lock on nothing.
        if !is_at(&file, &path) {
            continue;
        }
        let number = std::process::id().to_string();
        let write = |file: &mut File| {
            file.set_len(0)?;
            file.rewind()?;
            file.write_all(number.as_bytes())
        };
        write(&mut file).map_err(wrong)?;
        return Ok(Lock { path, _file: file });
    }
}

#[cfg(unix)]
fn is_at(file: &File, path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    let (own, there) = (file.metadata(), path.metadata());
    own.ok().zip(there.ok()).is_some_and(|(own, there)| own.ino() == there.ino())
}

#[cfg(not(unix))]
fn is_at(_: &File, _: &Path) -> bool {
    true
}

impl Drop for Lock {
    fn drop(&mut self) {
        // Removed before it is released, so that nobody gets a lock on a file that is about to go.
        // One that stays locks nobody out.
        let _ = std::fs::remove_file(&self.path);
    }
}

/// Removes files below a folder that a run was writing when it was killed.
pub(super) fn clear_leftovers(folder: &Path) {
    for entry in WalkDir::new(folder).into_iter().filter_map(Result::ok) {
        let name = entry.file_name().to_string_lossy();
        let rest = name.strip_prefix(TEMPORARY.0);
        let is_leftover = rest.is_some_and(|rest| {
            rest.len() == TEMPORARY.1 && rest.chars().all(|c| c.is_ascii_alphanumeric())
        });
        if is_leftover && entry.file_type().is_file() {
            // One that cannot be removed does no harm.
            let _ = std::fs::remove_file(entry.path());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_is_held_by_one() {
        let folder = tempfile::tempdir().unwrap();
        let lock = take(folder.path()).unwrap();
        match take(folder.path()) {
            Err(Error::Busy { holder, .. }) => assert_eq!(holder, Some(std::process::id())),
            other => panic!("{other:?}"),
        }
        drop(lock);
        assert!(!folder.path().join(LOCK).exists());
        // What a killed process leaves is no lock.
        std::fs::write(folder.path().join(LOCK), "1").unwrap();
        assert!(take(folder.path()).is_ok());
    }

    #[test]
    fn only_leftovers_are_cleared() {
        let folder = tempfile::tempdir().unwrap();
        let names = ["a/.offprint-Ab12Cd", "a/.offprint-notes.txt", "a/b.md"];
        std::fs::create_dir(folder.path().join("a")).unwrap();
        names.iter().for_each(|name| std::fs::write(folder.path().join(name), "").unwrap());
        clear_leftovers(folder.path());
        let is_there = |name: &str| folder.path().join(name).exists();
        assert_eq!(names.map(is_there), [false, true, true]);
    }
}
