//! The offered mechanisms as accounts with incomplete records come and go.
use super::{kinds::Following, postgres_tests::place, store::Store};
use countersign::{
    Credentials, Recipe, ScramHash, Secret, Security,
    account::{AccountName, AccountSnapshot},
    entropy,
    sasl::{Profile, server::Connection},
};
use std::sync::Arc;

fn recipe() -> Recipe {
    Recipe::default().with_iterations(4096)
}

fn of(recipe: &Recipe) -> Credentials {
    Credentials::derive(&Secret::new("a password"), recipe, entropy().unwrap()).unwrap().run()
}

async fn set(store: &Store, name: &str, recipe: &Recipe) -> AccountSnapshot {
    let name = AccountName::new(name).unwrap();
    let mut write = store.write().await.unwrap();
    let account = match write.account(&name).await {
        Ok(account) => account,
        Err(_) => write.add_account(&name).await.unwrap(),
    };
    write.set_credentials(&account, &of(recipe)).await.unwrap();
    write.commit().await.unwrap();
    store.account(&name).await.unwrap().standing
}

async fn offered(following: &Following) -> Vec<&'static str> {
    following.look().await.unwrap();
    let now = following.offered();
    let registry = now.registry.clone().with_policy(now.policy.clone());
    let offer = registry.offer(&Connection::new(Profile::MAIL, Security::Verified));
    offer.names().collect()
}

const ALL: [&str; 6] = ["SCRAM-SHA-512", "SCRAM-SHA3-512", "SCRAM-SHA-256", "SCRAM-SHA-1", "PLAIN", "LOGIN"];

#[tokio::test]
async fn a_hash_is_withheld_until_every_account_has_a_record_for_it() {
    let home = tempfile::tempdir().unwrap();
    let store = Arc::new(Store::make(place(&home).await).await.unwrap());
    let following = Following::new(Arc::clone(&store), store.secret().await.unwrap(), recipe());
    assert_eq!(offered(&following).await, ALL, "no account lacks a record");
    set(&store, "alice", &recipe()).await;
    assert_eq!(offered(&following).await, ALL);
    let bob = set(&store, "bob", &recipe().with_hashes([ScramHash::Sha1])).await;
    assert_eq!(offered(&following).await, ["SCRAM-SHA-1", "PLAIN", "LOGIN"]);
    set(&store, "carol", &recipe().with_hashes([ScramHash::Sha256])).await;
    assert_eq!(offered(&following).await, ["PLAIN", "LOGIN"]);
    // An upgrade after a login.
    let mut write = store.write().await.unwrap();
    write.swap_credentials(&bob, &of(&recipe())).await.unwrap();
    write.commit().await.unwrap();
    assert_eq!(offered(&following).await, ["SCRAM-SHA-256", "PLAIN", "LOGIN"]);
    set(&store, "carol", &recipe()).await;
    assert_eq!(offered(&following).await, ALL);
}

#[tokio::test]
async fn nothing_is_recomputed_without_a_change() {
    let home = tempfile::tempdir().unwrap();
    let store = Arc::new(Store::make(place(&home).await).await.unwrap());
    set(&store, "alice", &recipe()).await;
    let following = Following::new(Arc::clone(&store), store.secret().await.unwrap(), recipe());
    following.look().await.unwrap();
    let before = following.offered();
    set(&store, "alice", &recipe()).await;
    following.look().await.unwrap();
    assert!(Arc::ptr_eq(&before, &following.offered()), "another password of the same kind");
    set(&store, "bob", &recipe()).await;
    following.look().await.unwrap();
    assert!(!Arc::ptr_eq(&before, &following.offered()));
}

#[tokio::test]
async fn accounts_from_before_there_were_kinds_have_them_when_they_are_opened() {
    let home = tempfile::tempdir().unwrap();
    let store = Store::make(place(&home).await).await.unwrap();
    set(&store, "alice", &recipe().with_hashes([ScramHash::Sha256])).await;
    sqlx::query("UPDATE account SET kind = ''").execute(&store.pool().await.unwrap()).await.unwrap();
    store.close().await;
    let store = Arc::new(Store::open(store.place().clone(), 1).await.unwrap());
    let following = Following::new(Arc::clone(&store), store.secret().await.unwrap(), recipe());
    assert_eq!(offered(&following).await, ["SCRAM-SHA-256", "PLAIN", "LOGIN"]);
}
