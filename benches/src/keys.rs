//! A client's key: extracted from its certificate, hashed, and verified in a handshake.

mod handshake;
mod verifier;

use crate::counting;
use crate::measure::{Candidate, Estimate, rounds};
use crate::table::{Row, Target};
use sha2::{Digest, Sha256};
use std::hint::black_box;
use tls_pubkey_auth::Spki;
use x509_parser::prelude::{FromDer, X509Certificate};

const P256: &[u8] = include_bytes!("../../crates/tls-pubkey-auth/tests/certificates/p256.der");
const RSA: &[u8] = include_bytes!("../../crates/tls-pubkey-auth/tests/certificates/rsa2048.der");

/// Returns all rows of the subject.
pub fn rows() -> Vec<Row> {
    let mut rows = Vec::new();
    for (name, certificate) in [("P-256", P256), ("RSA-2048", RSA)] {
        let [time, speedup] = against_x509_parser(certificate);
        rows.push(Row {
            what: format!("key and fingerprint of a certificate, {name}"),
            target: Target::AtMost(2.0),
            measured: time,
            unit: " us",
        });
        rows.push(Row {
            what: format!("the same, against x509-parser and sha2, {name}"),
            target: Target::AtLeast(1.0),
            measured: speedup,
            unit: "x",
        });
    }
    let spki = Spki::from_certificate(P256).map_or(0, |spki| spki.der().len());
    rows.push(Row {
        what: format!("octets allocated for it, whose key has {spki}"),
        target: Target::AtMost(spki as f64),
        measured: counting::number("key-octets"),
        unit: "",
    });
    rows.push(handshake::row());
    rows.extend(verifier::rows());
    rows
}

/// Returns microseconds, and how many times faster.
fn against_x509_parser(certificate: &[u8]) -> [Option<Estimate>; 2] {
    let ours = |certificate| {
        let spki = Spki::from_certificate(certificate).ok()?;
        Some((*spki.fingerprint().octets(), spki))
    };
    let theirs = |certificate| {
        let (_, parsed) = X509Certificate::from_der(certificate).ok()?;
        let spki: Box<[u8]> = parsed.tbs_certificate.subject_pki.raw.into();
        Some((<[u8; 32]>::from(Sha256::digest(&spki)), spki))
    };
    if ours(certificate).map(|(hash, _)| hash) != theirs(certificate).map(|(hash, _)| hash) {
        return [None, None];
    }
    let times = rounds([
        Candidate::new(|| drop(black_box(ours(black_box(certificate))))),
        Candidate::new(|| drop(black_box(theirs(black_box(certificate))))),
    ]);
    let of = |number: fn(&[f64; 2]) -> f64| Some(Estimate::of(times.iter().map(number).collect()));
    [of(|[ours, _]| ours * 1e6), of(|[ours, theirs]| theirs / ours)]
}
