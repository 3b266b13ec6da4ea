//! How much an archive may unpack to.

use crate::batch::file::Unread;
use std::io::{self, Read};

/// What an archive may hold.
#[derive(Debug, Clone, Copy)]
pub(super) struct Bounds {
    /// Members.
    pub(super) members: usize,
    /// Bytes that each byte of it may stand for. PDFs and images are packed already; texts and tables
    /// shrink to a tenth, and nothing that someone wrote to a hundredth.
    pub(super) ratio: u64,
    /// Bytes that it may stand for in any case: a small tar is mostly padding.
    pub(super) least: u64,
}

impl Default for Bounds {
    fn default() -> Self {
        Self { members: 1_000_000, ratio: 100, least: 64 << 20 }
    }
}

impl Bounds {
    /// Bytes that an archive of a length may unpack to.
    pub(super) fn unpacked(&self, length: u64) -> u64 {
        length.saturating_mul(self.ratio).max(self.least)
    }

    /// That it would unpack to more.
    pub(super) fn too_large(&self) -> Unread {
        let ratio = self.ratio;
        Unread::Archive(
            "too-large",
            format!("the archive unpacks to more than {ratio} times its size"),
        )
    }

    /// Checks the number of members.
    pub(super) fn check(&self, members: usize) -> Result<(), Unread> {
        if members <= self.members {
            return Ok(());
        }
        let most = self.members;
        let detail = format!("the archive has more than {most} members; divide it");
        Err(Unread::Archive("too-many-members", detail))
    }
}

/// A stream that is an error where it gives more bytes than it may.
#[derive(Debug)]
pub(super) struct Bounded<R> {
    from: R,
    left: u64,
}

impl<R> Bounded<R> {
    pub(super) fn new(from: R, most: u64) -> Self {
        Self { from, left: most }
    }
}

impl<R: Read> Read for Bounded<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let size = self.from.read(buffer)?;
        self.left = self.left.checked_sub(size as u64).ok_or(io::ErrorKind::FileTooLarge)?;
        Ok(size)
    }
}
