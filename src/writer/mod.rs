//! Document to output formats.

mod anchor;
mod atom;
mod bibtex;
mod bioc;
mod citation;
mod csl;
mod docling;
mod emphasis;
mod escape;
mod flat;
mod front_matter;
mod grid;
mod html;
mod inline;
mod jats;
pub mod json;
mod ledger;
mod link;
mod list;
pub mod markdown;
mod model;
mod note;
mod outline;
mod piece;
mod poster;
mod ris;
mod rows;
mod script;
mod sheet;
mod table;
mod wording;
mod xml;

pub use model::{Citations, FrontMatter, Mapping, Options, Scripts, Tables, Writer, Written};
pub use script::{plain, plain_run, script_run};

/// Every writer.
pub const WRITERS: &[Writer] = &[
    markdown::WRITER,
    json::WRITER,
    jats::WRITER,
    bioc::WRITER,
    docling::WRITER,
    html::WRITER,
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
