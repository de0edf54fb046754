//! `countersign password import`
use super::migration::{Entry, Ignored, Imported, Refused, System, check_all, entries, lines, print_refused};
use crate::{command::data::Data, command::print_json, command::print_line, exit::Exit, exit::Failure};
use countersign::{
    Credentials,
    account::{AccountName, AccountState},
};
use countersign_accounts::{Store, StoreError};
use std::path::PathBuf;

#[derive(clap::Args)]
#[command(after_help = "\
Each line becomes an account with the stored credentials of the other system. The account can log in with its password at \
once, by PLAIN and by the mechanisms that it has records for. If lines are rejected, each is reported with its number and \
reason, and nothing is imported unless --skip-refused is given. Records of the empty password and plaintext passwords are \
rejected.

An account that is disabled on the other system is imported as disabled; network restrictions are kept. An account is also \
imported as disabled if its line has a field that cannot be kept or is unknown, so that no restriction is lost. Each such field \
is reported with its line and name; --ignore-field declares that a field does not restrict logins. docs/migrating.md lists the \
fields, and the steps on the other system.

Exit codes: 0 imported; 1 lines were rejected, nothing was imported; 2 usage; 5 the accounts cannot be written, nothing was \
imported.

Examples:
  countersign password import /etc/dovecot/users --format dovecot --data /var/lib/countersign
  countersign password import /etc/dovecot/users --format dovecot --ignore-field my_note
  psql -At -f roles.sql | countersign password import - --format postgresql")]
pub(super) struct Args {
    /// File with a line for each account; - for standard input
    file: PathBuf,
    /// Source system
    #[arg(long, value_enum)]
    format: System,
    /// Import the other lines if some are rejected
    #[arg(long)]
    skip_refused: bool,
    /// Largest accepted number of iterations of a record, which determines the cost of its logins and checks
    #[arg(long, value_name = "N", default_value_t = 1_000_000,
        value_parser = clap::value_parser!(u32).range(1..=10_000_000))]
    max_iterations: u32,
    #[command(flatten)]
    ignored: Ignored,
    #[command(flatten)]
    data: Data,
    /// Output JSON
    #[arg(long)]
    json: bool,
}

impl Args {
    pub(super) async fn run(self) -> Result<Exit, Failure> {
        let place = self.data.place()?;
        // Opened first: a mistyped folder is reported before the long check.
        let store = Store::make(place).await?;
        let imported = store.with(async |store| self.import(store).await).await?;
        let done = imported.refused.is_empty() || self.skip_refused;
        if self.json {
            print_json(&imported);
        } else {
            print_refused(&imported.refused);
            imported.notes.iter().for_each(print_line);
            imported.sum_up(done);
        }
        Ok(if done { Exit::Success } else { Exit::Refused })
    }

    async fn import(&self, store: &Store) -> Result<Imported, Failure> {
        let (entries, mut refused) =
            entries(self.format, lines(&self.file)?, self.max_iterations, &self.ignored);
        let (entries, empty) = tokio::task::spawn_blocking(|| check_all(entries))
            .await
            .map_err(|error| Failure::usage(error.to_string()))?;
        refused.extend(empty);
        let mut write = store.write().await?;
        let mut imported = Imported::default();
        for entry in &entries {
            let Entry { line, limits, .. } = entry;
            match add(&mut write, entry).await {
                Ok(()) => imported.count(*line, limits),
                Err(error) if error.is_storage() => return Err(error.into()),
                Err(error) => refused.push(Refused::new(*line, error)),
            }
        }
        refused.sort_by_key(|refused| refused.line);
        imported.refused = refused;
        if !imported.refused.is_empty() && !self.skip_refused {
            return Ok(Imported { imported: 0, disabled: 0, restricted: 0, ..imported });
        }
        write.commit().await?;
        store.is_still_there()?;
        Ok(imported)
    }
}

/// Adds an account with its names and records, or nothing.
async fn add(write: &mut countersign_accounts::Write, entry: &Entry<Credentials>) -> Result<(), StoreError> {
    let Entry { names, records, limits, .. } = entry;
    let (name, prepared, kept) = (&names.name, names.prepared.as_ref(), limits.kept());
    for name in [Some(name), prepared].into_iter().flatten() {
        match write.account(name).await {
            Err(StoreError::NoAccount) => {}
            Err(error) => return Err(error),
            Ok(_) => return Err(StoreError::Taken(name.spelling().into())),
        }
        write.may_have(name)?;
    }
    let account = write.add_account(name).await?;
    if kept.is_disabled {
        write.set_state(&account, AccountState::Disabled).await?;
    }
    write.set_allow_from(&account, &kept.allow_from).await?;
    if AccountName::address(name.spelling()).is_ok() {
        write.add_address(&account, name).await?;
    }
    if let Some(prepared) = prepared {
        write.add_address(&account, prepared).await?;
    }
    write.set_credentials(&account, records).await
}
