//! Backup of a database: a consistent snapshot while servers and commands continue.
use super::{
    line::{FORMAT, First, Last, VERSION, Values},
    tables::{TABLES, Table},
};
use crate::{database::error::StoreError, database::store::Store};
use serde::Serialize;
use sqlx::{AnyConnection, Row as _, any::AnyRow};
use std::io::Write;
use zeroize::Zeroizing;

impl Store {
    /// Writes all accounts; returns their number.
    pub async fn back_up(&self, out: &mut impl Write) -> Result<u64, StoreError> {
        // Read before the transaction, which has the only connection; the secret does not change.
        let secret = self.secret_text().await?;
        let mut transaction = self.pool().await?.begin_with(self.place().begin_to_read()).await?;
        let change = sqlx::query_scalar("SELECT change FROM directory WHERE only_row = 1")
            .fetch_one(&mut *transaction)
            .await?;
        let first = First { format: FORMAT.into(), version: VERSION, secret: secret.to_string(), change };
        line(out, &first)?;
        let (mut accounts, mut rows) = (0_u64, 0_u64);
        for table in &TABLES {
            let count = dump(&mut transaction, table, out).await?;
            rows = rows.saturating_add(count);
            if table.name == "account" {
                accounts = count;
            }
        }
        line(out, &Last { rows })?;
        out.flush()?;
        Ok(accounts)
    }
}

/// Writes a page of rows at a time, by key.
async fn dump(
    connection: &mut AnyConnection,
    table: &'static Table,
    out: &mut impl Write,
) -> Result<u64, StoreError> {
    let mut behind = String::new();
    let mut count = 0_u64;
    loop {
        let rows = sqlx::query(table.select).bind(&behind).fetch_all(&mut *connection).await?;
        for row in &rows {
            let values = values(table, row)?;
            behind.clone_from(values.texts.first().unwrap_or(&behind.clone()));
            line(out, &values.into_row())?;
            count = count.saturating_add(1);
        }
        if rows.is_empty() {
            return Ok(count);
        }
    }
}

fn values(table: &'static Table, row: &AnyRow) -> Result<Values, StoreError> {
    let texts = table.texts.iter().map(|column| row.try_get(*column));
    let numbers = table.numbers.iter().map(|column| row.try_get(*column));
    Ok(Values { table, texts: texts.collect::<Result<_, _>>()?, numbers: numbers.collect::<Result<_, _>>()? })
}

fn line(out: &mut impl Write, value: &impl Serialize) -> Result<(), StoreError> {
    let unusable = |error: serde_json::Error| StoreError::Unusable(error.to_string());
    let mut text = Zeroizing::new(serde_json::to_vec(value).map_err(unusable)?);
    text.push(b'\n');
    Ok(out.write_all(&text)?)
}
