//! The outcome of a server's exchange.
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

/// The verdict on a login. Report it to the client.
#[must_use = "the client waits for the verdict"]
#[derive(Debug)]
pub enum Verdict {
    /// The login is accepted.
    Accepted(Accepted),
    /// The login is rejected.
    Rejected(Rejected),
}

/// An accepted login: the client has authenticated and is authorized. Only this crate can create it.
///
/// Update counters, last-login times, record upgrades and limits on this value and never before it. Check again
/// that the account is enabled when the session opens.
pub struct Accepted {
    pub(super) mechanism: &'static str,
    /// The last message is present only if it accompanies the success reply.
    pub(super) proved: Box<Proved>,
}

/// A rejected login.
pub struct Rejected {
    mechanism: &'static str,
    reason: Rejection,
    failure_data: Option<Box<Message>>,
}

impl Accepted {
    /// Returns the account that the application granted. Run the session as this account.
    pub fn account(&self) -> &str {
        self.proved.acts_as.as_deref().unwrap_or(&self.proved.authenticated)
    }

    /// Returns the authenticated login name: the authentication identity, prepared.
    pub fn authenticated(&self) -> &str {
        &self.proved.authenticated
    }

    /// Returns the name of the mechanism.
    pub fn mechanism(&self) -> &'static str {
        self.mechanism
    }

    /// Returns the channel binding that was verified.
    pub fn binding(&self) -> Option<BindingKind> {
        self.proved.binding
    }

    /// Returns the trace information of ANONYMOUS (RFC 4505) for the log. It proves nothing.
    pub fn trace(&self) -> Option<&UntrustedText> {
        self.proved.trace.as_ref()
    }

    /// Returns the extensions that the client sent under its proof.
    pub fn extensions(&self) -> &Extensions {
        &self.proved.extensions
    }

    /// Returns the data for the success reply, if the profile can carry it.
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

    /// Returns the reason, for the log. The protocol's reply discloses less.
    pub fn reason(&self) -> Rejection {
        self.reason
    }

    /// Returns the name of the mechanism.
    pub fn mechanism(&self) -> &'static str {
        self.mechanism
    }

    /// Returns the data for the failure reply, if the profile can carry it.
    pub fn failure_data(&self) -> Option<&[u8]> {
        self.failure_data.as_deref().map(|data| &**data)
    }
}

impl Verdict {
    pub(super) fn rejected(frame: Frame, reason: Rejection) -> Self {
        Self::Rejected(Rejected::new(frame, reason))
    }

    /// Converts an error to a rejection; the party at fault determines the reason.
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

    /// Returns the accepted login, if it was accepted.
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
