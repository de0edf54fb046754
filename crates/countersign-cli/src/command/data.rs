//! Where accounts are kept.
use crate::{accounts::Folder, exit::Failure};
use std::{env, path::PathBuf};

/// `--data DIR`
#[derive(clap::Args)]
pub(super) struct Data {
    /// The folder of the accounts; else COUNTERSIGN_DATA, XDG_DATA_HOME/countersign or ~/.local/share/countersign
    #[arg(long = "data", value_name = "DIR")]
    folder: Option<PathBuf>,
}

impl Data {
    pub(super) fn folder(&self) -> Result<Folder, Failure> {
        let variable = |name| env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from);
        let folder = self
            .folder
            .clone()
            .or_else(|| variable("COUNTERSIGN_DATA"))
            .or_else(|| variable("XDG_DATA_HOME").map(|home| home.join("countersign")))
            .or_else(|| variable("HOME").map(|home| home.join(".local/share/countersign")));
        folder.map(Folder::new).ok_or_else(|| Failure::usage("no folder for the accounts: use --data DIR"))
    }
}
