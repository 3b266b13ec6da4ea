//! A text without notation but for carets and low lines, so that no later step can put a power on the line.

use super::model::Scripts;
use super::script::{self, Level};
use crate::text::{Style, Text};
use std::ops::Range;

/// A text on one line, with a caret before raised characters and a low line before lowered ones; braces stand around
/// more than one.
#[derive(Debug, Default)]
pub(super) struct Careted {
    /// The text.
    pub(super) text: String,
    /// What of it is raised or lowered.
    pub(super) scripts: Vec<Raised>,
    /// For each byte of the text as it reads, and for its end, the character here at which that stands.
    places: Vec<u32>,
}

/// Characters that are raised or lowered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Raised {
    /// Characters of the careted text, with their marks.
    pub(super) range: Range<u32>,
    /// Bytes of the text as it reads.
    pub(super) bytes: Range<usize>,
    /// Raised or lowered.
    pub(super) level: Level,
}

impl Careted {
    /// That of a text.
    pub(super) fn of(text: &Text) -> Self {
        let mut careted = Self::default();
        let characters = characters(text);
        let mut count = 0;
        for run in characters.chunk_by(|a, b| a.1 == b.1) {
            let level = run[0].1;
            let plain: Vec<char> = run.iter().map(|own| own.0).collect();
            let (open, close) = match level {
                Level::Line => ("", ""),
                _ => {
                    let notation = script::notation(&plain, level, None, Scripts::Caret, false);
                    script::marks(notation, level)
                }
            };
            let (start, first) = (count, careted.places.len());
            careted.text.push_str(open);
            count += open.len() as u32;
            for (c, _, length) in run {
                careted.text.push(*c);
                careted.places.extend(std::iter::repeat_n(count, *length));
                count += 1;
            }
            careted.text.push_str(close);
            count += close.len() as u32;
            if level != Level::Line {
                let bytes = first..careted.places.len();
                careted.scripts.push(Raised { range: start..count, bytes, level });
            }
        }
        careted.places.push(count);
        careted
    }

    /// Bytes of the text as it reads as characters of this one. A mark before a raised character belongs to it.
    pub(super) fn range(&self, bytes: &Range<u32>) -> Range<u32> {
        let at = |byte: u32| {
            let place = self.places.get(byte as usize).or(self.places.last());
            place.copied().unwrap_or_default()
        };
        let around = |at: u32| {
            let raised = self.scripts.iter().map(|own| &own.range);
            raised.clone().find(|own| own.contains(&at)).cloned().unwrap_or(at..at + 1)
        };
        let start = around(at(bytes.start)).start;
        if bytes.is_empty() {
            return start..start;
        }
        start..around(at(bytes.end - 1)).end.max(start)
    }
}

/// The characters of a text as they stand on the line, with their levels and their lengths in bytes.
fn characters(text: &Text) -> Vec<(char, Level, usize)> {
    let mut characters = Vec::with_capacity(text.as_str().len());
    let mut before = Level::Line;
    for segment in text.segments() {
        let level = segment.styles.iter().fold(Level::Line, |level, style| match style {
            Style::Superscript => Level::Raised,
            Style::Subscript => Level::Lowered,
            Style::Bold | Style::Italic | Style::Link(_) => level,
        });
        for c in segment.text.chars() {
            let (plain, level) = script::on_line(c, before).unwrap_or((c, level));
            let plain = if c.is_whitespace() || c.is_control() { ' ' } else { plain };
            characters.push((plain, level, c.len_utf8()));
            before = level;
        }
    }
    characters
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scripts_have_marks_and_offsets_go_along() {
        let text = Text::with_raised("é 10|−9|/L, m² x|1|");
        let careted = Careted::of(&text);
        assert_eq!(careted.text, "é 10^{−9}/L, m^2 x^1");
        let range = |part: &str| {
            let start = text.as_str().find(part).unwrap() as u32;
            let range = careted.range(&(start..start + part.len() as u32));
            let all: Vec<char> = careted.text.chars().collect();
            all[range.start as usize..range.end as usize].iter().collect::<String>()
        };
        assert_eq!(range("10"), "10");
        assert_eq!(range("−9"), "^{−9}");
        assert_eq!(range("/L, m²"), "/L, m^2");
        assert_eq!(range("x1"), "x^1");
        assert_eq!(careted.scripts.len(), 3);
    }
}
