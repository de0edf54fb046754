//! A client and a server, and the octets between them.
use crate::{
    fixtures::{certificate, key},
    provider::provider,
};
use rustls::{
    ClientConfig, ClientConnection, DigitallySignedStruct, Error, ServerConfig, ServerConnection,
    SignatureScheme, SupportedProtocolVersion,
    client::{
        ResolvesClientCert, Resumption,
        danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier},
    },
    pki_types::{CertificateDer, ServerName, UnixTime},
    server::{Accepted, Acceptor},
    version::{TLS12, TLS13},
};
use std::sync::Arc;
use tls_pubkey_auth::rustls::{Listener, ListenerOptions, Verifiable};

pub(crate) type Version = &'static SupportedProtocolVersion;
pub(crate) const BOTH: [Version; 2] = [&TLS12, &TLS13];

/// Both ends after a handshake, or what they say went wrong.
pub(crate) struct Shaken {
    pub(crate) client: ClientConnection,
    pub(crate) server: Result<ServerConnection, Error>,
    /// What the client has met, if it has.
    pub(crate) refused: Option<Error>,
}

impl Shaken {
    pub(crate) fn server(&self) -> &ServerConnection {
        match &self.server {
            Ok(server) if self.refused.is_none() => server,
            Ok(_) => panic!("the client: {:?}", self.refused),
            Err(error) => panic!("the server: {error:?}; the client: {:?}", self.refused),
        }
    }

    /// Why the server has ended it.
    pub(crate) fn error(self) -> Error {
        self.server.map(|_| ()).expect_err("a handshake that is refused")
    }
}

/// What the provider of these rooms verifies.
pub(crate) fn verifiable() -> Verifiable {
    Verifiable::of(&provider())
}

pub(crate) fn listener(options: ListenerOptions) -> Listener {
    Listener::new(provider(), vec![certificate("p256-other")], key("p256-other"), options).unwrap()
}

pub(crate) fn client(version: Version, credential: Arc<dyn ResolvesClientCert>) -> ClientConfig {
    client_of(&[version], credential)
}

pub(crate) fn client_of(versions: &[Version], credential: Arc<dyn ResolvesClientCert>) -> ClientConfig {
    let builder = ClientConfig::builder_with_provider(provider()).with_protocol_versions(versions).unwrap();
    let builder = builder.dangerous().with_custom_certificate_verifier(Arc::new(Anybody));
    let mut config = builder.with_client_cert_resolver(credential);
    config.resumption = Resumption::disabled();
    config
}

pub(crate) fn without_key(version: Version) -> ClientConfig {
    let builder = ClientConfig::builder_with_provider(provider()).with_protocol_versions(&[version]).unwrap();
    builder.dangerous().with_custom_certificate_verifier(Arc::new(Anybody)).with_no_client_auth()
}

/// The listener chooses its configuration by what this client says first.
pub(crate) fn shake(listener: &Listener, client: ClientConfig) -> Shaken {
    shake_shared(listener, Arc::new(client))
}

pub(crate) fn shake_shared(listener: &Listener, client: Arc<ClientConfig>) -> Shaken {
    let mut client = connection(client);
    let accepted = accept(&mut client);
    let config = Arc::clone(listener.choose(&accepted.client_hello()));
    finish(client, accepted, config)
}

/// Whatever this client says first.
pub(crate) fn shake_with(config: Arc<ServerConfig>, client: Arc<ClientConfig>) -> Shaken {
    let mut client = connection(client);
    let accepted = accept(&mut client);
    finish(client, accepted, config)
}

pub(crate) fn connection(config: Arc<ClientConfig>) -> ClientConnection {
    ClientConnection::new(config, ServerName::try_from("localhost").unwrap()).unwrap()
}

pub(crate) fn accept(client: &mut ClientConnection) -> Accepted {
    let mut hello = Vec::new();
    client.write_tls(&mut hello).unwrap();
    let mut acceptor = Acceptor::default();
    acceptor.read_tls(&mut &hello[..]).unwrap();
    acceptor.accept().map_err(|(error, _)| error).unwrap().unwrap()
}

fn finish(mut client: ClientConnection, accepted: Accepted, config: Arc<ServerConfig>) -> Shaken {
    let mut server = match accepted.into_connection(config) {
        Ok(server) => server,
        Err((error, mut alert)) => {
            let mut octets = Vec::new();
            alert.write_all(&mut octets).unwrap();
            let refused = feed_client(&mut client, &octets);
            return Shaken { client, server: Err(error), refused };
        }
    };
    let mut refused = None;
    for _round in 0..8 {
        let mut octets = Vec::new();
        while server.wants_write() {
            server.write_tls(&mut octets).unwrap();
        }
        refused = refused.or(feed_client(&mut client, &octets));
        let mut octets = Vec::new();
        while client.wants_write() {
            client.write_tls(&mut octets).unwrap();
        }
        if let Err(error) = feed_server(&mut server, &octets) {
            let mut alert = Vec::new();
            while server.wants_write() {
                server.write_tls(&mut alert).unwrap();
            }
            let refused = refused.or(feed_client(&mut client, &alert));
            return Shaken { client, server: Err(error), refused };
        }
    }
    Shaken { client, server: Ok(server), refused }
}

fn feed_client(client: &mut ClientConnection, mut octets: &[u8]) -> Option<Error> {
    while !octets.is_empty() {
        client.read_tls(&mut octets).unwrap();
        if let Err(error) = client.process_new_packets() {
            return Some(error);
        }
    }
    None
}

pub(crate) fn feed_server(server: &mut ServerConnection, mut octets: &[u8]) -> Result<(), Error> {
    while !octets.is_empty() {
        server.read_tls(&mut octets).unwrap();
        server.process_new_packets()?;
    }
    Ok(())
}

/// The server is who it is: these rooms are about the client.
#[derive(Debug)]
struct Anybody;

impl ServerCertVerifier for Anybody {
    fn verify_server_cert(
        &self,
        _: &CertificateDer<'_>,
        _: &[CertificateDer<'_>],
        _: &ServerName<'_>,
        _: &[u8],
        _: UnixTime,
    ) -> Result<ServerCertVerified, Error> {
        Ok(ServerCertVerified::assertion())
    }

    fn verify_tls12_signature(
        &self,
        _: &[u8],
        _: &CertificateDer<'_>,
        _: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        Ok(HandshakeSignatureValid::assertion())
    }

    fn verify_tls13_signature(
        &self,
        _: &[u8],
        _: &CertificateDer<'_>,
        _: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        Ok(HandshakeSignatureValid::assertion())
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        provider().signature_verification_algorithms.supported_schemes()
    }
}
