//! Counts under names, a row a document.

use serde::Serialize;
use std::collections::BTreeMap;

/// Names once, and for each document numbers of names with counts behind them.
#[derive(Debug, Default, Serialize)]
pub(super) struct Tally {
    names: Vec<String>,
    rows: Vec<Vec<u32>>,
}

impl Tally {
    /// That of the counts of documents, the names in their order.
    pub(super) fn of<'a>(counts: impl Iterator<Item = &'a BTreeMap<String, u32>> + Clone) -> Self {
        let names = counts.clone().flat_map(BTreeMap::keys);
        let mut numbers: BTreeMap<&str, u32> = names.map(|name| (name.as_str(), 0)).collect();
        (0..).zip(numbers.values_mut()).for_each(|(number, own)| *own = number);
        let row = |counts: &BTreeMap<String, u32>| {
            counts.iter().flat_map(|(name, count)| [numbers[name.as_str()], *count]).collect()
        };
        let rows = counts.map(row).collect();
        Self { names: numbers.into_keys().map(str::to_owned).collect(), rows }
    }
}

/// Names once, and for each document the number of its name.
#[derive(Debug, Default, Serialize)]
pub(super) struct Named {
    names: Vec<String>,
    rows: Vec<usize>,
}

impl Named {
    /// That of the names of documents; what has none has the empty one.
    pub(super) fn of<'a>(names: impl Iterator<Item = Option<&'a str>> + Clone) -> Self {
        let mut known: Vec<&str> = names.clone().map(Option::unwrap_or_default).collect();
        known.sort_unstable();
        known.dedup();
        let row =
            |name: Option<&str>| known.binary_search(&name.unwrap_or_default()).unwrap_or_default();
        let rows = names.map(row).collect();
        Self { rows, names: known.into_iter().map(str::to_owned).collect() }
    }
}
