//! The configurations of a listener: one for certificates, one for bare keys.
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

/// What a listener does beyond taking keys.
#[derive(Clone, Copy, Debug, Default)]
pub struct ListenerOptions {
    /// Take bare public keys (RFC 7250) under TLS 1.3 from clients that offer to send one.
    pub raw_public_keys: bool,
    /// TLS 1.3 only: under TLS 1.2 a client's certificate crosses the line in the clear, for everybody to see.
    pub tls13_only: bool,
    /// Under TLS 1.2 only with an extended master secret (RFC 7627), so that `tls-exporter` may be used there, too.
    pub require_ems: bool,
    /// Whether sessions are resumed.
    pub resumption: Resumption,
    /// Which application protocols are served (RFC 7301).
    pub alpn: Alpn,
}

/// Whether sessions are resumed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Resumption {
    /// They are not: whoever has a session's ticket has its key's identity, without the key.
    #[default]
    Never,
    /// As many as this are remembered, in memory, each configuration for itself. Look keys up on resumed connections.
    Remember(usize),
}

/// Why there is no listener.
#[derive(Debug)]
pub struct ListenerError(Error);

/// One certificate of a server, and the configurations that serve it. With several certificates (RSA and ECDSA, or
/// names of one's own) make several, and choose among them by the ClientHello first: `tls-server-end-point` is the
/// hash of the certificate that was sent.
#[derive(Clone)]
pub struct Listener {
    certificate: Arc<ServerConfig>,
    public_key: Option<Arc<ServerConfig>>,
    /// For clients that want another protocol, where this one has no name that could be missing.
    refusing: Option<Arc<ServerConfig>>,
    end_point: Option<EndPoint>,
    verifiable: Verifiable,
}

impl Listener {
    /// For this chain, leaf first, and the leaf's private key.
    ///
    /// # Errors
    /// [`ListenerError`] when the provider has no TLS 1.3, or the key is not the certificate's.
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

    /// The configuration for this client: rustls takes certificates or bare keys, never both.
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

    /// The configuration for clients with certificates, for those who need no choice.
    pub fn config(&self) -> &Arc<ServerConfig> {
        &self.certificate
    }

    /// For [`client_key`](super::client_key) and [`client_chain`](super::client_chain) of its connections.
    pub fn verifiable(&self) -> Verifiable {
        self.verifiable
    }

    /// The `tls-server-end-point` of every connection of this listener, where it is defined.
    pub fn end_point(&self) -> Option<&EndPoint> {
        self.end_point.as_ref()
    }
}

/// A name that no client offers: whoever offers any gets `no_application_protocol`.
const NO_PROTOCOL: &[u8] = b"\0";

/// rustls does not show the versions that a client offers, but suites of TLS 1.3 are offered with nothing else.
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
    // No early data: it is read before anybody has proved anything, and can be sent twice.
    config.max_early_data_size = 0;
    config.send_half_rtt_data = false;
    match options.resumption {
        Resumption::Never => {
            config.session_storage = Arc::new(NoServerSessionStorage {});
            config.send_tls13_tickets = 0;
        }
        // Of its own: a session of the other configuration would be taken for one of this.
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
