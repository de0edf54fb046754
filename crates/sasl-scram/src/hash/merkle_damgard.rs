//! The common part of SHA-1 and the SHA-2 family: a chain of compressions, and padding that ends with the length.

/// Implements [`Engine`](super::Engine) on a block function, from the words of the state and the octets of a
/// block, of the digest and of the length at the end (FIPS 180-4 section 5.1).
macro_rules! merkle_damgard {
    ($hash:ident, $compress:path, [$word:ty; $words:literal], $block:literal, $digest:literal, $length:ty, $start:expr) => {
        type State = [$word; $words];

        impl super::Engine for $hash {
            type State = State;
            type Output = [u8; $digest];
            const BLOCK: usize = $block;

            fn start() -> State {
                $start
            }

            fn absorb(state: &mut State, octets: &[u8]) {
                let mut block = [0; $block];
                let filled = octets.len().min($block);
                if let (Some(to), Some(from)) = (block.get_mut(..filled), octets.get(..filled)) {
                    to.copy_from_slice(from);
                }
                compress(state, &[block]);
            }

            fn finish(mut state: State, before: u64, message: &[u8]) -> [u8; $digest] {
                /// The octets of the last block that the length leaves free.
                const FREE: usize = usize::wrapping_sub($block, size_of::<$length>());
                let (blocks, rest) = message.as_chunks::<$block>();
                if !blocks.is_empty() {
                    compress(&mut state, blocks);
                }
                // The rest, a one bit, zeros, and the length in bits.
                let mut padded = [[0; $block]; 2];
                if let Some((place, [end, ..])) = padded.as_flattened_mut().split_at_mut_checked(rest.len()) {
                    place.copy_from_slice(rest);
                    *end = 0x80;
                }
                let count = if rest.len() < FREE { 1 } else { 2 };
                let last = padded.get_mut(..count).unwrap_or_default();
                if let Some(place) = last.as_flattened_mut().last_chunk_mut() {
                    let octets = u64::try_from(message.len()).unwrap_or(u64::MAX).wrapping_add(before);
                    *place = <$length>::from(octets).wrapping_mul(8).to_be_bytes();
                }
                compress(&mut state, last);
                let mut digest = [0; $digest];
                write(&state, &mut digest);
                digest
            }

            #[inline]
            fn finish_digest(mut state: State, before: u64, message: &[u8; $digest]) -> [u8; $digest] {
                let mut block = [0; $block];
                if let Some((place, [end, ..])) = block.split_first_chunk_mut() {
                    (*place, *end) = (*message, 0x80);
                }
                if let Some(place) = block.last_chunk_mut() {
                    *place = <$length>::from(before).wrapping_add($digest).wrapping_mul(8).to_be_bytes();
                }
                compress(&mut state, core::slice::from_ref(&block));
                let mut digest = [0; $digest];
                write(&state, &mut digest);
                digest
            }

            fn padding(before: u64, length: usize) -> super::Padding {
                let octets = u64::try_from(length).unwrap_or(u64::MAX).wrapping_add(before);
                // A one bit, zeros, and the length in bits, which is below 2^64 for any data in memory.
                let rest = length % $block;
                let filled = rest.wrapping_add(1).wrapping_add(size_of::<$length>());
                let blocks: usize = if filled <= $block { $block } else { 2 * $block };
                super::Padding {
                    length: blocks.wrapping_sub(rest),
                    first: 0x80,
                    last: octets.wrapping_mul(8),
                }
            }

            #[inline]
            fn finish_padded(mut state: State, padded: &[u8]) -> [u8; $digest] {
                compress(&mut state, padded.as_chunks::<$block>().0);
                let mut digest = [0; $digest];
                write(&state, &mut digest);
                digest
            }

            fn iterate(
                [inner, outer]: &[State; 2],
                u: &mut [u8; $digest],
                sum: &mut [u8; $digest],
                count: u32,
            ) {
                // The padding of a digest after one key block is constant.
                const KEY: $length = $block;
                const BITS: [u8; size_of::<$length>()] =
                    KEY.wrapping_add($digest).wrapping_mul(8).to_be_bytes();
                let mut block = [0; $block];
                let ended = u.iter().chain(&[0x80]);
                block.iter_mut().zip(ended).for_each(|(to, from)| *to = *from);
                if let Some(length) = block.last_chunk_mut() {
                    *length = BITS;
                }
                for _ in 0..count {
                    for key in [inner, outer] {
                        let mut state = *key;
                        compress(&mut state, core::slice::from_ref(&block));
                        if let Some(digest) = block.first_chunk_mut() {
                            write(&state, digest);
                        }
                    }
                    sum.iter_mut().zip(&block).for_each(|(sum, u)| *sum ^= u);
                }
                u.iter_mut().zip(&block).for_each(|(u, digest)| *u = *digest);
            }
        }

        fn compress(state: &mut State, blocks: &[[u8; $block]]) {
            #[cfg(test)]
            super::count::add(blocks.len());
            $compress(state, blocks);
        }

        fn write(state: &State, digest: &mut [u8; $digest]) {
            const WORD: usize = size_of::<$word>();
            for (place, word) in digest.as_chunks_mut::<WORD>().0.iter_mut().zip(state) {
                *place = word.to_be_bytes();
            }
        }
    };
}
pub(super) use merkle_damgard;
