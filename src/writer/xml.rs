//! Elements with their text: the one place where markup is escaped.

use quick_xml::Writer;
use quick_xml::escape::partial_escape;
use quick_xml::events::{BytesEnd, BytesStart, BytesText, Event};

/// An element that is open around a stretch of text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Tag {
    /// Its name.
    pub(super) name: &'static str,
    /// Names and values of its attributes.
    pub(super) attributes: Vec<(&'static str, String)>,
}

impl Tag {
    /// An element without attributes.
    pub(super) fn of(name: &'static str) -> Self {
        Self { name, attributes: Vec::new() }
    }

    /// The element with one more attribute.
    pub(super) fn with(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.attributes.push((name, value.into()));
        self
    }

    /// The element with one more attribute, where there is a value.
    pub(super) fn with_some(self, name: &'static str, value: Option<impl Into<String>>) -> Self {
        match value {
            Some(value) => self.with(name, value),
            None => self,
        }
    }
}

/// A tree of elements as it grows.
pub(super) struct Tree {
    writer: Writer<Vec<u8>>,
    open: Vec<&'static str>,
}

impl Tree {
    /// A tree under what stands before its root, which is written as it is.
    pub(super) fn under(prologue: &'static str) -> Self {
        Self { writer: Writer::new(prologue.as_bytes().to_vec()), open: Vec::new() }
    }

    /// Opens an element.
    pub(super) fn open(&mut self, tag: Tag) {
        let start = start(&tag);
        self.write(Event::Start(start));
        self.open.push(tag.name);
    }

    /// Closes the element that was opened last.
    pub(super) fn close(&mut self) {
        if let Some(name) = self.open.pop() {
            self.write(Event::End(BytesEnd::new(name)));
        }
    }

    /// Writes an element without content.
    pub(super) fn empty(&mut self, tag: Tag) {
        let start = start(&tag);
        self.write(Event::Empty(start));
    }

    /// Writes text.
    pub(super) fn text(&mut self, text: &str) {
        let text = allowed(text);
        self.write(Event::Text(BytesText::from_escaped(partial_escape(text.as_str()))));
    }

    /// Writes what the program itself brings along, as it is.
    pub(super) fn raw(&mut self, text: &'static str) {
        self.write(Event::Text(BytesText::from_escaped(text)));
    }

    /// Writes an element with text.
    pub(super) fn leaf(&mut self, tag: Tag, text: &str) {
        self.open(tag);
        self.text(text);
        self.close();
    }

    /// Writes a line break between elements.
    pub(super) fn line(&mut self) {
        self.raw("\n");
    }

    /// Writes stretches of text, each inside of its elements from outside to inside. What is open around two
    /// neighbours is opened once.
    pub(super) fn stretches<'a>(&mut self, stretches: impl Iterator<Item = (Vec<Tag>, &'a str)>) {
        let mut open: Vec<Tag> = Vec::new();
        for (tags, text) in stretches {
            let shared = open.iter().zip(&tags).take_while(|(own, next)| own == next).count();
            open.drain(shared..).for_each(|_| self.close());
            for tag in tags.into_iter().skip(shared) {
                self.open(tag.clone());
                open.push(tag);
            }
            self.text(text);
        }
        open.drain(..).for_each(|_| self.close());
    }

    /// What was written, with everything closed.
    pub(super) fn finish(mut self) -> String {
        while !self.open.is_empty() {
            self.close();
        }
        self.line();
        String::from_utf8(self.writer.into_inner()).unwrap_or_default()
    }

    fn write(&mut self, event: Event<'_>) {
        // Writing to memory cannot fail.
        let _ = self.writer.write_event(event);
    }
}

fn start(tag: &Tag) -> BytesStart<'static> {
    let mut start = BytesStart::new(tag.name);
    for (name, value) in &tag.attributes {
        start.push_attribute((*name, allowed(value).as_str()));
    }
    start
}

/// The text without the characters that XML 1.0 (production 2, `Char`) does not know, even escaped.
fn allowed(text: &str) -> String {
    let is_known = |c: char| matches!(c, '\t' | '\n' | '\u{20}'..='\u{7E}' | '\u{A0}'..='\u{FFFD}' | '\u{10000}'..);
    text.chars().map(|c| if is_known(c) { c } else { char::REPLACEMENT_CHARACTER }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_of_a_text_is_read_as_markup() {
        let mut tree = Tree::under("");
        tree.open(Tag::of("p").with("title", "a\"b<c>&\u{0}"));
        let bold = || vec![Tag::of("b")];
        let inner = vec![Tag::of("b"), Tag::of("i")];
        let stretches = [(bold(), "1 < 2 & 3 > 2"), (inner, "\u{1}x\u{FFFF}"), (Vec::new(), "]]>")];
        tree.stretches(stretches.into_iter());
        let written = tree.finish();
        assert_eq!(
            written,
            "<p title=\"a&quot;b&lt;c&gt;&amp;\u{FFFD}\"><b>1 &lt; 2 &amp; 3 &gt; 2\
             <i>\u{FFFD}x\u{FFFD}</i></b>]]&gt;</p>\n"
        );
    }
}
