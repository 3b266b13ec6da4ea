//! What a user sees of a run: progress and lines on stderr, or JSON lines on stdout.

use super::stdout;
use super::terminal::say;
use indicatif::{ProgressBar, ProgressState, ProgressStyle};
use offprint::batch::{
    self, Event, Input, Outcome, Pruned, Record, Shortage, Skipped, Status, Summary,
};
use offprint::diagnostic::Code;
use offprint::ocr::Tesseract;
use serde_json::{Value, json};
use std::fmt::Write;
use std::io::IsTerminal;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

/// The other way to have scanned pages read.
const OR_TESSERACT: &str = ", or add --ocr-engine tesseract to it";

/// Outputs that are named one by one.
const MOST_NAMED: usize = 5;

/// Shows a run.
pub(crate) struct Report {
    quiet: bool,
    json: bool,
    timings: bool,
    bar: Option<ProgressBar>,
    pages: Arc<AtomicU64>,
    slowest: Option<(u64, String)>,
    failed: bool,
    unread: bool,
}

impl Report {
    /// A progress bar where a person looks on, else a line a file.
    pub(crate) fn new(quiet: bool, json: bool, timings: bool, files: usize) -> Self {
        let pages = Arc::new(AtomicU64::new(0));
        let with_bar = !quiet && !json && std::io::stderr().is_terminal();
        let bar = with_bar.then(|| progress_bar(files as u64, &pages));
        Self { quiet, json, timings, bar, pages, slowest: None, failed: false, unread: false }
    }

    /// Shows what happened.
    pub(crate) fn event(&mut self, event: &Event<'_>) {
        match event {
            Event::Unfinished { inputs } => self.unfinished(inputs),
            Event::Short(shortage) => self.short(*shortage),
            Event::Ended { done, total, input, outcome } => {
                self.ended([*done, *total], input, *outcome);
            }
            Event::Left { outputs } => self.left(outputs),
            Event::Pruned(pruned) => self.pruned(pruned),
            _ => {}
        }
    }

    /// What was passed over in folders and archives.
    pub(crate) fn skipped(&self, skipped: &Skipped) {
        if self.json {
            skipped_event(skipped).iter().for_each(|event| self.print_json(event));
        } else if !self.quiet {
            skipped_line(skipped).iter().for_each(|line| self.line(line));
        }
    }

    /// What the last run was at when it was cut off.
    fn unfinished(&self, inputs: &[&Input]) {
        if self.json {
            let names: Vec<_> = inputs.iter().map(|input| input.path.to_string_lossy()).collect();
            self.print_json(&json!({ "event": "unfinished", "inputs": names }));
        } else if !self.quiet {
            let names: Vec<_> =
                inputs.iter().map(|input| input.path.display().to_string()).collect();
            let them = if inputs.len() == 1 { "it is tried" } else { "they are tried one by one" };
            self.line(&format!(
                "The last run was cut off while it was at {}: {them} when all else is done.",
                names.join(", ")
            ));
        }
    }

    /// How many files are converted at once, and why no more.
    fn short(&self, Shortage { jobs, asked, available, limit }: Shortage) {
        if self.json {
            self.print_json(&json!({
                "event": "short-of-memory",
                "jobs": jobs,
                "asked": asked,
                "available": available,
                "limit": limit,
            }));
        } else if !self.quiet {
            let (available, limit) = (available >> 20, limit >> 20);
            self.line(&format!(
                "{} at once, not {asked}: {available} MiB of memory are free, and each may take {limit} MiB \
                 (--memory-limit).",
                count(jobs as u64, "file")
            ));
        }
    }

