//! Runs to line segments with words and scripts.

use super::Options;
use super::accent::compose_accents;
use super::column::{BULLET_GAP, is_bullet};
use super::draft::{Draft, Piece, Segment, WordDraft};
use super::drop_cap::{self, DropCap};
use super::model::Script;
use super::run::{self, ASCENT, DESCENT, Frame, Run};
use super::script::{self, find_hosts};
use super::select::select;
use crate::geometry::Rect;
use crate::lexicon::language::sets_no_blanks;
use crate::page::{Font, FontId, Page};
use crate::tolerance::{is_one_row, is_same_size, median};
use rustc_hash::FxHashMap;
use std::ops::Range;

/// Baselines whose consecutive distance is below this, in ems, are one row.
const ROW_STEP: f32 = 0.06;
/// A row is no higher than this, in ems, however small the steps.
const ROW_HEIGHT: f32 = 0.3;
/// A blank that is drawn separates words where at least this gap is seen, in ems.
const DRAWN_BLANK_GAP: f32 = 0.03;
/// Where a script sets no blanks between words, letters further apart than this are parted, in ems: lines
/// are justified by less, and a blank is half as wide as an ideograph.
const LETTERS_WITHOUT_BLANKS: f32 = 0.4;
/// The same beside marks, which stand in half of their square.
const MARKS_WITHOUT_BLANKS: f32 = 0.8;
/// Share of blanks among a page's glyphs from which on blanks count as drawn.
const BLANK_SHARE: f32 = 0.06;

/// Most letters of a line are larger than those it begins with by this factor where these are a label of
/// their own.
const LARGER_REST: f32 = 1.15;

/// Cuts a page into line segments.
pub(super) fn draft(mut page: Page, fonts: &[Font], options: &Options) -> Draft {
    let (selected, unread) = select(&page);
    compose_accents(&mut page, &selected);
    let drawn_blanks = unread.blank as f32 > BLANK_SHARE * selected.len() as f32;
    let mut angles: Vec<i16> =
        selected.iter().map(|&index| Frame::of(&page.glyphs[index as usize])).collect();
    angles.sort_unstable_by_key(|angle| (*angle != 0, *angle));
    angles.dedup();
    let mut rulings = page.rulings.clone();
    rulings.sort_by(|a, b| a.bbox.y1.total_cmp(&b.bbox.y1).then(a.bbox.x0.total_cmp(&b.bbox.x0)));
    let mut draft = Draft { page, unread, rulings, ..Draft::default() };
    for angle in angles {
        let frame = Frame::new(angle);
        let runs = run::chain(&draft.page, &selected, frame);
        let bullets: Vec<bool> =
            runs.iter().map(|run| is_sign(&draft.page, &selected, run, is_bullet)).collect();
        let high: Vec<bool> =
            runs.iter().map(|run| script::stands_high(&draft.page, &selected, run)).collect();
        let upright = angle == 0;
        let caps = if upright { drop_cap::find(&draft.page, &selected, &runs) } else { Vec::new() };
        for piece in join(&runs, &high, &bullets, &caps, options) {
            let plain = options.word_gap_without_blanks;
            let gaps =
                Gaps { letters: if drawn_blanks { options.word_gap } else { plain }, signs: plain };
            push_segment(&mut draft, &selected, &runs, &high, &piece, frame, &gaps);
        }
    }
    style_segments(&mut draft, fonts);
    draft
}

