//! Whether the first page of the file is the first page of an article or a poster: what stands there
//! beside large type. Pages out of the middle of a paper have large type, too, and capitalised words.

use super::super::draft::{Context, Draft};
use super::super::model::Role;
use super::super::name::{is_reference_name, name_of};
use super::prose::{is_list_of_names, is_names, is_prose};
use super::summary::unnamed;
use crate::lexicon::body;
use crate::lexicon::notice::{is_on_publication, tells_of_letters};
use crate::lexicon::section::{Section, names};
use crate::reason::Reason;
use crate::tolerance::is_same_size;

/// An institution with its address, or a note on letters, has no more words than this.
const ADDRESS_WORDS: usize = 60;
/// Prose below a title is larger than the text by this factor where it sums it up.
const LARGER_OPENING: f32 = 1.08;
/// Evidence of this weight makes a first page: one thing that nothing but first pages have, or two
/// that other pages may have, too.
const ENOUGH: u32 = 2;

/// What tells that a page is the first one of an article.
#[derive(Debug, Default, Clone, Copy)]
pub(super) struct Evidence {
    /// An abstract or keywords under their name.
    summary: bool,
    /// Prose below the title that keywords or the first section follow, or in larger type than the text.
    opening: bool,
    /// The name of an introduction, which is the first section of a paper.
    introduction: bool,
    /// A list of names with marks.
    list: bool,
    /// A note on history, rights or citation.
    publication: bool,
    /// Prose below the title in another type, where the document has further pages to compare it with.
    set_apart: bool,
    /// Two words with capitals that end in a mark.
    marks: bool,
    /// An institution with its place.
    institution: bool,
    /// How to reach authors.
    letters: bool,
    /// The name of a reference list: the paper may be whole on its page.
    references: bool,
    /// The document has further pages, or is a poster.
    whole: bool,
}

impl Evidence {
    /// What stands on the first page, the front matter of which ends before `end`.
    pub(super) fn of(drafts: &[Draft], title: usize, end: usize, context: &Context<'_>) -> Self {
        let opening = unnamed(drafts, title + 1, context);
        let large = |at: usize| drafts[at].chunk.style.size > LARGER_OPENING * context.body.size;
        let whole = context.poster || context.pages > 1;
        let mut found = Self {
            opening: opening
                .is_some_and(|(at, reason)| reason == Reason::BeforeKeywords || large(at)),
            set_apart: whole && opening.is_some(),
            whole,
            ..Self::default()
        };
        let of_page = |draft: &&Draft| draft.chunk.sheet == 0 && !draft.absorbed;
        for (at, draft) in drafts.iter().enumerate().filter(|(_, draft)| of_page(draft)) {
            if matches!(draft.role, Some(Role::Abstract | Role::Keywords)) {
                found.summary = true;
            }
            if !draft.is_open() {
                continue;
            }
            let text = draft.chunk.text.trim();
            let short = draft.word_count() <= ADDRESS_WORDS && !is_prose(text);
            if at != title && at < end {
                let named = is_names(text);
                found.list |= named && is_list_of_names(text);
                found.marks |= named && has_marks(text);
                found.institution |= short && text.contains(',') && body::names_site(text);
            }
            if at > title && draft.chunk.lines.len() == 1 {
                let name = name_of(text);
                found.introduction |= names(name, Section::Introduction);
                found.references |= is_reference_name(name);
            }
            found.letters |= short && tells_of_letters(text);
            found.publication |= is_on_publication(text);
        }
        found
    }

    /// Whether anything tells of a first page.
    pub(super) fn is_some(self) -> bool {
        self.weight() > 0
    }

    /// Whether the page would be taken for a first one without its name of an introduction, too, and out of a
    /// whole document: what follows a title page may begin with one.
    pub(super) fn tells_of_article(self) -> bool {
        Self { introduction: false, whole: false, ..self }.is_enough()
    }

    /// Whether names with marks stand on the page.
    pub(super) fn has_names(self) -> bool {
        self.list || self.marks
    }

    /// Whether the page is the first one of an article or a poster.
    pub(super) fn is_enough(self) -> bool {
        self.weight() >= ENOUGH
    }

    fn weight(self) -> u32 {
        let sure = [self.summary, self.opening, self.introduction, self.list, self.publication];
        let other = [
            self.set_apart,
            self.marks,
            self.institution,
            self.letters,
            self.references,
            self.whole,
        ];
        let count = |found: &[bool]| found.iter().map(|found| u32::from(*found)).sum::<u32>();
        ENOUGH * count(&sure) + count(&other)
    }

    /// Whether the largest type of the page, the drafts from `title` to `next`, is a title where it may
    /// be the head of a section: a section has others of its type beside it, and what goes on with the
    /// page before begins in lower case.
    pub(super) fn confirms(self, drafts: &[Draft], title: usize, next: usize) -> bool {
        /// What has more words is no heading.
        const HEADING_WORDS: usize = 20;
        let own = &drafts[title].chunk;
        let is_sister = |draft: &Draft| {
            let style = draft.chunk.style;
            draft.is_open()
                && draft.chunk.sheet == 0
                && draft.word_count() <= HEADING_WORDS
                && draft.chunk.text.chars().any(char::is_alphabetic)
                && style.font == own.style.font
                && is_same_size(style.size, own.style.size)
        };
        let alone = !drafts[next..].iter().any(is_sister);
        self.whole || self.is_enough() || alone && !own.text.starts_with(char::is_lowercase)
    }
}

/// Whether names have marks: a digit right behind a letter.
pub(super) fn has_marks(text: &str) -> bool {
    /// One word may be a formula.
    const FEWEST: usize = 2;
    let marked = text.split_whitespace().filter(|word| {
        let bare = word.trim_end_matches([',', ';', '*']);
        let name = bare.trim_end_matches(|c: char| c.is_numeric());
        name.len() < bare.len() && name.ends_with(char::is_alphabetic)
    });
    marked.count() >= FEWEST
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_sure_sign_or_two_others_make_a_first_page() {
        let none = Evidence::default();
        assert!(!none.is_some());
        let letters = Evidence { letters: true, ..none };
        assert!(letters.is_some() && !letters.is_enough());
        assert!(Evidence { whole: true, ..letters }.is_enough());
        assert!(Evidence { summary: true, ..none }.is_enough());
    }

    #[test]
    fn names_have_marks() {
        assert!(has_marks("Anna Muster, PhD1; Jan Probe, MD1"));
        assert!(!has_marks("Salt Array 1.0ST of H2O2"));
    }
}
