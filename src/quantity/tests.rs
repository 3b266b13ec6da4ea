//! What is a quantity and what is none, in invented sentences.

use super::{Amount, Level, Quantity, atom, find};
use proptest::prelude::*;
use std::ops::Range;

/// A text and its scripts: what is raised is written `⟦9⟧`, what is lowered `⟨2⟩`.
pub(super) fn marked(case: &str) -> (String, Vec<(Range<usize>, Level)>) {
    let (mut text, mut scripts, mut start) = (String::new(), Vec::new(), 0);
    for c in case.chars() {
        match c {
            '⟦' | '⟨' => start = text.len(),
            '⟧' => scripts.push((start..text.len(), Level::Raised)),
            '⟩' => scripts.push((start..text.len(), Level::Lowered)),
            c => text.push(c),
        }
    }
    (text, scripts)
}

/// Scripts at random places, sorted: start, length, and whether they are raised.
pub(super) fn scripts_of(drawn: Vec<(usize, usize, bool)>) -> Vec<(Range<usize>, Level)> {
    let level = |up| if up { Level::Raised } else { Level::Lowered };
    let scripts = drawn.into_iter().map(|(at, length, up)| (at..at + length, level(up)));
    let mut scripts: Vec<_> = scripts.collect();
    scripts.sort_by_key(|(range, _)| range.start);
    scripts
}

/// `~5..10±1 mg`; `?` where there is no code.
fn shown(quantity: &Quantity) -> String {
    let comparator = quantity.comparator.map_or("", super::Comparator::sign);
    let amount = match &quantity.amount {
        Amount::One(value) => value.clone(),
        Amount::Range { low, high } => format!("{low}..{high}"),
    };
    let uncertainty = quantity.uncertainty.as_ref().map(|value| format!("±{value}"));
    let unit = quantity.ucum.as_deref().unwrap_or("?");
    format!("{comparator}{amount}{} {unit}", uncertainty.unwrap_or_default())
}

fn read(case: &str) -> Vec<String> {
    let (text, scripts) = marked(case);
    find(&text, &scripts).iter().map(shown).collect()
}

