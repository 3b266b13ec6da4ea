//! Lines of an image to characters with their places: the output of a recognition network, read
//! greedily (Graves et al. 2006, "Connectionist Temporal Classification").

use super::detect::Box;
use super::image::Gray;
use super::model::Reader;
use rten_tensor::NdTensor;
use rten_tensor::prelude::*;
use serde::{Deserialize, Serialize};

/// Height of a line as the network sees it, in pixels.
const HEIGHT: usize = 48;
/// A line is no wider than this there, in pixels.
const WIDEST: usize = 3200;
/// Widths of lines that are read together add up to this at most, in pixels.
const BATCH_WIDTH: usize = 6_000;
/// A line is text from this mean probability of its characters on.
pub(super) const CERTAIN: f32 = 0.5;

/// A character and where it stands.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
pub(super) struct Character {
    pub(super) character: char,
    /// Its middle, in pixels of the page.
    pub(super) x: f32,
    /// Probability.
    pub(super) certainty: f32,
}

/// A line that was read.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct Reading {
    pub(super) area: Box,
    pub(super) characters: Vec<Character>,
}

/// Reads the lines in boxes; nothing where the network fails.
pub(super) fn read(gray: &Gray, boxes: &[Box], reader: &Reader) -> Option<Vec<Reading>> {
    let width_of = |area: &Box| {
        let ratio = (area[2] - area[0]) / (area[3] - area[1]).max(1.0);
        ((ratio * HEIGHT as f32).ceil() as usize).clamp(HEIGHT / 2, WIDEST)
    };
    let mut order: Vec<usize> = (0..boxes.len()).collect();
    order.sort_by_key(|&at| width_of(&boxes[at]));
    let mut found: Vec<Option<Reading>> = vec![None; boxes.len()];
    let mut from = 0;
    while from < order.len() {
        let mut to = from + 1;
        // All lines of a batch are as wide as the widest one, which is the last.
        while to < order.len() && width_of(&boxes[order[to]]) * (to + 1 - from) <= BATCH_WIDTH {
            to += 1;
        }
        let batch = &order[from..to];
        let widest = width_of(&boxes[batch[batch.len() - 1]]);
        let mut input = Vec::with_capacity(batch.len() * 3 * HEIGHT * widest);
        for &at in batch {
            let width = width_of(&boxes[at]);
            let levels = gray.scaled(boxes[at], width, HEIGHT);
            for _ in 0..3 {
                for row in levels.chunks_exact(width) {
                    input.extend(row.iter().map(|level| level / 127.5 - 1.0));
                    input.extend(std::iter::repeat_n(0.0, widest - width));
                }
            }
        }
        let input = NdTensor::from_data([batch.len(), 3, HEIGHT, widest], input);
        let output: NdTensor<f32, 3> = reader.recognise(input.view().into())?;
        let [lines, steps, classes] = output.shape();
        let scores = output.data()?;
        for (line, &at) in batch.iter().enumerate().take(lines) {
            let own = &scores[line * steps * classes..(line + 1) * steps * classes];
            let scale = widest as f32 / steps as f32 * (boxes[at][2] - boxes[at][0])
                / width_of(&boxes[at]) as f32;
            let characters = decode(own, classes, reader, boxes[at], scale);
            found[at] = characters.map(|characters| Reading { area: boxes[at], characters });
        }
        from = to;
    }
    Some(found.into_iter().flatten().collect())
}

/// The characters of a line: the best class of each step, repeats and blanks left out.
fn decode(
    scores: &[f32],
    classes: usize,
    reader: &Reader,
    area: Box,
    scale: f32,
) -> Option<Vec<Character>> {
    let mut characters: Vec<Character> = Vec::new();
    let (mut last, mut first_step) = (0, 0);
    for (step, own) in scores.chunks_exact(classes).enumerate() {
        let (class, certainty) = reader.best(own);
        if class == 0 || class != last {
            first_step = step;
        }
        if let Some(character) = reader.character(class) {
            let x = area[0] + ((first_step + step) as f32 / 2.0 + 0.5) * scale;
            if class == last
                && let Some(known) = characters.last_mut()
            {
                known.x = x;
                known.certainty = known.certainty.max(certainty);
            } else {
                characters.push(Character { character, x, certainty });
            }
        }
        last = class;
    }
    let is_text = |own: &Character| own.character != ' ';
    characters.truncate(characters.iter().rposition(is_text).map_or(0, |last| last + 1));
    characters.drain(..characters.iter().position(is_text).unwrap_or(0));
    let sum: f32 = characters.iter().map(|own| own.certainty).sum();
    let certain = sum >= CERTAIN * characters.len() as f32;
    (certain && !characters.is_empty()).then_some(characters)
}
