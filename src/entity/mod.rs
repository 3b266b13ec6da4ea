//! Which things of a vocabulary the texts of a paper name, and where.
//!
//! A [`Vocabulary`] is read from a table with a thing a line: its term, its identifier, its type and its synonyms.
//! Words of the text and of the vocabulary are compared in one form (`fold`), in the case that may differ (`case`), and
//! only where the words around them let them be a name of their own (`border`). A short synonym counts only where the paper
//! has another name of the thing, too. Where the paper defines a short form, its
//! definition is believed before the vocabulary (`definition`). Of names that overlap, the one that begins first counts,
//! and the longest of these (`find`).

mod border;
mod case;
mod definition;
mod find;
mod fold;
mod index;
mod vocabulary;

pub use find::find;
pub use vocabulary::{Fault, LARGEST, LONGEST_NAME, Vocabulary, Wrong};

#[cfg(test)]
mod tests;
