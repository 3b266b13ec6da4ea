//! The page of all documents, and what all pages share.

use super::columns;
use super::doubt;
use super::frame;
use super::model::Row;
use crate::attachment::Attachment;
use maud::{Markup, html};

/// The name of a page in its folder.
pub const INDEX: &str = "index.html";

/// The files that all pages share, by their names below the report.
const ASSETS: [(&str, &str); 8] = [
    (
        "assets/report.css",
        concat!(
            include_str!("report.css"),
            include_str!("document.css"),
            include_str!("corpus.css")
        ),
    ),
    ("assets/theme.js", include_str!("theme.js")),
    ("assets/shared.js", include_str!("shared.js")),
    ("assets/decisions.js", include_str!("decisions.js")),
    ("assets/overlay.js", include_str!("overlay.js")),
    ("assets/document.js", include_str!("document.js")),
    ("assets/chart.js", include_str!("chart.js")),
    ("assets/corpus.js", include_str!("corpus.js")),
];

/// Columns of the table: name of the key that it sorts by, head, and what the head means.
const COLUMNS: [(&str, &str, &str); 9] = [
    ("title", "Document", "Title, authors and file"),
    ("status", "Status", "ok, partial: something is missing, failed: not converted"),
    ("kind", "Kind", "What kind of document it is"),
    ("language", "Lang.", "Language"),
    ("pages", "Pages", "Pages that were read"),
    ("quality", "Quality", "From 0 to 1, and what speaks against it"),
    ("torn", "Torn", "Printed lines whose words ended in different texts"),
    ("repairs", "Repairs", "Repairs, or those of the rule that is chosen"),
    ("diagnostics", "Notices", "Diagnostics, or those of the code that is chosen"),
];

const KEYS: [(&str, &str); 3] = [
    ("j k", "next, previous document; the arrow keys do the same"),
    ("Enter", "open it"),
    ("Esc", "clear the search"),
];

const ABOUT: [&str; 1] = [
    "By doubt means: what failed comes first, then what is partial, then by quality from the lowest up; of the same \
     quality, those with more torn lines and more notices a page.",
];

/// The files of a report beside those of its documents. Lines of decisions that were made before are kept with it.
pub fn site(mut rows: Vec<Row>, decided: &[String]) -> Vec<Attachment> {
    rows.sort_by(doubt::compare);
    let scripts = [
        "documents.js",
        "decided.js",
        "assets/decisions.js",
        "assets/shared.js",
        "assets/chart.js",
        "assets/corpus.js",
    ];
    let page = frame::page("What came out", "", "corpus", &scripts, &body());
    let file =
        |name: &str, text: String| Attachment { name: name.to_owned(), bytes: text.into_bytes() };
    let decided = format!("\"use strict\";\nconst DECIDED = [{}];\n", decided.join(",\n"));
    let own = [
        file(INDEX, page),
        file("documents.js", columns::file(&rows)),
        file("decided.js", decided),
    ];
    let assets = ASSETS.iter().map(|(name, text)| file(name, (*text).to_owned()));
    own.into_iter().chain(assets).collect()
}

/// Whether bytes are those of a page of a report.
pub fn is_own(page: &[u8]) -> bool {
    String::from_utf8_lossy(page).contains(" inspect\"><title>")
}

fn body() -> Markup {
    html! {
        header class="bar" {
            h1 { "What came out" }
            p id="ui_summary" {}
            (frame::buttons())
        }
        main {
            section class="charts" aria-label="Distributions" tabindex="0" {
                @for (id, title) in [("quality", "Quality"), ("repairs", "Repairs by rule"), ("diagnostics", "Notices by code")] {
                    figure class="chart" id={ "ui_chart_" (id) } { figcaption { (title) } }
                }
            }
            (filters())
            (table())
        }
        (frame::help(&KEYS, &ABOUT))
    }
}

fn filters() -> Markup {
    let choices = [
        ("status", "Status"),
        ("kind", "Kind"),
        ("language", "Language"),
        ("repairs", "Repair"),
        ("diagnostics", "Notice"),
    ];
    html! {
        div class="filters" role="search" aria-label="Filters" {
            input type="search" id="ui_search" aria-label="Search titles, authors and files" placeholder="Search titles, authors, files  /";
            @for (name, label) in choices {
                label { span { (label) } select data-filter=(name) { option value="" { "all" } } }
            }
            button type="button" id="ui_doubt" class="toggle" aria-pressed="true" { "By doubt" }
            button type="button" id="ui_clear" { "Clear" }
            p id="ui_shown" role="status" {}
        }
    }
}

fn table() -> Markup {
    html! {
        table id="ui_table" {
            caption class="unseen" { "Documents" }
            thead {
                tr {
                    @for (key, head, about) in COLUMNS {
                        th scope="col" class=(key) { button type="button" data-sort=(key) title=(about) { (head) } }
                    }
                    th scope="col" class="seconds" { button type="button" data-sort="seconds" title="Seconds it took" { "Sec." } }
                }
            }
            tbody {}
        }
    }
}
