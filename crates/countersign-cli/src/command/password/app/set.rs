//! `countersign password app set`
use super::{EXIT_CODES, asked};
use crate::command::data::once;
use crate::{command::data::Data, command::print_json, command::print_line, exit::Exit, exit::Failure};
use countersign_accounts::AllowFrom;
use serde::Serialize;

#[derive(clap::Args)]
#[command(after_help = format!("\
From other networks the app password is rejected like a wrong one; its open connections from there end within 2 \
seconds. The networks of its account (`account set --allow-from`) apply as well.

{EXIT_CODES}

Examples:
  countersign password app set alice printer --allow-from 192.0.2.0/24
  countersign password app set alice printer --allow-from any"))]
pub(super) struct Args {
    /// Name of the account, or one of its addresses
    account: String,
    /// Name of the app password
    name: String,
    /// Addresses and CIDR ranges that it may be used from; any for no restriction
    #[arg(long, value_name = "CIDR,..")]
    allow_from: AllowFrom,
    #[command(flatten)]
    data: Data,
    /// Output the changed app password as JSON
    #[arg(long)]
    json: bool,
}

#[derive(Serialize)]
struct Changed<'a> {
    account: &'a str,
    name: &'a str,
    /// Empty for no restriction.
    allow_from: Vec<&'a str>,
}

impl Args {
    pub(super) async fn run(self) -> Result<Exit, Failure> {
        let (account, label) = (asked(&self.account)?, asked(&self.name)?);
        let owner = once(self.data.place()?, async |store| {
            let mut write = store.write().await?;
            let owner = write.account(&account).await?;
            write.set_app_allow_from(&owner, &label, &self.allow_from).await?;
            write.commit().await?;
            Ok(owner.name)
        });
        let owner = owner.await?;
        if self.json {
            let allow_from = self.allow_from.networks();
            print_json(&Changed { account: &owner, name: &self.name, allow_from });
        } else {
            print_line(format_args!("{:?} of {owner} may be used from {}.", self.name, self.allow_from));
        }
        Ok(Exit::Success)
    }
}
