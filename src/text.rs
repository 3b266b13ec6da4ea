//! Text that remembers where it came from and what was changed in it.

use crate::provenance::Provenance;
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

/// How a span is set apart from the text around it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Style {
    /// Raised and smaller.
    Superscript,
    /// Lowered and smaller.
    Subscript,
    /// Heavier than the text around it.
    Bold,
    /// Slanted.
    Italic,
    /// Linked to a target outside the document.
    Link(String),
}

/// One change made to a text, by a named rule.
#[derive(Debug, Clone, PartialEq)]
pub struct Edit {
    /// The rule that made it.
    pub rule: &'static str,
    /// The bytes of the original it replaces.
    pub range: Range<u32>,
    /// What it puts there.
    pub replacement: String,
    /// How certain it is, in 0..=1.
    pub confidence: f32,
}

/// A piece of the current string on which all styles are constant.
#[derive(Debug, Clone, PartialEq)]
pub struct Segment<'a> {
    /// Its text.
    pub text: &'a str,
    /// The bytes of the original it stands for.
    pub original: Range<u32>,
    /// The styles that hold on it, in the order in which the spans open.
    pub styles: Vec<&'a Style>,
}

/// Puts a text together, piece by piece.
#[derive(Debug, Default)]
pub struct Builder {
    original: String,
    runs: Vec<Run>,
    spans: Vec<Span>,
}

fn offset(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

impl Builder {
    /// Appends text that stands on a page.
    pub fn push(&mut self, text: &str, at: Provenance) {
        self.extend(text, Origin::Glyphs(at));
    }

    /// Appends a blank or a line break that the layout implies.
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
        if let Some(last) = self.spans.iter_mut().rev().find(|span| span.style == style)
            && last.range.end == range.start
        {
            last.range.end = range.end;
            return;
        }
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

    /// Makes changes and remembers them. They are merged with those already made; the caller has
    /// dropped overlaps ([`overlaps`](Self::overlaps)).
    pub fn apply(&mut self, edits: impl IntoIterator<Item = Edit>) {
        self.edits.extend(edits);
        self.edits.sort_by_key(|edit| (edit.range.start, edit.range.end));
        self.rebuild();
    }

    /// Whether an edit already made touches `range`.
    pub fn overlaps(&self, range: &Range<u32>) -> bool {
        let first = self.edits.partition_point(|edit| edit.range.end <= range.start);
        self.edits.get(first).is_some_and(|edit| edit.range.start < range.end)
    }

    /// Cuts the text at a byte offset of the original into what stands before and after it.
    /// Edits and spans that straddle the place go to the side they start on.
    pub fn split_at(self, at: u32) -> (Self, Self) {
        let cut = at as usize;
        let (mut head, mut tail) = (Self::default(), Self::default());
        head.original = self.original[..cut].to_owned();
        tail.original = self.original[cut..].to_owned();
        for mut run in self.runs {
            if run.range.end <= at {
                head.runs.push(run);
            } else if run.range.start >= at {
                run.range = run.range.start - at..run.range.end - at;
                tail.runs.push(run);
            } else {
                let mut second = run.clone();
                run.range.end = at;
                second.range = 0..second.range.end - at;
                head.runs.push(run);
                tail.runs.push(second);
            }
        }
        for mut span in self.spans {
            if span.range.end <= at {
                head.spans.push(span);
            } else if span.range.start >= at {
                span.range = span.range.start - at..span.range.end - at;
                tail.spans.push(span);
            } else {
                let mut second = span.clone();
                span.range.end = at;
                second.range = 0..second.range.end - at;
                head.spans.push(span);
                tail.spans.push(second);
            }
        }
        for mut edit in self.edits {
            if edit.range.start < at {
                edit.range.end = edit.range.end.min(at);
                head.edits.push(edit);
            } else {
                edit.range = edit.range.start - at..edit.range.end - at;
                tail.edits.push(edit);
            }
        }
        head.rebuild();
        tail.rebuild();
        (head, tail)
    }

    /// The current string cut where a style opens or closes or an edit begins or ends.
    pub fn segments(&self) -> Vec<Segment<'_>> {
        let mut cuts: Vec<u32> = vec![0, offset(self.original.len())];
        cuts.extend(self.spans.iter().flat_map(|span| [span.range.start, span.range.end]));
        cuts.extend(self.edits.iter().flat_map(|edit| [edit.range.start, edit.range.end]));
        cuts.sort_unstable();
        cuts.dedup();
        let mut segments = Vec::with_capacity(cuts.len());
        let mut edits = self.edits.iter().peekable();
        let mut at_current = 0usize;
        let mut covered = 0u32;
        for pair in cuts.windows(2) {
            let piece = pair[0]..pair[1];
            // An insertion stands before the piece that starts at its place.
            while let Some(edit) = edits.peek()
                && edit.range.start == piece.start
                && edit.range.start >= covered
            {
                let end = at_current + edit.replacement.len();
                if !edit.replacement.is_empty() {
                    segments.push(Segment {
                        text: &self.current[at_current..end],
                        original: edit.range.clone(),
                        styles: self.styles_at(edit.range.start, edit.range.end),
                    });
                }
                at_current = end;
                covered = edit.range.end;
                edits.next();
            }
            if piece.start < covered {
                continue;
            }
            let end = at_current + (piece.end - piece.start) as usize;
            segments.push(Segment {
                text: &self.current[at_current..end],
                original: piece.clone(),
                styles: self.styles_at(piece.start, piece.end),
            });
            at_current = end;
        }
        if at_current < self.current.len() {
            let end = offset(self.original.len());
            segments.push(Segment {
                text: &self.current[at_current..],
                original: end..end,
                styles: Vec::new(),
            });
        }
        segments
    }

    fn styles_at(&self, start: u32, end: u32) -> Vec<&Style> {
        let open = self.spans.partition_point(|span| span.range.start <= start);
        self.spans[..open]
            .iter()
            .filter(|span| span.range.end >= end.max(start + 1))
            .map(|span| &span.style)
            .collect()
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

fn push_joined(current: &mut String, piece: &str) {
    for (index, line) in piece.split('\n').enumerate() {
        if index > 0 {
            current.push(' ');
        }
        current.push_str(line);
    }
}
