//! The one test binary.

mod architecture;
mod cli;
mod fixture;
mod writer;
