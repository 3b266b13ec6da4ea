//! Offsets in bytes as offsets in characters.

use std::ops::Range;

/// The characters of a string by their bytes.
#[derive(Debug)]
pub struct Characters<'a> {
    string: &'a str,
    /// Number of characters before each byte; nothing where every character is one byte.
    before: Vec<u32>,
}

impl<'a> Characters<'a> {
    /// Those of a string.
    pub fn of(string: &'a str) -> Self {
        let mut before = Vec::new();
        if !string.is_ascii() {
            before.reserve(string.len() + 1);
            let mut count = 0;
            for c in string.chars() {
                before.extend(std::iter::repeat_n(count, c.len_utf8()));
                count += 1;
            }
            before.push(count);
        }
        Self { string, before }
    }

    /// Number of characters before a byte.
    pub fn at(&self, byte: usize) -> u32 {
        let byte = byte.min(self.string.len());
        self.before.get(byte).copied().unwrap_or(u32::try_from(byte).unwrap_or(u32::MAX))
    }

    /// A range of bytes in characters.
    pub fn range(&self, range: &Range<u32>) -> Range<u32> {
        self.at(range.start as usize)..self.at(range.end as usize)
    }
}
