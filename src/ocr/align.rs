//! Characters of a line to the ink they were read from.
//!
//! A recogniser tells places to a quarter of a letter. In order, the characters are laid on the
//! patches of ink so that places, widths and heights fit best: several characters on one patch
//! where letters touch, one on several where a letter is broken.

use super::patch::Patch;
use super::recognise::Character;
use crate::tolerance::median;

/// Characters times patches of a line at most: in a hatched area there is no end of patches.
const LARGEST: usize = 500_000;
/// Characters that one patch holds at most.
const TOUCHING: usize = 14;
/// Patches that one character is broken into at most.
const BROKEN: usize = 3;
/// Costs, in ems: of a character more in a patch, of a patch more in a character, of ink without a
/// character, of a character without ink, of a shape that does not fit.
const TOUCHES: f32 = 0.12;
const BREAKS: f32 = 0.2;
const STRAY: f32 = 0.7;
const STRAY_SPECK: f32 = 0.12;
const WITHOUT_INK: f32 = 1.5;
const OTHER_SHAPE: f32 = 0.5;
/// Share of a width's error that counts: faces and scripts differ in width.
const WIDTH: f32 = 0.6;
/// Parts of one character are no further apart than this, in ems.
const CRACK: f32 = 0.14;
/// Places are off by no more than this, in ems.
const REACH: f32 = 3.0;
/// A speck is smaller than this on both sides, a flat sign lower, in ems.
const SPECK: f32 = 0.13;
const FLAT: f32 = 0.3;
/// Low signs are lower than this, in ems.
const LOW_SIGN: f32 = 0.42;
/// A blank is at least this wide, and what it costs to have none where one was read or one where none
/// was, in ems.
const BLANK: f32 = 0.14;
const NO_BLANK: f32 = 0.6;
/// Touching characters are cut within this distance of where they should meet, in ems.
const CUT: f32 = 0.16;

/// The ink of each character of a line; nothing for blanks and where there is none. `em` is the
/// size of its type in pixels, roughly.
pub(super) fn align(characters: &[Character], patches: &[Patch], em: f32) -> Vec<Option<Patch>> {
    let mut out = vec![None; characters.len()];
    let inked: Vec<usize> =
        (0..characters.len()).filter(|&at| characters[at].character != ' ').collect();
    if inked.is_empty() || patches.is_empty() || inked.len() * patches.len() > LARGEST {
        return out;
    }
    let mut own: Vec<Read> = inked
        .iter()
        .map(|&at| Read {
            width: width(characters[at].character),
            character: characters[at].character,
            x: characters[at].x,
            after_blank: at > 0 && characters[at - 1].character == ' ',
        })
        .collect();
    let mut steps = path(&own, patches, em);
    // Places are read too far to one side by the same distance all along a line.
    let mut errors: Vec<f32> = Vec::with_capacity(own.len());
    steps.iter().for_each(|step| step.errors(&own, patches, |error| errors.push(error)));
    if let Some(offset) = median(errors) {
        own.iter_mut().for_each(|own| own.x += offset);
        steps = path(&own, patches, em);
    }
    for step in steps {
        let found = step.parts(&own, patches, em);
        for (at, patch) in (step.character..).zip(found) {
            out[inked[at]] = patch;
        }
    }
    out
}

/// A character as it was read.
#[derive(Debug, Clone, Copy)]
struct Read {
    character: char,
    /// Expected width, in ems.
    width: f32,
    /// Its middle, in pixels.
    x: f32,
    after_blank: bool,
}

/// Widths of characters of a text face, in ems.
pub(super) fn width(c: char) -> f32 {
    match c {
        'i' | 'j' | 'l' | '.' | ',' | ':' | ';' | '\'' | '’' | '‘' | '|' | '!' | '·' => 0.18,
        'I' | '1' | '(' | ')' | '[' | ']' | 't' | 'f' | 'r' | '-' | '‐' | '/' | '°' => 0.3,
        '"' | '“' | '”' | '*' | 's' => 0.36,
        'm' | 'w' => 0.74,
        'M' | 'W' | '%' | '—' | '@' | '™' | '&' => 0.86,
        _ if c.is_uppercase() => 0.62,
        _ => 0.46,
    }
}

