//! Streams that give too much when they are unpacked are cut off in the bytes of the file, before anything
//! unpacks them: the engine has no bound, and a kilobyte can stand for gigabytes.
//!
//! They are measured by unpacking them without keeping what they give. Since Flate gives a thousand bytes
//! for one at most, those of a real file need not be measured, but for a few of half a megabyte and more.

use crate::diagnostic::{Code, Sink};
use crate::limit::Limits;
use flate2::bufread::ZlibDecoder;
use memchr::memmem;
use std::cell::Cell;
use std::io::{self, BufRead, BufReader, Read};
use std::ops::Range;

const BEGIN: &[u8] = b"stream";
const END: &[u8] = b"endstream";

/// Bytes before a stream in which its dictionary is looked for.
const DICTIONARY_REACH: usize = 2048;

/// Bytes that one byte gives at most, by Flate and by run lengths.
const FLATE_GROWTH: u64 = 1032;
const RUN_GROWTH: u64 = 64;

/// Bytes of what is packed twice that are taken at once: what one of them stands for is small beside the
/// limit.
const STEP: usize = 256;

/// A filter that gives more than it takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Filter {
    Flate,
    RunLength,
}

/// Cuts off the streams that give more bytes than the limit allows, and says so.
pub(super) fn cut(bytes: &mut [u8], limits: &Limits, sink: &mut Sink) {
    let long: Vec<(Range<usize>, usize)> = streams(bytes)
        .filter_map(|(dictionary, data)| {
            let filters = filters(&bytes[dictionary])?;
            let end = excess(&bytes[data.clone()], &filters, limits.stream_bytes)?;
            Some((data, end))
        })
        .collect();
    for (data, end) in &long {
        // What the engine looks for where a stream has another length than it states.
        let rest = &mut bytes[data.start + end..data.end + END.len()];
        rest.fill(b' ');
        rest[1..=END.len()].copy_from_slice(END);
    }
    if !long.is_empty() {
        let (count, beyond) = (long.len(), limits.beyond("stream_bytes"));
        let message = format!("{count} streams are cut off: {beyond}");
        sink.note(Code::StreamCutOff, None, message);
    }
}

/// The ends of the dictionaries of all streams that stand in the file, and the data behind them.
fn streams(bytes: &[u8]) -> impl Iterator<Item = (Range<usize>, Range<usize>)> {
    let mut from = 0;
    std::iter::from_fn(move || {
        loop {
            let at = from + memmem::find(&bytes[from..], BEGIN)?;
            from = at + BEGIN.len();
            let line_end = match bytes[from..] {
                [b'\r', b'\n', ..] => 2,
                [b'\r' | b'\n', ..] => 1,
                _ => continue,
            };
            let start = from + line_end;
            let window = at.saturating_sub(DICTIONARY_REACH)..at;
            let object = memmem::rfind(&bytes[window.clone()], b"obj");
            let dictionary = object.map_or(window.start, |object| window.start + object)..at;
            let end = stated_end(bytes, &bytes[dictionary.clone()], start)
                .or_else(|| Some(start + memmem::find(&bytes[start..], END)?))?;
            from = end + END.len();
            return Some((dictionary, start..end));
        }
    })
}

/// Where a stream ends by the length that it states, if it does: its data may hold the word for its end.
fn stated_end(bytes: &[u8], dictionary: &[u8], start: usize) -> Option<usize> {
    let key = b"/Length";
    let at = memmem::find_iter(dictionary, key)
        .map(|at| at + key.len())
        .find(|at| dictionary.get(*at).is_some_and(|next| matches!(next, b' ' | b'\r' | b'\n')))?;
    let digits = dictionary[at..].trim_ascii_start();
    let count = digits.iter().take_while(|byte| byte.is_ascii_digit()).count();
    let length: usize = std::str::from_utf8(&digits[..count]).ok()?.parse().ok()?;
    let behind = bytes.get(start.checked_add(length)?..)?;
    let blanks = behind.iter().take_while(|byte| byte.is_ascii_whitespace()).count();
    behind[blanks..].starts_with(END).then_some(start + length + blanks)
}

/// The filters of a stream that give more than they take, in their order; nothing where there are others,
/// or none.
fn filters(dictionary: &[u8]) -> Option<Vec<Filter>> {
    let key = b"/Filter";
    let at = memmem::find(dictionary, key)? + key.len();
    let value = dictionary[at..].trim_ascii_start();
    let names = match value.strip_prefix(b"[") {
        Some(list) => &list[..memchr::memchr(b']', list)?],
        None => {
            let end = value.iter().skip(1).position(|byte| !byte.is_ascii_alphanumeric());
            &value[..end.map_or(value.len(), |end| end + 1)]
        }
    };
    let names = names.split(|byte| *byte == b'/').map(<[u8]>::trim_ascii);
    let filters = names.filter(|name| !name.is_empty()).map(|name| match name {
        b"FlateDecode" | b"Fl" => Some(Filter::Flate),
        b"RunLengthDecode" | b"RL" => Some(Filter::RunLength),
        _ => None,
    });
    filters.collect::<Option<Vec<_>>>().filter(|filters| !filters.is_empty())
}

/// How many of these bytes are left of a stream that gives more than the limit allows; nothing where it does
/// not.
fn excess(data: &[u8], filters: &[Filter], limit: u64) -> Option<usize> {
    let growth = filters.iter().fold(1, |growth: u64, filter| {
        growth.saturating_mul(match filter {
            Filter::Flate => FLATE_GROWTH,
            Filter::RunLength => RUN_GROWTH,
        })
    });
    if (data.len() as u64).saturating_mul(growth) <= limit {
        return None;
    }
    let end = taken(data, filters, limit)?.min(data.len() - 1);
    // Of what is packed several times, the first bytes may stand for all of it.
    let is_enough = taken(&data[..end], filters, limit + limit / 4).is_none();
    Some(if is_enough { end } else { 0 })
}

