//! `offprint manifest`: what became of the files of a folder, and those of shards as one.

use super::args::{ListingArgs, ManifestArgs, ManifestCommand};
use super::exit::{DONE, INCOMPLETE};
use super::stdout;
use super::terminal::{harmless, say};
use offprint::batch::{self, Merged, Record, Status};
use std::path::Path;
use std::process::ExitCode;

/// Lists a manifest or what failed of it, or merges those of shards.
pub(super) fn run(args: &ManifestArgs) -> ExitCode {
    let result = match &args.command {
        ManifestCommand::Show(listing) => list(listing, &|_| true, show),
        ManifestCommand::Failed(listing) => {
            list(listing, &|record| record.status == Status::Failed, failed)
        }
        ManifestCommand::Merge { folder } => merge(folder),
    };
    match result {
        Ok(()) => DONE,
        Err(message) => {
            say(&format!("error: {message}"));
            ExitCode::from(INCOMPLETE)
        }
    }
}

fn list(
    args: &ListingArgs,
    is_wanted: &dyn Fn(&Record) -> bool,
    table: fn(&[Record]) -> Vec<String>,
) -> Result<(), String> {
    let mut records = batch::records(&args.folder).map_err(|error| error.to_string())?;
    records.retain(is_wanted);
    let lines = if args.json {
        let lines = records.iter().map(serde_json::to_string).collect::<Result<Vec<_>, _>>();
        lines.map_err(|error| error.to_string())?
    } else {
        table(&records).iter().map(|line| harmless(line)).collect()
    };
    let text: String = lines.iter().flat_map(|line| [line.as_str(), "\n"]).collect();
    stdout::print(&text).map_err(|error| format!("stdout cannot be written: {error}"))
}

fn merge(folder: &Path) -> Result<(), String> {
    let Merged { manifests, files } = batch::merge(folder).map_err(|error| error.to_string())?;
    let path = folder.join(batch::MANIFEST);
    say(&format!("Merged {manifests} manifests of shards: {files} files; see {}.", path.display()));
    Ok(())
}

/// A line a file, below their heads.
fn show(records: &[Record]) -> Vec<String> {
    let head = "status   pages  quality  file".to_owned();
    let line = |record: &Record| {
        let status = record.status.name();
        let quality = record.quality.as_ref();
        let quality = quality.map_or_else(|| "-".to_owned(), |own| format!("{:.3}", own.figure));
        let reason = record.reason.as_ref().map(|reason| format!(" ({reason})"));
        let (pages, reason) = (record.pages_read(), reason.unwrap_or_default());
        format!("{status:<7}  {pages:>5}  {quality:>7}  {}{reason}", record.input)
    };
    std::iter::once(head).chain(records.iter().map(line)).collect()
}

/// The reason of each, its file, and what exactly happened.
fn failed(records: &[Record]) -> Vec<String> {
    let reason = |record: &Record| record.reason.clone().unwrap_or_default();
    let width = records.iter().map(|record| reason(record).len()).max().unwrap_or_default();
    let line = |record: &Record| {
        let detail = record.detail.as_deref().unwrap_or_default();
        format!("{:<width$}  {}: {detail}", reason(record), record.input)
    };
    records.iter().map(line).collect()
}
