//! Document to output formats.

mod anchor;
mod atom;
mod bibtex;
mod bioc;
mod card;
mod characters;
mod citation;
mod csl;
mod docling;
mod emphasis;
mod encoding;
mod escape;
mod flat;
mod front_matter;
mod grid;
pub mod html;
mod inline;
mod jats;
pub mod json;
pub mod jsonl;
mod ledger;
mod link;
mod list;
pub mod markdown;
mod model;
mod name;
mod note;
mod outline;
mod piece;
mod pointer;
mod poster;
mod ris;
mod rows;
mod script;
mod section;
mod sheet;
pub mod source_map;
mod stretch;
mod table;
mod wording;
mod xml;

pub use characters::Characters;
pub use encoding::schema_of;
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
    jats::WRITER,
    bioc::WRITER,
    docling::WRITER,
    html::WRITER,
    poster::WRITER,
    card::WRITER,
    ledger::WRITER,
    csl::WRITER,
    bibtex::WRITER,
    ris::WRITER,
];

/// The writer of that name.
pub fn by_name(name: &str) -> Option<&'static Writer> {
    WRITERS.iter().find(|writer| writer.name == name)
}
