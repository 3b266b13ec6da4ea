//! The command line: arguments to a job, a job to an exit code.

mod args;
mod convert;
mod report;
mod second;
mod stdout;

use args::{Cli, Command};
use clap::Parser;
use std::fmt::Display;
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
        Command::SecondReading(args) => second::run(&args),
    }
}

/// A panic while a file is converted is told in its record, not in between the progress lines.
fn silence_workers(all: bool) {
    let usual = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |info| {
        if !all && std::thread::current().name() != Some(offprint::batch::THREAD_NAME) {
            usual(info);
        }
    }));
}

/// Says what is wrong with the arguments.
fn usage_error(message: impl Display) -> ExitCode {
    eprintln!("error: {message}");
    ExitCode::from(USAGE)
}
