//! A file to convert.

use std::path::PathBuf;
use std::sync::Arc;

/// A file to convert.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Input {
    /// The file. It may stand in an archive: `papers.zip/2024/a.pdf`.
    pub path: PathBuf,
    /// Where its outputs go: a path below the output folder, without extension.
    pub stem: PathBuf,
    /// Its bytes, where they are not read from its path.
    pub bytes: Option<Arc<[u8]>>,
    /// Its size in bytes, where it stands in an archive that says so.
    pub size: Option<u64>,
}

impl Input {
    /// A file that is read from its path.
    pub fn new(path: impl Into<PathBuf>, stem: impl Into<PathBuf>) -> Self {
        Self { path: path.into(), stem: stem.into(), bytes: None, size: None }
    }
}
