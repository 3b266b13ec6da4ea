//! The networks that find and read text, and where they are installed.

use super::store::{ALPHABET, DETECTION, PACKAGE, RECOGNITION};
use rten::{Model, RunOptions, ThreadPool, Value, ValueOrView};
use serde::{Deserialize, Serialize};
use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

/// Characters from here on are ideographs and the forms that stand among them.
const FIRST_IDEOGRAPH: char = '\u{2E80}';

/// Networks in a folder, loaded when the first page needs them.
#[derive(Serialize, Deserialize)]
pub struct Models {
    folder: PathBuf,
    #[serde(skip)]
    reader: OnceLock<Result<Reader, String>>,
}

impl fmt::Debug for Models {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(PACKAGE)
    }
}

impl Models {
    /// Those of a folder.
    pub fn of_folder(folder: impl Into<PathBuf>) -> Self {
        Self { folder: folder.into(), reader: OnceLock::new() }
    }

    /// The networks, ready to run.
    ///
    /// # Errors
    /// A file is missing or is no network; the message names it.
    pub(super) fn reader(&self) -> Result<&Reader, &str> {
        self.reader.get_or_init(|| Reader::load(&self.folder)).as_ref().map_err(String::as_str)
    }
}

/// The networks, ready to run.
pub(super) struct Reader {
    detection: Model,
    recognition: Model,
    /// Characters by class; the first class stands for none.
    classes: Vec<Option<char>>,
    /// Classes that are looked at.
    wanted: Vec<usize>,
    threads: Arc<ThreadPool>,
}

impl Reader {
    /// Loads the networks from a folder.
    ///
    /// # Errors
    /// A file is missing or is no network; the message names it.
    fn load(folder: &Path) -> Result<Self, String> {
        let read = |name: &str| {
            let path = folder.join(name);
            std::fs::read(&path).map_err(|error| format!("{}: {error}", path.display()))
        };
        let network = |name: &str| {
            Model::load(read(name)?)
                .map_err(|error| format!("{}: {error}", folder.join(name).display()))
        };
        let threads = std::thread::available_parallelism().map_or(1, usize::from);
        let alphabet = String::from_utf8_lossy(&read(ALPHABET.name)?).into_owned();
        let mut classes = vec![None];
        classes.extend(alphabet.lines().map(|line| line.chars().next()));
        classes.push(Some(' '));
        let known =
            |class: &usize| classes[*class].is_none_or(|character| character < FIRST_IDEOGRAPH);
        let wanted = (0..classes.len()).filter(known).collect();
        Ok(Self {
            detection: network(DETECTION.name)?,
            recognition: network(RECOGNITION.name)?,
            classes,
            wanted,
            threads: Arc::new(ThreadPool::with_num_threads(threads)),
        })
    }

    /// Runs the network that finds lines.
    pub(super) fn detect<T: TryFrom<Value>>(&self, input: ValueOrView<'_>) -> Option<T> {
        self.run(&self.detection, input)
    }

    /// Runs the network that reads lines.
    pub(super) fn recognise<T: TryFrom<Value>>(&self, input: ValueOrView<'_>) -> Option<T> {
        self.run(&self.recognition, input)
    }

    fn run<T: TryFrom<Value>>(&self, model: &Model, input: ValueOrView<'_>) -> Option<T> {
        let options = RunOptions::default().with_thread_pool(Some(Arc::clone(&self.threads)));
        model.run_one(input, Some(options)).ok()?.try_into().ok()
    }

    /// The class with the best score among those that are looked at.
    pub(super) fn best(&self, scores: &[f32]) -> (usize, f32) {
        let mut best = (0, f32::NEG_INFINITY);
        for &class in &self.wanted {
            if let Some(&score) = scores.get(class)
                && score > best.1
            {
                best = (class, score);
            }
        }
        best
    }

    /// The character of a class.
    pub(super) fn character(&self, class: usize) -> Option<char> {
        self.classes.get(class).copied().flatten()
    }
}