    fn ended(&mut self, at: [usize; 2], input: &Input, outcome: Outcome<'_>) {
        let record = match outcome {
            Outcome::Tried(record) => Some(record),
            Outcome::UpToDate | Outcome::LeftOut(_) | Outcome::Edited(_) => None,
        };
        if let Some(record) = record {
            self.pages.fetch_add(u64::from(record.pages_read()), Ordering::Relaxed);
            self.failed |= record.status == Status::Failed;
            self.unread |= record.diagnostics.contains_key(Code::NeedsOcr.name());
            if self.slowest.as_ref().is_none_or(|(ms, _)| *ms < record.ms) {
                self.slowest = Some((record.ms, record.input.clone()));
            }
        }
        if self.json {
            let mut ended = ended_json(at, input, outcome);
            if let Some(record) = record.filter(|_| self.timings) {
                ended["timings"] = record.timings.json();
            }
            self.print_json(&ended);
        }
        if let Some(bar) = &self.bar {
            bar.inc(1);
        }
        let failed = record.filter(|record| record.status == Status::Failed);
        if let Some(failed) = failed {
            self.line(&format!("error: {}: {}", failed.input, said_of(failed)));
        } else if !self.quiet && !self.json && self.bar.is_none() {
            let said = match outcome {
                Outcome::Tried(record) => said_of(record),
                Outcome::UpToDate => "up to date".to_owned(),
                Outcome::LeftOut(reason) => format!("left out: failed ({reason}) before"),
                Outcome::Edited(output) => format!("left as it is: {output} was edited"),
            };
            self.line(&format!("[{}/{}] {} {said}", at[0], at[1], input.path.display()));
        }
        if let Some(record) = record.filter(|_| self.timings && !self.json) {
            self.line(&format!("{}: {}", record.input, record.timings));
        }
    }

    /// What earlier choices of options wrote, and is still there.
    fn left(&self, outputs: &[String]) {
        if self.json {
            self.print_json(&json!({ "event": "left", "outputs": outputs }));
        } else if !self.quiet {
            let (these, more) = outputs.split_at(outputs.len().min(MOST_NAMED));
            let more = match more.len() {
                0 => String::new(),
                number => format!(" and {number} more"),
            };
            self.line(&format!(
                "Outputs of earlier options are still there: {}{more}; --prune removes them.",
                these.join(", ")
            ));
        }
    }

    /// What nobody asked for any more.
    fn pruned(&self, pruned: &Pruned) {
        if self.json {
            self.print_json(&pruned_event(pruned));
        } else if !self.quiet {
            let removed = pruned.removed.iter().map(|path| format!("removed {}", path.display()));
            removed.for_each(|line| self.line(&line));
            for path in &pruned.kept {
                self.line(&format!(
                    "{} is asked for no more, but stays: it was edited, or cannot be removed",
                    path.display()
                ));
            }
        }
    }

    /// Takes the progress bar away.
    pub(crate) fn clear(&mut self) {
        if let Some(bar) = self.bar.take() {
            bar.finish_and_clear();
        }
    }

    /// Shows what became of all files.
    pub(crate) fn summary(&self, summary: &Summary) {
        if self.json {
            let mut line = summary_json(summary);
            if self.timings {
                line["timings"] = summary.timings.json();
            }
            self.print_json(&line);
        } else if !self.quiet {
            self.line(&summary_text(summary, self.slowest.as_ref()));
        }
        if self.timings && !self.json {
            self.line(&format!("Time by room: {}", summary.timings));
        }
        if self.failed && !self.quiet && !self.json {
            let manifest = summary.manifest.display();
            self.line(&format!(
                "{manifest} says why files failed. The same command leaves them out where nothing has \
                 changed; --retry failed tries them again."
            ));
        }
        if summary.decisions_beside > 0 && !self.quiet && !self.json {
            let decisions = count(summary.decisions_beside as u64, "decision");
            self.line(&format!(
                "{decisions} about files that are not among these, or whose bytes have changed."
            ));
        }
        if self.unread && !self.quiet && !self.json {
            let tesseract = if Tesseract::is_installed() { OR_TESSERACT } else { "" };
            self.line(&format!(
                "Scanned pages were not read: run `offprint models install`, then this command again\
                 {tesseract}."
            ));
        }
    }

    fn line(&self, text: &str) {
        match &self.bar {
            Some(bar) => bar.suspend(|| say(text)),
            None => say(text),
        }
    }

    fn print_json(&self, value: &Value) {
        if let Err(error) = stdout::print(&format!("{value}\n")) {
            self.line(&format!("error: stdout cannot be written: {error}"));
        }
    }
}

/// What was passed over in folders and archives, if anything was.
pub(super) fn skipped_line(skipped: &Skipped) -> Option<String> {
    (!skipped.is_empty()).then(|| format!("Passed over: {}.", batch::passed_over(skipped)))
}

/// The same for programs.
pub(super) fn skipped_event(skipped: &Skipped) -> Option<Value> {
    (!skipped.is_empty()).then(|| json!({ "event": "skipped", "kinds": skipped }))
}

