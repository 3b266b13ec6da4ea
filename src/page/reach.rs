//! What a page would have the interpreter build before it draws anything: colour spaces, functions and the
//! widths of fonts. The interpreter has no bound for them, so that they are looked at first.

use super::font::appearances;
use crate::limit::Limits;
use hayro_syntax::object::{Array, Dict, MaybeRef, Object, ObjectIdentifier, Stream};
use hayro_syntax::page::{Page, Resources};
use hayro_syntax::xref::XRef;
use rustc_hash::{FxHashMap, FxHashSet};

/// Entries that lead from one function or colour space to those that it is made of.
const INNER: [&[u8]; 12] = [
    b"Functions",
    b"Function",
    b"Alternate",
    b"ColorSpace",
    b"CS",
    b"Shading",
    b"TR",
    b"TR2",
    b"BG",
    b"UCR",
    b"SMask",
    b"Group",
];

/// What was found of the objects of a file.
pub(super) struct Reach<'l> {
    limits: &'l Limits,
    /// How many functions and colour spaces stand within each other below an object.
    heights: FxHashMap<ObjectIdentifier, u64>,
    /// Whether a font has too many widths.
    fonts: FxHashMap<ObjectIdentifier, bool>,
}

impl<'l> Reach<'l> {
    pub(super) fn new(limits: &'l Limits) -> Self {
        Self { limits, heights: FxHashMap::default(), fonts: FxHashMap::default() }
    }

    /// The name of the limit that something goes beyond which the page reaches.
    pub(super) fn excess(&mut self, page: &Page<'_>) -> Option<&'static str> {
        let xref = page.xref();
        let mut seen = FxHashSet::default();
        let mut left = Vec::new();
        let mut excess = self.of_resources(page.resources(), xref, &mut left);
        let annotations = page.raw().get::<Array<'_>>(b"Annots");
        for annotation in annotations.iter().flat_map(Array::iter::<Dict<'_>>) {
            left.extend(appearances(&annotation).iter().map(|form| form.dict().clone()));
        }
        while let (None, Some(form)) = (excess, left.pop()) {
            if form.obj_id().is_none_or(|id| seen.insert(id))
                && let Some(resources) = form.get::<Dict<'_>>(b"Resources")
            {
                excess = self.of_resources(&Resources::new(resources), xref, &mut left);
            }
        }
        excess
    }

    /// The same of the resources of a page, form, pattern or font; what has resources of its own is added
    /// to `left`.
    fn of_resources<'a>(
        &mut self,
        resources: &Resources<'a>,
        xref: &'a XRef,
        left: &mut Vec<Dict<'a>>,
    ) -> Option<&'static str> {
        let kinds = [
            &resources.color_spaces,
            &resources.shadings,
            &resources.ext_g_states,
            &resources.patterns,
            &resources.x_objects,
        ];
        for (_, object) in kinds.into_iter().flat_map(|kind| kind.entries()) {
            if self.height(&object, xref, 0) > self.limits.depth {
                return Some("depth");
            }
            let dict = match resolved(&object, xref) {
                Some(Object::Dict(dict)) => dict,
                Some(Object::Stream(stream)) => stream.dict().clone(),
                _ => continue,
            };
            let mask = dict.get::<Dict<'_>>(b"SMask");
            let group = mask.and_then(|mask| mask.get::<Stream<'_>>(b"G"));
            left.extend(group.map(|group| group.dict().clone()));
            left.push(dict);
        }
        for name in resources.fonts.keys() {
            let Some(font) = resources.fonts.get::<Dict<'_>>(&*name) else { continue };
            if self.is_too_wide(&font) {
                return Some("widths");
            }
            left.push(font);
        }
        None
    }

