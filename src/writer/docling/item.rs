//! Texts as items. Where raised or lowered characters or links stand in one, it has the runs of the text as its
//! children, which together are the text; else it has the text itself.

use super::place;
use super::types::{Formatting, Group, Item, Node, Pointer, TextItem};
use crate::text::{Offsets, Text};
use crate::writer::flat::Flat;
use crate::writer::link;
use crate::writer::model::Scripts;
use crate::writer::piece::{Piece, Styles, pieces};
use crate::writer::script::Level;
use crate::writer::wording::code;
use std::ops::Range;

/// A text that is to become an item.
pub(super) struct New<'a> {
    /// What it is.
    pub(super) label: &'static str,
    /// Its words.
    pub(super) text: &'a Text,
    /// What is written before them.
    pub(super) before: String,
    /// Depth of a heading, from 1.
    pub(super) level: Option<u8>,
    /// What an item of a list has.
    pub(super) item: Option<Item>,
    /// `body` or `furniture`.
    pub(super) layer: &'static str,
}

impl<'a> New<'a> {
    /// A text of the body.
    pub(super) fn of(label: &'static str, text: &'a Text) -> Self {
        Self { label, text, before: String::new(), level: None, item: None, layer: "body" }
    }
}

/// The items that are there.
#[derive(Default)]
pub(super) struct Items {
    pub(super) texts: Vec<TextItem>,
    pub(super) groups: Vec<Group>,
    pub(super) scripts: Scripts,
}

/// A run of a text on which its script and its link are constant.
struct Run {
    text: String,
    bytes: Range<u32>,
    formatting: Formatting,
    hyperlink: Option<String>,
}

impl Items {
    /// Adds a group without members.
    pub(super) fn group(
        &mut self,
        parent: &str,
        label: &'static str,
        name: &'static str,
    ) -> String {
        let self_ref = format!("#/groups/{}", self.groups.len());
        let node = node(&self_ref, parent, label, "body");
        self.groups.push(Group { node, name });
        self_ref
    }

    /// Adds a text below an item that is to take it for its child.
    pub(super) fn text(&mut self, parent: &str, new: New<'_>) -> Pointer {
        let (flat, offsets) = (Flat::of(new.text, self.scripts), Offsets::of(new.text));
        let mut runs = runs(new.text);
        let is_one =
            runs.iter().all(|run| run.formatting.script == BASELINE && run.hyperlink.is_none());
        let line = format!("{}{}", new.before, flat.line);
        let self_ref = format!("#/texts/{}", self.texts.len());
        let length = new.before.chars().count() as u32;
        let bytes = 0..new.text.as_str().len() as u32;
        self.texts.push(TextItem {
            node: node(&self_ref, parent, new.label, new.layer),
            prov: place::of_stretch((new.text, &offsets), &bytes, &flat, length),
            text: if is_one { line.clone() } else { String::new() },
            orig: line,
            formatting: runs.first().filter(|_| is_one).map(|run| run.formatting).filter(is_set),
            hyperlink: None,
            level: new.level,
            item: new.item,
        });
        if !is_one {
            if let Some(first) = runs.first_mut() {
                first.text.insert_str(0, &new.before);
            }
            let owner = self.texts.len() - 1;
            let group = self.runs(&self_ref, new.layer, runs, (new.text, &offsets, &flat));
            self.texts[owner].node.children.push(group);
        }
        Pointer { to: self_ref }
    }

    /// Adds lines of code below an item that is to take them for its child.
    pub(super) fn code(&mut self, parent: &str, lines: &[Text]) -> Pointer {
        let self_ref = format!("#/texts/{}", self.texts.len());
        let mut prov = Vec::new();
        let mut start = 0;
        for line in lines {
            let flat = Flat::of(line, self.scripts);
            let bytes = 0..line.as_str().len() as u32;
            let offsets = Offsets::of(line);
            prov.extend(place::of_stretch((line, &offsets), &bytes, &flat, start));
            start += line.as_str().chars().count() as u32 + 1;
        }
        self.texts.push(TextItem {
            node: node(&self_ref, parent, "code", "body"),
            prov,
            orig: code(lines),
            text: code(lines),
            formatting: None,
            hyperlink: None,
            level: None,
            item: None,
        });
        Pointer { to: self_ref }
    }

    fn runs(
        &mut self,
        parent: &str,
        layer: &'static str,
        runs: Vec<Run>,
        (text, offsets, flat): (&Text, &Offsets, &Flat),
    ) -> Pointer {
        let group = self.group(parent, "inline", "group");
        let at = self.groups.len() - 1;
        for run in runs {
            let self_ref = format!("#/texts/{}", self.texts.len());
            let mut prov = place::of_stretch((text, offsets), &run.bytes, flat, 0);
            // Its characters are counted in its own text.
            let start = prov.first().map_or(0, |first| first.charspan[0]);
            let length = run.text.chars().count() as u32;
            for own in &mut prov {
                own.charspan = own.charspan.map(|edge| (edge - start).min(length));
            }
            self.texts.push(TextItem {
                node: node(&self_ref, &group, "text", layer),
                prov,
                orig: run.text.clone(),
                text: run.text,
                formatting: Some(run.formatting).filter(is_set),
                hyperlink: run.hyperlink,
                level: None,
                item: None,
            });
            self.groups[at].node.children.push(Pointer { to: self_ref });
        }
        self.groups[at].node.content_layer = layer;
        Pointer { to: group }
    }
}

/// An item of that name without children.
pub(super) fn node(self_ref: &str, parent: &str, label: &'static str, layer: &'static str) -> Node {
    Node {
        self_ref: self_ref.to_owned(),
        parent: Some(Pointer { to: parent.to_owned() }),
        children: Vec::new(),
        content_layer: layer,
        label,
    }
}

const BASELINE: &str = "baseline";

fn is_set(formatting: &Formatting) -> bool {
    formatting.bold || formatting.italic || formatting.script != BASELINE
}

fn runs(text: &Text) -> Vec<Run> {
    let pieces = pieces(text, &[], Styles::All);
    let is_same =
        |own: &Piece<'_>, next: &Piece<'_>| own.level == next.level && own.link == next.link;
    let mut runs: Vec<Run> = Vec::new();
    for group in pieces.chunk_by(is_same) {
        let words: String = group.iter().map(|piece| piece.text.as_str()).collect();
        let places = || group.iter().flat_map(|piece| &piece.places);
        let (Some(start), Some(last), Some(first)) =
            (places().next(), places().next_back(), group.first())
        else {
            continue;
        };
        let bytes = *start..last + 1;
        match runs.last_mut().filter(|_| words.trim().is_empty()) {
            Some(before) => {
                before.text.push_str(&words);
                before.bytes.end = bytes.end;
            }
            None => runs.push(Run {
                text: words,
                bytes,
                formatting: formatting(first.level, group),
                hyperlink: first.link.and_then(link::safe),
            }),
        }
    }
    runs
}

/// How a run is set: bold and slanted only where all of it is.
fn formatting(level: Level, run: &[Piece<'_>]) -> Formatting {
    let all = |test: fn(&Piece<'_>) -> bool| {
        run.iter().all(|own| test(own) || own.text.trim().is_empty())
    };
    Formatting {
        bold: all(|piece| piece.bold),
        italic: all(|piece| piece.italic),
        underline: false,
        strikethrough: false,
        script: match level {
            Level::Line => BASELINE,
            Level::Raised => "super",
            Level::Lowered => "sub",
        },
    }
}
