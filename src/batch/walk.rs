//! Arguments to input files.

use super::archive;
use super::earlier;
use super::error::Error;
use super::input::Input;
use super::kind::{self, Skipped};
use super::place::{self, Archive, Candidate, Layout};
use super::searched::{Searched, lexical};
use super::shard::Shard;
use globset::{GlobBuilder, GlobMatcher};
use rustc_hash::FxHashSet;
use std::collections::BTreeSet;
use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use walkdir::WalkDir;

/// Where to look for input files.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Argument {
    /// A file, a folder or a glob that a person named: it must be there.
    Named(PathBuf),
    /// An entry of a list. One that is not there is a file that fails, so that a long list is
    /// not refused for one stale line.
    Listed(PathBuf),
    /// A document that is here already.
    Here {
        /// What it is called.
        name: PathBuf,
        /// Where its outputs go, without extension.
        stem: PathBuf,
        /// Its bytes.
        bytes: Arc<[u8]>,
    },
}

/// How the files that are found are arranged.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Arrangement {
    /// How their outputs lie.
    pub layout: Layout,
    /// The only part of them that is wanted.
    pub shard: Option<Shard>,
}

/// What arguments stand for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Found {
    /// Files to convert: each once, by their paths, those of an archive in its order.
    pub inputs: Vec<Input>,
    /// What was passed over in folders and archives.
    pub skipped: Skipped,
    /// Where files were looked for.
    pub searched: Searched,
}

/// Finds the files that arguments stand for. Hidden ones are passed over.
///
/// A folder is walked for `*.pdf`, images and archives in any case, and the tree below it is kept in
/// [`Input::stem`]; so is the tree below the part of a glob that holds no wildcard. The members of an
/// archive stand in a folder of its name. What earlier runs wrote into the folder `output` is no input,
/// unless it is named. An image that has the name of a PDF, or of another image, keeps its extension in
/// its stem, and so does `x.PDF` beside `x.pdf`. An archive that cannot be read is an input, which fails.
///
/// # Errors
/// A named argument is not there, a glob cannot be read, or there is no file to convert at all.
pub fn find(
    arguments: &[Argument],
    output: Option<&Path>,
    arrangement: Arrangement,
) -> Result<Found, Error> {
    let own = output.map(|folder| {
        let written = earlier::written(folder).into_iter();
        written.map(|path| lexical(&folder.join(path))).collect()
    });
    let mut search = Search { own: own.unwrap_or_default(), ..Search::default() };
    for argument in arguments {
        match argument {
            Argument::Named(path) => search.named(path)?,
            Argument::Listed(path) if path.is_dir() => search.walk(path, None),
            Argument::Listed(path) => search.single(path),
            Argument::Here { name, stem, bytes } => {
                let mut document = Candidate::file(name.clone(), stem.clone());
                document.bytes = Some(Arc::clone(bytes));
                search.found.push(document);
            }
        }
    }
    let Search { mut found, skipped, searched, .. } = search;
    let mut seen = FxHashSet::default();
    found.retain(|own| seen.insert(lexical(&own.path)));
    found.sort_by(|one, other| one.on_disk().cmp(other.on_disk()));
    if found.is_empty() {
        return Err(Error::NoInput(skipped));
    }
    let Arrangement { layout, shard } = arrangement;
    Ok(Found { inputs: place::inputs(found, layout, shard), skipped, searched })
}

/// What was found so far.
#[derive(Debug, Default)]
struct Search {
    /// What earlier runs wrote.
    own: BTreeSet<PathBuf>,
    found: Vec<Candidate>,
    skipped: Skipped,
    searched: Searched,
}

impl Search {
    fn named(&mut self, path: &Path) -> Result<(), Error> {
        if path.is_dir() {
            self.walk(path, None);
        } else if path.exists() || archive::split(path).is_some() {
            self.single(path);
        } else if kind::is_address(path) {
            return Err(Error::Address(path.to_owned()));
        } else if is_glob(path.as_os_str()) {
            let before = self.found.len();
            let matcher = GlobBuilder::new(&path.to_string_lossy())
                .literal_separator(true)
                .build()
                .map_err(|error| Error::Glob(error.to_string()))?
                .compile_matcher();
            let base: PathBuf =
                path.components().take_while(|part| !is_glob(part.as_os_str())).collect();
            self.walk(&base, Some(&matcher));
            if self.found.len() == before {
                return Err(Error::Missing(path.to_owned()));
            }
        } else {
            return Err(Error::Missing(path.to_owned()));
        }
        Ok(())
    }

