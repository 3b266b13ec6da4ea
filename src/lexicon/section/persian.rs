//! Names in Persian.

use super::model::Section::{
    self, Abstract, AbstractPart, Aside, Common, EndMatter, Introduction, Keywords, References,
    Statement, Thanks, Top,
};
use crate::lexicon::statement::Statement::Conflicts;
use crate::lexicon::word_map::WordMap;

/// What sections and parts of papers are called in Persian.
pub(super) const NAMES: WordMap<&[Section]> = WordMap::new(&[
    ("بحث", &[Top, Common, AbstractPart]),
    ("بحث و نتیجه گیری", &[Top, Common]),
    ("بحث و نتیجه‌گیری", &[Top, Common]),
    ("تشکر و قدردانی", &[Common, EndMatter, Thanks]),
    ("تعارض منافع", &[Common, EndMatter, Statement(Conflicts)]),
    ("روش تحقیق", &[Top, Common, AbstractPart]),
    ("روش ها", &[Top, Common, AbstractPart]),
    ("روش کار", &[Top, Common, AbstractPart]),
    ("روش‌ها", &[Top, Common, AbstractPart]),
    ("زمینه و هدف", &[AbstractPart]),
    ("سپاسگزاری", &[Common, EndMatter, Thanks]),
    ("مراجع", &[Top, Common, References]),
    ("مقدمه", &[Top, Common, Introduction, AbstractPart]),
    ("منابع", &[Top, Common, References]),
    ("مواد و روش ها", &[Top, Common, AbstractPart]),
    ("مواد و روش‌ها", &[Top, Common, AbstractPart]),
    ("نتایج", &[Top, Common, AbstractPart]),
    ("نتایج و بحث", &[Top, Common]),
    ("نتیجه گیری", &[Top, Common, AbstractPart]),
    ("نتیجه‌گیری", &[Top, Common, AbstractPart]),
    ("هدف", &[AbstractPart]),
    ("واژه های کلیدی", &[Common, Keywords, Aside]),
    ("واژه‌های کلیدی", &[Common, Keywords, Aside]),
    ("پیوست", &[Common, EndMatter]),
    ("چکیده", &[Common, Abstract]),
    ("کلمات کلیدی", &[Common, Keywords, Aside]),
    ("کلیدواژه", &[Common, Keywords, Aside]),
    ("کلیدواژه ها", &[Common, Keywords, Aside]),
    ("کلیدواژه‌ها", &[Common, Keywords, Aside]),
    ("یافته ها", &[Top, Common, AbstractPart]),
    ("یافته‌ها", &[Top, Common, AbstractPart]),
]);
