//! Dictionaries in which a bad token hides all the rest: the entry that holds it is blanked out.
//!
//! The engine gives up a dictionary with the first value that it cannot parse. Blanks take the place of
//! that entry in the bytes of the file, so that everything else stays where the file says it is.
//!
//! The engine also searches a file for its objects where their table is not to be found.

use hayro_syntax::object::{MaybeRef, Name, Object, ObjectIdentifier};
use hayro_syntax::reader::{Reader, ReaderExt};
use rustc_hash::FxHashSet;
use std::collections::BTreeMap;

/// Objects of a file that are mended at most.
const OBJECT_LIMIT: usize = 1_000;

/// Longest object that is mended, in bytes: a page with thousands of annotations has 100 kB.
const LONGEST: usize = 1 << 18;

/// Places at which parsing is tried anew in a file at most.
const TRIES: usize = 10_000;

/// Dictionaries within dictionaries that are mended at most.
const DEPTH: usize = 32;

/// The file with the bad entries of these objects blanked out; nothing where there are none.
pub(super) fn blanked(bytes: &[u8], objects: &[ObjectIdentifier]) -> Option<Vec<u8>> {
    let mut mended = bytes.to_vec();
    let mut changed = false;
    let mut tries = TRIES;
    for start in bodies(bytes, objects).into_iter().take(OBJECT_LIMIT) {
        let body = &bytes[start..bytes.len().min(start + LONGEST)];
        let end = position(body, b"endobj").unwrap_or(body.len());
        let mut search = Search { body: &body[..end], tries, bad: Vec::new() };
        search.dictionary(0, 0);
        tries = search.tries;
        for (from, to) in search.bad {
            mended[start + from..start + to].fill(b' ');
            changed = true;
        }
    }
    changed.then_some(mended)
}

/// Where the bodies of these objects begin: of several of one number, the last one counts.
fn bodies(bytes: &[u8], objects: &[ObjectIdentifier]) -> Vec<usize> {
    let wanted: FxHashSet<_> = objects.iter().copied().collect();
    let mut found = BTreeMap::new();
    let key = b" obj";
    for at in (0..bytes.len()).filter(|at| bytes[*at..].starts_with(key)) {
        if let Some(id) = head(&bytes[..at]).filter(|id| wanted.contains(id)) {
            found.insert(id, at + key.len());
        }
    }
    found.into_values().collect()
}

/// The number and the generation at the end of these bytes.
fn head(bytes: &[u8]) -> Option<ObjectIdentifier> {
    let (before, generation) = last_number(bytes)?;
    let (_, number) = last_number(before.trim_ascii_end())?;
    let apart = before.last().is_some_and(u8::is_ascii_whitespace);
    let generation = i32::try_from(generation).ok()?;
    apart.then(|| ObjectIdentifier::new(number, generation))
}

fn last_number(bytes: &[u8]) -> Option<(&[u8], u32)> {
    let digits = bytes.iter().rev().take_while(|byte| byte.is_ascii_digit()).take(10).count();
    let (before, digits) = bytes.split_at(bytes.len() - digits);
    Some((before, std::str::from_utf8(digits).ok()?.parse().ok()?))
}

/// Whether a table of the objects stands where the end of the file says (ISO 32000-2, 7.5.5): in words, or
/// as an object of its own.
pub(super) fn has_table(bytes: &[u8]) -> bool {
    let key = b"startxref";
    let Some(at) = bytes.windows(key.len()).rposition(|own| own == key) else { return false };
    let digits = bytes[at + key.len()..].trim_ascii_start();
    let end = digits.iter().position(|byte| !byte.is_ascii_digit()).unwrap_or(digits.len());
    let offset = std::str::from_utf8(&digits[..end]).ok().and_then(|text| text.parse().ok());
    let Some(table) = offset.and_then(|offset: usize| bytes.get(offset..)) else { return false };
    let table = table.trim_ascii_start();
    table.starts_with(b"xref") || table.first().is_some_and(u8::is_ascii_digit)
}

fn position(bytes: &[u8], pattern: &[u8]) -> Option<usize> {
    bytes.windows(pattern.len()).position(|own| own == pattern)
}

struct Search<'a> {
    body: &'a [u8],
    tries: usize,
    /// What has to go: ranges of the body.
    bad: Vec<(usize, usize)>,
}

