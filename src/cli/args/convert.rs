//! Arguments of `convert`, and the job they stand for.

use super::choice::{
    citations, format, formulas, front_matter, layout, limits, parse_bytes, parse_limit,
    parse_pages, parse_seconds, parse_shard, qr_search, retry, rule_names, scripts, tables,
    which_pages,
};
use crate::cli::engine::{self, EngineArgs};
use crate::cli::exit::advice;
use crate::cli::password::PasswordArgs;
use crate::cli::reader;
use clap::Args;
use offprint::Options;
use offprint::attachment::Formulas;
use offprint::batch::{Arrangement, Beside, Found, Job, Layout, Place, Retry, Shard};
use offprint::decision::Register;
use offprint::entity::Vocabulary;
use offprint::ocr::{Which, store};
use offprint::pdf::Choice;
use offprint::qr::Search;
use offprint::writer::{self, Citations, FrontMatter, Scripts, Tables, Writer};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

/// Arguments of `convert`.
#[derive(Debug, Args)]
pub(crate) struct ConvertArgs {
    /// Files (PDF, PNG, JPEG, TIFF, WebP), archives of them (.zip, .tar, .tar.gz, .tgz), texts that other tools left
    /// (.md, .markdown, .txt), folders, globs; `-` reads a PDF from stdin, or a list of paths as --files-from does.
    /// Of a folder with documents, texts are passed over
    #[arg(required_unless_present = "files_from", value_name = "PATH")]
    pub(crate) paths: Vec<PathBuf>,

    /// Convert the files that are listed in FILE, one a line or with NUL between them; `-` is stdin
    #[arg(long, value_name = "FILE")]
    pub(crate) files_from: Vec<PathBuf>,

    /// Folder to write to, or the file to write where one file is converted to one format, such as NAME.md;
    /// without it, one file goes to stdout
    #[arg(short, long, value_name = "DIR")]
    pub(crate) output: Option<PathBuf>,

    /// How outputs lie in the folder
    #[arg(long, value_name = "LAYOUT", default_value = "mirror", value_parser = layout(), requires = "output")]
    layout: Layout,

    /// Convert part K of N only, by the hash of each path, with a manifest of its own: one run a machine
    #[arg(long, value_name = "K/N", value_parser = parse_shard, requires = "output")]
    shard: Option<Shard>,

