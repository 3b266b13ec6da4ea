//! Reading and writing whole files.

use super::error::Error;
use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use tempfile::NamedTempFile;

/// Largest input that is read, in bytes: the largest supplement seen has 300 MB.
pub(super) const LARGEST: u64 = 1 << 30;

/// Why an input cannot be read.
#[derive(Debug)]
pub(super) enum Unread {
    TooLarge(u64),
    Io(io::Error),
    /// It is an archive, or stands in one: a reason and what exactly is wrong.
    Archive(&'static str, String),
}

impl Unread {
    /// That an archive is damaged, and how.
    pub(super) fn damaged_archive(how: &str) -> Self {
        Self::Archive("damaged-archive", format!("the archive is damaged: {how}; fetch it anew"))
    }

    /// The reason as manifests write it, and what exactly happened.
    pub(super) fn told(self) -> (&'static str, String) {
        match self {
            Self::TooLarge(size) => {
                let (size, limit) = (size >> 20, LARGEST >> 20);
                let advice = "split it, or make its images smaller";
                let detail = format!("the file has {size} MiB, the limit is {limit} MiB; {advice}");
                ("too-large", detail)
            }
            Self::Io(error) => ("unreadable", format!("the file cannot be read: {error}")),
            Self::Archive(reason, detail) => (reason, detail),
        }
    }
}

/// Reads a file of at most `largest` bytes.
pub(super) fn read(path: &Path, largest: u64) -> Result<Vec<u8>, Unread> {
    let file = File::open(path).map_err(Unread::Io)?;
    let size = file.metadata().map_err(Unread::Io)?.len();
    if size > largest {
        return Err(Unread::TooLarge(size));
    }
    // A file may grow, and a device states no size, so that reading is bounded as well.
    let mut bytes = Vec::with_capacity(usize::try_from(size).unwrap_or_default());
    file.take(largest + 1).read_to_end(&mut bytes).map_err(Unread::Io)?;
    let size = bytes.len() as u64;
    if size > largest { Err(Unread::TooLarge(size)) } else { Ok(bytes) }
}

/// How the names of files begin that are not whole yet, and how many letters and digits follow.
pub(super) const TEMPORARY: (&str, usize) = (".offprint-", 6);

/// A file that is written piece by piece. Its name stands for the old bytes until it is kept; one that is dropped before
/// leaves nothing.
#[derive(Debug)]
pub struct Draft {
    file: NamedTempFile,
    path: PathBuf,
}

impl Draft {
    /// Begins a file, and the folder that it stands in.
    ///
    /// # Errors
    /// It cannot be written there.
    pub fn begin(path: &Path) -> io::Result<Self> {
        let folder = folder_of(path);
        fs::create_dir_all(folder)?;
        let mut builder = tempfile::Builder::new();
        builder.prefix(TEMPORARY.0).rand_bytes(TEMPORARY.1);
        // A temporary file is private by default; an output is as open as any file of this user.
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            builder.permissions(fs::Permissions::from_mode(0o666));
        }
        Ok(Self { file: builder.tempfile_in(folder)?, path: path.to_owned() })
    }

    /// Keeps several files, when all of them are on the disk.
    ///
    /// # Errors
    /// One of them cannot be written, or has no place: it and those behind it are left out.
    pub fn keep_all(drafts: Vec<Self>) -> Result<(), Error> {
        let wrong = |path: &Path| {
            let path = path.to_owned();
            |error| Error::Write(path, error)
        };
        for draft in &drafts {
            draft.file.as_file().sync_all().map_err(wrong(&draft.path))?;
        }
        for draft in drafts {
            let path = draft.path.clone();
            draft.keep().and_then(|_| sync_folder(folder_of(&path))).map_err(wrong(&path))?;
        }
        Ok(())
    }

    /// Gives the file its name.
    fn keep(self) -> io::Result<File> {
        Ok(self.file.persist(self.path)?)
    }
}

impl Write for Draft {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.file.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

/// The folder that a file stands in.
fn folder_of(path: &Path) -> &Path {
    path.parent().filter(|own| !own.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// Writes a file so that its name stands for the old bytes or the new, never for half of them, and
/// returns it: what is not synchronised yet may be lost with the power.
pub(super) fn write_atomically(path: &Path, bytes: &[u8]) -> io::Result<File> {
    let mut draft = Draft::begin(path)?;
    draft.write_all(bytes)?;
    draft.keep()
}

/// Writes a file whole or not at all: what was there stays until then.
///
/// # Errors
/// It cannot be written.
pub fn write(path: &Path, bytes: &[u8]) -> io::Result<()> {
    write_atomically(path, bytes).map(drop)
}

/// Sees to it that names in a folder outlast a loss of power, where the system has a way to.
pub(super) fn sync_folder(folder: &Path) -> io::Result<()> {
    #[cfg(unix)]
    File::open(folder)?.sync_all()?;
    #[cfg(not(unix))]
    let _ = folder;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a/b.md");
        for text in ["one", "two"] {
            write_atomically(&path, text.as_bytes()).unwrap();
            assert_eq!(read(&path, 3).unwrap(), text.as_bytes());
        }
        assert_eq!(fs::read_dir(folder.path().join("a")).unwrap().count(), 1);
        assert!(matches!(read(&path, 2), Err(Unread::TooLarge(3))));
        assert!(matches!(read(folder.path(), LARGEST), Err(Unread::Io(_))));
        assert!(write_atomically(&path.join("c.md"), b"").is_err());
    }
}
