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
mod event;
mod file;
mod forecast;
mod hand;
mod input;
mod job;
mod kind;
mod lock;
mod log;
mod manifest;
mod merge;
mod name;
mod paper;
mod place;
mod plan;
mod prune;
mod record;
mod rescue;
mod results;
mod searched;
mod shard;
mod site;
mod stranger;
mod thread;
mod timing;
mod twin;
mod walk;
pub mod worker;

pub use books::MANIFEST;
pub use budget::Shortage;
pub use content::read;
pub use earlier::{Cause, met, records};
pub use error::Error;
pub use event::{Event, Outcome, Summary};
pub use file::{Draft, write};
pub use forecast::{Prospect, forecast, prunable};
pub use input::Input;
pub use job::{Advice, Beside, Choices, Job, Limits, Place, Retry, SecondReading, Workers};
pub use kind::{Skipped, passed_over};
pub use merge::{Merged, merge};
pub use place::Layout;
pub use prune::Pruned;
pub use record::{Output, Record, Status};
pub use results::{Reread, Results, results};
pub use searched::Searched;
pub use shard::Shard;
pub use site::write_site;
pub use thread::{STACK, THREAD_NAME};
pub use timing::Timings;
pub use walk::{Argument, Arrangement, Found, find};
pub use worker::{Contained, Lost, confine, contain, give_up, oversee, serve};

use books::Books;
use crew::Begin;
use earlier::{Past, Standing, Terms};
use hand::Hand;
use job::Settings;
use log::{Done, Log};
use manifest::Manifest;
use paper::Product;
use std::io;
use std::path::{Path, PathBuf};
use std::time::Instant;
use twin::{Twin, Twins};

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
    plan::spare(&outputs, inputs, folder)?;
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
    let twins = Twins::of(inputs, job.threads).map_err(Error::Workers)?;
    let mut log = Log::new(inputs, folder, job, &past, &twins, manifest);
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
    // What may have ended the last run stands alone.
    let last: Vec<Vec<usize>> = last.into_iter().map(|task| vec![task]).collect();
    for (groups, threads) in [(twins.groups(&first), threads), (last, 1)] {
        let hire = || Hand::new(&job.place, job.threads / groups.len().max(1), &settings);
        let terms = Terms::of(job, &settings, folder);
        let work = |hand: &mut Hand, task: usize, begin: Begin<'_>| {
            try_one(&inputs[task], twins.of_task(task), hand, &past, &terms, begin)
        };
        crew::run(&groups, threads, manifest::LONGEST_WAIT, &hire, &work, &mut |news| {
            log.hear(news, observe)
        })
        .map_err(Error::Workers)?;
    }
    let summary = log.finish(observe)?;
    Ok(Summary { time: start.elapsed(), ..summary })
}

/// Converts one file to one text and writes nothing.
///
/// # Errors
/// No worker could be started.
pub fn run_one(input: &Input, job: &Job) -> Result<(Record, Option<String>), Error> {
    let settings = Settings::of_job(job);
    let start = Instant::now();
    let hand = Hand::new(&job.place, job.threads, &settings);
    let product = hand.and_then(|mut hand| hand.convert(input, Twin::default(), &settings));
    let Product { mut record, outputs } = product.map_err(Error::Workers)?;
    record.ms = milliseconds(start);
    log::advise(&mut record, job);
    let text = outputs.into_iter().next().and_then(|output| String::from_utf8(output.bytes).ok());
    Ok((record, text))
}

/// Converts a file, unless an earlier run has done so.
fn try_one(
    input: &Input,
    twin: Twin<'_>,
    hand: &mut Hand,
    past: &Past,
    terms: &Terms<'_>,
    begin: Begin<'_>,
) -> io::Result<Done> {
    match past.standing(input, twin.hash, terms) {
        Standing::UpToDate => return Ok(Done::UpToDate),
        Standing::LeftOut => return Ok(Done::LeftOut),
        Standing::Edited(number) => return Ok(Done::Edited(number)),
        Standing::Due(_) => begin(),
    }
    let start = Instant::now();
    let mut product = hand.convert(input, twin, terms.settings)?;
    product.record.ms = milliseconds(start);
    Ok(Done::Tried(Box::new(product)))
}

fn milliseconds(start: Instant) -> u64 {
    u64::try_from(start.elapsed().as_millis()).unwrap_or(u64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::decision::Register;
    use crate::{digest, second};
    use std::sync::Arc;

    #[test]
    fn a_damaged_file_is_rescued_by_the_second_reading() {
        let folder = tempfile::tempdir().unwrap();
        const DAMAGED: &[u8] = b"%PDF-1.4\nno object at all";
        let path = folder.path().join("a.pdf");
        std::fs::write(&path, DAMAGED).unwrap();
        let (name, stem) = (PathBuf::from("-"), PathBuf::from("stdin"));
        let here = Argument::Here { name, stem, bytes: DAMAGED.into() };
        let arguments = [Argument::Named(path), here];
        let inputs = find(&arguments, None, Arrangement::default()).unwrap().inputs;
        let second: SecondReading = Arc::new(|bytes| {
            assert_eq!(bytes, DAMAGED);
            let text = "words of the second reading".to_owned();
            let page = second::PageText { page: 1, text, failure: None };
            second::Reading { pages: vec![page], failure: None }
        });
        for (second, status) in [(None, Status::Failed), (Some(second), Status::Partial)] {
            let mut records = Vec::new();
            let line =
                |rest: &str| format!("{{\"sha256\":\"{}\",{rest}}}\n", digest::sha256(&[DAMAGED]));
            let lines = line("\"edit\":\"00000000000000ff\",\"decision\":\"rejected\"")
                + &line("\"field\":\"title\",\"value\":\"Salt\"");
            let decisions = Arc::new(Register::read(&lines).unwrap());
            let job = Job { decisions, ..Job::here(second) };
            let summary = run(&inputs, folder.path(), &job, &mut |event| {
                if let Event::Ended { outcome: Outcome::Tried(record), .. } = event {
                    records.push(record.clone());
                }
            });
            assert!(!summary.unwrap().is_complete());
            for record in records {
                assert_eq!(record.status, status, "{record:?}");
                assert_eq!(record.reason.as_deref(), Some("damaged"));
                let unmatched = record.diagnostics.get("decision-unmatched").copied();
                assert_eq!(unmatched, (status == Status::Partial).then_some(2));
            }
        }
        for name in ["a.md", "stdin.md"] {
            let text = std::fs::read_to_string(folder.path().join(name)).unwrap();
            assert!(text.contains("words of the second reading"), "{text}");
        }
    }
}
