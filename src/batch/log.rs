//! What is written in a run: outputs, and the books.

use super::crew::News;
use super::earlier::{Earlier, IN_THE_WAY, Past};
use super::error::Error;
use super::event::{Event, Outcome, Summary};
use super::input::Input;
use super::job::Job;
use super::manifest::Manifest;
use super::paper::{self, Product, Rendered};
use super::record::{Output, Record, Status};
use super::twin::Twins;
use super::{name, plan, prune};
use rustc_hash::{FxHashMap, FxHashSet};
use std::io;
use std::path::{Path, PathBuf};

/// What was done with a file.
pub(super) enum Done {
    Tried(Box<Product>),
    UpToDate,
    LeftOut,
    Edited(usize),
}

/// Keeps the books of a run: it alone writes.
pub(super) struct Log<'a> {
    inputs: &'a [Input],
    folder: &'a Path,
    job: &'a Job,
    past: &'a Past,
    twins: &'a Twins,
    /// What earlier runs wrote, by its path.
    written: FxHashMap<&'a str, &'a Output>,
    /// Files of earlier runs alone, by the hash of their bytes and the fingerprint of the options.
    elsewhere: FxHashMap<(&'a str, &'a str), &'a str>,
    manifest: Manifest,
    summary: Summary,
    /// What earlier choices of options wrote of the files converted now.
    left: Vec<String>,
    /// SHA-256 of the files of this run, where decisions are about some.
    met: FxHashSet<String>,
}

impl<'a> Log<'a> {
    pub(super) fn new(
        inputs: &'a [Input],
        folder: &'a Path,
        job: &'a Job,
        past: &'a Past,
        twins: &'a Twins,
        manifest: Manifest,
    ) -> Self {
        let written = past.lines.values().flat_map(|line| line.written().chain(line.left()));
        Self {
            inputs,
            folder,
            job,
            past,
            twins,
            written: written.map(|own| (own.path.as_str(), own)).collect(),
            elsewhere: past.elsewhere(inputs),
            manifest,
            summary: Summary::default(),
            left: Vec::new(),
            met: FxHashSet::default(),
        }
    }

    /// The file whose bytes another one has, of this run or of an earlier one.
    fn same_as(&self, task: usize, record: &Record) -> Option<String> {
        let sha256 = record.sha256.as_deref().filter(|_| record.status != Status::Failed)?;
        let twin = self.twins.of_task(task);
        match twin.first.filter(|_| twin.hash == Some(sha256)) {
            Some(first) => Some(name::text_of(&self.inputs[first].path)),
            None => {
                let key = (sha256, record.options.as_str());
                self.elsewhere.get(&key).map(|&own| own.to_owned())
            }
        }
    }

