//! A text as one string that knows what of it is raised, linked, and where it stands.

use super::mark::superior;
use crate::geometry::Rect;
use crate::provenance::PageNumber;
use crate::text::{Style, Text};
use std::ops::Range;

/// A text in the words of today with the line breaks of the page.
#[derive(Debug)]
pub(super) struct Flat<'a> {
    source: &'a Text,
    text: String,
    raised: Vec<Range<usize>>,
    links: Vec<(Range<usize>, &'a str)>,
    /// Where stretches of the string begin, and where they do in the original.
    origins: Vec<(usize, u32)>,
}

impl<'a> Flat<'a> {
    pub(super) fn of(source: &'a Text) -> Self {
        let mut flat = Self {
            source,
            text: String::new(),
            raised: source.raised(),
            links: vec![],
            origins: vec![],
        };
        for segment in source.segments() {
            // A stretch as printed is as long as the one it became.
            flat.origins.push((segment.current.start, segment.original.start));
            let printed = segment.original.start as usize..segment.original.end as usize;
            match source.original().get(printed) {
                // An unchanged stretch has its line breaks where it was printed with them.
                Some(own) if segment.edit.is_none() && own.len() == segment.text.len() => {
                    flat.text.push_str(own);
                }
                _ => flat.text.push_str(segment.text),
            }
            for style in segment.styles {
                if let Style::Link(target) = style {
                    flat.links.push((segment.current.clone(), target));
                }
            }
        }
        flat.add_superior();
        flat
    }

    /// Superior characters are raised without being set so.
    fn add_superior(&mut self) {
        let at = |(at, c): (usize, char)| superior(c).map(|_| at..at + c.len_utf8());
        let found: Vec<Range<usize>> = self.text.char_indices().filter_map(at).collect();
        if found.is_empty() {
            return;
        }
        self.raised.extend(found);
        self.raised.sort_by_key(|range| range.start);
        let mut joined: Vec<Range<usize>> = Vec::with_capacity(self.raised.len());
        for range in self.raised.drain(..) {
            match joined.last_mut() {
                Some(last) if last.end >= range.start => last.end = last.end.max(range.end),
                _ => joined.push(range),
            }
        }
        self.raised = joined;
    }

    pub(super) fn as_str(&self) -> &str {
        &self.text
    }

    /// The raised stretch that holds this place; stretches that touch are one.
    pub(super) fn raised_at(&self, at: usize) -> Option<&Range<usize>> {
        let first = self.raised.partition_point(|range| range.end <= at);
        self.raised.get(first).filter(|range| range.contains(&at))
    }

    /// Linked stretches with their targets.
    pub(super) fn links(&self) -> &[(Range<usize>, &'a str)] {
        &self.links
    }

    /// Where a stretch stands: the page it begins on, and its area there.
    pub(super) fn place_of(&self, range: &Range<usize>) -> Option<(PageNumber, Rect)> {
        let original = self.original(range.start)..self.original(range.end);
        self.source.place_of(&original)
    }

    fn original(&self, at: usize) -> u32 {
        let first = self.origins.partition_point(|(start, _)| *start <= at);
        let (start, origin) = first
            .checked_sub(1)
            .and_then(|first| self.origins.get(first))
            .copied()
            .unwrap_or((0, 0));
        origin + u32::try_from(at - start).unwrap_or_default()
    }

    /// Puts a raised mark that was set apart back to its place.
    pub(super) fn insert(&mut self, at: usize, mark: &str) {
        let origin = self.original(at);
        let length = mark.len();
        self.text.insert_str(at, mark);
        let shift = |range: &mut Range<usize>| {
            range.start += if range.start >= at { length } else { 0 };
            range.end += if range.end > at { length } else { 0 };
        };
        self.raised.iter_mut().for_each(shift);
        self.links.iter_mut().for_each(|(range, _)| shift(range));
        for (start, _) in self.origins.iter_mut().filter(|(start, _)| *start >= at) {
            *start += length;
        }
        self.origins.push((at + length, origin));
        self.origins.sort_unstable();
        self.raised.push(at..at + length);
        self.raised.sort_by_key(|range| range.start);
    }

    /// Its lines as ranges, without the breaks.
    pub(super) fn lines(&self) -> Vec<Range<usize>> {
        pieces(&self.text, '\n')
    }

    /// Its words as ranges.
    pub(super) fn words(&self) -> Vec<Range<usize>> {
        self.lines()
            .into_iter()
            .flat_map(|line| {
                let words = pieces(&self.text[line.clone()], ' ');
                words.into_iter().map(move |word| line.start + word.start..line.start + word.end)
            })
            .filter(|word| !word.is_empty())
            .collect()
    }
}

fn pieces(text: &str, separator: char) -> Vec<Range<usize>> {
    let mut at = 0;
    text.split(separator)
        .map(|piece| {
            let range = at..at + piece.len();
            at = range.end + separator.len_utf8();
            range
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn superior_characters_are_raised() {
        let source = Text::with_raised("Anna Muster¹⁺² and Jan Probe|2|");
        let flat = Flat::of(&source);
        assert_eq!(flat.raised_at(11), Some(&(11..18)));
        assert_eq!(super::super::mark::marks_in(&flat.as_str()[11..18]), ["1", "2"]);
    }

    #[test]
    fn marks_come_back_to_their_place() {
        let source = Text::with_raised("Anna Muster and\nJan Probe|2|");
        let mut flat = Flat::of(&source);
        assert_eq!(flat.raised_at(25), Some(&(25..26)));
        flat.insert(11, "1");
        assert_eq!(flat.as_str(), "Anna Muster1 and\nJan Probe2");
        assert_eq!(flat.raised_at(11), Some(&(11..12)));
        assert_eq!(flat.raised_at(25), None);
        assert_eq!(flat.original(20), 19);
        assert_eq!(flat.lines(), [0..16, 17..27]);
    }
}
