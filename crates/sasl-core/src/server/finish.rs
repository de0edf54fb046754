//! What a mechanism has found out.
use super::{proved::Proved, rejection::Rejection, verdict::Accepted};
use crate::{binding::BindingKind, extensions::Extensions, message::Message, untrusted::UntrustedText};
use alloc::{boxed::Box, string::String};
use core::fmt;

/// What a mechanism has found out.
pub struct Finish(pub(super) End);

pub(super) enum End {
    Proved(Box<Proved>),
    Accepted(Accepted),
    Rejected(Rejection, Telling),
}

/// What the client is told beside the protocol's "failure".
pub(super) enum Telling {
    Nothing,
    /// With the failure, where the profile has room; else not at all.
    WithFailure(Message),
    /// With the failure, where the profile has room; else as one more challenge.
    BeforeFailure(Message),
}

impl Finish {
    /// The client is this login name (the authentication identity).
    #[inline(always)]
    pub fn proved(authenticated: impl Into<String>) -> Self {
        let authenticated = authenticated.into();
        let extensions = Extensions::NONE;
        let (acts_as, binding, trace, last) = (None, None, None, None);
        Self(End::Proved(Box::new(Proved { authenticated, acts_as, binding, trace, extensions, last })))
    }

    /// .. and wants to act as this one (the authorization identity), if any.
    #[inline(always)]
    #[must_use]
    pub fn with_authzid(self, requested: Option<String>) -> Self {
        self.with(|proved| proved.acts_as = requested)
    }

    /// .. on this channel, if it is bound.
    #[inline(always)]
    #[must_use]
    pub fn bound(self, binding: Option<BindingKind>) -> Self {
        self.with(|proved| proved.binding = binding)
    }

    /// .. and says this for the log (RFC 4505).
    #[inline(always)]
    #[must_use]
    pub fn with_trace(self, trace: UntrustedText) -> Self {
        self.with(|proved| proved.trace = Some(trace))
    }

    /// .. and is told this if it is let in (RFC 4422 section 3.6: additional data with success).
    #[inline(always)]
    #[must_use]
    pub fn with_final_message(self, last: impl Into<Message>) -> Self {
        self.with(|proved| proved.last = Some(last.into()))
    }

    /// .. and has sent these extensions, under its proof.
    #[inline(always)]
    #[must_use]
    pub fn with_extensions(self, extensions: Extensions) -> Self {
        self.with(|proved| proved.extensions = extensions)
    }

    /// The client is not who it says it is.
    #[inline(always)]
    pub fn rejected(reason: Rejection) -> Self {
        Self(End::Rejected(reason, Telling::Nothing))
    }

    /// The same, and where the profile's "failure" has room it carries this.
    #[inline(always)]
    pub fn rejected_with(reason: Rejection, data: impl Into<Message>) -> Self {
        Self(End::Rejected(reason, Telling::WithFailure(data.into())))
    }

    /// The same, and where the profile's "failure" has no room this is sent as a challenge first. The verdict
    /// is fixed before it is sent: no answer to it, and none at all, changes it.
    #[inline(always)]
    pub fn rejected_after(reason: Rejection, challenge: impl Into<Message>) -> Self {
        Self(End::Rejected(reason, Telling::BeforeFailure(challenge.into())))
    }

    /// Nobody can tell now, whatever else was to be said.
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
