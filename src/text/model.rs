//! A text with its origins, its styles and its edits, and what puts it together.

use super::edit::Edit;
use super::style::Style;
use crate::geometry::Rect;
use crate::provenance::{PageNumber, Provenance};
use crate::reason::{Reason, Subject};
use rustc_hash::FxHashMap;
use std::ops::Range;

/// Text with its origins, its styles and its edits.
///
/// Runs, spans and edits all refer to byte offsets of the *original* string, the text as printed:
/// lines of one paragraph are joined in it by `\n`, words by one blank. The current string is
/// made from it in one pass: edits applied, line breaks that no edit touched written as a blank.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Text {
    original: String,
    runs: Vec<Run>,
    spans: Vec<Span>,
    edits: Vec<Edit>,
    rejected: Vec<Edit>,
    decisions: Vec<Decision>,
    current: String,
}

/// A stretch of the original and where it came from.
#[derive(Debug, Clone, PartialEq)]
pub struct Run {
    /// Bytes of the original.
    pub range: Range<u32>,
    /// Where they came from.
    pub origin: Origin,
}

/// Where a stretch of text came from.
#[derive(Debug, Clone, PartialEq)]
pub enum Origin {
    /// Glyphs of a page.
    Glyphs(Provenance),
    /// White space that the layout implies.
    Inferred,
}

/// A stretch of the original that is set apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Span {
    /// Bytes of the original.
    pub range: Range<u32>,
    /// How it is set apart.
    pub style: Style,
}

/// A decision that made the text what it is, and what gave it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Decision {
    /// The byte of the original at which it was made: the first one for what concerns the whole text, the first
    /// one behind a joint for what joined it.
    pub at: u32,
    /// What gave it.
    pub reason: Reason,
}

/// A piece of the current string on which all styles are constant.
#[derive(Debug, Clone, PartialEq)]
pub struct Segment<'a> {
    /// Its text.
    pub text: &'a str,
    /// Its bytes of the current string.
    pub current: Range<usize>,
    /// The bytes of the original it stands for.
    pub original: Range<u32>,
    /// The styles that hold on it, in the order in which the spans open.
    pub styles: Vec<&'a Style>,
    /// Index of the edit that put it there.
    pub edit: Option<u32>,
}

/// Puts a text together, piece by piece.
#[derive(Debug, Default)]
pub struct Builder {
    original: String,
    runs: Vec<Run>,
    spans: Vec<Span>,
    /// The last span of each style.
    last: FxHashMap<Style, usize>,
}

/// Longest source that is read as text, in bytes: texts count theirs in 32 bits.
pub const LONGEST: usize = 1 << 30;

