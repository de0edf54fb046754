//! `countersign account add`
use super::{EXIT_CODES, set::From};
use crate::{command::data::Data, command::print_json, command::print_line, exit::Exit, exit::Failure};
use countersign::{NameRefused, account::AccountName};
use countersign_accounts::{Store, StoreError};
use serde::Serialize;

#[derive(clap::Args)]
#[command(after_help = format!("\
Adding the first account creates the folder and the database. Clients can log in with the name and with each address; \
case does not matter. A name or address can belong to one account only.

{EXIT_CODES}

Examples:
  countersign account add alice --address alice@example.org
  countersign account add scanner --allow-from 192.0.2.0/24,2001:db8::/32
  countersign account add zoé --address zoe@example.org --address info@example.org --data /var/lib/countersign"))]
pub(super) struct Args {
    /// Name of the account
    name: String,
    /// Address of the account; can be given several times
    #[arg(long = "address", value_name = "ADDR")]
    addresses: Vec<String>,
    #[command(flatten)]
    from: From,
    #[command(flatten)]
    data: Data,
    /// Output JSON
    #[arg(long)]
    json: bool,
}

#[derive(Serialize)]
struct Added {
    name: String,
    addresses: Vec<String>,
    /// Empty for no restriction.
    allow_from: Vec<String>,
    /// The folder, or the URL of the database.
    data: String,
}

impl Args {
    pub(super) async fn run(self) -> Result<Exit, Failure> {
        let refused =
            |error: NameRefused, name: &str| Failure::new(Exit::Refused, format!("{name:?}: {error}"));
        let name = AccountName::new(&self.name).map_err(|error| refused(error, &self.name))?;
        let address = |text: &String| AccountName::address(text).map_err(|error| refused(error, text));
        let addresses = self.addresses.iter().map(address).collect::<Result<Vec<_>, _>>()?;
        let place = self.data.place()?;
        let (option, data) = (place.option(), place.to_string());
        let store = Store::make(place).await?;
        store.with(async |store| add(store, &name, &addresses, &self.from).await).await?;
        let spelling = |name: &AccountName| name.spelling().to_owned();
        let added = Added {
            name: spelling(&name),
            addresses: addresses.iter().map(spelling).collect(),
            allow_from: self.from.networks(),
            data,
        };
        if self.json {
            print_json(&added);
        } else {
            let Added { name, data, .. } = added;
            print_line(format_args!("{name} was added to {data}."));
            print_line(format_args!("Next: countersign password set {name} {option} {data}"));
        }
        Ok(Exit::Success)
    }
}

/// Adds the account with all its addresses, or nothing.
async fn add(
    store: &Store,
    name: &AccountName,
    addresses: &[AccountName],
    from: &From,
) -> Result<(), StoreError> {
    let mut write = store.write().await?;
    let account = write.add_account(name).await?;
    for address in addresses {
        write.add_address(&account, address).await?;
    }
    if let Some(allow_from) = &from.allow_from {
        write.set_allow_from(&account, allow_from).await?;
    }
    write.commit().await
}
