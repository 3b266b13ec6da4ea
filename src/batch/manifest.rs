//! The manifest: one line of JSON for each input, written while a run goes on.
//!
//! A line must not say of an output what a loss of power could make untrue, so that outputs are
//! synchronised with the disk before their line is written. That takes a disk some milliseconds however
//! little there is to write, so that the outputs of many files are synchronised at once.

use super::books::Books;
use super::earlier::{Begun, Earlier, Past};
use super::error::Error;
use super::file::{sync_folder, write_atomically};
use super::prune::Fate;
use super::record::Record;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};
use std::fs::File;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

/// Outputs that wait for the disk at most: each is an open file.
const MOST_WAITING: usize = 100;

/// How long a line waits at most.
pub(super) const LONGEST_WAIT: Duration = Duration::from_secs(1);

/// The manifest of an output folder while a run writes to it.
#[derive(Debug)]
pub(super) struct Manifest {
    folder: PathBuf,
    books: Books,
    journal: File,
    /// Lines of the manifest by input.
    lines: BTreeMap<String, String>,
    /// Outputs that are not synchronised yet, and the folders they are in.
    outputs: Vec<File>,
    folders: BTreeSet<PathBuf>,
    /// Lines that wait for them.
    waiting: String,
    /// When the first thing was written that is not synchronised.
    since: Option<Instant>,
}

impl Manifest {
    /// Opens the journal. Lines of earlier runs about other inputs stay, but for those whose
    /// outputs this run writes (`claimed`).
    pub(super) fn begin(
        folder: &Path,
        books: Books,
        past: &Past,
        claimed: &dyn Fn(&str) -> bool,
    ) -> Result<Self, Error> {
        let path = folder.join(books.journal());
        let open = || {
            let mut journal = File::options().create(true).append(true).open(&path)?;
            // A cut-off line of the run before must not swallow the first of this one.
            if journal.metadata()?.len() > 0 {
                journal.write_all(b"\n")?;
            }
            io::Result::Ok(journal)
        };
        let journal = open().map_err(|error| Error::Write(path.clone(), error))?;
        let kept = past.own().filter(|line| !line.outputs().any(claimed));
        let lines = kept.map(|line| (line.input().to_owned(), line.line().to_owned())).collect();
        Ok(Self {
            folder: folder.to_owned(),
            books,
            journal,
            lines,
            outputs: Vec::new(),
            folders: BTreeSet::new(),
            waiting: String::new(),
            since: None,
        })
    }

    /// Says that the conversion of an input begins. The line is written at once, so that it outlasts
    /// the process.
    pub(super) fn begins(&mut self, input: String) -> io::Result<()> {
        self.journal.write_all(line_of(&Begun { begun: input })?.as_bytes())?;
        self.since.get_or_insert_with(Instant::now);
        Ok(())
    }

    /// Writes an output.
    pub(super) fn write(&mut self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        self.outputs.push(write_atomically(path, bytes)?);
        let own = path.ancestors().skip(1);
        for (depth, folder) in own.enumerate() {
            // Folders may be new, so that their names wait for the disk, too.
            let is_ours = depth == 0 || folder.starts_with(&self.folder);
            if !is_ours || !self.folders.insert(folder.to_owned()) {
                break;
            }
        }
        Ok(())
    }

    /// Adds the line of an input that ended, and whose outputs are written.
    pub(super) fn add(&mut self, record: &Record) -> io::Result<()> {
        let mut line = line_of(record)?;
        self.waiting.push_str(&line);
        line.pop();
        self.lines.insert(record.input.clone(), line);
        self.since.get_or_insert_with(Instant::now);
        if self.outputs.len() >= MOST_WAITING { self.sync() } else { self.sync_in_time() }
    }

    /// Keeps the line that an earlier run wrote.
    pub(super) fn keep(&mut self, earlier: &Earlier) {
        self.lines.insert(earlier.input().to_owned(), earlier.line().to_owned());
    }

    /// The lines that it has now.
    pub(super) fn lines(&self) -> Vec<Earlier> {
        self.lines.values().filter_map(|line| Earlier::parse(line)).collect()
    }

    /// Takes the line of a file out, or puts another one in its place.
    pub(super) fn change(&mut self, input: String, fate: Fate) {
        match fate {
            Fate::Goes => drop(self.lines.remove(&input)),
            Fate::Stays(line) => drop(self.lines.insert(input, line)),
        }
    }

    /// Synchronises what has waited long enough.
    pub(super) fn sync_in_time(&mut self) -> io::Result<()> {
        match self.since {
            Some(since) if since.elapsed() >= LONGEST_WAIT => self.sync(),
            _ => Ok(()),
        }
    }

