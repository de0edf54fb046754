//! MD5 (RFC 1321) on RustCrypto's block function, so that intermediate states can be stored.
use md5::block_api::compress;

/// The state after a number of whole blocks: the words A, B, C and D (RFC 1321 section 3.3).
pub(crate) type State = [u32; 4];

/// The number of octets in a block.
pub(crate) const BLOCK: usize = 64;

/// The initial state.
pub(crate) const START: State = [0x6745_2301, 0xefcd_ab89, 0x98ba_dcfe, 0x1032_5476];

/// Absorbs one block.
pub(crate) fn absorb(state: &mut State, block: &[u8; BLOCK]) {
    compress(state, core::slice::from_ref(block));
}

/// Absorbs the rest of a message, of which `before` octets are already in the state, and finishes the hash.
pub(crate) fn finish(mut state: State, before: u64, message: &[u8]) -> [u8; 16] {
    let (blocks, rest) = message.as_chunks::<BLOCK>();
    compress(&mut state, blocks);
    // The rest, a one bit, zeros, and the length in bits in the last eight octets, least significant octet first.
    let mut padded = [[0; BLOCK]; 2];
    let ended = rest.iter().chain(&[0x80]);
    padded.as_flattened_mut().iter_mut().zip(ended).for_each(|(to, from)| *to = *from);
    let count = if rest.len() < 56 { 1 } else { 2 };
    let last = padded.get_mut(..count).unwrap_or_default();
    if let Some(place) = last.as_flattened_mut().last_chunk_mut() {
        let octets = u64::try_from(message.len()).unwrap_or(u64::MAX).wrapping_add(before);
        *place = octets.wrapping_mul(8).to_le_bytes();
    }
    compress(&mut state, last);
    octets(&state)
}

/// Converts the words to octets, least significant octet first.
pub(crate) fn octets(state: &State) -> [u8; 16] {
    let mut octets = [0; 16];
    for (place, word) in octets.as_chunks_mut::<4>().0.iter_mut().zip(state) {
        *place = word.to_le_bytes();
    }
    octets
}

/// Converts octets to words, least significant octet first.
pub(crate) fn words(octets: &[u8; 16]) -> State {
    let mut state = [0; 4];
    for (word, octets) in state.iter_mut().zip(octets.as_chunks::<4>().0) {
        *word = u32::from_le_bytes(*octets);
    }
    state
}
