//! What a stage noticed but survived.

use crate::provenance::{PageNumber, Provenance};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use std::fmt;

/// Something noticed in a document, at a place.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Diagnostic {
    /// What kind of thing.
    pub code: Code,
    /// How much it matters.
    pub severity: Severity,
    /// What exactly.
    pub message: String,
    /// Where, if it is anywhere.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub at: Option<Provenance>,
}

/// How much a diagnostic matters.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum Severity {
    /// Worth knowing; the text is as printed.
    Note,
    /// The text may be wrong here: look.
    Warning,
    /// Something of the document is missing from the output: the file counts as partial.
    Loss,
}

macro_rules! codes {
    ($($(#[doc = $doc:literal])+ $variant:ident $name:literal $severity:ident;)+) => {
        /// The closed list of things that can be noticed.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
        #[serde(rename_all = "kebab-case")]
        pub enum Code { $($(#[doc = $doc])+ $variant,)+ }

        impl Code {
            /// Every code, in the order of this list.
            pub const ALL: &[Self] = &[$(Self::$variant,)+];

            /// The name that manifests and reports print.
            pub fn name(self) -> &'static str {
                match self { $(Self::$variant => $name,)+ }
            }

            /// How much it matters.
            pub fn severity(self) -> Severity {
                match self { $(Self::$variant => Severity::$severity,)+ }
            }
        }
    };
}

codes! {
    /// The file could only be read after parts of its structure were rebuilt.
    FileRepaired "file-repaired" Note;
    /// The file has fewer pages than it states, or some of them cannot be read.
    PageMissing "page-missing" Loss;
    /// Pages were not asked for: they are not read.
    PageLeftOut "page-left-out" Note;
    /// The file has more pages than it states; all of them are read.
    PageCountWrong "page-count-wrong" Note;
    /// The document facts (Info, XMP, outline, links) could not be read.
    FactsUnreadable "facts-unreadable" Note;
    /// A stream gives more when it is unpacked than is read: what follows is left out.
    StreamCutOff "stream-cut-off" Warning;
    /// A page could not be interpreted by the first reading.
    PageUnreadable "page-unreadable" Loss;
    /// A page's text was taken from the second reading: words only, no layout.
    PageFromSecondReading "page-from-second-reading" Warning;
    /// The content of a page is not where the file says it is.
    ContentMissing "content-missing" Loss;
    /// A part of the content of a page is not where the file says it is.
    ContentIncomplete "content-incomplete" Loss;
    /// Forms stand within forms more deeply than they are read.
    ContentTooDeep "content-too-deep" Loss;
    /// A page has more glyphs or operators than are read.
    PageTooLarge "page-too-large" Loss;
    /// A page holds no text but an image that covers it, or its text is garbled.
    NeedsOcr "needs-ocr" Loss;
    /// A page's text was judged by its words: kept, or read from the page's image.
    TextLayerJudged "text-layer-judged" Note;
    /// Glyphs without a Unicode value; they stand as U+FFFD.
    GlyphWithoutUnicode "glyph-without-unicode" Warning;
    /// Glyphs whose Unicode value was inferred from their name or code.
    GlyphInferred "glyph-inferred" Note;
    /// Glyphs that are drawn otherwise than their font declares, or of which it declares nothing; they
    /// are read as what they are drawn like.
    GlyphReadByShape "glyph-read-by-shape" Note;
    /// Text that a reader of the page cannot see; it is left out.
    HiddenText "hidden-text" Note;
    /// A value of a form field or a free text that only viewers draw; it is read.
    ValueWithoutAppearance "value-without-appearance" Note;
    /// The order of blocks on a page has more than one reading.
    OrderUncertain "order-uncertain" Note;
    /// Most of what can be seen on a page is not in the article, and nothing speaks for that.
    PageWithoutBody "page-without-body" Loss;
    /// Another article begins behind the first one's reference list; the front matter is that of the first.
    SecondArticle "second-article" Warning;
    /// Words of one printed line stand in different texts.
    TornLine "torn-line" Warning;
    /// Two repairs wanted the same characters; the first one was made.
    RepairsOverlap "repairs-overlap" Note;
    /// Two sources state different values of a bibliographic fact; one of them was taken.
    MetadataConflict "metadata-conflict" Note;
    /// A repair was not made, since a person rejected it.
    RepairRejected "repair-rejected" Note;
    /// A bibliographic value was taken as a person corrected it.
    MetadataCorrected "metadata-corrected" Note;
    /// A decision of a person is about nothing in the document: its text, the options or this program have changed.
    DecisionUnmatched "decision-unmatched" Warning;
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// Collects diagnostics. One a page, joined in page order.
#[derive(Debug, Clone, Default)]
pub struct Sink(Vec<Diagnostic>);

impl Sink {
    /// Notes something.
    pub fn note(&mut self, code: Code, at: Option<Provenance>, message: impl Into<String>) {
        self.0.push(Diagnostic { code, severity: code.severity(), message: message.into(), at });
    }

    /// Takes over what another sink collected.
    pub fn append(&mut self, other: Self) {
        self.0.extend(other.0);
    }

    /// The pages of which something of these codes was noted, in order.
    pub fn pages_of(&self, codes: &[Code]) -> Vec<PageNumber> {
        let noted = self.0.iter().filter(|diagnostic| codes.contains(&diagnostic.code));
        let pages: BTreeSet<PageNumber> =
            noted.filter_map(|diagnostic| diagnostic.at.as_ref()).map(|at| at.page).collect();
        pages.into_iter().collect()
    }

    /// How much was noted so far.
    pub fn count(&self) -> usize {
        self.0.len()
    }

    /// Moves the places of everything that was noted after the first so many.
    pub fn move_places(&mut self, after: usize, to: impl Fn(&mut Provenance)) {
        self.0.iter_mut().skip(after).filter_map(|own| own.at.as_mut()).for_each(to);
    }

    /// Forgets all places: those of what was noted of a text without pages.
    pub fn forget_places(&mut self) {
        self.0.iter_mut().for_each(|own| own.at = None);
    }

    /// Everything noted so far.
    pub fn into_diagnostics(self) -> Vec<Diagnostic> {
        self.0
    }
}
