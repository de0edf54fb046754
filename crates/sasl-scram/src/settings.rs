//! The settings of the mechanisms.
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

/// The settings that both ends have.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Common {
    #[cfg(feature = "downgrade-protection")]
    protected: bool,
    #[cfg(test)]
    pub(crate) fixed_nonce: Option<&'static str>,
}

impl ClientSettings {
    /// Creates settings with the default limits.
    pub fn new() -> Self {
        Self::default()
    }

    /// Sets the limits that a client imposes on a server.
    #[must_use]
    pub fn with_limits(self, limits: Limits) -> Self {
        Self { limits, ..self }
    }

    /// Compares the digest of a server's lists, if present, with the lists that the client received; see
    /// [`ServerSettings::protecting_the_list`].
    #[cfg(feature = "downgrade-protection")]
    #[must_use]
    pub fn protecting_the_list(mut self) -> Self {
        self.common.protected = true;
        self
    }
}

impl ServerSettings {
    /// Creates settings with these decoys.
    pub fn new(decoys: Decoys) -> Self {
        Self { decoys, strict: false, telling: false, user: None, common: Common::default() }
    }

    /// Rejects a client that sends a channel binding (`p=`) under a mechanism name without `-PLUS`. RFC 5802
    /// section 6 has no such client, but Cyrus SASL is one. By default the binding is verified as under the
    /// `-PLUS` name.
    #[must_use]
    pub fn strict_bare_names(self) -> Self {
        Self { strict: true, ..self }
    }

    /// Sends the reason for a rejection ([`ServerError`](crate::ServerError)) also if the protocol's failure reply
    /// cannot carry it, as an additional challenge. Most servers do not do this; the log contains the reason in
    /// any case.
    #[must_use]
    pub fn telling_errors(self) -> Self {
        Self { telling: true, ..self }
    }

    /// Sets the user that the protocol named before SASL, as PostgreSQL's startup message does. The name in the
    /// client's first message is then signed but not used. It can be empty, against the grammar of RFC 5802,
    /// because libpq leaves it empty. Use this in the registry of one connection.
    #[must_use]
    pub fn for_user(self, user: &str) -> Self {
        Self { user: Some(user.into()), ..self }
    }

    /// Protects the advertised lists of mechanisms and channel binding types by the proofs of both ends, so that
    /// an attacker cannot shorten them (XEP-0474 version 0.5.0). A server adds a digest of its lists. A client
    /// compares it, if present, with the lists that it received.
    #[cfg(feature = "downgrade-protection")]
    #[must_use]
    pub fn protecting_the_list(mut self) -> Self {
        self.common.protected = true;
        self
    }
}

/// A server's settings, prepared for one hash and shared by its exchanges.
pub(crate) struct Shared<H: Hash> {
    pub(crate) decoys: DecoyKeys<H>,
    pub(crate) strict: bool,
    telling: bool,
    /// The user, if the protocol has already named it.
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

    /// Returns a rejection with the explanation that the settings allow.
    pub(crate) fn refusal(&self, reason: Rejection, error: ServerError) -> Finish {
        let text = error.message().as_bytes();
        if self.telling { Finish::rejected_after(reason, text) } else { Finish::rejected_with(reason, text) }
    }
}

impl Common {
    /// Returns the digest of the advertised lists, if they are protected.
    #[cfg(feature = "downgrade-protection")]
    pub(crate) fn protection<H: Hash>(self, announced: &Advertised) -> Option<Protection> {
        self.protected.then(|| Protection::new::<H>(announced))
    }

    /// Returns no digest, because the feature is disabled.
    #[cfg(not(feature = "downgrade-protection"))]
    #[expect(clippy::extra_unused_type_parameters, reason = "as with the feature")]
    pub(crate) fn protection<H: Hash>(self, _: &Advertised) -> Option<Protection> {
        None
    }

    /// Returns this end's part of the nonce. The test vectors of RFCs supply their own.
    pub(crate) fn nonce(self, entropy: &Entropy) -> Nonce {
        #[cfg(test)]
        if let Some(nonce) = self.fixed_nonce {
            return Nonce::Fixed(nonce);
        }
        Nonce::new(entropy)
    }
}
