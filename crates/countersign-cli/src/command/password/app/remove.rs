//! `countersign password app remove`
use super::{EXIT_CODES, asked};
use crate::command::data::once;
use crate::{command::data::Data, command::print_json, command::print_line, exit::Exit, exit::Failure};
use serde::Serialize;

#[derive(clap::Args)]
#[command(after_help = format!("\
Connections that used it end within 2 seconds; other connections of the account continue.

{EXIT_CODES}"))]
pub(super) struct Args {
    /// Name of the account, or one of its addresses
    account: String,
    /// Name of the app password
    name: String,
    #[command(flatten)]
    data: Data,
    /// Output the removed app password as JSON
    #[arg(long)]
    json: bool,
}

#[derive(Serialize)]
struct Removed<'a> {
    account: &'a str,
    removed: &'a str,
}

impl Args {
    pub(super) async fn run(self) -> Result<Exit, Failure> {
        let (account, label) = (asked(&self.account)?, asked(&self.name)?);
        let owner = once(self.data.place()?, async |store| {
            let mut write = store.write().await?;
            let owner = write.account(&account).await?;
            write.remove_app(&owner, &label).await?;
            write.commit().await?;
            Ok(owner.name)
        });
        let owner = owner.await?;
        if self.json {
            print_json(&Removed { account: &owner, removed: &self.name });
        } else {
            print_line(format_args!("{:?} of {owner} was removed.", self.name));
        }
        Ok(Exit::Success)
    }
}
