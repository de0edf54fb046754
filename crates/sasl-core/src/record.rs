//! The stored credentials of an account: typed, parsed once, shared.
use crate::{check::Check, cost::Cost, secret::Secret};
use alloc::{boxed::Box, sync::Arc};
use core::{any::Any, fmt};

/// One stored record of one account. The crate of its mechanism creates and parses it; it is opaque here.
///
/// A mechanism selects its own type from the [`Records`] of an account, so keys for one hash cannot be used for
/// another. Wrap secrets so that `Debug` does not show them.
pub trait Record: Any + fmt::Debug + Send + Sync {
    /// Returns the verifier for passwords that are sent in plaintext (PLAIN, LOGIN), if the record supports that.
    fn verifier(&self) -> Option<&dyn Verifier> {
        None
    }

    /// Returns the decoy for a name that has no account, from a decoy that represents several kinds of records.
    /// `canonical` is the name as folded by the directory. Returns `None` for a decoy that represents itself.
    fn decoy_for(&self, canonical: &str) -> Option<Arc<dyn Record>> {
        let _ = canonical;
        None
    }
}

/// Checks passwords that a client sends in plaintext.
pub trait Verifier: Send + Sync {
    /// Returns the cost of a check. It must depend on the parameters and the password alone, never on the account.
    fn cost(&self, password: &Secret) -> Cost;

    /// Starts a check.
    fn begin(&self, password: &Secret) -> Box<dyn Verification>;
}

/// A password check that runs in slices.
pub trait Verification: Send + Sync {
    /// Does about this many units of work. Returns the result when the check is complete.
    fn advance(&mut self, units: u32) -> Option<Check>;
}

/// All records of one account. A clone shares the data.
#[derive(Clone, Debug, Default)]
pub struct Records(Option<Arc<[Arc<dyn Record>]>>);

impl Records {
    /// Creates the set of these records. If a mechanism finds two records of its type, it uses the first.
    pub fn new(records: impl IntoIterator<Item = Arc<dyn Record>>) -> Self {
        Self(Some(records.into_iter().collect()))
    }

    /// Returns the record of this type.
    pub fn get<R: Record>(&self) -> Option<Arc<R>> {
        let record = self.iter().find(|record| (&***record as &dyn Any).is::<R>())?;
        let record: Arc<dyn Any + Send + Sync> = Arc::<dyn Record>::clone(record);
        record.downcast().ok()
    }

    /// Returns the first verifier for passwords that are sent in plaintext.
    pub fn verifier(&self) -> Option<&dyn Verifier> {
        self.iter().find_map(|record| record.verifier())
    }

    fn iter(&self) -> impl Iterator<Item = &Arc<dyn Record>> {
        self.0.as_deref().unwrap_or_default().iter()
    }
}
