//! A client and a server in one process, over a pair of sockets.
use crate::fixtures::read;
use openssl::{
    pkey::{PKey, Private},
    ssl::{
        Ssl, SslConnector, SslConnectorBuilder, SslContextRef, SslMethod, SslOptions, SslRef, SslStream,
        SslVerifyMode, SslVersion,
    },
    x509::X509,
};
use rustls::{
    ClientConfig, ClientConnection, DigitallySignedStruct, Error, SignatureScheme, StreamOwned,
    SupportedProtocolVersion,
    client::{
        Resumption,
        danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier},
    },
    crypto::{CryptoProvider, ring::default_provider},
    pki_types::{CertificateDer, ServerName, UnixTime},
};
use std::{
    io::{Read, Write},
    os::unix::net::UnixStream,
    sync::Arc,
    thread,
};
use tls_pubkey_auth::openssl::{Listener, ListenerOptions};

pub(crate) type Version = &'static SupportedProtocolVersion;
pub(crate) type Stream = SslStream<UnixStream>;
pub(crate) const V12: SslVersion = SslVersion::TLS1_2;
pub(crate) const V13: SslVersion = SslVersion::TLS1_3;

/// Both ends, if the handshake was good at both.
pub(crate) struct Shaken {
    pub(crate) client: Result<Stream, String>,
    pub(crate) server: Result<Stream, String>,
}

impl Shaken {
    pub(crate) fn both(&self) -> (&SslRef, &SslRef) {
        match (&self.client, &self.server) {
            (Ok(client), Ok(server)) => (client.ssl(), server.ssl()),
            (client, server) => panic!("{:?}, {:?}", client.as_ref().err(), server.as_ref().err()),
        }
    }
}

pub(crate) fn certificate(name: &str) -> X509 {
    X509::from_der(&read(&format!("{name}.der"))).unwrap()
}

pub(crate) fn key(name: &str) -> PKey<Private> {
    PKey::private_key_from_der(&read(&format!("{name}.key"))).unwrap()
}

pub(crate) fn listener() -> Listener {
    Listener::new(&[certificate("p256-other")], &key("p256-other"), ListenerOptions::default()).unwrap()
}

/// It believes any server, and has this version only.
pub(crate) fn client(version: SslVersion) -> SslConnectorBuilder {
    let mut client = SslConnector::builder(SslMethod::tls_client()).unwrap();
    client.set_verify(SslVerifyMode::NONE);
    client.set_min_proto_version(Some(version)).unwrap();
    client.set_max_proto_version(Some(version)).unwrap();
    client
}

/// No extended master secret (`SSL_OP_NO_EXTENDED_MASTER_SECRET` of OpenSSL 3).
pub(crate) fn without_ems(client: &mut SslConnectorBuilder) {
    client.set_options(SslOptions::from_bits_retain(1));
}

pub(crate) fn ssl(context: &SslContextRef) -> Ssl {
    Ssl::new(context).unwrap()
}

/// Shake hands, and send one octet each way: under TLS 1.3 a client learns only then that it was refused.
pub(crate) fn shake(server: Ssl, client: Ssl) -> Shaken {
    let (serving, here) = serve(server);
    let mut stream = SslStream::new(client, here).unwrap();
    let shaken = stream.connect().map_err(|error| error.to_string()).and_then(|()| greet(&mut stream));
    Shaken { client: shaken.map(|()| stream), server: serving.join().unwrap() }
}

/// The same, with rustls as the client.
pub(crate) fn shake_rustls(server: Ssl, client: Arc<ClientConfig>) -> Result<Stream, String> {
    across(server, client).1
}

pub(crate) type Rustls = StreamOwned<ClientConnection, UnixStream>;

/// Both ends of such a connection.
pub(crate) fn across(server: Ssl, client: Arc<ClientConfig>) -> (Rustls, Result<Stream, String>) {
    let (serving, here) = serve(server);
    let connection = ClientConnection::new(client, ServerName::try_from("localhost").unwrap()).unwrap();
    let mut stream = StreamOwned::new(connection, here);
    let _ = greet(&mut stream);
    (stream, serving.join().unwrap())
}

type Serving = thread::JoinHandle<Result<Stream, String>>;

fn serve(server: Ssl) -> (Serving, UnixStream) {
    let (here, there) = UnixStream::pair().unwrap();
    let serving = thread::spawn(move || {
        let mut stream = SslStream::new(server, there).unwrap();
        stream.accept().map_err(|error| error.to_string())?;
        stream.write_all(b"s").map_err(|error| error.to_string())?;
        stream.read_exact(&mut [0]).map_err(|error| error.to_string())?;
        Ok(stream)
    });
    (serving, here)
}

fn greet(stream: &mut (impl Read + Write)) -> Result<(), String> {
    stream.read_exact(&mut [0]).map_err(|error| error.to_string())?;
    stream.write_all(b"c").and_then(|()| stream.flush()).map_err(|error| error.to_string())
}

/// rustls, which believes any server and remembers sessions.
pub(crate) fn without_key(version: Version) -> ClientConfig {
    let provider = Arc::new(default_provider());
    let builder =
        ClientConfig::builder_with_provider(Arc::clone(&provider)).with_protocol_versions(&[version]);
    let builder = builder.unwrap().dangerous().with_custom_certificate_verifier(Arc::new(Anybody(provider)));
    let mut config = builder.with_no_client_auth();
    config.resumption = Resumption::in_memory_sessions(8);
    config
}

/// The server is who it is.
#[derive(Debug)]
struct Anybody(Arc<CryptoProvider>);

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
        self.0.signature_verification_algorithms.supported_schemes()
    }
}
