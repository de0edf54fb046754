//! Races that cannot be seen from outside.
use super::{error::StoreError, folder::Folder, postgres_tests::place, store::Store};
use countersign::{
    Credentials, Recipe, Secret,
    account::{AccountName, AccountSnapshot, AccountState},
    entropy,
};
use tempfile::TempDir;

async fn store() -> (TempDir, Store) {
    let home = tempfile::tempdir().unwrap();
    let store = Store::make(place(&home).await).await.unwrap();
    (home, store)
}

fn credentials(password: &str) -> Credentials {
    let recipe = Recipe::default().with_iterations(4096);
    Credentials::derive(&Secret::new(password), &recipe, entropy().unwrap()).unwrap().run()
}

async fn alice(store: &Store) -> AccountSnapshot {
    let mut write = store.write().await.unwrap();
    let alice = write.add_account(&AccountName::new("alice").unwrap()).await.unwrap();
    write.set_credentials(&alice, &credentials("first password")).await.unwrap();
    write.commit().await.unwrap();
    found(store).await.0
}

async fn found(store: &Store) -> (AccountSnapshot, String) {
    let (terms, text) = store.find("alice").await.unwrap().unwrap();
    (terms.standing, text.to_string())
}

async fn swap(store: &Store, found: &AccountSnapshot, password: &str) -> Result<(), StoreError> {
    let mut write = store.write().await?;
    write.swap_credentials(found, &credentials(password)).await?;
    write.commit().await
}

#[tokio::test]
async fn a148_an_upgrade_after_a_password_change_is_dropped() {
    let (_home, store) = store().await;
    let then = alice(&store).await;
    let mut write = store.write().await.unwrap();
    write.set_credentials(&then, &credentials("second password")).await.unwrap();
    write.commit().await.unwrap();
    let kept = found(&store).await;
    assert!(matches!(swap(&store, &then, "first password").await, Err(StoreError::Overtaken)));
    assert_eq!(found(&store).await, kept, "the old password does not come back");
    // Of two upgrades from the same state, the first is written.
    swap(&store, &kept.0, "second password").await.unwrap();
    assert!(matches!(swap(&store, &kept.0, "second password").await, Err(StoreError::Overtaken)));
    let now = found(&store).await.0;
    assert_eq!((now.generation, now.epoch), (kept.0.generation + 1, kept.0.epoch));
}

#[tokio::test]
async fn a148_an_upgrade_of_an_account_that_is_gone_or_disabled_is_dropped() {
    let (_home, store) = store().await;
    let then = alice(&store).await;
    let mut write = store.write().await.unwrap();
    write.set_state(&then, AccountState::Disabled).await.unwrap();
    write.commit().await.unwrap();
    assert!(matches!(swap(&store, &then, "first password").await, Err(StoreError::Overtaken)));
    let mut write = store.write().await.unwrap();
    write.remove_account(&then).await.unwrap();
    write.commit().await.unwrap();
    assert!(matches!(swap(&store, &then, "first password").await, Err(StoreError::Overtaken)));
}

#[tokio::test]
async fn a_write_that_is_dropped_has_not_been() {
    let (_home, store) = store().await;
    let then = alice(&store).await;
    let before = store.last_change().await.unwrap();
    let mut write = store.write().await.unwrap();
    write.remove_account(&then).await.unwrap();
    drop(write);
    assert_eq!(found(&store).await.0, then);
    assert_eq!(store.last_change().await.unwrap(), before);
}

#[tokio::test]
async fn changes_are_numbered_and_found_by_their_numbers() {
    let (_home, store) = store().await;
    let then = alice(&store).await;
    let before = store.last_change().await.unwrap();
    let nothing = store.changes(before).await.unwrap();
    assert!(nothing.accounts.is_empty() && nothing.removed.is_empty());
    let mut write = store.write().await.unwrap();
    write.set_state(&then, AccountState::Disabled).await.unwrap();
    write.commit().await.unwrap();
    let changes = store.changes(before).await.unwrap();
    assert_eq!(changes.accounts.len(), 1);
    assert!(!then.still_valid(changes.accounts.first().map(|now| &now.standing)));
    let mut write = store.write().await.unwrap();
    write.remove_account(&then).await.unwrap();
    write.commit().await.unwrap();
    let changes = store.changes(before).await.unwrap();
    assert_eq!((changes.accounts.len(), changes.removed), (0, vec![then.id]));
}

#[tokio::test]
async fn a_database_of_a_newer_version_is_left_alone() {
    let (_home, store) = store().await;
    let newer = "INSERT INTO _sqlx_migrations (version, description, success, checksum, execution_time) \
                 VALUES (99, 'of the future', TRUE, '', 0)";
    sqlx::query(newer).execute(&store.pool().await.unwrap()).await.unwrap();
    store.close().await;
    let opened = Store::open(store.place().clone(), 1).await;
    assert!(matches!(opened, Err(StoreError::Newer)));
}

#[tokio::test]
async fn what_is_acknowledged_is_on_the_disk() {
    let home = tempfile::tempdir().unwrap();
    let store = Store::make(Folder::new(home.path().join("data"))).await.unwrap();
    let pool = store.pool().await.unwrap();
    let synchronous: i64 = sqlx::query_scalar("PRAGMA synchronous").fetch_one(&pool).await.unwrap();
    assert_eq!(synchronous, 2, "FULL");
    let foreign_keys: i64 = sqlx::query_scalar("PRAGMA foreign_keys").fetch_one(&pool).await.unwrap();
    assert_eq!(foreign_keys, 1);
}
