//! The source of the salts for new records.
use crate::{account::SaltGroup, directory_secret::DirectorySecret};
use core::fmt;
use sasl_core::{Entropy, Secret};
use sasl_scram::{Decoys, Deriving, Hash, RecordError, Stored};
use zeroize::Zeroizing;

/// The source of the salts for new records: fresh entropy or the secret of a directory.
///
/// With [`DirectorySecret::salts`] an account presents the salts that its names would have without an account.
/// Salts then do not change when an account is added or removed or gets a new password, and they reveal nothing
/// about accounts. Records from [`Entropy`] have random salts.
pub struct Salts(Source);

enum Source {
    Random(Zeroizing<[u8; 32]>),
    Group(DirectorySecret, SaltGroup),
}

impl From<Entropy> for Salts {
    fn from(entropy: Entropy) -> Self {
        Self(Source::Random(Zeroizing::new(entropy.into_octets())))
    }
}

impl DirectorySecret {
    /// Returns the salts for records of an account with login names in this group. They equal those that
    /// [`server_registry`](crate::server_registry) presents for unknown names of the group with the same
    /// parameters.
    ///
    /// ```
    /// use countersign::{account::{AccountName, SaltGroup}, *};
    /// let secret = DirectorySecret::new([7; 32]);
    /// let group = SaltGroup::of(&AccountName::new("alice")?, |_| true);
    /// let derive = |password| {
    ///     let deriving = Credentials::derive(&Secret::new(password), &Recipe::default(), secret.salts(&group));
    ///     deriving.map(|deriving| deriving.run().to_text())
    /// };
    /// let salt = |text: &str| text.split(['$', ':']).nth(2).unwrap().to_owned();
    /// assert_eq!(salt(&*derive("pencil")?), salt(&*derive("stylus")?));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn salts(&self, group: &SaltGroup) -> Salts {
        Salts(Source::Group(self.clone(), group.clone()))
    }
}

impl Salts {
    /// Starts the derivation of a record with its salt.
    pub(crate) fn derive<H: Hash>(
        &self,
        password: &Secret,
        iterations: u32,
    ) -> Result<Deriving<H>, RecordError> {
        match &self.0 {
            Source::Random(entropy) => Stored::<H>::derive(password, iterations, Entropy::new(**entropy)),
            Source::Group(secret, group) => {
                let salt = Decoys::new(*secret.array(), iterations).salt::<H>(group.as_str());
                Stored::<H>::derive_with_salt(password, iterations, &salt)
            }
        }
    }
}

impl fmt::Debug for Salts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Salts(..)")
    }
}
