//! One run at a time writes to a folder, and clears what a run before it left half-written.

use super::books::Books;
use super::error::Error;
use super::file::TEMPORARY;
use std::fs::{File, OpenOptions, TryLockError};
use std::io::{self, Read, Seek, Write};
use std::path::{Path, PathBuf};
use walkdir::WalkDir;

/// The right to write to a folder, until it is dropped or the process ends in whatever way.
#[derive(Debug)]
pub(super) struct Lock {
    path: PathBuf,
    /// Holds the lock; nothing on file systems that know none.
    _file: File,
    /// Keeps out who writes for all shards.
    _shared: Option<File>,
}

/// Takes the lock of a folder for a run with these books: shards keep out each their like only, and who
/// writes for all files.
///
/// # Errors
/// Another process holds it, or its file cannot be written.
pub(super) fn take(folder: &Path, books: Books) -> Result<Lock, Error> {
    let all = Books::default();
    // This one stays, since nobody knows who is the last to hold it.
    let shared = if books == all { None } else { Some(hold(folder, all, File::try_lock_shared)?) };
    let mut file = hold(folder, books, File::try_lock)?;
    let path = folder.join(books.lock());
    let number = std::process::id().to_string();
    let written = file.rewind().and_then(|()| file.write_all(number.as_bytes()));
    written.map_err(|error| Error::Write(path.clone(), error))?;
    Ok(Lock { path, _file: file, _shared: shared })
}

/// Holds the file of a lock, which is empty then.
fn hold(
    folder: &Path,
    books: Books,
    lock: fn(&File) -> Result<(), TryLockError>,
) -> Result<File, Error> {
    let path = folder.join(books.lock());
    let wrong = |error| Error::Write(path.clone(), error);
    loop {
        let mut options = OpenOptions::new();
        options.read(true).write(true).create(true).truncate(false);
        let mut file = options.open(&path).map_err(wrong)?;
        match lock(&file) {
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
        if is_at(&file, &path) {
            file.set_len(0).map_err(wrong)?;
            return Ok(file);
        }
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
    clear(WalkDir::new(folder));
}

/// The same of files in a folder, but not of those in folders there.
pub(super) fn clear_leftovers_in(folder: &Path) {
    clear(WalkDir::new(folder).max_depth(1));
}

fn clear(walk: WalkDir) {
    for entry in walk.into_iter().filter_map(Result::ok) {
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
        let all = Books::default();
        let lock = take(folder.path(), all).unwrap();
        match take(folder.path(), all) {
            Err(Error::Busy { holder, .. }) => assert_eq!(holder, Some(std::process::id())),
            other => panic!("{other:?}"),
        }
        drop(lock);
        assert!(!folder.path().join(all.lock()).exists());
        // What a killed process leaves is no lock.
        std::fs::write(folder.path().join(all.lock()), "1").unwrap();
        assert!(take(folder.path(), all).is_ok());
    }

    #[test]
    fn shards_keep_out_their_like_and_who_writes_for_all() {
        let folder = tempfile::tempdir().unwrap();
        let books = |text: &str| Books(Some(text.parse().unwrap()));
        let is_busy = |books| matches!(take(folder.path(), books), Err(Error::Busy { .. }));
        let (one, two) = (take(folder.path(), books("1/2")), take(folder.path(), books("2/2")));
        assert!(one.is_ok() && two.is_ok());
        assert!(is_busy(books("1/2")) && is_busy(Books::default()));
        drop(one);
        assert!(!is_busy(books("1/2")) && is_busy(Books::default()));
        drop(two);
        let all = take(folder.path(), Books::default());
        assert!(all.is_ok() && is_busy(books("2/2")));
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
