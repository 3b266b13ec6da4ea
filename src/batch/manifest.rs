//! The manifest: one line of JSON for each input, and what earlier runs wrote there.

use super::error::Error;
use super::file::write_atomically;
use super::timing::Timings;
use crate::document::{Kind, Quality, TextLayer};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use std::fs::File;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// Name of the manifest in the output folder.
pub const MANIFEST: &str = "manifest.jsonl";

/// Name of the journal: lines in the order in which files ended. It becomes the manifest when the
/// run ends; a run that was cut off leaves it behind, and the next one reads it.
const JOURNAL: &str = "manifest.jsonl.part";

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

/// A line of the manifest.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Record {
    /// Path of the file as it was found, with `/` between folders.
    pub input: String,
    /// SHA-256 of its bytes, hexadecimal; absent where they could not be read.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sha256: Option<String>,
    /// What became of it.
    pub status: Status,
    /// Why it is not ok: [`Error::reason`](crate::Error::reason), the name of a
    /// [`Code`](crate::diagnostic::Code), or one of `panic`, `time-limit`, `unreadable`,
    /// `too-large`, `not-written`, `no-page-read`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<&'static str>,
    /// What exactly happened, in words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub detail: Option<String>,
    /// What was written: paths below the folder of the manifest, with `/` between folders.
    pub outputs: Vec<String>,
    /// Number of pages.
    pub pages: u32,
    /// What kind of document it is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub kind: Option<Kind>,
    /// Where its text comes from.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text_layer: Option<TextLayer>,
    /// Number of diagnostics by code.
    pub diagnostics: BTreeMap<&'static str, u32>,
    /// Number of repairs by rule.
    pub repairs: BTreeMap<&'static str, u32>,
    /// Number of decisions by what gave them: [`Reason::name`](crate::reason::Reason::name).
    pub reasons: BTreeMap<&'static str, u32>,
    /// How much of what was read can be trusted.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub quality: Option<Quality>,
    /// Wall-clock time in milliseconds: the one field that differs from run to run.
    pub ms: u64,
    /// Time of each room: not in the manifest.
    #[serde(skip)]
    pub timings: Timings,
    /// Version of the program.
    pub version: &'static str,
    /// Fingerprint of the options and formats.
    pub options: String,
}

/// A line that an earlier run wrote.
#[derive(Debug, Clone)]
pub(super) struct Earlier {
    line: String,
    facts: EarlierFacts,
}

#[derive(Debug, Clone, Deserialize)]
struct EarlierFacts {
    input: String,
    sha256: Option<String>,
    status: Status,
    #[serde(default)]
    outputs: Vec<String>,
    version: String,
    options: String,
}

impl Earlier {
    fn parse(line: &str) -> Option<Self> {
        let facts = serde_json::from_str(line).ok()?;
        Some(Self { line: line.to_owned(), facts })
    }

    pub(super) fn status(&self) -> Status {
        self.facts.status
    }

    /// Whether the line is about these bytes.
    pub(super) fn is_of(&self, sha256: Option<&str>) -> bool {
        self.facts.sha256.as_deref() == sha256
    }

    /// Whether this was written.
    pub(super) fn has_output(&self, output: &str) -> bool {
        self.facts.outputs.iter().any(|own| own == output)
    }

    /// Whether the same file, converted in the same way by the same version, still has its
    /// outputs. A file that failed is always tried again.
    pub(super) fn is_current(&self, sha256: &str, options: &str, folder: &Path) -> bool {
        let facts = &self.facts;
        facts.status != Status::Failed
            && facts.sha256.as_deref() == Some(sha256)
            && facts.version == crate::VERSION
            && facts.options == options
            && facts.outputs.iter().all(|output| folder.join(output).is_file())
    }
}

/// The manifest of an output folder while a run writes to it.
#[derive(Debug)]
pub(super) struct Manifest {
    folder: PathBuf,
    journal: File,
    lines: BTreeMap<String, String>,
}

/// Reads what earlier runs left in a folder, by input.
pub(super) fn read_earlier(folder: &Path) -> BTreeMap<String, Earlier> {
    let mut earlier = BTreeMap::new();
    for name in [MANIFEST, JOURNAL] {
        // A folder without them is new; a line that was cut off is not a line.
        let bytes = std::fs::read(folder.join(name)).unwrap_or_default();
        let text = String::from_utf8_lossy(&bytes);
        for line in text.lines().filter_map(Earlier::parse) {
            earlier.insert(line.facts.input.clone(), line);
        }
    }
    earlier
}

/// What earlier runs wrote into a folder: paths below it.
pub(super) fn written(folder: &Path) -> BTreeSet<PathBuf> {
    let lines = read_earlier(folder).into_values();
    lines.flat_map(|line| line.facts.outputs).map(PathBuf::from).collect()
}

