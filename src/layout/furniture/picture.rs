//! What is drawn in heads and feet.

use super::edge::edges_of_article;
use super::model::Verdict;
use crate::geometry::Rect;
use crate::layout::draft::Draft;
use rustc_hash::FxHashMap;

/// Pictures of a head or foot end within this of the page's edge, as a share of its height.
const BAND_SHARE: f32 = 0.15;
/// Pictures of the heads and feet of a page taken into account at most.
const MOST_PICTURES: usize = 200;

/// For each page, areas of images and drawn things of heads and feet: what another page has in the
/// same place, and what stands in the row of a running head or beyond it.
pub(in crate::layout) fn pictures(
    drafts: &[Draft],
    kinds: &[Vec<Option<Verdict>>],
) -> Vec<Vec<Rect>> {
    let in_band = |draft: &Draft| -> Vec<Rect> {
        let page = &draft.page;
        let (top, bottom) = (BAND_SHARE * page.size.height, (1.0 - BAND_SHARE) * page.size.height);
        let fills = page.fills.iter().map(|fill| &fill.bbox);
        let rulings = page.rulings.iter().map(|ruling| &ruling.bbox);
        let drawn = page.images.iter().chain(&page.drawings).chain(fills).chain(rulings);
        drawn.filter(|bbox| bbox.y1 < top || bbox.y0 > bottom).copied().collect()
    };
    let mut pages: Vec<Vec<Rect>> = drafts.iter().map(in_band).collect();
    let key = |bbox: &Rect| [bbox.x0, bbox.y0, bbox.x1, bbox.y1].map(|side| side.round() as i32);
    let mut found_on: FxHashMap<[i32; 4], (usize, bool)> = FxHashMap::default();
    for (page, areas) in pages.iter().enumerate() {
        for bbox in areas {
            let (first, repeated) = found_on.entry(key(bbox)).or_insert((page, false));
            *repeated |= *first != page;
        }
    }
    for (areas, (draft, kinds)) in pages.iter_mut().zip(drafts.iter().zip(kinds)) {
        let (head, foot) = edges_of_article(draft, kinds);
        areas.retain(|bbox| {
            let middle = bbox.center().y;
            let repeated = found_on.get(&key(bbox)).is_some_and(|(_, repeated)| *repeated);
            repeated || middle <= head || middle >= foot
        });
        areas.truncate(MOST_PICTURES);
    }
    pages
}

#[cfg(test)]
mod tests {
    use super::{Draft, Rect, pictures};
    use crate::page::Page;

    #[test]
    fn pictures_of_running_heads_are_those_that_repeat() {
        let page = |images: &[Rect]| {
            let mut page = Page::default();
            page.size.height = 800.0;
            page.images = images.to_vec();
            Draft { page, ..Draft::default() }
        };
        let logo = Rect::new(40.0, 20.0, 140.0, 50.0);
        let figure = Rect::new(40.0, 60.0, 500.0, 300.0);
        let other = Rect::new(40.0, 52.0, 140.0, 90.0);
        let drafts = [page(&[logo, figure]), page(&[figure, other]), page(&[logo])];
        let none = vec![vec![]; drafts.len()];
        assert_eq!(pictures(&drafts, &none), [vec![logo], vec![], vec![logo]]);
    }
}
