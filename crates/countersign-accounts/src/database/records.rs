//! Parsing all records, to find those that cannot be read.
use super::{
    account::Row,
    app_passwords,
    attempts::unreadable_on,
    error::StoreError,
    keys,
    unreadable::{Finding, PASSWORD},
};
use countersign::{Credentials, account::AccountState};
use sqlx::{AnyPool, AssertSqlSafe, FromRow as _, Row as _, any::AnyRow};
use std::fmt::Display;
use zeroize::Zeroizing;

/// Rows read at a time.
const PAGE: i64 = 256;

/// A table whose rows are all parsed.
struct Records {
    /// Columns of the row, with its key as `record` and its account's name as `owner`, and their tables.
    select: &'static str,
    /// The key column.
    key: &'static str,
    parse: Parse,
}

/// Fails with the unreadable record.
type Parse = fn(&AnyRow) -> Result<(), Finding>;

const ACCOUNTS: Records = Records {
    select: "a.id AS record, a.name AS owner, a.id, a.name, a.state, a.generation, a.epoch, a.allow_from, \
             a.credentials FROM account a",
    key: "a.id",
    parse: account,
};

const KEYS: Records = Records {
    select: keys::RECORDS,
    key: "k.fingerprint",
    parse: |row| match keys::stored(row) {
        Ok(_) => Ok(()),
        Err(error) => Err(finding(row, &format!("its key {}", named(row, "record")), &error)),
    },
};

const APPS: Records = Records {
    select: "p.id AS record, a.name AS owner, p.id, p.label, p.scope, p.allow_from, p.created, p.last_used, \
             p.credentials, a.name \
             FROM app_password p JOIN account a ON a.id = p.account",
    key: "p.id",
    parse: |row| match app_passwords::parse(row) {
        Ok(()) => Ok(()),
        Err(why) => Err(finding(row, &format!("the app password {:?}", named(row, "label")), &why)),
    },
};

const SETS: Records = Records {
    select: "x.id AS record, a.name AS owner, x.salt_group, x.credentials FROM credential_set x \
             JOIN account a ON a.id = x.account",
    key: "x.id",
    parse: |row| match row.try_get::<String, _>("credentials").map(Zeroizing::new) {
        Ok(text) => match Credentials::parse(&text) {
            Ok(_) => Ok(()),
            Err(error) => Err(of_group(row, &error)),
        },
        Err(error) => Err(of_group(row, &error)),
    },
};

/// Reports each unreadable record of the account with this id, or of all; returns the number of accounts. Readable ones are
/// not kept. The tables have to be of this version of the schema.
pub(super) async fn each_unreadable(
    pool: &AnyPool,
    version: i64,
    id: Option<&str>,
    mut found: impl FnMut(Finding),
) -> Result<i64, StoreError> {
    let accounts = table(pool, &ACCOUNTS, id, &mut found).await?;
    if version >= 2 {
        table(pool, &KEYS, id, &mut found).await?;
    }
    if version >= 4 {
        table(pool, &APPS, id, &mut found).await?;
    }
    if version >= 100 {
        table(pool, &SETS, id, &mut found).await?;
    }
    if version >= 5 && id.is_none() {
        let days: Vec<i64> = sqlx::query_scalar("SELECT DISTINCT day FROM attempt").fetch_all(pool).await?;
        for day in days {
            let count = unreadable_on(pool, day).await?;
            if count > 0 {
                let (what, why) =
                    (format!("rows of login attempts of day {day}"), format!("{count} of them"));
                found(Finding { what, account: String::new(), why, text: Zeroizing::default() });
            }
        }
    }
    Ok(accounts)
}

