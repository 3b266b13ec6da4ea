//! Pages most of whose words are not in the article: a safety net below all that decides what is
//! furniture, imprint and text of figures.

use super::sign::is_prose;
use crate::document::{Fate, FurnitureKind, PageAccount};
use crate::layout::PageLayout;
use crate::provenance::PageNumber;
use crate::reason::Reason;
use crate::role::{Passage, Passages, Role};
use crate::text::{Origin, Text};

/// A text drawn in a figure that has as many words as this and reads as prose is no label.
const LONGEST_LABEL: usize = 12;
/// Furniture of a page is no more than that of most other pages by this factor.
const MORE_FURNITURE: f32 = 1.5;
/// Glyphs of a page number, of a date: what one page may have more than others.
const NUMBERS: u32 = 30;

/// A page without its body.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Bare {
    pub(super) page: PageNumber,
    /// Glyphs that are not in the article, with nothing that speaks for it.
    pub(super) left_out: u32,
    /// Glyphs that can be seen.
    pub(super) visible: u32,
}

/// Pages of which more than half of what can be seen is not in the article, and nothing speaks for it.
/// Nothing does for a page of which nothing can be seen but what is drawn over hidden text. For the text of a figure speaks its caption, or that it is made of labels; for furniture that most
/// pages have as much of it; for an imprint what it says.
pub(super) fn find(passages: &Passages, accounts: &[PageAccount]) -> Vec<Bare> {
    let usual = usual_furniture(accounts);
    let mut left_out = vec![0u32; accounts.len()];
    let mut furniture = vec![0u32; accounts.len()];
    for passage in &passages.passages {
        for (page, glyphs) in glyphs(&passage.text).chain(glyphs(&passage.mark)) {
            let at = page.index();
            let Some(layout) = passages.layout.pages.get(at) else { continue };
            match passage.role {
                Role::FigureText(_) if !is_label(passage, layout) => left_out[at] += glyphs,
                Role::Furniture(FurnitureKind::Imprint) if says_it(&passage.text) => {}
                Role::Furniture(FurnitureKind::Cover) => {}
                Role::Furniture(_) => furniture[at] += glyphs,
                _ => {}
            }
        }
    }
    let bare = accounts.iter().enumerate().map(|(at, account)| {
        let most = usual.map_or(0.0, |usual| MORE_FURNITURE * usual as f32 + NUMBERS as f32);
        let more = if furniture[at] as f32 > most { furniture[at] } else { 0 };
        let visible = visible(account);
        let unseen = if visible == 0 { under_ink(account, &passages.layout.pages[at]) } else { 0 };
        Bare { page: account.page, left_out: left_out[at] + more + unseen, visible }
    });
    bare.filter(|bare| bare.left_out * 2 > bare.visible).collect()
}

/// Glyphs that something drawn on the page hides, or that were laid there unpainted: the text of a scan.
fn under_ink(account: &PageAccount, page: &PageLayout) -> u32 {
    let drawn = !page.page.images.is_empty() || !page.page.drawings.is_empty();
    let hidden = [Reason::Unpainted, Reason::PaintedOver];
    let hidden: u32 = hidden.iter().filter_map(|reason| account.hidden.get(reason)).sum();
    if drawn { hidden } else { 0 }
}

/// Glyphs of furniture that most pages with a body have, where there are such pages.
fn usual_furniture(accounts: &[PageAccount]) -> Option<u32> {
    let with_body = accounts.iter().filter(|account| {
        let placed = [Fate::Body, Fate::Table, Fate::Caption, Fate::Note];
        let placed: u32 = placed.iter().filter_map(|fate| account.fates.get(fate)).sum();
        placed * 2 > visible(account)
    });
    let of = |account: &PageAccount| account.fates.get(&Fate::Furniture).copied();
    let mut furniture: Vec<u32> = with_body.map(|own| of(own).unwrap_or_default()).collect();
    furniture.sort_unstable();
    furniture.get(furniture.len() / 2).copied()
}

