//! Names in Greek.

use super::model::Section::{
    self, Abbreviations, Abstract, AbstractPart, Aside, Common, EndMatter, Introduction, Keywords,
    References, Statement, Thanks, Top,
};
use crate::lexicon::statement::Statement::{Conflicts, Funding};
use crate::lexicon::word_map::WordMap;

/// What sections and parts of papers are called in Greek.
pub(super) const NAMES: WordMap<&[Section]> = WordMap::new(&[
    ("αναφορές", &[Top, Common, References]),
    ("αποτελέσματα", &[Top, Common, AbstractPart]),
    ("αποτελέσματα και συζήτηση", &[Top, Common]),
    ("βιβλιογραφία", &[Top, Common, References]),
    ("βιβλιογραφικές αναφορές", &[Top, Common, References]),
    ("εισαγωγή", &[Top, Common, Introduction, AbstractPart]),
    ("ευχαριστίες", &[Common, EndMatter, Thanks]),
    ("λέξεις ευρετηρίου", &[Common, Keywords, Aside]),
    ("λέξεις κλειδιά", &[Common, Keywords, Aside]),
    ("λέξεις-κλειδιά", &[Common, Keywords, Aside]),
    ("μέθοδοι", &[Top, Common, AbstractPart]),
    ("μέθοδος", &[Top, Common, AbstractPart]),
    ("μεθοδολογία", &[Top, Common, AbstractPart]),
    ("παράρτημα", &[Common, EndMatter]),
    ("παραρτήματα", &[Common, EndMatter]),
    ("περίληψη", &[Common, Abstract]),
    ("σκοπός", &[AbstractPart]),
    ("συζήτηση", &[Top, Common, AbstractPart]),
    ("συμπέρασμα", &[Top, Common, AbstractPart]),
    ("συμπεράσματα", &[Top, Common, AbstractPart]),
    ("συντομογραφίες", &[Common, EndMatter, Abbreviations, Aside]),
    ("σύγκρουση συμφερόντων", &[Common, EndMatter, Statement(Conflicts)]),
    ("σύνοψη", &[Common, Abstract]),
    ("υλικά και μέθοδοι", &[Top, Common, AbstractPart]),
    ("υλικό και μέθοδοι", &[Top, Common, AbstractPart]),
    ("υλικό και μέθοδος", &[Top, Common, AbstractPart]),
    ("χρηματοδότηση", &[Common, EndMatter, Statement(Funding)]),
]);
