//! `offprint convert --dry-run`: what would be converted, what is up to date, what is left out and why.

use super::exit::{DONE, INCOMPLETE, usage_error};
use super::report::{skipped_event, skipped_line};
use super::stdout;
use super::terminal::{harmless, say};
use offprint::batch::{self, Error, Found, Input, Job, Prospect};
use serde_json::json;
use std::path::Path;
use std::process::ExitCode;

/// How a listing is printed.
pub(super) struct Style {
    pub(super) json: bool,
    pub(super) quiet: bool,
}

/// Lists what a run would do with each file.
pub(super) fn run(found: &Found, folder: &Path, job: &Job, style: &Style) -> ExitCode {
    let inputs = &found.inputs;
    let prospects = match batch::forecast(inputs, folder, job) {
        Ok(prospects) => prospects,
        Err(error @ Error::Workers(_)) => {
            say(&format!("error: {error}"));
            return ExitCode::from(INCOMPLETE);
        }
        Err(error) => return usage_error(error),
    };
    let told: Vec<_> = prospects.iter().map(told).collect();
    let mut text = String::new();
    for (input, (prospect, reason)) in inputs.iter().zip(&told) {
        text.push_str(&line(input, prospect, *reason, style.json));
        text.push('\n');
    }
    let [convert, up_to_date, left_out] = [CONVERT, UP_TO_DATE, LEFT_OUT]
        .map(|name| told.iter().filter(|(prospect, _)| *prospect == name).count());
    if style.json {
        text.push_str(
            &skipped_event(&found.skipped).map(|event| format!("{event}\n")).unwrap_or_default(),
        );
        let summary = json!({
            "event": "forecast", "convert": convert, "up_to_date": up_to_date, "left_out": left_out,
        });
        text.push_str(&format!("{summary}\n"));
    }
    if let Err(error) = stdout::print(&text) {
        say(&format!("error: stdout cannot be written: {error}"));
        return ExitCode::from(INCOMPLETE);
    }
    if !style.json && !style.quiet {
        if let Some(line) = skipped_line(&found.skipped) {
            say(&line);
        }
        say(&format!(
            "Nothing was written. {convert} to convert, {up_to_date} up to date, {left_out} left out."
        ));
    }
    DONE
}

const CONVERT: &str = "convert";
const UP_TO_DATE: &str = "up to date";
const LEFT_OUT: &str = "left out";

/// What would be done, and why.
fn told(prospect: &Prospect) -> (&'static str, Option<&str>) {
    match prospect {
        Prospect::Due(cause) => (CONVERT, Some(cause.name())),
        Prospect::UpToDate => (UP_TO_DATE, None),
        Prospect::LeftOut(reason) => (LEFT_OUT, Some(reason)),
    }
}

fn line(input: &Input, prospect: &str, reason: Option<&str>, json: bool) -> String {
    if json {
        let input = input.path.to_string_lossy();
        let prospect = prospect.replace(' ', "-");
        return json!({ "event": "file", "input": input, "prospect": prospect, "reason": reason })
            .to_string();
    }
    let reason = reason.map(|reason| format!(" ({reason})")).unwrap_or_default();
    harmless(&format!("{prospect:<10} {}{reason}", input.path.display()))
}