impl Search<'_> {
    /// Goes through a dictionary that begins at or after `at`; where it ends.
    fn dictionary(&mut self, at: usize, depth: usize) -> Option<usize> {
        let mut at = self.blanks(at);
        if !self.body.get(at..)?.starts_with(b"<<") {
            return None;
        }
        at += 2;
        loop {
            at = self.blanks(at);
            if self.body.get(at..)?.starts_with(b">>") {
                return Some(at + 2);
            }
            at = match self.entry(at) {
                Some(end) => end,
                None => self.bad_entry(at, depth)?,
            };
        }
    }

    /// Where the entry that begins here ends, if it is well formed.
    fn entry(&self, at: usize) -> Option<usize> {
        let value = self.blanks(self.skip::<Name<'_>>(at)?);
        self.skip::<MaybeRef<Object<'_>>>(value)
    }

    /// Notes what is wrong with the entry that begins here, or within it; where the next one begins.
    fn bad_entry(&mut self, at: usize, depth: usize) -> Option<usize> {
        if depth < DEPTH
            && let Some(value) = self.skip::<Name<'_>>(at).map(|end| self.blanks(end))
            && self.body[value..].starts_with(b"<<")
            && let Some(end) = self.dictionary(value, depth + 1)
        {
            return Some(end);
        }
        let next = (at + 1..self.body.len()).find(|next| {
            let rest = &self.body[*next..];
            if rest.starts_with(b">>") {
                return true;
            }
            if rest[0] != b'/' || self.tries == 0 {
                return false;
            }
            self.tries -= 1;
            self.entry(*next).is_some()
        })?;
        self.bad.push((at, next));
        Some(next)
    }

    fn blanks(&self, at: usize) -> usize {
        let mut reader = Reader::new(self.body.get(at..).unwrap_or_default());
        reader.skip_white_spaces_and_comments();
        (at + reader.offset()).min(self.body.len())
    }

    fn skip<T: hayro_syntax::reader::Skippable>(&self, at: usize) -> Option<usize> {
        let mut reader = Reader::new(self.body.get(at..)?);
        reader.skip::<T>(false).map(|skipped| at + skipped.len())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mended(body: &str) -> Option<String> {
        let file = format!("17 0 obj\n<</A 1>>\nendobj\n7 0 obj\n{body}\nendobj\n");
        let mended = blanked(file.as_bytes(), &[ObjectIdentifier::new(7, 0)])?;
        assert_eq!(mended.len(), file.len());
        let text = String::from_utf8(mended).ok()?;
        let text = text.split("7 0 obj\n").last()?.strip_suffix("\nendobj\n")?;
        Some(text.split_whitespace().collect::<Vec<_>>().join(" "))
    }

    #[test]
    fn bad_entries_go_and_the_others_stay() {
        let cases = [
            ("<</Type/Page/X[1e9 2]>>", "<</Type/Page >>"),
            ("<</Type/Page/X (open/Contents 4 0 R>>", "<</Type/Page /Contents 4 0 R>>"),
            ("<</X 1..2/Contents 4 0 R>>", "<< /Contents 4 0 R>>"),
            ("<</R<</F<</A 3 0 R>>/P[q}]>>/C 4 0 R>>", "<</R<</F<</A 3 0 R>> >>/C 4 0 R>>"),
            ("<</A 1 ]/C 4 0 R>>", "<</A 1 /C 4 0 R>>"),
        ];
        for (body, expected) in cases {
            assert_eq!(mended(body).as_deref(), Some(expected), "{body}");
        }
        let brackets = format!("<</X{}/C 4 0 R>>", "[".repeat(2000));
        assert_eq!(mended(&brackets).as_deref(), Some("<< /C 4 0 R>>"));
    }

    #[test]
    fn a_table_stands_where_it_is_said_to() {
        assert!(has_table(b"%PDF xref 0 1 trailer startxref\n5\n%%EOF"));
        assert!(has_table(b"%PDF 7 0 obj startxref 4 %%EOF"));
        assert!(!has_table(b"%PDF xref 0 1 trailer startxref 6 %%EOF"));
        assert!(!has_table(b"%PDF 7 0 obj startxref 99 %%EOF"));
        assert!(!has_table(b"%PDF 7 0 obj"));
    }

    #[test]
    fn what_is_well_formed_or_no_dictionary_is_left() {
        assert_eq!(mended("<</Type/Page/X[1 2]>>"), None);
        assert_eq!(mended("[1e9]"), None);
        assert_eq!(blanked(b"17 0 obj<</X 1..2>>endobj", &[ObjectIdentifier::new(7, 0)]), None);
    }
}
