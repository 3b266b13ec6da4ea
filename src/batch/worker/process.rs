//! One worker, as the process that gives it files sees it.

use super::frame::{self, Answer, Request};
use crate::batch::job::{Limits, Workers};
use crate::batch::paper::Product;
use std::io::{self, Read};
use std::process::{Child, ChildStderr, ChildStdin, ChildStdout, Command, ExitStatus, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

/// Bytes of what a worker says last that are kept: it says why it aborts.
const LAST_WORDS: usize = 4 << 10;

/// A worker, ready for a file.
#[derive(Debug)]
pub(super) struct Process {
    child: Child,
    stdin: ChildStdin,
    answers: Receiver<io::Result<Answer>>,
    last_words: Option<JoinHandle<String>>,
    is_killed: bool,
}

/// Why there is no result for a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Loss {
    /// It took too long.
    OverTime,
    /// It asked for too much memory.
    OverMemory,
    /// The worker is gone; how it ended.
    Crashed(String),
}

/// How a worker ended that gave no result.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum End {
    /// By a file.
    Loss(Loss),
    /// By itself, with these last words: no file makes a worker do so, but it is no worker, or cannot be.
    Refusal(String),
}

/// A loss as records tell it.
#[derive(Debug, Clone, PartialEq)]
pub struct Lost {
    /// One of `over-time`, `over-memory` and `crashed`.
    pub reason: &'static str,
    /// What exactly happened, in words.
    pub detail: String,
    /// The limit that was gone beyond, in seconds or bytes.
    pub limit: Option<f64>,
}

impl Loss {
    /// As it is told.
    pub(super) fn told(self, limits: Limits) -> Lost {
        match self {
            Self::OverTime => {
                let limit = limits.time.unwrap_or_default().as_secs_f64();
                let detail = format!("the time limit of {limit} s has passed");
                Lost { reason: "over-time", detail, limit: Some(limit) }
            }
            Self::OverMemory => {
                let detail = match limits.memory {
                    Some(limit) => format!("it takes more than {} MiB of memory", limit >> 20),
                    None => "it takes more memory than there is".to_owned(),
                };
                // A limit of memory is far below the numbers that have no exact value.
                let limit = limits.memory.map(|limit| limit as f64);
                Lost { reason: "over-memory", detail, limit }
            }
            Self::Crashed(how) => {
                let detail = format!("the process that read it broke: {how}");
                Lost { reason: "crashed", detail, limit: None }
            }
        }
    }
}

impl From<Loss> for End {
    fn from(loss: Loss) -> Self {
        Self::Loss(loss)
    }
}

impl Process {
    /// Starts a worker.
    ///
    /// # Errors
    /// The program cannot be started.
    pub(super) fn start(workers: &Workers, threads: usize) -> io::Result<Self> {
        let mut command = Command::new(&workers.program);
        command.args(&workers.arguments).arg(format!("--threads={threads}"));
        if let Some(limit) = workers.limits.memory {
            command.arg(format!("--memory-limit={limit}"));
        }
        command.stdin(Stdio::piped()).stdout(Stdio::piped());
        keep_last_words(&mut command);
        // A group of its own, so that its children are killed with it.
        #[cfg(unix)]
        std::os::unix::process::CommandExt::process_group(&mut command, 0);
        let mut child = command.spawn()?;
        let pipes = (child.stdin.take(), child.stdout.take(), child.stderr.take());
        let (Some(stdin), Some(stdout), Some(stderr)) = pipes else {
            return Err(io::Error::other("a worker has no pipes"));
        };
        let answers = listen(stdout)?;
        let last_words = Some(std::thread::Builder::new().spawn(|| last_words(stderr))?);
        Ok(Self { child, stdin, answers, last_words, is_killed: false })
    }