    /// Hears of a file: writes what it gives, counts it and tells of it.
    pub(super) fn hear(
        &mut self,
        news: News<Done>,
        observe: &mut dyn FnMut(Event<'_>),
    ) -> io::Result<()> {
        let (task, done) = match news {
            News::Begun(task) => {
                return self.manifest.begins(name::text_of(&self.inputs[task].path));
            }
            News::Quiet => return self.manifest.sync_in_time(),
            News::Ended(task, done) => (task, done),
        };
        let input = &self.inputs[task];
        let past = self.past;
        let line = past.of(input);
        let record;
        let outcome = match (done, line) {
            (Done::Tried(mut product), _) => {
                product.record.same_as = self.same_as(task, &product.record);
                record = self.conclude(*product, input, line)?;
                Outcome::Tried(&record)
            }
            (Done::LeftOut, Some(line)) => Outcome::LeftOut(line.reason()),
            (Done::Edited(number), Some(line)) => Outcome::Edited(line.output(number)),
            (Done::UpToDate | Done::LeftOut | Done::Edited(_), _) => Outcome::UpToDate,
        };
        if let (Outcome::UpToDate | Outcome::LeftOut(_) | Outcome::Edited(_), Some(line)) =
            (outcome, line)
        {
            self.manifest.keep(line);
            self.summary.up_to_date_partial += usize::from(line.status() == Status::Partial);
        }
        if !self.job.decisions.is_empty() {
            let sha256 = match outcome {
                Outcome::Tried(record) => record.sha256.as_deref(),
                _ => line.and_then(Earlier::sha256),
            };
            self.met.extend(sha256.map(str::to_owned));
        }
        self.summary.count(outcome);
        let (done, total) = (self.summary.files(), self.inputs.len());
        observe(Event::Ended { done, total, input, outcome });
        Ok(())
    }

    /// Writes the outputs of a file and its line.
    fn conclude(
        &mut self,
        product: Product,
        input: &Input,
        earlier: Option<&Earlier>,
    ) -> io::Result<Record> {
        let Product { mut record, mut outputs } = product;
        // A worker that a file has taken over may name any path.
        let Job { writers, beside, .. } = self.job;
        let is_own = |own: &Rendered| plan::is_output(&own.path, &input.stem, writers, beside);
        if !outputs.iter().all(is_own) {
            outputs.clear();
            record.fail("not-written", "its worker named outputs that are not those of the file");
        }
        if let Some(path) = self.in_the_way(&record, &outputs) {
            outputs.clear();
            let path = path.display();
            record.fail(IN_THE_WAY, format!("{path} is there, and no manifest says who wrote it"));
        }
        advise(&mut record, self.job);
        for Rendered { path, bytes } in outputs {
            let path = self.folder.join(path);
            if let Err(error) = self.manifest.write(&path, &bytes) {
                let detail = format!("{} cannot be written: {error}", path.display());
                record.fail("not-written", detail);
                break;
            }
        }
        if let Some(earlier) = earlier {
            remove_stale(&mut record, earlier, input, self.folder);
            let new: FxHashSet<&str> = record.outputs.iter().map(|own| own.path.as_str()).collect();
            let old = earlier.written().chain(earlier.left());
            let left = old.filter(|own| !new.contains(own.path.as_str()));
            record.left = left.filter(|own| own.is_whole(self.folder)).cloned().collect();
            let is_named = record.status != Status::Failed;
            let left = record.left.iter().filter(|_| is_named);
            self.left.extend(left.map(|own| own.path.clone()));
        }
        self.manifest.add(&record)?;
        Ok(record)
    }
}

impl Log<'_> {
    /// What stands at the place of an output, and is neither what is to be written there, nor empty, nor known to
    /// be of this program: someone may want it.
    fn in_the_way(&self, record: &Record, outputs: &[Rendered]) -> Option<PathBuf> {
        // What a run was at when it was cut off may be written, and not yet in its line.
        if self.job.force || self.past.unfinished.contains(&record.input) {
            return None;
        }
        let is_in_the_way = |output: &&Rendered| {
            let path = self.folder.join(&output.path);
            let written = self.written.get(name::text_of(&output.path).as_str());
            let is_known = written.is_some_and(|written| !written.is_edited(self.folder));
            let is_other = || std::fs::read(&path).is_ok_and(|own| own != output.bytes);
            !is_known
                && path.metadata().is_ok_and(|own| own.is_file() && own.len() > 0)
                && is_other()
        };
        outputs.iter().find(is_in_the_way).map(|output| self.folder.join(&output.path))
    }

