//! How it ends for a server.
use super::{proved::Proved, rejection::Rejection};
use crate::{
    binding::BindingKind,
    error::{Error, ErrorKind},
    extensions::Extensions,
    frame::Frame,
    message::Message,
    untrusted::UntrustedText,
};
use alloc::boxed::Box;
use core::fmt;

/// Tell the client.
#[must_use = "the client waits for the verdict"]
#[derive(Debug)]
pub enum Verdict {
    /// Let them in.
    Accepted(Accepted),
    /// Do not.
    Rejected(Rejected),
}

/// Somebody has proved an identity and was authorized. It cannot be made outside: holding one is the proof.
///
/// Counters, last login, upgrades and limits act on this and on nothing before it. Check once more that the
/// account is enabled when you open it.
pub struct Accepted {
    pub(super) mechanism: &'static str,
    /// Its last message is there only if it goes with "success".
    pub(super) proved: Box<Proved>,
}

/// Nobody gets in.
pub struct Rejected {
    mechanism: &'static str,
    reason: Rejection,
    failure_data: Option<Box<Message>>,
}

impl Accepted {
    /// The account that the application granted: run the session as this one.
    pub fn account(&self) -> &str {
        self.proved.acts_as.as_deref().unwrap_or(&self.proved.authenticated)
    }

    /// The login name whose credential was proved (the authentication identity, prepared).
    pub fn authenticated(&self) -> &str {
        &self.proved.authenticated
    }

    /// The mechanism's name.
    pub fn mechanism(&self) -> &'static str {
        self.mechanism
    }

    /// The channel binding that was verified.
    pub fn binding(&self) -> Option<BindingKind> {
        self.proved.binding
    }

    /// What they have said for the log: ANONYMOUS (RFC 4505). It proves nothing.
    pub fn trace(&self) -> Option<&UntrustedText> {
        self.proved.trace.as_ref()
    }

    /// Extensions that the client has sent, under its proof.
    pub fn extensions(&self) -> &Extensions {
        &self.proved.extensions
    }

    /// What goes with the protocol's "success"; only where its profile has room.
    pub fn success_data(&self) -> Option<&[u8]> {
        self.proved.last.as_deref()
    }
}

impl Rejected {
    pub(super) fn new(frame: Frame, reason: Rejection) -> Self {
        Self { mechanism: frame.mechanism, reason, failure_data: None }
    }

    pub(super) fn with_data(self, data: Message) -> Self {
        Self { failure_data: Some(Box::new(data)), ..self }
    }

    /// Why: for the log. The protocol's reply tells less.
    pub fn reason(&self) -> Rejection {
        self.reason
    }

    /// The mechanism's name.
    pub fn mechanism(&self) -> &'static str {
        self.mechanism
    }

    /// What goes with the protocol's "failure"; only where its profile has room.
    pub fn failure_data(&self) -> Option<&[u8]> {
        self.failure_data.as_deref().map(|data| &**data)
    }
}

impl Verdict {
    pub(super) fn rejected(frame: Frame, reason: Rejection) -> Self {
        Self::Rejected(Rejected::new(frame, reason))
    }

    /// Whose fault an error is decides what it is for the client.
    pub(super) fn from_error(frame: Frame, error: &Error) -> Self {
        Self::rejected(
            frame,
            match error.kind() {
                ErrorKind::Peer => Rejection::Malformed,
                ErrorKind::Cancelled => Rejection::Cancelled,
                _ => Rejection::Unavailable,
            },
        )
    }

    /// Who was let in, if anybody was.
    pub fn accepted(self) -> Option<Accepted> {
        match self {
            Self::Accepted(accepted) => Some(accepted),
            Self::Rejected(_) => None,
        }
    }
}

impl fmt::Debug for Accepted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Accepted")
            .field("mechanism", &self.mechanism)
            .field("account", &self.account())
            .field("binding", &self.binding())
            .finish_non_exhaustive()
    }
}

impl fmt::Debug for Rejected {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Rejected")
            .field("mechanism", &self.mechanism)
            .field("reason", &self.reason)
            .finish_non_exhaustive()
    }
}
