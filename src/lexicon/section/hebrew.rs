//! Names in Hebrew.

use super::model::Section::{
    self, Abstract, AbstractPart, Aside, Common, EndMatter, Introduction, Keywords, References,
    Statement, Thanks, Top,
};
use crate::lexicon::statement::Statement::{Conflicts, Funding};
use crate::lexicon::word_map::WordMap;

/// What sections and parts of papers are called in Hebrew.
pub(super) const NAMES: WordMap<&[Section]> = WordMap::new(&[
    ("ביבליוגרפיה", &[Top, Common, References]),
    ("דיון", &[Top, Common, AbstractPart]),
    ("הקדמה", &[Top, Common, Introduction, AbstractPart]),
    ("חומרים ושיטות", &[Top, Common, AbstractPart]),
    ("מבוא", &[Top, Common, Introduction, AbstractPart]),
    ("מטרה", &[AbstractPart]),
    ("מטרות", &[AbstractPart]),
    ("מילות מפתח", &[Common, Keywords, Aside]),
    ("מימון", &[Common, EndMatter, Statement(Funding)]),
    ("ממצאים", &[Top, Common, AbstractPart]),
    ("מסקנות", &[Top, Common, AbstractPart]),
    ("מקורות", &[Top, Common, References]),
    ("ניגוד עניינים", &[Common, EndMatter, Statement(Conflicts)]),
    ("נספח", &[Common, EndMatter]),
    ("נספחים", &[Common, EndMatter]),
    ("סיכום", &[Top, Common, AbstractPart]),
    ("רקע", &[AbstractPart]),
    ("רשימת מקורות", &[Top, Common, References]),
    ("שיטה", &[Top, Common, AbstractPart]),
    ("שיטות", &[Top, Common, AbstractPart]),
    ("תודות", &[Common, EndMatter, Thanks]),
    ("תוצאות", &[Top, Common, AbstractPart]),
    ("תוצאות ודיון", &[Top, Common]),
    ("תקציר", &[Common, Abstract]),
]);
