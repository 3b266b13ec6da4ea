//! Document to output formats.

mod atom;
mod bibtex;
mod characters;
mod citation;
mod csl;
mod emphasis;
mod escape;
mod front_matter;
mod inline;
pub mod json;
mod ledger;
mod link;
mod list;
pub mod markdown;
mod model;
mod name;
mod note;
mod poster;
mod ris;
mod script;
mod sheet;
mod stretch;
mod table;

pub use model::{Citations, FrontMatter, Mapping, Options, Scripts, Tables, Writer, Written};
pub use name::Names;
pub use script::{plain, plain_run, script_run};

/// Every writer.
pub const WRITERS: &[Writer] = &[
    markdown::WRITER,
    json::WRITER,
    poster::WRITER,
    ledger::WRITER,
    csl::WRITER,
    bibtex::WRITER,
    ris::WRITER,
];

/// The writer of that name.
pub fn by_name(name: &str) -> Option<&'static Writer> {
    WRITERS.iter().find(|writer| writer.name == name)
}
