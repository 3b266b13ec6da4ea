//! The page of a document.

use super::data;
use super::frame;
use super::model::{CARD, Card, Picture};
use crate::attachment::Attachment;
use crate::diagnostic::Diagnostic;
use crate::document::{Document, Frame};
use crate::writer::html;
use maud::{Markup, PreEscaped, html};

/// What can be drawn over the pages.
const LAYERS: [(&str, &str, &str); 7] = [
    ("roles", "Roles", "What each text is"),
    ("order", "Order", "The order in which texts are read"),
    ("cells", "Cells", "Cells of tables"),
    ("figures", "Figures", "Areas of figures and tables"),
    ("furniture", "Furniture", "What is on the pages but not of the article"),
    ("hidden", "Hidden", "What a reader of the pages cannot see"),
    ("torn", "Torn lines", "Lines whose words ended in different texts"),
];

const KEYS: [(&str, &str); 11] = [
    ("j k", "next, previous text; the arrow keys do the same"),
    ("r R", "next, previous repair"),
    ("a", "accept the repair"),
    ("x", "reject the repair"),
    ("u", "undecide it"),
    ("m", "metadata"),
    ("n", "notices"),
    ("l", "list of repairs"),
    ("] [", "next, previous document, by doubt"),
    ("t", "the page or the text, where there is room for one"),
    ("Esc", "close"),
];

const ABOUT: [&str; 2] = [
    "A click on a text lights up its place on the page, and a click on the page its text. Repairs are underlined.",
    "Decisions are kept in this browser until they are saved. `offprint convert --decisions FILE` goes by them.",
];

/// The files of a document's page: the page itself, pictures of pages, and what the list of all documents says of it.
/// `root` leads from its folder to that of the report: `../`.
pub fn document(
    document: &Document,
    diagnostics: &[Diagnostic],
    pictures: Vec<Picture>,
    root: &str,
) -> Vec<Attachment> {
    let marked = html::marked(document);
    let data = data::data(document, diagnostics, &marked.passages);
    let json = serde_json::to_string(&data).unwrap_or_default();
    let card = Card::of(document);
    let title = card.title.clone().unwrap_or_else(|| document.source.name());
    let body = html! {
        (bar(&title, document, root))
        main id="ui_main" data-shown="text" {
            (pages(document, &pictures))
            (text(&marked.html))
            (panel())
        }
        (frame::data("ui_data", &json))
        (frame::help(&KEYS, &ABOUT))
    };
    let scripts = [
        "documents.js",
        "decided.js",
        "assets/decisions.js",
        "assets/shared.js",
        "assets/overlay.js",
        "assets/document.js",
    ];
    let page = frame::page(&title, root, "document", &scripts, &body);
    let card = serde_json::to_vec(&card).unwrap_or_default();
    let file = |name: &str, bytes: Vec<u8>| Attachment { name: name.to_owned(), bytes };
    let own = [file(super::site::INDEX, page.into_bytes()), file(CARD, card)];
    let pictures = pictures.into_iter().map(|own| Attachment { name: own.name, bytes: own.bytes });
    own.into_iter().chain(pictures).collect()
}

fn bar(title: &str, document: &Document, root: &str) -> Markup {
    let figure = format!("{:.3}", document.quality.figure);
    html! {
        header class="bar" {
            a class="back" href={ (root) "index.html" } { "All documents" }
            p class="name" title=(title) { (title) }
            span class="chip" title="Quality, from 0 to 1" { "Quality " (figure) }
            nav aria-label="Documents by doubt" {
                a id="ui_previous" class="step" aria-label="Previous document by doubt" title="Previous by doubt ([)" { "‹" }
                span id="ui_place" {}
                a id="ui_next" class="step" aria-label="Next document by doubt" title="Next by doubt (])" { "›" }
            }
            (frame::buttons())
        }
    }
}

fn pages(document: &Document, pictures: &[Picture]) -> Markup {
    let picture = |frame: &Frame| pictures.iter().find(|own| own.page == frame.number);
    html! {
        section class="pane" id="ui_pages" aria-label="Pages" {
            div class="tools" role="group" aria-label="Shown over the pages" {
                button type="button" class="other" data-show="text" { "Text" }
                @for (layer, name, about) in LAYERS {
                    button type="button" class="toggle" data-layer=(layer) aria-pressed="false" title=(about) { (name) }
                }
            }
            div class="scroll" id="ui_sheets" tabindex="0" role="group" aria-label="Pages of the file" {
                @for frame in &document.pages {
                    (sheet(frame, picture(frame)))
                }
            }
        }
    }
}

fn sheet(frame: &Frame, picture: Option<&Picture>) -> Markup {
    let number = frame.number.0;
    let (width, height) = (frame.width.round().max(1.0), frame.height.round().max(1.0));
    html! {
        figure class="sheet" data-page=(number) data-width=(frame.width) data-height=(frame.height) {
            figcaption { "Page " (number) }
            div class="paper" {
                @if let Some(picture) = picture {
                    img src=(picture.name) width=(width) height=(height) alt={ "Page " (number) } loading="lazy";
                } @else {
                    svg class="blank" viewBox={ "0 0 " (width) " " (height) } width=(width) height=(height) role="img" aria-label={ "Page " (number) ", which cannot be drawn" } {}
                }
            }
        }
    }
}

fn text(article: &str) -> Markup {
    html! {
        section class="pane" id="ui_text" aria-label="Text" {
            div class="tools" {
                button type="button" class="other" data-show="pages" { "Page" }
                div class="search" role="search" {
                    input type="search" id="ui_search" aria-label="Search in the text" placeholder="Search  /";
                    span id="ui_found" aria-live="polite" {}
                }
                @for (name, label) in [("repairs", "Repairs"), ("facts", "Metadata"), ("notices", "Notices")] {
                    button type="button" class="toggle" data-panel=(name) aria-pressed="false" aria-controls="ui_panel" {
                        (label) span class="count" {}
                    }
                }
            }
            div class="scroll" id="ui_article" tabindex="0" role="group" aria-label="What came out" {
                (PreEscaped(article))
            }
            div id="ui_detail" role="region" aria-label="What is chosen" aria-live="polite" hidden {}
        }
    }
}

fn panel() -> Markup {
    html! {
        aside id="ui_panel" aria-label="List" hidden {
            div class="tools" {
                h2 id="ui_panel_title" {}
                button type="button" id="ui_panel_close" aria-label="Close the list" title="Close (Esc)" { "×" }
            }
            div class="scroll" id="ui_list" tabindex="0" role="group" aria-labelledby="ui_panel_title" {}
        }
    }
}
