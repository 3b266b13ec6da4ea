//! Side door: a scan with what was read of it as invisible text over its images, so that any viewer can
//! search and copy it.

mod font;
mod old;

use crate::geometry::Point;
use crate::page::{Glyph, Page, Pages, Turn};
use crate::pdf::File;
use crate::provenance::PageNumber;
use font::Codes;
use lopdf::{Document, Object, ObjectId, Stream, dictionary};
use std::fmt::Write;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// The words that were read of the images of a document's pages.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Layer(Vec<Sheet>);

/// The words of one page.
#[derive(Debug, Clone, PartialEq)]
struct Sheet {
    number: PageNumber,
    words: Vec<Word>,
    /// How the page in which they are level lies on the page as displayed.
    turn: Turn,
}

/// Characters of one size on one baseline without a blank between them.
#[derive(Debug, Clone, PartialEq)]
struct Word {
    text: String,
    /// Where it begins on its baseline, in points of the page made upright and level.
    origin: Point,
    /// How wide it is, in points.
    width: f32,
    /// Font size in points.
    size: f32,
}

impl Layer {
    /// The words of the pages whose glyphs were recognised.
    pub fn of(pages: &Pages) -> Self {
        let numbered = pages.pages.iter().enumerate();
        let read = numbered.filter(|(_, page)| page.recognised);
        let sheet = |(at, page): (usize, &Page)| Sheet {
            number: PageNumber::from_index(at),
            words: words(page),
            turn: page.turn,
        };
        Self(read.map(sheet).collect())
    }

