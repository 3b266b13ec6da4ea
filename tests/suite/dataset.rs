//! The tables of a corpus: `convert --parquet`.

use super::cli::{code, folder, json_lines, manifest, offprint, simple, stderr, stdout};
use arrow_array::cast::AsArray;
use arrow_array::types::Int64Type;
use arrow_array::{RecordBatch, StructArray};
use offprint::dataset::{self, Table};
use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;
use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::Command;
use tempfile::TempDir;

/// Set to write the lists of columns anew: `OFFPRINT_UPDATE=1 cargo test --features arrow columns`.
const UPDATE: &str = "OFFPRINT_UPDATE";

/// The documentation of the formats, and what stands before the lists of columns.
const FORMATS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/formats.md");
const MARK: &str = "<!-- Columns, as they are defined in src/dataset. -->\n";

/// Rows of a table, and what they hold by the name of the column.
struct Rows(Vec<RecordBatch>);

impl Rows {
    fn of(path: &Path) -> Self {
        let file = File::open(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        let reader = ParquetRecordBatchReaderBuilder::try_new(file).unwrap().build().unwrap();
        Self(reader.map(Result::unwrap).collect())
    }

    fn len(&self) -> usize {
        self.0.iter().map(RecordBatch::num_rows).sum()
    }

    fn texts(&self, name: &str) -> Vec<Option<String>> {
        let column = |batch: &RecordBatch| {
            let column = batch.column_by_name(name).unwrap_or_else(|| panic!("{name}"));
            let values = column.as_string::<i32>();
            values.iter().map(|own| own.map(str::to_owned)).collect::<Vec<_>>()
        };
        self.0.iter().flat_map(column).collect()
    }

    fn numbers(&self, name: &str) -> Vec<Option<i64>> {
        let column = |batch: &RecordBatch| {
            let column = batch.column_by_name(name).unwrap_or_else(|| panic!("{name}"));
            column.as_primitive::<Int64Type>().iter().collect::<Vec<_>>()
        };
        self.0.iter().flat_map(column).collect()
    }

    /// Texts of a field of the items of a list, each with its document.
    fn inside(&self, name: &str, field: Option<&str>) -> Vec<(String, String)> {
        let mut found = Vec::new();
        for batch in &self.0 {
            let ids = batch.column_by_name("document_id").unwrap().as_string::<i32>();
            let lists = batch.column_by_name(name).unwrap().as_list::<i32>();
            for (at, list) in lists.iter().enumerate() {
                let list = list.expect("a list is never absent");
                let items = match field {
                    Some(field) => {
                        let items: &StructArray = list.as_struct();
                        items.column_by_name(field).unwrap().clone()
                    }
                    None => list,
                };
                let own = items.as_string::<i32>().iter().flatten();
                found.extend(own.map(|own| (ids.value(at).to_owned(), own.to_owned())));
            }
        }
        found
    }

    /// Pairs of the document and another column, where that has a value.
    fn keys(&self, name: &str) -> Vec<(String, String)> {
        let ids = self.texts("document_id").into_iter().flatten();
        ids.zip(self.texts(name)).filter_map(|(id, own)| Some((id, own?))).collect()
    }
}

/// Runs in the folder of the project, so that the sample corpus has one name.
fn convert(arguments: &[&str]) -> std::process::Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_offprint"));
    command.current_dir(env!("CARGO_MANIFEST_DIR")).arg("convert").args(arguments).output().unwrap()
}

/// Converts the sample corpus.
fn corpus(out: &Path, more: &[&str]) {
    let out = out.to_str().unwrap();
    let usual = ["corpus", "-o", out, "--parquet", "tables", "--lexicon", "corpus/lexicon.tsv"];
    let formats = ["--format", "markdown,jsonl", "--ocr", "never"];
    let output = convert(&[&usual[..], &formats, more].concat());
    // The sample corpus has an empty file and an encrypted one.
    assert_eq!(code(&output), 1, "{}", stderr(&output));
}

fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).unwrap().map(Result::unwrap);
    let mut names: Vec<_> = entries.map(|entry| entry.file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

fn bytes(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    names(folder)
        .into_iter()
        .map(|name| (name.clone(), fs::read(folder.join(name)).unwrap()))
        .collect()
}

fn all(folder: &Path) -> BTreeMap<&'static str, Rows> {
    let path = |table: &Table| folder.join(format!("{}.parquet", table.name));
    dataset::schemas().iter().map(|table| (table.name, Rows::of(&path(table)))).collect()
}

fn records(out: &Path) -> Vec<serde_json::Value> {
    json_lines(&fs::read_to_string(out.join("manifest.jsonl")).unwrap())
}

#[test]
fn the_same_corpus_gives_the_same_tables() {
    let folder = tempfile::tempdir().unwrap();
    let (first, second) = (folder.path().join("first"), folder.path().join("second"));
    corpus(&first, &["--jobs", "1"]);
    let tables = first.join("tables");
    let mut expected: Vec<String> =
        dataset::schemas().iter().map(|table| format!("{}.parquet", table.name)).collect();
    expected.sort();
    assert_eq!(names(&tables), expected, "all tables, and nothing half-written");
    let before = bytes(&tables);
    corpus(&first, &["--jobs", "1"]);
    assert!(bytes(&tables) == before, "a second run has nothing to convert");
    fs::remove_file(tables.join("cells.parquet")).unwrap();
    fs::remove_file(first.join("poster.json")).unwrap();
    corpus(&first, &[]);
    assert!(bytes(&tables) == before, "a run that converts one file");
    corpus(&second, &["--jobs", "2"]);
    assert!(bytes(&second.join("tables")) == before, "two jobs");

    let rows = all(&tables);
    columns_are_those_of_the_schemas(&tables);
    documents_are_the_inputs(&rows, &first);
    every_id_leads_somewhere(&rows);
    offsets_are_those_of_the_words(&rows);
    passages_are_those_of_jsonl(&rows, &first);
    entities_stand_where_jsonl_has_them(&rows, &first);
    quantities_are_those_of_the_command(&rows);
}

fn columns_are_those_of_the_schemas(folder: &Path) {
    for table in dataset::schemas() {
        let file = File::open(folder.join(format!("{}.parquet", table.name))).unwrap();
        let builder = ParquetRecordBatchReaderBuilder::try_new(file).unwrap();
        let fields = builder.schema().fields().iter().map(|field| field.as_ref().clone());
        let expected: Vec<_> = table.columns.iter().map(|own| own.field.clone()).collect();
        assert_eq!(fields.collect::<Vec<_>>(), expected, "{}", table.name);
        assert_eq!(expected[0].name(), "document_id");
        let created_by = builder.metadata().file_metadata().created_by();
        assert_eq!(created_by, Some(concat!("offprint ", env!("CARGO_PKG_VERSION"))));
    }
}

fn documents_are_the_inputs(rows: &BTreeMap<&str, Rows>, out: &Path) {
    let documents = &rows["documents"];
    let ids: BTreeSet<_> = documents.texts("document_id").into_iter().collect();
    assert_eq!(ids.len(), documents.len(), "an id is that of one document");
    let told: Vec<_> =
        documents.texts("input").into_iter().zip(documents.texts("status")).collect();
    let text = |value: &serde_json::Value| value.as_str().map(str::to_owned);
    let records = records(out);
    let expected = records.iter().map(|own| (text(&own["input"]), text(&own["status"])));
    assert_eq!(told, expected.collect::<Vec<_>>());
    let failed: BTreeSet<_> = documents
        .keys("status")
        .into_iter()
        .filter(|(_, status)| status == "failed")
        .map(|(id, _)| Some(id))
        .collect();
    assert!(failed.len() >= 2, "{failed:?}");
    for (name, own) in rows.iter().filter(|(name, _)| **name != "documents") {
        let used: BTreeSet<_> = own.texts("document_id").into_iter().collect();
        assert!(used.is_subset(&ids) && used.is_disjoint(&failed), "{name}");
        assert!(own.len() > 0, "the sample corpus has {name}");
    }
    for (count, table) in
        [("reference_count", "references"), ("table_count", "tables"), ("figure_count", "figures")]
    {
        let counted: i64 = documents.numbers(count).into_iter().flatten().sum();
        assert_eq!(counted, rows[table].len() as i64, "{count}");
    }
}

