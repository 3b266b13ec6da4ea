//! Commands that read one file do so in a process of their own, so that a file which breaks it is told of
//! like any other that cannot be read.

use super::args::LimitArgs;
use super::exit::{INCOMPLETE, advice, file_error};
use super::terminal::say;
use offprint::batch::{self, Contained};
use std::ffi::OsString;
use std::path::Path;
use std::process::{Command, ExitCode};

/// The argument that tells the process that it is the one.
const CONTAINED: &str = "--contained";

/// Reads a file with the arguments of this process: in it, if it is the one for that, or else in another.
pub(super) fn run(file: &Path, limits: &LimitArgs, read: impl FnOnce() -> ExitCode) -> ExitCode {
    if limits.contained {
        return here(file, limits, read);
    }
    apart(file, limits, std::env::args_os().skip(1))
}

/// Reads a file in this process, which ends by what breaks it.
pub(super) fn here(file: &Path, limits: &LimitArgs, read: impl FnOnce() -> ExitCode) -> ExitCode {
    // One thread has the stack that is taken whole.
    match batch::confine(limits.limits().memory, 1) {
        Ok(()) => read(),
        Err(error) => file_error(file, error),
    }
}

/// Reads a file in another process with these arguments, the first of which is the command.
pub(super) fn apart(
    file: &Path,
    limits: &LimitArgs,
    mut arguments: impl Iterator<Item = OsString>,
) -> ExitCode {
    let program = match std::env::current_exe() {
        Ok(program) => program,
        Err(error) => return file_error(file, format!("the path of this program: {error}")),
    };
    let mut command = Command::new(program);
    command.args(arguments.next()).arg(CONTAINED).args(arguments);
    match batch::contain(command, limits.limits()) {
        Ok(Contained::Ended { code, said }) => {
            said.lines().for_each(say);
            let code = code.and_then(|code| u8::try_from(code).ok());
            ExitCode::from(code.unwrap_or(INCOMPLETE))
        }
        Ok(Contained::Lost(lost)) => {
            let advice = advice(lost.reason).map(|advice| format!("; {advice}"));
            let advice = advice.unwrap_or_default();
            file_error(file, format!("failed ({}): {}{advice}", lost.reason, lost.detail))
        }
        Err(error) => file_error(file, format!("no process can be started to read it: {error}")),
    }
}
