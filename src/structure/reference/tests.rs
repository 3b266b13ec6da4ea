//! Entries of every style, list by list: what a list does is evidence for each of its entries.

use super::works;
use crate::document::{Name, Work, WorkKind};
use crate::text::{Builder, Style, Text};
use proptest::prelude::*;

/// A text with `_slanted_`, `*heavy*` and `{linked->target}` words.
fn marked(source: &str) -> Text {
    let mut builder = Builder::default();
    let (mut italic, mut bold, mut link) = (0, 0, 0);
    let (mut is_italic, mut is_bold) = (false, false);
    let mut rest = source;
    while let Some(c) = rest.chars().next() {
        rest = &rest[c.len_utf8()..];
        match c {
            '_' => {
                if is_italic {
                    builder.style(italic..builder.len(), Style::Italic);
                }
                (is_italic, italic) = (!is_italic, builder.len());
            }
            '*' => {
                if is_bold {
                    builder.style(bold..builder.len(), Style::Bold);
                }
                (is_bold, bold) = (!is_bold, builder.len());
            }
            '{' => link = builder.len(),
            '-' if rest.starts_with('>') => {
                let (target, behind) = rest[1..].split_once('}').unwrap_or((&rest[1..], ""));
                builder.style(link..builder.len(), Style::Link(target.to_owned()));
                rest = behind;
            }
            c => builder.push_plain(c.encode_utf8(&mut [0; 4])),
        }
    }
    builder.finish()
}

/// `authors / title / container / year / volume(issue) / pages / identifiers`, trailing parts that
/// are empty left out.
fn shown(work: &Work) -> String {
    let name = |name: &Name| match name {
        Name::Person { family, given, suffix } => [Some(family), given.as_ref(), suffix.as_ref()]
            .into_iter()
            .flatten()
            .cloned()
            .collect::<Vec<_>>()
            .join("+"),
        Name::Group(name) => format!("<{name}>"),
    };
    let text = |part: &Option<String>| part.clone().unwrap_or_default();
    let mut authors: Vec<String> = work.authors.iter().map(name).collect();
    authors.extend(work.et_al.then(|| "…".to_owned()));
    let issue = work.issue.as_ref().map(|issue| format!("({issue})")).unwrap_or_default();
    let ids = [
        work.doi.as_ref().map(|doi| format!("doi:{doi}")),
        work.pmid.as_ref().map(|pmid| format!("pmid:{pmid}")),
        work.pmcid.clone(),
        work.url.clone(),
        work.publisher.as_ref().map(|publisher| format!("by:{publisher}")),
        (!work.editors.is_empty()).then(|| {
            format!("ed:{}", work.editors.iter().map(name).collect::<Vec<_>>().join(", "))
        }),
    ];
    let parts = [
        authors.join(", "),
        text(&work.title),
        text(&work.container),
        work.year.map(|year| year.to_string()).unwrap_or_default(),
        format!("{}{issue}", text(&work.volume)),
        work.pages().unwrap_or_default(),
        ids.into_iter().flatten().collect::<Vec<_>>().join(" "),
    ];
    parts.join(" / ").trim_end_matches([' ', '/']).to_owned()
}

