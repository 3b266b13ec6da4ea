//! The things that a document names.

use super::border::Surroundings;
use super::case::{Case, is_shouted};
use super::definition::{Definitions, Short};
use super::fold::Folded;
use super::index::Form;
use super::vocabulary::Vocabulary;
use crate::document::entity::{Entity, EntitySource};
use crate::document::{Document, Node, Part, Stretch};
use crate::text::Text;
use rustc_hash::FxHashSet;
use std::cmp::Reverse;
use std::ops::Range;

/// The things of a vocabulary that the texts of a document name, in their order. The reference list speaks of other papers,
/// and bylines and institutions of people and places: they are left out, and so are front notes, code and formulas.
pub fn find(document: &Document, vocabulary: &Vocabulary) -> Vec<Entity> {
    let definitions = Definitions::of(&document.abbreviations, vocabulary);
    let search = Search { vocabulary, definitions };
    let mut entities = Vec::new();
    let mut sure: FxHashSet<u32> = FxHashSet::default();
    for (node, own) in (0..).zip(&document.body) {
        if !is_searched(own) {
            continue;
        }
        let is_heading = matches!(own, Node::Title(_) | Node::Heading { .. });
        for (at, text) in (0..).zip(own.texts()) {
            let names = search.names(text, is_heading && is_shouted(text.as_str()));
            sure.extend(names.iter().filter(|name| !name.is_doubtful).map(|name| name.concept));
            let entity = |name: Name| {
                let concept = vocabulary.concept(name.concept)?;
                // Offsets of a text fit into 32 bits.
                let range = name.range.start as u32..name.range.end as u32;
                let entity = Entity {
                    at: Stretch { part: Part::Body, node, text: at, range },
                    term: concept.term.clone(),
                    identifier: concept.identifier.clone(),
                    kind: concept.kind.clone(),
                    source: name.source,
                };
                Some((entity, name.is_doubtful.then_some(name.concept)))
            };
            entities.extend(names.into_iter().filter_map(entity));
        }
    }
    let is_sure = |doubtful: Option<u32>| doubtful.is_none_or(|concept| sure.contains(&concept));
    entities.into_iter().filter(|(_, doubtful)| is_sure(*doubtful)).map(|(own, _)| own).collect()
}

fn is_searched(node: &Node) -> bool {
    match node {
        Node::Title(_)
        | Node::Heading { .. }
        | Node::Paragraph(_)
        | Node::Keywords(_)
        | Node::ListItem(_)
        | Node::Quote(_)
        | Node::Table(_)
        | Node::Figure(_)
        | Node::Footnote(_) => true,
        Node::Byline(_)
        | Node::Affiliation(_)
        | Node::FrontNote(_)
        | Node::Formula(_)
        | Node::Listing(_)
        | Node::Reference(_) => false,
    }
}

/// A name in a text.
#[derive(Debug)]
struct Name {
    range: Range<usize>,
    concept: u32,
    source: EntitySource,
    /// Whether it counts only where the paper has another name of the thing.
    is_doubtful: bool,
}

struct Search<'a> {
    vocabulary: &'a Vocabulary,
    definitions: Definitions,
}

impl Search<'_> {
    /// The names in a text, none upon another.
    fn names(&self, text: &Text, is_shouted: bool) -> Vec<Name> {
        let folded = Folded::of(text.as_str());
        let surroundings = Surroundings::of(text);
        let place = |range: &Range<usize>, may_be_plural: bool| {
            let mut own = folded.source(text.as_str(), range)?;
            if may_be_plural {
                own.end = surroundings.end_of_plural(own.end);
            }
            surroundings.allow(&own).then_some(own)
        };
        let shorts = self.definitions.find(&folded.cased).filter_map(|(range, short)| {
            Some((place(&range, short.form.ends_with(char::is_uppercase))?, short))
        });
        let mut shorts: Vec<(Range<usize>, Short<'_>)> = shorts.collect();
        shorts.sort_by_key(|(range, _)| range.start);
        let defined = shorts.iter().filter_map(|(range, short)| {
            let (range, concept) = (range.clone(), short.concept?);
            Some(Name { range, concept, source: EntitySource::Definition, is_doubtful: false })
        });
        let (index, forms) = (self.vocabulary.index(), self.vocabulary.forms());
        let known = index.find(&folded.small, forms).filter_map(|(range, forms)| {
            let printed = folded.cased.get(range.clone())?;
            let allowed = |form: &&Form| {
                form.case.allows(&form.cased, printed, is_shouted)
                    && !self.definitions.deny(printed, form.concept)
            };
            let same = forms.iter().filter(allowed).find(|form| *form.cased == *printed);
            let form = same.or_else(|| forms.iter().find(allowed))?;
            let range = place(&range, has_plural(form))?;
            let (concept, is_doubtful) = (form.concept, form.is_doubtful);
            let source = EntitySource::Vocabulary;
            let name = Name { range, concept, source, is_doubtful };
            (!self.is_of_short(&name, &shorts)).then_some(name)
        });
        first_and_longest(defined.chain(known).collect())
    }

    /// Whether a name is but a part of a short form of the paper, which is a name as a whole. Short forms are sorted by
    /// their starts.
    fn is_of_short(&self, name: &Name, shorts: &[(Range<usize>, Short<'_>)]) -> bool {
        let earliest = name.range.start.saturating_sub(LONGEST_SHORT);
        let first = shorts.partition_point(|(range, _)| range.start < earliest);
        let near = shorts[first..].iter().take_while(|(range, _)| range.start <= name.range.start);
        let mut around =
            near.filter(|(range, _)| range.end >= name.range.end && range.len() > name.range.len());
        around.any(|(_, short)| !short.tells_of(name.concept, self.vocabulary))
    }
}

/// Bytes of a short form that is looked at as a whole.
const LONGEST_SHORT: usize = 64;

/// Whether an `s` makes a plural of a name: of one of four letters or more that ends with another letter. One of three
/// may be another name with it.
fn has_plural(form: &Form) -> bool {
    form.case != Case::Given && form.small.ends_with(|c: char| c.is_alphabetic() && c != 's')
}

/// Of names that lie upon each other the one that begins first, and of these the longest; of the same words what the paper
/// says.
fn first_and_longest(mut names: Vec<Name>) -> Vec<Name> {
    let is_of_vocabulary = |name: &Name| name.source == EntitySource::Vocabulary;
    names.sort_by_key(|name| (name.range.start, Reverse(name.range.end), is_of_vocabulary(name)));
    let mut end = 0;
    names.retain(|name| {
        let is_free = name.range.start >= end;
        if is_free {
            end = name.range.end;
        }
        is_free
    });
    names
}
