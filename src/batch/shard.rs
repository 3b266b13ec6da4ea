//! Parts of the files, one a machine.

use super::name;
use crate::digest;
use std::path::Path;
use std::str::FromStr;

/// One of several parts of the files, each of which a run of its own converts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Shard {
    count: u16,
    number: u16,
}

impl Shard {
    /// How many parts there are.
    pub fn count(self) -> u16 {
        self.count
    }

    /// Whether a file with this path below what was named is in it. The hash of the path decides, so that
    /// all runs agree whatever else they find.
    pub(super) fn holds(self, below: &Path) -> bool {
        /// Digits of a hash that make a number.
        const DIGITS: usize = 15;
        let hash = digest::sha256(&[name::text_of(below).as_bytes()]);
        // A hash has hexadecimal digits only, and these are fewer than a number holds.
        let number = u64::from_str_radix(&hash[hash.len() - DIGITS..], 16).unwrap_or_default();
        number % u64::from(self.count) + 1 == u64::from(self.number)
    }
}

/// As the names of its files have it: `1-of-4`.
impl std::fmt::Display for Shard {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}-of-{}", self.number, self.count)
    }
}

impl FromStr for Shard {
    type Err = String;

    /// `1/4`, or as it is written: `1-of-4`.
    fn from_str(text: &str) -> Result<Self, String> {
        let parts = text.split_once('/').or_else(|| text.split_once("-of-"));
        let parts =
            parts.and_then(|(number, count)| Some((number.parse().ok()?, count.parse().ok()?)));
        match parts {
            Some((number, count)) if (1..=count).contains(&number) => Ok(Self { count, number }),
            _ => Err("not a part of several, such as 1/4".to_owned()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_file_is_in_one_shard() {
        let shards: Vec<Shard> = (1..=4).map(|at| format!("{at}/4").parse().unwrap()).collect();
        let mut counts = [0; 4];
        for number in 0..400 {
            let path = format!("a/{number}.pdf");
            let holding: Vec<_> = (0..4).filter(|at| shards[*at].holds(Path::new(&path))).collect();
            assert_eq!(holding.len(), 1, "{path}");
            counts[holding[0]] += 1;
        }
        assert!(counts.iter().all(|count| (60..140).contains(count)), "{counts:?}");
    }

    #[test]
    fn shards_are_written_in_one_way() {
        let shard: Shard = "2/12".parse().unwrap();
        assert_eq!(
            (shard.to_string(), shard.to_string().parse()),
            ("2-of-12".to_owned(), Ok(shard))
        );
        for wrong in ["0/4", "5/4", "1/0", "1", "a/b", "-1/4", "1/99999"] {
            assert!(wrong.parse::<Shard>().is_err(), "{wrong}");
        }
    }
}