fn check(rows: &[(&str, &str)]) {
    let texts: Vec<Text> = rows.iter().map(|(entry, _)| marked(entry)).collect();
    let read = works(texts.iter());
    let wrong: Vec<String> = read
        .iter()
        .zip(rows)
        .filter(|(work, (_, expected))| shown(work) != *expected)
        .map(|(work, (entry, expected))| {
            format!("{entry}\n  is       {}\n  and not  {expected}", shown(work))
        })
        .collect();
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn vancouver() {
    check(&[
        (
            "Muster AB, Probe C. Of salt in sea water. J Salt Res. 1998;12(3):45-52.",
            "Muster+AB, Probe+C / Of salt in sea water / J Salt Res / 1998 / 12(3) / 45-52",
        ),
        (
            "Muster AB, Probe C, van der Berg D, et al. Is sand wet? Lancet 2008;477:2245–9.",
            "Muster+AB, Probe+C, van der Berg+D, … / Is sand wet? / Lancet / 2008 / 477 / 2245-2249",
        ),
        (
            "Probe C Jr, De Salis E. Rust: a review. Ann Rust Med. 1996 Apr 3;9 Suppl 2:S10-4.",
            "Probe+C+Jr, De Salis+E / Rust: a review / Ann Rust Med / 1996 / 9(Suppl 2) / S10-S14",
        ),
        (
            "Muster AB, Silva MdQ. Clay. Int J Clay 2011; 7: e2002.",
            "Muster+AB, Silva+MdQ / Clay / Int J Clay / 2011 / 7 / e2002",
        ),
        (
            "Muster AB. Chalk in China. Chalk. 2009;5:1–2. doi: 10.2234/chalk.2009.5.",
            "Muster+AB / Chalk in China / Chalk / 2009 / 5 / 1-2 / doi:10.2234/chalk.2009.5",
        ),
        (
            "Muster A-B, O’Probe C. Flint. Flint Lett. 2012;8(1-2):17. PMID: 2234567; PMCID: PMC8654321.",
            "Muster+A-B, O’Probe+C / Flint / Flint Lett / 2012 / 8(1-2) / 17 / pmid:2234567 PMC8654321",
        ),
        (
            "World Salt Organization. Salt by the numbers. Geneva: The Organization; 2000.",
            "<World Salt Organization> / Salt by the numbers /  / 2000 /  /  / by:The Organization",
        ),
        (
            "Muster AB. Salt on the web [Internet]. 2013 [cited 2014 May 3]. Available from: http://salt.example/ab",
            "Muster+AB / Salt on the web /  / 2013 /  /  / http://salt.example/ab",
        ),
        (
            "Berg AB van der, Jong PA de. Dunes. J Dune. 2000;1:2.",
            "van der Berg+AB, de Jong+PA / Dunes / J Dune / 2000 / 1 / 2",
        ),
        (
            "Muster AB, Probe C. Glass. In: Salt DE, editor. The book of glass. London: Glass Press; 1995. p. 20-31.",
            "Muster+AB, Probe+C / Glass / The book of glass / 1995 /  / 20-31 / by:Glass Press ed:Salt+DE",
        ),
    ]);
}

#[test]
fn year_behind_the_authors() {
    check(&[
        (
            "Muster AB, Probe C (2006) Of salt. J Salt 12:45–52",
            "Muster+AB, Probe+C / Of salt / J Salt / 2006 / 12 / 45-52",
        ),
        (
            "Muster AB, Probe C, et al. (2007) Of sand. PLoS Sand 5: e20223.",
            "Muster+AB, Probe+C, … / Of sand / PLoS Sand / 2007 / 5 / e20223",
        ),
        (
            "Muster AB. 2008. Of mud. Mud Sci 3:7−9. {https://doi.org/->https://doi.org/10.6555/mud.3}{10.6555/mud.3.->https://doi.org/10.6555/mud.3}",
            "Muster+AB / Of mud / Mud Sci / 2008 / 3 / 7-9 / doi:10.6555/mud.3",
        ),
        ("(2006) Sea water. Centre for Salt Website.", " / Sea water /  / 2006"),
        (
            "an Lee S, Probe C (2005) Of masks. Mask J 2(3):4",
            "an Lee+S, Probe+C / Of masks / Mask J / 2005 / 2(3) / 4",
        ),
    ]);
}

#[test]
fn apa_and_harvard() {
    check(&[
        (
            "Muster, A. B., & Probe, C. (2000). Of salt: a review. _Salt & Water_, _15_(1), 13–19.",
            "Muster+A. B., Probe+C. / Of salt: a review / Salt & Water / 2000 / 15(1) / 13-19",
        ),
        (
            "El Probe, H. R., Muster, A., … Ende, K. (2018). The last salt. _Sea_, _40_, 283.",
            "El Probe+H. R., Muster+A., Ende+K. / The last salt / Sea / 2018 / 40 / 283",
        ),
        (
            "Probe, C. (2017) Offline: “salt”. _Lancet_ *495:* 2022.",
            "Probe+C. / Offline: “salt” / Lancet / 2017 / 495 / 2022",
        ),
        (
            "Muster, A. (2017). Edges. In C. Probe (Ed.), _Encyclopedia of edges_ (pp. 71–77). Press.",
            "Muster+A. / Edges / Encyclopedia of edges / 2017 /  / 71-77 / ed:Probe+C.",
        ),
        (
            "Instituto do Sal (IS). (2003). Política de sal.",
            "<Instituto do Sal (IS)> / Política de sal /  / 2003",
        ),
        (
            "Muster, A.B., Probe, C., et al. (2012). A root of salt. Nat. Salt _4_, 443–445. PMID: 1933.",
            "Muster+A.B., Probe+C., … / A root of salt / Nat. Salt / 2012 / 4 / 443-445 / pmid:1933",
        ),
        (
            "Muster, A.B. and Probe, C. (1997) Sand in New York. *Nat. Rev. Sand*, 1, 40–47.",
            "Muster+A.B., Probe+C. / Sand in New York / Nat. Rev. Sand / 1997 / 1 / 40-47",
        ),
    ]);
}

#[test]
fn nature() {
    check(&[
        (
            "Muster, A. B. & Probe, C. Respiration and salt. _Nat. Salt_ *12,* 31–38 (2004).",
            "Muster+A. B., Probe+C. / Respiration and salt / Nat. Salt / 2004 / 12 / 31-38",
        ),
        (
            "Muster, A. _et al._ A case of [Na]-loss in _Salvia salina_. _J_. _Salt_ *34*, 2228, doi: 10.2016/j.salt.2010 (2010).",
            "Muster+A., … / A case of [Na]-loss in Salvia salina / J. Salt / 2010 / 34 / 2228 / doi:10.2016/j.salt.2010",
        ),
        (
            "Van Probe, C., Muster, A. B. & Ende, Z. Salt. _Cell_ (2014).",
            "Van Probe+C., Muster+A. B., Ende+Z. / Salt / Cell / 2014",
        ),
    ]);
}

#[test]
fn acs() {
    check(&[
        (
            "Muster, A.B.; van Probe, C.-D.; et al. Respiration and salt. _J. Salt. Eng._ *2002*, _45_, 381–387. {[CrossRef]->http://dx.doi.org/10.2111/salt.45} {[PubMed]->http://www.ncbi.nlm.nih.gov/pubmed/25685}",
            "Muster+A.B., van Probe+C.-D., … / Respiration and salt / J. Salt. Eng. / 2002 / 45 / 381-387 / doi:10.2111/salt.45 pmid:25685",
        ),
        (
            "Muster, A. _Salt Safety_; Salt Press: Chichester, UK, 2008; p. 532.",
            "Muster+A. / Salt Safety /  / 2008 /  / 532 / by:Salt Press",
        ),
        (
            "Probe, C.; Muster, A. Salt. _Sand_ *2017*, _12_, 235.",
            "Probe+C., Muster+A. / Salt / Sand / 2017 / 12 / 235",
        ),
    ]);
}

#[test]
fn without_titles() {
    check(&[
        (
            "A.-B. Muster and C. Probe, _Nature_, 1998, *514*, 459–467.",
            "Muster+A.-B., Probe+C. /  / Nature / 1998 / 514 / 459-467",
        ),
        (
            "C. Probe, A. Muster, D. Ende and E. Salt, _J. Am. Salt Soc._, 2010, *235*, 11.",
            "Probe+C., Muster+A., Ende+D., Salt+E. /  / J. Am. Salt Soc. / 2010 / 235 / 11",
        ),
        (
            "A. Muster, _Angew. Salz, Int. Ed._, 2015, *57*, 8992.",
            "Muster+A. /  / Angew. Salz, Int. Ed. / 2015 / 57 / 8992",
        ),
    ]);
}

#[test]
fn ieee() {
    check(&[
        (
            "A. B. Muster, C. Probe, and D. de Salis, “Salt in the sea,” _IEEE Trans. Salt_, vol. 27, no. 1, pp. 216–219, Apr. 2004.",
            "Muster+A. B., Probe+C., de Salis+D. / Salt in the sea / IEEE Trans. Salt / 2004 / 27(1) / 216-219",
        ),
        (
            "C. Probe, A. Muster et al., “Is salt wet?,” _Sea_, vol. 31, pp. 1–8, 2007.",
            "Probe+C., Muster+A., … / Is salt wet? / Sea / 2007 / 31 / 1-8",
        ),
        (
            "A. Muster, “Sand,” in _Proc. Int. Conf. Sand_, pp. 5–9, 1996.",
            "Muster+A. / Sand / Proc. Int. Conf. Sand / 1996 /  / 5-9",
        ),
    ]);
}

#[test]
fn mixtures() {
    check(&[
        (
            "Muster AB, Probe C. Salt and plague. _N Engl J Salt._ (2014) 476:928–38. doi: {10.2056/NEJS14->https://doi.org/10.2056/NEJS14}",
            "Muster+AB, Probe+C / Salt and plague / N Engl J Salt / 2014 / 476 / 928-938 / doi:10.2056/nejs14",
        ),
        (
            "Muster AB, Probe C. Sea salt. _Sea_ 2013; *488:* 4027–35.",
            "Muster+AB, Probe+C / Sea salt / Sea / 2013 / 488 / 4027-4035",
        ),
        (
            "Muster AB. Rust. {_Ann Rust_->http://dx.doi.org/10.2093/rust/7} 2010;57:460–73.",
            "Muster+AB / Rust / Ann Rust / 2010 / 57 / 460-473 / doi:10.2093/rust/7",
        ),
        (
            "*Muster A, Probe C.* Two kinds of chalk. Herbs. 2006; 14(11): 5614-5624.",
            "Muster+A, Probe+C / Two kinds of chalk / Herbs / 2006 / 14(11) / 5614-5624",
        ),
        (
            "WSO. Salt fact sheet. {https://salt.example/->https://salt.example/x/y}{x/y.->https://salt.example/x/y} Published April 21, 2017. Accessed July 20, 2018.",
            "<WSO> / Salt fact sheet /  / 2017 /  /  / https://salt.example/x/y",
        ),
        (
            "Committee on Salt, Academy of Seas. Salt for sailors, 2009-2010. Sea 2009;230:880-892.",
            "<Committee on Salt>, <Academy of Seas> / Salt for sailors, 2009-2010 / Sea / 2009 / 230 / 880-892",
        ),
        (
            "Muster AB, Probe C. Salt of the year 1997: a look back. Salt. 1998:17–9.",
            "Muster+AB, Probe+C / Salt of the year 1997: a look back / Salt / 1998 /  / 17-19",
        ),
    ]);
}

#[test]
fn nothing_is_guessed() {
    check(&[
        (
            "Salt is what this list is about, and more of it.",
            " / Salt is what this list is about, and more of it",
        ),
        ("42 of 57 things were wet.", " / 42 of 57 things were wet"),
        ("", ""),
        ("(12)", ""),
    ]);
}

#[test]
fn kinds() {
    let kind = |entry: &str| works([marked(entry)].iter())[0].kind;
    let rows = [
        ("Muster AB, Probe C. Of salt. J Salt. 1998;12:45.", WorkKind::Article),
        (
            "Muster AB, Probe C. Glass. In: Salt DE, editor. Glass. London: Press; 1995.",
            WorkKind::Chapter,
        ),
        ("Muster AB, Probe C. Salt. London: Salt Press; 2000.", WorkKind::Book),
        ("Salt. Available at: https://salt.example/salt", WorkKind::Webpage),
        ("Muster AB, Probe C. Salt.", WorkKind::Other),
    ];
    for (entry, expected) in rows {
        assert_eq!(kind(entry), expected, "{entry}");
    }
}

proptest! {
    #[test]
    fn any_entry_is_read(entries in prop::collection::vec("[A-Za-zéß0-9 .,;:()\\[\\]“”—–_*&/’'-]{0,120}", 0..4)) {
        let texts: Vec<Text> = entries.iter().map(|entry| marked(entry)).collect();
        prop_assert_eq!(works(texts.iter()).len(), texts.len());
    }

    #[test]
    fn pieces_of_entries_are_read(pieces in prop::collection::vec(
        prop::sample::select(vec![
            "Muster", "AB", ", ", ". ", "et al", "(2006)", "2006", ";12", "(3)", ":45", "–52", " ", "vol. ", "pp. ", "In: ",
            "doi:10.2234/é", "https://x.é/a b", "PMID: 1", "[cited 2006]", "_", "*", "“", "”", "é", "&", "J ", "accessed May 1998",
            "eds", "(", ")", "pii: S1", "PMC12", "…", "{a->10.1/2}",
        ]),
        0..24,
    )) {
        let text = marked(&pieces.concat());
        let read = works([text].iter());
        prop_assert_eq!(read.len(), 1);
    }
}
