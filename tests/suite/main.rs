//! The one test binary.

mod architecture;
mod cli;
mod corpus;
mod dry_run;
mod fixture;
mod front;
mod growth;
mod image;
mod isolation;
mod letter;
mod limit;
mod listing;
mod long;
mod mutant;
mod odd;
mod pages;
mod picture;
mod source;
mod truth;
mod typeset;
mod way;
mod writer;
