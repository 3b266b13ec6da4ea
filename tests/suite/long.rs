//! Documents as long as is wanted, made in code, and the time that each stage takes for them.

use super::typeset::{Pen, ruling, set};
use offprint::diagnostic::Sink;
use offprint::geometry::{Point, Rect};
use offprint::page::{Font, Page, Pages, Size};
use offprint::pdf::Facts;
use offprint::writer::WRITERS;
use offprint::{Options, layout, order, repair, role, structure};
use std::time::{Duration, Instant};

/// What takes its time.
pub(crate) const STAGES: [&str; 6] = ["layout", "order", "role", "repair", "structure", "writer"];

/// A document that can be made of any length.
pub(crate) struct Long {
    /// What it has many of.
    pub(crate) name: &'static str,
    /// How many of them a long one has.
    pub(crate) count: usize,
    /// How many are enough to see how the work grows.
    pub(crate) few: usize,
    /// Makes one with so many.
    pub(crate) make: fn(usize) -> Pages,
}

const fn long(name: &'static str, count: usize, few: usize, make: fn(usize) -> Pages) -> Long {
    Long { name, count, few, make }
}

/// The documents.
pub(crate) const DOCUMENTS: &[Long] = &[
    long("run-in leads", 100_000, 1_500, leads),
    long("rows between rules", 3_000, 500, |rows| table(rows, Frame::Rules)),
    long("rows of boxes", 2_800, 500, |rows| table(rows, Frame::Boxes)),
    long("rows of one box", 8_000, 1_500, |rows| table(rows, Frame::OneBox)),
    long("pages of one table", 1_000, 30, table_over_pages),
    long("cited entries", 10_000, 250, entries),
    long("footnotes", 20_000, 400, footnotes),
    long("captions", 20_000, 400, captions),
    long("numbers at the foot", 20_000, 2_000, foot_numbers),
];

/// The time of each stage.
pub(crate) fn times(pages: Pages) -> [Duration; STAGES.len()] {
    let options = Options::default();
    let sink = &mut Sink::default();
    let mut clock = Clock::start();
    let layout = layout::analyse(pages, &options.layout, sink);
    let of_layout = clock.lap();
    let flow = order::arrange(layout, &options.order, sink);
    let of_order = clock.lap();
    let passages = role::assign(flow);
    let of_role = clock.lap();
    let mended = repair::apply(passages, &options.repair, &options.decisions, sink);
    let of_repair = clock.lap();
    let document = structure::build(mended, &Facts::default(), &options.decisions, sink);
    let of_structure = clock.lap();
    for writer in WRITERS {
        std::hint::black_box((writer.write)(&document, &[], &options.writer));
    }
    [of_layout, of_order, of_role, of_repair, of_structure, clock.lap()]
}

/// Time of this thread on a processor, where the system tells it; else the time that passes.
struct Clock {
    wall: Instant,
    processor: Option<Duration>,
}

impl Clock {
    fn start() -> Self {
        Self { wall: Instant::now(), processor: processor_time() }
    }

    fn lap(&mut self) -> Duration {
        let last = std::mem::replace(self, Self::start());
        match (last.processor, self.processor) {
            (Some(from), Some(to)) => to.saturating_sub(from),
            _ => self.wall - last.wall,
        }
    }
}

fn processor_time() -> Option<Duration> {
    let told = std::fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    let nanoseconds = told.split_whitespace().next()?.parse().ok()?;
    Some(Duration::from_nanos(nanoseconds)).filter(|time| !time.is_zero())
}

const BODY: u16 = 1;
const BOLD: u16 = 2;
const SIZE: f32 = 10.0;
const LEADING: f32 = 12.0;
const LEFT: f32 = 60.0;
const TOP: f32 = 90.0;
/// Lines of a page.
const LINES: usize = 55;

/// Pages that are filled line by line.
struct Press {
    pages: Pages,
    lines: usize,
}

