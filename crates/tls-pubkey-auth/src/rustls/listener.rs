//! The TLS configurations of a listener: one for certificates, one for raw public keys.
use super::{
    verifiable::Verifiable,
    verifier::{ClientKeyVerifier, PeerForm},
};
use crate::{
    alpn::{self, Alpn},
    end_point::{EndPoint, tls_server_end_point},
};
use alloc::{sync::Arc, vec, vec::Vec};
use core::fmt;
use rustls::{
    CipherSuite, Error, ServerConfig,
    crypto::CryptoProvider,
    pki_types::{CertificateDer, PrivateKeyDer},
    server::{CertificateType, ClientHello, NoServerSessionStorage, ServerSessionMemoryCache},
    version::{TLS12, TLS13},
};

/// The options of a listener.
#[derive(Clone, Copy, Debug, Default)]
pub struct ListenerOptions {
    /// Accepts raw public keys (RFC 7250) under TLS 1.3 from clients that offer one.
    pub raw_public_keys: bool,
    /// TLS 1.3 only, because TLS 1.2 sends a client's certificate in cleartext.
    pub tls13_only: bool,
    /// Requires an extended master secret under TLS 1.2 (RFC 7627), so that `tls-exporter` can be used there.
    pub require_ems: bool,
    /// The resumption of TLS sessions.
    pub resumption: Resumption,
    /// Which application protocols are served (RFC 7301).
    pub alpn: Alpn,
}

/// The resumption of TLS sessions.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Resumption {
    /// Sessions are not resumed. A session ticket has the identity of its key and works without the key.
    #[default]
    Never,
    /// This number of sessions is kept in memory, for each configuration separately. Look up keys on resumed
    /// connections.
    Remember(usize),
}

/// The error for a listener that cannot be created.
#[derive(Debug)]
pub struct ListenerError(Error);

/// A server's certificate and its TLS configurations. For several certificates (RSA and ECDSA, or different names)
/// create several listeners and select one by the ClientHello first, because `tls-server-end-point` is the hash of
/// the certificate that was sent.
#[derive(Clone)]
pub struct Listener {
    certificate: Arc<ServerConfig>,
    public_key: Option<Arc<ServerConfig>>,
    /// The configuration for clients that offer only other protocols, if this protocol has no ALPN name.
    refusing: Option<Arc<ServerConfig>>,
    end_point: Option<EndPoint>,
    verifiable: Verifiable,
}

impl Listener {
    /// Creates a listener from this certificate chain (leaf first) and the private key of the leaf.
    ///
    /// # Errors
    /// [`ListenerError`] if the provider does not support TLS 1.3, or the key does not belong to the certificate.
    pub fn new(
        provider: Arc<CryptoProvider>,
        chain: Vec<CertificateDer<'static>>,
        key: PrivateKeyDer<'static>,
        options: ListenerOptions,
    ) -> Result<Self, ListenerError> {
        let end_point = chain.first().and_then(|leaf| tls_server_end_point(leaf));
        let config =
            |form| config(&provider, chain.clone(), key.clone_key(), options, form).map_err(ListenerError);
        let public_key = options.raw_public_keys.then(|| config(PeerForm::PublicKey)).transpose()?;
        let verifiable = Verifiable::of(&provider);
        let listener = Self {
            certificate: config(PeerForm::Certificate)?,
            public_key,
            refusing: None,
            end_point,
            verifiable,
        };
        Ok(match options.alpn {
            Alpn::Any => listener,
            alpn => listener.with_alpn(alpn),
        })
    }

    /// Returns a listener for another protocol inside TLS, with the same TLS sessions ([`ListenerOptions::alpn`]).
    #[must_use]
    pub fn with_alpn(&self, alpn: Alpn) -> Self {
        let with = |config: &Arc<ServerConfig>, names: Vec<Vec<u8>>| {
            let mut config = ServerConfig::clone(config);
            config.alpn_protocols = names;
            Arc::new(config)
        };
        let names = match alpn {
            Alpn::Named(name) => vec![name.as_bytes().to_vec()],
            Alpn::Any | Alpn::Unnamed => Vec::new(),
        };
        let refusing = (alpn == Alpn::Unnamed).then(|| with(&self.certificate, vec![NO_PROTOCOL.to_vec()]));
        Self {
            certificate: with(&self.certificate, names.clone()),
            public_key: self.public_key.as_ref().map(|config| with(config, names)),
            refusing,
            ..self.clone()
        }
    }

