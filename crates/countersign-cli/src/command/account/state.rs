//! `countersign account disable` and `enable`
use super::{EXIT_CODES, asked, view::View};
use crate::command::data::once;
use crate::{command::data::Data, command::print_line, exit::Exit, exit::Failure};
use countersign::account::AccountState;

#[derive(clap::Args)]
#[command(after_help = format!("\
Running servers apply the change within 2 seconds. A disabled account keeps its password and its addresses.

{EXIT_CODES}"))]
pub(super) struct Args {
    /// Name of the account, or one of its addresses
    name: String,
    #[command(flatten)]
    data: Data,
    /// Output the changed account as JSON
    #[arg(long)]
    json: bool,
}

impl Args {
    pub(super) async fn run(self, state: AccountState) -> Result<Exit, Failure> {
        let name = asked(&self.name)?;
        let account = once(self.data.place()?, async |store| {
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