impl Press {
    fn new() -> Self {
        let font = |name: &str, bold: bool| Font {
            name: name.to_owned(),
            bold,
            serif: true,
            ..Font::default()
        };
        let fonts = vec![Font::default(), font("Times", false), font("Times-Bold", true)];
        Self { pages: Pages { pages: Vec::new(), fonts }, lines: LINES }
    }

    fn page(&mut self, height: f32) -> &mut Page {
        let size = Size { width: 595.0, height };
        self.pages.pages.push(Page { size, complete: true, ..Page::default() });
        self.lines = 0;
        let last = self.pages.pages.len() - 1;
        &mut self.pages.pages[last]
    }

    /// Sets a line of pieces, each with its font and its left edge.
    fn line(&mut self, pieces: &[(f32, u16, &str)]) {
        if self.lines >= LINES {
            let number = self.pages.pages.len() + 1;
            let page = self.page(842.0);
            set(page, pen(280.0, 800.0, BODY), &number.to_string());
        }
        let y = TOP + LEADING * self.lines as f32;
        self.lines += 1;
        let Some(page) = self.pages.pages.last_mut() else { return };
        for (x, font, words) in pieces {
            set(page, pen(*x, y, *font), words);
        }
    }

    fn blank(&mut self) {
        self.lines += 1;
    }
}

fn pen(x: f32, y: f32, font: u16) -> Pen {
    Pen { at: Point { x, y }, size: SIZE, font }
}

/// A name that no other number has: what stands in one place of several pages is furniture.
fn name(at: usize) -> String {
    let letter = |at: usize| char::from(b'a' + (at % 26) as u8);
    format!("Mu{}{}{}{}", letter(at), letter(at / 26), letter(at / 676), letter(at / 17_576))
}

/// Words that fill most of a line.
fn prose(at: usize) -> String {
    format!("{} weighed the salt of the sea on each of the days and put it back.", name(at))
}

/// Paragraphs that begin with a heading of their own.
fn leads(count: usize) -> Pages {
    let mut press = Press::new();
    for at in 0..count {
        let rest = format!("Then, as {} was in May,", name(at));
        press.line(&[(LEFT, BOLD, "Salting."), (LEFT + 50.0, BODY, &rest)]);
        press.line(&[(LEFT, BODY, "it was done again.")]);
        press.blank();
    }
    press.pages
}

#[derive(Clone, Copy, PartialEq)]
enum Frame {
    Rules,
    Boxes,
    OneBox,
}

const COLUMNS: usize = 6;
const COLUMN: f32 = 75.0;
const ROW: f32 = 16.0;

/// Sets a table with its caption at the top of a page; `first` counts the rows on the pages before.
fn push_table(page: &mut Page, first: usize, rows: usize, frame: Frame) {
    set(page, pen(LEFT, 60.0, BODY), "Table 1. Salts of the sea by day");
    let edge = |column: usize| LEFT - 4.0 + COLUMN * column as f32;
    let below = |row: usize| 72.0 + ROW * row as f32;
    let mut rule = |x0, y0, x1, y1| page.rulings.push(ruling(Rect::new(x0, y0, x1, y1)));
    if frame != Frame::Rules {
        for column in 0..=COLUMNS {
            rule(edge(column), below(0), edge(column), below(rows));
        }
    }
    for row in [0, 1, rows] {
        rule(edge(0), below(row), edge(COLUMNS), below(row));
    }
    if frame == Frame::Boxes {
        // Of three rows, two share their first cell.
        for row in 2..rows {
            rule(edge(usize::from(!row.is_multiple_of(3))), below(row), edge(COLUMNS), below(row));
        }
    }
    for row in 0..rows {
        for column in 0..COLUMNS {
            let place = pen(LEFT + COLUMN * column as f32, below(row) + 12.0, BODY);
            set(page, place, &cell(first, row, column, frame));
        }
    }
}

