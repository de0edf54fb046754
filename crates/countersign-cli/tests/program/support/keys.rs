//! Client keys, and connections that present them.
use super::{Data, PASSWORD, Protocol, Serve, Wire};
use rustls::{client::ResolvesClientCert, crypto::ring::default_provider, pki_types::CertificateDer};
use std::sync::Arc;
use tempfile::TempDir;
use tls_pubkey_auth::{
    generate::{Generated, Request, generate},
    rustls::Credential,
};

/// A key, and the files that `key generate` would write.
pub(crate) struct Key {
    pub(crate) made: Generated,
    folder: TempDir,
}

impl Key {
    pub(crate) fn new() -> Self {
        let made = generate(&Request::new("laptop", 1_795_000_000)).expect("a key");
        let folder = tempfile::tempdir().expect("a folder");
        let (certificate, key) = (made.certificate_pem(), made.private_key_pem());
        let write = |name: &str, text: &str| std::fs::write(folder.path().join(name), text).expect("a file");
        write("crt", &certificate);
        write("key", &key);
        write("pem", &format!("{}{certificate}", *key));
        Self { made, folder }
    }

    /// Writes `crt`, `key` or `pem`.
    pub(crate) fn file(&self, name: &str) -> String {
        self.folder.path().join(name).to_str().expect("a path in UTF-8").to_owned()
    }

    pub(crate) fn fingerprint(&self) -> String {
        self.made.spki().fingerprint().to_string()
    }

    pub(crate) fn credential(&self) -> Arc<Credential> {
        let chain = vec![CertificateDer::from(self.made.certificate_der().to_vec())];
        let key = self.made.private_key_der().to_vec().try_into().expect("a key");
        Arc::new(Credential::certificate(&default_provider(), chain, key).expect("a credential"))
    }

    /// Returns the key without a certificate.
    pub(crate) fn bare(&self) -> Arc<Credential> {
        let key = self.made.private_key_der().to_vec().try_into().expect("a key");
        Arc::new(Credential::public_key(&default_provider(), key).expect("a credential"))
    }
}

impl Data {
    /// Makes alice with a key, and bob without.
    pub(crate) fn with_key(key: &Key, more: &[&str]) -> Self {
        let data = Self::new();
        data.done(&[&["key", "add", "alice@example.org", &key.file("crt")], more].concat());
        data.done(&["account", "add", "bob", "--address", "bob@example.org"]);
        data.set_password("bob", PASSWORD);
        data
    }
}

impl Serve {
    /// Connects with implicit TLS and a key; nothing has been read.
    pub(crate) fn keyed(&self, protocol: Protocol, credential: Arc<dyn ResolvesClientCert>) -> Wire {
        let [imaps, submissions, pop3s] = self.implicit();
        let wire = Wire::plain(protocol.pick([imaps, submissions, pop3s, pop3s]));
        wire.try_start_tls_with(&self.ready.ca, Some(credential)).expect("a handshake")
    }

    /// Connects with STARTTLS and a key.
    pub(crate) fn keyed_starttls(&self, protocol: Protocol, credential: Arc<dyn ResolvesClientCert>) -> Wire {
        let mut wire = self.clear(protocol);
        wire.send(protocol.starttls());
        wire.line();
        let mut wire = wire.try_start_tls_with(&self.ready.ca, Some(credential)).expect("a handshake");
        match protocol {
            Protocol::Smtp => drop(wire.smtp("EHLO client.example")),
            Protocol::Sieve => drop(wire.answer()),
            Protocol::Imap | Protocol::Pop3 => {}
        }
        wire
    }
}

/// Returns the right password, encoded.
pub(crate) fn plain(user: &str) -> String {
    super::base64(format!("\0{user}\0{PASSWORD}"))
}
