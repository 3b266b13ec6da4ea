//! A child process that is given bytes and gives bytes back, bounded in time and output.

use std::io::{Read, Write};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

/// Characters of what a child says of its failure that are told.
const LAST_WORDS: usize = 300;
/// Bytes of it that are read.
const COMPLAINTS: u64 = 64 << 10;
/// How often is looked whether a child that has closed its output has ended.
const PATIENCE: Duration = Duration::from_millis(2);
/// Its complaints come no later than this after its end.
const AFTERWARDS: Duration = Duration::from_millis(500);

/// What a child may take.
#[derive(Debug, Clone, Copy)]
pub(super) struct Limits {
    /// Wall-clock time; then it is killed.
    pub(super) time: Duration,
    /// Bytes of output; then it is killed.
    pub(super) output: u64,
}

/// Runs a command on bytes and returns what it wrote.
///
/// # Errors
/// The command cannot be started, fails, or goes beyond a limit; the message has its last words.
pub(super) fn run(mut command: Command, input: Vec<u8>, limits: Limits) -> Result<Vec<u8>, String> {
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let start = Instant::now();
    let mut child = command.spawn().map_err(|error| format!("cannot be started: {error}"))?;
    // The threads are not waited for: a grandchild may hold the pipes of a child that was killed.
    if let Some(mut stdin) = child.stdin.take() {
        // A child that does not want all of it says why by itself.
        std::thread::spawn(move || stdin.write_all(&input));
    }
    let output = listen(child.stdout.take(), limits.output.saturating_add(1));
    let complaints = listen(child.stderr.take(), COMPLAINTS);
    let left = || limits.time.saturating_sub(start.elapsed());
    let Ok(output) = output.recv_timeout(left()) else {
        end(&mut child);
        return Err(format!("took more than {} s", limits.time.as_secs_f32()));
    };
    if output.len() as u64 > limits.output {
        end(&mut child);
        return Err(format!("wrote more than {} bytes", limits.output));
    }
    let status = loop {
        match child.try_wait() {
            Ok(Some(status)) => break status,
            Ok(None) if left().is_zero() => {
                end(&mut child);
                return Err(format!("took more than {} s", limits.time.as_secs_f32()));
            }
            Ok(None) => std::thread::sleep(PATIENCE),
            Err(error) => return Err(format!("was lost: {error}")),
        }
    };
    if status.success() {
        return Ok(output);
    }
    let said = complaints.recv_timeout(AFTERWARDS).unwrap_or_default();
    Err(format!("ended with {status}{}", last_words(&String::from_utf8_lossy(&said))))
}

/// Reads a pipe to its end or a number of bytes, on a thread of its own.
fn listen(pipe: Option<impl Read + Send + 'static>, limit: u64) -> Receiver<Vec<u8>> {
    let (sender, receiver) = channel();
    std::thread::spawn(move || {
        let mut bytes = Vec::new();
        if let Some(pipe) = pipe {
            // What came before an error is all there is.
            let _ = pipe.take(limit).read_to_end(&mut bytes);
        }
        sender.send(bytes)
    });
    receiver
}

fn end(child: &mut Child) {
    // It may have ended by itself in the meantime: then there is nothing to kill.
    let _ = child.kill();
    let _ = child.wait();
}

/// The end of what a child complained of, behind a colon.
fn last_words(said: &str) -> String {
    let lines: Vec<&str> = said.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    let said = lines.join("; ");
    let from = said.char_indices().rev().nth(LAST_WORDS - 1).map_or(0, |(at, _)| at);
    if said.is_empty() { said } else { format!(": {}", &said[from..]) }
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    fn run(script: &str, milliseconds: u64) -> Result<String, String> {
        let mut command = Command::new("/bin/sh");
        command.args(["-c", script]);
        let limits = Limits { time: Duration::from_millis(milliseconds), output: 300_000 };
        let output = super::run(command, vec![b'a'; 200_000], limits)?;
        Ok(String::from_utf8_lossy(&output).into_owned())
    }

    #[test]
    fn bytes_go_through() {
        assert_eq!(run("cat", 60_000).unwrap().len(), 200_000);
        assert_eq!(run("echo done", 60_000).unwrap(), "done\n", "the input is not wanted");
    }

    #[test]
    fn a_child_that_fails_or_goes_too_far_is_an_error() {
        let cases = [
            ("echo no such thing >&2; exit 3", 60_000, "no such thing"),
            ("sleep 60", 200, "0.2 s"),
            ("exec >&-; sleep 60", 200, "0.2 s"),
            ("exec yes", 60_000, "300000 bytes"),
            ("kill -6 $$", 60_000, "signal: 6"),
        ];
        for (script, milliseconds, part) in cases {
            let failure = run(script, milliseconds).unwrap_err();
            assert!(failure.contains(part), "{script}: {failure}");
        }
    }

    #[test]
    fn long_complaints_are_cut_in_front() {
        let said = "é".repeat(1000);
        assert_eq!(last_words(&said).chars().count(), LAST_WORDS + 2);
        assert_eq!(last_words(" \n"), "");
        assert_eq!(last_words("a\n\n b\n"), ": a; b");
    }
}
