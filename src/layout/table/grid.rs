//! Lines and separators to rows and cells.

use super::column;
use super::entry::{self, Entry};
use super::frame::{Cell, Frame, Grid};
use super::row;
use super::rule::Rules;
use super::scene::Scene;
use super::span;
use super::text;
use super::trim;
use crate::geometry::Rect;

/// Finds the cells of an area; nothing where it has fewer than two rows or columns.
pub(super) fn build(scene: &Scene, bbox: Rect) -> Option<Grid> {
    let bbox = trim::titles(scene, bbox);
    let text = text::read(scene, bbox);
    if text.lines.len() < 2 {
        return None;
    }
    let rules = inside(&scene.rules, bbox);
    let separators = column::separators(&text, 0..text.lines.len(), &rules.down);
    if separators.is_empty() {
        return None;
    }
    let frame = Frame { scene, text: &text, separators: &separators, rules: &rules, bbox };
    let entries = entry::entries(&frame);
    let plan = row::plan(&frame, &entries);
    let grid = cells(&frame, entries, &plan);
    (grid.rows >= 2 && grid.columns >= 2).then_some(grid)
}

/// Reads an area as a table of one column; nothing where it has several or fewer than three rows.
pub(super) fn build_single(scene: &Scene, bbox: Rect) -> Option<Grid> {
    const FEWEST_ROWS: u32 = 3;
    let bbox = trim::titles(scene, bbox);
    let text = text::read(scene, bbox);
    let rules = inside(&scene.rules, bbox);
    if !column::separators(&text, 0..text.lines.len(), &rules.down).is_empty() {
        return None;
    }
    let frame = Frame { scene, text: &text, separators: &[], rules: &rules, bbox };
    let plan = row::plan_single(&frame);
    let grid = cells(&frame, entry::entries(&frame), &plan);
    (grid.rows >= FEWEST_ROWS && grid.columns == 1).then_some(grid)
}

/// The rules inside an area.
fn inside(rules: &Rules, bbox: Rect) -> Rules {
    /// How far a rule may stand outside, in points.
    const OUTSIDE: f32 = 3.0;
    let near = bbox.grown(OUTSIDE);
    let across = rules
        .across
        .iter()
        .filter(|rule| rule.at >= near.y0 && rule.at <= near.y1)
        .filter(|rule| rule.to > bbox.x0 && rule.from < bbox.x1)
        .copied()
        .collect();
    let down = rules
        .down
        .iter()
        .filter(|rule| rule.at >= near.x0 && rule.at <= near.x1)
        .filter(|rule| rule.to > bbox.y0 && rule.from < bbox.y1)
        .copied()
        .collect();
    Rules { across, down }
}

/// Gathers entries of one row and column into cells and closes ranks over empty columns.
fn cells(frame: &Frame, entries: Vec<Entry>, plan: &row::Plan) -> Grid {
    let mut cells: Vec<Cell> = Vec::new();
    for (at, entry) in entries.into_iter().enumerate() {
        let own = (plan.row_of[entry.line as usize], 1);
        let (row, rows) = plan.places.get(&at).copied().unwrap_or(own);
        cells.push(Cell {
            row,
            rows,
            column: entry.first,
            columns: entry.last - entry.first + 1,
            header: row < plan.header_rows,
            tokens: entry.tokens,
        });
    }
    cells.sort_by_key(|cell| (cell.row, cell.column));
    let mut merged: Vec<Cell> = Vec::with_capacity(cells.len());
    for cell in cells {
        match merged.last_mut() {
            Some(last) if last.row == cell.row && last.column + last.columns > cell.column => {
                let end = (last.column + last.columns).max(cell.column + cell.columns);
                last.columns = end - last.column;
                last.tokens.extend(cell.tokens);
            }
            _ => merged.push(cell),
        }
    }
    let mut grid = Grid {
        rows: plan.rows,
        columns: frame.columns() as u32,
        boxed: frame.boxed(),
        cells: merged,
        bbox: frame.bbox,
    };
    span::span_rows(frame, plan, &mut grid);
    span::span_titles(frame, plan, &mut grid);
    grid.cells.sort_by_key(|cell| (cell.row, cell.column));
    drop_empty(&mut grid);
    grid
}