    /// Synchronises outputs with the disk, then writes the lines that waited for them.
    fn sync(&mut self) -> io::Result<()> {
        for output in self.outputs.drain(..) {
            output.sync_all()?;
        }
        for folder in std::mem::take(&mut self.folders) {
            // Whoever removed the folder removed the outputs, and the next run sees that.
            match sync_folder(&folder) {
                Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
                _ => {}
            }
        }
        self.journal.write_all(self.waiting.as_bytes())?;
        self.waiting.clear();
        self.since = None;
        self.journal.sync_data()
    }

    /// Writes the manifest in input order and removes the journal.
    pub(super) fn finish(mut self) -> Result<PathBuf, Error> {
        let path = self.folder.join(self.books.manifest());
        let text = text_of(self.lines.values());
        let mut finish = || {
            self.sync()?;
            write_atomically(&path, text.as_bytes())?.sync_all()?;
            sync_folder(&self.folder)?;
            match std::fs::remove_file(self.folder.join(self.books.journal())) {
                // Someone has emptied the folder while the run went on.
                Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
                removed => removed,
            }
        };
        finish().map_err(|error| Error::Write(path.clone(), error))?;
        Ok(path)
    }
}

/// The text of a manifest.
pub(super) fn text_of<'a>(lines: impl Iterator<Item = &'a String>) -> String {
    lines.flat_map(|line| [line.as_str(), "\n"]).collect()
}

fn line_of(value: &impl Serialize) -> io::Result<String> {
    let mut line = serde_json::to_string(value).map_err(io::Error::other)?;
    line.push('\n');
    Ok(line)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::batch::earlier;

    fn record(input: &str) -> Record {
        let mut record = Record::blank(Path::new(input), "o");
        let path = format!("{input}.md");
        record.outputs =
            vec![crate::batch::record::Output { path, bytes: 0, sha256: String::new() }];
        record
    }

    fn begin(folder: &Path, past: &earlier::Past) -> Manifest {
        Manifest::begin(folder, Books::default(), past, &|_| false).unwrap()
    }

    #[test]
    fn a_run_that_was_cut_off_leaves_its_lines_and_names_what_was_begun() {
        let folder = tempfile::tempdir().unwrap();
        let mut first = begin(folder.path(), &earlier::Past::default());
        for input in ["b", "c"] {
            first.begins(input.to_owned()).unwrap();
        }
        first.add(&record("b")).unwrap();
        assert!(
            earlier::read(folder.path(), Books::default()).lines.is_empty(),
            "nothing is on the disk yet"
        );
        first.sync().unwrap();
        first.journal.write_all(b"{\"input\":\"cut o").unwrap();
        drop(first);
        let past = earlier::read(folder.path(), Books::default());
        assert_eq!(past.lines.keys().collect::<Vec<_>>(), ["b"]);
        assert_eq!(past.unfinished.iter().collect::<Vec<_>>(), ["c"]);
        let mut second = begin(folder.path(), &past);
        second.add(&record("a")).unwrap();
        let text = std::fs::read_to_string(second.finish().unwrap()).unwrap();
        let inputs: Vec<_> =
            text.lines().map(|line| Earlier::parse(line).unwrap().input().to_owned()).collect();
        assert_eq!(inputs, ["a", "b"]);
        assert!(!folder.path().join(Books::default().journal()).exists());
        assert!(!earlier::read(folder.path(), Books::default()).was_cut_off);
    }

    #[test]
    fn lines_do_not_wait_for_ever() {
        let folder = tempfile::tempdir().unwrap();
        let mut manifest = begin(folder.path(), &earlier::Past::default());
        manifest.add(&record("a")).unwrap();
        manifest.since = Instant::now().checked_sub(LONGEST_WAIT);
        manifest.sync_in_time().unwrap();
        assert_eq!(earlier::read(folder.path(), Books::default()).lines.len(), 1);
        for number in 0..MOST_WAITING {
            let path = folder.path().join(format!("{number}.md"));
            manifest.write(&path, b"").unwrap();
        }
        manifest.add(&record("b")).unwrap();
        assert_eq!(earlier::read(folder.path(), Books::default()).lines.len(), 2);
        assert!(manifest.outputs.is_empty());
    }

    #[test]
    fn a_line_whose_output_is_claimed_goes() {
        let folder = tempfile::tempdir().unwrap();
        let line = serde_json::to_string(&record("a")).unwrap();
        let books = Books::default();
        std::fs::write(folder.path().join(books.manifest()), line).unwrap();
        let past = earlier::read(folder.path(), books);
        assert_eq!(past.lines.len(), 1);
        let manifest = Manifest::begin(folder.path(), books, &past, &|out| out == "a.md").unwrap();
        assert!(manifest.lines.is_empty());
    }
}
