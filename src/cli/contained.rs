//! Commands that read one file do so in a process of their own, so that a file which breaks it is told of
//! like any other that cannot be read.

use super::args::LimitArgs;
use super::exit::{INCOMPLETE, advice, advised, file_error, usage_error};
use super::password::{self, PasswordArgs};
use super::reader::STDIN;
use super::terminal::say;
use offprint::Error;
use offprint::batch::{self, Contained};
use std::ffi::OsString;
use std::io::{self, Cursor, Read};
use std::path::Path;
use std::process::{Command, ExitCode};

/// The argument that tells the process that it is the one.
const CONTAINED: &str = "--contained";

/// Reads a file with the arguments of this process: in it, if it is the one for that, or else in another.
/// What is read may go to files that the process `writes`.
pub(super) fn run(
    file: &Path,
    limits: &LimitArgs,
    given: &PasswordArgs,
    writes: bool,
    read: impl FnOnce(Option<&str>) -> ExitCode,
) -> ExitCode {
    let password = match given.read() {
        Ok(password) => password,
        Err(error) => return usage_error(error),
    };
    if limits.contained {
        return here(file, limits, writes, || read(password.as_deref()));
    }
    let arguments = password::without(std::env::args_os().skip(1));
    apart(file, limits, &arguments, password.as_deref(), password::ask)
}

/// Reads a file in this process, which ends by what breaks it. Unless it `writes`, it cannot.
pub(super) fn here(
    file: &Path,
    limits: &LimitArgs,
    writes: bool,
    read: impl FnOnce() -> ExitCode,
) -> ExitCode {
    if !writes {
        batch::give_up(&[]);
    }
    // One thread has the stack that is taken whole.
    match batch::confine(limits.limits().memory, 1) {
        Ok(()) => read(),
        Err(error) => file_error(file, error),
    }
}

/// Reads a file in another process with these arguments, the first of which is the command. Where the file
/// is encrypted and there is no password, `ask` may know it.
pub(super) fn apart(
    file: &Path,
    limits: &LimitArgs,
    arguments: &[OsString],
    password: Option<&str>,
    ask: fn(&Path) -> Option<String>,
) -> ExitCode {
    let ended = match start(file, limits, arguments, password) {
        Ok(ended) => ended,
        Err(error) => return file_error(file, error),
    };
    let is_encrypted = |said: &str| said.contains(&advised(&Error::Encrypted));
    match ended {
        // What came on stdin has gone.
        Contained::Ended { said, .. }
            if password.is_none() && !is_stdin(file) && is_encrypted(&said) =>
        {
            match ask(file) {
                Some(password) => apart(file, limits, arguments, Some(&password), ask),
                None => told(file, Contained::Ended { code: Some(INCOMPLETE.into()), said }),
            }
        }
        ended => told(file, ended),
    }
}

fn is_stdin(file: &Path) -> bool {
    file.as_os_str() == STDIN
}

/// Starts the other process and waits for its end.
fn start(
    file: &Path,
    limits: &LimitArgs,
    arguments: &[OsString],
    password: Option<&str>,
) -> Result<Contained, String> {
    let program = std::env::current_exe();
    let program = program.map_err(|error| format!("the path of this program: {error}"))?;
    let mut command = Command::new(program);
    let (name, arguments) = arguments.split_at(arguments.len().min(1));
    command.args(name).arg(CONTAINED);
    // A password is no argument, since every user of the machine can list those of all processes.
    let given = password.map(|password| -> Box<dyn Read + Send> {
        command.arg(password::ON_STDIN);
        let sent = Cursor::new(password::sent(password));
        if is_stdin(file) { Box::new(sent.chain(io::stdin())) } else { Box::new(sent) }
    });
    command.args(arguments);
    batch::contain(command, limits.limits(), given)
        .map_err(|error| format!("no process can be started to read it: {error}"))
}

/// Tells how the other process ended.
fn told(file: &Path, ended: Contained) -> ExitCode {
    match ended {
        Contained::Ended { code, said } => {
            said.lines().for_each(say);
            let code = code.and_then(|code| u8::try_from(code).ok());
            ExitCode::from(code.unwrap_or(INCOMPLETE))
        }
        Contained::Lost(lost) => {
            let advice = advice(lost.reason).map(|advice| format!("; {advice}"));
            let advice = advice.unwrap_or_default();
            file_error(file, format!("failed ({}): {}{advice}", lost.reason, lost.detail))
        }
    }
}
