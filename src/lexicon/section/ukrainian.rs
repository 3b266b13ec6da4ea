//! Names in Ukrainian.

use super::model::Section::{
    self, Abbreviations, Abstract, AbstractPart, Aside, Common, EndMatter, Introduction, Keywords,
    References, Statement, Thanks, Top,
};
use crate::lexicon::statement::Statement::{Conflicts, Contributions, Funding};
use crate::lexicon::word_map::WordMap;

/// What sections and parts of papers are called in Ukrainian.
pub(super) const NAMES: WordMap<&[Section]> = WordMap::new(&[
    ("анотація", &[Common, Abstract]),
    ("висновки", &[Top, Common, AbstractPart]),
    ("висновок", &[Top, Common, AbstractPart]),
    ("внесок авторів", &[Common, EndMatter, Statement(Contributions)]),
    ("вступ", &[Top, Common, Introduction, AbstractPart]),
    ("додатки", &[Common, EndMatter]),
    ("додаток", &[Common, EndMatter]),
    ("ключові слова", &[Common, Keywords, Aside]),
    ("конфлікт інтересів", &[Common, EndMatter, Statement(Conflicts)]),
    ("література", &[Top, Common, References]),
    ("матеріал і методи", &[Top, Common, AbstractPart]),
    ("матеріали та методи", &[Top, Common, AbstractPart]),
    ("матеріали та методи дослідження", &[Top, Common, AbstractPart]),
    ("матеріали і методи", &[Top, Common, AbstractPart]),
    ("мета", &[AbstractPart]),
    ("мета дослідження", &[AbstractPart]),
    ("мета роботи", &[AbstractPart]),
    ("методи", &[Top, Common, AbstractPart]),
    ("методика", &[Top, Common, AbstractPart]),
    ("обговорення", &[Top, Common, AbstractPart]),
    ("подяка", &[Common, EndMatter, Thanks]),
    ("подяки", &[Common, EndMatter, Thanks]),
    ("результати", &[Top, Common, AbstractPart]),
    ("результати дослідження", &[Top, Common, AbstractPart]),
    ("результати та обговорення", &[Top, Common]),
    ("результати та їх обговорення", &[Top, Common]),
    ("резюме", &[Common, Abstract]),
    ("реферат", &[Common, Abstract]),
    ("список використаних джерел", &[Top, Common, References]),
    ("список літератури", &[Top, Common, References]),
    ("список скорочень", &[Common, EndMatter, Abbreviations, Aside]),
    ("фінансування", &[Common, EndMatter, Statement(Funding)]),
]);
