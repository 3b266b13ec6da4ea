//! What the programs of a document's page know of it.

use super::metadata::{self, Fact};
use super::passage;
use super::place::{Box, boxed, of_place};
use crate::decision::{Key, Verdict};
use crate::diagnostic::{Diagnostic, Severity};
use crate::document::{Document, FurnitureKind, Node};
use crate::reason::Reason;
use crate::text::{Edit, Style, Text};
use crate::writer::html::MarkedPassage;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// Characters that are shown on both sides of a repair.
const CONTEXT: usize = 24;

/// All of it.
#[derive(Debug, Serialize)]
pub(super) struct Data {
    file: String,
    sha256: String,
    passages: Vec<Passage>,
    repairs: Vec<Repair>,
    furniture: Vec<Aside>,
    hidden: Vec<Aside>,
    torn: Vec<Torn>,
    tables: Vec<Area>,
    figures: Vec<Area>,
    facts: Vec<Fact>,
    notices: Vec<Notice>,
    /// Names of reasons that are named here, each with what it goes by.
    reasons: BTreeMap<&'static str, &'static str>,
}

/// A text of the body.
#[derive(Debug, Serialize)]
struct Passage {
    id: String,
    role: &'static str,
    boxes: Vec<Box>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    reasons: Vec<&'static str>,
    /// What an entry of the reference list says of its work.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    work: Vec<(&'static str, String)>,
}

/// An edit of a passage.
#[derive(Debug, Serialize)]
struct Repair {
    /// What it is called in the article.
    number: usize,
    /// Index of its passage.
    passage: usize,
    rule: &'static str,
    reason: &'static str,
    left: String,
    before: String,
    after: String,
    right: String,
    confidence: f32,
    /// What decisions know it by.
    #[serde(skip_serializing_if = "Option::is_none")]
    key: Option<Key>,
    /// What a person has decided about it.
    #[serde(skip_serializing_if = "Option::is_none")]
    verdict: Option<Verdict>,
    #[serde(skip_serializing_if = "Option::is_none")]
    style: Option<&'static str>,
    boxes: Vec<Box>,
}

/// A text that is not of the article.
#[derive(Debug, Serialize)]
struct Aside {
    kind: String,
    text: String,
    boxes: Vec<Box>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    reasons: Vec<&'static str>,
}

