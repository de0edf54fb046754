//! `countersign password set`
use super::derive::{Making, derived_for};
use crate::{
    accounts::Store,
    command::{data::Data, print_json, print_line, secret},
    exit::{Exit, Failure},
};
use countersign::account::AccountName;
use serde::Serialize;
use std::path::PathBuf;

#[derive(clap::Args)]
#[command(after_help = "\
The password comes from --password-file, from the variable COUNTERSIGN_PASSWORD, or from a prompt. What is stored cannot \
be turned back into it. Servers that run notice within 2 seconds.

Exit codes: 0 set; 1 not set: no such account, or a password that cannot be used, and why; 2 usage; 5 the accounts cannot \
be read or written. With anything but 0 the old password stays.

Examples:
  countersign password set alice
  countersign password set alice@example.org --password-file new.txt --data /var/lib/countersign")]
pub(super) struct Args {
    /// The account's name, or an address of it
    name: String,
    /// Read the password from this file: its first line
    #[arg(long, value_name = "FILE")]
    password_file: Option<PathBuf>,
    #[command(flatten)]
    making: Making,
    #[command(flatten)]
    data: Data,
    /// Say it in one line of JSON
    #[arg(long)]
    json: bool,
}

#[derive(Serialize)]
struct Set {
    name: String,
    records: Vec<&'static str>,
}

impl Args {
    pub(super) async fn run(self) -> Result<Exit, Failure> {
        let name = AccountName::asked(&self.name);
        let name = name.map_err(|error| Failure::new(Exit::Refused, error.to_string()))?;
        let place = self.data.place()?;
        let (name, credentials) = Store::once(place, async |store| {
            // Asked before the password is: whoever mistypes the name need not type the password.
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
            write.commit().await?;
            Ok((account.name, credentials))
        })
        .await?;
        let set = Set { name, records: credentials.hashes().map(|hash| hash.name()).collect() };
        if self.json {
            print_json(&set);
        } else {
            print_line(format_args!(
                "{} has a new password, for {} and PLAIN.",
                set.name,
                set.records.join(", ")
            ));
        }
        Ok(Exit::Success)
    }
}
