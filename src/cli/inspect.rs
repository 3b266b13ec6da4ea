//! `offprint inspect`: a conversion, and what came out of it for a browser.

use super::args::{ConvertArgs, InspectArgs};
use super::convert;
use super::dry_run::{self, Style};
use super::exit::{INCOMPLETE, WRONG, usage_error};
use super::live::{self, Live, TakeUp};
use super::stdout;
use super::terminal::say;
use offprint::batch::{self, Found, Job, Summary};
use offprint::decision::Register;
use serde_json::json;
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::{Arc, Mutex};

/// What a person decided about a report, in its folder.
const DECISIONS: &str = "offprint.decisions.jsonl";

/// Converts what the arguments name, and writes the report; where it is asked for, shows it.
pub(crate) fn run(mut args: InspectArgs) -> ExitCode {
    let Some(folder) = args.convert.output.clone() else {
        return usage_error("the report needs a folder to write to: give one with -o DIR");
    };
    // What was decided in a report holds when it is made again.
    let own = Some(folder.join(DECISIONS)).filter(|own| own.is_file());
    args.convert.decisions = args.convert.decisions.or(own);
    let (found, mut job) = match convert::prepare(&args.convert) {
        Ok(prepared) => prepared,
        Err(error) => return usage_error(error),
    };
    job.beside.report = true;
    if args.convert.dry_run {
        let style = Style { json: args.convert.json, quiet: args.convert.quiet };
        return dry_run::run(&found, &folder, &job, &style);
    }
    // A port that is taken is told before the work, not behind it.
    let listener = match args.serve.then(|| live::listen(args.port)).transpose() {
        Ok(listener) => listener,
        Err(error) => return usage_error(error),
    };
    let code = convert::to_folder(&found, &folder, &args.convert, &job);
    if code == ExitCode::from(WRONG) {
        return code;
    }
    let shown = batch::write_site(&folder, &job.decisions).map_err(|error| error.to_string());
    let shown = shown.and_then(|index| match listener {
        Some(listener) => serve(listener, folder, found, args.convert, job),
        None => {
            if !args.convert.quiet && !args.convert.json {
                say(&format!("Open {} in a browser.", index.display()));
            }
            Ok(())
        }
    });
    match shown {
        Ok(()) => code,
        Err(error) => {
            say(&format!("error: {error}"));
            ExitCode::from(INCOMPLETE)
        }
    }
}

/// Shows the report until the process is ended.
fn serve(
    listener: TcpListener,
    folder: PathBuf,
    found: Found,
    args: ConvertArgs,
    job: Job,
) -> Result<(), String> {
    let not_served = |error| format!("the report cannot be shown: {error}");
    let address = listener.local_addr().map_err(not_served)?;
    if args.json {
        let event = json!({ "event": "serving", "url": format!("http://{address}/") });
        stdout::print(&format!("{event}\n"))
            .map_err(|error| format!("stdout cannot be written: {error}"))?;
    } else {
        say(&format!("Open http://{address}/ in a browser; Ctrl-C ends it."));
    }
    let live = Live {
        decisions: args.decisions.clone().unwrap_or_else(|| folder.join(DECISIONS)),
        version: Mutex::new(live::version(&job.decisions)),
        take_up: Mutex::new(take_up(folder.clone(), found, args, job)),
        folder,
    };
    live::serve(listener, live).map_err(not_served)
}

/// Converts what is decided about otherwise than before, and makes the list of all documents anew.
fn take_up(folder: PathBuf, found: Found, args: ConvertArgs, job: Job) -> TakeUp {
    let mut shown = Arc::clone(&job.decisions);
    Box::new(move |decided| {
        let summary = convert_again(&folder, &found, &args, &job, [&shown, decided])?;
        shown = Arc::new(decided.clone());
        Ok(told(&summary))
    })
}

fn convert_again(
    folder: &Path,
    found: &Found,
    args: &ConvertArgs,
    job: &Job,
    [before, now]: [&Register; 2],
) -> Result<Summary, String> {
    let changed = now.differing(before);
    let inputs = batch::met(&found.inputs, folder, &changed);
    let found = Found { inputs, ..found.clone() };
    // Files that are not converted this time are not gone.
    let job = Job { decisions: Arc::new(now.about(&changed)), prune: None, ..job.clone() };
    let summary =
        convert::convert(&found, folder, args, &job).map_err(|error| error.to_string())?;
    batch::write_site(folder, now).map_err(|error| error.to_string())?;
    Ok(summary)
}

/// What became of it, for the page that asked.
fn told(summary: &Summary) -> String {
    let parts = [
        (summary.ok + summary.partial, "converted again"),
        (summary.failed, "not converted"),
        (summary.edited, "left alone, since what was written was edited"),
    ];
    let parts = parts.iter().filter(|(count, _)| *count > 0);
    let parts: Vec<String> = parts.map(|(count, what)| format!("{count} {what}")).collect();
    if parts.is_empty() { "Saved; it changes no document".to_owned() } else { parts.join(", ") }
}
