//! Primary composites: the pairs of code points that compose, and their results.

use crate::{decomposition, scalars, write};
use icu_normalizer::ComposingNormalizerBorrowed;
use icu_normalizer::properties::{CanonicalDecompositionBorrowed, Decomposed};
use std::collections::BTreeSet;

/// Returns all pairs and their composites except those of Hangul, which follow from arithmetic.
pub(crate) fn pairs() -> Vec<(char, char, char)> {
    let data = CanonicalDecompositionBorrowed::new();
    scalars()
        .filter(|&c| !decomposition::is_hangul(c) && nfc(&c.to_string()) == c.to_string())
        .filter_map(|c| match data.decompose(c) {
            Decomposed::Expansion(a, b) => Some((a, b, c)),
            _ => None,
        })
        .collect()
}

/// Returns the code points that can compose with a preceding one.
pub(crate) fn seconds() -> BTreeSet<char> {
    let jamo = ('\u{1161}'..='\u{1175}').chain('\u{11A8}'..='\u{11C2}');
    pairs().into_iter().map(|(_, second, _)| second).chain(jamo).collect()
}

pub(crate) fn nfc(text: &str) -> String {
    ComposingNormalizerBorrowed::new_nfc().normalize(text).into_owned()
}

/// Hashes a pair; the library has the same function.
fn hash(first: u32, second: u32, salt: u32) -> u32 {
    (first ^ second.rotate_left(13) ^ salt.wrapping_mul(0x9E37_79B1)).wrapping_mul(0x85EB_CA6B)
}

/// Returns the position of a hash in a table of `size` entries.
fn place(hash: u32, size: usize) -> usize {
    ((u64::from(hash) * size as u64) >> 32) as usize
}

/// Computes a perfect hash: a salt for each bucket, with which every pair has a separate position.
fn perfect(pairs: &[(u16, u16, u16)]) -> (Vec<u16>, Vec<(u16, u16, u16)>) {
    let size = pairs.len();
    let mut buckets = vec![Vec::new(); size];
    for pair in pairs {
        buckets[place(hash(pair.0.into(), pair.1.into(), 0), size)].push(*pair);
    }
    let mut order: Vec<usize> = (0..size).collect();
    order.sort_by_key(|&b| usize::MAX - buckets[b].len());
    let mut salts = vec![0; size];
    let mut table = vec![(0, 0, 0); size];
    for bucket in order {
        let found = (1..=u16::MAX).find(|&salt| {
            let mut places: Vec<usize> = buckets[bucket]
                .iter()
                .map(|p| place(hash(p.0.into(), p.1.into(), salt.into()), size))
                .collect();
            let free = places.iter().all(|&p| table[p] == (0, 0, 0));
            places.sort_unstable();
            places.dedup();
            free && places.len() == buckets[bucket].len()
        });
        let salt = found.expect("a salt for every bucket");
        if !buckets[bucket].is_empty() {
            salts[bucket] = salt;
        }
        for p in &buckets[bucket] {
            table[place(hash(p.0.into(), p.1.into(), salt.into()), size)] = *p;
        }
    }
    (salts, table)
}

pub(crate) fn render() -> String {
    let short = |c: char| u16::try_from(u32::from(c));
    let mut near = Vec::new();
    let mut far = Vec::new();
    for (a, b, c) in pairs() {
        match (short(a), short(b), short(c)) {
            (Ok(a), Ok(b), Ok(c)) => near.push((a, b, c)),
            _ => far.push((u32::from(a), u32::from(b), u32::from(c))),
        }
    }
    far.sort_unstable();
    let (salts, table) = perfect(&near);
    let mut out = write::head("Primary composites but the Hangul ones.");
    write::array(&mut out, "One salt per bucket of the hash.", "SALTS", "u16", &salts);
    let tuples: Vec<String> = table.iter().map(|t| format!("{t:?}")).collect();
    write::array(
        &mut out,
        "First, second, composite; in the order of the hash.",
        "NEAR",
        "(u16, u16, u16)",
        &tuples,
    );
    let tuples: Vec<String> = far.iter().map(|t| format!("{t:?}")).collect();
    let about = "Composites beyond the Basic Multilingual Plane, sorted.";
    write::array(&mut out, about, "FAR", "(u32, u32, u32)", &tuples);
    out
}
