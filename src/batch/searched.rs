//! Where files were looked for.

use std::collections::BTreeSet;
use std::path::{Component, Path, PathBuf};

/// Where files were looked for: of others, nothing is known.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Searched {
    /// Folders, and archives that were named.
    pub(super) roots: Vec<PathBuf>,
    /// Archives whose members were listed to the end.
    pub(super) archives: BTreeSet<PathBuf>,
}

impl Searched {
    /// Whether a file would have been found at a path.
    pub(super) fn covers(&self, path: &Path) -> bool {
        let path = lexical(path);
        self.roots.iter().any(|root| path.starts_with(root))
    }
}

/// The absolute path with `.` and `..` resolved as they are written, so that one file named in
/// two ways is one file. Links are not followed: their names are names of their own.
pub(super) fn lexical(path: &Path) -> PathBuf {
    let absolute = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let mut parts = PathBuf::new();
    for part in absolute.components() {
        match part {
            Component::ParentDir => {
                parts.pop();
            }
            part => parts.push(part),
        }
    }
    parts
}
