//! `countersign demo`
use super::{print_json, print_line};
use crate::{demo, exit::Exit, exit::Failure};

#[derive(clap::Args)]
#[command(after_help = "\
Starts the server on free local ports, logs in with each mechanism, protocol and kind of TLS over real \
connections, then shows attacks that are rejected. A result counts only if client and server agree on it.

Exit codes: 0 every row is as expected; 1 one is not.")]
pub(super) struct Args {
    /// Output a line of JSON for each row
    #[arg(long)]
    json: bool,
}

impl Args {
    pub(super) async fn run(self) -> Result<Exit, Failure> {
        let demo = demo::Demo::start().await?;
        if !self.json {
            print_line(demo::HEADER);
        }
        let mut as_expected = true;
        for case in demo::cases() {
            let row = demo.show(&case).await;
            as_expected &= row.is_as_expected();
            if self.json {
                print_json(&row);
            } else {
                print_line(&row);
            }
        }
        demo.stop().await;
        if !self.json {
            let words =
                if as_expected { "Every row is as expected." } else { "NOT every row is as expected." };
            print_line(words);
        }
        Ok(if as_expected { Exit::Success } else { Exit::Refused })
    }
}
