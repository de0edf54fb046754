//! What an unknown user is shown: parameters that cannot be told from an account's.
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

/// How a server answers for accounts that it does not have.
///
/// The secret is a directory's: the same on every node, and as lasting as the accounts, for a salt that changes
/// when an account's would not tells them apart. The iteration count is the one that accounts have, or, with a
/// [`DecoyProfiles`], the one of today's recipe.
///
/// A salt is a keyed function of the canonical name, the hash, and the parameters that it is shown with. Salts of decoys are
/// 16 octets, as those are that [`Stored::derive`](crate::Stored::derive) makes, where the population does not say otherwise.
///
/// A directory whose accounts have the salts that their names would have as decoys ([`Decoys::salt`]) shows the same before an
/// account is added and after, before a password change and after, and by each of several names that have one canonical name.
#[derive(Clone)]
pub struct Decoys {
    secret: Zeroizing<[u8; 32]>,
    recipe: Parameters,
    forms: Forms,
    population: DecoyProfiles,
}

impl Decoys {
    /// With this secret, and this iteration count.
    pub fn new(secret: [u8; 32], iterations: u32) -> Self {
        let (recipe, population) = (Parameters::new(iterations), DecoyProfiles::default());
        Self { secret: Zeroizing::new(secret), recipe, forms: Forms::default(), population }
    }

    /// For a directory whose records all have so many forms.
    #[must_use]
    pub fn with_forms(self, forms: Forms) -> Self {
        Self { forms, ..self }
    }

    /// For a directory with more than one kind of accounts.
    #[must_use]
    pub fn with_population(self, population: DecoyProfiles) -> Self {
        Self { population, ..self }
    }

    /// The salt that this canonical name is shown with the iteration count of these decoys, where no population says otherwise:
    /// 16 octets. Derive an account's record with it ([`Stored::derive_with_salt`](crate::Stored::derive_with_salt)), and the
    /// account shows what the name showed while it was unknown.
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

    /// The record that unknown users' passwords are checked with, by PLAIN and its like: it costs what an account's does,
    /// and nothing matches it. With a [`DecoyProfiles`] it stands for a record of the kind that the name would have.
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

/// Which template a name belongs to, whatever the hash that it is asked with: a keyed function of the name, stable while
/// the weights are.
struct Pick {
    key: <Sha256 as crate::hash::Engine>::State,
    /// Each template's weight and those before it.
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

    /// Its place; none where there is nothing to choose from.
    fn place(&self, canonical: &str) -> Option<usize> {
        let total = *self.sums.last()?;
        let digest = salt::digest::<Sha256>(self.key, canonical);
        let random = u128::from(u64::from_be_bytes(*digest.first_chunk()?));
        // From 0 to the total: a product of two numbers of 64 bits has 128.
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
    /// In the order of the templates; none where a kind of account has no record for this hash.
    kinds: Box<[Option<Shown<H>>]>,
}

/// What is shown of a decoy, and what its proof is checked with.
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
        // As many keys for each as the largest salt needs, so that all names cost the same.
        let blocks = kinds.iter().flatten().chain([recipe]).map(Parameters::blocks).max().unwrap_or(1);
        let shown = |parameters: &Parameters| Shown::new(secret, parameters, blocks, *forms);
        Self {
            pick: Pick::new(secret, population),
            recipe: shown(recipe),
            kinds: kinds.iter().map(|kind| kind.as_ref().map(shown)).collect(),
        }
    }

    /// What an unknown name is shown, or an account that has no record for this hash. It is worked out for every name, and
    /// costs the same for each.
    pub(crate) fn show(&self, canonical: &str, is_account: bool) -> (&Shown<H>, SaltText) {
        let picked = core::hint::black_box(self.pick.place(canonical));
        let kind = picked.filter(|_| !is_account).and_then(|place| self.kinds.get(place)?.as_ref());
        let shown = kind.unwrap_or(&self.recipe);
        let octets = core::hint::black_box(shown.salts.octets(canonical));
        (shown, shown.parameters.salt(&octets))
    }
}

/// Checks the passwords of nobody; see [`Decoys::record`].
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
