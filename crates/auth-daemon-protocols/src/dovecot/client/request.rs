//! What a client sends.
use super::super::{
    fingerprint::Fingerprint,
    line::Writer,
    session::{Session, Transport},
};
use crate::{
    limits::{MAX_BINDING, MAX_RESPONSE},
    output::{Output, TooLong},
    secret::Secret,
};
use alloc::string::String;
use core::fmt;

/// A request to authenticate a client.
#[derive(Clone, Debug)]
pub struct Request<'a> {
    pub(crate) mechanism: &'a str,
    session: &'a Session,
    initial_response: Option<Secret>,
    certificate: Option<&'a Certificate>,
}

impl<'a> Request<'a> {
    /// Makes a request for one of the server's mechanisms.
    pub const fn new(mechanism: &'a str, session: &'a Session) -> Self {
        Self { mechanism, session, initial_response: None, certificate: None }
    }

    /// Adds an initial response, which may be empty.
    #[must_use]
    pub fn initial_response(self, message: &[u8]) -> Self {
        Self { initial_response: Some(Secret::copied(message)), ..self }
    }

    /// Adds what is known of the client's certificate. A server takes it from trusted processes only.
    #[must_use]
    pub fn certificate(self, certificate: &'a Certificate) -> Self {
        Self { certificate: Some(certificate), ..self }
    }

    pub(crate) const fn has_service(&self) -> bool {
        !self.session.service.is_empty()
    }

    pub(crate) fn line(&self, id: u32) -> Result<Output, TooLong> {
        let session = self.session;
        let writer = Writer::default().command("AUTH").number(id).text(self.mechanism);
        let writer = writer.parameter("service", &session.service).word("final-resp-ok");
        let writer = match session.transport {
            Transport::Clear => writer,
            Transport::Secured => writer.word("secured"),
            Transport::Tls => writer.parameter("secured", "tls"),
        };
        let writer = match self.certificate {
            Some(certificate) => certificate.write(writer),
            None => writer,
        };
        let writer = session.write(writer);
        match self.initial_response.as_ref().map(Secret::expose) {
            None => writer,
            // Both spellings of an empty one are read by servers of every version; this one is not taken for an absent one.
            Some([]) => writer.parameter("resp", "="),
            Some(message) => writer.base64_parameter("resp", message),
        }
        .end()
        .checked()
    }
}

/// A client's certificate, as the mail server saw it in the TLS handshake.
#[derive(Clone, Debug, Default)]
pub struct Certificate {
    user_name: Option<String>,
    certificate: Option<Fingerprint>,
    key: Option<Fingerprint>,
    verified: bool,
}

impl Certificate {
    /// A certificate that no authority of the caller has signed: its fingerprints, both by the hash function that the server
    /// is configured for.
    pub fn unverified(certificate: Option<Fingerprint>, key: Option<Fingerprint>) -> Self {
        Self { user_name: None, certificate, key, verified: false }
    }

    /// Adds that the caller's authorities have signed it, and the name in it.
    #[must_use]
    pub fn verified(self, user_name: Option<&str>) -> Self {
        Self { user_name: user_name.map(String::from), verified: true, ..self }
    }

    fn write(&self, writer: Writer) -> Writer {
        let hex = |fingerprint: &Option<Fingerprint>| fingerprint.as_ref().map(Fingerprint::to_hex);
        writer
            .flag("valid-client-cert", self.verified)
            .optional("cert_username", self.user_name.as_deref())
            .optional("ssl_client_cert_fp", hex(&self.certificate).as_deref())
            .optional("ssl_client_cert_pubkey_fp", hex(&self.key).as_deref())
    }
}

/// A response of the mechanism's: at most [`MAX_RESPONSE`] octets.
#[derive(Debug)]
pub struct Response(Secret);

impl Response {
    /// Copies a message.
    ///
    /// # Errors
    /// [`TooLong`]: it has more than [`MAX_RESPONSE`] octets.
    pub fn new(message: &[u8]) -> Result<Self, TooLong> {
        if message.len() > MAX_RESPONSE { Err(TooLong) } else { Ok(Self(Secret::copied(message))) }
    }

    pub(crate) fn octets(&self) -> &[u8] {
        self.0.expose()
    }
}

/// The channel binding of the client's connection to the caller: 1 to [`MAX_BINDING`] octets.
#[derive(Debug)]
pub struct Binding(Secret);

impl Binding {
    /// Copies the octets of the binding; `None` if there are none or too many.
    pub fn new(octets: &[u8]) -> Option<Self> {
        (1..=MAX_BINDING).contains(&octets.len()).then(|| Self(Secret::copied(octets)))
    }

    pub(crate) fn octets(&self) -> &[u8] {
        self.0.expose()
    }
}

/// Why a request cannot be sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum NotStarted {
    /// The server has not listed the mechanism. (Dovecot would close the connection.)
    Mechanism,
    /// The session has no service.
    NoService,
    /// The line would be too long.
    TooLong,
    /// As many exchanges are in progress as a connection may have.
    TooMany,
    /// Every id of the connection has been used. Open another connection.
    NoMoreIds,
}

impl fmt::Display for NotStarted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Mechanism => "the server does not list the mechanism",
            Self::NoService => "the session has no service",
            Self::TooLong => "the line would be longer than 16384 octets",
            Self::TooMany => "64 exchanges are in progress on this connection",
            Self::NoMoreIds => "every id of this connection has been used",
        })
    }
}

impl core::error::Error for NotStarted {}
