//! Side door: Markdown or plain text of any origin as passages with their places in the source.

pub use crate::text::LONGEST;
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

/// What a block is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A paragraph that stands in no other block.
    Paragraph,
    /// A heading.
    Heading,
    /// An item of a list that stands in no other block, with all that is in it.
    Item,
    /// A table.
    Table,
    /// Anything else: quotes, code, HTML, front matter, notes, rules.
    Other,
}

/// A block that stands in no other block; of a list, each item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Block {
    /// What it is.
    pub kind: Kind,
    /// Bytes of the source, without white space at the end.
    pub source: Range<usize>,
}

/// What a source holds.
#[derive(Debug, Default)]
pub struct Parsed {
    /// Texts in order.
    pub passages: Vec<Passage>,
    /// The blocks in order.
    pub blocks: Vec<Block>,
    /// Bytes of code, HTML and front matter, in order: their lines are kept as they are.
    pub kept: Vec<Range<usize>>,
    /// Bytes of formulas inside text, with their dollar signs, in order.
    pub formulas: Vec<Range<usize>>,
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

/// Cuts a source into texts: CommonMark with tables, footnotes and front matter. A source that is longer
/// than [`LONGEST`] is no text of a paper, and nothing is found in it.
pub fn read(source: &str) -> Parsed {
    if source.len() > LONGEST {
        return Parsed::default();
    }
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_MATH
        | Options::ENABLE_YAML_STYLE_METADATA_BLOCKS;
    let mut parsed = Parsed::default();
    let mut draft = Draft::default();
    let (mut kept, mut depth) = (0, 0);
    for (event, range) in Parser::new_ext(source, options).into_offset_iter() {
        depth = block(&mut parsed.blocks, source, &event, &range, depth);
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
            Event::InlineMath(_) => {
                parsed.formulas.push(range.clone());
                draft.push(&source[range.clone()], range, true);
            }
            event => inline(&mut draft, &mut parsed.passages, source, event, range),
        }
    }
    draft.finish(&mut parsed.passages);
    parsed
}

/// Records a block that begins and stands in no other; how many blocks stand around what follows.
fn block(
    blocks: &mut Vec<Block>,
    source: &str,
    event: &Event<'_>,
    range: &Range<usize>,
    depth: u32,
) -> u32 {
    let kind = match event {
        // A list is nothing but its items.
        Event::Start(Tag::List(_)) | Event::End(TagEnd::List(_)) => return depth,
        Event::End(end) => return depth - u32::from(is_block_end(end)),
        Event::Rule => Kind::Other,
        Event::Start(Tag::Paragraph) => Kind::Paragraph,
        Event::Start(Tag::Heading { .. }) => Kind::Heading,
        Event::Start(Tag::Item) => Kind::Item,
        Event::Start(Tag::Table(_)) => Kind::Table,
        Event::Start(tag) if is_block_end(&tag.to_end()) => Kind::Other,
        _ => return depth,
    };
    if depth == 0 {
        let end = range.start + source[range.clone()].trim_end().len();
        blocks.push(Block { kind, source: range.start..end });
    }
    depth + u32::from(matches!(event, Event::Start(_)))
}

/// Whether what ends is a block, and not a stretch of a text, an item's list or part of a table.
fn is_block_end(end: &TagEnd) -> bool {
    !matches!(
        end,
        TagEnd::List(_)
            | TagEnd::TableHead
            | TagEnd::TableRow
            | TagEnd::TableCell
            | TagEnd::Emphasis
            | TagEnd::Strong
            | TagEnd::Strikethrough
            | TagEnd::Superscript
            | TagEnd::Subscript
            | TagEnd::Link
            | TagEnd::Image
    )
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
    fn blocks_stand_side_by_side() {
        let source = "# A\n\none\ntwo\n\n- a\n- b\n\n  c\n\n> q\n\n| a |\n|---|\n\n---\n\n3. x\n";
        let blocks = read(source).blocks;
        let shown: Vec<_> =
            blocks.iter().map(|block| (block.kind, &source[block.source.clone()])).collect();
        let expected = [
            (Kind::Heading, "# A"),
            (Kind::Paragraph, "one\ntwo"),
            (Kind::Item, "- a"),
            (Kind::Item, "- b\n\n  c"),
            (Kind::Other, "> q"),
            (Kind::Table, "| a |\n|---|"),
            (Kind::Other, "---"),
            (Kind::Item, "3. x"),
        ];
        assert_eq!(shown, expected);
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
