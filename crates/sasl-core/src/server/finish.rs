//! The result of a server's mechanism.
use super::{proved::Proved, rejection::Rejection, verdict::Accepted};
use crate::{binding::BindingKind, extensions::Extensions, message::Message, untrusted::UntrustedText};
use alloc::{boxed::Box, string::String};
use core::fmt;

/// The result of a server's mechanism.
pub struct Finish(pub(super) End);

pub(super) enum End {
    Proved(Box<Proved>),
    Accepted(Accepted),
    Rejected(Rejection, Telling),
}

/// The data that accompanies a failure.
pub(super) enum Telling {
    Nothing,
    /// Sent with the failure if the profile allows it, otherwise not at all.
    WithFailure(Message),
    /// Sent with the failure if the profile allows it, otherwise as a challenge before it.
    BeforeFailure(Message),
}

impl Finish {
    /// Finishes with a client that proved this login name (the authentication identity).
    #[inline(always)]
    pub fn proved(authenticated: impl Into<String>) -> Self {
        let authenticated = authenticated.into();
        let extensions = Extensions::NONE;
        let (acts_as, binding, trace, last) = (None, None, None, None);
        Self(End::Proved(Box::new(Proved { authenticated, acts_as, binding, trace, extensions, last })))
    }

    /// Sets the authorization identity that the client requested, if any.
    #[inline(always)]
    #[must_use]
    pub fn with_authzid(self, requested: Option<String>) -> Self {
        self.with(|proved| proved.acts_as = requested)
    }

    /// Sets the channel binding of the exchange, if it has one.
    #[inline(always)]
    #[must_use]
    pub fn bound(self, binding: Option<BindingKind>) -> Self {
        self.with(|proved| proved.binding = binding)
    }

    /// Sets the trace information for the log (RFC 4505).
    #[inline(always)]
    #[must_use]
    pub fn with_trace(self, trace: UntrustedText) -> Self {
        self.with(|proved| proved.trace = Some(trace))
    }

    /// Sets the data to send if the login is accepted: additional data with success (RFC 4422 section 3.6).
    #[inline(always)]
    #[must_use]
    pub fn with_final_message(self, last: impl Into<Message>) -> Self {
        self.with(|proved| proved.last = Some(last.into()))
    }

    /// Sets the extensions that the client sent under its proof.
    #[inline(always)]
    #[must_use]
    pub fn with_extensions(self, extensions: Extensions) -> Self {
        self.with(|proved| proved.extensions = extensions)
    }

    /// Finishes with a rejection.
    #[inline(always)]
    pub fn rejected(reason: Rejection) -> Self {
        Self(End::Rejected(reason, Telling::Nothing))
    }

    /// Finishes with a rejection and data for the failure reply. The data is dropped if the profile cannot carry
    /// it.
    #[inline(always)]
    pub fn rejected_with(reason: Rejection, data: impl Into<Message>) -> Self {
        Self(End::Rejected(reason, Telling::WithFailure(data.into())))
    }

    /// Finishes with a rejection and data for the failure reply. If the profile cannot carry it, the data is sent
    /// as a challenge first. The verdict is final before that: no answer of the client changes it.
    #[inline(always)]
    pub fn rejected_after(reason: Rejection, challenge: impl Into<Message>) -> Self {
        Self(End::Rejected(reason, Telling::BeforeFailure(challenge.into())))
    }

    /// Converts any result into a rejection as unavailable.
    pub(super) fn into_unavailable(self) -> Self {
        match self.0 {
            End::Rejected(_, telling) => Self(End::Rejected(Rejection::Unavailable, telling)),
            _ => Self::rejected(Rejection::Unavailable),
        }
    }

    pub(super) fn accepted(accepted: Accepted) -> Self {
        Self(End::Accepted(accepted))
    }

    #[inline(always)]
    fn with(mut self, change: impl FnOnce(&mut Proved)) -> Self {
        if let End::Proved(proved) = &mut self.0 {
            change(proved);
        }
        self
    }
}

impl fmt::Debug for Finish {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Finish(..)")
    }
}
