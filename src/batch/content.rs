//! The bytes that an input names: a file, or a member of an archive.

use super::archive;
use super::file::{self, LARGEST, Unread};
use super::input::Input;
use super::kind;
use crate::digest;
use std::io;
use std::path::Path;

/// Reads the file that a path names: it may stand in an archive, as `papers.zip/2024/a.pdf`.
///
/// # Errors
/// There is no such file, it cannot be read, or it is too large; the message says what to do.
pub fn read(path: &Path) -> Result<Vec<u8>, String> {
    read_told(path).map_err(|unread| unread.told().1)
}

/// The same, for what tells the reason apart.
///
/// # Errors
/// Like [`read`].
pub(super) fn read_told(path: &Path) -> Result<Vec<u8>, Unread> {
    if let Some((archive, member)) = archive::split(path) {
        return archive::read(archive, &member, LARGEST);
    }
    if kind::is_archive(path) && path.is_file() {
        return Err(archive::fault(path));
    }
    file::read(path, LARGEST).map_err(|unread| match unread {
        Unread::Io(error) if kind::is_address(path) => {
            Unread::Io(io::Error::new(error.kind(), kind::DOWNLOAD))
        }
        unread => unread,
    })
}

/// SHA-256 of the bytes of an input, hexadecimal. What is no file, and may never end, is not read for it.
pub(super) fn sha256(input: &Input) -> Option<String> {
    match &input.bytes {
        Some(bytes) => Some(digest::sha256(&[bytes])),
        None if is_there(&input.path) => {
            read_told(&input.path).ok().map(|bytes| digest::sha256(&[&bytes]))
        }
        None => None,
    }
}

/// Whether a path names what can be read to its end: a device may never end.
fn is_there(path: &Path) -> bool {
    path.is_file() || archive::split(path).is_some()
}

/// Whether a path names nothing, as far as can be known: a folder above it may be closed.
pub(super) fn is_missing(path: &Path) -> bool {
    path.symlink_metadata().is_err_and(|error| error.kind() == io::ErrorKind::NotFound)
}
