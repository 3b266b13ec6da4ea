//! A file to convert.

use std::path::PathBuf;

/// A file to convert.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Input {
    /// The file.
    pub path: PathBuf,
    /// Where its outputs go: a path below the output folder, without extension.
    pub stem: PathBuf,
}
