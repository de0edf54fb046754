//! Accounts in memory, in place of a blocking database client.
use countersign::{Credentials, Recipe, Records, Secret, drive::Directory, sasl::server::Found};
use std::{collections::HashMap, error::Error};

pub(crate) struct Accounts(HashMap<String, Records>);

impl Accounts {
    pub(crate) fn new<const N: usize>(
        accounts: [(&str, &str); N],
        recipe: &Recipe,
    ) -> Result<Self, Box<dyn Error>> {
        let mut all = HashMap::new();
        for (user, password) in accounts {
            let deriving = Credentials::derive(&Secret::new(password), recipe, countersign::entropy()?)?;
            all.insert(user.to_owned(), deriving.run().records());
        }
        Ok(Self(all))
    }
}

impl Directory for Accounts {
    /// Returns `None` for a database that does not answer, and `Unknown` with the folded name for an unknown user.
    fn find(&self, user: &str) -> Option<Found> {
        Some(match self.0.get(user) {
            Some(records) => Found::Account(records.clone()),
            None => Found::Unknown { canonical: user.into() },
        })
    }
}
