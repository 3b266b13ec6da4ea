//! PDFs of the project, damaged in many ways: each is converted or refused, and none breaks the process.

use super::odd::{front, pdf, stream};
use offprint::batch::STACK;
use offprint::diagnostic::Code;
use offprint::limit::Limits;
use offprint::{Options, convert};
use std::path::Path;
use std::time::{Duration, Instant};

/// Mutants of each file, and the time after which no further one is made, on slow machines.
const MUTANTS: usize = 40;
const TIME: Duration = Duration::from_secs(15);

/// Numbers without a pattern, always the same ones (Marsaglia, "Xorshift RNGs", 2003).
struct Random(u64);

impl Random {
    fn below(&mut self, most: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % most.max(1) as u64).unwrap()
    }

    fn range(&mut self, length: usize, most: usize) -> std::ops::Range<usize> {
        let start = self.below(length);
        start..length.min(start + 1 + self.below(most))
    }
}

/// Words that are put in place of others.
const TOKENS: [&[u8]; 16] = [
    b"<<",
    b">>",
    b"[",
    b"]",
    b"null",
    b"-1",
    b"0",
    b"4294967296",
    b"1 0 R",
    b"99 0 R",
    b"/Kids",
    b"/Length",
    b"/Type",
    b"endobj",
    b"stream\n",
    b"(",
];

/// A damage: flipped bytes, a cut, a hole, a part twice or elsewhere, tokens exchanged.
fn damage(bytes: &mut Vec<u8>, random: &mut Random) {
    let length = bytes.len();
    match random.below(7) {
        0 => {
            for _ in 0..=random.below(20) {
                let at = random.below(length);
                bytes[at] ^= 1 << random.below(8);
            }
        }
        1 => bytes.truncate(random.below(length)),
        2 => drop(bytes.drain(random.range(length, 2_000))),
        3 => {
            let part = bytes[random.range(length, 2_000)].to_vec();
            let at = random.below(length);
            bytes.splice(at..at, part);
        }
        4 => {
            let part = random.range(length, 500);
            bytes[part].fill(0);
        }
        _ => {
            // Where a token begins: behind a delimiter.
            let from = random.below(length);
            let begins = |pair: &[u8]| b" /[(<\n".contains(&pair[0]) && pair[1].is_ascii_graphic();
            let Some(at) = bytes[from..].windows(2).position(begins) else { return };
            let at = from + at + 1;
            let end = bytes[at..].iter().position(|byte| b" /[](<>)\n\r".contains(byte));
            let token = TOKENS[random.below(TOKENS.len())];
            bytes.splice(at..at + end.unwrap_or(0), token.iter().copied());
        }
    }
}

/// A small file of everything that nests, and those of the corpus.
fn files() -> Vec<Vec<u8>> {
    let mut objects = front("4 0 R 4 0 R", 2, "/StructTreeRoot 9 0 R/Outlines 10 0 R");
    let form = "/Type/XObject/Subtype/Form/BBox[0 0 612 792]/Resources<</Font<</F 3 0 R>>>>";
    let content = "q 1 0 0 1 10 10 cm /S cs 1 scn /X Do Q /P<</MCID 0>>BDC BT /F 11 Tf 50 700 Td \
                   (Some words) Tj [(more)-300(words)] TJ ET EMC 10 10 90 9 re f";
    objects.extend([
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 5 0 R/Annots[8 0 R]/Resources<<\
         /Font<</F 3 0 R>>/XObject<</X 6 0 R>>/ColorSpace<</S[/Separation/A/DeviceCMYK 7 0 R]>>>>>>"
            .to_owned(),
        stream("", content),
        stream(form, "BT /F 9 Tf 50 600 Td (Words of a form) Tj ET"),
        "<</FunctionType 2/Domain[0 1]/N 1/C0[0 0 0 0]/C1[0 0 0 1]>>".to_owned(),
        "<</Type/Annot/Subtype/Widget/FT/Tx/V(Value)/DA(/F 9 Tf)/Rect[9 9 99 99]>>".to_owned(),
        "<</Type/StructTreeRoot/K<</S/P/K 0/Pg 4 0 R>>>>".to_owned(),
        "<</First 11 0 R>>".to_owned(),
        "<</Title(One)/Dest[4 0 R/Fit]>>".to_owned(),
    ]);
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus");
    let named = ["case-report", "encrypted", "poster", "preprint", "truncated"];
    let read = |name| std::fs::read(corpus.join(format!("{name}.pdf"))).unwrap();
    let made = pdf(&objects);
    [made.clone(), made].into_iter().chain(named.map(read)).collect()
}

#[test]
fn damaged_files_are_converted_or_refused() {
    let start = Instant::now();
    let work = move || {
        let mut random = Random(0x9E37_79B9_7F4A_7C15);
        let (mut converted, mut refused) = (0, 0);
        for round in 0..MUTANTS {
            for file in files() {
                if start.elapsed() > TIME {
                    return (converted, refused);
                }
                let mut bytes = file;
                for _ in 0..=random.below(3) {
                    if !bytes.is_empty() {
                        damage(&mut bytes, &mut random);
                    }
                }
                // Real pages are far below these, so that no mutant takes long.
                let limits = Limits { operations: 100_000, glyphs: 100_000, ..Limits::default() };
                let mut options = Options { limits, ..Options::default() };
                options.qr.search = offprint::qr::Search::Never;
                match convert(bytes, &options) {
                    Ok(own) => {
                        converted += 1;
                        let broken = own.diagnostics.iter().find(|own| {
                            own.code == Code::PageUnreadable && own.message.contains("layout")
                        });
                        assert!(broken.is_none(), "round {round}: {broken:?}");
                    }
                    Err(_) => refused += 1,
                }
            }
        }
        (converted, refused)
    };
    let thread = std::thread::Builder::new().stack_size(STACK).spawn(work).unwrap();
    let (converted, refused) = thread.join().expect("no mutant panics");
    assert!(converted > 10 && refused > 0, "{converted} converted, {refused} refused");
}
