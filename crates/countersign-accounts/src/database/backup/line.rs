//! A line of a backup, in JSON.
use super::tables::{NEWER, TABLES, Table};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

/// The format name in the first line.
pub(super) const FORMAT: &str = "countersign accounts";
/// Version 2 has `allow_from`: an older program would drop that restriction.
pub(super) const VERSION: u32 = 2;

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct First {
    pub(super) format: String,
    pub(super) version: u32,
    /// The directory's secret in base64.
    pub(super) secret: String,
    /// The number of the last change.
    pub(super) change: i64,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Last {
    /// The number of lines between the first and this one.
    pub(super) rows: u64,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Row {
    pub(super) table: String,
    pub(super) row: Map<String, Value>,
}

/// Values in the order of the table's columns.
pub(super) struct Values {
    pub(super) table: &'static Table,
    pub(super) texts: Vec<String>,
    pub(super) numbers: Vec<i64>,
}

impl Values {
    pub(super) fn into_row(self) -> Row {
        let texts = self.table.texts.iter().zip(self.texts.into_iter().map(Value::from));
        let numbers = self.table.numbers.iter().zip(self.numbers.into_iter().map(Value::from));
        let row = texts.chain(numbers).map(|(column, value)| ((*column).to_owned(), value)).collect();
        Row { table: self.table.name.into(), row }
    }

    /// Returns `None` for an unknown table or column, and for a missing value or one of another type.
    pub(super) fn of(mut row: Row) -> Option<Self> {
        let table = TABLES.iter().find(|table| table.name == row.table)?;
        let mut texts = Vec::with_capacity(table.texts.len());
        for column in table.texts {
            match row.row.remove(*column) {
                Some(Value::String(text)) => texts.push(text),
                None if NEWER.contains(column) => texts.push(String::new()),
                _ => return None,
            }
        }
        let mut numbers = Vec::with_capacity(table.numbers.len());
        for column in table.numbers {
            numbers.push(row.row.remove(*column)?.as_i64()?);
        }
        row.row.is_empty().then_some(Self { table, texts, numbers })
    }
}