    /// Adds a file that was named.
    fn single(&mut self, path: &Path) {
        let name = path.file_name().unwrap_or(path.as_os_str());
        if kind::is_archive(path) {
            self.searched.roots.push(lexical(path));
        }
        self.add(path.to_owned(), PathBuf::from(name));
    }

    /// Adds a file, or the members of an archive.
    fn add(&mut self, path: PathBuf, below: PathBuf) {
        if !kind::is_archive(&path) || !path.is_file() {
            self.found.push(Candidate::file(path, below));
            return;
        }
        let listing = archive::list(&path);
        for (kind, count) in listing.skipped {
            *self.skipped.entry(kind).or_default() += count;
        }
        let is_whole = listing.failure.is_none() && !listing.members.is_empty();
        let archive = Archive { path, below };
        if is_whole {
            self.searched.archives.insert(archive.path.clone());
        }
        self.found.extend(listing.members.iter().map(|own| Candidate::member(&archive, own)));
        if !is_whole {
            // What cannot be read must not vanish: as an input it fails and is reported.
            self.found.push(Candidate::file(archive.path, archive.below));
        }
    }

    /// Adds the documents below `base` but for our own; with a matcher, those that it matches or whose
    /// folder it matches. Texts beside documents are notes about them; where there are no documents, texts are what
    /// is meant.
    fn walk(&mut self, base: &Path, matcher: Option<&GlobMatcher>) {
        let root = if base.as_os_str().is_empty() { Path::new(".") } else { base };
        self.searched.roots.push(lexical(root));
        let mut hidden = 0;
        let mut texts = Vec::new();
        let before = self.found.len();
        let walked = WalkDir::new(root).follow_links(true).into_iter().filter_entry(|entry| {
            // The folder that was asked for may itself be hidden, as `.` is.
            let is_hidden = entry.depth() > 0 && kind::is_hidden(entry.file_name());
            hidden += usize::from(is_hidden);
            !is_hidden
        });
        for entry in walked {
            let (path, is_file) = match &entry {
                Ok(entry) => (entry.path(), entry.file_type().is_file()),
                // A link back to a folder above leads to nothing new.
                Err(error) if error.loop_ancestor().is_some() => continue,
                // What cannot be read must not vanish: as an input it fails and is reported.
                Err(error) => match error.path() {
                    Some(path) if is_read(path) || path.is_dir() => (path, true),
                    _ => continue,
                },
            };
            let below = path.strip_prefix(root).unwrap_or(path);
            let wanted = matcher.is_none_or(|matcher| {
                let path = base.join(below);
                path.ancestors().any(|ancestor| matcher.is_match(ancestor))
            });
            if !is_file || !wanted || self.own.contains(&lexical(path)) {
                continue;
            }
            let is_named = || matcher.is_some_and(|matcher| matcher.is_match(base.join(below)));
            if entry.is_err() || is_read(path) || kind::is_text(path) && is_named() {
                self.add(base.join(below), below.to_owned());
            } else if kind::is_text(path) {
                texts.push((base.join(below), below.to_owned()));
            } else {
                kind::skip(&mut self.skipped, path);
            }
        }
        let is_meant = self.found.len() == before;
        for (path, below) in texts {
            if is_meant {
                self.add(path, below);
            } else {
                kind::skip(&mut self.skipped, &path);
            }
        }
        if hidden > 0 && matcher.is_none() {
            *self.skipped.entry("hidden".to_owned()).or_default() += hidden;
        }
    }
}

/// Whether a file in a folder is converted, or its members are.
fn is_read(path: &Path) -> bool {
    kind::is_document(path) || kind::is_archive(path)
}

