//! Raised and lowered pieces of lines, and the lines they belong to.

use super::draft::Piece;
use super::model::Script;
use super::run::Run;
use crate::page::Page;
use crate::tolerance::{SAME_ROW, is_same_size, nearest_step};
use std::collections::BTreeMap;
use std::ops::Range;

/// Hosts are looked for as far away as they would be if their type were larger than the script's by this
/// factor.
const SEARCHED_HOST: f32 = 2.5;
/// A script is smaller than its line by this factor at least.
const SIZE: f32 = 1.12;
/// A line is larger than its script by this factor at most.
const LARGEST_HOST: f32 = 3.0;
/// A sign that stands high by itself is larger than its line by this factor at most.
const LARGEST_SIGN: f32 = 2.0;
/// Signs that stand high by themselves are this many glyphs at most.
const SIGNS: u32 = 3;
/// Raised characters stand this far above the baseline, in ems of the line.
const RAISED: Range<f32> = 0.12..0.9;
/// Lowered characters stand this far below the baseline, in ems of the line.
const LOWERED: Range<f32> = 0.035..0.5;
/// Where most raised and lowered characters stand, in ems of the line above its baseline.
const USUAL: (f32, f32) = (0.36, -0.16);
/// A script stands this close to its line's letters, in ems of the line.
const GAP: f32 = 0.4;
/// A script before a letter stands this much closer than one behind it, in ems of the line.
const LEADING_GAP: f32 = 0.2;
/// A raised script covers this share of its letter's width at most.
const SUPER_OVERLAP: f32 = 0.3;
/// The same for a lowered one.
const SUB_OVERLAP: f32 = 0.55;
/// Letters narrower than this, in ems of the line, may be covered as if they were as wide.
const NARROW: f32 = 0.2;
/// Pieces of more glyphs than this are lines of their own, not scripts.
const GLYPHS: u32 = 24;
/// Candidates looked at for one script at most, so that a hostile page stays linear.
const CANDIDATES: usize = 256;
/// What follows a script stands within this distance of its end, in ems of the script: that of a
/// narrow blank at most.
const NEXT_GAP: f32 = 0.4;
/// Two numbers raised alike have a blank of a justified line between them at most, in ems of the script.
const BLANK_BETWEEN: f32 = 0.9;
/// A script at the other level stands higher or lower by this much at most, in ems of the script.
const OTHER_LEVEL: f32 = 1.2;
/// What follows in a script stands higher or lower by this much at most, in ems of the script.
const NEXT_STEP: f32 = 0.45;

/// A piece's line and how it stands to it.
pub(super) type Host = Option<(usize, Script)>;

/// Whether all glyphs of a run are signs that stand high by themselves, however they are drawn.
pub(super) fn stands_high(page: &Page, selected: &[u32], run: &Run) -> bool {
    let mut some = false;
    for position in run.glyphs.clone() {
        let mut chars = page.chars(&page.glyphs[selected[position as usize] as usize]).peekable();
        some |= chars.peek().is_some();
        if !chars.all(is_high) {
            return false;
        }
    }
    some
}

/// Whether a sign has its shape, or its place, above the middle of the line; a dot may be raised to
/// it.
fn is_high(c: char) -> bool {
    matches!(c, '°' | '˚' | 'º' | '∘' | '◦' | '′' | '″' | '‴' | '®' | '™' | '·' | '•' | '.')
        || matches!(c, '\'' | '"' | '‘' | '’' | '“' | '”')
}

