//! `offprint info`.

use super::args::InfoArgs;
use super::contained;
use super::exit::{DONE, file_error, usage_error};
use super::password;
use super::reader;
use super::stdout;
use super::terminal::harmless;
use offprint::document::TextLayer;
use offprint::info::{self as facts, Description};
use serde_json::json;
use std::ffi::OsString;
use std::fmt::{Display, Write};
use std::path::Path;
use std::process::ExitCode;

/// Prints what each file is.
pub(crate) fn run(args: &InfoArgs) -> ExitCode {
    let password = match args.password.read() {
        Ok(password) => password,
        Err(error) => return usage_error(error),
    };
    let password = password.as_deref();
    if let ([file], true) = (args.files.as_slice(), args.limits.contained) {
        return contained::here(file, &args.limits, false, || print(file, args, password));
    }
    // Who gave several files is not asked for the password of each.
    let ask = if args.files.len() == 1 { password::ask } else { |_: &Path| None };
    let mut code = DONE;
    for (index, file) in args.files.iter().enumerate() {
        let gap = if index > 0 && !args.json { "\n" } else { "" };
        if let Err(error) = stdout::print(gap) {
            return file_error(Path::new("stdout"), error);
        }
        let ended = contained::apart(file, &args.limits, &arguments(file, args), password, ask);
        if ended != DONE {
            code = ended;
        }
    }
    code
}

/// The arguments that print what one of the files is.
fn arguments(file: &Path, args: &InfoArgs) -> Vec<OsString> {
    let mut arguments: Vec<OsString> = vec!["info".into()];
    arguments.extend(args.json.then(|| "--json".into()));
    let memory = args.limits.limits().memory.unwrap_or_default();
    arguments.push(format!("--memory-limit={memory}").into());
    arguments.extend(["--".into(), file.as_os_str().to_owned()]);
    arguments
}

fn print(file: &Path, args: &InfoArgs, password: Option<&str>) -> ExitCode {
    let reading = match reader::pages(file, password) {
        Ok(reading) => reading,
        Err(error) => return file_error(file, error),
    };
    let description = facts::describe(&reading.facts, &reading.pages);
    let text = if args.json {
        let mut value = json!(description);
        value["file"] = json!(file.to_string_lossy());
        format!("{value}\n")
    } else {
        describe(file, &description)
    };
    match stdout::print(&text) {
        Ok(()) => DONE,
        Err(error) => file_error(Path::new("stdout"), error),
    }
}

/// A fact a line; what is not known has no line.
fn describe(file: &Path, description: &Description) -> String {
    let mut out = String::new();
    let (info, xmp) = (&description.info, &description.xmp);
    let sizes = description.sizes.iter();
    let sizes =
        sizes.map(|size| format!("{:.0} x {:.0} pt ({})", size.width, size.height, size.pages));
    let layer = match description.text_layer {
        TextLayer::BornDigital => "born digital",
        TextLayer::OcrLayer => "recognised text under page images",
        TextLayer::Scanned => "none: the pages are images",
        TextLayer::Transcript => "a text without pages",
    };
    row(&mut out, "file", file.display());
    row(&mut out, "pdf version", &description.version);
    row(&mut out, "image", description.image.unwrap_or_default());
    row(&mut out, "encrypted", if description.encrypted { "yes" } else { "no" });
    row(&mut out, "pages", description.pages);
    row(&mut out, "page sizes", sizes.collect::<Vec<_>>().join(", "));
    row(&mut out, "text layer", layer);
    row(&mut out, "glyphs", description.glyphs);
    row(&mut out, "tagged", if description.tagged { "yes" } else { "no" });
    row(&mut out, "links", description.links);
    let single = [
        ("title", xmp.title.as_ref().or(info.title.as_ref())),
        ("author", info.author.as_ref()),
        ("subject", info.subject.as_ref()),
        ("keywords", info.keywords.as_ref()),
        ("creator", info.creator.as_ref()),
        ("producer", info.producer.as_ref()),
        ("created", info.created.as_ref()),
        ("language", description.language.as_ref().or(xmp.language.as_ref())),
        ("doi", xmp.doi.as_ref()),
        ("journal", xmp.journal.as_ref()),
        ("volume", xmp.volume.as_ref()),
        ("issue", xmp.issue.as_ref()),
        ("page range", xmp.page.as_ref()),
        ("publisher", xmp.publisher.as_ref()),
    ];
    for (name, value) in single {
        row(&mut out, name, value.map_or("", |value| value));
    }
    row(&mut out, "authors", xmp.authors.join("; "));
    row(&mut out, "dates", xmp.dates.join("; "));
    row(&mut out, "rights", xmp.rights.join("; "));
    info.other.iter().for_each(|(key, value)| row(&mut out, key, value));
    describe_lists(&mut out, description);
    out
}

fn describe_lists(out: &mut String, description: &Description) {
    if let (Some(first), Some(last)) =
        (description.page_labels.first(), description.page_labels.last())
    {
        row(out, "page labels", format_args!("{first} to {last}"));
    }
    for attachment in &description.attachments {
        let size = attachment.size.map(|size| format!(" ({size} bytes)"));
        row(out, "attachment", format!("{}{}", attachment.name, size.unwrap_or_default()));
    }
    for font in &description.fonts {
        let name = if font.name.is_empty() { "(no name)" } else { &font.name };
        row(out, "font", format_args!("{name}, {} glyphs", font.glyphs));
    }
    for item in &description.outline {
        let indent = "  ".repeat(usize::from(item.level.saturating_sub(1)));
        let page = item.page.map(|page| format!(", page {page}")).unwrap_or_default();
        row(out, "outline", format_args!("{indent}{}{page}", item.title));
    }
}

fn row(out: &mut String, name: &str, value: impl Display) {
    let value = harmless(&value.to_string());
    if !value.is_empty() {
        let _ = writeln!(out, "{name:<12} {value}");
    }
}
