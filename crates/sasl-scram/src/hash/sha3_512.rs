//! SHA3-512 (FIPS 202), on the permutation of RustCrypto.
use super::{Engine, Hash};
use keccak::Keccak;

/// SHA3-512, for SCRAM-SHA3-512 (registered with IANA; draft-melnikov-scram-sha3-512).
#[derive(Debug)]
pub enum Sha3_512 {}

impl Hash for Sha3_512 {
    const NAME: &'static str = "SCRAM-SHA3-512";
    const PLUS: &'static str = "SCRAM-SHA3-512-PLUS";
    const STRENGTH: u8 = 60;
}

type State = [u64; 25];

/// The octets that one permutation absorbs: the rate of SHA3-512.
const RATE: usize = 72;

impl Engine for Sha3_512 {
    type State = State;
    type Output = [u8; 64];
    const BLOCK: usize = RATE;

    fn start() -> State {
        [0; 25]
    }

    fn absorb(state: &mut State, octets: &[u8]) {
        let mut block = [0; RATE];
        block.iter_mut().zip(octets).for_each(|(to, from)| *to = *from);
        permute(state, &block);
    }

    /// The padding of a sponge has no length, so the amount absorbed before has no effect.
    fn finish(mut state: State, _before: u64, message: &[u8]) -> [u8; 64] {
        let (blocks, rest) = message.as_chunks::<RATE>();
        blocks.iter().for_each(|block| permute(&mut state, block));
        permute(&mut state, &padded(rest));
        squeeze(&state)
    }

    fn finish_digest(mut state: State, _before: u64, digest: &[u8; 64]) -> [u8; 64] {
        permute(&mut state, &padded(digest));
        squeeze(&state)
    }

    fn padding(_before: u64, length: usize) -> super::Padding {
        super::Padding { length: RATE.wrapping_sub(length % RATE), first: 0x06, last: 0x80 }
    }

    fn finish_padded(mut state: State, padded: &[u8]) -> [u8; 64] {
        padded.as_chunks::<RATE>().0.iter().for_each(|block| permute(&mut state, block));
        squeeze(&state)
    }

    fn iterate([inner, outer]: &[State; 2], u: &mut [u8; 64], sum: &mut [u8; 64], count: u32) {
        let mut block = padded(u);
        for _ in 0..count {
            for key in [inner, outer] {
                let mut state = *key;
                permute(&mut state, &block);
                if let Some(digest) = block.first_chunk_mut() {
                    *digest = squeeze(&state);
                }
            }
            sum.iter_mut().zip(&block).for_each(|(sum, u)| *sum ^= u);
        }
        u.iter_mut().zip(&block).for_each(|(u, digest)| *u = *digest);
    }
}

/// Returns the last block: two bits that denote SHA-3, a one bit, zeros, and a one bit at the end (FIPS 202
/// sections 5.1 and 6.1).
fn padded(rest: &[u8]) -> [u8; RATE] {
    let mut block = [0; RATE];
    let ended = rest.iter().chain(&[0x06]);
    block.iter_mut().zip(ended).for_each(|(to, from)| *to = *from);
    if let Some(last) = block.last_mut() {
        *last |= 0x80;
    }
    block
}

fn permute(state: &mut State, block: &[u8; RATE]) {
    #[cfg(test)]
    super::count::add(1);
    for (lane, octets) in state.iter_mut().zip(block.as_chunks().0) {
        *lane ^= u64::from_le_bytes(*octets);
    }
    Keccak::new().with_f1600(|f1600| f1600(state));
}

fn squeeze(state: &State) -> [u8; 64] {
    let mut digest = [0; 64];
    for (place, lane) in digest.as_chunks_mut::<8>().0.iter_mut().zip(state) {
        *place = lane.to_le_bytes();
    }
    digest
}
