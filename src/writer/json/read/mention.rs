//! Callouts, statements, identifiers, abbreviations and entities of the contract. One whose pointer leads nowhere is left
//! out.

use super::super::types::{self, Document};
use super::address::{of_body, stretch, target};
use crate::document::abbreviation::{Abbreviation, Definition};
use crate::document::callout::{Callout, CalloutItem};
use crate::document::entity::Entity;
use crate::document::identifier::Identifier;
use crate::document::statement::{Approval, Award, Contribution, Named, Statement};
use crate::document::{Node, Stretch};

/// The callouts as the model has them.
pub(super) fn callouts(own: &[types::Callout], body: &[Node]) -> Vec<Callout> {
    own.iter().filter_map(|own| callout(own, body)).collect()
}

fn callout(own: &types::Callout, body: &[Node]) -> Option<Callout> {
    let item = |item: &types::CalloutItem| {
        let range = of_body(&own.passage, &item.range, body)?.range;
        let targets: Vec<_> = item.targets.iter().filter_map(|own| target(own, body)).collect();
        let note = targets.first().and_then(|(_, text)| *text);
        let targets = targets.into_iter().map(|(node, _)| node).collect();
        Some(CalloutItem { range, targets, note, part: item.part.clone() })
    };
    let at = of_body(&own.passage, &own.range, body)?;
    let items = own.items.iter().map(item).collect::<Option<_>>()?;
    Some(Callout { at, form: own.form, items })
}

fn named(document: &Document, body: &[Node], own: Option<&types::Named>) -> Option<Named> {
    let own = own?;
    Some(Named { text: own.text.clone(), at: stretch(document, body, &own.at)? })
}

/// The statements as the model has them.
pub(super) fn statements(document: &Document, body: &[Node]) -> Vec<Statement> {
    let stretches = |places: &[types::Stretch]| -> Vec<Stretch> {
        places.iter().filter_map(|own| stretch(document, body, own)).collect()
    };
    let named = |own: Option<&types::Named>| named(document, body, own);
    let award = |own: &types::Award| Award {
        funder: named(own.funder.as_ref()),
        number: named(own.number.as_ref()),
    };
    let contribution = |own: &types::Contribution| {
        let author = own.author.as_ref().and_then(|own| own.rsplit('/').next()?.parse().ok());
        Some(Contribution { name: named(Some(&own.name))?, author, roles: own.roles.clone() })
    };
    let approval = |own: &types::Approval| Approval {
        board: named(own.board.as_ref()),
        number: named(own.number.as_ref()),
    };
    let statement = |own: &types::Statement| Statement {
        kind: own.kind,
        at: stretches(&own.places),
        awards: own.awards.iter().map(award).collect(),
        contributions: own.contributions.iter().filter_map(contribution).collect(),
        approvals: own.approvals.iter().map(approval).collect(),
    };
    document.statements.iter().map(statement).collect()
}

/// The identifiers as the model has them.
pub(super) fn identifiers(document: &Document, body: &[Node]) -> Vec<Identifier> {
    let identifier = |own: &types::Identifier| {
        Some(Identifier {
            at: stretch(document, body, &own.at)?,
            kind: own.kind,
            scheme: own.scheme.clone().into(),
            value: own.value.clone(),
            curie: own.curie.clone(),
        })
    };
    document.identifiers.iter().filter_map(identifier).collect()
}

/// The abbreviations as the model has them.
pub(super) fn abbreviations(document: &Document, body: &[Node]) -> Vec<Abbreviation> {
    let definition = |own: &types::Definition| {
        let short = stretch(document, body, &own.short)?;
        Some(Definition { short, long: stretch(document, body, &own.long)? })
    };
    let abbreviation = |own: &types::Abbreviation| Abbreviation {
        short: own.short.clone(),
        long: own.long.clone(),
        places: own.places.iter().filter_map(definition).collect(),
    };
    document.abbreviations.iter().map(abbreviation).collect()
}

/// The entities as the model has them.
pub(super) fn entities(document: &Document, body: &[Node]) -> Vec<Entity> {
    let entity = |own: &types::Entity| {
        Some(Entity {
            at: stretch(document, body, &own.at)?,
            term: own.thing.term.as_str().into(),
            identifier: own.thing.identifier.as_str().into(),
            kind: own.thing.kind.as_str().into(),
            source: own.thing.source,
        })
    };
    document.entities.iter().filter_map(entity).collect()
}
