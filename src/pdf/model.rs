//! What a file states about itself.

use super::image::Format;
use crate::geometry::Rect;
use crate::provenance::PageNumber;
use serde::Serialize;

/// What a file states about itself, apart from its pages' content.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Facts {
    /// Document information dictionary (ISO 32000-2, 14.3.3).
    pub info: Info,
    /// XMP metadata (ISO 32000-2, 14.3.2).
    pub xmp: Xmp,
    /// Bookmarks in order (ISO 32000-2, 12.3.3).
    pub outline: Vec<OutlineItem>,
    /// Page labels as displayed, one a page; empty where the file has none (12.4.2).
    pub page_labels: Vec<String>,
    /// Links to targets outside the document (12.5.6.5).
    pub links: Vec<Link>,
    /// Links to places inside the document (12.3.2), page by page.
    pub jumps: Vec<Jump>,
    /// Structure types of marked content, from the structure tree (14.7), sorted by page and id.
    pub roles: Vec<StructureRole>,
    /// Embedded files (7.11.4).
    pub attachments: Vec<Attachment>,
    /// Natural language of the document (14.9.2), as BCP 47.
    pub language: Option<String>,
    /// Whether the file is encrypted.
    pub encrypted: bool,
    /// PDF version, such as `1.7`; empty for an image.
    pub version: String,
    /// What the file is where it is an image and no PDF.
    pub image: Option<Format>,
}

/// Document information dictionary.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Info {
    /// Title.
    pub title: Option<String>,
    /// Author.
    pub author: Option<String>,
    /// Subject.
    pub subject: Option<String>,
    /// Keywords.
    pub keywords: Option<String>,
    /// The program the document was written with.
    pub creator: Option<String>,
    /// The program the PDF was made with.
    pub producer: Option<String>,
    /// Date of creation, ISO 8601.
    pub created: Option<String>,
    /// Any other string entry (`doi` and the like), sorted by key.
    pub other: Vec<(String, String)>,
}

/// Properties of an XMP packet that say something about the publication.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Xmp {
    /// `dc:title`.
    pub title: Option<String>,
    /// `dc:creator`.
    pub authors: Vec<String>,
    /// `dc:subject` and `pdf:Keywords`.
    pub keywords: Vec<String>,
    /// `prism:doi`, `crossmark:DOI`, `pdfx:doi` or a DOI in `dc:identifier`.
    pub doi: Option<String>,
    /// `prism:publicationName`.
    pub journal: Option<String>,
    /// `prism:issn`, `prism:eIssn`.
    pub issn: Vec<String>,
    /// `prism:volume`.
    pub volume: Option<String>,
    /// `prism:number`.
    pub issue: Option<String>,
    /// `prism:startingPage` or `prism:pageRange`.
    pub page: Option<String>,
    /// `prism:coverDate`, `prism:publicationDate`, `dc:date`: as written there.
    pub dates: Vec<String>,
    /// `dc:rights`, `xmpRights:WebStatement`, `cc:license`, `prism:copyright`.
    pub rights: Vec<String>,
    /// `dc:publisher`.
    pub publisher: Option<String>,
    /// `dc:language`.
    pub language: Option<String>,
}

/// A bookmark.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct OutlineItem {
    /// Depth, from 1.
    pub level: u8,
    /// Its words.
    pub title: String,
    /// The page it leads to.
    pub page: Option<PageNumber>,
}

/// A link to a target outside the document.
#[derive(Debug, Clone, PartialEq)]
pub struct Link {
    /// The page.
    pub page: PageNumber,
    /// Its area in default user space (ISO 32000-2, 8.3.2.3): not yet rotated or cropped.
    pub rect: Rect,
    /// The target.
    pub uri: String,
}

/// A link to a place inside the document.
#[derive(Debug, Clone, PartialEq)]
pub struct Jump {
    /// The page.
    pub page: PageNumber,
    /// Its area in default user space: not yet rotated or cropped.
    pub rect: Rect,
    /// The place: links with the same number lead to the same one.
    pub to: u32,
}

/// The structure type of a marked-content sequence.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct StructureRole {
    /// The page.
    pub page: PageNumber,
    /// Marked-content identifier.
    pub id: u32,
    /// Standard structure type after the role map, such as `P`, `H1`, `Caption`.
    pub role: String,
}

/// An embedded file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Attachment {
    /// File name.
    pub name: String,
    /// Size in bytes, where it is stated.
    pub size: Option<u64>,
}
