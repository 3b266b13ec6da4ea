//! What a line break means in a text.

use super::draft::Draft;
use crate::transcript::{Block, Kind, Transcript};

/// Lines that a tool broke to fit a width are shorter, in characters.
const WIDEST: usize = 160;

/// The blocks of a text as drafts. Where most of the text stands in lines that are longer than any width, no line was
/// broken to fit one, so that each is a paragraph of its own.
pub(super) fn drafts(transcript: Transcript) -> Vec<Draft> {
    let are_paragraphs = is_unbroken(&transcript.blocks);
    let mut drafts = Vec::with_capacity(transcript.blocks.len());
    for block in transcript.blocks {
        if are_paragraphs && block.kind == Kind::Paragraph && block.words.text.contains('\n') {
            let lines = lines(&block);
            drafts.extend(lines.into_iter().map(Draft::new));
        } else {
            drafts.push(Draft::new(block));
        }
    }
    drafts
}

fn is_unbroken(blocks: &[Block]) -> bool {
    let paragraphs = blocks.iter().filter(|block| block.kind == Kind::Paragraph);
    let (mut all, mut long) = (0, 0);
    for line in paragraphs.flat_map(|block| block.words.text.lines()) {
        let length = line.chars().count();
        all += length;
        if length > WIDEST {
            long += length;
        }
    }
    long * 2 > all
}

fn lines(block: &Block) -> Vec<Block> {
    let mut start = 0;
    let mut lines = Vec::new();
    for line in block.words.text.split_inclusive('\n') {
        let words = block.words.part(start..start + line.len());
        start += line.len();
        if !words.text.is_empty() {
            lines.push(Block { kind: Kind::Paragraph, words });
        }
    }
    lines
}
