//! What went wrong, and whose fault it was.
use crate::untrusted::UntrustedText;
use core::fmt;

/// An error in a fixed text: nothing from the wire and nothing secret is ever part of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Error {
    kind: ErrorKind,
    text: &'static str,
    said: Option<UntrustedText>,
}

/// Whose fault it was.
#[non_exhaustive]
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ErrorKind {
    /// The peer broke the protocol.
    Peer,
    /// The server said no.
    Refused,
    /// The exchange was cancelled.
    Cancelled,
    /// The server claims success, or went on, without having proved itself as the mechanism demands.
    ServerNotVerified,
    /// Our own rules forbid it: an unverified line, a binding that is required and not there.
    Policy,
    /// This program: a question that was not answered, an answer that does not fit, misuse.
    Application,
    /// A bug of the mechanism's own: a state that cannot be. The peer is not to blame.
    Internal,
}

impl Error {
    /// An error of this kind; the text is fixed at compile time so that no input can be in it.
    pub const fn new(kind: ErrorKind, text: &'static str) -> Self {
        Self { kind, text, said: None }
    }

    /// The peer broke the protocol.
    pub const fn peer(text: &'static str) -> Self {
        Self::new(ErrorKind::Peer, text)
    }

    /// A state that cannot be: a bug of the mechanism's own.
    pub const fn internal(text: &'static str) -> Self {
        Self::new(ErrorKind::Internal, text)
    }

    /// With what the peer gave as its reason. It is kept apart from the error's own text.
    #[must_use]
    pub fn with_said(mut self, said: UntrustedText) -> Self {
        self.said = Some(said);
        self
    }

    /// Whose fault it was.
    pub const fn kind(&self) -> ErrorKind {
        self.kind
    }

    /// What the peer gave as its reason, if it gave one. Do not believe it.
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
