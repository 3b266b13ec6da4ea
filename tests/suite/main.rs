//! The one test binary.

mod architecture;
mod cli;
mod corpus;
mod fixture;
mod image;
mod picture;
mod typeset;
mod writer;
