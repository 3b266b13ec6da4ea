//! Side door: a converted paper in chunks, for search and for language models.
//!
//! `piece` has what the sections hold, `cut` where a piece can be cut, `pack` puts pieces together, and here each
//! chunk gets its headings and its place.

mod cut;
mod model;
mod pack;
mod piece;
mod size;

pub use model::{Chunk, Options, schema};
pub use size::{Measure, Vocabulary};

use crate::document::Place;
use crate::writer::json::types::Document as Contract;
use crate::writer::source_map::{self, SourceMap};
use crate::writer::{Characters, bioc_section, markdown};
use pack::Packer;
use piece::{Piece, Section};

/// Digits of the SHA-256 of a file that stand before the range of a chunk.
const DOCUMENT_DIGITS: usize = 12;

/// The chunks of a paper in the order a person reads it.
pub fn chunks(contract: &Contract, options: &Options) -> Vec<Chunk> {
    let (document, notation) = (contract.document(), contract.notation());
    let rendered = markdown::render(&document, &notation);
    let map = source_map::map(&document, &rendered);
    let characters = Characters::of(&rendered.text);
    let scribe = Scribe { contract, characters, map: &map };
    let mut chunks = Vec::new();
    for section in piece::sections(&document, &rendered) {
        let packer = Packer::new(&rendered.text, options, &section.headings);
        let packed = packer.pack(section.pieces.clone());
        chunks.extend(packed.iter().map(|pieces| scribe.chunk(&section, pieces, &packer)));
    }
    chunks
}

/// What has to be known of a paper for its chunks.
struct Scribe<'a> {
    contract: &'a Contract,
    characters: Characters<'a>,
    map: &'a SourceMap,
}

impl Scribe<'_> {
    fn chunk(&self, section: &Section<'_>, pieces: &[Piece], packer: &Packer<'_>) -> Chunk {
        let start = pieces.first().map_or(0, |piece| piece.range.start);
        let end = pieces.last().map_or(start, |piece| piece.range.end);
        let mut passages: Vec<&str> = Vec::new();
        for piece in pieces {
            let id = self.contract.body.get(piece.node).map_or("", |block| block.id.as_str());
            if passages.last() != Some(&id) {
                passages.push(id);
            }
        }
        let (md_start, md_end) = (self.characters.at(start), self.characters.at(end));
        let sha256 = &self.contract.source.sha256;
        let name: String = sha256.chars().take(DOCUMENT_DIGITS).collect();
        let boxes = self.boxes(start, end);
        Chunk {
            id: format!("{name}-{md_start}-{md_end}"),
            doc: section.doc.clone(),
            headings: packer.headings().to_vec(),
            section_type: bioc_section(section.kinds).map(str::to_owned),
            text: packer.text(pieces),
            repeated: pieces.first().map_or(0, |piece| piece.lead.chars().count() as u32),
            size: packer.size(pieces) as u32,
            passages: passages.into_iter().map(str::to_owned).collect(),
            page: boxes.first().map(|place| place.page),
            boxes,
            md_start,
            md_end,
        }
    }

    /// Where bytes of the Markdown stand: the texts of a table and its cells are one area a page.
    fn boxes(&self, start: usize, end: usize) -> Vec<Place> {
        let ranges = &self.map.ranges;
        let first = ranges.partition_point(|own| own.bytes.end <= start);
        let own = ranges[first..].iter().take_while(|own| own.bytes.start < end);
        let mut boxes: Vec<(Option<&str>, Place)> = Vec::new();
        for range in own {
            let place = Place { page: range.page, bbox: range.bbox };
            let block = range.id.split_once('/').map(|(block, _)| block);
            match boxes.last_mut() {
                Some((last, area))
                    if block.is_some() && *last == block && area.page == place.page =>
                {
                    area.bbox = area.bbox.union(place.bbox);
                }
                _ => boxes.push((block, place)),
            }
        }
        boxes.into_iter().map(|(_, place)| place).collect()
    }
}
