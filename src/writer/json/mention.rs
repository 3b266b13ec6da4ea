//! Statements, identifiers, abbreviations and entities with offsets in characters.

use super::types::{
    Abbreviation, Approval, Award, Contribution, Definition, Entity, Identifier, Named, Statement,
    Stretch,
};
use crate::document::entity::Entity as Mention;
use crate::document::{Document, Part, Stretch as Address, statement as model};
use crate::text::{Offsets, Text};
use crate::writer::characters::Characters;
use crate::writer::pointer::pointer;

/// The texts of a document with the offsets of the one that was asked for last, since what is
/// asked for comes text by text.
pub(super) struct Texts<'a> {
    document: &'a Document,
    last: Option<(Part, u32, u32, String, Characters<'a>)>,
}

impl<'a> Texts<'a> {
    pub(super) fn of(document: &'a Document) -> Self {
        Self { document, last: None }
    }

    fn text(&self, at: &Address) -> Option<(&'a Text, String)> {
        let (index, text) = (at.node as usize, at.text as usize);
        match at.part {
            Part::Body => {
                let node = self.document.body.get(index)?;
                Some((node.text(text)?, pointer(node, index, text)))
            }
            Part::Furniture => {
                let piece = self.document.furniture.get(index)?;
                Some((&piece.text, format!("/furniture/{index}/content")))
            }
        }
    }

    /// A stretch with the pointer of its text and in characters.
    pub(super) fn stretch(&mut self, at: &Address) -> Stretch {
        let same = |(part, node, text, ..): &(Part, u32, u32, String, Characters<'a>)| {
            (*part, *node, *text) == (at.part, at.node, at.text)
        };
        if !self.last.as_ref().is_some_and(same)
            && let Some((text, pointer)) = self.text(at)
        {
            let characters = Characters::of(text.as_str());
            self.last = Some((at.part, at.node, at.text, pointer, characters));
        }
        match &self.last {
            Some((.., pointer, characters)) => {
                Stretch { passage: pointer.clone(), range: characters.range(&at.range) }
            }
            None => Stretch { passage: String::new(), range: 0..0 },
        }
    }

    fn named(&mut self, named: &model::Named) -> Named {
        Named { text: named.text.clone(), at: self.stretch(&named.at) }
    }
}

/// The statements as the contract has them.
pub(super) fn statements(document: &Document) -> Vec<Statement> {
    let mut texts = Texts::of(document);
    let statement = |own: &model::Statement| Statement {
        kind: own.kind,
        places: own.at.iter().map(|at| texts.stretch(at)).collect(),
        awards: own
            .awards
            .iter()
            .map(|award| Award {
                funder: award.funder.as_ref().map(|funder| texts.named(funder)),
                number: award.number.as_ref().map(|number| texts.named(number)),
            })
            .collect(),
        contributions: own
            .contributions
            .iter()
            .map(|own| Contribution {
                name: texts.named(&own.name),
                author: own.author.map(|author| format!("/metadata/authors/{author}")),
                roles: own.roles.clone(),
            })
            .collect(),
        approvals: own
            .approvals
            .iter()
            .map(|approval| Approval {
                board: approval.board.as_ref().map(|board| texts.named(board)),
                number: approval.number.as_ref().map(|number| texts.named(number)),
            })
            .collect(),
    };
    document.statements.iter().map(statement).collect()
}

/// The identifiers as the contract has them.
pub(super) fn identifiers(document: &Document) -> Vec<Identifier> {
    let mut texts = Texts::of(document);
    let mut identifiers = Vec::with_capacity(document.identifiers.len());
    for own in &document.identifiers {
        identifiers.push(Identifier {
            kind: own.kind,
            scheme: own.scheme.clone().into_owned(),
            value: own.value.clone(),
            curie: own.curie.clone(),
            at: texts.stretch(&own.at),
        });
    }
    identifiers
}

/// The abbreviations as the contract has them.
pub(super) fn abbreviations(document: &Document) -> Vec<Abbreviation> {
    let mut texts = Texts::of(document);
    let mut abbreviations = Vec::with_capacity(document.abbreviations.len());
    for own in &document.abbreviations {
        let definition = |at: &crate::document::abbreviation::Definition| Definition {
            short: texts.stretch(&at.short),
            long: texts.stretch(&at.long),
        };
        abbreviations.push(Abbreviation {
            short: own.short.clone(),
            long: own.long.clone(),
            places: own.places.iter().map(definition).collect(),
        });
    }
    abbreviations
}

/// The entities as the contract has them.
pub(super) fn entities(document: &Document) -> Vec<Entity> {
    let mut texts = Texts::of(document);
    let mut entities = Vec::with_capacity(document.entities.len());
    let in_one_text = |a: &Mention, b: &Mention| {
        (a.at.part, a.at.node, a.at.text) == (b.at.part, b.at.node, b.at.text)
    };
    for own in document.entities.chunk_by(in_one_text) {
        let Some((text, _)) = own.first().and_then(|first| texts.text(&first.at)) else { continue };
        let offsets = Offsets::of(text);
        entities.extend(own.iter().map(|own| {
            let range = own.at.range.start as usize..own.at.range.end as usize;
            let place = text.place_of(&offsets.original(&range));
            Entity {
                text: text.as_str().get(range).unwrap_or_default().to_owned(),
                thing: own.into(),
                at: texts.stretch(&own.at),
                page: place.map(|(page, _)| page),
                bbox: place.map(|(_, bbox)| bbox.rounded()),
            }
        }));
    }
    entities
}
