//! The table of hashes, where code for a particular hash type is selected.
use crate::{hash::ScramHash, recipe::Recipe, salts::Salts};
use core::fmt;
use sasl_core::{
    ClientRegistry, Cost, Secret, ServerRegistry,
    mechanism::{Record, Verification},
};
#[cfg(feature = "scram-sha-1")]
use sasl_scram::Sha1;
#[cfg(feature = "scram-sha3-512")]
use sasl_scram::Sha3_512;
#[cfg(feature = "scram-sha-512")]
use sasl_scram::Sha512;
use sasl_scram::{
    ClientSettings, DecoyProfile, Deriving, Form, Hash, KeyPair, Parameters, RecordError, ScramClient,
    ScramRecord, ScramServer, ServerSettings, Sha256, Stored,
};
use std::sync::Arc;
use zeroize::Zeroizing;

/// The functions of a hash.
pub(crate) struct Row {
    pub(crate) client_plus: fn(ClientRegistry, &ClientSettings) -> ClientRegistry,
    pub(crate) client_bare: fn(ClientRegistry, &ClientSettings) -> ClientRegistry,
    pub(crate) server_plus: fn(ServerRegistry, &ServerSettings) -> ServerRegistry,
    pub(crate) server_bare: fn(ServerRegistry, &ServerSettings) -> ServerRegistry,
    #[cfg(any(feature = "plain", feature = "login"))]
    pub(crate) decoy: fn(&sasl_scram::Decoys) -> Arc<dyn Record>,
    pub(crate) parse: fn(&str) -> Result<Box<dyn AnyStored>, RecordError>,
    pub(crate) derive: Derive,
    /// Creates a record from a salt, an iteration count, StoredKey and ServerKey, for this password form.
    pub(crate) of_form: OfForm,
    /// Creates a record from a salt, an iteration count and a SaltedPassword, for this password form.
    pub(crate) of_salted: OfSalted,
    /// Adds a record of this hash to a decoy profile.
    pub(crate) template: fn(DecoyProfile, Parameters) -> DecoyProfile,
}

type OfForm = fn(Form, &[u8], u32, &[u8], &[u8]) -> Result<Box<dyn AnyStored>, RecordError>;
type OfSalted = fn(Form, &[u8], u32, &[u8]) -> Result<Box<dyn AnyStored>, RecordError>;

/// Arguments: the password, the recipe and the source of the salt.
type Derive = fn(&Secret, &Recipe, &Salts) -> Result<Box<dyn AnyDeriving>, RecordError>;

impl Row {
    /// Returns the functions of this hash.
    pub(crate) fn for_hash(hash: ScramHash) -> Self {
        match hash {
            #[cfg(feature = "scram-sha-1")]
            ScramHash::Sha1 => Self::of::<Sha1>(),
            ScramHash::Sha256 => Self::of::<Sha256>(),
            #[cfg(feature = "scram-sha-512")]
            ScramHash::Sha512 => Self::of::<Sha512>(),
            #[cfg(feature = "scram-sha3-512")]
            ScramHash::Sha3_512 => Self::of::<Sha3_512>(),
        }
    }

    const fn of<H: Hash>() -> Self {
        Self {
            client_plus: |registry, settings| registry.with(ScramClient::<H>::plus(settings)),
            client_bare: |registry, settings| registry.with(ScramClient::<H>::bare(settings)),
            server_plus: |registry, settings| registry.with(ScramServer::<H>::plus(settings)),
            server_bare: |registry, settings| registry.with(ScramServer::<H>::bare(settings)),
            #[cfg(any(feature = "plain", feature = "login"))]
            decoy: |decoys| Arc::new(decoys.record::<H>()),
            parse: |text| Ok(Box::new(Stored::<H>::parse(text)?)),
            derive: |password, recipe, salts| {
                let deriving = salts.derive::<H>(password, recipe.iterations)?;
                Ok(Box::new(deriving.with_minimum(recipe.minimum)?))
            },
            of_form: |form, salt, iterations, stored_key, server_key| {
                Ok(Box::new(Stored::<H>::of_form(form, salt, iterations, stored_key, server_key)?))
            },
            of_salted: |form, salt, iterations, salted| {
                Ok(Box::new(Stored::<H>::from_salted_password(form, salt, iterations, salted)?))
            },
            template: |template, parameters| template.with::<H>(parameters),
        }
    }
}

/// A stored record of any hash.
pub(crate) trait AnyStored: fmt::Debug + Send + Sync {
    fn to_text(&self) -> Zeroizing<String>;
    fn iterations(&self) -> u32;
    fn record(&self) -> Arc<dyn Record>;
    /// Returns a record that looks the same and never matches.
    fn decoy(&self) -> Arc<dyn Record>;
    fn verify_raw(&self, password: &Secret) -> Box<dyn Verification>;
    fn verify_exact(&self, password: &Secret) -> Box<dyn Verification>;
    fn salt(&self) -> &[u8];
    fn forms(&self) -> Vec<Form>;
    fn pair(&self, form: Form) -> Option<KeyPair>;
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

    fn decoy(&self) -> Arc<dyn Record> {
        Arc::new(ScramRecord::decoy_of(self))
    }

    fn verify_raw(&self, password: &Secret) -> Box<dyn Verification> {
        self.verify_raw(password)
    }

    fn verify_exact(&self, password: &Secret) -> Box<dyn Verification> {
        self.verify_exact(password)
    }

    fn salt(&self) -> &[u8] {
        self.salt()
    }

    fn forms(&self) -> Vec<Form> {
        self.forms().collect()
    }

    fn pair(&self, form: Form) -> Option<KeyPair> {
        self.pair(form)
    }
}

/// A record of any hash that is being derived.
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
