//! A sheet: one page as the ground, layers over it and a legend beside it.

use super::canvas::{Canvas, Pen, escaped};
use super::kind::Kind;
use super::notation::{Number, put};
use crate::layout::PageLayout;
use crate::page::{Page, Size};
use crate::provenance::PageNumber;

/// Height of the page for which sizes of lines and letters are chosen, in points.
const USUAL_HEIGHT: f32 = 842.0;
/// Width of the legend on such a page, in points.
const LEGEND_WIDTH: f32 = 118.0;
/// Pixels a point, where a drawing is turned into pixels.
const RESOLUTION: f32 = 1.6;

/// Name of the layer with the page itself.
pub(super) const PICTURE: &str = "picture";

/// How much larger than A4 a page is.
fn scale(size: Size) -> f32 {
    (size.width.max(size.height) / USUAL_HEIGHT).max(0.3)
}

/// Pixels a point. A poster is ten times as large as a page of a journal, but is looked at in whole, too.
pub(super) fn zoom(size: Size) -> f32 {
    RESOLUTION / scale(size).max(1.0).sqrt()
}

/// One page.
#[derive(Debug)]
pub(super) struct Sheet {
    /// The page.
    pub(super) number: PageNumber,
    size: Size,
    layers: Vec<Canvas>,
    notes: Vec<String>,
    scale: f32,
}

impl Sheet {
    pub(super) fn new(number: PageNumber, page: &Page) -> Self {
        let size = page.size;
        let scale = scale(size);
        let notes = vec![
            format!("{} × {} pt", Number(size.width), Number(size.height)),
            format!("{} glyphs{}", page.glyphs.len(), if page.complete { "" } else { ", cut off" }),
        ];
        Self { number, size, layers: Vec::new(), notes, scale }
    }

    /// Whether the page itself is drawn.
    pub(super) fn has_picture(&self) -> bool {
        self.layers.iter().any(|layer| layer.name == PICTURE)
    }

    pub(super) fn note_layout(&mut self, page: &PageLayout) {
        let unread = &page.unread;
        let (hidden, duplicate) = (unread.hidden_count(), unread.duplicate);
        self.notes.push(format!("{} read, {} blank", page.reading.len(), unread.blank));
        if hidden + duplicate > 0 {
            self.notes.push(format!("{hidden} hidden, {duplicate} drawn twice"));
        }
    }

    /// The layer of that name, made where there is none yet.
    pub(super) fn layer(&mut self, name: &str, pen: Pen, shown: bool) -> &mut Canvas {
        let found = self.layers.iter().position(|layer| layer.name == name);
        let at = found.unwrap_or_else(|| {
            self.layers.push(Canvas::new(name, pen, shown, self.scale));
            self.layers.len() - 1
        });
        &mut self.layers[at]
    }

    pub(super) fn svg(&self, kind: Kind) -> String {
        let legend = LEGEND_WIDTH * self.scale;
        let (width, height) = (self.size.width + legend, self.size.height);
        let mut out = String::new();
        put!(
            out,
            r#"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:.1} {height:.1}""#
        );
        let zoom = zoom(self.size);
        put!(out, " width=\"{:.0}\" height=\"{:.0}\">\n", width * zoom, height * zoom);
        self.style(&mut out);
        put!(out, "<rect width=\"{width:.1}\" height=\"{height:.1}\" fill=\"#eceff1\"/>\n");
        let (page_width, page_height) = (Number(self.size.width), Number(self.size.height));
        put!(out, r##"<rect width="{page_width}" height="{page_height}" fill="#fff"/>"##);
        out.push('\n');
        let drawn = self.layers.iter().filter(|layer| layer.count > 0);
        drawn.clone().for_each(|layer| layer.write(&mut out));
        self.legend(kind, drawn, &mut out);
        out.push_str("</svg>\n");
        out
    }

    fn style(&self, out: &mut String) {
        let scale = self.scale;
        put!(out, "<style>text {{ font-family: 'DejaVu Sans', sans-serif; stroke: none }}\n");
        put!(out, ".tab {{ fill: currentColor; fill-opacity: 0.85; stroke: none }}\n");
        put!(out, "text.tab, text.badge {{ fill: #fff; fill-opacity: 1; ");
        put!(out, "font-size: {:.2}px }}\n", 5.5 * scale);
        put!(out, "text.badge {{ text-anchor: middle; font-weight: bold }}\n");
        put!(out, "circle {{ fill: currentColor; fill-opacity: 1; stroke: none }}\n");
        put!(out, ".arrow {{ fill: none; stroke-opacity: 0.55; marker-mid: url(#tip); ");
        put!(out, "marker-end: url(#tip) }}\n");
        put!(out, ".link {{ stroke-dasharray: {:.1} {:.1} }}\n", scale, 2.0 * scale);
        put!(out, "#text text {{ fill: #777; fill-opacity: 1; font-family: 'Liberation Serif', ");
        put!(out, "serif }}\n.entry {{ cursor: pointer }}\n.off {{ opacity: 0.35 }}\n</style>\n");
        put!(out, "<defs><marker id=\"tip\" viewBox=\"0 0 6 6\" refX=\"12\" refY=\"3\" ");
        put!(out, "markerWidth=\"9\" markerHeight=\"9\" orient=\"auto\">");
        put!(out, "<path d=\"M0 0L6 3L0 6z\" fill=\"#d50000\" stroke=\"none\"/></marker></defs>\n");
        out.push_str(
            "<script>function toggle(name, entry) {\n\
             const layer = document.getElementById(name), off = layer.style.display !== 'none';\n\
             layer.style.display = off ? 'none' : '';\n\
             entry.classList.toggle('off', off);\n}</script>\n",
        );
    }

    fn legend<'a>(&self, kind: Kind, layers: impl Iterator<Item = &'a Canvas>, out: &mut String) {
        let unit = self.scale;
        let left = self.size.width + 6.0 * unit;
        let mut y = 14.0 * unit;
        let text = |out: &mut String, x: f32, y: f32, size: f32, text: &str| {
            let (x, y, size) = (Number(x), Number(y), Number(size * unit));
            put!(out, r#"<text x="{x}" y="{y}" font-size="{size}">{}</text>"#, escaped(text));
            out.push('\n');
        };
        text(out, left, y, 9.0, &format!("{} · page {}", kind.name(), self.number));
        for note in &self.notes {
            y += 9.0 * unit;
            text(out, left, y, 6.5, note);
        }
        y += 8.0 * unit;
        for layer in layers {
            y += 11.0 * unit;
            let off = if layer.shown { "" } else { " off" };
            let id = layer.id();
            put!(out, r#"<g class="entry{off}" onclick="toggle('{id}', this)">"#);
            let Pen { color, fill, width, .. } = layer.pen;
            put!(out, r#"<rect x="{}" y="{}""#, Number(left), Number(y - 6.0 * unit));
            put!(out, r#" width="{}" height="{}""#, Number(12.0 * unit), Number(7.0 * unit));
            put!(out, r#" stroke="{color}" fill="{color}" fill-opacity="{fill}""#);
            put!(out, r#" stroke-width="{:.2}"/>"#, width.max(0.8) * unit);
            text(out, left + 16.0 * unit, y, 7.0, &format!("{} ({})", layer.name, layer.count));
            out.push_str("</g>\n");
        }
    }
}
