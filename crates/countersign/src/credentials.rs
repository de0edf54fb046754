//! What is stored of an account's password.
use crate::recipe::Recipe;
use sasl_core::{Cost, Entropy, Records, Secret};
use sasl_scram::{RecordError, ScramRecord, Sha256, Stored};
use std::sync::Arc;
use zeroize::Zeroizing;

/// Every record that an account needs, derived from one password: a SCRAM record checks PLAIN too.
#[derive(Debug)]
pub struct Credentials {
    sha256: Stored<Sha256>,
}

impl Credentials {
    /// Begin to derive credentials; run it on a thread that may take its time.
    ///
    /// # Errors
    /// [`RecordError::Password`] for a password that cannot be used, [`RecordError::Iterations`] for a recipe
    /// that cannot.
    pub fn derive(password: &Secret, recipe: &Recipe, entropy: Entropy) -> Result<Deriving, RecordError> {
        Stored::derive(password, recipe.iterations, entropy).map(Deriving)
    }

    /// From the text that [`to_text`](Self::to_text) gives.
    ///
    /// # Errors
    /// What is wrong with it. It is never taken for a password.
    pub fn parse(text: &str) -> Result<Self, RecordError> {
        Ok(Self { sha256: Stored::parse(text)? })
    }

    /// As text, in the form of RFC 5803: whoever has it can guess passwords.
    pub fn to_text(&self) -> Zeroizing<String> {
        self.sha256.to_text()
    }

    /// Ready to answer a lookup with: make them once, when the account is loaded.
    pub fn records(&self) -> Records {
        Records::new([Arc::new(ScramRecord::new(&self.sha256)) as _])
    }
}

/// Credentials in the making.
#[derive(Debug)]
pub struct Deriving(sasl_scram::Deriving<Sha256>);

impl Deriving {
    /// What all of it costs.
    pub fn cost(&self) -> Cost {
        self.0.cost()
    }

    /// Do so many units; the credentials once it is through.
    pub fn advance(&mut self, units: u32) -> Option<Credentials> {
        self.0.advance(units).map(|sha256| Credentials { sha256 })
    }

    /// Do all of it here and now.
    pub fn run(self) -> Credentials {
        Credentials { sha256: self.0.run() }
    }
}
