//! Restore into a database without accounts.
use super::line::{FORMAT, First, Last, Row, VERSION, Values};
use crate::database::{error::StoreError, fill_groups, store::Store, write::Write};
use countersign::mail::base64;
use serde::de::DeserializeOwned;
use sqlx::AnyConnection;
use std::{
    fmt,
    io::{BufRead, Read as _},
};
use zeroize::Zeroizing;

/// Why a backup cannot be restored.
#[derive(Debug)]
pub enum Unfit {
    /// The database already has accounts.
    NotEmpty,
    /// The line with this number is not one of a backup.
    Line(u64),
    /// A newer version of this program wrote it.
    Newer,
    /// The text is truncated.
    CutOff,
    /// The row of this line contradicts those before it.
    Row(u64),
    /// The database cannot be written.
    Store(StoreError),
}

/// Largest length of a line in octets.
const MAX_LENGTH: u64 = 1 << 20;

/// Numbered lines.
struct Lines<R> {
    text: R,
    number: u64,
}

impl Store {
    /// Restores what [`Store::back_up`] has written, all or nothing; returns the number of accounts.
    pub async fn restore(&self, text: impl BufRead) -> Result<u64, Unfit> {
        let mut write = self.write().await?;
        let there: i64 =
            sqlx::query_scalar("SELECT COUNT(*) FROM account").fetch_one(write.connection()).await?;
        if there > 0 {
            return Err(Unfit::NotEmpty);
        }
        let mut lines = Lines { text, number: 0 };
        let first: First = parse(&lines.next()?.ok_or(Unfit::CutOff)?).ok_or(Unfit::Line(1))?;
        if first.format != FORMAT {
            return Err(Unfit::Line(1));
        }
        if first.version > VERSION {
            return Err(Unfit::Newer);
        }
        let secret = Zeroizing::new(first.secret);
        let octets = base64::decode(secret.as_bytes()).ok();
        let octets = octets.and_then(|octets| <[u8; 32]>::try_from(&octets[..]).ok().map(Zeroizing::new));
        let octets = octets.ok_or(Unfit::Line(1))?;
        let accounts = rows(&mut write, &mut lines).await?;
        fill_groups::fill_in(write.connection()).await?;
        // A server that follows changes has to see these, and none of an earlier directory twice.
        let change = first.change.max(write.change).saturating_add(1);
        sqlx::query("UPDATE directory SET change = $1 WHERE only_row = 1")
            .bind(change)
            .execute(write.connection())
            .await?;
        self.set_secret(write.connection(), &octets).await?;
        write.commit().await?;
        Ok(accounts)
    }
}

async fn rows(write: &mut Write, lines: &mut Lines<impl BufRead>) -> Result<u64, Unfit> {
    let (mut accounts, mut count) = (0_u64, 0_u64);
    while let Some(line) = lines.next()? {
        if let Some(Last { rows }) = parse(&line) {
            let is_whole = rows == count && lines.next()?.is_none();
            return if is_whole { Ok(accounts) } else { Err(Unfit::CutOff) };
        }
        let values = parse::<Row>(&line).and_then(Values::of).ok_or(Unfit::Line(lines.number))?;
        accounts = accounts.saturating_add(u64::from(values.table.name == "account"));
        count = count.saturating_add(1);
        let inserted = insert(write.connection(), values).await;
        inserted.map_err(|error| match &error {
            sqlx::Error::Database(why) if !why.is_unique_violation() && !is_rule(&**why) => error.into(),
            sqlx::Error::Database(_) => Unfit::Row(lines.number),
            _ => error.into(),
        })?;
    }
    Err(Unfit::CutOff)
}

fn is_rule(error: &dyn sqlx::error::DatabaseError) -> bool {
    error.is_foreign_key_violation() || error.is_check_violation()
}

async fn insert(connection: &mut AnyConnection, values: Values) -> Result<(), sqlx::Error> {
    let mut query = sqlx::query(values.table.insert);
    for text in values.texts {
        query = query.bind(text);
    }
    for number in values.numbers {
        query = query.bind(number);
    }
    query.execute(connection).await.map(drop)
}

impl<R: BufRead> Lines<R> {
    fn next(&mut self) -> Result<Option<Zeroizing<Vec<u8>>>, Unfit> {
        let mut line = Zeroizing::new(Vec::new());
        self.number = self.number.saturating_add(1);
        let count =
            self.text.by_ref().take(MAX_LENGTH).read_until(b'\n', &mut line).map_err(StoreError::from)?;
        match line.last() {
            None if count == 0 => Ok(None),
            Some(b'\n') => Ok(Some(line)),
            _ if u64::try_from(count).is_ok_and(|count| count < MAX_LENGTH) => Err(Unfit::CutOff),
            _ => Err(Unfit::Line(self.number)),
        }
    }
}

fn parse<T: DeserializeOwned>(line: &[u8]) -> Option<T> {
    serde_json::from_slice(line).ok()
}

impl From<StoreError> for Unfit {
    fn from(error: StoreError) -> Self {
        Self::Store(error)
    }
}

impl From<sqlx::Error> for Unfit {
    fn from(error: sqlx::Error) -> Self {
        Self::Store(error.into())
    }
}

impl fmt::Display for Unfit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotEmpty => f.write_str("there are accounts already; restore into an empty store"),
            Self::Line(number) => {
                write!(f, "line {number} is not a line of a backup made by `account backup`")
            }
            Self::Newer => f.write_str("written by a newer version of this program; use that version"),
            Self::CutOff => f.write_str("truncated: lines are missing"),
            Self::Row(number) => write!(f, "line {number} contradicts the lines before it"),
            Self::Store(error) => error.fmt(f),
        }
    }
}