/// For each piece the line it is raised or lowered from, if it is. `high` tells the runs of signs
/// that stand high by themselves: they may be scripts, but nothing is a script of them.
pub(super) fn find_hosts(runs: &[Run], high: &[bool], pieces: &[Piece]) -> Vec<Host> {
    let sorted = ByBaseline::of(pieces);
    let can_host: Vec<bool> = pieces
        .iter()
        .map(|piece| piece.runs.iter().any(|(index, _)| !high[*index as usize]))
        .collect();
    let mut hosts: Vec<Host> = pieces
        .iter()
        .enumerate()
        .map(|(own, script)| {
            if script.glyphs > GLYPHS {
                return None;
            }
            let reach = script.size * SEARCHED_HOST;
            sorted
                .within(script.baseline - LOWERED.end * reach..script.baseline + RAISED.end * reach)
                .filter(|&at| can_host[at])
                .filter_map(|at| {
                    let found = fit(runs, script, &pieces[at]);
                    let (score, kind) = found.or_else(|| {
                        let is_sign = script.glyphs <= SIGNS && !can_host[own];
                        is_sign.then(|| fit_of_sign(runs, high, script, &pieces[at])).flatten()
                    })?;
                    Some((score, at, kind))
                })
                .min_by(|a, b| a.0.total_cmp(&b.0))
                .map(|(_, at, kind)| (at, kind))
        })
        .collect();
    read_on(runs, pieces, &sorted, &mut hosts);
    stand_in_front(pieces, &sorted, &mut hosts);
    fill_blanks(runs, pieces, &sorted, &mut hosts);
    hosts
}

/// Gives marks and signs that stand in a blank of a line, a little higher or lower than its letters,
/// this line: fonts of signs have baselines of their own.
fn fill_blanks(runs: &[Run], pieces: &[Piece], sorted: &ByBaseline, hosts: &mut [Host]) {
    /// Such pieces are this many glyphs at most.
    const GLYPHS: u32 = 3;
    /// They stand higher or lower than their line by less than this, in ems of the line.
    const SHIFT: f32 = 0.36;
    /// Their type is larger or smaller than that of the line by this factor at most.
    const OTHER_SIZE: f32 = 1.6;
    /// They stand this close to a letter of it, in ems of the line.
    const BLANK: f32 = 0.5;
    for at in 0..pieces.len() {
        let own = &pieces[at];
        if hosts[at].is_some() || own.glyphs > GLYPHS {
            continue;
        }
        let reach = SHIFT * OTHER_SIZE * own.size;
        let near = |other: usize| {
            let line = &pieces[other];
            let fits = other != at
                && hosts[other].is_none()
                && line.glyphs > GLYPHS
                && line.bbox.x0 < own.bbox.x0
                && line.size.max(own.size) < OTHER_SIZE * line.size.min(own.size)
                && (line.baseline - own.baseline).abs() < SHIFT * line.size;
            let nearest = fits.then(|| distance(runs, own, line, Script::Super)).flatten()?;
            (nearest < BLANK).then_some((nearest, other))
        };
        let line = sorted
            .within(own.baseline - reach..own.baseline + reach)
            .filter_map(near)
            .min_by(|a, b| a.0.total_cmp(&b.0));
        if let Some((_, line)) = line {
            hosts[at] = Some((line, Script::Base));
        }
    }
}

/// Gives raised marks that stand in a column of their own in front of lines that begin at one place
/// these lines: so do the numbers of institutions and notes.
fn stand_in_front(pieces: &[Piece], sorted: &ByBaseline, hosts: &mut [Host]) {
    /// Marks are this many glyphs at most.
    const GLYPHS: u32 = 3;
    /// A mark stands in front of its line by this much at most, in ems of the line.
    const FARTHEST: f32 = 1.6;
    /// What stands this close before a mark, in ems of the line, has it as its own.
    const BEFORE: f32 = 3.0;
    /// Marks and lines of one column begin within this of one another, in points.
    const EDGE_STEP: f32 = 2.0;
    let mut columns: BTreeMap<(i32, i32), Vec<(usize, usize)>> = BTreeMap::new();
    for (at, mark) in pieces.iter().enumerate() {
        if hosts[at].is_some() || mark.glyphs > GLYPHS {
            continue;
        }
        let reach = mark.size * SEARCHED_HOST;
        let near = || sorted.within(mark.baseline - reach..mark.baseline + reach);
        let line = near().find(|&other| {
            let gap = (pieces[other].bbox.x0 - mark.bbox.x1) / pieces[other].size;
            hosts[other].is_none()
                && (0.0..FARTHEST).contains(&gap)
                && level(mark, &pieces[other]) == Some(Script::Super)
        });
        let Some(line) = line else { continue };
        let em = pieces[line].size;
        let first = near().all(|other| {
            let own = &pieces[other].bbox;
            own.x0 >= mark.bbox.x0
                || own.x1 < mark.bbox.x0 - BEFORE * em
                || own.vertical().overlap(mark.bbox.vertical()) <= 0.0
        });
        if first {
            let key = |at: usize| nearest_step(pieces[at].bbox.x0, EDGE_STEP);
            columns.entry((key(at), key(line))).or_default().push((at, line));
        }
    }
    for (at, line) in columns.into_values().filter(|column| column.len() > 1).flatten() {
        hosts[at] = Some((line, Script::Super));
    }
}

