//! An asynchronous directory of one account.
use countersign::{
    Credentials, Entropy, Recipe, Records, Secret,
    core::server::{Authorize, Decision, Found},
};
use std::{error::Error, io};
use tokio::task::yield_now;

/// It has `amy`, whose password is `pencil`.
pub struct Directory {
    amy: Records,
}

impl Directory {
    /// With one account.
    ///
    /// # Errors
    /// There is none: the password is good.
    pub fn new(recipe: &Recipe, entropy: Entropy) -> Result<Self, Box<dyn Error>> {
        let credentials = Credentials::derive(&Secret::new("pencil"), recipe, entropy)?.run();
        Ok(Self { amy: credentials.records() })
    }

    /// A database would be asked here.
    ///
    /// # Errors
    /// Those after which the client should try again.
    pub async fn find(&self, user: &str) -> io::Result<Found> {
        yield_now().await;
        Ok(if user == "amy" {
            Found::Account(self.amy.clone())
        } else {
            Found::Unknown { canonical: user.into() }
        })
    }

    /// Everybody acts as themselves and as nobody else.
    ///
    /// # Errors
    /// Those after which the client should try again.
    pub async fn may(&self, _: &Authorize) -> io::Result<Decision> {
        yield_now().await;
        Ok(Decision::GrantAuthenticated)
    }
}
