//! The table of units: what is printed, and the UCUM code it stands for.
//!
//! UCUM: The Unified Code for Units of Measure, version 2.1, <https://ucum.org/ucum>.

/// A unit without prefix, exponent and operators.
#[derive(Debug)]
pub(super) struct Atom {
    /// Symbols it is printed as.
    symbols: &'static [&'static str],
    /// Names it is printed as, in the singular.
    names: &'static [&'static str],
    /// Its UCUM code.
    code: &'static str,
    /// Symbols of the SI prefixes it takes: those that occur and make no word.
    prefixes: &'static str,
    /// Where it may stand.
    stands: Stands,
}

/// Where a unit may stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Stands {
    /// Behind a number.
    Alone,
    /// Only with other units or with an exponent: alone it would be a word or a name.
    Joined,
}

/// A unit with its prefix.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Found {
    /// Its UCUM code.
    pub(super) code: String,
    /// The code without prefix, which tells what is measured.
    pub(super) base: &'static str,
    pub(super) stands: Stands,
}

const fn unit(
    symbols: &'static [&'static str],
    names: &'static [&'static str],
    code: &'static str,
    prefixes: &'static str,
) -> Atom {
    Atom { symbols, names, code, prefixes, stands: Stands::Alone }
}

const fn joined(
    symbols: &'static [&'static str],
    names: &'static [&'static str],
    code: &'static str,
    prefixes: &'static str,
) -> Atom {
    Atom { symbols, names, code, prefixes, stands: Stands::Joined }
}

/// SI prefixes: symbol, name, UCUM code.
const PREFIXES: &[(char, &str, &str)] = &[
    ('T', "tera", "T"),
    ('G', "giga", "G"),
    ('M', "mega", "M"),
    ('k', "kilo", "k"),
    ('h', "hecto", "h"),
    ('d', "deci", "d"),
    ('c', "centi", "c"),
    ('m', "milli", "m"),
    ('µ', "micro", "u"),
    ('u', "micro", "u"),
    ('n', "nano", "n"),
    ('p', "pico", "p"),
    ('f', "femto", "f"),
    ('a', "atto", "a"),
];