fn every_id_leads_somewhere(rows: &BTreeMap<&str, Rows>) {
    let keys =
        |table: &str, name: &str| rows[table].keys(name).into_iter().collect::<BTreeSet<_>>();
    let passages = keys("passages", "passage_id");
    assert_eq!(passages.len(), rows["passages"].len());
    let [references, figures, tables] = [
        keys("references", "reference_id"),
        keys("figures", "figure_id"),
        keys("tables", "table_id"),
    ];
    assert!(references.is_subset(&passages));
    assert!(keys("cells", "table_id").is_subset(&tables));
    for table in ["callouts", "quantities", "identifiers", "entities"] {
        let own = keys(table, "passage_id");
        assert!(own.is_subset(&passages) && !own.is_empty(), "{table}");
    }
    let forms = rows["callouts"].texts("form");
    for (target, form) in rows["callouts"].keys("target").into_iter().zip(forms) {
        let known = match form.as_deref() {
            Some("figure") => &figures,
            Some("table") => &tables,
            Some("note") => &passages,
            _ => &references,
        };
        assert!(known.contains(&target), "{form:?} {target:?}");
    }
    for (table, list) in [
        ("statements", "places"),
        ("abbreviations", "short_places"),
        ("abbreviations", "long_places"),
    ] {
        let own = rows[table].inside(list, Some("passage_id"));
        assert!(!own.is_empty() && own.iter().all(|own| passages.contains(own)), "{table}");
    }
    let authors = keys("authors", "author_id");
    let contributors = rows["statements"].inside("contributions", Some("author_id"));
    assert!(contributors.iter().all(|own| authors.contains(own)));
    let affiliations = keys("affiliations", "affiliation_id");
    let own = rows["authors"].inside("affiliation_ids", None);
    assert!(!own.is_empty() && own.iter().all(|own| affiliations.contains(own)));
}

/// What stands in a passage between two offsets, without the marks of scripts.
fn offsets_are_those_of_the_words(rows: &BTreeMap<&str, Rows>) {
    let keys = rows["passages"].keys("passage_id");
    let texts: BTreeMap<_, _> = keys.into_iter().zip(rows["passages"].texts("text")).collect();
    let letters = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).collect::<String>();
    for (table, words) in [
        ("callouts", "text"),
        ("entities", "text"),
        ("quantities", "printed"),
        ("identifiers", "value"),
    ] {
        let own = &rows[table];
        let places = own.texts("document_id").into_iter().zip(own.texts("passage_id"));
        let ranges = own.numbers("text_start").into_iter().zip(own.numbers("text_end"));
        let mut same = 0;
        for ((place, range), words) in places.zip(ranges).zip(own.texts(words)) {
            let ((Some(document), Some(passage)), (Some(start), Some(end))) = (place, range) else {
                continue;
            };
            let text = texts[&(document, passage)].as_deref().unwrap();
            let found: String =
                text.chars().skip(start as usize).take((end - start) as usize).collect();
            let words = words.unwrap();
            // Unicode has signs for raised digits, and an identifier is written as its scheme has it.
            let is_same = letters(&found) == letters(&words);
            assert!(
                is_same || matches!(table, "quantities" | "identifiers"),
                "{table}: {found} {words}"
            );
            same += usize::from(is_same);
        }
        assert!(same * 10 >= own.len() * 7, "{table}: {same} of {}", own.len());
    }
}

