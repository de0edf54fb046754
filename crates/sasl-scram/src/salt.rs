//! The salts of decoys: a function of the directory's secret, the parameters and the name, in the format of an
//! account's salt.
use crate::{
    base64,
    hash::{Engine, Hash},
    limits,
    population::{Parameters, SaltFormat, UUID},
};
use alloc::{boxed::Box, vec::Vec};
use zeroize::{Zeroize, Zeroizing};

/// The octets of a digest that are disclosed.
const SHOWN: usize = 16;
/// The octets that the largest salt consumes: two for each of its characters.
const LARGEST: usize = 2 * limits::DECOY_SALT;

/// Absorbs the secret, the purpose, the parameters and the mechanism's name as the first block, so that 16 octets
/// cost one compression for every name of usual length.
///
/// A complete digest of SHA-1 or SHA-2 allows a length extension, but never to the digest of another name: the
/// padding between the two contains zeros, and names do not.
pub(crate) fn keyed<E: Engine>(secret: &[u8; 32], purpose: &[u8], name: &str) -> E::State {
    let mut octets = Zeroizing::new([0; 64]);
    let parts = secret.iter().chain(purpose).chain(name.as_bytes());
    octets.iter_mut().zip(parts).for_each(|(to, from)| *to = *from);
    let mut state = E::start();
    E::absorb(&mut state, octets.as_slice());
    state
}

/// Returns the digest of a name under a key.
pub(crate) fn digest<E: Engine>(key: E::State, name: &str) -> E::Output {
    E::finish(key, u64::try_from(E::BLOCK).unwrap_or(u64::MAX), name.as_bytes())
}

/// The source of the salts for one hash and one set of parameters: a key for every 16 octets.
///
/// The parameters are part of the key: an account gets another salt when its records are replaced by ones with
/// other parameters, and so does a decoy.
pub(crate) struct Salts<H: Hash> {
    keys: Box<[H::State]>,
}

impl<H: Hash> Salts<H> {
    /// Creates the keys for this number of blocks of 16 octets.
    pub(crate) fn new(secret: &[u8; 32], parameters: &Parameters, blocks: usize) -> Self {
        let keys = b"0123456789".iter().take(blocks);
        Self { keys: keys.map(|number| keyed::<H>(secret, &parameters.purpose(*number), H::NAME)).collect() }
    }

    /// Returns the octets for a name.
    pub(crate) fn octets(&self, canonical: &str) -> [u8; LARGEST] {
        let mut octets = [0; LARGEST];
        for (key, place) in self.keys.iter().zip(octets.as_chunks_mut::<SHOWN>().0) {
            let digest = digest::<H>(*key, canonical);
            *place = *digest.as_ref().first_chunk().unwrap_or(&[0; SHOWN]);
        }
        octets
    }
}

impl<H: Hash> Drop for Salts<H> {
    fn drop(&mut self) {
        self.keys.iter_mut().for_each(Zeroize::zeroize);
    }
}

impl Parameters {
    /// Returns the number of blocks of 16 octets that a salt of this format needs.
    pub(crate) fn blocks(&self) -> usize {
        let octets = match self.alphabet {
            SaltFormat::Octets => self.octets,
            SaltFormat::Characters(_) => self.octets.saturating_mul(2),
            SaltFormat::Uuid => SHOWN,
        };
        octets.div_ceil(SHOWN)
    }

    /// Returns the purpose of a key: a block of the salt under these parameters.
    fn purpose(&self, number: u8) -> [u8; 8] {
        let [a, b, c, d] = self.iterations.to_be_bytes();
        let shape = match self.alphabet {
            SaltFormat::Octets => b'o',
            SaltFormat::Characters(_) => b'c',
            SaltFormat::Uuid => b'u',
        };
        [b's', number, a, b, c, d, u8::try_from(self.octets).unwrap_or(u8::MAX), shape]
    }

    /// Returns the salt made from these octets, in base64.
    pub(crate) fn salt(&self, source: &[u8; LARGEST]) -> SaltText {
        let salt = self.filled(source);
        SaltText::new(salt.get(..self.octets).unwrap_or(&salt))
    }

    /// Returns the salt made from these octets, as it is stored.
    pub(crate) fn salt_octets(&self, source: &[u8; LARGEST]) -> Vec<u8> {
        let salt = self.filled(source);
        Vec::from(salt.get(..self.octets).unwrap_or(&salt))
    }

    /// Returns the salt, followed by unused octets.
    fn filled(&self, source: &[u8; LARGEST]) -> [u8; limits::DECOY_SALT] {
        let mut salt = [0; limits::DECOY_SALT];
        match self.alphabet {
            SaltFormat::Octets => salt.iter_mut().zip(source).for_each(|(to, from)| *to = *from),
            SaltFormat::Characters(characters) => {
                for (place, pair) in salt.iter_mut().zip(source.as_chunks::<2>().0) {
                    // Out of 65536 values, each of up to 256 characters has the same probability except for one
                    // part in 256.
                    let at = usize::from(u16::from_be_bytes(*pair)).checked_rem(characters.len());
                    *place = at.and_then(|at| characters.as_bytes().get(at)).copied().unwrap_or(b'A');
                }
            }
            SaltFormat::Uuid => write_uuid(source, &mut salt),
        }
        salt
    }
}

/// Writes a UUID of version 4 (RFC 9562 section 5.4).
fn write_uuid(source: &[u8; LARGEST], to: &mut [u8; limits::DECOY_SALT]) {
    let mut digits = source.iter().take(SHOWN).flat_map(|octet| [octet >> 4, octet & 15]);
    for (at, place) in to.iter_mut().take(UUID).enumerate() {
        *place = match at {
            8 | 13 | 18 | 23 => b'-',
            _ => {
                let digit = digits.next().unwrap_or(0);
                let digit = match at {
                    14 => 4,
                    19 => 8 | digit & 3,
                    _ => digit,
                };
                b"0123456789abcdef".get(usize::from(digit)).copied().unwrap_or(b'0')
            }
        };
    }
}

/// A salt in base64, without an allocation.
pub(crate) struct SaltText([u8; Self::LONGEST], usize);

impl SaltText {
    /// The length of the text for 64 octets.
    const LONGEST: usize = 88;

    fn new(salt: &[u8]) -> Self {
        let mut text = [0; Self::LONGEST];
        let length = base64::encode(salt, &mut text).len();
        Self(text, length)
    }

    pub(crate) fn as_octets(&self) -> &[u8] {
        self.0.get(..self.1).unwrap_or_default()
    }
}
