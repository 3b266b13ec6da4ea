//! `offprint convert --parquet`.

use super::dry_run::Style;
use super::stdout;
use super::terminal::say;
use offprint::batch::{Found, Job};
use offprint::dataset::{self, Summary, Task};
use serde_json::json;
use std::path::Path;

/// Writes the tables of what a run left in a folder, and says so: whether all of it is in them.
pub(super) fn write(found: &Found, folder: &Path, into: &Path, job: &Job, style: &Style) -> bool {
    let task = Task { inputs: &found.inputs, folder, shard: job.shard, into, threads: job.threads };
    let written = dataset::write(task, &mut |input, detail| {
        let input = input.path.display();
        say(&format!("error: {input}: not in the tables: {detail}; convert it anew with --force"));
    });
    let Summary { documents, unread } = match written {
        Ok(summary) => summary,
        Err(error) => {
            say(&format!("error: no tables: {error}"));
            return false;
        }
    };
    let folder = into.display().to_string();
    if style.json {
        let event = json!({
            "event": "tables", "folder": folder, "documents": documents, "unread": unread,
        });
        if let Err(error) = stdout::print(&format!("{event}\n")) {
            say(&format!("error: stdout cannot be written: {error}"));
            return false;
        }
    } else if !style.quiet {
        let files =
            if documents == 1 { "1 file is".to_owned() } else { format!("{documents} files are") };
        say(&format!("{files} in the tables in {folder}."));
    }
    unread == 0
}
