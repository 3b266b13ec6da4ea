//! The text of an area as lines and chunks: words with no wide gap between them.

use super::scene::Scene;
use crate::geometry::Rect;
use crate::tolerance::MIDDLE;
use std::ops::Range;

/// Baselines closer than this, in ems, are one line.
const SAME_LINE: f32 = 0.35;

/// Words of one line with no wide gap between them.
#[derive(Debug, Clone)]
pub(super) struct Chunk {
    /// Range of the text's tokens.
    pub(super) tokens: Range<u32>,
    pub(super) x0: f32,
    pub(super) x1: f32,
}

impl Chunk {
    pub(super) fn width(&self) -> f32 {
        self.x1 - self.x0
    }
}

/// Chunks on one baseline.
#[derive(Debug, Clone)]
pub(super) struct TextLine {
    /// Range of the text's chunks.
    pub(super) chunks: Range<u32>,
    pub(super) baseline: f32,
    pub(super) size: f32,
}

impl TextLine {
    /// The middle of its small letters.
    pub(super) fn middle(&self) -> f32 {
        self.baseline - MIDDLE * self.size
    }

    /// Where its letters end below the baseline.
    pub(super) fn bottom(&self) -> f32 {
        self.baseline + MIDDLE * self.size
    }
}

/// The text of an area.
#[derive(Debug, Default)]
pub(super) struct Text {
    /// Tokens of the scene, line by line, from left to right.
    pub(super) tokens: Vec<u32>,
    pub(super) chunks: Vec<Chunk>,
    pub(super) lines: Vec<TextLine>,
}

impl Text {
    /// Chunks of a line.
    pub(super) fn line_chunks(&self, line: &TextLine) -> &[Chunk] {
        &self.chunks[line.chunks.start as usize..line.chunks.end as usize]
    }

    /// Tokens of a chunk.
    pub(super) fn chunk_tokens(&self, chunk: &Chunk) -> &[u32] {
        &self.tokens[chunk.tokens.start as usize..chunk.tokens.end as usize]
    }
}

/// Words are looked for below an area as if the body were no smaller than this, in points.
const SMALLEST_BODY: f32 = 6.0;

/// Reads the words whose middle is in an area as lines and chunks. A vertical rule beside a line
/// ends a chunk however narrow the gap is.
pub(super) fn read(scene: &Scene, area: Rect) -> Text {
    let mut found: Vec<(f32, u32)> = Vec::new();
    for piece in scene.between(area.y0, area.y1 + MIDDLE * scene.body.max(SMALLEST_BODY)) {
        for (offset, token) in scene.words(piece).iter().enumerate() {
            let center = token.bbox.center();
            if center.x >= area.x0
                && center.x <= area.x1
                && piece.middle() >= area.y0
                && piece.middle() <= area.y1
            {
                found.push((piece.baseline, piece.tokens.start + offset as u32));
            }
        }
    }
    found.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
    let mut text = Text::default();
    let mut line: Vec<u32> = Vec::new();
    let mut last = f32::NEG_INFINITY;
    for (baseline, token) in found {
        let size = scene.pieces[scene.tokens[token as usize].piece as usize].size;
        if baseline - last > SAME_LINE * size {
            push_line(scene, &mut line, &mut text);
            last = baseline;
        }
        line.push(token);
    }
    push_line(scene, &mut line, &mut text);
    text
}

fn push_line(scene: &Scene, line: &mut Vec<u32>, text: &mut Text) {
    if line.is_empty() {
        return;
    }
    let token = |at: u32| &scene.tokens[at as usize];
    line.sort_by(|&a, &b| token(a).bbox.x0.total_cmp(&token(b).bbox.x0).then(a.cmp(&b)));
    let first = text.chunks.len() as u32;
    let (mut size, mut widest, mut baseline) = (0.0f32, f32::NEG_INFINITY, 0.0);
    for at in line.drain(..) {
        let own = token(at);
        let piece = &scene.pieces[own.piece as usize];
        if own.bbox.width() > widest {
            (widest, size, baseline) = (own.bbox.width(), piece.size, piece.baseline);
        }
        let position = text.tokens.len() as u32;
        text.tokens.push(at);
        let open = text.chunks.len() as u32 > first;
        let walled = open
            && text
                .chunks
                .last()
                .is_some_and(|chunk| is_walled(scene, chunk.x1, own.bbox.x0, piece.middle()));
        match text.chunks.last_mut() {
            Some(chunk) if open && !walled && own.bbox.x0 - chunk.x1 <= piece.chunk_gap => {
                chunk.tokens.end = position + 1;
                chunk.x1 = chunk.x1.max(own.bbox.x1);
            }
            _ => text.chunks.push(Chunk {
                tokens: position..position + 1,
                x0: own.bbox.x0,
                x1: own.bbox.x1,
            }),
        }
    }
    let chunks = first..text.chunks.len() as u32;
    text.lines.push(TextLine { chunks, baseline, size });
}

/// Whether a vertical rule stands in the gap between two words.
fn is_walled(scene: &Scene, x0: f32, x1: f32, y: f32) -> bool {
    /// How far a word may reach over a rule, in points.
    const REACH: f32 = 1.0;
    let down = &scene.rules.down;
    let from = down.partition_point(|rule| rule.at < x0 - REACH);
    down[from..]
        .iter()
        .take_while(|rule| rule.at <= x1 + REACH)
        .any(|rule| rule.from <= y && rule.to >= y)
}