/// Pieces from top to bottom.
struct ByBaseline {
    order: Vec<usize>,
    baselines: Vec<f32>,
}

impl ByBaseline {
    fn of(pieces: &[Piece]) -> Self {
        let mut order: Vec<usize> = (0..pieces.len()).collect();
        order.sort_by(|&a, &b| pieces[a].baseline.total_cmp(&pieces[b].baseline).then(a.cmp(&b)));
        let baselines = order.iter().map(|&at| pieces[at].baseline).collect();
        Self { order, baselines }
    }

    fn within(&self, range: Range<f32>) -> impl Iterator<Item = usize> {
        let from = self.baselines.partition_point(|&baseline| baseline < range.start);
        let to = self.baselines.partition_point(|&baseline| baseline <= range.end);
        self.order[from..to.max(from)].iter().copied().take(CANDIDATES)
    }
}

/// Gives pieces without a line that of the script they follow closely: of `a,` and `∗` at different
/// heights, or of an index and the mark behind it, only the first touches the letter.
fn read_on(runs: &[Run], pieces: &[Piece], sorted: &ByBaseline, hosts: &mut [Host]) {
    let mut order: Vec<usize> = (0..pieces.len())
        .filter(|&at| hosts[at].is_none() && pieces[at].glyphs <= GLYPHS)
        .collect();
    order.sort_by(|&a, &b| pieces[a].bbox.x0.total_cmp(&pieces[b].bbox.x0).then(a.cmp(&b)));
    for at in order {
        let piece = &pieces[at];
        let step = OTHER_LEVEL * piece.size;
        hosts[at] = sorted.within(piece.baseline - step..piece.baseline + step).find_map(|other| {
            let (host, before) = hosts[other]?;
            if other == at || host == at || hosts[host].is_some() {
                return None;
            }
            let kind = level(piece, &pieces[host])?;
            follows(runs, piece, &pieces[other], kind == before).then_some(())?;
            distance(runs, piece, &pieces[host], kind)?;
            Some((host, kind))
        });
    }
}

/// Whether a piece stands right behind a script, at the same level or at the other one, or behind a part of it: a
/// comma between two numbers may have a baseline of its own.
fn follows(runs: &[Run], piece: &Piece, last: &Piece, same_level: bool) -> bool {
    let reach = piece.bbox.x0 + NEXT_GAP * last.size;
    let ends = last.runs.iter().map(|(run, _)| runs[*run as usize].x1).filter(|end| *end <= reach);
    let end = ends.fold(f32::NEG_INFINITY, f32::max);
    let gap = (piece.bbox.x0 - end) / last.size;
    let shift = (piece.baseline - last.baseline).abs() / last.size;
    let step = if same_level { NEXT_STEP } else { OTHER_LEVEL };
    let alike = same_level && shift < SAME_ROW && is_same_size(piece.size, last.size);
    let widest = if alike { BLANK_BETWEEN } else { NEXT_GAP };
    piece.size <= SIZE * last.size && (-NEXT_GAP..=widest).contains(&gap) && shift <= step
}

