//! `offprint convert --dry-run`: what would be converted, what is up to date, what is left out and why.

use super::exit::{DONE, INCOMPLETE, usage_error};
use super::report::{pruned_event, skipped_event, skipped_line};
use super::stdout;
use super::terminal::{harmless, say};
use offprint::batch::{self, Error, Found, Input, Job, Prospect, Pruned};
use serde_json::json;
use std::path::{Path, PathBuf};
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
    let pruned = match batch::prunable(inputs, folder, job) {
        Ok(pruned) => pruned,
        Err(error) => return usage_error(error),
    };
    text.push_str(&removals(&pruned, style.json));
    let [convert, up_to_date, left_out, edited] = [CONVERT, UP_TO_DATE, LEFT_OUT, EDITED]
        .map(|name| told.iter().filter(|(prospect, _)| *prospect == name).count());
    if style.json {
        text.push_str(
            &skipped_event(&found.skipped).map(|event| format!("{event}\n")).unwrap_or_default(),
        );
        let summary = json!({
            "event": "forecast", "convert": convert, "up_to_date": up_to_date, "left_out": left_out,
            "edited": edited,
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
        let edited = match edited {
            0 => String::new(),
            _ => format!(", {edited} edited (--force writes over them)"),
        };
        say(&format!(
            "Nothing was written. {convert} to convert, {up_to_date} up to date, {left_out} left \
             out{edited}."
        ));
    }
    DONE
}

const CONVERT: &str = "convert";
const UP_TO_DATE: &str = "up to date";
const LEFT_OUT: &str = "left out";
const EDITED: &str = "edited";

/// What would be done, and why.
fn told(prospect: &Prospect) -> (&'static str, Option<&str>) {
    match prospect {
        Prospect::Due(cause) => (CONVERT, Some(cause.name())),
        Prospect::UpToDate => (UP_TO_DATE, None),
        Prospect::LeftOut(reason) => (LEFT_OUT, Some(reason)),
        Prospect::Edited(output) => (EDITED, Some(output)),
    }
}

/// A line for each output that would be removed, or stays since it was edited.
fn removals(pruned: &Pruned, json: bool) -> String {
    if json {
        let is_any = !pruned.removed.is_empty() || !pruned.kept.is_empty();
        return if is_any { format!("{}\n", pruned_event(pruned)) } else { String::new() };
    }
    let lines = |what: &'static str, paths: &[PathBuf]| {
        let line = |path: &PathBuf| harmless(&format!("{what:<10} {}", path.display())) + "\n";
        paths.iter().map(line).collect::<String>()
    };
    lines("remove", &pruned.removed) + &lines("keep", &pruned.kept)
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
