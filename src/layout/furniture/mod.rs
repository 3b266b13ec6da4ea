//! What stands on pages but is not of the article: running heads, page numbers, line numbers,
//! stamps.
//!
//! Each kind is told by evidence of its own: [`line_number`] finds numbers that count lines,
//! [`stamp`] text that is turned, [`repeat`] heads and feet that come again at one height of other
//! pages, [`page_number`] numbers that grow as the pages do, and [`lone`] the heads and feet of a page
//! that has no others to compare with. All but stamps stand outside of the rows of the article, which
//! [`edge`] tells. [`picture`] finds what is drawn around them.

mod button;
mod edge;
pub(super) mod line_number;
mod lone;
mod model;
mod number;
pub(super) mod ornament;
mod page_number;
mod picture;
mod repeat;
mod stamp;

use super::draft::Draft;
use super::model::BodyStyle;
use crate::document::FurnitureKind;
use crate::page::Font;
use crate::reason::Reason;
use edge::{edges_of_article, is_prose};
pub(super) use model::Verdict;
use model::{Edge, Rows};
pub(super) use picture::pictures;

/// For each page, for each segment, what furniture it is. Posters have only stamps: what stands at
/// their edges are names of panels and labels of figures.
pub(super) fn find(
    drafts: &[Draft],
    body: &BodyStyle,
    fonts: &[Font],
    poster: bool,
) -> Vec<Vec<Option<Verdict>>> {
    let mut kinds: Vec<Vec<Option<Verdict>>> =
        drafts.iter().map(|draft| vec![None; draft.segments.len()]).collect();
    if poster {
        return kinds;
    }
    for (draft, kinds) in drafts.iter().zip(&mut kinds) {
        line_number::mark(draft, kinds);
        stamp::mark(draft, kinds);
        button::mark(draft, kinds);
        ornament::mark(draft, kinds);
    }
    let rows: Vec<Rows> =
        drafts.iter().zip(&kinds).map(|(draft, kinds)| edge::rows(draft, kinds)).collect();
    let edges: Vec<Edge> = drafts
        .iter()
        .zip(&rows)
        .enumerate()
        .flat_map(|(page, (draft, rows))| edge::segments(page, draft, rows))
        .collect();
    repeat::mark(drafts, &rows, &edges, body, fonts, &mut kinds);
    page_number::mark(&edges, &mut kinds);
    if let ([draft], [rows], [kinds]) = (drafts, &*rows, &mut *kinds) {
        lone::mark(draft, rows, body, kinds);
    }
    for (draft, kinds) in drafts.iter().zip(&mut kinds) {
        spread_outwards(draft, body, kinds);
    }
    kinds
}

/// What stands in the row of a page number or running head, or beyond it, is furniture too,
/// but for lines of prose in the type of the body: they may begin a page as high as its head.
fn spread_outwards(draft: &Draft, body: &BodyStyle, kinds: &mut [Option<Verdict>]) {
    let (head, foot) = edges_of_article(draft, kinds);
    for (segment, kind) in draft.segments.iter().zip(kinds.iter_mut()) {
        if kind.is_none() && segment.angle == 0 && !is_prose(segment, body) {
            if segment.baseline <= head {
                *kind = Some((FurnitureKind::RunningHead, Reason::BeyondFurniture));
            } else if segment.baseline >= foot {
                *kind = Some((FurnitureKind::RunningFoot, Reason::BeyondFurniture));
            }
        }
    }
}
