//! `countersign account remove`
use super::{EXIT_CODES, asked};
use crate::command::data::once;
use crate::{command::data::Data, command::print_json, command::print_line, exit::Exit, exit::Failure};
use serde::Serialize;

#[derive(clap::Args)]
#[command(after_help = format!("\
There is no confirmation prompt. Running servers apply the change within 2 seconds. An account added later under the same \
name is a different account.

{EXIT_CODES}"))]
pub(super) struct Args {
    /// Name of the account, or one of its addresses
    name: String,
    #[command(flatten)]
    data: Data,
    /// Output the removed account as JSON
    #[arg(long)]
    json: bool,
}

#[derive(Serialize)]
struct Removed {
    removed: String,
}

impl Args {
    pub(super) async fn run(self) -> Result<Exit, Failure> {
        let name = asked(&self.name)?;
        let account = once(self.data.place()?, async |store| {
            let mut write = store.write().await?;
            let account = write.account(&name).await?;
            write.remove_account(&account).await?;
            write.commit().await?;
            Ok(account)
        });
        let account = account.await?;
        if self.json {
            print_json(&Removed { removed: account.name });
        } else {
            print_line(format_args!("{} was removed.", account.name));
        }
        Ok(Exit::Success)
    }
}
