//! Images to the pages of a PDF.

use super::tag::Tags;
use crate::error::Error;
use lopdf::content::{Content, Operation};
use lopdf::{Document, Object, ObjectId, Stream, dictionary};

/// Points of an inch.
const POINTS_PER_INCH: f32 = 72.0;

/// The longer side of the page of an image that states no resolution, or that of a screen, in inches:
/// A4, as long as that gives an [`ASSUMED_RESOLUTION`].
const ASSUMED_SIDE: f32 = 11.69;

/// Resolutions that an image may be taken to have, in pixels an inch: at the upper one pages are drawn
/// to be read, so that pixels of large images are read as they are; at the lower one small type has few
/// enough of them.
const ASSUMED_RESOLUTION: [f32; 2] = [80.0, 200.0];

/// Resolutions that a scanner has, in pixels an inch. Below are those of screens (72, 96), which
/// cameras and programs write where they know none; faxes have half of it down the page.
const SCANNED_RESOLUTION: std::ops::RangeInclusive<f32> = 100.0..=4800.0;

/// A pixel is at most this much longer than it is wide: a fax of standard resolution has 204 by 98.
const LONGEST_PIXEL: f32 = 2.2;

/// The longer side of a page at most, in points: an A0 poster.
const LONGEST_SIDE: f32 = 3370.4;

/// An image that fills a page.
#[derive(Debug)]
pub(super) struct Picture {
    /// Width in pixels as stored.
    pub(super) width: u32,
    /// Height in pixels as stored.
    pub(super) height: u32,
    pub(super) data: Data,
    /// Pixels an inch across and down, as stated.
    pub(super) resolution: Option<[f32; 2]>,
    /// How it is turned, 1 to 8, as EXIF has it.
    pub(super) orientation: u8,
}

/// What a page shows.
#[derive(Debug)]
pub(super) enum Data {
    /// A JPEG file.
    Jpeg { file: Vec<u8>, gray: bool },
    /// Samples of eight bits, packed with zlib.
    Samples { packed: Vec<u8>, gray: bool },
}

impl Picture {
    /// Takes resolution and orientation from EXIF.
    pub(super) fn take(&mut self, exif: Option<&[u8]>) {
        let tags = exif.and_then(Tags::of);
        let Some(stated) = tags.and_then(|tags| tags.directory(tags.first()?)) else { return };
        self.orientation = stated.orientation;
        self.resolution = stated.resolution;
    }

    /// Width and height in points, as stored.
    fn size(&self) -> [f32; 2] {
        let stated = self.resolution.filter(|[x, y]| {
            let (low, high) = (x.min(*y), x.max(*y));
            SCANNED_RESOLUTION.contains(&high) && low * LONGEST_PIXEL >= high
        });
        let longer = self.width.max(self.height) as f32;
        let [least, most] = ASSUMED_RESOLUTION;
        let [x, y] = stated.unwrap_or([(longer / ASSUMED_SIDE).clamp(least, most); 2]);
        let sides =
            [self.width as f32 / x, self.height as f32 / y].map(|own| own * POINTS_PER_INCH);
        let scale = (LONGEST_SIDE / sides[0].max(sides[1])).min(1.0);
        sides.map(|own| own * scale)
    }

    /// Width and height of the page as displayed, in points, and the matrix that puts the unit square
    /// of the image there (ISO 32000-2, 8.9.5; Exif 2.32, tag 274).
    fn placed(&self) -> ([f32; 2], [f32; 6]) {
        let [across, down] = self.size();
        let [w, h] = if self.orientation >= 5 { [down, across] } else { [across, down] };
        let matrix = match self.orientation {
            2 => [-w, 0.0, 0.0, h, w, 0.0],
            3 => [-w, 0.0, 0.0, -h, w, h],
            4 => [w, 0.0, 0.0, -h, 0.0, h],
            5 => [0.0, -h, -w, 0.0, w, h],
            6 => [0.0, -h, w, 0.0, 0.0, h],
            7 => [0.0, h, w, 0.0, 0.0, 0.0],
            8 => [0.0, h, -w, 0.0, w, 0.0],
            _ => [w, 0.0, 0.0, h, 0.0, 0.0],
        };
        ([w, h], matrix)
    }
}

/// Pages that show one image each.
#[derive(Debug, Default)]
pub(super) struct Sheets {
    document: Document,
    pages: Vec<ObjectId>,
}

impl Sheets {
    /// Adds a page.
    pub(super) fn add(&mut self, picture: Picture) {
        let ([width, height], matrix) = picture.placed();
        let (filter, data, gray) = match picture.data {
            Data::Jpeg { file, gray } => ("DCTDecode", file, gray),
            Data::Samples { packed, gray } => ("FlateDecode", packed, gray),
        };
        let own = dictionary! {
            "Type" => "XObject",
            "Subtype" => "Image",
            "Width" => i64::from(picture.width),
            "Height" => i64::from(picture.height),
            "ColorSpace" => if gray { "DeviceGray" } else { "DeviceRGB" },
            "BitsPerComponent" => 8,
            "Filter" => filter,
        };
        let image = self.document.add_object(Stream::new(own, data).with_compression(false));
        let operations = vec![
            Operation::new("cm", matrix.into_iter().map(Object::Real).collect()),
            Operation::new("Do", vec!["Image".into()]),
        ];
        let content = Content { operations }.encode().unwrap_or_default();
        let content = self.document.add_object(Stream::new(dictionary! {}, content));
        let page = self.document.add_object(dictionary! {
            "Type" => "Page",
            "MediaBox" => vec![0.into(), 0.into(), width.into(), height.into()],
            "Resources" => dictionary! { "XObject" => dictionary! { "Image" => image } },
            "Contents" => content,
        });
        self.pages.push(page);
    }

    /// Bytes that the pages take so far.
    pub(super) fn len(&self) -> usize {
        let streams = self.document.objects.values().filter_map(|own| own.as_stream().ok());
        streams.map(|stream| stream.content.len()).sum()
    }

    /// The file.
    ///
    /// # Errors
    /// There is no page.
    pub(super) fn finish(mut self) -> Result<Vec<u8>, Error> {
        if self.pages.is_empty() {
            return Err(Error::NoPages);
        }
        let kids: Vec<Object> = self.pages.iter().map(|&page| page.into()).collect();
        let tree = self.document.add_object(dictionary! {
            "Type" => "Pages",
            "Count" => self.pages.len() as i64,
            "Kids" => kids,
        });
        for page in self.pages {
            if let Ok(page) = self.document.get_dictionary_mut(page) {
                page.set("Parent", tree);
            }
        }
        let catalog =
            self.document.add_object(dictionary! { "Type" => "Catalog", "Pages" => tree });
        self.document.trailer.set("Root", catalog);
        let mut bytes = Vec::new();
        self.document.save_to(&mut bytes).map_err(|_| Error::DamagedImage)?;
        Ok(bytes)
    }
}
