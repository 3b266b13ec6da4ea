//! What the name of a file says of it.

use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::path::{Path, PathBuf};

/// Extensions of documents: PDFs, and images of pages.
const DOCUMENTS: &[&str] = &["pdf", "png", "jpg", "jpeg", "tif", "tiff", "webp"];

/// Extensions of texts that other tools left.
const TEXTS: &[&str] = &["md", "markdown", "txt"];

/// Ends of the names of archives whose members are documents.
const ARCHIVES: &[&str] = &[".zip", ".tar", ".tar.gz", ".tgz"];

/// Folder of what macOS keeps beside the files of a ZIP archive.
const BESIDE: &str = "__MACOSX";

/// Files that were passed over, by what they are: `hidden`, `.docx`, `no extension`.
pub type Skipped = BTreeMap<String, usize>;

/// Whether a file is converted where its folder is.
pub(super) fn is_document(path: &Path) -> bool {
    has_extension(path, DOCUMENTS)
}

/// Whether a file is a text that another tool left: converted where it is named, or where its folder has no
/// documents.
pub(super) fn is_text(path: &Path) -> bool {
    has_extension(path, TEXTS)
}

fn has_extension(path: &Path, extensions: &[&str]) -> bool {
    let own = path.extension();
    own.is_some_and(|own| extensions.iter().any(|extension| own.eq_ignore_ascii_case(extension)))
}

/// Whether the members of a file are converted.
pub(super) fn is_archive(path: &Path) -> bool {
    archive_end(path).is_some()
}

/// The path of an archive without the end that says what it is.
pub(super) fn without_archive_end(path: &Path) -> PathBuf {
    let cut = archive_end(path).and_then(|end| {
        let name = path.file_name()?.to_str()?;
        Some(path.with_file_name(&name[..name.len() - end.len()]))
    });
    cut.unwrap_or_else(|| path.with_extension(""))
}

fn archive_end(path: &Path) -> Option<&'static str> {
    let name = path.file_name()?.as_encoded_bytes();
    // A name that is nothing but the end is hidden, not an archive. Of two ends the longer one is meant.
    let ends = ARCHIVES.iter().filter(|end| {
        let start = name.len().checked_sub(end.len());
        start.is_some_and(|start| start > 0 && name[start..].eq_ignore_ascii_case(end.as_bytes()))
    });
    ends.max_by_key(|end| end.len()).copied()
}

/// What to do with an address.
pub(super) const DOWNLOAD: &str = "offprint reads no network; download it first";

/// Whether a path is an address of the network.
pub(super) fn is_address(path: &Path) -> bool {
    const SCHEMES: [&str; 3] = ["http://", "https://", "ftp://"];
    let text = path.to_string_lossy().to_ascii_lowercase();
    SCHEMES.iter().any(|scheme| text.starts_with(scheme))
}

/// Whether a file or folder is not meant to be seen.
pub(super) fn is_hidden(name: &OsStr) -> bool {
    name.as_encoded_bytes().starts_with(b".") || name == BESIDE
}

/// What was passed over, in words: `3 .docx, 1 hidden`.
pub fn passed_over(skipped: &Skipped) -> String {
    let kinds = skipped.iter().map(|(kind, count)| format!("{count} {kind}"));
    kinds.collect::<Vec<_>>().join(", ")
}

/// Counts a file that is passed over by its extension.
pub(super) fn skip(skipped: &mut Skipped, path: &Path) {
    let extension = path.extension().map(|own| own.to_string_lossy().to_lowercase());
    let kind = extension.map_or_else(|| "no extension".to_owned(), |own| format!(".{own}"));
    *skipped.entry(kind).or_default() += 1;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_say_what_files_are() {
        for (name, document, archive, without) in [
            ("a/b.PDF", true, false, "a/b"),
            ("a/b.v2.tar.gz", false, true, "a/b.v2"),
            ("b.Zip", false, true, "b"),
            ("b.tgz", false, true, "b"),
            ("b.gz", false, false, "b"),
            (".zip", false, false, ".zip"),
            ("b", false, false, "b"),
        ] {
            let path = Path::new(name);
            assert_eq!((is_document(path), is_archive(path)), (document, archive), "{name}");
            assert_eq!(without_archive_end(path), Path::new(without), "{name}");
        }
        assert!(["a.md", "a.TXT", "b.Markdown"].iter().all(|name| is_text(Path::new(name))));
        assert!(["a.pdf", "md", "a.mdx"].iter().all(|name| !is_text(Path::new(name))));
        let mut skipped = Skipped::default();
        ["a.DOCX", "b.docx", "Makefile"]
            .iter()
            .for_each(|name| skip(&mut skipped, Path::new(name)));
        let expected = [(".docx".to_owned(), 2), ("no extension".to_owned(), 1)];
        assert_eq!(skipped.into_iter().collect::<Vec<_>>(), expected);
    }
}
