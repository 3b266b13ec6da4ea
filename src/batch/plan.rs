//! Which outputs a run will write.

use super::error::Error;
use super::input::Input;
use super::job::Beside;
use super::searched::lexical;
use crate::writer::Writer;
use rustc_hash::{FxHashMap, FxHashSet};
use std::path::{Component, Path, PathBuf};

/// The path of an output below the output folder.
pub(super) fn output(stem: &Path, writer: &Writer) -> PathBuf {
    with_extension(stem, writer.extension)
}

/// The folder of a document's figures below the output folder.
pub(super) fn figures(stem: &Path) -> PathBuf {
    with_extension(stem, "figures")
}

/// The path of a scan with invisible text below the output folder.
pub(super) fn searchable(stem: &Path) -> PathBuf {
    with_extension(stem, "ocr.pdf")
}

/// The folder of the page that shows what came out of a document, below the output folder.
pub(super) fn report(stem: &Path) -> PathBuf {
    with_extension(stem, "report")
}

/// Whether a file below the output folder is written of what has this stem.
pub(super) fn is_output(path: &Path, stem: &Path, writers: &[&Writer], beside: &Beside) -> bool {
    let is_in = |folder: PathBuf| {
        let rest = path.strip_prefix(folder);
        rest.is_ok_and(|rest| rest.components().all(|part| matches!(part, Component::Normal(_))))
    };
    writers.iter().any(|writer| output(stem, writer) == path)
        || beside.figures.is_some() && is_in(figures(stem))
        || beside.report && is_in(report(stem))
        || beside.ocr_pdf && path == searchable(stem)
        || beside.tables.as_ref().is_some_and(|folder| is_in(folder.join(stem)))
}

fn with_extension(stem: &Path, extension: &str) -> PathBuf {
    // The extension is appended, since `a.v2.pdf` is written to `a.v2.md`.
    let mut path = stem.as_os_str().to_owned();
    path.push(".");
    path.push(extension);
    PathBuf::from(path)
}

/// Every output of a run, each with the input it is made from.
///
/// # Errors
/// Two inputs, or two formats, would write the same file.
pub(super) fn outputs<'a>(
    inputs: &'a [Input],
    writers: &[&Writer],
) -> Result<FxHashMap<PathBuf, &'a Input>, Error> {
    let mut outputs = FxHashMap::default();
    for input in inputs {
        for writer in writers {
            let output = output(&input.stem, writer);
            if let Some(first) = outputs.insert(output.clone(), input) {
                let first: &Input = first;
                return Err(Error::Collision {
                    inputs: Box::new([first.path.clone(), input.path.clone()]),
                    output,
                });
            }
        }
    }
    Ok(outputs)
}

/// Keeps outputs off the inputs: a text may have the name of what is made of it.
///
/// # Errors
/// An output is an input.
pub(super) fn spare(
    outputs: &FxHashMap<PathBuf, &Input>,
    inputs: &[Input],
    folder: &Path,
) -> Result<(), Error> {
    let own: FxHashSet<PathBuf> = inputs.iter().map(|input| lexical(&input.path)).collect();
    let hit = outputs.keys().find(|output| own.contains(&lexical(&folder.join(output))));
    hit.map_or(Ok(()), |output| Err(Error::Itself(folder.join(output))))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_asked_for_of_a_file_is_its_output() {
        let beside = Beside {
            figures: Some(150.0),
            tables: Some(PathBuf::from("../tables")),
            ..Beside::default()
        };
        let writers: Vec<&Writer> = crate::writer::WRITERS.iter().take(1).collect();
        for (path, expected) in [
            ("a/b.md", true),
            ("a/b.figures/fig-1.png", true),
            ("../tables/a/b/table-1.csv", true),
            ("a/b.json", false),
            ("a/b.ocr.pdf", false),
            ("a/c.md", false),
            ("../a/b.md", false),
            ("/etc/b.md", false),
            ("a/b.figures/../../../x", false),
            ("../tables/a/b/../../x", false),
        ] {
            let is_output = is_output(Path::new(path), Path::new("a/b"), &writers, &beside);
            assert_eq!(is_output, expected, "{path}");
        }
    }
}
