//! `countersign account show`
use super::{EXIT_CODES, asked, view::View};
use crate::command::data::once;
use crate::{command::data::Data, exit::Exit, exit::Failure};

#[derive(clap::Args)]
#[command(after_help = EXIT_CODES)]
pub(super) struct Args {
    /// Name of the account, or one of its addresses
    name: String,
    #[command(flatten)]
    data: Data,
    /// Output JSON
    #[arg(long)]
    json: bool,
}

impl Args {
    pub(super) async fn run(self) -> Result<Exit, Failure> {
        let name = asked(&self.name)?;
        let read = once(self.data.place()?, async |store| {
            let account = store.account(&name).await?;
            let unreadable = store.unreadable(Some(&account.standing)).await?;
            Ok((account, unreadable))
        });
        let (account, unreadable) = read.await?;
        View::new(&account).print(self.json);
        for text in unreadable {
            eprintln!("countersign: warning: {text}");
        }
        Ok(Exit::Success)
    }
}
