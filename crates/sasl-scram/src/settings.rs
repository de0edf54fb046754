//! What a mechanism is made with.
use crate::{
    decoy::{DecoyKeys, Decoys},
    hash::Hash,
    limits::Limits,
    nonce::Nonce,
};
use sasl_core::Entropy;

/// The settings of the SCRAM mechanisms of one program, the same for every hash.
#[derive(Clone, Debug)]
pub struct Settings {
    decoys: Option<Decoys>,
    limits: Limits,
}

impl Settings {
    /// For a server.
    pub fn server(decoys: Decoys) -> Self {
        Self { decoys: Some(decoys), limits: Limits::default() }
    }

    /// For a program that is a client only. A server's exchange made with these is unavailable.
    pub fn client() -> Self {
        Self { decoys: None, limits: Limits::default() }
    }

    /// With these limits for what a client accepts.
    #[must_use]
    pub fn with_limits(self, limits: Limits) -> Self {
        Self { limits, ..self }
    }
}

/// The settings, ready for one hash; shared by its exchanges.
pub(crate) struct Shared<H: Hash> {
    pub(crate) decoys: Option<DecoyKeys<H>>,
    pub(crate) limits: Limits,
    #[cfg(test)]
    pub(crate) fixed_nonce: Option<&'static str>,
}

impl<H: Hash> Shared<H> {
    pub(crate) fn new(settings: &Settings) -> Self {
        Self {
            decoys: settings.decoys.as_ref().map(DecoyKeys::new),
            limits: settings.limits.clone(),
            #[cfg(test)]
            fixed_nonce: None,
        }
    }

    /// This end's part of the nonce. The test vectors of RFCs bring theirs along.
    pub(crate) fn nonce(&self, entropy: Entropy) -> Nonce {
        #[cfg(test)]
        if let Some(nonce) = self.fixed_nonce {
            return Nonce::Fixed(nonce);
        }
        Nonce::new(entropy)
    }
}