    /// Whether no page was read from its image.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

fn words(page: &Page) -> Vec<Word> {
    let mut words: Vec<Word> = Vec::new();
    let mut last: Option<&Glyph> = None;
    for glyph in &page.glyphs {
        if glyph.is_blank() {
            last = None;
            continue;
        }
        let goes_on = last.is_some_and(|last| {
            let on_line = last.origin.y == glyph.origin.y && last.size == glyph.size;
            on_line && last.origin.x <= glyph.origin.x
        });
        match words.last_mut().filter(|_| goes_on) {
            Some(word) => {
                page.push_text(glyph, &mut word.text);
                word.width = word.width.max(glyph.bbox.x1 - word.origin.x);
            }
            None => {
                let mut text = String::new();
                page.push_text(glyph, &mut text);
                let width = glyph.bbox.x1 - glyph.origin.x;
                words.push(Word { text, origin: glyph.origin, width, size: glyph.size });
            }
        }
        last = Some(glyph);
    }
    words
}

/// The file with the words over its pages. Nothing comes back where the file cannot be written anew.
pub fn write(file: &File, layer: &Layer, password: Option<&str>) -> Option<Vec<u8>> {
    catch_unwind(AssertUnwindSafe(|| written(file, layer, password.unwrap_or_default()))).ok()?
}

fn written(file: &File, layer: &Layer, password: &str) -> Option<Vec<u8>> {
    let options = lopdf::LoadOptions::with_password(password);
    let mut document = Document::load_mem_with_options(file.bytes(), options)
        .or_else(|_| Document::load_mem(file.bytes()))
        .ok()?;
    let pages: Vec<ObjectId> = document.page_iter().collect();
    // Pages that the two engines count differently cannot be told apart.
    if pages.len() != file.page_count() {
        return None;
    }
    let mut codes = Codes::default();
    let font = document.new_object_id();
    for sheet in &layer.0 {
        let to_page = displayed_to_user(file, sheet.number)?;
        let content = content(sheet, to_page, &mut codes);
        let page = *pages.get(sheet.number.index())?;
        old::remove(&mut document, page);
        add(&mut document, page, font, content)?;
    }
    let dictionary = codes.font(&mut document);
    document.objects.insert(font, Object::Dictionary(dictionary));
    let mut bytes = Vec::new();
    document.save_to(&mut bytes).ok()?;
    Some(bytes)
}

/// Turns points of the displayed page into those of the page's own space (ISO 32000-2, 8.3.2.3).
fn displayed_to_user(file: &File, page: PageNumber) -> Option<[f64; 6]> {
    let [a, b, c, d, e, f] = file.page(page)?.initial_transform(true).as_coeffs();
    let determinant = a * d - b * c;
    let back = |x: f64| x / determinant;
    let own = [d, -b, -c, a, c * f - d * e, b * e - a * f].map(back);
    own.iter().all(|x| x.is_finite()).then_some(own)
}

/// Name of the font among a page's resources.
const FONT: &str = "OffprintText";

/// The words as operators: invisible (text rendering mode 3), each as wide as it is on the page.
fn content(sheet: &Sheet, to_page: [f64; 6], codes: &mut Codes) -> String {
    let [a, b, c, d, e, f] = to_page;
    let mut out = format!("q {a:.6} {b:.6} {c:.6} {d:.6} {e:.4} {f:.4} cm BT 3 Tr\n");
    let (sin, cos) = sheet.turn.direction().sin_cos();
    for word in &sheet.words {
        let count = word.text.chars().count();
        let natural = count as f32 * font::ADVANCE * word.size;
        if natural <= 0.0 || word.width <= 0.0 {
            continue;
        }
        let stretch = 100.0 * word.width / natural;
        // Text space has its y axis upwards.
        let (size, Point { x, y }) = (word.size, sheet.turn.back(word.origin));
        let _ = write!(out, "/{FONT} {size:.3} Tf {stretch:.3} Tz ");
        let _ = write!(out, "{cos:.6} {sin:.6} {sin:.6} {:.6} {x:.3} {y:.3} Tm <", -cos);
        // The blank behind a word makes one line of what is copied.
        for c in word.text.chars().chain([' ']) {
            let _ = write!(out, "{:04X}", codes.of(c));
        }
        out.push_str("> Tj\n");
    }
    out.push_str("ET Q\n");
    out
}

/// Puts content over that of a page.
fn add(document: &mut Document, page: ObjectId, font: ObjectId, content: String) -> Option<()> {
    // What the page leaves of its graphics state is not for the layer.
    let before = document.add_object(Stream::new(dictionary! {}, b"q\n".to_vec()));
    let content = format!("\nQ\n{content}").into_bytes();
    let mut layer = Stream::new(dictionary! {}, content);
    let _ = layer.compress();
    let layer = document.add_object(layer);
    let own = document.get_page_contents(page).into_iter();
    let contents: Vec<Object> =
        [before].into_iter().chain(own).chain([layer]).map(Object::Reference).collect();
    let resources = document.get_or_create_resources(page).ok()?.as_dict_mut().ok()?;
    let fonts = resources.get(b"Font").cloned().unwrap_or(Object::Null);
    let fonts = match fonts {
        Object::Reference(id) => document.get_object(id).ok()?.clone(),
        other => other,
    };
    let mut fonts = fonts.as_dict().cloned().unwrap_or_default();
    fonts.set(FONT, font);
    let resources = document.get_or_create_resources(page).ok()?.as_dict_mut().ok()?;
    resources.set("Font", fonts);
    document.get_dictionary_mut(page).ok()?.set("Contents", contents);
    Some(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geometry::Rect;
    use crate::page::Size;

    fn glyph(c: char, x: f32, y: f32, size: f32) -> Glyph {
        Glyph::upright(c, Rect::new(x, y - size, x + 5.0, y), Point { x, y }, size)
    }

    #[test]
    fn words_end_at_blanks_lines_and_scripts() {
        let glyphs = vec![
            glyph('1', 10.0, 20.0, 9.0),
            glyph('0', 15.0, 20.0, 9.0),
            glyph('9', 20.0, 16.0, 6.0),
            glyph(' ', 25.0, 20.0, 9.0),
            glyph('µ', 30.0, 20.0, 9.0),
            glyph('a', 10.0, 40.0, 9.0),
        ];
        let page = Page { glyphs, recognised: true, ..Page::default() };
        let pages = Pages { pages: vec![Page::default(), page], fonts: Vec::new() };
        let Layer(read) = Layer::of(&pages);
        assert_eq!(read[0].number, PageNumber(2));
        let words: Vec<_> =
            read[0].words.iter().map(|word| (word.text.as_str(), word.width)).collect();
        assert_eq!(words, [("10", 10.0), ("9", 5.0), ("µ", 5.0), ("a", 5.0)]);
        assert!(Layer::of(&Pages::default()).is_empty());
    }

    #[test]
    fn words_of_turned_pages_run_as_they_are_displayed() {
        let mut page = Page { size: Size { width: 600.0, height: 800.0 }, ..Page::default() };
        page.turn(1, 0.0);
        (page.glyphs, page.recognised) = (vec![glyph('a', 10.0, 20.0, 9.0)], true);
        let Layer(read) = Layer::of(&Pages { pages: vec![page], fonts: Vec::new() });
        let written = content(&read[0], [1.0, 0.0, 0.0, 1.0, 0.0, 0.0], &mut Codes::default());
        // What was at the left of the top of the upright page is at the left of the foot.
        assert!(
            written.contains("0.000000 -1.000000 -1.000000 0.000000 20.000 790.000 Tm"),
            "{written}"
        );
    }
}