/// How many of these bytes are taken until they have given more than so many; nothing where they do not.
fn taken(data: &[u8], filters: &[Filter], most: u64) -> Option<usize> {
    let taken = Cell::new(0);
    let mut unpacked: Box<dyn BufRead + '_> = Box::new(Counted { data, taken: &taken });
    for filter in filters {
        unpacked = match filter {
            Filter::Flate => Box::new(BufReader::with_capacity(STEP, ZlibDecoder::new(unpacked))),
            Filter::RunLength => Box::new(BufReader::with_capacity(STEP, Runs::new(unpacked))),
        };
    }
    // An error ends what is given, as a fault in the data does for the engine.
    let mut given = 0;
    let mut chunk = vec![0; 1 << 16];
    while let Ok(length @ 1..) = unpacked.read(&mut chunk) {
        given += length as u64;
        if given > most {
            return Some(taken.get());
        }
    }
    None
}

/// Bytes that are counted as they are taken.
struct Counted<'a> {
    data: &'a [u8],
    taken: &'a Cell<usize>,
}

impl Read for Counted<'_> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let length = self.fill_buf()?.read(into)?;
        self.consume(length);
        Ok(length)
    }
}

impl BufRead for Counted<'_> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        let rest = &self.data[self.taken.get()..];
        Ok(&rest[..rest.len().min(STEP)])
    }

    fn consume(&mut self, length: usize) {
        self.taken.set(self.taken.get() + length);
    }
}

/// Run lengths unpacked (ISO 32000-2, 7.4.5).
struct Runs<R> {
    packed: R,
    run: Vec<u8>,
}

impl<R: BufRead> Runs<R> {
    fn new(packed: R) -> Self {
        Self { packed, run: Vec::new() }
    }
}

impl<R: BufRead> Read for Runs<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        if self.run.is_empty() {
            let mut length = [0];
            if self.packed.read(&mut length)? == 0 {
                return Ok(0);
            }
            match length[0] {
                count @ 0..128 => {
                    let count = u64::from(count) + 1;
                    self.packed.by_ref().take(count).read_to_end(&mut self.run)?;
                }
                128 => return Ok(0),
                count => {
                    let mut byte = [0];
                    self.packed.read_exact(&mut byte)?;
                    self.run.resize(257 - usize::from(count), byte[0]);
                }
            }
        }
        let length = self.run.len().min(into.len());
        into[..length].copy_from_slice(&self.run[..length]);
        self.run.drain(..length);
        Ok(length)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn packed(bytes: &[u8]) -> Vec<u8> {
        let mut packed = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::best());
        io::Write::write_all(&mut packed, bytes).unwrap();
        packed.finish().unwrap()
    }

    fn object(filter: &str, data: &[u8]) -> Vec<u8> {
        let head = format!("5 0 obj\n<</Filter{filter}/Length {}>>stream\n", data.len());
        [head.as_bytes(), data, b"\nendstream\nendobj\n"].concat()
    }

    /// What of a file is left with a limit of so many bytes, and whether something was said.
    fn left(file: &[u8], stream_bytes: u64) -> (Vec<u8>, bool) {
        let (mut bytes, mut sink) = (file.to_vec(), Sink::default());
        cut(&mut bytes, &Limits { stream_bytes, ..Limits::default() }, &mut sink);
        assert_eq!(bytes.len(), file.len());
        (bytes, sink.count() == 1)
    }

    #[test]
    fn streams_that_give_too_much_are_cut_off() {
        let once = packed(&vec![b' '; 1 << 20]);
        let runs = packed(&[0x81, b' '].repeat(1 << 13));
        let cases = [
            ("/FlateDecode", once.clone()),
            ("[/FlateDecode /FlateDecode]", packed(&once)),
            ("[/FlateDecode/FlateDecode/FlateDecode]", packed(&packed(&once))),
            ("[/FlateDecode/RunLengthDecode]", runs),
        ];
        for (filter, data) in cases {
            let file = object(filter, &data);
            assert_eq!(left(&file, 1 << 20), (file.clone(), false), "{filter}");
            let (cut, said) = left(&file, 100_000);
            assert!(said, "{filter}");
            let (_, rest) = streams(&cut).next().unwrap();
            assert!(rest.len() < data.len(), "{filter}");
            assert_eq!(left(&cut, 400_000), (cut.clone(), false), "{filter}: little is left");
        }
    }

    #[test]
    fn what_is_not_measured_is_left() {
        let data = packed(&vec![b' '; 1 << 20]);
        for filter in ["/DCTDecode", "[/ASCIIHexDecode/FlateDecode]", "", "/FlateDecode"] {
            let data = if filter == "/FlateDecode" { &data[..40] } else { &data };
            let file = object(filter, data);
            assert_eq!(left(&file, 100_000), (file.clone(), false), "{filter}");
        }
        for torn in [
            "stream",
            "stream\n",
            "<</Filter/Fl>>stream\nabc",
            "<</Filter[/Fl>>stream\nabcendstream",
        ] {
            assert_eq!(left(torn.as_bytes(), 1), (torn.into(), false), "{torn}");
        }
    }

    #[test]
    fn data_may_hold_the_word_for_its_end() {
        let data = b"one endstream two";
        let file = object("/FlateDecode", data);
        let (_, found) = streams(&file).next().unwrap();
        assert_eq!(file[found].trim_ascii_end(), data);
    }
}