/// Sentences with one quantity or several, parted by `; `.
const QUANTITIES: &[(&str, &str)] = &[
    // Units with prefixes.
    ("Given 5 mg daily.", "5 mg"),
    ("in 250 mL flasks", "250 mL"),
    ("a 50-mL tube", "50 mL"),
    ("5µg of RNA", "5 ug"),
    ("20 μL of water", "20 uL"),
    ("3 ug", "3 ug"),
    ("at 37 °C", "37 Cel"),
    ("at 37°C.", "37 Cel"),
    ("at 37 ⟦o⟧C", "37 Cel"),
    ("at 37 ºC", "37 Cel"),
    ("at 37 degrees Celsius", "37 Cel"),
    ("at 98.6 °F", "98.6 [degF]"),
    ("an angle of 45°", "45 deg"),
    ("between 2.6–2.15 V", "2.15..2.6 V"),
    ("6 - 6 mg", "6..6 mg"),
    ("100 mg per square meter", "100 mg/m2"),
    ("0.1M NaCl", "0.1 mol/L"),
    ("73 W h kg⟦−1⟧", "73 W.h.kg-1"),
    ("9 mA h g⟦−1⟧", "9 mA.h.g-1"),
    ("a number of 25 copies/mL", "25 {copies}/mL"),
    ("cells (10⟦6⟧ cells/mL) were", "1e6 {cells}/mL"),
    ("30 Gy / 10 fractions", "30 Gy"),
    ("a 30 kDa protein", "30 ku"),
    ("of 4.5 kb and 300 bp", "4.5 10*3.{bp}; 300 {bp}"),
    ("at 500 rpm", "500 {rev}/min"),
    ("at 90 bpm", "90 {beats}/min"),
    ("at 3.5 GHz", "3.5 GHz"),
    ("10 micrometres thick", "10 um"),
    ("for 10 Seconds", "10 s"),
    ("two of 5 milligrams", "5 mg"),
    ("120 mmHg", "120 mm[Hg]"),
    ("at 120/80 mmHg", "120 mm[Hg]; 80 mm[Hg]"),
    ("120 mm Hg", "120 mm[Hg]"),
    ("5 cmH⟨2⟩O", "5 cm[H2O]"),
    ("10 mEq", "10 meq"),
    ("100 IU", "100 [IU]"),
    ("100 U/mL penicillin", "100 U/mL"),
    // Shares.
    ("45% of them", "45 %"),
    ("CI 45%–47%", "45..47 %"),
    ("12 per cent", "12 %"),
    ("5% (w/v) agar", "5 %{w/v}"),
    ("0.1% v/v", "0.1 %{v/v}"),
    ("20 ppm", "20 [ppm]"),
    ("a 2.5-fold increase", "2.5 {fold}"),
    // Time.
    ("for 5 min, 2 h and 3 d", "5 min; 2 h; 3 d"),
    ("for 24h", "24 h"),
    ("a 45-year-old man", "45 a"),
    ("after 6 months", "6 mo"),
    ("after 2 wk", "2 wk"),
    ("30 s later", "30 s"),
    // Products and quotients.
    ("5 mg/kg/day", "5 mg/kg/d"),
    ("5 mg kg⟦−1⟧ day⟦−1⟧", "5 mg.kg-1.d-1"),
    ("5 mg·kg⁻¹·d⁻¹", "5 mg.kg-1.d-1"),
    ("5 mg.kg⁻¹.d⁻¹", "5 mg.kg-1.d-1"),
    ("5 mg kg-1", "5 mg.kg-1"),
    ("70 kg/m²", "70 kg/m2"),
    ("140 mg/m⟦2⟧ of it", "140 mg/m2"),
    ("140 mg/m^2", "140 mg/m2"),
    ("140 mg/m2", "140 mg/m2"),
    ("9.8 m s⁻²", "9.8 m.s-2"),
    ("120 µmol photons m⟦−2⟧ s⟦−1⟧", "120 umol{photons}.m-2.s-1"),
    ("100 kg N ha⟦−1⟧", "100 kg{N}.har-1"),
    ("100 kg N/ha", "100 kg{N}/har"),
    ("90 mL/min/1.73 m²", "90 mL/min/{1.73_m2}"),
    ("72 beats per minute", "72 {beats}/min"),
    ("16 breaths/min", "16 {breaths}/min"),
    ("5 g/100 mL", "5 g/(100.mL)"),
    ("5 mg per tablet", "5 mg/{tablet}"),
    ("5 ng/(mL·h)", "5 ng/(mL.h)"),
    ("3.2 × 10⟦5⟧ M⟦−1⟧ s⟦−1⟧", "3.2e5 (L/mol).s-1"),
    ("10 N/m", "10 N/m"),
    ("5 A/m²", "5 A/m2"),
    // Concentrations and counts.
    ("10 mM Tris", "10 mmol/L"),
    ("1 M NaCl", "1 mol/L"),
    ("5 µM", "5 umol/L"),
    ("183.5×10⟦9⟧/L", "183.5e9 /L"),
    ("183.5 x 10^9 /L", "183.5e9 /L"),
    ("7.8 × 10⁶/kg", "7.8e6 /kg"),
    ("10⟦6⟧ cells/mL", "1e6 {cells}/mL"),
    ("2 × 10^{-3} M", "2e-3 mol/L"),
    ("10^-8 M", "1e-8 mol/L"),
    ("1.5E-5 M", "1.5e-5 mol/L"),
    ("5 × 10⁵ CFU/mL", "5e5 [CFU]/mL"),
    ("2 × 10⁸ PFU", "2e8 [PFU]"),
    ("300 × g for 5 min", "300 [g]; 5 min"),
    ("12,000×g", "12000 [g]"),
    ("500 x g", "500 [g]"),
    ("centrifuged at 800 g and 4 °C", "800 [g]; 4 Cel"),
    ("centrifuged with 800 g of it", "800 g"),
    ("pH 7.4", "7.4 [pH]"),
    ("a pH of 6.5–7.5", "6.5..7.5 [pH]"),
    // Numbers.
    ("1,250 mg", "1250 mg"),
    ("12 000 km", "12000 km"),
    ("1\u{2009}250 mg", "1250 mg"),
    ("1,250.5 mg", "1250.5 mg"),
    ("5,2 mg", "5.2 mg"),
    ("5·2 mg", "5.2 mg"),
    (" .5 mg", "0.5 mg"),
    ("0.050 mg", "0.050 mg"),
    ("at −80 °C", "-80 Cel"),
    ("at -80 °C", "-80 Cel"),
    ("at –80°C", "-80 Cel"),
    // Uncertainties, ranges, comparators.
    ("5.2 ± 0.3 mg", "5.2±0.3 mg"),
    ("5.2 mg ± 0.3 mg", "5.2±0.3 mg"),
    ("5.2 mg (SD 0.3) was", "5.2±0.3 mg"),
    ("(5.2 ± 0.3) × 10⁶ cells", "5.2e6±0.3e6 {cells}"),
    ("5.2 ± 0.3 × 10⁶ cells", "5.2e6±0.3e6 {cells}"),
    ("5–10 mg", "5..10 mg"),
    ("5-10 mg", "5..10 mg"),
    ("5 – 10 mg", "5..10 mg"),
    ("from 5 to 10 mg", "5..10 mg"),
    ("between 5 and 10 mg", "5..10 mg"),
    ("5 mg to 10 mg", "5..10 mg"),
    ("5%–10%", "5..10 %"),
    ("falls from 10% to 5%", "10 %; 5 %"),
    ("5 min to 2 h", "5 min; 2 h"),
    ("−20 to −80 °C", "-80..-20 Cel"),
    ("1–5 × 10⁶ cells", "1e6..5e6 {cells}"),
    ("10³–10⁵ CFU", "1e3..1e5 [CFU]"),
    ("< 5 mg", "<5 mg"),
    ("≥18 years", ">=18 a"),
    ("<= 5 mg", "<=5 mg"),
    ("~5 mg", "~5 mg"),
    ("about 5 mg", "~5 mg"),
    ("at least 5 mg", ">=5 mg"),
    ("no more than 5 mg", "<=5 mg"),
    ("up to 5 mg", "<=5 mg"),
    // Letters in the right company.
    ("for 5 s", "5 s"),
    ("a 3 T scanner", "3 T"),
    ("a force of 5 N was", "5 N"),
    ("a current of 0.5 A", "0.5 A"),
    ("37°C,5% CO⟨2⟩", "37 Cel; 5 %"),
];