/// How badly a character fits the height of a patch, in ems.
fn misfit(c: char, patch: &Patch, em: f32) -> f32 {
    let height = patch.height() / em;
    let fits = match c {
        '.' | ',' | '·' | '\'' | '’' | '‘' | '"' | '“' | '”' => height < LOW_SIGN,
        '-' | '‐' | '–' | '—' | '−' | '_' => height < FLAT,
        _ => height >= FLAT * 0.7 || !c.is_alphanumeric(),
    };
    if fits { 0.0 } else { OTHER_SHAPE }
}

fn gap(left: &Patch, right: &Patch) -> f32 {
    right.x0 as f32 - left.x1 as f32
}

/// `characters` many characters from one on, on `patches` many patches from one on.
#[derive(Debug, Clone, Copy, Default)]
struct Step {
    character: usize,
    characters: usize,
    patch: usize,
    patches: usize,
}

impl Step {
    /// Left side, and columns per em of expected width.
    fn span(&self, own: &[Read], patches: &[Patch]) -> Option<(f32, f32)> {
        let patches = patches.get(self.patch..self.patch + self.patches)?;
        let x0 = patches.iter().map(|own| own.x0).min()? as f32;
        let x1 = patches.iter().map(|own| own.x1).max()? as f32;
        Some((x0, (x1 - x0) / self.expected(own).max(f32::EPSILON)))
    }

    fn of<'a>(&self, own: &'a [Read]) -> &'a [Read] {
        &own[self.character..self.character + self.characters]
    }

    /// Width of its characters, in ems.
    fn expected(&self, own: &[Read]) -> f32 {
        self.of(own).iter().map(|own| own.width).sum()
    }

    /// By how much the middles of the characters' ink are right of where they were read.
    fn errors(&self, own: &[Read], patches: &[Patch], mut tell: impl FnMut(f32)) {
        let Some((mut x, scale)) = self.span(own, patches) else { return };
        for read in self.of(own) {
            x += read.width * scale;
            tell(x - read.width * scale / 2.0 - read.x);
        }
    }

    fn cost(&self, own: &[Read], patches: &[Patch], em: f32) -> f32 {
        let group = &patches[self.patch..self.patch + self.patches];
        let [first, ..] = group else { return WITHOUT_INK };
        if self.characters == 0 {
            let speck = first.width().max(first.height()) < SPECK * em;
            return if speck { STRAY_SPECK } else { STRAY };
        }
        let apart = group.windows(2).any(|pair| gap(&pair[0], &pair[1]) > CRACK * em);
        let [character, rest @ ..] = self.of(own) else { return f32::INFINITY };
        if apart || rest.iter().any(|own| own.after_blank) {
            return f32::INFINITY;
        }
        let Some((_, scale)) = self.span(own, patches) else { return WITHOUT_INK };
        let mut off = 0.0;
        self.errors(own, patches, |error| off += error.abs() / em);
        let shape = match (rest, group) {
            ([], [patch]) => misfit(character.character, patch, em),
            _ => 0.0,
        };
        let before = self.patch.checked_sub(1).map_or(f32::INFINITY, |at| gap(&patches[at], first));
        let blank = match (character.after_blank, before / em) {
            (true, gap) if gap < BLANK => NO_BLANK,
            (false, gap) if self.character > 0 && gap.is_finite() => {
                (gap - BLANK).clamp(0.0, NO_BLANK)
            }
            _ => 0.0,
        };
        off + WIDTH * (scale / em - 1.0).abs() * self.expected(own)
            + shape
            + blank
            + TOUCHES * (self.characters - 1) as f32
            + BREAKS * (self.patches - 1) as f32
    }

    /// The ink of each of its characters.
    fn parts(&self, own: &[Read], patches: &[Patch], em: f32) -> Vec<Option<Patch>> {
        let group = &patches[self.patch..self.patch + self.patches];
        let [first, rest @ ..] = group else { return vec![None; self.characters] };
        let mut whole = first.clone();
        rest.iter().for_each(|part| whole.absorb(part));
        let Some((mut x, scale)) = self.span(own, patches) else { return Vec::new() };
        let mut out = Vec::with_capacity(self.characters);
        let mut left = Some(whole);
        for (at, read) in self.of(own).iter().enumerate() {
            x += read.width * scale;
            if at + 1 == self.characters {
                out.push(left.take());
            } else if let Some(whole) = left.take() {
                let low = (x - CUT * em).max(whole.x0 as f32 + 1.0) as usize;
                let high = ((x + CUT * em) as usize).min(whole.x1.saturating_sub(1)).max(low);
                let cut = whole.thinnest(low, high);
                let [part, rest] = whole.split(cut);
                out.push(part);
                left = rest;
            } else {
                out.push(None);
            }
        }
        out
    }
}