/// Joins runs into lines: by row, then scripts to their lines, then what scripts kept apart.
fn join(
    runs: &[Run],
    high: &[bool],
    bullets: &[bool],
    caps: &[DropCap],
    options: &Options,
) -> Vec<Piece> {
    let mut pieces = split_rows(runs, caps, options);
    for cap in caps {
        let begins = |piece: &Piece| piece.runs.iter().any(|(run, _)| *run as usize == cap.line);
        if let Some(piece) = pieces.iter_mut().find(|piece| begins(piece)) {
            piece.begin_with(&runs[cap.letter], cap.letter as u32);
        }
    }
    let hosts = find_hosts(runs, high, &pieces);
    let mut joined: Vec<Option<Piece>> = pieces.into_iter().map(Some).collect();
    // Smaller pieces first, so that a script of a script arrives with its host.
    let mut order: Vec<usize> = (0..joined.len()).filter(|&at| hosts[at].is_some()).collect();
    let size = |at: usize| joined[at].as_ref().map_or(0.0, |piece| piece.size);
    order.sort_by(|&a, &b| size(a).total_cmp(&size(b)).then(a.cmp(&b)));
    for at in order {
        let Some((host, script)) = hosts[at] else { continue };
        let Some(mut piece) = joined[at].take() else { continue };
        for (_, own) in &mut piece.runs {
            *own = script;
        }
        match joined[host].as_mut() {
            Some(host) => {
                host.runs.append(&mut piece.runs);
                host.bbox.x0 = host.bbox.x0.min(piece.bbox.x0);
                host.bbox.x1 = host.bbox.x1.max(piece.bbox.x1);
            }
            None => joined[at] = Some(piece),
        }
    }
    let mut pieces: Vec<Piece> = joined.into_iter().flatten().collect();
    set_bullets(&mut pieces, bullets);
    rejoin(pieces, options)
}

/// Sets lone bullets into the row of the text that they stand in front of: bullets of another font
/// need not stand on its baseline.
fn set_bullets(pieces: &mut [Piece], bullets: &[bool]) {
    /// Pieces looked at above and below a bullet at most, so that a hostile page stays linear.
    const NEIGHBOURS: usize = 64;
    let mut order: Vec<usize> = (0..pieces.len()).collect();
    order.sort_by(|&a, &b| pieces[a].baseline.total_cmp(&pieces[b].baseline));
    for place in 0..order.len() {
        let own = &pieces[order[place]];
        if !matches!(own.runs[..], [(run, _)] if bullets[run as usize]) {
            continue;
        }
        let near = place.saturating_sub(NEIGHBOURS)..(place + NEIGHBOURS).min(order.len());
        let behind = order[near].iter().map(|&at| &pieces[at]).filter(|other| {
            let gap = other.bbox.x0 - own.bbox.x1;
            is_one_row(own.baseline, other.baseline, other.size)
                && (0.0..BULLET_GAP * other.size).contains(&gap)
        });
        let next = behind.min_by(|a, b| a.bbox.x0.total_cmp(&b.bbox.x0));
        if let Some(row) = next.map(|next| next.row) {
            pieces[order[place]].row = row;
        }
    }
}

/// Cuts rows of runs with one baseline where gaps are wide.
fn split_rows(runs: &[Run], caps: &[DropCap], options: &Options) -> Vec<Piece> {
    let is_cap = |&at: &u32| caps.iter().any(|cap| cap.letter == at as usize);
    let mut order: Vec<u32> = (0..runs.len() as u32).filter(|at| !is_cap(at)).collect();
    order.sort_by(|&a, &b| {
        let (a, b) = (&runs[a as usize], &runs[b as usize]);
        a.baseline.total_cmp(&b.baseline).then(a.x0.total_cmp(&b.x0))
    });
    let mut pieces = Vec::new();
    let mut row: Vec<u32> = Vec::new();
    let mut number = 0;
    for index in order {
        let run = &runs[index as usize];
        if let (Some(&first), Some(&last)) = (row.first(), row.last()) {
            let (first, last) = (&runs[first as usize], &runs[last as usize]);
            let em = run.size.min(last.size);
            if run.baseline - last.baseline > ROW_STEP * em
                || run.baseline - first.baseline > ROW_HEIGHT * em
            {
                split_row(runs, &mut row, number, &mut pieces, options);
                number += 1;
            }
        }
        row.push(index);
    }
    split_row(runs, &mut row, number, &mut pieces, options);
    pieces
}