fn cell(first: usize, row: usize, column: usize, frame: Frame) -> String {
    match (row, column, frame) {
        (0, ..) => ["Day", "Kind", "Sea", "Ton", "Kilo", "Gram"][column].to_owned(),
        // Lines that go on are in one box with those they go on.
        (_, 1 | 3.., Frame::OneBox) if row % 3 == 2 => String::new(),
        (_, _, Frame::OneBox) => ["salty", "dry", "white"][row % 3].to_owned(),
        (_, 0, Frame::Boxes) if !row.is_multiple_of(3) => String::new(),
        (_, 0, _) => name(first + row),
        (_, 1, _) => "dried well".to_owned(),
        (_, 2, _) => "north".to_owned(),
        _ => format!("{}.{column}", row * 7 % 100),
    }
}

fn table(rows: usize, frame: Frame) -> Pages {
    let mut press = Press::new();
    press.line(&[(LEFT, BODY, &prose(0))]);
    push_table(press.page(ROW * rows as f32 + 200.0), 0, rows, frame);
    press.pages
}

/// A table that goes on from page to page under its head.
fn table_over_pages(count: usize) -> Pages {
    let mut press = Press::new();
    press.line(&[(LEFT, BODY, &prose(0))]);
    for at in 0..count {
        push_table(press.page(842.0), 12 * at, 12, Frame::Rules);
    }
    press.pages
}

/// Sentences that cite by names and years, and the list of what they cite.
fn entries(count: usize) -> Pages {
    let mut press = Press::new();
    for at in 0..count {
        let cited = format!("Salt is heavy ({}, {}). So it was then", name(at), 1950 + at % 60);
        press.line(&[(LEFT, BODY, &cited)]);
        press.line(&[(LEFT, BODY, "and (see (it (was (not) so) [as] weighed [4].")]);
        if at % 4 == 3 {
            press.blank();
        }
    }
    press.blank();
    press.line(&[(LEFT, BOLD, "References")]);
    press.blank();
    for at in 0..count {
        press.line(&[(LEFT, BODY, &format!("{} A. On salt, and on what it is for.", name(at)))]);
        let place = format!("J Salt. {};{at}:1-9.", 1950 + at % 60);
        press.line(&[(LEFT + 15.0, BODY, &place)]);
    }
    press.pages
}

/// Pages with notes of one mark at their feet.
fn footnotes(count: usize) -> Pages {
    let mut press = Press::new();
    let small = |y: f32| Pen { size: 7.0, ..pen(LEFT, y, BODY) };
    for at in 0..count.div_ceil(4) {
        let page = press.page(842.0);
        for line in 0..6 {
            set(page, pen(LEFT, TOP + LEADING * line as f32, BODY), &prose(6 * at + line));
        }
        for note in 0..4 {
            let y = 740.0 + 14.0 * note as f32;
            set(
                page,
                small(y),
                &format!("* {} says so of the sea (SS, salty sea).", name(4 * at + note)),
            );
        }
    }
    press.pages
}

/// Captions of figures and of tables, and sentences that name them.
fn captions(count: usize) -> Pages {
    let mut press = Press::new();
    for at in 1..=count {
        let label = if at % 2 == 0 { "Table" } else { "Figure" };
        press.line(&[(LEFT, BODY, &format!("{label} {at}. Salt of {}", name(at)))]);
        press.blank();
        press.blank();
        press.blank();
        press.line(&[(LEFT, BODY, &format!("In {label} {at} salt is shown. {}", prose(at)))]);
        press.blank();
        press.blank();
        press.blank();
    }
    press.pages
}

/// One page with very many numbers in its last row, and a second one.
fn foot_numbers(count: usize) -> Pages {
    let mut press = Press::new();
    for page in 0..2 {
        let width = 100.0 + 30.0 * count as f32;
        let own = press.page(842.0);
        own.size.width = width;
        set(own, pen(LEFT, TOP, BODY), &prose(page));
        for at in 0..count {
            let word = if at == 0 { "7" } else { "salty" };
            let x = LEFT + 60.0 * (at / 2) as f32;
            set(own, pen(x, 800.0 + 2.0 * (at % 2) as f32 + page as f32, BODY), word);
        }
    }
    press.pages
}
