//! What is a statistic and what is none, in invented sentences.

use super::super::model::{Amount, Comparator};
use super::super::tests::{marked, scripts_of};
use super::super::{Head, Marked};
use super::{Statistic, defines_rate_ratio, statistics};
use proptest::prelude::*;

/// `odds-ratio=1.5 [95 1.1..2.0]`, `f=4.5 df 1,20`; `?` where no level is said.
fn shown(statistic: &Statistic) -> String {
    let comparator = statistic.comparator.map_or("=", Comparator::sign);
    let mut out = statistic.kind.name().to_owned();
    match &statistic.amount {
        None => {}
        Some(Amount::One(value)) => out.push_str(&format!("{comparator}{value}")),
        Some(Amount::Range { low, high }) => out.push_str(&format!("{comparator}{low}..{high}")),
    }
    if let Some(unit) = &statistic.ucum {
        out.push_str(&format!(" {unit}"));
    }
    if let Some(interval) = &statistic.interval {
        let level = interval.level.as_deref().unwrap_or("?");
        out.push_str(&format!(" [{level} {}..{}]", interval.low, interval.high));
    }
    if !statistic.degrees.is_empty() {
        out.push_str(&format!(" df {}", statistic.degrees.join(",")));
    }
    out
}

fn read(case: &str) -> Vec<String> {
    let (text, scripts) = marked(case);
    statistics(&text, &scripts).iter().map(shown).collect()
}

/// Sentences with one p-value or several, parted by `; `.
const PROBABILITIES: &[(&str, &str)] = &[
    ("Tea helped (P < 0.05).", "p-value<0.05"),
    ("Tea helped (p=.012)", "p-value=0.012"),
    ("p = 0·05", "p-value=0.05"),
    ("p ≤ .001 and P≥0.20", "p-value<=0.001; p-value>=0.20"),
    ("P <= 0.01", "p-value<=0.01"),
    ("p ≪ 0.01", "p-value<0.01"),
    ("p ≈ 0.06", "p-value~0.06"),
    ("P < 10^-4", "p-value<1e-4"),
    ("P = 5.2 × 10⟦−8⟧", "p-value=5.2e-8"),
    ("P = 5.2 × 10−8", "p-value=5.2e-8"),
    ("p < 10−16", "p-value<1e-16"),
    ("p = 1.2e-5", "p-value=1.2e-5"),
    ("P = 0,03", "p-value=0.03"),
    ("P values < 0.05 were", "p-value<0.05"),
    ("a p-value of 0.03", "p-value=0.03"),
    ("a P value of less than 0.01", "p-value<0.01"),
    ("p-values less than or equal to 0.05", "p-value<=0.05"),
    ("P⟨adj⟩ = 0.02 and p⟨FWE⟩ < 0.03", "p-value=0.02; p-value<0.03"),
    ("p-values became greater than 0.2", "p-value>0.2"),
    ("a p value significance was fixed at < 0.005", "p-value<0.005"),
    ("P = 0.053/mean", "p-value=0.053"),
    ("p-values below 0.05", "p-value<0.05"),
    ("a p-value of 0.05 or less", "p-value<=0.05"),
    ("the P value was 0.04", "p-value=0.04"),
    ("P for trend = 0.02", "p-value=0.02"),
    ("P for trend, 0.02", "p-value=0.02"),
    ("the P value for the interaction of salt and tea was 0.31", "p-value=0.31"),
    ("Ptrend = 0.02 and P⟨trend⟩ < 0.03", "p-value=0.02; p-value<0.03"),
    ("P-interaction=0.2, p_adj = 0.01", "p-value=0.2; p-value=0.01"),
    ("P (two-tailed) = 0.03", "p-value=0.03"),
    ("all Ps < .01", "p-value<0.01"),
    ("p = 0.03⟦a⟧ here", "p-value=0.03"),
    ("(p<0.001,95% CI 1.1–2.0)", "p-value<0.001; confidence-interval [95 1.1..2.0]"),
    ("P < 0.05 and P < 0.01", "p-value<0.05; p-value<0.01"),
    ("(p = 0.03 and 0.04, respectively)", "p-value=0.03; p-value=0.04"),
    ("p-values of 0.03, 0.02 and 0.01", "p-value=0.03; p-value=0.02; p-value=0.01"),
    ("(P = 0.02 and <0.001)", "p-value=0.02; p-value<0.001"),
    ("(P < 0.02 and < 0.001)", "p-value<0.02; p-value<0.001"),
    ("p-values ranged from 0.01 to 0.04", "p-value=0.01..0.04"),
    ("(P < 0.05\u{A0}for all)", "p-value<0.05"),
    ("a p = 0.03 and 0.04 were", "p-value=0.03"),
];

