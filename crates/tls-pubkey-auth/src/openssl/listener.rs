//! The TLS configuration of a listener that requests keys from its clients.
use crate::{
    alpn::{self, Alpn},
    end_point::{EndPoint, tls_server_end_point},
};
use core::fmt;
use openssl::{
    error::ErrorStack,
    pkey::{PKeyRef, Private},
    ssl::{
        AlpnError, Ssl, SslAcceptor, SslContextBuilder, SslMethod, SslOptions, SslSessionCacheMode,
        SslVerifyMode, SslVersion,
    },
    x509::{X509, X509VerifyResult},
};

/// The options of a listener.
#[derive(Clone, Copy, Debug, Default)]
pub struct ListenerOptions {
    /// TLS 1.3 only, because TLS 1.2 sends a client's certificate in cleartext.
    pub tls13_only: bool,
    /// Which application protocols are served (RFC 7301).
    pub alpn: Alpn,
}

/// The error for a listener that cannot be created.
#[derive(Debug)]
pub struct ListenerError(ErrorStack);

/// A server's certificate and its TLS configuration. It supports TLS 1.2 and 1.3 without renegotiation and without
/// resumption, so that every connection proves its key.
///
/// A certificate is requested and optional. The handshake proves possession of its key, and no other part of it
/// counts. [`client_key`](super::client_key) decides whether the key can log in.
#[derive(Clone)]
pub struct Listener {
    acceptor: SslAcceptor,
    end_point: Option<EndPoint>,
}

/// The signature algorithms of the clients, also used by the server.
const SCHEMES: &str = "ecdsa_secp256r1_sha256:ecdsa_secp384r1_sha384:ecdsa_secp521r1_sha512:ed25519:\
    rsa_pss_rsae_sha256:rsa_pss_rsae_sha384:rsa_pss_rsae_sha512:\
    rsa_pkcs1_sha256:rsa_pkcs1_sha384:rsa_pkcs1_sha512";

/// `SSL_OP_CLEANSE_PLAINTEXT` of OpenSSL 3: decrypted data is wiped after it is read.
const CLEANSE_PLAINTEXT: u64 = 1 << 1;

impl Listener {
    /// Creates a listener from this certificate chain (leaf first) and the private key of the leaf.
    ///
    /// # Errors
    /// [`ListenerError`] if the chain is empty, if OpenSSL cannot use it, or if the key does not belong to the
    /// leaf.
    pub fn new(
        chain: &[X509],
        key: &PKeyRef<Private>,
        options: ListenerOptions,
    ) -> Result<Self, ListenerError> {
        let end_point = chain.first().and_then(|leaf| leaf.to_der().ok());
        let end_point = end_point.and_then(|leaf| tls_server_end_point(&leaf));
        Ok(Self { acceptor: acceptor(chain, key, options).map_err(ListenerError)?, end_point })
    }

    /// Creates the TLS state of one connection.
    ///
    /// # Errors
    /// [`ListenerError`] if OpenSSL is out of memory.
    pub fn ssl(&self) -> Result<Ssl, ListenerError> {
        Ssl::new(self.acceptor.context()).map_err(ListenerError)
    }

    /// Returns the `tls-server-end-point` of every connection of this listener, if it is defined (RFC 5929 section
    /// 4.1).
    pub fn end_point(&self) -> Option<&EndPoint> {
        self.end_point.as_ref()
    }
}

/// Disables renegotiation, so that there is exactly one handshake: `tls-unique` refers to the latest one (RFC 5929
/// section 3), and `tls-exporter` is undefined if there can be several (RFC 9266 section 4.2). Use it for
/// configurations of clients; a [`Listener`] does this itself.
pub fn no_renegotiation(context: &mut SslContextBuilder) {
    context.set_options(SslOptions::NO_RENEGOTIATION);
}

fn acceptor(
    chain: &[X509],
    key: &PKeyRef<Private>,
    options: ListenerOptions,
) -> Result<SslAcceptor, ErrorStack> {
    let mut context = SslAcceptor::mozilla_intermediate_v5(SslMethod::tls_server())?;
    no_renegotiation(&mut context);
    context.set_options(SslOptions::from_bits_retain(CLEANSE_PLAINTEXT));
    let oldest = if options.tls13_only { SslVersion::TLS1_3 } else { SslVersion::TLS1_2 };
    context.set_min_proto_version(Some(oldest))?;
    let (leaf, rest) = chain.split_first().ok_or_else(ErrorStack::get)?;
    context.set_certificate(leaf)?;
    for certificate in rest {
        context.add_extra_chain_cert(certificate.clone())?;
    }
    context.set_private_key(key)?;
    context.check_private_key()?;
    context.set_sigalgs_list(SCHEMES)?;
    // A session ticket has the identity of its key and works without the key.
    context.set_session_cache_mode(SslSessionCacheMode::OFF);
    context.set_options(SslOptions::NO_TICKET);
    context.set_num_tickets(0)?;
    match options.alpn {
        Alpn::Any => {}
        alpn => context.set_alpn_select_callback(move |_, offered| select(alpn, offered)),
    }
    // Issuers are irrelevant, so they are not searched.
    context.set_verify_depth(0);
    // The result of the chain's validation is ignored. OpenSSL still requires a signature by the leaf's key and
    // verifies it afterwards.
    context.set_verify_callback(SslVerifyMode::PEER, |_, chain| {
        chain.set_error(X509VerifyResult::OK);
        true
    });
    Ok(context.build())
}

/// OpenSSL has checked the list's form: names, each behind its length.
fn select(alpn: Alpn, offered: &[u8]) -> Result<&[u8], AlpnError> {
    let own = match alpn {
        Alpn::Named(name) => Some(name.as_bytes()),
        Alpn::Any | Alpn::Unnamed => None,
    };
    if let Some(name) = names(offered).find(|name| Some(*name) == own) {
        return Ok(name);
    }
    let is_refused = own.is_some() || alpn::are_others(names(offered));
    Err(if is_refused { AlpnError::ALERT_FATAL } else { AlpnError::NOACK })
}

fn names(mut list: &[u8]) -> impl Iterator<Item = &[u8]> {
    core::iter::from_fn(move || {
        let (length, rest) = list.split_first()?;
        let (name, rest) = rest.split_at_checked(usize::from(*length))?;
        list = rest;
        Some(name)
    })
}

impl fmt::Debug for Listener {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Listener").finish_non_exhaustive()
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