/// Offsets have 32 bits: `page` and `markdown` read no text that is longer.
fn offset(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

impl Builder {
    /// Appends text that stands on a page.
    pub fn push(&mut self, text: &str, at: Provenance) {
        self.extend(text, Origin::Glyphs(at));
    }

    /// Appends text that has no place on a page.
    pub fn push_plain(&mut self, text: &str) {
        self.extend(text, Origin::Inferred);
    }

    /// Appends a blank or a line break that the layout implies, or a sign that is drawn as a line.
    pub fn infer(&mut self, blank: char) {
        let mut buffer = [0; 4];
        self.extend(blank.encode_utf8(&mut buffer), Origin::Inferred);
    }

    fn extend(&mut self, text: &str, origin: Origin) {
        let start = offset(self.original.len());
        self.original.push_str(text);
        self.runs.push(Run { range: start..offset(self.original.len()), origin });
    }

    /// Sets `range` of the text so far apart. Ranges that touch and have the same style are one.
    pub fn style(&mut self, range: Range<u32>, style: Style) {
        if range.is_empty() {
            return;
        }
        if let Some(last) = self.last.get(&style).and_then(|&at| self.spans.get_mut(at))
            && last.range.end == range.start
        {
            last.range.end = range.end;
            return;
        }
        self.last.insert(style.clone(), self.spans.len());
        self.spans.push(Span { range, style });
    }

    /// Length so far, in bytes.
    pub fn len(&self) -> u32 {
        offset(self.original.len())
    }

    /// Whether nothing has been appended.
    pub fn is_empty(&self) -> bool {
        self.original.is_empty()
    }

    /// What has been appended so far.
    pub fn as_str(&self) -> &str {
        &self.original
    }

    /// The text.
    pub fn finish(mut self) -> Text {
        self.spans.sort_by_key(|span| (span.range.start, std::cmp::Reverse(span.range.end)));
        let mut text = Text {
            original: self.original,
            runs: self.runs,
            spans: self.spans,
            edits: Vec::new(),
            rejected: Vec::new(),
            decisions: Vec::new(),
            current: String::new(),
        };
        text.rebuild();
        text
    }
}

impl Text {
    /// Text without a place on a page.
    pub fn plain(string: impl Into<String>) -> Self {
        let mut builder = Builder::default();
        builder.extend(&string.into(), Origin::Inferred);
        builder.finish()
    }

    /// As it now reads.
    pub fn as_str(&self) -> &str {
        &self.current
    }

    /// As it was printed; `\n` between lines.
    pub fn original(&self) -> &str {
        &self.original
    }

    /// Where it came from, over the original.
    pub fn runs(&self) -> &[Run] {
        &self.runs
    }

    /// What is set apart in it, over the original, sorted by start.
    pub fn spans(&self) -> &[Span] {
        &self.spans
    }

    /// What was changed, sorted by place, over the original.
    pub fn edits(&self) -> &[Edit] {
        &self.edits
    }

    /// What was to be changed and is not, since a person rejected it; sorted by place, over the original.
    pub fn rejected(&self) -> &[Edit] {
        &self.rejected
    }

    /// What was decided about it, in the order in which it was decided.
    pub fn decisions(&self) -> &[Decision] {
        &self.decisions
    }

    /// Remembers a decision that was made at a byte of the original.
    pub fn decide(&mut self, at: u32, reason: Reason) {
        self.decisions.push(Decision { at, reason });
    }

    /// Whether it reads as nothing.
    pub fn is_empty(&self) -> bool {
        self.current.is_empty()
    }

    /// The places on pages it came from, in order, runs on one line of a page joined by the caller.
    pub fn places(&self) -> impl Iterator<Item = &Provenance> {
        self.runs.iter().filter_map(|run| match &run.origin {
            Origin::Glyphs(at) => Some(at),
            Origin::Inferred => None,
        })
    }

    /// Forgets the places on pages that it came from.
    pub fn forget_places(&mut self) {
        self.runs.iter_mut().for_each(|run| run.origin = Origin::Inferred);
    }

    /// Moves every place on pages that it came from.
    pub fn move_places(&mut self, to: &impl Fn(PageNumber, Rect) -> Rect) {
        for run in &mut self.runs {
            if let Origin::Glyphs(at) = &mut run.origin {
                at.bbox = to(at.page, at.bbox);
            }
        }
    }

    /// Where it stands: the page it begins on, and its area there.
    pub fn place(&self) -> Option<(PageNumber, Rect)> {
        self.place_of(&(0..self.original().len() as u32))
    }

    /// Where a stretch of the original stands: the page it begins on, and its area there.
    pub fn place_of(&self, range: &Range<u32>) -> Option<(PageNumber, Rect)> {
        self.provenance_of(range).map(|at| (at.page, at.bbox))
    }

    /// The same with its glyphs.
    pub fn provenance_of(&self, range: &Range<u32>) -> Option<Provenance> {
        let first = self.runs.partition_point(|run| run.range.end <= range.start);
        let end = range.end.max(range.start + 1);
        let runs = self.runs[first..].iter().take_while(|run| run.range.start < end);
        let mut places = runs.filter_map(|run| match &run.origin {
            Origin::Glyphs(at) => Some(at),
            Origin::Inferred => None,
        });
        let first = places.next()?.clone();
        let same = places.filter(|at| at.page == first.page);
        Some(same.fold(first.clone(), |own, at| Provenance {
            page: own.page,
            bbox: own.bbox.union(at.bbox),
            glyphs: own.glyphs.start.min(at.glyphs.start)..own.glyphs.end.max(at.glyphs.end),
        }))
    }

    /// Makes changes and remembers them. They are merged with those already made; the caller has
    /// dropped overlaps.
    pub fn apply(&mut self, edits: impl IntoIterator<Item = Edit>) {
        self.edits.extend(edits);
        self.edits.sort_by_key(|edit| (edit.range.start, edit.range.end));
        self.rebuild();
    }

    /// Remembers changes that are not made.
    pub fn reject(&mut self, edits: impl IntoIterator<Item = Edit>) {
        self.rejected.extend(edits);
        self.rejected.sort_by_key(|edit| (edit.range.start, edit.range.end));
    }

    /// Cuts the text at a byte offset of the original into what stands before and after it.
    /// Spans that straddle the place are cut. What an edit that straddles it puts there goes to the
    /// side it starts on, and what it takes away is gone on both. What was decided about the whole holds for
    /// both, but for where it begins.
    pub fn split_at(self, at: u32) -> (Self, Self) {
        let cut = at as usize;
        let (mut head, mut tail) = (Self::default(), Self::default());
        head.original = self.original[..cut].to_owned();
        tail.original = self.original[cut..].to_owned();
        for run in self.runs {
            let (before, behind) = halves(&run.range, at);
            head.runs.extend(before.map(|range| Run { range, ..run.clone() }));
            tail.runs.extend(behind.map(|range| Run { range, ..run }));
        }
        for span in self.spans {
            let (before, behind) = halves(&span.range, at);
            head.spans.extend(before.map(|range| Span { range, ..span.clone() }));
            tail.spans.extend(behind.map(|range| Span { range, ..span }));
        }
        for edit in self.edits {
            let (before, behind) = edit_halves(edit, at);
            head.edits.extend(before);
            tail.edits.extend(behind);
        }
        for edit in self.rejected {
            match edit_halves(edit, at) {
                (Some(whole), _) => head.rejected.push(whole),
                (None, behind) => tail.rejected.extend(behind),
            }
        }
        for decision in self.decisions {
            let Decision { at: place, reason } = decision;
            if place >= at && at > 0 {
                tail.decide(place - at, reason);
            } else {
                head.decide(place, reason);
                if place == 0 && reason.subject() != Subject::Cut {
                    tail.decide(0, reason);
                }
            }
        }
        head.rebuild();
        tail.rebuild();
        (head, tail)
    }

    /// The current string cut where a style opens or closes or an edit begins or ends.
    pub fn segments(&self) -> Vec<Segment<'_>> {
        let cuts = self.cuts();
        let mut segments = Vec::with_capacity(cuts.len());
        let mut edits = (0..).zip(&self.edits).peekable();
        let mut coming = self.spans.iter().peekable();
        let mut open: Vec<&Span> = Vec::new();
        let mut at_current = 0usize;
        let mut covered = 0u32;
        for pair in cuts.windows(2) {
            let piece = pair[0]..pair[1];
            open.retain(|span| span.range.end > piece.start);
            while let Some(span) = coming.next_if(|span| span.range.start <= piece.start) {
                open.push(span);
            }
            // An insertion stands before the piece that starts at its place.
            while let Some((index, edit)) =
                edits.next_if(|(_, edit)| edit.range.start == piece.start)
            {
                let (text, current) = self.take(&mut at_current, edit.replacement.len());
                if !text.is_empty() {
                    let mut styles = styles_to(&open, edit.range.end);
                    styles.extend(&edit.style);
                    let original = edit.range.clone();
                    segments.push(Segment { text, current, original, styles, edit: Some(index) });
                }
                covered = edit.range.end;
            }
            if piece.start >= covered {
                let length = (piece.end - piece.start) as usize;
                let (text, current) = self.take(&mut at_current, length);
                let styles = styles_to(&open, piece.end);
                segments.push(Segment { text, current, original: piece, styles, edit: None });
            }
        }
        // What is inserted behind the last character belongs to no piece.
        let end = offset(self.original.len());
        for (index, edit) in edits {
            let (text, current) = self.take(&mut at_current, edit.replacement.len());
            let styles = edit.style.iter().collect();
            let edit = Some(index);
            segments.push(Segment { text, current, original: end..end, styles, edit });
        }
        segments
    }

    /// Bytes of the current string that are raised, each stretch once, in order.
    pub fn raised(&self) -> Vec<Range<usize>> {
        let mut found: Vec<Range<usize>> = Vec::new();
        for segment in self.segments() {
            let range = segment.current;
            if range.is_empty() || !segment.styles.contains(&&Style::Superscript) {
                continue;
            }
            match found.last_mut() {
                Some(last) if last.end == range.start => last.end = range.end,
                _ => found.push(range),
            }
        }
        found
    }

    /// The text in which what stands between bars is raised.
    #[cfg(test)]
    pub(crate) fn with_raised(marked: &str) -> Self {
        let mut builder = Builder::default();
        for (at, part) in marked.split('|').enumerate() {
            let start = builder.len();
            builder.push_plain(part);
            if at % 2 == 1 {
                builder.style(start..builder.len(), Style::Superscript);
            }
        }
        builder.finish()
    }

    /// Offsets of the original at which a span or an edit begins or ends.
    fn cuts(&self) -> Vec<u32> {
        let mut cuts: Vec<u32> = vec![0, offset(self.original.len())];
        cuts.extend(self.spans.iter().flat_map(|span| [span.range.start, span.range.end]));
        cuts.extend(self.edits.iter().flat_map(|edit| [edit.range.start, edit.range.end]));
        cuts.sort_unstable();
        cuts.dedup();
        cuts
    }

    fn take(&self, at: &mut usize, length: usize) -> (&str, Range<usize>) {
        let start = *at;
        *at += length;
        (&self.current[start..*at], start..*at)
    }

    fn rebuild(&mut self) {
        let mut current = String::with_capacity(self.original.len());
        let mut at = 0usize;
        for edit in &self.edits {
            let (start, end) = (edit.range.start as usize, edit.range.end as usize);
            push_joined(&mut current, &self.original[at..start]);
            current.push_str(&edit.replacement);
            at = end;
        }
        push_joined(&mut current, &self.original[at..]);
        self.current = current;
    }
}

