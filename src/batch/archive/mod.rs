//! Archives whose members are inputs: ZIP, tar, and tar that is packed with gzip. Nothing of them is
//! unpacked to disk.
//!
//! A member has the path of its archive with its own name behind it: `papers.zip/2024/a.pdf`. Its name is
//! one that leads nowhere else (`name.rs`), whatever the archive says. How much an archive may unpack to is
//! bounded (`bound.rs`), since a few kilobytes can stand for any number of bytes.

mod bound;
mod member;
mod name;
mod tape;
mod zipped;

pub(super) use member::Member;

use super::file::Unread;
use super::kind::{self, Skipped};
use bound::Bounds;
use std::cell::RefCell;
use std::fs::File;
use std::io::{Read, Seek};
use std::path::{Component, Path, PathBuf};
use std::time::SystemTime;
use tape::Tape;
use zipped::Zipped;

/// What is in an archive.
#[derive(Debug, Default)]
pub(super) struct Listing {
    /// The documents in it, in the order in which they stand there.
    pub(super) members: Vec<Member>,
    /// What else is in it.
    pub(super) skipped: Skipped,
    /// Why it was read no further, if it was not read to its end.
    pub(super) failure: Option<Unread>,
}

/// Lists what is in an archive.
pub(super) fn list(path: &Path) -> Listing {
    list_within(path, Bounds::default())
}

fn list_within(path: &Path, bounds: Bounds) -> Listing {
    let mut listing = Listing::default();
    let mut add = |member: &Member| add(&mut listing, member);
    let listed = match open(path, bounds) {
        Ok(Open::Zipped(zipped)) => {
            zipped.members().for_each(add);
            Ok(())
        }
        Ok(Open::Tape(mut tape)) => loop {
            match tape.next() {
                Ok(Some(member)) => add(&member),
                Ok(None) => break Ok(()),
                Err(error) => break Err(error),
            }
        },
        Err(error) => Err(error),
    };
    listing.failure = listed.err();
    listing
}

fn add(listing: &mut Listing, member: &Member) {
    let path = Path::new(&member.name);
    let count = |kind: &str| kind.to_owned();
    if path.iter().any(kind::is_hidden) {
        *listing.skipped.entry(count("hidden")).or_default() += 1;
    } else if kind::is_archive(path) {
        *listing.skipped.entry(count("archive in an archive")).or_default() += 1;
    } else if kind::is_document(path) {
        listing.members.push(member.clone());
    } else {
        kind::skip(&mut listing.skipped, path);
    }
}

/// Why there is nothing to convert in an archive, or why it was read no further.
pub(super) fn fault(path: &Path) -> Unread {
    let listing = list(path);
    listing.failure.unwrap_or_else(|| match listing.members.len() {
        0 => {
            Unread::Archive("no-document", "there is no PDF and no image in the archive".to_owned())
        }
        _ => Unread::Archive("archive", "it is an archive; its members are converted".to_owned()),
    })
}

/// The archive that a path leads into, and the name of its member.
pub(super) fn split(path: &Path) -> Option<(&Path, String)> {
    let archive =
        path.ancestors().skip(1).find(|above| kind::is_archive(above) && above.is_file())?;
    let parts = path.strip_prefix(archive).ok()?.components().map(|part| match part {
        Component::Normal(part) => part.to_str(),
        _ => None,
    });
    Some((archive, parts.collect::<Option<Vec<_>>>()?.join("/")))
}

/// An archive that is being read.
enum Open {
    Zipped(Zipped),
    Tape(Tape),
}

/// An archive as it was when it was opened.
#[derive(Debug, PartialEq, Eq)]
struct Stamp {
    path: PathBuf,
    length: u64,
    modified: Option<SystemTime>,
}

thread_local! {
    /// Where the last reading stopped. Members are mostly asked for in their order, and what stands
    /// before one in a packed tar has to be unpacked to find it: from here it is not far.
    static LAST: RefCell<Option<(Stamp, Open)>> = const { RefCell::new(None) };
}

/// Reads a member of at most `largest` bytes.
///
/// # Errors
/// The archive has no such member, is damaged, or the member is too large.
pub(super) fn read(path: &Path, member: &str, largest: u64) -> Result<Vec<u8>, Unread> {
    let facts = path.metadata().map_err(Unread::Io)?;
    let stamp =
        Stamp { path: path.to_owned(), length: facts.len(), modified: facts.modified().ok() };
    LAST.with_borrow_mut(|last| {
        let kept = last.take().filter(|(own, _)| *own == stamp).map(|(_, open)| open);
        let was_kept = kept.is_some();
        let mut archive = kept.map_or_else(|| open(path, Bounds::default()), Ok)?;
        let mut found = archive.read(member, largest)?;
        if found.is_none() && was_kept {
            // It may stand before the place where the last reading stopped.
            archive = open(path, Bounds::default())?;
            found = archive.read(member, largest)?;
        }
        *last = Some((stamp, archive));
        let missing = || Unread::Archive("unreadable", "the archive has no such member".to_owned());
        found.ok_or_else(missing)
    })
}

impl Open {
    /// Reads a member, if it has one of that name: a tape, further on.
    fn read(&mut self, name: &str, largest: u64) -> Result<Option<Vec<u8>>, Unread> {
        match self {
            Self::Zipped(zipped) => zipped.read(name, largest),
            Self::Tape(tape) => {
                while let Some(member) = tape.next()? {
                    if member.name == name {
                        return tape.read(member.size, largest).map(Some);
                    }
                }
                Ok(None)
            }
        }
    }
}

/// Opens an archive as what its first bytes say that it is.
fn open(path: &Path, bounds: Bounds) -> Result<Open, Unread> {
    let mut file = File::open(path).map_err(Unread::Io)?;
    let length = file.metadata().map_err(Unread::Io)?.len();
    let mut head = [0; 4];
    let is_headed = file.read_exact(&mut head).is_ok();
    file.rewind().map_err(Unread::Io)?;
    match head {
        [b'P', b'K', 3 | 5, 4 | 6] if is_headed => {
            Zipped::open(file, length, bounds).map(Open::Zipped)
        }
        [0x1F, 0x8B, ..] if is_headed => Ok(Open::Tape(Tape::packed(file, length, bounds))),
        _ => Ok(Open::Tape(Tape::plain(file, length, bounds))),
    }
}

#[cfg(test)]
mod tests;
