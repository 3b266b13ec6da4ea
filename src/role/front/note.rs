//! Notes of the first page that say nothing about the paper itself.

use super::super::draft::Draft;
use super::super::model::Role;
use super::super::sentence::{is_terminal, last_sign};
use crate::document::FurnitureKind;
use crate::lexicon::article::names_badge;
use crate::lexicon::continuation::is_remark;
use crate::lexicon::identifier::{doi_prefix, without_resolver};
use crate::lexicon::month::is_recent_year;
use crate::lexicon::notice::{is_on_publication, tells_of_letters};
use crate::reason::Reason;
use crate::tolerance::is_same_size;

/// Lines of one note are no further apart than this, in ems.
const NEXT_LINE: f32 = 0.45;
/// Their boxes overlap by no more than this, in ems.
const LINES_OVERLAP: f32 = -0.6;
/// Notes on the publication have fewer words than this: longer ones say more.
const SHORT_NOTE: usize = 60;

/// Takes notes of the first page for imprint that are no words to a reader of the paper, and remarks
/// that something goes on wherever they stand.
pub(in crate::role) fn mark_imprint(drafts: &mut [Draft]) {
    // A page out of the middle of a paper has other notes at its foot.
    let has = |role: Role| drafts.iter().any(|draft| draft.role.as_ref() == Some(&role));
    let has_front =
        has(Role::Abstract) || has(Role::Keywords) || has(Role::Byline) && has(Role::Affiliation);
    mark_tails(drafts);
    let title = drafts.iter().find(|draft| draft.role == Some(Role::Title));
    let title = title.map(|title| letters_of(&title.chunk.text)).unwrap_or_default();
    for draft in drafts.iter_mut().filter(|draft| !draft.absorbed) {
        let text = draft.chunk.text.trim();
        let reason = match draft.role {
            Some(Role::FrontNote) if has_front => imprint(text),
            Some(Role::Paragraph | Role::Footnote { .. }) => continuation(text),
            _ => None,
        };
        let of_text =
            matches!(draft.role, Some(Role::FrontNote | Role::Paragraph | Role::Footnote { .. }));
        let cites = of_text && cites_itself(text, &title);
        let reason = reason.or(cites.then_some(Reason::NoteOnPublication));
        if let Some(reason) = reason {
            draft.assign(Role::Furniture(FurnitureKind::Imprint), reason);
        }
    }
}

/// Takes the last line of an imprint, which its type or a link parted from it, for imprint, too.
fn mark_tails(drafts: &mut [Draft]) {
    for at in 1..drafts.len() {
        let Some(before) = drafts[..at].iter().rfind(|draft| !draft.absorbed) else { continue };
        let (own, above) = (&drafts[at].chunk, &before.chunk);
        let gap = (own.bbox.y0 - above.bbox.y1) / own.style.size.max(1.0);
        let next_line = own.sheet == 0
            && above.sheet == 0
            && (own.bbox.x0 - above.bbox.x0).abs() < own.style.size
            && is_same_size(own.style.size, above.style.size)
            && (LINES_OVERLAP..NEXT_LINE).contains(&gap);
        let text = above.text.trim_end();
        let address =
            text.rsplit(char::is_whitespace).next().is_some_and(|word| word.contains("//"));
        let one_word = !own.text.trim().contains(char::is_whitespace);
        let open = !is_terminal(last_sign(text)) || address && one_word;
        let imprint = Some(Role::Furniture(FurnitureKind::Imprint));
        if next_line
            && open
            && before.role == imprint
            && drafts[at].role == Some(Role::FrontNote)
            && !drafts[at].absorbed
        {
            drafts[at].assign(Role::Furniture(FurnitureKind::Imprint), Reason::NoteOnPublication);
        }
    }
}

/// What makes a note imprint. The evidence is asked in this order: a remark that something goes on;
/// neither letter nor digit, an address alone, or a badge; the beginning of a short note on the history, the rights
/// or the citation.
fn imprint(text: &str) -> Option<Reason> {
    if let Some(reason) = continuation(text) {
        return Some(reason);
    }
    let is_address = |word: &str| {
        let bare = without_resolver(word);
        word.starts_with("www.") || bare.len() < word.len() || doi_prefix(bare).is_some()
    };
    let mut words = text.split_whitespace();
    let alone = words.next().is_some_and(is_address) && words.next().is_none();
    if alone || !text.contains(char::is_alphanumeric) || names_badge(text) {
        return Some(Reason::NoteWithoutWords);
    }
    let short = text.split_whitespace().count() < SHORT_NOTE;
    (is_on_publication(text) && short && !tells_of_letters(text))
        .then_some(Reason::NoteOnPublication)
}

/// Letters and digits of a text, in lower case.
pub(in crate::role) fn letters_of(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// Whether a short text says how to cite the paper: it holds the letters of its whole title, and the year.
fn cites_itself(text: &str, title: &str) -> bool {
    /// The letters of a shorter title are found by chance.
    const FEWEST_LETTERS: usize = 30;
    title.len() >= FEWEST_LETTERS
        && text.split_whitespace().count() < SHORT_NOTE
        && !tells_of_letters(text)
        && text.split(|c: char| !c.is_alphanumeric()).any(is_recent_year)
        && letters_of(text).contains(title)
}

fn continuation(text: &str) -> Option<Reason> {
    /// Remarks have no more words than this.
    const MOST_WORDS: usize = 8;
    let words: Vec<&str> = text.split_whitespace().collect();
    let set_off = text.starts_with(['(', '[']) && text.ends_with([')', ']']);
    let is_remark = set_off && words.len() <= MOST_WORDS && is_remark(&words.concat());
    is_remark.then_some(Reason::RemarkOfContinuation)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_paper_says_how_to_cite_it() {
        let title = letters_of("Salt in the rivers of the northern plains");
        for (text, cites) in [
            ("Salz A. Salt in the rivers of the north-\nern plains. J Salt. 2020;1:2–3.", true),
            ("Salt in the rivers of the northern plains has been described.", false),
            ("Salz A. Salt in rivers. J Salt. 2020;1:2–3.", false),
        ] {
            assert_eq!(cites_itself(text, &title), cites, "{text}");
        }
    }

    #[test]
    fn notes_that_say_nothing_about_the_paper() {
        let rows = [
            ("(Continued on next page)", Some(Reason::RemarkOfContinuation)),
            ("www.salt.example/journal/rivers", Some(Reason::NoteWithoutWords)),
            ("10.5555/salt.2020", Some(Reason::NoteWithoutWords)),
            ("| |", Some(Reason::NoteWithoutWords)),
            ("Open Access", Some(Reason::NoteWithoutWords)),
            ("Received 1 May 2020", Some(Reason::NoteOnPublication)),
            ("Received 1 May 2020. Correspondence: a@salt.example", None),
            ("The authors have no conflicts of interest.", None),
            ("Present address: Salt House, Seaside", None),
            ("Presented at www.salt.example", None),
        ];
        for (text, expected) in rows {
            assert_eq!(imprint(text), expected, "{text}");
        }
        assert_eq!(continuation("The study was continued (see below)"), None);
    }
}
