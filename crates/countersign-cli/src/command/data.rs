//! The place of the accounts.
use crate::exit::Failure;
use countersign_accounts::{Folder, Place, Server, Store};
use std::{env, path::PathBuf};

/// `--data DIR` or `--database URL`
#[derive(clap::Args)]
pub(super) struct Data {
    /// Folder of the accounts [default: COUNTERSIGN_DATABASE, COUNTERSIGN_DATA, XDG_DATA_HOME/countersign or
    /// ~/.local/share/countersign]
    #[arg(long = "data", value_name = "DIR")]
    folder: Option<PathBuf>,
    /// PostgreSQL database of accounts, postgres://USER@HOST/DATABASE; keep its password in ~/.pgpass
    #[arg(long, value_name = "URL", conflicts_with = "folder")]
    database: Option<String>,
}

impl Data {
    pub(super) fn place(&self) -> Result<Place, Failure> {
        let text = |name| env::var(name).ok().filter(|value| !value.is_empty());
        let variable = |name| env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from);
        let server = match (&self.database, &self.folder) {
            (Some(url), _) => Some(server("--database", url)?),
            (None, None) => {
                text("COUNTERSIGN_DATABASE").map(|url| server("COUNTERSIGN_DATABASE", &url)).transpose()?
            }
            (None, Some(_)) => None,
        };
        if let Some(server) = server {
            return Ok(server.into());
        }
        let folder = self
            .folder
            .clone()
            .or_else(|| variable("COUNTERSIGN_DATA"))
            .or_else(|| variable("XDG_DATA_HOME").map(|home| home.join("countersign")))
            .or_else(|| variable("HOME").map(|home| home.join(".local/share/countersign")));
        let folder = folder.map(Folder::new);
        folder
            .map(Place::from)
            .ok_or_else(|| Failure::usage("cannot determine the account folder: use --data DIR"))
    }
}

/// Parses a URL from the command line. Errors do not show it, because it may contain a password.
pub(super) fn server(option: &str, url: &str) -> Result<Server, Failure> {
    url.parse().map_err(|error| Failure::usage(format!("{option}: {error}")))
}

/// Opens the accounts for one piece of work, after which nothing is left open.
pub(crate) async fn once<T>(
    place: impl Into<Place>,
    work: impl AsyncFnOnce(&Store) -> Result<T, Failure>,
) -> Result<T, Failure> {
    Store::once(place, work).await
}