impl Manifest {
    /// Opens the journal. Lines of earlier runs about other inputs stay, but for those whose
    /// outputs this run writes (`claimed`).
    pub(super) fn begin(
        folder: &Path,
        earlier: &BTreeMap<String, Earlier>,
        claimed: &dyn Fn(&str) -> bool,
    ) -> Result<Self, Error> {
        let path = folder.join(JOURNAL);
        let open = || {
            let mut journal = File::options().create(true).append(true).open(&path)?;
            // A cut-off line of the run before must not swallow the first of this one.
            if journal.metadata()?.len() > 0 {
                journal.write_all(b"\n")?;
            }
            io::Result::Ok(journal)
        };
        let journal = open().map_err(|error| Error::Write(path.clone(), error))?;
        let kept = earlier.values().filter(|line| !line.facts.outputs.iter().any(|o| claimed(o)));
        let lines = kept.map(|line| (line.facts.input.clone(), line.line.clone())).collect();
        Ok(Self { folder: folder.to_owned(), journal, lines })
    }

    /// Adds the line of an input that ended.
    pub(super) fn add(&mut self, record: &Record) -> io::Result<()> {
        let mut line = serde_json::to_string(record).map_err(io::Error::other)?;
        line.push('\n');
        self.journal.write_all(line.as_bytes())?;
        line.pop();
        self.lines.insert(record.input.clone(), line);
        Ok(())
    }

    /// Keeps the line that an earlier run wrote.
    pub(super) fn keep(&mut self, earlier: &Earlier) {
        self.lines.insert(earlier.facts.input.clone(), earlier.line.clone());
    }

    /// Writes the manifest in input order and removes the journal.
    pub(super) fn finish(self) -> Result<PathBuf, Error> {
        let path = self.folder.join(MANIFEST);
        let mut text = String::new();
        for line in self.lines.values() {
            text.push_str(line);
            text.push('\n');
        }
        write_atomically(&path, text.as_bytes())
            .and_then(|()| std::fs::remove_file(self.folder.join(JOURNAL)))
            .map_err(|error| Error::Write(path.clone(), error))?;
        Ok(path)
    }
}

/// A path as manifests write it.
pub(super) fn slashed(path: &Path) -> String {
    let text = path.to_string_lossy();
    if std::path::MAIN_SEPARATOR == '/' {
        text.into_owned()
    } else {
        text.replace(std::path::MAIN_SEPARATOR, "/")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn record(input: &str) -> Record {
        Record {
            input: input.to_owned(),
            sha256: Some("00".to_owned()),
            status: Status::Ok,
            reason: None,
            detail: None,
            outputs: vec![format!("{input}.md")],
            pages: 1,
            kind: Some(Kind::Article),
            text_layer: None,
            diagnostics: BTreeMap::new(),
            repairs: BTreeMap::new(),
            reasons: BTreeMap::new(),
            quality: None,
            ms: 1,
            timings: Timings::default(),
            version: crate::VERSION,
            options: "o".to_owned(),
        }
    }

    #[test]
    fn a_run_that_was_cut_off_leaves_its_lines() {
        let folder = tempfile::tempdir().unwrap();
        let mut first = Manifest::begin(folder.path(), &BTreeMap::new(), &|_| false).unwrap();
        first.add(&record("b")).unwrap();
        first.journal.write_all(b"{\"input\":\"cut o").unwrap();
        drop(first);
        let earlier = read_earlier(folder.path());
        assert_eq!(earlier.keys().collect::<Vec<_>>(), ["b"]);
        let mut second = Manifest::begin(folder.path(), &earlier, &|_| false).unwrap();
        second.add(&record("a")).unwrap();
        let text = std::fs::read_to_string(second.finish().unwrap()).unwrap();
        let inputs: Vec<_> = text.lines().map(|l| Earlier::parse(l).unwrap().facts.input).collect();
        assert_eq!(inputs, ["a", "b"]);
        assert!(!folder.path().join(JOURNAL).exists());
    }

    #[test]
    fn current_means_same_bytes_same_options_and_outputs_in_place() {
        let folder = tempfile::tempdir().unwrap();
        let line = serde_json::to_string(&record("a")).unwrap();
        let earlier = Earlier::parse(&line).unwrap();
        assert!(!earlier.is_current("00", "o", folder.path()), "no output");
        std::fs::write(folder.path().join("a.md"), "").unwrap();
        assert!(earlier.is_current("00", "o", folder.path()));
        assert!(!earlier.is_current("01", "o", folder.path()), "other bytes");
        assert!(!earlier.is_current("00", "p", folder.path()), "other options");
    }

    #[test]
    fn a_line_whose_output_is_claimed_goes() {
        let folder = tempfile::tempdir().unwrap();
        let earlier = Earlier::parse(&serde_json::to_string(&record("a")).unwrap()).unwrap();
        let earlier = BTreeMap::from([("a".to_owned(), earlier)]);
        let manifest = Manifest::begin(folder.path(), &earlier, &|out| out == "a.md").unwrap();
        assert!(manifest.lines.is_empty());
    }
}
