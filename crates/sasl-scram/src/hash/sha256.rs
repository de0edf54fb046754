//! SHA-256 (FIPS 180-4), on the block function of RustCrypto.
use super::{Engine, Hash};
use sha2::block_api::compress256;

/// SHA-256: SCRAM-SHA-256 (RFC 7677).
#[derive(Debug)]
pub enum Sha256 {}

impl Hash for Sha256 {
    const NAME: &'static str = "SCRAM-SHA-256";
    const PLUS: &'static str = "SCRAM-SHA-256-PLUS";
    const STRENGTH: u8 = 50;
}

type State = [u32; 8];

impl Engine for Sha256 {
    type State = State;
    type Output = [u8; 32];
    const BLOCK: usize = 64;

    fn start() -> State {
        [
            0x6a09_e667,
            0xbb67_ae85,
            0x3c6e_f372,
            0xa54f_f53a,
            0x510e_527f,
            0x9b05_688c,
            0x1f83_d9ab,
            0x5be0_cd19,
        ]
    }

    fn absorb(state: &mut State, octets: &[u8]) {
        let mut block = [0; 64];
        block.iter_mut().zip(octets).for_each(|(to, from)| *to = *from);
        compress256(state, &[block]);
    }

    fn finish(mut state: State, before: u64, message: &[u8]) -> [u8; 32] {
        let (blocks, rest) = message.as_chunks::<64>();
        compress256(&mut state, blocks);
        // The rest, a one bit, zeroes, and the length in bits in the last eight octets.
        let mut padded = [[0; 64]; 2];
        let ended = rest.iter().chain(&[0x80]);
        padded.as_flattened_mut().iter_mut().zip(ended).for_each(|(to, from)| *to = *from);
        let count = if rest.len() < 56 { 1 } else { 2 };
        let last = padded.get_mut(..count).unwrap_or_default();
        if let Some(place) = last.as_flattened_mut().last_chunk_mut() {
            let octets = u64::try_from(message.len()).unwrap_or(u64::MAX).wrapping_add(before);
            *place = octets.wrapping_mul(8).to_be_bytes();
        }
        compress256(&mut state, last);
        let mut digest = [0; 32];
        write(&state, &mut digest);
        digest
    }

    fn iterate([inner, outer]: &[State; 2], u: &mut [u8; 32], sum: &mut [u8; 32], count: u32) {
        // A digest after one key block: the same padding every time.
        const BITS: [u8; 8] = ((64 + 32) * 8_u64).to_be_bytes();
        let mut block = [0; 64];
        let ended = u.iter().chain(&[0x80]);
        block.iter_mut().zip(ended).for_each(|(to, from)| *to = *from);
        if let Some(length) = block.last_chunk_mut() {
            *length = BITS;
        }
        for _ in 0..count {
            for key in [inner, outer] {
                let mut state = *key;
                compress256(&mut state, core::slice::from_ref(&block));
                if let Some(digest) = block.first_chunk_mut() {
                    write(&state, digest);
                }
            }
            sum.iter_mut().zip(&block).for_each(|(sum, u)| *sum ^= u);
        }
        u.iter_mut().zip(&block).for_each(|(u, digest)| *u = *digest);
    }
}

fn write(state: &State, digest: &mut [u8; 32]) {
    for (place, word) in digest.as_chunks_mut::<4>().0.iter_mut().zip(state) {
        *place = word.to_be_bytes();
    }
}