fn split_row(
    runs: &[Run],
    row: &mut Vec<u32>,
    number: u32,
    pieces: &mut Vec<Piece>,
    options: &Options,
) {
    row.sort_by(|&a, &b| runs[a as usize].x0.total_cmp(&runs[b as usize].x0).then(a.cmp(&b)));
    let first = pieces.len();
    for index in row.drain(..) {
        let run = &runs[index as usize];
        let piece = Piece::new(run, index, number);
        match pieces[first..].last_mut() {
            Some(last)
                if piece.bbox.x0 - last.bbox.x1
                    <= options.segment_gap * piece.size.max(last.size) =>
            {
                last.absorb(piece);
            }
            _ => pieces.push(piece),
        }
    }
}

/// Joins pieces of one row whose gap a script has filled.
fn rejoin(mut pieces: Vec<Piece>, options: &Options) -> Vec<Piece> {
    pieces.sort_by(|a, b| a.row.cmp(&b.row).then(a.bbox.x0.total_cmp(&b.bbox.x0)));
    let mut joined: Vec<Piece> = Vec::with_capacity(pieces.len());
    for piece in pieces {
        match joined.last_mut() {
            Some(last)
                if last.row == piece.row
                    && piece.bbox.x0 - last.bbox.x1
                        <= options.segment_gap * piece.size.max(last.size) =>
            {
                last.absorb(piece);
            }
            _ => joined.push(piece),
        }
    }
    joined
}

/// Gaps that separate words, in ems.
#[derive(Debug, Clone, Copy)]
struct Gaps {
    /// Between two letters.
    letters: f32,
    /// Beside any other sign, which is kerned more tightly.
    signs: f32,
}

impl Gaps {
    /// The gap that separates the draft's last glyph from a run.
    fn between(&self, draft: &Draft, selected: &[u32], run: &Run) -> f32 {
        let glyph = |index: Option<&u32>| {
            index.and_then(|&index| draft.page.glyphs.get(index as usize)).map(|own| own.text)
        };
        let next = selected.get(run.glyphs.start as usize);
        let (Some(last), Some(next)) = (glyph(draft.glyphs.last()), glyph(next)) else {
            return self.signs;
        };
        let are = |is: fn(char) -> bool| [last, next].map(|text| text.as_char().map(is));
        if are(sets_no_blanks) == [Some(true); 2] {
            let letters = are(char::is_alphabetic) == [Some(true); 2];
            let least = if letters { LETTERS_WITHOUT_BLANKS } else { MARKS_WITHOUT_BLANKS };
            return least.max(self.letters);
        }
        // Ligatures read as several letters.
        let letters = are(char::is_alphabetic).iter().all(|is| is.unwrap_or(true));
        if letters { self.letters } else { self.signs }
    }
}

