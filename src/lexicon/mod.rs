//! The words of the field: what papers call their parts, people, institutions and identifiers, by language.
//!
//! Every list of words stands here once. A [`WordSet`] holds whole words, a
//! [`WordMap`](word_map::WordMap) words with what they mean, [`Phrases`] what is looked for anywhere
//! in a text; all compare without regard to case and without allocating. The rooms above decide what
//! a word in its place means; the lexicon only knows that it is one.

pub(crate) mod article;
pub(crate) mod body;
pub(crate) mod compound;
pub(crate) mod conference;
pub(crate) mod continuation;
pub(crate) mod contribution;
pub(crate) mod finding;
pub(crate) mod fold;
pub(crate) mod formula;
pub(crate) mod greek;
pub(crate) mod history;
pub(crate) mod identifier;
pub(crate) mod imprint;
pub(crate) mod label;
pub(crate) mod month;
pub(crate) mod notice;
pub(crate) mod numbered;
pub(crate) mod page;
pub(crate) mod person;
pub(crate) mod registry;
pub(crate) mod roman;
pub(crate) mod section;
pub(crate) mod series;
pub(crate) mod shortened;
pub(crate) mod small;
pub(crate) mod usual;

pub(crate) mod language;
mod phrases;
mod statement;
mod word_map;
mod word_set;

pub(crate) use phrases::Phrases;
pub(crate) use word_set::WordSet;
