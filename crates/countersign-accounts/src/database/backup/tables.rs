//! The tables of a backup, in an order in which each refers only to earlier ones.

/// A table with its columns. The key, a text column, comes first: rows are read in its order.
pub(super) struct Table {
    pub(super) name: &'static str,
    pub(super) texts: &'static [&'static str],
    pub(super) numbers: &'static [&'static str],
    /// Selects a page of rows after this key: text columns, then numbers.
    pub(super) select: &'static str,
    /// Text columns, then numbers.
    pub(super) insert: &'static str,
}

/// Columns that are empty if a backup of an older version lacks them.
pub(super) const NEWER: [&str; 1] = ["allow_from"];

pub(super) const TABLES: [Table; 5] = [
    Table {
        name: "account",
        texts: &["id", "name", "state", "credentials", "kind", "allow_from"],
        numbers: &["generation", "epoch", "created", "changed"],
        select: "SELECT id, name, state, credentials, kind, allow_from, generation, epoch, created, changed FROM account \
                 WHERE id > $1 ORDER BY id LIMIT 256",
        insert: "INSERT INTO account (id, name, state, credentials, kind, allow_from, generation, epoch, created, \
                 changed) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
    },
    Table {
        name: "login_name",
        texts: &["folded", "account", "spelling"],
        numbers: &["is_address"],
        select: "SELECT folded, account, spelling, is_address FROM login_name \
                 WHERE folded > $1 ORDER BY folded LIMIT 256",
        insert: "INSERT INTO login_name (folded, account, spelling, is_address) VALUES ($1, $2, $3, $4)",
    },
    Table {
        name: "client_key",
        texts: &["fingerprint", "account", "spki", "name", "address", "certificate"],
        numbers: &["no_imap_preauth", "created"],
        select: "SELECT fingerprint, account, spki, name, address, certificate, no_imap_preauth, created \
                 FROM client_key WHERE fingerprint > $1 ORDER BY fingerprint LIMIT 256",
        insert: "INSERT INTO client_key (fingerprint, account, spki, name, address, certificate, \
                 no_imap_preauth, created) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
    },
    Table {
        name: "app_password",
        texts: &["id", "account", "label", "folded", "scope", "tag", "credentials", "allow_from"],
        numbers: &["created", "last_used"],
        select: "SELECT id, account, label, folded, scope, tag, credentials, allow_from, created, last_used \
                 FROM app_password WHERE id > $1 ORDER BY id LIMIT 256",
        insert: "INSERT INTO app_password (id, account, label, folded, scope, tag, credentials, allow_from, \
                 created, last_used) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
    },
    Table {
        name: "credential_set",
        texts: &["id", "account", "app", "salt_group", "credentials"],
        numbers: &["generation"],
        select: "SELECT id, account, app, salt_group, credentials, generation FROM credential_set \
                 WHERE id > $1 ORDER BY id LIMIT 256",
        insert: "INSERT INTO credential_set (id, account, app, salt_group, credentials, generation) \
                 VALUES ($1, $2, $3, $4, $5, $6)",
    },
];

#[cfg(test)]
mod tests {
    use super::TABLES;
    use crate::{database::folder::Folder, database::store::Store};
    use std::collections::BTreeSet;

    /// Tables that are not backed up: numbers and secrets that a restored directory makes or has in the first line, sqlx's
    /// own, and login attempts.
    const OTHERS: [&str; 5] = ["_sqlx_migrations", "attempt", "directory", "removed", "shared_secret"];

    /// Columns derived from others, filled in on restore.
    const DERIVED: [(&str, &str); 2] = [("login_name", "domain"), ("login_name", "salt_group")];

    #[tokio::test]
    async fn no_table_and_no_column_is_forgotten() {
        let home = tempfile::tempdir().unwrap();
        let pool = Store::make(Folder::new(home.path())).await.unwrap().pool().await.unwrap();
        let sql = "SELECT m.name, c.name FROM sqlite_master m JOIN pragma_table_info(m.name) c \
                   WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite_%'";
        let there: Vec<(String, String)> = sqlx::query_as(sql).fetch_all(&pool).await.unwrap();
        let there: BTreeSet<_> =
            there.into_iter().filter(|(table, _)| !OTHERS.contains(&table.as_str())).collect();
        let there: BTreeSet<_> =
            &there - &DERIVED.map(|(table, column)| (table.into(), column.into())).into();
        let kept: BTreeSet<_> = TABLES
            .iter()
            .flat_map(|table| table.texts.iter().chain(table.numbers).map(|column| (table.name, *column)))
            .map(|(table, column)| (table.to_owned(), column.to_owned()))
            .collect();
        assert_eq!(there, kept);
    }
}
