//! `countersign account list`
use super::{EXIT_CODES, view::View};
use crate::command::data::once;
use crate::{command::data::Data, exit::Exit, exit::Failure};

#[derive(clap::Args)]
#[command(after_help = EXIT_CODES)]
pub(super) struct Args {
    #[command(flatten)]
    data: Data,
    /// Output a line of JSON for each account
    #[arg(long)]
    json: bool,
}

impl Args {
    pub(super) async fn run(self) -> Result<Exit, Failure> {
        let read = once(self.data.place()?, async |store| {
            Ok((store.accounts().await?, store.unreadable(None).await?))
        });
        let (accounts, unreadable) = read.await?;
        for account in accounts {
            View::new(&account).print_short(self.json);
        }
        for text in unreadable {
            eprintln!("countersign: warning: {text}");
        }
        Ok(Exit::Success)
    }
}