/// The styles of those spans that reach to `end`.
fn styles_to<'a>(open: &[&'a Span], end: u32) -> Vec<&'a Style> {
    open.iter().filter(|span| span.range.end >= end).map(|span| &span.style).collect()
}

/// What of a range stands before an offset, and what behind it, counted from there.
fn halves(range: &Range<u32>, at: u32) -> (Option<Range<u32>>, Option<Range<u32>>) {
    let before = (range.end <= at || range.start < at).then(|| range.start..range.end.min(at));
    let behind = (range.end > at).then(|| range.start.saturating_sub(at)..range.end - at);
    (before, behind)
}

/// What of an edit stands before an offset, and what it takes away behind it.
fn edit_halves(edit: Edit, at: u32) -> (Option<Edit>, Option<Edit>) {
    let Range { start, end } = edit.range;
    if start >= at {
        return (None, Some(edit.moved(start - at..end - at)));
    }
    let behind =
        (end > at).then(|| Edit { replacement: String::new(), ..edit.clone() }.moved(0..end - at));
    (Some(edit.moved(start..end.min(at))), behind)
}

fn push_joined(current: &mut String, piece: &str) {
    for (index, line) in piece.split('\n').enumerate() {
        if index > 0 {
            current.push(' ');
        }
        current.push_str(line);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn at(glyphs: Range<u32>) -> Provenance {
        Provenance { page: PageNumber(1), bbox: Rect::new(0.0, 0.0, 1.0, 1.0), glyphs }
    }

    fn edit(range: Range<u32>, replacement: &str) -> Edit {
        let replacement = replacement.to_owned();
        let (rule, reason, confidence) = ("test", "a test", 1.0);
        Edit { rule, reason, range, replacement, style: None, confidence, key: None, verdict: None }
    }

    fn styled(string: &str, spans: &[(Range<u32>, Style)]) -> Text {
        let mut builder = Builder::default();
        builder.push(string, at(0..1));
        for (range, style) in spans {
            builder.style(range.clone(), style.clone());
        }
        builder.finish()
    }

    fn shown(text: &Text) -> Vec<(&str, Range<u32>, usize)> {
        let segments = text.segments().into_iter();
        segments.map(|segment| (segment.text, segment.original, segment.styles.len())).collect()
    }

    #[test]
    fn segments_end_where_spans_do() {
        let text = styled("a bc d", &[(2..4, Style::Bold), (3..6, Style::Italic)]);
        let expected = vec![("a ", 0..2, 0), ("b", 2..3, 1), ("c", 3..4, 2), (" d", 4..6, 1)];
        assert_eq!(shown(&text), expected);
    }

    #[test]
    fn edit_inside_a_span_has_its_style_and_one_across_its_border_has_not() {
        let mut text = styled("abcdef", &[(0..4, Style::Italic)]);
        text.apply([edit(1..2, "X"), edit(3..5, "Y")]);
        assert_eq!(text.as_str(), "aXcYf");
        let expected =
            vec![("a", 0..1, 1), ("X", 1..2, 1), ("c", 2..3, 1), ("Y", 3..5, 0), ("f", 5..6, 0)];
        assert_eq!(shown(&text), expected);
    }

    #[test]
    fn insertion_stands_before_what_starts_at_its_place() {
        let mut text = styled("ab", &[(1..2, Style::Superscript)]);
        text.apply([edit(2..2, "!"), edit(1..1, "-"), edit(0..0, "<")]);
        assert_eq!(text.as_str(), "<a-b!");
        let expected =
            vec![("<", 0..0, 0), ("a", 0..1, 0), ("-", 1..1, 1), ("b", 1..2, 1), ("!", 2..2, 0)];
        assert_eq!(shown(&text), expected);
    }

    #[test]
    fn deletion_over_a_line_break_joins_the_halves() {
        let mut text = styled("exam-\nple text\nend", &[]);
        assert_eq!(text.as_str(), "exam- ple text end");
        text.apply([edit(4..6, "")]);
        assert_eq!(text.as_str(), "example text end");
        assert_eq!(text.original(), "exam-\nple text\nend");
    }

    #[test]
    fn split_cuts_runs_and_spans() {
        let text = styled("abcdef", &[(2..5, Style::Bold)]);
        let (head, tail) = text.split_at(4);
        assert_eq!((head.as_str(), tail.as_str()), ("abcd", "ef"));
        assert_eq!((head.spans()[0].range.clone(), tail.spans()[0].range.clone()), (2..4, 0..1));
        assert_eq!((head.runs()[0].range.clone(), tail.runs()[0].range.clone()), (0..4, 0..2));
    }

    #[test]
    fn split_inside_an_edit_brings_nothing_back() {
        let mut text = styled("abcdef", &[]);
        text.apply([edit(1..4, "X"), edit(5..6, "Y")]);
        text.reject([edit(4..5, "R"), edit(0..1, "S")]);
        let (head, tail) = text.split_at(2);
        assert_eq!((head.as_str(), tail.as_str()), ("aX", "eY"));
        assert_eq!(
            (head.rejected(), tail.rejected()),
            (&[edit(0..1, "S")][..], &[edit(2..3, "R")][..])
        );
    }

    /// A text of ASCII words with line breaks, spans anywhere and edits that do not overlap.
    fn any_text() -> impl Strategy<Value = Text> {
        let spans = prop::collection::vec((0u32..40, 0u32..40, any::<bool>()), 0..6);
        let borders = prop::collection::btree_set(0u32..40, 0..8);
        ("[a-z \n]{0,40}", spans, borders, "[A-Z]{0,3}").prop_map(
            |(string, spans, borders, new)| {
                let length = offset(string.len());
                let spans = spans.into_iter().map(|(a, b, bold)| {
                    let style = if bold { Style::Bold } else { Style::Italic };
                    (a.min(b).min(length)..a.max(b).min(length), style)
                });
                let mut text = styled(&string, &spans.collect::<Vec<_>>());
                let borders: Vec<u32> = borders.into_iter().filter(|&at| at <= length).collect();
                text.apply(borders.chunks_exact(2).map(|pair| edit(pair[0]..pair[1], &new)));
                text
            },
        )
    }

    proptest! {
        #[test]
        fn segments_add_up(text in any_text()) {
            let joined: String = text.segments().iter().map(|segment| segment.text).collect();
            prop_assert_eq!(joined, text.as_str());
        }

        #[test]
        fn halves_add_up(text in any_text(), at in 0u32..40) {
            let whole = text.as_str().to_owned();
            let at = at.min(offset(text.original().len()));
            let (head, tail) = text.split_at(at);
            prop_assert_eq!(format!("{}{}", head.as_str(), tail.as_str()), whole);
        }
    }
}