    /// How many functions and colour spaces stand within each other below this one, it included, that is
    /// `depth` of them deep itself. Beyond the limit it is not counted on.
    fn height<'a>(&mut self, object: &MaybeRef<Object<'a>>, xref: &'a XRef, depth: u64) -> u64 {
        if depth > self.limits.depth {
            return 1;
        }
        let id = object.as_obj_ref().map(ObjectIdentifier::from);
        if let Some(height) = id.and_then(|id| self.heights.get(&id)) {
            return *height;
        }
        // One that holds itself is not gone into twice.
        self.heights.extend(id.map(|id| (id, 1)));
        let inner: Vec<MaybeRef<Object<'a>>> = match resolved(object, xref) {
            Some(Object::Array(items)) => items.raw_iter().collect(),
            Some(Object::Dict(dict)) => inner(&dict),
            Some(Object::Stream(stream)) => {
                let procedures = procedures(&stream);
                if procedures > self.limits.depth {
                    self.heights.extend(id.map(|id| (id, procedures)));
                    return procedures;
                }
                inner(stream.dict())
            }
            _ => return 0,
        };
        let inner = inner.iter().map(|inner| self.height(inner, xref, depth + 1));
        let height = 1 + inner.max().unwrap_or(0);
        self.heights.extend(id.map(|id| (id, height)));
        height
    }

    /// Whether a font gives widths to more codes than it may.
    fn is_too_wide(&mut self, font: &Dict<'_>) -> bool {
        if let Some(known) = font.obj_id().and_then(|id| self.fonts.get(&id)) {
            return *known;
        }
        let descendants = font.get::<Array<'_>>(b"DescendantFonts");
        let descendants = descendants.iter().flat_map(Array::iter::<Dict<'_>>);
        let widths = |font: Dict<'_>| {
            let across = font.get::<Array<'_>>(b"W").map_or(0, |widths| codes(&widths, 1));
            let down = font.get::<Array<'_>>(b"W2").map_or(0, |widths| codes(&widths, 3));
            across.max(down)
        };
        let is_too_wide = descendants.map(widths).any(|widths| widths > self.limits.widths);
        self.fonts.extend(font.obj_id().map(|id| (id, is_too_wide)));
        is_too_wide
    }
}

fn resolved<'a>(object: &MaybeRef<Object<'a>>, xref: &'a XRef) -> Option<Object<'a>> {
    match object {
        MaybeRef::Ref(reference) => xref.get((*reference).into()),
        MaybeRef::NotRef(object) => Some(object.clone()),
    }
}

fn inner<'a>(dict: &Dict<'a>) -> Vec<MaybeRef<Object<'a>>> {
    INNER.iter().filter_map(|key| dict.get_raw::<Object<'_>>(key)).collect()
}

/// How deep the procedures of a function in PostScript stand within each other.
fn procedures(stream: &Stream<'_>) -> u64 {
    if stream.dict().get::<u8>(b"FunctionType") != Some(4) {
        return 0;
    }
    let Ok(code) = stream.decoded_data() else { return 0 };
    let (mut depth, mut deepest) = (0_u64, 0);
    for byte in code.iter() {
        match byte {
            b'{' => depth += 1,
            b'}' => depth = depth.saturating_sub(1),
            _ => {}
        }
        deepest = deepest.max(depth);
    }
    deepest
}

/// Codes to which an array gives widths (ISO 32000-2, 9.7.4.3), each so many numbers.
fn codes(widths: &Array<'_>, numbers: usize) -> u64 {
    let mut items = widths.iter::<Object<'_>>();
    let mut codes = 0_u64;
    let number = |object: Option<Object<'_>>| match object {
        Some(Object::Number(number)) => u64::try_from(number.as_i64()).ok(),
        _ => None,
    };
    while let Some(first) = number(items.next()) {
        codes = codes.saturating_add(match items.next() {
            Some(Object::Array(list)) => list.raw_iter().count() as u64,
            other => {
                let Some(last) = number(other) else { break };
                items.by_ref().take(numbers).for_each(drop);
                (last + 1).saturating_sub(first)
            }
        });
    }
    codes
}
