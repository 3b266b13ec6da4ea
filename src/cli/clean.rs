//! `offprint clean`, `offprint revert` and `offprint rules`.

use super::args::{CleanArgs, RevertArgs};
use super::{DONE, file_error, stdout, usage_error};
use offprint::clean::{self, Cleaned, Entry, Options};
use offprint::repair;
use serde_json::json;
use std::fmt::Write;
use std::io::{self, IsTerminal, Read};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// Endings of files that folders are searched for.
const ENDINGS: &[&str] = &["md", "markdown", "txt"];

/// A text to clean: where it is, and its path below the output folder.
struct Input {
    path: PathBuf,
    below: PathBuf,
}

/// Cleans each text.
pub(crate) fn run(args: &CleanArgs) -> ExitCode {
    let inputs = find(&args.paths);
    if args.output.is_none() && inputs.len() > 1 && !args.diff {
        return usage_error("several texts need a folder to go to: add `-o DIR`");
    }
    if !(0.0..=1.0).contains(&args.min_confidence) {
        return usage_error("--min-confidence is a number from 0 to 1");
    }
    let options = Options {
        repair: repair::Options {
            skip: args.skip_rule.clone(),
            only: args.only_rule.clone(),
            min_confidence: args.min_confidence,
        },
        scripts: args.scripts,
    };
    let mut code = DONE;
    let mut ledger = String::new();
    for input in &inputs {
        let source = match read(&input.path) {
            Ok(source) => source,
            Err(error) => {
                code = file_error(&input.path, error);
                continue;
            }
        };
        let cleaned = clean::clean(&source, &options);
        record(&mut ledger, &input.path, &cleaned);
        let written = match &args.output {
            Some(folder) => write(&folder.join(&input.below), &cleaned.text),
            None if args.diff => stdout::print(&diff(&input.path, &source, &cleaned)),
            None => stdout::print(&cleaned.text),
        };
        if let Err(error) = written {
            code = file_error(&input.path, error);
        }
    }
    if let Some(path) = &args.ledger
        && let Err(error) = write(path, &ledger)
    {
        code = file_error(path, error);
    }
    code
}

/// Gives back the text before `clean`.
pub(crate) fn revert(args: &RevertArgs) -> ExitCode {
    let text = match read(&args.file) {
        Ok(text) => text,
        Err(error) => return file_error(&args.file, error),
    };
    let lines = match std::fs::read_to_string(&args.ledger) {
        Ok(lines) => lines,
        Err(error) => return file_error(&args.ledger, error),
    };
    let entries: Result<Vec<Entry>, _> = lines.lines().map(serde_json::from_str).collect();
    let reverted = match entries {
        Ok(entries) => clean::revert(&text, &entries),
        Err(error) => return file_error(&args.ledger, error),
    };
    match reverted {
        Ok(before) => match stdout::print(&before) {
            Ok(()) => DONE,
            Err(error) => file_error(Path::new("stdout"), error),
        },
        Err(error) => file_error(&args.file, error),
    }
}

/// Lists the rules.
pub(crate) fn rules() -> ExitCode {
    let mut out = String::new();
    for rule in repair::RULES {
        let _ = writeln!(out, "{}\n  {}", rule.name, rule.about);
        for case in rule.cases {
            let (before, after) = (case.before.escape_debug(), case.after.escape_debug());
            let _ = if case.before == case.after {
                writeln!(out, "  stays    {before}   ({})", case.why)
            } else {
                writeln!(out, "  becomes  {before} -> {after}   ({})", case.why)
            };
        }
        out.push('\n');
    }
    match stdout::print(&out) {
        Ok(()) => DONE,
        Err(error) => file_error(Path::new("stdout"), error),
    }
}

fn find(paths: &[PathBuf]) -> Vec<Input> {
    let mut inputs = Vec::new();
    for path in paths {
        if !path.is_dir() {
            let below = path.file_name().map_or_else(|| path.clone(), PathBuf::from);
            inputs.push(Input { path: path.clone(), below });
            continue;
        }
        let mut folders = vec![path.clone()];
        while let Some(folder) = folders.pop() {
            let entries = std::fs::read_dir(&folder).into_iter().flatten().flatten();
            let mut found: Vec<PathBuf> = entries.map(|entry| entry.path()).collect();
            found.sort();
            for entry in found {
                let ending = entry.extension().and_then(|ending| ending.to_str()).unwrap_or("");
                if entry.is_dir() {
                    folders.push(entry);
                } else if ENDINGS.contains(&ending.to_lowercase().as_str()) {
                    let below = entry.strip_prefix(path).unwrap_or(&entry).to_path_buf();
                    inputs.push(Input { path: entry, below });
                }
            }
        }
    }
    inputs
}

fn read(path: &Path) -> io::Result<String> {
    if path == Path::new("-") {
        let mut text = String::new();
        io::stdin().lock().read_to_string(&mut text)?;
        return Ok(text);
    }
    std::fs::read_to_string(path)
}

/// Writes a file as a whole or not at all.
fn write(path: &Path, text: &str) -> io::Result<()> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    let folder = folder.unwrap_or_else(|| Path::new("."));
    std::fs::create_dir_all(folder)?;
    let mut file = tempfile::NamedTempFile::new_in(folder)?;
    io::Write::write_all(&mut file, text.as_bytes())?;
    file.persist(path).map(drop).map_err(|error| error.error)
}

fn record(ledger: &mut String, path: &Path, cleaned: &Cleaned) {
    for entry in &cleaned.ledger {
        let mut line = json!(entry);
        line["file"] = json!(path.to_string_lossy());
        let _ = writeln!(ledger, "{line}");
    }
}

/// The lines that changed, before and after, with the rules that changed them.
fn diff(path: &Path, source: &str, cleaned: &Cleaned) -> String {
    let colour = io::stdout().is_terminal() && std::env::var_os("NO_COLOR").is_none();
    let (red, green, plain) =
        if colour { ("\x1b[31m", "\x1b[32m", "\x1b[0m") } else { ("", "", "") };
    let mut out = format!("--- {0}\n+++ {0} (cleaned)\n", path.display());
    let line_start =
        |text: &str, at: usize| text[..at].rfind('\n').map_or(0, |newline| newline + 1);
    let line_end = |text: &str, at: usize| text[at..].find('\n').map_or(text.len(), |end| at + end);
    let mut entries = cleaned.ledger.iter().peekable();
    let (mut line, mut counted) = (1, 0);
    while let Some(first) = entries.next() {
        let start = line_start(source, first.source.start);
        let output = line_start(&cleaned.text, first.output.start);
        let mut last = first;
        let mut rules = vec![first.rule.as_str()];
        while let Some(next) = entries.next_if(|next| {
            line_start(source, next.source.start) <= line_end(source, last.source.end)
        }) {
            if !rules.contains(&next.rule.as_str()) {
                rules.push(&next.rule);
            }
            last = next;
        }
        line += source[counted..start].matches('\n').count();
        counted = start;
        let _ = writeln!(out, "@@ line {line} @@ {}", rules.join(", "));
        for before in source[start..line_end(source, last.source.end)].split('\n') {
            let _ = writeln!(out, "{red}-{before}{plain}");
        }
        for after in cleaned.text[output..line_end(&cleaned.text, last.output.end)].split('\n') {
            let _ = writeln!(out, "{green}+{after}{plain}");
        }
    }
    if cleaned.ledger.is_empty() { String::new() } else { out }
}
