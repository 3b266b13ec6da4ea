//! The words of the field: what papers call their parts, people, institutions and identifiers, by language.
//!
//! Every list of words stands here once. A [`WordSet`] holds whole words, [`Phrases`] what is looked
//! for anywhere in a text; both compare without regard to case and without allocating. The rooms
//! above decide what a word in its place means; the lexicon only knows that it is one.

pub(crate) mod continuation;
pub(crate) mod fold;
pub(crate) mod history;
pub(crate) mod imprint;
pub(crate) mod label;
mod language;
pub(crate) mod notice;
mod phrases;
pub(crate) mod section;
pub(crate) mod series;
mod statement;
mod word_map;
mod word_set;

pub(crate) use language::Language;
pub(crate) use phrases::Phrases;
pub(crate) use word_set::WordSet;