/// Sentences with ratios, differences and intervals.
const EFFECTS: &[(&str, &str)] = &[
    ("OR 1.52 (95% CI 1.10–2.09)", "odds-ratio=1.52 [95 1.10..2.09]"),
    ("(HR = 0.71, 95% CI: 0.55 to 0.92)", "hazard-ratio=0.71 [95 0.55..0.92]"),
    ("aOR=2.1 [95% CI, 1.1, 2.3]", "odds-ratio=2.1 [95 1.1..2.3]"),
    ("an adjusted odds ratio of 2.1", "odds-ratio=2.1"),
    (
        "odds ratio [OR], 1.52; 95% CI, 1.10-2.09; P = .01",
        "odds-ratio=1.52 [95 1.10..2.09]; p-value=0.01",
    ),
    ("HR (95% CI): 0.71 (0.55–0.92)", "hazard-ratio=0.71 [95 0.55..0.92]"),
    ("OR and 95% CI were 1.52 (1.10–2.09)", "odds-ratio=1.52 [95 1.10..2.09]"),
    ("relative risk (RR) 1.3; CI95% 1.1–1.6", "risk-ratio=1.3 [95 1.1..1.6]"),
    ("RR 1.3 (1.1–1.6, p = 0.01)", "risk-ratio=1.3 [? 1.1..1.6]; p-value=0.01"),
    ("IRR 0.8 with a 90% confidence interval of 0.7 to 0.9", "rate-ratio=0.8 [90 0.7..0.9]"),
    (
        "the hazard ratio for death in the 50 mg group was 0.71 (95% CI 0.55–0.92)",
        "hazard-ratio=0.71 [95 0.55..0.92]",
    ),
    ("hazard ratio for death, 0.71; 95% CI, 0.55 to 0.92", "hazard-ratio=0.71 [95 0.55..0.92]"),
    ("O.R. = 0.2, H.R. = 1.4", "odds-ratio=0.2; hazard-ratio=1.4"),
    ("OR=1.123,95%CI=1.012~1.245", "odds-ratio=1.123 [95 1.012..1.245]"),
    ("HRs 1.2 and 1.4", "hazard-ratio=1.2; hazard-ratio=1.4"),
    ("OR⟨adj⟩ 1.5, CI⟨95⟩ 1.1–2.0", "odds-ratio=1.5 [95 1.1..2.0]"),
    (
        "mean difference −2.3 mmHg (95% CI −3.1 to −1.5)",
        "mean-difference=-2.3 mm[Hg] [95 -3.1..-1.5]",
    ),
    ("MD: −0.47, 95% CI: −0.97–0.03", "mean-difference=-0.47 [95 -0.97..0.03]"),
    ("was 12 (95% CI 10–14) here", "confidence-interval [95 10..14]"),
    ("45% (95% CI: 40%–50%)", "confidence-interval % [95 40..50]"),
    ("95% confidence interval [CI] −2.9, −2.3", "confidence-interval [95 -2.9..-2.3]"),
    ("the 95% bootstrap CI was 0.2 to 0.4", "confidence-interval [95 0.2..0.4]"),
    ("CI 95% [0.2, 0.4]", "confidence-interval [95 0.2..0.4]"),
    ("95%-CI = [0.2; 0.4]", "confidence-interval [95 0.2..0.4]"),
    (
        "95% CIs of 1.1–2.0 and 1.4–2.8",
        "confidence-interval [95 1.1..2.0]; confidence-interval [95 1.4..2.8]",
    ),
    ("was 1.5 (CI: 1.1–2.0)", "confidence-interval [? 1.1..2.0]"),
    (
        "the odds ratio (0.38) and hazard ratio (1.5, 95% CI 1.1–2.0)",
        "odds-ratio=0.38; hazard-ratio=1.5 [95 1.1..2.0]",
    ),
    ("38.2% (95%CI -11.4,61.7%)", "confidence-interval % [95 -11.4..61.7]"),
    ("the ratio of odds (aOR) was 2.4", "odds-ratio=2.4"),
    ("the RR changed to 0.754 (95% CI = 0.543–1.045)", "risk-ratio=0.754 [95 0.543..1.045]"),
    ("(χ² = 17.4, OR = 3.2)", "chi-squared=17.4; odds-ratio=3.2"),
    ("r = 0.72–0.94", "correlation=0.72..0.94"),
    ("r = 0.45 (95% CI 0.30–0.58)", "correlation=0.45 [95 0.30..0.58]"),
];