/// Takes out columns in which no cell begins.
fn drop_empty(grid: &mut Grid) {
    let mut used = vec![false; grid.columns as usize];
    for cell in &grid.cells {
        used[cell.column as usize] = true;
    }
    let number: Vec<u32> = used
        .iter()
        .scan(0, |count, &used| {
            let own = *count;
            *count += u32::from(used);
            Some(own)
        })
        .collect();
    let total = used.iter().filter(|&&used| used).count() as u32;
    for cell in &mut grid.cells {
        let end = (cell.column + cell.columns) as usize;
        cell.column = number[cell.column as usize];
        let last = number.get(end).copied().unwrap_or(total);
        cell.columns = (last - cell.column).max(1);
    }
    grid.columns = total;
}

#[cfg(test)]
mod tests {
    use super::super::rule::Rule;
    use super::super::scene::{Piece, Token};
    use super::*;

    /// A scene of lines of 10 points; each word is a text with its left edge, letters 5 wide.
    fn scene(lines: &[(f32, &[(f32, &str)])], across: &[f32], down: &[f32]) -> Scene {
        let rule = |at: &f32, to: f32| Rule { at: *at, from: 0.0, to, shade: false };
        let mut scene = Scene { width: 300.0, body: 10.0, ..Scene::default() };
        for (baseline, words) in lines {
            for (x0, text) in *words {
                let at = scene.tokens.len() as u32;
                let width = 5.0 * text.chars().count() as f32;
                let bbox = Rect::new(*x0, baseline - 8.0, x0 + width, baseline + 2.0);
                scene.tokens.push(Token {
                    bbox,
                    word: at,
                    piece: at,
                    first: text.chars().next().unwrap_or(' '),
                    last: text.chars().last().unwrap_or(' '),
                    label: None,
                });
                let piece = Piece {
                    tokens: at..at + 1,
                    bbox,
                    baseline: *baseline,
                    size: 10.0,
                    chunk_gap: 5.0,
                    item: at,
                };
                scene.pieces.push(piece);
            }
        }
        scene.rules.across = across.iter().map(|at| rule(at, 200.0)).collect();
        scene.rules.down = down.iter().map(|at| rule(at, 100.0)).collect();
        scene
    }

    /// Row, column and number of rows of the cells that cover several.
    fn tall(grid: &Grid) -> Vec<(u32, u32, u32)> {
        let tall = grid.cells.iter().filter(|cell| cell.rows > 1);
        tall.map(|cell| (cell.row, cell.column, cell.rows)).collect()
    }

