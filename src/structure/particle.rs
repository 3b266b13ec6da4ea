//! Words that begin or join parts of a family name: `van der Berg`, `Sánchez y Rojas`.

/// Particles in lower case.
const PARTICLES: &[&str] = &[
    "de", "van", "von", "der", "den", "la", "le", "da", "di", "del", "della", "dos", "du", "el",
    "ter", "ten", "bin", "al", "af", "av", "do", "das", "des", "zu", "zur", "ibn", "e", "y", "t",
    "in", "het", "op", "lo", "degli", "dalla", "'t", "’t", "st",
];

/// Whether a word may be a particle of a family name.
pub(super) fn is_particle(word: &str) -> bool {
    PARTICLES.contains(&word.to_lowercase().as_str())
}
