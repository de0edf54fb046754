//! What the accounts of a directory look like, for decoys that look the same.
use crate::{hash::Hash, limits, record::ScramRecord};
use alloc::{boxed::Box, sync::Arc, vec::Vec};
use core::fmt;
use sasl_core::mechanism::{Forms, Record};

/// The kinds of accounts that a directory has, each with its share.
///
/// A directory whose accounts were all made by one recipe needs none of this. One that took accounts over from other
/// systems has some with other iteration counts and other salts; if every unknown user were shown the recipe's, an
/// account of another kind would be known by it (CVE-2026-14672 is an instance). So each unknown name belongs to one
/// kind, always the same, and there are as many of each as there are among the accounts.
///
/// ```
/// use sasl_scram::{SaltFormat, Decoys, Parameters, DecoyProfiles, Sha1, Sha256, DecoyProfile};
/// let population = DecoyProfiles::new([
///     // 900 accounts made here, 100 taken over with SCRAM-SHA-1 records whose salts are UUIDs.
///     DecoyProfile::new(900).with::<Sha256>(Parameters::new(32_768)),
///     DecoyProfile::new(100).with::<Sha1>(Parameters::new(10_000).with_salt(36, SaltFormat::Uuid)),
/// ]);
/// let decoys = Decoys::new([7; 32], 32_768).with_population(population);
/// ```
#[derive(Clone, Debug, Default)]
pub struct DecoyProfiles {
    pub(crate) templates: Vec<DecoyProfile>,
}

/// The records that one kind of account has.
#[derive(Clone)]
pub struct DecoyProfile {
    pub(crate) weight: u32,
    pub(crate) kinds: Vec<Kind>,
    verifier: Option<Arc<dyn Record>>,
}

/// A record of a template, for one hash.
#[derive(Clone)]
pub(crate) struct Kind {
    pub(crate) mechanism: &'static str,
    pub(crate) parameters: Parameters,
    verifier: fn(&Parameters, Forms) -> Arc<dyn Record>,
}

/// What a client is shown of a record, and what checking it costs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Parameters {
    pub(crate) iterations: u32,
    pub(crate) octets: usize,
    pub(crate) alphabet: SaltFormat,
}

/// What a salt is made of.
#[non_exhaustive]
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SaltFormat {
    /// Any octets.
    Octets,
    /// These characters of ASCII, each as often as the others. Up to 256 of them.
    Characters(&'static str),
    /// A random UUID in lower case, as text: 36 characters.
    Uuid,
}

impl DecoyProfiles {
    /// Of these kinds.
    pub fn new(templates: impl IntoIterator<Item = DecoyProfile>) -> Self {
        Self { templates: templates.into_iter().filter(|template| template.weight > 0).collect() }
    }
}

impl DecoyProfile {
    /// A kind of which there are so many.
    pub fn new(weight: u32) -> Self {
        Self { weight, kinds: Vec::new(), verifier: None }
    }

    /// With a record for this hash. A hash for which there is none is answered with the recipe's parameters, as it is
    /// for an account that has none.
    #[must_use]
    pub fn with<H: Hash>(mut self, parameters: Parameters) -> Self {
        self.kinds.retain(|kind| kind.mechanism != H::NAME);
        self.kinds.push(Kind {
            mechanism: H::NAME,
            parameters,
            verifier: |parameters, forms| Arc::new(ScramRecord::<H>::stand_in(parameters.iterations, forms)),
        });
        self
    }

    /// Passwords that are sent as such (PLAIN and its like) are checked with a record of this cost, which matches nothing;
    /// by default with the first of the SCRAM records.
    #[must_use]
    pub fn checking_passwords_with(self, verifier: Arc<dyn Record>) -> Self {
        Self { verifier: Some(verifier), ..self }
    }

    /// What an unknown user of this kind is checked with.
    pub(crate) fn verifier(&self, forms: Forms) -> Option<Arc<dyn Record>> {
        let first = || self.kinds.first().map(|kind| (kind.verifier)(&kind.parameters, forms));
        self.verifier.clone().or_else(first)
    }
}

impl Parameters {
    /// So many iterations, and a salt of 16 octets.
    pub fn new(iterations: u32) -> Self {
        Self { iterations, octets: 16, alphabet: SaltFormat::Octets }
    }

    /// A salt of so many octets, 64 at the most, of this alphabet.
    #[must_use]
    pub fn with_salt(self, octets: usize, alphabet: SaltFormat) -> Self {
        let octets = if alphabet == SaltFormat::Uuid { UUID } else { octets };
        Self { octets: octets.clamp(1, limits::DECOY_SALT), alphabet, ..self }
    }
}

/// Characters of a UUID as text.
pub(crate) const UUID: usize = 36;

impl fmt::Debug for DecoyProfile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let kinds: Box<[_]> = self.kinds.iter().map(|kind| (kind.mechanism, &kind.parameters)).collect();
        f.debug_struct("DecoyProfile")
            .field("weight", &self.weight)
            .field("kinds", &kinds)
            .finish_non_exhaustive()
    }
}
