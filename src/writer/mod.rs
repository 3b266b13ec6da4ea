//! Document to output formats.

mod atom;
mod bibtex;
mod caret;
mod characters;
mod citation;
mod csl;
mod emphasis;
mod escape;
mod front_matter;
mod inline;
pub mod json;
pub mod jsonl;
mod ledger;
mod link;
mod list;
pub mod markdown;
mod model;
mod name;
mod note;
mod pointer;
mod poster;
mod ris;
mod script;
mod section;
mod sheet;
pub mod source_map;
mod stretch;
mod table;

pub use model::{Citations, FrontMatter, Mapping, Options, Scripts, Tables, Writer, Written};
pub use name::Names;
pub use pointer::pointer;
pub use script::{plain, plain_run, script_run};
pub use section::{Setting, bioc_section, settings};
pub use sheet::{Passage, Rendered};

/// Every writer.
pub const WRITERS: &[Writer] = &[
    markdown::WRITER,
    json::WRITER,
    jsonl::WRITER,
    source_map::WRITER,
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
