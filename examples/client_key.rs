//! A client's TLS key on tokio-rustls streams, both ends: the account is looked up after the handshake.
//!
//! `cargo run -p examples --example client-key`
#![expect(clippy::print_stdout, reason = "an example shows what it does")]
use countersign::{
    account::AccountState,
    external,
    keys::{
        Claim, ClientKey, KeyRecord,
        generate::{Request, generate},
        rustls::{Credential, Listener, ListenerOptions, client_key},
    },
};
use rustls::{
    ClientConfig, RootCertStore,
    pki_types::{CertificateDer, PrivatePkcs8KeyDer, ServerName},
};
use std::{error::Error, sync::Arc};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio_rustls::{LazyConfigAcceptor, TlsConnector};

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    run().await
}

async fn run() -> Result<(), Box<dyn Error>> {
    let provider = Arc::new(rustls::crypto::ring::default_provider());

    // Registration: alice's laptop has generated a key, and her account gets the public half.
    let laptop = generate(&Request::new("alice's laptop", 1_795_000_000))?;
    let claim = Claim::trusted_by_administrator(laptop.spki().clone());
    let record = KeyRecord::register(claim, "alice", "alice@example.org", None)?;

    // The server's own certificate, from any authority.
    let made = rcgen::generate_simple_self_signed(["localhost".to_owned()])?;
    let own = PrivatePkcs8KeyDer::from(made.signing_key.serialize_der());
    let options = ListenerOptions { raw_public_keys: true, ..ListenerOptions::default() };
    let listener = Listener::new(Arc::clone(&provider), vec![made.cert.der().clone()], own.into(), options)?;

    let (near, far) = tokio::io::duplex(16_384);
    let server = tokio::spawn(async move {
        // The configuration depends on what the client offers to send: a certificate or a raw public key.
        let start = LazyConfigAcceptor::new(rustls::server::Acceptor::default(), far).await?;
        let config = Arc::clone(listener.choose(&start.client_hello()));
        let mut stream = start.into_stream(config).await?;
        let key = client_key(stream.get_ref().1, listener.verifiable()).map_err(std::io::Error::other)?;
        // The directory finds the record by the fingerprint; this one has one record.
        let found = match &key {
            ClientKey::Proved(key) if key.fingerprint() == record.spki.fingerprint() => Some(&record),
            _ => None,
        };
        let greeting = match external::of_client_key(&key, found, AccountState::Enabled) {
            Some(identity) => format!("* PREAUTH Welcome, {}\r\n", identity.name()),
            None => "* OK Who are you?\r\n".into(),
        };
        stream.write_all(greeting.as_bytes()).await?;
        stream.shutdown().await
    });

    let mut roots = RootCertStore::empty();
    roots.add(made.cert.der().clone())?;
    let chain = vec![CertificateDer::from(laptop.certificate_der().to_vec())];
    let private = PrivatePkcs8KeyDer::from(laptop.private_key_der().to_vec());
    let credential = Arc::new(Credential::certificate(&provider, chain, private.into())?);
    let config = ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()?
        .with_root_certificates(roots)
        .with_client_cert_resolver(Arc::clone(&credential) as _);
    let connector = TlsConnector::from(Arc::new(config));
    let mut stream = connector.connect(ServerName::try_from("localhost")?, near).await?;
    // Under TLS 1.3 a rejection arrives only now: read before relying on success.
    let mut greeting = String::new();
    stream.read_to_string(&mut greeting).await?;
    server.await??;
    assert!(credential.was_presented());
    assert_eq!(greeting, "* PREAUTH Welcome, alice@example.org\r\n");
    print!("{greeting}");
    Ok(())
}

#[tokio::test]
async fn it_runs() {
    run().await.unwrap();
}