    type Lines<'a> = &'a [(f32, &'a [(f32, &'a str)])];
    type Rules<'a> = &'a [f32];
    type Shape = (u32, u32, usize);

    /// Lines with their baselines and cells, rules across and down, rows, columns and cells.
    const DRAWN: [(Lines<'_>, Rules<'_>, Rules<'_>, Shape, &str); 13] = [
        (
            &[
                (10.0, &[(0.0, "Drug"), (100.0, "Dose")]),
                (25.0, &[(0.0, "One"), (100.0, "12")]),
                (40.0, &[(0.0, "Two"), (100.0, "13")]),
            ],
            &[0.0, 14.0, 45.0],
            &[],
            (3, 2, 6),
            "three rules",
        ),
        (
            &[
                (10.0, &[(0.0, "Drug"), (100.0, "Effect")]),
                (25.0, &[(0.0, "One"), (100.0, "Headacheandother")]),
                (37.0, &[(100.0, "complaints")]),
                (49.0, &[(0.0, "Two"), (100.0, "None")]),
            ],
            &[0.0, 14.0, 55.0],
            &[],
            (3, 2, 6),
            "a cell of two lines",
        ),
        (
            &[
                (10.0, &[(0.0, "Drug"), (100.0, "Dose")]),
                (25.0, &[(0.0, "One"), (100.0, "Once")]),
                (37.0, &[(0.0, "day"), (100.0, "Twice")]),
                (52.0, &[(0.0, "Two"), (100.0, "Never")]),
            ],
            &[0.0, 14.0, 41.0, 56.0],
            &[0.0, 90.0, 200.0],
            (3, 2, 6),
            "boxes of several lines",
        ),
        (
            &[
                (10.0, &[(0.0, "Drug"), (100.0, "Dose")]),
                (27.0, &[(0.0, "One"), (100.0, "Day")]),
                (44.0, &[(100.0, "Night")]),
                (61.0, &[(0.0, "Two"), (100.0, "Day or night")]),
            ],
            &[0.0, 14.0, 70.0],
            &[],
            (4, 2, 7),
            "lines as wide apart as rows",
        ),
        (
            &[
                (10.0, &[(0.0, "Drug"), (100.0, "Dose")]),
                (25.0, &[(0.0, "Old")]),
                (40.0, &[(0.0, "One"), (100.0, "12")]),
                (52.0, &[(0.0, "Two"), (100.0, "13")]),
                (64.0, &[(0.0, "Six"), (100.0, "14")]),
            ],
            &[0.0, 14.0, 29.0, 70.0],
            &[],
            (5, 2, 9),
            "a title between rules",
        ),
        (
            &[
                (10.0, &[(0.0, "Drug"), (100.0, "Dose")]),
                (25.0, &[(0.0, "One"), (100.0, "Once")]),
                (37.0, &[(100.0, "daily")]),
                (60.0, &[(0.0, "Two"), (100.0, "Twice")]),
                (72.0, &[(100.0, "daily")]),
            ],
            &[0.0, 14.0, 76.0],
            &[0.0, 90.0, 200.0],
            (3, 2, 6),
            "rows of one box, parted by a blank strip",
        ),
        (
            &[
                (10.0, &[(0.0, "Drug"), (60.0, "Dose"), (120.0, "Day"), (160.0, "Hour")]),
                (25.0, &[(0.0, "One"), (60.0, "Once"), (120.0, "11"), (160.0, "12")]),
                (37.0, &[(60.0, "Daily")]),
                (49.0, &[(0.0, "Two"), (60.0, "Twice"), (120.0, "13"), (160.0, "14")]),
                (61.0, &[(60.0, "Daily")]),
                (75.0, &[(0.0, "Six"), (60.0, "Never"), (120.0, "15"), (160.0, "16")]),
                (87.0, &[(60.0, "Daily")]),
                (101.0, &[(0.0, "Ten"), (60.0, "Often"), (120.0, "17"), (160.0, "18")]),
            ],
            &[0.0, 14.0, 110.0],
            &[],
            (5, 4, 20),
            "a row with all its columns right below a cell of two lines",
        ),
        (
            &[
                (
                    10.0,
                    &[(0.0, "Drug"), (40.0, "Form"), (80.0, "Kind"), (120.0, "A"), (160.0, "B")],
                ),
                (25.0, &[(0.0, "One"), (40.0, "Gel"), (80.0, "Trial"), (120.0, "1"), (160.0, "2")]),
                (37.0, &[(0.0, "Oil"), (80.0, "Blind")]),
                (49.0, &[(0.0, "Two"), (40.0, "Gum"), (80.0, "Trial"), (120.0, "3"), (160.0, "4")]),
                (61.0, &[(80.0, "Long")]),
                (73.0, &[(0.0, "Six"), (40.0, "Gel"), (80.0, "Trial"), (120.0, "5"), (160.0, "6")]),
                (85.0, &[(40.0, "Bar"), (80.0, "Open")]),
                (97.0, &[(0.0, "Ten"), (40.0, "Gum"), (80.0, "Trial"), (120.0, "7"), (160.0, "8")]),
            ],
            &[0.0, 14.0, 105.0],
            &[],
            (5, 5, 25),
            "columns in which each row has one line tell rows",
        ),
        (
            &[
                (10.0, &[(0.0, "Drug"), (100.0, "Dose"), (160.0, "Day")]),
                (25.0, &[(160.0, "1.5")]),
                (31.0, &[(0.0, "One"), (100.0, "Once")]),
                (37.0, &[(160.0, "(0.2)")]),
                (55.0, &[(160.0, "2.5")]),
                (61.0, &[(0.0, "Two"), (100.0, "Twice")]),
                (67.0, &[(160.0, "(0.4)")]),
            ],
            &[0.0, 14.0, 75.0],
            &[],
            (3, 3, 9),
            "cells in the middle of their row",
        ),
        (
            &[
                (10.0, &[(0.0, "Drug"), (100.0, "Dose"), (160.0, "Day")]),
                (25.0, &[(0.0, "One"), (100.0, "11"), (160.0, "12")]),
                (37.0, &[(100.0, "(1-2)"), (160.0, "(3-4)")]),
                (49.0, &[(0.0, "Two"), (100.0, "13"), (160.0, "14")]),
                (61.0, &[(100.0, "(5-6)"), (160.0, "(7-8)")]),
            ],
            &[0.0, 14.0, 75.0],
            &[],
            (3, 3, 9),
            "what stands in brackets below a number is of its row",
        ),
        (
            &[
                (10.0, &[(0.0, "Drug"), (100.0, "Dose"), (160.0, "Day")]),
                (22.0, &[(100.0, "Low"), (160.0, "11")]),
                (31.0, &[(0.0, "One"), (100.0, "Mid"), (160.0, "12")]),
                (40.0, &[(100.0, "High"), (160.0, "13")]),
                (49.0, &[(100.0, "Low"), (160.0, "14")]),
                (58.0, &[(0.0, "Two"), (100.0, "Mid"), (160.0, "15")]),
                (67.0, &[(100.0, "High"), (160.0, "16")]),
                (76.0, &[(100.0, "Low"), (160.0, "17")]),
                (85.0, &[(0.0, "Six"), (100.0, "Mid"), (160.0, "18")]),
                (94.0, &[(100.0, "High"), (160.0, "19")]),
            ],
            &[0.0, 14.0, 100.0],
            &[],
            (10, 3, 24),
            "a first cell in the middle of three rows",
        ),
        (
            &[
                (10.0, &[(0.0, "Drug"), (100.0, "Dose"), (160.0, "Day")]),
                (25.0, &[(0.0, "Stonescounted"), (100.0, "11"), (160.0, "12")]),
                (36.0, &[(0.0, "onthelowerwall")]),
                (51.0, &[(0.0, "Typesofroof"), (100.0, "13"), (160.0, "14")]),
                (66.0, &[(0.0, "Longladder"), (100.0, "15"), (160.0, "16")]),
                (77.0, &[(0.0, "12"), (14.0, "rungs")]),
            ],
            &[0.0, 14.0, 90.0],
            &[],
            (4, 3, 12),
            "words of a first cell that go on are no title",
        ),
        (
            &[(10.0, &[(0.0, "Only"), (24.0, "prose")]), (22.0, &[(0.0, "here")])],
            &[0.0, 30.0],
            &[],
            (0, 0, 0),
            "no second column",
        ),
    ];

    #[test]
    fn lines_become_rows_and_cells() {
        for (lines, across, down, expected, why) in DRAWN {
            let scene = scene(lines, across, down);
            let grid = build(&scene, Rect::new(0.0, 0.0, 200.0, 110.0)).unwrap_or_default();
            assert_eq!((grid.rows, grid.columns, grid.cells.len()), expected, "{why}");
        }
    }

    #[test]
    fn lines_of_one_column_become_rows() {
        let long = "Aratherlongwordthatfillstheline";
        let lines: &[(f32, &[(f32, &str)])] = &[
            (10.0, &[(0.0, "1."), (14.0, long)]),
            (22.0, &[(14.0, "goeson")]),
            (34.0, &[(0.0, "2."), (14.0, long)]),
            (46.0, &[(14.0, "goeson")]),
            (58.0, &[(0.0, "Title")]),
            (70.0, &[(0.0, "Alineafterashortone")]),
        ];
        let scene = scene(lines, &[0.0, 80.0], &[]);
        let grid = build_single(&scene, Rect::new(0.0, 0.0, 200.0, 80.0)).unwrap_or_default();
        assert_eq!((grid.rows, grid.columns, grid.cells.len()), (4, 1, 4));
    }

    #[test]
    fn rules_beside_the_first_cell_part_rows() {
        let lines: &[(f32, &[(f32, &str)])] = &[
            (10.0, &[(0.0, "Maker"), (100.0, "Drug")]),
            (25.0, &[(0.0, "Both"), (100.0, "One")]),
            (40.0, &[(100.0, "Two")]),
            (55.0, &[(0.0, "Other"), (100.0, "Six")]),
        ];
        let mut scene = scene(lines, &[0.0, 14.0, 44.0, 60.0], &[0.0, 90.0, 200.0]);
        scene.rules.across.insert(2, Rule { at: 29.0, from: 90.0, to: 200.0, shade: true });
        let grid = build(&scene, Rect::new(0.0, 0.0, 200.0, 60.0)).unwrap_or_default();
        assert_eq!((grid.rows, tall(&grid)), (4, vec![(1, 0, 2)]));
    }

    #[test]
    fn a_first_cell_half_way_between_drawn_rows_covers_all() {
        let lines: &[(f32, &[(f32, &str)])] = &[
            (10.0, &[(0.0, "Maker"), (100.0, "Drug")]),
            (25.0, &[(100.0, "One")]),
            (33.0, &[(0.0, "Both")]),
            (41.0, &[(100.0, "Two")]),
            (55.0, &[(0.0, "Other"), (100.0, "Six")]),
        ];
        let mut scene = scene(lines, &[0.0, 14.0, 44.0, 60.0], &[0.0, 90.0, 200.0]);
        scene.rules.across.insert(2, Rule { at: 29.0, from: 90.0, to: 200.0, shade: false });
        let grid = build(&scene, Rect::new(0.0, 0.0, 200.0, 60.0)).unwrap_or_default();
        assert_eq!((grid.rows, tall(&grid)), (4, vec![(1, 0, 2)]));
    }

    #[test]
    fn a_first_cell_in_the_middle_covers_its_rows() {
        let lines = DRAWN.iter().find(|case| case.4.contains("middle of three")).unwrap().0;
        let scene = scene(lines, &[0.0, 14.0, 100.0], &[]);
        let grid = build(&scene, Rect::new(0.0, 0.0, 200.0, 100.0)).unwrap_or_default();
        assert_eq!(tall(&grid), [(1, 0, 3), (4, 0, 3), (7, 0, 3)]);
    }

    #[test]
    fn first_cells_at_the_top_of_their_rows_cover_none() {
        // Each is in the middle of some rows, too: of one, five, one and three.
        let lines: &[(f32, &[(f32, &str)])] = &[
            (10.0, &[(0.0, "Drug"), (100.0, "Dose"), (160.0, "Day")]),
            (22.0, &[(0.0, "One"), (100.0, "Low"), (160.0, "11")]),
            (31.0, &[(100.0, "Mid"), (160.0, "12")]),
            (40.0, &[(100.0, "High"), (160.0, "13")]),
            (49.0, &[(0.0, "Two"), (100.0, "Low"), (160.0, "14")]),
            (58.0, &[(100.0, "Mid"), (160.0, "15")]),
            (67.0, &[(100.0, "High"), (160.0, "16")]),
            (76.0, &[(0.0, "Six"), (100.0, "Low"), (160.0, "17")]),
            (85.0, &[(100.0, "Mid"), (160.0, "18")]),
            (94.0, &[(0.0, "Ten"), (100.0, "Low"), (160.0, "19")]),
            (103.0, &[(100.0, "Mid"), (160.0, "20")]),
        ];
        let scene = scene(lines, &[0.0, 14.0, 108.0], &[]);
        let grid = build(&scene, Rect::new(0.0, 0.0, 200.0, 108.0)).unwrap_or_default();
        assert_eq!((grid.rows, tall(&grid)), (11, vec![]));
    }

    #[test]
    fn heads_half_way_between_others_part_no_rows() {
        let lines: &[(f32, &[(f32, &str)])] = &[
            (10.0, &[(75.0, "Concentration")]),
            (16.0, &[(0.0, "Drug")]),
            (22.0, &[(60.0, "Low"), (120.0, "High")]),
            (40.0, &[(0.0, "One"), (60.0, "11"), (120.0, "12")]),
            (52.0, &[(0.0, "Two"), (60.0, "13"), (120.0, "14")]),
        ];
        let mut scene = scene(lines, &[0.0, 28.0, 60.0], &[]);
        let part = Rule { at: 13.0, from: 50.0, to: 180.0, shade: false };
        scene.rules.across.insert(1, part);
        let grid = build(&scene, Rect::new(0.0, 0.0, 200.0, 60.0)).unwrap_or_default();
        assert_eq!((grid.rows, tall(&grid)), (4, vec![(0, 0, 2)]));
    }

    #[test]
    fn heads_over_one_rule_keep_their_own_columns() {
        let lines: &[(f32, &[(f32, &str)])] = &[
            (10.0, &[(60.0, "Concentration")]),
            (16.0, &[(140.0, "Platelets")]),
            (22.0, &[(0.0, "Day"), (82.0, "mg")]),
            (37.0, &[(60.0, "Low"), (100.0, "High"), (135.0, "Start"), (175.0, "End")]),
            (52.0, &[(0.0, "One"), (60.0, "11"), (100.0, "12"), (135.0, "13"), (175.0, "14")]),
            (67.0, &[(0.0, "Two"), (60.0, "15"), (100.0, "16"), (135.0, "17"), (175.0, "18")]),
        ];
        let mut scene = scene(lines, &[0.0, 41.0, 72.0], &[]);
        let part = Rule { at: 26.0, from: 50.0, to: 200.0, shade: false };
        scene.rules.across.insert(1, part);
        let grid = build(&scene, Rect::new(0.0, 0.0, 200.0, 72.0)).unwrap_or_default();
        let wide: Vec<(u32, u32)> = grid
            .cells
            .iter()
            .filter(|cell| cell.columns > 1)
            .map(|cell| (cell.column, cell.columns))
            .collect();
        assert_eq!(wide, [(1, 2), (3, 2)]);
    }

    /// Number of cells of the head.
    fn heads(grid: &Grid) -> usize {
        grid.cells.iter().filter(|cell| cell.header).count()
    }

    #[test]
    fn a_head_goes_on_below_cells_across_columns() {
        let lines = |second: [&'static str; 3]| {
            let [first, second, third] = second;
            let body = [("One", "11", "12"), ("Two", "13", "14"), ("Six", "15", "16")];
            let heads = vec![(0.0, first), (90.0, second), (150.0, third)];
            let mut lines = vec![(10.0, vec![(100.0, "Concentration")]), (26.0, heads)];
            for (at, (name, low, high)) in (0u8..).zip(body) {
                let words = vec![(0.0, name), (90.0, low), (150.0, high)];
                lines.push((42.0 + 16.0 * f32::from(at), words));
            }
            lines
        };
        for (second, expected, why) in [
            (["Drug", "Low", "High"], 4, "they are no numbers as those below them are"),
            (["Drug", "21", "22"], 1, "numbers are no heads"),
        ] {
            let lines = lines(second);
            let lines: Vec<_> = lines.iter().map(|(at, words)| (*at, words.as_slice())).collect();
            let scene = scene(&lines, &[0.0, 14.0, 80.0], &[]);
            let grid = build(&scene, Rect::new(0.0, 0.0, 200.0, 80.0)).unwrap_or_default();
            assert_eq!((grid.rows, heads(&grid)), (5, expected), "{why}");
        }
    }

    #[test]
    fn single_words_in_many_columns_are_rows() {
        let lines: &[(f32, &[(f32, &str)])] = &[
            (10.0, &[(0.0, "No"), (50.0, "Size"), (100.0, "Shade"), (150.0, "Shape")]),
            (25.0, &[(0.0, "1"), (50.0, "1"), (100.0, "plain"), (150.0, "round")]),
            (37.0, &[(0.0, "2"), (50.0, "2"), (100.0, "stripe"), (150.0, "square")]),
            (49.0, &[(0.0, "3"), (50.0, "3"), (100.0, "solid"), (150.0, "ragged")]),
        ];
        let scene = scene(lines, &[0.0, 14.0, 54.0], &[45.0, 95.0, 145.0]);
        let grid = build(&scene, Rect::new(0.0, 0.0, 200.0, 54.0)).unwrap_or_default();
        assert_eq!((grid.rows, grid.cells.len()), (4, 16));
    }
}
