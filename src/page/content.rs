//! The content of a page, as far as it is read.

use crate::diagnostic::Code;
use hayro_syntax::object::{Array, MaybeRef, Object, Stream};
use hayro_syntax::page::Page;

/// The content of a page.
#[derive(Debug, Default)]
pub(super) struct Content {
    /// Its operations.
    pub(super) bytes: Vec<u8>,
    /// What of it is not there, in words; a page may have none (ISO 32000-2, 7.7.3.3).
    pub(super) missing: Option<(Code, String)>,
    /// Whether it has more bytes than are read.
    pub(super) is_cut: bool,
}

impl Content {
    /// That of a page, but no more than `most` bytes.
    pub(super) fn of(page: &Page<'_>, most: u64) -> Self {
        let most = usize::try_from(most).unwrap_or(usize::MAX);
        let mut content = Self::default();
        let stated = page.raw().get_raw::<Object<'_>>(b"Contents");
        if stated.is_none_or(|own| matches!(own, MaybeRef::NotRef(Object::Null(_)))) {
            return content;
        }
        let whole = "the content of the page is not there or cannot be unpacked".to_owned();
        if let Some(parts) = page.raw().get::<Array<'_>>(b"Contents") {
            let (mut all, mut missing) = (0, 0);
            for part in parts.raw_iter() {
                let part = match part {
                    MaybeRef::Ref(part) => page.xref().get::<Stream<'_>>(part.into()),
                    MaybeRef::NotRef(_) => None,
                };
                all += 1;
                missing += usize::from(part.is_none());
                if let Some(bytes) = part.and_then(|part| part.decoded_data().ok())
                    && !content.add(&bytes, most)
                {
                    break;
                }
            }
            content.missing = match missing {
                0 => None,
                _ if missing == all => Some((Code::ContentMissing, whole)),
                _ => {
                    let message =
                        format!("{missing} of {all} parts of the page's content are not there");
                    Some((Code::ContentIncomplete, message))
                }
            };
        } else {
            let stream = page.raw().get::<Stream<'_>>(b"Contents");
            match stream.and_then(|stream| stream.decoded_data().ok()) {
                Some(bytes) => drop(content.add(&bytes, most)),
                None => content.missing = Some((Code::ContentMissing, whole)),
            }
        }
        content
    }

    /// Adds what fits of a part; whether that is all of it. Parts are apart as words are.
    fn add(&mut self, bytes: &[u8], most: usize) -> bool {
        let fitting = bytes.len().min(most.saturating_sub(self.bytes.len()));
        self.bytes.extend_from_slice(&bytes[..fitting]);
        self.bytes.push(b' ');
        self.is_cut |= fitting < bytes.len();
        !self.is_cut
    }
}
