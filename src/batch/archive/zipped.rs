//! ZIP archives.

use super::bound::Bounds;
use super::member::Member;
use super::name::Namer;
use crate::batch::file::Unread;
use rustc_hash::FxHashMap;
use std::fs::File;
use std::io::{BufReader, Read};
use zip::ZipArchive;
use zip::result::ZipError;

/// A ZIP archive with its members.
#[derive(Debug)]
pub(super) struct Zipped {
    archive: ZipArchive<BufReader<File>>,
    members: Vec<Member>,
    /// Where in the archive a member of a name stands.
    places: FxHashMap<String, usize>,
}

impl Zipped {
    /// Reads the directory of an archive of a length.
    pub(super) fn open(file: File, length: u64, bounds: Bounds) -> Result<Self, Unread> {
        let archive = ZipArchive::new(BufReader::new(file)).map_err(unread)?;
        bounds.check(archive.len())?;
        let (mut members, mut places) = (Vec::new(), FxHashMap::default());
        let (mut namer, mut unpacked) = (Namer::default(), 0_u64);
        for place in 0..archive.len() {
            let entry = archive.by_index_data(place).map_err(unread)?;
            if !entry.is_file() {
                continue;
            }
            let size = entry.size();
            unpacked = unpacked.saturating_add(size);
            // Most programs write UTF-8, and not all of them say so.
            let name = match std::str::from_utf8(entry.name_raw()) {
                Ok(name) => name.to_owned(),
                Err(_) => entry.name().map_err(unread)?.into_owned(),
            };
            if let Some(name) = namer.name(&name) {
                places.insert(name.clone(), place);
                members.push(Member { name, size });
            }
        }
        if unpacked > bounds.unpacked(length) {
            return Err(bounds.too_large());
        }
        Ok(Self { archive, members, places })
    }

    /// The members, in their order.
    pub(super) fn members(&self) -> impl Iterator<Item = &Member> {
        self.members.iter()
    }

    /// Reads a member, if it has one of that name.
    pub(super) fn read(&mut self, name: &str, largest: u64) -> Result<Option<Vec<u8>>, Unread> {
        let Some(place) = self.places.get(name) else { return Ok(None) };
        let member = self.archive.by_index(*place).map_err(unread)?;
        let size = member.size();
        if size > largest {
            return Err(Unread::TooLarge(size));
        }
        // What an archive says of a size may be untrue, so that memory is taken as bytes come.
        let mut bytes = Vec::new();
        let read = member.take(size + 1).read_to_end(&mut bytes);
        read.map_err(|error| damaged(error.to_string()))?;
        if bytes.len() as u64 > size {
            return Err(damaged("the member has more bytes than it says".to_owned()));
        }
        Ok(Some(bytes))
    }
}

fn unread(error: ZipError) -> Unread {
    let unsupported = |what: &str| Unread::Archive("unsupported-archive", what.to_owned());
    match error {
        ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) => {
            unsupported("the member is encrypted; unpack the archive first")
        }
        ZipError::UnsupportedArchive(_) | ZipError::CompressionMethodNotSupported(_) => {
            unsupported("it is packed in a way that is not read; unpack the archive first")
        }
        error => damaged(error.to_string()),
    }
}

fn damaged(how: String) -> Unread {
    Unread::damaged_archive(&how)
}
