//! The verifier's part of a handshake: its two callbacks, with the input of a TLS 1.3 handshake.

use super::handshake::{Scene, shake};
use crate::measure::{Candidate, Estimate, rounds};
use crate::table::{Row, Target};
use rustls::{
    DigitallySignedStruct, DistinguishedName, Error, ServerConfig, SignatureScheme,
    client::danger::HandshakeSignatureValid,
    crypto::CryptoProvider,
    pki_types::{CertificateDer, UnixTime},
    server::danger::{ClientCertVerified, ClientCertVerifier},
};
use std::{
    hint::black_box,
    sync::{Arc, Mutex},
};
use tls_pubkey_auth::{
    Spki,
    rustls::{ClientKeyVerifier, PeerForm},
};

/// Compares with the verification of the signature alone, and with the whole handshake.
pub fn rows() -> [Row; 2] {
    let measured = measured();
    let row = |what: &str, most, measured| Row {
        what: what.into(),
        target: Target::AtMost(most),
        measured,
        unit: "x",
    };
    [
        row(
            "the verifier's callbacks, P-256, to the provider's verification alone",
            1.1,
            measured.map(|[own, _]| own),
        ),
        row("the same, to the whole handshake, both ends", 0.25, measured.map(|[_, share]| share)),
    ]
}

fn measured() -> Option<[Estimate; 2]> {
    let scene = Scene::new()?;
    let handed = Handed::by_a_handshake(&scene)?;
    let verifier = ClientKeyVerifier::new(&scene.provider, PeerForm::Certificate);
    let callbacks = || {
        let leaf = black_box(&handed.leaf);
        let presented = verifier.verify_client_cert(leaf, &[], handed.now);
        let signed = verifier.verify_tls13_signature(&handed.message, leaf, &handed.signed);
        presented.is_ok() && signed.is_ok()
    };
    let alone = || handed.verify(&scene.provider);
    if !callbacks() || alone() != Some(true) {
        return None;
    }
    let times = rounds([
        Candidate::new(|| {
            black_box(callbacks());
        }),
        Candidate::new(|| {
            black_box(alone());
        }),
        Candidate::new(|| drop(black_box(shake(scene.server(), &scene.with)))),
    ]);
    let of = |number: fn(&[f64; 3]) -> f64| Estimate::of(times.iter().map(number).collect());
    Some([of(|[own, alone, _]| own / alone), of(|[own, _, whole]| own / whole)])
}

/// The input of a verifier.
#[derive(Clone)]
struct Handed {
    leaf: CertificateDer<'static>,
    now: UnixTime,
    message: Vec<u8>,
    signed: DigitallySignedStruct,
    /// The point only.
    key: Vec<u8>,
}

impl Handed {
    fn by_a_handshake(scene: &Scene) -> Option<Self> {
        let verifier = ClientKeyVerifier::new(&scene.provider, PeerForm::Certificate);
        let listener = Arc::new(Listens { verifier, handed: Mutex::new(None) });
        let builder = ServerConfig::builder_with_provider(Arc::clone(&scene.provider));
        let builder = builder.with_safe_default_protocol_versions().ok()?;
        let builder = builder.with_client_cert_verifier(Arc::clone(&listener) as Arc<dyn ClientCertVerifier>);
        let config = builder.with_cert_resolver(Arc::clone(&scene.server().cert_resolver));
        shake(&Arc::new(config), &scene.with).ok()?;
        listener.handed.lock().ok()?.clone()
    }

    fn verify(&self, provider: &CryptoProvider) -> Option<bool> {
        let mapping = provider.signature_verification_algorithms.mapping;
        let (_, algorithms) = mapping.iter().find(|(scheme, _)| *scheme == self.signed.scheme)?;
        let verified =
            algorithms.first()?.verify_signature(&self.key, &self.message, self.signed.signature());
        Some(verified.is_ok())
    }
}

/// Stores its input.
#[derive(Debug)]
struct Listens {
    verifier: ClientKeyVerifier,
    handed: Mutex<Option<Handed>>,
}

impl std::fmt::Debug for Handed {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Handed(..)")
    }
}

impl ClientCertVerifier for Listens {
    fn client_auth_mandatory(&self) -> bool {
        false
    }

    fn root_hint_subjects(&self) -> &[DistinguishedName] {
        &[]
    }

    fn verify_client_cert(
        &self,
        leaf: &CertificateDer<'_>,
        more: &[CertificateDer<'_>],
        now: UnixTime,
    ) -> Result<ClientCertVerified, Error> {
        self.verifier.verify_client_cert(leaf, more, now)
    }

    fn verify_tls12_signature(
        &self,
        _: &[u8],
        _: &CertificateDer<'_>,
        _: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        Err(Error::General("TLS 1.3 is measured".into()))
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        leaf: &CertificateDer<'_>,
        signed: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        // The P-256 point is the last 65 octets of the key.
        let key = Spki::from_certificate(leaf)
            .ok()
            .and_then(|spki| spki.der().last_chunk::<65>().map(|k| k.to_vec()));
        if let (Ok(mut handed), Some(key)) = (self.handed.lock(), key) {
            let (leaf, message, signed) = (leaf.clone().into_owned(), message.to_vec(), signed.clone());
            *handed = Some(Handed { leaf, now: UnixTime::now(), message, signed, key });
        }
        self.verifier.verify_tls13_signature(message, leaf, signed)
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.verifier.supported_verify_schemes()
    }
}
