//! A command in a process of its own that a file may break.

use super::process::{End, Loss, Lost, judge, keep_last_words, last_words};
use crate::batch::job::Limits;
use std::io::{self, Read};
use std::process::{Command, Stdio};
use std::sync::mpsc::{RecvTimeoutError, channel};

/// How a command ended.
#[derive(Debug, Clone, PartialEq)]
pub enum Contained {
    /// By itself.
    Ended {
        /// The code that it ended with, if it did with one.
        code: Option<i32>,
        /// What it said last on stderr.
        said: String,
    },
    /// By what it read.
    Lost(Lost),
}

/// Runs a command that [confines](super::confine) itself to the limit of memory, and kills it when its
/// time has passed. Its stdout is that of this process, and so is its stdin unless it is given something
/// else there; what it says on stderr is kept.
///
/// # Errors
/// It cannot be started.
pub fn contain(
    mut command: Command,
    limits: Limits,
    given: Option<Box<dyn Read + Send>>,
) -> io::Result<Contained> {
    keep_last_words(&mut command);
    if given.is_some() {
        command.stdin(Stdio::piped());
    }
    let mut child = command.spawn()?;
    if let (Some(mut given), Some(mut stdin)) = (given, child.stdin.take()) {
        // One that reads no further has what it wants.
        std::thread::Builder::new().spawn(move || drop(io::copy(&mut given, &mut stdin)))?;
    }
    let (sender, receiver) = channel();
    if let Some(stderr) = child.stderr.take() {
        // Nobody waits for the words of one that was killed.
        std::thread::Builder::new().spawn(move || drop(sender.send(last_words(stderr))))?;
    }
    let said = match limits.time {
        Some(limit) => receiver.recv_timeout(limit),
        None => receiver.recv().map_err(|_| RecvTimeoutError::Disconnected),
    };
    if said == Err(RecvTimeoutError::Timeout) {
        // It may have ended by itself in the meantime: then there is nothing to kill.
        let _ = child.kill();
        child.wait()?;
        return Ok(Contained::Lost(Loss::OverTime.told(limits)));
    }
    let (status, said) = (child.wait()?, said.unwrap_or_default());
    Ok(match judge(status, &said) {
        End::Loss(loss) if !matches!(status.code(), Some(0..=2)) => {
            Contained::Lost(loss.told(limits))
        }
        _ => Contained::Ended { code: status.code(), said },
    })
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;
    use std::time::Duration;

    #[test]
    fn what_a_command_ends_by_is_told() {
        let run = |script: &str, seconds: f32| {
            let mut command = Command::new("/bin/sh");
            command.args(["-c", script]);
            let time = Some(Duration::from_secs_f32(seconds));
            contain(command, Limits { time, memory: None }, None).unwrap()
        };
        let said = "error: memory allocation of a file failed\n".to_owned();
        let ended = Contained::Ended { code: Some(1), said };
        assert_eq!(
            run("echo 'error: memory allocation of a file failed' >&2; exit 1", 60.0),
            ended
        );
        for (script, seconds, expected) in [
            ("exec sleep 60", 0.3, "over-time"),
            ("echo 'memory allocation of 8 bytes failed' >&2; kill -6 $$", 60.0, "over-memory"),
            ("kill -11 $$", 60.0, "crashed"),
        ] {
            match run(script, seconds) {
                Contained::Lost(lost) => assert_eq!(lost.reason, expected, "{script}"),
                ended => panic!("{script}: {ended:?}"),
            }
        }
    }
}
