//! `offprint convert`.

use super::args::ConvertArgs;
use super::dry_run::{self, Style};
use super::exit::{DONE, INCOMPLETE, usage_error};
use super::listed;
use super::password;
use super::report::Report;
use super::stdout;
use super::terminal::say;
use offprint::batch::{self, Error, Event, Found, Input, Job, Outcome, Record, Status, Summary};
use offprint::writer::{WRITERS, Writer};
use std::path::Path;
use std::process::ExitCode;

/// Converts what the arguments name.
pub(crate) fn run(args: &ConvertArgs) -> ExitCode {
    let (found, job) = match prepare(args) {
        Ok(prepared) => prepared,
        Err(error) => return usage_error(error),
    };
    let count = found.inputs.len();
    match (&args.output, found.inputs.as_slice()) {
        (Some(path), inputs) if is_name_of_file(path) => match (inputs, args.for_folders()) {
            ([input], None) => to_file(input, path, args, &job),
            ([_], Some(option)) => usage_error(format!(
                "{} is the name of a file, and {option} needs a folder: give one with -o DIR",
                path.display()
            )),
            _ => usage_error(format!(
                "{} is the name of a file, and {count} files need a folder: give one with -o DIR",
                path.display()
            )),
        },
        (Some(folder), _) if args.dry_run => {
            let style = Style { json: args.json, quiet: args.quiet };
            dry_run::run(&found, folder, &job, &style)
        }
        (Some(folder), _) => to_folder(&found, folder, args, &job),
        (None, [input]) => to_stdout(input, args, &job),
        (None, _) => {
            usage_error(format!("{count} files need a folder to write to: give one with -o DIR"))
        }
    }
}

/// What the arguments name, and what is to be done with it.
///
/// # Errors
/// The arguments name nothing that can be converted, or ask for what cannot be done; the message says why.
pub(super) fn prepare(args: &ConvertArgs) -> Result<(Found, Job), String> {
    let arguments = listed::arguments(args)?;
    let found = batch::find(&arguments, args.output.as_deref(), args.arrangement());
    let found = found.map_err(|error| error.to_string())?;
    let job = args.job(&found)?;
    #[cfg(feature = "arrow")]
    if let (Some(folder), Some(into)) = (&args.output, args.parquet()) {
        offprint::dataset::check(&folder.join(into), job.shard)?;
    }
    Ok((found, job))
}

/// Whether a path that is no folder yet ends as outputs do.
fn is_name_of_file(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy().to_lowercase();
    let mut ends = WRITERS.iter().map(|writer| format!(".{}", writer.extension));
    !path.is_dir() && ends.any(|end| name.ends_with(&end))
}

/// Converts what was found into a folder.
pub(super) fn to_folder(found: &Found, folder: &Path, args: &ConvertArgs, job: &Job) -> ExitCode {
    match convert(found, folder, args, job) {
        Ok(summary) if write_tables(found, folder, args, job) && summary.is_complete() => DONE,
        Ok(_) => ExitCode::from(INCOMPLETE),
        Err(error @ (Error::Write(..) | Error::Workers(_))) => {
            say(&format!("error: {error}"));
            ExitCode::from(INCOMPLETE)
        }
        Err(error) => usage_error(error),
    }
}

/// Writes the tables of what all files hold, where they are asked for: whether all of it is in them.
fn write_tables(found: &Found, folder: &Path, args: &ConvertArgs, job: &Job) -> bool {
    #[cfg(feature = "arrow")]
    if let Some(into) = args.parquet() {
        let style = Style { json: args.json, quiet: args.quiet };
        return super::tables::write(found, folder, &folder.join(into), job, &style);
    }
    let _ = (found, folder, args, job);
    true
}

/// The same for who has more to do with what became of it.
///
/// # Errors
/// Like [`batch::run`].
pub(super) fn convert(
    found: &Found,
    folder: &Path,
    args: &ConvertArgs,
    job: &Job,
) -> Result<Summary, Error> {
    let mut report = Report::new(args.quiet, args.json, args.timings, found.inputs.len());
    report.skipped(&found.skipped);
    let mut with_password = None;
    let result = batch::run(&found.inputs, folder, job, &mut |event| {
        report.event(&event);
        if let (Event::Ended { outcome: Outcome::Tried(record), .. }, [_]) =
            (&event, found.inputs.as_slice())
        {
            report.clear();
            with_password = password_of(record, job);
        }
    });
    report.clear();
    if let (Some(job), Ok(_)) = (with_password, &result) {
        return convert(found, folder, args, &job);
    }
    let summary = result?;
    report.summary(&summary);
    Ok(summary)
}

fn to_stdout(input: &Input, args: &ConvertArgs, job: &Job) -> ExitCode {
    if args.writers().len() > 1 {
        return usage_error("more than one format needs a folder to write to: give it with -o DIR");
    }
    alone(input, args, job, &|text| {
        stdout::print(text.unwrap_or_default())
            .map_err(|error| format!("stdout cannot be written: {error}"))
    })
}

/// Converts one file to a file, which is left as it is where there is nothing to write.
fn to_file(input: &Input, path: &Path, args: &ConvertArgs, job: &Job) -> ExitCode {
    let writers = args.writers();
    let name = path.to_string_lossy().to_lowercase();
    let is_meant = |writer: &&Writer| name.ends_with(&format!(".{}", writer.extension));
    let meant = WRITERS.iter().filter(is_meant).max_by_key(|writer| writer.extension.len());
    if let (Some(meant), [asked]) = (meant, writers.as_slice())
        && meant.name != asked.name
    {
        return usage_error(format!(
            "{} is the name of a file of the format {}, and {} is asked for: add --format {}",
            path.display(),
            meant.name,
            asked.name,
            meant.name
        ));
    }
    alone(input, args, job, &|text| match text {
        Some(text) => batch::write(path, text.as_bytes())
            .map_err(|error| format!("{} cannot be written: {error}", path.display())),
        None => Ok(()),
    })
}

/// Converts one file, and has its text written.
fn alone(
    input: &Input,
    args: &ConvertArgs,
    job: &Job,
    write: &dyn Fn(Option<&str>) -> Result<(), String>,
) -> ExitCode {
    let result =
        batch::run_one(input, job).and_then(|(record, text)| match password_of(&record, job) {
            Some(job) => batch::run_one(input, &job),
            None => Ok((record, text)),
        });
    let result = result.map_err(|error| error.to_string());
    let written = result.and_then(|(record, text)| write(text.as_deref()).map(|()| record));
    let record = match written {
        Ok(record) => record,
        Err(error) => {
            say(&format!("error: {error}"));
            return ExitCode::from(INCOMPLETE);
        }
    };
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

/// The same job with the password of a file that has none, where someone can be asked for it.
fn password_of(record: &Record, job: &Job) -> Option<Job> {
    let is_wanted = record.reason.as_deref() == Some("encrypted");
    if !is_wanted || job.options.pdf.password.is_some() {
        return None;
    }
    let mut job = job.clone();
    job.options.pdf.password = Some(password::ask(Path::new(&record.input))?);
    Some(job)
}
