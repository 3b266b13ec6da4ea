//! Side door: Markdown or plain text of any origin as passages with their places in the source.

use crate::text::{Builder, Style, Text};
use pulldown_cmark::{Event, LinkType, Options, Parser, Tag, TagEnd};
use std::ops::Range;

/// A character that stands for what no rule may look into: code, formulas, images.
const OPAQUE: &str = "\u{FFFC}";

/// The text of a paragraph, heading, item or cell.
#[derive(Debug)]
pub struct Passage {
    /// Its text; line breaks of the source are line breaks in it.
    pub text: Text,
    /// Where it stands, in order.
    places: Vec<Place>,
}

/// A stretch of a text and the bytes of the source it stands for.
#[derive(Debug)]
struct Place {
    text: Range<usize>,
    source: Range<usize>,
    /// Whether both are the same, byte for byte.
    same: bool,
}

impl Passage {
    /// The bytes of the source that a stretch of the text stands for; `None` where markup stands
    /// inside it, or where it begins or ends inside a character of the source.
    pub fn source(&self, range: &Range<usize>) -> Option<Range<usize>> {
        let start = self.source_at(range.start, false)?;
        let end = if range.is_empty() { start } else { self.source_at(range.end, true)? };
        let first = self.places.partition_point(|place| place.text.end <= range.start);
        let own = &self.places[first..];
        let inside: Vec<&Place> =
            own.iter().take_while(|place| place.text.start < range.end).collect();
        let joined = inside.windows(2).all(|pair| pair[0].source.end == pair[1].source.start);
        (joined && start <= end).then_some(start..end)
    }

    /// The byte of the source at a byte of the text: where that begins, or where what is before it
    /// ends.
    fn source_at(&self, at: usize, is_end: bool) -> Option<usize> {
        let index = self.places.partition_point(|place| {
            if is_end { place.text.end < at } else { place.text.end <= at }
        });
        let Some(place) = self.places.get(index) else {
            return self
                .places
                .last()
                .filter(|last| last.text.end == at)
                .map(|last| last.source.end);
        };
        if place.same {
            return Some(place.source.start + (at.checked_sub(place.text.start)?));
        }
        match at {
            at if at == place.text.start => Some(place.source.start),
            at if at == place.text.end => Some(place.source.end),
            _ => None,
        }
    }
}

/// What a source holds.
#[derive(Debug, Default)]
pub struct Parsed {
    /// Texts in order.
    pub passages: Vec<Passage>,
    /// Bytes of code, HTML and front matter, in order: their lines are kept as they are.
    pub kept: Vec<Range<usize>>,
}

#[derive(Default)]
struct Draft {
    builder: Builder,
    places: Vec<Place>,
    /// Where raised or lowered text began, in the text.
    script: Option<(u32, Style)>,
    opaque: u32,
}

impl Draft {
    fn push(&mut self, text: &str, source: Range<usize>, same: bool) {
        let start = self.builder.len() as usize;
        self.builder.push_plain(text);
        self.places.push(Place { text: start..start + text.len(), source, same });
    }

    fn finish(&mut self, out: &mut Vec<Passage>) {
        let draft = std::mem::take(self);
        if !draft.builder.is_empty() {
            out.push(Passage { text: draft.builder.finish(), places: draft.places });
        }
    }
}

/// Cuts a source into texts: CommonMark with tables, footnotes and front matter.
pub fn read(source: &str) -> Parsed {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_YAML_STYLE_METADATA_BLOCKS;
    let mut parsed = Parsed::default();
    let mut draft = Draft::default();
    let mut kept = 0;
    for (event, range) in Parser::new_ext(source, options).into_offset_iter() {
        match event {
            Event::Start(Tag::CodeBlock(_) | Tag::HtmlBlock | Tag::MetadataBlock(_)) => {
                draft.finish(&mut parsed.passages);
                kept += 1;
                parsed.kept.push(range);
            }
            Event::End(TagEnd::CodeBlock | TagEnd::HtmlBlock | TagEnd::MetadataBlock(_)) => {
                kept -= 1
            }
            _ if kept > 0 => {}
            event => inline(&mut draft, &mut parsed.passages, source, event, range),
        }
    }
    draft.finish(&mut parsed.passages);
    parsed
}