    /// Removes what nobody asks for any more, where that is wanted, and writes the manifest.
    ///
    /// # Errors
    /// The manifest cannot be written.
    pub(super) fn finish(self, observe: &mut dyn FnMut(Event<'_>)) -> Result<Summary, Error> {
        let Self { inputs, folder, job, mut manifest, mut summary, mut left, met, .. } = self;
        summary.decisions_beside = job.decisions.count_beside(|sha256| met.contains(sha256));
        left.sort_unstable();
        if let Some(searched) = &job.prune {
            let remove = |path: &Path| std::fs::remove_file(folder.join(path)).is_ok();
            let lines = manifest.lines();
            let (pruned, fates) = prune::prune(lines.iter(), inputs, searched, folder, &remove);
            prune::clear(&pruned, folder);
            fates.into_iter().for_each(|(input, fate)| manifest.change(input, fate));
            observe(Event::Pruned(&pruned));
        } else if !left.is_empty() {
            observe(Event::Left { outputs: &left });
        }
        summary.manifest = manifest.finish()?;
        Ok(summary)
    }
}

/// Removes what an earlier run wrote of a file that fails now, unless that was made of the same bytes:
/// whoever reads the folder would take it for this file's. Of a file of which no page could be read,
/// nothing is left.
fn remove_stale(record: &mut Record, earlier: &Earlier, input: &Input, folder: &Path) {
    let fresh = record.sha256.is_none() || earlier.is_of(record.sha256.as_deref());
    let failed = record.status == Status::Failed;
    if !failed || fresh && record.reason.as_deref() != Some(paper::NO_PAGE_READ) {
        return;
    }
    // A manifest may say anything: only what this program would write of this input is removed.
    let own = crate::writer::WRITERS.iter().map(|writer| plan::output(&input.stem, writer));
    let written = own.filter(|path| {
        let path = name::text_of(path);
        // Nor what someone has edited.
        earlier.written().any(|own| own.path == path && own.is_whole(folder))
    });
    let removed = written.filter(|path| std::fs::remove_file(folder.join(path)).is_ok());
    let removed: Vec<String> = removed.map(|path| name::text_of(&path)).collect();
    if let (Some(detail), false) = (&mut record.detail, removed.is_empty()) {
        *detail = format!("{detail}; removed what an earlier run wrote: {}", removed.join(", "));
    }
}

/// Adds to a failure what a user can do about it.
pub(super) fn advise(record: &mut Record, job: &Job) {
    if record.status == Status::Failed
        && let (Some(detail), Some(reason)) = (&mut record.detail, &record.reason)
        && let Some(advice) = job.advice.and_then(|advice| advice(reason))
    {
        *detail = format!("{detail}; {advice}");
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::batch::books::{Books, MANIFEST};
    use crate::batch::earlier;

    #[test]
    fn what_was_written_of_other_bytes_goes_when_the_file_fails() {
        let folder = tempfile::tempdir().unwrap();
        let write = |name: &str| std::fs::write(folder.path().join(name), "earlier").unwrap();
        let own = crate::digest::sha256(&[b"earlier"]);
        let line = |sha256: &str| {
            let line = format!(
                r#"{{"input":"a.pdf","sha256":"{sha256}","status":"ok","outputs":[{{"path":"a.md","bytes":7,"sha256":"{own}"}},{{"path":"b.md","bytes":7,"sha256":"{own}"}}],"version":"","options":""}}"#
            );
            std::fs::write(folder.path().join(MANIFEST), line).unwrap();
            earlier::read(folder.path(), Books::default()).lines.remove("a.pdf").unwrap()
        };
        let input = Input::new("a.pdf", "a");
        let failed = |sha256: &str, reason: &'static str, earlier: &Earlier| {
            let mut record = Record::blank(&input.path, "o");
            record.sha256 = Some(sha256.to_owned());
            record.fail(reason, "why");
            remove_stale(&mut record, earlier, &input, folder.path());
            record.detail.unwrap()
        };
        let names = ["a.md", "b.md", "a.json"];
        names.iter().for_each(|name| write(name));
        assert_eq!(failed("00", "encrypted", &line("00")), "why", "the same bytes");
        let detail = failed("01", "encrypted", &line("00"));
        assert_eq!(detail, "why; removed what an earlier run wrote: a.md");
        let is_there = |name: &str| folder.path().join(name).exists();
        assert_eq!(names.map(is_there), [false, true, true]);
        write("a.md");
        failed("00", paper::NO_PAGE_READ, &line("00"));
        assert!(!is_there("a.md"));
    }

    #[test]
    fn an_output_that_cannot_be_written_fails_its_file() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("a"), b"a file where a folder should be").unwrap();
        let input = Input::new("a/b.pdf", "a/b");
        let record = Record::blank(&input.path, "o");
        let output = Rendered { path: "a/b.md".into(), bytes: Vec::new() };
        let (past, job) = (Past::default(), Job::here(None));
        let manifest = Manifest::begin(folder.path(), Books::default(), &past, &|_| false).unwrap();
        let (inputs, folder) = (std::slice::from_ref(&input), folder.path());
        let twins = Twins::default();
        let mut log = Log::new(inputs, folder, &job, &past, &twins, manifest);
        let product = Product { record, outputs: vec![output] };
        let record = log.conclude(product, &input, None).unwrap();
        assert_eq!(record.status, Status::Failed);
        assert_eq!(record.reason.as_deref(), Some("not-written"));
        let record = Record::blank(&input.path, "o");
        let output = Rendered { path: "../b.md".into(), bytes: Vec::new() };
        let product = Product { record, outputs: vec![output] };
        let record = log.conclude(product, &input, None).unwrap();
        assert!(record.detail.unwrap().contains("not those of the file"));
        assert!(!folder.join("../b.md").exists());
        assert!(record.outputs.is_empty());
    }
}