fn visible(account: &PageAccount) -> u32 {
    let unseen = [Fate::Blank, Fate::Hidden, Fate::Duplicate];
    let unseen: u32 = unseen.iter().filter_map(|fate| account.fates.get(fate)).sum();
    account.glyphs.saturating_sub(unseen)
}

fn glyphs(text: &Text) -> impl Iterator<Item = (PageNumber, u32)> {
    text.runs().iter().filter_map(|run| match &run.origin {
        Origin::Glyphs(at) => Some((at.page, at.glyphs.len() as u32)),
        Origin::Inferred => None,
    })
}

/// Whether a text drawn in a figure belongs there: the figure has a caption, or the text is no prose.
fn is_label(passage: &Passage, page: &PageLayout) -> bool {
    let Role::FigureText(place) = &passage.role else { return false };
    let figure = page.figures.iter().find(|figure| figure.bbox == place.bbox);
    let text = passage.text.as_str();
    figure.is_some_and(|figure| figure.caption.is_some())
        || text.split_whitespace().count() < LONGEST_LABEL
        || !is_prose(text)
}

/// Whether it is the words of an imprint that made it one.
fn says_it(text: &Text) -> bool {
    text.decisions().iter().any(|decision| {
        matches!(
            decision.reason,
            Reason::WordsOfImprint
                | Reason::WordOfImprintInSmallType
                | Reason::NoteOnPublication
                | Reason::Licence
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Place;
    use crate::geometry::Rect;
    use crate::layout::FigureArea;
    use crate::provenance::Provenance;
    use crate::text::Builder;

    const AREA: Rect = Rect::new(0.0, 0.0, 100.0, 100.0);

    fn text(text: &str, page: PageNumber) -> Text {
        let mut builder = Builder::default();
        let glyphs = 0..text.chars().filter(|c| !c.is_whitespace()).count() as u32;
        builder.push(text, Provenance { page, bbox: AREA, glyphs });
        builder.finish()
    }

    /// The bare pages of a document of one page a passage.
    fn bare(passages: &[(Role, &str)], caption: bool) -> Vec<u32> {
        let mut all = Passages::default();
        let mut accounts = Vec::new();
        for (index, (role, words)) in passages.iter().enumerate() {
            let page = PageNumber::from_index(index);
            let text = text(words, page);
            let fate = match role {
                Role::Paragraph => Fate::Body,
                Role::FigureText(_) => Fate::Figure,
                _ => Fate::Furniture,
            };
            let count: u32 = glyphs(&text).map(|(_, count)| count).sum();
            let fates = [(fate, count)].into();
            accounts.push(PageAccount { page, glyphs: count, fates, ..PageAccount::default() });
            let figure = FigureArea {
                bbox: AREA,
                caption: caption.then_some(AREA),
                reason: Reason::PictureWithoutCaption,
            };
            let layout = PageLayout { figures: vec![figure], ..PageLayout::default() };
            all.layout.pages.push(layout);
            all.passages.push(Passage { role: role.clone(), mark: Text::default(), text });
        }
        find(&all, &accounts).iter().map(|bare| bare.page.0).collect()
    }

    #[test]
    fn pages_without_body_are_told_from_pages_of_figures() {
        let prose = "the keeper of the house came home at ten and put out all of the lamps there";
        let drawn = || Role::FigureText(Place { page: PageNumber(1), bbox: AREA });
        let head = || Role::Furniture(FurnitureKind::RunningHead);
        assert_eq!(bare(&[(drawn(), prose)], false), [1]);
        assert!(bare(&[(drawn(), prose)], true).is_empty());
        assert!(bare(&[(drawn(), "Lamps lit and put out")], false).is_empty());
        assert_eq!(bare(&[(head(), "Lamps")], false), [1]);
        assert_eq!(bare(&[(Role::Paragraph, prose), (head(), prose)], false), [2]);
    }
}