/// Writes a line down as words.
fn push_segment(
    draft: &mut Draft,
    selected: &[u32],
    runs: &[Run],
    high: &[bool],
    piece: &Piece,
    frame: Frame,
    gaps: &Gaps,
) {
    let mut order = piece.runs.clone();
    order.sort_by(|a, b| {
        let (a, b) = (&runs[a.0 as usize], &runs[b.0 as usize]);
        a.x0.total_cmp(&b.x0).then(a.glyphs.start.cmp(&b.glyphs.start))
    });
    let is_point = |at: u32| is_sign(&draft.page, selected, &runs[at as usize], |c| c == '.');
    let points: Vec<bool> = order.iter().map(|&(at, _)| is_point(at)).collect();
    let threshold = tracked_gap(runs, &order, &points, gaps);
    let first_word = draft.words.len() as u32;
    let mut end = f32::NEG_INFINITY;
    let mut blank = false;
    for (place, &(index, script)) in order.iter().enumerate() {
        let run = &runs[index as usize];
        let gap = (run.x0 - end) / piece.size;
        let of_cap = place == 1 && piece.drop_cap == Some(order[0].0) && !blank;
        // The points of a leader are one sign, however far they stand apart.
        let of_leader = place > 0 && points[place] && points[place - 1];
        let new_word = draft.words.len() as u32 == first_word
            || !of_cap && !of_leader && gap > threshold.between(draft, selected, run)
            || ((blank || run.blank_before) && !of_leader && gap > DRAWN_BLANK_GAP);
        let start = draft.glyphs.len() as u32;
        let script = if high[index as usize] { Script::Base } else { script };
        for position in run.glyphs.clone() {
            draft.glyphs.push(selected[position as usize]);
            draft.scripts.push(script);
        }
        let bbox = page_box(draft, start, run, frame);
        match draft.words.last_mut() {
            Some(word) if !new_word => {
                word.glyphs.end = draft.glyphs.len() as u32;
                word.bbox = word.bbox.union(bbox);
            }
            _ => draft.words.push(WordDraft { glyphs: start..draft.glyphs.len() as u32, bbox }),
        }
        end = end.max(run.x1);
        blank = run.blank_after;
    }
    let words = first_word..draft.words.len() as u32;
    let bbox: Rect = draft.words[first_word as usize..].iter().map(|word| word.bbox).collect();
    // A drop capital stands beside the next lines, too, which are not of its line.
    let height = piece.drop_cap.map_or(bbox, |_| piece.bbox);
    draft.segments.push(Segment {
        words,
        bbox: Rect { y0: height.y0, y1: height.y1, ..bbox },
        baseline: if frame.angle == 0 { piece.baseline } else { bbox.y1 },
        size: piece.size,
        angle: frame.angle,
        glyphs: piece.glyphs,
        ..Segment::default()
    });
}

/// Whether a run is one lone sign of some kind: a bullet, or a point as leaders have, whose steps are
/// no rhythm of letters.
fn is_sign(page: &Page, selected: &[u32], run: &Run, is_kind: impl Fn(char) -> bool) -> bool {
    let first = selected.get(run.glyphs.start as usize);
    let glyph = first.and_then(|&index| page.glyphs.get(index as usize));
    run.glyphs.len() == 1 && glyph.is_some_and(|glyph| glyph.text.as_char().is_some_and(is_kind))
}

/// The gap that separates words of a line whose letters are set apart: above all letter gaps.
fn tracked_gap(runs: &[Run], order: &[(u32, Script)], points: &[bool], plain: &Gaps) -> Gaps {
    /// Lines of fewer runs show no rhythm.
    const FEWEST: usize = 6;
    /// A blank between spaced letters is wider than the space between them by this factor.
    const TRACKED_BLANK: f32 = 1.6;
    let letters = order.iter().zip(points).filter(|(_, point)| !**point);
    let runs: Vec<&Run> = letters.map(|((index, _), _)| &runs[*index as usize]).collect();
    let single = runs.iter().filter(|run| run.glyphs.len() == 1).count();
    if runs.len() < FEWEST || single * 10 < runs.len() * 7 {
        return *plain;
    }
    let gaps =
        runs.windows(2).map(|pair| (pair[1].x0 - pair[0].x1) / pair[0].size.max(pair[1].size));
    let usual = median(gaps).unwrap_or_default();
    let tracked = if usual > run::GAP { usual * TRACKED_BLANK } else { 0.0 };
    Gaps { letters: plain.letters.max(tracked), signs: plain.signs.max(tracked) }
}

/// The box of a run's glyphs on the page, from ascent to descent of its size.
fn page_box(draft: &Draft, start: u32, run: &Run, frame: Frame) -> Rect {
    let glyphs = &draft.glyphs[start as usize..];
    let page = &draft.page;
    match frame.angle {
        0 => run.bbox(),
        90 | -90 | 180 | -180 => {
            let across = |x: f32, y: f32, sign: f32| {
                let (a, b) = (x - sign * ASCENT * run.size, x + sign * DESCENT * run.size);
                (a.min(b), a.max(b), y)
            };
            glyphs
                .iter()
                .map(|&index| {
                    let glyph = &page.glyphs[index as usize];
                    let (origin, bbox) = (glyph.origin, glyph.bbox);
                    match frame.angle {
                        90 => {
                            let (x0, x1, _) = across(origin.x, 0.0, -1.0);
                            Rect::new(x0, bbox.y0, x1, bbox.y1)
                        }
                        -90 => {
                            let (x0, x1, _) = across(origin.x, 0.0, 1.0);
                            Rect::new(x0, bbox.y0, x1, bbox.y1)
                        }
                        _ => {
                            let (y0, y1, _) = across(origin.y, 0.0, -1.0);
                            Rect::new(bbox.x0, y0, bbox.x1, y1)
                        }
                    }
                })
                .collect()
        }
        _ => glyphs.iter().map(|&index| page.glyphs[index as usize].bbox).collect(),
    }
}

