//! What the texts of a paper name and say, with the places where they do.

use super::column::row;
use super::paper::{Paper, Spot, StretchRow, word};
use crate::measurement::{self, Measured, Measurement};
use crate::quantity::{Amount, Interval};
use crate::writer::json::types;

row! {
    /// A part of a place in the text that names a figure, a table, an entry of the reference list or a note, one row a target.
    CalloutRow {
        /// The paper.
        document_id: String,
        /// Place of the callout among those of the paper, from 1; one with several parts or targets has several rows.
        position: i64,
        /// What it names and how it is written: `figure`, `table`, `number`, `name-in-brackets`, `name-in-sentence`, `note`.
        form: String,
        /// What it names: `reference_id`, `figure_id`, `table_id`, or the `passage_id` of a note.
        target: String,
        /// The words of the part.
        text: Option<String>,
        /// The part of a figure that is meant, as printed.
        part: Option<String>,
        /// The passage; absent where the text is in none.
        passage_id: Option<String>,
        /// The first character of the part in `passages.text`.
        text_start: Option<i64>,
        /// The first character behind it.
        text_end: Option<i64>,
        /// The text in the JSON: a JSON Pointer.
        json_pointer: String,
        /// The first character of the part in that text.
        json_start: i64,
        /// The first character behind it.
        json_end: i64,
    }
}

/// The callouts of a paper.
pub(super) fn callouts(paper: &Paper<'_>) -> Vec<CalloutRow> {
    let mut rows = Vec::new();
    for (position, own) in (1..).zip(&paper.contract.callouts) {
        for item in &own.items {
            let at = types::Stretch { passage: own.passage.clone(), range: item.range.clone() };
            for target in item.targets.iter().filter_map(|own| paper.target(own)) {
                let StretchRow {
                    passage_id,
                    text_start,
                    text_end,
                    json_pointer,
                    json_start,
                    json_end,
                } = paper.anchor(&at);
                rows.push(CalloutRow {
                    document_id: paper.id.to_owned(),
                    position,
                    form: word(&own.form),
                    target,
                    text: paper.words(&at),
                    part: item.part.clone(),
                    passage_id,
                    text_start,
                    text_end,
                    json_pointer,
                    json_start,
                    json_end,
                });
            }
        }
    }
    rows
}

row! {
    /// A quantity, which has a unit, or a statistic, which has a name, as `offprint quantities` lists them.
    QuantityRow {
        /// The paper.
        document_id: String,
        /// Place among those of the paper, from 1.
        position: i64,
        /// All of it as printed, on one line; raised and lowered characters as Unicode has them.
        printed: String,
        /// What a statistic is, such as `p-value` or `hazard-ratio`; absent for a quantity.
        statistic: Option<String>,
        /// The unit of a quantity or the name of a statistic, as printed.
        label: String,
        /// The UCUM code of the unit, where it has one.
        unit: Option<String>,
        /// `<`, `<=`, `>`, `>=` or `~`.
        comparator: Option<String>,
        /// The number, where there is one.
        value: Option<f64>,
        /// The smaller number of a range.
        low: Option<f64>,
        /// The greater number of a range.
        high: Option<f64>,
        /// What stands behind `±` or `SD`.
        uncertainty: Option<f64>,
        /// The level of the interval of a statistic, in per cent.
        interval_level: Option<f64>,
        /// Its lower end.
        interval_low: Option<f64>,
        /// Its upper end.
        interval_high: Option<f64>,
        /// Degrees of freedom.
        degrees: Vec<f64>,
        /// The passage.
        passage_id: Option<String>,
        /// The first character of it in `passages.text`.
        text_start: Option<i64>,
        /// The first character behind it.
        text_end: Option<i64>,
        /// The text in the JSON: a JSON Pointer.
        json_pointer: String,
        /// The first character of it in that text.
        json_start: i64,
        /// The first character behind it.
        json_end: i64,
        /// The page that it stands on, from 1.
        page: Option<i64>,
        /// Left edge of the lines around it.
        x0: Option<f32>,
        /// Top edge.
        y0: Option<f32>,
        /// Right edge.
        x1: Option<f32>,
        /// Bottom edge.
        y1: Option<f32>,
    }
}

/// The numbers of a quantity or a statistic.
#[derive(Default)]
struct Numbers {
    amount: [Option<f64>; 3],
    uncertainty: Option<f64>,
    interval: [Option<f64>; 3],
    degrees: Vec<f64>,
}

/// A decimal number as the nearest one that a column holds.
fn number(decimal: &str) -> Option<f64> {
    decimal.parse().ok()
}

fn amount(own: &Amount) -> [Option<f64>; 3] {
    match own {
        Amount::One(value) => [number(value), None, None],
        Amount::Range { low, high } => [None, number(low), number(high)],
    }
}

fn numbers(value: &Measured) -> Numbers {
    match value {
        Measured::Quantity(own) => Numbers {
            amount: amount(&own.amount),
            uncertainty: own.uncertainty.as_deref().and_then(number),
            ..Numbers::default()
        },
        Measured::Statistic(own) => Numbers {
            amount: own.amount.as_ref().map(amount).unwrap_or_default(),
            interval: own.interval.as_ref().map(interval).unwrap_or_default(),
            degrees: own.degrees.iter().filter_map(|own| number(own)).collect(),
            ..Numbers::default()
        },
    }
}

fn interval(Interval { level, low, high }: &Interval) -> [Option<f64>; 3] {
    [level.as_deref().and_then(number), number(low), number(high)]
}