    /// Returns the configuration for this client. rustls accepts certificates or raw public keys, never both.
    pub fn choose(&self, hello: &ClientHello<'_>) -> &Arc<ServerConfig> {
        let offers_key =
            hello.client_cert_types().is_some_and(|types| types.contains(&CertificateType::RawPublicKey));
        if let (Some(refusing), Some(offered)) = (&self.refusing, hello.alpn())
            && alpn::are_others(offered)
        {
            return refusing;
        }
        match &self.public_key {
            Some(public_key) if offers_key && offers_tls13(hello) => public_key,
            _ => &self.certificate,
        }
    }

    /// Returns the configuration for clients with certificates, for callers that need no choice.
    pub fn config(&self) -> &Arc<ServerConfig> {
        &self.certificate
    }

    /// Returns the keys that can be verified, for [`client_key`](super::client_key) and
    /// [`client_chain`](super::client_chain) of its connections.
    pub fn verifiable(&self) -> Verifiable {
        self.verifiable
    }

    /// Returns the `tls-server-end-point` of every connection of this listener, if it is defined (RFC 5929 section
    /// 4.1).
    pub fn end_point(&self) -> Option<&EndPoint> {
        self.end_point.as_ref()
    }
}

/// A name that no client offers: a client with ALPN gets `no_application_protocol`.
const NO_PROTOCOL: &[u8] = b"\0";

/// Returns whether the client offers TLS 1.3. rustls does not expose the versions, but cipher suites of TLS 1.3 imply it.
fn offers_tls13(hello: &ClientHello<'_>) -> bool {
    let of_13 = [
        CipherSuite::TLS13_AES_128_GCM_SHA256,
        CipherSuite::TLS13_AES_256_GCM_SHA384,
        CipherSuite::TLS13_CHACHA20_POLY1305_SHA256,
    ];
    hello.cipher_suites().iter().any(|suite| of_13.contains(suite))
}

fn config(
    provider: &Arc<CryptoProvider>,
    chain: Vec<CertificateDer<'static>>,
    key: PrivateKeyDer<'static>,
    options: ListenerOptions,
    form: PeerForm,
) -> Result<Arc<ServerConfig>, Error> {
    let only_13 = options.tls13_only || form == PeerForm::PublicKey;
    let versions: &[_] = if only_13 { &[&TLS13] } else { &[&TLS13, &TLS12] };
    let mut config = ServerConfig::builder_with_provider(Arc::clone(provider))
        .with_protocol_versions(versions)?
        .with_client_cert_verifier(Arc::new(ClientKeyVerifier::new(provider, form)))
        .with_single_cert(chain, key)?;
    config.require_ems = options.require_ems;
    // No early data, because it is read before the client has proved its key and can be replayed.
    config.max_early_data_size = 0;
    config.send_half_rtt_data = false;
    match options.resumption {
        Resumption::Never => {
            config.session_storage = Arc::new(NoServerSessionStorage {});
            config.send_tls13_tickets = 0;
        }
        // Separate storage: a session of the other configuration would otherwise be accepted by this one.
        Resumption::Remember(sessions) => config.session_storage = ServerSessionMemoryCache::new(sessions),
    }
    Ok(Arc::new(config))
}

impl fmt::Debug for Listener {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Listener")
            .field("raw_public_keys", &self.public_key.is_some())
            .finish_non_exhaustive()
    }
}

impl fmt::Display for ListenerError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the server's certificate or key cannot be used: {}", self.0)
    }
}

impl core::error::Error for ListenerError {
    fn source(&self) -> Option<&(dyn core::error::Error + 'static)> {
        Some(&self.0)
    }
}
