//! Arguments to input files.

use super::earlier;
use super::error::Error;
use super::input::Input;
use globset::{GlobBuilder, GlobMatcher};
use rustc_hash::{FxHashMap, FxHashSet};
use std::collections::BTreeSet;
use std::ffi::OsStr;
use std::path::{Component, Path, PathBuf};
use walkdir::{DirEntry, WalkDir};

/// Where to look for input files.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Argument {
    /// A file, a folder or a glob that a person named: it must be there.
    Named(PathBuf),
    /// An entry of a list. One that is not there is a file that fails, so that a long list is
    /// not refused for one stale line.
    Listed(PathBuf),
}

/// Finds the files that arguments stand for: sorted, each once, hidden files left out.
///
/// A folder is walked for `*.pdf` and images in any case, and the tree below it is kept in
/// [`Input::stem`]; so is the tree below the part of a glob that holds no wildcard. What earlier runs
/// wrote into the folder `output` is no input, unless it is named. An image that has the name of a
/// PDF, or of another image, keeps its extension in its stem, and so does `x.PDF` beside `x.pdf`.
///
/// # Errors
/// A named argument is not there, a glob cannot be read, or there is no file to convert at all.
pub fn find(arguments: &[Argument], output: Option<&Path>) -> Result<Vec<Input>, Error> {
    let own = output.map(|folder| {
        let written = earlier::written(folder).into_iter();
        written.map(|path| lexical(&folder.join(path))).collect()
    });
    let own: BTreeSet<PathBuf> = own.unwrap_or_default();
    let mut found = Vec::new();
    for argument in arguments {
        match argument {
            Argument::Named(path) => find_named(path, &own, &mut found)?,
            Argument::Listed(path) if path.is_dir() => walk(path, None, &own, &mut found),
            Argument::Listed(path) => found.push(single(path)),
        }
    }
    let mut seen = FxHashSet::default();
    found.retain(|input| seen.insert(lexical(&input.path)));
    found.sort();
    part_namesakes(&mut found);
    if found.is_empty() { Err(Error::NoInput) } else { Ok(found) }
}

/// Gives inputs the extension back where their stem is that of another one. Those with the usual
/// extension go without: what they write has the name that is looked for.
fn part_namesakes(found: &mut [Input]) {
    let mut stems: FxHashMap<PathBuf, usize> = FxHashMap::default();
    for input in found.iter() {
        *stems.entry(input.stem.clone()).or_default() += 1;
    }
    let is_usual = |input: &Input| input.path.extension().is_some_and(|own| own == "pdf");
    for input in found.iter_mut().filter(|input| !is_usual(input)) {
        let is_shared = stems.get(&input.stem).is_some_and(|&count| count > 1);
        if let Some(extension) = input.path.extension().filter(|_| is_shared) {
            input.stem.as_mut_os_string().push(".");
            input.stem.as_mut_os_string().push(extension);
        }
    }
}

fn find_named(path: &Path, own: &BTreeSet<PathBuf>, found: &mut Vec<Input>) -> Result<(), Error> {
    if path.is_dir() {
        walk(path, None, own, found);
    } else if path.exists() {
        found.push(single(path));
    } else if is_glob(path.as_os_str()) {
        let before = found.len();
        let matcher = GlobBuilder::new(&path.to_string_lossy())
            .literal_separator(true)
            .build()
            .map_err(|error| Error::Glob(error.to_string()))?
            .compile_matcher();
        let base: PathBuf =
            path.components().take_while(|part| !is_glob(part.as_os_str())).collect();
        walk(&base, Some(&matcher), own, found);
        if found.len() == before {
            return Err(Error::Missing(path.to_owned()));
        }
    } else {
        return Err(Error::Missing(path.to_owned()));
    }
    Ok(())
}

/// Adds the PDFs and images below `base` but for our own; with a matcher, those that it matches or whose
/// folder it matches.
fn walk(
    base: &Path,
    matcher: Option<&GlobMatcher>,
    own: &BTreeSet<PathBuf>,
    found: &mut Vec<Input>,
) {
    let root = if base.as_os_str().is_empty() { Path::new(".") } else { base };
    let entries = WalkDir::new(root).follow_links(true).into_iter().filter_entry(|entry| {
        // The folder that was asked for may itself be hidden, as `.` is.
        entry.depth() == 0 || !is_hidden(entry)
    });
    for entry in entries {
        let (path, is_file) = match &entry {
            Ok(entry) => (entry.path(), entry.file_type().is_file()),
            // A link back to a folder above leads to nothing new.
            Err(error) if error.loop_ancestor().is_some() => continue,
            // What cannot be read must not vanish: as an input it fails and is reported.
            Err(error) => match error.path() {
                Some(path) if is_input(path) || path.is_dir() => (path, true),
                _ => continue,
            },
        };
        let below = path.strip_prefix(root).unwrap_or(path);
        let wanted = matcher.is_none_or(|matcher| {
            let path = base.join(below);
            path.ancestors().any(|ancestor| matcher.is_match(ancestor))
        });
        let is_own = || own.contains(&lexical(path));
        if is_file && wanted && (entry.is_err() || is_input(path)) && !is_own() {
            found.push(Input { path: base.join(below), stem: below.with_extension("") });
        }
    }
}