    /// Formats to write, separated by commas
    #[arg(
        short,
        long = "format",
        value_name = "FORMAT",
        value_delimiter = ',',
        default_value = "markdown",
        value_parser = format()
    )]
    formats: Vec<&'static Writer>,

    /// Write NAME.ledger.jsonl, too: every repair of NAME.md with its rule, page and place
    #[arg(long)]
    ledger: bool,

    /// Write NAME.md.map.json, too: where each stretch of NAME.md stands on which page
    #[arg(long)]
    source_map: bool,

    /// Write the reference list as NAME.csl.json, too: CSL-JSON for citation processors
    #[arg(long)]
    csl: bool,

    /// Write the reference list as NAME.bib, too
    #[arg(long)]
    bibtex: bool,

    /// Write the reference list as NAME.ris, too
    #[arg(long)]
    ris: bool,

    /// Write figures and display formulas as NAME.figures/fig-1.png and so on, and show them in NAME.md
    #[arg(long, requires = "output")]
    figures: bool,

    /// Pixels an inch of figures that are drawn
    #[arg(long, value_name = "DPI", default_value_t = 150, value_parser = clap::value_parser!(u16).range(36..=1200))]
    figure_dpi: u16,

    /// Write tables as DIR/NAME/table-1.csv and so on, with DIR/NAME/tables.json; a relative DIR is below that of -o
    #[arg(long, value_name = "DIR", requires = "output")]
    tables_dir: Option<PathBuf>,

    /// How these tables write cells that begin with = + - @, which spreadsheets run as formulas; tables.json has
    /// them as they are printed
    #[arg(long, value_name = "HOW", default_value = "keep", value_parser = formulas(), requires = "tables_dir")]
    csv_formulas: Formulas,

    /// Write NAME.json, too, and what all files hold as tables for databases and data frames: DIR/documents.parquet,
    /// passages, references, cells and so on; a relative DIR is below that of -o
    #[cfg(feature = "arrow")]
    #[arg(long, value_name = "DIR", requires = "output")]
    parquet: Option<PathBuf>,

    #[command(flatten)]
    notation: NotationArgs,

    /// Write JSON over several lines, for people
    #[arg(long)]
    json_pretty: bool,

    /// Write the place of each word into NAME.json
    #[arg(long)]
    word_boxes: bool,

    /// Write NAME.json, too, with the words that a reader of the pages cannot see and what hides them
    #[arg(long)]
    hidden: bool,

    /// Leave out a repair rule; may be repeated
    #[arg(long, value_name = "RULE", value_parser = rule_names(), hide_possible_values = true)]
    skip_rule: Vec<String>,

    /// Run only this repair rule; may be repeated
    #[arg(long, value_name = "RULE", value_parser = rule_names(), hide_possible_values = true)]
    only_rule: Vec<String>,

    /// Make no repair that is less certain than this, from 0 to 1
    #[arg(long, value_name = "SHARE", default_value_t = 0.0)]
    min_confidence: f32,

    /// Keep to what people decided: repairs that are rejected or accepted, metadata that is corrected; one JSON object a line
    #[arg(long, value_name = "FILE")]
    pub(crate) decisions: Option<PathBuf>,

    /// Name the genes, diseases, chemicals or whatever else FILE lists, with their places, in JSON, JSONL, BioC and card: a
    /// table of term, identifier, type and synonyms, with tabs between the columns and | between synonyms
    #[arg(long, value_name = "FILE")]
    lexicon: Option<PathBuf>,

    #[command(flatten)]
    password: PasswordArgs,

    /// Pages that are converted, such as 3-7,9 or 12-; of a file without such a page, none is
    #[arg(long, value_name = "PAGES", value_parser = parse_pages)]
    pages: Option<Choice>,

    /// Convert the first N pages at most, of those that are asked for
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..))]
    max_pages: Option<u32>,

    /// Files that are converted at once, each in a process of its own; fewer where memory does not hold them [default: number of cores]
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

    /// Where QR codes are looked for
    #[arg(long, value_name = "WHERE", default_value = "auto", value_parser = qr_search())]
    qr: Search,

    /// Write what was read of images as invisible text over them, as NAME.ocr.pdf, for viewers to search
    #[arg(long, requires = "output")]
    ocr_pdf: bool,

    /// Do not keep what was read of images for the next run
    #[arg(long)]
    no_ocr_cache: bool,

    /// Seconds one file, or one page that is read from its image, may take; 0 for no limit
    #[arg(long, value_name = "SECONDS", default_value = "120", value_parser = parse_seconds)]
    time_limit: Duration,

    /// Memory that converting one file may take, such as 512MiB or 2GiB; 0 for no limit
    #[arg(long, value_name = "SIZE", default_value = "1GiB", value_parser = parse_bytes)]
    memory_limit: u64,

    /// Seconds that reading the content of one page may take; what it has further is left out; 0 for no limit
    #[arg(long, value_name = "SECONDS", default_value = "20", value_parser = parse_seconds)]
    page_time_limit: Duration,

    /// Read more or less of a file than usual, such as glyphs=200000; may be repeated
    #[arg(long = "limit", value_name = "NAME=COUNT", value_parser = parse_limit)]
    limits: Vec<(String, u64)>,

    /// Convert on threads of this process: without limits, and a file that breaks it ends the run
    #[arg(long, conflicts_with_all = ["time_limit", "memory_limit"])]
    in_process: bool,

    /// Which files are tried again that the same version with the same options did not convert whole
    #[arg(long, value_name = "WHICH", default_value = "none", value_parser = retry())]
    retry: Retry,

    /// Say how long each room took, of each file and altogether: on stderr, or in the lines of --json
    #[arg(long)]
    pub(crate) timings: bool,

    /// Convert files that are up to date, those that failed, and those whose outputs were edited, too
    #[arg(long)]
    force: bool,

    /// Remove unedited outputs of files that are gone, and of earlier choices of options; with --dry-run, list them
    #[arg(long, requires = "output")]
    pub(crate) prune: bool,

    /// List what would be converted, what is up to date, and what is left out and why; write nothing
    #[arg(long, requires = "output")]
    pub(crate) dry_run: bool,

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

impl ConvertArgs {
    /// How the files that are found are arranged.
    pub(crate) fn arrangement(&self) -> Arrangement {
        Arrangement { layout: self.layout, shard: self.shard }
    }

    /// The folder for the tables of what all files hold, where they are asked for.
    pub(crate) fn parquet(&self) -> Option<&Path> {
        #[cfg(feature = "arrow")]
        return self.parquet.as_deref();
        #[cfg(not(feature = "arrow"))]
        None
    }

