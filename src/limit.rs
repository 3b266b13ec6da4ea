//! How much of a file is read: counts, not clocks, so that the same file always gives the same bytes.

use serde::{Deserialize, Serialize};

macro_rules! limits {
    ($($(#[doc = $doc:literal])+ $name:ident = $count:expr, $about:literal;)+) => {
        /// How much of a file is read. What goes beyond is left out, and a
        /// [`Diagnostic`](crate::diagnostic::Diagnostic) names the limit.
        ///
        /// A real file is far below each of them. What they do not bound, such as the time that an image
        /// takes to be unpacked, is bounded by the process: see [`batch::Limits`](crate::batch::Limits).
        /// Limits that keep one function from work without an end stand beside it.
        #[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
        #[serde(default, deny_unknown_fields)]
        pub struct Limits { $($(#[doc = $doc])+ pub $name: u64,)+ }

        impl Default for Limits {
            fn default() -> Self {
                Self { $($name: $count,)+ }
            }
        }

        impl Limits {
            /// The name of each, and what it counts.
            pub const NAMES: &[(&str, &str)] = &[$((stringify!($name), $about),)+];

            /// The one of this name.
            pub fn named(&mut self, name: &str) -> Option<&mut u64> {
                match name {
                    $(stringify!($name) => Some(&mut self.$name),)+
                    _ => None,
                }
            }

            /// What is beyond one of them, in words: `more than 20000 pages of a file (limit pages)`.
            pub(crate) fn beyond(&self, name: &'static str) -> String {
                let all = [$((stringify!($name), self.$name, $about),)+];
                let own = all.into_iter().find(|(own, ..)| *own == name);
                let (_, count, about) = own.unwrap_or((name, 0, name));
                format!("more than {count} {about} (limit {name})")
            }
        }
    };
}

limits! {
    /// Bytes that a stream gives when it is unpacked; one that gives more is cut off there. An A0 poster
    /// scanned at 300 pixels an inch has 420 MB. Measured are those of Flate and run lengths in files that are
    /// not encrypted.
    stream_bytes = 450_000_000, "bytes that a stream gives when it is unpacked";
    /// Bytes of the content of a page, without that of its forms. A map with 300,000 lines has 10 MB.
    content_bytes = 100_000_000, "bytes of the content of a page";
    /// Painting operations (runs of glyphs, paths, images, clips) of a page, with those of its forms. A map or a
    /// scatter plot has 300,000; forms that repeat each other have no end.
    operations = 1_500_000, "painting operations of a page";
    /// Glyphs of a page; one that reads as several characters counts as so many. A dense journal page has
    /// 8,000, a poster 40,000, an atlas index 100,000.
    glyphs = 1_000_000, "glyphs of a page";
    /// Pixels of all images of a page that is drawn, to be read or searched for codes: however small its
    /// raster is, each image is unpacked whole, to up to four bytes a pixel. An A0 poster scanned at 300
    /// pixels an inch has 140 million.
    image_pixels = 150_000_000, "pixels of images of a page that is drawn";
    /// Codes of a font to which it gives widths. Unicode has 300,000 characters.
    widths = 1_000_000, "codes of a font with widths";
    /// Functions and colour spaces within each other, procedures of a function, and elements of the structure
    /// tree: of real ones, three, three and thirty.
    depth = 100, "functions, colour spaces or structure elements within each other";
    /// Pages of a file.
    pages = 20_000, "pages of a file";
    /// Bytes of text of all pages. A book of 1,000 pages has 3 MB. A text counts its bytes in 32 bits,
    /// so that this has to be well below 4 GiB.
    text_bytes = 100_000_000, "bytes of text of all pages";
}
