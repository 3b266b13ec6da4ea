//! Why a run fails as a whole.

use super::kind::{self, Skipped};
use std::fmt;
use std::io;
use std::path::PathBuf;

/// Why a run could not begin or go on.
#[derive(Debug)]
#[non_exhaustive]
pub enum Error {
    /// Neither a PDF nor an image was found, but what else.
    NoInput(Skipped),
    /// An argument is an address of the network.
    Address(PathBuf),
    /// An argument is neither a file nor a folder nor a glob that matches a PDF or an image.
    Missing(PathBuf),
    /// A glob is not well formed.
    Glob(String),
    /// Two inputs would write the same output.
    Collision {
        /// The inputs.
        inputs: Box<[PathBuf; 2]>,
        /// The output, below the output folder.
        output: PathBuf,
    },
    /// A file would be written over the one that it is made from.
    Itself(PathBuf),
    /// Another process writes to the output folder.
    Busy {
        /// The folder.
        folder: PathBuf,
        /// The number of the process, if it is known.
        holder: Option<u32>,
    },
    /// A folder has manifests of shards, and all files are to be converted, or other shards.
    Unmerged(PathBuf),
    /// A folder has no manifest, or one that cannot be read: why.
    Manifest(PathBuf, String),
    /// A file of the run itself, not of one input, could not be written.
    Write(PathBuf, io::Error),
    /// Workers could not be started or were lost.
    Workers(io::Error),
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoInput(skipped) => {
                f.write_str("no PDF, no image and no text found")?;
                if !skipped.is_empty() {
                    write!(f, " (passed over: {})", kind::passed_over(skipped))?;
                }
                f.write_str(
                    "; name a file, or a folder or archive (.zip, .tar, .tar.gz, .tgz) with *.pdf, \
                     *.png, *.jpg, *.tif or *.webp in it",
                )
            }
            Self::Address(path) => write!(f, "{}: {}", path.display(), kind::DOWNLOAD),
            Self::Missing(path) => {
                write!(
                    f,
                    "{}: no such file or folder, and no PDF and no image matches it",
                    path.display()
                )
            }
            Self::Glob(message) => f.write_str(message),
            Self::Collision { inputs, output } => write!(
                f,
                "{} and {} would both be written to {}; name the folder above them, \
                 or convert them into different folders",
                inputs[0].display(),
                inputs[1].display(),
                output.display()
            ),
            Self::Itself(path) => write!(
                f,
                "{} would be written over itself; choose another folder with -o",
                path.display()
            ),
            Self::Busy { folder, holder } => {
                write!(f, "another run writes to {}", folder.display())?;
                if let Some(holder) = holder {
                    write!(f, ": process {holder}")?;
                }
                f.write_str("; wait until it has ended, or choose another folder")
            }
            Self::Unmerged(folder) => {
                let folder = folder.display();
                write!(
                    f,
                    "{folder} has manifests of shards; run `offprint manifest merge {folder}` first"
                )
            }
            Self::Manifest(folder, message) => write!(f, "{}: {message}", folder.display()),
            Self::Write(path, error) => write!(f, "{} cannot be written: {error}", path.display()),
            Self::Workers(error) => write!(f, "the run had to stop: {error}"),
        }
    }
}

impl std::error::Error for Error {}