/// What was removed, for programs.
pub(super) fn pruned_event(pruned: &Pruned) -> Value {
    let texts = |paths: &[PathBuf]| -> Vec<String> {
        paths.iter().map(|path| path.to_string_lossy().into_owned()).collect()
    };
    json!({
        "event": "pruned", "removed": texts(&pruned.removed), "kept": texts(&pruned.kept),
    })
}

fn progress_bar(files: u64, pages: &Arc<AtomicU64>) -> ProgressBar {
    const TEMPLATE: &str = "{bar:30} {pos}/{len} files  {per_sec}  {pages_per_sec}  {eta} left";
    let bar = ProgressBar::new(files);
    let pages = Arc::clone(pages);
    if let Ok(style) = ProgressStyle::with_template(TEMPLATE) {
        let rate = move |state: &ProgressState, out: &mut dyn Write| {
            let seconds = state.elapsed().as_secs_f64().max(f64::EPSILON);
            // A rate for people: nothing is lost that they would see.
            let rate = pages.load(Ordering::Relaxed) as f64 / seconds;
            let _ = write!(out, "{rate:.0} pages/s");
        };
        let files = |state: &ProgressState, out: &mut dyn Write| {
            let _ = write!(out, "{:.1} files/s", state.per_sec());
        };
        bar.set_style(style.with_key("pages_per_sec", rate).with_key("per_sec", files));
    }
    bar.enable_steady_tick(Duration::from_millis(200));
    bar
}

/// `ok 9 pages`, `ok 3 of 9 pages`, `partial (needs-ocr) 9 pages`, `failed (damaged): the file ...`.
fn said_of(record: &Record) -> String {
    let mut text = record.status.name().to_owned();
    if let Some(reason) = &record.reason {
        let _ = write!(text, " ({reason})");
    }
    match (&record.detail, record.status) {
        (Some(detail), Status::Failed) => {
            let _ = write!(text, ": {detail}");
        }
        _ => {
            let all = count(u64::from(record.pages), "page");
            let _ = match record.pages_left_out {
                0 => write!(text, " {all}"),
                _ => write!(text, " {} of {all}", record.pages_read()),
            };
        }
    }
    text
}

fn summary_text(summary: &Summary, slowest: Option<&(u64, String)>) -> String {
    let seconds = summary.time.as_secs_f64();
    let files = summary.files() as u64;
    let mut text = format!("{}: {} ok", count(files, "file"), summary.ok);
    let others = [
        (summary.partial, "partial"),
        (summary.failed, "failed"),
        (summary.up_to_date, "up to date"),
        (summary.edited, "edited (--force writes over them)"),
        (summary.left_out, "left out that failed before (--retry failed tries them again)"),
    ];
    for (number, name) in others.into_iter().filter(|(number, _)| *number > 0) {
        let _ = write!(text, ", {number} {name}");
    }
    let _ = write!(text, "; {} in {seconds:.1} s", count(summary.pages, "page"));
    if let Some((ms, name)) = slowest.filter(|_| files > 1) {
        let _ = write!(text, "; slowest {name} with {:.1} s", *ms as f64 / 1000.0);
    }
    let _ = write!(text, "; see {}", summary.manifest.display());
    text
}

fn count(number: u64, noun: &str) -> String {
    if number == 1 { format!("1 {noun}") } else { format!("{number} {noun}s") }
}

fn ended_json([done, total]: [usize; 2], input: &Input, outcome: Outcome<'_>) -> Value {
    let mut event = json!({ "event": "file", "done": done, "total": total });
    let path = input.path.to_string_lossy();
    match outcome {
        Outcome::Tried(record) => event["record"] = json!(record),
        Outcome::UpToDate => event["up_to_date"] = json!(path),
        Outcome::LeftOut(_) => event["left_out"] = json!(path),
        Outcome::Edited(output) => {
            event["edited"] = json!(path);
            event["output"] = json!(output);
        }
    }
    event
}

fn summary_json(summary: &Summary) -> Value {
    json!({
        "event": "summary",
        "ok": summary.ok,
        "partial": summary.partial,
        "failed": summary.failed,
        "up_to_date": summary.up_to_date,
        "left_out": summary.left_out,
        "edited": summary.edited,
        "decisions_beside": summary.decisions_beside,
        "pages": summary.pages,
        "seconds": summary.time.as_secs_f64(),
        "manifest": summary.manifest.to_string_lossy(),
    })
}
