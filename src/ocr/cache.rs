//! What was read of an image, kept by what the image is, so that going on after a break reads
//! nothing twice.

use super::image::Gray;
use super::orientation::Sight;
use crate::digest;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

/// The file that holds what an engine read of an image.
pub(super) fn file(folder: &Path, engine: &str, gray: &Gray) -> PathBuf {
    let width = gray.width.to_le_bytes();
    let name = digest::sha256(&[engine.as_bytes(), &width, &gray.pixels]);
    folder.join(format!("{name}.json"))
}

/// What was read before; nothing where there is no such file or it is damaged.
pub(super) fn load(file: &Path) -> Option<Sight> {
    serde_json::from_slice(&fs::read(file).ok()?).ok()
}

/// Keeps what was read. A cache that cannot be written is none: the next run reads again.
pub(super) fn store(file: &Path, read: &Sight) {
    let write = || -> std::io::Result<()> {
        let folder = file.parent().unwrap_or(Path::new("."));
        fs::create_dir_all(folder)?;
        let mut part = tempfile::NamedTempFile::new_in(folder)?;
        part.write_all(&serde_json::to_vec(read)?)?;
        part.persist(file)?;
        Ok(())
    };
    let _ = write();
}

#[cfg(test)]
mod tests {
    use super::super::recognise::{Character, Reading};
    use super::*;

    #[test]
    fn what_was_read_comes_back() {
        let folder = tempfile::tempdir().unwrap();
        let gray = Gray { width: 2, height: 1, pixels: vec![0, 255] };
        let other = Gray { width: 2, height: 1, pixels: vec![0, 254] };
        let file = file(folder.path(), "a", &gray);
        assert_ne!(file, super::file(folder.path(), "a", &other));
        assert_ne!(file, super::file(folder.path(), "b", &gray));
        assert!(load(&file).is_none());
        let characters = vec![Character { character: 'µ', x: 1.5, certainty: 0.25 }];
        let area = [0.0, 1.0, 2.0, 3.0];
        store(&file, &Sight::Upright(vec![Reading { area, characters }]));
        let Some(Sight::Upright(read)) = load(&file) else { panic!("nothing was read") };
        assert_eq!(read[0].characters[0].character, 'µ');
        store(&file, &Sight::Turned { quarters: 3 });
        assert!(matches!(load(&file), Some(Sight::Turned { quarters: 3 })));
        fs::write(&file, "[{").unwrap();
        assert!(load(&file).is_none());
    }
}
