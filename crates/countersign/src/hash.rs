//! The hashes of the family, behind one table: what depends on a hash's type ends here.
use crate::recipe::Recipe;
use core::fmt;
use sasl_core::{Cost, Entropy, Record, Registry, Secret, Verification};
#[cfg(feature = "scram-sha-1")]
use sasl_scram::Sha1;
#[cfg(feature = "scram-sha3-512")]
use sasl_scram::Sha3_512;
#[cfg(feature = "scram-sha-512")]
use sasl_scram::Sha512;
use sasl_scram::{Deriving, Hash, RecordError, Scram, ScramRecord, Settings, Sha256, Stored};
use std::sync::Arc;
use zeroize::Zeroizing;

/// A hash that SCRAM runs on.
#[non_exhaustive]
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ScramHash {
    /// SCRAM-SHA-1 (RFC 5802).
    #[cfg(feature = "scram-sha-1")]
    Sha1,
    /// SCRAM-SHA-256 (RFC 7677).
    Sha256,
    /// SCRAM-SHA-512.
    #[cfg(feature = "scram-sha-512")]
    Sha512,
    /// SCRAM-SHA3-512.
    #[cfg(feature = "scram-sha3-512")]
    Sha3_512,
}

impl ScramHash {
    /// Every one that is built in, strongest first.
    pub const ALL: &[Self] = &[
        #[cfg(feature = "scram-sha-512")]
        Self::Sha512,
        #[cfg(feature = "scram-sha3-512")]
        Self::Sha3_512,
        Self::Sha256,
        #[cfg(feature = "scram-sha-1")]
        Self::Sha1,
    ];

    /// The mechanism's bare name, with which its records begin too.
    pub fn name(self) -> &'static str {
        self.row().name
    }

    /// The hash of this mechanism, by its bare name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|hash| hash.name() == name)
    }

    pub(crate) fn row(self) -> Row {
        match self {
            #[cfg(feature = "scram-sha-1")]
            Self::Sha1 => Row::of::<Sha1>(),
            Self::Sha256 => Row::of::<Sha256>(),
            #[cfg(feature = "scram-sha-512")]
            Self::Sha512 => Row::of::<Sha512>(),
            #[cfg(feature = "scram-sha3-512")]
            Self::Sha3_512 => Row::of::<Sha3_512>(),
        }
    }

    /// Which record checks a password that is sent as such: the lower, the cheaper on today's processors.
    pub(crate) fn price(self) -> u8 {
        match self {
            Self::Sha256 => 0,
            #[cfg(feature = "scram-sha-1")]
            Self::Sha1 => 1,
            #[cfg(feature = "scram-sha-512")]
            Self::Sha512 => 2,
            #[cfg(feature = "scram-sha3-512")]
            Self::Sha3_512 => 3,
        }
    }
}

impl fmt::Display for ScramHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// What can be done with a hash.
pub(crate) struct Row {
    name: &'static str,
    pub(crate) plus: fn(Registry, &Settings) -> Registry,
    pub(crate) bare: fn(Registry, &Settings) -> Registry,
    #[cfg(any(feature = "plain", feature = "login"))]
    pub(crate) decoy: fn(&sasl_scram::Decoys) -> Arc<dyn Record>,
    pub(crate) parse: fn(&str) -> Result<Box<dyn AnyStored>, RecordError>,
    pub(crate) derive: Derive,
}

/// The password, the recipe, what the salt is made of.
type Derive = fn(&Secret, &Recipe, Entropy) -> Result<Box<dyn AnyDeriving>, RecordError>;

impl Row {
    const fn of<H: Hash>() -> Self {
        Self {
            name: H::NAME,
            plus: |registry, settings| registry.with(Scram::<H>::plus(settings)),
            bare: |registry, settings| registry.with(Scram::<H>::bare(settings)),
            #[cfg(any(feature = "plain", feature = "login"))]
            decoy: |decoys| Arc::new(decoys.record::<H>()),
            parse: |text| Ok(Box::new(Stored::<H>::parse(text)?)),
            derive: |password, recipe, entropy| {
                let deriving = Stored::<H>::derive(password, recipe.iterations, entropy)?;
                Ok(Box::new(deriving.with_minimum(recipe.minimum)?))
            },
        }
    }
}

/// A record at rest, of some hash.
pub(crate) trait AnyStored: fmt::Debug + Send + Sync {
    fn to_text(&self) -> Zeroizing<String>;
    fn iterations(&self) -> u32;
    fn record(&self) -> Arc<dyn Record>;
    fn typed(&self, password: &Secret) -> Box<dyn Verification>;
}

impl<H: Hash> AnyStored for Stored<H> {
    fn to_text(&self) -> Zeroizing<String> {
        self.to_text()
    }

    fn iterations(&self) -> u32 {
        self.iterations()
    }

    fn record(&self) -> Arc<dyn Record> {
        Arc::new(ScramRecord::new(self))
    }

    fn typed(&self, password: &Secret) -> Box<dyn Verification> {
        self.typed(password)
    }
}

/// A record in the making, of some hash.
pub(crate) trait AnyDeriving: fmt::Debug + Send + Sync {
    fn cost(&self) -> Cost;
    fn advance(&mut self, units: u32) -> Option<Box<dyn AnyStored>>;
}

impl<H: Hash> AnyDeriving for Deriving<H> {
    fn cost(&self) -> Cost {
        self.cost()
    }

    fn advance(&mut self, units: u32) -> Option<Box<dyn AnyStored>> {
        Some(Box::new(self.advance(units)?))
    }
}
