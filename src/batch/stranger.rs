//! What a file is that is neither a PDF nor an image, and what to do with it.

use memchr::memmem;

/// How files of a kind begin, what they are, and what to do.
const BEGINNINGS: &[(&[u8], &str, &str)] = &[
    (b"\xD0\xCF\x11\xE0", "an old Office document", SAVE),
    (b"{\\rtf", "a text in RTF", SAVE),
    (b"%!PS", "PostScript", "convert it with ps2pdf first"),
    (b"\x1F\x8B", "packed with gzip", "unpack it first, or name it .tar.gz if it is a tar"),
    (b"7z\xBC\xAF\x27\x1C", "a 7z archive", "unpack it first"),
    (b"Rar!", "a RAR archive", "unpack it first"),
    (b"BZh", "packed with bzip2", "unpack it first"),
    (b"\xFD7zXZ", "packed with xz", "unpack it first"),
    (b"\x28\xB5\x2F\xFD", "packed with zstd", "unpack it first"),
    (b"AT&TFORM", "a DjVu document", "convert it with ddjvu -format=pdf first"),
    (b"GIF8", "a GIF image", "save it as PNG first"),
    (b"BM", "a BMP image", "save it as PNG first"),
    (b"<?xml", "an XML file", "give the PDF of the same document"),
];

/// What a ZIP archive is by the name of a part of it.
const PARTS: &[(&[u8], &str, &str)] = &[
    (b"word/document.xml", "a Word document", SAVE),
    (b"ppt/presentation.xml", "a PowerPoint presentation", SAVE),
    (b"xl/workbook.xml", "an Excel workbook", SAVE),
    (b"mimetypeapplication/epub+zip", "an EPUB book", "convert it to PDF first"),
    (b"mimetypeapplication/vnd.oasis.opendocument", "an OpenDocument file", SAVE),
];

const SAVE: &str = "save or export it as PDF first";

/// Bytes in which a page of the web says that it is one.
const HEAD: usize = 1024;

/// What bytes are, and what to do with them; nothing where that is not known.
pub(super) fn describe(bytes: &[u8]) -> Option<String> {
    let said = |(what, advice): (&str, &str)| format!("the file is {what}, not a PDF; {advice}");
    if bytes.starts_with(b"PK\x03\x04") {
        let part = PARTS.iter().find(|(part, ..)| memmem::find(bytes, part).is_some());
        let archive = ("a ZIP archive", "name it .zip, and the PDFs in it are converted");
        return Some(said(part.map_or(archive, |(_, what, advice)| (what, advice))));
    }
    let head = bytes[..bytes.len().min(HEAD)].to_ascii_lowercase();
    let is_page =
        [&b"<!doctype html"[..], b"<html"].iter().any(|tag| memmem::find(&head, tag).is_some());
    if is_page {
        let advice =
            "where a PDF was downloaded, the server sent this instead: look at it in a browser";
        return Some(said(("a page of the web", advice)));
    }
    let known = BEGINNINGS.iter().find(|(beginning, ..)| bytes.starts_with(beginning));
    known.map(|(_, what, advice)| said((what, advice)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strangers_are_told_with_what_to_do() {
        for (bytes, part) in [
            (&b"PK\x03\x04..word/document.xml"[..], Some("a Word document, not a PDF; save")),
            (b"PK\x03\x04..a.pdf", Some("name it .zip")),
            (b"\n <!DOCTYPE HTML><p>Sign in", Some("a page of the web")),
            (b"\x1F\x8B\x08", Some("gzip")),
            (b"words", None),
            (b"", None),
        ] {
            let said = describe(bytes);
            assert_eq!(said.is_some(), part.is_some(), "{said:?}");
            assert!(said.unwrap_or_default().contains(part.unwrap_or_default()), "{part:?}");
        }
    }
}
