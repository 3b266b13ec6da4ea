//! The evidence that gave a decision, by name.
//!
//! Every verdict of `layout` and `role` (what a text is, what is not of the article, what cannot be
//! seen, where texts are joined and cut, what a caption and a table is) carries the reason that gave
//! it. Listings and drawings show it, the JSON has it, the manifest counts it, so that a wrong
//! verdict leads to the line of code that made it.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What a reason decides.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Subject {
    /// What a text is.
    Role,
    /// That a text is on the page but not of the article.
    Furniture,
    /// That a glyph cannot be seen.
    Hidden,
    /// That a text goes on with another.
    Join,
    /// That a text begins apart from the one before it.
    Cut,
    /// That a text is a caption.
    Caption,
    /// That an area is a table, or goes on with one.
    Table,
    /// That an area is a figure.
    Figure,
}

impl Subject {
    /// The name that listings print.
    pub fn name(self) -> &'static str {
        match self {
            Self::Role => "role",
            Self::Furniture => "furniture",
            Self::Hidden => "hidden",
            Self::Join => "join",
            Self::Cut => "cut",
            Self::Caption => "caption",
            Self::Table => "table",
            Self::Figure => "figure",
        }
    }
}

macro_rules! reasons {
    ($($subject:ident { $($(#[doc = $about:literal])+ $variant:ident $name:literal,)+ })+) => {
        /// The closed list of reasons, by what they decide.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
        pub enum Reason {
            $($($(#[doc = $about])+ #[serde(rename = $name)] $variant,)+)+
        }

        impl Reason {
            /// Every reason, in the order of this list.
            pub const ALL: &[Self] = &[$($(Self::$variant,)+)+];

            /// The name that listings, JSON and manifests print.
            pub fn name(self) -> &'static str {
                match self { $($(Self::$variant => $name,)+)+ }
            }

            /// What it goes by, in a sentence.
            pub fn about(self) -> &'static str {
                match self { $($(Self::$variant => concat!($($about),+).trim_ascii(),)+)+ }
            }

            /// What it decides.
            pub fn subject(self) -> Subject {
                match self { $($(Self::$variant => Subject::$subject,)+)+ }
            }
        }
    };
}

reasons! {
    Role {
        /// The largest type in the upper part of the first page that reads like a title.
        LargestType "largest-type",
        /// A list of names by what divides them and by their marks.
        ListOfNames "list-of-names",
        /// Words below the title that are capitalised as names are.
        CapitalisedWords "capitalised-words",
        /// Capitalised words below a byline that are set like it.
        MoreNames "more-names",
        /// Names under a letter with an institution below them.
        Signature "signature",
        /// A word that names and addresses of institutions have.
        WordOfInstitution "word-of-institution",
        /// Beside the byline, numbered or in capitalised words divided by commas.
        BelowByline "below-byline",
        /// An e-mail address, or a word about correspondence.
        Address "address",
        /// Begins like a note about the publication, in type smaller than the body.
        BeginningOfNote "beginning-of-note",
        /// Type much smaller than the body at the foot of the first page.
        SmallTypeAtFootOfFirstPage "small-type-at-foot-of-first-page",
        /// The name of the abstract on a line of its own.
        NameOfAbstract "name-of-abstract",
        /// The name of a part of an abstract.
        NameOfPartOfAbstract "name-of-part-of-abstract",
        /// In the column and type of what follows the name of the abstract.
        BelowNameOfAbstract "below-name-of-abstract",
        /// In the column and type of a paragraph that begins with the name of the abstract.
        BehindNameOfAbstract "behind-name-of-abstract",
        /// Prose before the first section that keywords or the introduction follow.
        BeforeKeywords "before-keywords",
        /// Prose before the first section in another type or width than the columns of the body.
        OpeningSetApart "opening-set-apart",
        /// In lower case at the head of the next column, where an abstract stopped inside a sentence.
        RestOfAbstract "rest-of-abstract",
        /// Behind the name of the keywords.
        BehindNameOfKeywords "behind-name-of-keywords",
        /// Short lines below the name of the keywords.
        BelowNameOfKeywords "below-name-of-keywords",
        /// First words of a paragraph in type that sets such words apart throughout.
        HeadingRunIn "heading-run-in",
        /// First lines of a block in type that sets such lines apart throughout.
        HeadingOverItsParagraph "heading-over-its-paragraph",
        /// The first text of a box, of a few words and no sentence.
        FirstWordsOfBox "first-words-of-box",
        /// In a box of its own among the text.
        InBox "in-box",
        /// Layout found it to head a panel of a poster.
        HeadOfPanel "head-of-panel",
        /// The name of a section, alone on its line in another font than the body.
        SectionNameInOtherFont "section-name-in-other-font",
        /// The name of a section on a line or two.
        SectionName "section-name",
        /// A short text in type larger than the body.
        LargerType "larger-type",
        /// A short text in heavy type.
        HeavyType "heavy-type",
        /// A short text in capitals.
        Capitals "capitals",
        /// A short text in colour, where the body is not.
        ColouredType "coloured-type",
        /// A short line in a font of its own right above body text.
        FontOfItsOwn "font-of-its-own",
        /// A short text in slanted type, alone on its lines or numbered.
        SlantedType "slanted-type",
        /// A numbered line in another font than the body.
        NumberedLine "numbered-line",
        /// The notation of a text that another tool left makes it a heading.
        WrittenAsHeading "written-as-heading",
        /// A plain line of a text that another tool left, between the end of a sentence and prose.
        LineOverProse "line-over-prose",
        /// The text says how it is cited, by this title.
        TitleInCitation "title-in-citation",
        /// Right above names.
        AboveNames "above-names",
        /// Set like headings that other evidence gave.
        StyleOfHeadings "style-of-headings",
        /// Its number goes on under the number of a heading.
        NumberUnderOthers "number-under-others",
        /// What a heading was cut off.
        TextOfHeading "text-of-heading",
        /// Between the name of the reference list and the next heading.
        BelowNameOfReferences "below-name-of-references",
        /// Numbered entries with years behind one another, without a heading.
        NumberedWorks "numbered-works",
        /// Begins with a number or letter as items of lists do.
        ItemNumber "item-number",
        /// Begins with a bullet or dash.
        ItemBullet "item-bullet",
        /// Small type in the lower part of a page that begins with a mark.
        MarkedNoteAtFoot "marked-note-at-foot",
        /// Small type right below a table.
        SmallTypeBelowTable "small-type-below-table",
        /// A sign of relation among hardly any words.
        SignsOfFormula "signs-of-formula",
        /// Drawn inside a figure.
        InsideFigure "inside-figure",
        /// Text of which no other role has evidence.
        NothingElse "nothing-else",
    }
    Furniture {
        /// At one height of several pages, numbers aside.
        RepeatedAtOneHeight "repeated-at-one-height",
        /// A number at one height of several pages that grows as they do.
        NumberGrowsWithPages "number-grows-with-pages",
        /// A number set off at the edge of the only page.
        NumberOnOnlyPage "number-on-only-page",
        /// A row set off at the edge of the only page that tells of the publication or is set in other type.
        SetOffOnOnlyPage "set-off-on-only-page",
        /// In the row of a running head or foot, or beyond it.
        BeyondFurniture "beyond-furniture",
        /// Numbers that count the lines beside them.
        CountsLines "counts-lines",
        /// Turned text along the side of an upright page.
        TurnedAtEdge "turned-at-edge",
        /// Large text across the page.
        AcrossThePage "across-the-page",
        /// A few words in a link that lies over several lines: a button.
        LinkOverLines "link-over-lines",
        /// One sign many times in a row, and nothing beside it.
        TypedLine "typed-line",
        /// On a page of another program before the first one of the article.
        BeforeFirstPage "before-first-page",
        /// Words about publication between the title and the text.
        ImprintBelowTitle "imprint-below-title",
        /// Read before the title, without prose.
        BeforeTitle "before-title",
        /// On the second page, in the column and the type of the notes beside the title.
        MarginOfNotes "margin-of-notes",
        /// The name of an institution, and nothing else, at the foot of the first page.
        InstitutionAtFoot "institution-at-foot",
        /// Several words about publication.
        WordsOfImprint "words-of-imprint",
        /// A word about publication in type smaller than the body.
        WordOfImprintInSmallType "word-of-imprint-in-small-type",
        /// The licence or the holder of rights.
        Licence "licence",
        /// A picture without caption above the title.
        BannerAboveTitle "banner-above-title",
        /// A note of the first page on its history, its rights or its citation.
        NoteOnPublication "note-on-publication",
        /// A note of the first page that is an address, a badge or a mark and no sentence.
        NoteWithoutWords "note-without-words",
        /// That something goes on elsewhere, and no more.
        RemarkOfContinuation "remark-of-continuation",
        /// The identifier of a figure or table, alone in its line below the caption or the table.
        IdentifierOfFigure "identifier-of-figure",
        /// The name of the keywords, alone.
        NameOfKeywords "name-of-keywords",
        /// The head of a table repeated where it goes on, or a remark that it does.
        RepeatedHead "repeated-head",
    }
    Hidden {
        /// The text render mode paints nothing, or the glyph is transparent or has no extent.
        Unpainted "unpainted",
        /// It stands outside the page or the clip.
        ClippedAway "clipped-away",
        /// It is in the colour of the ground it stands on.
        ColourOfTheGround "colour-of-the-ground",
        /// A box or an image was painted over it.
        PaintedOver "painted-over",
        /// Type of less than a point beside type that can be read.
        TooSmall "too-small",
    }
    Join {
        /// Lines of one style right below one another are one title, byline or heading.
        LinesOfOneStyle "lines-of-one-style",
        /// The rest of the block that a caption begins.
        BlockOfCaption "block-of-caption",
        /// The block right below a caption, where it is set like it.
        BelowCaption "below-caption",
        /// In the area that layout gave the caption.
        InAreaOfCaption "in-area-of-caption",
        /// A word is divided by a hyphen.
        DividedWord "divided-word",
        /// A sentence stops after a comma or a word that ends none.
        OpenSentence "open-sentence",
        /// A text stops inside a sentence and the next begins in lower case.
        LowerCaseAfterOpenSentence "lower-case-after-open-sentence",
        /// A full line stops inside a sentence and the next is not indented.
        FullLineOfOpenSentence "full-line-of-open-sentence",
        /// A text stops inside a sentence and the next begins with a number.
        NumberAfterOpenSentence "number-after-open-sentence",
        /// A text begins in lower case behind a stop.
        LowerCaseAfterStop "lower-case-after-stop",
        /// A full line is followed by one at the margin, where paragraphs are indented.
        FullLineWithoutIndent "full-line-without-indent",
        /// An electronic address stands alone below a text without a full stop.
        AddressBelow "address-below",
    }
    Cut {
        /// Nothing of its column stands right above it.
        NothingAbove "nothing-above",
        /// More than one line stands right above or below.
        SeveralNeighbours "several-neighbours",
        /// In another type size than the line above.
        OtherSize "other-size",
        /// In lighter or heavier type than the line above.
        OtherWeight "other-weight",
        /// In another style or size than the line above, which may end a paragraph.
        OtherType "other-type",
        /// Mathematics that stands apart between the lines of a text.
        DisplayFormula "display-formula",
        /// Lines of code, in type of one width, that nobody broke to fill a column.
        LinesOfCode "lines-of-code",
        /// A drawn line stands between.
        DrawnLine "drawn-line",
        /// In another panel, or a head of one.
        OtherPanel "other-panel",
        /// Further below the line above than the lines of a block are apart.
        WiderLeading "wider-leading",
        /// Further below a line that may end a paragraph than the lines of its block are apart.
        ExtraLeading "extra-leading",
        /// An identifier below a caption, or below a note to a table.
        IdentifierBelowCaption "identifier-below-caption",
        /// Begins with the label of a caption, set off from what it says.
        LabelOfCaption "label-of-caption",
        /// The line above is the name of a section.
        BelowSectionName "below-section-name",
        /// Begins with a bullet.
        Bullet "bullet",
        /// Begins with a dash that stands alone.
        LoneDash "lone-dash",
        /// Stands out to the left, where the other lines are indented.
        OutOfHangingLines "out-of-hanging-lines",
        /// Begins with the number of a heading of some depth below a short line.
        NumberOfDepth "number-of-depth",
        /// Begins with a small number and a capital behind the end of a sentence.
        BareNumber "bare-number",
        /// Begins with the number of an item.
        NumberOfItem "number-of-item",
        /// One of a list whose numbers count up.
        CountedItem "counted-item",
        /// Its first line is indented.
        IndentedLine "indented-line",
        /// The line above ends early.
        ShortLineBefore "short-line-before",
        /// One of several lines of the first page that begin with the mark of a note or institution.
        MarkOfNote "mark-of-note",
        /// A line below notes with marks that begins as notes about the publication do.
        BelowMarkedNotes "below-marked-notes",
        /// A line of the first page, below one that has ended, that begins with the name of a note and a colon.
        NameOfNote "name-of-note",
        /// Begins with the name of abbreviations, below a line that has ended.
        NameOfAbbreviations "name-of-abbreviations",
        /// A line of a poster's banner that begins with the mark of an institution.
        MarkOfInstitution "mark-of-institution",
        /// The first line of a poster's banner with an address.
        FirstAddress "first-address",
        /// Behind the heading that was cut off it.
        BehindItsHeading "behind-its-heading",
        /// The first entry of the reference list.
        FirstEntry "first-entry",
        /// Numbers of entries count up.
        NumberOfEntry "number-of-entry",
        /// Stands out to the left, where the other lines of the entries are indented.
        EntryOutOfIndentedLines "entry-out-of-indented-lines",
        /// Begins with a capital behind the end of an entry.
        EntryBehindEnd "entry-behind-end",
        /// A note behind the last entry: with a label, with the name of a notice, or in another type.
        NoteBehindEntries "note-behind-entries",
        /// The gap to the left is wider than any blank.
        WideGap "wide-gap",
        /// A gutter goes through the rows above and below.
        Gutter "gutter",
        /// A gutter that parts many rows of the page.
        UsualGutter "usual-gutter",
        /// What stands to the left is of another size and font.
        TypeBeside "type-beside",
    }
    Caption {
        /// Its label is set off by punctuation.
        LabelSetOff "label-set-off",
        /// Its label is set off by a gap or by type.
        LabelApart "label-apart",
        /// It begins with a label, in other type than the body, and is no sentence.
        LabelInOtherType "label-in-other-type",
        /// Sentences begin with the panels (A) and (B), without a label before them.
        NamesItsPanels "names-its-panels",
    }
    Table {
        /// Its cells are drawn boxes.
        BoxesOfCells "boxes-of-cells",
        /// The notation of a text that another tool left makes it a table.
        WrittenAsTable "written-as-table",
        /// Rules above and below, and the label of a table.
        RulesAndLabel "rules-and-label",
        /// Rules above and below, and short cells that fill the rows.
        RulesAndShortCells "rules-and-short-cells",
        /// Short cells that stand in columns, most of them numbers.
        NumbersInColumns "numbers-in-columns",
        /// One column between rules right below a caption, in type smaller than the body.
        SingleColumnBelowCaption "single-column-below-caption",
        /// It goes on as its label, which is repeated, or a remark says.
        SaidToGoOn "said-to-go-on",
        /// It goes on at the head of the next page or column, as wide as before.
        AsWideAtHead "as-wide-at-head",
    }
    Figure {
        /// Drawn things above a caption, with no prose between.
        AboveItsCaption "above-its-caption",
        /// Drawn things below a caption, with no prose between.
        BelowItsCaption "below-its-caption",
        /// Drawn things beside a caption.
        BesideItsCaption "beside-its-caption",
        /// A picture that no caption names.
        PictureWithoutCaption "picture-without-caption",
        /// Drawn things without prose that no caption names.
        DrawingWithoutCaption "drawing-without-caption",
    }
}

#[cfg(test)]
mod tests {
    use super::Reason;
    use std::collections::BTreeSet;

    #[test]
    fn names_are_distinct_and_about_is_a_sentence() {
        let names: BTreeSet<&str> = Reason::ALL.iter().map(|reason| reason.name()).collect();
        assert_eq!(names.len(), Reason::ALL.len());
        for reason in Reason::ALL {
            assert!(reason.about().ends_with('.'), "{}", reason.name());
            let plain = |c: char| c.is_ascii_lowercase() || c == '-';
            assert!(reason.name().chars().all(plain), "{}", reason.name());
        }
    }
}