/// A torn line.
#[derive(Debug, Serialize)]
struct Torn {
    boxes: [Box; 1],
    pieces: [(String, &'static str); 2],
}

/// The area of a table or figure.
#[derive(Debug, Serialize)]
struct Area {
    id: String,
    label: String,
    boxes: Vec<Box>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    reasons: Vec<&'static str>,
}

/// Something that was noticed.
#[derive(Debug, Serialize)]
struct Notice {
    code: &'static str,
    severity: Severity,
    message: String,
    boxes: Vec<Box>,
}

/// The data of a document of which these passages are in the article.
pub(super) fn data(
    document: &Document,
    diagnostics: &[Diagnostic],
    passages: &[MarkedPassage],
) -> Data {
    let own: Vec<Passage> = passages.iter().map(|own| self::passage(document, own)).collect();
    let (tables, figures) = areas(document, passages);
    let furniture: Vec<Aside> = document
        .furniture
        .iter()
        .map(|own| Aside {
            kind: kind(own.kind),
            text: own.text.as_str().to_owned(),
            boxes: own.text.place().into_iter().map(|(page, area)| boxed(page, area)).collect(),
            reasons: passage::reasons(&own.text),
        })
        .collect();
    let hidden: Vec<Aside> = document
        .hidden
        .iter()
        .map(|own| Aside {
            kind: "hidden".to_owned(),
            text: own.text.clone(),
            boxes: vec![of_place(&own.at)],
            reasons: vec![own.reason.name()],
        })
        .collect();
    let named = own.iter().flat_map(|own| &own.reasons);
    let named = named.chain(furniture.iter().chain(&hidden).flat_map(|own| &own.reasons));
    let named = named.chain(tables.iter().chain(&figures).flat_map(|own| &own.reasons));
    let named: BTreeSet<&str> = named.copied().collect();
    let known = Reason::ALL.iter().filter(|own| named.contains(own.name()));
    Data {
        file: document.source.file.clone().unwrap_or_default(),
        sha256: document.source.sha256.clone(),
        repairs: repairs(document, passages),
        torn: torn(document),
        facts: metadata::facts(document, diagnostics),
        notices: diagnostics.iter().map(notice).collect(),
        reasons: known.map(|own| (own.name(), own.about())).collect(),
        passages: own,
        furniture,
        hidden,
        tables,
        figures,
    }
}

fn passage(document: &Document, own: &MarkedPassage) -> Passage {
    let node = document.body.get(own.node);
    let text = node.and_then(|node| node.text(own.text));
    Passage {
        id: own.id.clone(),
        role: node.map_or("", |node| passage::role(node, own.text)),
        boxes: own.places.iter().map(of_place).collect(),
        reasons: text.map(passage::reasons).unwrap_or_default(),
        work: node.map(passage::work).unwrap_or_default(),
    }
}

fn repairs(document: &Document, passages: &[MarkedPassage]) -> Vec<Repair> {
    let mut repairs = Vec::new();
    let mut shown = passages.iter().enumerate().peekable();
    let mut number = 0;
    for (node, own) in document.body.iter().enumerate() {
        for (at, text) in own.texts().into_iter().enumerate() {
            let is_shown = |(_, own): &(usize, &MarkedPassage)| (own.node, own.text) == (node, at);
            let passage = shown.next_if(is_shown).map(|(index, _)| index);
            for (index, edit) in text.edits().iter().enumerate() {
                repairs.extend(passage.map(|passage| repair(text, edit, passage, number + index)));
            }
            number += text.edits().len();
        }
    }
    repairs
}

fn repair(text: &Text, edit: &Edit, passage: usize, number: usize) -> Repair {
    let printed = text.original();
    let (start, end) = (edit.range.start as usize, edit.range.end as usize);
    let words = |range: std::ops::Range<usize>| printed.get(range).unwrap_or_default();
    let left: Vec<char> = words(0..start).chars().rev().take(CONTEXT).collect();
    let place = text.place_of(&edit.range);
    Repair {
        number,
        passage,
        rule: edit.rule,
        reason: edit.reason,
        left: left.into_iter().rev().collect(),
        before: words(start..end).to_owned(),
        after: edit.replacement.clone(),
        right: words(end..printed.len()).chars().take(CONTEXT).collect(),
        confidence: edit.confidence,
        key: edit.key,
        verdict: edit.verdict,
        style: edit.style.as_ref().map(Style::name),
        boxes: place.into_iter().map(|(page, area)| boxed(page, area)).collect(),
    }
}

fn torn(document: &Document) -> Vec<Torn> {
    let lines = |account: &crate::document::PageAccount| {
        let page = account.page;
        let torn = account.torn_lines.iter().map(move |line| Torn {
            boxes: [boxed(page, line.bbox)],
            pieces: [0, 1].map(|at| (line.pieces[at].text.clone(), line.pieces[at].fate.name())),
        });
        torn.collect::<Vec<_>>()
    };
    document.accounts.iter().flat_map(lines).collect()
}

/// Areas of tables, and of figures. They are called by the passage that is their caption, or the first of theirs.
fn areas(document: &Document, passages: &[MarkedPassage]) -> (Vec<Area>, Vec<Area>) {
    let (mut tables, mut figures) = (Vec::new(), Vec::new());
    let mut passages = passages.iter().peekable();
    for (at, node) in document.body.iter().enumerate() {
        while passages.next_if(|own| own.node < at).is_some() {}
        let first = passages.peek().filter(|own| own.node == at);
        let id = first.and_then(|own| own.id.split('/').next()).unwrap_or_default().to_owned();
        match node {
            Node::Table(table) => tables.push(Area {
                id,
                label: table.caption.as_ref().map(|own| own.label.clone()).unwrap_or_default(),
                boxes: table.at.iter().map(of_place).collect(),
                reasons: table.reasons.iter().map(|own| own.name()).collect(),
            }),
            Node::Figure(figure) => figures.push(Area {
                id,
                label: figure.caption.as_ref().map(|own| own.label.clone()).unwrap_or_default(),
                boxes: figure.at.iter().map(of_place).collect(),
                reasons: figure.reason.iter().map(|own| own.name()).collect(),
            }),
            _ => {}
        }
    }
    (tables, figures)
}

fn kind(kind: FurnitureKind) -> String {
    let name = serde_json::to_value(kind).ok();
    let name = name.as_ref().and_then(serde_json::Value::as_str).unwrap_or("furniture");
    name.replace('-', " ")
}

fn notice(own: &Diagnostic) -> Notice {
    Notice {
        code: own.code.name(),
        severity: own.severity,
        message: own.message.clone(),
        boxes: own.at.iter().map(|at| boxed(at.page, at.bbox)).collect(),
    }
}