/// Sentences with sizes of samples and what tests give.
const TESTS: &[(&str, &str)] = &[
    ("in mice (n = 12)", "sample-size=12"),
    ("N=1,234 and n⟨1⟩ ≥ 5", "sample-size=1234; sample-size>=5"),
    ("n = 3–5 per group", "sample-size=3..5"),
    ("n=6/group", "sample-size=6"),
    ("(n = 10⟦‡⟧)", "sample-size=10"),
    ("n = 3 cells", "sample-size=3"),
    ("a sample size of 120 people", "sample-size=120"),
    ("(n = 5 and 7, respectively)", "sample-size=5; sample-size=7"),
    ("t(12) = 2.3, p = .04", "t=2.3 df 12; p-value=0.04"),
    ("t⟨12⟩ = −2.3", "t=-2.3 df 12"),
    ("t = 2.31, df = 12", "t=2.31 df 12"),
    ("t = 2.31, p = 0.02", "t=2.31; p-value=0.02"),
    ("F(1, 20) = 4.5", "f=4.5 df 1,20"),
    ("F⟨1,20⟩ = 4.5", "f=4.5 df 1,20"),
    ("F[1,20]=4.5", "f=4.5 df 1,20"),
    ("by ANOVA, F = 4.5", "f=4.5"),
    ("χ2(2, N = 40) = 5.1", "chi-squared=5.1 df 2"),
    ("χ² = 5.1, df = 2", "chi-squared=5.1 df 2"),
    ("χ⟦2⟧⟨(2)⟩ = 5.1", "chi-squared=5.1 df 2"),
    ("χ⟨2⟩⟦2⟧ = 5.1", "chi-squared=5.1 df 2"),
    ("chi-squared = 5.1 with 2 degrees of freedom", "chi-squared=5.1 df 2"),
    ("X2 = 14.4 (df 26)", "chi-squared=14.4 df 26"),
    ("r(38) = .45", "correlation=0.45 df 38"),
    ("r = −0.34", "correlation=-0.34"),
    ("Spearman's ρ = 0.45", "correlation=0.45"),
    ("r⟨s⟩ = 0.45", "correlation=0.45"),
    ("Mann–Whitney U = 123, Z = −2.3", "u=123; z=-2.3"),
    ("z = 2.63, p = 0.01", "z=2.63; p-value=0.01"),
    ("Kruskal–Wallis H = 5.1", "h=5.1"),
    ("H(2) = 5.1", "h=5.1 df 2"),
    ("Shapiro–Wilk W = 0.98", "w=0.98"),
];

