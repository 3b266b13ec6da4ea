//! The command line: arguments to a job, a job to an exit code.

mod args;
mod chunks;
mod clean;
mod contained;
mod convert;
mod dry_run;
mod dump;
mod engine;
mod exit;
mod info;
mod inspect;
mod listed;
mod live;
mod manifest;
mod models;
mod password;
mod quantities;
mod reader;
mod report;
mod second;
mod show;
mod stdout;
#[cfg(feature = "arrow")]
mod tables;
mod terminal;
mod verify;
mod worker;

use args::{Cli, Command};
use clap::Parser;
use std::process::ExitCode;

/// Parses the arguments and runs the command.
pub(crate) fn run() -> ExitCode {
    let command = Cli::parse().command;
    silence_workers(matches!(command, Command::SecondReading(_) | Command::Worker(_)));
    match command {
        Command::Convert(args) => convert::run(&args),
        Command::Inspect(args) => inspect::run(*args),
        Command::Clean(args) => clean::run(&args),
        Command::Revert(args) => clean::revert(&args),
        Command::Rules => clean::rules(),
        Command::Reasons => dump::reasons(),
        Command::Quantities(args) => {
            contained::run(&args.file, &args.limits, &args.password, false, |own| {
                quantities::run(&args, own)
            })
        }
        Command::Chunks(args) => chunks::run(&args),
        Command::Show(args) => show::run(&args),
        Command::Info(args) => info::run(&args),
        Command::Manifest(args) => manifest::run(&args),
        Command::Models(args) => models::run(&args),
        Command::Verify(args) => {
            contained::run(&args.file, &args.limits, &args.password, false, |own| {
                verify::run(&args, own)
            })
        }
        Command::Dump(args) => {
            contained::run(&args.file, &args.limits, &args.password, args.output.is_some(), |own| {
                dump::run(&args, own)
            })
        }
        Command::Worker(args) => worker::run(&args),
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
