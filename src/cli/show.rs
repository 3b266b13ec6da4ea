//! `offprint show`.

use super::args::ShowArgs;
use super::exit::{DONE, INCOMPLETE, file_error};
use super::reader;
use super::stdout;
use super::terminal::say;
use offprint::excerpt::Paper;
use std::path::Path;
use std::process::ExitCode;

/// Prints parts of a converted paper as Markdown.
pub(crate) fn run(args: &ShowArgs) -> ExitCode {
    let paper = reader::text(&args.file).and_then(|json| Paper::read(&json));
    let paper = match paper {
        Ok(paper) => paper,
        Err(error) => return file_error(&args.file, error),
    };
    let mut parts: Vec<(String, Option<String>)> = Vec::new();
    for own in &args.section {
        parts.push((format!("section {own}"), paper.section(own)));
    }
    for own in &args.table {
        parts.push((format!("table {own}"), paper.table(own)));
    }
    for own in &args.figure {
        parts.push((format!("figure {own}"), paper.figure(own)));
    }
    if args.references {
        parts.push(("reference list".to_owned(), paper.references()));
    }
    let found: Vec<&str> = parts.iter().filter_map(|(_, text)| text.as_deref()).collect();
    let out = if parts.is_empty() { paper.whole().to_owned() } else { found.join("\n") };
    if let Err(error) = stdout::print(&out) {
        return file_error(Path::new("stdout"), error);
    }
    let missing: Vec<&str> =
        parts.iter().filter(|own| own.1.is_none()).map(|own| own.0.as_str()).collect();
    if missing.is_empty() {
        return DONE;
    }
    let file = args.file.display();
    say(&format!("{file}: no {}; there are {}", missing.join(", no "), paper.parts().join(", ")));
    ExitCode::from(INCOMPLETE)
}
