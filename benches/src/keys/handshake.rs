//! The cost of a client's key in a handshake of TLS 1.3, both ends in memory.

use crate::measure::{Candidate, Estimate, rounds};
use crate::table::{Row, Target};
use rustls::{
    ClientConfig, ClientConnection, Error, RootCertStore, ServerConfig, ServerConnection,
    client::{Resumption, WebPkiServerVerifier},
    crypto::{CryptoProvider, ring},
    pki_types::{CertificateDer, PrivateKeyDer, ServerName},
    version::TLS13,
};
use std::{hint::black_box, sync::Arc};
use tls_pubkey_auth::{
    ClientKey,
    rustls::{Credential, Listener, ListenerOptions, client_key},
};

const CERTIFICATE: &[u8] = include_bytes!("../../../crates/tls-pubkey-auth/tests/certificates/p256.der");
const KEY: &[u8] = include_bytes!("../../../crates/tls-pubkey-auth/tests/certificates/p256.key");

/// Measures how much longer a handshake takes with a signature of the client and its verification.
pub fn row() -> Row {
    Row {
        what: "a handshake with a P-256 key of the client's, to one without".into(),
        target: Target::AtMost(2.0),
        measured: measured(),
        unit: "x",
    }
}

fn measured() -> Option<Estimate> {
    let scene = Scene::new()?;
    let has_key = |client: &Arc<ClientConfig>| {
        let server = shake(scene.server(), client).ok()?;
        client_key(&server, scene.listener.verifiable()).ok().map(|key| matches!(key, ClientKey::Proved(_)))
    };
    if (has_key(&scene.with), has_key(&scene.without)) != (Some(true), Some(false)) {
        return None;
    }
    let times = rounds([
        Candidate::new(|| drop(black_box(shake(scene.server(), &scene.with)))),
        Candidate::new(|| drop(black_box(shake(scene.server(), &scene.without)))),
    ]);
    Some(Estimate::of(times.iter().map(|[with, without]| with / without).collect()))
}

/// A server, a client with a key and one without.
pub(super) struct Scene {
    pub(super) provider: Arc<CryptoProvider>,
    listener: Listener,
    pub(super) with: Arc<ClientConfig>,
    without: Arc<ClientConfig>,
}

impl Scene {
    pub(super) fn new() -> Option<Self> {
        let provider = Arc::new(ring::default_provider());
        let chain = || vec![CertificateDer::from(CERTIFICATE)];
        let key = || PrivateKeyDer::try_from(KEY).ok();
        let options = ListenerOptions::default();
        let listener = Listener::new(Arc::clone(&provider), chain(), key()?, options).ok()?;
        let credential = Credential::certificate(&provider, chain(), key()?).ok()?;
        let with = client(&provider, Some(Arc::new(credential)))?;
        let without = client(&provider, None)?;
        Some(Self { provider, listener, with, without })
    }

    pub(super) fn server(&self) -> &Arc<ServerConfig> {
        self.listener.config()
    }
}

/// Returns a client that accepts any server name and any certificate, because only the difference due to its key
/// is measured.
fn client(provider: &Arc<CryptoProvider>, credential: Option<Arc<Credential>>) -> Option<Arc<ClientConfig>> {
    let mut roots = RootCertStore::empty();
    roots.add(CertificateDer::from(CERTIFICATE)).ok()?;
    let verifier =
        WebPkiServerVerifier::builder_with_provider(Arc::new(roots), Arc::clone(provider)).build().ok()?;
    let builder =
        ClientConfig::builder_with_provider(Arc::clone(provider)).with_protocol_versions(&[&TLS13]).ok()?;
    let builder = builder.dangerous().with_custom_certificate_verifier(Arc::new(Anybody(verifier)));
    let mut config = match credential {
        Some(credential) => builder.with_client_cert_resolver(credential),
        None => builder.with_no_client_auth(),
    };
    config.resumption = Resumption::disabled();
    Some(Arc::new(config))
}

pub(super) fn shake(
    server: &Arc<ServerConfig>,
    client: &Arc<ClientConfig>,
) -> Result<ServerConnection, Error> {
    let mut server = ServerConnection::new(Arc::clone(server))?;
    let name = ServerName::try_from("localhost").map_err(|_| Error::General("a name".into()))?;
    let mut client = ClientConnection::new(Arc::clone(client), name)?;
    let mut wire = Vec::with_capacity(8192);
    while server.is_handshaking() || client.is_handshaking() {
        wire.clear();
        while client.wants_write() {
            client.write_tls(&mut wire).map_err(|error| Error::General(error.to_string()))?;
        }
        let mut rest = &wire[..];
        while !rest.is_empty() {
            server.read_tls(&mut rest).map_err(|error| Error::General(error.to_string()))?;
            server.process_new_packets()?;
        }
        wire.clear();
        while server.wants_write() {
            server.write_tls(&mut wire).map_err(|error| Error::General(error.to_string()))?;
        }
        let mut rest = &wire[..];
        while !rest.is_empty() {
            client.read_tls(&mut rest).map_err(|error| Error::General(error.to_string()))?;
            client.process_new_packets()?;
        }
    }
    Ok(server)
}

/// Verifies the server's signature but not its identity.
#[derive(Debug)]
struct Anybody(Arc<WebPkiServerVerifier>);

impl rustls::client::danger::ServerCertVerifier for Anybody {
    fn verify_server_cert(
        &self,
        _: &CertificateDer<'_>,
        _: &[CertificateDer<'_>],
        _: &ServerName<'_>,
        _: &[u8],
        _: rustls::pki_types::UnixTime,
    ) -> Result<rustls::client::danger::ServerCertVerified, Error> {
        Ok(rustls::client::danger::ServerCertVerified::assertion())
    }

    fn verify_tls12_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signed: &rustls::DigitallySignedStruct,
    ) -> Result<rustls::client::danger::HandshakeSignatureValid, Error> {
        self.0.verify_tls12_signature(message, certificate, signed)
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signed: &rustls::DigitallySignedStruct,
    ) -> Result<rustls::client::danger::HandshakeSignatureValid, Error> {
        self.0.verify_tls13_signature(message, certificate, signed)
    }

    fn supported_verify_schemes(&self) -> Vec<rustls::SignatureScheme> {
        self.0.supported_verify_schemes()
    }
}
