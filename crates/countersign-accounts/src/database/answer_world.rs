//! Accounts with several record profiles, and a client that logs in to them.
use super::{directory::Database, postgres_tests::place, store::Store};
use crate::{answer::Answer, work::Pool};
use countersign::{
    Credentials, Recipe, Secret, Security, Step,
    account::{AccountName, AccountSnapshot, AccountState, AppName},
    entropy,
    formats::phc,
    sasl::{
        Cost, Profile,
        server::{Ask, Connection},
    },
};
use std::sync::Arc;
use tempfile::TempDir;

/// A cost other than that of the record below.
pub(super) fn recipe() -> Recipe {
    Recipe::default().with_iterations(5000)
}

pub(super) fn random(recipe: &Recipe) -> Credentials {
    Credentials::derive(&Secret::new("a password"), recipe, entropy().unwrap()).unwrap().run()
}

/// An argon2id record of "password" with the lowest accepted cost.
pub(super) fn foreign() -> Credentials {
    let text = "$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4";
    phc::read(text).unwrap().check().run().unwrap()
}

pub(super) struct World {
    _home: TempDir,
    pub(super) store: Arc<Store>,
    pub(super) database: Database,
}

impl World {
    pub(super) async fn new() -> Self {
        let home = tempfile::tempdir().unwrap();
        let store = Arc::new(Store::make(place(&home).await).await.unwrap());
        let database = Database::open(store.place().clone(), recipe(), Pool::default()).await.unwrap();
        Self { _home: home, store, database }
    }

    pub(super) async fn add(
        &self,
        name: &str,
        addresses: &[&str],
        credentials: Option<&Credentials>,
    ) -> AccountSnapshot {
        let mut write = self.store.write().await.unwrap();
        let account = write.add_account(&AccountName::new(name).unwrap()).await.unwrap();
        for address in addresses {
            write.add_address(&account, &AccountName::address(address).unwrap()).await.unwrap();
        }
        if let Some(credentials) = credentials {
            write.set_credentials(&account, credentials).await.unwrap();
        }
        write.commit().await.unwrap();
        self.look().await;
        account
    }

    pub(super) async fn disable(&self, account: &AccountSnapshot) {
        let mut write = self.store.write().await.unwrap();
        write.set_state(account, AccountState::Disabled).await.unwrap();
        write.commit().await.unwrap();
    }

    pub(super) async fn look(&self) {
        self.database.mechanisms().look().await.unwrap();
    }

    pub(super) async fn answer(&self, name: &str, mechanism: &str) -> Answer {
        self.database.answer(&AccountName::asked(name).unwrap(), mechanism).await.unwrap()
    }

    /// Returns the salt and iteration count that a client is sent.
    pub(super) async fn shown(&self, name: &str) -> String {
        let offered = self.database.offered();
        let offer = offered.registry.offer(&Connection::new(Profile::MAIL, Security::Verified));
        let first = format!("n,,n={name},r=fyko+d2lbbFgONRv9qkxdawL");
        let step = offer.start("SCRAM-SHA-256", Some(first.as_bytes()), entropy().unwrap()).unwrap();
        let Step::Ask(Ask::Lookup(asked)) = step else { panic!("a lookup") };
        let answer = match AppName::asked(name) {
            Some(app) => self.database.answer_app(&app, "SCRAM-SHA-256").await.unwrap(),
            None => self.answer(name, "SCRAM-SHA-256").await,
        };
        let Step::Send { message, .. } = asked.answer(answer.found) else { panic!("a challenge") };
        String::from_utf8(message.to_vec()).unwrap().split_once(",s=").unwrap().1.to_owned()
    }

    /// Returns the cost of checking a password sent for this name.
    pub(super) async fn cost(&self, name: &str) -> Cost {
        let offered = self.database.offered();
        let offer = offered.registry.offer(&Connection::new(Profile::MAIL, Security::Verified));
        let message = format!("\0{name}\0some password");
        let step = offer.start("PLAIN", Some(message.as_bytes()), entropy().unwrap()).unwrap();
        let Step::Ask(Ask::CheckPassword(asked)) = step else { panic!("a check") };
        let Step::Work(work) = asked.verify_against(self.answer(name, "PLAIN").await.found) else {
            panic!("work")
        };
        work.cost()
    }
}
