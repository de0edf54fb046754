//! The configuration of a listener that asks its clients for keys.
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

/// What a listener does beyond taking keys.
#[derive(Clone, Copy, Debug, Default)]
pub struct ListenerOptions {
    /// TLS 1.3 only: under TLS 1.2 a client's certificate crosses the line in the clear, for everybody to see.
    pub tls13_only: bool,
    /// Which application protocols are served (RFC 7301).
    pub alpn: Alpn,
}

/// Why there is no listener.
#[derive(Debug)]
pub struct ListenerError(ErrorStack);

/// One certificate of a server, and the configuration that serves it: TLS 1.2 and 1.3, without renegotiation and
/// without resumption, so that every client proves its key anew.
///
/// Clients are asked for a certificate and go on without one. The handshake proves possession of its key, and nothing else of
/// it counts; whether that key can log in is for [`client_key`](super::client_key) to say.
#[derive(Clone)]
pub struct Listener {
    acceptor: SslAcceptor,
    end_point: Option<EndPoint>,
}

/// What clients may sign by; the server signs by one of these, too.
const SCHEMES: &str = "ecdsa_secp256r1_sha256:ecdsa_secp384r1_sha384:ecdsa_secp521r1_sha512:ed25519:\
    rsa_pss_rsae_sha256:rsa_pss_rsae_sha384:rsa_pss_rsae_sha512:\
    rsa_pkcs1_sha256:rsa_pkcs1_sha384:rsa_pkcs1_sha512";

/// `SSL_OP_CLEANSE_PLAINTEXT` of OpenSSL 3: what was decrypted is wiped once it has been read.
const CLEANSE_PLAINTEXT: u64 = 1 << 1;

impl Listener {
    /// For this chain, leaf first, and the leaf's private key.
    ///
    /// # Errors
    /// [`ListenerError`] when the chain is empty or OpenSSL cannot use it, or the key is not the leaf's.
    pub fn new(
        chain: &[X509],
        key: &PKeyRef<Private>,
        options: ListenerOptions,
    ) -> Result<Self, ListenerError> {
        let end_point = chain.first().and_then(|leaf| leaf.to_der().ok());
        let end_point = end_point.and_then(|leaf| tls_server_end_point(&leaf));
        Ok(Self { acceptor: acceptor(chain, key, options).map_err(ListenerError)?, end_point })
    }

    /// For one connection.
    ///
    /// # Errors
    /// [`ListenerError`] when OpenSSL has no memory.
    pub fn ssl(&self) -> Result<Ssl, ListenerError> {
        Ssl::new(self.acceptor.context()).map_err(ListenerError)
    }

    /// The `tls-server-end-point` of every connection of this listener, where it is defined.
    pub fn end_point(&self) -> Option<&EndPoint> {
        self.end_point.as_ref()
    }
}

/// `tls-unique` is of the latest handshake (RFC 5929 section 3), `tls-exporter` not defined where there can be
/// several (RFC 9266 section 4.2): so there is to be just one. For the configurations of clients; a [`Listener`] has it.
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
    // Whoever has a session's ticket has its key's identity, without the key.
    context.set_session_cache_mode(SslSessionCacheMode::OFF);
    context.set_options(SslOptions::NO_TICKET);
    context.set_num_tickets(0)?;
    match options.alpn {
        Alpn::Any => {}
        alpn => context.set_alpn_select_callback(move |_, offered| select(alpn, offered)),
    }
    // Issuers are nobody's business: they are not looked for.
    context.set_verify_depth(0);
    // Whatever OpenSSL thinks of the chain. A signature by the leaf's key is demanded all the same, and checked after this.
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
