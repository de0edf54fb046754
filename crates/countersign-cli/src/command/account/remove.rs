//! `countersign account remove`
use super::{EXIT_CODES, asked};
use crate::{
    accounts::Store,
    command::{data::Data, print_json, print_line},
    exit::{Exit, Failure},
};
use serde::Serialize;

#[derive(clap::Args)]
#[command(after_help = format!("\
It is not asked whether you are sure. Servers that run notice within 2 seconds. An account that is added under the same \
name afterwards is another one.

{EXIT_CODES}"))]
pub(super) struct Args {
    /// The account's name, or an address of it
    name: String,
    #[command(flatten)]
    data: Data,
    /// Say which it was in one line of JSON
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
        let account = Store::once(self.data.place()?, async |store| {
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
            print_line(format_args!("{} has been removed.", account.name));
        }
        Ok(Exit::Success)
    }
}
