//! The requests of a client.
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
    /// Creates a request for one of the server's mechanisms.
    pub const fn new(mechanism: &'a str, session: &'a Session) -> Self {
        Self { mechanism, session, initial_response: None, certificate: None }
    }

    /// Adds an initial response, possibly empty.
    #[must_use]
    pub fn initial_response(self, message: &[u8]) -> Self {
        Self { initial_response: Some(Secret::copied(message)), ..self }
    }

    /// Adds the data of the client's certificate. A server accepts it only from trusted processes.
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
            // Servers of all versions accept both forms of an empty response. This one is never taken for an
            // absent response.
            Some([]) => writer.parameter("resp", "="),
            Some(message) => writer.base64_parameter("resp", message),
        }
        .end()
        .checked()
    }
}

/// The data of a client's certificate from the TLS handshake with the mail server.
#[derive(Clone, Debug, Default)]
pub struct Certificate {
    user_name: Option<String>,
    certificate: Option<Fingerprint>,
    key: Option<Fingerprint>,
    verified: bool,
}

impl Certificate {
    /// Creates the data of a certificate that no authority of the caller has signed: its fingerprints, made with
    /// the hash function that is configured in the server.
    pub fn unverified(certificate: Option<Fingerprint>, key: Option<Fingerprint>) -> Self {
        Self { user_name: None, certificate, key, verified: false }
    }

    /// Marks the certificate as signed by the caller's authorities, and adds its name.
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

/// A response of a mechanism, at most [`MAX_RESPONSE`] octets.
#[derive(Debug)]
pub struct Response(Secret);

impl Response {
    /// Copies a message.
    ///
    /// # Errors
    /// [`TooLong`] if the message exceeds [`MAX_RESPONSE`] octets.
    pub fn new(message: &[u8]) -> Result<Self, TooLong> {
        if message.len() > MAX_RESPONSE { Err(TooLong) } else { Ok(Self(Secret::copied(message))) }
    }

    pub(crate) fn octets(&self) -> &[u8] {
        self.0.expose()
    }
}

/// The channel binding of the client's connection to the caller, 1 to [`MAX_BINDING`] octets.
#[derive(Debug)]
pub struct Binding(Secret);

impl Binding {
    /// Copies the octets of the binding. Returns `None` if there are none or too many.
    pub fn new(octets: &[u8]) -> Option<Self> {
        (1..=MAX_BINDING).contains(&octets.len()).then(|| Self(Secret::copied(octets)))
    }

    pub(crate) fn octets(&self) -> &[u8] {
        self.0.expose()
    }
}

/// The error for a request that cannot be sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum NotStarted {
    /// The server does not list the mechanism. (Dovecot would close the connection.)
    Mechanism,
    /// The session has no service.
    NoService,
    /// The line would be too long.
    TooLong,
    /// The connection has the maximum number of exchanges in progress.
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
