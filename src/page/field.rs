//! Values of form fields, and free text, that have no appearance: viewers draw them by themselves
//! (ISO 32000-2, 12.5.6.6 and 12.7.4).

use crate::pdf::text_string;
use hayro_interpret::kurbo::{Affine, Rect};
use hayro_syntax::object::{Array, Dict, Name, Object, Stream, String as PdfString};
use hayro_syntax::page::Page;

/// Annotations of a page that are looked at at most.
const ANNOTATION_LIMIT: usize = 10_000;
/// Fields above a field that are asked for what it inherits at most.
const DEPTH: usize = 16;
/// Characters of a value, and of all values of a page, that are read at most.
const LONGEST: usize = 20_000;
const ALL: usize = 500_000;

/// Flags of annotations and fields (ISO 32000-2, tables 167 and 228).
const HIDDEN: u32 = 1 << 1;
const NO_VIEW: u32 = 1 << 5;
const MULTILINE: u32 = 1 << 12;
const PASSWORD: u32 = 1 << 13;

/// Type size where a value is to fit its field, in points, and as a share of a lower field's height.
const USUAL_SIZE: f64 = 12.0;
const SHARE: f64 = 0.7;
/// Advance of a character and distance of lines, in ems: about those of Helvetica.
const ADVANCE: f64 = 0.5;
const LEADING: f64 = 1.15;
/// A baseline stands so far below the middle of a line, in ems.
const BELOW_MIDDLE: f64 = 0.35;

/// One character of a value: its place maps glyph space (1000 to the em) to default user space.
pub(super) struct Typed {
    pub(super) character: char,
    pub(super) place: Affine,
}

/// Advance of every character, in glyph space.
pub(super) const GLYPH_ADVANCE: f32 = 1000.0 * ADVANCE as f32;

/// The values of a page that have no appearance, each as its characters.
pub(super) fn values(source: &Page<'_>) -> Vec<Vec<Typed>> {
    let Some(annotations) = source.raw().get::<Array<'_>>(b"Annots") else { return Vec::new() };
    let annotations = annotations.iter::<Dict<'_>>().take(ANNOTATION_LIMIT);
    let values = annotations.filter_map(|own| value(&own)).map(|own| own.typed());
    let mut left = ALL;
    let is_read = |typed: &Vec<Typed>| {
        left = left.saturating_sub(typed.len());
        left > 0
    };
    values.take_while(is_read).collect()
}

struct Value {
    text: String,
    area: Rect,
    size: f64,
    from_top: bool,
}

