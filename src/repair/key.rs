//! What the edits of a document are known by, so that a decision finds its edit again.

use crate::decision::Key;
use crate::text::{Edit, Text};
use rustc_hash::FxHashMap;

/// Characters on each side of an edit that tell it from others, of the lines it stands in.
const CONTEXT: usize = 40;

/// Gives the edits of a document their keys, text by text in the order of the document.
///
/// A key tells the page, the rule, what is put in place of what, and the printed words around it in its line. It does not
/// tell the passage, which another version may cut or join elsewhere, nor anything else of the page. Edits that are
/// alike in all of that, as in cells of one text, are counted.
#[derive(Debug, Default)]
pub(super) struct Keys {
    counts: FxHashMap<Key, u32>,
}

impl Keys {
    /// Gives the edits of a text their keys.
    pub(super) fn give(&mut self, text: &Text, edits: &mut [Edit]) {
        for edit in edits {
            let (start, end) = (edit.range.start as usize, edit.range.end as usize);
            let original = text.original();
            let place = text.place_of(&edit.range).map(|(page, _)| page);
            let page = place.or_else(|| text.places().next().map(|at| at.page));
            let page = page.map_or_else(String::new, |page| page.to_string());
            let (before, behind) = (before(&original[..start]), behind(&original[end..]));
            let printed = &original[start..end];
            let parts = [&page, edit.rule, before, printed, behind, &edit.replacement];
            let alike = self.counts.entry(Key::of(&parts)).or_default();
            let number = alike.to_string();
            *alike += 1;
            edit.key = Some(Key::of(&[&parts[..], &[&number]].concat()));
        }
    }
}

/// The end of a text, no longer than what tells an edit, and of one line.
fn before(text: &str) -> &str {
    let own = text.char_indices().rev().take(CONTEXT).take_while(|(_, c)| *c != '\n');
    &text[own.last().map_or(text.len(), |(at, _)| at)..]
}

/// The beginning of a text, likewise.
fn behind(text: &str) -> &str {
    let own = text.char_indices().take(CONTEXT).take_while(|(_, c)| *c != '\n');
    &text[..own.last().map_or(0, |(at, c)| at + c.len_utf8())]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geometry::Rect;
    use crate::provenance::{PageNumber, Provenance};
    use crate::text::Builder;

    /// The key of an edit of the first `ug` in a text.
    fn key(keys: &mut Keys, page: u32, words: &str, replacement: &str) -> Key {
        let at = Provenance { page: PageNumber(page), bbox: Rect::default(), glyphs: 0..1 };
        let mut builder = Builder::default();
        builder.push(words, at);
        let start = words.find("ug").unwrap() as u32;
        let mut edits = [Edit {
            rule: "test",
            reason: "a test",
            range: start..start + 1,
            replacement: replacement.to_owned(),
            style: None,
            confidence: 1.0,
            key: None,
            verdict: None,
        }];
        keys.give(&builder.finish(), &mut edits);
        edits[0].key.unwrap()
    }

    fn alone(page: u32, words: &str, replacement: &str) -> Key {
        key(&mut Keys::default(), page, words, replacement)
    }

    #[test]
    fn a_key_outlasts_what_changes_elsewhere() {
        let first = alone(3, "and 5 ug of salt", "µ");
        let far = "x".repeat(CONTEXT);
        let same = "A line before.\nand 5 ug of salt\nand one behind";
        assert_eq!(alone(3, same, "µ"), first);
        assert_eq!(
            alone(3, &format!("a{far}ug{far}"), "µ"),
            alone(3, &format!("{far}ug{far}b"), "µ")
        );
        for other in ["and 6 ug of salt", "and 5 ug of silt", "5 ug"] {
            assert_ne!(alone(3, other, "µ"), first, "{other}");
        }
        assert_ne!(alone(4, "and 5 ug of salt", "µ"), first);
        assert_ne!(alone(3, "and 5 ug of salt", "m"), first);
    }

    #[test]
    fn edits_that_are_alike_have_keys_of_their_own() {
        let mut keys = Keys::default();
        let cells: Vec<Key> = (0..3).map(|_| key(&mut keys, 1, "5 ug", "µ")).collect();
        assert!(cells[0] != cells[1] && cells[1] != cells[2] && cells[0] != cells[2]);
        assert_eq!(cells[0], alone(1, "5 ug", "µ"));
    }
}