/// Sentences without any.
const NONE: &[&str] = &[
    "P = NS and p = n.s.",
    "r = 3 mm and r = 0.5 m",
    "t = 5 min, t = 24, t = 0.5",
    "p = 3 and P = 1.5 MPa",
    "P(A) = 0.3 and p53 = 0.4",
    "pH = 0.5 and page p. 0.5",
    "P = 5% of them",
    "P = 0.05–0.10 g",
    "HR = 72 and RR 16",
    "HR 72.5 ± 3.1",
    "HR of 80 beats/min and RR = 18 breaths/min",
    "salt OR 5 of them",
    "log OR = 0.41 and ln(OR) = 0.5",
    "relative risk reduction of 30%",
    "OR 1.2–1.5",
    "odds ratio (1.2–1.5) and odds ratio (12)",
    "n = 1.33",
    "n = 9/14",
    "5 N = 5",
    "(N < 5 mg/L)",
    "a sample size of 5 mL",
    "n-6 = 3",
    "F = 5 N",
    "F = 4.5",
    "F⟨ST⟩ = 0.03",
    "U = 12 V",
    "H = 3.4 and W = 5",
    "z = 0.63",
    "r² = 0.5 and R⟦2⟧ = 0.81",
    "a 95% CI was drawn",
    "CI 2.1–3.4 L/min",
    "95% CrI 1.2–3.4",
    "95% of CI 3 and 4",
    "t(x) = 2.3",
    "f(12) = 2.3",
    "IL-1r = 0.5",
    "ps = 0.14 and p⟨eff⟩ < 0.84",
];

