//! Decoys: what an unknown user gets, indistinguishable from the parameters of an account.
use crate::{
    hash::{Hash, Sha256},
    population::{DecoyProfile, DecoyProfiles, Parameters},
    record::ScramRecord,
    salt::{self, SaltText, Salts},
};
use alloc::{boxed::Box, sync::Arc, vec::Vec};
use core::fmt;
use sasl_core::mechanism::{Forms, Record};
use zeroize::{Zeroize, Zeroizing};

/// The decoys of a server for accounts that do not exist.
///
/// The secret belongs to the directory: it must be the same on every node and last as long as the accounts. A salt
/// that changes when an account's would not reveals a decoy. The iteration count is that of the accounts or, with
/// [`DecoyProfiles`], that of new records.
///
/// A salt is a keyed function of the canonical name, the hash and the parameters. Salts of decoys have 16 octets,
/// like those of [`Stored::derive`](crate::Stored::derive), unless a decoy profile says otherwise.
///
/// A directory can give its accounts the salts that their names would have as decoys ([`Decoys::salt`]). The salt
/// then stays the same when an account is added or its password changes, and for all names with the same canonical
/// name.
#[derive(Clone)]
pub struct Decoys {
    secret: Zeroizing<[u8; 32]>,
    recipe: Parameters,
    forms: Forms,
    population: DecoyProfiles,
}

impl Decoys {
    /// Creates decoys from this secret and this iteration count.
    pub fn new(secret: [u8; 32], iterations: u32) -> Self {
        let (recipe, population) = (Parameters::new(iterations), DecoyProfiles::default());
        Self { secret: Zeroizing::new(secret), recipe, forms: Forms::default(), population }
    }

    /// Sets the number of password forms that all records of the directory have.
    #[must_use]
    pub fn with_forms(self, forms: Forms) -> Self {
        Self { forms, ..self }
    }

    /// Sets the decoy profiles of a directory with more than one kind of account.
    #[must_use]
    pub fn with_population(self, population: DecoyProfiles) -> Self {
        Self { population, ..self }
    }

    /// Returns the salt of 16 octets that this canonical name gets with the iteration count of these decoys, if no
    /// decoy profile says otherwise.
    ///
    /// An account whose record is derived with it ([`Stored::derive_with_salt`](crate::Stored::derive_with_salt))
    /// presents the same salt that its name presented before the account existed.
    ///
    /// ```
    /// use sasl_core::Secret;
    /// use sasl_scram::{Decoys, Sha256, Stored};
    /// let decoys = Decoys::new([7; 32], 4096);
    /// let salt = decoys.salt::<Sha256>("amy");
    /// let stored = Stored::<Sha256>::derive_with_salt(&Secret::new("pencil"), 4096, &salt)?.run();
    /// assert_eq!(stored.salt(), salt);
    /// assert_ne!(salt, Decoys::new([7; 32], 8192).salt::<Sha256>("amy"), "other parameters, another salt");
    /// # Ok::<(), sasl_scram::RecordError>(())
    /// ```
    pub fn salt<H: Hash>(&self, canonical: &str) -> Vec<u8> {
        let salts = Salts::<H>::new(&self.secret, &self.recipe, self.recipe.blocks());
        self.recipe.salt_octets(&salts.octets(canonical))
    }

    /// Returns the record that plaintext passwords of unknown users are checked against. A check costs as much as
    /// one of an account's record and never matches. With [`DecoyProfiles`] it represents a record of the kind
    /// that the name would have.
    pub fn record<H: Hash>(&self) -> PasswordDecoy<H> {
        PasswordDecoy {
            recipe: ScramRecord::stand_in(self.recipe.iterations, self.forms),
            pick: Pick::new(&self.secret, &self.population),
            kinds: self.population.templates.iter().map(|template| template.verifier(self.forms)).collect(),
        }
    }
}

impl fmt::Debug for Decoys {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { secret: _, recipe, forms: _, population } = self;
        f.debug_struct("Decoys")
            .field("recipe", recipe)
            .field("population", population)
            .finish_non_exhaustive()
    }
}

/// The choice of a decoy profile for a name, the same for every hash: a keyed function of the name that is stable
/// while the weights are.
struct Pick {
    key: <Sha256 as crate::hash::Engine>::State,
    /// The sums of the weights of each profile and all profiles before it.
    sums: Box<[u64]>,
}

