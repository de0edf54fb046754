//! `countersign completions`
use crate::exit::Exit;
use clap_complete::Shell;
use std::io::Write as _;

#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  countersign completions bash >/usr/share/bash-completion/completions/countersign
  countersign completions zsh >/usr/local/share/zsh/site-functions/_countersign
  countersign completions fish >/usr/share/fish/vendor_completions.d/countersign.fish")]
pub(super) struct Args {
    /// Shell
    shell: Shell,
}

impl Args {
    pub(super) fn run(&self, mut program: clap::Command) -> Exit {
        let mut text = Vec::new();
        clap_complete::generate(self.shell, &mut program, "countersign", &mut text);
        // A closed pipe is not an error.
        let _ = std::io::stdout().write_all(&text);
        Exit::Success
    }
}
