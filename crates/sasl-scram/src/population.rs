//! The decoy profiles of a directory, for decoys that resemble its accounts.
use crate::{hash::Hash, limits, record::ScramRecord};
use alloc::{boxed::Box, sync::Arc, vec::Vec};
use core::fmt;
use sasl_core::mechanism::{Forms, Record};

/// The decoy profiles of a directory: the kinds of accounts and the share of each.
///
/// A directory whose accounts all have the same parameters does not need this type. A directory with imported
/// accounts has some with other iteration counts and other salts. If every unknown user had the parameters of new
/// records, accounts with other parameters could be recognized (CVE-2026-14672 is an instance). Each unknown name
/// therefore belongs to one profile, always the same, in the proportion of the accounts.
///
/// ```
/// use sasl_scram::{SaltFormat, Decoys, Parameters, DecoyProfiles, Sha1, Sha256, DecoyProfile};
/// let population = DecoyProfiles::new([
///     // 900 new accounts, and 100 imported ones with SCRAM-SHA-1 records whose salts are UUIDs.
///     DecoyProfile::new(900).with::<Sha256>(Parameters::new(32_768)),
///     DecoyProfile::new(100).with::<Sha1>(Parameters::new(10_000).with_salt(36, SaltFormat::Uuid)),
/// ]);
/// let decoys = Decoys::new([7; 32], 32_768).with_population(population);
/// ```
#[derive(Clone, Debug, Default)]
pub struct DecoyProfiles {
    pub(crate) templates: Vec<DecoyProfile>,
}

/// The records of one kind of account.
#[derive(Clone)]
pub struct DecoyProfile {
    pub(crate) weight: u32,
    pub(crate) kinds: Vec<Kind>,
    verifier: Option<Arc<dyn Record>>,
}

/// A record of a decoy profile for one hash.
#[derive(Clone)]
pub(crate) struct Kind {
    pub(crate) mechanism: &'static str,
    pub(crate) parameters: Parameters,
    verifier: fn(&Parameters, Forms) -> Arc<dyn Record>,
}

/// The presented parameters of a record, which determine the cost of its check.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Parameters {
    pub(crate) iterations: u32,
    pub(crate) octets: usize,
    pub(crate) alphabet: SaltFormat,
}

/// The format of a salt.
#[non_exhaustive]
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SaltFormat {
    /// Arbitrary octets.
    Octets,
    /// These ASCII characters, uniformly distributed; at most 256.
    Characters(&'static str),
    /// A random UUID in lower case, as text of 36 characters (RFC 9562).
    Uuid,
}

impl DecoyProfiles {
    /// Creates the set of these profiles.
    pub fn new(templates: impl IntoIterator<Item = DecoyProfile>) -> Self {
        Self { templates: templates.into_iter().filter(|template| template.weight > 0).collect() }
    }
}

impl DecoyProfile {
    /// Creates a profile with this number of accounts.
    pub fn new(weight: u32) -> Self {
        Self { weight, kinds: Vec::new(), verifier: None }
    }

    /// Adds a record for this hash. For a hash without a record, the parameters of new records are used, as for an
    /// account without a record.
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

    /// Sets the record that plaintext passwords are checked against, at its cost and without a match. The default
    /// is the first of the SCRAM records.
    #[must_use]
    pub fn checking_passwords_with(self, verifier: Arc<dyn Record>) -> Self {
        Self { verifier: Some(verifier), ..self }
    }

    /// Returns the verifier for an unknown user of this profile.
    pub(crate) fn verifier(&self, forms: Forms) -> Option<Arc<dyn Record>> {
        let first = || self.kinds.first().map(|kind| (kind.verifier)(&kind.parameters, forms));
        self.verifier.clone().or_else(first)
    }
}

impl Parameters {
    /// Creates parameters with this iteration count and a salt of 16 octets.
    pub fn new(iterations: u32) -> Self {
        Self { iterations, octets: 16, alphabet: SaltFormat::Octets }
    }

    /// Sets the length of the salt, at most 64 octets, and its format.
    #[must_use]
    pub fn with_salt(self, octets: usize, alphabet: SaltFormat) -> Self {
        let octets = if alphabet == SaltFormat::Uuid { UUID } else { octets };
        Self { octets: octets.clamp(1, limits::DECOY_SALT), alphabet, ..self }
    }
}

/// The length of a UUID as text.
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
