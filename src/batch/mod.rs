//! Many files at once: finds them, has them converted, writes outputs and a manifest.
//!
//! A file that fails never stops a run. Where files are converted in other processes ([`Place`]), one
//! that hangs, overflows the stack or asks for all memory fails alone, too. A run that was cut off goes
//! on where it ended, and tries what it was at last. Nothing is printed: an observer is told.

mod archive;
mod books;
mod budget;
mod content;
mod crew;
mod earlier;
mod error;
mod file;
mod forecast;
mod hand;
mod input;
mod job;
mod kind;
mod lock;
mod manifest;
mod merge;
mod name;
mod paper;
mod place;
mod plan;
mod prune;
mod record;
mod rescue;
mod searched;
mod shard;
mod stranger;
mod thread;
mod timing;
mod walk;
pub mod worker;

pub use books::MANIFEST;
pub use budget::Shortage;
pub use content::read;
pub use earlier::{Cause, records};
pub use error::Error;
pub use file::write;
pub use forecast::{Prospect, forecast, prunable};
pub use input::Input;
pub use job::{Advice, Beside, Choices, Job, Limits, Place, Retry, SecondReading, Workers};
pub use kind::{Skipped, passed_over};
pub use merge::{Merged, merge};
pub use place::Layout;
pub use prune::Pruned;
pub use record::{Output, Record, Status};
pub use searched::Searched;
pub use shard::Shard;
pub use thread::{STACK, THREAD_NAME};
pub use timing::Timings;
pub use walk::{Argument, Arrangement, Found, find};
pub use worker::{Contained, Lost, confine, contain, give_up, oversee, serve};

use books::Books;
use crew::{Begin, News};
use earlier::{Earlier, Past, Standing, Terms};
use hand::Hand;
use job::Settings;
use manifest::Manifest;
use paper::{Product, Rendered};
use rustc_hash::FxHashSet;
use std::io;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

/// Something that happened in a run.
#[derive(Debug)]
#[non_exhaustive]
pub enum Event<'a> {
    /// The last run was cut off while it was at these files. One of them may have ended it, so that they
    /// are tried when all else is done, one by one.
    Unfinished {
        /// The files.
        inputs: &'a [&'a Input],
    },
    /// Fewer files are converted at once than were asked for, since the memory of the machine does not
    /// hold so many workers at their limit.
    Short(Shortage),
    /// A file has ended.
    Ended {
        /// How many have ended, this one included.
        done: usize,
        /// How many there are.
        total: usize,
        /// The file.
        input: &'a Input,
        /// What became of it.
        outcome: Outcome<'a>,
    },
    /// Outputs of earlier choices of options are still there, of files converted now.
    Left {
        /// Their paths below the output folder.
        outputs: &'a [String],
    },
    /// What nobody asks for any more was removed.
    Pruned(&'a Pruned),
}

