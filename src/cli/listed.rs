//! What comes on stdin or in a file of paths.

use super::args::ConvertArgs;
use super::reader::{self, STDIN};
use offprint::batch::Argument;
use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};

/// A PDF begins with it, and no path of a list does.
const MARK: &[u8] = b"%PDF";

/// Where to look for files: what was named, what stands in lists, and what comes on stdin.
///
/// # Errors
/// A list cannot be read, or stdin is to be read twice; the message says which.
pub(super) fn arguments(args: &ConvertArgs) -> Result<Vec<Argument>, String> {
    let is_stdin = |path: &&PathBuf| path.as_os_str() == STDIN;
    if args.paths.iter().chain(&args.files_from).filter(is_stdin).count() > 1 {
        return Err("stdin can be read once only: give - once".to_owned());
    }
    let mut arguments = Vec::new();
    for path in &args.paths {
        if is_stdin(&path) {
            let bytes = read(path)?;
            if bytes.starts_with(MARK) {
                let (name, stem) = (path.clone(), PathBuf::from("stdin"));
                arguments.push(Argument::Here { name, stem, bytes: bytes.into() });
            } else {
                list(bytes, path, &mut arguments)?;
            }
        } else {
            arguments.push(Argument::Named(path.clone()));
        }
    }
    for path in &args.files_from {
        list(read(path)?, path, &mut arguments)?;
    }
    Ok(arguments)
}

fn read(path: &Path) -> Result<Vec<u8>, String> {
    if path.as_os_str() == STDIN {
        return reader::stdin();
    }
    let read = File::open(path).and_then(reader::whole);
    read.map_err(|error| format!("{} cannot be read: {error}", path.display()))
}

fn shown(path: &Path) -> String {
    if path.as_os_str() == STDIN { "stdin".to_owned() } else { path.display().to_string() }
}

/// Adds the paths of a list: between NULs where there is one, or else one a line.
fn list(bytes: Vec<u8>, path: &Path, arguments: &mut Vec<Argument>) -> Result<(), String> {
    let has_nul = bytes.contains(&0);
    for entry in bytes.split(|byte| *byte == if has_nul { 0 } else { b'\n' }) {
        let entry = if has_nul { entry } else { entry.strip_suffix(b"\r").unwrap_or(entry) };
        if !entry.trim_ascii().is_empty() {
            let entry = path_of(entry.to_vec());
            let wrong = |error| format!("the list in {} cannot be read: {error}", shown(path));
            arguments.push(Argument::Listed(entry.map_err(wrong)?));
        }
    }
    Ok(())
}

/// A name of a list: bytes, where names are.
fn path_of(entry: Vec<u8>) -> io::Result<PathBuf> {
    #[cfg(unix)]
    let name: std::ffi::OsString = std::os::unix::ffi::OsStringExt::from_vec(entry);
    #[cfg(not(unix))]
    let name = String::from_utf8(entry).map_err(io::Error::other)?;
    Ok(PathBuf::from(name))
}