/// Whether a piece is raised or lowered from a line, by its size and its baseline.
fn level(script: &Piece, host: &Piece) -> Option<Script> {
    let em = host.size;
    if em < SIZE * script.size || em > LARGEST_HOST * script.size {
        return None;
    }
    let raise = (host.baseline - script.baseline) / em;
    if RAISED.contains(&raise) {
        Some(Script::Super)
    } else if LOWERED.contains(&-raise) {
        Some(Script::Sub)
    } else {
        None
    }
}

/// How well `script` stands as a script of `host`: lower is better.
fn fit(runs: &[Run], script: &Piece, host: &Piece) -> Option<(f32, Script)> {
    let kind = level(script, host)?;
    let em = host.size;
    if script.bbox.x0 - host.bbox.x1 > GAP * em || host.bbox.x0 - script.bbox.x1 > GAP * em {
        return None;
    }
    let nearest = distance(runs, script, host, kind)?;
    if nearest > GAP + LEADING_GAP {
        return None;
    }
    let raise = (host.baseline - script.baseline) / em;
    let ideal = if kind == Script::Super { USUAL.0 } else { USUAL.1 };
    Some((nearest + (raise - ideal).abs(), kind))
}

/// The same for a sign that stands high by itself: it may be set in larger type than its line, and over
/// the point of a number.
fn fit_of_sign(runs: &[Run], high: &[bool], sign: &Piece, host: &Piece) -> Option<(f32, Script)> {
    let shift = (host.baseline - sign.baseline).abs() / host.size;
    if !LOWERED.contains(&shift) || sign.size > LARGEST_SIGN * host.size {
        return None;
    }
    let letters = host.runs.iter().filter(|(run, _)| !high[*run as usize]).copied().collect();
    let letters = Piece { runs: letters, ..host.clone() };
    let nearest = distance(runs, sign, &letters, Script::Super)?;
    (nearest <= GAP).then_some((nearest + shift, Script::Super))
}

