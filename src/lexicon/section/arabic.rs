//! Names in Arabic, in its own letters.

use super::model::Section::{
    self, Abstract, AbstractPart, Aside, Common, EndMatter, Introduction, Keywords, References,
    Statement, Thanks, Top,
};
use crate::lexicon::statement::Statement::{Conflicts, Funding};
use crate::lexicon::word_map::WordMap;

/// What sections and parts of papers are called in Arabic, in its own letters.
pub(super) const NAMES: WordMap<&[Section]> = WordMap::new(&[
    ("الأهداف", &[AbstractPart]),
    ("الاستنتاج", &[Top, Common, AbstractPart]),
    ("الاستنتاجات", &[Top, Common, AbstractPart]),
    ("التمويل", &[Common, EndMatter, Statement(Funding)]),
    ("الخاتمة", &[Top, Common, AbstractPart]),
    ("الخلاصة", &[Top, Common, AbstractPart]),
    ("الخلفية", &[AbstractPart]),
    ("الشكر والتقدير", &[Common, EndMatter, Thanks]),
    ("الطرق", &[Top, Common, AbstractPart]),
    ("الكلمات الدالة", &[Common, Keywords, Aside]),
    ("الكلمات المفتاحية", &[Common, Keywords, Aside]),
    ("المراجع", &[Top, Common, References]),
    ("المستخلص", &[Common, Abstract]),
    ("المصادر", &[Top, Common, References]),
    ("المصادر والمراجع", &[Top, Common, References]),
    ("المقدمة", &[Top, Common, Introduction, AbstractPart]),
    ("الملاحق", &[Common, EndMatter]),
    ("الملخص", &[Common, Abstract]),
    ("المناقشة", &[Top, Common, AbstractPart]),
    ("المنهجية", &[Top, Common, AbstractPart]),
    ("المواد والطرق", &[Top, Common, AbstractPart]),
    ("المواد وطرائق العمل", &[Top, Common, AbstractPart]),
    ("المواد وطرق العمل", &[Top, Common, AbstractPart]),
    ("النتائج", &[Top, Common, AbstractPart]),
    ("النتائج والمناقشة", &[Top, Common]),
    ("الهدف", &[AbstractPart]),
    ("تضارب المصالح", &[Common, EndMatter, Statement(Conflicts)]),
    ("شكر وتقدير", &[Common, EndMatter, Thanks]),
    ("طرق البحث", &[Top, Common, AbstractPart]),
    ("قائمة المراجع", &[Top, Common, References]),
    ("كلمات مفتاحية", &[Common, Keywords, Aside]),
    ("مستخلص", &[Common, Abstract]),
    ("مقدمة", &[Top, Common, Introduction, AbstractPart]),
    ("ملخص", &[Common, Abstract]),
    ("مناقشة النتائج", &[Top, Common, AbstractPart]),
    ("منهجية البحث", &[Top, Common, AbstractPart]),
]);
