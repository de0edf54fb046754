//! `countersign password app add`
use super::{EXIT_CODES, asked};
use crate::command::data::once;
use crate::{
    command::account::From, command::data::Data, command::password::derived_for, command::print_json,
    command::print_line, exit::Exit, exit::Failure,
};
use countersign::{account::AppName, app_password, entropy};
use countersign_accounts::{Scope, recipe};
use countersign_server::Protocol;
use serde::Serialize;

#[derive(clap::Args)]
#[command(after_help = format!("\
Generates a password with 140 random bits and shows it once; it cannot be recovered from the stored records. It works in \
addition to the account's own password and can be removed separately. Clients that send the password (PLAIN, LOGIN) use it \
with the account's name or address. SCRAM and CRAM-MD5 need a user name that identifies the app password: the one that \
is shown.

{EXIT_CODES}

Examples:
  countersign password app add alice phone
  countersign password app add alice@example.org printer --scope submission --allow-from 192.0.2.0/24"))]
pub(super) struct Args {
    /// Name of the account, or one of its addresses
    account: String,
    /// Name of the app password
    name: String,
    /// Protocols that it is valid for [default: all]
    #[arg(long, value_name = "PROTOCOL,..", value_delimiter = ',')]
    scope: Vec<Protocol>,
    #[command(flatten)]
    from: From,
    /// Also store a record for CRAM-MD5, which lets a thief of the record log in
    #[arg(long)]
    cram_md5: bool,
    #[command(flatten)]
    data: Data,
    /// Output JSON
    #[arg(long)]
    json: bool,
}

#[derive(Serialize)]
struct Added<'a> {
    account: &'a str,
    name: &'a str,
    scope: &'a [String],
    /// Empty for no restriction.
    allow_from: Vec<String>,
    password: &'a str,
    /// The user name for SCRAM and CRAM-MD5.
    user: &'a str,
}

impl Args {
    pub(super) async fn run(self) -> Result<Exit, Failure> {
        let account = asked(&self.account)?;
        let refused = |error| Failure::new(Exit::Refused, format!("{:?}: {error}", self.name));
        let label = AppName::new_label(&self.name).map_err(refused)?;
        let scope = Scope::new(self.scope.iter().map(|protocol| protocol.name()));
        let allow_from = self.from.allow_from.clone().unwrap_or_default();
        let random = || entropy().map_err(|error| Failure::usage(error.to_string()));
        let password = app_password(random()?);
        let recipe = if self.cram_md5 { recipe().with_cram_md5() } else { recipe() };
        let owner = once(self.data.place()?, async |store| {
            let found = store.account(&account).await?.standing;
            let (secret, groups) = (store.secret().await?, store.groups(&found).await?);
            let tag = secret.app_password_tag(&password);
            let made = derived_for(&password, recipe, &secret, &groups, Some(&label)).await?;
            let mut write = store.write().await?;
            let owner = write.account(&account).await?;
            write.add_app(&owner, &label, (&scope, &allow_from), &tag, &made.0, &made.1).await?;
            write.commit().await?;
            Ok(owner.name)
        });
        let owner = owner.await?;
        let user = AppName::join(&self.account, label.spelling());
        let added = Added {
            account: &owner,
            name: label.spelling(),
            scope: scope.protocols(),
            allow_from: self.from.networks(),
            password: password.expose(),
            user: &user,
        };
        if self.json {
            print_json(&added);
        } else {
            print_line(password.expose());
            print_line(format_args!(
                "App password {:?} of {owner}, for {} from {allow_from}. It is not shown again.",
                self.name,
                scope.describe()
            ));
            print_line(format_args!("User name: {}; with SCRAM: {user}", self.account));
        }
        Ok(Exit::Success)
    }
}