fn passages_are_those_of_jsonl(rows: &BTreeMap<&str, Rows>, out: &Path) {
    let passages = &rows["passages"];
    let headings = passages.inside("headings", None).len();
    let mut expected = Vec::new();
    let mut above = 0;
    for id in rows["documents"].texts("document_id").into_iter().flatten() {
        let path = out.join(format!("{id}.jsonl"));
        for line in json_lines(&fs::read_to_string(path).unwrap_or_default()) {
            let text = |name: &str| line[name].as_str().map(str::to_owned);
            let number = |name: &str| line[name].as_i64();
            above += line["headings"].as_array().map_or(0, Vec::len);
            expected.push((
                Some(id.clone()),
                text("id"),
                text("type"),
                text("section_type"),
                text("text"),
                number("md_start"),
            ));
        }
    }
    let found: Vec<_> = (0..passages.len())
        .zip(passages.texts("document_id"))
        .zip(passages.texts("passage_id"))
        .zip(passages.texts("type"))
        .zip(passages.texts("section_type"))
        .zip(passages.texts("text"))
        .zip(passages.numbers("md_start"))
        .map(|((((((_, id), passage), kind), section), text), start)| {
            (id, passage, kind, section, text, start)
        })
        .collect();
    assert_eq!(found, expected);
    assert_eq!(headings, above);
}

fn entities_stand_where_jsonl_has_them(rows: &BTreeMap<&str, Rows>, out: &Path) {
    let entities = &rows["entities"];
    let places = entities.texts("document_id").into_iter().zip(entities.texts("passage_id"));
    let ranges = entities.numbers("text_start").into_iter().zip(entities.numbers("text_end"));
    let found: BTreeSet<_> =
        places.zip(ranges).filter(|((_, passage), _)| passage.is_some()).collect();
    let mut expected = BTreeSet::new();
    for id in rows["documents"].texts("document_id").into_iter().flatten() {
        let path = out.join(format!("{id}.jsonl"));
        for line in json_lines(&fs::read_to_string(path).unwrap_or_default()) {
            let passage = line["id"].as_str().map(str::to_owned);
            for own in line["entities"].as_array().into_iter().flatten() {
                let range = (own["start"].as_i64(), own["end"].as_i64());
                expected.insert(((Some(id.clone()), passage.clone()), range));
            }
        }
    }
    assert_eq!(found, expected);
}

fn quantities_are_those_of_the_command(rows: &BTreeMap<&str, Rows>) {
    let sample = concat!(env!("CARGO_MANIFEST_DIR"), "/corpus/case-report.pdf");
    let mut command = Command::new(env!("CARGO_BIN_EXE_offprint"));
    let listed = command.args(["quantities", sample]).output().unwrap();
    let text = |value: &serde_json::Value| value.as_str().unwrap().to_owned();
    let expected: Vec<_> = json_lines(&stdout(&listed))
        .iter()
        .map(|own| {
            (
                text(&own["printed"]),
                text(&own["passage"]),
                own["start"].as_i64(),
                own["value"].as_f64(),
            )
        })
        .collect();
    let own = &rows["quantities"];
    let numbers = own.0.iter().flat_map(|batch| {
        let column = batch.column_by_name("value").unwrap();
        column.as_primitive::<arrow_array::types::Float64Type>().iter().collect::<Vec<_>>()
    });
    let found: Vec<_> = own
        .texts("document_id")
        .into_iter()
        .zip(own.texts("printed"))
        .zip(own.texts("json_pointer"))
        .zip(own.numbers("json_start"))
        .zip(numbers)
        .filter(|((((id, _), _), _), _)| id.as_deref() == Some("case-report"))
        .map(|((((_, printed), pointer), start), value)| {
            (printed.unwrap(), pointer.unwrap(), start, value)
        })
        .collect();
    assert!(found.len() > 20, "{}", found.len());
    assert_eq!(found, expected);
}

