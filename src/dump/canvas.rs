//! One layer of a drawing: boxes, lines and labels of one kind of thing, as SVG elements.

use super::notation::{Number, put};
use crate::geometry::{Point, Rect};

/// A colour as CSS writes it.
pub(super) type Color = &'static str;

/// How the boxes of a layer look.
#[derive(Debug, Clone, Copy)]
pub(super) struct Pen {
    /// Colour of edges and labels.
    pub(super) color: Color,
    /// Width of edges on a page as high as A4, in points.
    pub(super) width: f32,
    /// How far boxes are filled with the colour, in 0..=1.
    pub(super) fill: f32,
    /// Whether edges are broken.
    pub(super) dashed: bool,
}

impl Pen {
    /// Edges of that width.
    pub(super) const fn line(color: Color, width: f32) -> Self {
        Self { color, width, fill: 0.0, dashed: false }
    }

    /// The same with filled boxes.
    pub(super) const fn filled(self, fill: f32) -> Self {
        Self { fill, ..self }
    }

    /// The same with broken edges.
    pub(super) const fn dashed(self) -> Self {
        Self { dashed: true, ..self }
    }
}

/// A layer that is being drawn.
#[derive(Debug)]
pub(super) struct Canvas {
    /// Name by which it is shown and hidden, also its entry in the legend.
    pub(super) name: String,
    /// How its boxes look.
    pub(super) pen: Pen,
    /// Whether it is to be seen at first.
    pub(super) shown: bool,
    /// Things drawn.
    pub(super) count: usize,
    /// Size of everything that does not belong to the page, relative to a page as high as A4.
    scale: f32,
    body: String,
}

/// Height of letters of labels, in points on a page as high as A4.
const LABEL_SIZE: f32 = 5.5;
/// Mean width of a letter of a label, in ems.
const LETTER_WIDTH: f32 = 0.61;

impl Canvas {
    pub(super) fn new(name: impl Into<String>, pen: Pen, shown: bool, scale: f32) -> Self {
        Self { name: name.into(), pen, shown, count: 0, scale, body: String::new() }
    }

    /// Draws a box; `title` is shown where the pointer rests on it.
    pub(super) fn area(&mut self, bbox: Rect, title: &str) {
        self.count += 1;
        self.extra_area(bbox, title);
    }

