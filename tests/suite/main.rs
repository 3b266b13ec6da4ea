//! The one test binary.

mod architecture;
mod archive;
mod cli;
mod corpus;
mod dry_run;
mod fixture;
mod front;
mod growth;
mod image;
mod isolation;
mod layout;
mod letter;
mod limit;
mod listing;
mod long;
mod mutant;
mod odd;
mod pages;
mod password;
mod picture;
mod prune;
mod source;
mod truth;
mod typeset;
mod way;
mod writer;
