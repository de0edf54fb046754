//! `countersign account disable` and `enable`
use super::{EXIT_CODES, asked, view::View};
use crate::{
    accounts::Store,
    command::{data::Data, print_line},
    exit::{Exit, Failure},
};
use countersign::account::AccountState;

#[derive(clap::Args)]
#[command(after_help = format!("\
Servers that run notice within 2 seconds. A disabled account keeps its password and its addresses.

{EXIT_CODES}"))]
pub(super) struct Args {
    /// The account's name, or an address of it
    name: String,
    #[command(flatten)]
    data: Data,
    /// Say what the account is now in one line of JSON
    #[arg(long)]
    json: bool,
}

impl Args {
    pub(super) async fn run(self, state: AccountState) -> Result<Exit, Failure> {
        let name = asked(&self.name)?;
        let account = Store::once(self.data.place()?, async |store| {
            let mut write = store.write().await?;
            let account = write.account(&name).await?;
            write.set_state(&account, state).await?;
            write.commit().await?;
            Ok(store.account(&name).await?)
        });
        let account = account.await?;
        if self.json {
            View::new(&account).print(true);
        } else {
            print_line(format_args!("{} is {state}.", account.standing.name));
        }
        Ok(Exit::Success)
    }
}
