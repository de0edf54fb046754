//! SASLprep, frozen at Unicode 3.2.
use super::data::nfkc;
use std::sync::OnceLock;

/// RFC 4013 with the tables of RFC 3454.
pub(crate) fn saslprep(text: &str, allow_unassigned: bool) -> Option<String> {
    if !allow_unassigned && text.chars().any(|c| has(c, b'U')) {
        return None;
    }
    let mut prepared = String::new();
    // Code points that Unicode 3.2 does not know take no part in normalization: they cut the text.
    let mut piece = String::new();
    for c in text.chars() {
        if has(c, b'U') {
            prepared += &nfkc(&piece);
            piece.clear();
            prepared.push(c);
        } else if has(c, b'S') {
            piece.push(' ');
        } else if !has(c, b'N') {
            piece.push(corrigendum(c));
        }
    }
    prepared += &nfkc(&piece);
    if prepared.chars().any(|c| has(c, b'P') || has(c, b'S')) {
        return None;
    }
    if prepared.chars().any(|c| has(c, b'R')) {
        let ends = prepared.chars().next().is_some_and(|c| has(c, b'R'))
            && prepared.chars().next_back().is_some_and(|c| has(c, b'R'));
        if !ends || prepared.chars().any(|c| has(c, b'L')) {
            return None;
        }
    }
    Some(prepared)
}

/// Unicode 3.2 decomposed these otherwise (Corrigendum 4).
fn corrigendum(c: char) -> char {
    match c {
        '\u{2F868}' => '\u{2136A}',
        '\u{2F874}' => '\u{5F33}',
        '\u{2F91F}' => '\u{43AB}',
        '\u{2F95F}' => '\u{7AAE}',
        '\u{2F9BF}' => '\u{4D57}',
        _ => c,
    }
}

/// Whether a code point is in a table of RFC 3454; the letters are those of the file.
pub(crate) fn has(c: char, letter: u8) -> bool {
    static TABLE: OnceLock<Vec<u8>> = OnceLock::new();
    const LETTERS: &[u8] = b"UNSPRL";
    let table = TABLE.get_or_init(|| {
        let mut table = vec![0; 0x11_0000];
        for line in include_str!("../data/rfc3454.txt").lines().filter(|line| !line.starts_with('#')) {
            let (range, found) = line.split_once(' ').unwrap();
            let (first, last) = range.split_once('-').unwrap();
            let place = |hex| usize::from_str_radix(hex, 16).unwrap();
            let bits = LETTERS.iter().enumerate().filter(|(_, l)| found.as_bytes().contains(l));
            table[place(first)..=place(last)].fill(bits.map(|(bit, _)| 1u8 << bit).sum());
        }
        table
    });
    let bit = LETTERS.iter().position(|&l| l == letter).unwrap();
    table[c as usize] & (1 << bit) != 0
}
