//! The type style most of a document is set in.

use super::draft::Draft;
use super::model::{BodyStyle, rounded};
use crate::page::FontId;
use crate::tolerance::quarters;
use rustc_hash::FxHashMap;

/// Gathers the body style of all pages.
pub(super) fn body_style(drafts: &[Draft]) -> BodyStyle {
    let mut sizes: FxHashMap<(u32, FontId), u64> = FxHashMap::default();
    let mut leadings: FxHashMap<u32, FxHashMap<u32, u32>> = FxHashMap::default();
    for draft in drafts {
        for segment in draft.segments.iter().filter(|segment| segment.angle == 0) {
            *sizes.entry((rounded(segment.size).to_bits(), segment.font)).or_default() +=
                u64::from(segment.glyphs);
        }
        count_leadings(draft, &mut leadings);
    }
    let mut by_size: FxHashMap<u32, u64> = FxHashMap::default();
    for ((size, _), count) in &sizes {
        *by_size.entry(*size).or_default() += count;
    }
    let size =
        by_size.iter().max_by_key(|(size, count)| (**count, **size)).map_or(0, |(size, _)| *size);
    let font = sizes
        .iter()
        .filter(|((own, _), _)| *own == size)
        .max_by_key(|((_, font), count)| (**count, std::cmp::Reverse(*font)))
        .map_or(FontId::default(), |((_, font), _)| *font);
    let mut leading: Vec<(f32, f32)> = leadings
        .iter()
        .filter_map(|(size, counts)| {
            let (step, count) =
                counts.iter().max_by_key(|(step, count)| (**count, std::cmp::Reverse(**step)))?;
            (*count >= FEWEST_STEPS).then_some((f32::from_bits(*size), *step as f32 / 4.0))
        })
        .collect();
    leading.sort_by(|a, b| a.0.total_cmp(&b.0));
    BodyStyle { size: f32::from_bits(size), font, leading }
}

/// A leading is that of a type size where it occurs this often.
const FEWEST_STEPS: u32 = 4;
/// Lines that begin within this of one another are of one column, in points.
const EDGE_STEP: f32 = 4.0;
/// Distances of baselines that may be a leading, in ems.
const LEADING: std::ops::Range<f32> = 0.7..3.0;

/// Counts distances between lines that begin at the same place and have the same size.
fn count_leadings(draft: &Draft, leadings: &mut FxHashMap<u32, FxHashMap<u32, u32>>) {
    let mut lines: Vec<(i32, f32, f32)> = draft
        .segments
        .iter()
        .filter(|segment| segment.angle == 0 && segment.glyphs >= 10)
        .map(|segment| ((segment.bbox.x0 / EDGE_STEP) as i32, segment.baseline, segment.size))
        .collect();
    lines.sort_by(|a, b| a.0.cmp(&b.0).then(a.1.total_cmp(&b.1)));
    for pair in lines.windows(2) {
        let step = pair[1].1 - pair[0].1;
        let size = rounded(pair[0].2);
        if pair[0].0 == pair[1].0 && rounded(pair[1].2) == size && LEADING.contains(&(step / size))
        {
            let counts = leadings.entry(size.to_bits()).or_default();
            *counts.entry(quarters(step) as u32).or_default() += 1;
        }
    }
}