/// Finds each segment's type style: that of most of its letters on the baseline.
pub(super) fn style_segments(draft: &mut Draft, fonts: &[Font]) {
    let mut counts: FxHashMap<FontId, u32> = FxHashMap::default();
    for index in 0..draft.segments.len() {
        let words = draft.segments[index].words.clone();
        let style = style_of(draft, words, fonts, &mut counts);
        let segment = &mut draft.segments[index];
        segment.font = style.font;
        segment.bold = style.bold;
        segment.bold_start = style.bold_start;
        segment.bold_end = style.bold_end;
        segment.italic = style.italic;
        segment.capitals = style.capitals;
        segment.color = style.color;
        // The small capitals of a label that begins a line say nothing of the rest of it.
        if let Some(size) = style.size.filter(|size| *size > LARGER_REST * segment.size) {
            segment.size = size;
        }
    }
}

#[derive(Debug, Default)]
struct SegmentStyle {
    font: FontId,
    bold: bool,
    bold_start: bool,
    bold_end: bool,
    italic: bool,
    capitals: bool,
    color: u32,
    size: Option<f32>,
}

fn style_of(
    draft: &Draft,
    words: Range<u32>,
    fonts: &[Font],
    counts: &mut FxHashMap<FontId, u32>,
) -> SegmentStyle {
    counts.clear();
    let (mut letters, mut bold, mut italic, mut upper, mut lower) = (0u32, 0u32, 0u32, 0u32, 0u32);
    let (mut color, mut bold_start, mut bold_end) = (None, false, false);
    let mut sizes: Vec<(f32, u32)> = Vec::new();
    for word in &draft.words[words.start as usize..words.end as usize] {
        for at in word.glyphs.clone() {
            if draft.scripts[at as usize] != Script::Base {
                continue;
            }
            let glyph = &draft.page.glyphs[draft.glyphs[at as usize] as usize];
            let c = glyph.text.as_char().unwrap_or('f');
            color.get_or_insert(glyph.color);
            match sizes.iter_mut().find(|(size, _)| is_same_size(*size, glyph.size)) {
                Some((_, count)) => *count += 1,
                None => sizes.push((glyph.size, 1)),
            }
            *counts.entry(glyph.font).or_default() += 1;
            if c.is_alphanumeric() {
                let font = fonts.get(glyph.font.0 as usize);
                letters += 1;
                bold_end = font.is_some_and(|font| font.bold);
                bold_start |= letters == 1 && bold_end;
                bold += u32::from(bold_end);
                italic += u32::from(font.is_some_and(|font| font.italic));
                upper += u32::from(c.is_uppercase());
                lower += u32::from(c.is_lowercase());
            }
        }
    }
    let font = counts
        .iter()
        .max_by_key(|(font, count)| (**count, std::cmp::Reverse(**font)))
        .map(|(font, _)| *font)
        .unwrap_or_default();
    SegmentStyle {
        font,
        bold: letters > 0 && bold * 10 >= letters * 8,
        bold_start,
        bold_end,
        italic: letters > 0 && italic * 10 >= letters * 7,
        capitals: upper >= 3 && lower * 10 < upper,
        color: color.unwrap_or_default(),
        size: sizes.into_iter().max_by_key(|(_, count)| *count).map(|(size, _)| size),
    }
}