fn value(annotation: &Dict<'_>) -> Option<Value> {
    let flags = annotation.get::<u32>(b"F").unwrap_or(0);
    let subtype = annotation.get::<Name<'_>>(b"Subtype")?;
    let is_field = &*subtype == b"Widget";
    if flags & (HIDDEN | NO_VIEW) != 0 || !is_field && &*subtype != b"FreeText" {
        return None;
    }
    let appearance = annotation.get::<Dict<'_>>(b"AP");
    if appearance.is_some_and(|own| own.get::<Stream<'_>>(b"N").is_some()) {
        return None;
    }
    let (text, from_top) = if is_field {
        let flags = inherited(annotation, |own| own.get::<u32>(b"Ff")).unwrap_or(0);
        if flags & PASSWORD != 0 {
            return None;
        }
        (of_field(annotation)?, flags & MULTILINE != 0)
    } else {
        (string(&annotation.get::<Object<'_>>(b"Contents")?)?, true)
    };
    let [x0, y0, x1, y1] = annotation.get::<[f64; 4]>(b"Rect")?;
    let area = Rect::new(x0, y0, x1, y1).abs();
    let text: String = text.trim().chars().take(LONGEST).collect();
    if text.is_empty() || area.width() <= 0.0 || area.height() <= 0.0 {
        return None;
    }
    let style = inherited(annotation, |own| own.get::<PdfString<'_>>(b"DA"));
    let stated = style.and_then(|style| size_of(style.as_bytes()));
    let size = stated.unwrap_or(USUAL_SIZE.min(SHARE * area.height()));
    Some(Value { text, area, size, from_top })
}

/// What a field holds: text, or what was chosen of a list, as it is shown.
fn of_field(annotation: &Dict<'_>) -> Option<String> {
    let kind = inherited(annotation, |own| own.get::<Name<'_>>(b"FT"))?;
    let value = inherited(annotation, |own| own.get::<Object<'_>>(b"V"))?;
    match (&*kind, value) {
        (b"Tx", value) => string(&value),
        (b"Ch", Object::Array(chosen)) => {
            let chosen = chosen.iter::<Object<'_>>().filter_map(|own| shown(annotation, &own));
            Some(chosen.collect::<Vec<_>>().join("\n"))
        }
        (b"Ch", value) => shown(annotation, &value),
        _ => None,
    }
}

/// An option of a list as it is shown, which need not be as it is exported.
fn shown(annotation: &Dict<'_>, value: &Object<'_>) -> Option<String> {
    let own = string(value)?;
    let options = inherited(annotation, |own| own.get::<Array<'_>>(b"Opt"));
    let shown = options.and_then(|options| {
        let mut pairs = options.iter::<Object<'_>>().filter_map(|option| match option {
            Object::Array(pair) => {
                let mut pair = pair.iter::<Object<'_>>().filter_map(|part| string(&part));
                Some((pair.next()?, pair.next()?))
            }
            _ => None,
        });
        pairs.find(|(exported, _)| *exported == own).map(|(_, shown)| shown)
    });
    Some(shown.unwrap_or(own))
}

fn string(object: &Object<'_>) -> Option<String> {
    match object {
        Object::String(text) => Some(text_string(text.as_bytes())),
        Object::Stream(text) => Some(text_string(&text.decoded_data().ok()?)),
        _ => None,
    }
}

/// An entry of a field, or of the nearest field above it that has it (12.7.4.1).
fn inherited<'a, T>(field: &Dict<'a>, entry: impl Fn(&Dict<'a>) -> Option<T>) -> Option<T> {
    let mut field = field.clone();
    for _ in 0..DEPTH {
        if let Some(found) = entry(&field) {
            return Some(found);
        }
        field = field.get::<Dict<'a>>(b"Parent")?;
    }
    None
}

/// The type size of a default appearance (12.7.4.3), such as `/Helv 11 Tf 0 g`; 0 leaves it to the viewer.
fn size_of(style: &[u8]) -> Option<f64> {
    let text = String::from_utf8_lossy(style);
    let words: Vec<&str> = text.split_ascii_whitespace().collect();
    let at = words.iter().position(|word| *word == "Tf")?;
    let size: f64 = words.get(at.checked_sub(1)?)?.parse().ok()?;
    (size.is_finite() && size > 0.0).then_some(size)
}

impl Value {
    /// Its characters in lines that fit the area; what has no room stands below it.
    fn typed(&self) -> Vec<Typed> {
        let advance = ADVANCE * self.size;
        let room = ((self.area.width() / advance) as usize).max(1);
        let lines = lines(&self.text, if self.from_top { room } else { usize::MAX });
        let leading = LEADING * self.size;
        let first = if self.from_top {
            self.area.y1 - leading / 2.0
        } else {
            self.area.center().y + leading * (lines.len() as f64 - 1.0) / 2.0
        };
        let mut typed = Vec::new();
        for (row, line) in lines.iter().enumerate() {
            let baseline = first - leading * row as f64 - BELOW_MIDDLE * self.size;
            for (column, character) in line.chars().enumerate() {
                let x = self.area.x0 + advance * column as f64;
                let place = Affine::translate((x, baseline)) * Affine::scale(self.size / 1000.0);
                typed.push(Typed { character, place });
            }
        }
        typed
    }
}

/// Lines of at most so many characters, but for words that are longer.
fn lines(text: &str, room: usize) -> Vec<String> {
    let mut lines = Vec::new();
    for paragraph in text.replace("\r\n", "\n").split(['\n', '\r']) {
        let mut line = String::new();
        for word in paragraph.split_whitespace() {
            let length = line.chars().count();
            if length > 0 && length + 1 + word.chars().count() > room {
                lines.push(std::mem::take(&mut line));
            }
            if !line.is_empty() {
                line.push(' ');
            }
            line.push_str(word);
        }
        lines.push(line);
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_of_default_appearances() {
        assert_eq!(size_of(b"/F1 11 Tf 0 g"), Some(11.0));
        assert_eq!(size_of(b"0 g /Helv 0 Tf"), None);
        assert_eq!(size_of(b"Tf"), None);
        assert_eq!(size_of(b"/F1 x Tf"), None);
    }

    #[test]
    fn values_stand_in_their_area() {
        let area = Rect::new(50.0, 500.0, 110.0, 520.0);
        let value = Value { text: "two words".to_owned(), area, size: 10.0, from_top: false };
        let typed = value.typed();
        let text: String = typed.iter().map(|own| own.character).collect();
        assert_eq!(text, "two words");
        let [.., x, y] = typed[4].place.as_coeffs();
        assert_eq!((x, y), (70.0, 506.5));
        let typed =
            Value { from_top: true, area: Rect::new(0.0, 0.0, 40.0, 40.0), ..value }.typed();
        let rows: Vec<f64> = typed.iter().map(|own| own.place.as_coeffs()[5]).collect();
        assert!(rows[0] > rows[3] && rows[3] == rows[7] && typed.len() == 8);
    }

    #[test]
    fn lines_end_where_there_is_no_room() {
        assert_eq!(lines("one two three", 7), ["one two", "three"]);
        assert_eq!(lines("one\rtwo\r\nthree", 99), ["one", "two", "three"]);
        assert_eq!(lines("extraordinary", 4), ["extraordinary"]);
    }
}
