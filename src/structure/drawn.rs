//! The order in which texts are drawn, as a second opinion on the order in which they are read.
//!
//! Most programs draw a page as an author reads it. Where many texts of a page are read against that
//! order, one of the two is wrong.

use crate::layout::PageLayout;
use crate::provenance::PageNumber;
use crate::role::{Passages, Role};

/// Share of the neighbours of a page that are drawn the other way round, from which on it has two
/// orders: figures, tables and notes are often drawn last.
const MUCH: f32 = 0.25;
/// Fewer neighbours than this that are drawn the other way round are a note or a box.
const FEWEST: u32 = 2;

/// Pages of which many neighbouring texts are drawn in the other order.
pub(super) fn pages_of_two_orders(passages: &Passages) -> Vec<PageNumber> {
    let pages = passages.layout.pages.iter();
    let mut last: Vec<Option<u32>> = vec![None; passages.layout.pages.len()];
    let mut pairs = vec![(0u32, 0u32); passages.layout.pages.len()];
    for passage in &passages.passages {
        let text = matches!(
            passage.role,
            Role::Paragraph | Role::Heading(_) | Role::ListItem { .. } | Role::Reference { .. }
        );
        if !text {
            continue;
        }
        let mut page_before = None;
        for at in passage.text.places() {
            let index = at.page.index();
            if page_before.replace(index) == Some(index) {
                continue;
            }
            let Some(page) = passages.layout.pages.get(index) else { continue };
            let drawn = drawn_at(page, at.glyphs.start);
            if let (Some(before), Some(drawn)) = (last[index], drawn) {
                pairs[index].0 += 1;
                pairs[index].1 += u32::from(drawn < before);
            }
            last[index] = drawn.or(last[index]);
        }
    }
    let much = |&(all, back): &(u32, u32)| back >= FEWEST && back as f32 > MUCH * all as f32;
    pages.zip(&pairs).filter(|(_, pair)| much(pair)).map(|(page, _)| page.number).collect()
}

/// Place in the content of the page of a glyph that is read.
fn drawn_at(page: &PageLayout, glyph: u32) -> Option<u32> {
    page.reading.get(glyph as usize).copied()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geometry::Rect;
    use crate::provenance::Provenance;
    use crate::role::Passage;
    use crate::text::{Builder, Text};

    fn two_orders(drawn: &[u32]) -> bool {
        let page = PageLayout { reading: drawn.to_vec(), ..PageLayout::default() };
        let mut passages = Passages::default();
        passages.layout.pages.push(page);
        for at in 0..drawn.len() as u32 {
            let mut text = Builder::default();
            let bbox = Rect::default();
            text.push("a", Provenance { page: PageNumber(1), bbox, glyphs: at..at + 1 });
            let text = text.finish();
            passages.passages.push(Passage { role: Role::Paragraph, mark: Text::default(), text });
        }
        !pages_of_two_orders(&passages).is_empty()
    }

    #[test]
    fn an_order_against_the_content_is_seen() {
        assert!(!two_orders(&[0, 1, 2, 3, 4, 5]));
        assert!(!two_orders(&[3, 4, 5, 0, 1, 2]));
        assert!(two_orders(&[2, 1, 0, 5, 4, 3]));
    }
}
