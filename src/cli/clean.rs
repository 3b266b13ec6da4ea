//! `offprint clean`, `offprint revert` and `offprint rules`.

use super::args::{CleanArgs, RevertArgs};
use super::exit::{DONE, file_error, usage_error};
use super::stdout;
use offprint::clean::{self, Cleaned, Options};
use offprint::ledger::{self, Entry};
use offprint::markdown::LONGEST;
use offprint::repair;
use serde::Serialize;
use std::borrow::Cow;
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
        if args.ledger.is_some() {
            record(&mut ledger, &input.path, &cleaned);
        }
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
        Ok(entries) => ledger::revert(&text, &entries),
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
    let of_texts = repair::RULES.iter().map(|rule| (rule.name, rule.about, rule.cases));
    let of_sources = clean::rules().map(|rule| (rule.name, rule.about, rule.cases));
    for (name, about, cases) in of_texts.chain(of_sources) {
        let _ = writeln!(out, "{name}\n  {about}");
        for case in cases {
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
        io::stdin().lock().take(LONGEST as u64 + 1).read_to_string(&mut text)?;
        return within_limit(text);
    }
    within_limit(std::fs::read_to_string(path)?)
}

fn within_limit(text: String) -> io::Result<String> {
    if text.len() > LONGEST {
        let limit = LONGEST >> 20;
        return Err(io::Error::other(format!("the text has more than {limit} MiB; split it")));
    }
    Ok(text)
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

/// A line of the ledger of several texts.
#[derive(Serialize)]
struct Line<'a> {
    file: Cow<'a, str>,
    #[serde(flatten)]
    entry: &'a Entry,
}

fn record(ledger: &mut String, path: &Path, cleaned: &Cleaned) {
    for entry in &cleaned.ledger {
        let line = Line { file: path.to_string_lossy(), entry };
        // Numbers, strings and lists of them can always be written.
        let _ = writeln!(ledger, "{}", serde_json::to_string(&line).unwrap_or_default());
    }
}

/// The lines that changed, before and after: the part between the lines that both texts begin
/// and end with, in hunks.
fn diff(path: &Path, source: &str, cleaned: &Cleaned) -> String {
    let colour = io::stdout().is_terminal() && std::env::var_os("NO_COLOR").is_none();
    let (text, name) = (cleaned.text.as_str(), path.display().to_string());
    let diff = similar::TextDiff::from_lines(source, text);
    let after = format!("{name} (cleaned)");
    let unified = diff.unified_diff().context_radius(1).header(&name, &after).to_string();
    if !colour {
        return unified;
    }
    let paint = |line: &str| match line.as_bytes().first() {
        Some(b'-') => format!("\x1b[31m{line}\x1b[0m"),
        Some(b'+') => format!("\x1b[32m{line}\x1b[0m"),
        _ => line.to_owned(),
    };
    unified.lines().map(|line| paint(line) + "\n").collect()
}