fn inline(
    draft: &mut Draft,
    passages: &mut Vec<Passage>,
    source: &str,
    event: Event<'_>,
    range: Range<usize>,
) {
    match event {
        Event::Start(
            Tag::Image { .. } | Tag::Link { link_type: LinkType::Autolink | LinkType::Email, .. },
        ) => {
            draft.push(OPAQUE, range, false);
            draft.opaque += 1;
        }
        Event::End(TagEnd::Image) => draft.opaque = draft.opaque.saturating_sub(1),
        Event::End(TagEnd::Link) if draft.opaque > 0 => draft.opaque -= 1,
        Event::Start(Tag::Emphasis | Tag::Strong | Tag::Strikethrough | Tag::Link { .. })
        | Event::End(TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Link) => {}
        Event::Start(_) | Event::End(_) | Event::Rule | Event::HardBreak => draft.finish(passages),
        _ if draft.opaque > 0 => {}
        Event::Text(text) => {
            let same = source.get(range.clone()) == Some(&*text);
            draft.push(&text, range, same);
        }
        Event::SoftBreak => {
            // The marks of quotes and the indents of the next line belong to the break.
            let rest = &source[range.end..];
            let prefix = rest.len() - rest.trim_start_matches([' ', '\t', '>']).len();
            draft.push("\n", range.start..range.end + prefix, false);
        }
        Event::InlineHtml(tag) | Event::Html(tag) => html(draft, &tag, range),
        Event::Code(_)
        | Event::InlineMath(_)
        | Event::DisplayMath(_)
        | Event::FootnoteReference(_)
        | Event::TaskListMarker(_) => draft.push(OPAQUE, range, false),
    }
}

fn html(draft: &mut Draft, tag: &str, range: Range<usize>) {
    let at = draft.builder.len();
    match tag {
        "<sup>" => draft.script = Some((at, Style::Superscript)),
        "<sub>" => draft.script = Some((at, Style::Subscript)),
        "</sup>" | "</sub>" => {
            if let Some((start, style)) = draft.script.take() {
                draft.builder.style(start..at, style);
            }
        }
        _ => draft.push(OPAQUE, range, false),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(source: &str) -> Vec<String> {
        let parsed = read(source);
        parsed.passages.iter().map(|passage| passage.text.original().to_owned()).collect()
    }

    #[test]
    fn code_and_front_matter_are_no_text() {
        let source = "---\ntitle: ug\n---\n\n# A *b*\n\none `x^2`\n> two\n\n```\n5 ug\n```\n\n| a | b |\n|---|---|\n| c | d |\n";
        assert_eq!(texts(source), ["A b", "one \u{FFFC}", "two", "a", "b", "c", "d"]);
        assert_eq!(read(source).kept.len(), 2);
    }

    #[test]
    fn places_are_those_of_the_source() {
        let source = "5 \\* 10^6 *cells* a&lt;b\nand x<sup>2</sup>";
        let parsed = read(source);
        let passage = &parsed.passages[0];
        assert_eq!(passage.text.original(), "5 * 10^6 cells a<b\nand x2");
        let at = |needle: &str| {
            let start = passage.text.original().find(needle).expect("it is there");
            passage.source(&(start..start + needle.len())).map(|range| &source[range])
        };
        assert_eq!(at("10^6"), Some("10^6"));
        assert_eq!(at("<"), Some("&lt;"));
        assert_eq!(at("cells"), Some("cells"));
        assert_eq!(at("6 cells"), None);
        assert_eq!(at("b\na"), Some("b\na"));
        assert_eq!(passage.text.spans().len(), 1);
    }
}
