//! What became of an input: a line of the manifest.

use super::name;
use super::timing::Timings;
use crate::VERSION;
use crate::digest;
use crate::document::{Kind, Quality, TextLayer};
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::path::Path;

/// What became of an input.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Status {
    /// Converted.
    Ok,
    /// Converted, but something of the document is missing from the output.
    Partial,
    /// Not converted.
    Failed,
}

impl Status {
    /// As manifests and reports write it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Ok => "ok",
            Self::Partial => "partial",
            Self::Failed => "failed",
        }
    }
}

/// A word of a closed list, or a count under such a word. The lists are in the program; what another
/// process says brings its own.
pub(super) type Name = Cow<'static, str>;

/// A line of the manifest.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Record {
    /// Path of the file as it was found, with `/` between folders. A byte of it that is no UTF-8 is
    /// U+FFFD and two hexadecimal digits.
    pub input: String,
    /// SHA-256 of its bytes, hexadecimal; absent where they could not be read.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sha256: Option<String>,
    /// Path of another file that has the same bytes and was converted before, with the same options: its
    /// outputs differ from those of this one in the names of files only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub same_as: Option<String>,
    /// What became of it.
    pub status: Status,
    /// Why it is not ok: [`Error::reason`](crate::Error::reason), the name of a
    /// [`Code`](crate::diagnostic::Code), or one of `panic`, `crashed`, `over-time`, `over-memory`,
    /// `unreadable`, `too-large`, `not-written`, `in-the-way`, `no-page-read`, `bad-request`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<Name>,
    /// What exactly happened, in words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub detail: Option<String>,
    /// The limit that the file went beyond: seconds where the reason is `over-time`, bytes where it
    /// is `over-memory`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub limit: Option<f64>,
    /// What was written.
    pub outputs: Vec<Output>,
    /// What earlier choices of options wrote, and is still there.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub left: Vec<Output>,
    /// Number of pages.
    pub pages: u32,
    /// How many of them were not asked for.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub pages_left_out: u32,
    /// What kind of document it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<Kind>,
    /// Where its text comes from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text_layer: Option<TextLayer>,
    /// Number of diagnostics by code.
    pub diagnostics: BTreeMap<Name, u32>,
    /// Number of repairs by rule.
    pub repairs: BTreeMap<Name, u32>,
    /// Number of decisions by what gave them: [`Reason::name`](crate::reason::Reason::name).
    pub reasons: BTreeMap<Name, u32>,
    /// How much of what was read can be trusted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub quality: Option<Quality>,
    /// Wall-clock time in milliseconds: the one field that differs from run to run.
    pub ms: u64,
    /// Time of each room: not in the manifest.
    #[serde(skip)]
    pub timings: Timings,
    /// Version of the program.
    pub version: Name,
    /// Fingerprint of the options and formats.
    pub options: String,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde gives a reference")]
fn is_zero(number: &u32) -> bool {
    *number == 0
}

/// A file that was written, and what it is known by when a later run looks whether it is still there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Output {
    /// Its path below the folder of the manifest, written as [`Record::input`] is.
    pub path: String,
    /// Its size.
    pub bytes: u64,
    /// SHA-256 of its bytes, hexadecimal.
    pub sha256: String,
}

impl Output {
    /// What bytes are known by at a path.
    pub(super) fn of(path: &Path, bytes: &[u8]) -> Self {
        let sha256 = digest::sha256(&[bytes]);
        Self { path: name::text_of(path), bytes: bytes.len() as u64, sha256 }
    }

    /// Whether someone has edited the file: it is there and holds something else. What was emptied is
    /// not, since a full disk does that, too.
    pub(super) fn is_edited(&self, folder: &Path) -> bool {
        let path = folder.join(name::path_of(&self.path));
        path.metadata().is_ok_and(|own| own.is_file() && own.len() > 0) && !self.is_whole(folder)
    }

    /// Whether the file below the folder still holds what was written.
    pub(super) fn is_whole(&self, folder: &Path) -> bool {
        let path = folder.join(name::path_of(&self.path));
        let is_as_long = path.metadata().is_ok_and(|own| own.is_file() && own.len() == self.bytes);
        is_as_long && std::fs::read(path).is_ok_and(|own| digest::sha256(&[&own]) == self.sha256)
    }
}

impl Record {
    /// One of a file of which nothing is known yet.
    pub(super) fn blank(path: &Path, fingerprint: &str) -> Self {
        Self {
            input: name::text_of(path),
            sha256: None,
            same_as: None,
            status: Status::Ok,
            reason: None,
            detail: None,
            limit: None,
            outputs: Vec::new(),
            left: Vec::new(),
            pages: 0,
            pages_left_out: 0,
            kind: None,
            text_layer: None,
            diagnostics: BTreeMap::new(),
            repairs: BTreeMap::new(),
            reasons: BTreeMap::new(),
            quality: None,
            ms: 0,
            timings: Timings::default(),
            version: Cow::Borrowed(VERSION),
            options: fingerprint.to_owned(),
        }
    }

    /// Number of pages that were read, or looked for.
    pub fn pages_read(&self) -> u32 {
        self.pages.saturating_sub(self.pages_left_out)
    }

    /// Says that the file failed and nothing was written.
    pub(super) fn fail(&mut self, reason: impl Into<Name>, detail: impl Into<String>) {
        self.status = Status::Failed;
        self.reason = Some(reason.into());
        self.detail = Some(detail.into());
        self.outputs.clear();
        self.same_as = None;
    }
}
