//! `countersign password set`
use super::{
    derive::{Making, derived_for},
    note::{self, note},
};
use crate::command::data::once;
use crate::{
    command::data::Data, command::day::day, command::print_json, command::print_line, command::secret,
    exit::Exit, exit::Failure,
};
use countersign::{Credentials, Secret, account::AccountName};
use countersign_accounts::{AppEntry, KeyEntry, OtherCredentials};
use serde::Serialize;
use std::path::PathBuf;

#[derive(clap::Args)]
#[command(after_help = "\
The password comes from --password-file, from the variable COUNTERSIGN_PASSWORD, or from a prompt. It cannot be recovered \
from the stored records. Running servers apply the change within 2 seconds, and end the connections of the account.

A password that some SCRAM clients refuse, such as one with an emoji, is set with a note on standard error.

Keys and app passwords of the account remain valid and are listed; --revoke-all removes them together with the old \
password.

Exit codes: 0 set; 1 rejected (no such account, invalid password); 2 usage; 5 the accounts cannot be read or written. \
The old password remains unless the exit code is 0.

Examples:
  countersign password set alice
  countersign password set alice --revoke-all
  countersign password set alice@example.org --password-file new.txt --data /var/lib/countersign")]
pub(super) struct Args {
    /// Name of the account, or one of its addresses
    name: String,
    /// Read the password from the first line of this file
    #[arg(long, value_name = "FILE")]
    password_file: Option<PathBuf>,
    /// Remove the account's keys and app passwords as well
    #[arg(long)]
    revoke_all: bool,
    #[command(flatten)]
    making: Making,
    #[command(flatten)]
    data: Data,
    /// Output JSON
    #[arg(long)]
    json: bool,
}

#[derive(Serialize)]
struct Set {
    name: String,
    records: Vec<&'static str>,
    /// They remain unless all are revoked.
    keys: Vec<Key>,
    app_passwords: Vec<App>,
    revoked: bool,
    /// Which clients cannot log in with the password; null if there are none.
    note: Option<&'static str>,
}

#[derive(Serialize)]
struct Key {
    fingerprint: String,
    name: String,
    /// Seconds since 1970.
    created: i64,
}

#[derive(Serialize)]
struct App {
    name: String,
    /// Seconds since 1970.
    created: i64,
    /// Seconds since 1970; null if it was never used.
    last_used: Option<i64>,
}

impl Set {
    fn new(
        name: String,
        credentials: &Credentials,
        other_credentials: OtherCredentials,
        revoked: bool,
        password: &Secret,
    ) -> Self {
        let key = |KeyEntry { fingerprint, name, created }| Key { fingerprint, name, created };
        let app = |AppEntry { label, created, last_used }| App {
            name: label,
            created,
            last_used: (last_used > 0).then_some(last_used),
        };
        Self {
            name,
            records: credentials.hashes().map(|hash| hash.name()).collect(),
            keys: other_credentials.keys.into_iter().map(key).collect(),
            app_passwords: other_credentials.apps.into_iter().map(app).collect(),
            revoked,
            note: note(password.expose()),
        }
    }

    fn print(&self) {
        let Self { name, records, keys, app_passwords, revoked, note } = self;
        print_line(format_args!("{name} has a new password, for {} and PLAIN.", records.join(", ")));
        note::print(*note);
        if keys.is_empty() && app_passwords.is_empty() {
            return;
        }
        print_line(match revoked {
            true => format!("Removed from {name}:"),
            false => format!("Still valid for {name}:"),
        });
        for Key { fingerprint, name, created } in keys {
            print_line(format_args!("  key {fingerprint} {name:?}, created {}", day(*created)));
        }
        for App { name, created, last_used } in app_passwords {
            let used = last_used.map_or_else(|| "never used".into(), |used| format!("used {}", day(used)));
            print_line(format_args!("  app password {name:?}, created {}, {used}", day(*created)));
        }
        if !revoked {
            print_line("After a compromise use --revoke-all, or `key remove` and `password app remove`.");
        }
    }
}

impl Args {
    pub(super) async fn run(self) -> Result<Exit, Failure> {
        let name = AccountName::asked(&self.name);
        let name = name.map_err(|error| Failure::new(Exit::Refused, error.to_string()))?;
        let place = self.data.place()?;
        let set = once(place, async |store| {
            // Checked before the prompt: a mistyped name is reported first.
            let found = store.account(&name).await?.standing;
            let prompt = format!("New password of {}: ", found.name);
            let password = secret::new_password(self.password_file.as_deref(), &prompt)?;
            let (secret, groups) = (store.secret().await?, store.groups(&found).await?);
            let recipe = self.making.recipe();
            let (credentials, sets) = derived_for(&password, recipe, &secret, &groups, None).await?;
            let mut write = store.write().await?;
            let account = write.account(&name).await?;
            write.set_credentials(&account, &credentials).await?;
            write.put_sets(&account, None, &sets).await?;
            let other_credentials = write.other_credentials(&account).await?;
            if self.revoke_all {
                write.revoke_all(&account).await?;
            }
            write.commit().await?;
            Ok(Set::new(account.name, &credentials, other_credentials, self.revoke_all, &password))
        })
        .await?;
        if self.json {
            print_json(&set);
        } else {
            set.print();
        }
        Ok(Exit::Success)
    }
}