/// Sentences without any.
const NONE: &[&str] = &[
    "in 2019 we saw 12 of them",
    "see Figure 5 A and B",
    "Fig. 5 m shows",
    "Figures 1, 2 and 3 d",
    "Table 2 m",
    "Table 3 cells",
    "Table 4 min",
    "P < 0.05 and p = 0.001",
    "doi:10.1234/m.2019 s",
    "https://a.example/5 and 10.5555/12345678",
    "CD4 T cells and 5 T cells",
    "5 S rRNA and the 16S gene",
    "IL-6 M",
    "SARS-CoV-2 cells",
    "caspase-3 U",
    "on 5 May 2020",
    "on 12.05.2020 h",
    "at 12:30 h",
    "1. Methods",
    "2 Methods",
    "section 2.3.1 m",
    "the 1990s and the 60s",
    "diluted 1:500 M",
    "a 95% CI of 2 to 3",
    "95 % confidence interval",
    "a 95%-CI of 2 to 3",
    "CI 95% 2 to 3",
    "as shown before [5] A new one",
    "5 × 106 cells",
    "5 × 10 -6 M",
    "10-5 M",
    "10 -5 M",
    "18:2 n-6 and C18 h",
    "5 N-acetyl groups",
    "3 t-tests",
    "2 a day",
    "group 2 V",
    "5-HT and 5-FU and 2-D",
    "H3K27me3 and p53 h",
    "at 5 am or 6 pm",
    "5 in all",
    "3 degrees of freedom",
    "cost $5M or € 5 m",
    "1 250 mg",
    "in 5⟦12⟧ cells",
    "5 mgx and 3 mLs9",
    "1/2 h",
    "of 12 patients, 5 of them",
    "in January 5 h",
    "in 2015 M. Muster",
    "5 and/or 6",
    "3 C and 4 D",
    "cells, ×10⟦9⟧/L",
    "cells (10⁹/L)",
    "1.1M deaths and 3M masks and 15M/year",
    "56° 11′ N",
    "γ = 1/h",
    "in HEK 293 cells",
    "in Hajj 1419h",
    "1200 W Main Street",
    "(per 10,000 person-years)",
];

