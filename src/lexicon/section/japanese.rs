//! Names in Japanese.

use super::model::Section::{
    self, Abbreviations, Abstract, AbstractPart, Aside, Common, EndMatter, Introduction, Keywords,
    Notice, References, Statement, Thanks, Top,
};
use crate::lexicon::statement::Statement::{Conflicts, Funding};
use crate::lexicon::word_map::WordMap;

/// What sections and parts of papers are called in Japanese.
pub(super) const NAMES: WordMap<&[Section]> = WordMap::new(&[
    ("おわりに", &[Top, Common, AbstractPart]),
    ("はじめに", &[Top, Common, Introduction, AbstractPart]),
    ("まとめ", &[Top, Common, AbstractPart]),
    ("キーワード", &[Common, Keywords, Aside]),
    ("付録", &[Common, EndMatter]),
    ("利益相反", &[Common, EndMatter, Statement(Conflicts)]),
    ("参考文献", &[Top, Common, References]),
    ("対象および方法", &[Top, Common, AbstractPart]),
    ("対象と方法", &[Top, Common, AbstractPart]),
    ("序論", &[Top, Common, Introduction, AbstractPart]),
    ("引用文献", &[Top, Common, References]),
    ("抄録", &[Common, Abstract]),
    ("文献", &[Top, Common, References]),
    ("方法", &[Top, Common, AbstractPart]),
    ("材料および方法", &[Top, Common, AbstractPart]),
    ("材料と方法", &[Top, Common, AbstractPart]),
    ("概要", &[Common, Abstract]),
    ("略語", &[Common, EndMatter, Abbreviations, Aside]),
    ("目的", &[AbstractPart]),
    ("研究費", &[Common, EndMatter, Statement(Funding)]),
    ("結果", &[Top, Common, AbstractPart]),
    ("結果および考察", &[Top, Common]),
    ("結果と考察", &[Top, Common]),
    ("結論", &[Top, Common, AbstractPart]),
    ("緒言", &[Top, Common, Introduction, AbstractPart]),
    ("考察", &[Top, Common, AbstractPart]),
    ("背景", &[AbstractPart]),
    ("要旨", &[Common, Abstract]),
    ("要約", &[Common, Abstract]),
    ("謝辞", &[Common, EndMatter, Thanks]),
    ("連絡先", &[Notice, Aside]),
]);
