//! `countersign key list`
use super::{EXIT_CODES, view::View};
use crate::{
    accounts::Store,
    command::data::Data,
    exit::{Exit, Failure},
};
use countersign::account::AccountName;

#[derive(clap::Args)]
#[command(after_help = EXIT_CODES)]
pub(super) struct Args {
    /// Only the keys of the account with this name or address
    address: Option<String>,
    #[command(flatten)]
    data: Data,
    /// A line of JSON for each key
    #[arg(long)]
    json: bool,
}

impl Args {
    pub(super) async fn run(self) -> Result<Exit, Failure> {
        let store = Store::open(self.data.folder()?, 1).await?;
        let account = match &self.address {
            Some(address) => {
                let name = AccountName::asked(address);
                let name = name.map_err(|error| Failure::new(Exit::Refused, error.to_string()))?;
                Some(store.account(&name).await?.standing)
            }
            None => None,
        };
        for key in store.keys(account.as_ref()).await? {
            View::new(&key).print_short(self.json);
        }
        Ok(Exit::Success)
    }
}