fn tables(folder: &TempDir, more: &[&str]) -> (i32, String) {
    let usual = ["convert", "in", "-o", "out", "--parquet", "tables"];
    let output = offprint(folder, &[&usual[..], more].concat());
    (code(&output), stderr(&output) + &stdout(&output))
}

fn documents(folder: &TempDir, name: &str) -> Vec<(String, String, Option<String>)> {
    let rows = Rows::of(&folder.path().join("out/tables").join(name));
    let ids = rows.texts("document_id").into_iter().flatten();
    let told = rows.texts("status").into_iter().flatten().zip(rows.texts("reason"));
    ids.zip(told).map(|(id, (status, reason))| (id, status, reason)).collect()
}

#[test]
fn a_document_whose_json_was_edited_is_named() {
    let folder = folder(&[
        ("in/a.pdf", simple("One")),
        ("in/b.pdf", simple("Two")),
        ("in/c/b.pdf", simple("Two")),
        ("in/d.pdf", b"no pdf".to_vec()),
    ]);
    let (code, said) = tables(&folder, &[]);
    assert_eq!(code, 1, "one file failed: {said}");
    assert!(said.contains("4 files are in the tables in out/tables."), "{said}");
    let row = |id: &str, status: &str, reason: Option<&str>| {
        (id.to_owned(), status.to_owned(), reason.map(str::to_owned))
    };
    let last = row("d", "failed", Some("not-a-pdf"));
    let expected =
        [row("a", "ok", None), row("b", "ok", None), row("c/b", "ok", None), last.clone()];
    assert_eq!(documents(&folder, "documents.parquet"), expected);
    let path = folder.path().join("out/tables");
    assert_eq!(Rows::of(&path.join("passages.parquet")).len(), 3);
    assert_eq!(Rows::of(&path.join("cells.parquet")).len(), 0, "it is there without rows");
    let same = Rows::of(&path.join("documents.parquet")).texts("same_as");
    assert_eq!(same[2].as_deref(), Some("in/b.pdf"));

    fs::write(folder.path().join("out/b.json"), "{}").unwrap();
    let (code, said) = tables(&folder, &[]);
    assert_eq!(code, 1);
    let expected =
        "error: in/b.pdf: not in the tables: b.json was edited; convert it anew with --force";
    assert!(said.contains(expected), "{said}");
    assert_eq!(documents(&folder, "documents.parquet")[1], row("b", "failed", Some("json-edited")));
    let ids = Rows::of(&path.join("passages.parquet")).texts("document_id");
    assert_eq!(ids, [Some("a".to_owned()), Some("c/b".to_owned())]);

    // An edited Markdown is not in the way of what the JSON says.
    let (_, said) = tables(&folder, &["--force", "--json"]);
    let event = json_lines(said.lines().last().unwrap()).remove(0);
    assert_eq!((&event["documents"], &event["unread"]), (&4.into(), &0.into()), "{said}");
    fs::write(folder.path().join("out/a.md"), "my own words").unwrap();
    assert!(!tables(&folder, &[]).1.contains("not in the tables"));
    assert_eq!(documents(&folder, "documents.parquet")[0].1, "ok");
}

#[test]
fn a_run_that_cannot_write_tables_leaves_none_half_written() {
    let folder = folder(&[
        ("in/a.pdf", simple("One")),
        ("out/tables/.offprint-Ab12Cd", b"of a run that was killed".to_vec()),
        ("out/tables/cells.parquet", b"mine".to_vec()),
    ]);
    let path = folder.path().join("out/tables");
    let (code, said) = tables(&folder, &[]);
    assert_eq!(code, 2, "{said}");
    let expected = "out/tables/cells.parquet is there, and is no table of offprint; move it away";
    assert!(said.contains(expected), "{said}");
    assert!(!folder.path().join("out/a.json").exists(), "nothing is done");
    fs::remove_file(path.join("cells.parquet")).unwrap();
    // A folder that has the name of a table is in the way of it when all else is done.
    fs::create_dir_all(path.join("documents.parquet/inner")).unwrap();
    assert_eq!(tables(&folder, &[]).0, 2);
    fs::remove_dir_all(path.join("documents.parquet")).unwrap();
    assert_eq!(tables(&folder, &[]).0, 0);
    assert_eq!(names(&path).len(), dataset::schemas().len(), "what was left is gone");
}

