//! The creation of many accounts: copies of one, written directly to the database.

use super::client::USER;
use sqlx::{AssertSqlSafe, Connection as _, Executor as _, SqliteConnection, sqlite::SqliteConnectOptions};
use std::{io, path::Path};

/// Creates this number of accounts with different names and addresses and the records of the existing account.
pub fn fill(folder: &Path, count: u32) -> io::Result<()> {
    let numbers =
        format!("WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {count})");
    let copies = [
        "INSERT INTO account (id, name, state, credentials, generation, epoch, created, changed, kind) \
         SELECT printf('%032x', i), 'user' || i, state, credentials, generation, epoch, created, changed, kind \
         FROM n, account WHERE account.name = '{user}'",
        "INSERT INTO login_name (folded, account, spelling, is_address, salt_group, domain) \
         SELECT 'user' || i, printf('%032x', i), 'user' || i, 0, 'user' || i, '' FROM n",
        "INSERT INTO login_name (folded, account, spelling, is_address, salt_group, domain) \
         SELECT 'user' || i || '@example.org', printf('%032x', i), 'user' || i || '@example.org', 1, 'user' || i, \
         'example.org' FROM n",
    ];
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let done = runtime.block_on(async {
        let options = SqliteConnectOptions::new().filename(folder.join("accounts.sqlite"));
        let mut connection = SqliteConnection::connect_with(&options).await?;
        for copy in copies {
            // The numbers of a query precede the selected columns.
            let (insert, select) = copy.split_once(" SELECT").unwrap_or_default();
            let sql = format!("{insert} {numbers} SELECT{select}").replace("{user}", USER);
            connection.execute(sqlx::raw_sql(AssertSqlSafe(sql))).await?;
        }
        connection.close().await
    });
    done.map_err(io::Error::other)
}