/// What became of a file in a run.
#[derive(Debug, Clone, Copy)]
pub enum Outcome<'a> {
    /// It was converted, or failed.
    Tried(&'a Record),
    /// An earlier run converted it.
    UpToDate,
    /// It failed in an earlier run, for this reason, and would fail again.
    LeftOut(&'a str),
    /// It is due, but someone has edited this output of it: path below the output folder.
    Edited(&'a str),
}

/// What became of all files.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Summary {
    /// Files converted without loss.
    pub ok: usize,
    /// Files converted with something missing.
    pub partial: usize,
    /// Files not converted.
    pub failed: usize,
    /// Files that an earlier run had converted.
    pub up_to_date: usize,
    /// Those of them that are partial.
    pub up_to_date_partial: usize,
    /// Files that failed in an earlier run and were not tried again.
    pub left_out: usize,
    /// Files that were not converted anew, since what was written of them has been edited.
    pub edited: usize,
    /// Pages read of the files converted now.
    pub pages: u64,
    /// Wall-clock time of the run.
    pub time: Duration,
    /// Time of each room, of the files converted now.
    pub timings: Timings,
    /// The manifest.
    pub manifest: PathBuf,
}

/// Converts files into a folder and writes its manifest. What is up to date is left alone.
///
/// # Errors
/// Two inputs would write the same output, or another process writes to the folder (nothing is converted
/// then), or the run itself could not go on. That a file fails is no error.
pub fn run(
    inputs: &[Input],
    folder: &Path,
    job: &Job,
    observe: &mut dyn FnMut(Event<'_>),
) -> Result<Summary, Error> {
    let start = Instant::now();
    let outputs = plan::outputs(inputs, &job.writers)?;
    let books = Books::of_run(folder, job.shard)?;
    std::fs::create_dir_all(folder).map_err(|error| Error::Write(folder.to_owned(), error))?;
    let _lock = lock::take(folder, books)?;
    let past = earlier::read(folder, books);
    // What is half-written beside a shard may be that of another one, which goes on.
    if past.was_cut_off && job.shard.is_none() {
        let tables = job.beside.tables.as_ref().map(|tables| folder.join(tables));
        tables.iter().map(PathBuf::as_path).chain([folder]).for_each(lock::clear_leftovers);
    }
    let claimed = |output: &str| outputs.contains_key(&name::path_of(output));
    let manifest = Manifest::begin(folder, books, &past, &claimed)?;
    let settings = Settings::of_job(job);
    let mut log = Log::new(inputs, folder, job, &past, manifest);
    let is_unfinished =
        |task: &usize| past.unfinished.contains(&name::text_of(&inputs[*task].path));
    let (last, first): (Vec<usize>, Vec<usize>) = (0..inputs.len()).partition(is_unfinished);
    if !last.is_empty() {
        let inputs: Vec<&Input> = last.iter().map(|task| &inputs[*task]).collect();
        observe(Event::Unfinished { inputs: &inputs });
    }
    let mut threads = job.threads;
    if let Some(shortage) = budget::shortage(threads.min(inputs.len()), &job.place) {
        threads = shortage.jobs;
        observe(Event::Short(shortage));
    }
    for (tasks, threads) in [(first, threads), (last, 1)] {
        let hire = || Hand::new(&job.place, job.threads / tasks.len().max(1), &settings);
        let terms = Terms::of(job, &settings, folder);
        let work = |hand: &mut Hand, task: usize, begin: Begin<'_>| {
            try_one(&inputs[task], hand, &past, &terms, begin)
        };
        crew::run(&tasks, threads, manifest::LONGEST_WAIT, &hire, &work, &mut |news| {
            log.hear(news, observe)
        })
        .map_err(Error::Workers)?;
    }
    let Log { mut manifest, mut summary, mut left, .. } = log;
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
    summary.time = start.elapsed();
    Ok(summary)
}

/// Converts one file to one text and writes nothing.
///
/// # Errors
/// No worker could be started.
pub fn run_one(input: &Input, job: &Job) -> Result<(Record, Option<String>), Error> {
    let settings = Settings::of_job(job);
    let start = Instant::now();
    let hand = Hand::new(&job.place, job.threads, &settings);
    let product = hand.and_then(|mut hand| hand.convert(input, &settings));
    let Product { mut record, outputs } = product.map_err(Error::Workers)?;
    record.ms = milliseconds(start);
    advise(&mut record, job);
    let text = outputs.into_iter().next().and_then(|output| String::from_utf8(output.bytes).ok());
    Ok((record, text))
}

/// What was done with a file.
enum Done {
    Tried(Box<Product>),
    UpToDate,
    LeftOut,
    Edited(usize),
}

/// Converts a file, unless an earlier run has done so.
fn try_one(
    input: &Input,
    hand: &mut Hand,
    past: &Past,
    terms: &Terms<'_>,
    begin: Begin<'_>,
) -> io::Result<Done> {
    match past.standing(input, terms) {
        Standing::UpToDate => return Ok(Done::UpToDate),
        Standing::LeftOut => return Ok(Done::LeftOut),
        Standing::Edited(number) => return Ok(Done::Edited(number)),
        Standing::Due(_) => begin(),
    }
    let start = Instant::now();
    let mut product = hand.convert(input, terms.settings)?;
    product.record.ms = milliseconds(start);
    Ok(Done::Tried(Box::new(product)))
}

fn milliseconds(start: Instant) -> u64 {
    u64::try_from(start.elapsed().as_millis()).unwrap_or(u64::MAX)
}

/// Adds to a failure what a user can do about it.
fn advise(record: &mut Record, job: &Job) {
    if record.status == Status::Failed
        && let (Some(detail), Some(reason)) = (&mut record.detail, &record.reason)
        && let Some(advice) = job.advice.and_then(|advice| advice(reason))
    {
        *detail = format!("{detail}; {advice}");
    }
}

/// Keeps the books of a run: it alone writes.
struct Log<'a> {
    inputs: &'a [Input],
    folder: &'a Path,
    job: &'a Job,
    past: &'a Past,
    manifest: Manifest,
    summary: Summary,
    /// What earlier choices of options wrote of the files converted now.
    left: Vec<String>,
}

