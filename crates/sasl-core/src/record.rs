//! What an account's login is checked with: typed, parsed once, shared.
use crate::{check::Check, cost::Cost, secret::Secret};
use alloc::{boxed::Box, sync::Arc};
use core::{any::Any, fmt};

/// One record of one account, made and parsed by the crate of its mechanism and opaque here.
///
/// A mechanism picks its own type out of an account's [`Records`], so keys for one hash cannot answer for
/// another. Wrap secrets so that `Debug` does not show them.
pub trait Record: Any + fmt::Debug + Send + Sync {
    /// Can it check a password that is sent as such (PLAIN, LOGIN)?
    fn verifier(&self) -> Option<&dyn Verifier> {
        None
    }

    /// A decoy can stand for several kinds of records: the one that nobody of this name would have, the name folded as
    /// the directory folds those that it has. None for one that is always itself.
    fn decoy_for(&self, canonical: &str) -> Option<Arc<dyn Record>> {
        let _ = canonical;
        None
    }
}

/// Checks a password that a client has sent as such.
pub trait Verifier: Send + Sync {
    /// What a check costs. It must depend on the recipe and the password alone, never on whose record it is.
    fn cost(&self, password: &Secret) -> Cost;

    /// Begin a check.
    fn begin(&self, password: &Secret) -> Box<dyn Verification>;
}

/// A check of a password, in slices.
pub trait Verification: Send + Sync {
    /// Do about this many units; the answer when it is through.
    fn advance(&mut self, units: u32) -> Option<Check>;
}

/// All of one account's records. Cloning is a reference count.
#[derive(Clone, Debug, Default)]
pub struct Records(Option<Arc<[Arc<dyn Record>]>>);

impl Records {
    /// These records; where a mechanism finds two of its own, the first counts.
    pub fn new(records: impl IntoIterator<Item = Arc<dyn Record>>) -> Self {
        Self(Some(records.into_iter().collect()))
    }

    /// The record of this type.
    pub fn get<R: Record>(&self) -> Option<Arc<R>> {
        let record = self.iter().find(|record| (&***record as &dyn Any).is::<R>())?;
        let record: Arc<dyn Any + Send + Sync> = Arc::<dyn Record>::clone(record);
        record.downcast().ok()
    }

    /// The first that can check a password sent as such.
    pub fn verifier(&self) -> Option<&dyn Verifier> {
        self.iter().find_map(|record| record.verifier())
    }

    fn iter(&self) -> impl Iterator<Item = &Arc<dyn Record>> {
        self.0.as_deref().unwrap_or_default().iter()
    }
}
