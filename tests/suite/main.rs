//! The one test binary.

mod architecture;
mod cli;
mod corpus;
mod fixture;
mod picture;
mod writer;
