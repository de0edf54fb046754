//! The last question: whom may the authenticated client act as (RFC 4422 section 3.4.1)?
use super::{proved::Proved, rejection::Rejection};
use crate::{binding::BindingKind, untrusted::UntrustedText};
use alloc::{boxed::Box, string::String};
use core::fmt;

/// They have proved who they are. May they come in, and as whom? Answered with [`Decision`].
///
/// It is asked by the frame and by nothing else, after the client's proof and before any proof of the server's
/// leaves. It has no effect of its own: what a login changes, change it on [`Accepted`](super::Accepted).
pub struct Authorize {
    pub(super) proved: Box<Proved>,
    pub(super) mechanism: &'static str,
}

/// The answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Decision {
    /// They act as this account from here on: check that [`Authorize::requested`], if any, is what they may be.
    Grant {
        /// The identity that the session runs under.
        account: String,
    },
    /// They act as the login name that they have proved. If they have asked for another, this denies.
    GrantAuthenticated,
    /// They may not: [`Rejection::NotAuthorized`], [`Rejection::Disabled`], [`Rejection::Expired`] ..
    Deny(Rejection),
}

impl Authorize {
    /// The login name that they have proved: the authentication identity (RFC 4422 section 2), prepared.
    pub fn authenticated(&self) -> &str {
        &self.proved.authenticated
    }

    /// The authorization identity that they ask for, if one is given at all; it may be the one that they have proved.
    pub fn requested(&self) -> Option<&str> {
        self.proved.acts_as.as_deref()
    }

    /// The channel binding that was verified.
    pub fn binding(&self) -> Option<BindingKind> {
        self.proved.binding
    }

    /// What they have said for the log: ANONYMOUS (RFC 4505). It proves nothing.
    pub fn trace(&self) -> Option<&UntrustedText> {
        self.proved.trace.as_ref()
    }

    /// The mechanism's name.
    pub fn mechanism(&self) -> &'static str {
        self.mechanism
    }
}

impl fmt::Debug for Authorize {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Authorize").field("mechanism", &self.mechanism).finish_non_exhaustive()
    }
}
