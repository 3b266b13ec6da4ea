//! Tar archives: members one behind the other, each behind a block that says what it is.
//!
//! What is in a block, [`tar::Header`] says. The way from one to the next is gone here, since a reading
//! goes on where the last one stopped, and names that stand in members of their own are bounded.

use super::bound::{Bounded, Bounds};
use super::member::Member;
use super::name::Namer;
use crate::batch::file::Unread;
use flate2::bufread::MultiGzDecoder;
use std::fs::File;
use std::io::{self, BufReader, Read, Seek};
use tar::{EntryType, Header, PaxExtensions};

/// Bytes of a block.
const BLOCK: usize = 512;

/// Place of the checksum in a block. It is counted as if blanks stood there.
const CHECKSUM: std::ops::Range<usize> = 148..156;

/// Bytes that say more of the member behind them, at most: a long name, or what pax adds.
const LONGEST_ADDITION: u64 = 1 << 20;

/// A tar archive and a place in it.
#[derive(Debug)]
pub(super) struct Tape {
    from: Source,
    namer: Namer,
    bounds: Bounds,
    /// Blocks of members that were met.
    members: usize,
    /// Bytes up to the next block.
    left: u64,
}

impl Tape {
    /// One whose file has a length.
    pub(super) fn plain(file: File, length: u64, bounds: Bounds) -> Self {
        Self::of(Source::Plain(BufReader::new(file), length), bounds)
    }

    /// One that is packed with gzip.
    pub(super) fn packed(file: File, length: u64, bounds: Bounds) -> Self {
        let unpacked = MultiGzDecoder::new(BufReader::new(file));
        let bounded = Bounded::new(unpacked, bounds.unpacked(length));
        Self::of(Source::Packed(Box::new(bounded)), bounds)
    }

    fn of(from: Source, bounds: Bounds) -> Self {
        Self { from, namer: Namer::default(), bounds, members: 0, left: 0 }
    }

    /// Goes to the next file that has a name.
    pub(super) fn next(&mut self) -> Result<Option<Member>, Unread> {
        let (mut long_name, mut size_told) = (None, None);
        loop {
            let Some(header) = self.next_header()? else { return Ok(None) };
            let size = header.entry_size().map_err(|error| self.unread(&error))?;
            let kind = header.entry_type();
            self.goes_over(size_told.filter(|_| kind.is_file()).unwrap_or(size));
            match kind {
                EntryType::GNULongName => long_name = Some(self.addition(size)?),
                EntryType::XHeader => {
                    let addition = self.addition(size)?;
                    let told = |key: &[u8]| {
                        let all = PaxExtensions::new(&addition).filter_map(Result::ok);
                        all.filter(|own| own.key_bytes() == key).last().map(|own| own.value_bytes())
                    };
                    long_name = told(b"path").map(<[u8]>::to_vec).or(long_name);
                    let size = told(b"size").and_then(|size| std::str::from_utf8(size).ok());
                    size_told = size.and_then(|size| size.parse().ok());
                }
                EntryType::Regular | EntryType::Continuous => {
                    let size = size_told.take().unwrap_or(size);
                    let raw = long_name.take().unwrap_or_else(|| header.path_bytes().into_owned());
                    let raw = String::from_utf8_lossy(&raw);
                    let raw = raw.trim_end_matches('\0');
                    // Tars of old have folders that are files but for the end of their names.
                    let name = Some(raw).filter(|raw| !raw.ends_with('/'));
                    if let Some(name) = name.and_then(|raw| self.namer.name(raw)) {
                        return Ok(Some(Member { name, size }));
                    }
                }
                // A link to a longer name stands between a name and its member.
                EntryType::GNULongLink | EntryType::XGlobalHeader => {}
                _ => (long_name, size_told) = (None, None),
            }
        }
    }

    /// Reads the member that was just met.
    pub(super) fn read(&mut self, size: u64, largest: u64) -> Result<Vec<u8>, Unread> {
        if size > largest {
            return Err(Unread::TooLarge(size));
        }
        // A size may be made up: memory is taken as bytes come.
        let mut bytes = Vec::new();
        let read = (&mut self.from).take(size).read_to_end(&mut bytes);
        read.map_err(|error| self.unread(&error))?;
        if (bytes.len() as u64) < size {
            return Err(self.unread(&io::ErrorKind::UnexpectedEof.into()));
        }
        self.left -= size;
        Ok(bytes)
    }

    fn addition(&mut self, size: u64) -> Result<Vec<u8>, Unread> {
        if size > LONGEST_ADDITION {
            return Err(Unread::damaged_archive("what it says of a member is too long"));
        }
        self.read(size, LONGEST_ADDITION)
    }

    /// Says that a member of a size comes: what is not read of it is passed over.
    fn goes_over(&mut self, size: u64) {
        self.left = size.checked_next_multiple_of(BLOCK as u64).unwrap_or(u64::MAX);
    }

    /// The next block that says what a member is; none at the end.
    fn next_header(&mut self) -> Result<Option<Header>, Unread> {
        let left = std::mem::take(&mut self.left);
        self.from.skip(left).map_err(|error| self.unread(&error))?;
        let mut header = Header::new_old();
        let block = header.as_mut_bytes();
        let mut filled = 0;
        while filled < BLOCK {
            match self.from.read(&mut block[filled..]) {
                Ok(0) if filled == 0 => return Ok(None),
                Ok(0) => return Err(self.unread(&io::ErrorKind::UnexpectedEof.into())),
                Ok(size) => filled += size,
                Err(error) => return Err(self.unread(&error)),
            }
        }
        if block.iter().all(|byte| *byte == 0) {
            return Ok(None);
        }
        let around = block[..CHECKSUM.start].iter().chain(&block[CHECKSUM.end..]);
        let blanks = u32::from(b' ') * CHECKSUM.len() as u32;
        let sum = around.map(|byte| u32::from(*byte)).sum::<u32>() + blanks;
        if header.cksum().ok() != Some(sum) {
            let what = match self.members {
                0 => "it is neither a ZIP archive nor a tar",
                _ => "a block is no beginning of a member",
            };
            return Err(Unread::damaged_archive(what));
        }
        self.members += 1;
        self.bounds.check(self.members)?;
        Ok(Some(header))
    }

    fn unread(&self, error: &io::Error) -> Unread {
        match error.kind() {
            io::ErrorKind::FileTooLarge => self.bounds.too_large(),
            io::ErrorKind::UnexpectedEof => Unread::damaged_archive("it is cut off"),
            _ => Unread::damaged_archive(&error.to_string()),
        }
    }
}

/// Where a tape is read from.
#[derive(Debug)]
enum Source {
    /// A file, and its length.
    Plain(BufReader<File>, u64),
    Packed(Box<Bounded<MultiGzDecoder<BufReader<File>>>>),
}

impl Source {
    /// Passes over bytes.
    fn skip(&mut self, count: u64) -> io::Result<()> {
        match self {
            Self::Plain(file, length) => {
                let to = file.stream_position()?.checked_add(count).filter(|to| to <= length);
                to.ok_or(io::ErrorKind::UnexpectedEof)?;
                file.seek_relative(i64::try_from(count).map_err(io::Error::other)?)
            }
            Self::Packed(packed) => {
                let passed = io::copy(&mut packed.take(count), &mut io::sink())?;
                if passed < count { Err(io::ErrorKind::UnexpectedEof.into()) } else { Ok(()) }
            }
        }
    }
}

impl Read for Source {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        match self {
            Self::Plain(file, _) => file.read(buffer),
            Self::Packed(packed) => packed.read(buffer),
        }
    }
}
