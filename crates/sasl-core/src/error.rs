//! Errors, classified by the party at fault.
use crate::untrusted::UntrustedText;
use core::fmt;

/// An error with a fixed text. The text never contains input from the peer or a secret.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Error {
    kind: ErrorKind,
    text: &'static str,
    said: Option<UntrustedText>,
}

/// The party at fault for an error.
#[non_exhaustive]
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ErrorKind {
    /// The peer violated the protocol.
    Peer,
    /// The server rejected the login.
    Refused,
    /// The exchange was cancelled.
    Cancelled,
    /// The server reported success, or continued, without the proof that the mechanism requires.
    ServerNotVerified,
    /// The local policy forbids the exchange: the line is not verified, or a required channel binding is missing.
    Policy,
    /// The application is at fault: a question was not answered, an answer does not fit, or the API was misused.
    Application,
    /// A bug in the mechanism: an impossible state. The peer is not at fault.
    Internal,
}

impl Error {
    /// Creates an error of this kind. The text is fixed at compile time, so it cannot contain input.
    pub const fn new(kind: ErrorKind, text: &'static str) -> Self {
        Self { kind, text, said: None }
    }

    /// Creates an error for a peer that violated the protocol.
    pub const fn peer(text: &'static str) -> Self {
        Self::new(ErrorKind::Peer, text)
    }

    /// Creates an error for an impossible state: a bug in the mechanism.
    pub const fn internal(text: &'static str) -> Self {
        Self::new(ErrorKind::Internal, text)
    }

    /// Sets the peer's explanation. It is kept apart from the error's text.
    #[must_use]
    pub fn with_said(mut self, said: UntrustedText) -> Self {
        self.said = Some(said);
        self
    }

    /// Returns the party at fault.
    pub const fn kind(&self) -> ErrorKind {
        self.kind
    }

    /// Returns the peer's explanation, if it sent one. It is untrusted.
    pub const fn said(&self) -> Option<&UntrustedText> {
        self.said.as_ref()
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.text)
    }
}

impl core::error::Error for Error {}
