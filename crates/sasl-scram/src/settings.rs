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
    Advertised, Entropy,
    server::{Finish, Rejection},
};

/// The settings of the SCRAM mechanisms of one program, the same for every hash.
#[derive(Clone, Debug)]
pub struct Settings {
    decoys: Option<Decoys>,
    limits: Limits,
    strict: bool,
    telling: bool,
    user: Option<Arc<str>>,
    #[cfg(feature = "downgrade-protection")]
    protected: bool,
}

impl Settings {
    /// For a server.
    pub fn server(decoys: Decoys) -> Self {
        Self { decoys: Some(decoys), ..Self::client() }
    }

    /// For a program that is a client only. A server's exchange made with these is unavailable.
    pub fn client() -> Self {
        Self {
            decoys: None,
            limits: Limits::default(),
            strict: false,
            telling: false,
            user: None,
            #[cfg(feature = "downgrade-protection")]
            protected: false,
        }
    }

    /// With these limits for what a client accepts.
    #[must_use]
    pub fn with_limits(self, limits: Limits) -> Self {
        Self { limits, ..self }
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
    pub fn protecting_the_list(self) -> Self {
        Self { protected: true, ..self }
    }
}

/// The settings, ready for one hash; shared by its exchanges.
pub(crate) struct Shared<H: Hash> {
    pub(crate) decoys: Option<DecoyKeys<H>>,
    pub(crate) limits: Limits,
    pub(crate) strict: bool,
    telling: bool,
    /// Whose exchanges these are, if somebody else has said it already.
    pub(crate) user: Option<Arc<str>>,
    #[cfg(feature = "downgrade-protection")]
    protected: bool,
    #[cfg(test)]
    pub(crate) fixed_nonce: Option<&'static str>,
}

impl<H: Hash> Shared<H> {
    pub(crate) fn new(settings: &Settings) -> Self {
        Self {
            decoys: settings.decoys.as_ref().map(DecoyKeys::new),
            limits: settings.limits.clone(),
            strict: settings.strict,
            telling: settings.telling,
            user: settings.user.clone(),
            #[cfg(feature = "downgrade-protection")]
            protected: settings.protected,
            #[cfg(test)]
            fixed_nonce: None,
        }
    }

    /// A server's refusal, with as much of the reason as the site wants to be told.
    pub(crate) fn refusal(&self, reason: Rejection, error: ServerError) -> Finish {
        let told = error.message().as_bytes();
        if self.telling { Finish::rejected_after(reason, told) } else { Finish::rejected_with(reason, told) }
    }

    /// The digest of what has been announced, if it is to be protected.
    #[cfg(feature = "downgrade-protection")]
    pub(crate) fn protection(&self, announced: &Advertised) -> Option<Protection> {
        self.protected.then(|| Protection::new::<H>(announced))
    }

    /// Nothing is protected.
    #[cfg(not(feature = "downgrade-protection"))]
    pub(crate) fn protection(&self, _: &Advertised) -> Option<Protection> {
        None
    }

    /// This end's part of the nonce. The test vectors of RFCs bring theirs along.
    pub(crate) fn nonce(&self, entropy: &Entropy) -> Nonce {
        #[cfg(test)]
        if let Some(nonce) = self.fixed_nonce {
            return Nonce::Fixed(nonce);
        }
        Nonce::new(entropy)
    }
}