#[test]
fn shards_write_tables_of_their_own() {
    let names: Vec<String> = (0..8).map(|number| format!("in/{number}.pdf")).collect();
    let files: Vec<_> = names.iter().map(|name| (name.as_str(), simple(name))).collect();
    let folder = folder(&files);
    for shard in ["1/2", "2/2"] {
        assert_eq!(tables(&folder, &["--shard", shard]).0, 0);
    }
    let mut ids: Vec<String> = ["documents-1-of-2.parquet", "documents-2-of-2.parquet"]
        .iter()
        .flat_map(|name| documents(&folder, name))
        .map(|(id, ..)| id)
        .collect();
    ids.sort();
    assert_eq!(ids, (0..8).map(|number| number.to_string()).collect::<Vec<_>>());
    assert_eq!(code(&offprint(&folder, &["manifest", "merge", "out"])), 0);
    let (code, said) = tables(&folder, &[]);
    assert_eq!(code, 2);
    let expected = "documents-1-of-2.parquet is a table of other shards, or of all files";
    assert!(said.contains(expected), "{said}");
    let (code, said) = tables(&folder, &["--parquet", "whole"]);
    assert_eq!(code, 2, "an option is given once: {said}");
    let whole = ["convert", "in", "-o", "out", "--parquet", "whole"];
    let output = offprint(&folder, &whole);
    assert!(stderr(&output).contains("8 up to date"), "{}", stderr(&output));
    assert_eq!(Rows::of(&folder.path().join("out/whole/documents.parquet")).len(), 8);
    assert_eq!(manifest(&folder).len(), 8);
}

#[test]
fn tables_need_a_folder() {
    let folder = folder(&[("in/a.pdf", simple("One"))]);
    for arguments in
        [&["in/a.pdf", "--parquet", "t"][..], &["in/a.pdf", "-o", "a.md", "--parquet", "t"]]
    {
        let output = offprint(&folder, &[&["convert"], arguments].concat());
        assert_eq!(code(&output), 2, "{}", stderr(&output));
    }
    let (code, said) = tables(&folder, &["--dry-run"]);
    assert!(code == 0 && !folder.path().join("out").exists(), "{said}");
    let help = stdout(&offprint(&folder, &["convert", "--help"]));
    for table in dataset::schemas() {
        assert!(help.contains(table.name), "{}", table.name);
    }
}

/// Tables and their columns for readers.
fn columns() -> String {
    let mut text = String::new();
    for table in dataset::schemas() {
        text.push_str(&format!("\n### {}\n\n{}\n\n", table.name, table.about));
        text.push_str("| Column | Type | What it holds |\n| --- | --- | --- |\n");
        for column in &table.columns {
            let absent = if column.field.is_nullable() { " or null" } else { "" };
            let (name, kind) = (column.field.name(), column.kind());
            text.push_str(&format!("| `{name}` | `{kind}`{absent} | {} |\n", column.about));
        }
    }
    text
}

#[test]
fn the_documented_columns_are_those_of_the_schemas() {
    let path = PathBuf::from(FORMATS);
    let read = || fs::read_to_string(&path).expect("the documentation");
    let text = read();
    let (before, _) = text.split_once(MARK).expect("a mark before the columns");
    let expected = format!("{before}{MARK}{}", columns());
    if std::env::var_os(UPDATE).is_some() {
        fs::write(&path, &expected).expect("the documentation can be written");
    }
    assert!(
        read() == expected,
        "the columns changed: {UPDATE}=1 cargo test --features arrow columns"
    );
}
