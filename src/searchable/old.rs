//! Invisible text of a page that is read anew, left out: a viewer would find every word twice.

use lopdf::content::{Content, Operation};
use lopdf::{Dictionary, Document, Object, ObjectId, Stream, dictionary};
use std::collections::BTreeSet;

/// Bytes of one content stream at most, unpacked: the layer of a poster has a tenth of it.
const LONGEST: usize = 64 << 20;

/// Forms within forms are looked at down to this depth.
const DEEPEST: usize = 4;

/// Text rendering mode of text that is neither filled nor stroked (ISO 32000-2, 9.3.6).
const INVISIBLE: i64 = 3;

/// Takes the invisible text out of a page and the forms that it draws. What cannot be understood stays.
pub(super) fn remove(document: &mut Document, page: ObjectId) {
    let content = document.get_page_content_with_limit(page, LONGEST).ok();
    if let Some(kept) = content.as_deref().and_then(without_invisible) {
        let mut stream = Stream::new(dictionary! {}, kept);
        let _ = stream.compress();
        let stream = document.add_object(stream);
        if let Ok(page) = document.get_dictionary_mut(page) {
            page.set("Contents", stream);
        }
    }
    let mut seen = BTreeSet::new();
    let mut open: Vec<(ObjectId, usize)> = page_forms(document, page);
    while let Some((id, depth)) = open.pop() {
        if depth > DEEPEST || !seen.insert(id) {
            continue;
        }
        let Ok(Object::Stream(stream)) = document.get_object(id) else { continue };
        if !stream
            .dict
            .get(b"Subtype")
            .is_ok_and(|own| own.as_name().is_ok_and(|own| own == b"Form"))
        {
            continue;
        }
        let content = stream.get_plain_content_with_limit(LONGEST).ok();
        let resources = stream.dict.get(b"Resources").ok();
        let resources = resources.and_then(|own| dictionary_of(document, own));
        let inner = resources.map_or(Vec::new(), |own| forms(document, own));
        open.extend(inner.into_iter().map(|form| (form, depth + 1)));
        if let Some(kept) = content.as_deref().and_then(without_invisible) {
            document.change_content_stream(id, kept);
        }
    }
}

fn dictionary_of<'a>(document: &'a Document, object: &'a Object) -> Option<&'a Dictionary> {
    document.dereference(object).ok()?.1.as_dict().ok()
}

/// Everything among resources that may be a form.
fn forms(document: &Document, resources: &Dictionary) -> Vec<ObjectId> {
    let objects = resources.get(b"XObject").ok();
    let objects = objects.and_then(|own| dictionary_of(document, own));
    let references = objects.into_iter().flat_map(Dictionary::iter);
    references.filter_map(|(_, own)| own.as_reference().ok()).collect()
}

fn page_forms(document: &Document, page: ObjectId) -> Vec<(ObjectId, usize)> {
    let Ok((own, inherited)) = document.get_page_resources(page) else { return Vec::new() };
    let inherited = inherited.into_iter().filter_map(|id| document.get_dictionary(id).ok());
    let resources = own.into_iter().chain(inherited);
    resources.flat_map(|own| forms(document, own)).map(|form| (form, 0)).collect()
}

/// Content without its invisible text; nothing where it has none or is damaged.
fn without_invisible(content: &[u8]) -> Option<Vec<u8>> {
    let Content { operations } = Content::decode_strict(content).ok()?;
    let count = operations.len();
    let (mut mode, mut saved) = (0, Vec::new());
    let mut is_kept = |own: &Operation| {
        match own.operator.as_str() {
            "q" => saved.push(mode),
            "Q" => mode = saved.pop().unwrap_or(mode),
            "Tr" => mode = own.operands.first().and_then(|own| own.as_i64().ok()).unwrap_or(0),
            "Tj" | "TJ" | "'" | "\"" => return mode != INVISIBLE,
            _ => {}
        }
        true
    };
    let operations: Vec<Operation> = operations.into_iter().filter(|own| is_kept(own)).collect();
    if operations.len() == count {
        return None;
    }
    Content { operations }.encode().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_invisible_text_is_left_out() {
        let content = b"q BT /F1 9 Tf 3 Tr (old) Tj [(text) 5 (too)] TJ ET Q BT (stamp) Tj ET";
        let kept = String::from_utf8(without_invisible(content).unwrap()).unwrap();
        assert!(!kept.contains("old") && !kept.contains("text"), "{kept}");
        assert!(kept.contains("(stamp) Tj"), "{kept}");
        assert_eq!(without_invisible(b"BT (stamp) Tj ET"), None);
        assert_eq!(without_invisible(b"BT 3 Tr (cut off"), None);
    }

    #[test]
    fn forms_are_looked_into() {
        let mut document = Document::with_version("1.7");
        let content = b"BT 3 Tr (old) Tj ET".to_vec();
        let form = document.add_object(Stream::new(dictionary! { "Subtype" => "Form" }, content));
        let objects = dictionary! { "Layer" => form };
        let page = document.add_object(dictionary! {
            "Type" => "Page",
            "Resources" => dictionary! { "XObject" => objects },
        });
        remove(&mut document, page);
        let kept = document.get_object(form).unwrap().as_stream().unwrap();
        let kept = kept.get_plain_content().unwrap();
        assert!(!String::from_utf8(kept).unwrap().contains("old"));
    }
}
