//! Tags of TIFF files, in which EXIF is written, too.

/// Entries of one directory that are read at most.
const ENTRY_LIMIT: usize = 4096;

/// A file of tags (TIFF 6.0, section 2; BigTIFF).
#[derive(Debug, Clone, Copy)]
pub(super) struct Tags<'a> {
    bytes: &'a [u8],
    big_endian: bool,
    /// Whether offsets have eight bytes.
    big: bool,
}

/// What a directory says of its image.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(super) struct Directory {
    /// How the image is turned, 1 to 8, as EXIF has it; 1 where it is not said.
    pub(super) orientation: u8,
    /// Pixels an inch across and down.
    pub(super) resolution: Option<[f32; 2]>,
    /// Whether it is a smaller copy of another image, or a mask.
    pub(super) secondary: bool,
    /// Where the next directory begins; 0 for the last one, nothing where the file ends before.
    pub(super) next: Option<u64>,
}

impl<'a> Tags<'a> {
    /// Nothing where the bytes do not begin as such a file does.
    pub(super) fn of(bytes: &'a [u8]) -> Option<Self> {
        let (big_endian, big) = match bytes.get(..4)? {
            b"II*\0" => (false, false),
            b"MM\0*" => (true, false),
            b"II+\0" => (false, true),
            b"MM\0+" => (true, true),
            _ => return None,
        };
        Some(Self { bytes, big_endian, big })
    }

    /// Where the offset of the first directory stands, and how many bytes it has.
    pub(super) fn start(self) -> (usize, usize) {
        if self.big { (8, 8) } else { (4, 4) }
    }

    /// An offset as the file writes it.
    pub(super) fn written(self, offset: u64) -> Vec<u8> {
        let (_, width) = self.start();
        let little = &offset.to_le_bytes()[..width];
        let mut bytes = little.to_vec();
        if self.big_endian {
            bytes.reverse();
        }
        bytes
    }

    /// Where the first directory begins.
    pub(super) fn first(self) -> Option<u64> {
        let (at, width) = self.start();
        self.number(at, width)
    }

    /// The directory at an offset.
    pub(super) fn directory(self, offset: u64) -> Option<Directory> {
        let (count_width, entry_width) = if self.big { (8, 20) } else { (2, 12) };
        let (_, offset_width) = self.start();
        let at = usize::try_from(offset).ok()?;
        let count = usize::try_from(self.number(at, count_width)?).ok()?;
        let entries = at.checked_add(count_width)?;
        let mut found = Directory { orientation: 1, ..Directory::default() };
        let (mut sides, mut per_centimetre) = ([None, None], false);
        for index in 0..count.min(ENTRY_LIMIT) {
            let entry = entries + index * entry_width;
            let Some(tag) = self.number(entry, 2) else { break };
            match tag {
                254 => found.secondary = self.value(entry).is_some_and(|kind| kind & 0b101 != 0),
                274 => {
                    let turned = self.value(entry).and_then(|value| u8::try_from(value).ok());
                    found.orientation = turned.filter(|own| (1..=8).contains(own)).unwrap_or(1);
                }
                282 => sides[0] = self.ratio(entry),
                283 => sides[1] = self.ratio(entry),
                296 => per_centimetre = self.value(entry) == Some(3),
                _ => {}
            }
        }
        let inch = if per_centimetre { 2.54 } else { 1.0 };
        found.resolution = sides[0].map(|x| [x * inch, sides[1].unwrap_or(x) * inch]);
        let next = count.checked_mul(entry_width).and_then(|length| entries.checked_add(length));
        found.next = next.and_then(|at| self.number(at, offset_width));
        Some(found)
    }

    /// The value of an entry that is one whole number.
    fn value(self, entry: usize) -> Option<u64> {
        let width = match self.number(entry + 2, 2)? {
            1 => 1,
            3 => 2,
            4 => 4,
            _ => return None,
        };
        self.number(self.value_at(entry), width)
    }

    /// The value of an entry that is one ratio.
    fn ratio(self, entry: usize) -> Option<f32> {
        const RATIONAL: u64 = 5;
        if self.number(entry + 2, 2)? != RATIONAL {
            return None;
        }
        let at = self.value_at(entry);
        // A ratio has eight bytes, which fit into the entry where offsets have as many.
        let at = if self.big { at } else { usize::try_from(self.number(at, 4)?).ok()? };
        let (above, below) = (self.number(at, 4)?, self.number(at.checked_add(4)?, 4)?);
        (below > 0).then(|| above as f32 / below as f32)
    }

    fn value_at(self, entry: usize) -> usize {
        entry + if self.big { 12 } else { 8 }
    }

    fn number(self, at: usize, width: usize) -> Option<u64> {
        let bytes = self.bytes.get(at..at.checked_add(width)?)?;
        let join = |sum: u64, byte: &u8| sum << 8 | u64::from(*byte);
        let number = if self.big_endian {
            bytes.iter().fold(0, join)
        } else {
            bytes.iter().rev().fold(0, join)
        };
        Some(number)
    }
}