fn check(cases: &[(&str, &str)]) {
    let wrong: Vec<_> = cases
        .iter()
        .map(|(case, want)| (case, *want, read(case).join("; ")))
        .filter(|(_, want, found)| want != found)
        .map(|(case, want, found)| format!("{case:?}: {found}, not {want}"))
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn p_values_are_found() {
    check(PROBABILITIES);
}

#[test]
fn effects_and_intervals_are_found() {
    check(EFFECTS);
}

#[test]
fn samples_and_tests_are_found() {
    check(TESTS);
}

#[test]
fn what_is_no_statistic_is_not_listed() {
    let cases: Vec<_> = NONE.iter().map(|case| (*case, "")).collect();
    check(&cases);
}

#[test]
fn ranges_and_names_hold_what_is_printed() {
    let text = "The hazard ratio (0.4) and adjusted odds ratio (aOR) was 1.5 (95% CI 1.1–2.0), ps of 0.03 and 0.04; 95%CI [2, 3].";
    let found = statistics(text, &[]);
    let printed: Vec<_> = found.iter().map(|own| &text[own.range.clone()]).collect();
    let ratio = "adjusted odds ratio (aOR) was 1.5 (95% CI 1.1–2.0)";
    assert_eq!(printed, ["hazard ratio (0.4)", ratio, "95%CI [2, 3]"]);
    let names: Vec<_> = found.iter().map(|own| &text[own.name.clone()]).collect();
    assert_eq!(names, ["hazard ratio", "adjusted odds ratio", "95%CI"]);
}

#[test]
fn an_abbreviation_stands_for_what_the_text_says() {
    assert!(defines_rate_ratio("the adjusted rate ratio [aRR] was"));
    assert!(!defines_rate_ratio("the incidence rate ratio (IRR) and RR"));
    assert!(!defines_rate_ratio("the relative risk (RR), and a rate ratio"));
    let [own] = statistics("aRR 1.2 (95% CI 1.1–1.3)", &[]).try_into().expect("there is one");
    let own: Statistic = own;
    assert_eq!(own.clone().with_rates("aRR").kind.name(), "rate-ratio");
    assert_eq!(own.with_rates("relative risk").kind.name(), "risk-ratio");
}

fn numbers(statistic: &Statistic) -> Vec<String> {
    let mut all = statistic.degrees.clone();
    match &statistic.amount {
        None => {}
        Some(Amount::One(value)) => all.push(value.clone()),
        Some(Amount::Range { low, high }) => all.extend([low.clone(), high.clone()]),
    }
    if let Some(interval) = &statistic.interval {
        all.extend([interval.low.clone(), interval.high.clone()]);
        all.extend(interval.level.clone());
    }
    all
}

/// A head, a cell, and what the cell is.
const CELLS: &[(&str, &str, &str)] = &[
    ("P", "0.03", "p-value=0.03"),
    ("P value⟦1⟧*", "<0.001", "p-value<0.001"),
    ("p-value", " .04⟦a⟧", "p-value=0.04"),
    ("P for trend", "0.2†", "p-value=0.2"),
    ("OR (95% CI)", "0.71 (0.55–0.92)", "odds-ratio=0.71 [95 0.55..0.92]"),
    ("Adjusted HR (95% CI)⟦b⟧", "1.2 (0.9 to 1.6)", "hazard-ratio=1.2 [95 0.9..1.6]"),
    ("Multivariable HR (95% CI)", "1.2 (0.9–1.6)", "hazard-ratio=1.2 [95 0.9..1.6]"),
    ("Odds ratio", "2.4", "odds-ratio=2.4"),
    ("95% CI", "0.5–0.9", "confidence-interval [95 0.5..0.9]"),
    ("95% CI", "(0.5, 0.9)", "confidence-interval [95 0.5..0.9]"),
    // Not the name of a statistic, or more than one; not a value, or more than one.
    ("P, mg/kg", "0.03", ""),
    ("Total P", "0.03", ""),
    ("P", "3", ""),
    ("P", "0.03 mg", ""),
    ("P value", "0.03 in men", ""),
    ("P value", "NS", ""),
    ("HR", "72", ""),
    ("HR (95% CI)", "ref", ""),
    ("n (%)", "12", ""),
    ("OR 1.5", "(1.2–1.9)", ""),
    ("OR 1.5 (95% CI 1.2–1.9)", "", ""),
    ("", "0.03", ""),
];

#[test]
fn heads_name_what_cells_are() {
    for (head, cell, expected) in CELLS {
        let [own_head, own_cell] = [head, cell].map(|case| {
            let (text, scripts) = marked(case);
            Marked { text, scripts }
        });
        let own = Head::of(&own_head).and_then(|head| head.statistic(&own_cell));
        assert_eq!(own.as_ref().map(shown).unwrap_or_default(), *expected, "{head} over {cell}");
        assert!(
            own.is_none_or(|own| !own_cell.text[own.range].trim().is_empty()),
            "{head} over {cell}"
        );
    }
}

proptest! {
    #[test]
    fn any_head_and_cell_can_be_read(
        head in "(P|p-value|OR|HR|95% CI|MD)?\\PC{0,12}",
        cell in "[<≤]?[0-9.]{0,4}\\PC{0,12}",
    ) {
        let [head, cell] = [head, cell].map(|text| Marked { text, scripts: Vec::new() });
        if let Some(own) = Head::of(&head).and_then(|head| head.statistic(&cell)) {
            prop_assert!(cell.text.get(own.range).is_some_and(|printed| !printed.is_empty()));
        }
    }

    #[test]
    fn ranges_are_in_order_and_on_characters(
        words in prop::collection::vec(
            prop::sample::select(vec![
                "5", "10", "0.3", ".05", "95", "012", "1,000", "×", "−", "–", " ", " ", "±", "(", ")", "[", "]", "%",
                "=", "<", "≤", "P", "p-values", "trend", "for", "of", "was", "OR", "aHR", "RR", "hazard ratio",
                "mean difference", "CI", "95% CI", "confidence interval", "n", "N", "t", "F", "χ", "²", "2", "chi-square",
                "r", "z", "U", "H", "df", "and", "respectively", "or less", "to", ",", ";", ":", ".", "é", "\u{AD}",
                "\n", "^-4", "⁻⁵", "₂", "mg", "adjusted", "10.1234/", "e-5",
            ]),
            0..30,
        ),
        scripts in prop::collection::vec((0usize..60, 1usize..4, any::<bool>()), 0..4),
    ) {
        let text = words.concat();
        let scripts = scripts_of(scripts);
        let mut end = 0;
        for own in statistics(&text, &scripts) {
            prop_assert!(own.range.start >= end, "{:?} in {:?}", own, text);
            prop_assert!(text.get(own.range.clone()).is_some_and(|printed| !printed.is_empty()));
            prop_assert!(text.get(own.name.clone()).is_some_and(|printed| !printed.is_empty()));
            for number in numbers(&own) {
                prop_assert!(serde_json::from_str::<f64>(&number).is_ok(), "{} in {:?}", number, text);
            }
            end = own.range.end;
        }
    }

    #[test]
    fn any_text_can_be_read(text in "\\PC{0,60}") {
        for own in statistics(&text, &[]) {
            prop_assert!(text.get(own.range).is_some());
        }
    }
}
