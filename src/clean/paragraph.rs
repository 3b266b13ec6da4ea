//! Paragraphs that a page or a figure cut in two.

use super::rule::{Change, Rule, Source, case};
use crate::lexicon::label::label_of;
use crate::markdown::{Block, Kind};
use crate::repair::POSSIBLE;

pub(super) const CUT: Rule = Rule {
    name: "paragraph-cut",
    about: "A paragraph that ends inside a sentence goes on in the next one that begins with a small letter, over captions and \
            tables between them, which then follow it. Where two paragraphs could go on, or the first is no longer than \
            a heading, both are left alone.",
    find,
    cases: &[
        case(
            "We took the cells that were left over after the test of all the\n\nother samples. They grew.",
            "We took the cells that were left over after the test of all the other samples. They grew.",
            "a page",
        ),
        case(
            "The cells of all patients were counted by hand by two readers at the\n\nTable 1. Counts.\n\n| a |\n|---|\n| b |\n\nsecond visit.",
            "The cells of all patients were counted by hand by two readers at the second visit.\n\nTable 1. Counts.\n\n| a |\n|---|\n| b |",
            "a table",
        ),
        case(
            "We took the cells that were left over after the test of all cells.\n\nother samples.",
            "We took the cells that were left over after the test of all cells.\n\nother samples.",
            "a full stop",
        ),
        case("A short heading\n\nsmall letters.", "A short heading\n\nsmall letters.", "a heading"),
        case(
            "The cells of all patients were counted by hand by two readers at the\n\nheights of towers. More.\n\nsecond visit.",
            "The cells of all patients were counted by hand by two readers at the\n\nheights of towers. More.\n\nsecond visit.",
            "two could go on",
        ),
    ],
};

/// A paragraph of fewer bytes may be a heading or a label.
const SHORTEST: usize = 60;
/// No more captions, tables and images stand between the parts of a paragraph.
const MOST_FLOATS: usize = 8;

fn find(source: &Source<'_>, changes: &mut Vec<Change>) {
    let blocks = &source.parsed.blocks;
    let mut index = 0;
    while index < blocks.len() {
        let may = blocks[index].source.len() >= SHORTEST && is_open(source.text, &blocks[index]);
        let next = if may { following(source.text, blocks, index) } else { None };
        match next.filter(|&next| is_continued(source.text, blocks, next)) {
            Some(next) => {
                join(source.text, blocks, index, next, changes);
                // What was moved is looked at again in the next reading.
                index = if next == index + 1 { next } else { next + 1 };
            }
            None => index += 1,
        }
    }
}

/// The first block after a block that is neither a caption nor a table nor an image.
fn following(text: &str, blocks: &[Block], index: usize) -> Option<usize> {
    let is_float = |block: &Block| match block.kind {
        Kind::Table => true,
        Kind::Paragraph => {
            let own = &text[block.source.clone()];
            let plain = own.trim_start_matches(['*', '_']);
            own.starts_with("![")
                || label_of(plain).is_some_and(|label| label.set_off || is_capital(&label.name))
        }
        _ => false,
    };
    let last = blocks.len().min(index + 2 + MOST_FLOATS);
    (index + 1..last).find(|&next| !is_float(&blocks[next]))
}

/// Whether a label is in capitals: sentences do not begin so.
fn is_capital(name: &str) -> bool {
    !name.contains(char::is_lowercase)
}

/// Whether a paragraph that was cut goes on in the one at `next`, and not in the one after it.
fn is_continued(text: &str, blocks: &[Block], next: usize) -> bool {
    let second = &blocks[next];
    let rival = || {
        let other = following(text, blocks, next)?;
        (!is_open(text, second) && goes_on(text, &blocks[other])).then_some(())
    };
    goes_on(text, second) && rival().is_none()
}

/// Whether a paragraph ends inside a sentence.
fn is_open(text: &str, block: &Block) -> bool {
    let own = text[block.source.clone()].trim_end_matches(['*', '_']);
    block.kind == Kind::Paragraph
        && match own.trim_end_matches([')', ']', '"', '\u{201D}', '\u{2019}']).chars().next_back() {
            Some(c) => c.is_alphanumeric() || matches!(c, ',' | '-' | '\u{2013}' | '%'),
            None => false,
        }
}

/// Whether a paragraph begins inside a sentence: with a word in small letters.
fn goes_on(text: &str, block: &Block) -> bool {
    let own = &text[block.source.clone()];
    let word =
        own.split([' ', '\n']).next().unwrap_or_default().trim_end_matches([',', ';', '.', ')']);
    block.kind == Kind::Paragraph
        && word.len() > 1
        && word
            .split('-')
            .all(|part| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_lowercase()))
}

fn join(text: &str, blocks: &[Block], index: usize, next: usize, changes: &mut Vec<Change>) {
    let end = blocks[index].source.end;
    // Whether a hyphen at the end is one of the word is another rule's to say.
    let seam = if text[..end].ends_with('-') { "\n" } else { " " };
    let second = blocks[next].source.clone();
    let mut change = |range, replacement| {
        changes.push(CUT.change(range, replacement, POSSIBLE));
    };
    if next == index + 1 {
        change(end..second.start, seam.to_owned());
    } else {
        change(end..end, format!("{seam}{}", &text[second.clone()]));
        change(blocks[next - 1].source.end..second.end, String::new());
    }
}
