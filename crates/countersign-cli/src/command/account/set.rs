//! `countersign account set`
use super::{EXIT_CODES, asked, view::View};
use crate::command::data::once;
use crate::{command::data::Data, command::print_line, exit::Exit, exit::Failure};
use countersign_accounts::AllowFrom;

#[derive(clap::Args)]
#[command(after_help = format!("\
A login from another network is rejected like one with a wrong password. This holds for the account's password, app \
passwords, keys, certificates and tokens. Open connections from other networks end within 2 seconds. Behind a proxy the \
client address is the one in the PROXY header (`serve --proxy-from`).

{EXIT_CODES}

Examples:
  countersign account set scanner --allow-from 192.0.2.0/24,2001:db8::/32
  countersign account set scanner --allow-from any"))]
pub(super) struct Args {
    /// Name of the account, or one of its addresses
    name: String,
    /// Addresses and CIDR ranges that the account may log in from; any for no restriction
    #[arg(long, value_name = "CIDR,..")]
    allow_from: AllowFrom,
    #[command(flatten)]
    data: Data,
    /// Output the changed account as JSON
    #[arg(long)]
    json: bool,
}

/// `--allow-from` of a new account or app password.
#[derive(clap::Args)]
pub(in crate::command) struct From {
    /// Addresses and CIDR ranges that it may be used from [default: any]
    #[arg(long, value_name = "CIDR,..")]
    pub(in crate::command) allow_from: Option<AllowFrom>,
}

impl From {
    pub(in crate::command) fn networks(&self) -> Vec<String> {
        let networks = self.allow_from.iter().flat_map(AllowFrom::networks);
        networks.map(String::from).collect()
    }
}

impl Args {
    pub(super) async fn run(self) -> Result<Exit, Failure> {
        let name = asked(&self.name)?;
        let account = once(self.data.place()?, async |store| {
            let mut write = store.write().await?;
            let account = write.account(&name).await?;
            write.set_allow_from(&account, &self.allow_from).await?;
            write.commit().await?;
            Ok(store.account(&name).await?)
        });
        let account = account.await?;
        if self.json {
            View::new(&account).print(true);
        } else {
            let (name, from) = (&account.standing.name, &account.allow_from);
            print_line(format_args!("{name} may log in from {from}."));
        }
        Ok(Exit::Success)
    }
}
