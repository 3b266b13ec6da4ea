//! Many files at once: finds them, converts them on workers, writes outputs and a manifest.
//!
//! A file that fails never stops a run, a file that hangs is given up after its time limit, and a
//! run that was cut off goes on where it ended. Nothing is printed: an observer is told.

mod error;
mod file;
mod job;
mod manifest;
mod paper;
mod plan;
mod rescue;
mod timing;
mod walk;
mod worker;

pub use error::Error;
pub use job::{Advice, Beside, Job, SecondReading};
pub use manifest::{MANIFEST, Record, Status};
pub use timing::Timings;
pub use walk::{Argument, Input, find};
pub use worker::{STACK, THREAD_NAME};

use job::Settings;
use manifest::{Earlier, Manifest};
use paper::{Product, Rendered};
use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};
use worker::{Crew, Ending};

/// Something that happened in a run.
#[derive(Debug)]
#[non_exhaustive]
pub enum Event<'a> {
    /// A file has ended.
    Ended {
        /// How many have ended, this one included.
        done: usize,
        /// How many there are.
        total: usize,
        /// The file.
        input: &'a Input,
        /// What became of it; nothing for a file that is up to date.
        record: Option<&'a Record>,
    },
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
    /// Pages of the files converted now.
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
/// Two inputs would write the same output (nothing is converted then), or the run itself could
/// not go on. That a file fails is no error.
pub fn run(
    inputs: &[Input],
    folder: &Path,
    job: &Job,
    observe: &mut dyn FnMut(Event<'_>),
) -> Result<Summary, Error> {
    let start = Instant::now();
    let outputs = plan::outputs(inputs, &job.writers)?;
    std::fs::create_dir_all(folder).map_err(|error| Error::Write(folder.to_owned(), error))?;
    let earlier = Arc::new(manifest::read_earlier(folder));
    let claimed = |output: &str| outputs.contains_key(Path::new(output));
    let mut manifest = Manifest::begin(folder, &earlier, &claimed)?;
    let settings = Arc::new(Settings::new(job, Some(folder.to_owned())));
    let work = work(inputs, &settings, (!job.force).then(|| Arc::clone(&earlier)));
    let mut summary = Summary::default();
    let mut done = 0;
    let crew = Crew { threads: job.threads, limit: job.time_limit };
    worker::run(inputs.len(), crew, &work, &mut |task, ending, time| {
        let input = &inputs[task];
        let mut record = conclude(input, ending, time, &settings, folder);
        if let (Some(record), Some(line)) =
            (&mut record, earlier.get(&manifest::slashed(&input.path)))
        {
            remove_stale(record, line, input, folder);
        }
        match &record {
            Some(record) => {
                manifest.add(record)?;
                summary.count(record);
            }
            None => {
                if let Some(line) = earlier.get(&manifest::slashed(&input.path)) {
                    manifest.keep(line);
                    let partial = line.status() == Status::Partial;
                    summary.up_to_date_partial += usize::from(partial);
                }
                summary.up_to_date += 1;
            }
        }
        done += 1;
        observe(Event::Ended { done, total: inputs.len(), input, record: record.as_ref() });
        Ok(())
    })
    .map_err(Error::Workers)?;
    summary.manifest = manifest.finish()?;
    summary.time = start.elapsed();
    Ok(summary)
}

/// Converts one file to one text and writes nothing.
///
/// # Errors
/// No worker could be started.
pub fn run_one(input: &Input, job: &Job) -> Result<(Record, Option<String>), Error> {
    let settings = Arc::new(Settings::new(job, None));
    let work = work(std::slice::from_ref(input), &settings, None);
    let mut result = None;
    let crew = Crew { threads: job.threads, limit: job.time_limit };
    worker::run(1, crew, &work, &mut |_, ending, time| {
        result = resolve(input, ending, time, &settings);
        Ok(())
    })
    .map_err(Error::Workers)?;
    let (record, rendered) = result.ok_or_else(|| Error::Workers(io::Error::other("no result")))?;
    let text = rendered.into_iter().next().and_then(|output| String::from_utf8(output.bytes).ok());
    Ok((record, text))
}

fn work(
    inputs: &[Input],
    settings: &Arc<Settings>,
    earlier: Option<Arc<BTreeMap<String, Earlier>>>,
) -> worker::Work<Product> {
    let (inputs, settings) = (inputs.to_vec(), Arc::clone(settings));
    Arc::new(move |task, pulse| {
        let input = &inputs[task];
        let line = earlier.as_ref().and_then(|lines| lines.get(&manifest::slashed(&input.path)));
        paper::process(input, &settings, line, pulse)
    })
}

/// The record of a file and its outputs; nothing for a file that is up to date.
fn resolve(
    input: &Input,
    ending: Ending<Product>,
    time: Duration,
    settings: &Settings,
) -> Option<(Record, Vec<Rendered>)> {
    let mut failed = paper::blank_record(input, &settings.fingerprint);
    let (mut record, rendered) = match ending {
        Ending::Done(Product::UpToDate) => return None,
        Ending::Done(Product::Fresh(record, rendered)) => (*record, rendered),
        Ending::Panicked(message) => {
            paper::fail(&mut failed, "panic", message);
            (failed, Vec::new())
        }
        Ending::OverTime => {
            paper::fail(&mut failed, "time-limit", "the time limit has passed");
            (failed, Vec::new())
        }
    };
    if record.status == Status::Failed
        && let (Some(detail), Some(reason)) = (&mut record.detail, record.reason)
        && let Some(advice) = settings.advice.and_then(|advice| advice(reason))
    {
        *detail = format!("{detail}; {advice}");
    }
    record.ms = u64::try_from(time.as_millis()).unwrap_or(u64::MAX);
    Some((record, rendered))
}

/// Writes the outputs of a file. Only this thread writes, so that a worker which was given up
/// cannot write when it is done after all.
fn conclude(
    input: &Input,
    ending: Ending<Product>,
    time: Duration,
    settings: &Settings,
    folder: &Path,
) -> Option<Record> {
    let (mut record, rendered) = resolve(input, ending, time, settings)?;
    for output in rendered {
        let path = folder.join(&output.path);
        if let Err(error) = file::write_atomically(&path, &output.bytes) {
            let detail = format!("{} cannot be written: {error}", path.display());
            paper::fail(&mut record, "not-written", detail);
            break;
        }
    }
    Some(record)
}

/// Removes what an earlier run wrote of a file that fails now, unless that was made of the same bytes:
/// whoever reads the folder would take it for this file's. Of a file of which no page could be read,
/// nothing is left.
fn remove_stale(record: &mut Record, earlier: &Earlier, input: &Input, folder: &Path) {
    let fresh = record.sha256.is_none() || earlier.is_of(record.sha256.as_deref());
    let failed = record.status == Status::Failed;
    if !failed || fresh && record.reason != Some(paper::NO_PAGE_READ) {
        return;
    }
    // A manifest may say anything: only what this program would write of this input is removed.
    let own = crate::writer::WRITERS.iter().map(|writer| plan::output(&input.stem, writer));
    let written = own.filter(|path| earlier.has_output(&manifest::slashed(path)));
    let removed = written.filter(|path| std::fs::remove_file(folder.join(path)).is_ok());
    let removed: Vec<String> = removed.map(|path| manifest::slashed(&path)).collect();
    if let (Some(detail), false) = (&mut record.detail, removed.is_empty()) {
        *detail = format!("{detail}; removed what an earlier run wrote: {}", removed.join(", "));
    }
}

impl Summary {
    fn count(&mut self, record: &Record) {
        match record.status {
            Status::Ok => self.ok += 1,
            Status::Partial => self.partial += 1,
            Status::Failed => self.failed += 1,
        }
        self.pages += u64::from(record.pages);
        self.timings.append(&record.timings);
    }

    /// Whether every file is converted without loss, now or earlier.
    pub fn is_complete(&self) -> bool {
        self.failed == 0 && self.partial == 0 && self.up_to_date_partial == 0
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Options, second};

    fn job(second: Option<SecondReading>) -> Job {
        Job {
            options: Options::default(),
            writers: crate::writer::WRITERS.iter().take(1).collect(),
            beside: Beside::default(),
            threads: 2,
            time_limit: None,
            force: false,
            second,
            advice: None,
        }
    }

    #[test]
    fn a_damaged_file_is_rescued_by_the_second_reading() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.pdf");
        std::fs::write(&path, b"%PDF-1.4\nno object at all").unwrap();
        let inputs = find(&[Argument::Named(path)], None).unwrap();
        let second: SecondReading = Arc::new(|_| {
            let text = "words of the second reading".to_owned();
            let page = second::PageText { page: 1, text, failure: None };
            second::Reading { pages: vec![page], failure: None }
        });
        for (second, status) in [(None, Status::Failed), (Some(second), Status::Partial)] {
            let mut records = Vec::new();
            let summary = run(&inputs, folder.path(), &job(second), &mut |event| {
                let Event::Ended { record, .. } = event;
                records.extend(record.cloned());
            });
            assert!(!summary.unwrap().is_complete());
            assert_eq!((records[0].status, records[0].reason), (status, Some("damaged")));
        }
        let text = std::fs::read_to_string(folder.path().join("a.md")).unwrap();
        assert!(text.contains("words of the second reading"), "{text}");
    }

    #[test]
    fn what_was_written_of_other_bytes_goes_when_the_file_fails() {
        let folder = tempfile::tempdir().unwrap();
        let write = |name: &str| std::fs::write(folder.path().join(name), "earlier").unwrap();
        let line = |sha256: &str| {
            let line = format!(
                r#"{{"input":"a.pdf","sha256":"{sha256}","status":"ok","outputs":["a.md","b.md"],"version":"","options":""}}"#
            );
            std::fs::write(folder.path().join(MANIFEST), line).unwrap();
            manifest::read_earlier(folder.path()).remove("a.pdf").unwrap()
        };
        let input = Input { path: "a.pdf".into(), stem: "a".into() };
        let failed = |sha256: &str, reason, earlier: &Earlier| {
            let mut record = paper::blank_record(&input, "o");
            record.sha256 = Some(sha256.to_owned());
            paper::fail(&mut record, reason, "why");
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
        let settings = Settings::new(&job(None), Some(folder.path().to_owned()));
        let input = Input { path: "a/b.pdf".into(), stem: "a/b".into() };
        let record = Box::new(paper::blank_record(&input, "o"));
        let output = Rendered { path: "a/b.md".into(), bytes: Vec::new() };
        let ending = Ending::Done(Product::Fresh(record, vec![output]));
        let record = conclude(&input, ending, Duration::ZERO, &settings, folder.path()).unwrap();
        assert_eq!((record.status, record.reason), (Status::Failed, Some("not-written")));
        assert!(record.outputs.is_empty());
    }
}
