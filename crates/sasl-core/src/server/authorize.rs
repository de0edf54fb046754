//! The last question: the authorization of the authenticated client (RFC 4422 section 3.4.1).
use super::{proved::Proved, rejection::Rejection};
use crate::{binding::BindingKind, untrusted::UntrustedText};
use alloc::{boxed::Box, string::String};
use core::fmt;

/// Asks whether the authenticated client may log in, and as which account. The answer is [`Decision`].
///
/// Only the frame asks this question, after the client's proof and before the server sends any proof. The question
/// has no side effects. Apply the effects of a login on [`Accepted`](super::Accepted).
pub struct Authorize {
    pub(super) proved: Box<Proved>,
    pub(super) mechanism: &'static str,
}

/// The answer to [`Authorize`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Decision {
    /// Grants a session as this account. Check first that the client may act as [`Authorize::requested`], if
    /// present.
    Grant {
        /// The account that the session runs as.
        account: String,
    },
    /// Grants a session as the authenticated login name. Denies it if the client requested another identity.
    GrantAuthenticated,
    /// Denies the login: [`Rejection::NotAuthorized`], [`Rejection::Disabled`], [`Rejection::Expired`] ..
    Deny(Rejection),
}

impl Authorize {
    /// Returns the authenticated login name: the authentication identity (RFC 4422 section 2), prepared.
    pub fn authenticated(&self) -> &str {
        &self.proved.authenticated
    }

    /// Returns the requested authorization identity, if the client sent one. It can equal the authenticated login
    /// name.
    pub fn requested(&self) -> Option<&str> {
        self.proved.acts_as.as_deref()
    }

    /// Returns the channel binding that was verified.
    pub fn binding(&self) -> Option<BindingKind> {
        self.proved.binding
    }

    /// Returns the trace information of ANONYMOUS (RFC 4505) for the log. It proves nothing.
    pub fn trace(&self) -> Option<&UntrustedText> {
        self.proved.trace.as_ref()
    }

    /// Returns the name of the mechanism.
    pub fn mechanism(&self) -> &'static str {
        self.mechanism
    }
}

impl fmt::Debug for Authorize {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Authorize").field("mechanism", &self.mechanism).finish_non_exhaustive()
    }
}
