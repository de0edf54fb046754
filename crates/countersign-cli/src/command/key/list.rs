//! `countersign key list`
use super::{EXIT_CODES, view::View};
use crate::command::data::once;
use crate::{command::data::Data, exit::Exit, exit::Failure};
use countersign::account::AccountName;

#[derive(clap::Args)]
#[command(after_help = EXIT_CODES)]
pub(super) struct Args {
    /// Show the keys of the account with this name or address
    address: Option<String>,
    #[command(flatten)]
    data: Data,
    /// Output a line of JSON for each key
    #[arg(long)]
    json: bool,
}

impl Args {
    pub(super) async fn run(self) -> Result<Exit, Failure> {
        let name = self.address.as_deref().map(AccountName::asked).transpose();
        let name = name.map_err(|error| Failure::new(Exit::Refused, error.to_string()))?;
        let keys = once(self.data.place()?, async |store| {
            let account = match &name {
                Some(name) => Some(store.account(name).await?.standing),
                None => None,
            };
            Ok(store.keys(account.as_ref()).await?)
        });
        for key in keys.await? {
            View::new(&key).print_short(self.json);
        }
        Ok(Exit::Success)
    }
}
