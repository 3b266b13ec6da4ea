//! What stands in passages: identifiers, abbreviations, entities, and places that lead to other passages.

use super::passage::Passages;
use super::types::{Annotation, Infons, Location, Member, Relation};
use crate::document::callout::CalloutForm;
use crate::document::identifier::IdentifierKind;
use crate::document::{Document, Part, Stretch};
use crate::writer::anchor::Anchors;
use crate::writer::flat::{Flat, Found};
use std::ops::Range;

/// Adds annotations to the passages. Gives the relations between those of short and long forms, which may stand
/// in different passages.
pub(super) fn annotate(
    document: &Document,
    anchors: &Anchors,
    passages: &mut Passages<'_>,
) -> Vec<Relation> {
    let mut annotations = Annotations { count: 0, passages };
    for identifier in &document.identifiers {
        let kind = match identifier.kind {
            IdentifierKind::Registration => "registration",
            IdentifierKind::Record => "record",
            IdentifierKind::Material => "material",
            IdentifierKind::Work => "work",
            IdentifierKind::Person => "person",
        };
        let curie = identifier.curie.as_deref().map(|curie| ("curie", curie));
        let known =
            [("kind", kind), ("scheme", &identifier.scheme), ("identifier", &identifier.value)];
        let infons = infons("identifier", known.into_iter().chain(curie));
        annotations.add(&identifier.at, infons);
    }
    let relations = abbreviations(document, &mut annotations);
    for ((node, text), leads) in anchors.all_leads() {
        for lead in leads {
            let kind = match lead.form {
                CalloutForm::Figure => "figure",
                CalloutForm::Table => "table",
                CalloutForm::Number | CalloutForm::NameInBrackets | CalloutForm::NameInSentence => {
                    "citation"
                }
                CalloutForm::Note => "note",
            };
            let at = Stretch { part: Part::Body, node, text, range: lead.range.clone() };
            let targets = lead.targets.join(" ");
            annotations.add(&at, infons("callout", [("kind", kind), ("to", targets.as_str())]));
        }
    }
    for entity in &document.entities {
        let known = [
            ("identifier", &*entity.identifier),
            ("term", &entity.term),
            ("source", entity.source.name()),
        ];
        annotations.add_whole(&entity.at, infons(&entity.kind, known));
    }
    relations
}

fn infons<'a>(kind: &'a str, known: impl IntoIterator<Item = (&'a str, &'a str)>) -> Infons {
    let kind = std::iter::once(("type", kind));
    let known =
        known.into_iter().chain(kind).map(|(key, value)| (key.to_owned(), value.to_owned()));
    known.collect()
}

/// Short and long forms in the words of Ab3P, whose annotations other tools read.
fn abbreviations(document: &Document, annotations: &mut Annotations<'_, '_>) -> Vec<Relation> {
    let mut relations = Vec::new();
    for definition in document.abbreviations.iter().flat_map(|own| &own.places) {
        let form = |form| infons("ABRV", [("ABRV", form)]);
        let long = annotations.add(&definition.long, form("LongForm"));
        let short = annotations.add(&definition.short, form("ShortForm"));
        if let (Some(long), Some(short)) = (long, short) {
            let nodes = vec![
                Member { refid: long, role: "LongForm" },
                Member { refid: short, role: "ShortForm" },
            ];
            let id = format!("R{}", relations.len() + 1);
            relations.push(Relation { id, infons: infons("ABRV", []), nodes });
        }
    }
    relations
}

/// Annotations as they are added.
struct Annotations<'a, 'b> {
    count: u32,
    passages: &'a mut Passages<'b>,
}

impl Annotations<'_, '_> {
    /// Adds an annotation, if its stretch is written. Gives its id.
    fn add(&mut self, at: &Stretch, infons: Infons) -> Option<String> {
        self.add_found(at, infons, Flat::find)
    }

    /// The same with the marks of the scripts that it begins or ends with.
    fn add_whole(&mut self, at: &Stretch, infons: Infons) -> Option<String> {
        self.add_found(at, infons, Flat::whole)
    }

    fn add_found(
        &mut self,
        at: &Stretch,
        infons: Infons,
        find: for<'f> fn(&'f Flat, &Range<u32>) -> Option<Found<'f>>,
    ) -> Option<String> {
        let place = Some((at.node, at.text)).filter(|_| at.part == Part::Body)?;
        let (passage, start, flat) = self.passages.places.get(&place)?;
        let found = find(flat, &at.range)?;
        self.count += 1;
        let id = self.count.to_string();
        let (first, length) = (found.characters.start, found.characters.len() as u32);
        let (text, locations) =
            (found.words.to_owned(), [Location { offset: start + first, length }]);
        let annotation = Annotation { id: id.clone(), infons, text, locations };
        self.passages.all.get_mut(*passage)?.annotations.push(annotation);
        Some(id)
    }
}