async fn table(
    pool: &AnyPool,
    records: &Records,
    id: Option<&str>,
    found: &mut impl FnMut(Finding),
) -> Result<i64, StoreError> {
    let id = id.unwrap_or_default();
    let Records { select, key, parse } = records;
    let from = select.split_once(" FROM ").map(|(_, from)| from).unwrap_or_default();
    let rest = format!("WHERE {key} > $1 AND ($2 = '' OR a.id = $2) ORDER BY {key} LIMIT {PAGE}");
    let keys = format!("SELECT {key} FROM {from} {rest}");
    let page = format!("SELECT {select} {rest}");
    let one = format!("SELECT {select} WHERE {key} = $1");
    let (mut behind, mut count) = (String::new(), 0_i64);
    loop {
        let keys: Vec<String> =
            sqlx::query_scalar(AssertSqlSafe(keys.as_str())).bind(&behind).bind(id).fetch_all(pool).await?;
        let Some(last) = keys.last() else { return Ok(count) };
        count = count.saturating_add(i64::try_from(keys.len()).unwrap_or(i64::MAX));
        let rows = sqlx::query(AssertSqlSafe(page.as_str())).bind(&behind).bind(id).fetch_all(pool).await;
        match readable(rows)? {
            Ok(rows) => rows.iter().for_each(|row| check_row(row, *parse, found)),
            // One is not even a row of text and numbers: read them one at a time.
            Err(_) => {
                for key in &keys {
                    let row = sqlx::query(AssertSqlSafe(one.as_str())).bind(key).fetch_optional(pool).await;
                    match readable(row)? {
                        Ok(row) => row.iter().for_each(|row| check_row(row, *parse, found)),
                        Err(why) => found(Finding {
                            what: "a row".into(),
                            account: owner(pool, records, key).await,
                            why: why.to_string(),
                            text: key.clone().into(),
                        }),
                    }
                }
            }
        }
        behind.clone_from(last);
    }
}

/// The inner error is about the record; the outer one is the database's.
fn readable<T>(read: Result<T, sqlx::Error>) -> Result<Result<T, StoreError>, StoreError> {
    match read.map_err(StoreError::from) {
        Err(error @ StoreError::Unreadable(_)) => Ok(Err(error)),
        read => read.map(Ok),
    }
}

fn check_row(row: &AnyRow, parse: Parse, found: &mut impl FnMut(Finding)) {
    if let Err(finding) = parse(row) {
        found(finding);
    }
}

fn account(row: &AnyRow) -> Result<(), Finding> {
    Row::from_row(row).map_err(|error| finding(row, "its row", &error))?;
    let state: &str = row.try_get("state").map_err(|error| finding(row, "its row", &error))?;
    state.parse::<AccountState>().map_err(|error| finding(row, "its state", &error))?;
    let text: String = row.try_get("credentials").map_err(|error| finding(row, "its row", &error))?;
    let text = Zeroizing::new(text);
    if text.is_empty() {
        return Ok(());
    }
    Credentials::parse(&text).map(drop).map_err(|error| finding(row, PASSWORD, &error))
}

fn of_group(row: &AnyRow, why: &dyn Display) -> Finding {
    finding(row, &format!("the records of its login names like {:?}", named(row, "salt_group")), why)
}

fn finding(row: &AnyRow, what: &str, why: &dyn Display) -> Finding {
    let text = Zeroizing::new(named(row, "credentials"));
    Finding { what: what.into(), account: named(row, "owner"), why: why.to_string(), text }
}

fn named(row: &AnyRow, column: &str) -> String {
    row.try_get(column).unwrap_or_default()
}

/// Returns the account name of an unreadable row, or its key if the name cannot be read either.
async fn owner(pool: &AnyPool, records: &Records, key: &str) -> String {
    let from = records.select.split_once(" FROM ").map(|(_, from)| from).unwrap_or_default();
    let sql = format!("SELECT a.name FROM {from} WHERE {} = $1", records.key);
    let name = sqlx::query_scalar(AssertSqlSafe(sql)).bind(key).fetch_one(pool).await;
    name.unwrap_or_else(|_| key.to_owned())
}
