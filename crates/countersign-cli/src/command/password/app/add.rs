//! `countersign password app add`
use super::{EXIT_CODES, asked};
use crate::{
    accounts::{Scope, Store, recipe},
    command::{account::From, data::Data, password::derived_for, print_json, print_line},
    exit::{Exit, Failure},
    server::Protocol,
};
use countersign::{account::AppName, app_password, entropy};
use serde::Serialize;

#[derive(clap::Args)]
#[command(after_help = format!("\
The password is made here, 140 random bits, and shown once: what is stored cannot be turned back into it. It works beside \
the account's own password and is removed by itself. Programs that send the password as such (PLAIN, LOGIN) use it with the \
account's name or address; for SCRAM and CRAM-MD5, which have to be told which password is meant, the user name is the one \
that is shown.

{EXIT_CODES}

Examples:
  countersign password app add alice phone
  countersign password app add alice@example.org printer --scope submission --allow-from 192.0.2.0/24"))]
pub(super) struct Args {
    /// The account's name, or an address of it
    account: String,
    /// What the app password is called
    name: String,
    /// The protocols that it is good for; without this, all
    #[arg(long, value_name = "PROTOCOL,..", value_delimiter = ',')]
    scope: Vec<Protocol>,
    #[command(flatten)]
    from: From,
    /// A record for CRAM-MD5 as well; whoever steals that one logs in with it
    #[arg(long)]
    cram_md5: bool,
    #[command(flatten)]
    data: Data,
    /// Say it in one line of JSON
    #[arg(long)]
    json: bool,
}

#[derive(Serialize)]
struct Added<'a> {
    account: &'a str,
    name: &'a str,
    scope: &'a [String],
    /// Empty for everywhere.
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
        let owner = Store::once(self.data.place()?, async |store| {
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
                "This is {:?} of {owner}, for {} from {allow_from}. It is not shown again.",
                self.name,
                scope.in_words()
            ));
            print_line(format_args!("User name: {}; with SCRAM: {user}", self.account));
        }
        Ok(Exit::Success)
    }
}