/// The quantities and statistics of a paper.
pub(super) fn quantities(paper: &Paper<'_>) -> Vec<QuantityRow> {
    let found = measurement::of_document(paper.document);
    (1..).zip(found).map(|(position, own)| quantity(paper, position, own)).collect()
}

fn quantity(paper: &Paper<'_>, position: i64, own: Measurement) -> QuantityRow {
    // Those of a document have a place in it.
    let (passage, place) = own.at.map_or_else(Default::default, |at| (at.passage, at.place));
    let range = own.range.start as u32..own.range.end as u32;
    let at = types::Stretch { passage, range };
    let StretchRow { passage_id, text_start, text_end, json_pointer, json_start, json_end } =
        paper.anchor(&at);
    let Spot { page, x0, y0, x1, y1 } = Spot::of(place.map(|(page, bbox)| (page, bbox.rounded())));
    let (statistic, unit, comparator) = match &own.value {
        Measured::Quantity(own) => (None, own.ucum.clone(), own.comparator),
        Measured::Statistic(own) => {
            (Some(own.kind.name().to_owned()), own.ucum.clone(), own.comparator)
        }
    };
    let Numbers { amount, uncertainty, interval, degrees } = numbers(&own.value);
    let [value, low, high] = amount;
    let [interval_level, interval_low, interval_high] = interval;
    QuantityRow {
        document_id: paper.id.to_owned(),
        position,
        printed: own.printed,
        statistic,
        label: own.label,
        unit,
        comparator: comparator.map(|own| own.sign().to_owned()),
        value,
        low,
        high,
        uncertainty,
        interval_level,
        interval_low,
        interval_high,
        degrees,
        passage_id,
        text_start,
        text_end,
        json_pointer,
        json_start,
        json_end,
        page,
        x0,
        y0,
        x1,
        y1,
    }
}

row! {
    /// An identifier of a trial, data, a material, a work or a person in the texts.
    IdentifierRow {
        /// The paper.
        document_id: String,
        /// Place among those of the paper, from 1.
        position: i64,
        /// `registration`, `record`, `material`, `work` or `person`.
        kind: String,
        /// Who gives such identifiers.
        scheme: String,
        /// The identifier as its scheme writes it.
        value: String,
        /// Its compact form for identifiers.org, where that knows the scheme.
        curie: Option<String>,
        /// The passage; absent where the text is in none, such as a running head.
        passage_id: Option<String>,
        /// The first character of it in `passages.text`.
        text_start: Option<i64>,
        /// The first character behind it.
        text_end: Option<i64>,
        /// The text in the JSON: a JSON Pointer.
        json_pointer: String,
        /// The first character of it in that text.
        json_start: i64,
        /// The first character behind it.
        json_end: i64,
    }
}

/// The identifiers of a paper.
pub(super) fn identifiers(paper: &Paper<'_>) -> Vec<IdentifierRow> {
    let row = |(position, own): (i64, &types::Identifier)| {
        let StretchRow { passage_id, text_start, text_end, json_pointer, json_start, json_end } =
            paper.anchor(&own.at);
        IdentifierRow {
            document_id: paper.id.to_owned(),
            position,
            kind: word(&own.kind),
            scheme: own.scheme.clone(),
            value: own.value.clone(),
            curie: own.curie.clone(),
            passage_id,
            text_start,
            text_end,
            json_pointer,
            json_start,
            json_end,
        }
    };
    (1..).zip(&paper.contract.identifiers).map(row).collect()
}

row! {
    /// A thing of the lexicon at one place in the text.
    EntityRow {
        /// The paper.
        document_id: String,
        /// Place among those of the paper, from 1.
        position: i64,
        /// The words that name it, as they read.
        text: String,
        /// What the lexicon calls it.
        term: String,
        /// What it is known by there.
        identifier: String,
        /// What sort of thing it is, in the words of the lexicon.
        r#type: String,
        /// Who says that these words name it: `vocabulary` or `definition`.
        source: String,
        /// The passage.
        passage_id: Option<String>,
        /// The first character of it in `passages.text`.
        text_start: Option<i64>,
        /// The first character behind it.
        text_end: Option<i64>,
        /// The text in the JSON: a JSON Pointer.
        json_pointer: String,
        /// The first character of it in that text.
        json_start: i64,
        /// The first character behind it.
        json_end: i64,
        /// The page that it begins on, from 1.
        page: Option<i64>,
        /// Left edge on that page.
        x0: Option<f32>,
        /// Top edge.
        y0: Option<f32>,
        /// Right edge.
        x1: Option<f32>,
        /// Bottom edge.
        y1: Option<f32>,
    }
}

/// The things of the lexicon that a paper names.
pub(super) fn entities(paper: &Paper<'_>) -> Vec<EntityRow> {
    let row = |(position, own): (i64, &types::Entity)| {
        let StretchRow { passage_id, text_start, text_end, json_pointer, json_start, json_end } =
            paper.anchor(&own.at);
        let Spot { page, x0, y0, x1, y1 } = Spot::of(own.page.zip(own.bbox));
        EntityRow {
            document_id: paper.id.to_owned(),
            position,
            text: own.text.clone(),
            term: own.thing.term.clone(),
            identifier: own.thing.identifier.clone(),
            r#type: own.thing.kind.clone(),
            source: own.thing.source.name().to_owned(),
            passage_id,
            text_start,
            text_end,
            json_pointer,
            json_start,
            json_end,
            page,
            x0,
            y0,
            x1,
            y1,
        }
    };
    (1..).zip(&paper.contract.entities).map(row).collect()
}
