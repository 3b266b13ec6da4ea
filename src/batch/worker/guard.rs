//! A worker that is replaced when it is lost.

use super::frame::Request;
use super::process::{Loss, Process};
use crate::batch::job::{Choices, Workers};
use crate::batch::name;
use crate::batch::paper::Product;
use crate::batch::record::Record;
use std::io;

/// Converts files in a process that is started when it is needed and kept while it can be.
#[derive(Debug)]
pub(in crate::batch) struct Guard {
    workers: Workers,
    threads: usize,
    choices: Choices,
    process: Option<Process>,
}

impl Guard {
    /// One whose workers have so many threads.
    pub(in crate::batch) fn new(workers: Workers, threads: usize, choices: Choices) -> Self {
        Self { workers, threads, choices, process: None }
    }

    /// Makes other things of the files that come.
    pub(super) fn choose(&mut self, choices: Choices) {
        self.choices = choices;
        self.process = None;
    }

    /// Converts a file. One that costs a worker is tried once more, in a fresh one: it may have been
    /// due to what an earlier file left, or to something outside. Only what was asked too much of a
    /// fresh worker would be too much again.
    ///
    /// # Errors
    /// No worker can be started, or none that does what it is started for.
    pub(in crate::batch) fn convert(
        &mut self,
        mut request: Request,
        fingerprint: &str,
    ) -> io::Result<Product> {
        let mut sha256 = None;
        let mut is_second_try = false;
        loop {
            let is_fresh = self.process.is_none();
            let mut process = match self.process.take() {
                Some(process) => process,
                None => Process::start(&self.workers, self.threads)?,
            };
            request.choices = is_fresh.then(|| self.choices.clone());
            let loss = match process.convert(&request, self.workers.time_limit, &mut sha256) {
                Ok(product) => {
                    self.process = Some(process);
                    return Ok(product);
                }
                Err(Loss::Refused(how)) => return Err(io::Error::other(how)),
                Err(loss) => loss,
            };
            drop(process);
            if is_second_try || is_fresh && !matches!(loss, Loss::Crashed(_)) {
                let path = name::path_of(&request.path);
                let mut record = Record::blank(&path, fingerprint);
                record.sha256 = sha256;
                self.blame(&mut record, loss);
                return Ok(Product { record, outputs: Vec::new() });
            }
            is_second_try = true;
        }
    }

    fn blame(&self, record: &mut Record, loss: Loss) {
        match loss {
            Loss::OverTime => {
                let limit = self.workers.time_limit.unwrap_or_default().as_secs_f64();
                record.fail("over-time", format!("the time limit of {limit} s has passed"));
                record.limit = Some(limit);
            }
            Loss::OverMemory => {
                let limit = self.workers.memory_limit;
                let detail = match limit {
                    Some(limit) => format!("it takes more than {} MiB of memory", limit >> 20),
                    None => "it takes more memory than there is".to_owned(),
                };
                record.fail("over-memory", detail);
                // A limit of memory is far below the numbers that have no exact value.
                record.limit = limit.map(|limit| limit as f64);
            }
            Loss::Crashed(how) | Loss::Refused(how) => {
                record.fail("crashed", format!("the process that converted it broke: {how}"));
            }
        }
    }
}
