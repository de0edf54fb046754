//! PostgreSQL alone; and the stores that tests of both databases use.
use super::{folder::Folder, notifier::ChangeNotifier, place::Place, store::Store};
use countersign::account::AccountName;
use sqlx::{AssertSqlSafe, Connection as _, Executor as _, postgres::PgConnection};
use std::{
    env, process,
    sync::atomic::{AtomicU32, Ordering},
    time::Duration,
};
use tempfile::TempDir;
use tokio::time::timeout;

/// The address of a server where databases may be created (`.ci/postgres`): tests use it if it is set.
const SERVER: &str = "COUNTERSIGN_TEST_POSTGRES";
/// A longer wait counts as a hang.
const BOUND: Duration = Duration::from_secs(30);

/// A new store for a test: on the server if there is one, otherwise in the folder.
pub(super) async fn place(home: &TempDir) -> Place {
    match env::var(SERVER) {
        Ok(admin) => database(&admin).await,
        Err(_) => Folder::new(home.path().join("data")).into(),
    }
}

async fn database(admin: &str) -> Place {
    static COUNT: AtomicU32 = AtomicU32::new(0);
    let name = format!("unit_{}_{}", process::id(), COUNT.fetch_add(1, Ordering::Relaxed));
    let mut connection = PgConnection::connect(admin).await.unwrap();
    connection.execute(sqlx::raw_sql(AssertSqlSafe(format!("CREATE DATABASE {name}")))).await.unwrap();
    let (server, _) = admin.rsplit_once('/').unwrap();
    Place::Server(format!("{server}/{name}").parse().unwrap())
}

async fn server() -> Place {
    database(&env::var(SERVER).expect("run by .ci/postgres")).await
}

async fn add(store: &Store, name: &str) {
    let mut write = store.write().await.unwrap();
    write.add_account(&AccountName::new(name).unwrap()).await.unwrap();
    write.commit().await.unwrap();
}

#[tokio::test]
#[ignore = "needs PostgreSQL"]
async fn servers_are_notified_of_a_change_without_polling() {
    let place = server().await;
    let store = Store::make(place.clone()).await.unwrap();
    // Polling alone would take an hour.
    let mut notifier = ChangeNotifier::of(&place).with_interval(Duration::from_secs(3600));
    timeout(BOUND, notifier.wait()).await.expect("once, when it has begun to listen");
    for name in ["alice", "bob"] {
        add(&store, name).await;
        timeout(BOUND, notifier.wait()).await.expect("it is notified");
    }
}

#[tokio::test]
#[ignore = "needs PostgreSQL"]
async fn a_notifier_reconnects_after_its_connection_has_ended() {
    let place = server().await;
    let store = Store::make(place.clone()).await.unwrap();
    let mut notifier = ChangeNotifier::of(&place).with_interval(BOUND / 10);
    notifier.wait().await;
    let end = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity \
               WHERE datname = current_database() AND pid <> pg_backend_pid()";
    let Place::Server(server) = &place else { panic!("a server") };
    let mut other = PgConnection::connect_with(&server.of_postgres().unwrap()).await.unwrap();
    other.execute(sqlx::raw_sql(end)).await.unwrap();
    // It detects the loss by an error or at the next poll, and listens again.
    notifier.wait().await;
    let mut notifier = notifier.with_interval(Duration::from_secs(3600));
    let notified = async {
        loop {
            notifier.wait().await;
        }
    };
    assert!(timeout(BOUND / 10, notified).await.is_err(), "it waits again");
    add(&store, "alice").await;
    timeout(BOUND, notifier.wait()).await.expect("it is notified");
}

#[tokio::test]
#[ignore = "needs PostgreSQL"]
async fn two_that_come_first_at_once_have_the_same_tables_and_the_same_secret() {
    let place = server().await;
    let stores = tokio::join!(Store::make(place.clone()), Store::make(place.clone()), Store::make(place));
    let stores = [stores.0.unwrap(), stores.1.unwrap(), stores.2.unwrap()];
    let mut secrets = Vec::new();
    for store in &stores {
        store.secret().await.unwrap();
        let sql = "SELECT secret FROM shared_secret";
        let all: Vec<String> = sqlx::query_scalar(sql).fetch_all(&store.pool().await.unwrap()).await.unwrap();
        secrets.extend(all);
    }
    assert_eq!(secrets.len(), 3, "one row, seen by each");
    assert!(secrets.iter().all(|secret| *secret == secrets[0]));
    assert_eq!(secrets[0].len(), 44);
}

#[tokio::test]
#[ignore = "needs PostgreSQL"]
async fn writes_at_the_same_time_have_numbers_of_their_own() {
    let store = Store::make(server().await).await.unwrap();
    let other = Store::open(store.place().clone(), 4).await.unwrap();
    let before = store.last_change().await.unwrap();
    let write = async |store: &Store, who: &str| {
        for count in 0..20 {
            add(store, &format!("{who}{count}")).await;
        }
    };
    tokio::join!(write(&store, "a"), write(&other, "b"), write(&other, "c"));
    assert_eq!(store.last_change().await.unwrap(), before + 60);
    let sql = "SELECT COUNT(DISTINCT changed) FROM account";
    let numbers: i64 = sqlx::query_scalar(sql).fetch_one(&store.pool().await.unwrap()).await.unwrap();
    assert_eq!(numbers, 60);
}