fn is_glob(text: &OsStr) -> bool {
    text.as_encoded_bytes().iter().any(|byte| b"*?[{".contains(byte))
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
        let found = find(&arguments, None, Arrangement::default()).unwrap();
        found.inputs.iter().map(|input| input.stem.display().to_string()).collect()
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
        let root = tree(&["a/x.csv"]);
        for name in ["b.pdf", "*.pdf"] {
            let named = Argument::Named(root.path().join(name));
            assert!(
                matches!(find(&[named], None, Arrangement::default()), Err(Error::Missing(_))),
                "{name}"
            );
        }
        let empty = Argument::Named(root.path().to_owned());
        assert!(matches!(find(&[empty], None, Arrangement::default()), Err(Error::NoInput(_))));
        let listed = Argument::Listed(root.path().join("b.pdf"));
        assert_eq!(find(&[listed], None, Arrangement::default()).unwrap().inputs.len(), 1);
    }

    #[test]
    fn what_is_passed_over_is_counted() {
        let names = ["a.pdf", "b.docx", "c/d.DOCX", "c/.e.pdf", ".f/g.pdf", "h", "i.html"];
        let found =
            find(&[Argument::Named(tree(&names).path().to_owned())], None, Arrangement::default())
                .unwrap();
        let skipped = found.skipped.iter().map(|(kind, count)| (kind.as_str(), *count));
        let expected = [(".docx", 2), (".html", 1), ("hidden", 2), ("no extension", 1)];
        assert_eq!(skipped.collect::<Vec<_>>(), expected);
    }

    #[test]
    fn images_are_files_to_convert() {
        let root = tree(&["a.pdf", "a.png", "b.JPG", "b.tiff", "c.webp", "d.gif"]);
        assert_eq!(stems(&root, &[""]), ["a", "a.png", "b.JPG", "b.tiff", "c"]);
        assert_eq!(stems(&root, &["a.png"]), ["a"]);
    }

    #[test]
    fn texts_are_converted_where_they_are_meant() {
        let root = tree(&["a/x.md", "a/y.txt", "a/z.csv", "b/x.md", "b/x.pdf", "c.md"]);
        let cases: &[(&[&str], &[&str])] = &[
            (&["a"], &["x", "y"]),
            (&["b"], &["x"]),
            (&["b/x.md"], &["x"]),
            (&["b/*.md"], &["x"]),
            (&["*/*.md"], &["a/x", "b/x"]),
            (&[""], &["b/x"]),
        ];
        for (names, expected) in cases {
            assert_eq!(stems(&root, names), *expected, "{names:?}");
        }
    }

    #[test]
    fn layouts_keep_files_of_one_name_apart() {
        let root = tree(&["a/x.pdf", "b/x.pdf", "b/x.png", "c.pdf"]);
        let arguments = [Argument::Named(root.path().to_owned())];
        let stems = |layout, shard| {
            let found = find(&arguments, None, Arrangement { layout, shard }).unwrap();
            let stems = found.inputs.iter().map(|input| input.stem.display().to_string());
            stems.collect::<Vec<_>>()
        };
        let flat = stems(Layout::Flat, None);
        let digits = |below: &str| crate::digest::sha256(&[below.as_bytes()]);
        let named = |below: &str| format!("x-{}", &digits(below)[..8]);
        assert_eq!(flat, [named("a/x.pdf"), named("b/x.pdf"), "x.png".to_owned(), "c".to_owned()]);
        let sharded = stems(Layout::Sharded, None);
        assert_eq!(sharded[3], format!("{}/c", &digits("c.pdf")[..2]));
        let shard = |text: &str| Some(text.parse().unwrap());
        let mut both = stems(Layout::Flat, shard("1/2"));
        both.extend(stems(Layout::Flat, shard("2/2")));
        both.sort();
        let mut all = flat;
        all.sort();
        assert_eq!(both, all, "a place does not depend on the shard");
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
        fs::write(out.join(crate::batch::books::MANIFEST), line).unwrap();
        let count = |path: PathBuf| {
            find(&[Argument::Named(path)], Some(&out), Arrangement::default()).unwrap().inputs.len()
        };
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
