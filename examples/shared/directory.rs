//! An asynchronous directory of one account.
use countersign::{
    Credentials, Directory, Entropy, Recipe, Records, Secret, Step, Unavailable, Work,
    sasl::{Server, server::Found},
};
use std::{error::Error, panic};
use tokio::task::{spawn_blocking, yield_now};

/// The account `amy` with the password `pencil`.
pub struct Accounts {
    amy: Records,
}

impl Accounts {
    /// Creates the directory with one account.
    ///
    /// # Errors
    /// None in practice, because the password is valid.
    pub fn new(recipe: &Recipe, entropy: Entropy) -> Result<Self, Box<dyn Error>> {
        let credentials = Credentials::derive(&Secret::new("pencil"), recipe, entropy)?.run();
        Ok(Self { amy: credentials.records() })
    }
}

impl Directory for Accounts {
    /// A database query would be here.
    async fn find(&self, user: &str) -> Result<Found, Unavailable> {
        yield_now().await;
        Ok(if user == "amy" {
            Found::Account(self.amy.clone())
        } else {
            Found::Unknown { canonical: user.into() }
        })
    }

    async fn run(&self, work: Work<Server>) -> Step<Server> {
        let ran = spawn_blocking(|| work.run()).await;
        ran.unwrap_or_else(|error| panic::resume_unwind(error.into_panic()))
    }
}
