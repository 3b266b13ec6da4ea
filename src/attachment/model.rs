//! Files beside a document, and their names.

use rustc_hash::{FxHashMap, FxHashSet};

/// A file that belongs to a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attachment {
    /// Its name, without a folder.
    pub name: String,
    /// What it holds.
    pub bytes: Vec<u8>,
}

/// Names of files made from labels, each given once.
#[derive(Debug, Default)]
pub(super) struct Names {
    taken: FxHashSet<String>,
    /// For each slug the number that the next file with it is tried with.
    next: FxHashMap<String, u32>,
}

impl Names {
    /// `fig-2a` for `Figure 2a`, `unnumbered-1` for what has no label.
    pub(super) fn name(&mut self, label: &str) -> String {
        let words = label.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
        let words: Vec<String> = words.map(str::to_lowercase).collect();
        let slug = words.join("-").replace("figure", "fig");
        let numbered = |number: u32| match number {
            _ if slug.is_empty() => format!("unnumbered-{number}"),
            1 => slug.clone(),
            number => format!("{slug}-{number}"),
        };
        let next = self.next.entry(slug.clone()).or_insert(1);
        let free = (*next..).find(|number| !self.taken.contains(&numbered(*number)));
        *next = free.unwrap_or(*next);
        let name = numbered(*next);
        self.taken.insert(name.clone());
        name
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_made_of_labels_and_given_once() {
        let mut names = Names::default();
        let given: Vec<String> = ["Figure 1", "Fig. S2", "Figure 1", "", "", "Схема 3"]
            .into_iter()
            .map(|label| names.name(label))
            .collect();
        assert_eq!(
            given,
            ["fig-1", "fig-s2", "fig-1-2", "unnumbered-1", "unnumbered-2", "схема-3"]
        );
    }
}