fn single(path: &Path) -> Input {
    let stem = path.file_stem().unwrap_or(path.as_os_str());
    Input { path: path.to_owned(), stem: PathBuf::from(stem) }
}

/// Extensions of the files that a folder is walked for.
const EXTENSIONS: &[&str] = &["pdf", "png", "jpg", "jpeg", "tif", "tiff", "webp"];

fn is_input(path: &Path) -> bool {
    has_extension(path, EXTENSIONS)
}

fn has_extension(path: &Path, extensions: &[&str]) -> bool {
    let own = path.extension();
    own.is_some_and(|own| extensions.iter().any(|extension| own.eq_ignore_ascii_case(extension)))
}

fn is_hidden(entry: &DirEntry) -> bool {
    entry.file_name().as_encoded_bytes().starts_with(b".")
}

fn is_glob(text: &OsStr) -> bool {
    text.as_encoded_bytes().iter().any(|byte| b"*?[{".contains(byte))
}

/// The absolute path with `.` and `..` resolved as they are written, so that one file named in
/// two ways is one file. Links are not followed: their names are names of their own.
fn lexical(path: &Path) -> PathBuf {
    let absolute = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let mut parts = PathBuf::new();
    for part in absolute.components() {
        match part {
            Component::ParentDir => {
                parts.pop();
            }
            part => parts.push(part),
        }
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    fn tree(files: &[&str]) -> tempfile::TempDir {
        let root = tempfile::tempdir().unwrap();
        for file in files {
            let path = root.path().join(file);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, b"").unwrap();
        }
        root
    }

    fn stems(root: &tempfile::TempDir, names: &[&str]) -> Vec<String> {
        let arguments: Vec<_> =
            names.iter().map(|name| Argument::Named(root.path().join(name))).collect();
        let found = find(&arguments, None).unwrap();
        found.iter().map(|input| input.stem.display().to_string()).collect()
    }

    #[test]
    fn folders_files_and_globs() {
        let root = tree(&["b.pdf", "a/c.PDF", "a/d.txt", "a/.e.pdf", ".f/g.pdf", "a/h.v2.pdf"]);
        let cases: &[(&[&str], &[&str])] = &[
            (&[""], &["a/c", "a/h.v2", "b"]),
            (&["a"], &["c", "h.v2"]),
            (&["b.pdf", "b.pdf", "a/../b.pdf"], &["b"]),
            (&["a/d.txt"], &["d"]),
            (&["*.pdf"], &["b"]),
            (&["**/*.{pdf,PDF}"], &["a/c", "a/h.v2", "b"]),
            (&["[a]"], &["a/c", "a/h.v2"]),
        ];
        for (names, expected) in cases {
            assert_eq!(stems(&root, names), *expected, "{names:?}");
        }
    }

    #[test]
    fn what_is_not_there_is_an_error_when_named_and_an_input_when_listed() {
        let root = tree(&["a/x.txt"]);
        for name in ["b.pdf", "*.pdf"] {
            let named = Argument::Named(root.path().join(name));
            assert!(matches!(find(&[named], None), Err(Error::Missing(_))), "{name}");
        }
        let empty = Argument::Named(root.path().to_owned());
        assert!(matches!(find(&[empty], None), Err(Error::NoInput)));
        let listed = Argument::Listed(root.path().join("b.pdf"));
        assert_eq!(find(&[listed], None).unwrap().len(), 1);
    }

    #[test]
    fn images_are_files_to_convert() {
        let root = tree(&["a.pdf", "a.png", "b.JPG", "b.tiff", "c.webp", "d.gif"]);
        assert_eq!(stems(&root, &[""]), ["a", "a.png", "b.JPG", "b.tiff", "c"]);
        assert_eq!(stems(&root, &["a.png"]), ["a"]);
    }

    #[test]
    fn namesakes_are_told_apart() {
        let root = tree(&["x.pdf", "x.PDF", "y.PDF", "z.Pdf", "z.PDF"]);
        // A system that does not tell small letters from capitals has three files of these five.
        if fs::read_dir(root.path()).unwrap().count() == 5 {
            assert_eq!(stems(&root, &[""]), ["x.PDF", "x", "y", "z.PDF", "z.Pdf"]);
        }
    }

    #[test]
    fn what_earlier_runs_wrote_is_converted_only_where_it_is_named() {
        let root = tree(&["a.pdf", "out/a.figures/fig-1.png"]);
        let out = root.path().join("out");
        let line = r#"{"input":"a.pdf","status":"ok","outputs":[{"path":"a.figures/fig-1.png","bytes":0,"sha256":""}],"version":"","options":""}"#;
        fs::write(out.join(earlier::MANIFEST), line).unwrap();
        let count = |path: PathBuf| find(&[Argument::Named(path)], Some(&out)).unwrap().len();
        assert_eq!(count(root.path().to_owned()), 1);
        assert_eq!(count(out.join("a.figures/fig-1.png")), 1);
    }

    #[cfg(unix)]
    #[test]
    fn a_link_to_a_folder_above_ends() {
        let root = tree(&["a/b.pdf"]);
        std::os::unix::fs::symlink(root.path(), root.path().join("a/loop")).unwrap();
        assert_eq!(stems(&root, &[""]), ["a/b"]);
    }
}
