//! What a mechanism is made with.
use crate::{
    decoy::{DecoyKeys, Decoys},
    hash::Hash,
    limits::Limits,
    nonce::Nonce,
    protection::Protection,
    server_error::ServerError,
};
use alloc::sync::Arc;
use sasl_core::{
    Entropy,
    mechanism::Advertised,
    server::{Finish, Rejection},
};

/// The settings of a client's SCRAM mechanisms, the same for every hash.
#[derive(Clone, Debug, Default)]
pub struct ClientSettings {
    pub(crate) limits: Limits,
    pub(crate) common: Common,
}

/// The settings of a server's SCRAM mechanisms, the same for every hash.
#[derive(Clone, Debug)]
pub struct ServerSettings {
    decoys: Decoys,
    strict: bool,
    telling: bool,
    user: Option<Arc<str>>,
    pub(crate) common: Common,
}

/// What the settings of both ends have.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Common {
    #[cfg(feature = "downgrade-protection")]
    protected: bool,
    #[cfg(test)]
    pub(crate) fixed_nonce: Option<&'static str>,
}

impl ClientSettings {
    /// With the default limits.
    pub fn new() -> Self {
        Self::default()
    }

    /// With these limits for what a client accepts.
    #[must_use]
    pub fn with_limits(self, limits: Limits) -> Self {
        Self { limits, ..self }
    }

    /// Compare the digest that a server adds of what it announces with what was heard: see
    /// [`ServerSettings::protecting_the_list`].
    #[cfg(feature = "downgrade-protection")]
    #[must_use]
    pub fn protecting_the_list(mut self) -> Self {
        self.common.protected = true;
        self
    }
}

impl ServerSettings {
    /// With these decoys.
    pub fn new(decoys: Decoys) -> Self {
        Self { decoys, strict: false, telling: false, user: None, common: Common::default() }
    }

    /// Refuse a client that binds (`p=`) under a mechanism's bare name. RFC 5802 section 6 has no such client, but Cyrus
    /// SASL is one, so by default the binding is verified as it would be under the `-PLUS` name.
    #[must_use]
    pub fn strict_bare_names(self) -> Self {
        Self { strict: true, ..self }
    }

    /// Tell a client why it is refused ([`ServerError`](crate::ServerError)) also where the protocol's "failure" has no
    /// room for it, in a challenge of its own before it. Most servers do not; the log has the reason anyway.
    #[must_use]
    pub fn telling_errors(self) -> Self {
        Self { telling: true, ..self }
    }

    /// The protocol has named the user before SASL began, as PostgreSQL's start-up message does: it is this one, and the
    /// name in the client's first message is signed but not looked at. It may be empty there, against the grammar of RFC
    /// 5802, because libpq leaves it so. For one connection's registry.
    #[must_use]
    pub fn for_user(self, user: &str) -> Self {
        Self { user: Some(user.into()), ..self }
    }

    /// Have the list of mechanisms, and of channel binding types where the protocol announces them, under the proofs of
    /// both ends, so that nobody between them can have shortened it: XEP-0474 version 0.5.0. A server adds a digest of
    /// what it announces; a client compares it with what it has heard, if there is one.
    #[cfg(feature = "downgrade-protection")]
    #[must_use]
    pub fn protecting_the_list(mut self) -> Self {
        self.common.protected = true;
        self
    }
}

/// A server's settings, ready for one hash; shared by its exchanges.
pub(crate) struct Shared<H: Hash> {
    pub(crate) decoys: DecoyKeys<H>,
    pub(crate) strict: bool,
    telling: bool,
    /// Whose exchanges these are, if somebody else has said it already.
    pub(crate) user: Option<Arc<str>>,
    pub(crate) common: Common,
}

impl<H: Hash> Shared<H> {
    pub(crate) fn new(settings: &ServerSettings) -> Self {
        Self {
            decoys: DecoyKeys::new(&settings.decoys),
            strict: settings.strict,
            telling: settings.telling,
            user: settings.user.clone(),
            common: settings.common,
        }
    }

    /// A server's refusal, with as much of the reason as the site wants to be told.
    pub(crate) fn refusal(&self, reason: Rejection, error: ServerError) -> Finish {
        let told = error.message().as_bytes();
        if self.telling { Finish::rejected_after(reason, told) } else { Finish::rejected_with(reason, told) }
    }
}

impl Common {
    /// The digest of what has been announced, if it is to be protected.
    #[cfg(feature = "downgrade-protection")]
    pub(crate) fn protection<H: Hash>(self, announced: &Advertised) -> Option<Protection> {
        self.protected.then(|| Protection::new::<H>(announced))
    }

    /// Nothing is protected.
    #[cfg(not(feature = "downgrade-protection"))]
    pub(crate) fn protection<H: Hash>(self, _: &Advertised) -> Option<Protection> {
        None
    }

    /// This end's part of the nonce. The test vectors of RFCs bring theirs along.
    pub(crate) fn nonce(self, entropy: &Entropy) -> Nonce {
        #[cfg(test)]
        if let Some(nonce) = self.fixed_nonce {
            return Nonce::Fixed(nonce);
        }
        Nonce::new(entropy)
    }
}