    /// Has a file converted, in the time that is given to it and, after a sign of life, to each further
    /// part of it. `heard` is told the hash of its bytes. After a loss the worker is of no more use.
    ///
    /// # Errors
    /// There is no result.
    pub(super) fn convert(
        &mut self,
        request: &Request,
        limit: Option<Duration>,
        heard: &mut Option<String>,
    ) -> Result<Product, End> {
        let mut since = Instant::now();
        // A worker that is gone is heard of below.
        let _ = frame::write(&mut self.stdin, request);
        loop {
            let answer = match limit {
                Some(limit) => self.answers.recv_timeout(limit.saturating_sub(since.elapsed())),
                None => self.answers.recv().map_err(|_| RecvTimeoutError::Disconnected),
            };
            match answer {
                Ok(Ok(Answer::Ended(ended))) => return Ok((*ended).into()),
                Ok(Ok(Answer::Read { sha256 })) => *heard = Some(sha256),
                Ok(Ok(Answer::Alive {})) => since = Instant::now(),
                Err(RecvTimeoutError::Timeout) => return Err(Loss::OverTime.into()),
                Ok(Err(error)) => {
                    let how = format!("its answer cannot be read: {error}");
                    return Err(Loss::Crashed(how).into());
                }
                Err(RecvTimeoutError::Disconnected) => return Err(self.end()),
            }
        }
    }

    /// Why it is gone.
    fn end(&mut self) -> End {
        let status = self.child.wait();
        self.kill();
        let said = self.last_words.take().and_then(|words| words.join().ok()).unwrap_or_default();
        match status {
            Ok(status) => judge(status, &said),
            Err(error) => End::Refusal(error.to_string()),
        }
    }

    /// Ends it and what it has started. Its number may be that of another process later, so that this
    /// is done once.
    fn kill(&mut self) {
        if std::mem::replace(&mut self.is_killed, true) {
            return;
        }
        #[cfg(unix)]
        {
            use rustix::process::{Pid, Signal, kill_process_group};
            // A group that has no process left is what is wanted.
            let _ = kill_process_group(Pid::from_child(&self.child), Signal::KILL);
        }
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        self.kill();
    }
}

fn listen(mut stdout: ChildStdout) -> io::Result<Receiver<io::Result<Answer>>> {
    let (sender, answers) = channel();
    let read = move || {
        while let Some(answer) = frame::read_answer(&mut stdout).transpose() {
            let is_last = answer.is_err();
            if sender.send(answer).is_err() || is_last {
                break;
            }
        }
    };
    std::thread::Builder::new().spawn(read)?;
    Ok(answers)
}

/// Has a command say why it ends to whoever reads its [`last_words`].
pub(super) fn keep_last_words(command: &mut Command) {
    // Where it was called from would follow why it aborts, and be kept in its place.
    command.stderr(Stdio::piped()).env("RUST_BACKTRACE", "0");
}

/// The end of what is said, however much that is.
pub(super) fn last_words(mut stderr: ChildStderr) -> String {
    let mut said = Vec::new();
    let mut chunk = [0; LAST_WORDS];
    while let Ok(size @ 1..) = stderr.read(&mut chunk) {
        said.extend_from_slice(&chunk[..size]);
        said.drain(..said.len().saturating_sub(LAST_WORDS));
    }
    String::from_utf8_lossy(&said).into_owned()
}

/// Why a worker ended, by its status and what it said last.
pub(super) fn judge(status: ExitStatus, said: &str) -> End {
    // The words of the runtime of Rust, for programs that go on no further.
    if said.contains("memory allocation of") && said.contains("failed") {
        return Loss::OverMemory.into();
    }
    if said.contains("has overflowed its stack") {
        return Loss::Crashed("its stack overflowed".to_owned()).into();
    }
    #[cfg(unix)]
    if let Some(signal) = std::os::unix::process::ExitStatusExt::signal(&status) {
        let killed = if signal == rustix::process::Signal::KILL.as_raw() {
            ": it was killed from outside, as the system does where memory runs out"
        } else {
            ""
        };
        return Loss::Crashed(format!("it ended with signal {signal}{killed}")).into();
    }
    End::Refusal(format!("a worker ended with {status}: {}", said.trim()))
}
