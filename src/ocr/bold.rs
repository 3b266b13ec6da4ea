//! Words with thicker strokes than others of their size.

use super::line::{Inked, Line};
use crate::tolerance::median;
use std::ops::Range;

/// Strokes of bold words are thicker than usual ones by this share: each word's, those of several
/// words together, and those of a word by itself.
const BOLD: f32 = 0.12;
const BOLD_TOGETHER: f32 = 0.17;
const BOLD_ALONE: f32 = 0.27;
/// The same in spreads of the strokes, where ink has run or broken.
const SPREADS: f32 = 1.5;
const SPREADS_TOGETHER: f32 = 2.2;
const SPREADS_ALONE: f32 = 3.5;
/// The spread is the distance of the middle from this quantile: no bold word is below the middle.
const LOWER: f32 = 0.16;
/// Letters of words that are measured together, and of a word by itself, at least.
const LETTERS_TOGETHER: usize = 6;
const LETTERS_ALONE: usize = 3;
/// Lines whose sizes differ by less than this share are of one size.
const SAME_SIZE: f32 = 0.05;
/// A size has usual strokes of its own where it has this share of the letters.
const SHARE: f32 = 0.2;

/// Area and edge of the ink of letters, and how many there are.
#[derive(Debug, Clone, Copy, Default)]
struct Ink {
    area: f32,
    edge: f32,
    letters: usize,
}

impl Ink {
    fn of(word: &[Inked]) -> Self {
        let letters = word.iter().filter(|own| own.character.is_alphabetic() && own.edge > 0.0);
        letters.fold(Self::default(), |sum, own| {
            sum.with(Self { area: own.area, edge: own.edge, letters: 1 })
        })
    }

    fn with(self, other: Self) -> Self {
        Self {
            area: self.area + other.area,
            edge: self.edge + other.edge,
            letters: self.letters + other.letters,
        }
    }

    /// Width of the strokes: of a long stroke, twice its area is its edge times its width.
    fn stroke(self) -> f32 {
        if self.edge > 0.0 { 2.0 * self.area / self.edge } else { 0.0 }
    }
}

/// Finds the bold words of lines.
pub(super) fn find(lines: &mut [Line]) {
    // Strokes and sizes of the words, by their letters.
    let mut all: Vec<(f32, f32)> = Vec::new();
    for line in lines.iter() {
        for word in line.characters.split(|own| own.character == ' ') {
            let ink = Ink::of(word);
            all.extend(std::iter::repeat_n((line.size, ink.stroke()), ink.letters));
        }
    }
    let mut ratios: Vec<f32> = all.iter().map(|(size, stroke)| stroke / size).collect();
    ratios.sort_by(f32::total_cmp);
    let Some(&of_page) = ratios.get(ratios.len() / 2) else { return };
    let lower = ratios[(LOWER * ratios.len() as f32) as usize];
    let spread = 1.0 - lower / of_page.max(f32::EPSILON);
    for line in lines {
        let of_size: Vec<f32> = all
            .iter()
            .filter(|(size, _)| (size - line.size).abs() < SAME_SIZE * line.size)
            .map(|(_, stroke)| *stroke)
            .collect();
        let enough = of_size.len() as f32 >= SHARE * all.len() as f32;
        let own = median(of_size).filter(|_| enough);
        let usual = own.unwrap_or(of_page * line.size);
        of_line(&mut line.characters, usual, spread);
    }
}

fn of_line(characters: &mut [Inked], usual: f32, spread: f32) {
    let mut words: Vec<(Range<usize>, Ink)> = Vec::new();
    let mut from = 0;
    for word in characters.split(|own| own.character == ' ') {
        words.push((from..from + word.len(), Ink::of(word)));
        from += word.len() + 1;
    }
    let limit = |share: f32, spreads: f32| (1.0 + share.max(spreads * spread)) * usual;
    let least = limit(BOLD, SPREADS);
    // Figures and signs have no usual strokes: they go with the words on both sides.
    let may_be = |(_, ink): &(Range<usize>, Ink)| ink.letters == 0 || ink.stroke() > least;
    for run in words.chunk_by(|a, b| may_be(a) == may_be(b)).filter(|run| may_be(&run[0])) {
        let is_word = |(_, ink): &(Range<usize>, Ink)| ink.letters > 0;
        let (Some(first), Some(last)) =
            (run.iter().position(is_word), run.iter().rposition(is_word))
        else {
            continue;
        };
        let run = &run[first..=last];
        let ink = run.iter().fold(Ink::default(), |sum, (_, ink)| sum.with(*ink));
        let together = ink.letters >= LETTERS_TOGETHER && run.len() > 1;
        let least = if together {
            limit(BOLD_TOGETHER, SPREADS_TOGETHER)
        } else {
            limit(BOLD_ALONE, SPREADS_ALONE)
        };
        if ink.letters >= LETTERS_ALONE && ink.stroke() > least {
            let range = run[0].0.start..run[run.len() - 1].0.end;
            characters[range].iter_mut().for_each(|own| own.bold = true);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Words of letters whose strokes are so many pixels wide.
    fn line(words: &[(&str, f32)]) -> Line {
        let mut characters = Vec::new();
        for (word, stroke) in words {
            characters.push(Inked { character: ' ', ..Inked::default() });
            characters.extend(word.chars().map(|character| Inked {
                character,
                area: 20.0 * stroke,
                edge: 40.0,
                ..Inked::default()
            }));
        }
        Line { area: [0.0; 4], baseline: 9.0, size: 10.0, characters }
    }

    fn bold(lines: &mut [Line]) -> String {
        find(lines);
        let all = lines.iter().flat_map(|line| &line.characters);
        all.filter(|own| own.bold).map(|own| own.character).collect()
    }

    #[test]
    fn words_with_thick_strokes_are_bold() {
        let text = line(&[("plain", 2.0), ("words", 2.1), ("everywhere", 1.95), ("here", 2.0)]);
        let mixed = line(&[("Bold", 2.5), ("head", 2.4), ("then", 2.0), ("thick", 2.35)]);
        assert_eq!(bold(&mut [text.clone(), text.clone(), mixed.clone()]), "Bold head");
        let uneven =
            line(&[("strokes", 1.5), ("of", 2.0), ("a", 1.4), ("fax", 2.5), ("vary", 2.0)]);
        let many = vec![uneven; 4];
        assert_eq!(bold(&mut [many, vec![mixed]].concat()), "");
        assert_eq!(bold(&mut []), "");
    }
}
