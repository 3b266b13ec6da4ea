//! A file in an archive.

/// A file in an archive.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::batch) struct Member {
    /// Its name, which leads nowhere but into the archive.
    pub(in crate::batch) name: String,
    /// Its size in bytes, as the archive says it.
    pub(in crate::batch) size: u64,
}