/// All units. Of two rows that read a word, the first one counts, and a whole symbol counts before
/// one with a prefix.
pub(super) const ATOMS: &[Atom] = &[
    // The SI and what is used with it.
    unit(&["m"], &["metre", "meter"], "m", "kdcmµun"),
    unit(&["g"], &["gram", "gramme", "gm"], "g", "kcmµunpf"),
    joined(&["Mg"], &[], "Mg", ""),
    joined(&["Gg"], &[], "Gg", ""),
    joined(&["Tg"], &[], "Tg", ""),
    joined(&["Pg"], &[], "Pg", ""),
    unit(&["s", "sec", "secs"], &["second"], "s", "mµunp"),
    unit(&["A"], &["ampere", "amp"], "A", "mµunpk"),
    unit(&["K"], &["kelvin"], "K", "m"),
    unit(&["mol"], &["mole"], "mol", "kmµunpf"),
    unit(&["cd"], &["candela"], "cd", "m"),
    unit(&["Hz"], &["hertz"], "Hz", "kMGTm"),
    unit(&["N"], &["newton"], "N", "mµunpkM"),
    unit(&["Pa"], &["pascal"], "Pa", "hkMGmµu"),
    unit(&["J"], &["joule"], "J", "mµunkMG"),
    unit(&["W"], &["watt"], "W", "mµunkMGT"),
    unit(&["Wh"], &[], "W.h", "kMGT"),
    unit(&["C"], &["coulomb"], "C", "mµunp"),
    unit(&["V"], &["volt"], "V", "mµunkM"),
    unit(&["eV"], &["electronvolt"], "eV", "mkMGT"),
    unit(&["F"], &["farad"], "F", "mµunp"),
    unit(&["Ω"], &["ohm"], "Ohm", "mkMG"),
    unit(&["mho"], &[], "mho", "mµu"),
    unit(&["S"], &["siemens"], "S", "mµun"),
    unit(&["T"], &["tesla"], "T", "mµun"),
    unit(&["lm"], &["lumen"], "lm", ""),
    unit(&["lx"], &["lux"], "lx", "k"),
    unit(&["Bq"], &["becquerel"], "Bq", "kMGTm"),
    unit(&["Gy"], &[], "Gy", "mcµu"),
    unit(&["Sv"], &["sievert"], "Sv", "mµu"),
    unit(&["kat"], &["katal"], "kat", "mµunp"),
    unit(&["rad"], &["radian"], "rad", "mµu"),
    joined(&["sr"], &["steradian"], "sr", ""),
    unit(&["L", "l"], &["litre", "liter"], "L", "hdcmµunpfkM"),
    unit(&["cc"], &[], "cm3", ""),
    joined(&["t"], &["ton"], "t", "kMG"),
    unit(&["tonne", "tonnes"], &[], "t", ""),
    unit(&["Da"], &["dalton"], "u", "kMG"),
    unit(&["bar"], &[], "bar", "mkµu"),
    unit(&["atm"], &["atmosphere"], "atm", ""),
    unit(&["Torr", "torr"], &[], "mm[Hg]", ""),
    unit(&["mmHg"], &[], "mm[Hg]", ""),
    unit(&["cmHg"], &[], "cm[Hg]", ""),
    unit(&["cmHO"], &[], "cm[H2O]", ""),
    unit(&["psi"], &[], "[psi]", ""),
    unit(&["cal"], &["calorie"], "cal", "k"),
    unit(&["ha"], &["hectare"], "har", ""),
    unit(&["Å"], &["angstrom", "Angstrom", "ångström", "angström", "Ångström"], "Ao", ""),
    unit(&["dB"], &["decibel"], "dB", ""),
    unit(&["cP"], &["centipoise"], "cP", ""),
    unit(&["cSt"], &["centistokes"], "cSt", ""),
    unit(&["Ci"], &["curie"], "Ci", "mµunkp"),
    unit(&["VA"], &[], "V.A", "k"),
    unit(&["mAs"], &[], "mA.s", ""),
    unit(&["mAh"], &[], "mA.h", ""),
    unit(&["kVp"], &[], "kV{peak}", ""),
    unit(&["px"], &["pixel"], "{pixels}", ""),
    unit(&["voxel"], &[], "{voxels}", ""),
    unit(&[], &["byte"], "By", "kMGT"),
    unit(&["micron"], &["micron"], "um", ""),
    // Time.
    unit(&["h", "hr", "hrs"], &["hour"], "h", ""),
    unit(&["min", "mins"], &["minute"], "min", ""),
    unit(&["d"], &["day"], "d", ""),
    unit(&["wk", "wks"], &["week"], "wk", ""),
    unit(&["mo", "mos", "mth", "mths"], &["month"], "mo", ""),
    unit(&["y", "yr", "yrs"], &["year"], "a", ""),
    unit(&["ka", "kyr"], &[], "10*3.a", ""),
    unit(&["Ma", "Myr"], &[], "10*6.a", ""),
    joined(&["a"], &[], "a", ""),
    // Temperature, angle, share.
    unit(&["°C", "℃"], &[], "Cel", ""),
    unit(&["°F", "℉"], &[], "[degF]", ""),
    unit(&["°"], &["degree", "deg"], "deg", ""),
    unit(&["%"], &["percent"], "%", ""),
    unit(&["‰", "permil", "permille"], &[], "[ppth]", ""),
    unit(&["ppm"], &[], "[ppm]", ""),
    unit(&["ppb"], &[], "[ppb]", ""),
    unit(&["ppt"], &[], "[pptr]", ""),
    unit(&["fold"], &[], "{fold}", ""),
    // Medicine and biology.
    unit(&["M"], &["molar"], "mol/L", "mµunpf"),
    unit(&["U"], &[], "U", "mµukMn"),
    unit(&["IU", "UI"], &[], "[IU]", "mµukM"),
    unit(&[], &["unit"], "{units}", ""),
    unit(&["Eq", "eq"], &["equivalent"], "eq", "mµun"),
    unit(&["Osm", "osmol", "osm"], &[], "osm", "m"),
    unit(&["CFU", "cfu", "CFUs", "cfus"], &[], "[CFU]", ""),
    unit(&["PFU", "pfu", "PFUs", "pfus"], &[], "[PFU]", ""),
    unit(&["FFU", "ffu"], &[], "[FFU]", ""),
    joined(&["EU"], &[], "{EU}", ""),
    unit(&["HU"], &[], "[hnsf'U]", ""),
    unit(&["NTU"], &[], "{NTU}", ""),
    unit(&["RLU"], &[], "{RLU}", ""),
    unit(&["RFU"], &[], "{RFU}", ""),
    joined(&["AU"], &[], "[arb'U]", ""),
    unit(&["vg"], &[], "{vg}", ""),
    unit(&["bp"], &[], "{bp}", "kMG"),
    joined(&["b"], &[], "{bp}", ""),
    unit(&["kb"], &["kilobase"], "10*3.{bp}", ""),
    unit(&["Mb"], &["megabase"], "10*6.{bp}", ""),
    unit(&["Gb"], &["gigabase"], "10*9.{bp}", ""),
    unit(&["nt", "nts"], &["nucleotide"], "{nt}", ""),
    unit(&["aa"], &[], "{aa}", ""),
    unit(&["rpm", "RPM"], &[], "{rev}/min", ""),
    unit(&["bpm", "BPM"], &[], "{beats}/min", ""),
    unit(&["cpm"], &[], "{counts}/min", ""),
    unit(&["dpm"], &[], "{decays}/min", ""),
    unit(&[], &["cell"], "{cells}", ""),
    unit(&["copies"], &[], "{copies}", ""),
    // Customary.
    unit(&["lb", "lbs"], &["pound"], "[lb_av]", ""),
    unit(&["oz"], &["ounce"], "[oz_av]", ""),
    unit(&["ft"], &["foot"], "[ft_i]", ""),
    unit(&["feet"], &[], "[ft_i]", ""),
    unit(&["inches"], &["inch"], "[in_i]", ""),
    unit(&["mile", "miles"], &[], "[mi_i]", ""),
    unit(&["acre", "acres"], &[], "[acr_us]", ""),
];

