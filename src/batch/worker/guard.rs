//! A worker that is replaced when it is lost.

use super::frame::Request;
use super::process::{End, Loss, Process};
use crate::batch::job::{Choices, Workers, fingerprint_with};
use crate::batch::name;
use crate::batch::paper::Product;
use crate::batch::record::Record;
use crate::decision::Decisions;
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

    /// Converts a file. One that costs a worker is tried once more, in a fresh one: a crash may be due to
    /// what an earlier file left, or to something outside, and a want of memory to what earlier files hold.
    /// A file whose time has passed is not given it twice.
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
            let loss = match process.convert(&request, self.workers.limits.time, &mut sha256) {
                Ok(product) => {
                    self.process = Some(process);
                    return Ok(product);
                }
                Err(End::Refusal(how)) => return Err(io::Error::other(how)),
                Err(End::Loss(loss)) => loss,
            };
            drop(process);
            let is_final = match loss {
                Loss::OverTime => true,
                Loss::OverMemory => is_fresh,
                Loss::Crashed(_) => false,
            };
            if is_second_try || is_final {
                let path = name::path_of(&request.path);
                let decided =
                    Decisions::of(&request.decisions, sha256.as_deref().unwrap_or_default());
                let mut record = Record::blank(&path, &fingerprint_with(fingerprint, &decided));
                record.sha256 = sha256;
                let lost = loss.told(self.workers.limits);
                record.fail(lost.reason, lost.detail);
                record.limit = lost.limit;
                return Ok(Product { record, outputs: Vec::new() });
            }
            is_second_try = true;
        }
    }
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;
    use crate::batch::job::Limits;
    use crate::batch::record::Status;
    use crate::batch::worker::frame::{self, Answer};
    use std::path::Path;
    use std::time::{Duration, Instant};

    /// Workers that run a script, in whose folder `answer` is the frame of a file that is converted, and
    /// `count` grows by a byte with each that is started.
    fn guard(folder: &Path, script: &str, time_limit: Duration) -> Guard {
        let record = Record::blank(Path::new("a.pdf"), "o");
        let product = Product { record, outputs: Vec::new() };
        let mut answer = Vec::new();
        frame::write_answer(&mut answer, &Answer::from(product)).unwrap();
        std::fs::write(folder.join("answer"), answer).unwrap();
        let mut alive = Vec::new();
        frame::write_answer(&mut alive, &Answer::Alive {}).unwrap();
        std::fs::write(folder.join("alive"), alive).unwrap();
        let script = format!("cd {}; printf x >>count; {script}", folder.display());
        let workers = Workers {
            program: "/bin/sh".into(),
            arguments: vec!["-c".into(), script.into()],
            limits: Limits { time: Some(time_limit), memory: Some(64 << 20) },
        };
        Guard::new(workers, 1, Choices::default())
    }

    fn convert(guard: &mut Guard) -> io::Result<Record> {
        let request = Request { path: "a.pdf".to_owned(), ..Request::default() };
        guard.convert(request, "o").map(|product| product.record)
    }

    const LONG: Duration = Duration::from_secs(60);
    const SHORT: Duration = Duration::from_millis(400);

    #[test]
    fn what_costs_a_worker_is_named() {
        let out_of_memory = "echo 'memory allocation of 8 bytes failed' >&2; kill -6 $$";
        let overflow = "echo \"thread 'x' has overflowed its stack\" >&2; kill -6 $$";
        let cases = [
            ("kill -11 $$", LONG, "crashed", "signal 11", 2),
            (overflow, LONG, "crashed", "its stack overflowed", 2),
            (out_of_memory, LONG, "over-memory", "more than 64 MiB", 1),
            ("exec sleep 60", SHORT, "over-time", "0.4 s", 1),
            ("echo 'no frame at all'; exec sleep 60", LONG, "crashed", "cannot be read", 2),
            // What it started holds its stderr, and is killed with it.
            ("sleep 60 >/dev/null & kill -9 $$", LONG, "crashed", "from outside", 2),
        ];
        for (script, limit, reason, detail, started) in cases {
            let folder = tempfile::tempdir().unwrap();
            let start = Instant::now();
            let record = convert(&mut guard(folder.path(), script, limit)).unwrap();
            assert!(start.elapsed() < LONG / 2, "{script}");
            assert_eq!((record.status, record.reason.as_deref()), (Status::Failed, Some(reason)));
            let said = record.detail.unwrap();
            assert!(said.contains(detail), "{script}: {said}");
            let count = std::fs::read(folder.path().join("count")).unwrap().len();
            assert_eq!(count, started, "{script}");
        }
    }

    #[test]
    fn a_file_is_not_blamed_for_what_was_there_before() {
        // Each worker answers once, then breaks.
        let script = "cat answer; sleep 0.1; kill -11 $$";
        let folder = tempfile::tempdir().unwrap();
        let mut guard = guard(folder.path(), script, LONG);
        for started in 1..4 {
            assert_eq!(convert(&mut guard).unwrap().status, Status::Ok);
            let count = std::fs::read(folder.path().join("count")).unwrap().len();
            assert_eq!(count, started);
            std::thread::sleep(SHORT);
        }
    }

    #[test]
    fn a_sign_of_life_gives_more_time() {
        let script =
            "for i in 1 2 3 4 5 6; do sleep 0.2; cat alive; done; cat answer; exec sleep 60";
        let folder = tempfile::tempdir().unwrap();
        let record = convert(&mut guard(folder.path(), script, SHORT)).unwrap();
        assert_eq!(record.status, Status::Ok);
    }

    #[test]
    fn a_program_that_is_no_worker_is_an_error() {
        let folder = tempfile::tempdir().unwrap();
        let error = convert(&mut guard(folder.path(), "echo unknown >&2; exit 2", LONG));
        assert!(error.unwrap_err().to_string().contains("unknown"));
        let mut none = guard(folder.path(), "", LONG);
        none.workers.program = folder.path().join("none");
        assert!(convert(&mut none).is_err());
    }
}
