//! Opening a database and migrating its tables.
use super::{error::StoreError, fill_groups, kind::fill_in, place::Place};
use sqlx::{
    AnyPool, SqlSafeStr as _,
    migrate::{Migration, MigrationType, Migrator},
};

/// The migrations up to the present tables. Never change a released one: add another.
fn migrations() -> Migrator {
    let step = |version, description: &'static str, sql: &'static str| {
        Migration::new(version, description.into(), MigrationType::Simple, sql.into_sql_str(), false)
    };
    Migrator::with_migrations(vec![
        step(1, "accounts", include_str!("schema/0001_accounts.sql")),
        step(2, "keys", include_str!("schema/0002_keys.sql")),
        step(3, "shared secret", include_str!("schema/0003_shared_secret.sql")),
        step(4, "app passwords", include_str!("schema/0004_app_passwords.sql")),
        step(5, "attempts", include_str!("schema/0005_attempts.sql")),
        step(100, "salt groups", include_str!("schema/0100_salt_groups.sql")),
        step(200, "allow from", include_str!("schema/0200_allow_from.sql")),
    ])
}

/// Returns the number of the last migration.
pub(super) fn newest() -> i64 {
    migrations().iter().map(|migration| migration.version).max().unwrap_or_default()
}

/// Connects to the existing database in this place and migrates its tables.
pub(super) async fn open(place: &Place, connections: u32) -> Result<AnyPool, StoreError> {
    // PostgreSQL locks against concurrent migrations; for a file the lock file does.
    let lock = match place {
        Place::Folder(folder) => {
            let waiting = folder.clone();
            let lock = tokio::task::spawn_blocking(move || waiting.lock()).await;
            Some(lock.map_err(|error| StoreError::Unusable(error.to_string()))??)
        }
        Place::Server(_) => None,
    };
    let (options, pool) = place.connecting(connections)?;
    place.try_out(&options).await?;
    let pool = pool.connect_with(options).await?;
    migrations().run(&pool).await?;
    fill_in(&pool).await?;
    fill_groups::fill_in_all(&pool).await?;
    drop(lock);
    Ok(pool)
}
