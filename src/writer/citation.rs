//! Citations as Pandoc reads them: `[@ref-1; @ref-4]` in place of what is printed.

use super::csl;
use super::escape::Place;
use super::inline::{self, Emphasis, Manner};
use super::model::{Citations, Options};
use super::note;
use super::sheet::Sheet;
use super::stretch;
use crate::document::callout::{Callout, CalloutForm, CalloutItem};
use crate::document::{Document, Node};
use crate::text::{Offsets, Text};
use std::collections::BTreeMap;

/// How texts are written: the choices of the user, and the citations that are written as keys.
#[derive(Debug)]
pub(super) struct Notation<'a> {
    pub(super) options: &'a Options,
    /// Callouts of references by node and text; none where citations stay as printed.
    callouts: BTreeMap<(u32, u32), Vec<&'a Callout>>,
    /// Keys of references by node.
    keys: BTreeMap<u32, String>,
    /// Names of footnotes by node.
    notes: BTreeMap<u32, String>,
}

impl<'a> Notation<'a> {
    /// The notation of a document.
    pub(super) fn of(document: &'a Document, options: &'a Options) -> Self {
        let (callouts, keys) = (BTreeMap::new(), BTreeMap::new());
        let mut notation = Self { options, callouts, keys, notes: note::names(&document.body) };
        let of_notes = |callout: &&Callout| {
            let mut targets = callout.items.iter().flat_map(|item| &item.targets);
            callout.form == CalloutForm::Note
                && targets.all(|target| notation.notes.contains_key(target))
        };
        let leads: Vec<&Callout> = document.callouts.iter().filter(of_notes).collect();
        leads.into_iter().for_each(|callout| notation.add(callout));
        if options.citations == Citations::Print {
            return notation;
        }
        let references = (0..).zip(&document.body).filter_map(|(at, node)| {
            let is_reference = matches!(node, Node::Reference(_));
            is_reference.then_some(at)
        });
        notation.keys = references.zip(csl::works(document).map(|(key, _)| key)).collect();
        let of_references = |callout: &&Callout| {
            !matches!(callout.form, CalloutForm::Figure | CalloutForm::Table | CalloutForm::Note)
        };
        document.callouts.iter().filter(of_references).for_each(|own| notation.add(own));
        for own in notation.callouts.values_mut() {
            own.sort_by_key(|callout| callout.at.range.start);
        }
        notation
    }

    fn add(&mut self, callout: &'a Callout) {
        let place = (callout.at.node, callout.at.text);
        self.callouts.entry(place).or_default().push(callout);
    }

    /// The name of a footnote that has a mark.
    pub(super) fn note_name(&self, node: u32) -> Option<&str> {
        self.notes.get(&node).map(String::as_str)
    }

    /// Whether citations are written as keys.
    pub(super) fn has_keys(&self) -> bool {
        !self.keys.is_empty()
    }

    /// Writes a text, which is the one that the sheet stands at.
    pub(super) fn write(&self, sheet: &mut Sheet, text: &Text, manner: Manner) {
        sheet.open(stretch::borders(text));
        self.words(sheet, text, manner);
        sheet.close();
    }

    fn words(&self, sheet: &mut Sheet, text: &Text, mut manner: Manner) {
        let Some(callouts) = self.callouts.get(&sheet.place()) else {
            inline::write(sheet, text, manner);
            return;
        };
        let offsets = Offsets::of(text);
        let mut rest = text.clone();
        let mut at = 0;
        for callout in callouts {
            let range = &callout.at.range;
            let printed = offsets.original(&(range.start as usize..range.end as usize));
            if printed.start < at || printed.is_empty() {
                continue;
            }
            let (before, tail) = rest.split_at(printed.start - at);
            let (_, after) = tail.split_at(printed.end - printed.start);
            piece(sheet, text, &before, at, manner);
            let written = self.citation(callout, text.as_str());
            sheet.shift(0, 0);
            sheet.copy(&written, &printed, None);
            if after.as_str().starts_with(['(', '[', '{', ':']) {
                // Behind brackets these would make a link of them.
                sheet.mark("\\");
            }
            (rest, at) = (after, printed.end);
            if !matches!(manner.place, Place::Cell | Place::Heading) {
                manner.place = Place::Inner;
            }
        }
        piece(sheet, text, &rest, at, manner);
        sheet.shift(0, 0);
    }

    /// What stands between marks of the writer's own and is no text of the document, without an
    /// entry in the map.
    pub(super) fn aside(&self, string: &str) -> String {
        let mut aside = Sheet::default();
        let manner = Manner {
            place: Place::Inner,
            emphasis: Emphasis::None,
            links: false,
            html: false,
            scripts: self.options.scripts,
        };
        inline::write(&mut aside, &Text::plain(string.trim()), manner);
        aside.finish().text
    }

    fn citation(&self, callout: &Callout, text: &str) -> String {
        if callout.form == CalloutForm::Note {
            let targets = callout.items.iter().flat_map(|item| &item.targets);
            return targets
                .filter_map(|at| self.notes.get(at))
                .map(|own| format!("[^{own}]"))
                .collect();
        }
        let keys = |item: &CalloutItem| {
            let keys = item.targets.iter().filter_map(|target| self.keys.get(target));
            keys.map(|key| format!("@{key}")).collect::<Vec<_>>()
        };
        let all: Vec<String> = callout.items.iter().flat_map(keys).collect();
        match callout.form {
            CalloutForm::NameInSentence => all.join(", "),
            CalloutForm::NameInBrackets => {
                let inner = |from: u32, to: u32| self.aside(&text[from as usize..to as usize]);
                let mut out = String::from("[");
                let mut end = callout.at.range.start + 1;
                for item in &callout.items {
                    out.push_str(&between(&inner(end, item.range.start), out.len() > 1));
                    out.push_str(&keys(item).join("; "));
                    end = item.range.end;
                }
                let suffix = inner(end, callout.at.range.end - 1);
                let joint =
                    if suffix.is_empty() || suffix.starts_with([',', ';']) { "" } else { " " };
                format!("{out}{joint}{suffix}]")
            }
            CalloutForm::Number | CalloutForm::Figure | CalloutForm::Table | CalloutForm::Note => {
                format!("[{}]", all.join("; "))
            }
        }
    }
}

/// What stands before a key: words lead to the first one, and a semicolon parts it from another.
fn between(printed: &str, goes_on: bool) -> String {
    let words = printed.trim_matches([',', ';', ' ', '&']);
    let words = if words == "and" { "" } else { words };
    let blank = if words.is_empty() { "" } else { " " };
    let joint = if goes_on { "; " } else { "" };
    format!("{joint}{words}{blank}")
}

/// Writes a part of a text that begins at a byte of its original, with the blanks around it.
fn piece(sheet: &mut Sheet, whole: &Text, part: &Text, at: u32, manner: Manner) {
    let string = part.as_str();
    if at > 0 && string.starts_with(char::is_whitespace) {
        sheet.mark(" ");
    }
    let edits = whole.edits().partition_point(|edit| edit.range.start < at);
    sheet.shift(at, u32::try_from(edits).unwrap_or(u32::MAX));
    inline::write(sheet, part, manner);
    let goes_on = at + part.original().len() as u32 != whole.original().len() as u32;
    if goes_on && string.ends_with(char::is_whitespace) && !string.trim().is_empty() {
        sheet.mark(" ");
    }
}