impl Pick {
    fn new(secret: &[u8; 32], population: &DecoyProfiles) -> Self {
        let mut sum = 0_u64;
        let sums = population.templates.iter().map(|template| {
            sum = sum.saturating_add(template.weight.into());
            sum
        });
        Self { sums: sums.collect(), key: salt::keyed::<Sha256>(secret, b"template", "") }
    }

    /// Returns the index of the profile, or `None` if there are no profiles.
    fn place(&self, canonical: &str) -> Option<usize> {
        let total = *self.sums.last()?;
        let digest = salt::digest::<Sha256>(self.key, canonical);
        let random = u128::from(u64::from_be_bytes(*digest.first_chunk()?));
        // Scales to the range from 0 to the total: the product of two 64-bit numbers has 128 bits.
        let ticket = random.wrapping_mul(total.into()) >> 64;
        self.sums.iter().position(|sum| ticket < u128::from(*sum))
    }
}

impl Drop for Pick {
    fn drop(&mut self) {
        self.key.zeroize();
    }
}

/// The decoys of one hash.
pub(crate) struct DecoyKeys<H: Hash> {
    pick: Pick,
    recipe: Shown<H>,
    /// The parameters in the order of the profiles; `None` for a profile without a record for this hash.
    kinds: Box<[Option<Shown<H>>]>,
}

/// The presented parameters of a decoy and the keys that a proof is checked with.
pub(crate) struct Shown<H: Hash> {
    parameters: Parameters,
    salts: Salts<H>,
    pub(crate) record: Arc<ScramRecord<H>>,
}

impl<H: Hash> Shown<H> {
    fn new(secret: &[u8; 32], parameters: &Parameters, blocks: usize, forms: Forms) -> Self {
        let record = Arc::new(ScramRecord::stand_in(parameters.iterations, forms));
        let salts = Salts::new(secret, parameters, blocks);
        Self { parameters: parameters.clone(), salts, record }
    }
}

impl<H: Hash> DecoyKeys<H> {
    pub(crate) fn new(decoys: &Decoys) -> Self {
        let Decoys { secret, recipe, forms, population } = decoys;
        let of_hash =
            |template: &'_ DecoyProfile| template.kinds.iter().position(|kind| kind.mechanism == H::NAME);
        let parameters =
            |template: &DecoyProfile| Some(template.kinds.get(of_hash(template)?)?.parameters.clone());
        let kinds: Box<[Option<Parameters>]> = population.templates.iter().map(parameters).collect();
        // All decoys have as many keys as the largest salt needs, so that all names cost the same.
        let blocks = kinds.iter().flatten().chain([recipe]).map(Parameters::blocks).max().unwrap_or(1);
        let shown = |parameters: &Parameters| Shown::new(secret, parameters, blocks, *forms);
        Self {
            pick: Pick::new(secret, population),
            recipe: shown(recipe),
            kinds: kinds.iter().map(|kind| kind.as_ref().map(shown)).collect(),
        }
    }

    /// Returns the decoy for an unknown name, or for an account that has no record for this hash. It is computed
    /// for every name at the same cost.
    pub(crate) fn show(&self, canonical: &str, is_account: bool) -> (&Shown<H>, SaltText) {
        let picked = core::hint::black_box(self.pick.place(canonical));
        let kind = picked.filter(|_| !is_account).and_then(|place| self.kinds.get(place)?.as_ref());
        let shown = kind.unwrap_or(&self.recipe);
        let octets = core::hint::black_box(shown.salts.octets(canonical));
        (shown, shown.parameters.salt(&octets))
    }
}

/// The verifier of plaintext passwords for unknown users; see [`Decoys::record`].
pub struct PasswordDecoy<H: Hash> {
    recipe: ScramRecord<H>,
    pick: Pick,
    kinds: Box<[Option<Arc<dyn Record>>]>,
}

impl<H: Hash> Record for PasswordDecoy<H> {
    fn verifier(&self) -> Option<&dyn sasl_core::mechanism::Verifier> {
        self.recipe.verifier()
    }

    fn decoy_for(&self, canonical: &str) -> Option<Arc<dyn Record>> {
        self.kinds.get(self.pick.place(canonical)?)?.clone()
    }
}

impl<H: Hash> fmt::Debug for PasswordDecoy<H> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "PasswordDecoy({}, ..)", H::NAME)
    }
}