    /// Draws a box that is part of a thing already counted.
    pub(super) fn extra_area(&mut self, bbox: Rect, title: &str) {
        put!(self.body, r#"<rect x="{}" y="{}""#, Number(bbox.x0), Number(bbox.y0));
        let (width, height) = (Number(bbox.width().max(0.0)), Number(bbox.height().max(0.0)));
        put!(self.body, r#" width="{width}" height="{height}""#);
        self.close("rect", title);
    }

    /// Draws a line.
    pub(super) fn segment(&mut self, from: Point, to: Point, title: &str) {
        self.count += 1;
        put!(self.body, r#"<line x1="{}" y1="{}""#, Number(from.x), Number(from.y));
        put!(self.body, r#" x2="{}" y2="{}""#, Number(to.x), Number(to.y));
        self.close("line", title);
    }

    fn close(&mut self, element: &str, title: &str) {
        if title.is_empty() {
            self.body.push_str("/>\n");
        } else {
            put!(self.body, "><title>{}</title></{element}>\n", escaped(title));
        }
    }

    /// Draws a dotted connection from one box of a thing to the next.
    pub(super) fn link(&mut self, from: Point, to: Point) {
        put!(self.body, r#"<line class="link" x1="{}" y1="{}""#, Number(from.x), Number(from.y));
        put!(self.body, r#" x2="{}" y2="{}"/>"#, Number(to.x), Number(to.y));
        self.body.push('\n');
    }

    /// Draws an arrow through the points.
    pub(super) fn arrow(&mut self, points: &[Point]) {
        if points.len() < 2 {
            return;
        }
        self.body.push_str(r#"<polyline class="arrow" points=""#);
        points.iter().for_each(|at| put!(self.body, "{},{} ", Number(at.x), Number(at.y)));
        self.body.push_str("\"/>\n");
    }

    /// Draws a tab with white letters whose lower right corner is at `at`.
    pub(super) fn tab_before(&mut self, at: Point, text: &str) {
        let x = at.x - self.tab_width(text);
        self.tab(Point { x, ..at }, text);
    }

    fn tab_width(&self, text: &str) -> f32 {
        LABEL_SIZE * self.scale * (LETTER_WIDTH * text.chars().count() as f32 + 0.5)
    }

    /// Draws a tab with white letters whose lower left corner is at `at`.
    pub(super) fn tab(&mut self, at: Point, text: &str) {
        let size = LABEL_SIZE * self.scale;
        let width = self.tab_width(text);
        let (height, top) = (size * 1.2, at.y - size * 1.2);
        put!(self.body, r#"<rect class="tab" x="{}" y="{}""#, Number(at.x), Number(top));
        put!(self.body, r#" width="{}" height="{}"/>"#, Number(width), Number(height));
        let (x, y) = (Number(at.x + size * 0.25), Number(at.y - size * 0.28));
        put!(self.body, r#"<text class="tab" x="{x}" y="{y}">{}</text>"#, escaped(text));
        self.body.push('\n');
    }

    /// Draws a number in a disc.
    pub(super) fn badge(&mut self, at: Point, text: &str) {
        self.count += 1;
        let size = LABEL_SIZE * self.scale;
        let radius = Number(size * 0.5 * (0.9 + 0.32 * text.chars().count() as f32));
        put!(self.body, r#"<circle cx="{}" cy="{}" r="{radius}"/>"#, Number(at.x), Number(at.y));
        let (x, y) = (Number(at.x), Number(at.y + size * 0.35));
        put!(self.body, r#"<text class="badge" x="{x}" y="{y}">{}</text>"#, escaped(text));
        self.body.push('\n');
    }

    /// Draws a PNG, given in Base64, so pale that boxes over it stand out.
    pub(super) fn picture(&mut self, area: Rect, png: &str) {
        self.count += 1;
        put!(self.body, r#"<image x="{}" y="{}""#, Number(area.x0), Number(area.y0));
        put!(self.body, r#" width="{}" height="{}""#, Number(area.width()), Number(area.height()));
        put!(self.body, r#" opacity="0.7" href="data:image/png;base64,{png}"/>"#);
        self.body.push('\n');
    }

    /// Draws words of the page at their place, as wide as they are there.
    pub(super) fn words(&mut self, at: Point, width: f32, size: f32, text: &str) {
        self.count += 1;
        put!(self.body, r#"<text x="{}" y="{}""#, Number(at.x), Number(at.y));
        put!(self.body, r#" font-size="{}" textLength="{}""#, Number(size), Number(width));
        put!(self.body, r#" lengthAdjust="spacingAndGlyphs">{}</text>"#, escaped(text));
        self.body.push('\n');
    }

    /// The name as an identifier.
    pub(super) fn id(&self) -> String {
        escaped(&self.name).replace(' ', "-")
    }

    /// Appends the layer.
    pub(super) fn write(&self, out: &mut String) {
        let Pen { color, width, fill, dashed } = self.pen;
        let hidden = if self.shown { "" } else { r#" style="display:none""# };
        put!(out, r#"<g id="{}" class="layer"{hidden}"#, self.id());
        put!(out, r#" color="{color}" stroke="{color}" fill="{color}" fill-opacity="{fill}""#);
        put!(out, r#" stroke-width="{:.2}""#, width * self.scale);
        if dashed {
            let dash = 2.0 * self.scale;
            put!(out, r#" stroke-dasharray="{dash:.1} {dash:.1}""#);
        }
        put!(out, ">\n{}</g>\n", self.body);
    }
}

/// Text as XML has it; characters that XML does not allow are left out.
pub(super) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\n' | '\t' => out.push(c),
            '\u{FFFE}' | '\u{FFFF}' => {}
            c if c.is_control() => {}
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_and_control_characters_do_not_pass() {
        assert_eq!(escaped("a<b>&\"\u{1}\u{FFFF}µ"), "a&lt;b&gt;&amp;&quot;µ");
    }

    #[test]
    fn boxes_are_counted_once_a_thing() {
        let mut canvas = Canvas::new("words", Pen::line("#000", 0.5), true, 1.0);
        canvas.area(Rect::new(0.0, 0.0, 1.0, 1.0), "");
        canvas.extra_area(Rect::new(0.0, 0.0, 1.0, 1.0), "more");
        assert_eq!(canvas.count, 1);
        let mut out = String::new();
        canvas.write(&mut out);
        assert_eq!(out.matches("<rect").count(), 2);
    }
}
