//! `countersign account exercise`: for the project's tests of power cuts, kills and full disks.
use crate::{
    accounts::{Store, StoreError, recipe},
    command::{
        data::Data,
        password::{derived, random},
    },
    exit::{Exit, Failure},
};
use countersign::{Credentials, Secret, account::AccountName};
use std::{fs::File, io::Write as _, path::PathBuf};

/// Adds accounts without end, each with an address and a password, and logs before and after each write.
#[derive(clap::Args)]
pub(super) struct Args {
    /// Prefix of the account names
    prefix: String,
    /// Log file: a line when a transaction has begun, a line when it was acknowledged
    #[arg(long, value_name = "FILE")]
    log: PathBuf,
    #[command(flatten)]
    data: Data,
}

impl Args {
    pub(super) async fn run(self) -> Result<Exit, Failure> {
        let log = File::options().create(true).append(true).open(&self.log);
        let mut log = log.map_err(|error| Failure::usage(format!("{}: {error}", self.log.display())))?;
        let password = Secret::new("always the same");
        let credentials = derived(password, recipe().with_iterations(4096), random()?).await?;
        let store = Store::make(self.data.place()?).await?;
        for count in 0_u64.. {
            let name = format!("{}-{count}", self.prefix);
            add(&store, &name, &credentials, |word| {
                // The log is the purpose of the command.
                log.write_all(format!("{word} {name}\n").as_bytes()).map_err(StoreError::from)
            })
            .await?;
        }
        Ok(Exit::Success)
    }
}

async fn add(
    store: &Store,
    name: &str,
    credentials: &Credentials,
    mut note: impl FnMut(&str) -> Result<(), StoreError>,
) -> Result<(), Failure> {
    let unfit = |error: countersign::NameRefused| Failure::usage(error.to_string());
    let address = AccountName::address(&format!("{name}@example.org")).map_err(unfit)?;
    let name = AccountName::new(name).map_err(unfit)?;
    let mut write = store.write().await?;
    note("begun")?;
    let account = write.add_account(&name).await?;
    write.add_address(&account, &address).await?;
    write.set_credentials(&account, credentials).await?;
    write.commit().await?;
    Ok(note("acknowledged")?)
}
