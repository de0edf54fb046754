//! PBKDF2 through `Stored::derive`, which creates a record from a password: 4096 iterations.

use super::{
    c_peer::{self, CPeer, OPENSSL},
    clock::{self, Turn, repeat},
    version,
};
use crate::table::{Row, Target};
use sasl_core::{Entropy, Secret};
use sasl_scram::{Hash, Sha1, Sha256, Sha512, Stored};
use std::{hint::black_box, num::NonZeroU32};

const ITERATIONS: u32 = 4096;
const PASSWORD: &[u8] = b"pencil";
const SALT: &[u8] = b"0123456789abcdef";

/// The targets of one hash.
struct Targets {
    hash: &'static str,
    rust_crypto: f64,
    compression: f64,
}

/// Returns all rows.
pub fn rows() -> Vec<Row> {
    let mut openssl = ["sha1", "sha256", "sha512"].map(|hash| CPeer::start(&OPENSSL, hash));
    let [sha1, sha256, sha512] = &mut openssl;
    let mut rows = of(
        &Targets { hash: "SHA-1", rust_crypto: 1.25, compression: 0.80 },
        ours::<Sha1>(8),
        rust_crypto::<sha1::Sha1, 20>(8),
        repeat(8, || {
            let mut state = [1; 5];
            for _ in 0..2 * ITERATIONS {
                sha1::block_api::compress(black_box(&mut state), black_box(&[[7; 64]]));
            }
        }),
        [ring(ring::pbkdf2::PBKDF2_HMAC_SHA1, 20, 2), aws(aws_lc_rs::pbkdf2::PBKDF2_HMAC_SHA1, 20, 4)],
        sha1,
    );
    rows.extend(of(
        &Targets { hash: "SHA-256", rust_crypto: 1.05, compression: 0.83 },
        ours::<Sha256>(8),
        rust_crypto::<sha2::Sha256, 32>(8),
        repeat(8, || {
            let mut state = [1; 8];
            for _ in 0..2 * ITERATIONS {
                sha2::block_api::compress256(black_box(&mut state), black_box(&[[7; 64]]));
            }
        }),
        [ring(ring::pbkdf2::PBKDF2_HMAC_SHA256, 32, 4), aws(aws_lc_rs::pbkdf2::PBKDF2_HMAC_SHA256, 32, 6)],
        sha256,
    ));
    rows.extend(of(
        &Targets { hash: "SHA-512", rust_crypto: 1.00, compression: 0.95 },
        ours::<Sha512>(2),
        rust_crypto::<sha2::Sha512, 64>(2),
        repeat(2, || {
            let mut state = [1; 8];
            for _ in 0..2 * ITERATIONS {
                sha2::block_api::compress512(black_box(&mut state), black_box(&[[7; 128]]));
            }
        }),
        [ring(ring::pbkdf2::PBKDF2_HMAC_SHA512, 64, 2), aws(aws_lc_rs::pbkdf2::PBKDF2_HMAC_SHA512, 64, 2)],
        sha512,
    ));
    rows
}

fn of<'a>(
    targets: &Targets,
    ours: Turn<'a>,
    rust_crypto: Turn<'a>,
    compression: Turn<'a>,
    [ring, aws]: [Turn<'a>; 2],
    openssl: &'a mut Option<CPeer>,
) -> Vec<Row> {
    let openssl_version = format!("OpenSSL {}", c_peer::version(openssl));
    let asked = [
        (version::of("pbkdf2", "0.13"), targets.rust_crypto),
        (format!("2 x compression of {}", version::of("sha2", "0.11")), targets.compression),
        (version::of("ring", ""), 1.0),
        (version::of("aws-lc-rs", ""), 1.0),
        (openssl_version, 1.0),
    ];
    let turns = vec![ours, rust_crypto, compression, ring, aws, c_peer::turn(openssl, 2)];
    let measured = clock::against_first(turns);
    let rows = asked.into_iter().zip(measured).map(|((peer, target), measured)| {
        let peer = if targets.hash == "SHA-1" {
            peer.replace(&version::of("sha2", "0.11"), &version::of("sha1", "0.11"))
        } else {
            peer
        };
        Row {
            what: format!("PBKDF2 {} against {peer}", targets.hash),
            target: Target::AtLeast(target),
            measured,
            unit: "x",
        }
    });
    rows.collect()
}

fn ours<'a, H: Hash>(times: u32) -> Turn<'a> {
    let password = Secret::new("pencil");
    repeat(times, move || {
        let deriving = Stored::<H>::derive(black_box(&password), ITERATIONS, Entropy::new([3; 32]));
        drop(black_box(deriving.map(|deriving| deriving.run())));
    })
}

fn rust_crypto<'a, D, const N: usize>(times: u32) -> Turn<'a>
where
    D: hmac::EagerHash + hmac::digest::FixedOutput + hmac::digest::Update,
    D::Core: Sync,
{
    repeat(times, || {
        let mut key = [0; N];
        pbkdf2::pbkdf2_hmac::<D>(black_box(PASSWORD), SALT, ITERATIONS, &mut key);
        black_box(key);
    })
}

fn ring<'a>(algorithm: ring::pbkdf2::Algorithm, length: usize, times: u32) -> Turn<'a> {
    let mut key = vec![0; length];
    let count = NonZeroU32::new(ITERATIONS).unwrap_or(NonZeroU32::MIN);
    repeat(times, move || {
        ring::pbkdf2::derive(algorithm, count, SALT, black_box(PASSWORD), black_box(&mut key));
    })
}

fn aws<'a>(algorithm: aws_lc_rs::pbkdf2::Algorithm, length: usize, times: u32) -> Turn<'a> {
    let mut key = vec![0; length];
    let count = NonZeroU32::new(ITERATIONS).unwrap_or(NonZeroU32::MIN);
    repeat(times, move || {
        aws_lc_rs::pbkdf2::derive(algorithm, count, SALT, black_box(PASSWORD), black_box(&mut key));
    })
}