    /// The first option that needs a folder to write to.
    pub(crate) fn for_folders(&self) -> Option<&'static str> {
        let given = [
            ("--figures", self.figures),
            ("--tables-dir", self.tables_dir.is_some()),
            ("--parquet", self.parquet().is_some()),
            ("--ocr-pdf", self.ocr_pdf),
            ("--shard", self.shard.is_some()),
            ("--prune", self.prune),
            ("--dry-run", self.dry_run),
            ("--json", self.json),
            ("more than one format", self.writers().len() > 1),
        ];
        given.into_iter().find(|(_, is_given)| *is_given).map(|(name, _)| name)
    }

    /// What is written of each file.
    pub(crate) fn writers(&self) -> Vec<&'static Writer> {
        let flags = [
            ("ledger", self.ledger),
            ("source-map", self.source_map),
            ("csl", self.csl),
            ("bibtex", self.bibtex),
            ("ris", self.ris),
            ("json", self.hidden || self.parquet().is_some()),
        ];
        let asked = flags.into_iter().filter(|(_, is_set)| *is_set);
        let added = asked.filter_map(|(name, _)| writer::by_name(name));
        let is_new = |added: &&Writer| self.formats.iter().all(|own| own.name != added.name);
        self.formats.iter().copied().chain(added.filter(is_new)).collect()
    }

    /// What to do with each file.
    ///
    /// # Errors
    /// The engine that was asked for is not installed; the message says what to install. Or the file of the
    /// password, of decisions or of the lexicon cannot be read, or the path of this program, which is to be run as a worker, is not known.
    pub(crate) fn job(&self, found: &Found) -> Result<Job, String> {
        if self.prune && self.shard.is_some() {
            return Err("--prune goes by the manifest of all files, and a shard has its own only: when all shards \
                        have ended, run `offprint manifest merge`, then --prune without --shard"
                .to_owned());
        }
        let mut options = Options::default();
        let password = self.password.read()?;
        let place = self.place(password.as_deref())?;
        let decisions =
            Arc::new(self.decisions.as_deref().map_or_else(|| Ok(Register::default()), register)?);
        options.lexicon = self.lexicon.as_deref().map(vocabulary).transpose()?;
        options.pdf.password = password;
        options.pdf.pages = self.pages.clone().unwrap_or_default();
        options.pdf.max_pages = self.max_pages;
        options.page.time = Some(self.page_time_limit).filter(|time| !time.is_zero());
        options.qr.search = self.qr;
        for (name, count) in &self.limits {
            options.limits.named(name).into_iter().for_each(|limit| *limit = *count);
        }
        options.repair.skip = in_one_order(&self.skip_rule);
        options.repair.only = in_one_order(&self.only_rule);
        options.repair.min_confidence = self.min_confidence;
        options.writer.scripts = self.notation.scripts;
        options.writer.tables = self.notation.tables;
        options.writer.front_matter = self.notation.front_matter;
        options.writer.citations = self.notation.citations;
        options.ocr.engine = engine::choose(&self.engine, self.ocr, self.time_limit)?;
        options.ocr.pages = self.ocr;
        options.ocr.dpi = self.ocr_dpi.map(f32::from);
        options.ocr.cache = store::cache_folder().filter(|_| !self.no_ocr_cache);
        options.writer.hidden = self.hidden;
        options.writer.json_pretty = self.json_pretty;
        options.writer.word_boxes = self.word_boxes;
        options.writer.page_marks = self.notation.page_marks;
        let cores = || std::thread::available_parallelism().map_or(1, usize::from);
        Ok(Job {
            options,
            decisions,
            writers: self.writers(),
            beside: Beside {
                figures: self.figures.then_some(f32::from(self.figure_dpi)),
                tables: self.tables_dir.clone(),
                csv_formulas: self.csv_formulas,
                ocr_pdf: self.ocr_pdf,
                report: false,
            },
            threads: self.jobs.map_or_else(cores, usize::from),
            place,
            force: self.force,
            retry: self.retry,
            shard: self.shard,
            prune: self.prune.then(|| found.searched.clone()),
            advice: Some(advice),
        })
    }

    fn place(&self, password: Option<&str>) -> Result<Place, String> {
        if self.in_process {
            let second = reader::second_reading(password, self.time_limit);
            return Ok(Place::Here { second });
        }
        reader::workers(limits(self.time_limit, self.memory_limit)).map(Place::Apart)
    }
}

/// Names, each once and sorted, since two orders of the same rules are the same options.
fn in_one_order(names: &[String]) -> Vec<String> {
    let names: BTreeSet<&String> = names.iter().collect();
    names.into_iter().cloned().collect()
}

/// The decisions of a file.
///
/// # Errors
/// It cannot be read, or a line of it is no decision; the message says which.
fn register(path: &Path) -> Result<Register, String> {
    let wrong = |message: String| format!("{}: {message}", path.display());
    Register::read(&reader::text(path).map_err(wrong)?)
        .map_err(|error| format!("{}, {error}", path.display()))
}

/// The things of a lexicon.
///
/// # Errors
/// It cannot be read, or a line of it is wrong; the message says which.
fn vocabulary(path: &Path) -> Result<Arc<Vocabulary>, String> {
    let wrong = |message: String| format!("{}: {message}", path.display());
    let bytes = reader::bytes(path).map_err(wrong)?;
    let read = Vocabulary::read(&bytes).map(Arc::new);
    read.map_err(|error| {
        let behind = if error.line.is_some() { "," } else { ":" };
        format!("{}{behind} {error}", path.display())
    })
}
