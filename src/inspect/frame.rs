//! What all pages of a report begin with.

use maud::{DOCTYPE, Markup, PreEscaped, html};

/// What a browser may load: programs, style and pictures that lie in the report, nothing inside the page, nothing
/// from elsewhere; a report that is served is told what was decided. Of a page that is opened from the disk, `'self'` names nothing in some browsers, but `file:` does.
pub(super) const POLICY: &str = "default-src 'none'; script-src 'self' file:; style-src 'self' file:; \
    img-src 'self' file: data:; connect-src 'self'; base-uri 'none'; form-action 'none'";

/// What tells a page of a report from one that someone else wrote.
pub(super) const GENERATOR: &str = concat!("offprint ", env!("CARGO_PKG_VERSION"), " inspect");

/// A page: `root` leads from it to the folder of the report, `scripts` are run in their order.
pub(super) fn page(
    title: &str,
    root: &str,
    class: &str,
    scripts: &[&str],
    body: &Markup,
) -> String {
    let page = html! {
        (DOCTYPE)
        html lang="en" data-root=(root) {
            head {
                meta charset="utf-8";
                meta http-equiv="Content-Security-Policy" content=(POLICY);
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="generator" content=(GENERATOR);
                title { (title) }
                // It has no icon, which a browser would ask for.
                link rel="icon" href="data:,";
                link rel="stylesheet" href={ (root) "assets/report.css" };
                script src={ (root) "assets/theme.js" } {}
                @for script in scripts {
                    script src={ (root) (script) } defer {}
                }
            }
            body class=(class) { (body) }
        }
    };
    page.into_string()
}

/// Data for the programs of a page: no program, and nothing in it ends its element.
pub(super) fn data(id: &str, json: &str) -> Markup {
    html! {
        script type="application/json" id=(id) { (PreEscaped(json.replace('<', "\\u003c"))) }
    }
}

/// Buttons that every page has.
pub(super) fn buttons() -> Markup {
    html! {
        button type="button" id="ui_save" class="primary" disabled {
            "Save decisions" span class="count" id="ui_decided" { "0" }
        }
        button type="button" id="ui_theme" aria-label="Dark or light" title="Dark or light" { "◐" }
        button type="button" id="ui_help" aria-label="Keys" title="Keys (?)" aria-haspopup="dialog" { "?" }
    }
}

/// Keys of every page.
const KEYS: [(&str, &str); 2] = [("/", "search"), ("?", "this list")];

/// The window that lists the keys, each with what it does.
pub(super) fn help(keys: &[(&str, &str)], about: &[&str]) -> Markup {
    html! {
        dialog id="ui_keys" aria-labelledby="ui_keys_title" {
            h2 id="ui_keys_title" { "Keys" }
            dl {
                @for (key, what) in keys.iter().chain(&KEYS) {
                    div { dt { @for key in key.split(' ') { kbd { (key) } " " } } dd { (what) } }
                }
            }
            @for line in about { p { (line) } }
            form method="dialog" { button class="primary" { "Close" } }
        }
        p id="ui_told" role="status" aria-live="polite" {}
    }
}
