//! `countersign key remove`
use super::{
    EXIT_CODES,
    show::{named, unknown},
};
use crate::command::data::once;
use crate::{command::data::Data, command::print_line, exit::Exit, exit::Failure};
use countersign_accounts::StoreError;

#[derive(clap::Args)]
#[command(after_help = format!("\
Connections that used the key end within two seconds; those of the account's password and other keys continue. \
Resumed TLS sessions are checked as well.

{EXIT_CODES}

Examples:
  countersign key remove g7NB3wdWo-3sgaJfUEhc8UUb90QNYL2LNyRk3OYJHTU
  countersign key remove alice.crt"))]
pub(super) struct Args {
    /// Fingerprint of the key in any format, or the file of its certificate or public key
    // One fingerprint in 64 begins with a hyphen.
    #[arg(allow_hyphen_values = true)]
    key: String,
    #[command(flatten)]
    data: Data,
}

impl Args {
    pub(super) async fn run(self) -> Result<Exit, Failure> {
        let fingerprint = named(&self.key)?;
        let removed = once(self.data.place()?, async |store| {
            let mut write = store.write().await?;
            match write.remove_key(&fingerprint).await {
                Ok(()) => Ok(write.commit().await?),
                Err(StoreError::NoKey) => {
                    drop(write);
                    Err(unknown(store, &fingerprint).await?)
                }
                Err(error) => Err(error.into()),
            }
        });
        removed.await?;
        print_line(format_args!("{fingerprint} was removed."));
        Ok(Exit::Success)
    }
}