/// The least distance of a script from a run of its line, in ems of the line; nothing where the
/// script covers a run. Each of its runs stands beside the line's: a full stop may stand between
/// two of them.
fn distance(runs: &[Run], script: &Piece, host: &Piece, kind: Script) -> Option<f32> {
    let em = host.size;
    // A lowered letter is tucked under a slanted one; a raised one is not.
    let overlap = if kind == Script::Sub { SUB_OVERLAP } else { SUPER_OVERLAP };
    let mut nearest = f32::INFINITY;
    for &(own, _) in &script.runs {
        let own = &runs[own as usize];
        let mut nearest_of_run = f32::INFINITY;
        let mut between = false;
        for &(index, _) in &host.runs {
            let run = &runs[index as usize];
            let gap = (own.x0 - run.x1).max(run.x0 - own.x1);
            let allowed = overlap * (own.x1 - own.x0).min(run.x1 - run.x0).max(NARROW * em);
            if -gap > allowed {
                return None;
            }
            between |= run.x0 > script.bbox.x0 && run.x1 < script.bbox.x1;
            // Scripts follow their letters far more often than they precede them.
            let gap = if own.x0 < run.x0 { gap + LEADING_GAP * em } else { gap };
            nearest_of_run = nearest_of_run.min(gap.abs());
        }
        if between && nearest_of_run > (GAP + LEADING_GAP) * em {
            return None;
        }
        nearest = nearest.min(nearest_of_run);
    }
    Some(nearest / em)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Runs given as (left, right, baseline, size), each a piece of its own.
    fn hosts(given: &[(f32, f32, f32, f32)]) -> Vec<Host> {
        let runs: Vec<Run> = given.iter().map(|&given| run(given)).collect();
        let pieces: Vec<Piece> =
            (0..).zip(&runs).map(|(at, run)| Piece::new(run, at, at)).collect();
        find_hosts(&runs, &vec![false; runs.len()], &pieces)
    }

    fn run((x0, x1, baseline, size): (f32, f32, f32, f32)) -> Run {
        Run { glyphs: 0..2, x0, x1, baseline, size, blank_before: false, blank_after: false }
    }

    #[test]
    fn raised_and_lowered() {
        let found = hosts(&[(0.0, 20.0, 100.0, 10.0), (20.0, 24.0, 96.0, 6.0)]);
        assert_eq!(found, [None, Some((0, Script::Super))]);
        let found = hosts(&[(0.0, 20.0, 100.0, 10.0), (20.0, 24.0, 102.0, 6.0)]);
        assert_eq!(found, [None, Some((0, Script::Sub))]);
        let far = hosts(&[(0.0, 20.0, 100.0, 10.0), (30.0, 34.0, 96.0, 6.0)]);
        assert_eq!(far, [None, None]);
    }

    #[test]
    fn full_stop_between_two_marks() {
        let runs = [
            run((0.0, 20.0, 100.0, 9.0)),
            run((23.3, 25.8, 100.0, 9.0)),
            run((20.0, 23.3, 96.0, 6.0)),
            run((25.8, 29.1, 96.0, 6.0)),
        ];
        let mut line = Piece::new(&runs[0], 0, 0);
        line.absorb(Piece::new(&runs[1], 1, 0));
        let mut marks = Piece::new(&runs[2], 2, 1);
        marks.absorb(Piece::new(&runs[3], 3, 1));
        let found = find_hosts(&runs, &[false; 4], &[line, marks]);
        assert_eq!(found, [None, Some((0, Script::Super))]);
    }

    #[test]
    fn mark_after_a_mark_at_another_height() {
        let found = hosts(&[
            (0.0, 20.0, 100.0, 10.0),
            (20.0, 26.0, 95.5, 7.0),
            (26.2, 30.0, 93.5, 7.0),
            (60.0, 64.0, 93.5, 7.0),
        ]);
        let host = Some((0, Script::Super));
        assert_eq!(found, [None, host, host, None]);
    }

    #[test]
    fn mark_after_an_index() {
        let found =
            hosts(&[(0.0, 20.0, 100.0, 10.0), (20.0, 28.0, 101.5, 6.0), (30.0, 33.0, 96.0, 6.0)]);
        assert_eq!(found, [None, Some((0, Script::Sub)), Some((0, Script::Super))]);
    }

    #[test]
    fn marks_in_a_column_before_their_lines() {
        let lines = [
            (0.0, 3.0, 97.2, 5.5),
            (9.0, 60.0, 100.0, 8.0),
            (0.0, 3.0, 107.2, 5.5),
            (9.0, 60.0, 110.0, 8.0),
        ];
        let (first, second) = (Some((1, Script::Super)), Some((3, Script::Super)));
        assert_eq!(hosts(&lines), [first, None, second, None]);
        assert_eq!(hosts(&lines[..2]), [None, None], "one mark is no column");
    }

    #[test]
    fn a_sign_stands_in_a_blank_of_its_line() {
        let runs = [
            run((0.0, 40.0, 100.0, 10.0)),
            run((50.0, 90.0, 100.0, 10.0)),
            run((42.0, 47.0, 98.0, 10.0)),
            run((70.0, 75.0, 98.0, 10.0)),
        ];
        let mut line = Piece::new(&runs[0], 0, 1);
        line.absorb(Piece::new(&runs[1], 1, 1));
        let (inside, over) = (Piece::new(&runs[2], 2, 0), Piece::new(&runs[3], 3, 0));
        let found = find_hosts(&runs, &[false; 4], &[line, inside, over]);
        assert_eq!(found, [None, Some((0, Script::Base)), None]);
    }

    #[test]
    fn high_signs_have_no_scripts() {
        let runs = [run((0.0, 8.0, 103.0, 16.0)), run((9.0, 40.0, 100.0, 9.0))];
        let pieces = [Piece::new(&runs[0], 0, 0), Piece::new(&runs[1], 1, 1)];
        assert_eq!(find_hosts(&runs, &[true, false], &pieces)[1], None);
        assert!(find_hosts(&runs, &[false, false], &pieces)[1].is_some());
    }
}
