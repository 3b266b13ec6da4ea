//! Marks that stand apart from their words: too far from them, or too high, to be of their line.

use super::flat::Flat;
use super::mark::is_marks;
use crate::document::FurnitureKind;
use crate::geometry::Rect;
use crate::provenance::PageNumber;
use crate::role::{Passages, Role};

/// Marks are no further from their words than this, in points.
const MARK_GAP: f32 = 30.0;
/// Marks share at least this part of their height with their words.
const LEVEL_SHARE: f32 = 0.3;

/// A page with more lines of marks is a table of numbers.
const MOST_MARKS: usize = 200;

/// A mark that stands alone on its page.
#[derive(Debug)]
pub(super) struct LoneMark {
    page: PageNumber,
    bbox: Rect,
    marks: String,
}

/// On which side of the words the marks stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Side {
    /// Before a line, as in a list of institutions.
    Before,
    /// Behind a word, as in a byline.
    Behind,
}

/// Lines of passages of a page that are nothing but marks.
pub(super) fn marks(passages: &Passages, page: PageNumber) -> Vec<LoneMark> {
    let own = passages.passages.iter().filter(|passage| {
        matches!(
            passage.role,
            Role::Affiliation
                | Role::Footnote { .. }
                | Role::FrontNote
                | Role::Paragraph
                | Role::Furniture(FurnitureKind::LineNumber | FurnitureKind::Imprint)
        )
    });
    let mut out = Vec::new();
    for passage in own {
        let flat = Flat::of(&passage.text);
        let lines = flat.lines();
        if lines.iter().all(|line| is_marks(&flat.as_str()[line.clone()])) {
            out.extend(lines.into_iter().filter_map(|line| {
                let (at, bbox) = flat.place_of(&line).filter(|(own, _)| *own == page)?;
                let marks = flat.as_str()[line].trim().to_owned();
                Some(LoneMark { page: at, bbox, marks })
            }));
        }
    }
    if out.len() > MOST_MARKS { Vec::new() } else { out }
}

/// Puts marks back to the words that they stand beside.
pub(super) fn insert(flat: &mut Flat<'_>, lone: &[LoneMark], side: Side) {
    for mark in lone {
        let pieces = if side == Side::Before { flat.lines() } else { flat.words() };
        let beside = pieces.into_iter().filter_map(|mut piece| {
            // A mark stands before the comma behind its word.
            if side == Side::Behind {
                piece.end = flat.as_str()[..piece.end].trim_end_matches([',', ';']).len();
            }
            let (page, area) = flat.place_of(&piece)?;
            let (gap, point) = match side {
                Side::Before => (area.x0 - mark.bbox.x1, piece.start),
                Side::Behind => (mark.bbox.x0 - area.x1, piece.end),
            };
            let shared = mark.bbox.vertical().overlap(area.vertical());
            let level = shared > LEVEL_SHARE * mark.bbox.height();
            // A raised mark may reach over the edge of its word.
            let near = page == mark.page && level && (-1.0..MARK_GAP).contains(&gap);
            near.then_some((gap, point))
        });
        let nearest = beside.min_by(|a, b| a.0.total_cmp(&b.0));
        if let Some((_, point)) = nearest {
            flat.insert(point, &mark.marks);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::provenance::Provenance;
    use crate::role::Passage;
    use crate::text::{Builder, Text};

    /// Words with the places of their left edges on one line; each is ten points wide.
    fn line(words: &[(&str, f32)]) -> Text {
        let mut builder = Builder::default();
        for (at, (word, x0)) in words.iter().enumerate() {
            if at > 0 {
                builder.infer(' ');
            }
            let bbox = Rect { x0: *x0, y0: 0.0, x1: x0 + 10.0, y1: 10.0 };
            builder.push(word, Provenance { page: PageNumber::from_index(0), bbox, glyphs: 0..1 });
        }
        builder.finish()
    }

    #[test]
    fn marks_go_to_the_words_beside_them() {
        let mark =
            Passage { role: Role::FrontNote, mark: Text::default(), text: line(&[("1", 21.0)]) };
        let passages = Passages { passages: vec![mark], ..Passages::default() };
        let lone = marks(&passages, PageNumber::from_index(0));
        let names = line(&[("Anna", 0.0), ("Muster,", 11.0), ("Jan", 33.0)]);
        let mut flat = Flat::of(&names);
        insert(&mut flat, &lone, Side::Behind);
        assert_eq!(flat.as_str(), "Anna Muster1, Jan");
        let institution = line(&[("Salt", 35.0), ("Institute", 46.0)]);
        let mut flat = Flat::of(&institution);
        insert(&mut flat, &lone, Side::Before);
        assert_eq!(flat.as_str(), "1Salt Institute");
    }
}
