//! The command line: arguments to a job, a job to an exit code.

mod args;
mod clean;
mod convert;
mod dump;
mod engine;
mod info;
mod models;
mod quantities;
mod report;
mod second;
mod stdout;
mod verify;

use args::{Cli, Command};
use clap::Parser;
use std::fmt::Display;
use std::path::Path;
use std::process::ExitCode;

/// All done.
const DONE: ExitCode = ExitCode::SUCCESS;

/// Some input failed, is partial, or differs.
const INCOMPLETE: u8 = 1;

/// Wrong usage: nothing was done.
const USAGE: u8 = 2;

/// Parses the arguments and runs the command.
pub(crate) fn run() -> ExitCode {
    let command = Cli::parse().command;
    silence_workers(matches!(command, Command::SecondReading(_)));
    match command {
        Command::Convert(args) => convert::run(&args),
        Command::Clean(args) => clean::run(&args),
        Command::Revert(args) => clean::revert(&args),
        Command::Rules => clean::rules(),
        Command::Quantities(args) => quantities::run(&args),
        Command::Info(args) => info::run(&args),
        Command::Models(args) => models::run(&args),
        Command::Verify(args) => verify::run(&args),
        Command::Dump(args) => dump::run(&args),
        Command::SecondReading(args) => second::run(&args),
    }
}

/// A panic while a file is read is told in the report on that file, not in between the lines.
fn silence_workers(all: bool) {
    let usual = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |info| {
        if all || std::thread::current().name() == Some(offprint::batch::THREAD_NAME) {
            offprint::error::remember_panic(info);
        } else {
            usual(info);
        }
    }));
}

/// What to do about a failure, by its reason.
fn advice(reason: &str) -> Option<&'static str> {
    match reason {
        "encrypted" => Some("give its password with --password"),
        "time-limit" => Some("give it more with --time-limit"),
        _ => None,
    }
}

/// Why a file could not be opened, and what to do about it.
fn advised(error: &offprint::Error) -> String {
    match advice(error.reason()) {
        Some(advice) => format!("{error}; {advice}"),
        None => error.to_string(),
    }
}

/// Says what is wrong with the arguments.
fn usage_error(message: impl Display) -> ExitCode {
    eprintln!("error: {message}");
    ExitCode::from(USAGE)
}

/// Reads the pages of a file, on a thread with the stack that interpreters of nested content need.
fn read_pages(path: &Path, password: Option<&str>) -> Result<offprint::Reading, String> {
    let mut options = offprint::Options::default();
    options.pdf.password = password.map(str::to_owned);
    let bytes = std::fs::read(path).map_err(|error| error.to_string())?;
    let reader = std::thread::Builder::new()
        .name(offprint::batch::THREAD_NAME.to_owned())
        .stack_size(offprint::batch::STACK)
        .spawn(move || offprint::read(bytes, &options).map_err(|error| advised(&error)))
        .map_err(|error| error.to_string())?;
    reader.join().unwrap_or_else(|_| Err("the reading panicked; please report this file".into()))
}

/// Says that a file could not be dealt with.
fn file_error(path: &Path, message: impl Display) -> ExitCode {
    eprintln!("error: {}: {message}", path.display());
    ExitCode::from(INCOMPLETE)
}