impl<'a> Log<'a> {
    fn new(
        inputs: &'a [Input],
        folder: &'a Path,
        job: &'a Job,
        past: &'a Past,
        manifest: Manifest,
    ) -> Self {
        Self { inputs, folder, job, past, manifest, summary: Summary::default(), left: Vec::new() }
    }

    fn hear(&mut self, news: News<Done>, observe: &mut dyn FnMut(Event<'_>)) -> io::Result<()> {
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
            (Done::Tried(product), _) => {
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
        advise(&mut record, self.job);
        // A worker that a file has taken over may name any path.
        let Job { writers, beside, .. } = self.job;
        let is_own = |own: &Rendered| plan::is_output(&own.path, &input.stem, writers, beside);
        if !outputs.iter().all(is_own) {
            outputs.clear();
            record.fail("not-written", "its worker named outputs that are not those of the file");
        }
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

impl Summary {
    fn count(&mut self, outcome: Outcome<'_>) {
        match outcome {
            Outcome::Tried(record) => {
                match record.status {
                    Status::Ok => self.ok += 1,
                    Status::Partial => self.partial += 1,
                    Status::Failed => self.failed += 1,
                }
                self.pages += u64::from(record.pages_read());
                self.timings.append(&record.timings);
            }
            Outcome::UpToDate => self.up_to_date += 1,
            Outcome::LeftOut(_) => self.left_out += 1,
            Outcome::Edited(_) => self.edited += 1,
        }
    }

    /// How many files there were.
    pub fn files(&self) -> usize {
        self.ok + self.partial + self.failed + self.up_to_date + self.left_out + self.edited
    }

    /// Whether every file is converted without loss, now or earlier. One that was edited is.
    pub fn is_complete(&self) -> bool {
        self.files() == self.ok + self.up_to_date + self.edited && self.up_to_date_partial == 0
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Options, second};
    use std::sync::Arc;

    fn job(second: Option<SecondReading>) -> Job {
        Job {
            place: Place::Here { second },
            options: Options::default(),
            writers: crate::writer::WRITERS.iter().take(1).collect(),
            beside: Beside::default(),
            threads: 2,
            force: false,
            shard: None,
            prune: None,
            retry: Retry::Failed,
            advice: None,
        }
    }

    #[test]
    fn a_damaged_file_is_rescued_by_the_second_reading() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.pdf");
        std::fs::write(&path, b"%PDF-1.4\nno object at all").unwrap();
        let inputs = find(&[Argument::Named(path)], None, Arrangement::default()).unwrap().inputs;
        let second: SecondReading = Arc::new(|_| {
            let text = "words of the second reading".to_owned();
            let page = second::PageText { page: 1, text, failure: None };
            second::Reading { pages: vec![page], failure: None }
        });
        for (second, status) in [(None, Status::Failed), (Some(second), Status::Partial)] {
            let mut records = Vec::new();
            let summary = run(&inputs, folder.path(), &job(second), &mut |event| {
                if let Event::Ended { outcome: Outcome::Tried(record), .. } = event {
                    records.push(record.clone());
                }
            });
            assert!(!summary.unwrap().is_complete());
            assert_eq!(records[0].status, status);
            assert_eq!(records[0].reason.as_deref(), Some("damaged"));
        }
        let text = std::fs::read_to_string(folder.path().join("a.md")).unwrap();
        assert!(text.contains("words of the second reading"), "{text}");
    }

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
        let (past, job) = (Past::default(), job(None));
        let manifest = Manifest::begin(folder.path(), Books::default(), &past, &|_| false).unwrap();
        let (inputs, folder) = (std::slice::from_ref(&input), folder.path());
        let mut log = Log::new(inputs, folder, &job, &past, manifest);
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