#[test]
fn quantities_are_found() {
    let expected = |text: &str| text.split("; ").map(str::to_owned).collect::<Vec<_>>();
    let wrong: Vec<_> = QUANTITIES
        .iter()
        .map(|(case, want)| (case, expected(want), read(case)))
        .filter(|(_, want, found)| want != found)
        .map(|(case, want, found)| format!("{case:?}: {found:?}, not {want:?}"))
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn what_is_none_is_not_listed() {
    let wrong: Vec<_> = NONE
        .iter()
        .map(|case| (case, read(case)))
        .filter(|(_, found)| !found.is_empty())
        .map(|(case, found)| format!("{case:?}: {found:?}"))
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_code_is_of_ucum() {
    let own = atom::all();
    let cases = QUANTITIES.iter().flat_map(|(case, _)| {
        let (text, scripts) = marked(case);
        let codes: Vec<_> =
            find(&text, &scripts).into_iter().filter_map(|found| found.ucum).collect();
        codes.into_iter().map(|code| ((*case).to_owned(), code))
    });
    for (printed, code) in own.into_iter().chain(cases) {
        let valid = ucum::validate(&code);
        assert!(valid.is_ok(), "{printed} becomes {code}: {:?}", valid.err());
    }
}

#[test]
fn ranges_hold_what_is_printed() {
    let (text, scripts) = marked("We gave about 5.2 (± 0.3) mg/kg, then (1–5) × 10⟦6⟧ cells.");
    let found = find(&text, &scripts);
    let printed: Vec<_> = found.iter().map(|quantity| &text[quantity.range.clone()]).collect();
    assert_eq!(printed, ["about 5.2 (± 0.3) mg/kg", "(1–5) × 106 cells"]);
    let units: Vec<_> = found.iter().map(|quantity| &text[quantity.unit.clone()]).collect();
    assert_eq!(units, ["mg/kg", "cells"]);
}

proptest! {
    #[test]
    fn ranges_are_in_order_and_on_characters(
        words in prop::collection::vec(
            prop::sample::select(vec![
                "5", "10", "0.3", "1,000", "×", "−", "-", "–", " ", " ", "±", "(", ")", "/", "per", "mg", "µL",
                "°C", "%", "^6", "^{-6}", "⁶", "⁻¹", "cells", "to", "between", "and", "<", "~", "about", "pH",
                "SD", "E", "x", "g", "m", "·", ".", ",", "1.73", "m2", "é", "\u{AD}", "\n", "CI", "10.1234/", "N",
            ]),
            0..30,
        ),
        scripts in prop::collection::vec((0usize..60, 1usize..4, any::<bool>()), 0..4),
    ) {
        let text = words.concat();
        let scripts = scripts_of(scripts);
        let mut end = 0;
        for quantity in find(&text, &scripts) {
            prop_assert!(quantity.range.start >= end, "{:?} in {:?}", quantity, text);
            prop_assert!(text.get(quantity.range.clone()).is_some_and(|printed| !printed.is_empty()));
            prop_assert!(text.get(quantity.unit.clone()).is_some());
            prop_assert!(quantity.unit.start >= quantity.range.start && quantity.unit.end <= quantity.range.end);
            if let Some(code) = &quantity.ucum {
                prop_assert!(ucum::validate(code).is_ok(), "{} in {:?}", code, text);
            }
            let Amount::One(value) = &quantity.amount else { end = quantity.range.end; continue };
            prop_assert!(serde_json::from_str::<f64>(value).is_ok(), "{}", value);
            end = quantity.range.end;
        }
    }

    #[test]
    fn any_text_can_be_read(text in "\\PC{0,60}") {
        for quantity in find(&text, &[]) {
            prop_assert!(text.get(quantity.range).is_some());
        }
    }
}
