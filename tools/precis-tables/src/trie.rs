//! A three-stage trie over all code points: equal blocks are stored once.

use std::collections::HashMap;

/// The three stages; `top` is indexed by the highest bits of a code point.
pub(crate) struct Trie {
    pub(crate) top: Vec<u8>,
    pub(crate) middle: Vec<u16>,
    pub(crate) leaf: Vec<u16>,
}

/// Bits of a code point that the leaf stage resolves.
pub(crate) const LEAF_BITS: u32 = 4;
/// Bits of a code point that the middle stage resolves.
pub(crate) const MIDDLE_BITS: u32 = 6;

impl Trie {
    /// Builds the trie of `values`, one for each number from 0 to 0x10FFFF.
    pub(crate) fn new(values: &[u16]) -> Self {
        assert_eq!(values.len(), 0x11_0000, "one value per code point");
        let (leaf_blocks, leaf) = blocks(values, 1 << LEAF_BITS);
        let (top_blocks, middle) = blocks(&leaf_blocks, 1 << MIDDLE_BITS);
        let top = top_blocks
            .iter()
            .map(|&b| u8::try_from(b).expect("fewer than 256 blocks in the middle stage"))
            .collect();
        Self { top, middle, leaf }
    }
}

/// Splits `values` into blocks of `size` and stores each distinct block once. Returns the block number of each
/// part, and the stored blocks one after the other.
fn blocks(values: &[u16], size: usize) -> (Vec<u16>, Vec<u16>) {
    let mut seen: HashMap<&[u16], u16> = HashMap::new();
    let mut kept = Vec::new();
    let mut numbers = Vec::new();
    for block in values.chunks(size) {
        let next = u16::try_from(seen.len()).expect("fewer than 65,536 blocks");
        let number = *seen.entry(block).or_insert_with(|| {
            kept.extend_from_slice(block);
            next
        });
        numbers.push(number);
    }
    (numbers, kept)
}
