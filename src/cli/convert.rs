//! `offprint convert`.

use super::args::ConvertArgs;
use super::dry_run::{self, Style};
use super::exit::{DONE, INCOMPLETE, usage_error};
use super::report::Report;
use super::stdout;
use super::terminal::say;
use offprint::batch::{self, Argument, Error, Input, Job, Status};
use std::io::{self, BufRead};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// Converts what the arguments name.
pub(crate) fn run(args: &ConvertArgs) -> ExitCode {
    let arguments = match arguments(&args.paths) {
        Ok(arguments) => arguments,
        Err(error) => return usage_error(format!("the list on stdin cannot be read: {error}")),
    };
    let inputs = match batch::find(&arguments, args.output.as_deref()) {
        Ok(inputs) => inputs,
        Err(error) => return usage_error(error),
    };
    let job = match args.job() {
        Ok(job) => job,
        Err(error) => return usage_error(error),
    };
    match (&args.output, inputs.as_slice()) {
        (Some(folder), inputs) if args.dry_run => {
            let style = Style { json: args.json, quiet: args.quiet };
            dry_run::run(inputs, folder, &job, &style)
        }
        (Some(folder), inputs) => to_folder(inputs, folder, args, &job),
        (None, [input]) => to_stdout(input, args, &job),
        (None, inputs) => {
            let count = inputs.len();
            usage_error(format!("{count} files need a folder to write to: give one with -o DIR"))
        }
    }
}

fn arguments(paths: &[PathBuf]) -> io::Result<Vec<Argument>> {
    let mut arguments = Vec::new();
    for path in paths {
        if path.as_os_str() == "-" {
            for line in io::stdin().lock().split(b'\n') {
                let mut line = line?;
                line.pop_if(|last| *last == b'\r');
                if !line.trim_ascii().is_empty() {
                    arguments.push(Argument::Listed(path_of(line)?));
                }
            }
        } else {
            arguments.push(Argument::Named(path.clone()));
        }
    }
    Ok(arguments)
}

/// A name of a list: bytes, where names are.
fn path_of(line: Vec<u8>) -> io::Result<PathBuf> {
    #[cfg(unix)]
    let name: std::ffi::OsString = std::os::unix::ffi::OsStringExt::from_vec(line);
    #[cfg(not(unix))]
    let name = String::from_utf8(line).map_err(io::Error::other)?;
    Ok(PathBuf::from(name))
}

fn to_folder(inputs: &[Input], folder: &Path, args: &ConvertArgs, job: &Job) -> ExitCode {
    let mut report = Report::new(args.quiet, args.json, args.timings, inputs.len());
    let result = batch::run(inputs, folder, job, &mut |event| report.event(&event));
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
