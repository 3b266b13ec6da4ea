//! Names in Korean.

use super::model::Section::{
    self, Abbreviations, Abstract, AbstractPart, Aside, Common, EndMatter, Introduction, Keywords,
    References, Statement, Thanks, Top,
};
use crate::lexicon::statement::Statement::Conflicts;
use crate::lexicon::word_map::WordMap;

/// What sections and parts of papers are called in Korean.
pub(super) const NAMES: WordMap<&[Section]> = WordMap::new(&[
    ("감사의 글", &[Common, EndMatter, Thanks]),
    ("결과", &[Top, Common, AbstractPart]),
    ("결과 및 고찰", &[Top, Common]),
    ("결론", &[Top, Common, AbstractPart]),
    ("고찰", &[Top, Common, AbstractPart]),
    ("국문요약", &[Common, Abstract]),
    ("국문초록", &[Common, Abstract]),
    ("논의", &[Top, Common, AbstractPart]),
    ("대상 및 방법", &[Top, Common, AbstractPart]),
    ("머리말", &[Top, Common, Introduction, AbstractPart]),
    ("목적", &[AbstractPart]),
    ("방법", &[Top, Common, AbstractPart]),
    ("배경", &[AbstractPart]),
    ("부록", &[Common, EndMatter]),
    ("서론", &[Top, Common, Introduction, AbstractPart]),
    ("약어", &[Common, EndMatter, Abbreviations, Aside]),
    ("연구 결과", &[Top, Common, AbstractPart]),
    ("연구 방법", &[Top, Common, AbstractPart]),
    ("연구결과", &[Top, Common, AbstractPart]),
    ("연구방법", &[Top, Common, AbstractPart]),
    ("요약", &[Common, Abstract]),
    ("이해상충", &[Common, EndMatter, Statement(Conflicts)]),
    ("재료 및 방법", &[Top, Common, AbstractPart]),
    ("주제어", &[Common, Keywords, Aside]),
    ("참고 문헌", &[Top, Common, References]),
    ("참고문헌", &[Top, Common, References]),
    ("초록", &[Common, Abstract]),
    ("키워드", &[Common, Keywords, Aside]),
    ("핵심어", &[Common, Keywords, Aside]),
]);