/// The cheapest steps that take in all characters and all patches, in order.
fn path(own: &[Read], patches: &[Patch], em: f32) -> Vec<Step> {
    let wide = patches.len() + 1;
    let mut best = vec![(f32::INFINITY, Step::default()); (own.len() + 1) * wide];
    best[0].0 = 0.0;
    for character in 0..=own.len() {
        for patch in 0..wide {
            let so_far = best[character * wide + patch].0;
            if !so_far.is_finite() {
                continue;
            }
            let mut go = |characters: usize, count: usize| {
                let step = Step { character, characters, patch, patches: count };
                if character + characters > own.len() || patch + count >= wide {
                    return;
                }
                let cost = so_far + step.cost(own, patches, em);
                let next = &mut best[(character + characters) * wide + patch + count];
                if cost < next.0 {
                    *next = (cost, step);
                }
            };
            go(0, 1);
            go(1, 0);
            let near = match (own.get(character), patches.get(patch)) {
                (Some(own), Some(patch)) => {
                    patch.x0 as f32 - own.x < REACH * em && own.x - (patch.x1 as f32) < REACH * em
                }
                _ => false,
            };
            if near {
                (1..=BROKEN).for_each(|count| go(1, count));
                (2..=TOUCHING).for_each(|characters| go(characters, 1));
            }
        }
    }
    let mut steps = Vec::new();
    let (mut character, mut patch) = (own.len(), patches.len());
    while character + patch > 0 {
        let step = best[character * wide + patch].1;
        (character, patch) = (step.character, step.patch);
        steps.push(step);
    }
    steps.retain(|step| step.characters > 0);
    steps.reverse();
    steps
}

#[cfg(test)]
mod tests {
    use super::*;

    fn patch(x0: usize, x1: usize, y0: usize, y1: usize) -> Patch {
        let runs = (y0..y1).map(|y| [y, x0, x1]).collect();
        Patch { x0, y0, x1, y1, runs }
    }

    fn characters(given: &[(char, f32)]) -> Vec<Character> {
        given.iter().map(|&(character, x)| Character { character, x, certainty: 1.0 }).collect()
    }

    #[test]
    fn touching_letters_share_a_patch_and_broken_ones_have_several() {
        // "an", touching, a blank, "n" in two parts, a raised "2", and a speck.
        let patches = [
            patch(10, 30, 20, 30),
            patch(40, 43, 20, 30),
            patch(45, 49, 20, 30),
            patch(51, 57, 12, 20),
            patch(70, 71, 10, 11),
        ];
        let read = characters(&[('a', 12.0), ('n', 22.0), (' ', 33.0), ('n', 42.0), ('2', 52.0)]);
        let found = align(&read, &patches, 20.0);
        let span = |own: &Option<Patch>| own.as_ref().map(|own| (own.x0, own.x1));
        let spans: Vec<_> = found.iter().map(span).collect();
        assert_eq!(spans, [Some((10, 20)), Some((20, 30)), None, Some((40, 49)), Some((51, 57))]);
        assert_eq!(found[4].as_ref().map(|own| own.y1), Some(20));
    }

    #[test]
    fn nothing_without_ink() {
        assert_eq!(align(&characters(&[('a', 1.0)]), &[], 10.0), [None]);
        assert!(align(&[], &[patch(1, 2, 3, 4)], 10.0).is_empty());
    }
}
