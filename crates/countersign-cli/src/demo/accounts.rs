//! The accounts of the demonstration, in a database like those of a real server.
use crate::exit::Failure;
use countersign::{
    Credentials, Recipe, Secret,
    account::{AccountName, AccountState, SaltGroup},
    keys::{Claim, KeyRecord, Spki},
};
use countersign_accounts::{Database, Directory, Folder, Store, work::Pool};
use std::path::Path;

pub(super) const USER: &str = "alice";
/// An account that is disabled, with the same password.
pub(super) const DISABLED: &str = "carol";
pub(super) const PASSWORD: &str = "wonderland";
pub(super) const TOKEN: &str = "t0ken.of.alice";

/// Creates them in this folder, the first with this TLS key, and opens it.
pub(super) async fn open(folder: &Path, recipe: &Recipe, key: &Spki) -> Result<Directory, Failure> {
    Store::make(Folder::new(folder)).await?.with(async |store| fill(store, recipe, key).await).await?;
    Ok(Directory::Database(Database::open(Folder::new(folder), recipe.clone(), Pool::default()).await?))
}

async fn fill(store: &Store, recipe: &Recipe, key: &Spki) -> Result<(), Failure> {
    for (name, state) in [(USER, AccountState::Enabled), (DISABLED, AccountState::Disabled)] {
        let unfit = |error: &dyn std::fmt::Display| Failure::usage(error.to_string());
        let name = AccountName::new(name).map_err(|error| unfit(&error))?;
        let salts = store.secret().await?.salts(&SaltGroup::of(&name, |_| true));
        let deriving = Credentials::derive(&Secret::new(PASSWORD), recipe, salts);
        let deriving = deriving.map_err(|error| unfit(&error))?;
        let credentials = tokio::task::spawn_blocking(|| deriving.run()).await;
        let mut write = store.write().await?;
        let account = write.add_account(&name).await?;
        write.set_credentials(&account, &credentials.map_err(|error| unfit(&error))?).await?;
        write.set_state(&account, state).await?;
        if state == AccountState::Enabled {
            let claim = Claim::trusted_by_administrator(key.clone());
            let record = KeyRecord::register(claim, &account.id, &account.name, None);
            write.add_key(&record.map_err(|error| unfit(&error))?, &name, "a laptop", false, None).await?;
        }
        write.commit().await?;
    }
    Ok(())
}
