//! `countersign account list`
use super::{EXIT_CODES, store, view::View};
use crate::{
    command::data::Data,
    exit::{Exit, Failure},
};

#[derive(clap::Args)]
#[command(after_help = EXIT_CODES)]
pub(super) struct Args {
    #[command(flatten)]
    data: Data,
    /// A line of JSON for each account
    #[arg(long)]
    json: bool,
}

impl Args {
    pub(super) async fn run(self) -> Result<Exit, Failure> {
        for account in store(self.data.folder()?).await?.accounts().await? {
            View::new(&account)?.print_short(self.json);
        }
        Ok(Exit::Success)
    }
}