/// The unit that a word is the symbol or the name of.
pub(super) fn find(word: &str) -> Option<Found> {
    symbol(word).or_else(|| name(word))
}

/// The unit that a word is the symbol of, with or without prefix.
pub(super) fn symbol(word: &str) -> Option<Found> {
    let whole = ATOMS.iter().find(|atom| atom.symbols.contains(&word));
    whole.map(|atom| atom.found(atom.code.to_owned())).or_else(|| symbol_with_prefix(word))
}

/// Whether a word is the symbol of a unit that takes the prefix micro.
pub(super) fn takes_micro(word: &str) -> bool {
    ATOMS.iter().any(|atom| atom.prefixes.contains('µ') && atom.symbols.contains(&word))
}

impl Atom {
    fn found(&self, code: String) -> Found {
        Found { code, base: self.code, stands: self.stands }
    }

    fn prefixed(&self, prefix: &str, power: &str) -> Found {
        // What is counted takes no prefix in UCUM, but a power of ten.
        self.found(if self.code.starts_with('{') {
            format!("{power}.{}", self.code)
        } else {
            format!("{prefix}{}", self.code)
        })
    }
}

/// Powers of ten of the prefixes that counts take.
fn power(prefix: char) -> &'static str {
    match prefix {
        'k' => "10*3",
        'M' => "10*6",
        _ => "10*9",
    }
}

fn symbol_with_prefix(word: &str) -> Option<Found> {
    let first = word.chars().next()?;
    let (_, _, code) = PREFIXES.iter().find(|(symbol, ..)| *symbol == first)?;
    let rest = &word[first.len_utf8()..];
    let takes = |atom: &&Atom| atom.prefixes.contains(first) && atom.symbols.contains(&rest);
    ATOMS.iter().find(takes).map(|atom| atom.prefixed(code, power(first)))
}

/// A name, in the singular or plural, with or without prefix, at the start of a sentence or not.
fn name(word: &str) -> Option<Found> {
    if word.chars().count() < 3 {
        return None;
    }
    let lower = word.to_lowercase();
    let singular = lower.strip_suffix('s').unwrap_or(&lower);
    let is = |atom: &&Atom, word: &str| {
        atom.names.contains(&word) || atom.names.contains(&word.trim_end_matches('s'))
    };
    if let Some(atom) = ATOMS.iter().find(|atom| is(atom, &lower) || is(atom, singular)) {
        return Some(atom.found(atom.code.to_owned()));
    }
    let (symbol, prefix, code) =
        PREFIXES.iter().find(|(_, prefix, _)| singular.starts_with(prefix))?;
    let rest = &singular[prefix.len()..];
    let takes = |atom: &&Atom| atom.prefixes.contains(*symbol) && atom.names.contains(&rest);
    ATOMS.iter().find(takes).map(|atom| atom.prefixed(code, power(*symbol)))
}

/// Every code that the table can make, with what is printed for it.
#[cfg(test)]
pub(super) fn all() -> Vec<(String, String)> {
    let mut all = Vec::new();
    for atom in ATOMS {
        for printed in atom.symbols.iter().chain(atom.names) {
            all.push((printed.to_string(), atom.code.to_owned()));
        }
        for prefix in atom.prefixes.chars() {
            for symbol in atom.symbols {
                let printed = format!("{prefix}{symbol}");
                all.extend(find(&printed).map(|found| (printed, found.code)));
            }
        }
    }
    all
}
