//! `offprint convert`.

use super::args::ConvertArgs;
use super::dry_run::{self, Style};
use super::exit::{DONE, INCOMPLETE, usage_error};
use super::listed;
use super::report::Report;
use super::stdout;
use super::terminal::say;
use offprint::batch::{self, Error, Found, Input, Job, Status};
use std::path::Path;
use std::process::ExitCode;

/// Converts what the arguments name.
pub(crate) fn run(args: &ConvertArgs) -> ExitCode {
    let arguments = match listed::arguments(args) {
        Ok(arguments) => arguments,
        Err(error) => return usage_error(error),
    };
    let found = match batch::find(&arguments, args.output.as_deref()) {
        Ok(found) => found,
        Err(error) => return usage_error(error),
    };
    let job = match args.job() {
        Ok(job) => job,
        Err(error) => return usage_error(error),
    };
    match (&args.output, found.inputs.as_slice()) {
        (Some(folder), _) if args.dry_run => {
            let style = Style { json: args.json, quiet: args.quiet };
            dry_run::run(&found, folder, &job, &style)
        }
        (Some(folder), _) => to_folder(&found, folder, args, &job),
        (None, [input]) => to_stdout(input, args, &job),
        (None, inputs) => {
            let count = inputs.len();
            usage_error(format!("{count} files need a folder to write to: give one with -o DIR"))
        }
    }
}

fn to_folder(found: &Found, folder: &Path, args: &ConvertArgs, job: &Job) -> ExitCode {
    let mut report = Report::new(args.quiet, args.json, args.timings, found.inputs.len());
    report.skipped(&found.skipped);
    let result = batch::run(&found.inputs, folder, job, &mut |event| report.event(&event));
    report.clear();
    match result {
        Ok(summary) => {
            report.summary(&summary);
            if summary.is_complete() { DONE } else { ExitCode::from(INCOMPLETE) }
        }
        Err(error @ (Error::Write(..) | Error::Workers(_))) => {
            say(&format!("error: {error}"));
            ExitCode::from(INCOMPLETE)
        }
        Err(error) => usage_error(error),
    }
}

fn to_stdout(input: &Input, args: &ConvertArgs, job: &Job) -> ExitCode {
    if args.writers().len() > 1 {
        return usage_error("more than one format needs a folder to write to: give it with -o DIR");
    }
    let (record, text) = match batch::run_one(input, job) {
        Ok(result) => result,
        Err(error) => {
            say(&format!("error: {error}"));
            return ExitCode::from(INCOMPLETE);
        }
    };
    if let Err(error) = stdout::print(&text.unwrap_or_default()) {
        say(&format!("error: stdout cannot be written: {error}"));
        return ExitCode::from(INCOMPLETE);
    }
    if args.timings {
        say(&format!("{}: {}", record.input, record.timings));
    }
    if record.status == Status::Ok {
        return DONE;
    }
    let (reason, detail) = (record.reason.unwrap_or_default(), record.detail.unwrap_or_default());
    say(&format!("{}: {} ({reason}): {detail}", record.input, record.status.name()));
    ExitCode::from(INCOMPLETE)
}
