//! What earlier runs wrote that nobody asks for any more.

use super::archive;
use super::content;
use super::earlier::Earlier;
use super::input::Input;
use super::name;
use super::record::{Output, Record, Status};
use super::searched::Searched;
use rustc_hash::FxHashSet;
use std::collections::BTreeSet;
use std::path::{Component, Path, PathBuf};

/// What is there of outputs that nobody asks for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Pruned {
    /// Those that are removed: paths below the output folder.
    pub removed: Vec<PathBuf>,
    /// Those that stay: someone has edited them, or they cannot be removed.
    pub kept: Vec<PathBuf>,
}

/// What becomes of a line when outputs are removed.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Fate {
    /// The file is gone, and so is all that was written of it.
    Goes,
    /// It stays, with this text.
    Stays(String),
}

/// Has those outputs that lines name and nobody asks for removed, and says what becomes of each line that
/// changes. Of files that are gone it is all; of others, what an earlier choice of options wrote.
/// `remove` is given paths below the output folder and says whether they are gone.
pub(super) fn prune<'a>(
    lines: impl Iterator<Item = &'a Earlier>,
    inputs: &[Input],
    searched: &Searched,
    folder: &Path,
    remove: &dyn Fn(&Path) -> bool,
) -> (Pruned, Vec<(String, Fate)>) {
    let current: FxHashSet<String> = inputs.iter().map(|own| name::text_of(&own.path)).collect();
    let is_gone = |line: &Earlier| !current.contains(line.input()) && is_gone(line, searched);
    let (gone, kept): (Vec<&Earlier>, Vec<&Earlier>) = lines.partition(|line| is_gone(line));
    // Another file may be written to the same place now.
    let needed: FxHashSet<&str> = kept.iter().flat_map(|line| line.outputs()).collect();
    let mut pruned = Pruned::default();
    let mut fates = Vec::new();
    let mut dispose = |outputs: &mut dyn Iterator<Item = &Output>| {
        let before = pruned.kept.len();
        for output in outputs.filter(|output| !needed.contains(output.path.as_str())) {
            let path = name::path_of(&output.path);
            if is_below(&path) && output.is_whole(folder) && remove(&path) {
                pruned.removed.push(path);
            } else if folder.join(&path).exists() {
                pruned.kept.push(path);
            }
        }
        pruned.kept.len() == before
    };
    for line in gone {
        if dispose(&mut line.written().chain(line.left())) {
            fates.push((line.input().to_owned(), Fate::Goes));
        }
    }
    // What is left of one that failed now is all that there is of it.
    let has_left =
        |line: &&Earlier| line.status() != Status::Failed && line.left().next().is_some();
    for line in kept.into_iter().filter(has_left) {
        // A line of another version stays as it is.
        if let Ok(mut record) = serde_json::from_str::<Record>(line.line())
            && dispose(&mut line.left())
        {
            record.left.clear();
            let text = serde_json::to_string(&record);
            fates.extend(text.map(|text| (record.input.clone(), Fate::Stays(text))));
        }
    }
    (pruned, fates)
}

/// Whether a file that was looked for is no longer there. Nothing is known of one that was not: another
/// folder may have been named, or a disk may be missing.
fn is_gone(line: &Earlier, searched: &Searched) -> bool {
    let path = name::path_of(line.input());
    if !searched.covers(&path) {
        return false;
    }
    match archive::split(&path) {
        Some((archive, _)) => searched.archives.contains(archive),
        None => content::is_missing(&path),
    }
}

/// Whether a path stays below the folder that it is joined to. A manifest may say anything.
fn is_below(path: &Path) -> bool {
    path.components().all(|part| matches!(part, Component::Normal(_)))
}

/// Removes the folders of outputs that are empty now.
pub(super) fn clear(pruned: &Pruned, folder: &Path) {
    let above = pruned.removed.iter().flat_map(|path| path.ancestors().skip(1));
    let above: BTreeSet<&Path> = above.filter(|path| !path.as_os_str().is_empty()).collect();
    for path in above.iter().rev() {
        // One that holds something else stays.
        let _ = std::fs::remove_dir(folder.join(path));
    }
}
