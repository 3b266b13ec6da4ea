//! Figure areas: what is drawn or pictured rather than written.
//!
//! The story of a figure: [`scene`] tells prose and captions from the rest of the text, [`graphic`]
//! gathers drawn things that nearly touch, [`bind`] finds those that a caption names, and [`text`]
//! takes in the words drawn among them, but for lines of [`prose`]. Figures with a caption are found before tables, so that a
//! chart is no table; pictures without one after them.

mod bind;
mod graphic;
mod prose;
mod scene;
mod text;

use super::Options;
use super::block::Item;
use super::draft::Draft;
use super::model::{BlockKind, BodyStyle, CaptionArea, FigureArea, TableArea};
use crate::geometry::Rect;
use crate::reason::Reason;
use crate::tolerance::MAJORITY;
use graphic::Graphic;
use scene::{Scene, State};

/// Areas smaller than this on a side, in points, are icons, rules or bullets.
const SMALLEST: f32 = 40.0;
/// An area under a caption may be lower than that, in points: a scheme of one line.
const SMALLEST_CAPTIONED: f32 = 20.0;

/// What is known of a page's figures while its tables are looked for.
#[derive(Debug)]
pub(super) struct Figures {
    pub(super) areas: Vec<FigureArea>,
    scene: Scene,
    /// Graphics that no caption names.
    rest: Vec<Graphic>,
}

impl Figures {
    /// Where the captions of the page stand.
    pub(super) fn captions(&self) -> Vec<CaptionArea> {
        let area = |caption: &scene::Caption| CaptionArea {
            bbox: caption.bbox,
            first: caption.first,
            reason: caption.reason,
        };
        self.scene.captions.iter().map(area).collect()
    }
}

/// Finds figures with a caption; items inside become text of the figure. `pictures` are areas of
/// images and drawn things that are furniture.
pub(super) fn captioned(
    draft: &Draft,
    items: &mut [Item],
    pictures: Vec<Rect>,
    body: &BodyStyle,
    options: &Options,
) -> Figures {
    let scene = Scene { pictures, ..scene::read(draft, items, body, options) };
    let graphics = graphic::find(&draft.page, &scene);
    let bound = bind::bind(&scene, &graphics);
    let mut areas = Vec::new();
    let mut used = vec![false; scene.captions.len()];
    for (at, caption) in scene.captions.iter().enumerate() {
        let mut bbox: Rect = graphics
            .iter()
            .zip(&bound)
            .filter(|(_, to)| **to == Some(at))
            .map(|(graphic, _)| graphic.bbox)
            .collect();
        // An image may reach under its caption.
        if caption.bbox.center().y > bbox.center().y {
            bbox.y1 = bbox.y1.min(caption.bbox.y0.max(bbox.y0));
        }
        let scale = scene.scale();
        if bbox.width() < SMALLEST * scale || bbox.height() < SMALLEST_CAPTIONED * scale {
            continue;
        }
        used[at] = true;
        let number = areas.len() as u32;
        let reason = place_of(bbox, caption.bbox);
        let bbox = text::take(draft, items, &scene, bbox, caption, body, number);
        areas.push(FigureArea { bbox, caption: Some(caption.first), reason });
    }
    let rest = graphics
        .into_iter()
        .zip(bound)
        .filter(|(_, to)| to.is_none_or(|to| !used[to]))
        .map(|(graphic, _)| graphic)
        .collect();
    Figures { areas, scene, rest }
}

/// Where drawn things stand, seen from the caption that names them.
fn place_of(drawn: Rect, caption: Rect) -> Reason {
    if drawn.y1 <= caption.center().y {
        Reason::AboveItsCaption
    } else if drawn.y0 >= caption.center().y {
        Reason::BelowItsCaption
    } else {
        Reason::BesideItsCaption
    }
}

/// Finds figures without a caption; items inside become text of the figure.
pub(super) fn others(
    draft: &Draft,
    items: &mut [Item],
    body: &BodyStyle,
    tables: &[TableArea],
    figures: Figures,
) -> Vec<FigureArea> {
    let Figures { mut areas, scene, rest } = figures;
    let paper = draft.page.size.width * draft.page.size.height;
    let paragraphs = text::paragraphs(draft, items);
    for graphic in rest {
        let bbox = graphic.drawn;
        let shared: f32 = tables.iter().map(|table| table.bbox.intersection(bbox).area()).sum();
        let smallest = SMALLEST * scene.scale();
        let picture = graphic.image >= MAJORITY * bbox.area();
        // Strips and tiles together are a ground as one large picture is.
        if bbox.width() < smallest
            || bbox.height() < smallest
            || bbox.area() >= graphic::LARGEST_SHARE * paper
            || shared > MAJORITY * bbox.area()
            || !picture && prose::is_most(draft, items, bbox, body)
        {
            continue;
        }
        let number = areas.len() as u32;
        let reason =
            if picture { Reason::PictureWithoutCaption } else { Reason::DrawingWithoutCaption };
        areas.push(FigureArea { bbox, caption: None, reason });
        let prose = if picture { prose::on_picture(draft, items, bbox, body) } else { Vec::new() };
        for (at, item) in items.iter_mut().enumerate() {
            let loose =
                !item.head && scene.states.get(at).is_none_or(|state| *state != State::Caption);
            if loose
                && item.kind == BlockKind::Text
                && text::is_inside(bbox, paragraphs[at].unwrap_or(item.bbox))
                && !prose.get(at).is_some_and(|prose| *prose)
            {
                item.kind = BlockKind::Figure(number);
            }
        }
    }
    areas
}
